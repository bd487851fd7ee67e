"""Chapter: why this vendor over each other one, criterion by criterion."""

from __future__ import annotations

from collections.abc import Iterator

from vendor_eval.plot import head_to_head
from vendor_eval.reasons.explain import explain
from vendor_eval.report.chapters.ranking import in_order
from vendor_eval.report.charts import figure
from vendor_eval.report.records import Block, Bullets, Chapter, Heading, Prose
from vendor_eval.report.runs import Runs
from vendor_eval.report.wording import item

__all__ = ["SAID_FIRST", "comparisons", "subjects"]

SAID_FIRST = ("verdict", "gap")


def subjects(runs: Runs) -> list[str]:
    """Return the vendors that are compared with each other one: the first chosen, and the first that would lead."""
    outcome = runs.main.outcome
    return list(dict.fromkeys([*outcome.chosen[:1], *outcome.would_lead[:1]]))


def comparisons(runs: Runs) -> Chapter:
    """Return the reasons for one vendor over each of the others."""
    return Chapter("comparisons", "Why this one over each other", tuple(_blocks(runs)))


def _blocks(runs: Runs) -> Iterator[Block]:
    ours = subjects(runs)
    pairs = [
        (one, other)
        for number, one in enumerate(ours)
        for other in in_order(runs)
        if other != one and other not in ours[:number]
    ]
    if not ours:
        yield Prose(f"{runs.main.outcome.text} So there is nothing to compare: 0 vendors could be chosen.")
    elif not pairs:
        yield Prose(f"{runs.decision.vendor_name(ours[0])} is the only vendor: there are 0 others to compare it with.")
    for number, (one, other) in enumerate(pairs, 1):
        yield Heading(f"{runs.decision.vendor_name(one)} over {runs.decision.vendor_name(other)}", f"over-{number}")
        yield from _comparison(runs, one, other)


def _comparison(runs: Runs, ours: str, rival: str) -> Iterator[Block]:
    explanation = explain(runs.evaluation, ours, over=rival)
    for one in explanation.reasons:
        if one.kind in SAID_FIRST:
            yield Prose(one.text, "bad" if one.kind == "verdict" else "")
    names = explanation.names
    yield figure(f"{names[ours]} against {names[rival]}, criterion by criterion", head_to_head(explanation))
    yield Bullets(tuple(item(one) for one in explanation.reasons if one.kind not in SAID_FIRST))
