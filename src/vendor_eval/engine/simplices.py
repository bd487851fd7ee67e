"""Sets of weights with one corner more than dimensions: drawn by mixing their corners."""

import numpy as np
from numpy.random import Generator

from vendor_eval.engine.arrays import Floats, Integers
from vendor_eval.engine.polytope import Polytope
from vendor_eval.engine.streams import stream

__all__ = ["drivers", "enclosing", "mixed", "mixing", "sticks", "weight_streams"]

SAME = 1e-9  # relative: a volume that shrinks by less stays


def weight_streams(keys: tuple[str, ...], seed: int, block: int) -> list[Generator]:
    """The stream of the weight of each criterion, shared by all sets of weights."""
    return [stream(seed, block, "weight", key) for key in keys]


def mixing(streams: list[Generator], size: int) -> Floats:
    """Shares that add up to 1, all equally likely: exponentials divided by their sum, shape (streams, size)."""
    shares = np.empty((len(streams), size))
    total = np.zeros(size)
    for share, source in zip(shares, streams, strict=True):
        source.standard_exponential(out=share)
        total += share
    shares /= total
    return shares


def sticks(u: Floats) -> Floats:
    """Shares that add up to 1, all equally likely if the numbers are: pieces broken off a stick one after the other.

    Where k pieces are still to come, the share 1 - u^(1/k) of the rest is broken off (Devroye 1986). The map is
    smooth, so points that are spread evenly stay so.

    Parameters
    ----------
    u
        Numbers from 0 to 1, shape (shares - 1, draws).

    Returns
    -------
    Shares, shape (shares, draws).

    Examples
    --------
    >>> sticks(np.array([[0.25], [0.5]]))[:, 0].tolist()
    [0.5, 0.25, 0.25]
    """
    shares = np.empty((len(u) + 1, u.shape[1]))
    rest = np.ones(u.shape[1])
    for k, (share, number) in enumerate(zip(shares[:-1], u, strict=True)):
        left = rest * number ** (1 / (len(u) - k))
        np.subtract(rest, left, out=share)
        rest = left
    shares[-1] = rest
    return shares


def mixed(vertices: Floats, shares: Floats) -> Floats:
    """Weights as mixtures of corners, shape (criteria, draws).

    Corner by corner, not as a matrix product, so that one draw has the same bits as among many.

    Parameters
    ----------
    vertices
        Shape (corners, criteria).
    shares
        Shape (corners, draws).
    """
    least = vertices.min(axis=0)
    above = vertices - least  # often mostly zeros
    w = np.repeat(least[:, np.newaxis], shares.shape[1], axis=1)
    for j, k in np.argwhere(above.T):
        w[j] += above[k, j] * shares[k]
    return w


def drivers(vertices: Floats) -> Integers:
    """For each corner the criterion whose stream gives its share, shape (corners,); no two the same.

    The corner where a criterion weighs most is driven by it, so that a weight is great in the same draws in every set.
    """
    from scipy.optimize import linear_sum_assignment  # type: ignore[import-untyped]  # here: slow to load

    return np.asarray(linear_sum_assignment(vertices, maximize=True)[1], dtype=np.intp)


def enclosing(shape: Polytope) -> Floats:
    """The corners of a small simplex-shaped set around another, shape (dimensions + 1, criteria).

    From a set that is easy to find, facets are exchanged for limits of the shape as long as that saves volume.
    """
    rows = shape.facets @ shape.basis.T
    bounds = shape.distances + rows @ shape.centre
    shrunk = [_shrunk(vertices, rows, bounds) for vertices in _around(shape)]
    return min(shrunk, key=lambda vertices: float(np.linalg.slogdet((vertices[1:] - vertices[0]) @ shape.basis)[1]))


def _around(shape: Polytope) -> list[Floats]:
    """Corners of sets around the shape: above its least weights, below its greatest."""
    d, n = shape.dimensions, len(shape.centre)
    directions = np.eye(n) if d == n - 1 else shape.basis.T
    around = []
    for sign in (1.0, -1.0):
        low = shape.lowest(sign * directions)
        if d == n - 1:
            around.append(sign * (low + (sign - low.sum()) * np.eye(n)))
        else:
            room = -shape.lowest(-sign * directions.sum(axis=0, keepdims=True))[0] - low.sum()
            corners = sign * (low + room * np.eye(d + 1, d, -1)) - shape.centre @ shape.basis
            around.append(shape.weights(corners))
    return around


def _shrunk(vertices: Floats, rows: Floats, bounds: Floats) -> Floats:
    """Exchange one facet at a time for the limit that saves most.

    With ``v = row @ corner - bound`` at the corners, a limit can take only the place of the facet opposite to the
    corner i where v is least; corner j then moves to ``-v_i / (v_j - v_i)`` of its way from corner i.
    """
    while True:
        v = vertices @ rows.T - bounds  # (corners, limits)
        inner = v.argmin(axis=0)
        least = v.min(axis=0)
        gaps = np.where(np.arange(len(v))[:, np.newaxis] == inner, -least, v - least)
        usable = (least < 0) & (gaps > 0).all(axis=0)
        logs = np.full(len(rows), np.inf)
        logs[usable] = np.log(-least[usable] / gaps[:, usable]).sum(axis=0)
        best = int(logs.argmin())
        if not logs[best] < -SAME:
            return vertices
        corner = vertices[inner[best]]
        vertices = corner + (-least[best] / gaps[:, best])[:, np.newaxis] * (vertices - corner)
