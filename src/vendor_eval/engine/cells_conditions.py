"""How a requirement cuts a range of numbers, and which chances may be asked for."""

import math
from typing import TypeAlias

from vendor_eval.engine.tests import Interval, Members

__all__ = ["COVERAGE", "Condition", "check_chance", "check_coverage", "meeting", "touching"]

Condition: TypeAlias = Interval | Members

COVERAGE = 0.99  # of a distribution without real ends, its central part that speaks for all of it


def meeting(condition: Condition, low: float, high: float) -> tuple[float, float]:
    """The least and the greatest number from low to high that meet a condition; out of order where none does.

    An open end gives way to the next number that a computer knows, so both ends meet the condition themselves.

    Examples
    --------
    >>> meeting(Interval(low=300), 0, 1200), meeting(Interval(high=-1), 0, 1200)
    ((300, 1200), (0, -1))
    """
    least, greatest = touching(condition, low, high)
    if isinstance(condition, Interval) and condition.open_low and least == condition.low:
        least = math.nextafter(least, math.inf)
    if isinstance(condition, Interval) and condition.open_high and greatest == condition.high:
        greatest = math.nextafter(greatest, -math.inf)
    return least, greatest


def touching(condition: Condition, low: float, high: float) -> tuple[float, float]:
    """The same, open ends included: enough for the chance of numbers of which each alone has none."""
    if isinstance(condition, Members):
        raise ValueError("A choice of levels cannot be asked of a performance that is a number.")
    return max(low, condition.low), min(high, condition.high)


def check_chance(q: float) -> None:
    """Refuse a chance outside 0 to 1."""
    if not 0 <= q <= 1:
        raise ValueError(f"A quantile needs a chance between 0 and 1, not {q}.")


def check_coverage(coverage: float) -> None:
    """Refuse a coverage that leaves nothing or is more than all."""
    if not 0 < coverage <= 1:
        raise ValueError(f"The coverage of an interval must be above 0 and at most 1, not {coverage}.")
