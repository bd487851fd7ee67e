"""Weights that are possible, as one shape: limits and corners, whatever kind of weights they come from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import prod

import numpy as np

from vendor_eval.engine.arrays import Floats
from vendor_eval.engine.exact.programme import solve, solve_many
from vendor_eval.engine.linearweights import BoundedWeights, LimitedWeights
from vendor_eval.engine.treeweights import Level, TreeWeights
from vendor_eval.engine.weights import PointWeights, SimplexWeights, Weights
from vendor_eval.engine.weightsets import AroundWeights, RankedWeights

__all__ = ["Region", "cleaned", "region_of"]

MOST_CORNERS = 5000  # listed; above, closed forms and linear programmes take their place
SUMMED_CORNERS = 8  # criteria: with bounds on more of them, the closed form is faster than the corners
AT_ONCE = 1 << 21  # numbers in a temporary array
TOLERANCE = 1e-9  # of weights: what is this far outside is inside


@dataclass(frozen=True, slots=True, eq=False)
class Region:
    """All weights that are possible: none negative, adding up to 1, within limits.

    Parameters
    ----------
    weights
        What the region was made from.
    rows, bounds
        The limits besides sign and sum, ``rows @ w <= bounds``, shapes (limits, criteria) and (limits,). The greatest
        number of a row is 1 or -1.
    corners
        Shape (corners, criteria); none where they are too many to list.

    Examples
    --------
    >>> region = region_of(SimplexWeights(("fit", "price")))
    >>> region.lows(np.array([[40.0, -20.0], [10.0, 30.0]]))
    array([-20.,  10.])
    """

    weights: Weights
    rows: Floats
    bounds: Floats
    corners: Floats

    def __len__(self) -> int:
        """The number of criteria."""
        return int(self.rows.shape[1])

    @property
    def listed(self) -> bool:
        """Whether the corners are listed."""
        return len(self.corners) > 0

    def lows(self, directions: Floats) -> Floats:
        """The least weighted sum in each direction over all weights, shapes (directions, criteria) and (directions,).

        It lies at a corner. Where there are too many, a set in closed form is filled from the least points up, a tree
        goes level by level, and the rest are linear programmes.
        """
        width = len(self.corners) or len(self)
        step = max(1, AT_ONCE // width)
        parts = [_lows(self, directions[at : at + step]) for at in range(0, len(directions), step)]
        return np.concatenate(parts) if parts else np.zeros(0)

    def lowest(self, direction: Floats) -> Floats:
        """Weights at which the weighted sum in a direction is least, shape (criteria,)."""
        if self.listed:
            corner: Floats = self.corners[int((self.corners @ direction).argmin())]
            return corner
        return cleaned(solve(direction, self.rows, self.bounds, np.ones((1, len(self))), np.ones(1)).x)

    @property
    def middle(self) -> Floats:
        """Some weights of the region, well inside where its corners are listed; shape (criteria,)."""
        return np.asarray(self.corners.mean(axis=0) if self.listed else self.lowest(np.zeros(len(self))))

    def holds(self, w: Floats, tolerance: float = TOLERANCE) -> bool:
        """Whether weights are possible, to a tolerance."""
        inside = (w >= -tolerance).all() and (self.rows @ w <= self.bounds + tolerance).all()
        return bool(inside) and abs(float(w.sum()) - 1) <= tolerance


def cleaned(w: Floats) -> Floats:
    """Weights, or shares, without what a linear programme leaves below 0 and beside a sum of 1."""
    w = np.maximum(w, 0)
    whole: Floats = w / w.sum()
    return whole


@lru_cache(maxsize=64)
def region_of(weights: Weights) -> Region:
    """The weights that are possible, for weights of any kind.

    Around a point all weights are possible that leave criteria of weight 0 at 0: some are unlikely. Limits on the
    levels of a tree are limits on weights: each is multiplied by the weight that the level divides.
    """
    limits = list(_limits(weights))
    n = len(weights)
    rows = np.array([row for row, _ in limits]).reshape(-1, n)
    bounds = np.array([bound for _, bound in limits])
    largest = np.abs(rows).max(axis=1, initial=0)
    rows, bounds, largest = rows[largest > 0], bounds[largest > 0], largest[largest > 0]
    region = Region(weights, rows / largest[:, np.newaxis], bounds / largest, _corners(weights))
    for shared in (region.rows, region.bounds, region.corners):
        shared.flags.writeable = False
    return region


def _limits(weights: Weights) -> Iterator[tuple[Floats, float]]:
    """The limits besides sign and sum: a row of factors, and what the sum may be at most."""
    units = np.eye(len(weights))
    match weights:
        case PointWeights(w=w):
            if abs(sum(w) - 1) > TOLERANCE:
                raise ValueError(f"Weights must add up to 1, not {sum(w):g}.")
            yield from zip(units, w, strict=True)  # none above its own: with the sum, each is its own
        case AroundWeights(w=w):
            yield from ((units[j], 0.0) for j, weight in enumerate(w) if weight == 0)
        case RankedWeights(places=places):
            for above, below in pairwise(places):
                yield from ((units[less] - units[more], 0.0) for more in above for less in below)
        case LimitedWeights(criteria=criteria, limits=limits):
            place = {key: units[j] for j, key in enumerate(criteria)}
            for limit in limits:
                yield sum((factor * place[key] for key, factor in limit.terms), np.zeros(len(units))), limit.bound
        case TreeWeights(criteria=criteria, top=top):
            place = {key: units[j] for j, key in enumerate(criteria)}
            for level in top.levels():
                yield from _level_limits(level, place)
        case SimplexWeights():
            pass


def _level_limits(level: Level, place: Mapping[str, Floats]) -> Iterator[tuple[Floats, float]]:
    """The limits on the shares of a level, times the weight that they divide."""
    parts = [
        sum((place[key] for key in part.leaves()), np.zeros(len(place))) if isinstance(part, Level) else place[part]
        for part in level.parts
    ]
    inside = region_of(level.weights)
    for row, bound in zip(inside.rows, inside.bounds, strict=True):
        yield row @ parts - bound * np.sum(parts, axis=0), 0.0


def _corners(weights: Weights) -> Floats:
    """The corners, none where they are too many to list."""
    n = len(weights)
    match weights:
        case PointWeights(w=w):
            return np.array([w])
        case SimplexWeights():
            return np.eye(n)
        case RankedWeights(groups=groups):
            listed = len(groups[0]) + sum(2 ** len(group) - 1 for group in groups[1:]) <= MOST_CORNERS
        case TreeWeights(top=top):
            counts = [len(region_of(level.weights).corners) for level in top.levels()]
            listed = 0 < prod(counts) <= MOST_CORNERS
        case BoundedWeights():
            listed = n <= SUMMED_CORNERS
        case _:
            listed = True
    try:
        corners = weights.vertices if listed else np.zeros((0, n))
    except ValueError:
        return np.zeros((0, n))
    return np.array(corners if len(corners) <= MOST_CORNERS else corners[:0])


def _lows(region: Region, directions: Floats) -> Floats:
    if region.listed:
        least: Floats = (directions @ region.corners.T).min(axis=1)
        return least
    match region.weights:
        case BoundedWeights(low=low, high=high):
            return _filled(directions, np.array(low), np.array(high))
        case RankedWeights(places=places):
            run = np.hstack([np.sort(directions[:, place], axis=1) for place in places])
            means = np.cumsum(run, axis=1) / np.arange(1, len(region) + 1)
            return np.asarray(means.min(axis=1))
        case TreeWeights(criteria=criteria, top=top):
            return _level_lows(top, dict(zip(criteria, directions.T, strict=True)))
        case _:
            return np.asarray((solve_many(directions, region.rows, region.bounds) * directions).sum(axis=1))


def _filled(directions: Floats, low: Floats, high: Floats) -> Floats:
    """The least sums within bounds: what the lower bounds leave goes where the points are least."""
    order = np.argsort(directions, axis=1, kind="stable")
    spent = np.minimum(np.cumsum((high - low)[order], axis=1), 1 - low.sum())
    extra = np.diff(spent, axis=1, prepend=0)
    least: Floats = directions @ low + (np.take_along_axis(directions, order, axis=1) * extra).sum(axis=1)
    return least


def _level_lows(level: Level, columns: Mapping[str, Floats]) -> Floats:
    """The least sums below a level: those of its weights over the least of each part."""
    parts = [_level_lows(part, columns) if isinstance(part, Level) else columns[part] for part in level.parts]
    return region_of(level.weights).lows(np.column_stack(parts))
