"""Counting draws of a few vendors whose points are certain, from the differences of their points."""

from dataclasses import dataclass
from itertools import combinations
from typing import Self

import numpy as np

from vendor_eval.engine.arrays import Bools, Floats
from vendor_eval.engine.counted import Counted
from vendor_eval.engine.counting import Counting
from vendor_eval.engine.orders import ORDERED, Orders, count_orders
from vendor_eval.engine.places import TIE, Counts, Places

__all__ = ["FEW", "Differences"]

FEW = 8  # vendors: of more, comparing overall values is as fast
MARKS_AT_ONCE = 10 << 16  # who is ahead in a block: enough draws that the calls of numpy cost little beside the work
NUMBERS_AT_ONCE = 5 << 14  # differences that stay in the cache until they have been compared

Pair = tuple[int, int]


class Differences:
    """Counts of vendors that all have a rank, from what they differ by.

    How far one is ahead of another in a draw is one sum of weighted differences. Comparing it with the tie rule reads
    half of what comparing two overall values reads, and these need not be known. So it serves given weights; a
    simulation needs the overall values anyway, and counts by them.

    Parameters
    ----------
    points
        Points, shape (vendors, criteria).
    counting
        What is counted: of values and losses nothing is.
    """

    def __init__(self, points: Floats, counting: Counting) -> None:
        m, n = points.shape
        self.pairs = tuple(combinations(range(m), 2))
        self.points = np.array([points[one] - points[other] for one, other in self.pairs]).reshape(-1, n)
        self.counting = counting
        self.draws = 0
        self.ahead = np.zeros(len(self.pairs))
        self.at_rank = np.zeros((max(m - 2, 0), m - 1))
        self.first_weights = np.zeros((n, m))
        self.first_weight_squares = np.zeros((n, m)) if counting.weight_errors else np.full((n, m), np.nan)
        self.orders: Orders | None = None
        self._block: _Block | None = None

    @property
    def most(self) -> int:
        """How many draws a block should have."""
        return MARKS_AT_ONCE // max(len(self.pairs), 1)

    def add(self, weights: Floats) -> bool:
        """Count the draws of a block, and say so; nothing is counted where two vendors are level in any draw.

        Parameters
        ----------
        weights
            Shape (criteria, draws).
        """
        draws = weights.shape[1]
        if self._block is None or self._block.place.shape[1] != draws:
            self._block = _Block.of(self.pairs, self.first_weights.shape[1], draws)
        block = self._block
        for part, gaps, ahead, behind in block.compared:
            np.matmul(self.points, weights[:, part], out=gaps)
            np.greater(gaps, TIE, out=ahead)
            np.less(gaps, -TIE, out=behind)
        ahead_in = list(map(np.count_nonzero, block.ahead))
        if sum(ahead_in) + np.count_nonzero(block.behind) < len(ahead_in) * draws:
            return False
        self.draws += draws
        self.ahead += ahead_in
        self._count_places(block)
        self._add_weights(block, weights)
        return True

    def _count_places(self, block: "_Block") -> None:
        block.place.fill(0)
        for place, one_more in block.steps:
            np.add(place, one_more, place)
        for r, counts in enumerate(self.at_rank):
            np.equal(block.told, r, out=block.at_rank)
            counts += list(map(np.count_nonzero, block.at_rank_rows))
        if self.counting.orders and len(block.place) <= ORDERED:
            found = count_orders(Places(block.place, None, complete=True))
            self.orders = found if self.orders is None else self.orders + found

    def _add_weights(self, block: "_Block", weights: Floats) -> None:
        """Add up the weights with which each vendor is first, by matrix products (see ``leads.lead_products``)."""
        np.equal(block.place, 0, out=block.first)
        for part, first, share in block.led:
            some = weights[:, part]
            np.copyto(share, first)
            self.first_weights += some @ share.T
            if self.counting.weight_errors:
                self.first_weight_squares += np.square(some) @ share.T

    def counted(self) -> Counted:
        """What has been counted so far."""
        m = self.first_weights.shape[1]
        pairwise = np.full((m, m), self.draws / 2)
        for (one, other), count in zip(self.pairs, self.ahead, strict=True):
            pairwise[one, other], pairwise[other, one] = count, self.draws - count
        ranks = self._ranks(pairwise.sum(axis=0) - self.draws / 2)
        return Counted(
            ranks[:, : self.counting.depth],
            self.first_weights,
            self.first_weight_squares,
            pairwise if self.counting.pairwise else None,
            self.orders,
        )

    def _ranks(self, places: Floats) -> Floats:
        """How many draws put each vendor at each rank, from the sum over draws of how many are ahead of each vendor.

        The last two ranks follow from that sum and the number of draws; the last vendor takes what the others leave.
        """
        m = len(places)
        ranks = np.zeros((m, m))
        ranks[:-1, : m - 2] = self.at_rank.T
        if m > 1:
            left = self.draws - ranks[:-1].sum(axis=1)
            last = places[:-1] - ranks[:-1] @ np.arange(m) - (m - 2) * left
            ranks[:-1, -2], ranks[:-1, -1] = left - last, last
        ranks[-1] = self.draws - ranks[:-1].sum(axis=0)
        return ranks


@dataclass(frozen=True, slots=True, eq=False)
class _Block:
    """The memory of a block, and its parts: made once, as each would cost as much as some of the work on it.

    Parameters
    ----------
    ahead, behind
        Whether the first of a pair is ahead of the other, or behind; a row for each pair.
    place
        How many are ahead of each vendor, shape (vendors, draws).
    told
        The places of all but the last vendor.
    at_rank, at_rank_rows
        Whether these have some rank, and the same as rows.
    first
        Whether each vendor is first, shape (vendors, draws).
    compared
        Some draws at a time: which, the differences of all pairs, and the parts of ``ahead`` and ``behind``.
    steps
        A row of places, and where one more is ahead.
    led
        Some draws at a time: which, the part of ``first``, and the same as numbers.
    """

    ahead: list[Bools]
    behind: Bools
    place: Counts
    told: Counts
    at_rank: Bools
    at_rank_rows: list[Bools]
    first: Bools
    compared: list[tuple[slice, Floats, Bools, Bools]]
    steps: list[tuple[Counts, Counts]]
    led: list[tuple[slice, Bools, Floats]]

    @classmethod
    def of(cls, pairs: tuple[Pair, ...], m: int, draws: int) -> Self:
        """The memory for some draws of m vendors."""
        ahead, behind = np.empty((2, len(pairs), draws), dtype=np.bool_)
        place, first = np.empty((m, draws), dtype=np.uint8), np.empty((m, draws), dtype=np.bool_)
        at_rank = np.empty((m - 1, draws), dtype=np.bool_)
        step = NUMBERS_AT_ONCE // max(len(pairs), m)
        gaps, share = np.empty((len(pairs), step)), np.empty((m, step))
        parts = [slice(start, min(start + step, draws)) for start in range(0, draws, step)]
        steps = []
        for (one, other), is_ahead, is_behind in zip(pairs, ahead.view(np.uint8), behind.view(np.uint8), strict=True):
            steps += [(place[other], is_ahead), (place[one], is_behind)]
        return cls(
            ahead=list(ahead),
            behind=behind,
            place=place,
            told=place[:-1],
            at_rank=at_rank,
            at_rank_rows=list(at_rank),
            first=first,
            compared=[(part, gaps[:, : part.stop - part.start], ahead[:, part], behind[:, part]) for part in parts],
            steps=steps,
            led=[(part, first[:, part], share[:, : part.stop - part.start]) for part in parts],
        )
