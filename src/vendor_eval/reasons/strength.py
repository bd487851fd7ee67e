"""How strong the evidence behind a reason is: kinds and grades of its items, their age, and what makes it weak."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from vendor_eval.analysis.swings import swing_said
from vendor_eval.analysis.vocabulary import when_said
from vendor_eval.decision.document import Decision
from vendor_eval.reasons.reason import Reason, Strength

__all__ = ["evidence_reason", "strength_of", "swing_of", "weakness"]


def strength_of(decision: Decision, evidence: Iterable[str]) -> tuple[Strength, ...]:
    """Return kind, grade and day of some items of evidence."""
    items = ((key, decision.evidence[key]) for key in evidence)
    return tuple(Strength(key, one.kind, one.grade, str(one.describes)) for key, one in items)


def swing_of(decision: Decision, criterion: str) -> str:
    """Return the step that a criterion's weight belongs to, in real units; empty without a weight."""
    return swing_said(decision.criteria[criterion]) if criterion in decision.weighted else ""


def weakness(strength: Sequence[Strength]) -> Literal["", "none", "claims", "low"]:
    """Return what makes some evidence weak: there is none, it is vendors' claims alone, or of low grade alone.

    Examples
    --------
    >>> weakness([Strength("E1", "vendor_claim", "high", "2025"), Strength("E2", "audit", "low", "2025")])
    ''
    """
    if not strength:
        return "none"
    if all(one.kind == "vendor_claim" for one in strength):
        return "claims"
    return "low" if all(one.grade == "low" for one in strength) else ""


def evidence_reason(
    decision: Decision, vendor: str, criterion: str, evidence: tuple[str, ...], *, label: str = ""
) -> Reason:
    """Return on what something rests: each item with its kind, its grade and its age at the day of the decision.

    Parameters
    ----------
    label
        What rests on it, in words; the criterion where left out.
    """
    strength = strength_of(decision, evidence)
    weak = weakness(strength)
    ages, running = _ages(decision, evidence)
    return Reason(
        "evidence weakness" if weak else "evidence",
        vendor,
        criterion=criterion,
        numbers=ages,
        words={
            "criterion": label or decision.criterion_name(criterion),
            "as_of": when_said(decision.as_of),
            "weak": weak,
        }
        | running,
        evidence=evidence,
        swing=swing_of(decision, criterion),
        strength=strength,
    )


def _ages(decision: Decision, evidence: Iterable[str]) -> tuple[dict[str, float], dict[str, str]]:
    """Return how many days old the state is that each item describes, and of which that is the most it can be.

    From the last day that it may be of; where that is still to come, from the first.
    """
    ages, running = {}, {}
    for key in evidence:
        when = decision.evidence[key].describes
        if when.first is None or when.last is None:
            continue
        still = when.first <= decision.as_of < when.last
        ages[f"age {key}"] = float((decision.as_of - (when.first if still else when.last)).days)
        if still:
            running[f"most {key}"] = "yes"
    return ages, running
