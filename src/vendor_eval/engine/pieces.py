"""Sets of weights in few dimensions: cut into simplices, and drawn piece by piece."""

from dataclasses import dataclass

import numpy as np

from vendor_eval.engine.arrays import Floats
from vendor_eval.engine.polytope import TOUCHING, Polytope
from vendor_eval.engine.simplices import mixing, sticks, weight_streams
from vendor_eval.engine.streams import stream

__all__ = ["Pieces", "cut", "members"]


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """A set cut into simplices: one is chosen by its volume, then its corners are mixed.

    Parameters
    ----------
    corners
        Shape (pieces, dimensions + 1, criteria).
    shares
        The share of the volume of each piece, shape (pieces,).
    """

    corners: Floats
    shares: Floats

    @classmethod
    def of(cls, shape: Polytope) -> "Pieces":
        """The pieces of a set that is not flat."""
        vertices = shape.vertices()
        y = (vertices - shape.centre) @ shape.basis
        on = np.abs(y @ shape.facets.T - shape.distances) < TOUCHING  # (corners, facets)
        facets = [sum(1 << int(i) for i in np.flatnonzero(column)) for column in on.T]
        pieces = cut(2 ** len(y) - 1, shape.dimensions, facets, {})
        corners = np.array([members(piece) for piece in pieces])
        volumes = np.abs(np.linalg.det(y[corners[:, 1:]] - y[corners[:, :1]]))
        return cls(vertices[corners], volumes / volumes.sum())

    @property
    def name(self) -> str:
        """How the weights are drawn, for a report."""
        return f"cut into {len(self.shares)} simplices (exact)"

    @property
    def mean(self) -> Floats:
        """The centre of gravity, shape (criteria,)."""
        mean: Floats = self.shares @ self.corners.mean(axis=1)
        return mean

    def draw(self, keys: tuple[str, ...], seed: int, block: int, size: int) -> Floats:
        """Weights, shape (criteria, size)."""
        shares = mixing(weight_streams(keys[: self.corners.shape[1]], seed, block), size)
        return self._mixed(stream(seed, block, "weight set", *keys).random(size), shares)

    def axes(self, keys: tuple[str, ...]) -> tuple[str, ...]:
        """The names of the numbers that make one draw: one chooses the piece, and all but one corner have theirs."""
        return (" ".join(("weight set", *keys)), *keys[: self.corners.shape[1] - 1])

    def at(self, u: Floats) -> Floats:
        """Weights for numbers from [0, 1), one row an axis; shape (criteria, draws)."""
        return self._mixed(u[0], sticks(u[1:]))

    def _mixed(self, chosen: Floats, shares: Floats) -> Floats:
        """Mixtures of the corners of the pieces that numbers from [0, 1) choose by their volume."""
        piece = np.searchsorted(np.cumsum(self.shares)[:-1], chosen, side="right")
        w = np.zeros((self.corners.shape[2], len(chosen)))
        for k, share in enumerate(shares):
            w += self.corners[:, k].T.take(piece, axis=1) * share
        return w

    def effective(self, draws: int) -> float:
        """All: the draws are independent."""
        return draws


def cut(face: int, dimensions: int, facets: list[int], known: dict[int, list[int]]) -> list[int]:
    """Cut a face into simplices without gap or overlap; sets of corners are the bits of whole numbers.

    Pulling: every piece joins the first corner to a piece of a side that does not hold it. Only the question which
    corner lies on which facet matters, so flat spots and equal distances, which mislead a Delaunay triangulation,
    do no harm.
    """
    if face.bit_count() == dimensions + 1:
        return [face]
    if face not in known:
        first = face & -face
        sections = {face & facet for facet in facets} - {face}
        sides = [one for one in sections if not any(one != other and one & other == one for other in sections)]
        known[face] = [
            piece | first
            for side in sorted(sides)
            if not side & first
            for piece in cut(side, dimensions - 1, facets, known)
        ]
    return known[face]


def members(bits: int) -> list[int]:
    """The places of the bits of a whole number."""
    return [i for i in range(bits.bit_length()) if bits >> i & 1]
