"""A decision as numbers: cells, conditions and weights that the engine can work with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

import numpy as np

from vendor_eval.decision.beliefs import AnyBelief, Exact, Interval, LevelChances, Unknown
from vendor_eval.decision.criteria import Criterion
from vendor_eval.decision.document import Decision
from vendor_eval.decision.requirements import Requirement
from vendor_eval.decision.scales import LevelScale, Scale
from vendor_eval.engine.additive import totals
from vendor_eval.engine.arrays import Floats
from vendor_eval.engine.cells import Cell, Levels, Point, Uniform
from vendor_eval.engine.cells import Unknown as Blank
from vendor_eval.engine.curves import Curve
from vendor_eval.engine.tests import Interval as Reach
from vendor_eval.engine.tests import Members
from vendor_eval.engine.weights import PointWeights, SimplexWeights, Weights

__all__ = ["Condition", "Model", "Side", "cell_of", "condition_of", "narrowed"]

Condition = Reach | Members
Side = Literal["mean", "low", "high"]


def cell_of(criterion: Criterion, belief: AnyBelief) -> Cell:
    """Return what is believed of one performance as numbers; levels count from the least valued, from 0."""
    if isinstance(criterion.scale, LevelScale):
        return _level_cell(criterion.scale, belief)
    match belief:
        case Exact(value=float() as value):
            return Point(value, _curve(criterion, value, value).value(value))
        case Interval(low=float() as low, high=float() as high) if low < high:
            return Uniform(low, high, _curve(criterion, low, high))
        case Interval(low=float() as low):
            return Point(low, _curve(criterion, low, low).value(low))
        case _:
            return Blank()


def _curve(criterion: Criterion, low: float, high: float) -> Curve:
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


def narrowed(cell: Cell, conditions: Sequence[Condition], criterion: Criterion) -> Cell:
    """Return a cell cut to where some conditions are met; what is never met is left as it is."""
    for condition in conditions:
        cell = _cut(cell, condition, criterion)
    return cell


def _cut(cell: Cell, condition: Condition, criterion: Criterion) -> Cell:
    match cell, condition:
        case Uniform(low=low, high=high, curve=curve), Reach():
            low, high = max(low, condition.low), min(high, condition.high)
            if low < high:
                return Uniform(low, high, curve)
            return Point(low, curve.value(low)) if low == high else cell
        case Levels(values=values), Members(mask=mask):
            chances = tuple(chance if met else 0.0 for chance, met in zip(cell.chances, mask, strict=True))
            # A cell that loses nothing stays as it is, to the last bit.
            return Levels.of(values, chances) if any(chances) and list(chances) != cell.chances else cell
        case Blank(low=low, high=high), Reach() if isinstance(criterion.scale, Scale):
            region = criterion.scale.curve().region(condition)
            if region is not None and max(low, region[0]) <= min(high, region[1]):
                return Blank(max(low, region[0]), min(high, region[1]))
    return cell


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
        point = decision.weights.point()
        weights = SimplexWeights(criteria) if point is None else PointWeights(tuple(point[key] for key in criteria))
        return cls(decision, tuple(sorted(decision.vendors)), criteria, weights)

    def with_any_weights(self) -> Model:
        """Return the model with every set of weights allowed."""
        return replace(self, weights=SimplexWeights(self.criteria))

    def cell(self, vendor: str, criterion: str) -> Cell:
        """Return what is believed of one vendor on one criterion, weighted or not."""
        return cell_of(self.decision.criteria[criterion], self.decision.assessments[vendor][criterion].belief)

    @cached_property
    def cells(self) -> tuple[tuple[Cell, ...], ...]:
        """What is believed, vendors by weighted criteria."""
        return tuple(tuple(self.cell(vendor, key) for key in self.criteria) for vendor in self.vendors)

    @cached_property
    def cells_if_met(self) -> tuple[tuple[Cell, ...], ...]:
        """The same, cut to where every must is met."""
        return tuple(tuple(self.cell_if_met(vendor, key) for key in self.criteria) for vendor in self.vendors)

    def cell_if_met(self, vendor: str, criterion: str) -> Cell:
        """Return what is believed of one vendor on one criterion, given that its musts there are met."""
        noun = self.decision.criteria[criterion]
        musts = [condition_of(noun, one) for one in noun.require if one.kind == "must"]
        return narrowed(self.cell(vendor, criterion), musts, noun)

    def unknown(self, vendor: str, criterion: str) -> bool:
        """Whether nothing is known of one vendor on one criterion that a requirement could be tested on."""
        belief = self.decision.assessments[vendor][criterion].belief
        if self.decision.criteria[criterion].scale is not None:
            return isinstance(belief, Unknown)
        # Without a scale a text may stand for the performance; no number can be held against it.
        return isinstance(cell_of(self.decision.criteria[criterion], belief), Blank)

    def points(self, side: Side, *, if_met: bool = False) -> Floats:
        """Return expected, least or greatest points, shape (vendors, criteria); with ``if_met`` cut to met musts."""
        return np.array(
            [[_side(cell, side) for cell in row] for row in (self.cells_if_met if if_met else self.cells)],
            dtype=np.float64,
        )

    def overall(self, points: Floats) -> Floats:
        """Return overall values at the declared or mean weights, shape (vendors,): one draw of the engine's kernel."""
        return totals(points.T[:, :, np.newaxis], self.weights.mean[:, np.newaxis])[:, 0]


def _side(cell: Cell, side: Side) -> float:
    return cell.mean if side == "mean" else cell.support[side == "high"]
