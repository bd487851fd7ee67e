"""What is known of one performance: exactly what it is, or some levels with their chances."""

import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from vendor_eval.engine.arrays import Floats, Integers
from vendor_eval.engine.cells_conditions import COVERAGE, Condition, check_chance, check_coverage

__all__ = ["Levels", "Point"]


@dataclass(frozen=True, slots=True)
class Point:
    """A performance that is known exactly.

    Parameters
    ----------
    raw
        The performance in its own unit, or the index of its level.
    value
        Its points.
    """

    raw: float
    value: float

    @property
    def certain(self) -> bool:
        """Whether every draw is the same."""
        return True

    @property
    def support(self) -> tuple[float, float]:
        """Least and greatest points."""
        return self.value, self.value

    @property
    def mean(self) -> float:
        """Expected points."""
        return self.value

    def draw(self, u: Floats) -> tuple[Floats, Floats]:
        """Performance and points in each draw: the same in all, whatever ``u``; both of its shape, not writeable."""
        return np.broadcast_to(np.float64(self.raw), u.shape), self.points(u)

    def points(self, u: Floats) -> Floats:
        """Points in each draw, of the shape of ``u``, not writeable."""
        return np.broadcast_to(np.float64(self.value), u.shape)

    def cdf(self, x: float) -> float:
        """The chance of a performance up to x."""
        return float(x >= self.raw)

    def quantile(self, q: float) -> float:
        """The performance with the chance q below it: always the same."""
        check_chance(q)
        return self.raw

    def central(self, coverage: float = COVERAGE) -> tuple[float, float]:
        """The performances that speak for all: the one there is, twice."""
        check_coverage(coverage)
        return self.raw, self.raw

    def p_met(self, condition: Condition) -> float:
        """The chance that a condition on the performance is met."""
        return float(condition.met(self.raw))

    def cut(self, condition: Condition) -> "Point":
        """The same, if it meets a condition; else an error."""
        if not condition.met(self.raw):
            raise ValueError(f"A performance of {self.raw} does not meet {condition}.")
        return self


@dataclass(frozen=True, slots=True)
class Levels:
    """A performance that is one of some levels, each with its chance.

    Parameters
    ----------
    values
        The points of each level.
    cumulative
        The chance of each level or one before it; the last is 1. ``Levels.of`` makes it from plain chances.
    """

    values: tuple[float, ...]
    cumulative: tuple[float, ...]

    def __post_init__(self) -> None:
        """Refuse chances that do not rise to 1."""
        if not self.values or len(self.values) != len(self.cumulative):
            raise ValueError(f"Each level needs its points and its chance: {self.values}, {self.cumulative}.")
        if not all(step >= 0 for step in self.chances) or self.cumulative[-1] != 1:
            raise ValueError(f"Cumulative chances must rise to 1: {self.cumulative}.")

    @classmethod
    def of(cls, values: tuple[float, ...], chances: tuple[float, ...]) -> "Levels":
        """Levels from plain chances, scaled so that they add up to 1.

        Examples
        --------
        >>> Levels.of((0, 30, 100), (1, 1, 0)).cumulative
        (0.5, 1.0, 1.0)
        """
        sums = np.cumsum(chances)
        if not sums.size or not (np.asarray(chances) >= 0).all() or not 0 < sums[-1] < math.inf:
            raise ValueError(f"Chances must not be negative and some must be positive: {chances}.")
        return cls(tuple(values), tuple((sums / sums[-1]).tolist()))

    @property
    def certain(self) -> bool:
        """Whether every draw is the same."""
        return False

    @property
    def support(self) -> tuple[float, float]:
        """Least and greatest points among the levels that can occur."""
        possible = [v for v, p in zip(self.values, self.chances, strict=True) if p > 0]
        return float(min(possible)), float(max(possible))

    @property
    def mean(self) -> float:
        """Expected points: the sum of chance times points."""
        mean = math.fsum(p * v for p, v in zip(self.chances, self.values, strict=True))
        least, greatest = self.support
        return min(max(mean, least), greatest)

    def draw(self, u: Floats) -> tuple[Integers, Floats]:
        """Index of the level and its points at each ``u`` from [0, 1); both of its shape."""
        index = np.searchsorted(self.cumulative, u, side="right")
        return index, np.array(self.values, dtype=np.float64)[index]

    def points(self, u: Floats) -> Floats:
        """Points at each ``u`` from [0, 1), of its shape; may overwrite it."""
        return self.draw(u)[1]

    @property
    def chances(self) -> list[float]:
        """The chance of each level."""
        # Plain numbers: there are few levels, and an array of so few costs more to make than to fill.
        return [after - before for before, after in pairwise((0.0, *self.cumulative))]

    def cdf(self, x: float) -> float:
        """The chance of a level with an index up to x."""
        return 0.0 if x < 0 else self.cumulative[math.floor(min(x, len(self.values) - 1))]

    def quantile(self, q: float) -> float:
        """The index of the first level with the chance q, or more, of it or one before it."""
        check_chance(q)
        least, _ = self.central()
        return max(float(np.searchsorted(self.cumulative, q)), least)

    def central(self, coverage: float = COVERAGE) -> tuple[float, float]:
        """The levels that speak for all: the indices of the first and the last that can occur."""
        check_coverage(coverage)
        possible = [index for index, p in enumerate(self.chances) if p > 0]
        return float(possible[0]), float(possible[-1])

    def p_met(self, condition: Condition) -> float:
        """The chance that a condition on the level is met."""
        left = self._left(condition)
        # Rounding must not make a chance of a certainty.
        return 1.0 if left == self.chances else min(math.fsum(left), 1.0)

    def cut(self, condition: Condition) -> "Levels":
        """The same, given that a condition on the level is met; an error where it has no chance to be."""
        left = self._left(condition)
        if not any(left):
            raise ValueError(f"No level that can occur meets {condition}.")
        return Levels.of(self.values, tuple(left))

    def _left(self, condition: Condition) -> list[float]:
        """The chance of each level, 0 where it does not meet a condition."""
        met = condition.met(np.arange(len(self.values))).tolist()
        return [p if allowed else 0.0 for p, allowed in zip(self.chances, met, strict=True)]
