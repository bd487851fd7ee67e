"""Remarks on evidence: circular, one-sided, weak, old, undated or unused."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import date

from vendor_eval.analysis.lint.rule import Rule, Spot
from vendor_eval.analysis.lint.subject import Cell, Subject, listed
from vendor_eval.analysis.wording import joined
from vendor_eval.decision.evidence import Evidence

__all__ = ["RULES", "months_before"]

HEARSAY = frozenset({"reported_fact", "press_report", "analyst_estimate"})
"""Kinds of evidence that want a second source; what one tested, agreed or finds on record oneself stands alone."""
STANDING = frozenset({"contract", "official_record"})
"""Kinds of evidence that hold until they are replaced, however old they are."""


def months_before(day: date, months: int) -> date:
    """Return the same day some months earlier; of a shorter month, its last.

    Examples
    --------
    >>> months_before(date(2025, 3, 31), 1), months_before(date(2024, 2, 29), 12)
    (datetime.date(2025, 2, 28), datetime.date(2023, 2, 28))
    """
    month = day.year * 12 + day.month - 1 - months
    for last in (day.day, 30, 29, 28):
        try:
            return date(month // 12, month % 12 + 1, last)
        except ValueError:
            continue
    raise ValueError(f"No day {months} months before {day}.")  # pragma: no cover


def _resting(subject: Subject, on: Callable[[list[Evidence]], bool]) -> list[Cell]:
    """Return the scores with evidence of which something is true of all items."""
    return [cell for cell in subject.scored() if (items := subject.items(cell[2])) and on(items)]


def _claims(items: list[Evidence]) -> bool:
    return all(item.kind == "vendor_claim" for item in items)


def _low(items: list[Evidence]) -> bool:
    return all(item.grade == "low" for item in items)


def _circular(subject: Subject) -> Iterator[Spot]:
    for vendor, key, assessment in subject.scored():
        circular = [item for item in assessment.evidence if subject.decision.evidence[item].circular]
        if circular:
            verb = "reports" if len(circular) == 1 else "report"
            yield (
                f"assessments.{vendor}.{key}",
                f"The score of {subject.vendor(vendor)} on {subject.criterion(key)} rests on {joined(circular)}, which "
                f"{verb} the decision that is to be explained.",
            )


def _must_by_claim(subject: Subject) -> Iterator[Spot]:
    claimed = {(vendor, key) for vendor, key, _ in _resting(subject, _claims)}
    for (key, _), findings in subject.findings.items():
        for one in findings:
            if one.must and one.result == "met" and (one.vendor, key) in claimed:
                yield (
                    f"assessments.{one.vendor}.{key}",
                    f"Only the vendor's own word says that {subject.vendor(one.vendor)} meets what is required of "
                    f"{subject.criterion(key)}.",
                )


def _claim_alone(subject: Subject) -> Iterator[Spot]:
    musts = {(one.vendor, one.criterion) for one in subject.evaluation.details if one.must and one.result == "met"}
    cells = [cell for cell in _resting(subject, _claims) if cell[:2] not in musts]
    yield from subject.by_vendor(
        cells, "rests on the vendor's own claim alone", "rest on the vendor's own claims alone"
    )


def _low_grade(subject: Subject) -> Iterator[Spot]:
    cells = _resting(subject, lambda items: _low(items) and not _claims(items))
    yield from subject.by_vendor(cells, "rests on evidence of low grade alone", "rest on evidence of low grade alone")


def _single_source(subject: Subject) -> Iterator[Spot]:
    def single(items: list[Evidence]) -> bool:
        publishers = {item.publisher.casefold() or f"\n{item.source}" for item in items}
        return len(publishers) == 1 and all(item.kind in HEARSAY for item in items) and not _low(items)

    yield from subject.by_vendor(_resting(subject, single), "rests on a single source", "rest on a single source each")


def _stale(subject: Subject) -> Iterator[Spot]:
    limit = months_before(subject.decision.as_of, 12)

    def old(items: list[Evidence]) -> bool:
        ends = [item.describes.last for item in items if item.kind not in STANDING]
        return bool(ends) and len(ends) == len(items) and all(end is not None and end < limit for end in ends)

    yield from subject.by_vendor(
        _resting(subject, old),
        "rests on evidence that describes a state more than 12 months before the decision",
        "rest on evidence that describes states more than 12 months before the decision",
    )


def _used(subject: Subject) -> dict[str, None]:
    """Return the evidence that scores rest on, each once."""
    return {item: None for _, _, assessment in subject.scored() for item in assessment.evidence}


def _published_later(subject: Subject) -> Iterator[Spot]:
    decision = subject.decision
    limits = [one.evidence.published_by for one in decision.scenarios.values() if one.evidence is not None]
    later = [item for item in _used(subject) if decision.evidence[item].published.certainly_after(decision.as_of)]
    if later and not any(limit is not None and limit <= decision.as_of for limit in limits):
        day = f"after {decision.as_of}, the day of the decision"
        if len(later) == 1:
            yield f"evidence.{later[0]}", f"{later[0]} carries a score and was published {day}."
        else:
            yield "evidence", f"{len(later)} items that carry scores were published {day}: {listed(later)}."


def _undated(subject: Subject) -> Iterator[Spot]:
    items = subject.decision.evidence
    used = [item for item in items if item in _used(subject)]
    for undated, one, several in (
        (
            [item for item in used if not items[item].describes.known],
            "which state it describes",
            "which state they describe",
        ),
        (
            [item for item in used if not items[item].published.known],
            "when it was published",
            "when they were published",
        ),
    ):
        if len(undated) == 1:
            yield f"evidence.{undated[0]}", f"{undated[0]} carries a score and does not say {one}."
        elif undated:
            yield "evidence", f"{len(undated)} items that carry scores do not say {several}: {listed(undated)}."


def _unused(subject: Subject) -> Iterator[Spot]:
    decision = subject.decision
    elsewhere = decision.plain().keys() - {"assessments", "evidence", "translations"}
    texts = json.dumps({key: part for key, part in decision.plain().items() if key in elsewhere})
    scenario_rows = [row for one in decision.scenarios.values() for row in one.assessments.values()]
    rows = [*decision.assessments.values(), *scenario_rows]
    used = {item for row in rows for assessment in row.values() for item in assessment.evidence}
    used |= {item for vendor in decision.vendors.values() if vendor.cost for item in vendor.cost.evidence}
    used |= {item for condition in decision.conditions.values() for item in condition.evidence}
    used |= {item for item in decision.evidence if re.search(rf"\b{re.escape(item)}\b", texts)}
    # Circular evidence is listed so that readers see it was left out on purpose.
    spare = [key for key, item in decision.evidence.items() if key not in used and not item.circular]
    if len(spare) == 1:
        yield f"evidence.{spare[0]}", f"Nothing rests on {spare[0]}."
    elif spare:
        yield "evidence", f"Nothing rests on {len(spare)} items: {listed(spare)}."


RULES = (
    Rule(
        "V601",
        "high",
        _circular,
        why="Evidence that reports the decision cannot explain it: whoever was chosen would score well for having been "
        "chosen.",
        fix="Take it out of the score; show what it would change in a scenario if it must be shown.",
    ),
    Rule(
        "V602",
        "medium",
        _must_by_claim,
        why="A requirement excludes other vendors on evidence, and this one passes on its word.",
        fix="Ask for a document, a test or a contract clause, or leave the requirement open until there is one.",
    ),
    Rule(
        "V603",
        "medium",
        _claim_alone,
        why="A vendor describes itself at its best. Points on its word alone are points for advertising.",
        fix="Find a second source, test it, or have it put in the contract; until then widen the range downwards.",
    ),
    Rule(
        "V604",
        "medium",
        _low_grade,
        why="What rests on weak evidence alone should not carry as much as what was tested.",
        fix="Find better evidence, or widen the range to what the weak evidence leaves open.",
    ),
    Rule(
        "V605",
        "low",
        _single_source,
        why="One report, estimate or publisher can be wrong without anybody noticing.",
        fix="Look for a second, independent source; if there is none, say so in because and let the range allow "
        "for it.",
    ),
    Rule(
        "V606",
        "low",
        _stale,
        why="Vendors change within a year, AI services within months: the score may describe another product.",
        fix="Find newer evidence, or let the range allow for a year of change and say so in because. Nothing, if it "
        "is an event that stays true.",
    ),
    Rule(
        "V607",
        "low",
        _published_later,
        why="Readers will ask what could be known on the day. Evidence that appeared later is allowed, if it describes "
        "an earlier state, but lends hindsight.",
        fix="Add a scenario with evidence: {published_by: ...}, so that everybody sees what it changes.",
    ),
    Rule(
        "V608",
        "low",
        _undated,
        why="Without its dates nobody can see whether evidence is out of date or came after the decision.",
        fix="Add published and describes; a month, a quarter, a year or an interval will do.",
    ),
    Rule(
        "V609",
        "low",
        _unused,
        why="Evidence that nothing rests on looks like support that was never used, or like a forgotten reference.",
        fix="Name it in the score that it belongs to, or delete it.",
    ),
)
