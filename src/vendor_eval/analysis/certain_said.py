"""The sentences of a vendor that is chosen for certain, or would be: whom it beats by how much at least."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendor_eval.analysis.outcome_named import lead_said, names_of, rivals_of
from vendor_eval.analysis.wording import number
from vendor_eval.languages.phrases import say

if TYPE_CHECKING:
    from vendor_eval.analysis.lead import Lead
    from vendor_eval.analysis.outcome import Outcome

__all__ = ["certain", "would_beat"]


def certain(outcome: Outcome) -> str:
    """Say who is chosen for certain, and why."""
    leader, others = names_of(outcome, *outcome.chosen), len(outcome.names) - 1
    if outcome.lead is not None and outcome.lead.margin is not None:
        return _beats(outcome, outcome.lead)
    if not others:
        return say(
            "{vendor} is chosen for certain: it is sufficient, and it is the only vendor.",
            vendor=leader,
        )
    return say(
        "{vendor} is chosen for certain: it is sufficient, and the other vendor is insufficient.",
        "{vendor} is chosen for certain: it is sufficient, and the other {count} vendors are insufficient.",
        count=others,
        vendor=leader,
    )


def _beats(outcome: Outcome, lead: Lead) -> str:
    """Say whom the chosen one beats by how much at least: whatever the weights where that is so, else as declared."""
    rivals, conditions = rivals_of(outcome), _holds(outcome, lead)
    leader, margin, declared = names_of(outcome, *outcome.chosen), lead_said(lead.margin), lead_said(lead.least)
    match len(rivals) == 1, margin == declared:
        case True, True:
            return say(
                "{vendor} is chosen for certain: {conditions}, it beats {rival}, the only other vendor that is or "
                "could be sufficient, by at least {points} points.",
                vendor=leader,
                conditions=conditions,
                rival=names_of(outcome, *rivals),
                points=margin,
            )
        case True, False:
            return say(
                "{vendor} is chosen for certain: {conditions}, it beats {rival}, the only other vendor that is or "
                "could be sufficient, by at least {points} points, and {weights} by at least {more}.",
                vendor=leader,
                conditions=conditions,
                rival=names_of(outcome, *rivals),
                points=margin,
                weights=lead.weights,
                more=declared,
            )
        case False, True:
            return say(
                "{vendor} is chosen for certain: {conditions}, it beats each of the {number} other vendors that are or "
                "could be sufficient by at least {points} points.",
                vendor=leader,
                conditions=conditions,
                number=number(len(rivals)),
                points=margin,
            )
        case _:
            return say(
                "{vendor} is chosen for certain: {conditions}, it beats each of the {number} other vendors that are or "
                "could be sufficient by at least {points} points, and {weights} by at least {more}.",
                vendor=leader,
                conditions=conditions,
                number=number(len(rivals)),
                points=margin,
                weights=lead.weights,
                more=declared,
            )


def would_beat(outcome: Outcome, lead: Lead) -> str:
    """Say whom the vendor that would lead would then beat, by how much at least."""
    rivals, conditions = rivals_of(outcome, outcome.would_lead[0]), _holds(outcome, lead)
    margin, declared = lead_said(lead.margin), lead_said(lead.least)
    match len(rivals) == 1, margin == declared:
        case True, True:
            return say(
                "It would then be chosen for certain: {conditions}, it would beat {rival}, the only other vendor that "
                "is or could be sufficient, by at least {points} points.",
                conditions=conditions,
                rival=names_of(outcome, *rivals),
                points=margin,
            )
        case True, False:
            return say(
                "It would then be chosen for certain: {conditions}, it would beat {rival}, the only other vendor that "
                "is or could be sufficient, by at least {points} points, and {weights} by at least {more}.",
                conditions=conditions,
                rival=names_of(outcome, *rivals),
                points=margin,
                weights=lead.weights,
                more=declared,
            )
        case False, True:
            return say(
                "It would then be chosen for certain: {conditions}, it would beat each of the {number} other vendors "
                "that are or could be sufficient by at least {points} points.",
                conditions=conditions,
                number=number(len(rivals)),
                points=margin,
            )
        case _:
            return say(
                "It would then be chosen for certain: {conditions}, it would beat each of the {number} other vendors "
                "that are or could be sufficient by at least {points} points, and {weights} by at least {more}.",
                conditions=conditions,
                number=number(len(rivals)),
                points=margin,
                weights=lead.weights,
                more=declared,
            )


def _holds(outcome: Outcome, lead: Lead) -> str:
    """Say under which conditions the first is certain, as the opening of a clause."""
    weights = say("whatever the weights") if lead.whatever_weights else lead.weights
    if not outcome.open_evidence:
        return weights
    return say("{weights}, and within all that the evidence leaves open", weights=weights)
