"""Chapter: what to ask next and what the answers are worth, and vendor by vendor what is open."""

from __future__ import annotations

from collections.abc import Iterator

from vendor_eval.analysis.findings import Finding
from vendor_eval.analysis.information import Information
from vendor_eval.analysis.information_said import set_said
from vendor_eval.analysis.wording import (
    belief_text,
    joined,
    number,
    percent,
    points,
    required_text,
    run_on,
    share,
)
from vendor_eval.languages.phrases import say
from vendor_eval.plot import information
from vendor_eval.report.charts import figure
from vendor_eval.report.records import Block, Bullets, Cell, Chapter, Heading, Item, Prose, Table
from vendor_eval.report.runs import Runs
from vendor_eval.report.wording import NOTHING, cited, error_said, requirement_kind_said

__all__ = ["questions"]

MOST = 10  # rows, of single answers and of sets
LITTLE = 0.05  # points: less prints as nothing
MANY = 10**6  # a chance that is worked out claims more than one that is counted


def questions(runs: Runs) -> Chapter:
    """Return what to ask next, the most valuable first, and the open requirements of each vendor in the running."""
    return Chapter("questions", say("What to ask"), (*_worth(runs.information), *_open(runs)))


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
        yield Prose(run_on(*rest))
    yield figure(say("What finding out is worth, in points"), information(found))
    rows = [*_singles(found), *_sets(found)]
    if rows:
        caption = say("Expected value of finding out: points that the choice gains on average")
        columns = (say("What is found out"), say("Answers"), say("Changes the choice"), say("Points gained"))
        yield Table(caption, columns, tuple(rows), frozenset({1, 2, 3}))


def _singles(found: Information) -> Iterator[tuple[Cell, ...]]:
    worth = found.table[found.table["value"] >= LITTLE].sort_values("value", ascending=False, kind="stable")
    for row in worth.head(MOST).to_dict("records"):
        name = say("{vendor}: {criterion}", vendor=row["vendor_name"], criterion=row["name"])
        yield _row(name, str(row["known"]), 1, share(float(row["p_change"]), MANY), float(row["value"]), 0.0)


def _sets(found: Information) -> Iterator[tuple[Cell, ...]]:
    for row in found.sets_worth(LITTLE).head(MOST).to_dict("records"):
        name = set_said(found, str(row["kind"]), str(row["vendor"]), str(row["criterion"]))
        chance = share(float(row["p_change"]), found.stamp.draws or 1)
        yield _row(name, "", int(row["facts"]), chance, float(row["value"]), float(row["se"]))


def _row(name: str, known: str, answers: int, chance: str, value: float, error: float) -> tuple[Cell, ...]:
    count = number(answers) if answers else NOTHING
    return (Cell(name, known), Cell(count), Cell(chance), Cell(points(value), error_said(error)))


def _open(runs: Runs) -> Iterator[Block]:
    unsettled = [one for one in runs.evaluation.details if one.result == "open"]
    if not runs.evaluation.details:
        yield Prose(say("No requirement is stated, so none waits for an answer."))
        return
    if not unsettled:
        yield Prose(
            say(
                "0 of {count} finding are open: no requirement waits for an answer.",
                "0 of {count} findings are open: no requirement waits for an answer.",
                count=len(runs.evaluation.details),
            )
        )
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
        chance = say("not stated") if one.p_met is None else percent(one.p_met)
        rows.append(
            (
                Cell(decision.criterion_name(one.criterion), requirement_kind_said(one.must)),
                Cell(required_text(criterion, one.requirement)),
                Cell(belief_text(criterion, assessment.belief), evidence=cited(decision, assessment.evidence)),
                Cell(chance),
                Cell(assessment.because or NOTHING),
            )
        )
    columns = (
        say("Criterion"),
        say("Required"),
        say("Known so far"),
        say("Probability that it is met"),
        say("What was found"),
    )
    caption = say(
        "Open at {vendor}: {count} requirement",
        "Open at {vendor}: {count} requirements",
        count=len(findings),
        vendor=decision.vendor_name(vendor),
    )
    return Table(caption, columns, tuple(rows))


def _idle(runs: Runs, unsettled: list[Finding]) -> Iterator[Block]:
    """Say where no answer can help: a vendor that is insufficient on other grounds."""
    for vendor, verdict in runs.evaluation.verdicts.items():
        own = [one for one in unsettled if one.vendor == vendor]
        if own and verdict.name == "insufficient":
            said = say(
                "{vendor} is insufficient whatever the answers to its {count} open requirement are: {criteria}.",
                "{vendor} is insufficient whatever the answers to its {count} open requirements are: {criteria}.",
                count=len(own),
                vendor=runs.decision.vendor_name(vendor),
                criteria=joined([runs.decision.criterion_name(one.criterion) for one in own]),
            )
            yield Prose(said, "quiet")
