"""Judging draws: what is drawn, what it is worth, and who has a rank."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import reduce
from operator import add

import numpy as np
from numpy.random import Generator

from vendor_eval.engine.acceptability import EVERYTHING, Counting, Tally, tally
from vendor_eval.engine.additive import FEW, add_contribution, totals
from vendor_eval.engine.arrays import Bools, Floats
from vendor_eval.engine.cells import Cell
from vendor_eval.engine.certain import tally_certain
from vendor_eval.engine.compared import Compared
from vendor_eval.engine.keyed import Keyed
from vendor_eval.engine.problem import Problem
from vendor_eval.engine.ranks import TIE
from vendor_eval.engine.scratch import scratch
from vendor_eval.engine.streams import stream

__all__ = ["Judge"]

TOTALS_AT_ONCE = 1 << 19  # of certain performances: 4 MB
DRAWN_AT_ONCE = 1 << 21  # of drawn ones: 16 MB, as every piece costs some time for each performance
VALUES_AT_ONCE = 1 << 20  # of performances that a method needs all at once: 8 MB
FEWEST_AT_ONCE = 256  # draws of these, while they stay below
MOST_VALUES = 1 << 23


@dataclass(frozen=True, slots=True, eq=False)
class Judge:
    """Whoever judges draws of one problem, block after block.

    Parameters
    ----------
    order
        The places of the criteria in the order of their keys. Sums run in this order, so that the order in which
        criteria are written changes no bit.
    certain
        Points of shape (criteria, vendors, 1), in that order, if every performance is certain.
    compared
        The scores that vendors are ranked by, from values and weights in that order; None for the overall value.
    market
        Who has a rank, if there are many vendors of whom only the weights decide anything.
    keyed
        The scores of these in two steps; None for the overall value.
    """

    problem: Problem
    seed: int
    counting: Counting
    order: list[int]
    certain: Floats | None
    compared: Compared | None
    market: Bools | None
    keyed: Keyed | None

    @classmethod
    def of(cls, problem: Problem, seed: int, counting: Counting = EVERYTHING) -> "Judge":
        """Prepare what all blocks share."""
        order = sorted(range(len(problem.criteria)), key=problem.criteria.__getitem__)
        certain = None
        if all(cell.certain for row in problem.cells for cell in row):
            certain = np.array([[[row[j].mean] for row in problem.cells] for j in order])
        method = problem.method
        market = None if certain is None else _market(problem)
        compared = None if method is None else Compared.of(method, certain)
        keyed = None
        if method is not None and certain is not None and market is not None and market.any():
            keyed = method.keyed(certain[:, market])
        return cls(problem, seed, counting, order, certain, compared, market, keyed)

    def __reduce__(self) -> tuple[Callable[..., "Judge"], tuple[Problem, int, Counting]]:
        """What is prepared does not travel: whoever gets a judge prepares it again."""
        return Judge.of, (self.problem, self.seed, self.counting)

    def block(self, weights: Floats, block: int, size: int) -> Tally:
        """Count the draws of one block, piece by piece: the streams go on where the piece before stopped.

        Parameters
        ----------
        weights
            In the order of the criteria, shape (criteria, size) or (criteria, 1).
        """
        if self.certain is not None and self.market is not None and weights.shape[1] > 1:
            return self._of_market(self.certain[:, :, 0], self.market, weights)
        draws = _Draws(self, block)
        ordered = weights if self.order == list(range(len(weights))) else weights[self.order]
        # Which pieces there are depends on the numbers of vendors and criteria alone, as do the last bits of sums.
        return reduce(add, (self._piece(draws, weights, ordered, part) for part in self._parts(size)))

    def _of_market(self, points: Floats, sufficient: Bools, weights: Floats) -> Tally:
        """Count the draws of many vendors with certain points, shape (criteria, vendors), by matrix products."""
        ordered = weights[self.order]
        counted = tally_certain(points, sufficient, ordered, counting=self.counting, keyed=self.keyed)
        given = np.argsort(self.order)
        return replace(
            counted,
            first_weights=counted.first_weights[given],
            first_weight_squares=counted.first_weight_squares[given],
        )

    def _parts(self, size: int) -> Iterator[slice]:
        """Which draws are judged at once, so that memory stays small for many vendors."""
        m = len(self.problem.vendors)
        if self.certain is not None:
            most = TOTALS_AT_ONCE // m
        elif self.compared is None:
            most = DRAWN_AT_ONCE // m
        else:
            values = m * len(self.order)
            most = max(VALUES_AT_ONCE // values, min(FEWEST_AT_ONCE, MOST_VALUES // values))
        most = max(most, 1)
        step = 1 << (most.bit_length() - 1)
        for start in range(0, size, step):
            yield slice(start, min(start + step, size))

    def _piece(self, draws: "_Draws", weights: Floats, ordered: Floats, part: slice) -> Tally:
        """Count some draws of a block."""
        problem, size = self.problem, part.stop - part.start
        if weights.shape[1] > 1:
            weights, ordered = weights[:, part], ordered[:, part]
        overall: Floats | None
        if self.compared is None:
            scores = overall = _in_each(self._totals(draws, ordered, size), size)
            sufficient = _sufficient(problem, overall, draws, size)
        else:
            values = self._drawn_values(draws, size) if self.certain is None else self.certain
            needed = self.counting.values or self.counting.losses or problem.minimum_value is not None
            overall = _in_each(totals(values, ordered), size) if needed else None
            sufficient = _sufficient(problem, overall, draws, size)
            scores = _in_each(self.compared.scores(values, ordered, sufficient), size)
        return tally(scores, sufficient, weights, values=overall, counting=self.counting)

    def _totals(self, draws: "_Draws", weights: Floats, size: int) -> Floats:
        """Overall value of each vendor in each draw, shape (vendors, size) or (vendors, 1)."""
        return self._drawn_totals(draws, weights, size) if self.certain is None else totals(self.certain, weights)

    def _drawn_totals(self, draws: "_Draws", weights: Floats, size: int) -> Floats:
        """Overall value of each vendor in each draw, shape (vendors, size).

        One performance at a time is drawn and added, so a piece needs no array of all of them.
        """
        overall = scratch("drawn totals", (len(self.problem.vendors), size), np.float64)
        overall[:] = 0
        products = scratch("products", (size,), np.float64)
        for j, i, points in draws.points(size):
            add_contribution(overall[i], points, weights[j], products)
        return overall

    def _drawn_values(self, draws: "_Draws", size: int) -> Floats:
        """Points of each vendor on each criterion in each draw, shape (criteria, vendors, size)."""
        values = np.empty((len(self.order), len(self.problem.vendors), size))
        for j, i, points in draws.points(size):
            values[j, i] = points
        return values


class _Draws:
    """What is drawn in one block, each stream read on from where it was left."""

    def __init__(self, judge: "Judge", block: int) -> None:
        self.seed, self.block = judge.seed, block
        self.problem, self.order = judge.problem, judge.order
        self.tested: dict[int, Generator] = {}
        self.cells = [] if judge.certain is not None else list(self._cells())

    def _cells(self) -> Iterator[tuple[int, int, Cell, Generator | None]]:
        """The criterion in the order of the keys, the vendor, what is known, and its stream if it needs one."""
        for place, j in enumerate(self.order):
            key = self.problem.criteria[j]
            for i, vendor in enumerate(self.problem.vendors):
                cell = self.problem.cells[i][j]
                yield place, i, cell, None if cell.certain else self._stream("performance", vendor, key)

    def points(self, size: int) -> Iterator[tuple[int, int, Floats | float]]:
        """The criterion, counted in the order of the keys, the vendor, and its next points."""
        u = scratch("from 0 to 1", (size,), np.float64)
        for place, i, cell, source in self.cells:
            if source is None:
                yield place, i, cell.mean
            else:
                source.random(out=u)
                yield place, i, cell.points(u)

    def met(self, number: int, u: Floats) -> Bools:
        """Whether the requirement of a test is met in the next draws, whose number is the length of ``u``.

        The performance comes from the same stream as its points, so that both see the same number; each test reads it
        for itself.
        """
        test = self.problem.tests[number]
        kind = "performance" if test.chance is None else "met"
        if number not in self.tested:
            self.tested[number] = self._stream(kind, self.problem.vendors[test.vendor], test.criterion)
        self.tested[number].random(out=u)
        if test.chance is not None:
            by_chance: Bools = u < test.chance
            return by_chance
        if test.condition is None:
            raise ValueError(f"The test of {test.criterion!r} needs a condition or a chance.")
        return test.condition.met(test.cell.draw(u)[0])

    def _stream(self, *keys: str) -> Generator:
        return stream(self.seed, self.block, *keys)


def _market(problem: Problem) -> Bools | None:
    """Who has a rank of many vendors, shape (vendors,), if that is the same in all draws of certain performances."""
    if problem.tests or problem.minimum_value is not None or len(problem.vendors) <= FEW:
        return None
    weak = problem.max_weaknesses is not None and np.array(problem.weak) > problem.max_weaknesses
    return ~(np.array(problem.excluded) | weak)


def _in_each(figures: Floats, size: int) -> Floats:
    """Figures of shape (vendors, size), where one column may stand for all draws."""
    return figures if figures.shape[1] == size else np.repeat(figures, size, axis=1)


def _sufficient(problem: Problem, overall: Floats | None, draws: _Draws, size: int) -> Bools:
    """Whether each vendor has a rank in each draw, shape (vendors, draws); the method has no say in it.

    Parameters
    ----------
    overall
        The overall value of each vendor in each draw, of that shape; may be left out without a minimum value.
    size
        The number of draws.
    """
    sufficient = np.empty((len(problem.vendors), size), dtype=np.bool_)
    sufficient[:] = ~np.array(problem.excluded)[:, np.newaxis]
    weaknesses = np.zeros(sufficient.shape, dtype=np.int16) if problem.max_weaknesses is not None else None
    u = np.empty(size)
    for number, test in enumerate(problem.tests):
        if test.must:
            sufficient[test.vendor] &= draws.met(number, u)
        elif weaknesses is not None:
            weaknesses[test.vendor] += ~draws.met(number, u)
    if weaknesses is not None and problem.max_weaknesses is not None:
        sufficient &= weaknesses <= problem.max_weaknesses - np.array(problem.weak)[:, np.newaxis]
    if overall is not None and problem.minimum_value is not None:
        sufficient &= overall >= problem.minimum_value - TIE
    return sufficient
