"""Chapter: all items of evidence, each with an anchor that the rest of the report links to."""

from __future__ import annotations

import re
from collections.abc import Iterable

from vendor_eval.analysis.vocabulary import grade_said, kind_said, when_said
from vendor_eval.analysis.wording import number
from vendor_eval.decision.document import Decision
from vendor_eval.decision.evidence import Evidence
from vendor_eval.languages.phrases import say
from vendor_eval.report.records import Block, Cell, Chapter, Prose, Table
from vendor_eval.report.runs import Runs

__all__ = ["anchors", "evidence"]


def anchors(keys: Iterable[str]) -> dict[str, str]:
    """Return an anchor for each evidence id, safe in a link and different for each.

    Examples
    --------
    >>> anchors(["E1", "a b", "a-b"])
    {'E1': 'evidence-E1', 'a b': 'evidence-a-b', 'a-b': 'evidence-a-b-'}
    """
    found: dict[str, str] = {}
    for key in keys:
        anchor = "evidence-" + re.sub(r"[^A-Za-z0-9]+", "-", key)
        while anchor in found.values():
            anchor += "-"
        found[key] = anchor
    return found


def evidence(runs: Runs) -> Chapter:
    """Return every item of evidence with its source, dates, kind and grade."""
    decision = runs.decision
    marked = sum(one.circular for one in decision.evidence.values())
    lead = Prose(
        say(
            "{count} item of evidence, {circular} of them circular.",
            "{count} items of evidence, {circular} of them circular.",
            count=len(decision.evidence),
            circular=number(marked),
        )
    )
    blocks: tuple[Block, ...] = (lead, _table(decision)) if decision.evidence else (lead,)
    return Chapter("evidence", say("Evidence"), blocks)


def _table(decision: Decision) -> Table:
    places = anchors(decision.evidence)
    rows = tuple(
        (
            Cell(key, say("circular") if one.circular else "", "alarm" if one.circular else "", anchor=places[key]),
            Cell(one.claim, one.note),
            _source(one),
            Cell(
                say("published {day}", day=when_said(one.published)),
                say("describes {day}", day=when_said(one.describes), context="the day of a state"),
            ),
            Cell(kind_said(one.kind), grade_said(one.grade)),
        )
        for key, one in decision.evidence.items()
    )
    columns = (say("Id"), say("Claim"), say("Source"), say("Dates"), say("Kind and grade"))
    return Table(say("Evidence by id"), columns, rows)


def _source(one: Evidence) -> Cell:
    return Cell(one.source, one.publisher, url=one.url)
