"""Counting draws of the weights alone: any number of vendors whose performances are certain."""

from collections.abc import Iterator
from functools import reduce
from operator import add

import numpy as np

from vendor_eval.engine.arrays import Bools, Floats, Integers
from vendor_eval.engine.counted import Counted, count, only_top
from vendor_eval.engine.counting import EVERYTHING, Counting
from vendor_eval.engine.differences import FEW, Differences
from vendor_eval.engine.keyed import Keyed
from vendor_eval.engine.losses import Losses, count_losses
from vendor_eval.engine.scratch import scratch
from vendor_eval.engine.tallies import Tally
from vendor_eval.engine.topranks import Shares, top_ranks
from vendor_eval.engine.valuebins import BINS, no_values, value_figures

__all__ = ["tally_certain"]

DRAWS_AT_ONCE, VENDORS_AT_ONCE = 256, 1024  # of many vendors: totals that stay in the cache
TOTALS_AT_ONCE = DRAWS_AT_ONCE * VENDORS_AT_ONCE
KEYS_AT_ONCE = 1 << 21  # of all vendors by a method: 16 MB, as long as these are not too few draws
FEWEST_DRAWS_AT_ONCE = 8
MOST_DRAWS_AT_ONCE = 1 << 14


def tally_certain(
    points: Floats,
    sufficient: Bools,
    weights: Floats,
    *,
    counting: Counting = EVERYTHING,
    keyed: Keyed | None = None,
) -> Tally:
    """Count draws of the weights for vendors whose points are certain; a market of 100,000 vendors is no trouble.

    The fastest way where only weights are drawn. Overall values are matrix products, and so are central weights of a
    few vendors. Their last bits, of a value some 1e-14 points, therefore depend on the machine, its threads, and how
    many vendors and criteria there are. Scores within 1e-9 points are one score, a hundred thousand times more, so that
    this changes no rank unless two vendors differ by just that tie.

    Parameters
    ----------
    points
        Points, shape (criteria, vendors).
    sufficient
        Whether the vendor has a rank, in all draws alike, shape (vendors,).
    weights
        Weights, shape (criteria, draws).
    counting
        What is counted. Of many vendors, the first few ranks without ``pairwise`` are by far the fastest.
    keyed
        What the vendors that have a rank are ranked by, in their order; the overall value if left out.
    """
    m, draws = points.shape[1], weights.shape[1]
    if len(points) != len(weights) or sufficient.shape != (m,) or not draws:
        raise ValueError(f"Points {points.shape}, {sufficient.shape} and weights {weights.shape} do not fit together.")
    rows = np.ascontiguousarray(points.T)
    counted = (_count_top if only_top(m, counting) else _count_all)(rows, sufficient, weights, counting, keyed)
    value_sums, value_square_sums, value_bins, losses = _values(rows, sufficient, weights, counting)
    return Tally(
        draws=draws,
        ranks=counted.ranks,
        no_rank=np.where(sufficient, 0.0, draws),
        pairwise=counted.pairwise,
        nobody=0 if sufficient.any() else draws,
        first_weights=counted.first_weights,
        first_weight_squares=counted.first_weight_squares,
        value_sums=value_sums,
        value_square_sums=value_square_sums,
        value_bins=value_bins,
        losses=losses,
        orders=counted.orders,
    )


def _totals(rows: Floats, weights: Floats, part: slice) -> Floats:
    """Overall values in some draws, from points of shape (vendors, criteria); the same memory every time."""
    some = weights[:, part]
    return np.matmul(rows, some, out=scratch("totals", (len(rows), some.shape[1]), np.float64))


def _parts(m: int, draws: int) -> Iterator[slice]:
    """Runs of draws in which the totals of all vendors stay in the cache."""
    step = min(max(TOTALS_AT_ONCE // m, 1), MOST_DRAWS_AT_ONCE)
    for start in range(0, draws, step):
        yield slice(start, min(start + step, draws))


def _count_all(rows: Floats, sufficient: Bools, weights: Floats, counting: Counting, keyed: Keyed | None) -> Counted:
    """Count the ranks of all vendors in each draw."""
    if keyed is None and len(rows) <= FEW and sufficient.all():
        return _count_differences(rows, weights, counting)
    counted = []
    for part in _parts(len(rows), weights.shape[1]):
        some = weights[:, part]
        scores = _totals(rows, weights, part) if keyed is None else _scores(sufficient, some, keyed)
        ranked = None if sufficient.all() else np.repeat(sufficient[:, np.newaxis], scores.shape[1], axis=1)
        counted.append(count(scores, ranked, some, counting, products=True))
    return Counted.of(counted)


def _count_differences(rows: Floats, weights: Floats, counting: Counting) -> Counted:
    """Count the ranks of a few vendors that all have one."""
    differences, draws = Differences(rows, counting), weights.shape[1]
    level = []
    for start in range(0, draws, differences.most):
        some = weights[:, start : start + differences.most]
        if not differences.add(some):
            parts = _parts(len(rows), some.shape[1])
            level += [count(_totals(rows, some, part), None, some[:, part], counting, products=True) for part in parts]
    return Counted.of([differences.counted(), *level] if differences.draws else level)


def _scores(sufficient: Bools, weights: Floats, keyed: Keyed) -> Floats:
    """The score of each vendor in each draw; 0, which nothing looks at, of those without a rank."""
    scores = np.zeros((len(sufficient), weights.shape[1]))
    if sufficient.any():
        scores[sufficient] = keyed.all_scores(weights)
    return scores


def _count_top(rows: Floats, sufficient: Bools, weights: Floats, counting: Counting, keyed: Keyed | None) -> Counted:
    """Count the first few ranks alone, a tile of draws and vendors at a time."""
    (m, _), draws, depth = rows.shape, weights.shape[1], counting.depth or len(rows)
    numbers = np.flatnonzero(sufficient)
    ranked = rows if len(numbers) == m else rows[numbers]

    def tiles(part: Integers) -> Iterator[tuple[int, Floats]]:
        here = slice(part[0], part[-1] + 1)
        if keyed is not None and numbers.size:  # every key may depend on all vendors
            yield 0, keyed.keys(weights[:, here])
            return
        for first in range(0, max(len(ranked), 1), VENDORS_AT_ONCE):
            yield first, _totals(ranked[first : first + VENDORS_AT_ONCE], weights, here)

    step = DRAWS_AT_ONCE if keyed is None else min(DRAWS_AT_ONCE, max(KEYS_AT_ONCE // m, FEWEST_DRAWS_AT_ONCE))
    parts = (np.arange(start, min(start + step, draws)) for start in range(0, draws, step))
    found = Shares.of(shares for part in parts for shares in top_ranks(tiles, part, depth, keyed))
    top = Shares(numbers[found.vendors], found.draws, found.ranks, found.parts)
    return Counted(top.table(m, depth), *top.leads(m).weights(weights, squares=counting.weight_errors))


def _values(
    rows: Floats, sufficient: Bools, weights: Floats, counting: Counting
) -> tuple[Floats, Floats, Integers | None, Losses | None]:
    """The figures of the overall values, a few vendors at a time; multiplying again costs less than keeping totals."""
    m, draws = len(rows), weights.shape[1]
    losses = None
    if counting.losses:
        each = (
            count_losses(totals, np.broadcast_to(sufficient[:, np.newaxis], totals.shape))
            for totals in (_totals(rows, weights, part) for part in _parts(m, draws))
        )
        losses = reduce(add, each)
    if not counting.values:
        return *no_values(m), losses
    step = max(1, TOTALS_AT_ONCE // min(draws, MOST_DRAWS_AT_ONCE))
    figures = [_value_figures(rows[start : start + step], weights) for start in range(0, m, step)]
    sums, squares, bins = (np.concatenate(parts) for parts in zip(*figures, strict=True))
    return sums, squares, bins, losses


def _value_figures(rows: Floats, weights: Floats) -> tuple[Floats, Floats, Integers]:
    """Sums, sums of squares and counts in bins of the overall values of a few vendors."""
    sums, squares, bins = np.zeros(len(rows)), np.zeros(len(rows)), np.zeros((len(rows), BINS), dtype=np.int64)
    for part in _parts(1, weights.shape[1]):
        some_sums, some_squares, some_bins = value_figures(_totals(rows, weights, part))
        sums += some_sums
        squares += some_squares
        bins += some_bins
    return sums, squares, bins
