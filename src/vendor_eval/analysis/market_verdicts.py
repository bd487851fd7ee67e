"""Values and verdicts of very many vendors, by the rules of ``evaluate``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vendor_eval.analysis.market_points import CriterionPoints, Side
from vendor_eval.analysis.market_requirements import FAILED, OPEN, Results, results_of
from vendor_eval.analysis.model import Model
from vendor_eval.decision.market import Market
from vendor_eval.decision.requirements import Requirement
from vendor_eval.engine.additive import add_contribution
from vendor_eval.engine.arrays import Bools, Floats, Integers
from vendor_eval.engine.ranks import TIE, competition_ranks
from vendor_eval.engine.weights import PointWeights, SimplexWeights

__all__ = ["Judged", "Tested", "judge"]

SIDES: tuple[Side, ...] = ("mean", "low", "high", "if_met")
NEAR = 1e-6  # points: closer to the minimum, the exact sum decides


@dataclass(frozen=True, eq=False)
class Tested:
    """How all vendors stand to one requirement."""

    criterion: str
    requirement: Requirement
    results: Results

    @property
    def must(self) -> bool:
        """Whether the requirement is a must."""
        return self.requirement.kind == "must"


@dataclass(frozen=True, eq=False)
class Judged:
    """Values and verdicts of all vendors of a market, in its order.

    Parameters
    ----------
    points
        Their points, by criterion that carries weight, in the order of the keys.
    tested
        How they stand to each requirement, in the order of the decision.
    value, low, high, value_if_met
        As in the table of an evaluation, each of shape (vendors,).
    too_low, maybe_too_low
        Whose overall value misses the minimum for certain, and whose may; shape (vendors,).
    weak, maybe_weak
        How many shoulds each vendor has failed, and how many more are open; shape (vendors,).
    insufficient, undetermined
        The verdicts, shape (vendors,).
    """

    points: Mapping[str, CriterionPoints]
    tested: tuple[Tested, ...]
    value: Floats
    low: Floats
    high: Floats
    value_if_met: Floats
    too_low: Bools
    maybe_too_low: Bools
    weak: NDArray[np.int16]
    maybe_weak: NDArray[np.int16]
    insufficient: Bools
    undetermined: Bools

    @property
    def sufficient(self) -> Bools:
        """Which vendors are sufficient, shape (vendors,)."""
        return ~(self.insufficient | self.undetermined)

    @property
    def rank(self) -> Floats:
        """The rank of each vendor among the sufficient, missing for the others; shape (vendors,)."""
        return competition_ranks(np.where(self.sufficient, self.value, -np.inf))

    @property
    def rank_if_met(self) -> Floats:
        """The rank among all but the insufficient, as if every open must were met; shape (vendors,)."""
        return competition_ranks(np.where(self.insufficient, -np.inf, self.value_if_met))


def judge(market: Market, model: Model) -> Judged:
    """Judge all vendors of a market, criterion by criterion."""
    tested = tuple(
        Tested(key, requirement, results_of(market, key, requirement))
        for key, criterion in market.decision.criteria.items()
        for requirement in criterion.require
    )
    points = {key: CriterionPoints.of(market, key) for key in model.criteria}
    value, low, high, if_met = _overall(market, model, points)
    too_low, maybe_too_low = _too_low(model, points, low, high)
    weak, maybe_weak = (_count(market, tested, result) for result in (FAILED, OPEN))
    most = market.decision.policy.max_weaknesses
    insufficient = too_low | _any_must(market, tested, FAILED)
    undetermined = maybe_too_low | _any_must(market, tested, OPEN)
    if most is not None:
        insufficient |= weak > most
        undetermined |= weak + maybe_weak > most
    return Judged(
        points=points,
        tested=tested,
        value=value,
        low=low,
        high=high,
        value_if_met=np.where(insufficient, value, if_met),
        too_low=too_low,
        maybe_too_low=maybe_too_low,
        weak=weak,
        maybe_weak=maybe_weak,
        insufficient=insufficient,
        undetermined=undetermined & ~insufficient,
    )


def _overall(market: Market, model: Model, points: Mapping[str, CriterionPoints]) -> tuple[Floats, ...]:
    """Return overall values at the declared or mean weights, for each side of what is known; each shape (vendors,).

    Sums in the order of the keys, as everywhere: to the last bit those of an evaluation.
    """
    overall = tuple(np.zeros(len(market)) for _ in SIDES)
    scratch = np.empty(len(market))
    for key, weight in zip(model.criteria, model.weights.mean[:, np.newaxis], strict=True):
        one = points[key]
        worth = one.worth(one.column.exact)
        for total, side in zip(overall, SIDES, strict=True):
            worth[one.rows] = one.sides[side]
            add_contribution(total, worth, weight, scratch)
    return overall


def _any_must(market: Market, tested: Sequence[Tested], result: int) -> Bools:
    """Return which vendors stand like this to some must, shape (vendors,)."""
    some = np.zeros(len(market), dtype=np.bool_)
    for one in tested:
        if one.must:
            some |= one.results == result
    return some


def _count(market: Market, tested: Sequence[Tested], result: int) -> NDArray[np.int16]:
    """Return to how many shoulds each vendor stands like this, shape (vendors,)."""
    count = np.zeros(len(market), dtype=np.int16)
    for one in tested:
        if not one.must:
            count += one.results == result
    return count


def _too_low(model: Model, points: Mapping[str, CriterionPoints], low: Floats, high: Floats) -> tuple[Bools, Bools]:
    """Return whose overall value misses the minimum whatever the beliefs and declared weights are, and whose may.

    Bounds over a set of weights are worked out one vendor at a time, and only where the values at the mean weights and
    the least and greatest points on any criterion leave room for doubt.
    """
    minimum = model.decision.policy.minimum_value
    if minimum is None:
        none = np.zeros(len(low), dtype=np.bool_)
        return none, none.copy()
    least = np.minimum.reduce([one.all("low") for one in points.values()])
    greatest = np.maximum.reduce([one.all("high") for one in points.values()])
    if isinstance(model.weights, PointWeights):
        least, greatest = low, high
    elif isinstance(model.weights, SimplexWeights):
        low, high = least, greatest
    may = _below(minimum - TIE, least, low, lambda rows: _bounds(model, points, rows, "low"))
    must = _below(minimum - TIE, high, greatest, lambda rows: _bounds(model, points, rows, "high"))
    return must, may & ~must


def _below(edge: float, under: Floats, over: Floats, exact: Callable[[Integers], Floats]) -> Bools:
    """Return which numbers lie below an edge, given what they do not fall below and do not rise above."""
    below = over < edge - NEAR
    unsure = np.flatnonzero(~below & (under < edge + NEAR))
    if unsure.size:
        below[unsure] = exact(unsure) < edge
    return below


def _bounds(model: Model, points: Mapping[str, CriterionPoints], rows: Integers, side: Side) -> Floats:
    """Return the least or the greatest overall value of some vendors over the declared weights, shape (some,)."""
    sign = 1.0 if side == "low" else -1.0
    table = sign * np.array([points[key].some(rows, side) for key in model.criteria])
    return sign * np.array([model.weights.least(column) for column in table.T])
