"""Value functions: from a performance in its own unit to points."""

import math
from dataclasses import dataclass, field
from itertools import pairwise
from typing import overload

import numpy as np

from vendor_eval.engine.arrays import Floats
from vendor_eval.engine.tests import Interval

__all__ = ["Curve"]

SERIES_BELOW = 0.1  # below this the direct formula of _log_share loses digits and four terms of its series do not


@dataclass(frozen=True, slots=True)
class Curve:
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

    @overload
    def value(self, x: float) -> float: ...

    @overload
    def value(self, x: Floats) -> Floats: ...

    def value(self, x: Floats | float) -> Floats | float:
        """Points for each performance (any shape, kept); exactly the stated points at the knots."""
        raw = np.asarray(x, dtype=np.float64)
        # Clipping first keeps ln away from zero and below, and the affine formula within its knots.
        t = np.clip(np.atleast_1d(raw), self.xs[0], self.xs[-1])
        if self.log:
            np.log(t, out=t)
        points = self._between_two(t) if self._affine else self._between_many(t)
        return points if raw.ndim else float(points[0])

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

    def mean(self, low: float, high: float) -> float:
        """Expected points of a performance that is equally likely anywhere between two ends.

        Sum over the pieces [a, b] between knots of (b - a) / (high - low) times the mean of the piece: its middle
        value (v(a) + v(b)) / 2, or, over ln x, v(a) + (v(b) - v(a)) h with
        h = 1 / (1 - a / b) - 1 / ln(b / a), from the integral of ln x. A weighted mean of values, so nothing cancels.
        """
        if not -math.inf < low <= high < math.inf:
            raise ValueError(f"A mean needs two finite ends in order, not {low} and {high}.")
        if low == high:
            return self.value(low)
        half = 1.0 if math.isfinite(high - low) else 0.5
        width = half * high - half * low
        cuts = [low, *(x for x in self.xs if low < x < high), high]
        values = self.value(np.array(cuts, dtype=np.float64)).tolist()
        pieces = zip(pairwise(cuts), pairwise(values), strict=True)
        mean = math.fsum((half * b - half * a) / width * self._piece_mean(a, b, va, vb) for (a, b), (va, vb) in pieces)
        return float(np.clip(mean, min(values), max(values)))

    def _piece_mean(self, a: float, b: float, va: float, vb: float) -> float:
        """Expected points between two performances with no knot between them."""
        if va == vb:
            return va
        return va + (vb - va) * (_log_share(a, b) if self.log else 0.5)

    def bounds(self, low: float, high: float) -> tuple[float, float]:
        """Least and greatest points of the performances from low to high (either may be infinite)."""
        if not low <= high:
            raise ValueError(f"Bounds need two ends in order, not {low} and {high}.")
        ends = (self.value(low), self.value(high))
        inside = [v for x, v in zip(self.xs, self.vs, strict=True) if low < x < high]
        return float(min(*ends, *inside)), float(max(*ends, *inside))

    def region(self, test: Interval) -> tuple[float, float] | None:
        """Least and greatest points of the performances that meet a requirement; None when none can.

        Worst and best are anchors, not limits: performances beyond them exist and have the points of the end. An open
        end counts as its own limit.

        Examples
        --------
        >>> Curve((0, 1200), (0, 100)).region(Interval(low=300))
        (25.0, 100.0)
        """
        return None if test.empty else self.bounds(test.low, test.high)


def _log_share(a: float, b: float) -> float:
    """How far the mean of ln x over [a, b] lies between ln a and ln b, from 1/2 (b near a) to 1 (b far above a)."""
    d = math.log1p((b - a) / a) if b < 2 * a else math.log(b) - math.log(a)
    if d < SERIES_BELOW:
        return 0.5 + d / 12 - d**3 / 720 + d**5 / 30240
    return -1 / math.expm1(-d) - 1 / d
