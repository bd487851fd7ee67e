"""The content of a report as one frozen record: both formats are views of it, so they cannot contradict each other."""

from __future__ import annotations

from typing import Any

from vendor_eval.analysis.hanging import hanging_text
from vendor_eval.analysis.wording import counted, joined, points
from vendor_eval.report.chapters.assumptions import assumptions
from vendor_eval.report.chapters.certainty import certainty
from vendor_eval.report.chapters.comparisons import comparisons
from vendor_eval.report.chapters.criteria import criteria
from vendor_eval.report.chapters.evidence import anchors, evidence
from vendor_eval.report.chapters.matrix import matrix
from vendor_eval.report.chapters.question import question
from vendor_eval.report.chapters.questions import questions
from vendor_eval.report.chapters.ranking import first_said, in_order, ranking
from vendor_eval.report.chapters.scenarios import scenarios
from vendor_eval.report.chapters.sensitivity import sensitivity
from vendor_eval.report.chapters.stamp import stamp
from vendor_eval.report.chapters.verdicts import verdicts
from vendor_eval.report.records import Cell, Content, Table
from vendor_eval.report.runs import Runs
from vendor_eval.report.wording import TONES, cost_cell, span

__all__ = ["content"]

SHOWN = 0.05  # points: a smaller range prints as one number
CHAPTERS = (
    question,
    verdicts,
    questions,
    ranking,
    comparisons,
    certainty,
    sensitivity,
    scenarios,
    criteria,
    matrix,
    assumptions,
    stamp,
    evidence,
)


def content(runs: Runs) -> Content:
    """Gather everything that a report says."""
    decision = runs.decision
    return Content(
        title=decision.title,
        question=decision.question,
        as_of=decision.as_of.isoformat(),
        outcome=_outcome(runs),
        summary=_summary(runs),
        chapters=tuple(chapter(runs) for chapter in CHAPTERS),
        anchors=anchors(decision.evidence),
    )


def _outcome(runs: Runs) -> str:
    """Say the outcome, and what else it hangs on."""
    outcome = runs.main.outcome
    return f"{outcome.text} {hanging_text(outcome, runs.sensitivity, runs.information)}".rstrip()


def _summary(runs: Runs) -> Table:
    evaluation = runs.evaluation
    given = ", if open requirements are met" if runs.main.if_met else ""
    columns = ("Vendor", "Verdict", "Failed or open", "Value in points", f"First{given}", "Cost")
    rows = []
    for vendor in in_order(runs):
        verdict, row = evaluation.verdicts[vendor].name, evaluation.row(vendor)
        rows.append(
            (
                Cell(runs.decision.vendor_name(vendor)),
                Cell(verdict, tone=TONES[verdict]),
                Cell(_unmet(runs, vendor)),
                Cell(points(row["value"]), _range(row, verdict)),
                Cell(first_said(runs, vendor)),
                cost_cell(runs.decision, vendor),
            )
        )
    names = [verdict.name for verdict in evaluation.verdicts.values()]
    counts = joined([f"{names.count(name)} {name}" for name in ("sufficient", "undetermined", "insufficient")])
    caption = f"{counted(len(names), 'vendor')}: {counts}. Values with their ranges {evaluation.outcome.weights}."
    return Table(caption, columns, tuple(rows), frozenset({3, 4}))


def _range(row: dict[str, Any], verdict: str) -> str:
    said = [span(row["low"], row["high"])] if row["high"] - row["low"] >= SHOWN else []
    if verdict == "undetermined":
        said.append(f"{points(row['value_if_met'])} if met")
    return "; ".join(said)


def _unmet(runs: Runs, vendor: str) -> str:
    """Name the grounds of a verdict: what is failed and what is open."""
    parts = []
    musts = [one for one in runs.evaluation.details if one.vendor == vendor and one.must]
    for result in ("failed", "open", "waived"):
        names = dict.fromkeys(runs.decision.criterion_name(one.criterion) for one in musts if one.result == result)
        if names:
            parts.append(f"{result}: {', '.join(names)}")
    for ground in runs.evaluation.verdicts[vendor].grounds:
        if ground.kind == "overall":
            below = "below" if ground.certain else "perhaps below"
            parts.append(f"overall value {below} {points(runs.decision.policy.minimum_value or 0)} points")
        if ground.kind == "accumulated":
            parts.append(f"{counted(len(ground.findings), 'should')} failed or open")
    return "; ".join(parts) or "none"
