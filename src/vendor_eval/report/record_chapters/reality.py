"""Chapter of the record: the questions of a reality check, answered from the results where they can be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from vendor_eval.analysis.wording import joined, number, percent, points, quoted, run_on
from vendor_eval.decision.assessments import Assessment
from vendor_eval.decision.document import Decision
from vendor_eval.languages.phrases import say
from vendor_eval.report.record_chapters.rules import rules_of
from vendor_eval.report.record_draft import Draft
from vendor_eval.report.records import Block, Bullets, Cell, Chapter, Heading, Prose, Table

__all__ = ["reality"]

CLOSE = 5.0  # points on a criterion: vendors no further apart are hardly told apart by it
JUDGED = frozenset({"analyst_estimate"})
CLAIMED = frozenset({"vendor_claim"})


def reality(draft: Draft) -> Chapter:
    """Return the five questions of a reality check on a decision analysis (NASA Systems Engineering Handbook, 6.8)."""
    blocks = (
        Heading(say("Are the goals and constraints truly met?"), "goals"),
        *_goals(draft),
        Heading(say("Does the choice hold over reasonable inputs?"), "holds"),
        *_holds(draft),
        Heading(say("Is there enough data?"), "data"),
        *_data(draft),
        Heading(say("Do the criteria tell the vendors apart?"), "discriminate"),
        *_discriminate(draft),
        Heading(say("Are subjective aspects addressed?"), "subjective"),
        *_subjective(draft.decision),
        draft.field("subjective"),
    )
    return Chapter("reality", say("Reality check: what could change the choice"), blocks)


def _goals(draft: Draft) -> Iterator[Block]:
    details = draft.runs.evaluation.details
    if not draft.subjects:
        yield Prose(say("No: every vendor is insufficient, so none could be chosen."), "bad")
    for vendor in draft.subjects:
        results = [one.result for one in details if one.vendor == vendor and one.must]
        name = draft.decision.vendor_name(vendor)
        if not results:
            yield Prose(say("The decision states no requirement that {vendor} must meet.", vendor=name))
            continue
        yield Prose(
            say(
                "Of the {count} requirement that must be met, {vendor} meets {met}; open are {open}, failed {failed}, "
                "waived {waived}.",
                "Of the {count} requirements that must be met, {vendor} meets {met}; open are {open}, failed {failed}, "
                "waived {waived}.",
                count=len(results),
                vendor=name,
                **{result: number(results.count(result)) for result in ("met", "open", "failed", "waived")},
            ),
            "open" if "open" in results else "",
        )
    conditions = draft.decision.conditions
    if conditions:
        yield Prose(
            say(
                "Beside them {count} condition hits every vendor alike: {conditions}.",
                "Beside them {count} conditions hit every vendor alike: {conditions}.",
                count=len(conditions),
                conditions=joined([one.name for one in conditions.values()]),
            )
        )


def _holds(draft: Draft) -> Iterator[Block]:
    yield Prose(draft.runs.comparison.text)
    first = next((block for block in draft.part("sensitivity") if isinstance(block, Bullets)), None)
    if first is not None:
        yield first
    yield Prose(
        say(
            "The figures behind this stand in the chapters {titles}.",
            titles=joined([quoted(draft.report[one].title) for one in ("certainty", "sensitivity", "scenarios")]),
        )
    )


def _data(draft: Draft) -> Iterator[Block]:
    decision = draft.decision
    all_of = [one for row in decision.assessments.values() for one in row.values()]
    blank = sum(one.unknown for one in all_of)
    yield Prose(
        run_on(
            say(
                "Of {count} assessment {blank} is unknown.",
                "Of {count} assessments {blank} are unknown.",
                count=len(all_of),
                blank=number(blank),
            ),
            say("What to find out first stands in the chapter {title}.", title=quoted(draft.report["questions"].title))
            if blank
            else "",
        )
    )
    yield _coverage(draft)


def _coverage(draft: Draft) -> Table:
    """Count by vendor how much of what is known rests on what."""
    decision, model = draft.decision, draft.runs.evaluation.model
    weights = dict(zip(model.criteria, model.weights.mean, strict=True))
    rows = []
    for vendor, row in decision.assessments.items():
        known = [one for one in row.values() if not one.unknown]
        share = sum(float(weights[key]) for key in decision.weighted if not row[key].unknown)
        rows.append(
            (
                Cell(decision.vendor_name(vendor)),
                Cell(percent(min(share, 1.0))),
                Cell(number(len(row) - len(known))),
                Cell(number(sum(not one.evidence for one in known))),
                Cell(number(sum(_only(decision, one, CLAIMED) for one in known))),
                Cell(number(sum(_low(decision, one) for one in known))),
            )
        )
    columns = (
        say("Vendor"),
        say("Weight on what is known"),
        say("Unknown"),
        say("Known, but without evidence"),
        say("On the vendor’s claims alone"),
        say("On low-grade evidence alone"),
    )
    caption = say("How well each vendor is known: assessments by what they rest on")
    return Table(caption, columns, tuple(rows), frozenset(range(1, len(columns))))


def _only(decision: Decision, one: Assessment, kinds: frozenset[str]) -> bool:
    return bool(one.evidence) and all(decision.evidence[key].kind in kinds for key in one.evidence)


def _low(decision: Decision, one: Assessment) -> bool:
    return bool(one.evidence) and all(decision.evidence[key].grade == "low" for key in one.evidence)


def _discriminate(draft: Draft) -> Iterator[Block]:
    """Say which criteria hardly tell the vendors in the running apart, and how much weight they carry."""
    decision = draft.decision
    if len(draft.running) < 2:
        yield Prose(say("Fewer than two vendors are in the running, so there is nothing to tell apart."))
        return
    table = draft.runs.evaluation.contributions
    rows = table[table["vendor"].isin(draft.running)].to_dict("records")
    spans: dict[str, Mapping[str, float]] = {}
    for key in decision.weighted:
        own: list[Mapping[Any, Any]] = [row for row in rows if row["criterion"] == key]
        values = [float(row["value"]) for row in own]
        spans[key] = {"low": min(values), "high": max(values), "weight": float(own[0]["weight"])}
    close = [key for key, one in spans.items() if one["high"] - one["low"] < CLOSE]
    yield Prose(_close_said(decision, close, sum(spans[key]["weight"] for key in close)))
    blank = [key for key in close if any(decision.assessments[vendor][key].unknown for vendor in draft.running)]
    if blank:
        named = joined([decision.criterion_name(key) for key in blank])
        yield Prose(say("That may be for want of knowledge: some of them are unknown on {criteria}.", criteria=named))
    order = sorted(spans, key=lambda key: spans[key]["low"] - spans[key]["high"])
    made = tuple(
        (
            Cell(decision.criterion_name(key)),
            Cell(percent(spans[key]["weight"])),
            Cell(points(spans[key]["low"])),
            Cell(points(spans[key]["high"])),
            Cell(points(spans[key]["high"] - spans[key]["low"])),
        )
        for key in order
    )
    columns = (say("Criterion"), say("Weight"), say("Lowest"), say("Highest"), say("Apart"))
    caption = say("Expected values on each criterion, in points, among the vendors that are not insufficient")
    yield Table(caption, columns, made, frozenset({1, 2, 3, 4}))


def _close_said(decision: Decision, close: list[str], weight: float) -> str:
    if not close:
        return say(
            "On every criterion some vendors in the running are at least {points} points apart.", points=number(CLOSE)
        )
    return say(
        "On {count} criterion the vendors in the running are less than {points} points apart by expected value, so it "
        "hardly tells them apart: {criteria}. It carries {weight} of the weight.",
        "On {count} criteria the vendors in the running are less than {points} points apart by expected value, so "
        "these hardly tell them apart: {criteria}. They carry {weight} of the weight.",
        count=len(close),
        points=number(CLOSE),
        criteria=joined([decision.criterion_name(key) for key in close]),
        weight=percent(min(weight, 1.0)),
    )


def _subjective(decision: Decision) -> Iterator[Block]:
    known = [one for row in decision.assessments.values() for one in row.values() if not one.unknown]
    estimated = sum(_only(decision, one, JUDGED) for one in known)
    bare = sum(not one.because for one in known)
    found = rules_of(decision)
    unreasoned = sum(not one.noun.because for one in found)
    yield Prose(
        say(
            "Of {count} known assessment, {estimated} rest on analysts’ estimates alone, and {bare} are without a "
            "stated reason. Of {rules} weights, scales and requirements, {unreasoned} are without one.",
            "Of {count} known assessments, {estimated} rest on analysts’ estimates alone, and {bare} are without a "
            "stated reason. Of {rules} weights, scales and requirements, {unreasoned} are without one.",
            count=len(known),
            estimated=number(estimated),
            bare=number(bare),
            rules=number(len(found)),
            unreasoned=number(unreasoned),
        )
    )
