"""By how much each vendor is ahead of each other, at least and at most, over all weights and all beliefs' ranges."""

from dataclasses import dataclass

import numpy as np

from vendor_eval.engine.arrays import Bools, Floats, Integers
from vendor_eval.engine.exact.region import Region
from vendor_eval.engine.ranks import TIE

__all__ = ["Dominance", "Relations", "dominance", "least_leads", "relations"]

PAIRS_AT_ONCE = 1 << 16


@dataclass(frozen=True, slots=True, eq=False)
class Relations:
    """How far each vendor (row) is ahead of each other (column), over all that is possible.

    Necessary and possible preference in the sense of Greco, Mousseau and Slowinski (2008), for weighted sums.

    Parameters
    ----------
    least
        The least lead in points, below 0 where the row can be behind; 0 on the diagonal; shape (vendors, vendors).
    """

    least: Floats

    @property
    def greatest(self) -> Floats:
        """The greatest lead in points, shape (vendors, vendors)."""
        greatest: Floats = -self.least.T
        return greatest

    @property
    def necessary(self) -> Bools:
        """Whether the row is at least as good as the column whatever holds, shape (vendors, vendors)."""
        return np.asarray(self.least >= -TIE)

    @property
    def possible(self) -> Bools:
        """Whether the row can be at least as good as the column, shape (vendors, vendors)."""
        return np.asarray(self.greatest >= -TIE)

    @property
    def ahead(self) -> Bools:
        """Whether the row is ahead of the column whatever holds, shape (vendors, vendors)."""
        return np.asarray(self.least > TIE)

    @property
    def rank_bounds(self) -> tuple[Integers, Integers]:
        """Ranks that no vendor can exceed, best and worst, by counting pairs; shapes (vendors,).

        Rivals that can each be ahead need not be so together: ``rank_ranges`` says how far these ranks are reached.
        """
        always, possibly = self.ahead.sum(axis=0), (self.least < -TIE).sum(axis=1)
        return 1 + always, 1 + possibly

    @property
    def preferred(self) -> Bools:
        """Whether the row is never behind the column, and not always level with it; shape (vendors, vendors)."""
        return self.necessary & ~self.necessary.T


def relations(low: Floats, high: Floats, region: Region) -> Relations:
    """Who is ahead of whom whatever the weights and whatever holds of what is not known.

    Weights are not negative, so a vendor's lead is least where it has its lower points and the other its upper ones.

    Parameters
    ----------
    low, high
        The bounds of the points, equal where they are known exactly; shape (vendors, criteria).

    Examples
    --------
    >>> from vendor_eval.engine.exact.region import region_of
    >>> from vendor_eval.engine.weights import SimplexWeights
    >>> low, high = np.array([[60.0, 80], [50, 10]]), np.array([[60.0, 80], [50, 70]])
    >>> relations(low, high, region_of(SimplexWeights(("fit", "price")))).least
    array([[  0.,  10.],
           [-70.,   0.]])
    """
    least = least_leads(low, high, region)
    np.fill_diagonal(least, 0)
    return Relations(least)


def least_leads(first: Floats, second: Floats, region: Region) -> Floats:
    """The least of ``w @ (first_i - second_k)`` over all weights, shape (rows of first, rows of second).

    With the corners of the region it is two matrix products and a running minimum.
    """
    if not region.listed:
        k = len(second)
        step = max(1, PAIRS_AT_ONCE // k)
        parts = [first[at : at + step, np.newaxis] - second for at in range(0, len(first), step)]
        return np.vstack([region.lows(part.reshape(-1, part.shape[2])).reshape(-1, k) for part in parts])
    of_first, of_second = region.corners @ first.T, region.corners @ second.T
    least: Floats = np.subtract.outer(of_first[0], of_second[0])
    lead = np.empty_like(least)
    for one, other in zip(of_first[1:], of_second[1:], strict=True):
        np.subtract.outer(one, other, out=lead)
        np.minimum(least, lead, out=least)
    return least


@dataclass(frozen=True, slots=True, eq=False)
class Dominance:
    """Which vendors (rows) need no weights to be set above which others (columns); shapes (vendors, vendors).

    Parameters
    ----------
    weak
        At least as good on every criterion; true on the diagonal.
    plain
        At least as good on every criterion, and better on one: at least as good whatever the weights.
    strict
        Better on every criterion: ahead whatever the weights.
    """

    weak: Bools
    plain: Bools
    strict: Bools


def dominance(low: Floats, high: Floats, *, possibly: bool = False) -> Dominance:
    """Which vendors are as good as others on every criterion, whatever holds of what is not known.

    Parameters
    ----------
    low, high
        The bounds of the points, equal where they are known exactly; shape (vendors, criteria).
    possibly
        Whether it is enough that it may be so.
    """
    first, second = (high, low) if possibly else (low, high)
    m = len(low)
    worst, best = np.full((m, m), np.inf), np.full((m, m), -np.inf)
    for one, other in zip(first.T, second.T, strict=True):
        difference = np.subtract.outer(one, other)
        np.minimum(worst, difference, out=worst)
        np.maximum(best, difference, out=best)
    diagonal = np.eye(m, dtype=np.bool_)
    weak = worst >= -TIE
    return Dominance(weak | diagonal, weak & (best > TIE) & ~diagonal, (worst > TIE) & ~diagonal)
