"""The value of learning a performance: in closed form for one, by drawing for several at once."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from vendor_eval.engine.arrays import Bools, Floats, Integers
from vendor_eval.engine.cells import Cell, Condition, Levels, Point, Unknown
from vendor_eval.engine.curves_shape import Shape
from vendor_eval.engine.ranks import TIE
from vendor_eval.engine.streams import stream
from vendor_eval.engine.tests import Interval, Members

# Of each fact: whether its musts are met, how many of its shoulds are failed, and its points; each of shape (draws,).
Learnt: TypeAlias = dict[tuple[int, str], tuple[Bools, Integers, Floats]]

__all__ = ["Fact", "Payoffs", "Worth", "excess", "worth_at_least"]

NEGLIGIBLE = 1e-15  # a chance: what it is worth has no digit in common with the points, and far tails cannot be cut


def worth_at_least(curve: Shape, points: float) -> Interval | None:
    """The performances that are worth some points or more; None if there are none.

    The value function rises, falls, or rises to a best and falls again; the ends are found by halving, to the last
    digits.

    Examples
    --------
    >>> from vendor_eval.engine.curves import Curve
    >>> worth_at_least(Curve((0, 200), (0.0, 100.0)), 25)
    Interval(low=50.0, high=inf, open_low=False, open_high=False)
    """
    knots = curve.knots
    values = [float(curve.value(x)) for x in knots]
    best = max(range(len(knots)), key=values.__getitem__)
    if values[best] < points:
        return None
    low = -math.inf if values[0] >= points else _crossing(curve, knots[0], knots[best], points)
    high = math.inf if values[-1] >= points else _crossing(curve, knots[-1], knots[best], points)
    return Interval(low, high)


def _crossing(curve: Shape, outside: float, inside: float, points: float) -> float:
    """The performance nearest to ``outside`` that is worth the points, between it and one that is."""
    while True:
        middle = outside / 2 + inside / 2
        if middle in (outside, inside):
            return inside
        outside, inside = (outside, middle) if curve.value(middle) >= points else (middle, inside)


def excess(cell: Cell, threshold: float) -> tuple[float, float]:
    """The chance that a performance is worth at least some points, and the expected points above them.

    E[(v - t)+] is the chance of at least t times the mean of what is left of the belief there, less t; exact for every
    kind of belief.

    Examples
    --------
    >>> excess(Unknown(0.0, 100.0), 60.0)
    (0.4, 8.0)
    """
    if isinstance(cell, Point):
        return (1.0, cell.value - threshold) if cell.value >= threshold else (0.0, 0.0)
    condition: Condition | None
    if isinstance(cell, Levels):
        condition = Members(tuple(value >= threshold for value in cell.values))
    elif isinstance(cell, Unknown):
        condition = Interval(low=threshold)
    else:
        condition = worth_at_least(cell.curve, threshold)
    chance = 0.0 if condition is None else cell.p_met(condition)
    if condition is None or chance <= NEGLIGIBLE:
        return 0.0, 0.0
    if chance >= 1:
        return 1.0, max(cell.mean - threshold, 0.0)
    return chance, chance * max(cell.cut(condition).mean - threshold, 0.0)


@dataclass(frozen=True, slots=True)
class Fact:
    """One performance that is not known exactly, and could be found out.

    Parameters
    ----------
    vendor
        The place of the vendor.
    criterion
        The key of the criterion.
    weight
        The weight of the criterion; 0 of one without.
    mean
        The points that it is taken for now.
    decides
        Whether an open must hangs on it.
    chance
        The chance that it meets the musts that hang on it.
    cell
        What is believed of it if it meets them.
    shoulds
        The open requirements that count as weaknesses, as conditions on the performance.
    """

    vendor: int
    criterion: str
    weight: float
    mean: float
    decides: bool
    chance: float
    cell: Cell
    shoulds: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Worth:
    """What learning something is worth.

    Parameters
    ----------
    change
        The chance that another vendor, or none, is chosen then.
    value
        The expected gain in points: of the choice after learning over the choice now.
    error
        The standard error of the value; 0 where it is exact.
    """

    change: float
    value: float
    error: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Payoffs:
    """Whom one can choose, and what that is worth; learning facts changes both.

    Parameters
    ----------
    vendors
        The keys, for the random numbers.
    expected
        Expected overall values, shape (vendors,).
    facts
        All that could be found out.
    open
        How many open musts each vendor has that a fact decides, shape (vendors,).
    barred
        Vendors that no fact makes sufficient, shape (vendors,).
    weak
        Weaknesses that each vendor has or may have, those that a fact decides included, shape (vendors,).
    most
        How many weaknesses are allowed, if there is such a rule.
    minimum
        The overall value asked of a sufficient vendor, if there is one.
    low
        The least points of every performance, shape (vendors, criteria), for that rule.
    corners
        The weights that the rule is held against, shape (corners, criteria).
    criteria
        The keys of the criteria with weight.
    nobody
        What choosing nobody is worth.
    """

    vendors: tuple[str, ...]
    criteria: tuple[str, ...]
    expected: Floats
    facts: tuple[Fact, ...]
    open: tuple[int, ...]
    barred: Bools
    weak: tuple[int, ...]
    most: int | None
    minimum: float | None
    low: Floats
    corners: Floats
    nobody: float

    @property
    def now(self) -> tuple[int | None, float]:
        """Whom one would choose now (the place, or None), and what that is worth."""
        choosable = self._choosable([], {}, 1)[:, 0]
        if not choosable.any():
            return None, self.nobody
        best = int(np.argmax(np.where(choosable, self.expected, -np.inf)))
        return best, float(self.expected[best])

    def learning(self, facts: Sequence[Fact], *, draws: int, seed: int) -> Worth:
        """What learning some facts together is worth: exact for one where that is possible, else by drawing."""
        if len(facts) == 1 and self.most is None and self.minimum is None:
            return self._alone(facts[0])
        return self._drawn(facts, draws=draws, seed=seed)

    def learning_weights(self, weights: Floats, expected: Floats) -> Worth:
        """What knowing the weights is worth, by drawing them.

        Parameters
        ----------
        weights
            Shape (criteria, draws).
        expected
            Expected points, shape (vendors, criteria); vendors as here.
        """
        choosable = self._choosable([], {}, 1)
        return self._gain(np.where(choosable, expected @ weights, -np.inf))

    def _alone(self, fact: Fact) -> Worth:
        """In closed form: the expected excess over the best of the others, where the vendor is sufficient.

        Expected value of partial perfect information of one performance in an additive model is a one-dimensional loss
        integral, because the expected value of everything else does not change.
        """
        chosen, worth = self.now
        k = fact.vendor
        missing = self.open[k] - (1 if fact.decides else 0)
        if self.barred[k] or missing > 0:
            return Worth(0.0, 0.0)
        choosable = self._choosable([], {}, 1)[:, 0]
        others = [float(self.expected[i]) for i in range(len(self.vendors)) if i != k and choosable[i]]
        best = max(others, default=self.nobody)
        rest = float(self.expected[k]) - fact.weight * fact.mean
        if fact.weight > 0:
            threshold = (best - rest) / fact.weight
            chance, above = excess(fact.cell, threshold)
            strictly, _ = excess(fact.cell, threshold + TIE / fact.weight)
        else:
            chance, above = float(rest >= best), max(rest - best, 0.0)
            strictly = float(rest > best + TIE)
        gain = best + fact.chance * above * (fact.weight or 1.0) - worth
        # Without a rival the vendor is chosen whenever it is sufficient.
        stays = fact.chance * (chance if others else 1.0)
        change = 1 - stays if chosen == k else fact.chance * (strictly if others else 1.0)
        return Worth(min(max(change, 0.0), 1.0), max(gain, 0.0))

    def _drawn(self, facts: Sequence[Fact], *, draws: int, seed: int) -> Worth:
        """By drawing: the inner expectation is linear, so one level of draws is enough."""
        values = np.repeat(self.expected[:, np.newaxis], draws, axis=1)
        learnt: Learnt = {}
        for fact in facts:
            vendor = self.vendors[fact.vendor]
            u = stream(seed, 0, "performance", vendor, fact.criterion).random(draws)
            met = stream(seed, 0, "met", vendor, fact.criterion).random(draws) < fact.chance
            raw, points = fact.cell.draw(u)
            failed = np.zeros(draws, dtype=np.int64)
            for one in fact.shoulds:
                failed += ~one.met(raw)
            learnt[fact.vendor, fact.criterion] = met, failed, np.asarray(points, dtype=np.float64)
            values[fact.vendor] += fact.weight * (points - fact.mean)
        choosable = self._choosable(facts, learnt, draws)
        return self._gain(np.where(choosable, values, -np.inf))

    def _gain(self, payoffs: Floats) -> Worth:
        chosen, worth = self.now
        best = payoffs.max(axis=0, initial=-np.inf)
        nobody = np.isneginf(best)
        gains = np.where(nobody, self.nobody, best) - worth
        changed = ~nobody if chosen is None else nobody | (best > payoffs[chosen] + TIE)
        error = float(gains.std(ddof=1) / math.sqrt(len(gains))) if len(gains) > 1 else 0.0
        return Worth(float(changed.mean()), max(float(gains.mean()), 0.0), error)

    def _choosable(self, facts: Sequence[Fact], learnt: Learnt, draws: int) -> Bools:
        """Whether each vendor is known to be sufficient once some facts are learnt, shape (vendors, draws)."""
        found = np.repeat(~self.barred[:, np.newaxis], draws, axis=1)
        missing, weak = np.array(self.open), np.repeat(np.array(self.weak)[:, np.newaxis], draws, axis=1)
        for fact in facts:
            met, failed, _ = learnt[fact.vendor, fact.criterion]
            if fact.decides:
                missing[fact.vendor] -= 1
                found[fact.vendor] &= met
            weak[fact.vendor] += failed - len(fact.shoulds)
        found &= (missing <= 0)[:, np.newaxis]
        if self.most is not None:
            found &= weak <= self.most
        if self.minimum is not None:
            for i in range(len(self.vendors)):
                found[i] &= self._least(i, facts, learnt, draws) >= self.minimum - TIE
        return found

    def _least(
        self,
        vendor: int,
        facts: Sequence[Fact],
        learnt: Learnt,
        draws: int,
    ) -> Floats:
        """The least overall value that is left possible for a vendor, shape (draws,)."""
        least = np.repeat((self.corners @ self.low[vendor])[:, np.newaxis], draws, axis=1)
        for fact in facts:
            if fact.vendor == vendor and fact.criterion in self.criteria:
                j = self.criteria.index(fact.criterion)
                gained = learnt[vendor, fact.criterion][2] - self.low[vendor, j]
                least += self.corners[:, j, np.newaxis] * gained
        return np.asarray(least.min(axis=0))
