"""What is known of one performance, as numbers: exact, an interval, levels with chances, or nothing."""

import math
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from vendor_eval.engine.arrays import Floats, Integers
from vendor_eval.engine.curves import Curve

__all__ = ["Cell", "Levels", "Point", "Uniform", "Unknown"]


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
        return np.broadcast_to(np.float64(self.raw), u.shape), np.broadcast_to(np.float64(self.value), u.shape)


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
    curve: Curve

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
        steps = np.diff(self.cumulative, prepend=0.0)
        if not self.values or len(self.values) != len(self.cumulative):
            raise ValueError(f"Each level needs its points and its chance: {self.values}, {self.cumulative}.")
        if not (steps >= 0).all() or self.cumulative[-1] != 1:
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
        return float(np.clip(mean, *self.support))

    def draw(self, u: Floats) -> tuple[Integers, Floats]:
        """Index of the level and its points at each ``u`` from [0, 1); both of its shape."""
        index = np.searchsorted(self.cumulative, u, side="right")
        return index, np.array(self.values, dtype=np.float64)[index]

    @property
    def chances(self) -> list[float]:
        """The chance of each level."""
        chances: list[float] = np.diff(self.cumulative, prepend=0.0).tolist()
        return chances


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


Cell: TypeAlias = Point | Uniform | Levels | Unknown


def _between(low: float, high: float, u: Floats) -> Floats:
    """The number at the share ``u`` of the way from low to high; never beyond high, not even by rounding."""
    x = u * (high - low)
    x += low
    np.minimum(x, high, out=x)
    return x
