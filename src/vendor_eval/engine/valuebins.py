"""How values are spread, in bins of a hundredth of a point: quantiles of all draws in memory that does not grow."""

from collections.abc import Sequence

import numpy as np

from vendor_eval.engine.arrays import Floats, Integers
from vendor_eval.engine.scratch import scratch

__all__ = ["BIN", "BINS", "bin_quantile_errors", "bin_quantiles", "count_values", "no_values", "value_figures"]

BIN = 0.01  # points
BINS = 10_001  # one for each hundredth of a point from 0 to 100


def count_values(values: Floats) -> Integers:
    """How many draws give each vendor each value, rounded to a hundredth of a point.

    Points never lie outside 0 to 100 but for rounding; what does is counted at the end that it passes.

    Parameters
    ----------
    values
        Overall values in points, shape (vendors, draws).

    Returns
    -------
    Counts of shape (vendors, BINS): column b is the value b x BIN.
    """
    draws = values.shape[1]
    counts = np.empty((len(values), BINS), dtype=np.min_scalar_type(draws))
    scaled, numbers = scratch("scaled", (draws,), np.float64), scratch("numbers", (draws,), np.uint16)
    for row, points in zip(counts, values, strict=True):
        np.multiply(points, 1 / BIN, out=scaled)
        np.rint(scaled, out=scaled)
        np.clip(scaled, 0, BINS - 1, out=scaled)
        np.copyto(numbers, scaled, casting="unsafe")
        row[:] = np.bincount(numbers, minlength=BINS)
    return counts


def value_figures(values: Floats) -> tuple[Floats, Floats, Integers]:
    """Sums of the values, shape (vendors,), sums of their squares, and their counts in bins.

    Parameters
    ----------
    values
        Overall values in points, shape (vendors, draws).
    """
    return values.sum(axis=1), np.einsum("ij,ij->i", values, values), count_values(values)


def no_values(m: int) -> tuple[Floats, Floats, None]:
    """What stands for the figures of m vendors whose values are not counted."""
    return np.full(m, np.nan), np.full(m, np.nan), None


def bin_quantiles(counts: Integers, chances: Sequence[float] | Floats) -> Floats:
    """The values that are not passed with given chances, within half a bin of those of the draws themselves.

    Between two neighbouring draws the value is interpolated as numpy does (definition 7 of Hyndman and Fan 1996).

    Parameters
    ----------
    counts
        Draws by value, shape (vendors, BINS), each row with the same sum of 1 or more.
    chances
        Numbers from 0 to 1.

    Returns
    -------
    Points, shape (vendors, chances).

    Examples
    --------
    >>> bin_quantiles(count_values(np.array([[10.0, 20.0, 40.0]])), [0, 0.5, 0.75]).tolist()
    [[10.0, 20.0, 30.0]]
    """
    asked = np.asarray(chances, dtype=np.float64)
    if asked.ndim != 1 or not ((asked >= 0) & (asked <= 1)).all():
        raise ValueError(f"Chances must be numbers from 0 to 1, not {asked.tolist()}.")
    return np.array([_row_quantiles(np.cumsum(row, dtype=np.int64), asked) for row in counts]).reshape(-1, len(asked))


def _row_quantiles(below: Integers, chances: Floats) -> Floats:
    """Quantiles of one vendor from the cumulated counts of its draws."""
    place = (below[-1] - 1) * chances
    lower = np.floor(place)
    # The draw at place k, counted from 0, lies in the first bin up to which there are more than k draws.
    low = np.searchsorted(below, lower, side="right")
    high = np.searchsorted(below, np.ceil(place), side="right")
    return np.asarray((low + (place - lower) * (high - low)) / (BINS - 1) * 100.0)


def bin_quantile_errors(counts: Integers, chances: Sequence[float] | Floats) -> Floats:
    """Standard errors of the quantiles for independent draws, without assuming any shape of the values.

    How many draws lie below a quantile is binomial. So the quantiles one standard error of that share below and above
    are one standard error of the value away (Woodruff 1952): half of their distance is given. An error far below the
    width of a bin comes out as 0. Missing for the least and the greatest value, the chances 0 and 1.

    Parameters
    ----------
    counts, chances
        As for ``bin_quantiles``.
    """
    asked = np.asarray(chances, dtype=np.float64)
    step = np.sqrt(asked * (1 - asked) / counts[0].sum(dtype=np.int64))
    upper = bin_quantiles(counts, np.minimum(asked + step, 1))
    lower = bin_quantiles(counts, np.maximum(asked - step, 0))
    return np.where((asked > 0) & (asked < 1), (upper - lower) / 2, np.nan)
