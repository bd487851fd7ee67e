"""Bad tables and what is said about them: every fault with its cell, in a workbook and in CSV files alike."""

import contextlib
import datetime
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import vendor_eval
from books import base_sheets, put, write_book, write_folder
from vendor_eval.errors import DecisionError
from vendor_eval.files.assemble import assemble
from vendor_eval.files.cells import letters
from vendor_eval.files.formats import _checked, load
from vendor_eval.files.grid import sheet_of
from vendor_eval.files.layout import ALL, Column, Table

PACKAGE = Path(vendor_eval.__file__).parent
SCORE = "Scores!B3 assessments.beta.reach"
NUMBER = "must be a number (million users), a range or `unknown`"


def sheets_with(edits):
    sheets = base_sheets()
    for place, value in edits.items():
        if "!" in place:
            put(sheets, place, value)
        else:
            rows = sheets.pop(place)
            if value is not None:
                sheets[value] = rows
    return sheets


def faults_of(path):
    with pytest.raises(DecisionError) as caught:
        load(path)
    assert "pydantic" not in str(caught.value)
    return caught.value.faults


def one(name, edits, *expected):
    return pytest.param(edits, expected, id=name)


def score(value, *words):
    return one(f"score {value!r}", {"Scores!B3": value}, (SCORE, *words))


EXAM = [
    one(
        "3 no vendors",
        {
            f"{name}!{column}{row}": None
            for name in ("Vendors", "Scores", "Assessments")
            for column in "ABCDEF"
            for row in (2, 3)
        },
        ("Vendors!A1 vendors", "holds no vendor; at least one is needed"),
    ),
    one(
        "10 a missing sheet",
        {"Weights": None},
        ("", "There is no sheet 'Weights'; the sheets are 'Decision', 'Criteria'"),
    ),
    one(
        "10 a sheet with a space",
        {"Scores": "scores "},
        ("", "The sheet 'scores ' is not read. Did you mean 'Scores'?"),
    ),
    one(
        "10 a misspelt needed sheet",
        {"Vendors": "Vendor"},
        ("", "There is no sheet 'Vendors'", "Did you mean 'Vendor'?"),
    ),
    one(
        "10 a misspelt sheet",
        {"Levels": "Levles"},
        ("", "The sheet 'Levles' is not read. Did you mean 'Levels'?"),
        ("Criteria!A3 criteria.privacy", "needs a scale"),
        ("Requirements!B3 criteria.privacy.require.at_least", "only a scale with levels has levels"),
    ),
    one(
        "18 a blank heading",
        {"Scores!B1": None},
        ("Scores!A1 assessments", "has no column for 'reach'"),
        ("Scores!B1 assessments", "has no heading"),
    ),
    one(
        "19 a doubled column",
        {"Vendors!D1": "cost low"},
        ("Vendors!D1 vendors", "is the second column 'cost low'; the first is"),
        ("Vendors!C2 vendors.alpha.cost", "`low` and `high`; found low"),
    ),
    one(
        "20 a misspelt column",
        {"Evidence!E1": "descirbes"},
        ("Evidence!E1 evidence", "Unknown column 'descirbes'. Did you mean 'describes'?"),
    ),
    one(
        "20 a misspelt criterion",
        {"Scores!B1": "raech"},
        ("Scores!A1 assessments", "no column for 'reach'"),
        ("Scores!B1 assessments", "Unknown criterion 'raech'. Did you mean 'reach'?"),
    ),
    one(
        "20 a column of totals",
        {"Scores!D1": "Total", "Scores!D2": 5},
        ("Scores!D1 assessments", "'Total'", "looks like a result: delete the column"),
    ),
    one(
        "20 a misspelt path",
        {"Decision!A3": "titel"},
        ("Decision!A1 title", "is required"),
        ("Decision!B3 titel", "Unknown field 'titel'. Did you mean 'title'?"),
    ),
    one(
        "21 a needed column",
        {"Scores!A1": "who"},
        ("Scores!A1 assessments", "has no column 'vendor': the first row holds 'who'"),
    ),
    one(
        "21 a column of scores",
        {f"Scores!C{r}": None for r in (1, 2, 3)},
        ("Scores!A1 assessments", "has no column for 'privacy'; write `unknown`"),
    ),
    one(
        "22 a vendor twice",
        {"Scores!A4": "alpha", "Scores!B4": 3, "Scores!C4": "unclear"},
        ("Scores!A4 assessments.alpha", "is the second row of vendor 'alpha'; the first is"),
    ),
    one("22 a vendor listed twice", {"Vendors!A4": "alpha"}, ("Vendors!A4 vendors.alpha", "is given twice; first at")),
    one(
        "23 capitals",
        {"Vendors!A3": "ALPHA", "Scores!A3": "ALPHA"},
        ("Vendors!A3 vendors.ALPHA", "looks the same as 'alpha': they differ only in capitals"),
    ),
    one(
        "23 a space behind",
        {"Vendors!A3": "beta "},
        ("Vendors!A3 vendors.beta ", "has spaces around it", "write 'beta'"),
        ("Scores!A1 assessments", "holds nothing for vendor 'beta '"),
        ("Scores!A3 assessments.beta", "Unknown vendor 'beta'. Did you mean 'beta '?"),
    ),
    one(
        "23 a combining accent",
        {"Vendors!A3": "Cafe\u0301", "Scores!A3": "Cafe\u0301"},
        ("Vendors!A3 vendors.Cafe\u0301", "normal Unicode form"),
        ("Scores!A3 assessments.Cafe\u0301", "normal Unicode form"),
    ),
    one(
        "24 a Cyrillic letter",
        {"Vendors!A3": "\u0430lpha", "Scores!A3": "\u0430lpha"},
        ("Vendors!A3 vendors.\u0430lpha", "(U+0430) here and 'a' (U+0061) there"),
    ),
    one(
        "25 a row without a vendor",
        {"Scores!A3": None},
        ("Scores!A1 assessments", "nothing for vendor 'beta'"),
        ("Scores!A3 assessments", "has no vendor, but the row is not empty (see"),
    ),
    one(
        "28 a row of totals",
        {"Scores!A5": "TOTAL", "Scores!B5": 984},
        ("Scores!A5 assessments.TOTAL", "looks like a row of totals, not a vendor; delete the row"),
    ),
    score(None, "is empty: give a score or a range, or write `unknown`"),
    *(score(text, NUMBER, "Write `unknown` where nothing is known") for text in ("n/a", "-", "TBD", "?", "NaN")),
    *(
        score(text, NUMBER, f"not the text '{text}'")
        for text in ("high", ">10", "~5", "5 of 10", "€12", "(5)", "−1", "٣", "½", "0x10")
    ),
    one(
        "31 a word where levels are",
        {"Scores!C3": "good"},
        ("Scores!C3 assessments.beta.privacy", "Unknown level 'good'. Levels are refuses, unclear"),
    ),
    score("1,200", NUMBER, "Did you mean 1.200 or 1200?"),
    score("1.200,50", NUMBER, "Did you mean 1200.50?"),
    score("0,4", NUMBER, "Did you mean 0.4?"),
    score("1 200", NUMBER, "Did you mean 1200?"),
    score("1\u00a0200", NUMBER, "Did you mean 1200?"),
    score("1_000", NUMBER, "Did you mean 1000?"),
    score("45%", NUMBER, "Write the number alone"),
    score(True, "must be a number, not true"),
    score(1e200, "between -1e12 and 1e12"),
    score("1e400", "a number"),
    score(6000, "is 6000, outside the possible range from 0 to 5000"),
    score(-2, "is -2, outside the possible range"),
    one("43 a negative weight", {"Weights!C2": -1}, ("Weights!C2 weights.swing.reach", "must be at least 0, not -1")),
    one(
        "43 a word as weight",
        {"Weights!C2": "high"},
        ("Weights!C2 weights.swing.reach", "must be a number, not the text 'high'"),
    ),
    one(
        "43 weights of 0",
        {"Weights!C2": 0, "Weights!C3": 0},
        ("Weights!C2 weights.swing", "at least one weight above 0"),
    ),
    one(
        "44 weights that sum to 97",
        {"Weights!A2": "direct", "Weights!A3": "direct", "Weights!C2": 47, "Weights!C3": 50},
        ("Weights!C2 weights.direct", "sum to 1, not 97", "97 of 100", "normalise"),
    ),
    one(
        "47 an unknown criterion in a scenario",
        {"Scenarios!C2": '["raech"]'},
        ("Scenarios!C2 scenarios.data only.criteria.0", "Did you mean 'reach'?"),
    ),
    one(
        "no JSON where a list belongs",
        {"Scenarios!C2": "reach"},
        ("Scenarios!C2 scenarios.data only.criteria", "must be JSON"),
    ),
    one(
        "a path twice",
        {"Scenarios!A3": "data only", "Scenarios!B3": "criteria", "Scenarios!C3": "[]"},
        ("Scenarios!B3 scenarios.data only.criteria", "is given twice; first at"),
    ),
    one("no path at all", {"Scenarios!B2": "a..x"}, ("Scenarios!B2 scenarios.data only", "is no path: write steps")),
    one(
        "a level twice",
        {"Levels!B3": "refuses"},
        ("Levels!B3 criteria.privacy.scale.levels.refuses", "is given twice"),
        ("Requirements!B3 criteria.privacy.require.at_least", "Unknown level 'unclear'"),
        ("Scores!C3 assessments.beta.privacy", "Unknown level 'unclear'"),
    ),
    one(
        "levels of nothing",
        {"Levels!A6": "privcy", "Levels!B6": "x", "Levels!C6": 3},
        ("Levels!A6 criteria.privcy", "Unknown criterion 'privcy'. Did you mean 'privacy'?"),
    ),
    one(
        "two scores for one thing",
        {"Assessments!E1": "value", "Assessments!E2": 5},
        ("Assessments!E2 assessments.alpha.reach", "says something else than", "keep one of them"),
    ),
    one(
        "two reasons for one thing",
        {"Assessments!A3": "alpha", "Assessments!B3": "reach", "Assessments!C3": "x"},
        ("Assessments!B3 assessments.alpha.reach", "is the second row for this"),
    ),
    one("a newer layout", {"_meta!B2": 2}, ("_meta!B2", "is layout 2; layout 1 is read here: update vendor_eval")),
    one(
        "all at once",
        {"Decision!B3": None, "Criteria!D3": "x", "Evidence!F2": "rumour", "Scores!B3": "1,200"},
        ("Decision!B3 title", "is required"),
        ("Criteria!D3 criteria.privacy.scale.worst", "Unknown field 'worst'"),
        ("Scores!B3 assessments.beta.reach", "1.200 or 1200?"),
        ("Evidence!F2 evidence.E1.kind", "not 'rumour'"),
    ),
]
# What only cells with kinds of their own can say.
BOOK_ONLY = [
    score(datetime.date(2025, 4, 3), "is the date 2025-04-03; Excel makes dates of texts like 3/4"),
    one(
        "a vendor made a date",
        {"Vendors!A3": datetime.date(2025, 4, 3)},
        ("Vendors!A3 vendors", "is the date 2025-04-03"),
        ("Scores!A3 assessments.beta", "Unknown vendor 'beta'"),
    ),
    score(("formula", "=1+1"), "is a formula without a result; open the workbook in Excel or LibreOffice, save it"),
    score(("error", "#DIV/0!"), "holds the Excel error #DIV/0!"),
    score(("error", "#N/A"), "holds the Excel error #N/A"),
    one(
        "a number as level",
        {"Scores!C3": 30},
        ("Scores!C3 assessments.beta.privacy", "must name a level", "not the number 30"),
    ),
]


@pytest.mark.parametrize(("edits", "expected"), [*EXAM, *BOOK_ONLY])
def test_a_fault_in_a_workbook_is_named_with_its_cell(tmp_path, edits, expected):
    path = write_book(tmp_path / "book.xlsx", sheets_with(edits))
    faults = faults_of(path)

    found = [str(fault).removeprefix(str(path)).removeprefix(" › ").removeprefix(": ") for fault in faults]
    places = [place for place, *_ in expected]
    assert [
        text if place else "" for text, place in zip(found, places, strict=True) if not text.startswith(place)
    ] == []
    for text, (_, *words) in zip(found, expected, strict=True):
        for word in words:
            assert word in text


@pytest.mark.parametrize(("edits", "expected"), EXAM)
def test_the_same_fault_in_csv_files_is_named_with_line_and_column(tmp_path, edits, expected):
    sheets = sheets_with(edits)
    faults = faults_of(write_folder(tmp_path / "folder", sheets))

    for fault, (place, *words) in zip(faults, expected, strict=True):
        if not place:
            assert fault.file == str(tmp_path / "folder")
            continue
        name, row, column = re.match(r"(\w+)!([A-Z]+\d+)", place)[1], *_position(place)
        assert (fault.file, fault.column) == (str(tmp_path / "folder" / f"{name.lower()}.csv"), column)
        filled = [number for number, cells in enumerate(sheets[name], 1) if any(c is not None for c in cells)]
        assert fault.line == row == next(number for number in filled if number >= row)
        assert f"line {row}, column " in str(fault)
        for word in words:
            assert word.replace("sheet", "file") in str(fault).replace("sheet", "file") or "1e" in word


def _position(place):
    column, row = re.match(r"\w+!([A-Z]+)(\d+)", place).groups()
    return int(row), next(number for number in range(1, 99) if letters(number) == column)


@pytest.mark.parametrize(
    "name", ["NA", "null", "nan", "TRUE", "007", "1E5", "3/4", "N/A", "-", "Ünïcode", "北京", "a" * 100]
)
@pytest.mark.parametrize("kind", ["book", "folder"])
def test_26_a_vendor_s_name_stays_what_it_is(tmp_path, name, kind):
    sheets = sheets_with({"Vendors!A3": name, "Scores!A3": name})
    path = write_book(tmp_path / "b.xlsx", sheets) if kind == "book" else write_folder(tmp_path / "f", sheets)

    assert list(load(path).vendors) == ["alpha", name]


@pytest.mark.parametrize(("value", "name"), [(7, "7"), (True, "TRUE"), (1.5, "1.5"), (100000, "100000")])
def test_26_a_name_that_became_a_number_is_a_name_again(tmp_path, value, name):
    path = write_book(tmp_path / "b.xlsx", sheets_with({"Vendors!A3": value, "Scores!A3": value}))

    assert list(load(path).vendors) == ["alpha", name]


@pytest.mark.parametrize("name", ["=1+1", "<script>", "$x_{$", "_x", '"q"', "+1", "@x", "'quoted'", "a,b;c"])
def test_27_an_awkward_name_is_kept(tmp_path, name):
    sheets = sheets_with({"Vendors!A3": name, "Scores!A3": name})

    assert list(load(write_book(tmp_path / "b.xlsx", sheets)).vendors) == ["alpha", name]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("a\nb", "U+000A"),
        ("a\u202eb", "RIGHT-TO-LEFT OVERRIDE"),
        ("a\u200bb", "ZERO WIDTH SPACE"),
        ("x" * 300, "has 300 characters"),
    ],
)
@pytest.mark.parametrize("kind", ["book", "folder"])
def test_27_a_name_that_nobody_can_read_is_refused(tmp_path, name, words, kind):
    sheets = sheets_with({"Vendors!A3": name, "Scores!A3": name})
    path = write_book(tmp_path / "b.xlsx", sheets) if kind == "book" else write_folder(tmp_path / "f", sheets)
    faults = faults_of(path)

    assert words in faults[0].message
    assert str(faults[0]).isprintable()


def test_25_blank_rows_are_passed_over(tmp_path):
    sheets = sheets_with({"Vendors!A6": "gamma", "Scores!A8": "gamma", "Scores!B8": 3, "Scores!C8": "audited"})

    for path in (write_book(tmp_path / "b.xlsx", sheets), write_folder(tmp_path / "f", sheets)):
        assert list(load(path).vendors) == ["alpha", "beta", "gamma"]


def test_36_a_date_is_fine_where_a_date_belongs(tmp_path):
    day = datetime.date(2025, 2, 2)
    sheets = sheets_with({"Evidence!D2": day, "Evidence!E2": 2024, "Decision!B4": datetime.date(2025, 2, 15)})
    decision = load(write_book(tmp_path / "b.xlsx", sheets))

    assert decision.plain()["evidence"]["E1"]["published"] == "2025-02-02"
    assert decision.plain()["evidence"]["E1"]["describes"] == "2024"
    assert decision.as_of == datetime.date(2025, 2, 15)


def test_41_merged_cells_over_data_are_named(tmp_path):
    path = write_book(tmp_path / "b.xlsx", base_sheets(), lambda book: book["Scores"].merge_cells("C2:C3"))
    faults = [str(fault).removeprefix(f"{path} › ") for fault in faults_of(path)]

    assert faults[0] == "Scores!C2 assessments: is merged (C2:C3): unmerge the cells and fill in each of them."
    assert faults[1].startswith("Scores!C3 assessments.beta.privacy: is empty")


def test_41_merged_cells_elsewhere_are_the_user_s_own(tmp_path):
    path = write_book(tmp_path / "b.xlsx", base_sheets(), lambda book: book["Scores"].merge_cells("F20:G22"))

    assert load(path).title == "AI partner"


def hidden(tmp_path):
    """A workbook in which a row, a column and an empty row are hidden."""

    def change(book):
        book["Scores"].row_dimensions[3].hidden = True
        book["Vendors"].column_dimensions["B"].hidden = True
        book["Evidence"].row_dimensions[40].hidden = True

    return write_book(tmp_path / "b.xlsx", base_sheets(), change)


HIDDEN = [
    "Vendors!B1: hidden columns are read all the same: name. Show them, or delete them.",
    "Scores!A3: hidden rows are read all the same: 3. Show them, or delete them.",
]


def test_42_hidden_rows_and_columns_are_read_with_a_warning(tmp_path):
    path = hidden(tmp_path)
    with pytest.warns(UserWarning, match="hidden") as caught:
        decision = load(path)

    assert decision.vendors["alpha"].name == "Alpha"
    assert [str(warning.message).removeprefix(f"{path} › ") for warning in caught] == HIDDEN
    # The warning points at the line of whoever loads, and not into the library.
    assert not any(Path(warning.filename).is_relative_to(PACKAGE) for warning in caught)


def test_42_for_a_strict_reader_they_are_faults_beside_all_others(tmp_path):
    path = hidden(tmp_path)
    with pytest.raises(DecisionError) as caught:
        load(path, strict=True)
    assert [str(fault).removeprefix(f"{path} › ") for fault in caught.value.faults] == HIDDEN

    path = write_book(tmp_path / "c.xlsx", sheets_with({"Scores!B3": "high"}), lambda book: hide_row(book, "Scores", 2))
    with pytest.raises(DecisionError) as caught:
        load(path, strict=True)
    assert [fault.cell for fault in caught.value.faults] == ["Scores!A2", "Scores!B3"]


def hide_row(book, sheet, row):
    book[sheet].row_dimensions[row].hidden = True


def test_of_many_hidden_rows_the_first_are_named(tmp_path):
    sheets = base_sheets()
    head, item = sheets["Evidence"]
    sheets["Evidence"] = [head, *([f"E{n}", *item[1:]] for n in range(1, 13))]

    path = write_book(tmp_path / "b.xlsx", sheets, lambda book: [hide_row(book, "Evidence", n) for n in range(2, 14)])
    with pytest.warns(UserWarning, match=r"the same: 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 2 more\."):
        load(path)


WAIVERS = [["criterion", "vendor", "requirement", "because", "by"], ["reach", "beta", None, "a pilot", "the board"]]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (
            ["raech", "beta", None, "x", "y"],
            "Waivers!A2 criteria.raech: Unknown criterion 'raech'. Did you mean 'reach'?",
        ),
        (
            ["reach", "gamma", None, "x", "y"],
            "Waivers!B2 criteria.reach.require.waivers.gamma: Unknown vendor 'gamma'.",
        ),
        (["reach", None, None, "x", "y"], "Waivers!B2 criteria: has no vendor, but the row is not empty"),
        (
            ["reach", "beta", 2, "x", "y"],
            "Waivers!C2 criteria.reach.require: must be the number of a requirement of reach, from 1 to 1",
        ),
        (["reach", "beta", None, None, "y"], "Waivers!D2 criteria.reach.require.waivers.beta.because: is required"),
    ],
)
def test_a_waiver_that_does_not_fit_is_told_at_its_cell(tmp_path, row, expected):
    path = write_book(tmp_path / "b.xlsx", base_sheets() | {"Waivers": [WAIVERS[0], row]})

    found = [str(fault).removeprefix(f"{path} › ") for fault in faults_of(path)]

    assert len(found) == 1
    assert found[0].startswith(expected)


def test_what_is_waived_twice_or_cannot_be_waived_is_told(tmp_path):
    sheets = base_sheets()
    requirements = sheets["Requirements"]
    reach = next(row for row in requirements if row[0] == "reach")
    twice = {"Waivers": [WAIVERS[0], ["reach", "beta", 2, "x", "y"], ["reach", "beta", 2, "x", "y"]]}
    unnumbered = {"Waivers": [WAIVERS[0], ["reach", "beta", None, "x", "y"], ["reach", "beta", 0, "x", "y"]]}
    none = {"Waivers": WAIVERS, "Requirements": [row for row in requirements if row is not reach]}
    again = "Waivers!B3 criteria.reach.require.1.waivers.beta: is given twice; first at Waivers!B2. Delete one."
    for name, changed, expected in (
        (
            "a",
            twice | {"Requirements": [*requirements, reach]},
            [again],
        ),
        ("b", unnumbered | {"Requirements": [*requirements, reach]}, ["Waivers!C2", "Waivers!C3"]),
        ("c", none, ["Waivers!A2 criteria.reach.require: names reach, which has no requirement that could be waived."]),
    ):
        path = write_book(tmp_path / f"{name}.xlsx", sheets | changed)

        found = [str(fault).removeprefix(f"{path} › ") for fault in faults_of(path)]

        assert len(found) == len(expected)
        for fault, start in zip(found, expected, strict=True):
            assert fault.startswith(start)


def test_33_a_percentage_where_the_unit_is_percent_is_told(tmp_path):
    def change(book):
        book["Scores"]["B3"].value = 0.45
        book["Scores"]["B3"].number_format = "0%"

    path = write_book(tmp_path / "b.xlsx", sheets_with({"Criteria!C2": "% of users"}), change)

    assert "shows 0.45 as 45.0000%, and the unit is '% of users'" in str(faults_of(path)[0])


def test_a_title_may_look_like_a_number(tmp_path):
    sheets = sheets_with({"Decision!B3": 2025})

    assert load(write_book(tmp_path / "b.xlsx", sheets)).title == "2025"
    assert load(write_folder(tmp_path / "f", sheets)).title == "2025"


def test_headings_may_be_written_as_people_like(tmp_path):
    sheets = sheets_with({"Vendors!C1": "Cost_Low", "Vendors!A1": " VENDOR ", "Requirements!B1": "at_least"})

    assert load(write_book(tmp_path / "b.xlsx", sheets)) == load(write_book(tmp_path / "c.xlsx", base_sheets()))


def test_own_sheets_and_files_are_left_alone(tmp_path):
    sheets = base_sheets() | {"My notes": [["anything", "x"], [None, "=1"]], "Evaluation": [["a"]]}

    assert load(write_book(tmp_path / "b.xlsx", sheets)).title == "AI partner"
    assert load(write_folder(tmp_path / "f", sheets)).title == "AI partner"


def test_a_level_named_like_a_number_may_stand_in_a_number_s_cell(tmp_path):
    sheets = sheets_with({"Levels!B3": 12, "Scores!C3": 12, "Requirements!B3": 12})
    for path in (write_book(tmp_path / "b.xlsx", sheets), write_folder(tmp_path / "f", sheets)):
        assert load(path).assessments["beta"]["privacy"].belief.value == "12"


def test_scores_may_stand_in_assessments_alone(tmp_path):
    sheets = base_sheets()
    del sheets["Scores"]
    sheets["Assessments"] = [
        ["vendor", "criterion", "value", "low", "high", "because"],
        ["alpha", "reach", None, 900, 950, "two counts"],
        ["alpha", "privacy", "unknown"],
        ["beta", "reach", 34],
        ["beta", "privacy", "unclear"],
    ]

    assert load(write_book(tmp_path / "b.xlsx", sheets)).assessments["alpha"]["reach"].belief.low == 900


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([["policy.separation", None, "x"]], "More!C2 policy.separation: must be JSON, like 12"),
        ([["policy.separation", None, '{"a": 1, "a": 2}']], "It holds a key twice."),
        ([["policy.separation", None, "[" * 60 + "]" * 60]], "It is nested too deep."),
        ([["policy.separation", None, "[" * 9000]], "It is nested too deep."),
        ([["policy.separation", None, "9" * 9000]], "must be JSON"),
        ([["title", None, '"other"']], "More!A2 title: is given twice; first at Decision!B3. Delete one."),
        ([[".".join("a" * 60), None, "1"]], "More!A2: is no path: it has more than 50 steps."),
        (
            [["assessments.nobody", "order", '["a"]'], ["vendors.x.name", None, "1"]],
            "vendors.x.name: must be text, not 1",
        ),
        ([["policy.separation", None, ("error", "#N/A")]], "More!C2 policy.separation: holds the Excel error #N/A"),
    ],
)
def test_a_fault_in_more_is_named_with_its_cell(tmp_path, rows, words):
    sheets = base_sheets() | {"More": [["path", "what", "value"], *rows]}

    assert any(words in str(fault) for fault in faults_of(write_book(tmp_path / "b.xlsx", sheets)))


def test_a_faulty_path_on_the_first_sheet_is_told(tmp_path):
    path = write_book(tmp_path / "b.xlsx", sheets_with({"Decision!A5": "policy..x", "Decision!B5": 1}))

    assert str(faults_of(path)[0]).startswith(f"{path} › Decision!A5: is no path")


def test_truth_values_in_capitals_are_json_too(tmp_path):
    sheets = base_sheets() | {"More": [["path", "what", "value"], ["scenarios.data only.hindsight", None, "TRUE"]]}
    sheets["Scenarios"] += [["other", "hindsight", "FALSE"]]

    assert load(write_folder(tmp_path / "f", sheets)).scenarios["data only"].hindsight


def test_an_excel_error_in_a_heading_is_told(tmp_path):
    path = write_book(tmp_path / "b.xlsx", sheets_with({"Vendors!B1": ("error", "#REF!")}))

    assert str(faults_of(path)[0]).startswith(f"{path} › Vendors!B1 vendors: holds the Excel error #REF!")


def test_a_range_of_levels_whose_names_hold_dots_is_read(tmp_path):
    sheets = sheets_with(
        {
            "Levels!B2": "v1..0",
            "Levels!B3": "v2..0",
            "Scores!C3": "v1..0 .. v2..0",
            "Requirements!A3": None,
            "Requirements!B3": None,
        }
    )

    assert load(write_book(tmp_path / "b.xlsx", sheets)).assessments["beta"]["privacy"].belief.high == "v2..0"


CELLS = st.sampled_from(
    [
        None,
        "",
        "alpha",
        "reach",
        "unknown",
        "any",
        "5 .. 6",
        "=1",
        "[1",
        '{"a": 1}',
        "null",
        "a.b",
        '"',
        "see More",
        True,
        7,
        -1.5,
        1e308,
        "criteria",
        "vendors",
        "weights.swing",
        "order",
        "evaluator",
        "x" * 300,
    ]
)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from([kind.name for kind in ALL]), st.integers(0, 6), st.integers(0, 6), CELLS),
        max_size=12,
    )
)
def test_whatever_stands_in_the_cells_only_faults_come_of_it(edits):
    sheets = base_sheets()
    for name, row, column, value in edits:
        rows = sheets.setdefault(name, [])
        rows += [[] for _ in range(row + 1 - len(rows))]
        rows[row] += [None] * (column + 1 - len(rows[row]))
        rows[row][column] = value
    found = {
        name: sheet_of(Table(name, [Column(str(label) if label is not None else "") for label in rows[0]], rows[1:]))
        for name, rows in sheets.items()
    }
    document = assemble("x", found)
    with contextlib.suppress(DecisionError):
        _checked(document)


def test_what_is_given_twice_is_told_with_the_first_place(tmp_path):
    sheets = base_sheets()
    sheets["Decision"].append(["title", "Another"])
    sheets["Weights"].append(["swing", "reach", 5])
    path = write_book(tmp_path / "b.xlsx", sheets)

    assert [str(fault).removeprefix(f"{path} › ") for fault in faults_of(path)] == [
        "Decision!A5 title: is given twice; first at Decision!B3. Delete one.",
        "Weights!B4 weights.swing.reach: is given twice; first at Weights!C2. Delete one.",
    ]


def test_weights_that_are_said_in_a_word_twice_are_told(tmp_path):
    sheets = base_sheets() | {"Weights": [["method"], ["any"], ["any"]]}
    path = write_book(tmp_path / "b.xlsx", sheets)

    assert [str(fault).removeprefix(f"{path} › ") for fault in faults_of(path)] == [
        "Weights!A3 weights: is given twice; first at Weights!A2. Delete one."
    ]


def test_an_unknown_heading_of_scores_hides_no_other_fault(tmp_path):
    sheets = sheets_with({"Scores!D1": "raech", "Scores!D2": 3, "Scores!B3": "high"})
    path = write_book(tmp_path / "b.xlsx", sheets)

    found = [str(fault).removeprefix(f"{path} › ") for fault in faults_of(path)]

    assert [one.partition(":")[0] for one in found] == ["Scores!D1 assessments", SCORE]


def test_a_path_that_is_none_hides_no_other_fault(tmp_path):
    sheets = base_sheets()
    sheets["Weights"].append(["swing..x", "reach", 5])
    put(sheets, "Weights!C2", "much")
    path = write_book(tmp_path / "b.xlsx", sheets)

    found = [str(fault).removeprefix(f"{path} › ") for fault in faults_of(path)]

    assert [one.partition(" ")[0] for one in found] == ["Weights!C2", "Weights!A4"]


def told(path):
    """The faults of a workbook without its name."""
    return [str(fault).removeprefix(f"{path} › ").removeprefix(f"{path}: ") for fault in faults_of(path)]


@pytest.mark.parametrize(
    ("sheet", "column", "place"),
    [
        ("Levels", "level", "Levels!A1 criteria"),
        ("Levels", "criterion", "Levels!A1 criteria"),
        ("Requirements", "criterion", "Requirements!A1 criteria"),
        ("Weights", "method", "Weights!A1 weights"),
        ("Vendors", "vendor", "Vendors!A1 vendors"),
        ("Criteria", "criterion", "Criteria!A1 criteria"),
        ("Assessments", "vendor", "Assessments!A1 assessments"),
        ("Scores", "vendor", "Scores!A1 assessments"),
        ("Evidence", "id", "Evidence!A1 evidence"),
        ("Scenarios", "scenario", "Scenarios!A1 scenarios"),
    ],
)
def test_a_sheet_without_the_column_of_names_is_told_and_nothing_that_follows(tmp_path, sheet, column, place):
    sheets = base_sheets()
    index = sheets[sheet][0].index(column)
    sheets[sheet] = [[*row[:index], *row[index + 1 :]] for row in sheets[sheet]]

    (found,) = told(write_book(tmp_path / "b.xlsx", sheets))

    assert found.startswith(f"{place}: has no column '{column}': the first row holds ")


def test_without_the_first_sheet_only_that_is_told(tmp_path):
    sheets = {name: rows for name, rows in base_sheets().items() if name != "Decision"}

    found = told(write_book(tmp_path / "b.xlsx", sheets))

    assert len(found) == 1
    assert found[0].startswith("There is no sheet 'Decision'; the sheets are 'Criteria', 'Levels'")


def test_columns_may_stand_in_any_order_and_faults_find_them(tmp_path):
    sheets = base_sheets()
    for name in ("Levels", "Requirements", "Assessments", "Vendors"):
        sheets[name] = [row[::-1] for row in sheets[name]]
    assert (
        load(write_book(tmp_path / "a.xlsx", sheets)).plain()
        == load(write_book(tmp_path / "c.xlsx", base_sheets())).plain()
    )
    place = sheets["Levels"][0].index("criterion")
    sheets["Levels"][1][place] = "privcy"

    (fault, *_) = [one for one in told(write_book(tmp_path / "b.xlsx", sheets)) if "Unknown criterion" in one]

    assert fault.startswith(f"Levels!{letters(place + 1)}2 criteria.privcy: Unknown criterion 'privcy'.")


def test_what_evaluators_say_is_told_at_their_cells(tmp_path):
    sheets = base_sheets()
    sheets["Assessments"] = [
        ["vendor", "criterion", "evaluator", "value", "low", "high"],
        ["beta", "privacy", "ann", "unclear", None, None],
        ["beta", "privacy", "bob", "unclaer", None, None],
        ["beta", "reach", "ann", None, 5, 3],
    ]
    sheets["Evaluators"] = [["evaluator", "name"], ["ann", "Ann"], ["bob", "Bob"]]
    put(sheets, "Scores!B3", "see Assessments")
    put(sheets, "Scores!C3", "see Assessments")

    assert told(write_book(tmp_path / "b.xlsx", sheets)) == [
        "Assessments!D3 assessments.beta.privacy.by_evaluator.bob: Unknown level 'unclaer'. Did you mean 'unclear'? "
        "Levels are refuses, unclear, in contract, audited.",
        "Assessments!C4 assessments.beta.reach.by_evaluator.ann: low (5) must not be above high (3).",
    ]


def test_a_score_that_stands_in_assessments_is_told_in_its_cell_there(tmp_path):
    sheets = base_sheets()
    sheets["Assessments"] = [["vendor", "criterion", "value"], ["beta", "privacy", "unclaer"]]
    put(sheets, "Scores!C3", "see Assessments")

    (found,) = told(write_book(tmp_path / "b.xlsx", sheets))

    assert found.startswith("Assessments!C2 assessments.beta.privacy: Unknown level 'unclaer'.")


def test_a_vendor_that_only_a_row_of_assessments_names_is_told_there(tmp_path):
    sheets = base_sheets()
    sheets["Assessments"].append(["gamma", "reach", *[None] * (len(sheets["Assessments"][0]) - 2)])
    sheets["Assessments"][-1][sheets["Assessments"][0].index("because")] = "x"

    found = told(write_book(tmp_path / "b.xlsx", sheets))

    assert found[0] == "Assessments!A3 assessments.gamma: Unknown vendor 'gamma'. Known: alpha, beta."


def test_each_value_of_more_that_is_no_json_is_told(tmp_path):
    more = [["path", "what", "value"], ["description", None, "text"], ["question", None, "{"], ["policy.x", None, "1"]]
    found = told(write_book(tmp_path / "b.xlsx", base_sheets() | {"More": more}))

    assert [one.partition(":")[0] for one in found] == [
        "More!C2 description",
        "More!C3 question",
        "More!C4 policy.x",
    ]
