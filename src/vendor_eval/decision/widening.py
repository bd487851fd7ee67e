"""Widening a belief, to see what would change if less were known than was assessed."""

from __future__ import annotations

import math
from statistics import NormalDist

from vendor_eval.decision.beliefs import AnyBelief, Estimate, Exact, Interval, Normal, TestResult
from vendor_eval.decision.criteria import Criterion
from vendor_eval.decision.numbers import LARGEST
from vendor_eval.decision.scales import LevelScale, Scale
from vendor_eval.engine.cells import Beta, Continuous

__all__ = ["widened"]

STEPS = 50  # halvings: beyond, a float has no digits left


def widened(belief: AnyBelief, criterion: Criterion, fraction: float, coverage: float) -> AnyBelief:
    """Return a belief with each bound moved by a fraction of its way to the end of the scale.

    A most likely level stays where it is, and so do the chances of levels. A mean stays, too: the standard deviation
    grows until the central interval is as wide as one whose two bounds had moved. Of a test result the share stays, and
    as few of its trials are left as make the central interval that wide.

    Parameters
    ----------
    fraction
        Above 0 and at most 1; counted in the logarithm on a log scale, in levels on a scale of levels.
    coverage
        The chance of the central interval.
    """
    scale = criterion.scale
    match belief:
        case Exact(value=value) if isinstance(scale, LevelScale):
            return _between_levels(scale, str(value), str(value), fraction)
        case Interval(low=low, high=high) if isinstance(scale, LevelScale):
            return _between_levels(scale, str(low), str(high), fraction)
        case _ if not isinstance(scale, Scale):
            return belief
        case Exact(value=float() as value):
            return _between(*_stretched(value, value, scale, fraction))
        case Interval(low=float() as low, high=float() as high):
            return _between(*_stretched(low, high, scale, fraction))
        case Estimate():
            lower, upper = _stretched(belief.low, belief.high, scale, fraction)
            return belief.replace(low=lower, high=upper)
        case Normal():
            half = NormalDist().inv_cdf((1 + coverage) / 2) * belief.sd
            lower, upper = _stretched(belief.mean - half, belief.mean + half, scale, fraction)
            growth = max((upper - lower) / (2 * half), 1.0)
            return belief.replace(sd=min(belief.sd * growth, LARGEST))
        case TestResult():
            return _with_fewer_trials(belief, scale, criterion.whole, fraction, coverage)
        case _:
            return belief


def _between_levels(scale: LevelScale, low: str, high: str, fraction: float) -> Exact | Interval:
    order = scale.ordered
    first, last = order.index(low), order.index(high)
    lower = first - math.floor(fraction * first + 0.5)
    upper = last + math.floor(fraction * (len(order) - 1 - last) + 0.5)
    return _between(order[lower], order[upper])


def _between(low: str | float, high: str | float) -> Exact | Interval:
    return Exact(value=low) if low == high else Interval(low=low, high=high)


def _stretched(low: float, high: float, scale: Scale, fraction: float) -> tuple[float, float]:
    least, greatest = _reach(scale)
    log = scale.shape == "log"
    return (
        max(_moved(low, least, fraction, log=log), least) if low > least else low,
        min(_moved(high, greatest, fraction, log=log), greatest) if high < greatest else high,
    )


def _reach(scale: Scale) -> tuple[float, float]:
    """The ends towards which bounds move: those of the scale, as far as they are possible at all."""
    least, greatest = scale.ends
    if scale.range is None:
        return least, greatest
    return max(least, scale.range[0]), min(greatest, scale.range[1])


def _moved(bound: float, end: float, fraction: float, *, log: bool) -> float:
    if log and bound > 0 and end > 0:
        return float(bound * (end / bound) ** fraction)
    return bound + fraction * (end - bound)


def _with_fewer_trials(
    belief: TestResult, scale: Scale, whole: float, fraction: float, coverage: float
) -> TestResult | Interval:
    """Keep the share that passed, and of the trials what makes the central interval as wide as is wanted."""
    least, greatest = scale.range or (0.0, whole)

    def central(part: float) -> tuple[float, float]:
        law = Beta.tested(part * belief.passes, part * belief.trials, whole)
        return Continuous(law, scale.curve(), least, greatest).central(coverage)

    low, high = _stretched(*central(1.0), scale, fraction)
    few, many = 0.0, 1.0
    for _ in range(STEPS):
        part = (few + many) / 2
        lower, upper = central(part)
        few, many = (part, many) if upper - lower > high - low else (few, part)
    if few == 0:
        # Even with nothing left of the test it would not be that wide: every share is as likely as any other.
        return Interval(low=max(least, 0.0), high=min(greatest, whole))
    return TestResult(passes=few * belief.passes, trials=few * belief.trials)
