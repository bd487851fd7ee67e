"""A sheet read as a table: a header row, then a row for each thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from vendor_eval.errors import Path, listed, nearest
from vendor_eval.files.cells import Cell, Sheet, Spot, TableDocument, address
from vendor_eval.files.layout import Column, Table
from vendor_eval.files.steps import put_at
from vendor_eval.files.values import ColumnKind, parsed

__all__ = ["Grid", "Row", "normal", "remark_hidden", "sheet_of"]


def sheet_of(table: Table) -> Sheet:
    """Return a table as the sheet that a reader would find."""
    sheet = Sheet("", table.name)
    rows = [[column.label for column in table.columns], *table.rows]
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            if value is not None:
                kind = "text" if isinstance(value, str) else "boolean" if isinstance(value, bool) else "number"
                sheet.put(Cell(number, column, kind, value))  # type: ignore[arg-type]
    return sheet


def normal(label: str) -> str:
    """Return a heading without what people vary: capitals, underscores, spaces."""
    return " ".join(label.replace("_", " ").casefold().split())


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table, its cells by heading."""

    grid: Grid
    number: int
    cells: dict[str, Cell]

    def spot(self, label: str) -> Spot:
        """Return the place of a cell, filled or empty."""
        return Spot(self.grid.sheet, self.number, self.grid.columns.get(label, 1))

    def read(self, label: str, kind: ColumnKind, path: Path) -> tuple[bool, object]:
        """Return whether the cell is filled, and what it says; what it says wrongly is noted as a fault."""
        cell = self.cells.get(label)
        if cell is None:
            return False, None
        value, problem = parsed(cell, kind)
        if problem is not None:
            self.grid.document.tell(path, self.spot(label), problem)
        return True, value

    def take(self, column: Column, thing: dict[str, Any], base: Path) -> None:
        """Put what a cell says into the thing that the row is about, whose path is ``base``; skip an empty one."""
        document, spot = self.grid.document, self.spot(column.label)
        path = (*base, *column.path)
        document.spots.setdefault(path, spot)
        found, value = self.read(column.label, column.kind, path)
        if found:
            put_at(thing, column.path, value)
            for length in range(len(base) + 1, len(path)):
                document.spots.setdefault(path[:length], spot)

    def again(self, label: str, path: Path) -> None:
        """Note that what stands in a cell was given before."""
        first = self.grid.document.spots.get(path)
        where = f"; first at {first}" if first is not None else ""
        self.grid.document.tell(path, self.spot(label), f"is given twice{where}. Delete one.", blind=False)

    def key(self, label: str, path: Path) -> str | None:
        """Return the name that the row is about, or None where it has none."""
        found, name = self.read(label, "text", path)
        if not found:
            first = self.grid.sheet.where(self.number, next(iter(self.cells.values())).column)
            message = f"has no {label}, but the row is not empty (see {first})."
            self.grid.document.tell(path, self.spot(label), message, blind=False)
        return str(name) if name is not None else None


def remark_hidden(
    document: TableDocument, sheet: Sheet, columns: Sequence[tuple[int, str]] = (), *, start: int = 1
) -> None:
    """Note which rows from ``start`` on and which of some columns, by number and heading, nobody sees but are read."""
    rows = [(row, str(row)) for row in sorted(sheet.hidden_rows & sheet.rows.keys()) if row >= start]
    for kind, found in (("rows", rows), ("columns", columns)):
        if found:
            names = [name for _, name in found]
            said = ", ".join(names[:10]) + (f" and {len(names) - 10} more" if len(names) > 10 else "")
            spot = Spot(sheet, found[0][0], 1) if kind == "rows" else Spot(sheet, 1, found[0][0])
            document.remark(spot, f"hidden {kind} are read all the same: {said}. Show them, or delete them.")


class Grid:
    """A sheet whose first row holds headings.

    Parameters
    ----------
    columns
        The headings that are known; the first ``keys`` of them must be there.
    path
        What the table is about, for its faults.
    open_ended
        Whether other headings are names, as in Scores.
    """

    def __init__(
        self,
        document: TableDocument,
        sheet: Sheet,
        columns: Sequence[Column],
        path: Path,
        *,
        keys: int = 1,
        open_ended: bool = False,
    ) -> None:
        self.document, self.sheet, self.path = document, sheet, path
        self.known = {normal(column.label): column.label for column in columns}
        self.columns: dict[str, int] = {}
        self.others: list[str] = []
        self._read_header(open_ended)
        self.complete = self._has([column.label for column in columns[:keys]])
        self._look_for_merged()
        self._look_for_hidden()

    def _tell(self, row: int, column: int, message: str) -> None:
        self.document.tell(self.path, Spot(self.sheet, row, column), message, blind=False)

    def _read_header(self, open_ended: bool) -> None:
        used = {column for cells in self.sheet.rows.values() for column in cells}
        for column in sorted(used):
            cell = self.sheet.get(1, column)
            if cell is None:
                self._tell(1, column, "has no heading, but the column is not empty; name it, or delete the column.")
                continue
            label, problem = parsed(cell, "text")
            if problem is not None:
                self._tell(1, column, problem)
                continue
            known = self.known.get(normal(label))
            if known is None and not open_ended:
                allowed = list(self.known.values())
                self._tell(1, column, f"Unknown column '{label}'.{nearest(label, allowed)} Allowed: {listed(allowed)}.")
                continue
            name = known if known is not None else label
            if name in self.columns:
                first = self.sheet.where(1, self.columns[name])
                self._tell(1, column, f"is the second column '{name}'; the first is {first}. Delete or rename one.")
                continue
            self.columns[name] = column
            if known is None:
                self.others.append(name)

    def _has(self, wanted: Sequence[str]) -> bool:
        missing = [label for label in wanted if label not in self.columns]
        if missing:
            there = f"the first row holds {listed(self.columns)}" if self.columns else "the first row is empty"
            self._tell(1, 1, f"has no column {listed(missing)}: {there}.")
            if self.path:
                # What is then missing in the decision would only repeat it.
                self.document.blind.add(self.path)
        return not missing

    def _look_for_merged(self) -> None:
        last = max(self.sheet.rows, default=0)
        width = max(self.columns.values(), default=0)
        for top, left, bottom, right in self.sheet.merged[:1000]:
            if top <= last and left <= width and (top, left) != (bottom, right):
                joined = f"{address(top, left)}:{address(bottom, right)}"
                self._tell(top, left, f"is merged ({joined}): unmerge the cells and fill in each of them.")

    def _look_for_hidden(self) -> None:
        columns = [(column, label) for label, column in self.columns.items() if column in self.sheet.hidden_columns]
        remark_hidden(self.document, self.sheet, columns)

    def rows(self) -> Iterator[Row]:
        """Yield the rows below the header that are not empty; none where a needed column is missing."""
        if not self.complete:
            return
        labels = {column: label for label, column in self.columns.items()}
        for number in sorted(self.sheet.rows):
            found = self.sheet.rows[number]
            cells = {labels[column]: found[column] for column in sorted(found) if column in labels}
            if number > 1 and cells:
                yield Row(self, number, cells)
