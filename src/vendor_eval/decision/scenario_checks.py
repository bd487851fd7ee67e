"""Cross-checks of scenarios: what each names must exist, and what it makes of the base must be a decision."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from vendor_eval.decision.checks import evidence_faults, fit_faults, waiver_faults
from vendor_eval.decision.criteria import Criterion
from vendor_eval.decision.overlay import criterion_under
from vendor_eval.decision.parts import Parts
from vendor_eval.decision.scenarios import Scenario
from vendor_eval.decision.tree import tree_of
from vendor_eval.decision.weight_checks import all_weight_faults, evaluator_faults
from vendor_eval.decision.weights import Weights, kept, some_weight
from vendor_eval.decision.wording import unknown_name
from vendor_eval.errors import DecisionError, Fault, Path

__all__ = ["BASE", "check_scenarios"]

BASE = "base"
"""What the decision without a scenario is called beside its scenarios."""


def check_scenarios(parts: Parts) -> Iterator[Fault]:
    """Find every fault between the scenarios and the base."""
    faulty = any(all_weight_faults(parts, parts.stated, parts.weights, parts.weighted or (), ("weights",)))
    sound = None if faulty or None in (parts.criteria or {"": None}).values() else parts.weights
    for name, scenario in (parts.scenarios or {}).items():
        path: Path = ("scenarios", name)
        if name.casefold() == BASE:
            yield Fault(path, "is what the decision is called without a scenario; choose another name.")
        if scenario is None:
            yield from _name_faults(parts, parts.faulty_scenarios.get(name, {}), path)
            continue
        yield from _name_faults(parts, {field: getattr(scenario, field) for field in Scenario.model_fields}, path)
        yield from _kept_faults(parts, scenario, sound, path)
        changed = _changed(parts.criteria or {}, scenario)
        yield from _criterion_faults(changed, scenario, path)
        for key, require in scenario.require.items():
            yield from waiver_faults(parts, require or (), (*path, "require", key))
        whole = {key: one if isinstance(one, Criterion) else None for key, one in changed.items()}
        yield from _assessment_faults(parts, whole, scenario, path)
        yield from _base_faults(parts, whole, scenario, path)


def _names(value: Any) -> list[tuple[str, tuple[str | int, ...]]]:
    """Return the names in a mapping or a list, each with the step that leads to it."""
    if isinstance(value, Mapping):
        return [(str(name), (str(name),)) for name in value]
    if isinstance(value, list | tuple):
        return [(name, (index,)) for index, name in enumerate(value) if isinstance(name, str)]
    return []


def _name_faults(parts: Parts, scenario: Mapping[str, Any], path: Path) -> Iterator[Fault]:
    """Say which names of a scenario, whole or as faulty plain data, refer to nothing."""
    for place in ("scale", "require", "criteria", "requirements"):
        yield from _unknown_faults("criterion", scenario.get(place), parts.criteria, (*path, place))
    for place in ("vendors", "assessments"):
        yield from _unknown_faults("vendor", scenario.get(place), parts.vendors, (*path, place))
    rows = scenario.get("assessments")
    for vendor, row in rows.items() if isinstance(rows, Mapping) else ():
        yield from _unknown_faults("criterion", row, parts.criteria, (*path, "assessments", vendor))
    for key, step in _names(scenario.get("criteria")):
        if parts.criteria is not None and key in parts.criteria and key not in (parts.weighted or ()):
            yield Fault(
                (*path, "criteria", *step), f"names {key}, which carries no weight: it is for information only."
            )


def _unknown_faults(kind: str, names: Any, known: Collection[str] | None, path: Path) -> Iterator[Fault]:
    for name, step in _names(names):
        if known is not None and name not in known:
            yield unknown_name(kind, name, known, (*path, *step))


def _kept_faults(parts: Parts, scenario: Scenario, sound: Weights | None, path: Path) -> Iterator[Fault]:
    """Check that criteria with weight and vendors are left; ``sound`` are the base's weights if they have no fault."""
    if parts.vendors is not None and scenario.vendors is not None and not scenario.vendors:
        yield Fault((*path, "vendors"), "keeps no vendor.")
    if parts.criteria is None or parts.weighted is None:
        return
    left = [key for key in parts.weighted if scenario.criteria is None or key in scenario.criteria]
    if scenario.criteria is not None and not scenario.criteria:
        yield Fault((*path, "criteria"), "keeps no criterion.")
    elif scenario.weights is not None:
        yield from all_weight_faults(parts, scenario.weights, scenario.weights, left, (*path, "weights"))
    elif left and sound is not None and scenario.criteria is not None:
        yield from _weightless_faults(parts, sound, left, (*path, "criteria"))


def _weightless_faults(parts: Parts, weights: Weights, left: Collection[str], path: Path) -> Iterator[Fault]:
    """Say where the weights of the base cannot be those of some criteria only."""
    tree = tree_of(parts.groups_of(parts.weighted or ()))
    try:
        weightless = not some_weight(weights, left, tree)
        kept(weights, left, tree)
    except DecisionError as error:
        if weightless:
            yield Fault(path, "keeps only criteria of weight 0; keep another, or give the scenario weights.")
        else:
            yield Fault(path, f"The weights of the base {error.faults[0].message}")


def _changed(
    criteria: Mapping[str, Criterion | None], scenario: Scenario
) -> dict[str, Criterion | DecisionError | None]:
    """Return the criteria as the scenario has them; an error for each that it makes impossible."""
    changed: dict[str, Criterion | DecisionError | None] = dict(criteria)
    for key in {*scenario.scale, *scenario.require}:
        criterion = criteria.get(key)
        if criterion is not None:
            try:
                changed[key] = criterion_under(scenario, key, criterion)
            except DecisionError as error:
                changed[key] = error
    return changed


def _criterion_faults(
    changed: Mapping[str, Criterion | DecisionError | None], scenario: Scenario, path: Path
) -> Iterator[Fault]:
    """Say where the requirements of a criterion do not fit its scale as the scenario combines them."""
    for key, error in changed.items():
        if isinstance(error, DecisionError):
            for fault in error.faults:
                if key in scenario.require:
                    yield Fault((*path, "require", key, *fault.path[2:]), fault.message)
                else:
                    form = fault.path[-1]
                    yield Fault(
                        (*path, "scale", key), f"does not fit the requirement {form} of the base: {fault.message}"
                    )


def _assessment_faults(
    parts: Parts, criteria: Mapping[str, Criterion | None], scenario: Scenario, path: Path
) -> Iterator[Fault]:
    """Check the assessments that the scenario gives."""
    for vendor, row in scenario.assessments.items():
        for key, assessment in row.items():
            here = (*path, "assessments", vendor, key)
            yield from fit_faults(criteria.get(key), assessment, here)
            yield from evaluator_faults(parts, assessment, here)
            for place, one in assessment.stated():
                yield from evidence_faults(parts, one.evidence, (*here, *place), hindsight=scenario.hindsight)


def _base_faults(
    parts: Parts, criteria: Mapping[str, Criterion | None], scenario: Scenario, path: Path
) -> Iterator[Fault]:
    """Check that the assessments of the base fit the scales that the scenario changes."""
    for key in scenario.scale:
        for vendor, row in (parts.assessments or {}).items():
            kept = scenario.vendors is None or vendor in scenario.vendors
            assessment = (row or {}).get(key)
            if assessment is not None and kept and key not in scenario.assessments.get(vendor, {}):
                for fault in fit_faults(criteria.get(key), assessment, ()):
                    yield Fault((*path, "scale", key), f"does not fit the assessment of {vendor}: {fault.message}")
