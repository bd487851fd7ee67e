"""Numbers by criterion and vendor, waiting for weights: what most methods come down to."""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Self

import numpy as np

from vendor_eval.engine.arrays import Floats
from vendor_eval.engine.methods.inputs import Performances
from vendor_eval.engine.products import weighted
from vendor_eval.engine.scratch import scratch

__all__ = ["Combine", "Parts", "Table", "row_blocks"]

IN_CACHE = 1 << 16  # numbers that are worked on at once

Parts = Callable[[int], tuple[Floats, ...]]
Combine = Callable[..., None]  # takes the sums of each part and leaves its answer in the first


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """One or more numbers for each criterion and vendor, none of which depends on the weights.

    Fixed values and many draws of weights: the numbers are kept, and each block of draws is a small matrix product.
    Values that change from draw to draw: the numbers of one criterion at a time are computed and added, so nothing
    is ever larger than (vendors, draws).

    Parameters
    ----------
    criteria
        How many.
    parts
        The numbers of a criterion, each of shape (vendors, draws) or (vendors, 1).
    kept
        Each part for all criteria, shape (criteria, vendors); missing if they are computed when needed.
    """

    criteria: int
    parts: Parts
    kept: tuple[Floats, ...] | None = None

    @classmethod
    def of(cls, performances: Performances, parts: Parts) -> Self:
        """The table of some performances, worked out at once if it will be used often."""
        n = len(performances.values)
        if not performances.kept:
            return cls(n, parts)
        columns = zip(*(parts(j) for j in range(n)), strict=True)
        return cls(n, parts, tuple(np.stack([column[:, 0] for column in part]) for part in columns))

    @classmethod
    def alike(cls, performances: Performances, parts: Callable[[Performances, int], tuple[Floats, ...]]) -> Self:
        """The table of some performances whose criteria are all treated alike: at once, where that is faster."""
        together = performances.together()
        if together is not None:
            with contextlib.suppress(ValueError):  # which does not know what criterion it speaks of
                kept = tuple(part.T for part in parts(together, 0))
                return cls(len(performances.values), lambda j: parts(performances, j), kept)
        return cls.of(performances, lambda j: parts(performances, j))

    def sums(self, weights: Floats) -> tuple[Floats, ...]:
        """Sum over criteria of weight times number, for each part; shape (vendors, draws)."""
        if self.kept is not None:
            return tuple(weighted(part, weights) for part in self.kept)
        totals = tuple(np.multiply(part, weights[0]) for part in self.parts(0))
        for j in range(1, self.criteria):
            for total, part in zip(totals, self.parts(j), strict=True):
                total += part * weights[j]
        return totals

    def combined(self, weights: Floats, combine: Combine) -> Floats:
        """The sums of all parts made into one number for each vendor and draw; shape (vendors, draws)."""
        if self.kept is None:
            sums = self.sums(weights)
            combine(*sums)
            return sums[0]
        first, *others = self.kept
        m, draws = first.shape[1], weights.shape[1]
        combined = np.empty((m, draws))
        for rows in row_blocks(m, draws):
            weighted(first[:, rows], weights, out=combined[rows])
            shape = (len(combined[rows]), draws)
            kept = [scratch(f"part {i}", shape, np.float64) for i in range(len(others))]
            combine(
                combined[rows],
                *(weighted(part[:, rows], weights, out) for part, out in zip(others, kept, strict=True)),
            )
        return combined

    def maxima(self, weights: Floats) -> tuple[Floats, ...]:
        """Maximum over criteria of weight times number, for each part; shape (vendors, draws)."""
        if self.kept is not None:
            return tuple(_maxima(part, weights) for part in self.kept)
        most = tuple(np.multiply(part, weights[0]) for part in self.parts(0))
        for j in range(1, self.criteria):
            for so_far, part in zip(most, self.parts(j), strict=True):
                np.maximum(so_far, part * weights[j], out=so_far)
        return most


def row_blocks(m: int, draws: int) -> Iterator[slice]:
    """The rows of a (vendors, draws) array, a few at a time so that several such arrays stay in the cache."""
    step = max(1, IN_CACHE // draws)
    for start in range(0, m, step):
        yield slice(start, min(start + step, m))


def _maxima(part: Floats, weights: Floats) -> Floats:
    """Maximum over criteria of weight times number, from numbers of shape (criteria, vendors)."""
    m, draws = part.shape[1], weights.shape[1]
    most = np.empty((m, draws))
    scratch = np.empty((min(m, max(1, IN_CACHE // draws)), draws))
    for rows in row_blocks(m, draws):
        here = most[rows]
        there = scratch[: len(here)]
        np.multiply(part[0, rows, np.newaxis], weights[0], out=here)
        for j in range(1, len(part)):
            np.multiply(part[j, rows, np.newaxis], weights[j], out=there)
            np.maximum(here, there, out=here)
    return most
