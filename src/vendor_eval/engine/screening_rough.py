"""A fast look at who could reach a floor: products of small matrices in single precision, with room for their error."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vendor_eval.engine.additive import add_contribution, totals
from vendor_eval.engine.arrays import Bools, Floats, Integers

__all__ = ["Rough", "totals_where"]

ROWS = 64  # vendors in one product
DENSE = 0.2  # of a table: from here on it is faster to sum up all of it
# Multiplications in one product: below, OpenBLAS leaves its threads alone, which on a busy machine wait for each other
# for longer than the product takes.
MOST_AT_ONCE = 1 << 18


@dataclass(frozen=True, slots=True, eq=False)
class Rough:
    """Some draws of a block, prepared for a fast look.

    Parameters
    ----------
    columns
        The draws, shape (draws,).
    tiles
        Their weights in single precision, cut into tiles and filled up with zeros; shape (tiles, criteria, width).
        Where the weights never change, one draw stands for all.
    error
        How far a product can be from the total, in points.
    """

    columns: Integers
    tiles: NDArray[np.float32]
    error: float

    @classmethod
    def of(cls, weights: Floats, columns: Integers) -> "Rough":
        """Prepare some draws of a block."""
        chosen = weights if weights.shape[1] == 1 else weights[:, columns]
        n, draws = chosen.shape
        width = min(max(MOST_AT_ONCE // (ROWS * n), 1), draws)
        count = -(-draws // width)
        filled = np.zeros((n, count * width), dtype=np.float32)
        filled[:, :draws] = chosen
        tiles = np.ascontiguousarray(filled.reshape(n, count, width).transpose(1, 0, 2))
        # Of points up to 100: n products, n sums, the factors and the floor are each off by half an eps at most.
        error = 100 * chosen.sum(axis=0).max() * (n + 4) * np.finfo(np.float32).eps
        return cls(columns, tiles, float(error))

    def above(self, points: Floats, floor: Floats) -> Bools | None:
        """Which vendors reach the floor in which draw, or miss it by less than can be told; None where nobody does.

        Parameters
        ----------
        points
            Shape (criteria, vendors).
        floor
            A total for each draw of the block.

        Returns
        -------
        Shape (draws, vendors).
        """
        count, _, width = self.tiles.shape
        # Some kernels work on what stands beside small matrices, too, and then warn of numbers that are not used.
        with np.errstate(all="ignore"):
            rough = np.matmul(points.T.astype(np.float32), self.tiles)
        floors = (floor[self.columns] - self.error).astype(np.float32)
        if count * width < len(floors):  # the weights never change
            always: Bools = np.greater_equal(rough[0].T, floors[:, np.newaxis])
            return always if always.any() else None
        least = np.full(count * width, np.inf, dtype=np.float32)
        least[: len(floors)] = floors
        above = rough >= least.reshape(count, 1, width)
        if not above.any():
            return None
        by_draw: Bools = above.transpose(0, 2, 1).reshape(-1, points.shape[1])
        return by_draw[: len(floors)]


def totals_where(points: Floats, weights: Floats, where: Bools, columns: Integers, vendors: Integers) -> Floats:
    """Overall values of some vendors in some draws, exact and in the order of ``where``; shape (chosen,).

    Parameters
    ----------
    points
        Shape (criteria, vendors).
    weights
        Shape (criteria, draws), or (criteria, 1) where they never change.
    where
        Which vendors in which draws, shape (draws, vendors).
    columns, vendors
        The places at which it holds, each of shape (chosen,).
    """
    if weights.shape[1] == 1:
        return np.asarray(totals(points[:, :, np.newaxis], weights)[vendors, 0])
    if len(columns) > DENSE * where.size:
        dense: Floats = totals(points[:, :, np.newaxis], weights).T[where]
        return dense
    chosen = np.zeros(len(columns))
    scratch = np.empty_like(chosen)
    for point, weight in zip(points, weights, strict=True):
        add_contribution(chosen, point[vendors], weight[columns], scratch)
    return chosen
