"""The table of a score sheet: criteria in its header, vendors below, perhaps rows of weights and directions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from vendor_eval.decision.names import skeleton
from vendor_eval.errors import Path, nearest
from vendor_eval.files.assemble_scores import is_summary
from vendor_eval.files.cells import Cell, Sheet, Spot, TableDocument, address
from vendor_eval.files.grid import remark_hidden
from vendor_eval.files.score_numbers import read_cell
from vendor_eval.files.score_scales import LESS, MORE, criterion_from_data, weights_from_row
from vendor_eval.files.values import parsed

__all__ = ["ScoreTable"]

_WEIGHTS = frozenset({"weight", "weights", "weighting", "importance", "weight (%)", "weight %", "weights (%)"})
_DIRECTIONS = frozenset({"direction", "directions", "objective", "objectives", "goal", "better"})
_UNIT = re.compile(r"(?P<name>.*\S)\s*[(\[](?P<unit>[^()\[\]]+)[)\]]")
_EMPTY = "is empty: write a number, a range like 900 .. 950, or unknown."


@dataclass(slots=True)
class ScoreTable:
    """Reads one sheet, noting every fault."""

    document: TableDocument
    sheet: Sheet
    decimal: str
    header: int = 0
    columns: dict[int, str] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    scores: dict[str, dict[str, Any]] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    weights: dict[str, Any] | None = None
    directions: dict[str, str] | None = None

    def read(self) -> None:
        """Find the header, then read row by row."""
        self.header = next((row for row in sorted(self.sheet.rows) if len(self.sheet.rows[row]) > 1), 0)
        if not self.header:
            self._tell(1, 1, "holds no table: criteria in a row, vendors in the column below it.")
            return
        self._look_for_merged()
        self._read_header()
        remark_hidden(self.document, self.sheet, self._hidden_columns, start=self.header)
        for row in sorted(self.sheet.rows):
            if row > self.header:
                self._read_row(row)
        if not self.scores and not self.document.faults:
            self._tell(self.header, 1, "has no vendor below it: a row for each is needed.")

    def _tell(self, row: int, column: int, message: str, path: Path = ()) -> None:
        self.document.tell(path, Spot(self.sheet, row, column), message, blind=bool(path))

    def _look_for_merged(self) -> None:
        for top, left, bottom, right in self.sheet.merged:
            if bottom >= self.header and (top, left) != (bottom, right):
                joined = f"{address(top, left)}:{address(bottom, right)}"
                self._tell(top, left, f"is merged ({joined}): unmerge the cells and fill in each of them.")

    @property
    def _hidden_columns(self) -> list[tuple[int, str]]:
        return [(column, name) for column, name in self.columns.items() if column in self.sheet.hidden_columns]

    def _name(self, cell: Cell) -> str | None:
        text, problem = parsed(cell, "text")
        if problem is not None:
            self._tell(cell.row, cell.column, problem)
            return None
        return " ".join(unicodedata.normalize("NFC", text).split())

    def _read_header(self) -> None:
        used = sorted({column for row, cells in self.sheet.rows.items() if row >= self.header for column in cells})
        taken: dict[str, int] = {}
        for column in used:
            cell = self.sheet.get(self.header, column)
            if column == 1:
                continue
            if cell is None:
                self._tell(self.header, column, "has no heading, but the column is not empty; name the criterion.")
                continue
            label = self._name(cell)
            if label is None:
                continue
            if is_summary(label) or label.casefold() in ("score", "points"):
                self._tell(self.header, column, f"'{label}' looks like a result, not a criterion; delete the column.")
                continue
            match = _UNIT.fullmatch(label)
            name = match["name"] if match is not None else label
            if skeleton(name) in taken:
                first = address(self.header, taken[skeleton(name)])
                self._tell(self.header, column, f"'{label}' is a heading in {first} already; rename or delete one.")
                continue
            taken[skeleton(name)] = column
            self.columns[column] = name
            self.units[name] = match["unit"] if match is not None else ""
            self.document.spots["criteria", name] = Spot(self.sheet, self.header, column)

    def _read_row(self, row: int) -> None:
        cells = {column: cell for column, cell in self.sheet.rows[row].items() if column in self.columns or column == 1}
        if not cells:
            return
        if 1 not in cells:
            filled = ", ".join(address(row, column) for column in list(cells)[:3])
            self._tell(row, 1, f"names no vendor, but the row is not empty (see {filled}).")
            return
        label = self._name(cells[1])
        if label is None:
            return
        kind = label.casefold().rstrip(":")
        if kind in _WEIGHTS:
            self.weights = self._read_weights(row, cells)
        elif kind in _DIRECTIONS:
            self.directions = self._read_directions(row, cells)
        elif is_summary(label):
            self._tell(row, 1, f"'{label}' looks like a row of totals, not a vendor; delete the row.")
        else:
            self._read_vendor(row, label, cells)

    def _read_vendor(self, row: int, label: str, cells: Mapping[int, Cell]) -> None:
        again = next((other for other in self.rows if skeleton(other) == skeleton(label)), None)
        if again is not None:
            first = address(self.rows[again], 1)
            self._tell(row, 1, f"'{label}' looks the same as the vendor in {first}; rename or delete one.")
            return
        self.rows[label] = row
        self.document.spots["vendors", label] = self.document.spots["assessments", label] = Spot(self.sheet, row, 1)
        scores = self.scores.setdefault(label, {})
        for column, name in self.columns.items():
            cell = cells.get(column)
            spot = Spot(self.sheet, row, column)
            self.document.spots["assessments", label, name] = spot
            if cell is None:
                self._tell(row, column, _EMPTY, ("assessments", label, name))
                continue
            value, problem = read_cell(cell, decimal=self.decimal, unit=self.units[name])
            if problem is not None:
                self._tell(row, column, problem, ("assessments", label, name))
            scores[name] = value

    def _read_weights(self, row: int, cells: Mapping[int, Cell]) -> dict[str, Any]:
        weights: dict[str, Any] = {}
        self.document.spots["weights",] = Spot(self.sheet, row, 1)
        for column, name in self.columns.items():
            path: Path = ("weights", "direct", name)
            self.document.spots[path] = Spot(self.sheet, row, column)
            if column not in cells:
                self._tell(row, column, "has no weight; write 0 where a criterion is not to count.", path)
                continue
            value, problem = read_cell(cells[column], decimal=self.decimal, unit="%")
            shown = cells[column].shown == "percent"
            if shown:
                value, problem = cells[column].value, None
            if problem is None and (not isinstance(value, int | float) or value < 0):
                problem = f"must be a weight, a number of at least 0, not '{value}'."
            if problem is not None:
                self._tell(row, column, problem, path)
            weights[name] = value
        return weights

    def _read_directions(self, row: int, cells: Mapping[int, Cell]) -> dict[str, str]:
        directions = {}
        for column, name in self.columns.items():
            text = self._name(cells[column]) if column in cells else ""
            word = (text or "").casefold()
            if word in MORE or word in LESS:
                directions[name] = "more" if word in MORE else "less"
                continue
            found = f"not '{text}'" if text else "but is empty"
            allowed = f"{', '.join(MORE[:4])} where more is better; {', '.join(LESS[:4])} where less is better"
            meant = nearest(word, [*MORE, *LESS]) if word else ""
            self._tell(row, column, f"must be one of {allowed}; {found}.{meant}")
        return directions

    def plain(self, *, normalise: bool) -> dict[str, Any]:
        """Return the decision's plain data."""
        criteria = {}
        for name in self.columns.values():
            direction = None if self.directions is None else self.directions.get(name, "more")
            criteria[name] = criterion_from_data(
                self.units[name], [row.get(name) for row in self.scores.values()], direction
            )
            if "scale" not in criteria[name] and self.scores and not self.document.faults:
                message = f"'{name}' tells no vendors apart, so it is taken for information only."
                self.document.remark(self.document.spots["criteria", name], message)
        if self.scores and not self.document.faults and all("scale" not in one for one in criteria.values()):
            message = "has no column in which the scores differ, so nothing tells the vendors apart."
            self._tell(self.header, 1, f"{message} State the scales in a decision file.")
        weights, problem = weights_from_row(self.weights, criteria, normalise=normalise)
        if problem is not None:
            self._tell(self.document.spots["weights",].row, 1, problem, ("weights",))
        vendors: dict[str, Any] = {name: {} for name in self.scores}
        return {"criteria": criteria, "weights": weights, "vendors": vendors, "assessments": self.scores}
