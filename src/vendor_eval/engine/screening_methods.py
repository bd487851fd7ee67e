"""The best few of very many vendors by a method that compares all of them with one another."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np

from vendor_eval.engine.additive import totals
from vendor_eval.engine.arrays import Floats, Integers
from vendor_eval.engine.certain import tally_certain
from vendor_eval.engine.compared import Compared
from vendor_eval.engine.counting import Counting
from vendor_eval.engine.interrupts import heed_interrupt
from vendor_eval.engine.keyed import Keyed
from vendor_eval.engine.methods import Method
from vendor_eval.engine.packing import packed
from vendor_eval.engine.ranks import TIE
from vendor_eval.engine.running import AT_FIRST, Executor, ending, in_order
from vendor_eval.engine.screening import Reached, draws_apart
from vendor_eval.engine.screening_race import Counted
from vendor_eval.engine.screening_top import Met, Top
from vendor_eval.engine.weights import PointWeights, Weights

__all__ = ["reach_top_by"]

SCORES = 1 << 20  # worked out at once: 8 MB
STINT = 256  # draws in one go, wherever that is: of 100,000 vendors a second or so


def reach_top_by(
    method: Method,
    points: Floats,
    weights: Weights,
    *,
    top: int,
    draws: int,
    seed: int,
    minimum_value: float | None = None,
    executor: Executor | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Reached:
    """Count how often each of very many vendors is first and among the best few by a method's scores.

    Every score may depend on all vendors that have a rank in the draw, so these are scored at once, and few enough
    draws that memory stays small.

    Parameters
    ----------
    points
        Points of those that may have a rank, the same in all draws; shape (criteria, vendors).
    minimum_value
        The overall value, the weighted sum of points, below which a vendor has no rank, if there is such a rule.
    executor
        Where to score stints of draws: anything with a map that keeps the order; here if left out, and where one draw
        stands for all. All points travel with each stint.
    progress
        Called with how many draws have been made, and how many there are to make.

    Raises
    ------
    ValueError
        If the method cannot take the numbers.
    """
    work = _Work(method, np.ascontiguousarray(points)[:, :, np.newaxis], weights, seed, top, minimum_value)
    if isinstance(weights, PointWeights):
        executor = None
    m, done = points.shape[1], 0
    first, among, nobody = np.zeros(m), np.zeros(m), 0
    counted = in_order(
        work if executor is None else packed(work), _stints(weights, draws), executor=executor, at_most=AT_FIRST
    )
    with ending(counted):
        for stint, found in zip(_stints(weights, draws), counted, strict=False):
            first[found.rows] += stint.times * found.first
            among[found.rows] += stint.times * found.top
            nobody += stint.times * found.nobody
            done += stint.times * (stint.stop - stint.start)
            if progress is not None:
                progress(done, draws)
    return Reached(draws, first, among, nobody, np.zeros(m, dtype=np.bool_))


class _Stint(NamedTuple):
    """Some draws of a block, by its number and its size, and for how many draws each of them stands."""

    block: int
    size: int
    times: int
    start: int
    stop: int


def _stints(weights: Weights, draws: int) -> Iterator[_Stint]:
    """All draws, in stints of a fixed length: it is part of what a result is made of."""
    for block, size, times in draws_apart(weights, draws, certain=True):
        for start in range(0, size, STINT):
            yield _Stint(block, size, times, start, min(start + STINT, size))


@dataclass(frozen=True, eq=False)
class _Work:
    """What is done with a stint, wherever that is.

    Parameters
    ----------
    values
        Points, shape (criteria, vendors, 1).
    latest
        The weights that were drawn last, by the number of their block: its other stints take them from there.
    """

    method: Method
    values: Floats
    weights: Weights
    seed: int
    few: int
    minimum_value: float | None
    latest: dict[int, Floats] = field(default_factory=dict)

    @cached_property
    def compared(self) -> Compared:
        """What gives the scores among those that reach the minimum value; made where it is needed."""
        return Compared.of(self.method, self.values)

    @cached_property
    def keyed(self) -> Keyed:
        """The same where all have a rank, in two steps."""
        return self.method.keyed(self.values)

    def __call__(self, stint: _Stint) -> Counted:
        """Count who is first and among the best few in a stint."""
        heed_interrupt()
        m, size = self.values.shape[1], stint.stop - stint.start
        weights = self._drawn(stint)[:, stint.start : stint.stop]
        if self.minimum_value is None:
            return self._all_ranked(weights)
        block = _Scored(self.values, self.compared, weights, self.minimum_value)
        best = Top.of(min(self.few, m) + 1, size)
        for met in block.reaching(best.floor, np.arange(size)):
            heed_interrupt()
            best.take(met)
        return Counted.of(best, self.few, m, block.reaching)

    def _all_ranked(self, weights: Floats) -> Counted:
        """Count where all have a rank: then only those are scored who may be among the best few."""
        m = self.values.shape[1]
        counting = Counting(depth=min(self.few, m), pairwise=False, values=False, weight_errors=False, orders=False)
        everybody = np.ones(m, dtype=np.bool_)
        ranks = tally_certain(self.values[:, :, 0], everybody, weights, counting=counting, keyed=self.keyed).ranks
        top = ranks.sum(axis=1)
        rows = np.flatnonzero(top)
        return Counted(rows, ranks[rows, 0], top[rows], 0, np.zeros(0, dtype=np.intp))

    def _drawn(self, stint: _Stint) -> Floats:
        """The weights of a block, shape (criteria, size)."""
        weights = self.latest.get(stint.block)
        if weights is None:
            weights = self.weights.draw(self.seed, stint.block, stint.size)
            self.latest.clear()
            self.latest[stint.block] = weights
        return weights


@dataclass(frozen=True, slots=True, eq=False)
class _Scored:
    """One block of draws of all vendors, whose weights have the shape (criteria, draws), with a minimum value."""

    values: Floats
    compared: Compared
    weights: Floats
    minimum_value: float

    def reaching(self, floor: Floats, columns: Integers) -> Iterator[Met]:
        """Find the vendors whose scores reach a floor, some draws at a time.

        Whichever draws are looked at, they are scored beside the same others: the last bits of a score may depend on
        them, and whoever looks again must find the scores that it has seen.

        Parameters
        ----------
        floor
            A score for each draw of the block; it may rise while this goes on.
        columns
            The draws to look at, in rising order.
        """
        size = self.weights.shape[1]
        step = max(SCORES // self.values.shape[1], 1)
        edges = np.arange(step, size, step)
        for number, part in enumerate(np.split(columns, np.searchsorted(columns, edges))):
            if len(part):
                beside = slice(number * step, min((number + 1) * step, size))
                by_draw = self._scores(self.weights[:, beside]).T[part - beside.start]
                draws, vendors = np.nonzero(by_draw >= floor[part][:, np.newaxis])
                yield Met(vendors, part[draws], by_draw[draws, vendors])

    def _scores(self, weights: Floats) -> Floats:
        """Scores in some draws, -inf without a rank, shape (vendors, draws)."""
        ranked = totals(self.values, weights) >= self.minimum_value - TIE
        return np.where(ranked, self.compared.scores(self.values, weights, ranked), -np.inf)
