"""The content of a report as one frozen record: both formats are views of it, so they cannot contradict each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from vendor_eval.analysis.evaluate import Evaluation
from vendor_eval.analysis.hanging import hanging_text
from vendor_eval.analysis.vocabulary import verdict_said
from vendor_eval.analysis.wording import clauses, joined, listed, number, points, run_on
from vendor_eval.languages.numbers import day
from vendor_eval.languages.phrases import say
from vendor_eval.languages.speaking import spoken
from vendor_eval.report.chapters.assumptions import assumptions
from vendor_eval.report.chapters.certainty import certainty
from vendor_eval.report.chapters.comparisons import comparisons
from vendor_eval.report.chapters.criteria import criteria
from vendor_eval.report.chapters.evidence import anchors, evidence
from vendor_eval.report.chapters.evidence_strength import evidence_strength
from vendor_eval.report.chapters.findings import findings
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
    findings,
    questions,
    ranking,
    comparisons,
    certainty,
    sensitivity,
    scenarios,
    criteria,
    matrix,
    evidence_strength,
    assumptions,
    stamp,
    evidence,
)


def content(runs: Runs) -> Content:
    """Gather everything that a report says, in the language that is spoken."""
    decision = runs.decision
    return Content(
        title=decision.title,
        question=decision.question,
        as_of=day(decision.as_of),
        outcome=_outcome(runs),
        summary=_summary(runs),
        chapters=tuple(chapter(runs) for chapter in CHAPTERS),
        anchors=anchors(decision.evidence),
        language=spoken(),
    )


def _outcome(runs: Runs) -> str:
    """Say the outcome, and what else it hangs on."""
    outcome = runs.main.outcome
    return run_on(outcome.text, hanging_text(outcome, runs.sensitivity, runs.information))


def _summary(runs: Runs) -> Table:
    evaluation = runs.evaluation
    columns = (
        say("Vendor"),
        say("Verdict"),
        say("Failed or open"),
        say("Value in points"),
        say("First, if open requirements are met") if runs.main.if_met else say("First"),
        say("Cost"),
    )
    rows = []
    for vendor in in_order(runs):
        verdict, row = evaluation.verdicts[vendor].name, evaluation.row(vendor)
        rows.append(
            (
                Cell(runs.decision.vendor_name(vendor)),
                Cell(verdict_said(verdict), tone=TONES[verdict]),
                Cell(_unmet(runs, vendor)),
                Cell(points(row["value"]), _range(row, verdict)),
                Cell(first_said(runs, vendor)),
                cost_cell(runs.decision, vendor),
            )
        )
    return Table(_counts(evaluation), columns, tuple(rows), frozenset({3, 4}))


def _counts(evaluation: Evaluation) -> str:
    names = [verdict.name for verdict in evaluation.verdicts.values()]
    verdicts = joined(
        [
            say("{number} {verdict}", number=number(names.count(name)), verdict=verdict_said(name))
            for name in ("sufficient", "undetermined", "insufficient")
        ]
    )
    return say(
        "{count} vendor: {verdicts}. Values with their ranges {weights}.",
        "{count} vendors: {verdicts}. Values with their ranges {weights}.",
        count=len(names),
        verdicts=verdicts,
        weights=evaluation.outcome.weights,
    )


def _range(row: dict[str, Any], verdict: str) -> str:
    said = [span(row["low"], row["high"])] if row["high"] - row["low"] >= SHOWN else []
    if verdict == "undetermined":
        said.append(say("{points} if met", points=points(row["value_if_met"])))
    return clauses(said)


def _unmet(runs: Runs, vendor: str) -> str:
    """Name the grounds of a verdict: what is failed and what is open."""
    return clauses([*_unmet_musts(runs, vendor), *_other_grounds(runs, vendor)]) or say("none", context="requirements")


def _unmet_musts(runs: Runs, vendor: str) -> Iterator[str]:
    names = {result: dict[str, None]() for result in ("failed", "open", "waived", "met")}
    for one in runs.evaluation.details:
        if one.vendor == vendor and one.must:
            names[one.result][runs.decision.criterion_name(one.criterion)] = None
    if names["failed"]:
        yield say("failed: {criteria}", criteria=listed(names["failed"]))
    if names["open"]:
        yield say("open: {criteria}", criteria=listed(names["open"]))
    if names["waived"]:
        yield say("waived: {criteria}", criteria=listed(names["waived"]))


def _other_grounds(runs: Runs, vendor: str) -> Iterator[str]:
    least = points(runs.decision.policy.minimum_value or 0)
    for ground in runs.evaluation.verdicts[vendor].grounds:
        if ground.kind == "overall" and ground.certain:
            yield say("overall value below {points} points", points=least)
        elif ground.kind == "overall":
            yield say("overall value perhaps below {points} points", points=least)
        elif ground.kind == "accumulated":
            count = len(ground.findings)
            yield say("{count} should failed or open", "{count} shoulds failed or open", count=count)
