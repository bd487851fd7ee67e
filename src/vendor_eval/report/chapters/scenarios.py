"""Chapter: the scenarios beside the base: what each changes, why it is there, and what it does to the outcome."""

from __future__ import annotations

from collections.abc import Iterator

from vendor_eval.analysis.draws_said import how_often
from vendor_eval.analysis.scenarios import BASE, ScenarioComparison
from vendor_eval.analysis.vocabulary import grade_said, kind_said, scenario_said, status_said, verdict_said
from vendor_eval.analysis.wording import belief_text, clauses, joined, listed, percent, quoted
from vendor_eval.decision.document import Decision
from vendor_eval.decision.scenarios import EvidenceFilter, Scenario
from vendor_eval.decision.weights import AnyWeights, SomeWeights
from vendor_eval.languages.numbers import day
from vendor_eval.languages.phrases import say
from vendor_eval.plot import scenarios as chart
from vendor_eval.report.charts import figure
from vendor_eval.report.records import Block, Cell, Chapter, Facts, Heading, Prose, Table, split
from vendor_eval.report.runs import Runs
from vendor_eval.report.wording import NOTHING, cited, judged, requirement_text, scale_text

__all__ = ["scenarios"]


def scenarios(runs: Runs) -> Chapter:
    """Return all scenarios side by side."""
    return Chapter("scenarios", say("Scenarios"), tuple(_blocks(runs)))


def _blocks(runs: Runs) -> Iterator[Block]:
    yield Prose(runs.comparison.text)
    if not runs.decision.scenarios:
        return
    yield figure(say("Who is first under each scenario"), chart(runs.comparison))
    yield from split(_side_by_side(runs), most=7)
    yield Prose(say("The base, in full: {outcome}", outcome=runs.comparison.outcomes[BASE].text))
    for number, (name, scenario) in enumerate(runs.decision.scenarios.items(), 1):
        yield Heading(name, f"scenario-{number}")
        yield from _scenario(runs, name, scenario)


def _side_by_side(runs: Runs) -> Table:
    """Show how often each vendor is first under each scenario."""
    found, vendors = runs.comparison, list(runs.decision.vendors)
    verdicts, firsts = (found.wide(name).to_dict("index") for name in ("verdict", "p_first"))
    columns = (say("Scenario"), say("Outcome"), *(runs.decision.vendor_name(vendor) for vendor in vendors))
    rows = tuple(
        (
            Cell(scenario_said(name)),
            Cell(status_said(outcome.status)),
            *(Cell(_often(verdicts[name][one], firsts[name][one], found.draws[name])) for one in vendors),
        )
        for name, outcome in found.outcomes.items()
    )
    return Table(_caption(runs, found), columns, rows)


def _often(verdict: object, p_first: float, draws: int) -> str:
    if not isinstance(verdict, str):
        return say("left out", context="a vendor")
    return verdict_said(verdict) if verdict == "insufficient" else how_often(p_first, draws)


def _caption(runs: Runs, found: ScenarioComparison) -> str:
    if found.exact:
        caption = say("How often each vendor is first, or its verdict where insufficient")
    else:
        caption = say(
            "Share of {count} draw in which each vendor is first, or its verdict where insufficient",
            "Share of {count} draws in which each vendor is first, or its verdict where insufficient",
            count=runs.draws,
        )
    given = say("where requirements are open, if they are met") if any(found.if_met.values()) else ""
    exact = [quoted(name) for name, draws in found.draws.items() if not draws]
    undrawn = "" if found.exact or not exact else say("worked out without draws: {scenarios}", scenarios=joined(exact))
    return clauses([caption, given, undrawn])


def _scenario(runs: Runs, name: str, scenario: Scenario) -> Iterator[Block]:
    yield Facts(
        (
            (say("Why"), Cell(scenario.because or say("no reason is stated"))),
            (
                say("Changes", context="what a scenario changes"),
                Cell(clauses(_changes(runs.decision, name, scenario)) or say("nothing")),
            ),
            (say("Outcome"), Cell(runs.comparison.outcomes[name].text)),
        )
    )
    yield from _replaced(runs.decision, scenario)


def _changes(decision: Decision, name: str, scenario: Scenario) -> Iterator[str]:
    """Say in the words of the file what a scenario changes."""
    if scenario.vendors is not None:
        yield say("only the vendors {vendors}", vendors=joined([decision.vendor_name(key) for key in scenario.vendors]))
    if scenario.criteria is not None:
        names = [decision.criterion_name(key) for key in scenario.criteria]
        yield say("only the criteria {criteria}", criteria=joined(names))
    if scenario.weights is not None:
        yield _weights_said(decision, name, scenario.weights)
    for key, scale in scenario.scale.items():
        changed = decision.criteria[key].replace(scale=scale, require=())
        yield say("scale of {criterion}: {scale}", criterion=decision.criterion_name(key), scale=scale_text(changed))
    yield from _on_requirements(decision, scenario)
    yield from _on_evidence(scenario)
    replaced = sum(len(row) for row in scenario.assessments.values())
    if replaced:
        yield say("{count} assessment replaced", "{count} assessments replaced", count=replaced)


def _weights_said(decision: Decision, name: str, weights: SomeWeights) -> str:
    point = decision.under(name).point_weights
    if point is not None:
        shares = [
            say("{criterion} {percent}", criterion=decision.criterion_name(key), percent=percent(weight))
            for key, weight in point.items()
        ]
        return say("weights: {weights}", weights=listed(shares))
    return say("any weights") if isinstance(weights, AnyWeights) else say("weights that are a set")


def _on_requirements(decision: Decision, scenario: Scenario) -> Iterator[str]:
    for key, require in scenario.require.items():
        changed = decision.criteria[key].replace(require=require or ())
        yield say(
            "requirement on {criterion}: must be {must}, should be {should}",
            criterion=decision.criterion_name(key),
            must=requirement_text(changed, "must"),
            should=requirement_text(changed, "should"),
        )
    if scenario.requirements == "none":
        yield say("no requirement acts")
    elif scenario.requirements is not None:
        names = [decision.criterion_name(key) for key in scenario.requirements]
        yield say("only requirements on {criteria} act", criteria=joined(names))


def _on_evidence(scenario: Scenario) -> Iterator[str]:
    if scenario.evidence is not None:
        yield from _filtered(scenario.evidence)
    if scenario.widen is not None:
        yield say("each bound moved by {percent} of its way to the end of its scale", percent=percent(scenario.widen))
    if scenario.hindsight:
        yield say("evidence on later states admitted")


def _filtered(evidence: EvidenceFilter) -> Iterator[str]:
    if evidence.published_by is not None:
        yield say("only evidence published by {day}", day=day(evidence.published_by))
    if evidence.describes_from is not None:
        yield say("only evidence on states from {day} on", day=day(evidence.describes_from))
    if evidence.without_kinds:
        kinds = [kind_said(kind) for kind in evidence.without_kinds]
        yield say("without evidence of the kind {kinds}", kinds=joined(kinds))
    if evidence.without_grades:
        yield say("without evidence of {grades}", grades=joined([grade_said(one) for one in evidence.without_grades]))


def _replaced(decision: Decision, scenario: Scenario) -> Iterator[Block]:
    rows = [
        (
            Cell(decision.vendor_name(vendor)),
            Cell(decision.criterion_name(key)),
            Cell(belief_text(decision.criteria[key], one.belief), evidence=cited(decision, one.evidence)),
            Cell(one.because or NOTHING, judged(one)),
        )
        for vendor, row in scenario.assessments.items()
        for key, one in row.items()
    ]
    if rows:
        columns = (say("Vendor"), say("Criterion"), say("Assessed"), say("Why"))
        yield Table(say("Assessments that it replaces"), columns, tuple(rows))
