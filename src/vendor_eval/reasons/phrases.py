"""The sentences that reasons are said in: for each kind one or a few, filled only from the reason's own data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from vendor_eval.reasons import phrases_argued as argued
from vendor_eval.reasons import phrases_compared as compared
from vendor_eval.reasons import phrases_judged as judged
from vendor_eval.reasons import phrases_required as required

if TYPE_CHECKING:
    from vendor_eval.reasons.reason import Reason

__all__ = ["PHRASES", "said"]

PHRASES: Mapping[str, Callable[[Reason], str]] = {
    "verdict": judged.verdict,
    "requirement failed": required.failed,
    "requirement open": required.unsure,
    "should failed": required.failed,
    "should open": required.unsure,
    "requirement waived": required.waived,
    "overall value": judged.overall,
    "accumulated weaknesses": judged.accumulated,
    "certainty": required.certainty,
    "evidence": required.evidence,
    "evidence weakness": required.evidence,
    "without requirement": judged.without_requirement,
    "cure": judged.cure,
    "policy on unknowns": judged.policy,
    "value without rank": judged.value_without_rank,
    "standing": judged.standing,
    "gap": compared.gap,
    "tie": argued.tie,
    "insufficiency": argued.insufficiency,
    "dominance": argued.dominance,
    "better on all that matters": argued.better,
    "sufficient set": argued.sufficient_set,
    "compensation": argued.compensation,
    "close call": argued.close_call,
    "undecidable": argued.undecidable,
    "kept": argued.kept,
    "cancelled pair": argued.cancelled_pair,
    "advantage": compared.difference,
    "sacrifice": compared.difference,
    "level": compared.level,
    "without weight": compared.without_weight,
    "unknown": compared.unknown,
    "robustness": compared.robustness,
    "sensitivity": compared.sensitivity,
}


def said(reason: Reason) -> str:
    """Return a reason's sentence in the language that is spoken."""
    return PHRASES[reason.kind](reason)
