"""How likely each vendor takes each rank for exact points and weights that are all equally likely: by volume, no draws.

For one vendor only the planes on which it is level with a rival matter. They cut the set of weights into cells with one
rank each; volume and centre of a cell follow from its corners.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import comb

import numpy as np
from numpy.typing import NDArray

from vendor_eval.engine.arrays import Bools, Floats
from vendor_eval.engine.exact.region import Region
from vendor_eval.engine.pieces import cut, members
from vendor_eval.engine.polytope import TOUCHING, Polytope, polytope
from vendor_eval.engine.ranks import TIE
from vendor_eval.engine.treeweights import TreeWeights
from vendor_eval.engine.weightsets import AroundWeights

__all__ = ["ExactRanks", "cells_at_most", "cheaper_than_draws", "exact_ranks"]

MOST_DIMENSIONS = 7
PLANES = 62  # that limit one cell: they are the bits of a whole number

Bits = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class ExactRanks:
    """Rank acceptability and central weights without draws.

    Parameters
    ----------
    acceptability
        The share of the weights that give a vendor (row) a rank (column), shape (vendors, ranks). Vendors that are
        level whatever the weights share their ranks.
    central_weights
        The centre of the weights that put a vendor first; missing if none or only the border do; shape (vendors,
        criteria).
    """

    acceptability: Floats
    central_weights: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """A piece of the set of weights, by its corners.

    Parameters
    ----------
    corners
        Shape (corners, criteria).
    on
        The planes that each corner lies on, as bits; shape (corners,).
    """

    corners: Floats
    on: Bits


def cells_at_most(vendors: int, dimensions: int) -> int:
    """Into how many cells a set of weights can be cut for all vendors together.

    Examples
    --------
    >>> cells_at_most(5, 5), cells_at_most(3, 1)
    (80, 9)
    """
    return vendors * sum(comb(vendors - 1, q) for q in range(min(vendors - 1, dimensions) + 1))


def cheaper_than_draws(vendors: int, region: Region, draws: int) -> bool:
    """Whether all rank acceptabilities by volume take less time than some draws, by a rule of thumb.

    About half of the possible cells occur, and one takes 0.15 ms up to four criteria; each criterion more doubles that,
    and limits with many corners add to it. A draw takes 1.2 ns for each vendor and each other vendor or criterion.
    Measured once; good to a factor of about three.

    Examples
    --------
    >>> from vendor_eval.engine.exact.region import region_of
    >>> from vendor_eval.engine.weights import SimplexWeights
    >>> region = region_of(SimplexWeights(("fit", "price", "risk", "terms")))
    >>> cheaper_than_draws(5, region, 1_000_000), cheaper_than_draws(30, region, 100_000)
    (True, False)
    """
    n = len(region)
    d = n - 1
    if not region.listed or d > MOST_DIMENSIONS or not _equally_likely(region):
        return False
    corners = max(1.0, len(region.corners) / n) ** (d * d / 40)
    one_cell = 0.00015 * 2.0 ** max(0, d - 3) * corners
    return bool(0.005 + one_cell * cells_at_most(vendors, d) / 2 < 1.2e-9 * draws * vendors * (n + vendors))


def exact_ranks(values: Floats, region: Region, *, depth: int | None = None) -> ExactRanks:
    """Rank acceptability and central weights by volume, all weights of a region being equally likely.

    For few criteria: a ValueError above seven dimensions, and for weights that are not equally likely. Whether it is
    the faster way says ``cheaper_than_draws``.

    Parameters
    ----------
    values
        Points, shape (vendors, criteria).
    region
        The weights.
    depth
        How many ranks are asked for; all if left out. One costs little, whatever the number of vendors.

    Examples
    --------
    >>> from vendor_eval.engine.exact.region import region_of
    >>> from vendor_eval.engine.weights import SimplexWeights
    >>> v = np.array([[100.0, 0], [0, 100], [40, 40]])
    >>> found = exact_ranks(v, region_of(SimplexWeights(("fit", "price"))))
    >>> found.acceptability.round(6).tolist()
    [[0.5, 0.1, 0.4], [0.5, 0.1, 0.4], [0.0, 0.8, 0.2]]
    >>> found.central_weights.round(6).tolist()
    [[0.75, 0.25], [0.25, 0.75], [nan, nan]]
    """
    if not _equally_likely(region):
        raise ValueError(
            "Volumes are for weights that are all equally likely; by level, or around a point, they are not."
        )
    values = np.asarray(values, dtype=np.float64)
    m, n = values.shape
    depth = m if depth is None else min(depth, m)
    shape = polytope(np.vstack([region.rows, -np.eye(n)]), np.append(region.bounds, np.zeros(n)))
    if shape.dimensions > MOST_DIMENSIONS or len(shape.facets) >= PLANES:
        raise ValueError(f"Volumes are for weights of at most {MOST_DIMENSIONS} dimensions and {PLANES - 1} limits.")
    whole = _whole(shape)
    groups = _level(values @ whole.corners.T)
    volume = _measured(whole, shape)[0]
    acceptability, central = np.zeros((m, m)), np.full((m, n), np.nan)
    for group in groups:
        rivals = [other for other in groups if other is not group]
        inside, centre = 0.0, np.zeros(n)
        for cell, ahead in _cells(values, whole, group, rivals, depth, shape.dimensions):
            size, middle = _measured(cell, shape)
            acceptability[np.ix_(group, range(ahead, ahead + len(group)))] += size / volume / len(group)
            if not ahead:
                inside, centre = inside + size, centre + size * middle
        if inside > 0:
            central[group] = centre / inside
    if depth == m and np.abs(acceptability.sum(axis=1) - 1).max() > TOUCHING:
        raise ArithmeticError("The cells do not fill the set of weights: its limits are too close to each other.")
    return ExactRanks(np.minimum(acceptability[:, :depth], 1), central)


def _equally_likely(region: Region) -> bool:
    """Whether all weights of a region are equally likely; a single point is."""
    return len(region.corners) == 1 or not isinstance(region.weights, AroundWeights | TreeWeights)


def _whole(shape: Polytope) -> Cell:
    """The set of weights as one cell."""
    corners = shape.vertices()
    y = (corners - shape.centre) @ shape.basis
    on = np.abs(y @ shape.facets.T - shape.distances) < TOUCHING
    return Cell(corners, on @ (1 << np.arange(on.shape[1], dtype=np.int64)))


def _level(at_corners: Floats) -> list[list[int]]:
    """Vendors in groups that are level whatever the weights, from their overall values at the corners."""
    groups: list[list[int]] = []
    for i, row in enumerate(at_corners):
        for group in groups:
            if np.abs(at_corners[group[0]] - row).max() <= TIE:
                group.append(i)
                break
        else:
            groups.append([i])
    return groups


def _cells(
    values: Floats, whole: Cell, group: list[int], rivals: list[list[int]], depth: int, dimensions: int
) -> Iterator[tuple[Cell, int]]:
    """The cells in which vendors have one rank, and how many others are ahead of them there."""
    todo = [(whole, 0, 0)]
    while todo:
        cell, ahead, k = todo.pop()
        if k == len(rivals):
            yield cell, ahead
            continue
        difference = values[group[0]] - values[rivals[k][0]]
        above, below = _clipped(cell, cell.corners @ difference, dimensions)
        if len(above.on):
            todo.append((above, ahead, k + 1))
        if len(below.on) and ahead + len(rivals[k]) < depth:
            todo.append((below, ahead + len(rivals[k]), k + 1))


def _clipped(cell: Cell, s: Floats, dimensions: int) -> tuple[Cell, Cell]:
    """The parts of a cell above and below a plane, given how far above its corners are; one may have no corners.

    New corners lie on the edges that cross the plane. Two corners make an edge if no third lies on all planes that both
    lie on (double description: Motzkin, Raiffa, Thompson and Thrall 1953).
    """
    over, under = s > TIE, s < -TIE
    nothing = Cell(cell.corners[:0], cell.on[:0])
    if not under.any():
        return cell, nothing
    if not over.any():
        return nothing, cell
    cell, plane = _with_free_plane(cell, dimensions)
    level = ~over & ~under
    common = cell.on[over, np.newaxis] & cell.on[under]
    edges = ((cell.on[:, np.newaxis, np.newaxis] & common) == common).sum(axis=0) == 2
    i, k = np.nonzero(edges)
    high, low = s[over][i, np.newaxis], s[under][k, np.newaxis]
    crossed = (high * cell.corners[under][k] - low * cell.corners[over][i]) / (high - low)
    corners = np.vstack([cell.corners[level], crossed])
    on = np.concatenate([cell.on[level], common[i, k]]) | plane
    return _joined(cell, over, corners, on), _joined(cell, under, corners, on)


def _with_free_plane(cell: Cell, dimensions: int) -> tuple[Cell, int]:
    """A bit for a new plane; if all are taken, planes that have become too small to limit the cell are forgotten."""
    used = int(np.bitwise_or.reduce(cell.on))
    if used == 2**PLANES - 1:
        lying = (cell.on[:, np.newaxis] >> np.arange(PLANES) & 1).sum(axis=0) >= dimensions
        cell = Cell(cell.corners, cell.on & (lying @ (1 << np.arange(PLANES, dtype=np.int64))))
        used = int(np.bitwise_or.reduce(cell.on))
        if used == 2**PLANES - 1:
            raise ValueError(f"A cell has more than {PLANES} sides: there are too many vendors for volumes.")
    return cell, ~used & (used + 1)


def _joined(cell: Cell, side: Bools, corners: Floats, on: Bits) -> Cell:
    return Cell(np.vstack([cell.corners[side], corners]), np.concatenate([cell.on[side], on]))


def _measured(cell: Cell, shape: Polytope) -> tuple[float, Floats]:
    """The volume of a cell, in a unit that all cells share, and its centre of gravity."""
    d = shape.dimensions
    planes = np.bitwise_or.reduce(cell.on, initial=0)
    sides = [sum(1 << int(i) for i in np.flatnonzero(cell.on >> bit & 1)) for bit in range(int(planes).bit_length())]
    pieces = np.array([members(piece) for piece in cut(2 ** len(cell.on) - 1, d, [s for s in sides if s], {})])
    if not len(pieces):
        return 0.0, cell.corners.mean(axis=0)
    corners = cell.corners[pieces]  # (pieces, dimensions + 1, criteria)
    volumes = np.abs(np.linalg.det((corners[:, 1:] - corners[:, :1]) @ shape.basis))
    total = float(volumes.sum())
    if total <= 0:
        return 0.0, cell.corners.mean(axis=0)
    return total, np.asarray(volumes @ corners.mean(axis=1) / total)
