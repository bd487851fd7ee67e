"""What every value function can do: give points, their mean over an interval, and their range."""

import math
from abc import ABC, abstractmethod
from functools import lru_cache
from itertools import pairwise
from typing import overload

import numpy as np

from vendor_eval.engine.arrays import Floats
from vendor_eval.engine.tests import Interval

__all__ = ["Shape", "legendre"]


class Shape(ABC):
    """Points for every performance: some form between knots, flat beyond the first and the last."""

    __slots__ = ()

    @property
    @abstractmethod
    def knots(self) -> tuple[float, ...]:
        """The performances at which the form changes, increasing; beyond the first and the last it is flat."""

    @property
    @abstractmethod
    def straight(self) -> bool:
        """Whether the form between two neighbouring knots is a straight line."""

    @abstractmethod
    def shares(self, a: float, b: float) -> tuple[float, float]:
        """Means, over s from 0 to 1, of g and of s g between two performances with no knot between them.

        g(s) is the share of the way from v(a) to v(b) that is covered at the share s of the way from a to b. A
        straight line has 1/2 and 1/3.
        """

    @abstractmethod
    def _points(self, t: Floats) -> Floats:
        """Points for performances between the first and the last knot; may overwrite them."""

    @overload
    def value(self, x: float) -> float: ...

    @overload
    def value(self, x: Floats) -> Floats: ...

    def value(self, x: Floats | float) -> Floats | float:
        """Points for each performance (any shape, kept); exactly the stated points at the knots."""
        raw = np.asarray(x, dtype=np.float64)
        # Clipping first keeps ln away from zero and below, and every formula within its knots.
        points = self._points(np.clip(np.atleast_1d(raw), self.knots[0], self.knots[-1]))
        return points if raw.ndim else float(points[0])

    def cuts(self, low: float, high: float) -> list[float]:
        """Both ends and the knots between them."""
        return [low, *(x for x in self.knots if low < x < high), high]

    def panels(self, low: float, high: float) -> list[float]:
        """The cuts and as many more as make the form between two neighbours nearly a polynomial of low degree."""
        return self.cuts(low, high)

    def mean(self, low: float, high: float) -> float:
        """Expected points of a performance that is equally likely anywhere between two ends, in closed form.

        Sum over the pieces [a, b] between knots of (b - a) / (high - low) times v(a) + (v(b) - v(a)) h, where h is the
        mean of g of ``shares``. A weighted mean of values, so nothing cancels.
        """
        if not -math.inf < low <= high < math.inf:
            raise ValueError(f"A mean needs two finite ends in order, not {low} and {high}.")
        if low == high:
            return self.value(low)
        half = 1.0 if math.isfinite(high - low) else 0.5
        width = half * high - half * low
        cuts = self.cuts(low, high)
        values = self.value(np.array(cuts, dtype=np.float64)).tolist()
        pieces = zip(pairwise(cuts), pairwise(values), strict=True)
        mean = math.fsum((half * b - half * a) / width * self._piece_mean(a, b, va, vb) for (a, b), (va, vb) in pieces)
        return float(np.clip(mean, min(values), max(values)))

    def _piece_mean(self, a: float, b: float, va: float, vb: float) -> float:
        """Expected points between two performances with no knot between them."""
        return va if va == vb else va + (vb - va) * self.shares(a, b)[0]

    def bounds(self, low: float, high: float) -> tuple[float, float]:
        """Least and greatest points of the performances from low to high (either may be infinite)."""
        if not low <= high:
            raise ValueError(f"Bounds need two ends in order, not {low} and {high}.")
        points = self.value(np.array(self.cuts(low, high), dtype=np.float64))
        return float(points.min()), float(points.max())

    def region(self, test: Interval) -> tuple[float, float] | None:
        """Least and greatest points of the performances that meet a requirement; None when none can.

        Worst and best are anchors, not limits: performances beyond them exist and have the points of the end. An open
        end counts as its own limit.
        """
        return None if test.empty else self.bounds(test.low, test.high)


@lru_cache(maxsize=8)
def legendre(count: int) -> tuple[Floats, Floats]:
    """Nodes in (0, 1) and weights of Gauss-Legendre quadrature, exact for polynomials of degree 2 count - 1.

    Examples
    --------
    >>> nodes, weights = legendre(2)
    >>> round(float(weights @ nodes**3), 15)
    0.25
    """
    nodes, weights = np.polynomial.legendre.leggauss(count)
    return (nodes + 1) / 2, weights / 2
