"""Chapter: why this vendor over each other one, criterion by criterion."""

from __future__ import annotations

from collections.abc import Iterator

from vendor_eval.analysis.wording import run_on
from vendor_eval.languages.phrases import say
from vendor_eval.plot import head_to_head
from vendor_eval.reasons.explain import explain
from vendor_eval.reasons.reason import ARGUMENTS
from vendor_eval.report.chapters.ranking import in_order
from vendor_eval.report.charts import figure
from vendor_eval.report.records import Block, Bullets, Chapter, Heading, Prose
from vendor_eval.report.runs import Runs
from vendor_eval.report.wording import items

__all__ = ["SAID_FIRST", "comparisons", "subjects"]

SAID_FIRST = ("verdict", "gap", *ARGUMENTS)


def subjects(runs: Runs) -> list[str]:
    """Return the vendors that are compared with each other one: the first chosen, and the first that would lead."""
    outcome = runs.main.outcome
    return list(dict.fromkeys([*outcome.chosen[:1], *outcome.would_lead[:1]]))


def comparisons(runs: Runs) -> Chapter:
    """Return the reasons for one vendor over each of the others."""
    return Chapter("comparisons", say("Why this one over each other"), tuple(_blocks(runs)))


def _blocks(runs: Runs) -> Iterator[Block]:
    ours = subjects(runs)
    pairs = [
        (one, other)
        for number, one in enumerate(ours)
        for other in in_order(runs)
        if other != one and other not in ours[:number]
    ]
    if not ours:
        nothing = say("So there is nothing to compare: 0 vendors could be chosen.")
        yield Prose(run_on(runs.main.outcome.text, nothing))
    elif not pairs:
        name = runs.decision.vendor_name(ours[0])
        yield Prose(say("{vendor} is the only vendor: there are 0 others to compare it with.", vendor=name))
    for number, (one, other) in enumerate(pairs, 1):
        name, rival = runs.decision.vendor_name(one), runs.decision.vendor_name(other)
        yield Heading(say("{vendor} over {other}", vendor=name, other=rival), f"over-{number}")
        yield from _comparison(runs, one, other)


def _comparison(runs: Runs, ours: str, rival: str) -> Iterator[Block]:
    explanation = explain(runs.evaluation, ours, over=rival, run=runs.declared)
    for one in explanation.reasons:
        if one.kind in SAID_FIRST:
            yield Prose(one.text, "bad" if one.kind == "verdict" else "")
    names = explanation.names
    caption = say("{vendor} against {other}, criterion by criterion", vendor=names[ours], other=names[rival])
    yield figure(caption, head_to_head(explanation))
    yield Bullets(items(runs.decision, [one for one in explanation.reasons if one.kind not in SAID_FIRST]))
