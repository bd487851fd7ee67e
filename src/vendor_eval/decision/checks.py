"""Cross-checks: what no part of a decision can see alone, found in one pass even where some parts are faulty."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from vendor_eval.decision.assessments import Assessment
from vendor_eval.decision.criteria import Criterion
from vendor_eval.decision.fit import misfits
from vendor_eval.decision.names import alike, told_apart
from vendor_eval.decision.parts import Parts
from vendor_eval.decision.requirements import Requirement
from vendor_eval.decision.tree import ancestors, steps
from vendor_eval.decision.weight_checks import all_weight_faults, evaluator_faults
from vendor_eval.decision.wording import joined, unknown_name
from vendor_eval.errors import Fault, Path, nearest

__all__ = ["check", "evidence_faults", "fit_faults", "waiver_faults"]


def check(parts: Parts) -> Iterator[Fault]:
    """Find every fault between the parts of the base; those of the scenarios are found elsewhere."""
    yield from _shape_faults(parts)
    yield from _group_faults(parts)
    yield from all_weight_faults(parts, parts.stated, parts.weights, parts.weighted or (), ("weights",))
    for key, criterion in (parts.criteria or {}).items():
        if criterion is not None:
            yield from waiver_faults(parts, criterion.require, ("criteria", key, "require"))
    yield from _assessment_faults(parts)
    yield from _missing_faults(parts)
    yield from _reference_faults(parts)


def _shape_faults(parts: Parts) -> Iterator[Fault]:
    if parts.vendors is not None and not parts.vendors:
        yield Fault(("vendors",), "holds no vendor; at least one is needed.")
    if parts.criteria is not None and not parts.criteria:
        yield Fault(("criteria",), "holds no criterion; at least one is needed.")
    elif parts.criteria and not parts.weighted:
        yield Fault(("criteria",), "holds no criterion that carries weight; all are for information only.")
    for kind in ("criteria", "groups", "evaluators", "vendors", "conditions", "evidence", "scenarios"):
        for other, name in alike(getattr(parts, kind) or ()):
            message = f"looks the same as '{other}': {told_apart(name, other)}; give them names that differ."
            yield Fault((kind, name), message)
    baseline = parts.baseline
    if isinstance(baseline, str) and baseline != "none" and parts.vendors is not None and baseline not in parts.vendors:
        fault = unknown_name("vendor", baseline, parts.vendors, ("baseline",))
        yield Fault(fault.path, f"{fault.message} A baseline is none, a vendor, or a value from 0 to 100.")


def _group_faults(parts: Parts) -> Iterator[Fault]:
    """Check the paths of groups, and that groups which are spoken of have criteria."""
    known: set[str] = set()
    for key, criterion in (parts.criteria or {}).items():
        if criterion is not None and "" in steps(criterion.group):
            message = f"has a step without a name: '{criterion.group}'; write 'group / group inside'."
            yield Fault(("criteria", key, "group"), message)
        elif criterion is not None:
            known.update(ancestors(criterion.group))
    for path in parts.groups or ():
        if parts.criteria is not None and None not in parts.criteria.values() and path not in known:
            yield Fault(("groups", path), f"No criterion is in this group.{nearest(path, known)}")


def waiver_faults(parts: Parts, require: Sequence[Requirement], path: Path) -> Iterator[Fault]:
    """Say which requirements are waived for a vendor that does not exist."""
    for index, requirement in enumerate(require):
        # A file may hold a single requirement without a list.
        here = path if len(require) == 1 else (*path, index)
        for vendor in requirement.waivers:
            if parts.vendors is not None and vendor not in parts.vendors:
                yield unknown_name("vendor", vendor, parts.vendors, (*here, "waivers", vendor))


def _assessment_faults(parts: Parts) -> Iterator[Fault]:
    for vendor, row in (parts.assessments or {}).items():
        path: Path = ("assessments", vendor)
        if parts.vendors is not None and vendor not in parts.vendors:
            yield unknown_name("vendor", vendor, parts.vendors, path)
        for key, assessment in (row or {}).items():
            if parts.criteria is not None and key not in parts.criteria:
                yield unknown_name("criterion", key, parts.criteria, (*path, key))
                continue
            if assessment is not None:
                yield from evaluator_faults(parts, assessment, (*path, key))
                yield from fit_faults((parts.criteria or {}).get(key), assessment, (*path, key))
                for place, one in assessment.stated():
                    yield from evidence_faults(parts, one.evidence, (*path, key, *place), hindsight=False)


def _missing_faults(parts: Parts) -> Iterator[Fault]:
    if parts.assessments is None:
        return
    for vendor in parts.vendors or ():
        if vendor not in parts.assessments:
            yield Fault(
                ("assessments",), f"holds nothing for vendor '{vendor}'; write `unknown` where nothing is known."
            )
            continue
        row = parts.assessments[vendor]
        missing = [key for key in parts.criteria or () if row is not None and key not in row]
        if missing:
            message = f"holds no assessment for {joined(missing)}; write `unknown` where nothing is known."
            yield Fault(("assessments", vendor), message)


def fit_faults(criterion: Criterion | None, assessment: Assessment, path: Path) -> Iterator[Fault]:
    """Say where an assessment does not fit its criterion; nothing where the criterion is faulty itself."""
    if criterion is not None:
        for place, one in assessment.stated():
            for inside, message in misfits(criterion, one.belief):
                yield Fault((*path, *place, *inside), message)


def evidence_faults(parts: Parts, ids: Iterable[str], path: Path, *, hindsight: bool) -> Iterator[Fault]:
    """Say which evidence does not exist, or describes a state later than the decision where that is not allowed."""
    if parts.evidence is None:
        return
    for index, key in enumerate(ids):
        here = (*path, "evidence", index)
        if key not in parts.evidence:
            yield unknown_name("evidence", key, parts.evidence, here)
            continue
        item = parts.evidence[key]
        if item is None or parts.as_of is None or hindsight:
            continue
        if item.describes.certainly_after(parts.as_of):
            message = (
                f"{key} describes a state of {item.describes}, later than the decision (as_of: {parts.as_of}); "
                "only a scenario with `hindsight: true` may rest on it."
            )
            yield Fault(here, message)


def _reference_faults(parts: Parts) -> Iterator[Fault]:
    for vendor, noun in (parts.vendors or {}).items():
        if noun is not None and noun.cost is not None:
            yield from evidence_faults(parts, noun.cost.evidence, ("vendors", vendor, "cost"), hindsight=True)
    for key, condition in (parts.conditions or {}).items():
        if condition is not None:
            yield from evidence_faults(parts, condition.evidence, ("conditions", key), hindsight=True)
