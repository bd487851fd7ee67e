"""A performance with a probability distribution, whole or cut to a range."""

import math
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from vendor_eval.engine.arrays import Floats
from vendor_eval.engine.cells_conditions import COVERAGE, Condition, check_chance, check_coverage, meeting, touching
from vendor_eval.engine.cells_discrete import Point
from vendor_eval.engine.cells_law import Law, chance
from vendor_eval.engine.curves_shape import Shape

__all__ = ["Continuous"]

SMALLEST = 2.0**-54  # of the chance, half of the least step of u, stands for none: no draw is infinite
IMPOSSIBLE = 1e-100  # a range rarer than this has no chance: inverses are not to be had there
RARE = 0.1  # in a range rarer than this the error of a fast draw could pass 1e-9


@dataclass(frozen=True, slots=True)
class Continuous:
    """A performance with a probability distribution, drawn by its inverse: one number u gives one performance.

    Parameters
    ----------
    law
        How likely each performance is.
    curve
        The value function of the criterion.
    low, high
        The range that is possible at all; the distribution is cut to it. As far as the law reaches if left out.

    Examples
    --------
    >>> from vendor_eval.engine.cells import Continuous, Triangular
    >>> from vendor_eval.engine.curves import Curve
    >>> Continuous(Triangular(0, 30, 60), Curve((0, 60), (0, 100))).mean
    50.0
    """

    law: Law
    curve: Shape
    low: float = -math.inf
    high: float = math.inf
    _upper: bool = field(init=False, repr=False, compare=False)
    _start: float = field(init=False, repr=False, compare=False)
    _stop: float = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Cut the range to what the law reaches, and refuse one without a chance."""
        low, high = max(self.low, self.law.low), min(self.high, self.law.high)
        if not (low < high and chance(self.law, low, high) >= IMPOSSIBLE):
            raise ValueError(f"{self.law} has no chance to lie between {self.low} and {self.high}.")
        # In the upper half chances count from above: there they keep their digits.
        upper = self.law.below(low) > 0.5
        side = self.law.above if upper else self.law.below
        for name, found in (
            ("low", low),
            ("high", high),
            ("_upper", upper),
            ("_start", side(low)),
            ("_stop", side(high)),
        ):
            object.__setattr__(self, name, found)

    @property
    def certain(self) -> bool:
        """Whether every draw is the same."""
        return False

    @property
    def support(self) -> tuple[float, float]:
        """Least and greatest points of all performances that can occur."""
        return self.curve.bounds(self.low, self.high)

    @property
    def mean(self) -> float:
        """Expected points E[v(X)], never v(E[X])."""
        return _mean(self.law, self.curve, self.low, self.high)

    def draw(self, u: Floats) -> tuple[Floats, Floats]:
        """Performance and points at each ``u`` from [0, 1); both of its shape."""
        q = u if (self._start, self._stop) == (0, 1) else self._start + u * (self._stop - self._start)
        inverse = self.law.at if abs(self._stop - self._start) < RARE else self.law.drawn
        raw = inverse(np.maximum(q, SMALLEST * max(self._start, self._stop)), upper=self._upper)
        np.clip(raw, self.low, self.high, out=raw)
        return raw, self.curve.value(raw)

    def points(self, u: Floats) -> Floats:
        """Points at each ``u`` from [0, 1), of its shape; may overwrite it."""
        return self.draw(u)[1]

    def cdf(self, x: float) -> float:
        """The chance of a performance up to x."""
        if not self.low < x < self.high:
            return float(x >= self.high)
        return min(chance(self.law, self.low, x) / abs(self._stop - self._start), 1.0)

    def quantile(self, q: float) -> float:
        """The performance with the chance q below it; an end that is never reached may be infinite."""
        check_chance(q)
        if q in {0, 1}:
            return self.high if q else self.low
        found = self.law.at(np.array(self._start + q * (self._stop - self._start)), upper=self._upper)
        return min(max(float(found), self.low), self.high)

    def central(self, coverage: float = COVERAGE) -> tuple[float, float]:
        """The performances that speak for all: the central ones with this chance, or all where the ends are real."""
        check_coverage(coverage)
        if not self.law.tailed:
            return self.low, self.high
        tail = (1 - coverage) / 2
        return self.quantile(tail), self.quantile(1 - tail)

    def p_met(self, condition: Condition) -> float:
        """The chance that a condition on the performance is met."""
        low, high = touching(condition, self.low, self.high)
        return min(chance(self.law, low, high) / abs(self._stop - self._start), 1.0) if low < high else 0.0

    def cut(self, condition: Condition) -> "Continuous | Point":
        """The same, given that a condition on the performance is met; an error where it has no chance to be."""
        low, high = meeting(condition, self.low, self.high)
        if low == high:
            return Point(low, self.curve.value(low))
        return Continuous(self.law, self.curve, low, high)


@lru_cache(maxsize=4096)
def _mean(law: Law, curve: Shape, low: float, high: float) -> float:
    """Expected points; kept, because the same cell is asked again and again."""
    return law.expected(curve, low, high)
