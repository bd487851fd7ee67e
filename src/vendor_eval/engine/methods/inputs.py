"""What a method is given, looked through once, so that no kernel meets a number that it cannot take."""

from dataclasses import dataclass
from typing import Self

import numpy as np

from vendor_eval.engine.arrays import Bools, Floats

__all__ = ["LARGEST", "Performances", "checked_weights"]

LARGEST = 1e100  # squares and sums of squares of such numbers still fit
FEW_VALUES = 1 << 16  # that stay in the cache whichever way they are read
ROUNDING = 1e-9  # sums of weights that are closer to 1 than this are 1


@dataclass(frozen=True, slots=True, eq=False)
class Performances:
    """Finite values of some vendors on some criteria.

    Parameters
    ----------
    values
        Shape (criteria, vendors, draws) or (criteria, vendors, 1).
    costs
        Whether less is better, shape (criteria,).
    label
        The name of the method, for messages.
    kept
        Whether what is computed from fixed values is worth keeping, because many draws of weights will follow.
    """

    values: Floats
    costs: Bools
    label: str
    kept: bool

    @classmethod
    def of(cls, values: Floats, costs: Bools | None, *, label: str, positive: bool, kept: bool) -> Self:
        """The values after all checks; ``positive`` refuses negative numbers and costs of 0."""
        values = np.asarray(values, dtype=np.float64)
        if values.ndim != 3 or not values.size:
            raise ValueError(f"{label} needs values of (criteria, vendors, draws), 1 or more of each: {values.shape}.")
        costs = np.zeros(len(values), dtype=np.bool_) if costs is None else np.asarray(costs, dtype=np.bool_)
        if costs.shape != (len(values),):
            raise ValueError(f"{label} needs to know of each of {len(values)} criteria whether it is a cost.")
        fixed = values.shape[2] == 1
        if fixed:
            values = np.ascontiguousarray(values)  # a view of (vendors, criteria) would be read criss-cross many times
        given = cls(values, costs, label, kept and fixed)
        for j, column in enumerate(values):
            least, greatest = column.min(), column.max()
            if not (least >= -LARGEST and greatest <= LARGEST):  # a missing number fails both
                given.refuse(j, "finite numbers, none larger than 1e100 in size")
            if positive and (least < 0 or (least == 0 and costs[j])):
                given.refuse(j, "costs above 0" if costs[j] else "numbers from 0")
        return given

    def column(self, j: int) -> Floats:
        """The values of a criterion, shape (vendors, draws) or (vendors, 1); not to be written to."""
        column: Floats = self.values[j]
        return column

    def together(self) -> Self | None:
        """All criteria as if they were draws of one, if values are fixed, few, and no cost is beside a benefit.

        Whatever treats every criterion alike then costs one call of numpy where it would cost one a criterion.
        """
        alike = self.costs.all() or not self.costs.any()
        if not alike or self.values.shape[2] > 1 or self.values.size > FEW_VALUES:
            return None
        rows = np.ascontiguousarray(self.values[:, :, 0].T)
        return type(self)(rows[np.newaxis], self.costs[:1], self.label, self.kept)

    def refuse(self, j: int, what: str) -> None:
        """Raise the error of a method that needs ``what`` and does not find it at criterion ``j``."""
        raise ValueError(f"{self.label} needs {what}; see criterion {j + 1} of {len(self.values)}.")


def checked_weights(weights: Floats, performances: Performances) -> Floats:
    """Weights that fit the values and sum to 1 in each draw, shape (criteria, draws) or (criteria, 1)."""
    values = performances.values
    weights = np.asarray(weights, dtype=np.float64)
    if weights.ndim != 2 or len(weights) != len(values) or not weights.size:
        raise ValueError(f"{performances.label}: values {values.shape} and weights {weights.shape} do not fit.")
    if 1 not in {values.shape[2], weights.shape[1]} and values.shape[2] != weights.shape[1]:
        raise ValueError(f"{performances.label}: values {values.shape} and weights {weights.shape} do not fit.")
    in_range = weights.min() >= 0 and weights.max() <= LARGEST  # a missing number fails both
    total = weights.sum(axis=0) if in_range else np.zeros(1)
    if not total.min() > 0:
        raise ValueError(f"{performances.label} needs weights from 0, finite and not all 0 in a draw.")
    return weights if np.abs(total - 1).max() <= ROUNDING else weights / total
