"""How an outcome names vendors and leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendor_eval.analysis.wording import joined, points_apart
from vendor_eval.languages.phrases import say

if TYPE_CHECKING:
    from vendor_eval.analysis.outcome import Outcome

__all__ = ["lead_said", "marked", "names_of", "rivals_of", "within_said"]


def names_of(outcome: Outcome, *keys: str) -> str:
    """Join the names of vendors."""
    return joined([outcome.names[key] for key in keys])


def marked(outcome: Outcome, key: str) -> str:
    """Name a vendor, and say where it is undetermined."""
    name = outcome.names[key]
    return say("{vendor} (undetermined)", vendor=name) if key in outcome.undetermined else name


def rivals_of(outcome: Outcome, of: str | None = None) -> list[str]:
    """Return all that are or could be sufficient but one, else but the leader, the best first."""
    rivals = [key for key in outcome.values if key != (of or outcome.leader)]
    return sorted(rivals, key=lambda key: -outcome.values[key])


def lead_said(lead: float | None) -> str:
    """Write a lead in points, never as none where there is one."""
    return points_apart(lead or 0.0, 0.0)[0]


def within_said(outcome: Outcome) -> str:
    """Say within what something can be otherwise, as a sentence begins: what weights, evidence or both leave open."""
    if outcome.open_evidence and outcome.open_weights:
        return say("Within what weights and evidence leave open")
    if outcome.open_weights:
        return say("Within what the weights leave open")
    return say("Within what the evidence leaves open")
