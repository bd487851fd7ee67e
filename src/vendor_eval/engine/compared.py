"""Who is compared with whom in each draw, and the scores by a method among them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

import numpy as np

from vendor_eval.engine.arrays import Bools, Floats, Integers
from vendor_eval.engine.methods import Kernel, Method
from vendor_eval.engine.ranks import TIE

__all__ = ["Compared"]

GATHERED_AT_ONCE = 1 << 20  # points of those compared in some draws, brought together: 8 MB
WORTH_PREPARING = 1 << 12  # points in all draws of one set of vendors, from which preparing a kernel for it saves time
MOST_PREPARED = 1 << 20  # points in all kernels that are kept
MOST_KERNELS = 256


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """Scores by a method that compares, in each draw, the vendors that have a rank in it and no others.

    Many methods set their scales by the vendors at hand, and one without a rank must not shape the ranks of others. So
    each draw has the scores of those with a rank in it, as if there were no others.

    Parameters
    ----------
    scale
        What scores are multiplied by, so that the tie rule of the method is that of ranks.
    kernel
        The scores of a set of vendors as a function of the weights, from whether each belongs to it, eight to a byte;
        None where performances are drawn. Those of the last few sets are kept.
    """

    method: Method
    scale: float
    kernel: Callable[[bytes], Kernel] | None

    @classmethod
    def of(cls, method: Method, certain: Floats | None) -> Self:
        """Prepare what all draws share.

        Parameters
        ----------
        certain
            Points, shape (criteria, vendors, 1), if they are the same in all draws.
        """
        scale = TIE / method.tie
        if certain is None:
            return cls(method, scale, None)

        def prepared(packed: bytes) -> Kernel:
            members = np.unpackbits(np.frombuffer(packed, dtype=np.uint8), count=certain.shape[1]).view(np.bool_)
            return method.kernel(certain[:, members])

        most = max(1, min(MOST_KERNELS, MOST_PREPARED // certain.size))
        return cls(method, scale, lru_cache(maxsize=most)(prepared))

    def scores(self, values: Floats, weights: Floats, sufficient: Bools) -> Floats:
        """The score of each vendor that has a rank, bigger is better; 0 without one, which nothing looks at.

        Parameters
        ----------
        values
            Points, shape (criteria, vendors, draws) or, where they are certain, (criteria, vendors, 1).
        weights
            Shape (criteria, draws) or (criteria, 1).
        sufficient
            Whether the vendor has a rank in the draw, shape (vendors, draws).

        Returns
        -------
        Scores, shape (vendors, draws), or (vendors, 1) if they are the same in all draws.

        Raises
        ------
        ValueError
            If the method cannot take the numbers.
        """
        members = sufficient[:, 0]
        if (sufficient == members[:, np.newaxis]).all():
            return self._of_one(values, weights, members)
        scores = np.zeros(sufficient.shape)
        left: Integers = np.arange(sufficient.shape[1])
        if self.kernel is not None:
            left = self._by_set(self.kernel, weights, sufficient, scores)
        table = values.reshape(len(values), -1)  # taken from by one number each: faster, and laid out as it is read
        for columns, rows in _alike_in_number(sufficient, left, GATHERED_AT_ONCE // len(values)):
            gathered = table.take(rows if values.shape[2] == 1 else rows * values.shape[2] + columns, axis=1)
            scores[rows, columns] = self.method.scores(gathered, _in(weights, columns)) * self.scale
        return scores

    def _of_one(self, values: Floats, weights: Floats, members: Bools) -> Floats:
        """The scores where all draws have one set of vendors."""
        if not members.any():
            return np.zeros((len(members), 1))
        if self.kernel is not None:
            found = self.kernel(np.packbits(members).tobytes())(weights)
        else:
            found = self.method.scores(values if members.all() else values[:, members], weights)
        if members.all():
            return found * self.scale
        scores = np.zeros((len(members), found.shape[1]))
        scores[members] = found * self.scale
        return scores

    def _by_set(
        self, kernel: Callable[[bytes], Kernel], weights: Floats, sufficient: Bools, scores: Floats
    ) -> Integers:
        """Write the scores of sets of vendors that many draws have; returns the other draws, in rising order."""
        packed = np.ascontiguousarray(np.packbits(sufficient, axis=0).T)
        sets, which, sizes = np.unique(
            packed.view(f"V{packed.shape[1]}")[:, 0], return_inverse=True, return_counts=True
        )
        worth = (sizes > 1) & (sizes * (len(weights) * len(sufficient)) >= WORTH_PREPARING)
        by_set = np.split(np.argsort(which, kind="stable"), np.cumsum(sizes)[:-1])
        for number in np.flatnonzero(worth):
            columns = by_set[number]
            members = np.flatnonzero(sufficient[:, columns[0]])
            if len(members):
                found = kernel(sets[number].tobytes())(_in(weights, columns))
                scores[members[:, np.newaxis], columns] = found * self.scale
        return np.flatnonzero(~worth[which])


def _in(weights: Floats, columns: Integers) -> Floats:
    """The weights of some draws."""
    return weights if weights.shape[1] == 1 else weights[:, columns]


def _alike_in_number(sufficient: Bools, columns: Integers, most: int) -> Iterator[tuple[Integers, Integers]]:
    """Draws in which equally many vendors have a rank, and these vendors in their order, some draws at a time.

    A method does not know one vendor from another, so these draws make one table, whoever is in them.

    Parameters
    ----------
    columns
        The draws to look at.
    most
        How many vendors times draws there may be at once, unless one draw has more.

    Returns
    -------
    Pairs of shapes (draws,) and (number, draws); draws without a vendor are left out.
    """
    numbers = np.count_nonzero(sufficient[:, columns], axis=0)
    for number in np.unique(numbers[numbers > 0]).tolist():
        alike, step = columns[numbers == number], max(1, most // number)
        for start in range(0, len(alike), step):
            some = alike[start : start + step]
            yield some, np.nonzero(sufficient[:, some].T)[1].reshape(len(some), number).T
