"""Chapter: what is decided, among whom, from where, and on what condition."""

from __future__ import annotations

from collections.abc import Iterator

from vendor_eval.analysis.vocabulary import when_said
from vendor_eval.analysis.wording import number, points
from vendor_eval.decision.document import Decision
from vendor_eval.languages.numbers import day
from vendor_eval.languages.phrases import say
from vendor_eval.report.records import Block, Cell, Chapter, Facts, Heading, Prose, Table
from vendor_eval.report.runs import Runs
from vendor_eval.report.wording import NOTHING, cited, judged, paragraphs

__all__ = ["question"]


def question(runs: Runs) -> Chapter:
    """Return the question, the vendors, the baseline, the decision conditions and the rules."""
    return Chapter("question", say("The question"), tuple(_blocks(runs.decision)))


def _blocks(decision: Decision) -> Iterator[Block]:
    for text in (*paragraphs(decision.question), *paragraphs(decision.description)):
        yield Prose(text)
    yield Facts(
        (
            (say("As of"), Cell(day(decision.as_of))),
            (say("Vendors"), Cell(number(len(decision.vendors)))),
            (say("Criteria"), Cell(_criteria(decision))),
            (say("Baseline"), Cell(baseline_text(decision))),
            (say("An unknown at a requirement"), Cell(_unknown_rule(decision))),
            (say("Overall value that is required"), Cell(_minimum(decision))),
            (say("Failed requirements that should be met"), Cell(_weaknesses(decision))),
        )
    )
    yield Table(
        say("The {count} vendor on the shortlist", "The {count} vendors on the shortlist", count=len(decision.vendors)),
        (say("Vendor"), say("Description")),
        tuple(
            (Cell(decision.vendor_name(key)), Cell(one.description or NOTHING)) for key, one in decision.vendors.items()
        ),
    )
    yield Heading(say("Conditions of the decision"), "conditions")
    yield from _conditions(decision)


def baseline_text(decision: Decision) -> str:
    """Say what vendors are compared with beside each other."""
    if isinstance(decision.baseline, float):
        return say("a value of {points} points", points=points(decision.baseline))
    if decision.baseline in decision.vendors:
        return decision.vendor_name(decision.baseline)
    return say("none", context="a baseline")


def _criteria(decision: Decision) -> str:
    weighted = len(decision.weighted)
    return say(
        "{weighted} that carry weight, {unweighted} for information only",
        weighted=number(weighted),
        unweighted=number(len(decision.criteria) - weighted),
    )


def _unknown_rule(decision: Decision) -> str:
    if decision.policy.unknown_at_requirement == "fail":
        return say("counts as failed, as in a closed tender")
    return say("leaves the verdict undetermined")


def _minimum(decision: Decision) -> str:
    minimum = decision.policy.minimum_value
    return (
        say("no least value is stated") if minimum is None else say("at least {points} points", points=points(minimum))
    )


def _weaknesses(decision: Decision) -> str:
    most = decision.policy.max_weaknesses
    return say("no limit is stated") if most is None else say("at most {asked}", asked=number(most))


def _conditions(decision: Decision) -> Iterator[Block]:
    count = len(decision.conditions)
    if not count:
        yield Prose(say("The file states 0 conditions that hit every vendor alike."))
        return
    yield Prose(
        say(
            "{count} condition that hits every vendor alike is reported with date and owner, and tested for no vendor.",
            "{count} conditions that hit every vendor alike are reported with date and owner, and tested for no "
            "vendor.",
            count=count,
        )
    )
    yield Table(
        say("Conditions that hit every vendor alike"),
        (say("Condition"), say("Due"), say("Owner"), say("Why"), say("Evidence")),
        tuple(
            (
                Cell(one.name, judged(one)),
                Cell(when_said(one.due) if one.due.known else say("no date is known")),
                Cell(one.owner or say("not stated")),
                Cell(one.because or NOTHING),
                Cell("" if one.evidence else NOTHING, evidence=cited(decision, one.evidence)),
            )
            for one in decision.conditions.values()
        ),
    )
