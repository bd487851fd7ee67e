"""The marked copy: the user's cells, the faulty ones marked, and the file itself untouched."""

import openpyxl
import pytest

from books import base_sheets, put, rezip, write_book, write_folder
from vendor_eval.errors import DecisionError, Fault, FileError
from vendor_eval.files.annotate import annotate
from vendor_eval.files.formats import load


def bad_sheets():
    sheets = base_sheets()
    for place, value in {"Scores!B3": "1,200", "Decision!B3": None, "Evidence!F2": "rumour"}.items():
        put(sheets, place, value)
    return sheets


def faults_of(path):
    with pytest.raises(DecisionError) as caught:
        load(path)
    return caught.value.faults


def fill(cell):
    return cell.fill.start_color.rgb


@pytest.fixture
def marked(tmp_path):
    path = write_book(
        tmp_path / "book.xlsx", bad_sheets() | {"My notes": [["=SUM(A1)", 5, True], [None, ("f", "=1+1")]]}
    )
    before = path.read_bytes()
    out = annotate(path, faults_of(path), tmp_path / "marked.xlsx")

    assert path.read_bytes() == before
    return openpyxl.load_workbook(out)


def test_each_faulty_cell_is_coloured_and_says_why(marked):
    assert "1.200 or 1200?" in marked["Scores"]["B3"].comment.text
    assert marked["Scores"]["B3"].value == "1,200"
    assert fill(marked["Scores"]["B3"]) == "FFFFC7CE"
    assert "is required" in marked["Decision"]["B3"].comment.text
    assert fill(marked["Decision"]["B3"]) == "FFFFC7CE"
    assert "not 'rumour'" in marked["Evidence"]["F2"].comment.text


def test_all_other_cells_are_as_they_were(marked):
    assert marked["Scores"]["B2"].value == "900 .. 950"
    assert marked["Scores"]["B2"].comment is None
    assert marked["Weights"]["C2"].value == 60
    assert (marked["My notes"]["A1"].value, marked["My notes"]["A1"].data_type) == ("=SUM(A1)", "s")
    assert marked["My notes"]["C1"].value is True
    assert marked["My notes"]["B2"].value == "(a formula without a result)"


def test_the_first_sheet_lists_all_faults_with_links(marked):
    sheet = marked["Faults"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]

    assert marked.sheetnames[0] == "Faults"
    assert [row[0] for row in rows] == ["cell", "Decision!B3", "Scores!B3", "Evidence!F2"]
    assert rows[2][1] == "assessments.beta.reach"
    assert sheet["A3"].hyperlink.location == "'Scores'!B3"


def test_a_folder_of_csv_files_becomes_one_marked_workbook(tmp_path):
    folder = write_folder(tmp_path / "f", bad_sheets())
    book = openpyxl.load_workbook(annotate(folder, faults_of(folder), tmp_path / "marked.xlsx"))

    assert "1.200 or 1200?" in book["scores"]["B3"].comment.text
    assert book["Faults"]["A3"].value == 'line 3, column "reach"'


def test_faults_without_a_cell_are_listed_all_the_same(tmp_path):
    path = write_book(tmp_path / "b.xlsx", base_sheets() | {"faults": [["x"]], "a'b!c": [[1]]})
    faults = [Fault((), "There is no sheet 'X'."), Fault(("x",), "bad", str(path), 1, 1, "a'b!c!A1")]
    book = openpyxl.load_workbook(annotate(path, faults, tmp_path / "m.xlsx"))

    assert book.sheetnames[0] == "Faults 2"
    assert [cell.value for cell in book["Faults 2"]["C"]] == ["what is wrong", "There is no sheet 'X'.", "bad"]
    assert book["a'b!c"]["A1"].comment.text == "bad"


def test_a_sheet_that_cannot_be_read_is_told(tmp_path):
    path = write_book(tmp_path / "b.xlsx", base_sheets() | {"Raw": [[1]]}, lambda book: book["Raw"].cell(20_000, 1, 5))
    book = openpyxl.load_workbook(annotate(path, [], tmp_path / "m.xlsx"))

    assert "Raw" not in book.sheetnames
    assert "Not copied:" in book["Faults"]["C2"].value
    folder = write_folder(tmp_path / "f", base_sheets())
    (folder / "raw.csv").write_bytes(b"\xff")
    book = openpyxl.load_workbook(annotate(folder, [], tmp_path / "n.xlsx"))

    assert "raw.csv line 1 is not UTF-8" in book["Faults"]["C2"].value


@pytest.mark.parametrize(
    ("source", "out", "words"),
    [
        ("b.xlsx", "m.csv", "must end in .xlsx"),
        ("b.xlsx", "b.xlsx", "is the file itself; name another one"),
        ("b.yaml", "m.xlsx", "is no table: a marked copy is made of a workbook"),
    ],
)
def test_what_cannot_be_marked_is_refused(tmp_path, source, out, words):
    write_book(tmp_path / "b.xlsx", base_sheets())
    with pytest.raises(FileError, match=words):
        annotate(tmp_path / source, [], tmp_path / out)


def test_numbers_that_no_workbook_holds_are_shown_as_text(tmp_path):
    good = write_book(tmp_path / "good.xlsx", {"Sheet": [[1]]})
    body = "<row><c><v>1e999</v></c><c><v>NaN</v></c></row>"
    bad = rezip(good, tmp_path / "bad.xlsx", {"xl/worksheets/sheet1.xml": f"<x><sheetData>{body}</sheetData></x>"})
    book = openpyxl.load_workbook(annotate(bad, [], tmp_path / "m.xlsx"))

    assert [cell.value for cell in book["Sheet"][1]] == ["inf", "nan"]


def test_one_csv_file_becomes_a_marked_workbook_too(tmp_path):
    path = tmp_path / "scores.CSV"
    path.write_text("vendor,speed\nalpha,many\nbeta,3\n", encoding="utf-8")
    fault = Fault(("x",), "must be a number.", str(path), 2, 2, 'line 2, column "speed"')

    book = openpyxl.load_workbook(annotate(path, [fault], tmp_path / "marked.xlsx"))

    assert book.sheetnames == ["Faults", "scores"]
    assert book["scores"]["B2"].comment.text == "must be a number."
    assert fill(book["scores"]["B2"]) == "FFFFC7CE"
    assert book["scores"]["B3"].comment is None
    assert book["scores"].sheet_properties.tabColor.rgb == "FF9C0006"
