"""Templates: valid decisions that explain themselves."""

import openpyxl
import pytest

from vendor_eval.files.formats import load, loads, save
from vendor_eval.files.layout import ALL
from vendor_eval.files.templates import template_workbook, template_yaml


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "template.xlsx"
    path.write_bytes(template_workbook())
    return path


def test_both_templates_are_the_same_valid_decision(book):
    decision = loads(template_yaml())

    assert load(book) == decision
    assert list(decision.scenarios) == ["without vendors' own claims", "speed alone"]


def test_the_yaml_is_explained_and_fits_a_screen():
    lines = template_yaml().splitlines()

    assert sum("#" in line for line in lines) > 25
    assert max(map(len, lines)) <= 120


def test_the_workbook_is_the_same_every_time():
    assert template_workbook() == template_workbook()


def test_the_workbook_has_lists_checks_notes_and_locked_headings(book):
    sheets = openpyxl.load_workbook(book)
    checks = {
        (name, next(iter(check.sqref.ranges)).coord.split(":")[0]): check
        for name in sheets.sheetnames
        for check in sheets[name].data_validations.dataValidation
    }

    assert sheets.sheetnames[:4] == ["Read me", "Example", "Decision", "Criteria"]
    assert checks["Scores", "C2"].formula1 == '"refuses,unclear,in contract,audited,unknown"'
    assert checks["Scores", "B2"].formula1 == "OR(ISTEXT(B2),AND(B2>=0,B2<=1000))"
    assert any("own_test" in str(check.formula1) for check in checks.values())
    assert "48 is worth 0 points, 1 100" in sheets["Scores"]["B1"].comment.text
    assert sheets["Scores"].freeze_panes == "B2"
    assert sheets["Scores"]["A1"].protection.locked
    assert not sheets["Scores"]["B1"].protection.locked
    assert not sheets["Scores"]["B2"].protection.locked
    assert sheets["Scores"].protection.sheet
    assert sheets["Scores"]["A2"].number_format == "@"
    assert all(sheets[name].protection.sheet for name in sheets.sheetnames[2:] if name != "_meta")
    for (name, cell), check in checks.items():
        assert len(str(check.formula1 or "")) <= 257, (name, cell)
        assert len(check.prompt or "") <= 255


def test_the_workbook_is_titled_and_its_example_wide_enough(book):
    found = openpyxl.load_workbook(book)

    assert found.properties.title == loads(template_yaml()).title
    widths = found["Example"].column_dimensions
    assert [round(widths[column].width) for column in "AB"] == [15, 27]
    assert widths["B"].max == 4  # one width for the three columns from B on
    assert found["Example"]["C8"].alignment.wrap_text


def test_the_first_sheet_says_what_each_sheet_is_for(book):
    found = openpyxl.load_workbook(book)
    sheet = found["Read me"]
    rows = {row[0].value: row for row in sheet.iter_rows() if row[0].value}

    for name in found.sheetnames[2:]:
        if name != "_meta":
            assert rows[name][0].font.bold
            assert len(rows[name][1].value) > 20
            assert rows[name][1].alignment.wrap_text
    # The title is larger than the headings, and these are larger than the rest.
    sizes = [rows[text][0].font.size for text in ("A vendor decision in a workbook", "In this order", "Decision")]
    assert sizes == sorted(sizes, reverse=True)
    assert len(set(sizes)) == 3
    assert all(rows[text][0].font.bold for text in ("A vendor decision in a workbook", "In this order"))
    command = next(row[1] for row in sheet.iter_rows() if row[1].value == "vendor-eval check decision.xlsx")
    assert command.font.name == "Courier New"
    assert sheet.column_dimensions["B"].width > 100
    assert 15 < sheet.column_dimensions["A"].width < 25
    assert not sheet.sheet_view.showGridLines
    assert not found["Example"].sheet_view.showGridLines


@pytest.mark.parametrize("name", ["Groups", "Waivers", "Evaluators", "Conditions"])
def test_the_columns_of_further_sheets_are_told(book, name):
    sheet = openpyxl.load_workbook(book)["Read me"]
    said = next(row[1].value for row in sheet.iter_rows() if row[0].value == name)
    kind = next(kind for kind in ALL if kind.name == name)

    assert all(label in said for label in kind.labels)


def test_columns_that_many_decisions_need_stand_there_empty(book):
    found = openpyxl.load_workbook(book)

    def heads(name):
        return [cell.value for cell in found[name][1]]

    assert {"at most", "one of", "p met"} <= set(heads("Requirements"))
    assert {"value", "low", "likely", "high", "passes", "trials", "by", "on"} <= set(heads("Assessments"))
    assert heads("Criteria")[:4] == ["criterion", "name", "description", "group"]
    assert found["Criteria"]["C2"].value is None


def test_the_example_shows_what_a_score_may_say(book):
    sheet = openpyxl.load_workbook(book)["Example"]
    assert [cell.value for cell in sheet[2]][:4] == ["vendor", "speed", "privacy", "languages"]
    assert [cell.value for cell in sheet[3]][:4] == ["alpha", "2 .. 6", "in contract", 8]
    assert sheet["B2"].font.bold
    assert "A8" in {merged.coord.partition(":")[0] for merged in sheet.merged_cells.ranges}
    texts = {str(cell.value) for row in sheet.iter_rows() for cell in row}

    assert {"2 .. 6", "1 .. 2 .. 4", "unknown", "see Assessments", "unclear .. in contract"} <= texts


def test_a_filled_template_goes_round(book, tmp_path):
    sheets = openpyxl.load_workbook(book)
    sheets["Scores"]["B3"] = "20 .. 24 .. 36"
    sheets["Assessments"]["A5"], sheets["Assessments"]["B5"], sheets["Assessments"]["C5"] = "beta", "languages", 5
    sheets["Scores"]["D3"] = "see Assessments"
    sheets["Decision"]["B3"] = "Another title"
    sheets.save(tmp_path / "filled.xlsx")
    decision = load(tmp_path / "filled.xlsx")

    assert decision.title == "Another title"
    assert load(save(decision, tmp_path / "again.xlsx")) == decision
    assert load(save(decision, tmp_path / "again.csv")) == decision


def test_dropdowns_that_do_not_fit_point_to_the_levels(tmp_path):
    from builders import make_decision

    levels = {f"level {number}, with a comma": number for number in range(5)}
    path = save(
        make_decision({"x": {"t": "level 1, with a comma"}}, scales={"t": {"levels": levels}}), tmp_path / "d.xlsx"
    )
    checks = openpyxl.load_workbook(path)["Scores"].data_validations.dataValidation

    assert [check.formula1 for check in checks] == ["Vendors!$A$2:$A$201", "Levels!$B$2:$B$6"]
