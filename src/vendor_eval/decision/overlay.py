"""Laying a scenario over a decision, and taking a vendor or a criterion out of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from vendor_eval.decision.assessments import Assessment
from vendor_eval.decision.beliefs import Unknown
from vendor_eval.decision.criteria import Criterion
from vendor_eval.decision.evidence import Evidence
from vendor_eval.decision.groups import Group
from vendor_eval.decision.requirements import Requirement
from vendor_eval.decision.scenarios import EvidenceFilter, Scenario
from vendor_eval.decision.tree import ancestors, tree_of
from vendor_eval.decision.weights import kept, some_weight
from vendor_eval.decision.widening import widened
from vendor_eval.errors import DecisionError, Fault
from vendor_eval.languages.phrases import say

if TYPE_CHECKING:
    from vendor_eval.decision.document import Decision

__all__ = ["criterion_under", "only_vendors", "overlaid", "without_criterion", "without_vendor"]


def overlaid(decision: Decision, scenario: Scenario) -> dict[str, Any]:
    """Return the fields of a decision that a scenario changes, as it changes them."""
    vendors = [key for key in decision.vendors if scenario.vendors is None or key in scenario.vendors]
    criteria = {
        key: _waiving(criterion_under(scenario, key, criterion), vendors)
        for key, criterion in decision.criteria.items()
    }
    left = [key for key in decision.weighted if not criteria[key].information_only]
    weights = scenario.weights or kept(decision.weights, left, decision.tree)
    rows = {
        vendor: {
            key: _assessment(
                scenario.assessments.get(vendor, {}).get(key, assessment), criteria[key], decision, scenario
            )
            for key, assessment in decision.assessments[vendor].items()
        }
        for vendor in vendors
    }
    return {
        "vendors": {key: decision.vendors[key] for key in vendors},
        "criteria": criteria,
        "weights": weights,
        "assessments": rows,
        "baseline": "none" if decision.baseline in set(decision.vendors) - set(vendors) else decision.baseline,
        # Later evidence was admitted on purpose: the copy must not be refused for it.
        "as_of": _hindsight_day(decision, rows) if scenario.hindsight else decision.as_of,
    }


def _hindsight_day(decision: Decision, rows: dict[str, dict[str, Assessment]]) -> Any:
    cells = [one for row in rows.values() for assessment in row.values() for _, one in assessment.stated()]
    used = {key for one in cells for key in one.evidence}
    days = [decision.evidence[key].describes.first for key in used if key in decision.evidence]
    return max([decision.as_of, *(day for day in days if day is not None)])


def criterion_under(scenario: Scenario, key: str, criterion: Criterion) -> Criterion:
    """Return a criterion as a scenario has it.

    Raises
    ------
    DecisionError
        If its requirements do not fit its scale there.
    """
    changes: dict[str, Any] = {}
    if key in scenario.scale:
        changes["scale"] = scenario.scale[key]
    if key in scenario.require:
        changes["require"] = scenario.require[key] or ()
    if scenario.requirements is not None and (scenario.requirements == "none" or key not in scenario.requirements):
        changes["require"] = ()
    if scenario.criteria is not None and key not in scenario.criteria:
        changes["information_only"] = True
    return criterion.replace(**changes) if changes else criterion


def _waiving(criterion: Criterion, vendors: Collection[str]) -> Criterion:
    """Return a criterion whose requirements are waived for none but some vendors."""
    require = _waiving_all(criterion.require, vendors)
    return criterion if require == criterion.require else criterion.replace(require=require)


def _waiving_all(require: tuple[Requirement, ...], vendors: Collection[str]) -> tuple[Requirement, ...]:
    return tuple(one.without_waivers(but=vendors) for one in require)


def _assessment(assessment: Assessment, criterion: Criterion, decision: Decision, scenario: Scenario) -> Assessment:
    changed = assessment.each(lambda one: _own_assessment(one, criterion, decision, scenario))
    agreed = changed.agreed
    if agreed is None or not assessment.resting_on or changed.resting_on:
        return changed
    # What was agreed without evidence of its own rested on that of the evaluators, of which none is left.
    gone = agreed.replace(belief=Unknown(), because=_left_out(assessment.resting_on), evidence=())
    return changed.replace(agreed=gone)


def _own_assessment(assessment: Assessment, criterion: Criterion, decision: Decision, scenario: Scenario) -> Assessment:
    if scenario.evidence is not None and assessment.evidence:
        assessment = _on_evidence_left(assessment, decision.evidence, scenario.evidence)
    if scenario.widen is not None:
        belief = widened(assessment.belief, criterion, scenario.widen, decision.policy.coverage)
        assessment = assessment.replace(belief=belief)
    return assessment


def _on_evidence_left(assessment: Assessment, evidence: dict[str, Evidence], limits: EvidenceFilter) -> Assessment:
    left = tuple(key for key in assessment.evidence if _admitted(evidence[key], limits))
    if left == assessment.evidence:
        return assessment
    if not left:
        return Assessment(belief=Unknown(), because=_left_out(assessment.evidence))
    return assessment.replace(evidence=left)


def _left_out(ids: Collection[str]) -> str:
    return say("All its evidence is left out in this scenario: {items}.", items=", ".join(ids))


def _admitted(item: Evidence, limits: EvidenceFilter) -> bool:
    if item.kind in limits.without_kinds or item.grade in limits.without_grades:
        return False
    if limits.describes_from is not None and not item.describes.reaches(limits.describes_from):
        return False
    return limits.published_by is None or item.published.certainly_by(limits.published_by)


def without_vendor(decision: Decision, vendor: str) -> dict[str, Any]:
    """Return the fields of a decision that change when a vendor and all that is said of it goes."""
    return only_vendors(decision, _less(decision.vendors, vendor))


def only_vendors(decision: Decision, kept: Collection[str]) -> dict[str, Any]:
    """Return the fields of a decision that change when some vendors are kept, and all that is said of others goes.

    A scenario that looked at none of those that are kept goes, too.
    """
    return {
        "vendors": _among(decision.vendors, kept),
        "criteria": {key: _waiving(criterion, kept) for key, criterion in decision.criteria.items()},
        "assessments": _among(decision.assessments, kept),
        "baseline": "none" if decision.baseline in set(decision.vendors) - set(kept) else decision.baseline,
        "scenarios": {
            name: scenario.replace(
                assessments=_among(scenario.assessments, kept),
                vendors=None if scenario.vendors is None else tuple(key for key in scenario.vendors if key in kept),
                require={key: one and _waiving_all(one, kept) for key, one in scenario.require.items()},
            )
            for name, scenario in decision.scenarios.items()
            if scenario.vendors is None or set(scenario.vendors) & set(kept)
        },
    }


def without_criterion(decision: Decision, criterion: str) -> dict[str, Any]:
    """Return the fields of a decision that change when a criterion, its requirements and assessments go.

    A scenario in which only this criterion carried weight goes with it.
    """
    weighted = [key for key in decision.weighted if key != criterion]
    _refuse_weightless(decision, weighted, criterion)
    scenarios = {
        name: _scenario_without(decision, scenario, criterion) for name, scenario in decision.scenarios.items()
    }
    return {
        "criteria": _less(decision.criteria, criterion),
        "groups": _still_used(decision, criterion),
        "weights": kept(decision.weights, weighted, decision.tree),
        "assessments": {vendor: _less(row, criterion) for vendor, row in decision.assessments.items()},
        "scenarios": {name: scenario for name, scenario in scenarios.items() if scenario is not None},
    }


def _refuse_weightless(decision: Decision, left: Collection[str], gone: str) -> None:
    if not left:
        raise DecisionError([Fault(("criteria",), f"would hold no criterion that carries weight without '{gone}'.")])
    if not some_weight(decision.weights, left, decision.tree):
        message = f"would leave nothing to the criteria that stay without '{gone}'; give one of them weight first."
        raise DecisionError([Fault(("weights",), message)])


def _still_used(decision: Decision, criterion: str) -> dict[str, Group]:
    """Return the groups that have criteria when one is gone."""
    left = [one.group for key, one in decision.criteria.items() if key != criterion]
    used = {path for group in left for path in ancestors(group)}
    return {path: group for path, group in decision.groups.items() if path in used}


def _scenario_without(decision: Decision, scenario: Scenario, criterion: str) -> Scenario | None:
    """Return a scenario without a criterion; None where no other carries weight in it."""
    own = [key for key in decision.weighted if key in (scenario.criteria or decision.weighted)]
    left = [key for key in own if key != criterion]
    given, tree = decision.weights, decision.tree
    if scenario.weights is not None:
        given, tree = scenario.weights, tree_of({key: decision.criteria[key].group for key in own})
    if not left or not some_weight(given, left, tree):
        return None
    limits = scenario.requirements
    return scenario.replace(
        scale=_less(scenario.scale, criterion),
        require=_less(scenario.require, criterion),
        assessments={vendor: _less(row, criterion) for vendor, row in scenario.assessments.items()},
        criteria=_fewer(scenario.criteria, criterion),
        weights=None if scenario.weights is None else kept(scenario.weights, left, tree),
        requirements=limits if limits is None or limits == "none" else _fewer(limits, criterion),
    )


def _less(items: Mapping[str, Any], key: str) -> dict[str, Any]:
    return {name: item for name, item in items.items() if name != key}


def _among(items: Mapping[str, Any], keys: Collection[str]) -> dict[str, Any]:
    return {name: item for name, item in items.items() if name in keys}


def _fewer(keys: tuple[str, ...] | None, key: str) -> tuple[str, ...] | None:
    return None if keys is None else tuple(name for name in keys if name != key)
