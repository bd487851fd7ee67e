"""Whether a belief fits the criterion that it is about."""

from __future__ import annotations

from collections.abc import Iterator

from vendor_eval.decision.beliefs import (
    AnyBelief,
    Estimate,
    Exact,
    Interval,
    LevelChances,
    Normal,
    Pert,
    TestResult,
    Triangular,
    Unknown,
)
from vendor_eval.decision.criteria import Criterion
from vendor_eval.decision.numbers import reading, tidy
from vendor_eval.decision.scales import LevelScale, Scale
from vendor_eval.decision.wording import joined
from vendor_eval.errors import Path, cut, nearest

__all__ = ["misfits"]


def misfits(criterion: Criterion, belief: AnyBelief) -> Iterator[tuple[Path, str]]:
    """Say everything about a belief that does not fit its criterion, each with its path inside the assessment."""
    if isinstance(belief, Unknown) or criterion.scale is None:
        return
    if isinstance(criterion.scale, LevelScale):
        yield from _level_misfits(criterion.scale, belief)
    elif isinstance(belief, LevelChances):
        yield ("levels",), "gives probabilities of levels, but the criterion has a numeric scale."
    elif isinstance(belief, TestResult):
        yield from _share_misfits(criterion.scale, criterion.whole, belief)
    else:
        for path, end in _scores(belief):
            for message in _number_misfits(criterion.scale, criterion.unit, end):
                yield path, message


Scored = Exact | Interval | Triangular | Pert | Normal | LevelChances


def _scores(belief: Scored) -> list[tuple[Path, str | float]]:
    """Return the numbers or levels that a belief names, each with its path."""
    match belief:
        case Exact():
            return [((), belief.value)]
        case Interval():
            return [(("low",), belief.low), (("high",), belief.high)]
        case Estimate():
            return [(("low",), belief.low), (("likely",), belief.likely), (("high",), belief.high)]
        case Normal():
            return [(("mean",), belief.mean)]
        case _:
            return [(("levels", level), level) for level in belief.levels]


def _share_misfits(scale: Scale, whole: float, belief: TestResult) -> Iterator[tuple[Path, str]]:
    """Say where a share of trials cannot be what the scale measures."""
    least, greatest = scale.ends
    if least < 0 or greatest > whole:
        counts = "per cent, from 0 to 100" if whole > 1 else "a share from 0 to 1"
        advice = "" if whole > 1 else " If the scale is in per cent, give the criterion the unit '%'."
        ends = f"{tidy(least)} to {tidy(greatest)}"
        yield (), f"is a test result, which counts as {counts}, but the scale runs from {ends}.{advice}"
        return
    share = belief.passes / belief.trials * whole
    if scale.range is not None and not scale.range[0] <= share <= scale.range[1]:
        least, greatest = (tidy(bound) for bound in scale.range)
        yield ("passes",), f"makes the share {share:g}, outside the possible range from {least} to {greatest}."


def _level_misfits(scale: LevelScale, belief: Scored | TestResult) -> Iterator[tuple[Path, str]]:
    if isinstance(belief, Estimate | Normal | TestResult):
        yield (), f"gives numbers, but the criterion has levels: {joined(scale.ordered)}."
        return
    known = True
    for path, level in _scores(belief):
        if level in scale.levels:
            continue
        known = False
        if isinstance(level, str):
            near = nearest(level, [*scale.levels, "unknown"])
            yield path, f"Unknown level '{cut(level)}'.{near} Levels are {joined(scale.ordered)}."
        else:
            name = str(tidy(level))
            quotes = f" Put quotes around it: '{name}'." if name in scale.levels else ""
            yield path, f"must name a level ({joined(scale.ordered)}), not the number {name}.{quotes}"
    if known and isinstance(belief, Interval) and isinstance(belief.low, str) and isinstance(belief.high, str):
        order = scale.ordered
        if order.index(belief.low) > order.index(belief.high):
            yield (), f"low ({belief.low}) must not be a better level than high ({belief.high})."


def _number_misfits(scale: Scale, unit: str, score: str | float) -> Iterator[str]:
    if isinstance(score, str):
        what = f"a number ({cut(unit)})" if unit else "a number"
        advice = reading(score) or nearest(score, ["unknown"])
        yield f"must be {what}, a range or `unknown`, not the text '{cut(score)}'.{advice}"
    elif scale.range is not None and not scale.range[0] <= score <= scale.range[1]:
        least, greatest = (tidy(bound) for bound in scale.range)
        yield f"is {tidy(score)}, outside the possible range from {least} to {greatest}."
