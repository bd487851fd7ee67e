"""Directions to walk in: those of the edges at corners of a set, and random ones at right angles to each other.

Any directions that do not depend on where a walk stands give the same draws in the end (Belisle, Romeijn and Smith
1993); which ones decides how soon (Kaufman and Smith 1998). Along edges walks leave a corner and cross the set in a few
steps, where random directions hit the nearest limit again and again.
"""

import math

import numpy as np
from numpy.random import Generator

from vendor_eval.engine.arrays import Floats

__all__ = ["corner_frames", "turned_frames", "with_length_1"]

ALONG = 1e-12  # a direction that nears a limit no faster than this runs along it


def turned_frames(dimensions: int, count: int, rng: Generator) -> Floats:
    """Random directions at right angles to each other, one a column; shape (count, dimensions, dimensions)."""
    frames: Floats = np.linalg.qr(rng.standard_normal((count, dimensions, dimensions)))[0]
    return frames


def corner_frames(rows: Floats, bounds: Floats, places: Floats, rng: Generator) -> Floats:
    """The directions of the edges at a random corner for each place, one a column and of length 1.

    Parameters
    ----------
    rows, bounds
        The limits ``rows @ z <= bounds`` of a set that is bounded and not flat, shapes (limits, dimensions) and
        (limits,).
    places
        Points inside, from which the corners are looked for; shape (dimensions, count).

    Returns
    -------
    Floats
        Shape (count, dimensions, dimensions).
    """
    d, count = places.shape
    frames = np.empty((count, d, d))
    for frame, place in zip(frames, places.T, strict=True):
        # On an edge all limits of the corner but one hold with equality, as in the columns of an inverse.
        frame[:] = np.linalg.inv(rows[_corner(rows, bounds, place, rng)])
    return with_length_1(frames)


def with_length_1(frames: Floats) -> Floats:
    """The same directions with length 1; shape (.., dimensions, dimensions)."""
    directions: Floats = frames / np.linalg.norm(frames, axis=-2, keepdims=True)
    return directions


def _corner(rows: Floats, bounds: Floats, place: Floats, rng: Generator) -> list[int]:
    """The limits that meet in a corner: go in a random direction up to a limit, then along it to the next, and so on.

    As many as dimensions, and independent, even if more of them meet there.
    """
    room = bounds - rows @ place
    left = np.eye(len(place))  # directions in which one can still go, one a column
    met: list[int] = []
    for _ in range(len(place)):
        rates = rows @ (left @ _unit(rng.standard_normal(left.shape[1])))
        nearing = rates > ALONG
        far = np.full(len(rows), np.inf)
        far[nearing] = np.maximum(room[nearing], 0) / rates[nearing]
        nearest = int(far.argmin())
        room = room - far[nearest] * rates
        met.append(nearest)
        left = _turned_away(left, rows[nearest])
    return met


def _turned_away(directions: Floats, row: Floats) -> Floats:
    """Orthonormal directions less the one in which a limit is neared, by a reflection (Householder 1958)."""
    mirror = _unit(row @ directions)
    mirror[0] += math.copysign(1, mirror[0])
    mirror = _unit(mirror)
    turned: Floats = directions - np.outer(directions @ mirror, 2 * mirror)
    return turned[:, 1:]


def _unit(vector: Floats) -> Floats:
    unit: Floats = vector / np.linalg.norm(vector)
    return unit
