"""What holds over all declared weights and all that the evidence leaves open, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from vendor_eval.analysis.outcome_named import within_said
from vendor_eval.analysis.wording import capital, joined, number, run_on
from vendor_eval.languages.phrases import say

if TYPE_CHECKING:
    from vendor_eval.analysis.sensitivity import Sensitivity

__all__ = ["whatever_said"]


def whatever_said(found: Sensitivity) -> str:
    """Say of whom the leader is always ahead, between which ranks it is, and who else can be first."""
    contest, leader = found.contest, found.contest.vendors[found.contest.leader or 0]
    if (found.preferences["relation"] == "either").all() and found.potential["declared"].all():
        return say(
            "{within}, each of the {number} vendors in the running can be first, and none is always ahead of another.",
            within=within_said(found.evaluation.outcome),
            number=number(len(contest.vendors)),
        )
    rows = found.preferences[found.preferences["vendor"] == leader]
    always = [found.decision.vendor_name(key) for key in rows[rows["relation"] == "always ahead"]["other"]]
    name, whatever = contest.name(contest.leader or 0), capital(found.whatever)
    if len(always) == len(rows):
        return say("{whatever}, {vendor} is ahead of every other vendor.", whatever=whatever, vendor=name)
    rank = next(row for row in found.ranks.to_dict("records") if row["vendor"] == leader)
    ranks = _ranks(whatever, name, rank) if not always else _ahead(whatever, name, rank, joined(always))
    return run_on(ranks, _can_be_first(found))


def _ranks(whatever: str, name: str, rank: Mapping[Any, Any]) -> str:
    """Say between which ranks a vendor is."""
    best, worst = number(rank["best"]), number(rank["worst"])
    if best == worst:
        return say("{whatever}, {vendor} is at rank {rank}.", whatever=whatever, vendor=name, rank=best)
    if rank["exact"]:
        return say(
            "{whatever}, {vendor} is between rank {best} and rank {worst}.",
            whatever=whatever,
            vendor=name,
            best=best,
            worst=worst,
        )
    return say(
        "{whatever}, {vendor} is between rank {best} and rank {worst}, or less far apart.",
        whatever=whatever,
        vendor=name,
        best=best,
        worst=worst,
    )


def _ahead(whatever: str, name: str, rank: Mapping[Any, Any], rivals: str) -> str:
    """Say of whom a vendor is always ahead, and between which ranks it is."""
    best, worst = number(rank["best"]), number(rank["worst"])
    if best == worst:
        return say(
            "{whatever}, {vendor} is always ahead of {rivals}, and at rank {rank}.",
            whatever=whatever,
            vendor=name,
            rivals=rivals,
            rank=best,
        )
    if rank["exact"]:
        return say(
            "{whatever}, {vendor} is always ahead of {rivals}, and between rank {best} and rank {worst}.",
            whatever=whatever,
            vendor=name,
            rivals=rivals,
            best=best,
            worst=worst,
        )
    return say(
        "{whatever}, {vendor} is always ahead of {rivals}, and between rank {best} and rank {worst}, or less far "
        "apart.",
        whatever=whatever,
        vendor=name,
        rivals=rivals,
        best=best,
        worst=worst,
    )


def _can_be_first(found: Sensitivity) -> str:
    able = list(found.potential[found.potential["declared"]]["name"])
    never = list(found.potential[~found.potential["declared"]]["name"])
    if not never:
        return say(
            "Each of the {number} vendors in the running can be first.",
            number=number(len(able)),
        )
    return say(
        "{count} vendor can be first ({able}); {others} never can.",
        "{count} vendors can be first ({able}); {others} never can.",
        count=len(able),
        able=joined(able),
        others=joined(never),
    )
