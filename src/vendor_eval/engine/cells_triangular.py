"""A performance with a least, a likeliest and a greatest level, and straight lines of density between them."""

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

import numpy as np

from vendor_eval.engine.arrays import Floats
from vendor_eval.engine.curves_shape import Shape

__all__ = ["Triangular"]


@dataclass(frozen=True, slots=True)
class Triangular:
    """A density that rises in a straight line from low to mode and falls in one to high.

    Parameters
    ----------
    low, mode, high
        The least, the likeliest and the greatest performance; mode may equal either end.

    Examples
    --------
    >>> Triangular(8, 10, 16).below(10)
    0.25
    """

    low: float
    mode: float
    high: float
    tailed: ClassVar[bool] = False

    def __post_init__(self) -> None:
        """Refuse levels that are out of order."""
        if not (self.low <= self.mode <= self.high and 0 < self.high - self.low < math.inf):
            raise ValueError(
                f"Low, mode and high must be finite and in order, not {self.low}, {self.mode}, {self.high}."
            )

    @property
    def _split(self) -> float:
        """The chance of a performance below the mode."""
        return (self.mode - self.low) / (self.high - self.low)

    def below(self, x: float) -> float:
        """The chance of a performance up to x."""
        return self._corner(x) if x < self.mode else 1 - self._far_corner(x)

    def above(self, x: float) -> float:
        """The chance of a performance from x on."""
        return 1 - self._corner(x) if x < self.mode else self._far_corner(x)

    def _corner(self, x: float) -> float:
        """The chance of a performance up to x, below the mode."""
        if x <= self.low:
            return 0.0
        return (x - self.low) / (self.high - self.low) * ((x - self.low) / (self.mode - self.low))

    def _far_corner(self, x: float) -> float:
        """The chance of a performance from x on, at the mode or beyond."""
        if x >= self.high:
            return 0.0
        return (self.high - x) / (self.high - self.low) * ((self.high - x) / (self.high - self.mode))

    def at(self, q: Floats, *, upper: bool = False) -> Floats:
        """The performances with the chance q below them, or above them."""
        width, split = self.high - self.low, self._split
        lower, rest = (1 - q, q) if upper else (q, 1 - q)
        rising = self.low + width * np.sqrt(lower * split)
        return np.where(lower < split, rising, self.high - width * np.sqrt(rest * (1 - split)))

    def drawn(self, q: Floats, *, upper: bool = False) -> Floats:
        """The same as ``at``, which is fast."""
        return self.at(q, upper=upper)

    def log_density(self, x: Floats) -> Floats:
        """Logarithm of the density, up to a constant."""
        logarithm: Floats = np.log(self._density(x))
        return logarithm

    def _density(self, x: Floats) -> Floats:
        """Density as a share of that at the mode."""
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            rising, falling = (x - self.low) / (self.mode - self.low), (self.high - x) / (self.high - self.mode)
        return np.where(x == self.mode, 1.0, np.where(x < self.mode, rising, falling))

    def expected(self, curve: Shape, low: float, high: float) -> float:
        """Expected points between two ends, in closed form on every curve.

        On a piece [a, b] without a knot the density f is a straight line, so its part of E[v(X)] is
        (b - a) (v(a) (f(a) + f(b)) / 2 + (v(b) - v(a)) (f(a) g0 + (f(b) - f(a)) g1)), with g0, g1 from ``shares``.
        """
        cuts = sorted({*curve.cuts(low, high), *([self.mode] if low < self.mode < high else [])})
        density, values = self._density(np.array(cuts)).tolist(), curve.value(np.array(cuts)).tolist()
        sums, masses = [], []
        pieces = zip(pairwise(cuts), pairwise(density), pairwise(values), strict=True)
        for (a, b), (fa, fb), (va, vb) in pieces:
            even, slope = curve.shares(a, b) if va != vb else (0.0, 0.0)
            width = (b - a) / (high - low)
            masses.append(width * (fa + fb) / 2)
            sums.append(va * masses[-1] + width * (vb - va) * (fa * even + (fb - fa) * slope))
        return float(np.clip(math.fsum(sums) / math.fsum(masses), min(values), max(values)))
