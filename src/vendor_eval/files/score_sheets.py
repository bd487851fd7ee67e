"""Ordinary score sheets as decisions: vendors in rows, criteria in columns, perhaps rows of weights and directions."""

from __future__ import annotations

import re
import unicodedata
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from vendor_eval.decision.document import Decision
from vendor_eval.decision.names import skeleton
from vendor_eval.errors import DecisionError, FileError, OptionError, listed, nearest
from vendor_eval.errors import Path as Steps
from vendor_eval.files.assemble_scores import is_summary
from vendor_eval.files.cells import Cell, Sheet, Spot, TableDocument, address
from vendor_eval.files.csv_cells import read_csv
from vendor_eval.files.score_numbers import read_cell
from vendor_eval.files.score_scales import LESS, MORE, criterion_from_data, weights_from_row
from vendor_eval.files.values import parsed
from vendor_eval.files.workbook import Workbook

__all__ = ["read_score_sheet"]

_WEIGHTS = frozenset({"weight", "weights", "weighting", "importance", "weight (%)", "weight %", "weights (%)"})
_DIRECTIONS = frozenset({"direction", "directions", "objective", "objectives", "goal", "better"})
_UNIT = re.compile(r"(?P<name>.*\S)\s*[(\[](?P<unit>[^()\[\]]+)[)\]]")
_EMPTY = "is empty: write a number, a range like 900 .. 950, or unknown."


def read_score_sheet(
    path: str | Path,
    *,
    sheet: str | None = None,
    decimal: str = ".",
    normalise: bool = False,
    title: str | None = None,
    as_of: str | date | None = None,
) -> Decision:
    """Read an ordinary score sheet as a decision.

    The first row with two filled cells holds the criteria, the first column the vendors. A row named ``weight`` and a
    row named ``direction`` are taken as such; without weights any weights are allowed, without directions more is
    better. The worst and the best of each column become the ends of its scale: such ends depend on who takes part, and
    each scale says so.

    Parameters
    ----------
    path
        An Excel workbook or a CSV file.
    sheet
        The sheet of a workbook; it may be left out where there is only one.
    decimal
        The decimal sign of numbers that are texts, ``.`` or ``,``. With a comma, a CSV file has ``;`` between cells.
    normalise
        Whether weights that do not sum to 1 (or to 100) are scaled to do so.
    title
        The decision's title; the file's name where not given.
    as_of
        The day of the decision; today where not given.

    Raises
    ------
    DecisionError
        With every fault and its cell.
    FileError
        If the file cannot be read.
    OptionError
        If ``decimal`` is neither a point nor a comma.
    """
    if decimal not in (".", ","):
        raise OptionError.of("decimal", decimal, [".", ","])
    path = Path(path)
    document = TableDocument(str(path), {})
    found = _find_sheet(path, sheet, decimal, document)
    document.order[found.file, "" if found.is_csv else found.name] = 0
    reader = _Reader(document, found, decimal)
    reader.read()
    plain = reader.plain(normalise=normalise)
    if document.faults:
        raise document.error()
    day = as_of if as_of is not None else date.today()
    try:
        return Decision.model_validate({"title": title or path.stem, "as_of": str(day)} | plain)
    except DecisionError as error:
        raise document.error(error.faults) from None


def _find_sheet(path: Path, name: str | None, decimal: str, document: TableDocument) -> Sheet:
    if path.suffix.lower() == ".csv":
        found, faults = read_csv(path, path.stem, separator=";" if decimal == "," else ",")
        document.faults += faults
        return found
    if path.suffix.lower() != ".xlsx":
        raise FileError(f"{path} is neither an Excel workbook (.xlsx) nor a CSV file (.csv).")
    book = Workbook(path)
    visible = [one for one in book.names if not book.is_hidden(one)]
    if name is None and len(visible) != 1:
        raise FileError(f"{path} has the sheets {listed(visible)}: say which one holds the scores, with sheet=...")
    name = visible[0] if name is None else name
    if name not in book.names:
        there = f"the sheets are {listed(book.names)}"
        raise FileError(f"{path} has no sheet '{name}'; {there}.{nearest(name, book.names)}")
    return book.sheet(name)


@dataclass(slots=True)
class _Reader:
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
        for row in sorted(self.sheet.rows):
            if row > self.header:
                self._read_row(row)
        if not self.scores and not self.document.faults:
            self._tell(self.header, 1, "has no vendor below it: a row for each is needed.")

    def _tell(self, row: int, column: int, message: str, path: Steps = ()) -> None:
        self.document.tell(path, Spot(self.sheet, row, column), message, blind=bool(path))

    def _look_for_merged(self) -> None:
        for top, left, bottom, right in self.sheet.merged:
            if bottom >= self.header and (top, left) != (bottom, right):
                joined = f"{address(top, left)}:{address(bottom, right)}"
                self._tell(top, left, f"is merged ({joined}): unmerge the cells and fill in each of them.")
        hidden = sorted(row for row in self.sheet.hidden_rows & self.sheet.rows.keys() if row >= self.header)
        if hidden:
            names = ", ".join(map(str, hidden[:10]))
            message = f"{self.sheet.file} › {self.sheet.name}: hidden rows are read all the same: {names}."
            warnings.warn(message, UserWarning, stacklevel=2)

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
            path: Steps = ("weights", "direct", name)
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
                where = f"{self.sheet.file} › {self.document.spots['criteria', name]}"
                message = f"{where}: '{name}' tells no vendors apart, so it is taken for information only."
                warnings.warn(message, UserWarning, stacklevel=2)
        weights, problem = weights_from_row(self.weights, criteria, normalise=normalise)
        if problem is not None:
            self._tell(self.document.spots["weights",].row, 1, problem, ("weights",))
        vendors: dict[str, Any] = {name: {} for name in self.scores}
        return {"criteria": criteria, "weights": weights, "vendors": vendors, "assessments": self.scores}
