"""One sheet of a workbook, read as a stream into cells."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from vendor_eval.errors import FileError
from vendor_eval.files.cells import Cell, Sheet, address
from vendor_eval.files.guard import Package
from vendor_eval.files.places import MOST_VALUES
from vendor_eval.files.xml_parts import Budget, PartError, scan

__all__ = ["MOST_CELLS", "MOST_COLUMNS", "MOST_ROWS", "read_sheet", "unescaped"]

MOST_ROWS = 10_000
MOST_COLUMNS = 1_000
MOST_CELLS = 1_000_000

_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LAST_SERIAL = 2_958_466  # the day after 31 December 9999
_CLEAN_UP = "Delete the empty-looking rows or columns around your table, and save."


def unescaped(text: str) -> str:
    r"""Return a text without the escapes that workbooks use for characters that XML cannot hold.

    Examples
    --------
    >>> unescaped("_x005F_x0041_"), unescaped("a_x0009_b")
    ('_x0041_', 'a\tb')
    """
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def read_sheet(
    package: Package,
    part: str,
    name: str,
    budget: Budget,
    *,
    strings: Sequence[str],
    shown: Sequence[str],
    from_1904: bool = False,
) -> Sheet:
    """Read a sheet's cells.

    Parameters
    ----------
    strings
        The texts that sheets refer to by number.
    shown
        For each cell style, whether it shows its number as a ``date`` or in ``percent``.
    from_1904
        Whether days are counted from 1904, as on old Macintoshes.

    Raises
    ------
    FileError
        If the part is damaged, or a cell stands far outside what a decision needs: it is named.
    """
    scanner = _Scanner(Sheet(package.file, name), strings, shown, from_1904)
    scan(package, part, budget, start=scanner.start, end=scanner.end, text=scanner.take)
    scanner.check_area()
    return scanner.sheet


def _position(place: str) -> tuple[int, int]:
    match = _PLACE.fullmatch(place)
    if match is None:
        raise PartError(f"names the cell {place[:20]!r}, which does not exist")
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column


class _Scanner:
    """Takes the events of one sheet; rows and cells may leave out their address."""

    def __init__(self, sheet: Sheet, strings: Sequence[str], shown: Sequence[str], from_1904: bool) -> None:
        self.sheet = sheet
        self.strings, self.shown, self.from_1904 = strings, shown, from_1904
        self.row = self.column = self.cells = self.filled = self.described = 0
        self.kind, self.style = "n", 0
        self.has_formula = self.in_phonetic = False
        self.text: list[str] | None = None
        self.value: str | None = None

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "c":
            self._open_cell(attributes)
        elif tag in ("v", "t"):
            self.text = None if self.in_phonetic else []
        elif tag == "f":
            self.has_formula = True
        elif tag == "row":
            self.row = int(attributes.get("r", self.row + 1))
            self.column = 0
            if attributes.get("hidden") in ("1", "true") and self.row <= MOST_ROWS:
                self.sheet.hidden_rows.add(self.row)
        elif tag == "rPh":
            self.in_phonetic = True
        elif tag == "mergeCell":
            if len(self.sheet.merged) >= MOST_ROWS:
                raise PartError(f"holds more than {MOST_ROWS:,} merged ranges")
            first, _, last = attributes["ref"].partition(":")
            self.sheet.merged.append((*_position(first), *_position(last or first)))
        elif tag == "col":
            self._column(attributes)

    def _open_cell(self, attributes: Mapping[str, str]) -> None:
        self.cells += 1
        if self.cells > MOST_CELLS:
            raise PartError(f"holds more than {MOST_CELLS:,} cells. {_CLEAN_UP}")
        place = attributes.get("r")
        if place is None:
            self.row, self.column = max(self.row, 1), self.column + 1
        else:
            self.row, self.column = _position(place)
        self.kind = attributes.get("t", "n")
        self.style = int(attributes.get("s", 0))
        self.has_formula, self.value = False, None

    def _column(self, attributes: Mapping[str, str]) -> None:
        first, last = int(attributes["min"]), min(int(attributes["max"]), MOST_COLUMNS)
        if first > last:
            return
        self.described += 1
        if self.described > MOST_COLUMNS:
            raise PartError(f"describes columns more than {MOST_COLUMNS:,} times")
        columns = range(max(first, 1), last + 1)
        if attributes.get("hidden") in ("1", "true"):
            self.sheet.hidden_columns.update(columns)
        if "width" in attributes:
            self.sheet.widths.update(dict.fromkeys(columns, float(attributes["width"])))

    def take(self, text: str) -> None:
        if self.text is not None:
            self.text.append(text)

    def end(self, tag: str) -> None:
        if tag in ("v", "t"):
            if self.text is not None:
                # The runs of a rich text follow one another.
                self.value = (self.value or "") + "".join(self.text)
            self.text = None
        elif tag == "c":
            self._close_cell()
        elif tag == "rPh":
            self.in_phonetic = False

    def _close_cell(self) -> None:
        if not self.value:
            if self.has_formula and self.kind != "str":
                self._put("formula", None)
            return
        match self.kind:
            case "s":
                text = self.strings[int(self.value)]
                if text:
                    self._put("text", text)
            case "n":
                self._number(self.value)
            case "b":
                self._put("boolean", self.value.strip() in ("1", "true"))
            case "e":
                self._put("error", self.value)
            case "d":
                self._put("date", self.value.removesuffix("T00:00:00"))
            case _:
                self._put("text", unescaped(self.value).replace("\r\n", "\n"))

    def _number(self, text: str) -> None:
        number = float(text)
        shown = self.shown[self.style] if self.style < len(self.shown) else ""
        if shown == "date" and 0 <= number < _LAST_SERIAL:
            self._put("date", self._day(number))
        elif number.is_integer() and abs(number) < 1e15:
            self._put("number", int(number), shown)
        else:
            self._put("number", number, shown)

    def _day(self, serial: float) -> str:
        start = datetime(1904, 1, 1) if self.from_1904 else datetime(1899, 12, 30)
        # Excel counts 29 February 1900, a day that never was.
        if not self.from_1904 and serial < 60:
            start += timedelta(days=1)
        moment = start + timedelta(seconds=round(serial * 86_400))
        return moment.isoformat().removesuffix("T00:00:00")

    def _put(self, kind: Any, value: Any, shown: str = "") -> None:
        if self.row > MOST_ROWS or self.column > MOST_COLUMNS:
            raise FileError(self._far(self.row, self.column))
        self.filled += 1
        if self.filled > MOST_VALUES:
            raise PartError(f"holds more than {MOST_VALUES:,} values; a decision has fewer")
        self.sheet.put(Cell(self.row, self.column, kind, value, shown))

    def _far(self, row: int, column: int) -> str:
        limits = f"at most {MOST_ROWS:,} rows, {MOST_COLUMNS:,} columns and {MOST_CELLS:,} cells are read"
        return f"{self.sheet.file} › {self.sheet.name}!{address(row, column)} lies too far out: {limits}. {_CLEAN_UP}"

    def check_area(self) -> None:
        """Refuse a sheet whose used rectangle is too large."""
        rows = max(self.sheet.rows, default=0)
        columns = max((max(cells) for cells in self.sheet.rows.values()), default=0)
        if rows * columns > MOST_CELLS:
            raise FileError(self._far(rows, columns))
