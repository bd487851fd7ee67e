"""Templates to start a decision from: a commented YAML file, and a workbook with lists, checks and an example."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from vendor_eval.files import layout
from vendor_eval.files.guides import add_guides
from vendor_eval.files.layout import Column, Table
from vendor_eval.files.read_yaml import read_yaml
from vendor_eval.files.tabulate import tabulated
from vendor_eval.files.write_workbook import Book, write_workbook

__all__ = ["template_workbook", "template_yaml"]

# What a protected sheet still allows: everything but changing its headings.
_MAY = (
    *("format_cells", "format_columns", "format_rows", "insert_columns", "insert_rows", "insert_hyperlinks"),
    *("delete_columns", "delete_rows", "sort", "autofilter", "select_locked_cells", "select_unlocked_cells", "objects"),
)
# Columns that the small decision leaves empty, but that many decisions need.
_OFFERED = {
    "Criteria": ("description", "group", "information only"),
    "Requirements": ("at most", "more than", "less than", "one of", "p met"),
    "Vendors": ("description", "cost because"),
    "Assessments": ("value", "low", "likely", "high", "mean", "sd", "passes", "trials", "by", "on"),
    "Evidence": ("publisher", "url", "note"),
}

_EXAMPLE = Table(
    "Example",
    [Column("vendor", width=14), *(Column(name, width=26) for name in ("speed", "privacy", "languages"))],
    [
        ["alpha", "2 .. 6", "in contract", 8],
        ["beta", 24, "unclear", "3 .. 5"],
        ["gamma", "1 .. 2 .. 4", "unclear .. in contract", "unknown"],
    ],
)
_FORMS = (
    ("24", "a number, in the unit of the criterion"),
    ("in contract", "a level of the criterion, as on the sheet Levels"),
    ("2 .. 6", "anything from 2 to 6, all equally likely"),
    ("1 .. 2 .. 4", "from 1 to 4, most likely 2"),
    ("unclear .. in contract", "one of the levels from unclear to in contract, all equally likely"),
    ("unknown", "nothing is known"),
    (
        "see Assessments",
        "it stands in a row of the sheet Assessments: mean and sd, passes of trials, chances of levels",
    ),
)


def template_yaml() -> str:
    """Return a commented decision file to start from: a valid small decision.

    Examples
    --------
    >>> print(template_yaml().splitlines()[0])
    # A vendor decision, to be changed into yours. Everything after a # is a comment for you.
    """
    return _shipped("template.yaml")


def _shipped(name: str) -> str:
    return files("vendor_eval.files").joinpath(name).read_text(encoding="utf-8")


def template_workbook() -> bytes:
    """Return a workbook to start from: the same small decision, with lists, checks, notes and an example."""
    plain = read_yaml(template_yaml(), "template.yaml").data
    tables = [_widened(table) for table in tabulated(plain)]

    def around(book: Book, sheets: dict[str, Any]) -> None:
        add_guides(book, sheets, tables, plain)
        _protect(book, sheets, tables)
        _write_read_me(book)
        _write_example(book)

    return write_workbook(tables, title=plain["title"], around=around, first=("Read me", "Example"))


def _widened(table: Table) -> Table:
    """Add the empty columns that a template offers."""
    offered = _OFFERED.get(table.name, ())
    kind = next(kind for kind in layout.ALL if kind.name == table.name)
    there = {column.label: index for index, column in enumerate(table.columns)}
    if not offered:
        return table
    columns = [column for column in kind.columns if column.label in there or column.label in offered]
    rows = [[row[there[c.label]] if c.label in there else None for c in columns] for row in table.rows]
    return Table(table.name, columns, rows)


def _protect(book: Book, sheets: dict[str, Any], tables: list[Table]) -> None:
    """Lock the headings, except the criteria's names in Scores: those change with the criteria."""
    for table in tables:
        sheet = sheets[table.name]
        if table.name == "_meta":
            continue
        if table.name == "Scores":
            for index, column in enumerate(table.columns[1:], 1):
                sheet.write_string(0, index, column.label, book.free_heading)
        sheet.protect("", dict.fromkeys(_MAY, True))


def _write_read_me(book: Book) -> None:
    sheet = book.sheet("Read me")
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 110)
    styles = {
        "#": book.format(bold=True, font_size=18),
        "##": book.format(bold=True, font_size=13),
        "code": book.format(font_name="Courier New", bg_color="#EEF2F7"),
    }
    wrapped = book.format(text_wrap=True, valign="top")
    bold = book.format(bold=True, valign="top")
    for row, line in enumerate(_shipped("template_readme.txt").splitlines()):
        mark, _, text = line.partition("\t")
        if mark in styles:
            sheet.write_string(row, 0 if mark != "code" else 1, text, styles[mark])
        else:
            sheet.write_string(row, 0, mark, bold)
            sheet.write_string(row, 1, text, wrapped)


def _write_example(book: Book) -> None:
    sheet = book.sheet("Example")
    sheet.hide_gridlines(2)
    bold, wrapped = book.format(bold=True, font_size=13), book.format(text_wrap=True, valign="top")
    cell = book.format(border=1, border_color="#C0C8D4", align="center")
    sheet.write_string(0, 0, "Scores, filled in", bold)
    for index, column in enumerate(_EXAMPLE.columns):
        sheet.set_column(index, index, column.width)
        sheet.write_string(1, index, column.label, book.heading)
    for row, values in enumerate(_EXAMPLE.rows, 2):
        for index, value in enumerate(values):
            book.write(sheet, row, index, value, cell)
    start = len(_EXAMPLE.rows) + 3
    sheet.write_string(start, 0, "What a cell may say", bold)
    for row, (form, meaning) in enumerate(_FORMS, start + 1):
        sheet.merge_range(row, 0, row, 1, form, book.format(bold=True))
        sheet.merge_range(row, 2, row, 6, meaning, wrapped)
