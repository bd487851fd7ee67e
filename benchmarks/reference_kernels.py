"""What to measure the counting kernels against: plain vectorised numpy, and a reference blocked for the cache.

All take points of shape (criteria, vendors) that are certain, and weights of shape (criteria, draws), and tell what is
asked for and no more: no ties, no requirements, no standard errors, no spread of values. Timings only mean something
as ratios in one run with one thread for linear algebra (``OPENBLAS_NUM_THREADS=1``).
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

__all__ = ["BLOCK", "Shares", "argsort_loop", "blocked", "plain"]

Floats = NDArray[np.float64]

BLOCK = 16_384  # draws: the arrays of a block of a few vendors stay in a second-level cache of 1 to 2 MB


class Shares(NamedTuple):
    """Shares of the draws.

    Parameters
    ----------
    ranks
        Rank acceptability, shape (vendors, ranks).
    pairwise
        How often the vendor (row) is ahead of the other (column), shape (vendors, vendors).
    central
        Mean weights of the draws in which the vendor is first, shape (vendors, criteria).
    """

    ranks: Floats
    pairwise: Floats
    central: Floats


def plain(points: Floats, weights: Floats) -> Shares:
    """Count as most people would write it: arrays of all draws, and ranks by sorting twice."""
    drawn = weights.T
    totals = drawn @ points
    ranks = np.argsort(np.argsort(-totals, axis=1), axis=1)
    vendors = range(points.shape[1])
    with np.errstate(invalid="ignore"):
        return Shares(
            np.stack([(ranks == r).mean(axis=0) for r in vendors], axis=1),
            (totals[:, :, np.newaxis] > totals[:, np.newaxis, :]).mean(axis=0),
            np.stack([drawn[ranks[:, i] == 0].sum(axis=0) / np.count_nonzero(ranks[:, i] == 0) for i in vendors]),
        )


def blocked(points: Floats, weights: Floats) -> Shares:
    """Count block by block in buffers that are used again, by one comparison of each pair of vendors.

    A comparison tells the pairwise count of a pair, and added up over rivals the places of both; weights are added up
    by a matrix product with who is first. The fastest way we know in numpy, with few vendors, where ties do not matter.
    """
    (n, m), draws = points.shape, weights.shape[1]
    rows = np.ascontiguousarray(points.T)
    totals, first = np.empty((m, BLOCK)), np.empty((m, BLOCK))
    place, is_ahead = np.empty((m, BLOCK), dtype=np.uint8), np.empty(BLOCK, dtype=np.bool_)
    ranks, ahead, sums = np.zeros((m, m)), np.zeros((m, m)), np.zeros((n, m))
    for start in range(0, draws, BLOCK):
        some = weights[:, start : start + BLOCK]
        size = some.shape[1]
        _count_block(np.matmul(rows, some, out=totals[:, :size]), place[:, :size], is_ahead[:size], ranks, ahead)
        for share, here in zip(first, place, strict=True):
            share[:size] = np.equal(here[:size], 0, out=is_ahead[:size])
        sums += some @ first[:, :size].T
    with np.errstate(invalid="ignore"):
        return Shares(ranks / draws, ahead / draws, (sums / ranks[:, 0]).T)


def _count_block(
    totals: Floats, place: NDArray[np.uint8], is_ahead: NDArray[np.bool_], ranks: Floats, ahead: Floats
) -> None:
    """Add the ranks and pairwise counts of one block, and fill in the places."""
    m, draws = totals.shape
    as_count = is_ahead.view(np.uint8)
    rows, places = list(totals), list(place)
    for i, here in enumerate(places):
        here.fill(m - 1 - i)  # as if all later vendors were ahead
    for i in range(m):
        for k in range(i + 1, m):
            np.greater(rows[i], rows[k], out=is_ahead)
            count = np.count_nonzero(is_ahead)
            ahead[i, k] += count
            ahead[k, i] += draws - count
            np.subtract(places[i], as_count, out=places[i])
            np.add(places[k], as_count, out=places[k])
    for i, here in enumerate(places):
        left = draws
        for r in range(m - 1):
            count = np.count_nonzero(np.equal(here, r, out=is_ahead))
            ranks[i, r] += count
            left -= count
        ranks[i, m - 1] += left


def argsort_loop(points: Floats, weights: Floats, depth: int) -> Floats:
    """The share of draws in which each of many vendors takes each of the first ranks, one argsort a draw.

    Shape (vendors, depth).
    """
    rows = np.ascontiguousarray(points.T)
    counts, here = np.zeros((len(rows), depth)), np.arange(depth)
    for drawn in weights.T:
        counts[np.argsort(rows @ drawn)[::-1][:depth], here] += 1
    return counts / weights.shape[1]
