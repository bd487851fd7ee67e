"""Chapter: the scenarios beside the base: what each changes, why it is there, and what it does to the outcome."""

from __future__ import annotations

from collections.abc import Iterator

from vendor_eval.analysis.scenarios import BASE
from vendor_eval.analysis.wording import belief_text, counted, joined, percent
from vendor_eval.decision.document import Decision
from vendor_eval.decision.scenarios import Scenario
from vendor_eval.decision.weights import AnyWeights
from vendor_eval.plot import scenarios as chart
from vendor_eval.report.charts import figure
from vendor_eval.report.records import Block, Cell, Chapter, Facts, Heading, Prose, Table, split
from vendor_eval.report.runs import Runs
from vendor_eval.report.wording import cited, judged, requirement_text, scale_text

__all__ = ["scenarios"]


def scenarios(runs: Runs) -> Chapter:
    """Return all scenarios side by side."""
    return Chapter("scenarios", "Scenarios", tuple(_blocks(runs)))


def _blocks(runs: Runs) -> Iterator[Block]:
    yield Prose(runs.comparison.text)
    if not runs.decision.scenarios:
        return
    yield figure("Who is first under each scenario", chart(runs.comparison))
    shown = runs.comparison.shown()
    given = "; where requirements are open, if they are met" if any(runs.comparison.if_met.values()) else ""
    first = "How often" if runs.comparison.exact else f"Share of {runs.draws:,} draws in which"
    caption = f"{first} each vendor is first, or its verdict where insufficient{given}"
    if runs.comparison.some_exact_said:
        caption += f".{runs.comparison.some_exact_said}".removesuffix(".")
    head = [str(name).capitalize() if name in ("scenario", "outcome") else str(name) for name in shown.columns]
    rows = tuple(tuple(Cell(str(text)) for text in row) for row in shown.itertuples(index=False))
    yield from split(Table(caption, tuple(head), rows), most=7)
    yield Prose(f"The base, in full: {runs.comparison.outcomes[BASE].text}")
    for number, (name, scenario) in enumerate(runs.decision.scenarios.items(), 1):
        yield Heading(name, f"scenario-{number}")
        yield from _scenario(runs, name, scenario)


def _scenario(runs: Runs, name: str, scenario: Scenario) -> Iterator[Block]:
    changes = "; ".join(_changes(runs.decision, name, scenario))
    yield Facts(
        (
            ("Why", Cell(scenario.because or "no reason is stated")),
            ("Changes", Cell(changes or "nothing")),
            ("Outcome", Cell(runs.comparison.outcomes[name].text)),
        )
    )
    yield from _replaced(runs.decision, scenario)


def _changes(decision: Decision, name: str, scenario: Scenario) -> Iterator[str]:
    """Say in the words of the file what a scenario changes."""
    if scenario.vendors is not None:
        yield f"only the vendors {joined([decision.vendor_name(key) for key in scenario.vendors])}"
    if scenario.criteria is not None:
        yield f"only the criteria {joined([decision.criterion_name(key) for key in scenario.criteria])}"
    if scenario.weights is not None:
        point = decision.under(name).point_weights
        yield (
            ("any weights" if isinstance(scenario.weights, AnyWeights) else "weights that are a set")
            if point is None
            else "weights: "
            + ", ".join(f"{decision.criterion_name(key)} {percent(weight)}" for key, weight in point.items())
        )
    for key, scale in scenario.scale.items():
        changed = decision.criteria[key].replace(scale=scale, require=())
        yield f"scale of {decision.criterion_name(key)}: {scale_text(changed)}"
    for key, require in scenario.require.items():
        changed = decision.criteria[key].replace(require=require or ())
        said = f"must be {requirement_text(changed, 'must')}, should be {requirement_text(changed, 'should')}"
        yield f"requirement on {decision.criterion_name(key)}: {said}"
    if scenario.requirements == "none":
        yield "no requirement acts"
    elif scenario.requirements is not None:
        yield f"only requirements on {joined([decision.criterion_name(key) for key in scenario.requirements])} act"
    yield from _on_evidence(scenario)
    replaced = sum(len(row) for row in scenario.assessments.values())
    if replaced:
        yield f"{counted(replaced, 'assessment')} replaced"


def _on_evidence(scenario: Scenario) -> Iterator[str]:
    if scenario.evidence is not None and scenario.evidence.published_by is not None:
        yield f"only evidence published by {scenario.evidence.published_by.isoformat()}"
    if scenario.evidence is not None and scenario.evidence.without_kinds:
        kinds = [kind.replace("_", " ") for kind in scenario.evidence.without_kinds]
        yield f"without evidence of the kind {joined(kinds)}"
    if scenario.widen is not None:
        yield f"each bound moved by {percent(scenario.widen)} of its way to the end of its scale"
    if scenario.hindsight:
        yield "evidence on later states admitted"


def _replaced(decision: Decision, scenario: Scenario) -> Iterator[Block]:
    rows = [
        (
            Cell(decision.vendor_name(vendor)),
            Cell(decision.criterion_name(key)),
            Cell(belief_text(decision.criteria[key], one.belief), evidence=cited(decision, one.evidence)),
            Cell(one.because or "–", judged(one)),
        )
        for vendor, row in scenario.assessments.items()
        for key, one in row.items()
    ]
    if rows:
        yield Table("Assessments that it replaces", ("Vendor", "Criterion", "Assessed", "Why"), tuple(rows))
