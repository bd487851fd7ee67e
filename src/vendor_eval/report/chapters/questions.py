"""Chapter: what to ask next and what the answers are worth, and vendor by vendor what is open."""

from __future__ import annotations

from collections.abc import Iterator

from vendor_eval.analysis.findings import Finding
from vendor_eval.analysis.information import Information
from vendor_eval.analysis.information_said import set_said
from vendor_eval.analysis.wording import belief_text, counted, joined, percent, points, required_text, share
from vendor_eval.plot import information
from vendor_eval.report.charts import figure
from vendor_eval.report.records import Block, Bullets, Cell, Chapter, Heading, Item, Prose, Table
from vendor_eval.report.runs import Runs
from vendor_eval.report.wording import cited

__all__ = ["questions"]

MOST = 10  # rows, of single answers and of sets
LITTLE = 0.05  # points: less prints as nothing
MANY = 10**6  # a chance that is worked out claims more than one that is counted


def questions(runs: Runs) -> Chapter:
    """Return what to ask next, the most valuable first, and the open requirements of each vendor in the running."""
    return Chapter("questions", "What to ask", (*_worth(runs.information), *_open(runs)))


def _worth(found: Information) -> Iterator[Block]:
    """Give the short list of questions, with what the answers are worth."""
    if not len(found.table):
        return
    start, *_ = found.text.split("\n")
    yield Prose(start)
    if not found.questions:
        return
    yield Bullets(tuple(Item(one.text) for one in found.questions))
    rest = found.text.split("\n")[1 + len(found.questions) :]
    if rest:
        yield Prose(" ".join(rest))
    yield figure("What finding out is worth, in points", information(found))
    rows = [*_singles(found), *_sets(found)]
    if rows:
        caption = "Expected value of finding out: points that the choice gains on average"
        columns = ("What is found out", "Answers", "Changes the choice", "Points gained")
        yield Table(caption, columns, tuple(rows), frozenset({1, 2, 3}))


def _singles(found: Information) -> Iterator[tuple[Cell, ...]]:
    worth = found.table[found.table["value"] >= LITTLE].sort_values("value", ascending=False, kind="stable")
    for row in worth.head(MOST).to_dict("records"):
        name = f"{row['vendor_name']}: {row['name']}"
        yield _row(name, str(row["known"]), 1, share(float(row["p_change"]), MANY), float(row["value"]), 0.0)


def _sets(found: Information) -> Iterator[tuple[Cell, ...]]:
    for row in found.sets_worth(LITTLE).head(MOST).to_dict("records"):
        name = set_said(found, str(row["kind"]), str(row["vendor"]), str(row["criterion"]))
        chance = share(float(row["p_change"]), found.stamp.draws or 1)
        yield _row(name, "", int(row["facts"]), chance, float(row["value"]), float(row["se"]))


def _row(name: str, known: str, answers: int, chance: str, value: float, error: float) -> tuple[Cell, ...]:
    count = str(answers) if answers else "–"
    return (Cell(name, known), Cell(count), Cell(chance), Cell(points(value), f"± {error:.1g}" if error > 0 else ""))


def _open(runs: Runs) -> Iterator[Block]:
    unsettled = [one for one in runs.evaluation.details if one.result == "open"]
    if not runs.evaluation.details:
        yield Prose("No requirement is stated, so none waits for an answer.")
        return
    if not unsettled:
        findings = counted(len(runs.evaluation.details), "finding")
        yield Prose(f"0 of {findings} are open: no requirement waits for an answer.")
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
