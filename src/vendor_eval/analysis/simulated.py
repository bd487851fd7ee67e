"""What a simulation is handed: the cells that are drawn and the requirements that act in each draw."""

from __future__ import annotations

from vendor_eval.analysis.evaluate import Evaluation
from vendor_eval.analysis.findings import Finding
from vendor_eval.analysis.model import Condition, Model, condition_of
from vendor_eval.decision.criteria import Criterion
from vendor_eval.decision.requirements import Requirement
from vendor_eval.decision.scales import Scale
from vendor_eval.engine.cells import Cell, Point
from vendor_eval.engine.cells import Unknown as Blank
from vendor_eval.engine.problem import OpenTest, Problem
from vendor_eval.engine.tests import Interval

__all__ = ["drawn_condition", "problem_of", "taken_as_met"]

NOTHING = (1.0, 0.0)  # the ends of an interval that no number lies in


def problem_of(model: Model, evaluation: Evaluation, *, expected: bool) -> Problem:
    """Return what is drawn and judged; with ``expected`` every performance is held at its expected value.

    An unknown at an open must is drawn from the part of its scale that meets the must; everything else is drawn whole
    and tested. Expected values are those that ``rank_if_met`` goes by: with every open must met.
    """
    verdicts, findings = evaluation.verdicts, evaluation.details
    policy = model.decision.policy
    failed = [one for one in findings if not one.must and one.result == "failed"]
    tests = () if expected else tuple(test for one in findings if (test := _test(evaluation, model, one)) is not None)
    return Problem(
        vendors=model.vendors,
        criteria=model.criteria,
        cells=tuple(
            tuple(_drawn(evaluation, vendor, key, expected=expected) for key in model.criteria)
            for vendor in model.vendors
        ),
        weights=model.weights,
        tests=tests,
        excluded=tuple(verdicts[vendor].name == "insufficient" for vendor in model.vendors),
        weak=tuple(sum(one.vendor == vendor for one in failed) for vendor in model.vendors),
        max_weaknesses=policy.max_weaknesses,
        minimum_value=policy.minimum_value,
    )


def _drawn(evaluation: Evaluation, vendor: str, key: str, *, expected: bool = False) -> Cell:
    """Return what is drawn of one performance; the value and all its requirements must see the same."""
    as_ranked = evaluation.cell_as_ranked(vendor, key)
    if expected:
        return Point(as_ranked.mean, as_ranked.mean)
    return as_ranked if evaluation.model.unknown(vendor, key) else evaluation.model.cell(vendor, key)


def _test(evaluation: Evaluation, model: Model, finding: Finding) -> OpenTest | None:
    """Return the test that a draw decides, or None where the result is settled or taken as met.

    What is met but for the tails of a belief is tested, too: draws use all of it.
    """
    if not (finding.result == "open" or finding.doubtful) or _taken_as_met(evaluation, finding):
        return None
    criterion, requirement = model.decision.criteria[finding.criterion], finding.requirement
    vendor = model.vendors.index(finding.vendor)
    cell = _drawn(evaluation, finding.vendor, finding.criterion)
    if finding.unknown and requirement.p_met is not None:
        return OpenTest(vendor, finding.criterion, finding.must, cell, chance=requirement.p_met)
    return OpenTest(vendor, finding.criterion, finding.must, cell, drawn_condition(criterion, requirement, cell))


def drawn_condition(criterion: Criterion, requirement: Requirement, cell: Cell) -> Condition:
    """Return what a requirement asks of a drawn performance.

    Of an unknown only the points are drawn, so it is tested on the points of what meets the requirement.
    """
    condition = condition_of(criterion, requirement)
    if isinstance(cell, Blank) and isinstance(criterion.scale, Scale) and isinstance(condition, Interval):
        return Interval(*(criterion.scale.curve().region(condition) or NOTHING))
    return condition


def _taken_as_met(evaluation: Evaluation, finding: Finding) -> bool:
    """Whether draws take an open requirement as met: it rests on an unknown of which no probability is stated.

    A should is tested on the drawn points instead, where the criterion has a scale to draw them from.
    """
    if finding.result != "open" or not finding.unknown or finding.requirement.p_met is not None:
        return False
    return finding.must or evaluation.decision.criteria[finding.criterion].scale is None


def taken_as_met(evaluation: Evaluation) -> frozenset[str]:
    """Return the vendors, not insufficient, whose draws take some open requirement as met."""
    counting = evaluation.decision.policy.max_weaknesses is not None
    return frozenset(
        one.vendor
        for one in evaluation.details
        if _taken_as_met(evaluation, one)
        and (one.must or counting)
        and evaluation.verdicts[one.vendor].name != "insufficient"
    )
