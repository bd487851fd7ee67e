"""The sentences that say how an outcome stood up to simulation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from vendor_eval.analysis.draws_said import how_often_of_draws, in_share
from vendor_eval.analysis.outcome_named import marked, names_of
from vendor_eval.analysis.wording import joined, percent, run_on, share
from vendor_eval.languages.phrases import say

if TYPE_CHECKING:
    from vendor_eval.analysis.outcome import Outcome, Tested

__all__ = ["tested_said"]


def tested_said(outcome: Outcome, tested: Tested) -> Iterator[str]:
    """Say how sure the outcome is, and how often nobody is sufficient."""
    if _worth_saying(outcome, tested):
        yield _how_sure(outcome, tested)
    if tested.p_nobody > 0:
        yield _nobody_in(tested)


def _nobody_in(tested: Tested) -> str:
    if not tested.draws:
        return say("Nobody is sufficient, whatever the weights.")
    return say("In {share} of the draws nobody is sufficient.", share=share(tested.p_nobody, tested.draws))


def _worth_saying(outcome: Outcome, tested: Tested) -> bool:
    """Whether simulation can add anything: what is certain needs no draws, unless they went beyond its weights.

    With exact weights and nothing drawn it repeats the evaluation.
    """
    if not tested.draws and not tested.varied:
        return False
    if outcome.status == "certain" or tested.if_met:
        return not _certain_of_weights(outcome, tested)
    return True


def _certain_of_weights(outcome: Outcome, tested: Tested) -> bool:
    """Whether the first is first for certain for all weights that were drawn, if it meets what is open for it."""
    if outcome.lead is None or not (outcome.status == "certain" or outcome.would_be_certain):
        return False
    return outcome.lead.whatever_weights or not tested.any_weights


def _how_sure(outcome: Outcome, tested: Tested) -> str:
    subject = outcome.would_lead[0] if outcome.would_lead else outcome.chosen[0]
    name = names_of(outcome, subject)
    if _certain_of_weights(outcome, tested) and not tested.if_met:
        return say(
            "{vendor} is sufficient {how_often}, and first in all of these.",
            vendor=name,
            how_often=how_often_of_draws(tested.p_sufficient, tested.draws, tested.weights),
        )
    if outcome.would_lead and not tested.if_met:
        return _would_be_first(outcome, tested, name)
    return _first(outcome, tested, name)


def _would_be_first(outcome: Outcome, tested: Tested, name: str) -> str:
    """Say how often a vendor is sufficient at all, and first."""
    sufficient = how_often_of_draws(tested.p_sufficient, tested.draws, tested.weights)
    first = in_share(tested.p_first, tested.draws)
    if tested.rival is not None and not outcome.level:
        return say(
            "{vendor} is sufficient {how_often} and first {first}, and ahead of {rival}, its closest rival, {ahead}.",
            vendor=name,
            how_often=sufficient,
            first=first,
            rival=names_of(outcome, tested.rival),
            ahead=in_share(tested.p_beats, tested.draws),
        )
    said = say("{vendor} is sufficient {how_often} and first {first}.", vendor=name, how_often=sufficient, first=first)
    return run_on(said, "" if tested.rival is None else _not_separated(outcome, tested))


def _first(outcome: Outcome, tested: Tested, name: str) -> str:
    """Say how often a vendor is first, and ahead of the rival that comes closest."""
    first = how_often_of_draws(tested.p_first, tested.draws, tested.weights)
    if tested.rival is None or outcome.level:
        said = (
            say("If the open requirements are met, {vendor} is first {how_often}.", vendor=name, how_often=first)
            if tested.if_met
            else say("{vendor} is first {how_often}.", vendor=name, how_often=first)
        )
        return run_on(said, "" if tested.rival is None else _not_separated(outcome, tested))
    rival, ahead = names_of(outcome, tested.rival), in_share(tested.p_beats, tested.draws)
    if tested.if_met:
        return say(
            "If the open requirements are met, {vendor} is first {how_often}, and ahead of {rival}, its closest rival, "
            "{ahead}.",
            vendor=name,
            how_often=first,
            rival=rival,
            ahead=ahead,
        )
    return say(
        "{vendor} is first {how_often}, and ahead of {rival}, its closest rival, {ahead}.",
        vendor=name,
        how_often=first,
        rival=rival,
        ahead=ahead,
    )


def _not_separated(outcome: Outcome, tested: Tested) -> str:
    """Say how often the leader is ahead of each vendor that it is not separated from, and what would separate them."""
    choice = outcome.status in {"leading", "tied"}
    names = {key: marked(outcome, key) if choice else names_of(outcome, key) for key in outcome.level}
    separation = percent(tested.separation)
    if len(names) == 1:
        ((key, name),) = names.items()
        return say(
            "It is ahead of {rival} {how_often}; {separation} would separate them.",
            rival=name,
            how_often=in_share(tested.ahead[key], tested.draws),
            separation=separation,
        )
    shares = [
        say(
            "of {rival} {how_often}",
            context="it is ahead of a rival",
            rival=name,
            how_often=in_share(tested.ahead[key], tested.draws),
        )
        for key, name in names.items()
    ]
    return say("It is ahead {rivals}; {separation} would separate them.", rivals=joined(shares), separation=separation)
