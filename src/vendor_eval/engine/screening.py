"""The best few of very many vendors, draw by draw: who reaches the top how often, in memory that stays small."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from vendor_eval.engine.arrays import Bools, Floats
from vendor_eval.engine.packing import packed
from vendor_eval.engine.running import AT_FIRST, Executor, ending, in_order
from vendor_eval.engine.screening_block import AT_ONCE, Entrants, Section
from vendor_eval.engine.screening_race import Counted, Kept, Piece, Race
from vendor_eval.engine.simulation import blocks
from vendor_eval.engine.weights import PointWeights, Weights

__all__ = ["Reached", "draws_apart", "reach_top"]

SECTION = 16_384  # vendors that are looked at in one go after the lead, wherever that is

Progress: TypeAlias = Callable[[int, int], None]


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
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> Reached:
    """Count how often each of very many vendors is first and among the best few.

    The same draws as in ``simulate``: every performance and weight has the stream of its keys, so a vendor's draws are
    those that it has in any other company. A matrix product in single precision, with room for its greatest error,
    finds who could be among the best of a draw; only they are summed up exactly, criterion by criterion. Only the best
    of each draw are kept, so memory grows neither with the draws nor with vendors times draws. The most promising
    vendors go first, and the others follow in sections that know of nobody else, so that it makes no difference where
    they are looked at.

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
    executor
        Where to look at sections of the market, or, if there is only one, at blocks of draws: anything with a map that
        keeps the order; here if left out, and where one draw stands for all, which is done sooner than it is sent.
    progress
        Called with how many vendors have been seen, and how many there are to see in all blocks.
    """
    m = len(entrants)
    whole, lead = Section(entrants, 0, m), Section(entrants, 0, min(AT_ONCE, m))
    certain = not entrants.doubtful(np.arange(m)).any()
    run = _Run(
        Race(lead, weights, seed, top, m, minimum_value),
        whole,
        list(draws_apart(weights, draws, certain=certain)),
        progress,
    )
    if executor is None or (certain and isinstance(weights, PointWeights)):
        run.by_sections(None)
    elif m <= AT_ONCE + SECTION:
        run.by_blocks(executor)
    else:
        run.by_sections(executor)
    return Reached(draws, run.first, run.top, run.nobody, run.drawn)


class _Run:
    """What the blocks of draws of a market have added up to so far."""

    def __init__(
        self, race: Race, whole: Section, apart: list[tuple[int, int, int]], progress: Progress | None
    ) -> None:
        self.race, self.whole, self.apart, self.progress = race, whole, apart, progress
        self.first, self.top = np.zeros(len(whole)), np.zeros(len(whole))
        self.drawn, self.nobody, self.seen = np.zeros(len(whole), dtype=np.bool_), 0, 0

    def by_sections(self, executor: Executor | None) -> None:
        """Have the sections of every block looked at, and add up the blocks here."""
        after = list(sections(self.whole))
        pieces = (Piece(number, size, section) for number, size, _ in self.apart for section in after)
        work = self.race if executor is None else packed(self.race)
        kept = in_order(work, pieces, executor=executor, at_most=AT_FIRST)
        with ending(kept):
            for number, size, times in self.apart:
                self._see(self.race.lead)
                told = map(self._taken, after, kept)
                self._add(self.race.counted(Piece(number, size, self.whole), told), times)

    def by_blocks(self, executor: Executor) -> None:
        """Have whole blocks added up elsewhere."""
        blocks = ((number, size) for number, size, _ in self.apart)
        counted = in_order(packed(_Whole(self.race, self.whole)), blocks, executor=executor)
        with ending(counted):
            for (*_, times), found in zip(self.apart, counted, strict=False):
                self._add(found, times)
                self._see(self.whole)

    def _taken(self, section: Section, kept: Kept) -> Kept:
        self._see(section)
        return kept

    def _see(self, section: Section) -> None:
        """Tell how many vendors have been seen."""
        self.seen += len(section)
        if self.progress is not None:
            self.progress(self.seen, len(self.apart) * len(self.whole))

    def _add(self, found: Counted, times: int) -> None:
        self.first[found.rows] += times * found.first
        self.top[found.rows] += times * found.top
        self.drawn[found.drawn] = True
        self.nobody += times * found.nobody


@dataclass(frozen=True, slots=True, eq=False)
class _Whole:
    """All vendors, in whatever block."""

    race: Race
    whole: Section

    def __call__(self, block: tuple[int, int]) -> Counted:
        """Look at all sections of a block, and add it up."""
        kept = (self.race(Piece(*block, section)) for section in sections(self.whole))
        return self.race.counted(Piece(*block, self.whole), kept)


def sections(whole: Section) -> Iterator[Section]:
    """All vendors after the lead, in sections of a fixed size: it is part of what a result is made of."""
    for start in range(AT_ONCE, len(whole), SECTION):
        yield Section(whole.entrants, start, min(start + SECTION, len(whole)), whole.before)


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
