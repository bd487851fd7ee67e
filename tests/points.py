"""Tables of points for tests of cross-checks."""

import numpy as np

from vendor_eval.analysis.cross_check.table import Table

__all__ = ["drawn", "table"]


def table(points, weights=None):
    """Build a table from rows of points; equal weights where none are given."""
    points = np.array(points, dtype=float)
    m, n = points.shape
    weights = np.full(n, 1 / n) if weights is None else np.array(weights, dtype=float)
    return Table(tuple(f"v{i}" for i in range(m)), tuple(f"c{j}" for j in range(n)), points, weights)


def drawn(seed, *, most=(8, 6)):
    """Draw a table of two vendors or more, with points above 0 on a grid that differs from table to table."""
    rng = np.random.default_rng(seed)
    m, n = int(rng.integers(2, most[0] + 1)), int(rng.integers(1, most[1] + 1))
    return table(np.round(rng.uniform(1, 100, (m, n)), int(rng.integers(0, 5))), rng.dirichlet(np.ones(n)))
