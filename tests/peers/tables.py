"""Random tables to compare with other libraries on: the plain, and all that methods stumble over."""

from dataclasses import dataclass

import numpy as np

__all__ = ["KINDS", "Table", "random_tables"]

KINDS = ("plain", "few levels", "constant column", "weight of 0", "equal weights", "equal vendors")


@dataclass(frozen=True)
class Table:
    """Positive performances (vendors, criteria), as other libraries take them, with weights that sum to 1."""

    kind: str
    matrix: np.ndarray
    weights: np.ndarray
    costs: np.ndarray

    @property
    def types(self):
        return np.where(self.costs, -1, 1)

    @property
    def bounds(self):
        """Fixed bounds (criteria, 2) around the performances."""
        low, high = self.matrix.min(axis=0), self.matrix.max(axis=0)
        return np.column_stack([low * 0.75, high * 1.25])

    @property
    def spread(self):
        return np.ptp(self.matrix, axis=0)

    def scores(self, method):
        return method.scores(self.matrix.T[:, :, np.newaxis], self.weights[:, np.newaxis], costs=self.costs)[:, 0]


def random_tables(count, seed):
    """As many tables, each kind in its turn."""
    rng = np.random.default_rng(seed)
    for index in range(count):
        yield random_table(KINDS[index % len(KINDS)], rng)


def random_table(kind, rng):
    m, n = int(rng.integers(2, 9)), int(rng.integers(2, 7))
    matrix = rng.uniform(0.2, 10, (m, n)) * 10.0 ** rng.integers(-3, 5, n)
    weights = rng.dirichlet(np.ones(n))
    if kind in {"few levels", "equal weights"}:
        matrix = rng.integers(1, 5, (m, n)).astype(float)
    if kind == "constant column":
        matrix[:, rng.integers(n)] = rng.choice([0.1, 7.0])
    if kind == "weight of 0":
        weights[rng.integers(n)] = 0
        weights /= weights.sum()
    if kind == "equal weights":
        weights = np.full(n, 1 / n)
    if kind == "equal vendors":
        matrix[0] = matrix[-1]
    return Table(kind, matrix, weights, rng.random(n) < 0.4)
