"""What a written workbook looks like to whoever opens it: widths, heights, formats and the sheets that are in sight."""

import datetime
from zipfile import ZipFile

import openpyxl
import pytest

from builders import make_decision
from vendor_eval.files.formats import save
from vendor_eval.files.layout import Column, Table
from vendor_eval.files.write_workbook import Book, row_height, write_workbook

LONG = "A reason that needs more than one line in the column that it stands in, because it is told in full. " * 3


@pytest.fixture
def book(tmp_path):
    decision = make_decision(
        {
            "alpha": {"reach": {"low": 1000, "high": 2000, "because": LONG}, "t": 900},
            "beta": {"reach": "unknown", "t": 7},
        },
        title="007",
        evidence={"E1": {"claim": "=1+1"}},
    )
    return openpyxl.load_workbook(save(decision, tmp_path / "d.xlsx"))


def test_headings_stand_out_and_stay_in_sight(book):
    for name, frozen in (("Scores", "B2"), ("Assessments", "C2"), ("Decision", "B2"), ("Evidence", "B2")):
        heading = book[name]["A1"]

        assert heading.font.bold
        assert heading.fill.start_color.rgb == "FF1F3A5F"
        assert book[name].freeze_panes == frozen
        assert book[name].print_title_rows == "$1:$1"
        assert not book[name]["A2"].font.bold


def test_a_page_is_printed_in_its_width(book):
    for sheet in book:
        assert sheet.page_setup.orientation == "landscape"
        # One page wide, which is what is meant where nothing is said, and as many pages long as it takes.
        assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (9, None, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_columns_are_as_wide_as_what_stands_in_them(book):
    scores, assessments = book["Scores"].column_dimensions, book["Assessments"].column_dimensions

    assert scores["A"].width == pytest.approx(20, abs=1)
    # The range is the longest score; a short one gets the least width there is.
    assert scores["B"].width == pytest.approx(len("1000 .. 2000") + 2, abs=1)
    assert scores["C"].width == pytest.approx(12, abs=1)
    assert assessments["A"].width == pytest.approx(20, abs=1)
    assert max(column.width for column in scores.values()) <= 31


def test_a_row_is_as_high_as_its_longest_text_and_grows_with_it(book):
    heights = {number: row.height for number, row in book["Assessments"].row_dimensions.items()}

    assert heights[2] > 40
    assert book["Assessments"]["C2"].alignment.wrap_text
    assert book["Scores"].row_dimensions[2].height in (None, 15)


def test_no_height_is_fixed_so_that_rows_grow_with_what_is_typed(tmp_path):
    decision = make_decision({"a": {"reach": {"value": 1, "because": LONG}}})
    with ZipFile(save(decision, tmp_path / "d.xlsx")) as package:
        sheets = [package.read(name) for name in package.namelist() if "worksheets/sheet" in name]

    assert sheets
    assert not any(b"customHeight" in sheet for sheet in sheets)


@pytest.mark.parametrize(
    ("row", "widths", "height"),
    [
        ([], [], 15),
        ([None, 900], [10, 10], 15),
        (["x" * 10], [10], 15),
        (["x" * 24], [10], 45),
        (["two\nlines"], [20], 30),
        (["x\n\nx"], [20], 45),
        (["x" * 24, "x" * 100], [10, 10], 135),
        (["x" * 9_999], [10], 409),
    ],
)
def test_the_height_of_a_row_is_guessed_from_its_texts(row, widths, height):
    assert row_height(row, widths) == height


def test_texts_stay_texts_and_numbers_numbers(book):
    decision, scores = book["Decision"], book["Scores"]

    assert [(row[0].value, row[1].value, row[1].data_type) for row in decision.iter_rows(min_row=3, max_row=3)] == [
        ("title", "007", "s")
    ]
    assert decision["B3"].number_format == "@"
    assert (scores["C2"].value, scores["C2"].data_type, scores["C2"].number_format) == (900, "n", "General")
    assert (book["Evidence"]["B2"].value, book["Evidence"]["B2"].data_type) == ("=1+1", "s")


def test_what_is_typed_into_an_empty_cell_is_taken_as_its_column_says(book):
    # The style of a column is that of its cells that nobody has filled.
    def empty(sheet, column):
        return book[sheet].column_dimensions[column]

    assert empty("Evidence", "B").number_format == "@"
    assert empty("Scores", "B").number_format == "General"
    assert empty("Scores", "A").number_format == "@"
    assert empty("Scores", "A").alignment.horizontal == "left"
    assert empty("Scores", "B").alignment.horizontal == "center"
    assert empty("Evidence", "B").alignment.horizontal == "left"


def test_the_sheet_of_the_library_is_out_of_sight_and_all_others_in_sight(book):
    assert {sheet.title: sheet.sheet_state for sheet in book if sheet.sheet_state != "visible"} == {
        "_meta": "veryHidden"
    }


def test_the_properties_name_the_decision_and_a_day_that_never_changes(book):
    assert book.properties.title == "007"
    assert book.properties.created == datetime.datetime(2025, 1, 1)


def test_sheets_that_come_first_and_what_is_around_are_the_caller_s(tmp_path):
    table = Table("Scores", [Column("vendor")], [["alpha"]])
    path = tmp_path / "b.xlsx"

    def around(book, sheets):
        assert list(sheets) == ["Scores"]
        book.sheet("Read me").write_string(0, 0, "hello")

    path.write_bytes(write_workbook([table], around=around, first=["Read me", "Example"]))
    found = openpyxl.load_workbook(path)

    assert found.sheetnames == ["Read me", "Example", "Scores"]
    assert found["Read me"]["A1"].value == "hello"


def test_a_book_writes_each_value_as_what_it_is(tmp_path):
    book = Book("A title of more than 255 signs " * 20)
    sheet = book.sheet("S")
    marked = book.format(bold=True)
    for column, value in enumerate([None, True, "12", 0.1 + 0.2, 7]):
        book.write(sheet, 0, column, value, marked)
    path = tmp_path / "b.xlsx"
    path.write_bytes(book.content())
    cells = openpyxl.load_workbook(path)["S"][1]

    assert [cell.value for cell in cells] == [None, True, "12", 0.1 + 0.2, 7]
    assert [cell.data_type for cell in cells] == ["n", "b", "s", "n", "n"]
    assert all(cell.font.bold for cell in cells)
    assert book.sheet("S") is sheet
    assert book.format(bold=True) is marked


def test_a_table_without_rows_is_a_row_of_headings(tmp_path):
    path = tmp_path / "b.xlsx"
    path.write_bytes(write_workbook([Table("Scores", [Column("vendor"), Column("reach")])]))

    assert [[cell.value for cell in row] for row in openpyxl.load_workbook(path)["Scores"]] == [["vendor", "reach"]]
