"""Chapters of the record: the decision itself with its conditions and risks, its signature, and what is still open."""

from __future__ import annotations

from collections.abc import Iterator

from vendor_eval.languages.phrases import say
from vendor_eval.languages.speaking import spoken
from vendor_eval.reasons.appraise import appraise
from vendor_eval.reasons.appraise_items import AppraisalItem, ItemKind
from vendor_eval.reasons.appraise_said import cure_said, kind_of_finding_said
from vendor_eval.report.record_draft import Draft
from vendor_eval.report.record_fields import asked, place_of, still_open
from vendor_eval.report.records import Block, Bullets, Cell, Chapter, Heading, Item, Prose, Table
from vendor_eval.report.wording import cited

__all__ = ["decided", "missing"]

AT_RISK: tuple[ItemKind, ...] = ("deficiency", "significant weakness", "weakness", "uncertainty")


def decided(draft: Draft) -> Chapter:
    """Return what the evaluation comes to, and the places for the decision, its conditions, risks and signature."""
    blocks = (
        Heading(say("What the evaluation comes to"), "evaluation"),
        Prose(draft.runs.main.outcome.text),
        draft.field("decision"),
        draft.field("departure"),
        Heading(say("Conditions"), "decision-conditions"),
        *_conditions(draft),
        draft.field("conditions"),
        Heading(say("Risks"), "decision-risks"),
        *_risks(draft),
        draft.field("risks"),
        Heading(say("Afterwards"), "afterwards"),
        draft.field("monitoring"),
        draft.field("review"),
        Heading(say("Signature"), "decision-signature"),
        Prose(
            say(
                "What was computed is above and in the chapters that follow. Whether it convinces, and what follows "
                "from it, is for the person who signs."
            )
        ),
        draft.field("signature"),
    )
    return Chapter("decision", say("The decision"), blocks)


def _conditions(draft: Draft) -> Iterator[Block]:
    outcome, decision = draft.runs.main.outcome, draft.decision
    for vendor in draft.subjects:
        needs = outcome.needs.get(vendor, ())
        if needs:
            yield Prose(
                say(
                    "Before {vendor} could be chosen by the stated rules, it would have to be shown to meet:",
                    vendor=decision.vendor_name(vendor),
                )
            )
            yield Bullets(tuple(Item(need) for need in needs))
    yield from draft.part("question", "conditions")


def _risks(draft: Draft) -> Iterator[Block]:
    """List what the findings show against the vendors that the choice is about."""
    for vendor in draft.subjects:
        found = appraise(draft.runs.evaluation, vendor, language=spoken())
        items = [one for kind in AT_RISK for one in found.of(kind)]
        if not items:
            yield Prose(say("The findings on {vendor} show no weakness and no uncertainty.", vendor=found.name))
            continue
        yield Prose(
            say(
                "{count} finding on {vendor} is a risk that a choice accepts unless it is cured or cleared up before.",
                "{count} findings on {vendor} are risks that a choice accepts unless they are cured or cleared up "
                "before.",
                vendor=found.name,
                count=len(items),
            )
        )
        yield _risk_table(draft, found.name, items)
    if not draft.subjects:
        yield Prose(say("No vendor could be chosen, so there is no risk of a choice to state."))


def _risk_table(draft: Draft, vendor: str, items: list[AppraisalItem]) -> Table:
    columns = (say("Risk"), say("Criterion"), say("What is known of it"), say("Can it be cured?"))
    rows = tuple(
        (
            Cell(kind_of_finding_said(one.kind)),
            Cell(one.name or say("the offer as a whole")),
            Cell(
                one.observed or one.text,
                say("Required: {required}", required=one.required) if one.required else "",
                evidence=cited(draft.decision, one.evidence),
            ),
            Cell(cure_said(one)),
        )
        for one in items
    )
    return Table(say("Findings on {vendor} that are risks", vendor=vendor), columns, rows)


def missing(draft: Draft) -> Chapter:
    """Return the fields in which nothing is entered, each with who fills it in."""
    title = say("Still to be filled in")
    keys, all_of = list(still_open(draft.entries)), asked()
    if not keys:
        return Chapter("missing", title, (Prose(say("Every field of this record is filled in.")),))
    lead = Prose(
        say("A field is filled in by hand, or by its key in a file of entries from which the record is written again.")
    )
    rows = tuple((Cell(all_of[key].label, link=place_of(key)), Cell(all_of[key].who), Cell(key)) for key in keys)
    columns = (say("Field"), say("By whom"), say("Key in the file of entries"))
    caption = say("{count} field is still to be filled in", "{count} fields are still to be filled in", count=len(keys))
    return Chapter("missing", title, (lead, Table(caption, columns, rows)))
