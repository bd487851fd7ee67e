"""The vendors of a market against each other in one block of draws: section by section, wherever that is done."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np

from vendor_eval.engine.arrays import Floats, Integers
from vendor_eval.engine.screening_block import Block, Section
from vendor_eval.engine.screening_top import Met, Reaching, Top
from vendor_eval.engine.weights import Weights

__all__ = ["Counted", "Kept", "Piece", "Race"]


class Piece(NamedTuple):
    """A section of the market in one block of draws: the number and the size of the block."""

    number: int
    size: int
    section: Section


@dataclass(frozen=True, slots=True, eq=False)
class Kept:
    """What may matter of a section in a block of draws.

    Parameters
    ----------
    met
        Totals that are among the best of their draw, as far as the section and the lead can tell; draw by draw.
    drawn
        The vendors that were drawn, as places in the market.
    """

    met: Met
    drawn: Integers


@dataclass(frozen=True, slots=True, eq=False)
class Counted:
    """What a block of draws adds up to, of the vendors that have a part in it.

    Parameters
    ----------
    rows
        Their places in the market, in rising order.
    first, top
        In how many draws each is first, and among the best few; shape (rows,).
    nobody
        Draws in which no vendor has a rank.
    drawn
        The vendors that were drawn, as places in the market.
    """

    rows: Integers
    first: Floats
    top: Floats
    nobody: int
    drawn: Integers

    @classmethod
    def of(cls, best: Top, few: int, vendors: int, reaching: Reaching) -> "Counted":
        """Add up the best of each draw, of which nobody was drawn; where some are level, all of them are looked for."""
        first = best.shares(1, vendors, reaching)
        top = best.shares(min(few, vendors), vendors, reaching)
        rows = np.flatnonzero(top)
        return cls(rows, first[rows], top[rows], best.nobody, np.zeros(0, dtype=np.intp))


@dataclass(frozen=True, slots=True, eq=False)
class _Opening:
    """A block after the lead: its weights, the best so far, and which vendors of the lead were drawn."""

    weights: Floats
    best: Top
    drawn: Integers


@dataclass(frozen=True, slots=True, eq=False)
class Race:
    """What is the same in all blocks of draws and all sections of a market.

    Every section starts from what the lead has shown, and from nothing else: so it makes no difference where and in
    which order sections are looked at.

    Parameters
    ----------
    lead
        The most promising vendors. Whoever stays behind them in a draw needs no closer look.
    weights
        In the order of the criteria.
    few
        How many are the best few.
    vendors
        How many vendors the market has.
    latest
        The block that was opened last, by its number: its other sections begin from the same.
    """

    lead: Section
    weights: Weights
    seed: int
    few: int
    vendors: int
    minimum_value: float | None
    latest: dict[int, _Opening] = field(default_factory=dict)

    def __call__(self, piece: Piece) -> Kept:
        """Find the best of a section."""
        opening = self._opening(piece.number, piece.size)
        best = opening.best.copy()
        block = self._block(piece, opening.weights)
        for met in block.reaching(best.floor):
            best.take(met)
        return Kept(best.since(len(self.lead)), _drawn(block))

    def counted(self, whole: Piece, kept: Iterable[Kept]) -> Counted:
        """Add up a block of draws.

        Parameters
        ----------
        whole
            The block with all vendors.
        kept
            What is kept of each section after the lead, in their order.
        """
        opening = self._opening(whole.number, whole.size)
        best, drawn = opening.best.copy(), [opening.drawn]
        for one in kept:
            best.take(one.met)
            drawn.append(one.drawn)
        block = self._block(whole, opening.weights)
        found = Counted.of(best, self.few, self.vendors, block.reaching)
        return replace(found, drawn=np.unique(np.concatenate([*drawn, _drawn(block)])))

    def _opening(self, number: int, size: int) -> _Opening:
        """Draw the weights of a block, and let the lead go first."""
        opening = self.latest.get(number)
        if opening is None:
            weights = self.weights.draw(self.seed, number, size)
            block = self._block(Piece(number, size, self.lead), weights)
            best = Top.of(min(self.few, self.vendors) + 1, size)
            for met in block.reaching(best.floor):
                best.take(met)
            opening = _Opening(weights, best, _drawn(block))
            self.latest.clear()
            self.latest[number] = opening
        return opening

    def _block(self, piece: Piece, weights: Floats) -> Block:
        drawn = np.zeros(len(piece.section), dtype=np.bool_)
        return Block(piece.section, weights, self.seed, piece.number, piece.size, self.minimum_value, drawn)


def _drawn(block: Block) -> Integers:
    """The vendors of a block that were drawn, as places in the market."""
    return np.flatnonzero(block.drawn) + block.section.start + block.section.before
