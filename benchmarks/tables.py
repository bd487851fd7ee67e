"""The tables that all ways work on."""

import numpy as np

from vendor_eval.engine.arrays import Floats
from vendor_eval.engine.cells import Cell, Point, Uniform
from vendor_eval.engine.curves import Curve
from vendor_eval.engine.problem import Problem
from vendor_eval.engine.weights import PointWeights, SimplexWeights

__all__ = ["drawn_weights", "intervals", "points_of", "problem", "uncertain_problem"]


def points_of(vendors: int, criteria: int) -> Floats:
    """Points from 5 to 100, shape (criteria, vendors): every method takes them, those that multiply included.

    The best vendor of every criterion has 100, so that a library that divides by the best does the same as ours.
    """
    points = np.random.default_rng(2025).uniform(5, 100, (criteria, vendors))
    best = points.argmax(axis=1)
    points[np.arange(criteria), best] = 100
    return points


def drawn_weights(criteria: int, draws: int) -> Floats:
    """Weights that all are equally likely, shape (criteria, draws)."""
    w = np.random.default_rng(7).standard_exponential((criteria, draws))
    return np.asarray(w / w.sum(axis=0))


def intervals(vendors: int, criteria: int) -> tuple[Floats, Floats]:
    """The ends of intervals, (vendors, criteria): alike enough that every vendor is first now and then."""
    low = np.random.default_rng(2025).uniform(10, 50, (vendors, criteria))
    return low, low + 30


def problem(points: Floats, *, point_weights: bool = False) -> Problem:
    """Certain points with all weights, or with equal ones."""
    n, m = points.shape
    cells = tuple(tuple(Point(float(x), float(x)) for x in row) for row in points.T)
    return _problem(cells, m, n, point_weights=point_weights)


def uncertain_problem(vendors: int, criteria: int) -> Problem:
    """Performances anywhere in their intervals, with all weights."""
    curve = Curve((0.0, 100.0), (0.0, 100.0))
    low, high = intervals(vendors, criteria)
    cells = tuple(
        tuple(Uniform(float(a), float(b), curve) for a, b in zip(*row, strict=True))
        for row in zip(low, high, strict=True)
    )
    return _problem(cells, vendors, criteria)


def _problem(cells: tuple[tuple[Cell, ...], ...], m: int, n: int, *, point_weights: bool = False) -> Problem:
    keys = tuple(f"criterion {j:02d}" for j in range(n))
    weights = PointWeights((1 / n,) * n) if point_weights else SimplexWeights(keys)
    return Problem(tuple(f"vendor {i:04d}" for i in range(m)), keys, cells, weights)
