"""One block of draws of very many vendors: who reaches a floor in which draw."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from vendor_eval.engine.arrays import Bools, Floats, Integers
from vendor_eval.engine.interrupts import heed_interrupt
from vendor_eval.engine.ranks import TIE
from vendor_eval.engine.screening_draws import BlockDraws, Doubt
from vendor_eval.engine.screening_rough import Rough, totals_where
from vendor_eval.engine.screening_top import Met

__all__ = ["AT_ONCE", "Block", "Entrants", "Section"]

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

    def part(self, start: int, stop: int) -> "Entrants":
        """Vendors that follow each other, by themselves: what is sent to whoever looks at them elsewhere."""


@dataclass(frozen=True, slots=True, eq=False)
class Section:
    """Vendors that follow each other. Only they travel, when the section does.

    Parameters
    ----------
    entrants
        Whom they are taken from.
    start, stop
        Their places among these.
    before
        How many vendors of the market come before these.
    """

    entrants: Entrants
    start: int
    stop: int
    before: int = 0

    def __len__(self) -> int:
        """The number of vendors."""
        return self.stop - self.start

    def __reduce__(self) -> tuple[Callable[..., "Section"], tuple[Entrants, int, int, int]]:
        """Taken out of the others, which stay where they are."""
        part = self.entrants.part(self.start, self.stop)
        return Section, (part, 0, len(self), self.before + self.start)

    def __dask_tokenize__(self) -> tuple[int, int]:
        """How dask tells the sections of one run from each other, or it would read all that travels for each."""
        return self.before + self.start, self.before + self.stop


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """One block of draws of some vendors.

    Parameters
    ----------
    section
        The vendors.
    weights
        Shape (criteria, size), or (criteria, 1) where they never change.
    seed, number, size
        What names the random numbers of the block, and how many draws it has.
    minimum_value
        The overall value below which a vendor has no rank, if there is such a rule.
    drawn
        Filled with which of the vendors were drawn; shape (vendors of the section,).
    """

    section: Section
    weights: Floats
    seed: int
    number: int
    size: int
    minimum_value: float | None
    drawn: Bools

    def reaching(self, floor: Floats, columns: Integers | None = None) -> Iterator[Met]:
        """Find the vendors that reach a floor, a few vendors and draws at a time.

        Parameters
        ----------
        floor
            A total for each draw, shape (size,); it may rise while this goes on. Some that miss it may be met, too.
        columns
            The draws to look at; all of them if left out.

        Returns
        -------
        Their totals, each with the place of its vendor in the market.
        """
        every = np.arange(self.size) if columns is None else columns
        parts = [Rough.of(self.weights, every[start : start + COLUMNS]) for start in range(0, len(every), COLUMNS)]
        entrants, last = self.section.entrants, self.section.stop
        for start in range(self.section.start, last, AT_ONCE):
            heed_interrupt()
            rows = np.arange(start, min(start + AT_ONCE, last))
            points, doubtful = entrants.points(rows), entrants.doubtful(rows)
            sure, unsure = np.flatnonzero(~doubtful), np.flatnonzero(doubtful)
            for some in _groups(sure, first=self.section.before + start == 0):
                yield from self._sure(rows[some], points[:, some], floor, parts)
            for some in _groups(unsure):
                yield from self._unsure(rows[some], points[:, some], floor, parts)

    def _sure(self, rows: Integers, points: Floats, floor: Floats, parts: list[Rough]) -> Iterator[Met]:
        """Find those of whom everything is known."""
        for part in parts:
            reach = part.above(points, floor)
            if reach is not None:
                columns, vendors = np.divmod(np.flatnonzero(reach), len(rows))
                values = totals_where(points, self._weights(part.columns), reach, columns, vendors)
                yield Met(self.section.before + rows[vendors], part.columns[columns], self._ranked(values))

    def _unsure(self, rows: Integers, points: Floats, floor: Floats, parts: list[Rough]) -> Iterator[Met]:
        """Draw those who reach the floor at the best that is possible, in the draws in which they do."""
        looks = [(part.columns, part.above(points, floor)) for part in parts]
        some = [(columns, reach) for columns, reach in looks if reach is not None]
        if not some:
            return
        columns = np.concatenate([columns for columns, _ in some])
        reach = np.concatenate([reach.T for _, reach in some], axis=1)
        used = np.flatnonzero(reach.any(axis=1))
        draws = BlockDraws(self.section.entrants.criteria, self.weights, self.seed, self.number, self.size)
        here = [columns[reach[vendor]] for vendor in used]
        values = [
            draws.totals(self.section.entrants.doubt(int(rows[vendor])), points[:, vendor], own)
            for vendor, own in zip(used.tolist(), here, strict=True)
        ]
        self.drawn[rows[used] - self.section.start] = True
        met = Met(
            np.repeat(self.section.before + rows[used], [len(own) for own in here]),
            np.concatenate(here),
            np.concatenate(values),
        )
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
