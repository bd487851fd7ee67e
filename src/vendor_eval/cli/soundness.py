"""What `check` says of a sound decision: its size, its digest, and what nobody should overlook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from vendor_eval.analysis.wording import joined
from vendor_eval.decision.assessments import Assessment
from vendor_eval.decision.document import Decision

__all__ = ["counts", "digest_said", "remarks_on", "sound"]

Rows = Mapping[str, Mapping[str, Assessment]]


def counts(decision: Decision) -> dict[str, int]:
    """Count the parts of a decision."""
    assessments = [one for row in decision.assessments.values() for one in row.values()]
    return {
        "vendors": len(decision.vendors),
        "criteria": len(decision.criteria),
        "weighted": len(decision.weighted),
        "requirements": sum(len(criterion.require) for criterion in decision.criteria.values()),
        "assessments": len(assessments),
        "unknown": sum(one.unknown for one in assessments),
        "evidence": len(decision.evidence),
        "scenarios": len(decision.scenarios),
    }


def sound(source: str, decision: Decision) -> str:
    """Say that a decision is sound, and how large it is."""
    n = counts(decision)
    for_information = n["criteria"] - n["weighted"]
    of_them = f" ({n['weighted']} weighted, {for_information} for information)" if for_information else ""
    said = [
        _counted(n["vendors"], "vendor"),
        _counted(n["criteria"], "criterion", "criteria") + of_them,
        _counted(n["requirements"], "requirement"),
        f"{_counted(n['assessments'], 'assessment')} of which {n['unknown']} unknown",
        _counted(n["evidence"], "evidence item"),
        _counted(n["scenarios"], "scenario"),
    ]
    return f"{source} is a sound decision: {', '.join(said)}."


def _counted(count: int, one: str, many: str = "") -> str:
    return f"{count} {one if count == 1 else many or one + 's'}"


def digest_said(digest: str, written: str | None) -> str:
    """Say by which digest the decision can be known again, and whether tables still say what they were written with."""
    if written is None:
        return f"Its digest is {digest}."
    if written == digest:
        return f"Its digest is {digest}: nothing was changed since it was written."
    return f"It was changed since it was written: its digest was {written} and is {digest}."


def remarks_on(decision: Decision) -> list[dict[str, Any]]:
    """List what nobody should overlook, each with its path: one vendor alone, and cases that argue in a circle."""
    remarks = _circular_scores(decision)
    if len(decision.vendors) == 1:
        name = decision.vendor_name(next(iter(decision.vendors)))
        message = f"{name} is the only vendor: whether it is sufficient can be said, but there is nothing to choose."
        remarks.insert(0, {"path": ["vendors"], "evidence": [], "message": message})
    return remarks


def _circular_scores(decision: Decision) -> list[dict[str, Any]]:
    """List the scores, of the base and of scenarios, that rest on evidence which reports the decision itself."""
    places: list[tuple[tuple[str, ...], Rows]] = [(("assessments",), decision.assessments)]
    places += [(("scenarios", name, "assessments"), one.assessments) for name, one in decision.scenarios.items()]
    return [remark for place, rows in places for remark in _remarks(decision, place, rows)]


def _remarks(decision: Decision, place: tuple[str, ...], rows: Rows) -> Iterator[dict[str, Any]]:
    for vendor, row in rows.items():
        for criterion, assessment in row.items():
            circular = [key for key in assessment.evidence if decision.evidence[key].circular]
            if circular and not assessment.unknown:
                path = [*place, vendor, criterion]
                reports = "which reports" if len(circular) == 1 else "which report"
                yield {
                    "path": path,
                    "evidence": circular,
                    "message": f"{'.'.join(path)} rests on {joined(circular)}, {reports} the decision itself: the case "
                    "argues in a circle. Score it from other evidence, or write `unknown`.",
                }
