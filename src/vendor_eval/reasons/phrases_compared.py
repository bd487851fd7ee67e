"""How a comparison of two vendors is said: the gap, each criterion, what is not known, and how sure it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vendor_eval.analysis.wording import points, points_apart, run_on, share
from vendor_eval.engine.ranks import TIE
from vendor_eval.languages.phrases import say
from vendor_eval.reasons.phrases_argued import percents_apart, some

if TYPE_CHECKING:
    from vendor_eval.reasons.reason import Reason

__all__ = ["difference", "gap", "level", "robustness", "sensitivity", "unknown", "without_weight"]


def gap(reason: Reason) -> str:
    """Say how far one vendor is ahead of, or behind, another, and what that is made of."""
    first = _gap(reason)
    pros, cons = reason.numbers["advantages"], reason.numbers["sacrifices"]
    if not pros or not cons:
        return first
    sums = say(
        "Its advantages sum to {advantages} points, its disadvantages to {disadvantages}.",
        advantages=some(pros),
        disadvantages=some(cons),
    )
    return run_on(first, sums)


def _gap(reason: Reason) -> str:
    """Say the gap itself: with a condition the order of words is another one in other languages."""
    numbers, words = reason.numbers, reason.words
    ours, theirs = points_apart(numbers["value"], numbers["over_value"])
    fields: dict[str, Any] = {"vendor": words["vendor"], "over": words["over"], "weights": words["weights"]}
    apart = fields | {"gap": some(abs(numbers["gap"])), "ours": ours, "theirs": theirs}
    condition = words.get("condition")
    if abs(numbers["gap"]) <= TIE:
        value = points(numbers["value"])
        if condition:
            return say(
                "{condition}, {vendor} and {over} are level with {value} points {weights}.",
                condition=condition,
                value=value,
                **fields,
            )
        return say("{vendor} and {over} are level with {value} points {weights}.", value=value, **fields)
    if numbers["gap"] > 0:
        if condition:
            return say(
                "{condition}, {vendor} is {gap} points ahead of {over}: {ours} against {theirs} points {weights}.",
                condition=condition,
                **apart,
            )
        return say("{vendor} is {gap} points ahead of {over}: {ours} against {theirs} points {weights}.", **apart)
    if condition:
        return say(
            "{condition}, {vendor} is {gap} points behind {over}: {ours} against {theirs} points {weights}.",
            condition=condition,
            **apart,
        )
    return say("{vendor} is {gap} points behind {over}: {ours} against {theirs} points {weights}.", **apart)


def difference(reason: Reason) -> str:
    """Say an advantage or a disadvantage on one criterion."""
    sign = "+" if reason.numbers["difference"] > 0 else ""
    fields: dict[str, Any] = {
        "difference": sign + points(reason.numbers["difference"]),
        "criterion": reason.words["criterion"],
        "against": reason.words["against"],
    }
    if reason.words.get("taken"):
        return say(
            "{difference} points on {criterion}: {against}, with {vendors} taken as meeting what is required.",
            vendors=reason.words["taken"],
            **fields,
        )
    return say("{difference} points on {criterion}: {against}.", **fields)


def level(reason: Reason) -> str:
    """Say on which criteria two vendors are level."""
    return say(
        "Level on {count} criterion: {criteria}.",
        "Level on {count} criteria: {criteria}.",
        count=reason.numbers["criteria"],
        criteria=reason.words["criteria"],
    )


def without_weight(reason: Reason) -> str:
    """Say which criteria carry no weight."""
    return say(
        "{count} criterion carries no weight: {criteria}.",
        "{count} criteria carry no weight: {criteria}.",
        count=reason.numbers["criteria"],
        criteria=reason.words["criteria"],
    )


def unknown(reason: Reason) -> str:
    """Say what is not known of a criterion, and what it may be worth."""
    low, high = points_apart(reason.numbers["low"], reason.numbers["high"])
    fields: dict[str, Any] = {"criterion": reason.words["criterion"], "low": low, "high": high}
    if reason.words.get("whom"):
        first = say(
            "{criterion} is not known for {vendor}; it may be worth anything from {low} to {high} points in this "
            "comparison.",
            vendor=reason.words["whom"],
            **fields,
        )
    else:
        first = say(
            "{criterion} is not known for either of them; it may be worth anything from {low} to {high} points in this "
            "comparison.",
            **fields,
        )
    return run_on(first, say("Learning it could turn the comparison.") if reason.words.get("could_turn") else "")


def robustness(reason: Reason) -> str:
    """Say how often one vendor is ahead of the other when what is open is drawn."""
    numbers, words = reason.numbers, reason.words
    draws = int(numbers["draws"])
    fields: dict[str, Any] = {
        "vendor": words["ahead"],
        "over": words["behind"],
        "share": share(numbers["share"], draws),
    }
    if not draws:
        return _share_of_weights(reason, fields)
    fields |= {"weights": words["weights"], "seed": _seed(numbers["seed"])}
    if words.get("if_met"):
        return say(
            "Of {count} draw {weights} (seed {seed}), {vendor} is ahead of {over} in {share}, if the open requirements "
            "are met.",
            "Of {count} draws {weights} (seed {seed}), {vendor} is ahead of {over} in {share}, if the open "
            "requirements are met.",
            count=draws,
            **fields,
        )
    return say(
        "Of {count} draw {weights} (seed {seed}), {vendor} is ahead of {over} in {share}.",
        "Of {count} draws {weights} (seed {seed}), {vendor} is ahead of {over} in {share}.",
        count=draws,
        **fields,
    )


def _share_of_weights(reason: Reason, fields: dict[str, Any]) -> str:
    if reason.words.get("if_met"):
        return say(
            "{vendor} is ahead of {over} for {share} of the weights, if the open requirements are met.", **fields
        )
    return say("{vendor} is ahead of {over} for {share} of the weights.", **fields)


def _seed(seed: float) -> str:
    """Write a seed as it is typed, without separators."""
    return str(int(seed))


def sensitivity(reason: Reason) -> str:
    """Say which single weight is nearest to ending a lead."""
    words, numbers = reason.words, reason.numbers
    fields: dict[str, Any] = {"vendor": words["ahead"], "over": words["behind"]}
    if "turning" not in numbers:
        return say(
            "No single weight, however large or small, would end the lead of {vendor} over {over}, the others in "
            "proportion.",
            **fields,
        )
    now, then = percents_apart(numbers["weight"], numbers["turning"])
    return say(
        "Of single weights, that of {criterion} is nearest to ending the lead of {vendor} over {over}: at {turning} "
        "instead of {weight}, the others in proportion, they are level.",
        criterion=words["criterion"],
        weight=now,
        turning=then,
        **fields,
    )
