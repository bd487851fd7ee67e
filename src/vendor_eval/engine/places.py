"""Where vendors stand: how many are ahead of each, how many are level with it, and what that adds up to."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from vendor_eval.engine.arrays import Floats
from vendor_eval.engine.scratch import scratch

__all__ = ["TIE", "Counts", "Places", "rank_shares", "wins"]

TIE = 1e-9  # points: closer scores than this are one score
FEW_RANKS = 16  # up to here comparing with each rank is faster than one pass that counts them all

Counts: TypeAlias = NDArray[np.unsignedinteger]


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """Where each vendor stands in each draw.

    Vendors whose scores, put in order, follow each other within ``TIE`` form one group and stand at one place.

    Parameters
    ----------
    place
        How many stand ahead of the vendor's group, from 0; the number of vendors if it has no rank; shape (vendors,
        draws).
    size
        How many are in its group, itself included; 1 if it has no rank; shape (vendors, draws). None if nobody is level
        with anybody.
    complete
        Whether all have a rank in all draws.
    """

    place: Counts
    size: Counts | None
    complete: bool


def rank_shares(standing: Places, depth: int | None = None) -> Floats:
    """How many draws put each vendor at each rank, shape (vendors, ranks).

    Of k vendors that share the places from r, each gets 1/k of each of the ranks r .. r+k-1: over all ranks, rows and
    columns add up.

    Parameters
    ----------
    depth
        How many ranks are wanted, from the first; all if left out.
    """
    m = len(standing.place)
    ranks = m if depth is None else min(depth, m)
    if standing.size is None:
        return _place_counts(standing, ranks)
    table = np.empty((m, m + 1))
    for i, (place, size) in enumerate(zip(standing.place, standing.size, strict=True)):
        level = size > 1
        table[i] = np.bincount(place[~level], minlength=m + 1)
        groups, counts = np.unique(place[level].astype(np.intp) * (m + 1) + size[level], return_counts=True)
        for group, count in zip(groups.tolist(), counts.tolist(), strict=True):
            r, k = divmod(group, m + 1)
            table[i, r : r + k] += count / k
    return table[:, :ranks].copy()


def _place_counts(standing: Places, ranks: int) -> Floats:
    """How many draws put each vendor at each rank where nobody is level."""
    place = standing.place
    m, draws = place.shape
    table = np.empty((m, ranks))
    if ranks > FEW_RANKS:
        for i in range(m):
            table[i] = np.bincount(place[i], minlength=m + 1)[:ranks]
        return table
    # Where all have a rank, the last vendor takes what the others leave, and each vendor the last rank in what is left.
    told = m - 1 if standing.complete else m
    rows = place[:told]
    at_rank = scratch("at rank", rows.shape, np.bool_)
    for r in range(min(ranks, told)):
        np.equal(rows, r, out=at_rank)
        table[:told, r] = [np.count_nonzero(row) for row in at_rank]
    if standing.complete:
        table[:told, told:] = draws - table[:told, :told].sum(axis=1, keepdims=True)
        table[told] = draws - table[:told].sum(axis=0)
    return table


def wins(standing: Places) -> Floats:
    """In how many draws each vendor (row) is ahead of each other (column), shape (vendors, vendors).

    Being level counts half for each; a vendor with a rank is ahead of one without; of two without, neither is. On the
    diagonal: half of the draws in which the vendor has a rank.
    """
    place = standing.place
    m, draws = place.shape
    ahead = np.zeros((m, m))
    compared = np.empty(draws, dtype=np.bool_)
    for i in range(m):
        for k in range(i + 1, m):
            ahead[i, k] = count = int(np.count_nonzero(np.less(place[i], place[k], out=compared)))
            if standing.complete and standing.size is None:
                ahead[k, i] = draws - count
            else:
                ahead[k, i] = np.count_nonzero(np.greater(place[i], place[k], out=compared))
    neither = np.zeros((m, m))
    if not standing.complete:
        unranked = (place == m).astype(np.float32)  # counts in float32 are exact: a block is far below 2**24 draws
        neither = (unranked @ unranked.T).astype(np.float64)
    ahead += (draws - ahead - ahead.T - neither) / 2
    return ahead
