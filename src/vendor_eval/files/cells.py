"""Cells of tables: what stands in a sheet or a CSV file, and where, before anybody says what it means."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any, Literal, NamedTuple

from vendor_eval.errors import DecisionError, Fault, Path
from vendor_eval.files.places import Document

__all__ = ["Cell", "Kind", "Sheet", "Spot", "TableDocument", "address", "letters"]

Kind = Literal["text", "number", "boolean", "date", "error", "formula", "raw"]


class Cell(NamedTuple):
    """One cell that is not empty.

    ``value`` is the text, number or truth value; for a date its ISO form, for an error its code; None for a formula
    whose result was never saved. The cells of a CSV file are ``raw``: only their column says how to read them.
    ``shown`` is ``percent`` where the cell shows its number times a hundred.
    """

    row: int
    column: int
    kind: Kind
    value: Any
    shown: str = ""


def letters(column: int) -> str:
    """Name a column as spreadsheets do.

    Examples
    --------
    >>> letters(1), letters(28), letters(16384)
    ('A', 'AB', 'XFD')
    """
    name = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def address(row: int, column: int) -> str:
    """Name a cell as spreadsheets do: column letters, then the row."""
    return f"{letters(column)}{row}"


@dataclass(slots=True)
class Sheet:
    """One sheet of a workbook, or one CSV file: its cells by row, and what hides or joins some of them."""

    file: str
    name: str
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    lines: dict[int, int] | None = None
    """The line on which each row starts: only a CSV file has them."""
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    """Joined cells, as first row, first column, last row and last column."""
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    widths: dict[int, float] = field(default_factory=dict)

    @property
    def is_csv(self) -> bool:
        """Whether it is a CSV file, whose cells have no kind of their own."""
        return self.lines is not None

    def put(self, cell: Cell) -> None:
        """Add a cell."""
        self.rows.setdefault(cell.row, {})[cell.column] = cell

    def get(self, row: int, column: int) -> Cell | None:
        """Return a cell, or None where it is empty."""
        return self.rows.get(row, {}).get(column)

    def filled(self) -> Iterator[Cell]:
        """Yield the cells row by row."""
        for row in sorted(self.rows):
            cells = self.rows[row]
            for column in sorted(cells):
                yield cells[column]

    def where(self, row: int, column: int) -> str:
        """Say in words where a cell stands: ``Scores!C7``, or ``line 4, column "cost"``."""
        if self.lines is None:
            return f"{self.name}!{address(row, column)}"
        heading = self.get(1, column)
        name = f'"{heading.value}"' if heading is not None and row > 1 else str(column)
        return f"line {self.lines.get(row, row)}, column {name}"

    def line(self, row: int) -> int:
        """Return the row of a sheet, or the line of a CSV file on which the row starts."""
        return row if self.lines is None else self.lines.get(row, row)


class Spot(NamedTuple):
    """A cell's place: empty cells have one too."""

    sheet: Sheet
    row: int
    column: int

    def fault(self, path: Path, message: str) -> Fault:
        """Build the fault of what stands here."""
        return self.mark(Fault(path, message))

    def mark(self, fault: Fault) -> Fault:
        """Return a fault with this place."""
        sheet, row, column = self
        return fault.at(file=sheet.file, line=sheet.line(row), column=column, cell=sheet.where(row, column))

    def __str__(self) -> str:
        """Read as ``Scores!C7``, or as ``scores.csv line 4, column "cost"``."""
        file = f"{PurePath(self.sheet.file).name} " if self.sheet.is_csv else ""
        return file + self.sheet.where(self.row, self.column)


@dataclass(slots=True)
class TableDocument(Document):
    """Tables as plain data, with the cell of each value and the faults found while reading them."""

    spots: dict[Path, Spot] = field(default_factory=dict)
    order: dict[tuple[str, str], int] = field(default_factory=dict)
    """Where each sheet comes in the order of the faults, by file and name."""

    def tell(self, path: Path, spot: Spot, message: str, *, blind: bool = True) -> None:
        """Note a fault at a cell; unless told otherwise, what the decision says of that path is then left out."""
        self.faults.append(spot.fault(path, message))
        if blind:
            self.blind.add(path)

    def remark(self, spot: Spot, message: str) -> None:
        """Note at a cell what is no fault but somebody should know."""
        self.remarks.append(spot.fault((), message))

    def locate(self, fault: Fault) -> Fault:
        """Return a fault with the cell of its path, or of the nearest enclosing value that has one."""
        for length in range(len(fault.path), -1, -1):
            spot = self.spots.get(fault.path[:length])
            if spot is not None:
                return spot.mark(fault)
        return fault.at(file=self.name, line=1, column=1)

    def error(self, others: tuple[Fault, ...] = ()) -> DecisionError:
        """Return one error with the faults of reading and those of the decision, sheet by sheet."""
        seen = [fault for fault in others if not any(fault.path[:n] in self.blind for n in range(len(fault.path) + 1))]
        faults = dict.fromkeys([*self.faults, *(self.locate(fault) for fault in seen)])
        return DecisionError(sorted(faults, key=self._place))

    def _place(self, fault: Fault) -> tuple[int, int, int]:
        sheet = (fault.cell or "").rpartition("!")[0]
        file = fault.file or ""
        rank = self.order.get((file, sheet), self.order.get((file, ""), -1))
        return rank, fault.line or 0, fault.column or 0
