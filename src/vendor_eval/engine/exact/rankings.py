"""How likely each ranking of all vendors is for exact points and weights that are all equally likely: without draws.

The planes on which two vendors are level cut the set of weights into parts with one ranking each. The set is held as
simplices: one that no plane crosses has one ranking, of one that a single plane crosses it is known how much lies above
(see `winning`), and any other is cut into simplices along a plane.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from math import comb

import numpy as np
from numpy.typing import NDArray

from vendor_eval.engine.arrays import Bools, Floats, Integers
from vendor_eval.engine.exact.winning import chance_ahead
from vendor_eval.engine.pieces import Pieces
from vendor_eval.engine.ranks import TIE

__all__ = ["Rankings", "exact_rankings"]

MOST_VENDORS = 11  # their 55 pairs are the bits of a whole number
MOST_SIMPLICES = 50_000  # a few tenths of a second
AT_ONCE = 200  # of them, cut together: with eight criteria they make some 20 MB of others
NOTHING = 1e-15  # of all weights: what the rounding of a cut along a side leaves

Codes = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Rankings:
    """The rankings that occur, and how likely each is.

    Parameters
    ----------
    ahead
        How many vendors are ahead of each, shape (rankings, vendors).
    shares
        The share of the weights that give the ranking, shape (rankings,); they add up to 1.
    """

    ahead: Integers
    shares: Floats


@dataclass(frozen=True, slots=True, eq=False)
class _Simplices:
    """Simplices inside a set of weights.

    Parameters
    ----------
    leads
        How far the first of each pair of vendors is ahead at the corners, shape (simplices, corners, pairs).
    shares
        The share of the weights in each, shape (simplices,).
    """

    leads: Floats
    shares: Floats


def exact_rankings(values: Floats, pieces: Pieces) -> Rankings | None:
    """How likely each ranking is; None if the weights fall into too many parts to tell.

    Vendors that are level whatever the weights stay so in every ranking; that others are level too has no share.

    Parameters
    ----------
    values
        Points of at most 11 vendors, shape (vendors, criteria).
    pieces
        The weights.

    Raises
    ------
    ValueError
        If there are more vendors.

    Examples
    --------
    >>> from vendor_eval.engine.exact.winning import pieces_of
    >>> from vendor_eval.engine.weights import SimplexWeights
    >>> v = np.array([[100.0, 0], [0, 100], [40, 40]])
    >>> found = exact_rankings(v, pieces_of(SimplexWeights(("fit", "price"))))
    >>> found.ahead.tolist()
    [[0, 2, 1], [2, 0, 1], [1, 0, 2], [0, 1, 2]]
    >>> found.shares.round(6).tolist()
    [0.4, 0.4, 0.1, 0.1]
    """
    m = len(values)
    if m > MOST_VENDORS:
        raise ValueError(f"Rankings are told of at most {MOST_VENDORS} vendors, not of {m}.")
    first, second = np.triu_indices(m, 1)
    leads = pieces.corners @ (values[first] - values[second]).T
    apart = np.abs(leads).max(axis=(0, 1)) > TIE
    if not apart.any():
        return Rankings(np.zeros((1, m), dtype=np.int64), np.ones(1))
    codes, shares, seen = [], [], 0
    todo = [_Simplices(leads[..., apart], pieces.shares)]
    while todo:
        some = todo.pop()
        seen += len(some.shares)
        if seen > MOST_SIMPLICES:
            return None
        code, share, uncut = _told(some)
        codes.append(code)
        shares.append(share)
        todo.extend(_batches(list(_cut(uncut))))
    wins, place = np.unique(np.concatenate(codes), return_inverse=True)
    ahead = _ahead(wins, first[apart], second[apart], m)
    return Rankings(ahead, np.bincount(place, np.concatenate(shares)).astype(np.float64))


def _ahead(wins: Codes, first: Integers, second: Integers, vendors: int) -> Integers:
    """How many vendors are ahead of each, from the pairs that their first wins; shape (rankings, vendors)."""
    ahead = np.zeros((len(wins), vendors), dtype=np.int64)
    for bit, (one, other) in enumerate(zip(first, second, strict=True)):
        won = wins >> bit & 1
        ahead[:, other] += won
        ahead[:, one] += 1 - won
    return ahead


def _told(some: _Simplices) -> tuple[Codes, Floats, _Simplices]:
    """Which pairs their first wins, as bits, and for which share of the weights; and the simplices to be cut."""
    leads, corners = some.leads, some.leads.shape[1]
    leads = np.where(np.abs(leads) <= TIE, 0, leads)
    above, crossed = _crossed(leads)
    planes = np.count_nonzero(crossed, axis=1)
    codes = above @ (1 << np.arange(above.shape[1], dtype=np.int64))
    none, one, more = planes == 0, planes == 1, planes > 1
    pair = crossed[one].argmax(axis=1)
    at = np.take_along_axis(leads[one], pair[:, np.newaxis, np.newaxis], axis=2)[..., 0]
    over = chance_ahead(at, Pieces(np.eye(corners)[np.newaxis], np.ones(1)))
    lost = codes[one] & ~(np.int64(1) << pair)
    told = np.concatenate([codes[none], codes[one], lost])
    shares = np.concatenate([some.shares[none], some.shares[one] * over, some.shares[one] * (1 - over)])
    return told, shares, _Simplices(leads[more], some.shares[more])


def _crossed(leads: Floats) -> tuple[Bools, Bools]:
    """Whether some of a simplex is above a plane, and if the plane crosses it; each of shape (simplices, pairs)."""
    above = np.asarray((leads > 0).any(axis=1))
    return above, above & np.asarray((leads < 0).any(axis=1))


def _cut(uncut: _Simplices) -> Iterator[_Simplices]:
    """Cut simplices, each along the plane that makes the fewest of it."""
    leads, d = uncut.leads, uncut.leads.shape[1] - 1
    if not len(leads):
        return
    above = np.count_nonzero(leads >= 0, axis=1)
    made = np.array([comb(d, p - 1) + comb(d, p) for p in range(1, d + 2)])
    _, crossed = _crossed(leads)
    pair = np.where(crossed, made[above - 1], made.max() + 1).argmin(axis=1)
    at = np.take_along_axis(leads, pair[:, np.newaxis, np.newaxis], axis=2)[..., 0]
    falling = np.argsort(-at, axis=1, kind="stable")
    at, leads = np.take_along_axis(at, falling, axis=1), np.take_along_axis(leads, falling[..., np.newaxis], axis=1)
    high = np.count_nonzero(at >= 0, axis=1)
    for p in range(1, d + 1):
        those = high == p
        if those.any():
            yield from _sides(_Simplices(leads[those], uncut.shares[those]), at[those], p)


def _sides(parts: _Simplices, at: Floats, high: int) -> Iterator[_Simplices]:
    """The simplices above and below a plane that crosses others, the corners of which stand in falling order.

    What lies above, with p of the corners, has the faces of a product of two simplices, with p and q + 1 corners: to
    each of the p belong itself and the points on its edges to the q corners below. Such a product is cut into one
    simplex for each staircase from its first corner to its last (De Loera, Rambau and Santos 2010, section 6.2).
    """
    corners = np.eye(at.shape[1])
    x, y = at[:, :high, np.newaxis, np.newaxis], at[:, np.newaxis, high:, np.newaxis]
    edges = (x * corners[high:] - y * corners[:high, np.newaxis]) / (x - y)  # (simplices, above, below, corners)
    for tops, across in ((corners[:high], edges), (corners[high:], edges.swapaxes(1, 2))):
        own = np.broadcast_to(tops[:, np.newaxis], (len(at), len(tops), 1, len(corners)))
        grid, steps = np.concatenate([own, across], axis=2), _staircases(len(tops), across.shape[2] + 1)
        mixtures = grid[:, steps[..., 0], steps[..., 1]]  # (simplices, staircases, corners, corners)
        shares = (np.abs(np.linalg.det(mixtures)) * parts.shares[:, np.newaxis]).ravel()
        leads = (mixtures @ parts.leads[:, np.newaxis]).reshape(len(shares), len(corners), -1)
        some = shares > NOTHING
        yield _Simplices(leads[some], shares[some])


def _batches(parts: list[_Simplices]) -> Iterator[_Simplices]:
    """All simplices of some parts, so many at once that it is fast and takes little memory."""
    if not parts:
        return
    leads, shares = (np.concatenate(both) for both in zip(*((one.leads, one.shares) for one in parts), strict=True))
    for start in range(0, len(shares), AT_ONCE):
        batch = slice(start, start + AT_ONCE)
        yield _Simplices(leads[batch], shares[batch])


@lru_cache(maxsize=64)
def _staircases(rows: int, columns: int) -> NDArray[np.int64]:
    """All ways from the first cell to the last by single steps, shape (ways, cells, 2).

    Examples
    --------
    >>> _staircases(2, 2).tolist()
    [[[0, 0], [1, 0], [1, 1]], [[0, 0], [0, 1], [1, 1]]]
    """
    steps = rows + columns - 2
    down = np.array([[k in chosen for k in range(steps)] for chosen in combinations(range(steps), rows - 1)])
    moved = np.stack([down, ~down], axis=2).reshape(-1, steps, 2).cumsum(axis=1)
    return np.concatenate([np.zeros((len(moved), 1, 2), dtype=np.int64), moved], axis=1)
