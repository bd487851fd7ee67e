"""Steps of many walks at once inside a set that was made round."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from vendor_eval.engine.arrays import Floats

__all__ = ["Inside"]

STILL = 1e-12  # room that changes less than this a length comes from rounding
TINY = 1e-300


@dataclass(frozen=True, slots=True, eq=False)
class Inside:
    """The inside of a set, and the directions in which walks go.

    Parameters
    ----------
    rows, bounds
        The limits ``rows @ z <= bounds``, shapes (limits, dimensions) and (limits,).
    frames
        As many independent directions as dimensions, one a column, several times; shape (frames, dimensions,
        dimensions).
    """

    rows: Floats
    bounds: Floats
    frames: Floats

    def room(self, z: Floats) -> Floats:
        """What places leave of each limit, more than 0; shapes (dimensions, walks) and (limits, walks)."""
        left: Floats = np.maximum(self.bounds[:, np.newaxis] - self.rows @ z, TINY)
        return left

    def walked(self, z: Floats, sweeps: int, rng: Generator) -> Floats:
        """Where walks stand after some sweeps, each a step in every direction of a frame; shape (dimensions, walks).

        All walks go in the same directions, each as far as it likes: where they stood independently before, they do
        so after.
        """
        for _ in range(sweeps):
            frame = self.frames[rng.integers(len(self.frames))]
            z = z + frame @ self._lengths(frame, z, rng)
        return z

    def _lengths(self, frame: Floats, z: Floats, rng: Generator) -> Floats:
        """How far walks go in each direction of a frame, one after the other; shape (dimensions, walks)."""
        rates = self.rows @ frame
        rates[np.abs(rates) < STILL] = 0
        room = self.room(z)
        lengths = rng.random(z.shape)
        kept, spare = np.empty_like(room), np.empty_like(room)
        for j in rng.permutation(len(z)):
            changing = np.flatnonzero(rates[:, j])
            rate, before, work = rates[changing, j, np.newaxis], kept[: len(changing)], spare[: len(changing)]
            room.take(changing, axis=0, out=before, mode="clip")  # without it numpy would copy once more
            np.divide(rate, before, out=work)
            back, ahead = 1 / work.min(axis=0), 1 / work.max(axis=0)
            length = lengths[j]
            length *= ahead - back
            length += back
            np.multiply(rate, length, out=work)
            before -= work
            room[changing] = np.maximum(before, TINY, out=before)
        return lengths
