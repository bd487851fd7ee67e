"""The mean of all weights between bounds, in closed form."""

from functools import lru_cache
from itertools import product

__all__ = ["bounded_mean"]

MOST_FREE = 14  # there are 2 ** free terms
UNIT = 2**80  # what 1 is in whole numbers, which do not round


@lru_cache(maxsize=128)
def bounded_mean(low: tuple[float, ...], high: tuple[float, ...]) -> tuple[float, ...] | None:
    """The centre of gravity of all weights between bounds, one a criterion; None if it would take too long.

    What the lower bounds leave is a simplex; of it, each set of upper bounds that is broken takes a smaller simplex
    away or gives it back (inclusion and exclusion). Terms may all but cancel, so they are whole numbers.

    Parameters
    ----------
    low, high
        The bounds, which some weights keep.

    Examples
    --------
    >>> bounded_mean((0.25, 0.25), (0.5, 1.0))
    (0.375, 0.625)
    """
    free = [j for j in range(len(low)) if high[j] > low[j]]
    n = len(free)
    if n > MOST_FREE:
        return None
    above = UNIT - sum(_whole(bound) for bound in low)
    below = sum(_whole(bound) for bound in high) - UNIT
    # Upper bounds are lower bounds seen from the other side: the smaller simplex breaks fewer bounds.
    sign, start, room = (1, low, above) if above <= below else (-1, high, below)
    if n == 0 or room <= 0:
        return start
    volume, moments = 0, [0] * n
    widths = [_whole(high[j]) - _whole(low[j]) for j in free]
    for broken in product((0, 1), repeat=n):
        taken = [one * width for one, width in zip(broken, widths, strict=True)]
        left = room - sum(taken)
        if left > 0:
            term = (-1) ** sum(broken) * left ** (n - 1)
            volume += term
            moments = [moment + term * (n * one + left) for moment, one in zip(moments, taken, strict=True)]
    mean = list(start)
    for j, moment in zip(free, moments, strict=True):
        mean[j] += sign * (moment * 2**64 // (n * volume)) / (UNIT * 2**64)
    return tuple(mean)


def _whole(number: float) -> int:
    numerator, denominator = number.as_integer_ratio()
    return numerator * UNIT // denominator
