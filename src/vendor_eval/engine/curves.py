"""Value functions: from a performance in its own unit to points."""

import math
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from vendor_eval.engine.arrays import Floats
from vendor_eval.engine.curves_exponential import Exponential
from vendor_eval.engine.curves_shape import Shape, legendre

__all__ = ["Curve", "Exponential", "Shape"]

CLOSED_FROM = 1.0  # below this step in ln x the closed formulas of _log_shares lose digits; 12 nodes do not
NODES = 12


@dataclass(frozen=True, slots=True)
class Curve(Shape):
    """Points for every performance: straight lines between knots, flat beyond the first and the last.

    Parameters
    ----------
    xs
        The performances at the knots, strictly increasing, at least two.
    vs
        The points at the knots.
    log
        Draw the lines over ln x instead of x; then every knot is positive.

    Examples
    --------
    >>> reach = Curve((0, 1200), (0, 100))
    >>> reach.value(300), reach.mean(900, 1500), reach.bounds(-100, 600)
    (25.0, 93.75, (0.0, 50.0))
    """

    xs: tuple[float, ...]
    vs: tuple[float, ...]
    log: bool = False
    _knots: Floats = field(init=False, repr=False, compare=False)
    _values: Floats = field(init=False, repr=False, compare=False)
    _affine: bool = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Check the knots and keep them as arrays."""
        if len(self.xs) < 2 or len(self.xs) != len(self.vs):
            raise ValueError(f"A curve needs two or more knots, each with its points: {self.xs}, {self.vs}.")
        xs, vs = np.array(self.xs, dtype=np.float64), np.array(self.vs, dtype=np.float64)
        if not (np.isfinite(xs).all() and np.isfinite(vs).all() and math.isfinite(self.xs[-1] - self.xs[0])):
            raise ValueError(f"The knots of a curve must be finite: {self.xs}, {self.vs}.")
        if self.log and xs[0] <= 0:
            raise ValueError(f"A curve over ln x needs positive knots, not {self.xs[0]}.")
        knots = np.log(xs) if self.log else xs
        if not (np.diff(knots) > 0).all():
            raise ValueError(f"The knots of a curve must increase strictly: {self.xs}.")
        object.__setattr__(self, "_knots", knots)
        object.__setattr__(self, "_values", vs)
        # Only then does the affine formula give exactly the points of the second knot.
        object.__setattr__(self, "_affine", len(vs) == 2 and bool((vs[1] - vs[0]) + vs[0] == vs[1]))

    @classmethod
    def target(cls, target: float, *, low: float, high: float, tolerance: float = 0.0) -> "Curve":
        """Best in the middle: 100 points within the tolerance of the target, 0 from low down and from high up.

        Parameters
        ----------
        target
            The best performance.
        low, high
            The lower worst and the upper worst.
        tolerance
            How far from the target 100 points reach.

        Examples
        --------
        >>> Curve.target(20, low=0, high=60, tolerance=4).value(np.array([8.0, 16.0, 24.0, 42.0])).tolist()
        [50.0, 100.0, 100.0, 50.0]
        """
        near, far = target - tolerance, target + tolerance
        if not (tolerance >= 0 and low < near and far < high):
            raise ValueError(f"A target of {target} give or take {tolerance} must lie between {low} and {high}.")
        if near == far:
            return cls((low, target, high), (0.0, 100.0, 0.0))
        return cls((low, near, far, high), (0.0, 100.0, 100.0, 0.0))

    @property
    def knots(self) -> tuple[float, ...]:
        """The performances at the knots."""
        return self.xs

    @property
    def straight(self) -> bool:
        """Whether the lines are drawn over x itself."""
        return not self.log

    def _points(self, t: Floats) -> Floats:
        """Points between the first and the last knot."""
        if self.log:
            np.log(t, out=t)
        return self._between_two(t) if self._affine else self._between_many(t)

    def _between_two(self, t: Floats) -> Floats:
        """Points on the line through two knots, worked out in place."""
        t -= self._knots[0]
        t /= self._knots[1] - self._knots[0]
        t *= self._values[1] - self._values[0]
        t += self._values[0]
        return t

    def _between_many(self, t: Floats) -> Floats:
        """Points on the lines through several knots."""
        # Rounding may carry a point just below a knot past its value; 100 stays the most there is.
        return np.clip(np.interp(t, self._knots, self._values), self._values.min(), self._values.max())

    def shares(self, a: float, b: float) -> tuple[float, float]:
        """Means, over s from 0 to 1, of g and of s g between two performances with no knot between them."""
        return _log_shares(a, b) if self.log else (1 / 2, 1 / 3)

    def panels(self, low: float, high: float) -> list[float]:
        """The cuts and, over ln x, steps of a factor of 4 at most."""
        cuts = self.cuts(low, high)
        if not self.log:
            return cuts
        inside = [x for x in cuts if self.xs[0] <= x <= self.xs[-1]]
        more = [
            x
            for a, b in pairwise(inside)
            for x in np.exp(np.linspace(math.log(a), math.log(b), 1 + _steps(a, b))[1:-1]).tolist()
            if a < x < b
        ]
        return sorted({*cuts, *more})


def _steps(a: float, b: float) -> int:
    """How many steps of a factor of 4 lead from a to b, rounded up."""
    return math.ceil((math.log(b) - math.log(a)) / math.log(4)) or 1


def _log_shares(a: float, b: float) -> tuple[float, float]:
    """Means of g(s) = ln(1 + r s) / ln(1 + r), r = b / a - 1, and of s g(s); g is the share of the way in ln x.

    With d = ln(1 + r) they are 1 + 1 / r - 1 / d and 1/2 - (1/4 - 1 / (2 r)) / d - 1 / (2 r^2), from the integrals of
    ln x and of x ln x. Between 1/2 (b near a) and 1 (b far above a), and between 1/3 and 1/2.
    """
    d = math.log1p((b - a) / a) if b < 2 * a else math.log(b) - math.log(a)
    if d < CLOSED_FROM:
        s, weights = legendre(NODES)
        g = np.log1p(math.expm1(d) * s) / d
        return float(weights @ g), float(weights @ (s * g))
    inverse = -math.exp(-d) / math.expm1(-d)
    return 1 + inverse - 1 / d, 0.5 - (0.25 - inverse / 2) / d - inverse**2 / 2
