"""The best few vendors of each draw, kept while all vendors pass by, and what is whose where some are level."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from vendor_eval.engine.arrays import Bools, Floats, Integers
from vendor_eval.engine.ranks import TIE

__all__ = ["Met", "Reaching", "Top"]


class Met(NamedTuple):
    """Totals, draw by draw: each of one vendor (row) in one draw (column), -inf without a rank; shape (totals,)."""

    rows: Integers
    columns: Integers
    values: Floats

    def where(self, chosen: Bools | Integers) -> "Met":
        """Some of the totals, or all in another order."""
        return Met(self.rows[chosen], self.columns[chosen], self.values[chosen])


Reaching = Callable[[Floats, Integers], Iterator[Met]]


@dataclass(frozen=True, slots=True, eq=False)
class Top:
    """The greatest totals of each draw so far, in no order.

    Parameters
    ----------
    values, rows
        The totals and whose they are; -inf where there are fewer vendors; shape (places, draws).
    floor
        What a total must exceed to be kept, shape (draws,).
    """

    values: Floats
    rows: Integers
    floor: Floats

    @classmethod
    def of(cls, places: int, draws: int) -> "Top":
        """Nobody yet."""
        shape = (places, draws)
        return cls(np.full(shape, -np.inf), np.zeros(shape, dtype=np.int64), np.full(draws, -np.inf))

    def copy(self) -> "Top":
        """The same, to go on from."""
        return Top(self.values.copy(), self.rows.copy(), self.floor.copy())

    def since(self, row: int) -> Met:
        """The totals of vendors from some row on, draw by draw."""
        columns, places = np.nonzero(((self.rows >= row) & (self.values > -np.inf)).T)
        return Met(self.rows[places, columns], columns, self.values[places, columns])

    @property
    def nobody(self) -> int:
        """How many draws have no vendor with a rank."""
        return int(np.count_nonzero((self.values == -np.inf).all(axis=0)))

    def take(self, met: Met) -> None:
        """Keep whoever is ahead of the last that is kept."""
        better = met.where(met.values > self.floor[met.columns])
        if not better.values.size:
            return
        columns, values, rows = _side_by_side(better)
        places = len(self.values)
        values = np.concatenate([self.values[:, columns], values])
        rows = np.concatenate([self.rows[:, columns], rows])
        kept = np.argpartition(values, len(values) - places, axis=0)[-places:]
        values = np.take_along_axis(values, kept, axis=0)
        self.values[:, columns] = values
        self.rows[:, columns] = np.take_along_axis(rows, kept, axis=0)
        self.floor[columns] = values.min(axis=0)

    def shares(self, few: int, vendors: int, reaching: Reaching) -> Floats:
        """In how many draws each vendor is among the best few, shape (vendors,).

        Vendors whose totals, put in order, follow each other within ``TIE`` are level. Where they share more places
        than the few have left, each has its part of those.

        Parameters
        ----------
        few
            How many are the best few; at least one less than the places.
        vendors
            How many vendors there are.
        reaching
            Finds all vendors that reach a floor in some draws: more may be level than are kept.
        """
        order = np.argsort(-self.values, axis=0, kind="stable")
        values, rows = np.take_along_axis(self.values, order, axis=0), np.take_along_axis(self.rows, order, axis=0)
        ranked = values > -np.inf
        first, last, whole = _group(values, few)
        place = np.arange(len(values))[:, np.newaxis]
        part = np.where(place < first, 1.0, np.where((place <= last) & whole, (few - first) / (last - first + 1), 0.0))
        shares: Floats = np.bincount(rows[ranked], weights=part[ranked], minlength=vendors).astype(np.float64)
        cut = np.flatnonzero(~whole)
        if cut.size:
            level = _Level(cut, values[first[cut], cut], values[-1, cut], len(self.floor), reaching)
            level.add(shares, few - first[cut])
        return shares


def _side_by_side(met: Met) -> tuple[Integers, Floats, Integers]:
    """Draws, and the totals and vendors of each, filled up with -inf and 0; shapes (draws,) and (most, draws)."""
    starts = np.flatnonzero(np.diff(met.columns, prepend=-1))
    sizes = np.diff(starts, append=len(met.columns))
    draw = np.repeat(np.arange(len(starts)), sizes)
    place = np.arange(len(met.columns)) - starts[draw]
    values = np.full((sizes.max(), len(starts)), -np.inf)
    rows = np.zeros(values.shape, dtype=np.int64)
    values[place, draw], rows[place, draw] = met.values, met.rows
    return met.columns[starts], values, rows


def _group(values: Floats, few: int) -> tuple[Integers, Integers, Bools]:
    """The places, in order, of the first and the last of the group that holds the last of the few.

    Parameters
    ----------
    values
        Totals from the greatest down, shape (places, draws).

    Returns
    -------
    Two arrays of places, and whether the group ends among them; each of shape (draws,).
    """
    # A place without a vendor ends every group.
    apart = (values[:-1] - TIE > values[1:]) | (values[1:] == -np.inf)
    above, below = apart[: few - 1][::-1], apart[few - 1 :]
    first = np.where(above.any(axis=0), few - 1 - _first_true(above), 0)
    return first, few - 1 + _first_true(below), below.any(axis=0)


def _first_true(mask: Bools) -> Integers:
    """The first row that holds in each column, shape (columns,); 0 where none does."""
    return mask.argmax(axis=0) if len(mask) else np.zeros(mask.shape[1], dtype=np.int64)


class _Level:
    """Groups of level vendors that are larger than what is kept, each in its draw.

    A second look may find other last bits of a total, as sums depend on who else is summed up: so the ends of a group
    are wider by half of what keeps it apart from others.

    Parameters
    ----------
    columns
        The draws, shape (groups,).
    high, low
        The greatest total of each group, and the least that is known of it; shape (groups,).
    draws
        How many draws there are.
    reaching
        Finds all vendors that reach a floor in some draws.
    """

    def __init__(self, columns: Integers, high: Floats, low: Floats, draws: int, reaching: Reaching) -> None:
        self.columns, self.high, self.low = columns, high + TIE / 2, low.copy()
        self.draws, self.reaching = draws, reaching
        self.size = np.zeros(len(columns))
        self._measure()

    def _measure(self) -> None:
        """Find where each group ends, and how large it is."""
        left = np.arange(len(self.columns))
        while left.size:
            edge = self.low[left] - TIE
            size, least, below = np.zeros(left.size), self.low[left], np.full(left.size, -np.inf)
            for _, at, values in self._members(left, edge - TIE):
                inside = (values >= edge[at]) & (values <= self.high[left[at]])
                size += np.bincount(at[inside], minlength=left.size)
                np.minimum.at(least, at[inside], values[inside])
                under = values < edge[at]
                np.maximum.at(below, at[under], values[under])
            self.low[left], self.size[left] = least, size
            # Seldom: the last of the group has somebody level with it who was too far from the one before.
            left = left[least - TIE <= below]

    def add(self, shares: Floats, places: Integers) -> None:
        """Add to the shares of each vendor its part of some places that its group has left."""
        part = places / self.size
        for rows, at, values in self._members(np.arange(len(self.columns)), self.low - TIE):
            inside = (values >= self.low[at] - TIE / 2) & (values <= self.high[at])
            shares += np.bincount(rows[inside], weights=part[at[inside]], minlength=len(shares))

    def _members(self, groups: Integers, least: Floats) -> Iterator[Met]:
        """Find who reaches a total in the draws of some groups; the columns count among these groups."""
        columns = self.columns[groups]
        floor, place = np.full(self.draws, np.inf), np.zeros(self.draws, dtype=np.int64)
        floor[columns], place[columns] = least, np.arange(len(columns))
        for rows, met, values in self.reaching(floor, columns):
            yield Met(rows, place[met], values)
