"""What is known of one performance: two ends, or nothing."""

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from vendor_eval.engine.arrays import Floats
from vendor_eval.engine.cells_conditions import COVERAGE, Condition, check_chance, check_coverage, meeting, touching
from vendor_eval.engine.cells_discrete import Point
from vendor_eval.engine.curves_shape import Shape

__all__ = ["Uniform", "Unknown"]


class _Even:
    """A number that is equally likely anywhere between two ends."""

    __slots__ = ()
    low: float
    high: float

    @property
    def certain(self) -> bool:
        """Whether every draw is the same."""
        return False

    def _at(self, u: Floats) -> Floats:
        """The number at the share ``u`` of the way from low to high; never beyond high, not even by rounding."""
        return _between(self.low, self.high, u)

    def cdf(self, x: float) -> float:
        """The chance of a number up to x."""
        if not self.low <= x < self.high:
            return float(x >= self.high)
        return (x - self.low) / (self.high - self.low)

    def quantile(self, q: float) -> float:
        """The number with the chance q below it."""
        check_chance(q)
        return float(self._at(np.array([q]))[0])

    def central(self, coverage: float = COVERAGE) -> tuple[float, float]:
        """The numbers that speak for all: both ends."""
        check_coverage(coverage)
        return self.low, self.high

    def p_met(self, condition: Condition) -> float:
        """The chance that a condition on the number is met."""
        if self.low == self.high:
            return float(condition.met(self.low))
        least, greatest = touching(condition, self.low, self.high)
        return min(max((greatest - least) / (self.high - self.low), 0.0), 1.0)

    def _part(self, condition: Condition) -> tuple[float, float]:
        """The ends of the part that meets a condition."""
        least, greatest = meeting(condition, self.low, self.high)
        if least > greatest:
            raise ValueError(f"Nothing from {self.low} to {self.high} meets {condition}.")
        return least, greatest


@dataclass(frozen=True, slots=True)
class Uniform(_Even):
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
    def support(self) -> tuple[float, float]:
        """Least and greatest points."""
        return self.curve.bounds(self.low, self.high)

    @property
    def mean(self) -> float:
        """Expected points E[v(X)], never v(E[X])."""
        return self.curve.mean(self.low, self.high)

    def draw(self, u: Floats) -> tuple[Floats, Floats]:
        """Performance and points at each ``u`` from [0, 1); both of its shape."""
        raw = self._at(u)
        return raw, self.curve.value(raw)

    def points(self, u: Floats) -> Floats:
        """Points at each ``u`` from [0, 1), of its shape, perhaps in its place: those of ``draw`` but for rounding."""
        ends = _line(self.curve, self.low, self.high)
        return self.draw(u)[1] if ends is None else _between(*ends, u, out=u)

    def cut(self, condition: Condition) -> "Uniform | Point":
        """The same, given that a condition on the performance is met; an error where no performance meets it."""
        low, high = self._part(condition)
        return Uniform(low, high, self.curve) if low < high else Point(low, self.curve.value(low))


@dataclass(frozen=True, slots=True)
class Unknown(_Even):
    """A performance of which nothing is known: its points are equally likely anywhere on the scale, or in a part of it.

    Only the points are drawn. Where two performances have the same points, as on both sides of a target, a draw does
    not say which of them it is.

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
    def support(self) -> tuple[float, float]:
        """Least and greatest points."""
        return self.low, self.high

    @property
    def mean(self) -> float:
        """Expected points: the middle."""
        return self.low / 2 + self.high / 2

    def draw(self, u: Floats) -> tuple[Floats, Floats]:
        """Points at each ``u`` from [0, 1), twice: as the performance and as its points; both of its shape."""
        points = self._at(u)
        return points, points

    def points(self, u: Floats) -> Floats:
        """Points at each ``u`` from [0, 1), of its shape, in its place."""
        return _between(self.low, self.high, u, out=u)

    def cut(self, condition: Condition) -> "Unknown":
        """The same, given that a condition on the points is met; an error where no points meet it."""
        return Unknown(*self._part(condition))


def _between(low: float, high: float, u: Floats, *, out: Floats | None = None) -> Floats:
    """The number at the share ``u`` of the way from low to high, or down to it; never beyond, not even by rounding."""
    x = np.multiply(u, high - low, out=out)
    x += low
    (np.minimum if low <= high else np.maximum)(x, high, out=x)
    return x


@lru_cache(maxsize=1 << 16)
def _line(curve: Shape, low: float, high: float) -> tuple[float, float] | None:
    """The points at both ends if the curve is one straight line between them; kept, as every block asks again."""
    if not curve.straight or len(curve.cuts(low, high)) > 2:
        return None
    return curve.value(low), curve.value(high)
