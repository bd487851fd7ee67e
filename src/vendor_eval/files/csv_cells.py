"""CSV files as cells: strict about their form, and never guessing."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from vendor_eval.errors import Fault, FileError
from vendor_eval.files.cells import Cell, Sheet, Spot
from vendor_eval.files.places import MOST_VALUES
from vendor_eval.files.sheet_part import MOST_COLUMNS, MOST_ROWS
from vendor_eval.files.text import MOST_BYTES, read_bytes

__all__ = ["broken_csv", "check_separator", "not_utf8", "read_csv"]

# Everything that XML and YAML do not hold either; of control characters tab and line ends may stand in a text.
_NO_TEXT = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs"}
_MOST_NAMED = 5
_MOST_LINES = 1_000_000


def read_csv(path: Path, name: str, *, separator: str = ",") -> tuple[Sheet, list[Fault]]:
    """Read a CSV file's cells, with what is wrong with its form.

    Parameters
    ----------
    path
        The file.
    name
        What the table is called.
    separator
        What stands between cells. Another one is reported, never silently taken.

    Raises
    ------
    FileError
        If the file cannot be read, is no UTF-8 text, or is not in the form of CSV at all.
    """
    text = _text(path)
    sheet = Sheet(str(path), name, lines={})
    faults = list(_bad_signs(text, sheet))
    if faults:
        return sheet, faults
    header = values = 0
    for row, (line, cells) in enumerate(_records(text, path, separator), 1):
        _check_size(path, line, row, len(cells))
        lines = sheet.lines if sheet.lines is not None else {}
        lines[row] = line
        if row == 1:
            check_separator(path, cells, separator)
        for column, value in enumerate(cells, 1):
            if value:
                sheet.put(Cell(row, column, "raw", value.replace("\r\n", "\n")))
        values += len(sheet.rows.get(row, ()))
        if values > MOST_VALUES:
            raise FileError(f"{path} line {line} holds one value too many; at most {MOST_VALUES:,} are read.")
        header = header or len(cells)
        if len(cells) != header and any(cells):
            faults.append(_ragged(sheet, row, cells, header))
    return sheet, faults


def _text(path: Path) -> str:
    content = read_bytes(path, most=MOST_BYTES)
    utf_16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        byte = error.start - content.rfind(b"\n", 0, error.start)
        raise FileError(not_utf8(path, line, byte, content[error.start], utf_16=utf_16)) from None


def not_utf8(path: Path, line: int, byte: int, value: int, *, utf_16: bool) -> str:
    """Say which byte of a line is no UTF-8, and what the file may be instead."""
    guess = "UTF-16" if utf_16 else "Windows-1252 or Latin-1"
    advice = f"It looks like {guess}: save it as 'CSV UTF-8'."
    return f"{path} line {line} is not UTF-8 text (byte {byte} of the line is {value:#04x}). {advice}"


def _bad_signs(text: str, sheet: Sheet) -> Iterator[Fault]:
    found = _NO_TEXT.finditer(text)
    for _, match in zip(range(_MOST_NAMED), found, strict=False):
        start = match.start()
        line = text.count("\n", 0, start) + 1
        column = start - text.rfind("\n", 0, start)
        message = f"holds the character U+{ord(match[0]):04X}, which no text should hold; delete it."
        yield Fault((), message, sheet.file, line, column, f"line {line}, character {column}")


def _records(text: str, path: Path, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row that is not blank, with the line on which it starts."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise FileError(broken_csv(text, path, line, reader.line_num, str(error))) from None
        if cells is None:
            return
        if any(cells):
            yield line, cells
        line = reader.line_num + 1
        if line > _MOST_LINES:
            raise FileError(f"{path} has more than {_MOST_LINES:,} lines; delete the empty ones.")


def broken_csv(text: str, path: Path, start: int, end: int, problem: str) -> str:
    """Say what is wrong with a row that is not in the form of CSV and stands on some lines of a text."""
    lines = text.splitlines(keepends=True)[start - 1 : end]
    if "unexpected end" in problem:
        opened, inside = start, False
        for number, line in enumerate(lines, start):
            for sign in line:
                if sign == '"':
                    inside, opened = not inside, opened if inside else number
        return f'{path} line {opened}: a quote is opened here and never closed. Close it with ", or delete it.'
    if "expected after" in problem:
        return (
            f'{path} line {end}: a text goes on after its closing quote. Inside quotes, a quote is written twice ("").'
        )
    if "field larger" in problem:
        return f"{path} line {start}: a cell holds more than {csv.field_size_limit():,} characters."
    return f"{path} line {end} is not valid CSV: {problem}."


def _check_size(path: Path, line: int, row: int, columns: int) -> None:
    """Refuse a row that lies too far down or reaches too far out."""
    if row > MOST_ROWS or columns > MOST_COLUMNS:
        raise FileError(
            f"{path} line {line} lies too far out: at most {MOST_ROWS:,} rows and {MOST_COLUMNS:,} columns are read."
        )


def check_separator(path: Path, cells: Sequence[str], separator: str) -> None:
    """Refuse a head that is separated by something else."""
    if len(cells) > 1:
        return
    other = max((sign for sign in _SEPARATORS if sign != separator), key=cells[0].count)
    if cells[0].count(other):
        raise FileError(
            f"{path} line 1 looks separated by {_SEPARATORS[other]} ({other!r}), not by {_SEPARATORS[separator]}. "
            f"Save it with {_SEPARATORS[separator]} between the cells."
        )


def _ragged(sheet: Sheet, row: int, cells: list[str], header: int) -> Fault:
    count = len(cells)
    if count > header:
        extra = ", ".join(repr(value[:30]) for value in cells[header:][:5])
        message = f"has {count} cells where the header has {header}; the last are {extra}. Does a text need quotes?"
        return Spot(sheet, row, header + 1).fault((), message)
    names = [sheet.get(1, column) for column in range(count + 1, header + 1)]
    missing = ", ".join(str(cell.value) for cell in names[:5] if cell is not None)
    return Spot(sheet, row, count + 1).fault(
        (), f"has {count} cells where the header has {header}; nothing stands under {missing}."
    )
