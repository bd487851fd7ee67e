"""How the argument for one vendor over another is said: its type, what it rests on, what pays for what, what stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vendor_eval.analysis.wording import number, percent, points_apart, share
from vendor_eval.engine.ranks import TIE
from vendor_eval.languages.phrases import say

if TYPE_CHECKING:
    from vendor_eval.reasons.reason import Reason

__all__ = [
    "better",
    "cancelled_pair",
    "close_call",
    "compensation",
    "dominance",
    "insufficiency",
    "kept",
    "percents_apart",
    "some",
    "sufficient_set",
    "tie",
    "undecidable",
]


def tie(reason: Reason) -> str:
    """Say that there is no case."""
    return say(
        "By expected values there is no case for either vendor: what speaks for {vendor} is worth as much as what "
        "speaks for {over}.",
        vendor=reason.words["ahead"],
        over=reason.words["behind"],
    )


def insufficiency(reason: Reason) -> str:
    """Say that one vendor is insufficient, which no value makes up for."""
    return say(
        "The case for {vendor} over {over} rests on the verdict: {over} is insufficient, and no advantage in value "
        "makes up for that.",
        vendor=reason.words["ahead"],
        over=reason.words["behind"],
    )


def dominance(reason: Reason) -> str:
    """Say that one vendor is nowhere worse: for all that is believed, or as expected."""
    ahead, behind = reason.words["ahead"], reason.words["behind"]
    if reason.words.get("certain"):
        return say(
            "The case for {vendor} over {over} rests on dominance: for all that is believed of both, it is at least as "
            "good on every criterion that carries weight.",
            vendor=ahead,
            over=behind,
        )
    return say(
        "The case for {vendor} over {over} rests on dominance as expected: by expected values it is at least as good "
        "on every criterion that carries weight, but not for all that is believed.",
        vendor=ahead,
        over=behind,
    )


def better(reason: Reason) -> str:
    """Say that one vendor has no disadvantage worth naming."""
    return say(
        "The case for {vendor} over {over} rests on being better on all that matters: none of its disadvantages "
        "reaches {limit} points.",
        vendor=reason.words["ahead"],
        over=reason.words["behind"],
        limit=number(reason.numbers["limit"]),
    )


def sufficient_set(reason: Reason) -> str:
    """Say which few advantages outweigh all disadvantages."""
    gain, loss = points_apart(reason.numbers["gain"], reason.numbers["loss"])
    return say(
        "The case for {vendor} over {over} rests on one advantage, {criteria}: its {gain} points outweigh all that "
        "speaks against {vendor} ({loss} points in all).",
        "The case for {vendor} over {over} rests on {count} advantages, {criteria}: together their {gain} points "
        "outweigh all that speaks against {vendor} ({loss} points in all).",
        count=reason.numbers["criteria"],
        vendor=reason.words["ahead"],
        over=reason.words["behind"],
        criteria=reason.words["criteria"],
        gain=gain,
        loss=loss,
    )


def compensation(reason: Reason) -> str:
    """Say that it takes all advantages to outweigh the disadvantages."""
    gain, loss = points_apart(reason.numbers["gain"], reason.numbers["loss"])
    return say(
        "The case for {vendor} over {over} rests on compensation, criterion by criterion: it takes all its "
        "advantages, {criteria} ({gain} points together), to outweigh all that speaks against {vendor} ({loss} points "
        "in all).",
        vendor=reason.words["ahead"],
        over=reason.words["behind"],
        criteria=reason.words["criteria"],
        gain=gain,
        loss=loss,
    )


def cancelled_pair(reason: Reason) -> str:
    """Say which advantage pays for which disadvantage."""
    numbers, words = reason.numbers, reason.words
    paid, loss = points_apart(numbers["paid"], numbers["loss"])
    if numbers["paid"] >= numbers["loss"] - TIE:
        gain, loss = points_apart(numbers["gain"], numbers["loss"])
        return say(
            "{advantage} (+{gain} points) pays for {sacrifice} (−{loss}).",
            advantage=words["advantage"],
            sacrifice=words["sacrifice"],
            gain=gain,
            loss=loss,
        )
    return say(
        "{advantage} (+{gain} points) pays for {paid} of the {loss} points lost on {sacrifice}.",
        advantage=words["advantage"],
        sacrifice=words["sacrifice"],
        gain=some(numbers["gain"]),
        paid=paid,
        loss=loss,
    )


def close_call(reason: Reason) -> str:
    """Say that the gap is small, or that a small change of the weights turns it."""
    numbers, ahead, behind = reason.numbers, reason.words["ahead"], reason.words["behind"]
    if numbers["gap"] < numbers["gap_limit"]:
        small, limit = points_apart(numbers["gap"], numbers["gap_limit"])
        return say(
            "The case for {vendor} over {over} rests on little and is a close call: the gap is {gap} points, and one "
            "below {limit} counts as close.",
            vendor=ahead,
            over=behind,
            gap=small,
            limit=limit,
        )
    moved, limit = points_apart(100 * numbers["moved"], 100 * numbers["moved_limit"])
    return say(
        "The case for {vendor} over {over} rests on little and is a close call: moving {moved} percentage points of "
        "weight from some criteria to others would end it, and less than {limit} counts as close.",
        vendor=ahead,
        over=behind,
        moved=moved,
        limit=limit,
    )


def undecidable(reason: Reason) -> str:
    """Say that what is open could turn the comparison, and that too few draws speak for either vendor."""
    numbers = reason.numbers
    # As exactly as it takes to see that it falls short.
    often, needed = _shares_apart(numbers["share"], numbers["separation"], int(numbers["draws"]))
    fields: dict[str, Any] = {
        "vendor": reason.words["ahead"],
        "over": reason.words["behind"],
        "share": often,
        "separation": needed,
    }
    if numbers["draws"]:
        return say(
            "The case for {vendor} over {over} cannot be decided on present evidence: what is open could turn it, and "
            "{vendor} is ahead in {share} of the draws, where {separation} would tell them apart.",
            **fields,
        )
    return say(
        "The case for {vendor} over {over} cannot be decided on what is declared: the weights left open could turn it, "
        "and {vendor} is ahead for {share} of them, where {separation} would tell them apart.",
        **fields,
    )


def _shares_apart(low: float, high: float, draws: int) -> tuple[str, str]:
    said, other = share(low, draws), percent(high)
    return (said, other) if said != other else percents_apart(low, high)


def kept(reason: Reason) -> str:
    """Say which performances are enough to stay ahead, whatever becomes of the others."""
    return say(
        "As long as both keep their performance on {criteria}, {vendor} stays ahead of {over}, whatever becomes of the "
        "other criterion.",
        "As long as both keep their performance on {criteria}, {vendor} stays ahead of {over}, whatever becomes of the "
        "{count} other criteria.",
        count=reason.numbers["others"],
        criteria=reason.words["criteria"],
        vendor=reason.words["ahead"],
        over=reason.words["behind"],
    )


def percents_apart(one: float, other: float) -> tuple[str, str]:
    """Write two parts of 1 as percentages, with as many digits as it takes to tell them apart."""
    if percent(one) != percent(other):
        return percent(one), percent(other)
    first, second = points_apart(100 * one, 100 * other)
    return say("{number} %", number=first), say("{number} %", number=second)


def some(x: float) -> str:
    """Write a number of points that is not 0, and does not print as 0."""
    return points_apart(x, 0.0)[0]
