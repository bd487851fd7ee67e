"""Sets of weights that are known in closed form: in an order of importance, or around a point."""

import math
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from vendor_eval.engine.arrays import Floats
from vendor_eval.engine.cells_beta import beta_quantiles
from vendor_eval.engine.rankweights import roc, shared
from vendor_eval.engine.simplices import mixed, mixing, sticks, weight_streams

__all__ = ["AroundWeights", "RankedWeights", "WeightSet"]

MOST_VERTICES = 100_000


@dataclass(frozen=True, slots=True)
class WeightSet(ABC):
    """Weights of which all in a set are possible; they are not negative and add up to 1.

    The weights in a block of draws depend on the seed, the block and the keys of the criteria, not on their order
    nor on what was drawn before; fewer draws are the first of many.

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
    @abstractmethod
    def mean(self) -> Floats:
        """The mean weights of the set, shape (criteria,)."""

    @property
    def mean_error(self) -> Floats:
        """The standard error of the mean weights, shape (criteria,): 0 where they are not estimated by drawing."""
        return np.zeros(len(self))

    @property
    @abstractmethod
    def vertices(self) -> Floats:
        """The corners of the set, shape (corners, criteria); a ValueError if there are too many to list."""

    @property
    @abstractmethod
    def sampler(self) -> str:
        """How the weights are drawn."""

    @abstractmethod
    def draw(self, seed: int, block: int, size: int) -> Floats:
        """The weights in the draws of one block, shape (criteria, size)."""

    @property
    @abstractmethod
    def axes(self) -> tuple[str, ...]:
        """The names of the numbers that make one draw; a ValueError if draws cannot be made of such numbers.

        Where they can, evenly spread numbers give evenly spread weights.
        """

    @abstractmethod
    def at(self, u: Floats) -> Floats:
        """The weights for numbers from [0, 1), one row an axis; shape (criteria, draws)."""

    def effective(self, draws: int) -> float:
        """How many independent draws some draws are worth: all, if the sampler is exact."""
        return draws

    @abstractmethod
    def least(self, differences: Sequence[float] | Floats) -> float:
        """The least weighted sum of some points, one a criterion, over all weights of the set."""

    def greatest(self, differences: Sequence[float] | Floats) -> float:
        """The greatest weighted sum of some points, one a criterion, over all weights of the set."""
        return -self.least(-np.asarray(differences, dtype=np.float64))

    def in_order_of_keys(self) -> tuple[tuple[str, ...], list[int]]:
        """The keys in their own order, and the place of each among the criteria."""
        order = sorted(range(len(self)), key=self.criteria.__getitem__)
        return tuple(self.criteria[j] for j in order), order

    def points(self, differences: Sequence[float] | Floats) -> Floats:
        """Points to weight, checked, shape (criteria,)."""
        points = np.asarray(differences, dtype=np.float64)
        if points.shape != (len(self),):
            raise ValueError(f"Give one number for each of {len(self)} criteria, not {points.shape}.")
        return points


@dataclass(frozen=True, slots=True)
class RankedWeights(WeightSet):
    """All weights that keep an order of importance, equally likely.

    Uniform weights are sorted and dealt to the groups from the greatest down; inside a group they keep the order that
    the criteria's own exponentials have. That is exact: the sizes of exponentials tell nothing about their order.

    Parameters
    ----------
    groups
        The criteria from the most important group to the least; inside a group nothing is said.

    Examples
    --------
    >>> RankedWeights(("price", "fit", "risk"), (("fit",), ("price", "risk"))).mean.round(4).tolist()
    [0.1944, 0.6111, 0.1944]
    """

    groups: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        """Refuse an order that leaves criteria out or names them twice."""
        WeightSet.__post_init__(self)
        named = [key for group in self.groups for key in group]
        if sorted(named) != sorted(self.criteria) or not all(self.groups):
            raise ValueError(f"An order must name each of {self.criteria} once, not {self.groups}.")

    @property
    def places(self) -> list[list[int]]:
        """The places of the criteria of each group."""
        place = {key: j for j, key in enumerate(self.criteria)}
        return [[place[key] for key in sorted(group)] for group in self.groups]

    @property
    def mean(self) -> Floats:
        """The rank-order centroid, groups sharing the mean of their places, shape (criteria,)."""
        w = np.empty(len(self))
        w[np.concatenate(self.places)] = shared(roc(len(self)), [len(group) for group in self.groups])
        return w

    @property
    def vertices(self) -> Floats:
        """The corners: equal weights on all groups above and on some criteria of the next, shape (corners, criteria).

        On the first group they are one criterion alone.
        """
        first, *rest = self.places
        count = len(first) + sum(2 ** len(group) - 1 for group in rest)
        if count > MOST_VERTICES:
            raise ValueError(f"These weights have {count} corners, too many to list.")
        corners = [[j] for j in first]
        above = first
        for group in rest:
            for chosen in range(1, 2 ** len(group)):
                corners.append([*above, *(j for i, j in enumerate(group) if chosen >> i & 1)])
            above = [*above, *group]
        w = np.zeros((count, len(self)))
        for row, corner in zip(w, corners, strict=True):
            row[corner] = 1 / len(corner)
        return w

    @property
    def sampler(self) -> str:
        """How the weights are drawn."""
        return "sorted and dealt to the groups (exact)"

    def draw(self, seed: int, block: int, size: int) -> Floats:
        """The weights in the draws of one block, shape (criteria, size)."""
        keys, _ = self.in_order_of_keys()
        return self._dealt(mixing(weight_streams(keys, seed, block), size))

    @property
    def axes(self) -> tuple[str, ...]:
        """The names of the numbers that make one draw: those of all criteria but the last in the order of the keys."""
        return self.in_order_of_keys()[0][:-1]

    def at(self, u: Floats) -> Floats:
        """The weights for numbers from [0, 1), one row an axis; shape (criteria, draws)."""
        _, order = self.in_order_of_keys()
        if len(self.groups) < len(self):
            return self._dealt(sticks(u))
        # A corner of a full order for each criterion: equal weights on it and all above. Nothing needs to be sorted.
        place = {group[0]: k for k, group in enumerate(self.groups)}
        return mixed(self.vertices[[place[self.criteria[j]] for j in order]], sticks(u))

    def _dealt(self, shares: Floats) -> Floats:
        """Shares in the order of the keys, sorted and dealt to the groups from the greatest down."""
        _, order = self.in_order_of_keys()
        w = np.empty_like(shares)
        w[order] = shares
        if len(self.groups) == 1:
            return w
        falling = np.sort(w, axis=0)[::-1]
        start = 0
        for group in self.places:
            dealt = falling[start : start + len(group)]
            if len(group) > 1:
                ranks = np.argsort(np.argsort(-w[group], axis=0, kind="stable"), axis=0)
                dealt = np.take_along_axis(dealt, ranks, axis=0)
            w[group] = dealt
            start += len(group)
        return w

    def least(self, differences: Sequence[float] | Floats) -> float:
        """The least weighted sum of some points, one a criterion, over all weights of the set.

        It lies at a corner, and the best corner of each size takes the least points of its last group.
        """
        points = self.points(differences)
        run = np.concatenate([np.sort(points[group]) for group in self.places])
        return float((np.cumsum(run) / np.arange(1, len(run) + 1)).min())


@dataclass(frozen=True, slots=True)
class AroundWeights(WeightSet):
    """Weights around a point: likely near it, less likely farther off (a Dirichlet distribution).

    The standard deviation of a weight is ``sqrt(w (1 - w) / (concentration + 1))``. All weights are possible, but a
    criterion whose weight is 0 keeps 0.

    Parameters
    ----------
    w
        The mean weights, adding up to 1.
    concentration
        How close to the point, 1 or more. Equal weights with the number of criteria give all weights, equally likely.
    """

    w: tuple[float, ...]
    concentration: float

    def __post_init__(self) -> None:
        """Refuse weights that are none and a concentration that is too low."""
        WeightSet.__post_init__(self)
        if len(self.w) != len(self) or not all(0 <= weight <= 1 for weight in self.w):
            raise ValueError(f"Give {len(self)} weights from 0 to 1, one a criterion: {self.w}.")
        if abs(math.fsum(self.w) - 1) > 1e-9:
            raise ValueError(f"Weights must add up to 1, not {math.fsum(self.w):g}.")
        if not 1 <= self.concentration < math.inf:
            raise ValueError(
                f"The concentration must be 1 or more, not {self.concentration:g}: "
                "below, nearly every draw gives one criterion all the weight."
            )

    @property
    def mean(self) -> Floats:
        """The point, shape (criteria,)."""
        return np.array(self.w)

    @property
    def vertices(self) -> Floats:
        """Each criterion with a weight alone, shape (corners, criteria)."""
        return np.eye(len(self))[self.mean > 0]

    @property
    def sampler(self) -> str:
        """How the weights are drawn."""
        return "gamma variates divided by their sum (exact)"

    def draw(self, seed: int, block: int, size: int) -> Floats:
        """The weights in the draws of one block, shape (criteria, size)."""
        keys, order = self.in_order_of_keys()
        w = np.empty((len(self), size))
        total = np.zeros(size)
        for j, source in zip(order, weight_streams(keys, seed, block), strict=True):
            source.standard_gamma(self.concentration * self.w[j], out=w[j])
            total += w[j]
        w /= total
        return w

    @property
    def axes(self) -> tuple[str, ...]:
        """The names of the numbers that make one draw: those of all criteria with a weight but the last of the keys."""
        return tuple(self.criteria[j] for j in self._weighted[:-1])

    def at(self, u: Floats) -> Floats:
        """The weights for numbers from [0, 1), one row an axis; shape (criteria, draws).

        Pieces broken off a stick as by ``sticks``, but each share of what is left has a beta distribution (Connor and
        Mosimann 1969).
        """
        w = np.zeros((len(self), u.shape[1]))
        *weighted, last = self._weighted
        shapes = self.concentration * self.mean
        rest = np.ones(u.shape[1])
        for k, (j, number) in enumerate(zip(weighted, u, strict=True)):
            share = beta_quantiles(float(shapes[j]), math.fsum(shapes[self._weighted[k + 1 :]]), number)
            np.multiply(rest, share, out=w[j])
            rest = rest * (1 - share)
        w[last] = rest
        return w

    @property
    def _weighted(self) -> list[int]:
        """The places of the criteria with a weight, in the order of their keys."""
        return [j for j in self.in_order_of_keys()[1] if self.w[j] > 0]

    def least(self, differences: Sequence[float] | Floats) -> float:
        """The least weighted sum of some points, one a criterion, over all weights that are possible."""
        return float(self.points(differences)[self.mean > 0].min())
