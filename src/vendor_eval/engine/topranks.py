"""The first few ranks of many vendors, without putting all of them in order."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from vendor_eval.engine.arrays import Bools, Floats, Integers
from vendor_eval.engine.keyed import Keyed
from vendor_eval.engine.leads import Leads
from vendor_eval.engine.places import TIE
from vendor_eval.engine.scratch import scratch
from vendor_eval.engine.sorting import group_ends

__all__ = ["Shares", "Tiles", "enough", "top_of", "top_ranks"]

SCORES_AT_ONCE = 1 << 18  # what stays in the cache

GROUPS = 4  # groups of vendors for each rank asked for: with more of them fewer vendors are looked at closely
SLACK = 64 * TIE  # below the last score that counts: who is level with it lies hardly ever further down
LOWEST = float(np.finfo(np.float64).min)  # of scores; -inf stands for no rank
LISTED_AT_ONCE = 1 << 20  # places in lists: keeps the memory small where nearly all are level

# The keys of all vendors in some draws, a tile of them at a time: the number of the tile's first vendor, and keys of
# shape (vendors, draws), gone with the next tile. The draws are a run of numbers. Where nothing is said of how keys
# become scores, they are scores, with -inf for no rank.
Tiles: TypeAlias = Callable[[Integers], Iterable[tuple[int, Floats]]]


@dataclass(frozen=True, slots=True, eq=False)
class Shares:
    """What part of which rank vendors take in which draws; each array of shape (shares,)."""

    vendors: Integers
    draws: Integers
    ranks: Integers
    parts: Floats

    @classmethod
    def of(cls, parts: Iterable["Shares"]) -> "Shares":
        """All shares of several."""
        fields = zip(*((some.vendors, some.draws, some.ranks, some.parts) for some in parts), strict=True)
        return cls(*(np.concatenate(field) for field in fields))

    def table(self, m: int, depth: int) -> Floats:
        """How many draws put each of m vendors at each rank, shape (m, depth)."""
        cells = np.bincount(self.vendors * depth + self.ranks, weights=self.parts, minlength=m * depth)
        return cells.astype(np.float64).reshape(m, depth)

    def leads(self, m: int) -> Leads:
        """The draws in which each of m vendors is first."""
        first = np.flatnonzero(self.ranks == 0)
        first = first[np.lexsort((self.draws[first], self.vendors[first]))]
        parts = self.parts[first]
        numbers = np.bincount(self.vendors[first], minlength=m)
        return Leads(numbers, self.draws[first], parts if (parts < 1).any() else None)


def enough(m: int, depth: int) -> bool:
    """Whether m vendors are enough to be grouped for some first ranks."""
    return m >= GROUPS * depth


def top_of(scores: Floats, ranked: Bools | None, depth: int) -> Shares:
    """Who takes which of the first ranks in each draw, from scores that are at hand.

    Parameters
    ----------
    scores
        Bigger is better, shape (vendors, draws).
    ranked
        Whether the vendor has a rank, shape (vendors, draws); None if all have one in all draws.
    depth
        How many ranks.
    """

    def tile(draws: Integers) -> Iterator[tuple[int, Floats]]:
        part = np.s_[:, draws[0] : draws[-1] + 1]  # a run of draws needs no copy
        yield 0, scores[part] if ranked is None else np.where(ranked[part], scores[part], -np.inf)

    m, draws = scores.shape
    step = max(1, SCORES_AT_ONCE // m)
    parts = (np.arange(start, min(start + step, draws)) for start in range(0, draws, step))
    return Shares.of(shares for part in parts for shares in top_ranks(tile, part, depth))


def top_ranks(tiles: Tiles, draws: Integers, depth: int, keyed: Keyed | None = None) -> Iterator[Shares]:
    """Who takes which of the first ranks in each draw, ties shared.

    Of the greatest keys of disjoint groups of vendors, the k-th is no greater than the k-th of all keys. So one look at
    the greatest key of each group leaves out nearly all vendors, and only the others are scored and put in order.

    Parameters
    ----------
    tiles
        Tells the keys in some draws.
    draws
        The numbers of the draws, one after the other.
    depth
        How many ranks; fewer than there are vendors.
    keyed
        How keys become scores, of vendors that all have a rank; they are scores if left out.
    """
    found = _Candidates(depth, len(draws), keyed)
    for offset, keys in tiles(draws):
        found.add(offset, keys)
        if found.most * len(draws) > LISTED_AT_ONCE and len(draws) > 1:
            for half in np.array_split(draws, 2):
                yield from top_ranks(tiles, half, depth, keyed)
            return
    lists = found.lists(draws)
    level = lists.level(depth)
    if not level.any():
        yield lists.plain_shares(depth)
        return
    yield lists.where(~level).plain_shares(depth)
    some = lists.where(level)
    open_ended = some.open_ended(depth, found.reached[level])
    yield some.where(~open_ended).shares(depth)
    for draw in some.draws[open_ended]:  # seldom: a chain of many small steps
        yield _all_listed(tiles, draw, keyed).shares(depth)


@dataclass(frozen=True, slots=True, eq=False)
class _Lists:
    """The best vendors of each draw from the greatest score down, with -inf past the last.

    Parameters
    ----------
    draws
        Which draws these are, shape (draws,).
    vendors, scores
        Shape (draws, places).
    """

    draws: Integers
    vendors: Integers
    scores: Floats

    def where(self, rows: Bools) -> "_Lists":
        """Only some of the draws."""
        return _Lists(self.draws[rows], self.vendors[rows], self.scores[rows])

    def level(self, depth: int) -> Bools:
        """In which draws anybody of the first ranks is level with the next, shape (draws,)."""
        here, after = self.scores[:, :depth], self.scores[:, 1 : depth + 1]
        return np.asarray(((here - TIE <= after) & (after > -np.inf)).any(axis=1))

    def open_ended(self, depth: int, bound: Floats) -> Bools:
        """In which draws somebody below the bound, and so not listed, could be level with the last that counts."""
        last = group_ends(self.scores)[1][:, depth - 1]
        end: Bools = self.scores[np.arange(len(last)), last] - TIE < bound
        return end & (self.scores[:, depth - 1] > -np.inf)

    def plain_shares(self, depth: int) -> Shares:
        """Who takes which of the first ranks where nobody is level."""
        row, rank = np.nonzero(self.scores[:, :depth] > -np.inf)
        return Shares(self.vendors[row, rank], self.draws[row], rank, np.ones(len(row)))

    def shares(self, depth: int) -> Shares:
        """Who takes which of the first ranks; who is level shares the ranks that they take together."""
        first, last = group_ends(self.scores)
        taken = (first <= np.arange(depth)[:, np.newaxis, np.newaxis]) & (first < depth) & (self.scores > -np.inf)
        taken &= last >= np.arange(depth)[:, np.newaxis, np.newaxis]
        rank, row, place = np.nonzero(taken)
        part = 1 / (last[row, place] - first[row, place] + 1)
        return Shares(self.vendors[row, place], self.draws[row], rank, part)


class _Candidates:
    """The vendors of each draw that may be among the first few, gathered while all vendors pass by."""

    def __init__(self, depth: int, draws: int, keyed: Keyed | None) -> None:
        self.depth = depth
        self.keyed = keyed
        self.lengths = np.zeros(draws, dtype=np.intp)
        self.greatest = np.empty((draws, 0))
        self.found: list[tuple[Integers, Integers, Floats]] = []

    @property
    def reached(self) -> Floats:
        """The score that the last of the first few is known to reach, less the slack, shape (draws,)."""
        if self.greatest.shape[1] < self.depth:
            return np.full(len(self.greatest), LOWEST)
        least = self.greatest[:, -self.depth]
        return np.maximum((least if self.keyed is None else self.keyed.scores(least)) - SLACK, LOWEST)

    @property
    def bound(self) -> Floats:
        """The key of that score, shape (draws,)."""
        if self.keyed is None:
            return self.reached
        with np.errstate(over="ignore"):  # all that are keyed have a rank, so -inf is the key of the least score
            return self.keyed.inverse(self.reached)

    @property
    def most(self) -> int:
        """How many there are in the draw that has most."""
        return int(self.lengths.max())

    def add(self, offset: int, keys: Floats) -> None:
        """Look at some vendors, numbered from the offset; keys of shape (vendors, draws)."""
        maxima = np.hstack([self.greatest, _group_maxima(keys, GROUPS * self.depth).T])
        maxima.sort(axis=1)
        self.greatest = maxima[:, -self.depth :]
        near = np.greater_equal(keys, self.bound, out=scratch("near", keys.shape, np.bool_))
        vendor, draw = np.divmod(np.flatnonzero(near), keys.shape[1])
        self.found.append((vendor + offset, draw, keys[vendor, draw]))
        self.lengths += np.bincount(draw, minlength=len(self.lengths))

    def lists(self, numbers: Integers) -> _Lists:
        """The candidates of each draw in order, and at least one place more than the first few."""
        vendor, draw, key = (np.concatenate(parts) for parts in zip(*self.found, strict=True))
        if len(self.found) > 1:  # the bound has risen since
            near = key >= self.bound[draw]
            vendor, draw, key = vendor[near], draw[near], key[near]
        score = key if self.keyed is None else self.keyed.scores(key)
        order = np.argsort(draw.astype(np.min_scalar_type(len(numbers))), kind="stable")  # fast for small integers
        draw = draw[order]
        lengths = np.bincount(draw, minlength=len(numbers))
        place = np.arange(len(draw)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        shape = (len(numbers), max(self.depth + 1, int(lengths.max())))
        vendors, scores = np.zeros(shape, dtype=np.intp), np.full(shape, -np.inf)
        vendors[draw, place], scores[draw, place] = vendor[order], score[order]
        best = np.argsort(-scores, axis=1)
        return _Lists(numbers, np.take_along_axis(vendors, best, axis=1), np.take_along_axis(scores, best, axis=1))


def _group_maxima(keys: Floats, groups: int) -> Floats:
    """The greatest key of each group of vendors, shape (groups, draws); the keys if groups would have one each."""
    m, draws = keys.shape
    size = m // groups
    if size < 2:
        return keys
    maxima: Floats = np.maximum.reduce(keys[: groups * size].reshape(groups, size, draws), axis=1)
    rest = keys[groups * size :]  # fewer than groups
    np.maximum(maxima[: len(rest)], rest, out=maxima[: len(rest)])
    return maxima


def _all_listed(tiles: Tiles, draw: np.integer, keyed: Keyed | None) -> _Lists:
    """All vendors in one draw."""
    draws = np.array([draw])
    keys = np.concatenate([keys[:, 0].copy() for _, keys in tiles(draws)])  # a tile is gone with the next
    scores = keys if keyed is None else keyed.scores(keys)
    order = np.argsort(-scores)
    return _Lists(draws, order[np.newaxis], scores[order][np.newaxis])
