"""The draft of a record: what was computed, what was entered, and the chapters of the report that it takes over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vendor_eval.analysis.diff import DiffResult
from vendor_eval.decision.document import Decision
from vendor_eval.report.chapters.comparisons import subjects
from vendor_eval.report.chapters.ranking import in_order
from vendor_eval.report.record_fields import field_of
from vendor_eval.report.records import Block, Chapter, Field, Heading
from vendor_eval.report.runs import Runs

__all__ = ["Draft"]


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything that a record is put together from.

    Parameters
    ----------
    runs
        What was computed.
    entries
        What people entered, by the key of its field.
    report
        The chapters of the report, by anchor.
    changes
        What changed since the decision was frozen, if that is to be told.
    """

    runs: Runs
    entries: Mapping[str, str]
    report: Mapping[str, Chapter]
    changes: DiffResult | None

    @property
    def decision(self) -> Decision:
        """The decision."""
        return self.runs.decision

    @property
    def subjects(self) -> list[str]:
        """The vendors that the choice is about: the first chosen, and the first that would lead."""
        return subjects(self.runs)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Every vendor that the choice is about, with each other one."""
        ours = self.subjects
        return [
            (one, other)
            for number, one in enumerate(ours)
            for other in in_order(self.runs)
            if other != one and other not in ours[:number]
        ]

    @property
    def running(self) -> list[str]:
        """The vendors that are not insufficient."""
        return [key for key, verdict in self.runs.evaluation.verdicts.items() if verdict.name != "insufficient"]

    def field(self, key: str) -> Field:
        """Return a place that a person fills in."""
        return field_of(key, self.entries)

    def blocks(self, chapter: str) -> tuple[Block, ...]:
        """Return all that a chapter of the report says."""
        return self.report[chapter].blocks

    def part(self, chapter: str, heading: str = "") -> tuple[Block, ...]:
        """Return what a chapter of the report says below one of its headings, or before the first."""
        found, inside = [], not heading
        for block in self.blocks(chapter):
            if isinstance(block, Heading):
                inside = block.anchor == heading
            elif inside:
                found.append(block)
        return tuple(found)
