"""The vendors of a market that may have a rank, and parts of them that can travel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

import numpy as np

from vendor_eval.analysis.market_entrants import MarketEntrants
from vendor_eval.analysis.market_points import CriterionPoints
from vendor_eval.analysis.market_verdicts import Judged
from vendor_eval.decision.market import Market
from vendor_eval.engine.arrays import Bools, Floats, Integers
from vendor_eval.engine.columns import Column
from vendor_eval.engine.screening_draws import Doubt

__all__ = ["MarketPart", "WholeMarket"]


@dataclass(frozen=True, eq=False)
class WholeMarket:
    """All vendors that may have a rank, the most promising first. It stays where it is; its parts can travel."""

    entrants: MarketEntrants

    @property
    def criteria(self) -> tuple[str, ...]:
        """The criteria that carry weight, in the order of their keys."""
        return self.entrants.criteria

    def __len__(self) -> int:
        """The number of vendors."""
        return len(self.entrants)

    def points(self, rows: Integers) -> Floats:
        """Points of some vendors, shape (criteria, vendors): the greatest there are where they are uncertain."""
        return self.entrants.points(rows)

    def doubtful(self, rows: Integers) -> Bools:
        """Which of some vendors have performances or requirements that only a draw decides."""
        return self.entrants.doubtful(rows)

    def doubt(self, row: int) -> Doubt:
        """What only a draw decides about a doubtful vendor."""
        return self.entrants.doubt(row)

    def part(self, start: int, stop: int) -> MarketPart:
        """Vendors that follow each other: their points, and what is known of those who are doubtful."""
        rows = np.arange(start, stop)
        doubtful = rows[self.doubtful(rows)]
        place = np.full(len(rows), -1)
        place[doubtful - start] = np.arange(len(doubtful))
        unsure = _some(self.entrants, self.entrants.vendors[doubtful]) if len(doubtful) else None
        return MarketPart(self.criteria, self.points(rows), place, unsure)


@dataclass(frozen=True, eq=False)
class MarketPart:
    """Some vendors of a market, by themselves.

    Parameters
    ----------
    table
        Their points, the greatest there are where they are uncertain; shape (criteria, vendors).
    place
        The place of each doubtful vendor among the unsure, -1 for the others; shape (vendors,).
    unsure
        What is known of the doubtful vendors; None where there are none.
    """

    criteria: tuple[str, ...]
    table: Floats
    place: Integers
    unsure: MarketEntrants | None

    def __len__(self) -> int:
        """The number of vendors."""
        return len(self.place)

    def points(self, rows: Integers) -> Floats:
        """Points of some vendors, shape (criteria, vendors)."""
        return self.table[:, rows]

    def doubtful(self, rows: Integers) -> Bools:
        """Which of some vendors have performances or requirements that only a draw decides."""
        return np.asarray(self.place[rows] >= 0)

    def doubt(self, row: int) -> Doubt:
        """What only a draw decides about a doubtful vendor."""
        if self.unsure is None:
            raise ValueError("Nothing about these vendors is in doubt.")
        return self.unsure.doubt(int(self.place[row]))

    def part(self, start: int, stop: int) -> MarketPart:
        """Vendors that follow each other."""
        return replace(self, table=self.table[:, start:stop], place=self.place[start:stop])


def _some(entrants: MarketEntrants, vendors: Integers) -> MarketEntrants:
    """Take some vendors out of a market, by their places in it; the order is kept, and nobody else is."""
    places = np.sort(vendors)
    market = entrants.market
    columns = {key: _column(column, places) for key, column in market.columns.items()}
    keys = tuple(map(market.vendors.__getitem__, places.tolist()))
    some = Market(market.decision, keys, columns, market.rows[places], source=market.source)
    return MarketEntrants(
        some,
        entrants.model,
        _judged(entrants.judged, some, places),
        np.searchsorted(places, vendors),
        np.ones(len(vendors), dtype=np.bool_),
        entrants.expected,
    )


def _column(column: Column, places: Integers) -> Column:
    """Take some vendors out of a column; places in rising order."""
    where = np.searchsorted(column.rows, places)
    ranged = np.flatnonzero(np.isin(places, column.rows, assume_unique=True))
    chosen = where[ranged]
    return Column(column.exact[places], ranged, column.low[chosen], column.high[chosen], column.likely[chosen])


def _judged(judged: Judged, some: Market, places: Integers) -> Judged:
    """Take some vendors out of what a market is judged to be."""
    taken = {
        one.name: values[places]
        for one in fields(judged)
        if isinstance(values := getattr(judged, one.name), np.ndarray)
    }
    tested = tuple(replace(one, results=one.results[places]) for one in judged.tested)
    return replace(judged, points=_points(judged.points, some), tested=tested, **taken)


def _points(points: Mapping[str, CriterionPoints], some: Market) -> dict[str, CriterionPoints]:
    """Keep what draws need; the points themselves are in the table of the part."""
    return {
        key: replace(one, column=some.column(key), worth=_in_the_table, rows=np.zeros(0, dtype=np.intp), sides={})
        for key, one in points.items()
    }


def _in_the_table(exact: Floats) -> Floats:
    """Nobody asks a part for these points again."""
    raise ValueError("The points of a part of a market are in its table.")
