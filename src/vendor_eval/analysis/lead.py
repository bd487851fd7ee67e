"""What is certain of the vendor that comes first: how far ahead it is at least, and for which weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vendor_eval.analysis.findings import Finding
from vendor_eval.analysis.model import Model
from vendor_eval.analysis.verdicts import Verdict
from vendor_eval.analysis.weights_said import holding_said
from vendor_eval.engine.ranks import TIE
from vendor_eval.engine.weights import SimplexWeights

__all__ = ["Lead", "lead_of"]


@dataclass(frozen=True, slots=True)
class Lead:
    """By how many points the vendor that is chosen or would lead is ahead of every rival at least.

    Over all that the evidence leaves open, with its own open requirements met.

    Parameters
    ----------
    rival
        The vendor that it is ahead of by no more than that; None where it has no rival.
    least
        The least lead over the declared weights, below 0 where it can be behind; None without a rival.
    everywhere
        The least lead over all weights that are possible at all, where it is ahead and sufficient for all of them;
        None where it is not, or has no rival.
    sufficient
        Whether it is sufficient whatever may occur, once what is open for it is met.
    whatever_weights
        Whether it is first for certain whatever the weights.
    weights
        The declared weights, in words.
    """

    rival: str | None
    least: float | None
    everywhere: float | None
    sufficient: bool
    whatever_weights: bool
    weights: str

    @property
    def certain(self) -> bool:
        """Whether nothing that the evidence leaves open, and no declared weights, can put another vendor first."""
        return self.sufficient and (self.least is None or self.least > TIE)

    @property
    def margin(self) -> float | None:
        """The least lead for all weights that it is certain for."""
        return self.least if self.everywhere is None else self.everywhere


def lead_of(model: Model, vendor: str, verdicts: Mapping[str, Verdict], findings: Sequence[Finding]) -> Lead:
    """Return how far a vendor is ahead at least.

    Rivals are taken at the best that meets their musts. Beliefs are independent and values rise with each, so the least
    is at a corner of what is possible, and over a set of weights at one of its corners.
    """
    best, worst = model.points("high", if_met=True, whole=True), model.points("low", if_met=True, whole=True)
    mine = worst[model.vendors.index(vendor)]
    leads = {
        key: model.weights.least(mine - best[i])
        for i, key in enumerate(model.vendors)
        if key != vendor and verdicts[key].name != "insufficient"
    }
    rival = min(leads, key=lambda key: (leads[key], key), default=None)
    least = None if rival is None else leads[rival]
    sufficient = _sufficient(vendor, verdicts[vendor], findings)
    certain = sufficient and (least is None or least > TIE)
    everywhere = _everywhere(model, vendor, verdicts) if certain else None
    return Lead(
        rival=rival,
        least=least,
        everywhere=None if rival is None else everywhere,
        sufficient=sufficient,
        whatever_weights=everywhere is not None,
        weights=holding_said(model.weights),
    )


def _sufficient(vendor: str, verdict: Verdict, findings: Sequence[Finding]) -> bool:
    """Whether a vendor is sufficient for certain, once what is open for it is met."""
    return verdict.proven or (
        verdict.name == "undetermined" and not any(one.doubtful for one in findings if one.vendor == vendor)
    )


def _everywhere(model: Model, vendor: str, verdicts: Mapping[str, Verdict]) -> float | None:
    """By how many points a vendor is first at least whatever the weights; None where other weights could end that.

    Other weights can also lift a vendor over a minimum value that it misses at the declared ones, or take one below.
    """
    every = SimplexWeights(model.criteria)
    if len(every) == 1 and not isinstance(model.weights, SimplexWeights):
        return None  # nothing to weigh: to say so would only puzzle
    best, worst = model.points("high", if_met=True, whole=True), model.points("low", if_met=True, whole=True)
    mine, minimum = worst[model.vendors.index(vendor)], model.decision.policy.minimum_value
    if minimum is not None and every.least(mine) < minimum - TIE:
        return None
    rivals = [i for i, key in enumerate(model.vendors) if key != vendor and _eligible(verdicts[key])]
    least = min((every.least(mine - best[i]) for i in rivals), default=float("inf"))
    return least if least > TIE else None


def _eligible(verdict: Verdict) -> bool:
    """Whether other weights could make a vendor sufficient."""
    return not any(ground.certain and ground.kind != "overall" for ground in verdict.grounds)
