"""Points that fill a cube more evenly than random ones: scrambled Sobol points, replicated to know their error.

A scramble is a random linear map of the digits of all points and a random shift (Matousek 1998; Owen 1995), so that
each point by itself is uniform and all of them stay as evenly spread. Independent scrambles tell the standard errors.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from vendor_eval.engine.arrays import Floats
from vendor_eval.engine.streams import stream
from vendor_eval.engine.stretches import BLOCK, LONGEST, Stretch

__all__ = ["SCRAMBLES", "Scramble", "Sobol", "sobol_size", "sobol_stretches"]

SCRAMBLES = 8  # the fewest whose spread says how exact their mean is
FIRST = 1 << 12  # points of a scramble after which a run may stop for the first time
MOST_DIGITS = 24  # binary: a scramble has up to 16 million points
GIVEN = 30  # binary digits of the points before they are scrambled
DEPTH = 53  # and after: those of a float between 1/2 and 1

Digits = NDArray[np.uint64]


@dataclass(frozen=True, slots=True, eq=False)
class Sobol:
    """Sobol points in some directions, each of which has a name.

    Which direction of the points a name gets depends on the order of the names, and how it is scrambled on the seed
    and the name itself; so the order in which the names are given changes nothing.

    Parameters
    ----------
    names
        What the directions are for.
    seed
        A whole number from 0.
    vectors
        By how much each binary digit of a point's number moves the point, shape (directions, digits).
    """

    names: tuple[str, ...]
    seed: int
    vectors: Digits

    @classmethod
    def of(cls, names: tuple[str, ...], seed: int, points: int) -> "Sobol":
        """Up to so many points for some names and a seed."""
        place = {name: k for k, name in enumerate(sorted(names))}
        digits = (points - 1).bit_length()
        return cls(names, seed, _vectors(len(names), digits)[[place[name] for name in names]])

    def scramble(self, number: int) -> "Scramble":
        """One scramble of the points."""
        moves, shifts = np.empty_like(self.vectors), np.empty(len(self.names), dtype=np.uint64)
        for k, name in enumerate(self.names):
            moves[k], shifts[k] = _scrambled(self.vectors[k], stream(self.seed, number, "sobol", name))
        return Scramble(moves, shifts)


@dataclass(frozen=True, slots=True, eq=False)
class Scramble:
    """One scramble of Sobol points.

    Parameters
    ----------
    moves
        By how much each binary digit of a point's number moves the point, shape (directions, digits).
    shifts
        Where the first point lies, shape (directions,).
    """

    moves: Digits
    shifts: Digits

    def points(self, start: int, size: int) -> Floats:
        """Some points, shape (directions, size), from 0 up to but not 1.

        Parameters
        ----------
        start, size
            The number of the first point, and how many; the size a power of 2, and the start a multiple of it.
        """
        if size & (size - 1) or start % size or start + size > 1 << self.moves.shape[1]:
            raise ValueError(f"Sobol points come in aligned powers of 2, not {size} from {start}.")
        points = np.empty((len(self.moves), size))
        whole = np.empty(size, dtype=np.uint64)
        for point, moves, shift in zip(points, self.moves, self.shifts, strict=True):
            above = [move for digit, move in enumerate(moves) if start >> digit & 1]
            whole[0] = np.bitwise_xor.reduce([shift, *above])
            for digit in range(size.bit_length() - 1):
                half = 1 << digit
                np.bitwise_xor(whole[:half], moves[digit], out=whole[half : 2 * half])
            np.multiply(whole, 2.0**-DEPTH, out=point)
        return points


def sobol_stretches(draws: int) -> Iterator[Stretch]:
    """The stretches of at least so many draws: equally many points, a power of 2, of each of 8 to 16 scrambles.

    In rounds: every scramble is at the same point when its number of points has doubled. The run may stop there.

    Examples
    --------
    >>> sum(stretch.stop - stretch.start for stretch in sobol_stretches(100_000))  # 13 scrambles of 8,192 points
    106496
    """
    scrambles, points = sobol_size(draws)
    block, start = 0, 0
    while start < points:
        stop = min(max(2 * start, FIRST), points)
        for scramble in range(scrambles):
            for first in range(start, stop, LONGEST * BLOCK):
                last = min(first + LONGEST * BLOCK, stop)
                yield Stretch(block, first, last, scramble, stop_here=(scramble, last) == (scrambles - 1, stop))
                block += -(-(last - first) // BLOCK)
        start = stop


def sobol_size(draws: int) -> tuple[int, int]:
    """How many scrambles of how many points give at least so many draws.

    Examples
    --------
    >>> sobol_size(100_000)
    (13, 8192)
    """
    digits = min(max((draws // SCRAMBLES).bit_length() - 1, 0), MOST_DIGITS)
    scrambles = max(-(-draws >> digits), SCRAMBLES)
    if scrambles > 2 * SCRAMBLES:
        most = 2 * SCRAMBLES << MOST_DIGITS
        raise ValueError(f"Sobol points go up to {most:,} draws, not {draws:,}: draw at random instead.")
    return scrambles, 1 << digits


@lru_cache(maxsize=16)
def _vectors(directions: int, digits: int) -> Digits:
    """By how much each binary digit of a point's number moves it (Joe and Kuo 2008), shape (directions, digits)."""
    if not directions or not digits:
        return np.zeros((directions, digits), dtype=np.uint64)
    from scipy.stats.qmc import Sobol as Sequence  # type: ignore[import-untyped]  # here: slow to load

    sequence = Sequence(directions, scramble=False, bits=GIVEN)
    vectors = np.empty((directions, digits), dtype=np.uint64)
    for digit in range(digits):
        # In the order of the sequence, which is that of Gray's code, this point is moved by this digit alone.
        wanted = (2 << digit) - 1
        sequence.fast_forward(wanted - sequence.num_generated)
        vectors[:, digit] = np.ldexp(sequence.random(1)[0], GIVEN)
    return vectors


def _scrambled(vectors: Digits, rng: np.random.Generator) -> tuple[Digits, np.uint64]:
    """Vectors after a random map of their digits that leaves each above the ones it depends on, and a random shift."""
    mixer = rng.integers(0, 2, size=(DEPTH, GIVEN), dtype=np.uint8)
    mixer = np.tril(mixer, -1) + np.eye(DEPTH, GIVEN, dtype=np.uint8)
    places = np.arange(DEPTH - 1, -1, -1, dtype=np.uint64)
    given = vectors >> np.arange(GIVEN - 1, -1, -1, dtype=np.uint64)[:, np.newaxis] & np.uint64(1)
    mixed = (mixer @ given % 2) << places[:, np.newaxis]
    shift = rng.integers(0, 1 << DEPTH, dtype=np.uint64)
    return mixed.sum(axis=0, dtype=np.uint64), shift
