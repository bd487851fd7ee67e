"""Whose weights lead to which vendor, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendor_eval.analysis.wording import joined, percent, run_on, share
from vendor_eval.languages.phrases import say

if TYPE_CHECKING:
    from vendor_eval.analysis.robustness import Robustness

__all__ = ["supporters_said"]

MOST_TOLD = 2  # criteria that are named on either side


def supporters_said(run: Robustness, vendor: str) -> str:
    """Say with which weights a vendor is first, and how sure it is for those who weigh like that."""
    name, often = run.decision.vendor_name(vendor), run.p_first(vendor)
    if run.evaluation.verdicts[vendor].name == "insufficient":
        return say("{vendor} is insufficient, so no weights make it first.", vendor=name)
    if often <= 0:
        return _never_first(run, name)
    how_often = _in_share_of_all(run, often)
    first = (
        say("{vendor} is first {how_often}, if the open requirements are met.", vendor=name, how_often=how_often)
        if run.if_met
        else say("{vendor} is first {how_often}.", vendor=name, how_often=how_often)
    )
    return run_on(first, _central(run, vendor) if run.varied else say("The weights are the same in all draws."))


def _in_share_of_all(run: Robustness, p: float) -> str:
    if run.exact:
        return say("for {share} of the weights", share=share(p, 0))
    return say("in {share} of the draws", share=share(p, run.draws))


def _never_first(run: Robustness, name: str) -> str:
    """Say that a vendor is never first, or in no draw."""
    match run.exact, run.if_met:
        case True, True:
            return say(
                "{vendor} is never first, if the open requirements are met: no weights do more than put it level with "
                "the first.",
                vendor=name,
            )
        case True, False:
            return say(
                "{vendor} is never first: no weights do more than put it level with the first.",
                vendor=name,
            )
        case False, True:
            return say(
                "{vendor} is first in none of {count} draw, if the open requirements are met: weights that make it "
                "first are rare or none.",
                "{vendor} is first in none of {count} draws, if the open requirements are met: weights that make it "
                "first are rare or none.",
                count=run.draws,
                vendor=name,
            )
        case _:
            return say(
                "{vendor} is first in none of {count} draw: weights that make it first are rare or none.",
                "{vendor} is first in none of {count} draws: weights that make it first are rare or none.",
                count=run.draws,
                vendor=name,
            )


def _central(run: Robustness, vendor: str) -> str:
    """Say how a vendor's central weights differ from the mean weights, and how sure it is at them."""
    factor = run.confidence_factors.to_dict("index")[vendor]
    sure = say("at them it is first", context="at its central weights")
    if factor["p"] < 1 or factor["draws"]:
        sure = say(
            "at them it is first in {share}",
            context="at its central weights",
            share=share(factor["p"], int(factor["draws"])),
        )
    more, less = _telling(run, vendor, 1), _telling(run, vendor, -1)
    match bool(more), bool(less):
        case False, False:
            return say("Its central weights are close to the mean weights; {how_sure}.", how_sure=sure)
        case True, False:
            return say("Its central weights give more to {more}; {how_sure}.", more=joined(more), how_sure=sure)
        case False, True:
            return say("Its central weights give less to {less}; {how_sure}.", less=joined(less), how_sure=sure)
        case _:
            return say(
                "Its central weights give more to {more} and less to {less}; {how_sure}.",
                more=joined(more),
                less=joined(less),
                how_sure=sure,
            )


def _telling(run: Robustness, vendor: str, sign: int) -> list[str]:
    """Name the criteria whose central weights are most above the mean weights, or below them."""
    central, shifts = (frame.to_dict("index")[vendor] for frame in (run.central_weights, run.weight_shifts))
    mean = {str(key): float(w) for key, w in run.mean_weights.items()}
    keys = sorted((key for key in mean if shifts[key] == sign), key=lambda key: -abs(central[key] - mean[key]))
    return [
        say(
            "{criterion} ({weight}, not {mean_weight})",
            criterion=run.decision.criterion_name(key),
            weight=_weight(central[key]),
            mean_weight=_weight(mean[key]),
        )
        for key in keys[:MOST_TOLD]
    ]


def _weight(w: float) -> str:
    return percent(round(w, 2))
