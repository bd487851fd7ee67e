"""How far a vendor can be raised on one criterion, and which performance some points take."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from vendor_eval.analysis.evaluate import Evaluation
from vendor_eval.analysis.findings import Finding
from vendor_eval.analysis.model import condition_of
from vendor_eval.decision.criteria import Criterion
from vendor_eval.decision.scales import LevelScale, Scale
from vendor_eval.engine.cells import Cell
from vendor_eval.engine.cells import Unknown as Blank
from vendor_eval.engine.tests import Interval, Members

__all__ = ["Way", "way_of"]

STRICT = 1e-9  # of the length of the scale: how far beyond a threshold that itself fails
HALVINGS = 200


@dataclass(frozen=True, slots=True)
class Way:
    """What a vendor can be put to on one criterion without failing a must on it.

    Parameters
    ----------
    criterion
        The key of the criterion.
    forced
        Whether a must on it is failed or open, so that it has to change.
    least, top
        The least and the most points that it can be put to: where a must asks for something, those of the nearest
        performance that meets it.
    steps
        The levels that it can be put to with their points, from the least valued; empty of a numeric scale.
    start, end
        The performances with the least and the most points, in the unit; missing (nan) of levels and without a scale.
    possible
        Whether any performance meets all musts together.
    """

    criterion: str
    noun: Criterion
    forced: bool
    least: float
    top: float
    steps: tuple[tuple[str, float], ...] = ()
    start: float = math.nan
    end: float = math.nan
    possible: bool = True

    def at_least_only(self) -> Way:
        """Return the way that goes no further than what is asked for: more counts nowhere."""
        return replace(self, top=min(self.top, self.least), steps=self.steps[:1], end=self.start)

    def performance(self, points: float) -> float | str:
        """Return the performance with some points that is nearest to where the vendor stands.

        Of a numeric scale it is worth the points or, by rounding alone, more.
        """
        if self.steps:
            return next(level for level, worth in self.steps if worth >= points - STRICT)
        if not isinstance(self.noun.scale, Scale) or points <= self.least:
            return self.start
        if points >= self.top - STRICT:
            return self.end
        curve, near, far = self.noun.scale.curve(), self.start, self.end
        for _ in range(HALVINGS):
            middle = (near + far) / 2
            if middle in (near, far):
                break
            near, far = (near, middle) if curve.value(middle) >= points else (middle, far)
        return far


def way_of(evaluation: Evaluation, vendor: str, key: str, points: float, *, also: Sequence[Finding] = ()) -> Way:
    """Return how far a vendor can be raised on one criterion.

    Parameters
    ----------
    points
        Where it stands, in points; a change is counted from there.
    also
        Shoulds that are to be met like musts.
    """
    noun = evaluation.decision.criteria[key]
    musts = [one for one in evaluation.details if one.vendor == vendor and one.criterion == key and one.must]
    held = [one for one in musts if one.result != "waived"]
    forced = any(one.result in {"failed", "open"} for one in held)
    held += also
    asking = forced or bool(also)
    conditions = [condition_of(noun, one.requirement) for one in held]
    if isinstance(noun.scale, LevelScale):
        return _on_levels(
            key, noun, noun.scale, [one for one in conditions if isinstance(one, Members)], points, forced
        )
    asked = _together([one for one in conditions if isinstance(one, Interval)], noun)
    cell = evaluation.model.cell(vendor, key)
    way = _on_numbers(key, noun, cell, asked, points, asking, evaluation.decision.policy.coverage)
    return replace(way, forced=forced)


def _on_levels(
    key: str, noun: Criterion, scale: LevelScale, conditions: list[Members], points: float, forced: bool
) -> Way:
    allowed = [
        (level, scale.levels[level])
        for number, level in enumerate(scale.ordered)
        if all(one.met(np.array(number)) for one in conditions)
    ]
    if not allowed:
        return Way(key, noun, forced, 0.0, 0.0, possible=False)
    # To be put below where it stands is no improvement, unless a must asks for it.
    steps = allowed if forced else [(level, worth) for level, worth in allowed if worth >= points]
    if not steps:
        return Way(key, noun, forced, points, -math.inf)
    worths = [worth for _, worth in steps]
    return Way(key, noun, forced, min(worths), max(worths), tuple(steps))


def _together(conditions: list[Interval], noun: Criterion) -> Interval:
    """Return what meets all musts at once and is possible at all, strict ends moved inwards a little."""
    scale = noun.scale
    low, high = scale.range if isinstance(scale, Scale) and scale.range else (-math.inf, math.inf)
    ends = scale.ends if isinstance(scale, Scale) else (0.0, 1.0)
    for one in conditions:
        for sign, end, strict in ((1, one.low, one.open_low), (-1, one.high, one.open_high)):
            if math.isinf(end):
                continue
            step = max(STRICT * (ends[1] - ends[0]), 4 * math.ulp(end)) if strict else 0.0
            low, high = (max(low, end + step), high) if sign > 0 else (low, min(high, end - step))
    return Interval(low, high)


def _on_numbers(
    key: str, noun: Criterion, cell: Cell, asked: Interval, points: float, forced: bool, coverage: float
) -> Way:
    if asked.empty:
        return Way(key, noun, forced, 0.0, 0.0, possible=False)
    scale = noun.scale
    if not isinstance(scale, Scale):
        if not forced:
            return Way(key, noun, False, 0.0, -math.inf)
        return Way(key, noun, forced, 0.0, 0.0, start=_nearest(noun, cell, asked, coverage))
    curve, best = scale.curve(), min(max(scale.best, asked.low), asked.high)
    start = _nearest(noun, cell, asked, coverage) if forced else _here(scale, cell, best, points, coverage)
    least = float(curve.value(start)) if forced else points
    return Way(
        key, noun, forced, least, max(float(curve.value(best)), least if forced else -math.inf), start=start, end=best
    )


def _nearest(noun: Criterion, cell: Cell, asked: Interval, coverage: float) -> float:
    """Return the performance that meets the musts and is nearest to what is known; of several the least valued."""
    ends = [end for end in (asked.low, asked.high) if math.isfinite(end)]
    known = cell.central(coverage) if not isinstance(cell, Blank) else None

    def far(end: float) -> tuple[float, float]:
        distance = 0.0 if known is None else max(known[0] - end, end - known[1], 0.0)
        return distance, float(noun.scale.curve().value(end)) if isinstance(noun.scale, Scale) else 0.0

    return min(ends, key=far)


def _here(scale: Scale, cell: Cell, best: float, points: float, coverage: float) -> float:
    """Return a performance with some points, on the side of the best on which the vendor stands."""
    sides = scale.worst if isinstance(scale.worst, tuple) else (scale.worst,)
    middle = sides[0] if isinstance(cell, Blank) else sum(cell.central(coverage)) / 2
    side = min(sides, key=lambda end: (end - best) * (middle - best) < 0)
    whole = Way("", Criterion(scale=scale), False, 0.0, 100.0, start=side, end=best)
    return whole.performance(points) if points > 0 else side  # type: ignore[return-value]  # a numeric scale has numbers
