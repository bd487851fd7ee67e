"""Sets of weights, as shapes, for tests of how they are drawn."""

import numpy as np

from vendor_eval.engine.polytope import polytope

__all__ = ["box", "order"]


def box(n, low, high):
    """All weights of which each lies between two bounds."""
    rows = np.vstack([np.eye(n), -np.eye(n)])
    return polytope(rows, np.concatenate([np.full(n, high), np.full(n, -low)]))


def order(n):
    """All weights of which none is smaller than the next."""
    rows = np.vstack([np.eye(n, n, 1)[: n - 1] - np.eye(n)[: n - 1], -np.eye(n)])
    return polytope(rows, np.zeros(2 * n - 1))
