"""Weights by level: those of groups, and inside each group those of its parts."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product
from typing import TypeAlias

import numpy as np

from vendor_eval.engine.arrays import Floats
from vendor_eval.engine.weights import PointWeights, SimplexWeights
from vendor_eval.engine.weightsets import MOST_VERTICES, WeightSet

__all__ = ["Level", "TreeWeights"]

LevelWeights: TypeAlias = PointWeights | SimplexWeights | WeightSet


@dataclass(frozen=True, slots=True)
class Level:
    """The weights of the parts of one group, of which they divide the weight among them.

    Parameters
    ----------
    weights
        The weights of the parts. The keys of a set name random streams, so no two levels share one.
    parts
        What each is a weight of: a criterion's key, or a group of its own.
    """

    weights: LevelWeights
    parts: tuple["str | Level", ...]

    def __post_init__(self) -> None:
        """Refuse weights that are not one a part."""
        if len(self.weights) != len(self.parts):
            raise ValueError(f"A level of {len(self.parts)} parts needs as many weights, not {len(self.weights)}.")

    def leaves(self) -> Iterator[str]:
        """The criteria below, in their order."""
        for part in self.parts:
            if isinstance(part, Level):
                yield from part.leaves()
            else:
                yield part

    def levels(self) -> Iterator["Level"]:
        """The level itself and all below."""
        yield self
        for part in self.parts:
            if isinstance(part, Level):
                yield from part.levels()


@dataclass(frozen=True, slots=True)
class TreeWeights(WeightSet):
    """Products of weights along the path from the top to a criterion, each level by itself.

    The levels are independent of each other: the mean weight of a criterion is the product of the means on its path,
    and a weighted sum is least where each group's own sum is least.

    Parameters
    ----------
    top
        The uppermost level.

    Examples
    --------
    >>> inner = Level(PointWeights((0.5, 0.5)), ("reach", "speed"))
    >>> tree = TreeWeights(("price", "reach", "speed"), Level(PointWeights((0.4, 0.6)), ("price", inner)))
    >>> tree.mean.tolist()
    [0.4, 0.3, 0.3]
    """

    top: Level

    def __post_init__(self) -> None:
        """Refuse a tree whose criteria are not those that are weighted."""
        WeightSet.__post_init__(self)
        if sorted(self.top.leaves()) != sorted(self.criteria):
            raise ValueError(f"The tree must hold each of {self.criteria} once, not {tuple(self.top.leaves())}.")

    @property
    def mean(self) -> Floats:
        """The mean weights, shape (criteria,)."""
        return self._spread(lambda weights: weights.mean[:, np.newaxis], 1)[:, 0]

    @property
    def mean_error(self) -> Floats:
        """The standard error of the mean weights, shape (criteria,): 0 where no level's are estimated by drawing."""
        variances = dict(_variances(self.top, 1.0, 0.0))
        return np.sqrt([variances[key] for key in self.criteria])

    @property
    def vertices(self) -> Floats:
        """The products of corners of the levels, shape (corners, criteria); a ValueError if there are too many."""
        corners = [_corners(level.weights) for level in self.top.levels()]
        count = math.prod(len(one) for one in corners)
        if count > MOST_VERTICES:
            raise ValueError(f"These weights have {count} corners, too many to list.")
        found = []
        for chosen in product(*corners):
            rows = iter(chosen)
            shares = dict(_shares(self.top, 1.0, rows))
            found.append([shares[key] for key in self.criteria])
        return np.array(found)

    @property
    def sampler(self) -> str:
        """How the weights are drawn."""
        names = {one.weights.sampler for one in self.top.levels() if isinstance(one.weights, WeightSet)}
        return "; ".join(["each level by itself", *sorted(names)])

    def draw(self, seed: int, block: int, size: int) -> Floats:
        """The weights in the draws of one block, shape (criteria, size)."""
        return self._spread(lambda weights: weights.draw(seed, block, size), size)

    @property
    def axes(self) -> tuple[str, ...]:
        """The names of the numbers that make one draw: those of each level, one level after the other."""
        return tuple(name for level in self.top.levels() for name in level.weights.axes)

    def at(self, u: Floats) -> Floats:
        """The weights for numbers from [0, 1), one row an axis; shape (criteria, draws)."""
        rows = iter(u)

        def drawn(weights: LevelWeights) -> Floats:
            taken = list(islice(rows, len(weights.axes)))
            return weights.at(np.array(taken).reshape(len(taken), u.shape[1]))

        return self._spread(drawn, u.shape[1])

    def effective(self, draws: int) -> float:
        """How many independent draws some draws are worth: as many as on the worst level."""
        sets = [one.weights for one in self.top.levels() if isinstance(one.weights, WeightSet)]
        return min((one.effective(draws) for one in sets), default=draws)

    def least(self, differences: Sequence[float] | Floats) -> float:
        """The least weighted sum of some points, one a criterion, over all weights of all levels."""
        points = dict(zip(self.criteria, self.points(differences).tolist(), strict=True))
        return _least(self.top, points)

    def _spread(self, shares: Callable[[LevelWeights], Floats], size: int) -> Floats:
        """Multiply what each level says along the paths, shape (criteria, size)."""
        place = {key: j for j, key in enumerate(self.criteria)}
        w = np.empty((len(self), size))

        def fill(level: Level, above: Floats) -> None:
            for share, part in zip(shares(level.weights), level.parts, strict=True):
                if isinstance(part, Level):
                    fill(part, above * share)
                else:
                    w[place[part]] = above * share

        fill(self.top, np.ones(1))
        return w


def _least(level: Level, points: Mapping[str, float]) -> float:
    parts = [_least(part, points) if isinstance(part, Level) else points[part] for part in level.parts]
    return level.weights.least(parts)


def _corners(weights: LevelWeights) -> list[list[float]]:
    match weights:
        case PointWeights(w=w):
            return [list(w)]
        case SimplexWeights():
            return [[float(i == j) for j in range(len(weights))] for i in range(len(weights))]
        case _:
            corners: list[list[float]] = weights.vertices.tolist()
            return corners


def _shares(level: Level, above: float, rows: Iterator[list[float]]) -> Iterator[tuple[str, float]]:
    """The weight of each criterion where the levels, in their order, have these weights."""
    for share, part in zip(next(rows), level.parts, strict=True):
        if isinstance(part, Level):
            yield from _shares(part, above * share, rows)
        else:
            yield part, above * share


def _variances(level: Level, above: float, variance: float) -> Iterator[tuple[str, float]]:
    """The variance of each criterion's mean weight: that of a product of independent estimates.

    ``above`` and ``variance`` are the mean and the variance of the weight that the level divides.
    """
    errors = level.weights.mean_error if isinstance(level.weights, WeightSet) else np.zeros(len(level.parts))
    for share, error, part in zip(level.weights.mean.tolist(), errors.tolist(), level.parts, strict=True):
        spread = variance * (share**2 + error**2) + above**2 * error**2
        if isinstance(part, Level):
            yield from _variances(part, above * share, spread)
        else:
            yield part, spread
