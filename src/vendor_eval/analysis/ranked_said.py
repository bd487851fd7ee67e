"""Who is first by another method, in words, and that the method decides nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vendor_eval.analysis.method_said import short_name
from vendor_eval.analysis.robustness_said import choice_said, weights_said
from vendor_eval.analysis.wording import run_on, share
from vendor_eval.languages.phrases import say

if TYPE_CHECKING:
    from vendor_eval.analysis.robustness import Robustness

__all__ = ["ranked_said"]


def ranked_said(run: Robustness) -> str:
    """Say who is first by another method, and that the method decides nothing."""
    outcome = run.evaluation.outcome
    if run.subject is None:
        return outcome.text
    decides = say(
        "By the value model of the decision, which alone decides, {choice}.",
        choice=choice_said(outcome),
    )
    label = "" if run.method is None else short_name(run.method)
    found = _first_exactly(run, run.subject, label) if run.exact else _first_in_draws(run, run.subject, label)
    return run_on(found, decides)


def _first_exactly(run: Robustness, leader: str, method: str) -> str:
    """Say that a vendor is first by another method, or level at the top, where nothing was drawn."""
    values: dict[str, Any] = {
        "vendor": run.decision.vendor_name(leader),
        "method": method,
        "weights": weights_said(run),
    }
    match run.p_first(leader) >= 1, run.if_met:
        case True, True:
            return say("If the open requirements are met, {vendor} is first by {method} {weights}.", **values)
        case True, False:
            return say("{vendor} is first by {method} {weights}.", **values)
        case False, True:
            return say(
                "If the open requirements are met, {vendor} is level with another vendor at the top by {method} "
                "{weights}.",
                **values,
            )
        case _:
            return say("{vendor} is level with another vendor at the top by {method} {weights}.", **values)


def _first_in_draws(run: Robustness, leader: str, method: str) -> str:
    """Say how often a vendor is first by another method, and ahead of the rival that comes closest."""
    values: dict[str, Any] = {
        "vendor": run.decision.vendor_name(leader),
        "method": method,
        "share": share(run.p_first(leader), run.draws),
    }
    rival = run.closest(leader)
    if rival is None:
        if run.if_met:
            return say(
                "If the open requirements are met, {vendor} is first most often by {method}: in {share} of the draws.",
                **values,
            )
        return say("{vendor} is first most often by {method}: in {share} of the draws.", **values)
    values |= {"rival": run.decision.vendor_name(rival), "ahead": share(run.ahead(leader, rival), run.draws)}
    if run.if_met:
        return say(
            "If the open requirements are met, {vendor} is first most often by {method}: in {share} of the draws, and "
            "ahead of {rival}, its closest rival, in {ahead}.",
            **values,
        )
    return say(
        "{vendor} is first most often by {method}: in {share} of the draws, and ahead of {rival}, its closest rival, "
        "in {ahead}.",
        **values,
    )
