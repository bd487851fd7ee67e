"""Weights in real units: which step each weight belongs to, and what that step is worth of another criterion."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from vendor_eval.analysis.wording import amount, number, quoted
from vendor_eval.decision.criteria import Criterion
from vendor_eval.decision.document import Decision
from vendor_eval.decision.scales import LevelScale, Scale
from vendor_eval.languages.phrases import say

__all__ = ["equivalents_table", "reached", "swing_said"]

COLUMNS = [
    *("criterion", "other", "points", "start", "end"),
    *("other_points", "other_start", "other_end", "anywhere", "text"),
]
HALVINGS = 100


def swing_said(criterion: Criterion) -> str:
    """Say which step a weight belongs to: from the worst to the best of the scale.

    Examples
    --------
    >>> swing_said(Criterion(unit="employees", scale=Scale(worst=1000, best=100000, shape="log")))
    'from 1,000 to 100,000 employees'
    """
    scale = criterion.scale
    if isinstance(scale, LevelScale):
        return _step_said(quoted(scale.ordered[0]), quoted(scale.ordered[-1]))
    if not isinstance(scale, Scale):
        return ""
    best = amount(scale.best, criterion.unit)
    if isinstance(scale.worst, tuple):
        low, high = scale.worst
        return say("from {low} or {high} to {best}", low=number(low), high=number(high), best=best)
    return _step_said(number(scale.worst), best)


def _step_said(start: str, end: str) -> str:
    return say("from {start} to {end}", context="a step on a scale", start=start, end=end)


def reached(scale: Scale, points: float) -> float:
    """Return the first performance on the way from worst to best that is worth some points.

    On a target scale the way starts at the lower worst.
    """
    start = scale.worst[0] if isinstance(scale.worst, tuple) else scale.worst
    if scale.shape == "linear":
        return start + (scale.best - start) * points / 100
    curve, share, step = scale.curve(), 0.0, 1.0
    if curve.value(start) >= points:
        return start
    for _ in range(HALVINGS):
        step /= 2
        if curve.value(start + (scale.best - start) * (share + step)) < points:
            share += step
    return start + (scale.best - start) * (share + step)


def equivalents_table(decision: Decision, weights: Mapping[str, float], step: float) -> pd.DataFrame:
    """Return one pair of criteria a row: a step of the one, and the step of the other that is worth as much.

    Both steps start at the worst level; on two linear scales they may start anywhere. A scale of levels has no smaller
    step than from worst to best. Criteria without weight are left out.

    Parameters
    ----------
    weights
        By criterion.
    step
        In points of the one criterion.
    """
    weighty = [key for key in decision.weighted if weights[key] > 0]
    rows = [
        _row(decision, key, other, weights[key] / weights[other], step)
        for key in weighty
        for other in weighty
        if key != other
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def _row(decision: Decision, key: str, other: str, ratio: float, step: float) -> dict[str, Any]:
    scale = decision.criteria[key].scale
    points = 100.0 if isinstance(scale, LevelScale) else step
    worth = points * ratio
    start, end = _ends(decision.criteria[key], points)
    other_start, other_end = _ends(decision.criteria[other], worth)
    return {
        "criterion": key,
        "other": other,
        "points": points,
        "start": start,
        "end": end,
        "other_points": worth,
        "other_start": other_start,
        "other_end": other_end,
        "anywhere": all(getattr(decision.criteria[one].scale, "shape", "") == "linear" for one in (key, other)),
        "text": say(
            "{criterion} {step} is worth as much as {other} {other_step}",
            criterion=decision.criterion_name(key),
            step=_said(decision.criteria[key], points),
            other=decision.criterion_name(other),
            other_step=_said(decision.criteria[other], worth),
        ),
    }


def _ends(criterion: Criterion, points: float) -> tuple[float, float]:
    """Return where a step from the worst level starts and ends; missing where the scale has no such levels."""
    if not isinstance(criterion.scale, Scale) or points > 100:
        return math.nan, math.nan
    return reached(criterion.scale, 0), reached(criterion.scale, points)


def _said(criterion: Criterion, points: float) -> str:
    """Say which step from the worst level is worth some points."""
    if points > 100:
        times = number(round(points / 100, 2))
        return say("{times} times the whole step {step}", times=times, step=_said(criterion, 100))
    if isinstance(criterion.scale, Scale):
        start, end = reached(criterion.scale, 0), reached(criterion.scale, points)
        return _step_said(number(start), amount(end, criterion.unit))
    if points == 100:
        return swing_said(criterion)
    return say("{points} points, of 100 {step}", points=number(round(points, 1)), step=swing_said(criterion))
