"""Laying a scenario over a decision, and taking a vendor or a criterion out of it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from vendor_eval.decision.assessments import Assessment
from vendor_eval.decision.beliefs import AnyBelief, Exact, Interval, Unknown
from vendor_eval.decision.criteria import Criterion
from vendor_eval.decision.evidence import Evidence
from vendor_eval.decision.scales import LevelScale, Scale
from vendor_eval.decision.scenarios import EvidenceFilter, Scenario
from vendor_eval.decision.weights import Weights

if TYPE_CHECKING:
    from vendor_eval.decision.document import Decision

__all__ = ["criterion_under", "overlaid", "without_criterion", "without_vendor"]


def overlaid(decision: Decision, scenario: Scenario) -> dict[str, Any]:
    """Return the fields of a decision that a scenario changes, as it changes them."""
    vendors = [key for key in decision.vendors if scenario.vendors is None or key in scenario.vendors]
    criteria = {key: criterion_under(scenario, key, criterion) for key, criterion in decision.criteria.items()}
    kept = [key for key in decision.weighted if not criteria[key].information_only]
    weights = scenario.weights or (decision.weights if scenario.criteria is None else decision.weights.keeping(kept))
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
    used = {key for row in rows.values() for assessment in row.values() for key in assessment.evidence}
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


def _assessment(assessment: Assessment, criterion: Criterion, decision: Decision, scenario: Scenario) -> Assessment:
    if scenario.evidence is not None and assessment.evidence:
        assessment = _on_evidence_left(assessment, decision.evidence, scenario.evidence)
    if scenario.widen is not None:
        assessment = assessment.replace(belief=_widened(assessment.belief, criterion, scenario.widen))
    return assessment


def _on_evidence_left(assessment: Assessment, evidence: dict[str, Evidence], limits: EvidenceFilter) -> Assessment:
    left = tuple(key for key in assessment.evidence if _admitted(evidence[key], limits))
    if left == assessment.evidence:
        return assessment
    if not left:
        gone = ", ".join(assessment.evidence)
        return Assessment(belief=Unknown(), because=f"All its evidence is left out in this scenario: {gone}.")
    return assessment.replace(evidence=left)


def _admitted(item: Evidence, limits: EvidenceFilter) -> bool:
    if item.kind in limits.without_kinds:
        return False
    return limits.published_by is None or item.published.certainly_by(limits.published_by)


def _widened(belief: AnyBelief, criterion: Criterion, fraction: float) -> AnyBelief:
    """Move each bound by a fraction of its way to the end of the scale, in the scale's own metric."""
    match belief:
        case Exact(value=value):
            low = high = value
        case Interval(low=low, high=high):
            pass
        case _:
            return belief
    if isinstance(criterion.scale, LevelScale):
        order = criterion.scale.ordered
        first, last = order.index(str(low)), order.index(str(high))
        lower = first - math.floor(fraction * first + 0.5)
        upper = last + math.floor(fraction * (len(order) - 1 - last) + 0.5)
        return _between(order[lower], order[upper])
    if isinstance(criterion.scale, Scale):
        return _between(*_stretched(float(low), float(high), criterion.scale, fraction))
    return belief


def _stretched(low: float, high: float, scale: Scale, fraction: float) -> tuple[float, float]:
    least, greatest = _reach(scale)
    log = scale.shape == "log"
    return (
        max(_moved(low, least, fraction, log=log), least) if low > least else low,
        min(_moved(high, greatest, fraction, log=log), greatest) if high < greatest else high,
    )


def _reach(scale: Scale) -> tuple[float, float]:
    """The ends towards which bounds move: those of the scale, as far as they are possible at all."""
    least, greatest = scale.ends
    if scale.range is None:
        return least, greatest
    return max(least, scale.range[0]), min(greatest, scale.range[1])


def _moved(bound: float, end: float, fraction: float, *, log: bool) -> float:
    if log and bound > 0 and end > 0:
        return float(bound * (end / bound) ** fraction)
    return bound + fraction * (end - bound)


def _between(low: str | float, high: str | float) -> Exact | Interval:
    return Exact(value=low) if low == high else Interval(low=low, high=high)


def without_vendor(decision: Decision, vendor: str) -> dict[str, Any]:
    """Return the fields of a decision that change when a vendor and all that is said of it goes.

    A scenario that kept only this vendor goes with it.
    """
    return {
        "vendors": _less(decision.vendors, vendor),
        "assessments": _less(decision.assessments, vendor),
        "baseline": "none" if decision.baseline == vendor else decision.baseline,
        "scenarios": {
            name: scenario.replace(
                assessments=_less(scenario.assessments, vendor), vendors=_fewer(scenario.vendors, vendor)
            )
            for name, scenario in decision.scenarios.items()
            if scenario.vendors != (vendor,)
        },
    }


def without_criterion(decision: Decision, criterion: str) -> dict[str, Any]:
    """Return the fields of a decision that change when a criterion, its requirements and assessments go.

    A scenario in which only this criterion carried weight goes with it.
    """
    weighted = [key for key in decision.weighted if key != criterion]
    weights = decision.weights.keeping(weighted)
    return {
        "criteria": _less(decision.criteria, criterion),
        "weights": weights,
        "assessments": {vendor: _less(row, criterion) for vendor, row in decision.assessments.items()},
        "scenarios": {
            name: _scenario_without(scenario, criterion, weighted)
            for name, scenario in decision.scenarios.items()
            if _weighs(scenario.weights or weights, [key for key in weighted if key in (scenario.criteria or weighted)])
        },
    }


def _weighs(weights: Weights, criteria: list[str]) -> bool:
    """Whether some of the criteria carry weight."""
    point = weights.point()
    return bool(criteria) and (point is None or sum(point.get(key, 0) for key in criteria) > 0)


def _scenario_without(scenario: Scenario, criterion: str, weighted: list[str]) -> Scenario:
    limits = scenario.requirements
    return scenario.replace(
        scale=_less(scenario.scale, criterion),
        require=_less(scenario.require, criterion),
        assessments={vendor: _less(row, criterion) for vendor, row in scenario.assessments.items()},
        criteria=_fewer(scenario.criteria, criterion),
        weights=None if scenario.weights is None else scenario.weights.keeping(weighted),
        requirements=limits if limits is None or limits == "none" else _fewer(limits, criterion),
    )


def _less(items: Mapping[str, Any], key: str) -> dict[str, Any]:
    return {name: item for name, item in items.items() if name != key}


def _fewer(keys: tuple[str, ...] | None, key: str) -> tuple[str, ...] | None:
    return None if keys is None else tuple(name for name in keys if name != key)
