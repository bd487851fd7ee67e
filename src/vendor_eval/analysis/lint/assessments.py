"""Remarks on scores: what they rest on, and whether they claim more or less than is known."""

from __future__ import annotations

from collections.abc import Iterator

from vendor_eval.analysis.lint.rule import Rule, Spot
from vendor_eval.analysis.lint.subject import Subject
from vendor_eval.analysis.wording import belief_text, counted, percent
from vendor_eval.decision.scales import LevelScale

__all__ = ["RULES"]

NARROW = 2.0  # points
MUCH = 1 / 3


def _without_evidence(subject: Subject) -> Iterator[Spot]:
    bare = [cell for cell in subject.scored() if not cell[2].evidence]
    yield from subject.by_vendor(bare, "rests on no evidence", "rest on no evidence")


def _without_reason(subject: Subject) -> Iterator[Spot]:
    bare = [cell for cell in subject.scored() if not cell[2].because]
    yield from subject.by_vendor(bare, "has no reason", "have no reason")


def _unexplained_unknown(subject: Subject) -> Iterator[Spot]:
    for vendor in subject.decision.vendors:
        unsaid = [
            key
            for key in subject.counting
            if not subject.known(vendor, key) and not subject.assessment(vendor, key).because
        ]
        if unsaid:
            place = f"assessments.{vendor}" + (f".{unsaid[0]}" if len(unsaid) == 1 else "")
            named = subject.criteria_named(unsaid)
            yield (
                place,
                f"{named} of {subject.vendor(vendor)} {'is' if len(unsaid) == 1 else 'are'} unknown, and "
                + ("nothing says what was looked for."),
            )


def _whole_scale(subject: Subject) -> Iterator[Spot]:
    for vendor, key, assessment in subject.scored():
        criterion = subject.noun(key)
        if criterion.scale is None or subject.support(vendor, key) != (0.0, 100.0):
            continue
        tested = [
            one.result
            for (criterion_key, _), findings in subject.findings.items()
            for one in findings
            if criterion_key == key and one.vendor == vendor
        ]
        if all(result == "open" for result in tested):
            said = belief_text(criterion, assessment.belief)
            yield (
                f"assessments.{vendor}.{key}",
                f"The score of {subject.vendor(vendor)} on {subject.criterion(key)} ({said}) spans the whole scale.",
            )


def _false_precision(subject: Subject) -> Iterator[Spot]:
    for vendor, key, assessment in subject.scored():
        items, scale = subject.items(assessment), subject.noun(key).scale
        if not items or scale is None or isinstance(scale, LevelScale) or any(item.grade != "low" for item in items):
            continue
        low, high = subject.support(vendor, key)
        ends = subject.ends(vendor, key)
        # Beyond the end of a scale a wide range has the same points throughout.
        if high - low <= NARROW and ends is not None and (ends[0] == ends[1] or low > 0 or high < 100):
            said = belief_text(subject.noun(key), assessment.belief)
            yield (
                f"assessments.{vendor}.{key}",
                f"The score of {subject.vendor(vendor)} on {subject.criterion(key)} ({said}) is sharp, but its "
                "evidence is of low grade.",
            )


def _much_unknown(subject: Subject) -> Iterator[Spot]:
    for vendor in subject.decision.vendors:
        unknown = [key for key in subject.weights if not subject.known(vendor, key)]
        share = sum(subject.weights[key] for key in unknown)
        if share > MUCH + 1e-9:
            criteria = counted(len(unknown), "criterion", "criteria")
            weight = f"{percent(share)} of the weight" if subject.declared else f"{percent(share)} of the mean weight"
            yield f"assessments.{vendor}", f"{subject.vendor(vendor)} is unknown on {criteria} with {weight}."


def _not_agreed(subject: Subject) -> Iterator[Spot]:
    for vendor in subject.decision.vendors:
        for key in subject.counting:
            assessment = subject.assessment(vendor, key)
            if not assessment.settled:
                said = f"{len(assessment.by_evaluator)} evaluators give {subject.vendor(vendor)} different scores on"
                yield f"assessments.{vendor}.{key}", f"{said} {subject.criterion(key)}, and none is agreed."


RULES = (
    Rule(
        "V501",
        "medium",
        _without_evidence,
        why="Nobody can check a score that names no evidence, and its vendor can deny it.",
        fix="Name the evidence, or score it unknown. A judgement of your own is evidence too: enter it as own_test or "
        "analyst_estimate, with its author.",
    ),
    Rule(
        "V502",
        "low",
        _without_reason,
        why="Evidence says what was seen. How it became this score is a judgement, and a losing vendor is owed it.",
        fix="Add because to the score: how it follows from its evidence, and why not one higher.",
    ),
    Rule(
        "V503",
        "low",
        _unexplained_unknown,
        why="Unknown because it was looked for in vain is different from unknown because nobody looked.",
        fix="Add because: where somebody looked, and whom to ask.",
    ),
    Rule(
        "V504",
        "low",
        _whole_scale,
        why="A range over the whole scale claims that the ends were found and that all between them is equally likely. "
        "Mostly it stands for not knowing.",
        fix="Write unknown; or narrow the range and say in because what bounds it.",
    ),
    Rule(
        "V505",
        "medium",
        _false_precision,
        why="A sharp number on weak evidence makes its vendor look certain where another, more honest range looks "
        "doubtful.",
        fix="Give the range that the evidence allows, or find better evidence.",
    ),
    Rule(
        "V506",
        "medium",
        _much_unknown,
        why="So much of its value is open that its rank says more about what was found out than about the vendor.",
        fix="Find out the unknown scores of the largest weight first, or show its rank as open.",
    ),
    Rule(
        "V507",
        "medium",
        _not_agreed,
        why="Where nothing is agreed all that the evaluators say counts, from the least to the greatest. Disagreement "
        "is a finding, and averaging it away would hide it.",
        fix="Let them talk about the evidence, and enter what they agree on, with its reason, as agreed. The originals "
        "stay.",
    ),
)
