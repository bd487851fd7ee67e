"""How likely each performance is, whatever it is worth: what every probability distribution can do."""

from collections.abc import Hashable
from typing import Protocol

import numpy as np

from vendor_eval.engine.arrays import Floats
from vendor_eval.engine.cells_special import special
from vendor_eval.engine.curves_shape import Shape

__all__ = ["Law", "chance", "score", "scored"]


class Law(Hashable, Protocol):
    """A probability distribution of a performance, with a density."""

    @property
    def low(self) -> float:
        """The least performance that can occur; may be infinite."""

    @property
    def high(self) -> float:
        """The greatest performance that can occur; may be infinite."""

    @property
    def tailed(self) -> bool:
        """Whether the ends say little because they are hardly ever reached; then a central interval speaks for it."""

    def below(self, x: float) -> float:
        """The chance of a performance up to x."""

    def above(self, x: float) -> float:
        """The chance of a performance from x on, to its own last digit however small."""

    def at(self, q: Floats, *, upper: bool = False) -> Floats:
        """The performances with the chance q below them, or above them; to the last digits."""

    def drawn(self, q: Floats, *, upper: bool = False) -> Floats:
        """The same, fast: with an error of at most 1e-10 in q."""

    def log_density(self, x: Floats) -> Floats:
        """Logarithm of the density, up to a constant."""

    def expected(self, curve: Shape, low: float, high: float) -> float:
        """Expected points, given that the performance lies between two ends within those that can occur."""


def chance(law: Law, a: float, b: float) -> float:
    """The chance of a performance between a and b, taken from the side on which it keeps its digits."""
    below = law.below(a)
    return max(law.above(a) - law.above(b) if below > 0.5 else law.below(b) - below, 0.0)


def score(law: Law, x: float) -> float:
    """The standard normal score with the same chance below it as a performance."""
    below = law.below(x)
    return float(special().ndtri(below) if below < 0.5 else -special().ndtri(law.above(x)))


def scored(law: Law, z: Floats) -> Floats:
    """The performances with the same chance below them as some standard normal scores."""
    x = np.empty_like(z)
    left = z < 0
    x[left] = law.at(special().ndtr(z[left]))
    x[~left] = law.at(special().ndtr(-z[~left]), upper=True)
    return x
