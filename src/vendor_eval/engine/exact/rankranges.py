"""The best and the worst rank that each vendor can have, over all weights and all beliefs' ranges at once.

The vendor's own points are the same against every rival, and so are the weights; pairs alone cannot say which rivals
can be ahead together. To have as few of them as can be is a programme with a yes or no for each (Kadzinski, Greco and
Slowinski 2012).
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from vendor_eval.engine.arrays import Bools, Floats, Integers
from vendor_eval.engine.exact.margins import margin
from vendor_eval.engine.exact.region import Region
from vendor_eval.engine.exact.relations import least_leads
from vendor_eval.engine.mixedprogrammes import minimise_mixed
from vendor_eval.engine.ranks import TIE

__all__ = ["RankRanges", "Wanted", "most_at_once", "rank_ranges", "ranks_at"]

FEW_CORNERS = 4  # a criterion: with so few the solver is faster with their shares than with limits


@dataclass(frozen=True, slots=True, eq=False)
class RankRanges:
    """Between which ranks each vendor stands; level vendors share a rank.

    Parameters
    ----------
    vendors
        The vendors that were asked for, shape (k,).
    best, worst
        Their best and worst ranks, from 1; shape (k,).
    best_at, worst_at
        Weights at which they have them: the best at their upper points and the rivals' lower ones, the worst the other
        way round; shape (k, criteria).
    """

    vendors: Integers
    best: Integers
    worst: Integers
    best_at: Floats
    worst_at: Floats


def rank_ranges(low: Floats, high: Floats, region: Region, *, vendors: Iterable[int] | None = None) -> RankRanges:
    """The best and the worst rank of vendors, each with weights that give it.

    Parameters
    ----------
    low, high
        The bounds of the points, equal where they are known exactly; shape (vendors, criteria).
    vendors
        Whom to ask about; all if left out. With many vendors and criteria each may take some tenths of a second.

    Examples
    --------
    >>> from vendor_eval.engine.exact.region import region_of
    >>> from vendor_eval.engine.weights import SimplexWeights
    >>> v = np.array([[100.0, 0], [0, 100], [40, 40]])
    >>> found = rank_ranges(v, v, region_of(SimplexWeights(("fit", "price"))))
    >>> found.best.tolist(), found.worst.tolist()
    ([1, 1, 2], [3, 3, 3])
    """
    chosen = list(range(len(low)) if vendors is None else vendors)
    least, most = least_leads(low, high, region), least_leads(high, low, region)
    ranks, at = np.empty((2, len(chosen)), dtype=np.intp), np.empty((2, len(chosen), len(region)))
    for row, x in enumerate(chosen):
        k = np.delete(np.arange(len(low)), x)
        not_ahead = Wanted(high[x] - low[k], most[x, k], -least[k, x], -TIE)
        ahead = Wanted(high[k] - low[x], most[k, x], -least[x, k], TIE)
        given_up, at[0, row] = most_at_once(not_ahead, region)
        ranks[0, row] = 1 + given_up.sum()
        given_up, at[1, row] = most_at_once(ahead, region)
        ranks[1, row] = 1 + (~given_up).sum()
    return RankRanges(np.array(chosen, dtype=np.intp), ranks[0], ranks[1], at[0], at[1])


def ranks_at(vendor: int, w: Floats, low: Floats, high: Floats) -> tuple[int, int]:
    """The best and the worst rank of a vendor at some weights: counting, for checks.

    Parameters
    ----------
    w
        The weights, shape (criteria,).
    low, high
        The bounds of the points, shape (vendors, criteria).
    """
    lower, upper = np.delete(low @ w, vendor), np.delete(high @ w, vendor)
    best = 1 + np.count_nonzero(lower > high[vendor] @ w + TIE)
    return int(best), int(1 + np.count_nonzero(upper > low[vendor] @ w + TIE))


@dataclass(frozen=True, slots=True, eq=False)
class Wanted:
    """Relations of which as many as can be are wanted at the same weights.

    Parameters
    ----------
    differences
        Their points, shape (k, criteria).
    least, greatest
        What each of them is over all weights, shape (k,).
    above
        What a lead has to exceed.
    """

    differences: Floats
    least: Floats
    greatest: Floats
    above: float


def most_at_once(wanted: Wanted, region: Region) -> tuple[Bools, Floats]:
    """Which leads must be given up so that weights exist for all others, as few as can be; and such weights.

    What the solver answers is checked by a linear programme that is solved exactly. Where that finds no weights, its
    proof names leads of which one must be given up, and the solver is asked again.
    """
    given_up: Bools = np.asarray(wanted.greatest <= wanted.above)
    open_ones = np.flatnonzero(~given_up & (wanted.least <= wanted.above))
    d, slack = wanted.differences[open_ones], np.maximum(-wanted.least[open_ones], TIE)
    by_corners = 0 < len(region.corners) <= FEW_CORNERS * len(region)  # their shares then stand for the weights
    inner = d @ region.corners.T if by_corners else d
    rows, bounds = (np.zeros((0, inner.shape[1])), np.zeros(0)) if by_corners else (region.rows, region.bounds)
    covers = np.zeros((0, len(d)))
    out: Bools = np.zeros(len(d), dtype=np.bool_)
    while True:
        left = np.flatnonzero(~out)
        found = margin(d[left], region)
        if found.value > wanted.above:
            given_up[open_ones[out]] = True
            return given_up, found.weights if len(left) else region.middle
        covers = np.vstack([covers, np.zeros(len(d))])
        covers[-1, left] = found.proof.mixture > 0
        out = _fewest(inner, slack, rows, bounds, covers)


def _fewest(differences: Floats, slack: Floats, rows: Floats, bounds: Floats, covers: Floats) -> Bools:
    """Which differences must be given up so that weights exist at which no other is below 0, to some 1e-6 of each.

    Parameters
    ----------
    differences
        Shape (k, criteria).
    slack
        How far below 0 each can be, above 0; shape (k,).
    rows, bounds
        Limits on the weights besides sign and sum, ``rows @ w <= bounds``.
    covers
        Sets of differences of which at least one must be given up, as rows of 1 and 0; shape (sets, k).
    """
    k, n = differences.shape
    x = minimise_mixed(
        np.repeat([0.0, 1.0], [n, k]),
        np.vstack(
            [
                np.hstack([differences / slack[:, np.newaxis], np.eye(k)]),
                np.pad(covers, ((0, 0), (n, 0))),
                np.pad(rows, ((0, 0), (0, k))),
                np.repeat([[1.0, 0.0]], [n, k], axis=1),
            ]
        ),
        np.concatenate([np.zeros(k), np.ones(len(covers)), np.full(len(rows), -np.inf), [1.0]]),
        np.concatenate([np.full(k + len(covers), np.inf), bounds, [1.0]]),
        np.repeat([False, True], [n, k]),
        np.zeros(n + k),
        np.ones(n + k),
    )
    if x is None:
        raise ArithmeticError("Ranks were not found: the solver says that no weights are possible.")
    return np.asarray(x[n:] > 0.5)
