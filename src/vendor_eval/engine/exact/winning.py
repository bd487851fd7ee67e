"""How likely one vendor beats another for exact points and weights that are all equally likely: no draws, no error.

The share of a simplex on one side of a plane follows from the plane's values at the corners (Varsi 1973; Ali 1973).
Every step is a mixture of two earlier numbers, so it is stable, and equal values do no harm.
"""

from itertools import pairwise

import numpy as np

from vendor_eval.engine.arrays import Floats
from vendor_eval.engine.exact.region import region_of
from vendor_eval.engine.pieces import Pieces
from vendor_eval.engine.polytope import polytope
from vendor_eval.engine.ranks import TIE
from vendor_eval.engine.treeweights import TreeWeights
from vendor_eval.engine.weights import PointWeights, SimplexWeights, Weights
from vendor_eval.engine.weightsets import AroundWeights, RankedWeights

__all__ = ["chance_ahead", "chance_at_least", "expected_ranks", "pieces_of", "winning_indices"]

MOST_DIMENSIONS = 7  # of a set that is cut into simplices
MOST_REPEATS = 200  # corners of weights around a point, each counted as often as its share of the concentration
PAIRS_AT_ONCE = 1 << 16
IN_CACHE = 1 << 11  # planes whose numbers stay in the processor's cache


def pieces_of(weights: Weights) -> Pieces:
    """Weights as mixtures of corners, all equally likely; a ValueError if they are not that, or of too many.

    All weights, and a full order of importance, are mixtures of one set of corners. Other limits are cut into such sets
    up to seven dimensions, unless corners are too close to each other to be told apart. Weights around a point are, if
    its shares of the concentration are whole numbers: then each corner counts as often as that.

    Returns
    -------
    Sets of corners, shape (sets, corners, criteria), and the share of each set.
    """
    match weights:
        case PointWeights(w=w):
            return Pieces(np.array([[w]]), np.ones(1))
        case SimplexWeights():
            return Pieces(np.eye(len(weights))[np.newaxis], np.ones(1))
        case AroundWeights(concentration=concentration):
            counts = concentration * weights.mean
            repeats = np.rint(counts).astype(np.intp)
            if np.abs(counts - repeats).max() > 1e-9 or repeats.sum() > MOST_REPEATS:
                raise ValueError(
                    f"Shares of the concentration must be whole numbers, {MOST_REPEATS} at most in all: {counts}."
                )
            return Pieces(np.repeat(np.eye(len(weights)), repeats, axis=0)[np.newaxis], np.ones(1))
        case RankedWeights(groups=groups) if len(groups) == len(weights):
            return Pieces(weights.vertices[np.newaxis], np.ones(1))
        case TreeWeights():
            raise ValueError("Weights by level are products, not mixtures of corners.")
    region = region_of(weights)
    n = len(region)
    shape = polytope(np.vstack([region.rows, -np.eye(n)]), np.append(region.bounds, np.zeros(n)))
    if shape.simplex_shaped:
        return Pieces(shape.vertices()[np.newaxis], np.ones(1))
    if shape.dimensions > MOST_DIMENSIONS:
        raise ValueError(f"A set of {shape.dimensions} dimensions is cut into too many pieces; draw from it instead.")
    if not shape.sharp:
        raise ValueError("Corners of this set are too close to each other to cut it; draw from it instead.")
    return Pieces.of(shape)


def chance_ahead(differences: Floats, pieces: Pieces) -> Floats:
    """How likely each difference is above 0, being 0 everywhere counting half; shapes (k, criteria) and (k,).

    Examples
    --------
    >>> any_weights = pieces_of(SimplexWeights(("fit", "price", "risk")))
    >>> chance_ahead(np.array([[1.0, -1, -1], [2, -1, -1], [0, 0, 0]]), any_weights).round(6).tolist()
    [0.25, 0.444444, 0.5]
    """
    chance = np.zeros(len(differences))
    for corners, share in zip(pieces.corners, pieces.shares, strict=True):
        for at in range(0, len(differences), PAIRS_AT_ONCE):
            some = slice(at, at + PAIRS_AT_ONCE)
            chance[some] += share * _above(corners @ differences[some].T)
    return np.minimum(chance, 1)


def winning_indices(values: Floats, pieces: Pieces) -> Floats:
    """How likely each vendor (row) beats each other (column), level counting half; shape (vendors, vendors).

    Parameters
    ----------
    values
        Points, shape (vendors, criteria).

    Examples
    --------
    >>> v = np.array([[100.0, 0], [0, 100], [40, 40]])
    >>> winning_indices(v, pieces_of(SimplexWeights(("fit", "price")))).round(6).tolist()
    [[0.5, 0.5, 0.6], [0.5, 0.5, 0.6], [0.4, 0.4, 0.5]]
    """
    first, second = np.triu_indices(len(values), 1)
    chance = np.concatenate(
        [
            chance_ahead(values[first[at : at + PAIRS_AT_ONCE]] - values[second[at : at + PAIRS_AT_ONCE]], pieces)
            for at in range(0, len(first), PAIRS_AT_ONCE)
        ]
        or [np.zeros(0)]
    )
    ahead = np.full((len(values), len(values)), 0.5)
    ahead[first, second], ahead[second, first] = chance, 1 - chance
    return ahead


def expected_ranks(indices: Floats) -> Floats:
    """The mean rank of each vendor from how likely it beats each other; shapes (vendors, vendors) and (vendors,).

    Examples
    --------
    >>> expected_ranks(np.array([[0.5, 0.9], [0.1, 0.5]])).round(6).tolist()
    [1.1, 1.9]
    """
    return np.asarray(len(indices) + 0.5 - indices.sum(axis=1))


def chance_at_least(values: Floats, points: float, pieces: Pieces) -> Floats:
    """How likely the overall value of each vendor reaches some points, shapes (vendors, criteria) and (vendors,).

    Examples
    --------
    >>> chance_at_least(np.array([[100.0, 0], [80, 80]]), 75, pieces_of(SimplexWeights(("fit", "price")))).tolist()
    [0.25, 1.0]
    """
    above = values - points  # weights add up to 1
    level = np.abs(pieces.corners @ above.T).max(axis=(0, 1)) <= TIE
    return np.where(level, 1.0, chance_ahead(above, pieces))


def _above(at_corners: Floats) -> Floats:
    """The share of a simplex on which planes are above 0, from their values at its corners.

    With x the values from 0 up and y those below, ``A_0 = 1``, all other A are 0, and for each y and each x in turn
    ``A_j = (x_j A_j - y A_(j-1)) / (x_j - y)``; the last A is the share below. Planes with as many y go together.

    Parameters
    ----------
    at_corners
        Shape (corners, planes).
    """
    order = np.argsort((at_corners >= 0).sum(axis=0), kind="stable")
    falling = -np.sort(-at_corners[:, order], axis=0)
    ends = np.searchsorted((falling >= 0).sum(axis=0), np.arange(len(falling) + 2))
    share = np.empty(len(order))
    for count, (start, end) in enumerate(pairwise(ends.tolist())):
        for at in range(start, end, IN_CACHE):
            part = slice(at, min(at + IN_CACHE, end))
            share[order[part]] = 1 - _below(falling[:count, part], falling[count:, part])
    share[np.abs(at_corners).max(axis=0) <= TIE] = 0.5
    return share


def _below(x: Floats, y: Floats) -> Floats:
    """The recursion of ``_above`` for planes with the same numbers of values from 0 up and below."""
    a = np.zeros((len(x) + 1, x.shape[1]))
    a[0] = 1
    step = np.empty(x.shape[1])
    for below in y:
        parts = below / (below - x)
        for j, part in enumerate(parts):
            np.subtract(a[j], a[j + 1], out=step)
            np.multiply(step, part, out=step)
            np.add(a[j + 1], step, out=a[j + 1])
    last: Floats = a[-1]
    return last
