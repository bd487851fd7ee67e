"""Chapters of the record: who decides, and what is needed."""

from __future__ import annotations

from collections.abc import Iterator

from vendor_eval.analysis.wording import quoted
from vendor_eval.languages.numbers import day
from vendor_eval.languages.phrases import say
from vendor_eval.report.record_draft import Draft
from vendor_eval.report.record_fields import FIELDS, still_open
from vendor_eval.report.records import Block, Cell, Chapter, Facts, Prose, Table
from vendor_eval.report.wording import NOTHING

__all__ = ["identity", "need"]


def identity(draft: Draft) -> Chapter:
    """Return what identifies the record, who decides, who advised, and what interests they declared."""
    return Chapter("identity", say("The decision and who takes it"), tuple(_identity(draft)))


def _identity(draft: Draft) -> Iterator[Block]:
    missing = len(list(still_open(draft.entries)))
    if missing:
        yield Prose(
            say(
                "This record is a draft: {count} of its {all} fields is still to be filled in by a person. The chapter "
                "{title} lists it.",
                "This record is a draft: {count} of its {all} fields are still to be filled in by a person. The "
                "chapter {title} lists them.",
                count=missing,
                all=len(FIELDS),
                title=quoted(say("Still to be filled in")),
            ),
            "open",
        )
    yield Prose(
        say(
            "Fields are marked: only people enter something there. All else was generated from the decision file, and "
            "the reasons that it states are quoted as they stand."
        )
    )
    made = draft.runs.main.stamp
    yield Facts(
        (
            (say("Decision"), Cell(draft.decision.title)),
            (say("Evidence and judgements as of"), Cell(day(draft.decision.as_of))),
            (say("Decision file (SHA-256 of its content)"), Cell(made.decision)),
            (say("Software"), Cell(f"vendor_eval {made.version}")),
        )
    )
    for key in ("buyer", "decision_maker", "decided_on", "version"):
        yield draft.field(key)
    yield from _evaluators(draft)
    for key in ("advisers", "conflicts"):
        yield draft.field(key)


def _evaluators(draft: Draft) -> Iterator[Block]:
    evaluators = draft.decision.evaluators
    if not evaluators:
        yield Prose(say("The decision file names no evaluator."))
        return
    rows = tuple((Cell(one.name or key), Cell(one.role or NOTHING)) for key, one in evaluators.items())
    yield Table(say("Evaluators named in the decision file"), (say("Name"), say("Role")), rows)


def need(draft: Draft) -> Chapter:
    """Return what is to be decided, among whom and by which rules, and what is needed."""
    blocks = (*draft.part("question"), draft.field("need"))
    return Chapter("need", say("Need and scope"), blocks)
