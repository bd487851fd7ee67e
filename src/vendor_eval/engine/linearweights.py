"""Sets of weights within linear limits, all weights in the set equally likely."""

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import TypeAlias

import numpy as np

from vendor_eval.engine.arrays import Floats
from vendor_eval.engine.boundedmean import bounded_mean
from vendor_eval.engine.limits import Limit, bounded, ratio
from vendor_eval.engine.pieces import Pieces
from vendor_eval.engine.polytope import Polytope, conflict, polytope
from vendor_eval.engine.samplers import CUTTING_DIMENSIONS, Mixtures, Sampler, sampler_of
from vendor_eval.engine.weightsets import WeightSet

__all__ = ["BoundedWeights", "LinearWeights", "Ratio", "RatioWeights"]

Rows: TypeAlias = tuple[tuple[float, ...], ...]  # limits as (factors.., bound), sorted: they hash, and caches find them

MEAN_DRAWS = 65_536
LISTED = 7  # dimensions: up to here all corners are tried sooner than a linear programme is solved


@dataclass(frozen=True, slots=True)
class LimitedWeights(WeightSet):
    """Weights within linear limits; those that are listed here differ in how the limits are given."""

    def __post_init__(self) -> None:
        """Refuse limits on what is no criterion and limits that no weights keep; name those that conflict."""
        WeightSet.__post_init__(self)
        strangers = {key for limit in self.limits for key, _ in limit.terms} - set(self.criteria)
        if strangers:
            raise ValueError(f"Limits on what is no criterion: {', '.join(sorted(strangers))}.")
        keys, _ = self.in_order_of_keys()
        as_given = np.array([*(_row(limit, keys) for limit in self.limits), *_signs(len(keys))])
        clash = conflict(as_given[:, :-1], as_given[:, -1], len(keys))
        if clash:
            named = "; ".join(self.limits[i].label for i in clash)
            raise ValueError(f"No weights keep all of these limits: {named}. Drop or widen one of them.")

    @property
    @abstractmethod
    def limits(self) -> tuple[Limit, ...]:
        """The limits besides those that all weights keep."""

    @property
    def rows(self) -> Rows:
        """The limits as numbers, in an order that depends on neither the criteria's nor their own."""
        keys, _ = self.in_order_of_keys()
        return (*sorted({_row(limit, keys) for limit in self.limits}), *_signs(len(keys)))

    @property
    def mean(self) -> Floats:
        """The centre of gravity of the set, shape (criteria,)."""
        return self._as_given(self._centre()[0])

    @property
    def mean_error(self) -> Floats:
        """The standard error of the mean weights, shape (criteria,): 0 where they are not estimated by drawing."""
        return self._as_given(self._centre()[1])

    @property
    def vertices(self) -> Floats:
        """The corners of the set, shape (corners, criteria); a ValueError if there are too many to list."""
        return self._as_given(_vertices(self.rows).T).T

    @property
    def sampler(self) -> str:
        """How the weights are drawn."""
        return _sampler(self.rows).name

    def draw(self, seed: int, block: int, size: int) -> Floats:
        """The weights in the draws of one block, shape (criteria, size)."""
        keys, _ = self.in_order_of_keys()
        return self._as_given(_sampler(self.rows).draw(keys, seed, block, size))

    @property
    def axes(self) -> tuple[str, ...]:
        """The names of the numbers that make one draw; a ValueError if draws cannot be made of such numbers."""
        return self._mapped().axes(self.in_order_of_keys()[0])

    def at(self, u: Floats) -> Floats:
        """The weights for numbers from [0, 1), one row an axis; shape (criteria, draws)."""
        return self._as_given(self._mapped().at(u))

    def _mapped(self) -> Mixtures | Pieces:
        """The sampler, if it makes a draw of a fixed number of numbers."""
        sampler = _sampler(self.rows)
        if not isinstance(sampler, Mixtures | Pieces):
            raise ValueError(
                f"Sobol points cannot give these weights, which are drawn by {sampler.name}: draw at random. They can "
                "give any weights, an order, weights around a point, groups of these, and limits that leave a set with "
                f"one corner more than dimensions or with at most {CUTTING_DIMENSIONS} dimensions, whose corners are "
                "not too close to each other to be told apart."
            )
        return sampler

    def effective(self, draws: int) -> float:
        """How many independent draws some draws are worth: all, if the sampler is exact."""
        return _sampler(self.rows).effective(draws)

    def least(self, differences: Sequence[float] | Floats) -> float:
        """The least weighted sum of some points, one a criterion, over all weights of the set."""
        _, order = self.in_order_of_keys()
        points = self.points(differences)[order]
        shape = _shape(self.rows)
        if shape.simplex_shaped or shape.dimensions <= LISTED:
            return float((_vertices(self.rows) @ points).min())
        return float(points @ shape.farthest(-points))

    def _centre(self) -> tuple[Floats, Floats]:
        """The mean weights and their standard errors, in the order of the keys."""
        return _mean(self.rows)

    def _as_given(self, values: Floats) -> Floats:
        """What stands in the order of the keys, in the order of the criteria; shape (criteria, ..)."""
        _, order = self.in_order_of_keys()
        given = np.empty_like(values)
        given[order] = values
        return given


@dataclass(frozen=True, slots=True)
class LinearWeights(LimitedWeights):
    """All weights that keep some linear limits, equally likely.

    Parameters
    ----------
    limits
        The limits besides those that all weights keep; see ``limits.bounded``, ``ordered`` and ``ratio``.

    Examples
    --------
    >>> weights = LinearWeights(("fit", "price"), (*bounded("fit", low=0.2), *ratio("price", "fit", low=1)))
    >>> sorted(weights.vertices.round(4).tolist())
    [[0.2, 0.8], [0.5, 0.5]]
    """

    limits: tuple[Limit, ...] = ()


@dataclass(frozen=True, slots=True)
class BoundedWeights(LimitedWeights):
    """All weights between a lower and an upper bound each, equally likely.

    Parameters
    ----------
    low, high
        The bounds, one each a criterion.

    Examples
    --------
    >>> BoundedWeights(("fit", "price"), low=(0.1, 0.3), high=(1, 0.6)).mean.round(4).tolist()
    [0.55, 0.45]
    """

    low: tuple[float, ...]
    high: tuple[float, ...]

    def __post_init__(self) -> None:
        """Refuse bounds that are no bounds or that no weights keep; name those that conflict."""
        if not len(self.low) == len(self.high) == len(self.criteria):
            raise ValueError(f"Give a lower and an upper bound for each of {len(self.criteria)} criteria.")
        LimitedWeights.__post_init__(self)

    @property
    def limits(self) -> tuple[Limit, ...]:
        """The bounds that say something."""
        each = zip(self.criteria, self.low, self.high, strict=True)
        return tuple(chain.from_iterable(bounded(key, low, high) for key, low, high in each))

    def least(self, differences: Sequence[float] | Floats) -> float:
        """The least weighted sum of some points: what the lower bounds leave goes where the points are least."""
        points = self.points(differences)
        low, high = np.array(self.low), np.array(self.high)
        order = np.argsort(points, kind="stable")
        spent = np.minimum(np.cumsum((high - low)[order]), 1 - low.sum())
        return float(points @ low + points[order] @ np.diff(spent, prepend=0))

    def _centre(self) -> tuple[Floats, Floats]:
        """The mean weights and their standard errors, in the order of the keys; in closed form where that is exact."""
        _, order = self.in_order_of_keys()
        low, high = (tuple(float(min(ends[j], 1)) for j in order) for ends in (self.low, self.high))
        mean = bounded_mean(low, high)
        return _mean(self.rows) if mean is None else (np.array(mean), np.zeros(len(self)))


@dataclass(frozen=True, slots=True)
class Ratio:
    """One weight lies between two multiples of another.

    Parameters
    ----------
    first, second
        The criteria.
    low, high
        ``low * second <= first <= high * second``.
    """

    first: str
    second: str
    low: float = 0.0
    high: float = float("inf")


@dataclass(frozen=True, slots=True)
class RatioWeights(LimitedWeights):
    """All weights whose ratios keep some bounds, equally likely.

    Parameters
    ----------
    ratios
        The bounds on ratios.
    """

    ratios: tuple[Ratio, ...]

    @property
    def limits(self) -> tuple[Limit, ...]:
        """The bounds as linear limits."""
        return tuple(chain.from_iterable(ratio(one.first, one.second, one.low, one.high) for one in self.ratios))


def _row(limit: Limit, keys: tuple[str, ...]) -> tuple[float, ...]:
    factors = dict(limit.terms)
    return (*(float(factors.get(key, 0)) for key in keys), float(limit.bound))


def _signs(n: int) -> Rows:
    """The limits that no weight is negative."""
    return tuple(tuple(-1.0 if k == j else 0.0 for k in range(n + 1)) for j in range(n))


@lru_cache(maxsize=128)
def _shape(rows: Rows) -> Polytope:
    table = np.array(rows)
    return polytope(table[:, :-1], table[:, -1])


@lru_cache(maxsize=128)
def _vertices(rows: Rows) -> Floats:
    return _shape(rows).vertices()


@lru_cache(maxsize=128)
def _sampler(rows: Rows) -> Sampler:
    return sampler_of(_shape(rows))


@lru_cache(maxsize=128)
def _mean(rows: Rows) -> tuple[Floats, Floats]:
    """The mean weights and their standard errors, in the order of the keys."""
    sampler = _sampler(rows)
    n = len(rows[0]) - 1
    if isinstance(sampler, Mixtures):
        return sampler.vertices.mean(axis=0), np.zeros(n)
    if isinstance(sampler, Pieces):
        return sampler.mean, np.zeros(n)
    draws = sampler.draw(tuple(str(j) for j in range(n)), 0, 0, MEAN_DRAWS)
    return draws.mean(axis=1), draws.std(axis=1) / np.sqrt(sampler.effective(MEAN_DRAWS))
