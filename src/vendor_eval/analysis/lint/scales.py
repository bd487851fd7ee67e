"""Remarks on scales: where their ends come from, and how much of them is used."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from vendor_eval.analysis.lint.rule import Rule, Spot
from vendor_eval.analysis.lint.subject import Subject, listed
from vendor_eval.analysis.model import Condition, condition_of
from vendor_eval.analysis.wording import amount, belief_text, joined, percent, points, required_text
from vendor_eval.decision.requirements import Requirement
from vendor_eval.decision.scales import LevelScale, Scale
from vendor_eval.engine.tests import Interval

__all__ = ["RULES", "narrow"]

NARROW, MUCH_WEIGHT = 15.0, 0.2  # points of a scale that vendors spread over, and the weight that is too much for it
QUARTER, HALF = 25.0, 50.0


def _scales(subject: Subject) -> Iterator[tuple[str, Scale | LevelScale]]:
    for key in subject.weights:
        scale = subject.noun(key).scale
        if scale is not None:
            yield key, scale


def _numeric(subject: Subject) -> Iterator[tuple[str, Scale]]:
    yield from ((key, scale) for key, scale in _scales(subject) if isinstance(scale, Scale))


def _equal_steps(scale: Scale | LevelScale) -> bool:
    if not isinstance(scale, LevelScale):
        return False
    values = sorted(set(scale.levels.values()))
    steps = [after - before for before, after in pairwise(values)]
    return len(steps) > 1 and max(steps) - min(steps) < 1


def _without_reason(subject: Subject) -> Iterator[Spot]:
    for key, scale in _scales(subject):
        if not scale.because and not _equal_steps(scale) and not _from_data(scale):
            what = "levels are worth what they are" if isinstance(scale, LevelScale) else "scale ends where it does"
            yield f"criteria.{key}.scale", f"Nothing says why the {what} on {subject.criterion(key)}."


def _equally_spaced(subject: Subject) -> Iterator[Spot]:
    for key, scale in _scales(subject):
        if isinstance(scale, LevelScale) and _equal_steps(scale) and not scale.because:
            yield (
                f"criteria.{key}.scale",
                f"The {len(scale.levels)} levels of {subject.criterion(key)} are spaced equally, and no reason is "
                "given.",
            )


def _from_data(scale: Scale | LevelScale) -> bool:
    return getattr(scale, "anchors", None) == "data"


def _taken_from_candidates(subject: Subject) -> Iterator[Spot]:
    for key, scale in _scales(subject):
        if _from_data(scale):
            yield f"criteria.{key}.scale", f"The ends of {subject.criterion(key)} are taken from the vendors' scores."


def _equal_to_candidates(subject: Subject) -> Iterator[Spot]:
    for key, scale in _numeric(subject):
        found = [subject.ends(vendor, key) for vendor in subject.decision.vendors]
        # A range over the whole scale was drawn to its ends, and not the ends to it.
        ends = [one for one in found if one is not None and one != scale.ends]
        if len(ends) < 2 or _from_data(scale) or scale.range == scale.ends:
            continue
        if (min(low for low, _ in ends), max(high for _, high in ends)) == scale.ends:
            unit = subject.noun(key).unit
            said = joined([amount(end, unit) for end in scale.ends])
            yield (
                f"criteria.{key}.scale",
                f"The ends of {subject.criterion(key)} ({said}) are the least and the greatest performance of these "
                "very vendors.",
            )


def narrow(subject: Subject, key: str) -> float | None:
    """Return over how many points vendors spread on one criterion, at most; None where one is unknown."""
    supports = subject.supports(key)
    return None if supports is None else max(high for _, high in supports) - min(low for low, _ in supports)


def _wasted(subject: Subject) -> Iterator[Spot]:
    for key, weight in subject.weights.items():
        spread = narrow(subject, key)
        if subject.declared and spread is not None and 0 < spread <= NARROW and weight >= MUCH_WEIGHT:
            yield (
                f"criteria.{key}.scale",
                f"{subject.criterion(key)} carries {percent(weight)} of the weight, but all vendors lie within "
                f"{points(spread)} of its 100 points.",
            )


def _little_used(subject: Subject) -> Iterator[Spot]:
    for key, weight in subject.weights.items():
        spread = narrow(subject, key)
        if spread is None or not 0 < spread <= QUARTER:
            continue
        if not (subject.declared and spread <= NARROW and weight >= MUCH_WEIGHT):
            said = f"All vendors lie within {points(spread)} of the 100 points of {subject.criterion(key)}."
            yield f"criteria.{key}.scale", said


def _beyond_anchors(subject: Subject) -> Iterator[Spot]:
    for key, scale in _numeric(subject):
        least, greatest = scale.ends
        for side, end, outwards in (("below", least, -math.inf), ("above", greatest, math.inf)):
            just_beyond = math.nextafter(end, outwards)
            # Where a must excludes what lies beyond, no points are missed there.
            allowed = all(condition_of(subject.noun(key), one).met(just_beyond) for one in _musts(subject, key))
            beyond = [
                f"{subject.vendor(vendor)} ({belief_text(subject.noun(key), subject.assessment(vendor, key).belief)})"
                for vendor in subject.decision.vendors
                if (ends := subject.ends(vendor, key)) is not None
                and (ends[0] < end if side == "below" else ends[1] > end)
            ]
            if beyond and allowed:
                limit = f"{side} {amount(end, subject.noun(key).unit)}"
                yield (
                    f"criteria.{key}.scale",
                    f"{subject.criterion(key)} counts no difference {limit}, where {listed(beyond)} can lie.",
                )


def _ends_unused(subject: Subject) -> Iterator[Spot]:
    for key, scale in _scales(subject):
        if not isinstance(scale, LevelScale):
            continue
        least, greatest = min(scale.levels.values()), max(scale.levels.values())
        if least > 0 or greatest < 100:
            said = f"The levels of {subject.criterion(key)} are worth {points(least)} to {points(greatest)} points"
            yield f"criteria.{key}.scale.levels", f"{said}, not 0 to 100."


def _spent_on_requirement(subject: Subject) -> Iterator[Spot]:
    for key, scale in _scales(subject):
        criterion = subject.noun(key)
        for requirement in _musts(subject, key):
            floor = _least_if_met(scale, condition_of(criterion, requirement))
            if floor > HALF:
                said = required_text(criterion, requirement)
                yield (
                    f"criteria.{key}.scale",
                    f"Whoever meets the requirement of {subject.criterion(key)} ({said}) has {points(floor)} of its "
                    "100 points already.",
                )
                break


def _musts(subject: Subject, key: str) -> list[Requirement]:
    return [one for one in subject.noun(key).require if one.kind == "must"]


def _least_if_met(scale: Scale | LevelScale, condition: Condition) -> float:
    """Return the least points of what meets a requirement; 0 where nothing does."""
    if isinstance(scale, Scale):
        region = scale.curve().region(condition) if isinstance(condition, Interval) else None
        return region[0] if region else 0.0
    mask = condition.met(np.arange(len(scale.levels)))
    met = [scale.levels[level] for level, meets in zip(scale.ordered, mask, strict=True) if meets]
    return min(met, default=0.0)


def _after_scores(subject: Subject) -> Iterator[Spot]:
    for key, scale in _scales(subject):
        first = subject.first_scored((key,))
        if scale.on is not None and first is not None and scale.on > first:
            said = f"The scale of {subject.criterion(key)} is of {scale.on}, but the first score on it is of {first}."
            yield f"criteria.{key}.scale.on", said


RULES = (
    Rule(
        "V201",
        "medium",
        _without_reason,
        why="The ends of a scale say what 0 and 100 points are worth, so they move every value as much as a weight "
        "does. Ends that nobody explains look fitted.",
        fix="Add because: what makes the worst level worth nothing to you, and the best worth full value.",
    ),
    Rule(
        "V202",
        "medium",
        _taken_from_candidates,
        why="Ends taken from the vendors at hand blow up small differences, and a vendor that joins or leaves changes "
        "everybody's value.",
        fix="State worst and best from your own need, before looking at the vendors, and say why.",
    ),
    Rule(
        "V203",
        "medium",
        _equal_to_candidates,
        why="Ends that coincide with the vendors' best and worst were probably taken from them: small differences then "
        "count as the whole scale.",
        fix="State worst and best from your own need. If the coincidence is real, say in because where the ends come "
        "from and give the scale its possible range.",
    ),
    Rule(
        "V204",
        "medium",
        _wasted,
        why="A weight belongs to the step from worst to best. Where vendors use a small part of that step, most of the "
        "weight cannot tell them apart; often the weight was given to the subject and not to the step.",
        fix="Ask what the step between the vendors is worth, compare it with the other criteria, and narrow the scale "
        "or lower the weight if the answer differs.",
    ),
    Rule(
        "V205",
        "low",
        _beyond_anchors,
        why="Beyond worst and best the value stays 0 or 100, so a vendor earns or loses nothing there.",
        fix="If the difference matters to you, move the end of the scale outwards (and judge the weight again); if "
        "not, say so in because.",
    ),
    Rule(
        "V206",
        "medium",
        _equally_spaced,
        why="Levels only have an order. Equal steps are a judgement of their own (that each step is worth as much as "
        "the next) and are seldom true.",
        fix="Ask which step is worth most, give the levels the points that follow, and say why in because; or say "
        "there that the steps are equal on purpose.",
    ),
    Rule(
        "V207",
        "low",
        _little_used,
        why="Vendors that lie close together on a scale are told apart by little more than the error of their scores.",
        fix="Nothing, if the scale is right. If the weight was judged for the difference between these vendors, judge "
        "it again for the step from worst to best.",
    ),
    Rule(
        "V208",
        "low",
        _ends_unused,
        why="A weight belongs to the step from 0 to 100 points. If no level reaches the ends, the criterion counts "
        "less than its weight says.",
        fix="Give the worst level 0 and the best 100, and judge the weight for that step.",
    ),
    Rule(
        "V209",
        "low",
        _spent_on_requirement,
        why="Vendors that meet the requirement differ by the remaining points at most, so the criterion decides less "
        "between them than its weight says.",
        fix="Nothing, if that is meant. Else let the scale begin at the requirement and judge the weight anew.",
    ),
    Rule(
        "V210",
        "medium",
        _after_scores,
        why="A scale that is set when performances are known can be fitted to them, and cannot be shown not to be.",
        fix="Fix scales before scoring. If one had to change, say in because what changed it, and compare both files.",
    ),
)
