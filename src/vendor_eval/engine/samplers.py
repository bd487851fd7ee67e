"""Ways to draw from a set of weights, and which one suits which set.

All give the same draws for the same seed and block, whatever was drawn before; keys stand in their own order.
"""

from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.random import Generator

from vendor_eval.engine.arrays import Bools, Floats, Integers
from vendor_eval.engine.hitandrun import prepared_walks
from vendor_eval.engine.pieces import Pieces
from vendor_eval.engine.polytope import Polytope
from vendor_eval.engine.simplices import drivers, enclosing, mixed, mixing, sticks, weight_streams

__all__ = ["CUTTING_DIMENSIONS", "Mixtures", "Sampler", "sampler_of"]

CUTTING_DIMENSIONS = 7  # up to here a set is cut into simplices; above they are too many
WALK = 4  # candidates that a walk costs, times its dimensions: some 8 sweeps, half a candidate a step
PILOT = 20_000
CANDIDATES = 4096
INSIDE = 1e-12  # a candidate this far outside is inside: rounding
ZERO = 1e-14  # rounding, too


class Sampler(Protocol):
    """A way to draw weights that all are equally likely in a set."""

    @property
    def name(self) -> str:
        """How the weights are drawn, for a report."""

    def draw(self, keys: tuple[str, ...], seed: int, block: int, size: int) -> Floats:
        """Weights, shape (criteria, size)."""

    def effective(self, draws: int) -> float:
        """How many independent draws some draws are worth."""


@dataclass(frozen=True, slots=True, eq=False)
class Mixtures:
    """Mixtures of the corners of a simplex-shaped set, each share from the stream of one criterion."""

    vertices: Floats
    drivers: Integers

    @classmethod
    def of(cls, vertices: Floats) -> "Mixtures":
        """Mixtures whose corners stand in the order of the criteria that drive them."""
        driven = drivers(vertices)
        order = np.argsort(driven)
        return cls(vertices[order], driven[order])

    @property
    def name(self) -> str:
        """How the weights are drawn, for a report."""
        return "mixtures of corners (exact)"

    def candidates(self, streams: list[Generator], size: int) -> Floats:
        """The next weights from the streams of the drivers, shape (criteria, size)."""
        return mixed(self.vertices, mixing(streams, size))

    def draw(self, keys: tuple[str, ...], seed: int, block: int, size: int) -> Floats:
        """Weights, shape (criteria, size)."""
        return self.candidates(weight_streams(tuple(keys[j] for j in self.drivers), seed, block), size)

    def axes(self, keys: tuple[str, ...]) -> tuple[str, ...]:
        """The names of the numbers that make one draw: those of the drivers but the last."""
        return tuple(keys[j] for j in self.drivers[:-1])

    def at(self, u: Floats) -> Floats:
        """Weights for numbers from [0, 1), one row an axis; shape (criteria, draws)."""
        return mixed(self.vertices, sticks(u))

    def effective(self, draws: int) -> float:
        """All: the draws are independent."""
        return draws


@dataclass(frozen=True, slots=True, eq=False)
class Box:
    """Weights between bounds but for one, which is what the others leave and may break its own.

    Parameters
    ----------
    low, high
        The bounds, shape (criteria,).
    drivers
        All criteria but the one, shape (criteria - 1,).
    """

    low: Floats
    high: Floats
    drivers: Integers

    @classmethod
    def of(cls, shape: Polytope) -> "Box":
        """The box around a set, open in the widest direction."""
        sides = np.eye(len(shape.centre))
        low, high = shape.lowest(sides), -shape.lowest(-sides)
        return cls(low, high, np.delete(np.arange(len(low)), int(np.argmax(high - low))))

    def candidates(self, streams: list[Generator], size: int) -> Floats:
        """The next weights from the streams of the drivers, shape (criteria, size)."""
        w = np.empty((len(self.low), size))
        left = np.ones(size)
        for j, source in zip(self.drivers, streams, strict=True):
            # By the exponential, so that a weight is great in the same draws in every set.
            w[j] = self.low[j] - (self.high[j] - self.low[j]) * np.expm1(-source.standard_exponential(size))
            left -= w[j]
        w[np.setdiff1d(np.arange(len(w)), self.drivers)] = left
        return w


@dataclass(frozen=True, slots=True, eq=False)
class Rejection:
    """Draws from an easy set around the set; those outside are thrown away.

    Parameters
    ----------
    around
        The set around.
    rows, bounds
        The limits that candidates may break.
    acceptance
        The share of candidates inside, about.
    """

    around: Mixtures | Box
    rows: Floats
    bounds: Floats
    acceptance: float

    @property
    def name(self) -> str:
        """How the weights are drawn, for a report."""
        return f"rejection, about {self.acceptance:.0%} of the candidates lie in the set (exact)"

    def draw(self, keys: tuple[str, ...], seed: int, block: int, size: int) -> Floats:
        """Weights, shape (criteria, size); candidates come from streams, so one draw is the first of many."""
        streams = weight_streams(tuple(keys[j] for j in self.around.drivers), seed, block)
        accepted: list[Floats] = []
        missing = size
        while missing > 0:
            w = self.around.candidates(streams, CANDIDATES)
            inside = w[:, self.keeps(w)]
            accepted.append(inside[:, :missing])
            missing -= inside.shape[1]
        return np.hstack(accepted)

    def keeps(self, w: Floats) -> Bools:
        """Whether weights keep the limits, shape (draws,).

        Row by row, not as a matrix product: most of the numbers are 0, and no other thread is ever waited for.
        """
        kept = np.ones(w.shape[1], dtype=np.bool_)
        for row, bound in zip(self.rows, self.bounds, strict=True):
            total = np.zeros(w.shape[1])
            for j in np.flatnonzero(row):
                total += row[j] * w[j]
            kept &= total <= bound + INSIDE
        return kept

    def effective(self, draws: int) -> float:
        """All: the draws are independent."""
        return draws


def sampler_of(shape: Polytope) -> Sampler:
    """The way to draw that suits a set: exact where that is possible in reasonable time."""
    if shape.simplex_shaped:
        return Mixtures.of(shape.vertices())
    if shape.dimensions <= CUTTING_DIMENSIONS and shape.sharp:
        return Pieces.of(shape)
    rejection = max(_rejections(shape), key=lambda one: one.acceptance)
    worth_rejecting = rejection.acceptance * WALK * shape.dimensions >= 1  # 3 % for ten criteria, 1 % for twenty
    return rejection if worth_rejecting else prepared_walks(shape)


def _rejections(shape: Polytope) -> list[Rejection]:
    """Rejection from each easy set around a set, with the share of a pilot that it accepts."""
    rows, bounds = _with_zeros(shape.facets @ shape.basis.T, shape.distances, shape.centre)
    mixtures = Mixtures.of(enclosing(shape))
    cutting = (rows @ mixtures.vertices.T).max(axis=1) > bounds + INSIDE
    around: list[tuple[Mixtures | Box, Bools]] = [(mixtures, cutting)]
    if shape.dimensions == len(shape.centre) - 1:
        around.append((Box.of(shape), np.ones(len(rows), dtype=np.bool_)))
    return [_piloted(one, rows[kept], bounds[kept]) for one, kept in around]


def _with_zeros(rows: Floats, distances: Floats, centre: Floats) -> tuple[Floats, Floats]:
    """Limits ``rows @ (w - centre) <= distances`` as ``rows @ w <= bounds`` with as many zeros as possible.

    As weights add up to 1, the same number may be taken from all of a row and from its bound.
    """
    common = np.median(rows, axis=1)
    bounds = distances + rows @ centre - common
    rows = rows - common[:, np.newaxis]
    rows[np.abs(rows) < ZERO] = 0
    return rows, bounds


def _piloted(around: Mixtures | Box, rows: Floats, bounds: Floats) -> Rejection:
    pilot = around.candidates(weight_streams(tuple(str(j) for j in around.drivers), 0, 0), PILOT)
    rejection = Rejection(around, rows, bounds, 1.0)
    return replace(rejection, acceptance=float(rejection.keeps(pilot).mean()))
