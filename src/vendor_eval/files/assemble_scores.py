"""Reading the tables Scores and Assessments: a score from its cell, its reason from its row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from vendor_eval.errors import Path, listed, nearest
from vendor_eval.files import layout
from vendor_eval.files.cells import Spot, TableDocument
from vendor_eval.files.grid import Grid, Row
from vendor_eval.files.scores import combined, level_name, levels_of, read_score
from vendor_eval.files.values import same

__all__ = ["ScoreTables", "is_summary"]

_MARKERS = (layout.SEE_ASSESSMENTS, layout.SEE_MORE)
_SUMMARIES = frozenset(
    (
        *(
            "total",
            "totals",
            "sum",
            "subtotal",
            "grand total",
            "average",
            "avg",
            "mean",
            "median",
            "minimum",
            "maximum",
        ),
        *("overall", "result", "rank", "ranking", "weighted total", "weighted sum", "weighted score", "total score"),
        *("\u03c3", "\u2211", "\u00f8", "summe", "gesamt", "durchschnitt", "mittelwert"),
    )
)


def is_summary(label: str) -> bool:
    """Whether a row or column is named as what spreadsheets compute from the others.

    Examples
    --------
    >>> is_summary("TOTAL"), is_summary("Average:"), is_summary("Totalis")
    (True, True, False)
    """
    return label.strip(" :=.").casefold() in _SUMMARIES


def _lacks_belief(assessment: Any) -> bool:
    return assessment is None or (isinstance(assessment, dict) and assessment.keys() <= set(layout.JUDGED))


@dataclass(slots=True)
class ScoreTables:
    """Reads Scores and Assessments into a document."""

    document: TableDocument
    grid: Callable[..., Grid | None]
    rows: Callable[[layout.TableKind, Path], Iterator[Row]]
    _missing: list[str] = field(default_factory=list)
    _scores: Grid | None = None

    def read(self) -> None:
        """Read both tables."""
        self._read_scores()
        self._read_assessments()

    @property
    def _criteria(self) -> dict[str, Any]:
        criteria = self.document.data.get("criteria")
        return criteria if isinstance(criteria, dict) else {}

    def _read_scores(self) -> None:
        self._scores = grid = self.grid(layout.SCORES, ("assessments",), open_ended=True)
        if grid is None:
            return
        rows = self.document.data.setdefault("assessments", {})
        if not grid.complete:
            return
        headings = [name for name in grid.others if self._is_criterion(grid, name)]
        self._missing = [key for key in self._criteria if key not in headings]
        for row in grid.rows():
            vendor = row.key("vendor", ("assessments",))
            if vendor is None or self._is_total(row, vendor):
                continue
            path: Path = ("assessments", vendor)
            if vendor in rows:
                message = (
                    f"is the second row of vendor '{vendor}'; the first is {self.document.spots[path]}. Delete one."
                )
                self.document.tell(path, row.spot("vendor"), message, blind=False)
                continue
            self.document.spots[path] = row.spot("vendor")
            rows[vendor] = {key: self._score(row, key, (*path, key)) for key in headings}
            # Other tables may fill these; where none does, one fault says that the column is missing.
            rows[vendor] |= dict.fromkeys(self._missing)

    def _is_criterion(self, grid: Grid, name: str) -> bool:
        if name in self._criteria or not self._criteria:
            return True
        spot = Spot(grid.sheet, 1, grid.columns[name])
        advice = nearest(name, self._criteria) or (
            " It looks like a result: delete the column." if is_summary(name) else f" Known: {listed(self._criteria)}."
        )
        self.document.tell(("assessments",), spot, f"Unknown criterion '{name}'.{advice}", blind=False)
        return False

    def _is_total(self, row: Row, vendor: str) -> bool:
        if vendor in (self.document.data.get("vendors") or {}) or not is_summary(vendor):
            return False
        message = f"'{vendor}' looks like a row of totals, not a vendor; delete the row, or list it in Vendors."
        self.document.tell(("assessments", vendor), row.spot("vendor"), message, blind=False)
        return True

    def _score(self, row: Row, key: str, path: Path) -> Any:
        self.document.spots[path] = row.spot(key)
        found, value = row.read(key, "scalar", path)
        if not found or value in _MARKERS or value is None:
            return None
        criterion = self._criteria.get(key)
        unit = criterion.get("unit", "") if isinstance(criterion, dict) else ""
        if row.cells[key].shown == "percent" and isinstance(unit, str) and "%" in unit:
            message = (
                f"shows {value:.4g} as {value:.4%}, and the unit is '{unit}': type the number without a percent format."
            )
            self.document.tell(path, row.spot(key), message)
            return None
        return read_score(value, levels_of(criterion))

    def _read_assessments(self) -> None:
        found: dict[tuple[str, str], dict[str | None, Row]] = {}
        for row in self.rows(layout.ASSESSMENTS, ("assessments",)):
            vendor, key = row.key("vendor", ("assessments",)), row.key("criterion", ("assessments",))
            if vendor is None or key is None:
                continue
            evaluator = row.key("evaluator", ("assessments",)) if "evaluator" in row.cells else None
            rows = found.setdefault((vendor, key), {})
            if evaluator in rows:
                message = f"is the second row for this; the first is {rows[evaluator].spot('criterion')}. Delete one."
                self.document.tell(("assessments", vendor, key), row.spot("criterion"), message, blind=False)
                continue
            rows[evaluator] = row
        for (vendor, key), rows in found.items():
            self._join(vendor, key, rows)

    def _join(self, vendor: str, key: str, rows: dict[str | None, Row]) -> None:
        path: Path = ("assessments", vendor, key)
        vendors = self.document.data.setdefault("assessments", {})
        first = next(iter(rows.values()))
        self.document.spots.setdefault(path[:2], first.spot("vendor"))
        self.document.spots.setdefault(path, first.spot("criterion"))
        row_of_vendor = vendors.setdefault(vendor, {})
        score = row_of_vendor.get(key)
        evaluators = {name: row for name, row in rows.items() if name is not None}
        own = (*path, "agreed") if evaluators else path
        whole = combined(score, {})
        if None in rows:
            whole = self._combine(score, self._fields(rows[None], own, key), rows[None], path)
        if evaluators:
            by_evaluator = {}
            for name, row in evaluators.items():
                self.document.spots[(*path, "by_evaluator", name)] = row.spot("evaluator")
                fields = self._fields(row, (*path, "by_evaluator", name), key)
                by_evaluator[name] = combined(None, fields)
            whole = {"by_evaluator": by_evaluator} | ({"agreed": whole} if whole is not None else {})
        row_of_vendor[key] = whole

    def _combine(self, score: Any, fields: dict[str, Any], row: Row, path: Path) -> Any:
        belief = {name: item for name, item in fields.items() if name in layout.BELIEF}
        if belief and score is not None and not same(combined(None, belief), score):
            spot = row.spot(next(iter(belief)))
            message = (
                f"says something else than {self.document.spots[path]} does; keep one of them, and empty the other."
            )
            self.document.tell(path, spot, message)
        return combined(score, fields)

    def _fields(self, row: Row, path: Path, key: str) -> dict[str, Any]:
        levels = levels_of(self._criteria.get(key))
        fields = {}
        for column in layout.ASSESSMENTS.columns[3:]:
            name = str(column.path[0])
            found, value = row.read(column.label, column.kind, (*path, name))
            if found:
                self.document.spots[(*path, name)] = row.spot(column.label)
                if name == "value":
                    # What is said of the score as a whole is said of this cell.
                    self.document.spots[path] = row.spot(column.label)
                fields[name] = level_name(value, levels) if name in ("value", "low", "high") else value
        return fields

    def finish(self) -> None:
        """Say once which columns Scores lacks, where nothing else gives the scores either."""
        rows = self.document.data.get("assessments")
        if not isinstance(rows, dict) or self._scores is None:
            return
        lacking = []
        for key in self._missing:
            empty = [vendor for vendor, row in rows.items() if isinstance(row, dict) and _lacks_belief(row.get(key, 0))]
            if empty:
                lacking.append(key)
                self.document.blind |= {("assessments", vendor, key) for vendor in empty}
        if lacking:
            spot = Spot(self._scores.sheet, 1, 1)
            message = f"has no column for {listed(lacking)}; write `unknown` in it where nothing is known."
            self.document.tell(("assessments",), spot, message, blind=False)
