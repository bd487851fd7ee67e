"""Chapter: all items of evidence, each with an anchor that the rest of the report links to."""

from __future__ import annotations

import re
from collections.abc import Iterable

from vendor_eval.analysis.wording import counted
from vendor_eval.decision.document import Decision
from vendor_eval.decision.evidence import Evidence
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
    lead = Prose(f"{counted(len(decision.evidence), 'item')} of evidence, {marked} of them circular.")
    blocks: tuple[Block, ...] = (lead, _table(decision)) if decision.evidence else (lead,)
    return Chapter("evidence", "Evidence", blocks)


def _table(decision: Decision) -> Table:
    places = anchors(decision.evidence)
    rows = tuple(
        (
            Cell(key, "circular" if one.circular else "", "alarm" if one.circular else "", anchor=places[key]),
            Cell(one.claim, one.note),
            _source(one),
            Cell(f"published {one.published}", f"describes {one.describes}"),
            Cell(one.kind.replace("_", " "), f"grade {one.grade}"),
        )
        for key, one in decision.evidence.items()
    )
    columns = ("Id", "Claim", "Source", "Dates", "Kind and grade")
    return Table("Evidence by id", columns, rows)


def _source(one: Evidence) -> Cell:
    return Cell(one.source, one.publisher, url=one.url)
