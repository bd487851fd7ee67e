"""The table of points and weights that every method of a cross-check ranks from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from vendor_eval.analysis.evaluate import Evaluation
from vendor_eval.engine.arrays import Bools, Floats

__all__ = ["Table", "table_of"]

DIGITS = 9  # decimals of a point: two ways to work out one expected value must not look like a spread


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Points of the vendors that take part, in the order of the decision, and the weights of the criteria.

    Parameters
    ----------
    vendors, criteria
        The keys, each once.
    points
        Values from 0 to 100, shape (vendors, criteria).
    weights
        Shape (criteria,).
    """

    vendors: tuple[str, ...]
    criteria: tuple[str, ...]
    points: Floats
    weights: Floats

    def __post_init__(self) -> None:
        """Refuse what no method can rank."""
        if self.points.shape != (len(self.vendors), len(self.criteria)) or self.weights.shape != (len(self.criteria),):
            raise ValueError(f"Points {self.points.shape} and weights {self.weights.shape} do not fit the keys.")
        if not (np.isfinite(self.points).all() and np.isfinite(self.weights).all()):
            raise ValueError("Every vendor needs a value on every criterion, and every criterion a weight.")

    @property
    def spread(self) -> Floats:
        """By how many points the vendors differ on each criterion, shape (criteria,)."""
        return np.ptp(self.points, axis=0) if self.vendors else np.zeros(len(self.criteria))

    def telling(self) -> Self:
        """Return the criteria that count and tell vendors apart; of the weights, what is left."""
        return self._criteria((self.weights > 0) & (self.spread > 0))

    def without_criterion(self, index: int) -> Self:
        """Return the table without one criterion, the weights of the others in proportion."""
        return self._criteria(np.arange(len(self.criteria)) != index)

    def without_vendor(self, index: int) -> Self:
        """Return the table without one vendor."""
        kept = [i for i in range(len(self.vendors)) if i != index]
        return replace(self, vendors=tuple(self.vendors[i] for i in kept), points=self.points[kept])

    def raised(self, floor: float) -> Self:
        """Return the table with every value raised to a least one."""
        return replace(self, points=np.maximum(self.points, floor))

    def _criteria(self, kept: Bools) -> Self:
        total = self.weights[kept].sum()
        return replace(
            self,
            criteria=tuple(key for key, one in zip(self.criteria, kept, strict=True) if one),
            points=self.points[:, kept],
            weights=self.weights[kept] / total if total > 0 else self.weights[kept],
        )


def table_of(evaluation: Evaluation) -> Table:
    """Return the expected points of all vendors that are not insufficient, as if every open must were met.

    Weights are the declared ones or, of a set, its mean.
    """
    decision, model = evaluation.decision, evaluation.model
    vendors = [key for key in decision.vendors if evaluation.verdicts[key].name != "insufficient"]
    rows = [model.vendors.index(key) for key in vendors]
    columns = [model.criteria.index(key) for key in decision.weighted]
    points = model.points("mean", if_met=True)[np.ix_(rows, columns)]
    return Table(tuple(vendors), decision.weighted, np.round(points, DIGITS), model.weights.mean[columns])
