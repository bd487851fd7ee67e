"""What one requirement asks of one number: lie in an interval, or be one of some levels."""

import math
from dataclasses import dataclass

import numpy as np

from vendor_eval.engine.arrays import Bools, Floats, Integers

__all__ = ["Interval", "Members"]


@dataclass(frozen=True, slots=True)
class Interval:
    """The numbers from one end to another; an open end is itself left out.

    Parameters
    ----------
    low, high
        The ends; infinite where there is none.
    open_low, open_high
        Whether the end itself fails (``more_than``, ``less_than``).

    Examples
    --------
    >>> Interval(low=300).met(np.array([299.0, 300.0])), Interval(low=300, open_low=True).met(np.array([300.0]))
    (array([False,  True]), array([False]))
    """

    low: float = -math.inf
    high: float = math.inf
    open_low: bool = False
    open_high: bool = False

    def __post_init__(self) -> None:
        """Refuse ends that are not numbers."""
        if math.isnan(self.low) or math.isnan(self.high):
            raise ValueError(f"An interval needs numbers as its ends, not {self.low} and {self.high}.")

    @property
    def empty(self) -> bool:
        """Whether no number at all lies in the interval."""
        return self.low > self.high or (self.low == self.high and (self.open_low or self.open_high))

    def met(self, x: Floats | Integers | float) -> Bools:
        """Whether each number lies in the interval (any shape, kept)."""
        above = np.greater(x, self.low) if self.open_low else np.greater_equal(x, self.low)
        below = np.less(x, self.high) if self.open_high else np.less_equal(x, self.high)
        met: Bools = above & below
        return met


@dataclass(frozen=True, slots=True)
class Members:
    """Some of the levels of a scale, by their index.

    Parameters
    ----------
    mask
        For each level of the scale, whether it is allowed.

    Examples
    --------
    >>> Members((False, True, True)).met(np.array([0, 2]))
    array([False,  True])
    """

    mask: tuple[bool, ...]

    def __post_init__(self) -> None:
        """Refuse a scale without levels."""
        if not self.mask:
            raise ValueError("A set of levels needs the mask of a scale with at least one level.")

    def met(self, index: Integers | Floats | float) -> Bools:
        """Whether the level of each index is allowed (any shape, kept)."""
        met: Bools = np.array(self.mask)[np.asarray(index).astype(np.intp)]
        return met
