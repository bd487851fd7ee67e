"""A marked copy of a workbook: the user's cells, each faulty one coloured and explained, and a list of all faults."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from vendor_eval.errors import Fault, FileError
from vendor_eval.files.cells import Cell, Sheet, address
from vendor_eval.files.csv_cells import read_csv
from vendor_eval.files.text import write_bytes
from vendor_eval.files.workbook import Workbook
from vendor_eval.files.write_workbook import Book, row_height

__all__ = ["annotate"]

_LIST = "Faults"
_COLUMNS = (("cell", 24), ("path", 40), ("what is wrong", 100))
_WIDTH = 20.0
_LONGEST_NOTE = 2_000
_LONGEST_NAME = 31
_MARK = {
    "bg_color": "#FFC7CE",
    "font_color": "#9C0006",
    "text_wrap": True,
    "valign": "top",
    "border": 1,
    "border_color": "#9C0006",
}


def annotate(path: str | Path, faults: Sequence[Fault], out: str | Path) -> Path:
    """Write a copy of a workbook in which each faulty cell is coloured and says why, and return where it is.

    The copy is a new workbook with the values of the user's cells; formulas are shown by their results. The user's
    file itself is never changed.

    Parameters
    ----------
    path
        A workbook, a CSV file, or a folder of CSV files.
    faults
        The faults that reading it gave: ``error.faults`` of a DecisionError.
    out
        The new workbook, ending in ``.xlsx``.

    Raises
    ------
    FileError
        If ``path`` cannot be read, or ``out`` is not an .xlsx file, is the user's own, or cannot be written.
    """
    path, out = Path(path), Path(out)
    if out.suffix.lower() != ".xlsx":
        raise FileError(f"{out} must end in .xlsx: a marked copy is a workbook.")
    if out.exists() and out.resolve() == path.resolve():
        raise FileError(f"{out} is the file itself; name another one for the marked copy.")
    sheets, unread = _sheets(path)
    book = Book(f"Faults of {path.name}")
    taken = {sheet.name.casefold() for sheet in sheets}
    name = next(name for name in [_LIST, *(f"{_LIST} {n}" for n in range(2, 999))] if name.casefold() not in taken)
    listing = book.sheet(name)
    for sheet in sheets:
        _copy(book, sheet, [fault for fault in faults if _stands_in(fault, sheet)])
    _write_list(book, listing, faults, sheets, unread)
    write_bytes(out, book.content())
    return out


def _sheets(path: Path) -> tuple[list[Sheet], list[str]]:
    """Return the sheets that can be copied, and what is said of those that cannot."""
    sheets, unread = [], []
    if path.is_dir() or path.suffix.lower() == ".csv":
        files = sorted(path.glob("*.csv")) if path.is_dir() else [path]
        for file in files:
            try:
                sheets.append(read_csv(file, file.stem)[0])
            except FileError as error:
                unread.append(str(error))
    elif path.suffix.lower() == ".xlsx":
        book = Workbook(path)
        for name in book.names:
            try:
                if not book.is_hidden(name):
                    sheets.append(book.sheet(name))
            except FileError as error:
                unread.append(str(error))
    else:
        raise FileError(f"{path} is no table: a marked copy is made of a workbook or of CSV files.")
    return sheets, unread


def _stands_in(fault: Fault, sheet: Sheet) -> bool:
    if fault.cell is None or fault.file != sheet.file:
        return False
    return sheet.is_csv or fault.cell.rpartition("!")[0] == sheet.name


def _place(fault: Fault, sheet: Sheet) -> tuple[int, int]:
    row = fault.line or 1
    if sheet.lines is not None:
        row = next((number for number, line in sheet.lines.items() if line == fault.line), 1)
    return row, fault.column or 1


def _tab(name: str) -> str:
    """Return a name that a sheet may have."""
    clean = "".join("_" if sign in "[]:*?/\\" else sign for sign in name).strip("'")
    return clean[:_LONGEST_NAME] or "sheet"


def _copy(book: Book, sheet: Sheet, faults: Sequence[Fault]) -> None:
    page = book.sheet(_tab(sheet.name))
    notes: dict[tuple[int, int], list[str]] = {}
    for fault in faults:
        notes.setdefault(_place(fault, sheet), []).append(fault.message)
    plain = book.format(text_wrap=True, valign="top")
    marked = book.format(**_MARK)
    for cell in sheet.filled():
        style = marked if (cell.row, cell.column) in notes else book.heading if cell.row == 1 else plain
        book.write(page, cell.row - 1, cell.column - 1, _shown(cell), style)
    for (row, column), messages in notes.items():
        if sheet.get(row, column) is None:
            book.write(page, row - 1, column - 1, None, marked)
        text = "\n\n".join(messages)[:_LONGEST_NOTE]
        page.write_comment(row - 1, column - 1, text, {"x_scale": 2.5, "y_scale": 1 + len(text) / 150})
    columns = sorted({cell.column for cell in sheet.filled()})
    widths = [sheet.widths.get(column, _WIDTH) for column in columns]
    for column, width in zip(columns, widths, strict=True):
        page.set_column(column - 1, column - 1, width)
    for row, cells in sheet.rows.items():
        values = [_shown(cells[column]) if column in cells else None for column in columns]
        page.set_row(row - 1, row_height(values, widths))
    page.freeze_panes(1, 1)
    if faults:
        page.set_tab_color("#9C0006")


def _shown(cell: Cell) -> Any:
    if cell.kind == "formula":
        return "(a formula without a result)"
    if isinstance(cell.value, float) and not math.isfinite(cell.value):
        return str(cell.value)
    return cell.value[:32_000] if isinstance(cell.value, str) else cell.value


def _write_list(book: Book, page: Any, faults: Sequence[Fault], sheets: Sequence[Sheet], unread: Sequence[str]) -> None:
    wrapped, link = (
        book.format(text_wrap=True, valign="top"),
        book.format(font_color="#1F3A5F", underline=1, valign="top"),
    )
    for column, (label, width) in enumerate(_COLUMNS):
        page.set_column(column, column, width)
        page.write_string(0, column, label, book.heading)
    for number, fault in enumerate(faults, 1):
        home = next((sheet for sheet in sheets if _stands_in(fault, sheet)), None)
        where = fault.cell or ""
        if home is None:
            page.write_string(number, 0, where, wrapped)
        else:
            target = _tab(home.name).replace("'", "''")
            page.write_url(number, 0, f"internal:'{target}'!{address(*_place(fault, home))}", link, string=where[:250])
        page.write_string(number, 1, ".".join(str(step) for step in fault.path)[:32_000], wrapped)
        page.write_string(number, 2, fault.message[:32_000], wrapped)
        page.set_row(number, row_height([fault.message], [_COLUMNS[2][1]]))
    for number, message in enumerate(unread, len(faults) + 1):
        page.write_string(number, 2, f"Not copied: {message}", wrapped)
    page.freeze_panes(1, 0)
