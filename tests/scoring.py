"""A short way to score a table by a method in tests: vendors in rows, as papers print it."""

import numpy as np

from vendor_eval.engine.methods import Method

__all__ = ["score", "values_of"]


def values_of(matrix):
    """A table of shape (vendors, criteria) as the engine takes it, (criteria, vendors, 1)."""
    return np.array(matrix, dtype=float).T[:, :, np.newaxis]


def score(method: Method, matrix, weights, costs=None):
    """The scores of one draw, shape (vendors,)."""
    weights = np.array(weights, dtype=float)[:, np.newaxis]
    return method.scores(values_of(matrix), weights, costs=None if costs is None else np.array(costs))[:, 0]
