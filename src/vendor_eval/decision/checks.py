"""Cross-checks: what no part of a decision can see alone, found in one pass even where some parts are faulty."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from vendor_eval.decision.assessments import Assessment
from vendor_eval.decision.criteria import Criterion
from vendor_eval.decision.fit import misfits
from vendor_eval.decision.names import alike, told_apart
from vendor_eval.decision.parts import Parts
from vendor_eval.decision.wording import joined
from vendor_eval.errors import Fault, Path, cut, nearest

__all__ = ["check", "evidence_faults", "fit_faults", "unknown_name", "weight_faults"]


def check(parts: Parts) -> Iterator[Fault]:
    """Find every fault between the parts of the base; those of the scenarios are found elsewhere."""
    yield from _shape_faults(parts)
    if parts.criteria is not None and parts.weighted is not None:
        yield from weight_faults(parts.weight_names, parts.weighted, parts.criteria, ("weights",))
    yield from _assessment_faults(parts)
    yield from _missing_faults(parts)
    yield from _reference_faults(parts)


def unknown_name(kind: str, name: object, known: Collection[str], path: Path) -> Fault:
    """Build the fault of a name that refers to nothing, with the nearest that exists."""
    choice = f" Known: {joined(list(known))}." if 0 < len(known) <= 12 else ""
    return Fault(path, f"Unknown {kind} '{cut(str(name))}'.{nearest(name, known) or choice}")


def _shape_faults(parts: Parts) -> Iterator[Fault]:
    if parts.vendors is not None and not parts.vendors:
        yield Fault(("vendors",), "holds no vendor; at least one is needed.")
    if parts.criteria is not None and not parts.criteria:
        yield Fault(("criteria",), "holds no criterion; at least one is needed.")
    elif parts.criteria and not parts.weighted:
        yield Fault(("criteria",), "holds no criterion that carries weight; all are for information only.")
    for kind in ("criteria", "vendors", "conditions", "evidence", "scenarios"):
        for other, name in alike(getattr(parts, kind) or ()):
            message = f"looks the same as '{other}': {told_apart(name, other)}; give them names that differ."
            yield Fault((kind, name), message)
    baseline = parts.baseline
    if isinstance(baseline, str) and baseline != "none" and parts.vendors is not None and baseline not in parts.vendors:
        fault = unknown_name("vendor", baseline, parts.vendors, ("baseline",))
        yield Fault(fault.path, f"{fault.message} A baseline is none, a vendor, or a value from 0 to 100.")


def weight_faults(
    stated: tuple[str, frozenset[str]] | None, weighted: Collection[str], criteria: Collection[str], path: Path
) -> Iterator[Fault]:
    """Compare the criteria that weights name with those that carry weight."""
    if stated is None:
        return
    kind, named = stated
    for key in sorted(named - set(weighted)):
        if key in criteria:
            yield Fault((*path, kind, key), "carries no weight: it is for information only or left out here.")
        else:
            yield unknown_name("criterion", key, weighted, (*path, kind, key))
    missing = [key for key in weighted if key not in named]
    if missing:
        yield Fault((*path, kind), f"gives no weight to {joined(missing)}; write 0 where a criterion is not to count.")


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
                yield from fit_faults((parts.criteria or {}).get(key), assessment, (*path, key))
                yield from evidence_faults(parts, assessment.evidence, (*path, key), hindsight=False)


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
        for inside, message in misfits(criterion, assessment.belief):
            yield Fault((*path, *inside), message)


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
