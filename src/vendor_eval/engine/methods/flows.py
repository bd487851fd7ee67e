"""Net flows on one criterion: how far each vendor is preferred to the others, less how far they are to it.

Flows do not depend on the weights, so PROMETHEE II for any number of draws of weights is one table of flows times the
weights. Counting all pairs takes time and, done naively, memory with the square of the vendors; sorting the vendors
once and adding up prefixes takes O(m log m) for every preference function but the Gaussian.
"""

import numpy as np
from numpy.typing import NDArray

from vendor_eval.engine.arrays import Floats
from vendor_eval.engine.methods.preferences import Preference, Stepped

__all__ = ["net_flows", "net_flows_by_pairs", "net_flows_by_sorting", "net_flows_by_tiles"]

FEW = 10  # vendors: up to here comparing all pairs is faster than sorting one column
FEW_DRAWN = 200  # the same for columns that change from draw to draw, where pairs work on all draws at once
TILE = 128  # vendors compared with as many others at once, so that the tile stays in the cache

Places = NDArray[np.intp]


def net_flows(values: Floats, preference: Preference) -> Floats:
    """Net flow of each vendor on one criterion, between -1 and 1, by whichever way is fastest.

    ``phi_i = sum over k of [P(x_i - x_k) - P(x_k - x_i)] / (m - 1)``; 0 for a single vendor.

    Parameters
    ----------
    values
        More is better, shape (vendors, draws) or (vendors, 1).
    """
    m, draws = values.shape
    if not isinstance(preference, Stepped):
        if draws == 1:
            return net_flows_by_tiles(values[:, 0], preference)[:, np.newaxis]
        return net_flows_by_pairs(values, preference)
    if m <= (FEW if draws == 1 else FEW_DRAWN):
        return net_flows_by_pairs(values, preference)
    flows = np.empty(values.shape)
    for draw in range(draws):
        flows[:, draw] = net_flows_by_sorting(values[:, draw], preference)
    return flows


def net_flows_by_pairs(values: Floats, preference: Preference) -> Floats:
    """Net flows by comparing all pairs in all draws, vendors a fixed distance apart in the table at a time."""
    m = len(values)
    flows = np.zeros(values.shape)
    for apart in range(1, m):
        net = preference.net(values[apart:] - values[:-apart])
        flows[apart:] += net
        flows[:-apart] -= net
    return flows / max(m - 1, 1)


def net_flows_by_tiles(column: Floats, preference: Preference) -> Floats:
    """Net flows of one draw by comparing all pairs, shape (vendors,), in memory that does not grow with the pairs."""
    m = len(column)
    flows = np.zeros(m)
    for start in range(0, m, TILE):
        rows = np.s_[start : start + TILE]
        for other in range(start, m, TILE):
            columns = np.s_[other : other + TILE]
            net = preference.net(column[rows, np.newaxis] - column[columns])
            flows[rows] += net.sum(axis=1)
            if other > start:
                flows[columns] -= net.sum(axis=0)
    return flows / max(m - 1, 1)


def net_flows_by_sorting(column: Floats, preference: Stepped) -> Floats:
    """Net flows of one draw, shape (vendors,), by sorting: O(m log m).

    Along sorted values the vendors that one is strictly preferred to, and those it is weakly preferred to, are
    stretches; counts and sums over a stretch are differences of prefix sums. Whether a difference reaches a threshold
    is decided on the difference itself, so that the answer is the one of comparing all pairs, edges included.
    """
    q, p = preference.thresholds
    levels, level, count = np.unique(column, return_inverse=True, return_counts=True)
    up_to = _prefixes(count.astype(np.float64))
    strictly = _below(levels, p)
    first_strictly_above = _reversed(strictly)
    flows = up_to[strictly] - (up_to[-1] - up_to[first_strictly_above])
    if q < p:
        weakly = _below(levels, q)
        first_weakly_above = _reversed(weakly)
        between_below = up_to[weakly] - up_to[strictly]
        between_above = up_to[first_strictly_above] - up_to[first_weakly_above]
        if preference.rising:
            centred = levels - levels[len(levels) // 2]  # small numbers keep the sums exact
            sums = _prefixes(count * centred)
            won = between_below * (centred - q) - (sums[weakly] - sums[strictly])
            lost = (sums[first_strictly_above] - sums[first_weakly_above]) - between_above * (centred + q)
            with np.errstate(over="ignore"):  # each is a degree between 0 and 1, whatever rounding makes of the sums
                flows += np.clip(won / (p - q), 0, between_below) - np.clip(lost / (p - q), 0, between_above)
        else:
            flows += 0.5 * (between_below - between_above)
    flows /= max(len(column) - 1, 1)
    by_vendor: Floats = flows[level]
    return by_vendor


def _below(levels: Floats, threshold: float) -> Places:
    """For each of some ascending levels, how many of them it exceeds by more than a threshold."""
    if threshold == 0:
        return np.arange(len(levels))
    below = np.searchsorted(levels, levels - threshold)
    while (short := (levels - levels[np.minimum(below, len(levels) - 1)] > threshold)).any():
        below += short
    while (over := (below > 0) & ~(levels - levels[below - 1] > threshold)).any():
        below -= over
    return below


def _reversed(below: Places) -> Places:
    """For each level, the first of the levels above that exceeds it by more than the threshold of ``below``."""
    first: Places = np.cumsum(np.bincount(below, minlength=len(below)))[: len(below)]
    return first


def _prefixes(numbers: Floats) -> Floats:
    """Sum of the first k numbers, for k from 0 to all."""
    sums = np.zeros(len(numbers) + 1)
    np.cumsum(numbers, out=sums[1:])
    return sums
