"""Chapter of the record: where evaluators differ, what counts instead, and how that was settled."""

from __future__ import annotations

from collections.abc import Iterator

from vendor_eval.analysis.wording import belief_text, clauses, noted, number, run_on
from vendor_eval.decision.assessments import Assessment
from vendor_eval.decision.document import Decision
from vendor_eval.decision.weights import PanelWeights
from vendor_eval.languages.phrases import say
from vendor_eval.report.record_draft import Draft
from vendor_eval.report.records import Block, Cell, Chapter, Prose, Table
from vendor_eval.report.wording import NOTHING, because

__all__ = ["differing", "disagreements"]


def disagreements(draft: Draft) -> Chapter:
    """Return what evaluators judged differently, with the originals, what counts, and why."""
    blocks = (*_assessments(draft.decision), *_weights(draft.decision), draft.field("disagreements"))
    return Chapter("disagreements", say("Disagreements, and how they were settled"), blocks)


def differing(decision: Decision) -> list[tuple[str, str, Assessment]]:
    """Return vendor, criterion and assessment wherever several evaluators did not say the same."""
    return [
        (vendor, key, one)
        for vendor, row in decision.assessments.items()
        for key, one in row.items()
        if len({given.belief for given in one.by_evaluator.values()}) > 1
    ]


def _assessments(decision: Decision) -> Iterator[Block]:
    several = sum(len(one.by_evaluator) > 1 for row in decision.assessments.values() for one in row.values())
    if not several:
        yield Prose(
            say(
                "The file holds no assessment that several evaluators gave independently, so it can show no "
                "disagreement between them."
            )
        )
        return
    found = differing(decision)
    unsettled = sum(one.agreed is None for _, _, one in found)
    yield Prose(
        run_on(
            say(
                "{count} assessment was given by several evaluators.",
                "{count} assessments were given by several evaluators.",
                count=several,
            ),
            say("They differ on {number} of them.", number=number(len(found))) if found else say("All agree."),
            _unsettled_said(unsettled),
        )
    )
    if found:
        yield _table(decision, found)


def _unsettled_said(unsettled: int) -> str:
    if not unsettled:
        return ""
    return say(
        "On {count} of these nothing was agreed since: there the range counts that holds what all of them say.",
        "On {count} of these nothing was agreed since: there the range counts that holds what all of them say.",
        count=unsettled,
    )


def _table(decision: Decision, found: list[tuple[str, str, Assessment]]) -> Table:
    columns = (say("Vendor"), say("Criterion"), say("What each evaluator said"), say("What counts"), say("Why"))
    rows = []
    for vendor, key, one in found:
        criterion = decision.criteria[key]
        given = [
            say("{evaluator}: {assessment}", evaluator=_name(decision, who), assessment=_said(decision, key, own))
            for who, own in one.by_evaluator.items()
        ]
        how = say("agreed") if one.agreed else say("not agreed: the range of all")
        why = because(one.agreed) if one.agreed else ""
        rows.append(
            (
                Cell(decision.vendor_name(vendor)),
                Cell(decision.criterion_name(key)),
                Cell(clauses(given)),
                Cell(belief_text(criterion, one.belief), how, "" if one.agreed else "open"),
                Cell(why or NOTHING),
            )
        )
    return Table(say("Assessments on which evaluators differ, with their own reasons"), columns, tuple(rows))


def _said(decision: Decision, criterion: str, one: Assessment) -> str:
    said = belief_text(decision.criteria[criterion], one.belief)
    return noted(said, because(one)) if because(one) else said


def _name(decision: Decision, evaluator: str) -> str:
    known = decision.evaluators.get(evaluator)
    return known.name or evaluator if known else evaluator


def _weights(decision: Decision) -> Iterator[Block]:
    weights = decision.weights
    if not isinstance(weights, PanelWeights) or len(weights.by_evaluator) < 2:
        return
    given = say(
        "{count} evaluator gave weights: {evaluators}.",
        "{count} evaluators gave weights: {evaluators}.",
        count=len(weights.by_evaluator),
        evaluators=clauses(_name(decision, one) for one in weights.by_evaluator),
    )
    if weights.agreed is not None:
        rest = say("They agreed on the weights that count.")
    elif weights.settled:
        rest = say("They gave the same.")
    else:
        rest = say(
            "They did not agree: each weight may lie anywhere from the least to the greatest that one of them gave."
        )
    yield Prose(run_on(given, rest), "" if weights.settled else "open")
