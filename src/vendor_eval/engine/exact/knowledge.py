"""What has to be known before one vendor is above another: scales, an order of weights, their limits, or points."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from vendor_eval.engine.arrays import Floats, Integers
from vendor_eval.engine.exact.region import region_of
from vendor_eval.engine.exact.relations import relations
from vendor_eval.engine.weights import PointWeights, SimplexWeights, Weights
from vendor_eval.engine.weightsets import RankedWeights

__all__ = ["Known", "decided_by", "in_order", "ladder"]

SAME = 1e-9  # weights this close are equally important


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """A state of knowledge: which weights and which points are possible.

    Parameters
    ----------
    name
        What is known, in words, as in ``ladder``.
    low, high
        The bounds of the points, shape (vendors, criteria).
    weights
        The weights that are possible.
    """

    name: str
    low: Floats
    high: Floats
    weights: Weights


def in_order(criteria: Sequence[str], w: Floats) -> RankedWeights:
    """All weights in the order of importance of some weights; equal ones stay together in a group.

    Examples
    --------
    >>> in_order(("fit", "price", "risk"), np.array([0.25, 0.5, 0.25])).groups
    (('price',), ('fit', 'risk'))
    """
    order = np.argsort(-w, kind="stable")
    steps = np.concatenate([[0], np.cumsum(-np.diff(w[order]) > SAME)])
    groups = groupby(zip(steps, order, strict=True), key=lambda pair: int(pair[0]))
    return RankedWeights(tuple(criteria), tuple(tuple(criteria[j] for _, j in group) for _, group in groups))


def ladder(low: Floats, high: Floats, expected: Floats, weights: Weights, criteria: Sequence[str]) -> tuple[Known, ...]:
    """The usual states of knowledge, from the weakest.

    ``scales``: the bounds of the points and nothing on weights, as in dominance. ``order of weights``: which weighs
    more as well, if the declared weights all have one order. ``declared weights``: all that is declared. ``point
    values``: mean weights and expected points.

    Parameters
    ----------
    low, high, expected
        Bounds and expected values of the points, shape (vendors, criteria).
    weights, criteria
        The declared weights, and the keys of their criteria.
    """
    steps = [Known("scales", low, high, SimplexWeights(tuple(criteria)))]
    order = in_order(criteria, weights.mean)
    rows = region_of(order).rows
    if len(rows) and (region_of(weights).lows(-rows) >= -SAME).all():
        steps.append(Known("order of weights", low, high, order))
    if not isinstance(weights, SimplexWeights):
        steps.append(Known("declared weights", low, high, weights))
    mean = PointWeights(tuple((weights.mean / weights.mean.sum()).tolist()))
    return (*steps, Known("point values", expected, expected, mean))


def decided_by(steps: Sequence[Known]) -> Integers:
    """Which is the first state of knowledge in which each vendor (row) is above each other (column).

    Above means never behind, and not always level.

    Parameters
    ----------
    steps
        States of knowledge from the weakest.

    Returns
    -------
    Places among the steps, from 0; ``len(steps)`` where none decides for the row; shape (vendors, vendors).

    Examples
    --------
    >>> from vendor_eval.engine.weights import PointWeights
    >>> v = np.array([[90.0, 10], [20, 50], [10, 0]])
    >>> decided_by(ladder(v, v, v, PointWeights((0.7, 0.3)), ("fit", "price")))
    array([[4, 1, 0],
           [4, 4, 0],
           [4, 4, 4]])
    """
    m = len(steps[0].low)
    first = np.full((m, m), len(steps))
    for place, step in reversed(list(enumerate(steps))):
        first[relations(step.low, step.high, region_of(step.weights)).preferred] = place
    return first
