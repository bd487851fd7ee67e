"""What very many performances of one criterion are worth: worked out together where they are known exactly."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from vendor_eval.analysis.market_requirements import OPEN, results_of
from vendor_eval.analysis.model import cell_if_met, cell_of
from vendor_eval.decision.beliefs import Unknown
from vendor_eval.decision.criteria import Criterion
from vendor_eval.decision.market import Market
from vendor_eval.decision.scales import LevelScale, Scale
from vendor_eval.engine.arrays import Floats, Integers
from vendor_eval.engine.cells import Cell
from vendor_eval.engine.columns import Column, uniform_points
from vendor_eval.engine.curves import Shape

__all__ = ["CriterionPoints", "Side"]

Side = Literal["mean", "low", "high", "if_met"]


@dataclass(frozen=True, eq=False)
class CriterionPoints:
    """The points of all vendors on one criterion.

    Parameters
    ----------
    column
        What is known of the performances.
    worth
        The points of exact performances.
    curve
        The value function, where the criterion has a scale of numbers.
    blank
        What is drawn where nothing is known: points with which every must is met that is not waived.
    rows
        The vendors of which a range or nothing is known, in rising order; shape (uncertain,).
    sides
        Their expected, least and greatest points, and the expected ones with every open must met; each of shape
        (uncertain,).
    """

    column: Column
    worth: Callable[[Floats], Floats]
    curve: Shape | None
    blank: Cell
    rows: Integers
    sides: Mapping[Side, Floats]

    @classmethod
    def of(cls, market: Market, key: str) -> CriterionPoints:
        """Work out the points of one criterion."""
        criterion, coverage = market.decision.criteria[key], market.decision.policy.coverage
        column, unknown = market.column(key), cell_of(criterion, Unknown())
        blank = cell_if_met(criterion, "", unknown, coverage)
        rows = np.flatnonzero(np.isnan(column.exact))
        ranged = np.searchsorted(rows, column.rows)
        mean, low, high = (np.full(len(rows), points) for points in (unknown.mean, *unknown.support))
        mean[ranged], low[ranged], high[ranged] = _range_points(market, key, column)
        if_met = _if_met(market, key, rows, mean, blank.mean)
        # The expected points of a narrow part may lie beyond those that speak for the whole.
        low, high = np.minimum(low, if_met), np.maximum(high, if_met)
        sides: dict[Side, Floats] = {"mean": mean, "low": low, "high": high, "if_met": if_met}
        curve = criterion.scale.curve() if isinstance(criterion.scale, Scale) else None
        return cls(column, _worth(criterion), curve, blank, rows, sides)

    def all(self, side: Side) -> Floats:
        """Points of all vendors, shape (vendors,)."""
        points = self.worth(self.column.exact)
        points[self.rows] = self.sides[side]
        return points

    def some(self, vendors: Integers, side: Side) -> Floats:
        """Points of some vendors, shape (some,)."""
        exact = self.column.exact[vendors]
        points = self.worth(exact)
        uncertain = np.isnan(exact)
        points[uncertain] = self.sides[side][np.searchsorted(self.rows, vendors[uncertain])]
        return points


def _worth(criterion: Criterion) -> Callable[[Floats], Floats]:
    """Return what gives points to exact performances; a missing one gets any points."""
    if isinstance(criterion.scale, Scale):
        return criterion.scale.curve().value
    if isinstance(criterion.scale, LevelScale):
        worth = np.array([criterion.scale.levels[level] for level in criterion.scale.ordered])
        return lambda indices: worth[np.nan_to_num(indices).astype(np.intp)]
    raise ValueError("A criterion without a scale has no points.")


def _range_points(market: Market, key: str, column: Column) -> tuple[Floats, Floats, Floats]:
    """Return expected, least and greatest points of all ranges, each of shape (ranges,)."""
    criterion = market.decision.criteria[key]
    found = np.empty((3, len(column.rows)))
    even = np.isnan(column.likely) & isinstance(criterion.scale, Scale)
    if isinstance(criterion.scale, Scale):
        found[:, even] = uniform_points(criterion.scale.curve(), column.low[even], column.high[even])
    # Of ranges of levels there are few different ones.
    ends = np.nan_to_num([column.low[~even], column.likely[~even], column.high[~even]])
    _, first, back = np.unique(ends, axis=1, return_index=True, return_inverse=True)
    cells = [cell_of(criterion, market.belief(row, key)) for row in column.rows[~even][first].tolist()]
    found[:, ~even] = np.array([(cell.mean, *cell.support) for cell in cells]).reshape(-1, 3)[back].T
    mean, low, high = found
    return mean, np.minimum(low, mean), np.maximum(high, mean)


def _if_met(market: Market, key: str, rows: Integers, mean: Floats, blank: float) -> Floats:
    """Return the expected points of uncertain performances with every open must met, shape (uncertain,)."""
    criterion, coverage = market.decision.criteria[key], market.decision.policy.coverage
    musts = [one for one in criterion.require if one.kind == "must"]
    if not musts or not len(rows):
        return mean
    column, if_met = market.column(key), mean.copy()
    ranged = np.zeros(len(market), dtype=np.bool_)
    ranged[column.rows] = True
    if_met[~ranged[rows]] = blank
    alone = np.zeros(len(market), dtype=np.bool_)
    for must in musts:
        alone |= ranged & (results_of(market, key, must) == OPEN)
        alone[list(market.places(must.waivers).values())] = True
    for place in np.flatnonzero(alone[rows]).tolist():
        row = int(rows[place])
        cell = cell_of(criterion, market.belief(row, key))
        if_met[place] = cell_if_met(criterion, market.vendors[row], cell, coverage).mean
    return if_met
