"""Places by comparing every pair of vendors: for a few of them the fastest way, and it tells who is ahead of whom."""

import numpy as np

from vendor_eval.engine.arrays import Bools, Floats, Integers
from vendor_eval.engine.places import TIE, Counts, Places, wins
from vendor_eval.engine.scratch import scratch
from vendor_eval.engine.sorting import sort_places

__all__ = ["compare_pairs"]


def compare_pairs(scores: Floats, ranked: Bools | None) -> tuple[Places, Floats]:
    """Where each vendor stands, and in how many draws each is ahead of each other.

    Each vendor of a pair is compared with the other less the tie: where neither is ahead the two are level. These
    comparisons serve ranks, first places and pairwise counts alike.

    Parameters
    ----------
    scores
        Bigger is better, shape (vendors, draws), at most 127 vendors.
    ranked
        Whether the vendor has a rank, shape (vendors, draws); None if all have one in all draws.

    Returns
    -------
    The places, and what ``wins`` counts of them, shape (vendors, vendors).
    """
    m, draws = scores.shape
    place = np.zeros(scores.shape, dtype=np.uint8)
    rows = list(scores)
    unranked = None if ranked is None else ~ranked
    ahead = _compare(rows, list(place), ranked, unranked)
    neither: Floats | float = 0.0
    if unranked is not None:
        np.maximum(place, unranked.view(np.uint8) * np.uint8(m), out=place)
        neither = _together(unranked)
    level = draws - ahead - ahead.T - neither  # on the diagonal: each is level with itself
    beaten = ahead + level / 2
    if np.count_nonzero(level) == np.count_nonzero(level.diagonal()):
        return Places(place, None, ranked is None), beaten
    size, chained = _group_sizes(rows, place, np.argwhere(np.triu(level, 1)))
    standing = Places(place, size, ranked is None)
    if not chained.size:
        return standing, beaten
    # Seldom: a chain of small steps is one group, though its ends are further apart.
    ends = scores[:, chained] if ranked is None else np.where(ranked[:, chained], scores[:, chained], -np.inf)
    regrouped = sort_places(ends)
    place[:, chained] = regrouped.place
    size[:, chained] = 1 if regrouped.size is None else regrouped.size
    return standing, wins(standing)


def _compare(rows: list[Floats], places: list[Counts], ranked: Bools | None, unranked: Bools | None) -> Floats:
    """In how many draws each is ahead of each other, shape (vendors, vendors); adds who is ahead to the places."""
    m, draws = len(rows), len(rows[0])
    less = scratch("less", (draws,), np.float64)
    is_ahead = scratch("is ahead", (draws,), np.bool_)
    as_count = is_ahead.view(np.uint8)  # adding a count to a count needs no conversion
    counts = [[0] * m for _ in range(m)]
    for one in range(m):
        np.subtract(rows[one], TIE, less)
        for other in range(m):
            if one == other or counts[other][one] == draws:  # then it is never ahead
                continue
            np.greater(less, rows[other], is_ahead)
            if ranked is not None and unranked is not None:
                is_ahead |= unranked[other]
                is_ahead &= ranked[one]
            counts[one][other] = int(np.count_nonzero(is_ahead))
            np.add(places[other], as_count, places[other])
    return np.array(counts, dtype=np.float64)


def _together(marked: Bools) -> Floats:
    """In how many draws two vendors are marked both, shape (vendors, vendors)."""
    count = np.zeros((len(marked), len(marked)))
    some = np.flatnonzero(marked.any(axis=1))
    for i in some:
        for k in some[some >= i]:
            count[i, k] = count[k, i] = np.count_nonzero(marked[i] & marked[k])
    return count


def _group_sizes(rows: list[Floats], place: Counts, pairs: Integers) -> tuple[Counts, Integers]:
    """How many are level with each vendor, itself included, and the draws where that is not the same for a group.

    Parameters
    ----------
    rows
        The scores of each vendor.
    place
        How many are ahead, shape (vendors, draws).
    pairs
        Who is level with whom in some draw, shape (pairs, 2).
    """
    m, draws = place.shape
    size = np.ones(place.shape, dtype=np.uint8)
    chained = np.zeros(draws, dtype=np.bool_)
    for i, k in pairs:
        level = rows[i] - TIE <= rows[k]
        level &= rows[k] - TIE <= rows[i]
        level &= place[i] < m
        level &= place[k] < m
        size[i] += level.view(np.uint8)
        size[k] += level.view(np.uint8)
        # If a is level with b and b with c, but a ahead of c, then b and c have different numbers ahead of them.
        chained |= level & (place[i] != place[k])
    return size, np.flatnonzero(chained)
