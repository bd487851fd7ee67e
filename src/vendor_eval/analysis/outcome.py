"""The outcome: who is chosen, with what right, and what that hangs on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from vendor_eval.analysis.findings import Finding
from vendor_eval.analysis.lead import Lead
from vendor_eval.analysis.sentences import outcome_text
from vendor_eval.analysis.weights_said import Admitted
from vendor_eval.engine.ranks import TIE

__all__ = ["Outcome", "Status", "Tested"]

Status = Literal["certain", "leading", "tied", "conditional", "nobody"]


@dataclass(frozen=True, slots=True)
class Tested:
    """How an outcome stood up to simulation.

    Parameters
    ----------
    draws
        How many draws were made; 0 where shares are exact, and are then shares of the weights.
    p_first
        The share of draws in which the leader, or the vendor that would lead, is first.
    rival
        The vendor that it beats least often, in the share ``p_beats``; None where it has no rival.
    if_met
        Whether all shares hold only if the open requirements are met.
    any_weights
        Whether all weights were drawn.
    varied
        Whether weights were drawn at all.
    weights
        Over which weights the draws went.
    ahead
        The share of draws in which it is ahead of each rival; ties count half.
    separation
        The share from which it counts as separated from a rival.
    p_sufficient
        The share of draws in which it is sufficient itself.
    p_nobody
        The share of draws in which no vendor is sufficient.
    """

    draws: int
    p_first: float
    rival: str | None
    p_beats: float
    if_met: bool
    any_weights: bool
    varied: bool
    weights: Admitted
    ahead: Mapping[str, float]
    separation: float
    p_sufficient: float
    p_nobody: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """Who is chosen and why that word: certain, leading, tied, conditional or nobody.

    Parameters
    ----------
    status
        See the design's words: certain beats every rival whatever the beliefs and declared weights; leading is first
        by expected value; tied cannot be separated; conditional hangs on an undetermined vendor that would be first;
        nobody means that none is shown to be sufficient.
    chosen
        Keys of the chosen vendors: none, one, or several that are tied.
    leader
        The best sufficient vendor, or None.
    would_lead
        Undetermined vendors that are first if every open must is met.
    hangs_on
        The open musts of those vendors.
    level
        Vendors that the leader (or would-be leader) does not beat often enough to count as separated.
    values
        The value that each vendor's rank goes by: expected, with open musts met; the insufficient are left out.
    names
        Display names of all vendors.
    undetermined
        Keys of the undetermined vendors.
    weights
        Which weights the values go by, in words.
    needs
        For each vendor in ``would_lead``, what is still open for it, in words.
    lead
        How far the vendor that is chosen or would lead is ahead of every rival at least; None where none or several
        are.
    open_evidence, open_weights
        Whether the evidence leaves anything open of a vendor that is not insufficient, and whether weights are a set.
    tested
        What simulation added, None before it has run.
    """

    status: Status
    chosen: tuple[str, ...]
    leader: str | None
    would_lead: tuple[str, ...]
    hangs_on: tuple[Finding, ...]
    level: tuple[str, ...]
    values: Mapping[str, float]
    names: Mapping[str, str]
    undetermined: tuple[str, ...]
    weights: str
    needs: Mapping[str, tuple[str, ...]]
    lead: Lead | None = None
    open_evidence: bool = True
    open_weights: bool = True
    tested: Tested | None = None

    @property
    def text(self) -> str:
        """The outcome in sentences that a board can read."""
        return outcome_text(self)

    @property
    def margin(self) -> float | None:
        """Where the outcome is certain: by how many points at least the leader beats every rival; None without one."""
        return self.lead.margin if self.status == "certain" and self.lead else None

    @property
    def whatever_weights(self) -> bool:
        """Whether the outcome is certain for all weights, not only for those declared."""
        return self.status == "certain" and self.lead is not None and self.lead.whatever_weights

    @property
    def would_be_certain(self) -> bool:
        """Whether the one vendor that would lead would be chosen for certain if it met what is open for it."""
        return bool(self.would_lead) and self.lead is not None and self.lead.certain

    @property
    def requirements(self) -> tuple[str, ...]:
        """What is still open for the vendors that would lead, in words, each once."""
        return tuple(dict.fromkeys(need for needs in self.needs.values() for need in needs))

    @property
    def equals(self) -> tuple[str, ...]:
        """The chosen vendors whose value is that of the leader, the leader among them."""
        best = max((self.values[key] for key in self.chosen), default=0.0)
        return tuple(key for key in self.chosen if self.values[key] >= best - TIE)

    def after(self, tested: Tested) -> Outcome:
        """Return the outcome after simulation: a leader that is not separated from a sufficient rival is tied with it.

        An undetermined rival makes no tie, because it cannot be chosen; it is named in ``level``.
        """
        level = tuple(key for key, share in tested.ahead.items() if share < tested.separation)
        rivals = [key for key in level if key not in self.undetermined and key not in self.chosen]
        if self.status in {"leading", "tied"} and rivals:
            return replace(self, status="tied", chosen=(*self.chosen, *rivals), level=level, tested=tested)
        return replace(self, level=level, tested=tested)
