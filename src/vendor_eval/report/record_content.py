"""The content of a decision record: its own chapters, and those of the report that it takes over, in its order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from vendor_eval.analysis.diff import DiffResult
from vendor_eval.languages.phrases import say
from vendor_eval.report.chapters.findings import findings
from vendor_eval.report.content import content
from vendor_eval.report.record_chapters.attachments import attachments, stamp
from vendor_eval.report.record_chapters.candidates import baseline, candidates, cost, values
from vendor_eval.report.record_chapters.comparison import comparison
from vendor_eval.report.record_chapters.decision import decided, missing
from vendor_eval.report.record_chapters.disagreements import disagreements
from vendor_eval.report.record_chapters.identity import identity, need
from vendor_eval.report.record_chapters.limits import limits
from vendor_eval.report.record_chapters.reality import reality
from vendor_eval.report.record_chapters.rules import rules
from vendor_eval.report.record_chapters.trade_off import trade_off
from vendor_eval.report.record_draft import Draft
from vendor_eval.report.records import Chapter, Content
from vendor_eval.report.runs import Runs

__all__ = ["record_content"]

OWN: tuple[Callable[[Draft], Chapter], ...] = (
    identity,
    need,
    rules,
    candidates,
    baseline,
    lambda draft: draft.report["findings"],
    values,
    cost,
    comparison,
    trade_off,
    disagreements,
    reality,
    limits,
    decided,
    missing,
    attachments,
)
"""The record itself, in the order of its checklist."""
TAKEN = ("question", "verdicts", "ranking", "comparisons", "findings", "assumptions")
"""Chapters of the report whose parts stand in those of the record; all others follow as attachments."""


def record_content(runs: Runs, entries: Mapping[str, str], changes: DiffResult | None = None) -> Content:
    """Gather everything that a decision record says, in the language that is spoken."""
    report = content(runs)
    chapters = {chapter.anchor: chapter for chapter in report.chapters}
    chapters.setdefault("findings", findings(runs))
    draft = Draft(runs, entries, chapters, changes)
    attached = [
        stamp(draft) if anchor == "stamp" else chapter for anchor, chapter in chapters.items() if anchor not in TAKEN
    ]
    return replace(
        report,
        title=say("Decision record: {title}", title=report.title),
        chapters=(*(chapter(draft) for chapter in OWN), *attached),
    )
