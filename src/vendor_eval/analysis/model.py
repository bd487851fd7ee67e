"""A decision as numbers: cells, conditions and weights that the engine can work with."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

import numpy as np

from vendor_eval.decision import beliefs
from vendor_eval.decision.beliefs import AnyBelief, Estimate, Exact, Interval, LevelChances, Pert, TestResult, Unknown
from vendor_eval.decision.criteria import Criterion
from vendor_eval.decision.document import Decision
from vendor_eval.decision.requirements import Requirement
from vendor_eval.decision.scales import LevelScale, Scale
from vendor_eval.decision.weights import numbers_of
from vendor_eval.engine.additive import totals
from vendor_eval.engine.arrays import Floats
from vendor_eval.engine.cells import Beta, Cell, Condition, Continuous, Law, Levels, Normal, Point, Triangular, Uniform
from vendor_eval.engine.cells import Unknown as Blank
from vendor_eval.engine.curves import Curve, Shape
from vendor_eval.engine.tests import Interval as Reach
from vendor_eval.engine.tests import Members
from vendor_eval.engine.weights import SimplexWeights, Weights

__all__ = ["Condition", "Model", "Side", "cell_if_met", "cell_of", "condition_of", "met_results", "narrowed"]

Side = Literal["mean", "low", "high"]


def cell_of(criterion: Criterion, belief: AnyBelief) -> Cell:
    """Return what is believed of one performance as numbers; levels count from the least valued, from 0."""
    if isinstance(criterion.scale, LevelScale):
        return _level_cell(criterion.scale, belief)
    match belief:
        case Exact(value=float() as value):
            return _between(criterion, value, value)
        case Interval(low=float() as low, high=float() as high):
            return _between(criterion, low, high)
        case Estimate(low=low, high=high) if low == high:
            return _between(criterion, low, high)
        case Estimate(low=low, likely=likely, high=high):
            law = Beta.pert(low, likely, high) if isinstance(belief, Pert) else Triangular(low, likely, high)
            return Continuous(law, _curve(criterion, low, high))
        case beliefs.Normal(mean=mean, sd=sd):
            return _cut_to_range(criterion, Normal(mean, sd), _curve(criterion, mean, mean + sd))
        case TestResult(passes=passes, trials=trials):
            law = Beta.tested(passes, trials, criterion.whole)
            return _cut_to_range(criterion, law, _curve(criterion, 0, criterion.whole))
        case _:
            return Blank()


def _between(criterion: Criterion, low: float, high: float) -> Point | Uniform:
    curve = _curve(criterion, low, high)
    return Uniform(low, high, curve) if low < high else Point(low, curve.value(low))


def _cut_to_range(criterion: Criterion, law: Law, curve: Shape) -> Continuous:
    """Return a distribution as far as it is possible at all."""
    limits = criterion.scale.range if isinstance(criterion.scale, Scale) else None
    return Continuous(law, curve, *limits) if limits else Continuous(law, curve)


def _curve(criterion: Criterion, low: float, high: float) -> Shape:
    """Return the value function; a criterion for information only may have none, and then its value counts nowhere."""
    if isinstance(criterion.scale, Scale):
        return criterion.scale.curve()
    return Curve((low, high if high > low else low + 1), (0.0, 100.0))


def _level_cell(scale: LevelScale, belief: AnyBelief) -> Cell:
    order = scale.ordered
    values = tuple(scale.levels[level] for level in order)
    match belief:
        case Exact(value=value):
            index = order.index(str(value))
            return Point(float(index), values[index])
        case Interval(low=low, high=high) if low == high:
            index = order.index(str(low))
            return Point(float(index), values[index])
        case Interval(low=low, high=high):
            first, last = sorted((order.index(str(low)), order.index(str(high))))
            return Levels.of(values, tuple(float(first <= k <= last) for k in range(len(order))))
        case LevelChances(levels=chances):
            return Levels.of(values, tuple(chances.get(level, 0.0) for level in order))
        case _:
            return Levels.of(values, (1.0,) * len(order))


def condition_of(criterion: Criterion, requirement: Requirement) -> Condition:
    """Return a requirement as a test of the raw performance, or of the level's number."""
    form, threshold = requirement.form, requirement.threshold
    if isinstance(criterion.scale, LevelScale):
        order, values = criterion.scale.ordered, criterion.scale.levels
        if isinstance(threshold, tuple):
            return Members(tuple(level in threshold for level in order))
        reach = _reach(form, values[str(threshold)])
        return Members(tuple(bool(reach.met(values[level])) for level in order))
    return _reach(form, float(str(threshold)))


def _reach(form: str, threshold: float) -> Reach:
    if form in {"at_least", "more_than"}:
        return Reach(low=threshold, open_low=form == "more_than")
    return Reach(high=threshold, open_high=form == "less_than")


def met_results(cell: Cell, condition: Condition, coverage: float) -> tuple[bool, ...]:
    """Return whether a requirement is met by each of the performances that speak for a belief.

    These are the levels that can occur, or the ends: of the central interval with the chance ``coverage`` where the
    ends themselves are hardly ever reached. A requirement has one side only, so the ends speak for all between them.
    """
    ends = cell.central(coverage)
    spoken = [index for index, chance in enumerate(cell.chances) if chance > 0] if isinstance(cell, Levels) else ends
    return tuple(bool(condition.met(x)) for x in spoken)


def narrowed(cell: Cell, conditions: Sequence[Condition], criterion: Criterion) -> Cell:
    """Return a cell cut to where some conditions are met; what is never met is left as it is."""
    if isinstance(cell, Blank):
        return _narrowed_points(cell, conditions, criterion)
    for condition in conditions:
        # A cell that loses nothing stays as it is, to the last bit.
        if cell.p_met(condition) < 1:
            with suppress(ValueError):
                cell = cell.cut(condition)
    return cell


def cell_if_met(criterion: Criterion, vendor: str, cell: Cell, coverage: float) -> Cell:
    """Return a cell cut to where the musts of its criterion are met that are open for a vendor."""
    musts = [
        condition_of(criterion, one) for one in criterion.require if one.kind == "must" and vendor not in one.waivers
    ]
    return narrowed(cell, [one for one in musts if isinstance(cell, Blank) or _open(cell, one, coverage)], criterion)


def _open(cell: Cell, condition: Condition, coverage: float) -> bool:
    """Whether some of what speaks for a belief meets a requirement, and some does not."""
    results = met_results(cell, condition, coverage)
    return any(results) and not all(results)


def _narrowed_points(cell: Blank, conditions: Sequence[Condition], criterion: Criterion) -> Blank:
    """Return the points of what meets all conditions together: of an unknown nothing else is there to be cut."""
    if not isinstance(criterion.scale, Scale):
        return cell
    reach, curve = Reach(), criterion.scale.curve()
    for condition in conditions:
        both = _both(reach, condition) if isinstance(condition, Reach) else reach
        reach = reach if both.empty else both
    return Blank(*(curve.region(reach) or (cell.low, cell.high)))


def _both(one: Reach, other: Reach) -> Reach:
    """Return what lies in both of two ranges."""
    low, high = max(one.low, other.low), min(one.high, other.high)
    return Reach(
        low,
        high,
        open_low=any(each.open_low and each.low == low for each in (one, other)),
        open_high=any(each.open_high and each.high == high for each in (one, other)),
    )


@dataclass(frozen=True)
class Model:
    """A decision as numbers. Vendors and criteria stand in the order of their keys, so that sums run in one order."""

    decision: Decision
    vendors: tuple[str, ...]
    criteria: tuple[str, ...]
    weights: Weights

    @classmethod
    def of(cls, decision: Decision) -> Model:
        """Turn a decision into numbers."""
        criteria = tuple(sorted(decision.weighted))
        weights = numbers_of(decision.weights, decision.tree)
        return cls(decision, tuple(sorted(decision.vendors)), criteria, weights)

    def with_any_weights(self) -> Model:
        """Return the model with every set of weights allowed."""
        return replace(self, weights=SimplexWeights(self.criteria))

    def asking(self, decision: Decision) -> Model:
        """Return the model of a decision that asks something else of the same vendors: what is believed stays."""
        model = replace(self, decision=decision)
        model.__dict__["_cells"] = self._cells
        return model

    def cell(self, vendor: str, criterion: str) -> Cell:
        """Return what is believed of one vendor on one criterion, weighted or not."""
        key = vendor, criterion
        if key not in self._cells:
            belief = self.decision.assessments[vendor][criterion].belief
            self._cells[key] = cell_of(self.decision.criteria[criterion], belief)
        return self._cells[key]

    @cached_property
    def _cells(self) -> dict[tuple[str, str], Cell]:
        """The cells that were asked for."""
        return {}

    @cached_property
    def _points(self) -> dict[tuple[Side, bool, bool], Floats]:
        """The points that were asked for, by side, whether cut, and whether whole."""
        return {}

    @cached_property
    def cells(self) -> tuple[tuple[Cell, ...], ...]:
        """What is believed, vendors by weighted criteria."""
        return tuple(tuple(self.cell(vendor, key) for key in self.criteria) for vendor in self.vendors)

    @cached_property
    def cells_if_met(self) -> tuple[tuple[Cell, ...], ...]:
        """The same, cut to where every open must is met."""
        return tuple(tuple(self.cell_if_met(vendor, key) for key in self.criteria) for vendor in self.vendors)

    def cell_if_met(self, vendor: str, criterion: str) -> Cell:
        """Return what is believed of one vendor on one criterion, given that its open musts there are met."""
        noun, coverage = self.decision.criteria[criterion], self.decision.policy.coverage
        return cell_if_met(noun, vendor, self.cell(vendor, criterion), coverage)

    def unknown(self, vendor: str, criterion: str) -> bool:
        """Whether nothing is known of one vendor on one criterion that a requirement could be tested on."""
        belief = self.decision.assessments[vendor][criterion].belief
        if self.decision.criteria[criterion].scale is not None:
            return isinstance(belief, Unknown)
        # Without a scale a text may stand for the performance; no number can be held against it.
        return isinstance(cell_of(self.decision.criteria[criterion], belief), Blank)

    def bounds(self, cell: Cell, *, whole: bool = False) -> tuple[float, float]:
        """Return the least and the greatest points of a cell.

        Where its ends are hardly ever reached, those of its central interval (``policy.coverage``), with its expected
        points among them however skew it is; with ``whole`` those of all that can occur.
        """
        if whole or not isinstance(cell, Continuous):
            return cell.support
        low, high = cell.curve.bounds(*cell.central(self.decision.policy.coverage))
        return min(low, cell.mean), max(high, cell.mean)

    def points(self, side: Side, *, if_met: bool = False, whole: bool = False) -> Floats:
        """Return expected, least or greatest points, shape (vendors, criteria).

        Parameters
        ----------
        if_met
            Cut to where every open must is met.
        whole
            Of all that can occur, as in ``bounds``.
        """
        key = side, if_met, whole
        if key not in self._points:
            self._points[key] = points = (
                self._points_cut(side, whole=whole) if if_met else self._points_all(side, whole=whole)
            )
            points.flags.writeable = False
        return self._points[key]

    def _points_all(self, side: Side, *, whole: bool) -> Floats:
        return np.array([[self._end(cell, side, whole=whole) for cell in row] for row in self.cells], dtype=np.float64)

    def _points_cut(self, side: Side, *, whole: bool) -> Floats:
        """Return the points of cut cells; most cells lose nothing, and their points are those of the whole."""
        points = self.points(side, whole=whole).copy()
        for i, (row, cut) in enumerate(zip(self.cells, self.cells_if_met, strict=True)):
            for j, (cell, left) in enumerate(zip(row, cut, strict=True)):
                if left is not cell:
                    points[i, j] = self._end(left, side, whole=whole)
        return points

    def _end(self, cell: Cell, side: Side, *, whole: bool) -> float:
        return cell.mean if side == "mean" else self.bounds(cell, whole=whole)[int(side == "high")]

    def overall(self, points: Floats) -> Floats:
        """Return overall values at the declared or mean weights, shape (vendors,): one draw of the engine's kernel."""
        return totals(points.T[:, :, np.newaxis], self.weights.mean[:, np.newaxis])[:, 0]
