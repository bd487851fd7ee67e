"""How strong the evidence is, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from vendor_eval.analysis.evidence_resting import STRENGTHS, Strength
from vendor_eval.analysis.robustness_said import choice_said
from vendor_eval.analysis.vocabulary import grade_said, verdict_said
from vendor_eval.analysis.wording import joined, number, percent, run_on
from vendor_eval.decision.policies import WidenByGrade
from vendor_eval.languages.numbers import day
from vendor_eval.languages.phrases import say

if TYPE_CHECKING:
    from vendor_eval.analysis.evidence_strength import EvidenceTests, TestName

__all__ = ["named", "resting_said", "strength_said", "strength_text", "tested_said", "widening_said"]


def strength_said(strength: Strength) -> str:
    """Say on what an assessment rests at best."""
    match strength:
        case "none":
            return say("no evidence")
        case "unknown":
            return say("unknown")
        case _:
            return grade_said(strength)


def named(tests: EvidenceTests, test: TestName) -> str:
    """Name a test."""
    match test:
        case "as it is":
            return say("as it is")
        case "no claims":
            return say("without vendors’ own claims")
        case "no low grade":
            return say("without evidence of low grade")
        case "recent":
            return say("without evidence on a state before {day}", day=day(tests.since))
        case "widening" if tests.widened is None:
            return say("with beliefs as they are stated, not widened")
        case "widening":
            return say("with beliefs widened by grade")


def widening_said(rule: WidenByGrade) -> str:
    """Say how far beliefs are widened, as a clause."""
    if rule.none is None:
        return say(
            "each bound moves by {medium} of its way to the end of the scale where the best evidence is of medium "
            "grade and by {low} where it is of low grade; without evidence it stays",
            medium=percent(rule.medium),
            low=percent(rule.low),
        )
    return say(
        "each bound moves by {medium} of its way to the end of the scale where the best evidence is of medium grade, "
        "by {low} where it is of low grade and by {none} where there is none",
        medium=percent(rule.medium),
        low=percent(rule.low),
        none=percent(rule.none),
    )


def strength_text(tests: EvidenceTests) -> str:
    """Say what assessments rest on, and which outcomes differ."""
    return run_on(*resting_said(tests), *tested_said(tests))


def resting_said(tests: EvidenceTests) -> Iterator[str]:
    """Say how many assessments rest on what."""
    resting = tests.resting
    counts = {name: number(int((resting["strength"] == name).sum())) for name in STRENGTHS}
    yield say(
        "Of {count} assessment, {high} rest at best on evidence of high grade, {medium} of medium and {low} of low; "
        "{none} cite no evidence, and {unknown} are unknown.",
        "Of {count} assessments, {high} rest at best on evidence of high grade, {medium} of medium and {low} of low; "
        "{none} cite no evidence, and {unknown} are unknown.",
        count=len(resting),
        high=counts["high"],
        medium=counts["medium"],
        low=counts["low"],
        none=counts["none"],
        unknown=counts["unknown"],
    )
    yield say(
        "{count} assessment rests on one source only.",
        "{count} assessments rest on one source only.",
        count=int(resting["one_source"].sum()),
    )
    yield say(
        "{count} assessment rests on vendors’ own claims only.",
        "{count} assessments rest on vendors’ own claims only.",
        count=int(resting["claims_only"].sum()),
    )


def tested_said(tests: EvidenceTests) -> Iterator[str]:
    """Say what each test comes to."""
    others = [test for test in tests.outcomes if test != "as it is"]
    yield say("As it is, {outcome}.", outcome=choice_said(tests.outcomes["as it is"]))
    same = [named(tests, test) for test in others if tests.same(test)]
    if same:
        yield say("The same comes out {tests}.", tests=joined(same))
    for test in others:
        if not tests.same(test):
            yield from _changed_said(tests, test)


def _changed_said(tests: EvidenceTests, test: TestName) -> Iterator[str]:
    changes = tests.changes(test)
    outcome = choice_said(tests.outcomes[test])
    name = named(tests, test)
    yield say("{test}: {outcome}.", test=name[:1].upper() + name[1:], outcome=outcome, context="of a test of evidence")
    alike: dict[tuple[str, str], list[str]] = {}
    for vendor, pair in changes.items():
        alike.setdefault(pair, []).append(tests.decision.vendor_name(vendor))
    for (before, after), names in alike.items():
        yield say(
            "{vendors} is then {after} instead of {before}.",
            "{vendors} are then {after} instead of {before}.",
            count=len(names),
            vendors=joined(names),
            after=verdict_said(after),
            before=verdict_said(before),
        )
