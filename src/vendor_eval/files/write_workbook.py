"""Writing tables as a workbook: texts stay texts, numbers keep every digit, and the bytes are the same each time."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import datetime
from math import ceil
from typing import Any

from vendor_eval.files import layout
from vendor_eval.files.cells import letters
from vendor_eval.files.layout import Table

__all__ = ["Book", "row_height", "write_workbook"]

_CREATED = datetime(2025, 1, 1)
_WIDEST_SCORE = 30
_LINE = 15
_PER_WIDTH = 1.15  # letters of a text to a column as wide as one digit
_TALLEST = 409
_HEADING = {
    "bold": True,
    "font_color": "#FFFFFF",
    "bg_color": "#1F3A5F",
    "text_wrap": True,
    "valign": "vcenter",
    "border": 1,
    "border_color": "#FFFFFF",
}
_CELL = {"valign": "top", "text_wrap": True, "locked": False}


class Book:
    """A workbook that is being written into memory."""

    def __init__(self, title: str = "") -> None:
        import xlsxwriter
        from xlsxwriter.worksheet import Worksheet

        class ExactSheet(Worksheet):  # type: ignore[misc]
            """Numbers with as many digits as it takes to read them back exactly, and rows that grow with their text.

            XlsxWriter itself writes 16 digits and fixes each height that it is given.
            """

            def _xml_number_element(self, number: Any, attributes: Any = ()) -> None:
                marks = "".join(f' {key}="{value}"' for key, value in attributes)
                self.fh.write(f"<c{marks}><v>{number!r}</v></c>")

            def _xml_start_tag_unencoded(self, tag: str, attributes: Any = ()) -> None:
                # Heights are a start, not a wish: rows go on growing with what is typed.
                kept = [pair for pair in attributes if pair[0] != "customHeight"]
                super()._xml_start_tag_unencoded(tag, kept)

        self._bytes = io.BytesIO()
        self._sheet_class = ExactSheet
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self.book = xlsxwriter.Workbook(self._bytes, options)
        # A fixed day, so that the same decision gives the same bytes.
        self.book.set_properties({"title": title[:255], "created": _CREATED})
        self._sheets: dict[str, Any] = {}
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def format(self, **properties: Any) -> Any:
        """Return the cell format with some properties, one object for equal ones."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format(properties)
        return self._formats[key]

    @property
    def heading(self) -> Any:
        """The format of headings."""
        return self.format(**_HEADING)

    @property
    def free_heading(self) -> Any:
        """The format of headings that may be changed where others are protected."""
        return self.format(**_HEADING, locked=False)

    def sheet(self, name: str) -> Any:
        """Return the sheet of a name, which is added where there is none."""
        if name not in self._sheets:
            self._sheets[name] = sheet = self.book.add_worksheet(name, self._sheet_class)
            sheet.set_landscape()
            sheet.set_paper(9)
            sheet.fit_to_pages(1, 0)
        return self._sheets[name]

    def write(self, sheet: Any, row: int, column: int, value: Any, style: Any = None) -> None:
        """Write a text, number or truth value as what it is; None leaves a cell with its format only."""
        if value is None:
            sheet.write_blank(row, column, None, style)
        elif isinstance(value, bool):
            sheet.write_boolean(row, column, value, style)
        elif isinstance(value, str):
            sheet.write_string(row, column, value, style)
        else:
            sheet.write_number(row, column, value, style)

    def content(self) -> bytes:
        """Close the workbook and return its bytes."""
        self.book.close()
        return self._bytes.getvalue()


def write_workbook(
    tables: Sequence[Table],
    *,
    title: str = "",
    around: Callable[[Book, dict[str, Any]], None] | None = None,
    first: Sequence[str] = (),
) -> bytes:
    """Return tables as the bytes of a workbook.

    Parameters
    ----------
    title
        What the workbook's properties give as its title.
    around
        What adds to the sheets: it is given the workbook and the sheets by name.
    first
        Names of sheets that come before the tables, for ``around`` to fill.
    """
    book = Book(title)
    for name in first:
        book.sheet(name)
    sheets = {}
    for table in tables:
        sheets[table.name] = sheet = book.sheet(table.name)
        _write_table(book, sheet, table)
    if "_meta" in sheets:
        sheets["_meta"].very_hidden()
    if around is not None:
        around(book, sheets)
    return book.content()


def _write_table(book: Book, sheet: Any, table: Table) -> None:
    kind = next((kind for kind in layout.ALL if kind.name == table.name), layout.MORE)
    side = {"align": "center"} if table.name == "Scores" else {"align": "left"}
    text, other = book.format(**_CELL, **side, num_format="@"), book.format(**_CELL, **side)
    left = book.format(**_CELL, align="left", num_format="@")
    for index, column in enumerate(table.columns):
        width = _width(table, index)
        # Cells that are still empty take what is typed as text where a text belongs.
        style = left if index < kind.keys else text if column.kind in ("text", "date", "list") else other
        sheet.set_column(index, index, width, style)
        sheet.write_string(0, index, column.label, book.heading)
    widths = [_width(table, index) for index in range(len(table.columns))]
    for number, row in enumerate(table.rows, 1):
        sheet.set_row(number, row_height(row, widths))
        for index, value in enumerate(row):
            if value is not None:
                style = left if index < kind.keys else text if isinstance(value, str) else other
                book.write(sheet, number, index, value, style)
    sheet.freeze_panes(1, kind.keys)
    sheet.repeat_rows(0)
    if table.rows:
        # Texts that look like numbers are texts on purpose.
        area = f"A1:{letters(len(table.columns))}{len(table.rows) + 1}"
        sheet.ignore_errors({"number_stored_as_text": area})


def _width(table: Table, index: int) -> int:
    if table.name != "Scores" or index == 0:
        return table.columns[index].width
    longest = max((len(str(row[index])) for row in table.rows if row[index] is not None), default=0)
    return min(max(longest + 2, len(table.columns[index].label) + 2, 12), _WIDEST_SCORE)


def row_height(row: Sequence[Any], widths: Sequence[float]) -> int:
    """Guess the height that the longest of a row's texts needs: not every program finds it out by itself."""
    lines = [
        sum(ceil(max(len(line), 1) / (_PER_WIDTH * width)) for line in value.split("\n"))
        for value, width in zip(row, widths, strict=True)
        if isinstance(value, str) and (len(value) > width or "\n" in value)
    ]
    return min(_LINE * max(lines, default=1), _TALLEST)
