"""Chapter: what to ask, vendor by vendor, to close the requirements that are open."""

from __future__ import annotations

from collections.abc import Iterator

from vendor_eval.analysis.findings import Finding
from vendor_eval.analysis.wording import belief_text, counted, joined, percent, required_text
from vendor_eval.report.records import Block, Cell, Chapter, Heading, Prose, Table
from vendor_eval.report.runs import Runs
from vendor_eval.report.wording import cited

__all__ = ["questions"]


def questions(runs: Runs) -> Chapter:
    """Return the open requirements of each vendor that is not insufficient, as a list of what to ask."""
    return Chapter("questions", "What to ask", tuple(_blocks(runs)))


def _blocks(runs: Runs) -> Iterator[Block]:
    unsettled = [one for one in runs.evaluation.details if one.result == "open"]
    if not unsettled:
        yield Prose(f"0 of {counted(len(runs.evaluation.details), 'finding')} are open: no answer is outstanding.")
        return
    judged = runs.evaluation.verdicts
    for vendor in runs.decision.vendors:
        own = [one for one in unsettled if one.vendor == vendor]
        if own and judged[vendor].name != "insufficient":
            yield Heading(runs.decision.vendor_name(vendor), f"ask-{list(runs.decision.vendors).index(vendor) + 1}")
            yield _table(runs, vendor, own)
    yield from _idle(runs, unsettled)


def _table(runs: Runs, vendor: str, findings: list[Finding]) -> Table:
    decision = runs.decision
    rows = []
    for one in findings:
        criterion, assessment = decision.criteria[one.criterion], decision.assessments[vendor][one.criterion]
        chance = "not stated" if one.p_met is None else percent(one.p_met)
        rows.append(
            (
                Cell(decision.criterion_name(one.criterion), one.requirement.kind),
                Cell(required_text(criterion, one.requirement)),
                Cell(belief_text(criterion, assessment.belief), evidence=cited(decision, assessment.evidence)),
                Cell(chance),
                Cell(assessment.because or "–"),
            )
        )
    name = decision.vendor_name(vendor)
    columns = ("Criterion", "Required", "Known so far", "Probability that it is met", "What was found")
    return Table(f"Open at {name}: {counted(len(findings), 'requirement')}", columns, tuple(rows))


def _idle(runs: Runs, unsettled: list[Finding]) -> Iterator[Block]:
    """Say where no answer can help: a vendor that is insufficient on other grounds."""
    for vendor, verdict in runs.evaluation.verdicts.items():
        own = [one for one in unsettled if one.vendor == vendor]
        if own and verdict.name == "insufficient":
            names = joined([runs.decision.criterion_name(one.criterion) for one in own])
            yield Prose(
                f"{runs.decision.vendor_name(vendor)} is insufficient whatever the answers to its "
                f"{counted(len(own), 'open requirement')} are: {names}.",
                "quiet",
            )
