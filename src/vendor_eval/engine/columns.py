"""What is known of very many vendors on one criterion, as arrays: most performances exactly, some in a range."""

from dataclasses import dataclass

import numpy as np

from vendor_eval.engine.arrays import Bools, Floats, Integers
from vendor_eval.engine.curves import Shape

__all__ = ["Column", "uniform_points"]


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """The performances of all vendors on one criterion: numbers in its unit, or indices of its levels.

    Parameters
    ----------
    exact
        The performances that are known exactly, missing elsewhere; shape (vendors,).
    rows
        The vendors of whom a range is known, in rising order; shape (ranges,).
    low, high
        The ends of the ranges, shape (ranges,).
    likely
        The likeliest performance in each range, missing where none is stated; shape (ranges,).
    """

    exact: Floats
    rows: Integers
    low: Floats
    high: Floats
    likely: Floats

    def __len__(self) -> int:
        """The number of vendors."""
        return len(self.exact)

    @classmethod
    def blank(cls, vendors: int) -> "Column":
        """A column of which nothing is known."""
        none = np.empty(0)
        return cls(np.full(vendors, np.nan), np.empty(0, dtype=np.intp), none, none, none)

    @property
    def unknown(self) -> Bools:
        """Of which vendors nothing is known, shape (vendors,)."""
        unknown = np.isnan(self.exact)
        unknown[self.rows] = False
        return unknown

    def place(self, vendor: int) -> int | None:
        """The place of a vendor's range among the ranges; None where it has none."""
        place = int(np.searchsorted(self.rows, vendor))
        return place if place < len(self.rows) and self.rows[place] == vendor else None


def uniform_points(curve: Shape, low: Floats, high: Floats) -> tuple[Floats, Floats, Floats]:
    """Expected, least and greatest points of many performances, each equally likely anywhere between two ends.

    The same numbers as those of a single ``Uniform``. Where the curve is one straight line from end to end, which is
    the rule, they are worked out together.

    Parameters
    ----------
    low, high
        The ends, each low below its high; shape (ranges,).

    Returns
    -------
    Three arrays of shape (ranges,).

    Examples
    --------
    >>> from vendor_eval.engine.curves import Curve
    >>> mean, least, greatest = uniform_points(Curve((0, 10), (100, 0)), np.array([2.0]), np.array([4.0]))
    >>> mean, least, greatest
    (array([70.]), array([60.]), array([80.]))
    """
    at_low, at_high = curve.value(low), curve.value(high)
    mean = at_low + (at_high - at_low) * 0.5
    least, greatest = np.minimum(at_low, at_high), np.maximum(at_low, at_high)
    knots = np.array(curve.knots)
    bent = np.searchsorted(knots, low, side="right") != np.searchsorted(knots, high, side="left")
    if not curve.straight:
        bent |= (low < knots[-1]) & (high > knots[0])
    for i in np.flatnonzero(bent).tolist():
        mean[i] = curve.mean(low[i].item(), high[i].item())
        least[i], greatest[i] = curve.bounds(low[i].item(), high[i].item())
    return np.clip(mean, least, greatest), least, greatest
