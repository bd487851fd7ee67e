"""Places from totals: who is ahead of whom, and who is level."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vendor_eval.engine.arrays import Floats

__all__ = ["FEW", "TIE", "Places", "competition_ranks", "places", "rank_shares", "wins"]

TIE = 1e-9  # points: closer totals than this are one total
FEW = 32  # vendors: up to here comparing all pairs is faster than sorting
SORTED_AT_ONCE = 1 << 18  # totals: keeps the temporaries of sorting small

Counts = NDArray[np.unsignedinteger]


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """Where each vendor stands in each draw.

    Vendors whose totals, put in order, follow each other within ``TIE`` form one group and stand at one place.

    Parameters
    ----------
    place
        How many stand ahead of the vendor's group, from 0; the number of vendors if it has no rank; shape (vendors,
        draws).
    size
        How many are in its group, itself included; 1 if it has no rank; shape (vendors, draws).
    """

    place: Counts
    size: Counts


def places(totals: Floats) -> Places:
    """Where each vendor stands in each draw, for totals of shape (vendors, draws) with -inf for no rank."""
    if len(totals) > FEW:
        return _places_by_sorting(totals)
    place, tied = _places_by_pairs(totals)
    size = np.ones_like(place)
    if tied.size:
        regrouped = _places_by_sorting(totals[:, tied])
        place[:, tied], size[:, tied] = regrouped.place, regrouped.size
    return Places(place, size)


def _places_by_pairs(totals: Floats) -> tuple[Counts, NDArray[np.intp]]:
    """Places, right wherever nobody is level with anybody, and the numbers of the draws where somebody is."""
    m = len(totals)
    within = totals - TIE
    place = np.zeros(totals.shape, dtype=np.uint8)
    ahead = np.empty(totals.shape[1], dtype=np.bool_)
    as_count = ahead.view(np.uint8)  # adding a count to a count needs no conversion
    for i in range(m):
        for k in range(m):
            if i != k:
                np.greater(within[k], totals[i], out=ahead)
                place[i] += as_count
    ranked = totals > -np.inf
    place[~ranked] = m
    # Without ties the places of r vendors with a rank are 0 .. r-1, so they add up to r (r - 1) / 2.
    count = np.add.reduce(ranked.view(np.uint8), axis=0, dtype=np.int16)
    expected = count * (count - 1) // 2 + m * (m - count)
    return place, np.flatnonzero(np.add.reduce(place, axis=0, dtype=np.int16) != expected)


def _places_by_sorting(totals: Floats) -> Places:
    """Places and sizes of groups by putting the totals of each draw in order."""
    m, draws = totals.shape
    place = np.empty(totals.shape, dtype=np.min_scalar_type(m))
    size = np.empty_like(place)
    step = max(1, SORTED_AT_ONCE // m)
    for start in range(0, draws, step):
        part = np.s_[start : start + step]
        place[:, part], size[:, part] = _sorted_groups(np.ascontiguousarray(totals[:, part].T))
    unranked = totals == -np.inf
    place[unranked], size[unranked] = m, 1
    return Places(place, size)


def _sorted_groups(totals: Floats) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """First place and size of each vendor's group, (vendors, draws), from totals of shape (draws, vendors)."""
    m = totals.shape[1]
    order = np.argsort(-totals, axis=1, kind="stable")
    best_first = np.take_along_axis(totals, order, axis=1)
    breaks = best_first[:, :-1] - TIE > best_first[:, 1:]
    edge = np.ones((len(totals), 1), dtype=np.bool_)
    here = np.arange(m)
    first = np.maximum.accumulate(np.where(np.hstack([edge, breaks]), here, 0), axis=1)
    last = np.minimum.accumulate(np.where(np.hstack([breaks, edge]), here, m)[:, ::-1], axis=1)[:, ::-1]
    place, size = np.empty_like(order), np.empty_like(order)
    np.put_along_axis(place, order, first, axis=1)
    np.put_along_axis(size, order, last - first + 1, axis=1)
    return place.T, size.T


def rank_shares(standing: Places) -> tuple[Floats, Floats]:
    """How many draws put each vendor at each rank, and how many give it none.

    Of k vendors that share the places from r, each gets 1/k of each of the ranks r .. r+k-1, so rows and columns
    add up.

    Returns
    -------
    Shares of shape (vendors, ranks), and counts without a rank of shape (vendors,).
    """
    m = len(standing.place)
    table = np.zeros((m, m + 1))
    level = standing.size > 1
    some_level = bool(level.any())
    for i, place in enumerate(standing.place):
        table[i] = np.bincount(place[~level[i]] if some_level else place, minlength=m + 1)
    if some_level:
        vendor = np.nonzero(level)[0]
        group = (vendor * m + standing.place[level]) * (m + 1) + standing.size[level]
        for code, count in zip(*np.unique(group, return_counts=True), strict=True):
            (i, r), k = divmod(int(code) // (m + 1), m), int(code) % (m + 1)
            table[i, r : r + k] += count / k
    return table[:, :m].copy(), table[:, m].copy()


def wins(standing: Places) -> Floats:
    """In how many draws each vendor (row) is ahead of each other (column), shape (vendors, vendors).

    Being level counts half for each; a vendor with a rank is ahead of one without; of two without, neither is. On the
    diagonal: half of the draws in which the vendor has a rank.
    """
    place = standing.place
    m, draws = place.shape
    apart = not ((standing.size > 1).any() or (place == m).any())  # then whoever is not ahead is behind
    ahead = np.zeros((m, m))
    compared = np.empty(draws, dtype=np.bool_)
    for i in range(m):
        for k in range(i + 1, m):
            ahead[i, k] = np.count_nonzero(np.less(place[i], place[k], out=compared))
            ahead[k, i] = (
                draws - ahead[i, k] if apart else np.count_nonzero(np.greater(place[i], place[k], out=compared))
            )
    unranked = (place == m).astype(np.float32)  # counts in float32 are exact: a block is far below 2**24 draws
    neither = (unranked @ unranked.T).astype(np.float64)
    ahead += (draws - ahead - ahead.T - neither) / 2
    return ahead


def competition_ranks(totals: Floats) -> Floats:
    """Ranks as in sports: level vendors share a rank and the next is skipped; missing without a rank.

    Parameters
    ----------
    totals
        Overall values, shape (vendors,), with -inf for no rank.

    Examples
    --------
    >>> competition_ranks(np.array([70.0, 80.0, -np.inf, 80.0, 60.0]))
    array([ 3.,  1., nan,  1.,  4.])
    """
    ranks = 1 + places(totals[:, np.newaxis]).place[:, 0].astype(np.float64)
    ranks[totals == -np.inf] = np.nan
    return ranks
