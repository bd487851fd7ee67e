"""Ranks from scores: who is ahead of whom, and who is level."""

import numpy as np

from vendor_eval.engine.arrays import Floats
from vendor_eval.engine.pairs import compare_pairs
from vendor_eval.engine.places import TIE, Places, rank_shares, wins
from vendor_eval.engine.sorting import sort_places

__all__ = ["FEW", "TIE", "Places", "competition_ranks", "places", "rank_shares", "wins"]

FEW = 32  # vendors: up to here comparing all pairs is faster than sorting


def places(scores: Floats) -> Places:
    """Where each vendor stands in each draw, for scores of shape (vendors, draws) with -inf for no rank."""
    if len(scores) > FEW:
        return sort_places(scores)
    ranked = scores > -np.inf
    return compare_pairs(scores, None if ranked.all() else ranked)[0]


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
