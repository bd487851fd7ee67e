"""Weights that are known roughly: within limits, or around a point."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import pairwise, product
from typing import Annotated, Any

from pydantic import Field, model_validator

from vendor_eval.decision.names import Key, Text
from vendor_eval.decision.noun import Frozen, Many, Noun, refuse
from vendor_eval.decision.numbers import Number
from vendor_eval.decision.scales import Pair
from vendor_eval.decision.weights_ordered import Order, order_problems, places
from vendor_eval.decision.weights_stated import (
    Amounts,
    AnyWeights,
    LevelWeights,
    cannot_keep,
    positive_total,
    shares,
)
from vendor_eval.engine.limits import bounded, ordered, ratio, summed
from vendor_eval.engine.linearweights import BoundedWeights, LinearWeights
from vendor_eval.engine.weights import SimplexWeights
from vendor_eval.engine.weights import Weights as Numbers
from vendor_eval.engine.weightsets import AroundWeights as Around
from vendor_eval.engine.weightsets import RankedWeights
from vendor_eval.errors import Path

__all__ = ["SMALLEST", "AroundPoint", "AroundWeights", "ImpreciseWeights", "Limits", "RatioLimit", "SumLimit"]

ROUNDING = 1e-9
SMALLEST = 1e-6  # factor of a sum: numbers further apart than this and its inverse are no judgement


class RatioLimit(Noun):
    """One weight is at least, or at most, so many times another."""

    of: Key
    to: Key
    at_least: Annotated[Number, Field(ge=0)] | None = None
    at_most: Annotated[Number, Field(gt=0)] | None = None

    @model_validator(mode="after")
    def _hold_together(self) -> RatioLimit:
        low, high = self.at_least, self.at_most
        if self.of == self.to:
            raise ValueError(f"compares {self.of} with itself.")
        if low is None and high is None:
            raise ValueError("needs `at_least`, `at_most` or both.")
        if low is not None and high is not None and low > high:
            raise ValueError(f"at_least ({low:g}) must not be above at_most ({high:g}).")
        return self


class SumLimit(Noun):
    """A sum of weights, each times a number, is at least, or at most, so much: any linear limit.

    Examples
    --------
    >>> SumLimit(of={"price": 1, "delivery": 1}, at_most=0.5).homogeneous
    False
    """

    of: Frozen[Key, Number]
    at_least: Number | None = None
    at_most: Number | None = None
    because: Text = ""

    @model_validator(mode="after")
    def _hold_together(self) -> SumLimit:
        refuse("SumLimit", self._problems())
        return self

    def _problems(self) -> Iterator[tuple[Path, str]]:
        low, high = self.at_least, self.at_most
        if not self.of:
            yield ("of",), "names nothing: give each criterion of the sum the number that its weight is taken times."
        for name, factor in self.of.items():
            if not SMALLEST <= abs(factor) <= 1 / SMALLEST:
                size = f"from {SMALLEST:g} to {1 / SMALLEST:g}"
                yield ("of", name), f"must be a number of a size {size}, with or without a minus, not {factor:g}."
        if low is None and high is None:
            yield (), "needs `at_least`, `at_most` or both."
        if low is not None and high is not None and low > high:
            yield (), f"at_least ({low:g}) must not be above at_most ({high:g})."

    @property
    def homogeneous(self) -> bool:
        """Whether it is about proportions alone, so that it holds of a part of the criteria as it does of all."""
        return self.at_least in (None, 0) and self.at_most in (None, 0)

    @property
    def ends(self) -> tuple[float, float]:
        """The least and the most that the sum may be, infinite where nothing is said."""
        low, high = self.at_least, self.at_most
        return float("-inf") if low is None else low, float("inf") if high is None else high


class Limits(Noun):
    """An order of importance, and bounds of weights, of their ratios and of their sums, each as far as it is known.

    ``order`` need not name every criterion, and nothing is said of those that share a place.
    """

    order: Order = ()
    bounds: Frozen[Key, Pair] = Field(default_factory=dict)
    ratios: Many[RatioLimit] = ()
    sums: Many[SumLimit] = ()

    @model_validator(mode="after")
    def _hold_together(self) -> Limits:
        refuse("Limits", self._problems())
        return self

    def _problems(self) -> Iterator[tuple[Path, str]]:
        if not (self.order or self.bounds or self.ratios or self.sums):
            yield (), "says nothing: give `order`, `bounds`, `ratios` or `sums`, or write `any`."
        for path, message in order_problems(self.order):
            yield ("order", *path), message
        for name, (low, high) in self.bounds.items():
            if not 0 <= low <= high <= 1:
                yield ("bounds", name), "must be [least, greatest], two shares from 0 to 1, the lower first."


class ImpreciseWeights(LevelWeights):
    """All weights that keep an order and some bounds of weights, ratios and sums; all of them are equally likely."""

    imprecise: Limits

    def point(self) -> dict[str, float] | None:
        """Return None: a set has no single weights."""
        return None

    def numbers(self, names: Mapping[str, str]) -> Numbers:
        """Return the set.

        Raises
        ------
        ValueError
            If no weights keep all limits; those that conflict are named.
        """
        limits, keys = self.imprecise, tuple(names.values())
        order = [[names[name] for name in place] for place in places(limits.order)]
        if limits.bounds and not (limits.order or limits.ratios or limits.sums):
            low, high = zip(*(limits.bounds.get(name, (0.0, 1.0)) for name in names), strict=True)
            return BoundedWeights(keys, low, high)
        if not (limits.bounds or limits.ratios or limits.sums) and sum(map(len, order)) == len(keys):
            return RankedWeights(keys, tuple(tuple(place) for place in order))
        found = list(ordered(order))
        for name, (least, greatest) in limits.bounds.items():
            found += bounded(names[name], least, greatest)
        for one in limits.ratios:
            greatest_ratio = float("inf") if one.at_most is None else one.at_most
            found += ratio(names[one.of], names[one.to], one.at_least or 0.0, greatest_ratio)
        for total in limits.sums:
            found += summed({names[name]: factor for name, factor in total.of.items()}, *total.ends)
        return LinearWeights(keys, tuple(found)) if found else SimplexWeights(keys)

    def keeping(self, criteria: Collection[str]) -> LevelWeights:
        """Return the set for some of the criteria only: every order and ratio that holds between them.

        What follows by way of a criterion that goes is written out: from a at least 2 b and b at least 3 c follows a
        at least 6 c. Bounds are shares of the whole, and mean nothing for a part; of sums only those mean the same
        that are compared with 0, and only where no criterion of theirs goes.
        """
        limits = self.imprecise
        if limits.bounds:
            raise cannot_keep("their bounds are shares of the weight of all criteria")
        if not all(one.homogeneous for one in limits.sums):
            raise cannot_keep("their sums are shares of the weight of all criteria")
        if any(not set(one.of) <= set(criteria) for one in limits.sums):
            raise cannot_keep("one of their sums is of a criterion that goes")
        named = [name for place in places(limits.order) for name in place]
        named += [name for one in limits.ratios for name in (one.of, one.to)]
        gone = dict.fromkeys(name for name in named if name not in criteria)
        if not gone:
            return self
        least = _least_ratios(limits)
        for name in gone:
            _eliminate(least, name)
        ratios = tuple(RatioLimit(of=of, to=to, at_least=times) for (of, to), times in least.items() if times > 0)
        if ratios or limits.sums:
            return self.replace(imprecise=Limits(ratios=ratios, sums=limits.sums))
        return AnyWeights(because=self.because, by=self.by, on=self.on)


def _least_ratios(limits: Limits) -> dict[tuple[str, str], float]:
    """Return how many times another weight each is at least, from the order and from the ratios."""
    least: dict[tuple[str, str], float] = {}

    def note(of: str, to: str, times: float) -> None:
        least[of, to] = max(times, least.get((of, to), 0.0))

    for above, below in pairwise(places(limits.order)):
        for more, less in product(above, below):
            note(more, less, 1.0)
    for one in limits.ratios:
        note(one.of, one.to, one.at_least or 0.0)
        if one.at_most is not None:
            note(one.to, one.of, 1 / one.at_most)
    return least


def _eliminate(least: dict[tuple[str, str], float], name: str) -> None:
    """Take a name out of the ratios, and keep what they say of the others by way of it (Fourier and Motzkin)."""
    above = {of: times for (of, to), times in least.items() if to == name}
    below = {to: times for (of, to), times in least.items() if of == name}
    for of, to in product(above, below):
        times = above[of] * below[to]
        if of != to:
            least[of, to] = max(times, least.get((of, to), 0.0))
        elif times > 1 + ROUNDING:
            raise cannot_keep("their ratios go in a circle that only weights of 0 keep")
    for pair in [pair for pair in least if name in pair]:
        del least[pair]


class AroundPoint(Noun):
    """A point, and how close to it the weights are: the greater the concentration, the closer."""

    point: Amounts
    concentration: Annotated[Number, Field(ge=1)]

    @model_validator(mode="after")
    def _hold_together(self) -> AroundPoint:
        total = positive_total("point", self.point)
        if abs(total - 1) > 1e-9:
            refuse("AroundPoint", [(("point",), f"must sum to 1, not {total:g}.")])
        return self


class AroundWeights(LevelWeights):
    """Weights around a point: likely near it, less likely farther off (a Dirichlet distribution)."""

    around: AroundPoint

    def point(self) -> dict[str, float] | None:
        """Return None: a set has no single weights."""
        return None

    def numbers(self, names: Mapping[str, str]) -> Numbers:
        """Return the set."""
        point = shares(self.around.point)
        return Around(tuple(names.values()), tuple(point[name] for name in names), self.around.concentration)

    def keeping(self, criteria: Collection[str]) -> LevelWeights:
        """Return the weights for some of the criteria only: in proportion, they are around a point themselves.

        A part of a Dirichlet distribution, scaled to sum to 1, is one whose concentration is the part's share.
        """
        point = {name: share for name, share in self.around.point.items() if name in criteria}
        if point == self.around.point:
            return self
        total = sum(point.values())
        if total * self.around.concentration < 1:
            raise cannot_keep("around a point, those that are kept would be spread too wide to draw")
        around: Any = {"point": shares(point), "concentration": total * self.around.concentration}
        return self.replace(around=around)
