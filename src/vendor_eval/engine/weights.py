"""Weights as numbers: one point, or the whole simplex."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from vendor_eval.engine.arrays import Floats
from vendor_eval.engine.simplices import sticks
from vendor_eval.engine.streams import stream
from vendor_eval.engine.weightsets import WeightSet

__all__ = ["PointWeights", "SimplexWeights", "Weights"]


@dataclass(frozen=True, slots=True)
class PointWeights:
    """Weights that are stated exactly.

    Parameters
    ----------
    w
        One weight a criterion.
    """

    w: tuple[float, ...]

    def __post_init__(self) -> None:
        """Refuse weights that are none, negative or infinite."""
        if not self.w or not all(0 <= weight < math.inf for weight in self.w):
            raise ValueError(f"Weights must be one or more finite numbers, none negative: {self.w}.")

    def __len__(self) -> int:
        """The number of criteria."""
        return len(self.w)

    @property
    def mean(self) -> Floats:
        """The weights, shape (criteria,)."""
        return np.array(self.w, dtype=np.float64)

    def draw(self, seed: int, block: int, size: int) -> Floats:
        """The weights, shape (criteria, 1): one column stands for every draw."""
        return self.mean[:, np.newaxis]

    @property
    def axes(self) -> tuple[str, ...]:
        """The names of the numbers that make one draw: none."""
        return ()

    def at(self, u: Floats) -> Floats:
        """The weights, shape (criteria, 1): one column stands for every draw."""
        return self.mean[:, np.newaxis]

    def least(self, differences: Sequence[float] | Floats) -> float:
        """The least weighted sum of some points, one a criterion: here there is only one.

        Examples
        --------
        >>> PointWeights((0.75, 0.25)).least([40, -20])
        25.0
        """
        _one_each(self, differences)
        return math.fsum(weight * float(points) for weight, points in zip(self.w, differences, strict=True))


@dataclass(frozen=True, slots=True)
class SimplexWeights:
    """All weights that are not negative and add up to 1, equally likely.

    One standard exponential a criterion, divided by their sum, is uniform on the simplex (Rubinstein 1982; Tervonen
    and Lahdelma 2007). Each criterion has a stream of its own and the sum runs in the order of the keys, so the
    order of the criteria changes no weight by a bit.

    Parameters
    ----------
    criteria
        The keys of the criteria, each once.
    """

    criteria: tuple[str, ...]

    def __post_init__(self) -> None:
        """Refuse no criteria and criteria that are named twice."""
        if not self.criteria or len(set(self.criteria)) < len(self.criteria):
            raise ValueError(f"Weights need one or more criteria, each named once: {self.criteria}.")

    def __len__(self) -> int:
        """The number of criteria."""
        return len(self.criteria)

    @property
    def mean(self) -> Floats:
        """Mean weights of the set, all equal, shape (criteria,)."""
        return np.full(len(self), 1 / len(self))

    def draw(self, seed: int, block: int, size: int) -> Floats:
        """The weights in the draws of one block, shape (criteria, size)."""
        w = np.empty((len(self), size))
        total = np.zeros(size)
        for j in sorted(range(len(self)), key=self.criteria.__getitem__):
            stream(seed, block, "weight", self.criteria[j]).standard_exponential(out=w[j])
            total += w[j]
        w /= total
        return w

    @property
    def axes(self) -> tuple[str, ...]:
        """The names of the numbers that make one draw: those of all criteria but the last in the order of the keys."""
        return tuple(sorted(self.criteria)[:-1])

    def at(self, u: Floats) -> Floats:
        """The weights for numbers from [0, 1), one row an axis; shape (criteria, draws)."""
        w = np.empty((len(self), u.shape[1]))
        w[sorted(range(len(self)), key=self.criteria.__getitem__)] = sticks(u)
        return w

    def least(self, differences: Sequence[float] | Floats) -> float:
        """The least weighted sum of some points, one a criterion, over all weights of the set.

        A weighted sum is linear in the weights, so it is least where one criterion has all the weight.

        Examples
        --------
        >>> SimplexWeights(("cost", "fit")).least([40, -20])
        -20.0
        """
        _one_each(self, differences)
        return float(min(differences))


Weights: TypeAlias = PointWeights | SimplexWeights | WeightSet


def _one_each(weights: Weights, differences: Sequence[float] | Floats) -> None:
    if len(differences) != len(weights):
        raise ValueError(f"Points must be one a criterion, {len(weights)} in all, not {len(differences)}.")
