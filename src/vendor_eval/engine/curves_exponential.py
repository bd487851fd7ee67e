"""The exponential value function: each further step is worth the same fraction of the step before."""

import math
from dataclasses import dataclass

import numpy as np

from vendor_eval.engine.arrays import Floats
from vendor_eval.engine.curves_shape import Shape, legendre

__all__ = ["Exponential"]

CLOSED_FROM = 1.0  # below this bend the closed formulas of _shares lose digits; 12 nodes do not
NODES = 12
STRAIGHT_BELOW = 1e-15
GENTLE = 4.0  # exp(-4 s) over [0, 1] is a polynomial of low degree to all digits
NEGLIGIBLE = 40.0  # exp(-40) is below the last digit of 1


@dataclass(frozen=True, slots=True)
class Exponential(Shape):
    """Points that rise from worst to best along an exponential, flat beyond both.

    v(t) = 100 (1 - exp(-c t)) / (1 - exp(-c)) with t = (x - worst) / (best - worst) (Kirkwood 1997). A positive
    curvature c means that the first steps from worst are worth most; 0 is a straight line.

    Parameters
    ----------
    worst, best
        The performances worth 0 and 100 points; which of them is larger says what is better.
    curvature
        The number c.

    Examples
    --------
    >>> support = Exponential.through(worst=0, best=10, middle=3)
    >>> round(support.curvature, 5), round(support.value(3), 9)
    (1.80107, 50.0)
    """

    worst: float
    best: float
    curvature: float

    def __post_init__(self) -> None:
        """Refuse anchors and curvatures that make no curve."""
        apart = self.best - self.worst
        if apart == 0 or not math.isfinite(apart):
            raise ValueError(f"Worst and best must be finite and differ, not {self.worst} and {self.best}.")
        if not math.isfinite(self.curvature):
            raise ValueError(f"The curvature of an exponential curve must be finite, not {self.curvature}.")

    @classmethod
    def through(cls, worst: float, best: float, middle: float) -> "Exponential":
        """The exponential on which one performance between worst and best is worth 50 points."""
        t = (middle - worst) / (best - worst) if best != worst else math.nan
        if not 0 < t < 1:
            raise ValueError(f"The performance worth 50 must lie between {worst} and {best}, not at {middle}.")
        # (best - middle), not 1 - t: a middle close to best keeps its digits, and mirrored scales mirror exactly.
        rest = (best - middle) / (best - worst)
        if t == rest:
            return cls(worst, best, 0.0)
        return cls(worst, best, _curvature(t) if t < rest else -_curvature(rest))

    @property
    def knots(self) -> tuple[float, float]:
        """Worst and best, the smaller first."""
        return min(self.worst, self.best), max(self.worst, self.best)

    @property
    def straight(self) -> bool:
        """Whether the curvature is 0, or too small to move the last digit of a value."""
        return abs(self.curvature) < STRAIGHT_BELOW

    @property
    def _steep(self) -> tuple[float, float]:
        """The anchor at which the curve is steepest, and the other one."""
        return (self.worst, self.best) if self.curvature >= 0 else (self.best, self.worst)

    def bend(self, a: float, b: float) -> float:
        """The number K such that between two performances g(s) = (1 - exp(-K s)) / (1 - exp(-K))."""
        start, end = self._steep
        return 0.0 if self.straight else abs(self.curvature) * ((b - a) / (end - start))

    def shares(self, a: float, b: float) -> tuple[float, float]:
        """Means, over s from 0 to 1, of g and of s g between two performances with no knot between them."""
        return _shares(self.bend(a, b))

    def panels(self, low: float, high: float) -> list[float]:
        """The cuts and, where the curve bends, steps over which it falls by exp(-4) at most."""
        start, end = self._steep
        steps = np.arange(GENTLE, min(abs(self.curvature), NEGLIGIBLE + 1), GENTLE)
        more = (start + (end - start) * (steps / abs(self.curvature))).tolist() if len(steps) else []
        return sorted({*self.cuts(low, high), *(x for x in more if low < x < high)})

    def _points(self, t: Floats) -> Floats:
        """Points between the anchors; from the steep end on no power grows, so nothing overflows."""
        start, end = self._steep
        t -= start
        t /= end - start
        if not self.straight:
            t *= -abs(self.curvature)
            np.expm1(t, out=t)
            # By the same function, so that the far end is worth 100 to the last bit.
            t /= np.expm1(-abs(self.curvature))
            np.minimum(t, 1, out=t)
        t *= 100
        return t if self.curvature >= 0 else np.subtract(100, t, out=t)


def _curvature(middle: float) -> float:
    """The positive curvature of the curve worth half at less than half of the way, by bisection to the last digit.

    1 - exp(-c t) <= v(t), so c is at most ln 2 / t.
    """
    low, high = 0.0, math.log(2) / middle
    while low < (c := (low + high) / 2) < high:
        low, high = (c, high) if math.expm1(-c * middle) / math.expm1(-c) < 0.5 else (low, c)
    return c


def _shares(bend: float) -> tuple[float, float]:
    """Means of g(s) = (1 - exp(-K s)) / (1 - exp(-K)) and of s g(s); the mirror image serves a negative K."""
    if bend < 0:
        mean, tilt = _shares(-bend)
        return 1 - mean, 0.5 - mean + tilt
    if bend == 0:
        return 1 / 2, 1 / 3
    if bend < CLOSED_FROM:
        s, weights = legendre(NODES)
        g = np.expm1(-bend * s) / math.expm1(-bend)
        return float(weights @ g), float(weights @ (s * g))
    rise = -math.expm1(-bend)
    return 1 / rise - 1 / bend, (0.5 - (1 - math.exp(-bend) * (1 + bend)) / bend**2) / rise
