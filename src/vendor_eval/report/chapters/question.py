"""Chapter: what is decided, among whom, from where, and on what condition."""

from __future__ import annotations

from collections.abc import Iterator

from vendor_eval.analysis.wording import counted, points
from vendor_eval.decision.document import Decision
from vendor_eval.report.records import Block, Cell, Chapter, Facts, Heading, Prose, Table
from vendor_eval.report.runs import Runs
from vendor_eval.report.wording import cited, judged, paragraphs

__all__ = ["question"]


def question(runs: Runs) -> Chapter:
    """Return the question, the vendors, the baseline, the decision conditions and the rules."""
    return Chapter("question", "The question", tuple(_blocks(runs.decision)))


def _blocks(decision: Decision) -> Iterator[Block]:
    for text in (*paragraphs(decision.question), *paragraphs(decision.description)):
        yield Prose(text)
    yield Facts(
        (
            ("As of", Cell(decision.as_of.isoformat())),
            ("Vendors", Cell(str(len(decision.vendors)))),
            ("Criteria", Cell(_criteria(decision))),
            ("Baseline", Cell(baseline_text(decision))),
            ("An unknown at a requirement", Cell(_unknown_rule(decision))),
            ("Overall value that is required", Cell(_minimum(decision))),
            ("Failed requirements that should be met", Cell(_weaknesses(decision))),
        )
    )
    yield Table(
        f"The {counted(len(decision.vendors), 'vendor')} on the shortlist",
        ("Vendor", "Description"),
        tuple((Cell(decision.vendor_name(key)), Cell(one.description or "–")) for key, one in decision.vendors.items()),
    )
    yield Heading("Conditions of the decision", "conditions")
    yield from _conditions(decision)


def baseline_text(decision: Decision) -> str:
    """Say what vendors are compared with beside each other."""
    if isinstance(decision.baseline, float):
        return f"a value of {points(decision.baseline)} points"
    return decision.vendor_name(decision.baseline) if decision.baseline in decision.vendors else "none"


def _criteria(decision: Decision) -> str:
    weighted = len(decision.weighted)
    return f"{weighted} that carry weight, {len(decision.criteria) - weighted} for information only"


def _unknown_rule(decision: Decision) -> str:
    if decision.policy.unknown_at_requirement == "fail":
        return "counts as failed, as in a closed tender"
    return "leaves the verdict undetermined"


def _minimum(decision: Decision) -> str:
    minimum = decision.policy.minimum_value
    return "no least value is stated" if minimum is None else f"at least {points(minimum)} points"


def _weaknesses(decision: Decision) -> str:
    most = decision.policy.max_weaknesses
    return "no limit is stated" if most is None else f"at most {most}"


def _conditions(decision: Decision) -> Iterator[Block]:
    count = len(decision.conditions)
    if not count:
        yield Prose("The file states 0 conditions that hit every vendor alike.")
        return
    said = (
        "1 condition that hits every vendor alike is"
        if count == 1
        else f"{count} conditions that hit every vendor alike are"
    )
    yield Prose(f"{said} reported with date and owner, and tested for no vendor.")
    yield Table(
        "Conditions that hit every vendor alike",
        ("Condition", "Due", "Owner", "Why", "Evidence"),
        tuple(
            (
                Cell(one.name, judged(one)),
                Cell(str(one.due) if one.due.known else "no date is known"),
                Cell(one.owner or "not stated"),
                Cell(one.because or "–"),
                Cell("" if one.evidence else "–", evidence=cited(decision, one.evidence)),
            )
            for one in decision.conditions.values()
        ),
    )
