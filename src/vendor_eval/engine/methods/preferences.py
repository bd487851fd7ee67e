"""How much a difference between two vendors on one criterion counts: the six preference functions of PROMETHEE.

Each goes from 0, indifferent, to 1, strictly preferred, for differences from 0 (Brans and Vincke 1985). Thresholds are
in the unit of the values; where a function jumps, a difference exactly at the threshold is not yet above it.
"""

import math
from abc import ABC, abstractmethod
from dataclasses import dataclass, fields
from typing import ClassVar

import numpy as np

from vendor_eval.engine.arrays import Floats
from vendor_eval.errors import OptionError

__all__ = ["Gaussian", "Level", "Linear", "Preference", "Stepped", "UShape", "Usual", "VShape"]


class Preference(ABC):
    """A preference function, a frozen dataclass of its thresholds."""

    __slots__ = ()

    @abstractmethod
    def degree(self, size: Floats) -> Floats:
        """The preference for differences of some sizes, none negative; a new array of that shape."""

    def net(self, differences: Floats) -> Floats:
        """The preference for the first vendor less that for the second: the degree with the sign of the difference."""
        degree = self.degree(np.abs(differences))
        return np.copysign(degree, differences, out=degree)

    def __str__(self) -> str:
        """Read as ``linear(q=5 p=20)``."""
        thresholds = [f"{one.name}={getattr(self, one.name):g}" for one in fields(self)]  # type: ignore[arg-type]
        return type(self).__name__.lower() + (f"({' '.join(thresholds)})" if thresholds else "")


class Stepped(Preference):
    """A preference that is 0 up to ``q``, 1 above ``p``, half or rising in between: sorting can count it."""

    __slots__ = ()

    rising: ClassVar[bool] = True

    @property
    @abstractmethod
    def thresholds(self) -> tuple[float, float]:
        """The differences q up to which it is 0 and p above which it is 1, q at most p."""

    def __post_init__(self) -> None:
        """Refuse thresholds below 0 or out of order."""
        q, p = self.thresholds
        if not 0 <= q <= p < math.inf:
            raise OptionError(f"Thresholds must be finite with 0 <= q <= p, not q = {q:g} and p = {p:g}.")

    def degree(self, size: Floats) -> Floats:
        """The preference for differences of some sizes."""
        q, p = self.thresholds
        if q == p:
            return (size > q).astype(np.float64)
        if not self.rising:
            return 0.5 * ((size > q).astype(np.float64) + (size > p))
        with np.errstate(over="ignore"):  # far above p is 1
            degree = (size - q) / (p - q)
        return np.clip(degree, 0, 1, out=degree)


@dataclass(frozen=True, slots=True)
class Usual(Stepped):
    """Any difference is a strict preference (type I)."""

    @property
    def thresholds(self) -> tuple[float, float]:
        """Both are 0."""
        return 0.0, 0.0


@dataclass(frozen=True, slots=True)
class UShape(Stepped):
    """Indifferent up to q, strictly preferred above (type II)."""

    q: float

    @property
    def thresholds(self) -> tuple[float, float]:
        """Both are q."""
        return self.q, self.q


@dataclass(frozen=True, slots=True)
class VShape(Stepped):
    """Rises with the difference, strict from p (type III)."""

    p: float

    @property
    def thresholds(self) -> tuple[float, float]:
        """From 0 to p."""
        return 0.0, self.p


@dataclass(frozen=True, slots=True)
class Between(Stepped):
    """Indifferent up to q, strictly preferred from p or above it."""

    q: float
    p: float

    @property
    def thresholds(self) -> tuple[float, float]:
        """From q to p."""
        return self.q, self.p


@dataclass(frozen=True, slots=True)
class Level(Between):
    """Indifferent up to q, half up to p, strictly preferred above (type IV)."""

    rising: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class Linear(Between):
    """Indifferent up to q, then rises, strict from p (type V, V-shape with indifference)."""


@dataclass(frozen=True, slots=True)
class Gaussian(Preference):
    """Rises smoothly as 1 - exp(-d² / 2s²), with its bend at s (type VI)."""

    s: float

    def __post_init__(self) -> None:
        """Refuse a bend that is not above 0."""
        if not 0 < self.s < math.inf:
            raise OptionError(f"s must be a finite number above 0, not {self.s:g}.")

    def degree(self, size: Floats) -> Floats:
        """The preference for differences of some sizes."""
        with np.errstate(over="ignore"):  # far above s is 1
            degree = np.square(size / self.s)
        degree *= -0.5
        np.expm1(degree, out=degree)
        return np.negative(degree, out=degree)
