"""What it costs to have chosen a vendor: how far it is behind the best of each draw."""

from dataclasses import dataclass

import numpy as np

from vendor_eval.engine.arrays import Bools, Floats
from vendor_eval.engine.rankfigures import mean_errors

__all__ = ["Losses", "count_losses"]


@dataclass(frozen=True, slots=True, eq=False)
class Losses:
    """How far each vendor is behind the best with a rank, added up over the draws in which it has a rank itself.

    The mean is the expected regret of choosing it now, and of the vendor with the greatest expected value the expected
    value of perfect information (Raiffa and Schlaifer 1961).

    Parameters
    ----------
    sums, square_sums
        In points and their squares, shape (vendors,).
    """

    sums: Floats
    square_sums: Floats

    def __add__(self, other: "Losses") -> "Losses":
        """The losses of both sets of draws."""
        return Losses(self.sums + other.sums, self.square_sums + other.square_sums)

    def means(self, draws: Floats) -> Floats:
        """Mean loss over the draws in which a vendor has a rank, shape (vendors,); missing without one.

        Parameters
        ----------
        draws
            In how many draws each vendor has a rank, shape (vendors,).
        """
        return np.divide(self.sums, draws, out=np.full_like(self.sums, np.nan), where=draws > 0)

    def errors(self, draws: Floats) -> Floats:
        """Standard errors of the mean losses, shape (vendors,); missing for fewer than two draws with a rank."""
        squares = np.divide(self.square_sums, draws, out=np.full_like(self.sums, np.nan), where=draws > 0)
        return mean_errors(self.means(draws), squares, draws)


def count_losses(values: Floats, sufficient: Bools) -> Losses:
    """Add up the losses of one block of draws.

    Parameters
    ----------
    values
        Overall values in points, shape (vendors, draws).
    sufficient
        Whether the vendor has a rank in the draw, shape (vendors, draws).

    Examples
    --------
    >>> values = np.array([[60.0, 40.0], [50.0, 70.0]])
    >>> count_losses(values, np.ones((2, 2), dtype=bool)).means(np.array([2.0, 2.0])).tolist()
    [15.0, 5.0]
    """
    best = np.full(values.shape[1], -np.inf)
    for points, ranked in zip(values, sufficient, strict=True):
        np.maximum(best, points, out=best, where=ranked)
    sums, squares = np.zeros(len(values)), np.zeros(len(values))
    behind = np.empty(values.shape[1])
    for i, (points, ranked) in enumerate(zip(values, sufficient, strict=True)):
        behind.fill(0.0)
        np.subtract(best, points, out=behind, where=ranked)
        sums[i] = behind.sum()
        squares[i] = np.square(behind, out=behind).sum()
    return Losses(sums, squares)
