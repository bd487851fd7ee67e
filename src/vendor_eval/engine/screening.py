"""The best few of very many vendors, draw by draw: who reaches the top how often, in memory that stays small."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Protocol

import numpy as np

from vendor_eval.engine.arrays import Bools, Floats, Integers
from vendor_eval.engine.ranks import TIE
from vendor_eval.engine.screening_draws import BlockDraws, Doubt
from vendor_eval.engine.screening_rough import Rough, totals_where
from vendor_eval.engine.screening_top import Met, Top
from vendor_eval.engine.simulation import blocks
from vendor_eval.engine.weights import PointWeights, Weights

__all__ = ["Entrants", "Reached", "draws_apart", "reach_top"]

AT_ONCE = 512  # vendors whose points are worked out at once
FIRST = 16  # of them, those that are looked at first: whoever is kept of them spares most others a closer look
ROWS = 64  # those that are looked at at once after that
COLUMNS = 4096  # in so many draws: with the vendors, what stays in the cache


class Entrants(Protocol):
    """Vendors that may have a rank, the most promising first, so that few of the others need a closer look."""

    @property
    def criteria(self) -> tuple[str, ...]:
        """The criteria, in the order of their keys."""

    def __len__(self) -> int:
        """The number of vendors."""

    def points(self, rows: Integers) -> Floats:
        """Points of some vendors, shape (criteria, vendors): the greatest there are where they are uncertain."""

    def doubtful(self, rows: Integers) -> Bools:
        """Which of some vendors have performances or requirements that only a draw decides."""

    def doubt(self, row: int) -> Doubt:
        """What only a draw decides about a doubtful vendor."""


@dataclass(frozen=True, slots=True, eq=False)
class Reached:
    """How often vendors reach the top.

    Parameters
    ----------
    draws
        The number of draws.
    first, top
        Draws in which a vendor is first, and among the best few; shape (vendors,). Of k vendors that share the last
        places of the few, each has its part of them, so that a draw adds up to the few.
    nobody
        Draws in which no vendor has a rank.
    drawn
        Which doubtful vendors were drawn: those that could reach the top; shape (vendors,).
    """

    draws: int
    first: Floats
    top: Floats
    nobody: int
    drawn: Bools


def reach_top(
    entrants: Entrants,
    weights: Weights,
    *,
    top: int,
    draws: int,
    seed: int,
    minimum_value: float | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Reached:
    """Count how often each of very many vendors is first and among the best few.

    The same draws as in ``simulate``: every performance and weight has the stream of its keys, so a vendor's draws are
    those that it has in any other company. A matrix product in single precision, with room for its greatest error,
    finds who could be among the best of a draw; only they are summed up exactly, criterion by criterion. Only the best
    of each draw are kept, so memory grows neither with the draws nor with vendors times draws.

    Parameters
    ----------
    weights
        In the order of the entrants' criteria.
    top
        How many are the best few, 1 or more.
    draws
        How many draws, 1 or more.
    minimum_value
        The overall value below which a vendor has no rank, if there is such a rule.
    progress
        Called with how many vendors have been seen, and how many there are to see in all blocks.
    """
    m = len(entrants)
    first, among, drawn, nobody = np.zeros(m), np.zeros(m), np.zeros(m, dtype=np.bool_), 0
    apart = list(draws_apart(weights, draws, certain=not entrants.doubtful(np.arange(m)).any()))
    for number, (block, size, times) in enumerate(apart):
        judged = _Block(entrants, weights.draw(seed, block, size), seed, block, size, minimum_value, drawn)
        best = Top.of(min(top, m) + 1, size)
        for met in judged.reaching(best.floor, seen=partial(_tell, progress, number * m, len(apart) * m)):
            best.take(met)
        nobody += best.nobody * times
        first += times * best.shares(1, m, judged.reaching)
        among += times * best.shares(min(top, m), m, judged.reaching)
    return Reached(draws, first, among, nobody, drawn)


def _tell(progress: Callable[[int, int], None] | None, before: int, most: int, seen: int) -> None:
    if progress is not None:
        progress(before + seen, most)


def draws_apart(weights: Weights, draws: int, *, certain: bool) -> Iterator[tuple[int, int, int]]:
    """The number and the size of each block of draws, and for how many draws each of them stands.

    Where neither weights nor performances change from draw to draw, one draw stands for all.

    Examples
    --------
    >>> from vendor_eval.engine.weights import PointWeights
    >>> list(draws_apart(PointWeights((1.0,)), 20_000, certain=True))
    [(0, 1, 20000)]
    >>> list(draws_apart(PointWeights((1.0,)), 20_000, certain=False))
    [(0, 16384, 1), (1, 3616, 1)]
    """
    if certain and isinstance(weights, PointWeights):
        yield 0, 1, draws
    else:
        yield from ((number, size, 1) for number, size in blocks(draws))


@dataclass(frozen=True, slots=True, eq=False)
class _Block:
    """One block of draws of all vendors."""

    entrants: Entrants
    weights: Floats
    seed: int
    number: int
    size: int
    minimum_value: float | None
    drawn: Bools

    def reaching(
        self, floor: Floats, columns: Integers | None = None, *, seen: Callable[[int], None] | None = None
    ) -> Iterator[Met]:
        """Find the vendors that reach a floor, a few vendors and draws at a time.

        Parameters
        ----------
        floor
            A total for each draw, shape (size,); it may rise while this goes on. Some that miss it may be met, too.
        columns
            The draws to look at; all of them if left out.
        seen
            Called with how many vendors have been seen.
        """
        every = np.arange(self.size) if columns is None else columns
        parts = [Rough.of(self.weights, every[start : start + COLUMNS]) for start in range(0, len(every), COLUMNS)]
        for start in range(0, len(self.entrants), AT_ONCE):
            rows = np.arange(start, min(start + AT_ONCE, len(self.entrants)))
            points, doubtful = self.entrants.points(rows), self.entrants.doubtful(rows)
            sure, unsure = np.flatnonzero(~doubtful), np.flatnonzero(doubtful)
            for some in _groups(sure, first=start == 0):
                yield from self._sure(rows[some], points[:, some], floor, parts)
            for some in _groups(unsure):
                yield from self._unsure(rows[some], points[:, some], floor, parts)
            if seen is not None:
                seen(int(rows[-1]) + 1)

    def _sure(self, rows: Integers, points: Floats, floor: Floats, parts: list[Rough]) -> Iterator[Met]:
        """Find those of whom everything is known."""
        for part in parts:
            reach = part.above(points, floor)
            if reach is not None:
                columns, vendors = np.divmod(np.flatnonzero(reach), len(rows))
                values = totals_where(points, self._weights(part.columns), reach, columns, vendors)
                yield Met(rows[vendors], part.columns[columns], self._ranked(values))

    def _unsure(self, rows: Integers, points: Floats, floor: Floats, parts: list[Rough]) -> Iterator[Met]:
        """Draw those who reach the floor at the best that is possible, in the draws in which they do."""
        looks = [(part.columns, part.above(points, floor)) for part in parts]
        some = [(columns, reach) for columns, reach in looks if reach is not None]
        if not some:
            return
        columns = np.concatenate([columns for columns, _ in some])
        reach = np.concatenate([reach.T for _, reach in some], axis=1)
        used = np.flatnonzero(reach.any(axis=1))
        draws = BlockDraws(self.entrants.criteria, self.weights, self.seed, self.number, self.size)
        here = [columns[reach[vendor]] for vendor in used]
        values = [
            draws.totals(self.entrants.doubt(int(rows[vendor])), points[:, vendor], own)
            for vendor, own in zip(used.tolist(), here, strict=True)
        ]
        self.drawn[rows[used]] = True
        met = Met(np.repeat(rows[used], [len(own) for own in here]), np.concatenate(here), np.concatenate(values))
        yield met._replace(values=self._ranked(met.values)).where(np.argsort(met.columns, kind="stable"))

    def _weights(self, columns: Integers) -> Floats:
        return self.weights if self.weights.shape[1] == 1 else self.weights[:, columns]

    def _ranked(self, values: Floats) -> Floats:
        """Totals, -inf where they miss the minimum."""
        return values if self.minimum_value is None else np.where(values >= self.minimum_value - TIE, values, -np.inf)


def _groups(rows: Integers, *, first: bool = False) -> Iterator[Integers]:
    """Rows in groups to look at at once."""
    size = FIRST if first else ROWS
    start = 0
    while start < len(rows):
        yield rows[start : start + size]
        start, size = start + size, ROWS
