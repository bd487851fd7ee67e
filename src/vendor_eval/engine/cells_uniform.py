"""What is known of one performance: two ends, or nothing."""

import math
from dataclasses import dataclass

import numpy as np

from vendor_eval.engine.arrays import Floats
from vendor_eval.engine.cells_conditions import COVERAGE, Condition, check_chance, check_coverage, meeting, touching
from vendor_eval.engine.cells_discrete import Point
from vendor_eval.engine.curves_shape import Shape

__all__ = ["Uniform", "Unknown"]


@dataclass(frozen=True, slots=True)
class Uniform:
    """A performance that is equally likely anywhere between two ends, in its own unit.

    Parameters
    ----------
    low, high
        The ends, in the unit of the criterion.
    curve
        The value function of the criterion.
    """

    low: float
    high: float
    curve: Shape

    def __post_init__(self) -> None:
        """Refuse ends that are out of order or too far apart for arithmetic."""
        if not (self.low <= self.high and math.isfinite(self.high - self.low)):
            raise ValueError(f"An interval of performances needs finite ends in order, not {self.low}, {self.high}.")

    @property
    def certain(self) -> bool:
        """Whether every draw is the same."""
        return False

    @property
    def support(self) -> tuple[float, float]:
        """Least and greatest points."""
        return self.curve.bounds(self.low, self.high)

    @property
    def mean(self) -> float:
        """Expected points E[v(X)], never v(E[X])."""
        return self.curve.mean(self.low, self.high)

    def draw(self, u: Floats) -> tuple[Floats, Floats]:
        """Performance and points at each ``u`` from [0, 1); both of its shape."""
        raw = _between(self.low, self.high, u)
        return raw, self.curve.value(raw)

    def cdf(self, x: float) -> float:
        """The chance of a performance up to x."""
        return _share_below(x, self.low, self.high)

    def quantile(self, q: float) -> float:
        """The performance with the chance q below it."""
        check_chance(q)
        return float(_between(self.low, self.high, np.array([q]))[0])

    def central(self, coverage: float = COVERAGE) -> tuple[float, float]:
        """The performances that speak for all: both ends."""
        check_coverage(coverage)
        return self.low, self.high

    def p_met(self, condition: Condition) -> float:
        """The chance that a condition on the performance is met."""
        return _share_met(condition, self.low, self.high)

    def cut(self, condition: Condition) -> "Uniform | Point":
        """The same, given that a condition on the performance is met; an error where no performance meets it."""
        low, high = _part(condition, self.low, self.high)
        return Uniform(low, high, self.curve) if low < high else Point(low, self.curve.value(low))


@dataclass(frozen=True, slots=True)
class Unknown:
    """A performance of which nothing is known: its points are equally likely anywhere on the scale, or in a part of it.

    Parameters
    ----------
    low, high
        The ends in points. The performance itself is not known, so the points stand for it in requirements too.
    """

    low: float = 0.0
    high: float = 100.0

    def __post_init__(self) -> None:
        """Refuse ends that are out of order."""
        if not -math.inf < self.low <= self.high < math.inf:
            raise ValueError(f"An unknown performance needs finite ends in order, not {self.low}, {self.high}.")

    @property
    def certain(self) -> bool:
        """Whether every draw is the same."""
        return False

    @property
    def support(self) -> tuple[float, float]:
        """Least and greatest points."""
        return self.low, self.high

    @property
    def mean(self) -> float:
        """Expected points: the middle."""
        return self.low / 2 + self.high / 2

    def draw(self, u: Floats) -> tuple[Floats, Floats]:
        """Points at each ``u`` from [0, 1), twice: as the performance and as its points; both of its shape."""
        points = _between(self.low, self.high, u)
        return points, points

    def cdf(self, x: float) -> float:
        """The chance of points up to x."""
        return _share_below(x, self.low, self.high)

    def quantile(self, q: float) -> float:
        """The points with the chance q below them."""
        check_chance(q)
        return float(_between(self.low, self.high, np.array([q]))[0])

    def central(self, coverage: float = COVERAGE) -> tuple[float, float]:
        """The points that speak for all: both ends."""
        check_coverage(coverage)
        return self.low, self.high

    def p_met(self, condition: Condition) -> float:
        """The chance that a condition on the points is met."""
        return _share_met(condition, self.low, self.high)

    def cut(self, condition: Condition) -> "Unknown":
        """The same, given that a condition on the points is met; an error where no points meet it."""
        return Unknown(*_part(condition, self.low, self.high))


def _between(low: float, high: float, u: Floats) -> Floats:
    """The number at the share ``u`` of the way from low to high; never beyond high, not even by rounding."""
    x = u * (high - low)
    x += low
    np.minimum(x, high, out=x)
    return x


def _share_below(x: float, low: float, high: float) -> float:
    """The chance of a number up to x where every number from low to high is equally likely."""
    if not low <= x < high:
        return float(x >= high)
    return (x - low) / (high - low)


def _share_met(condition: Condition, low: float, high: float) -> float:
    """The chance that a condition is met where every number from low to high is equally likely."""
    if low == high:
        return float(condition.met(low))
    least, greatest = touching(condition, low, high)
    return min(max((greatest - least) / (high - low), 0.0), 1.0)


def _part(condition: Condition, low: float, high: float) -> tuple[float, float]:
    """The ends of the part from low to high that meets a condition."""
    least, greatest = meeting(condition, low, high)
    if least > greatest:
        raise ValueError(f"Nothing from {low} to {high} meets {condition}.")
    return least, greatest
