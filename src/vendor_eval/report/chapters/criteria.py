"""Chapter: what is judged: criteria, scales, requirements and weights, as fixed in the decision file."""

from __future__ import annotations

from collections.abc import Iterator

from vendor_eval.analysis.weights_said import origin_said
from vendor_eval.analysis.wording import number, percent, required_text, waiver_text
from vendor_eval.decision.criteria import Criterion
from vendor_eval.decision.document import Decision
from vendor_eval.decision.weights import DirectWeights, SwingWeights
from vendor_eval.languages.phrases import say
from vendor_eval.report.records import Block, Cell, Chapter, Facts, Heading, Prose, Table
from vendor_eval.report.runs import Runs
from vendor_eval.report.wording import NOTHING, because, requirement_text, scale_text

__all__ = ["criteria"]


def criteria(runs: Runs) -> Chapter:
    """Return each criterion with its scale, unit and requirements, and the weights, each with its reason."""
    blocks = [*_weights(runs), *_table(runs), *_each(runs.decision)]
    return Chapter("criteria", say("Criteria, weights and requirements"), tuple(blocks))


def _weights(runs: Runs) -> Iterator[Block]:
    weights = runs.decision.weights
    yield Prose(origin_said(weights, len(runs.decision.weighted)))
    judgement = weights.judgement
    if judgement is not None and because(judgement):
        yield Prose(say("Why these weights: {reason}", reason=because(judgement)))


def _table(runs: Runs) -> Iterator[Block]:
    decision = runs.decision
    shares = dict(zip(runs.evaluation.model.criteria, runs.evaluation.model.weights.mean, strict=True))
    rows = []
    for key, criterion in decision.criteria.items():
        weight = percent(float(shares[key])) if key in shares else say("for information only")
        rows.append(
            (
                Cell(decision.criterion_name(key), decision.group_name(criterion.group)),
                Cell(weight, _points(decision, key)),
                Cell(criterion.unit or NOTHING),
                Cell(scale_text(criterion)),
                Cell(requirement_text(criterion, "must")),
                Cell(requirement_text(criterion, "should")),
            )
        )
    columns = (say("Criterion"), say("Weight"), say("Unit"), say("Scale"), say("Must be"), say("Should be"))
    caption = say("Criteria; weights as shares {weights}", weights=runs.evaluation.outcome.weights)
    yield Table(caption, columns, tuple(rows))


def _points(decision: Decision, key: str) -> str:
    """Return the amount that the file states as a weight."""
    match decision.weights:
        case SwingWeights(swing=amounts) if key in amounts:
            return say("swing {number}", number=number(amounts[key]))
        case DirectWeights(direct=amounts) if key in amounts:
            return say("stated {number}", number=number(amounts[key]))
        case _:
            return ""


def _each(decision: Decision) -> Iterator[Block]:
    for index, (key, criterion) in enumerate(decision.criteria.items(), 1):
        facts = tuple(_facts(decision, criterion))
        if facts:
            yield Heading(decision.criterion_name(key), f"criterion-{index}")
            yield Facts(facts)


def _facts(decision: Decision, criterion: Criterion) -> Iterator[tuple[str, Cell]]:
    if criterion.description:
        yield say("What it measures"), Cell(criterion.description)
    if criterion.scale is not None:
        yield say("Scale"), Cell(scale_text(criterion))
        if because(criterion.scale):
            yield say("Why this scale"), Cell(because(criterion.scale))
    for one in criterion.require:
        yield say("Must be") if one.kind == "must" else say("Should be"), Cell(required_text(criterion, one))
        yield say("Why this requirement"), Cell(because(one) or say("no reason is stated"))
        for vendor, waiver in one.waivers.items():
            against = say("Not held against {vendor}", vendor=decision.vendor_name(vendor))
            yield against, Cell(waiver_text(waiver))
