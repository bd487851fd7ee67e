"""How verdicts are said: their grounds, what would cure them, what one requirement decides, and who stands where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from vendor_eval.analysis.vocabulary import verdict_said
from vendor_eval.analysis.wording import joined, number, points, points_apart, run_on
from vendor_eval.languages.phrases import say

if TYPE_CHECKING:
    from vendor_eval.reasons.reason import Reason

__all__ = [
    "accumulated",
    "cure",
    "overall",
    "policy",
    "standing",
    "value_without_rank",
    "verdict",
    "without_requirement",
]

Numbers = Mapping[str, float]
Words = Mapping[str, str]


def verdict(reason: Reason) -> str:
    """Say a verdict and its grounds in short."""
    grounds = {"insufficient": _failing, "undetermined": _unsure}.get(reason.words["verdict"], _meeting)
    clauses = list(grounds(reason.numbers, reason.words))
    first = say(
        "{vendor} is {verdict}: {grounds}.",
        vendor=reason.words["vendor"],
        verdict=verdict_said(reason.words["verdict"]),
        grounds=joined(clauses),
    )
    waived = reason.numbers.get("waived", 0)
    if not waived:
        return first
    also = say(
        "{count} requirement that must be met is waived for it.",
        "{count} requirements that must be met are waived for it.",
        count=waived,
    )
    return run_on(first, also)


def _failing(numbers: Numbers, words: Words) -> Iterator[str]:
    failed, unsure, musts = numbers["failed"], numbers["open"], numbers["musts"]
    if failed and musts == 1:
        yield say("it fails the 1 requirement that must be met")
    elif failed and unsure:
        yield say(
            "it fails {failed} of the {musts} requirements that must be met ({count} more is open)",
            "it fails {failed} of the {musts} requirements that must be met ({count} more are open)",
            count=unsure,
            failed=number(failed),
            musts=number(musts),
        )
    elif failed:
        yield say(
            "it fails {failed} of the {musts} requirements that must be met",
            failed=number(failed),
            musts=number(musts),
        )
    if words.get("overall") == "certain":
        yield say("its overall value stays below {minimum} points", minimum=number(numbers["minimum"]))
    if words.get("accumulated") == "certain":
        yield say(
            "it fails more than {allowed} of the requirements that should be met", allowed=number(numbers["allowed"])
        )


def _unsure(numbers: Numbers, words: Words) -> Iterator[str]:
    unsure, musts = numbers["open"], numbers["musts"]
    if unsure and musts == 1:
        yield say("the 1 requirement that must be met is open")
    elif unsure and musts == unsure:
        yield say("all {musts} requirements that must be met are open", musts=number(musts))
    elif unsure:
        yield say(
            "{count} of the {musts} requirements that must be met is open, and none is failed",
            "{count} of the {musts} requirements that must be met are open, and none is failed",
            count=unsure,
            musts=number(musts),
        )
    if words.get("overall"):
        yield say("its overall value may stay below {minimum} points", minimum=number(numbers["minimum"]))
    if words.get("accumulated"):
        yield say(
            "it may fail more than {allowed} of the requirements that should be met",
            allowed=number(numbers["allowed"]),
        )


def _meeting(numbers: Numbers, _: Words) -> Iterator[str]:
    musts = numbers["musts"]
    if musts:
        yield say(
            "it meets the {count} requirement that must be met",
            "it meets all {count} requirements that must be met",
            count=musts,
        )
    elif numbers.get("waived"):
        yield say("no requirement that must be met is held against it")
    else:
        yield say("the decision states no requirement that must be met")
    if "minimum" in numbers:
        yield say("its overall value is at least {minimum} points", minimum=number(numbers["minimum"]))
    if "allowed" in numbers:
        yield say(
            "it fails at most {allowed} of the requirements that should be met", allowed=number(numbers["allowed"])
        )


def overall(reason: Reason) -> str:
    """Say how an overall value stands to the least that is required."""
    weights = reason.words["weights"]
    high, minimum = points_apart(reason.numbers["high"], reason.numbers["minimum"])
    if reason.words.get("certain"):
        return say(
            "Its overall value reaches at most {high} points {weights}; at least {minimum} are required.",
            high=high,
            weights=weights,
            minimum=minimum,
        )
    low, _ = points_apart(reason.numbers["low"], reason.numbers["minimum"])
    return say(
        "Its overall value may lie anywhere from {low} to {high} points {weights}; at least {minimum} are required.",
        low=low,
        high=high,
        weights=weights,
        minimum=minimum,
    )


def accumulated(reason: Reason) -> str:
    """Say how many shoulds are failed or open, and how many may be."""
    numbers, words = reason.numbers, reason.words
    failed, unsure, allowed = numbers["failed"], numbers["open"], number(numbers["allowed"])
    if not failed:
        return say(
            "{count} requirement that should be met is open ({criteria}); a sufficient vendor fails at most {allowed}.",
            "{count} requirements that should be met are open ({criteria}); a sufficient vendor fails at most "
            "{allowed}.",
            count=unsure,
            criteria=words["criteria_open"],
            allowed=allowed,
        )
    if not unsure:
        return say(
            "It fails {count} requirement that should be met ({criteria}); a sufficient vendor fails at most "
            "{allowed}.",
            "It fails {count} requirements that should be met ({criteria}); a sufficient vendor fails at most "
            "{allowed}.",
            count=failed,
            criteria=words["criteria_failed"],
            allowed=allowed,
        )
    return say(
        "It fails {count} requirement that should be met ({criteria}; open besides: {more}); a sufficient vendor fails "
        "at most {allowed}.",
        "It fails {count} requirements that should be met ({criteria}; open besides: {more}); a sufficient vendor "
        "fails at most {allowed}.",
        count=failed,
        criteria=words["criteria_failed"],
        more=words["criteria_open"],
        allowed=allowed,
    )


def without_requirement(reason: Reason) -> str:
    """Say what a vendor would be without a requirement that it fails, and if it would be chosen or would lead."""
    words = reason.words
    if "requirements" in reason.numbers:
        return say(
            "Without any single one of the requirements {requirements}, {vendor} would still be insufficient.",
            requirements=words["required"],
            vendor=words["vendor"],
        )
    if words["verdict"] == "insufficient":
        return say(
            "Without the requirement {required} alone, {vendor} would still be insufficient.",
            required=words["required"],
            vendor=words["vendor"],
        )
    first = say(
        "Without the requirement {required}, {vendor} would be {verdict}.",
        required=words["required"],
        vendor=words["vendor"],
        verdict=verdict_said(words["verdict"]),
    )
    return run_on(first, _would(reason))


def _would(reason: Reason) -> str:
    """Say whether a vendor would then be chosen, or would lead, or who would be ahead of it."""
    vendor, ahead = reason.words["vendor"], reason.words.get("ahead", "")
    match reason.words["place"]:
        case "chosen":
            return say("Then {vendor} would be chosen.", vendor=vendor)
        case "chosen among":
            return say("Then {vendor} would be among those chosen.", vendor=vendor)
        case "lead":
            return say("Then {vendor} would lead if all that is open were met.", vendor=vendor)
        case "behind if met":
            return say(
                "It would not lead even if all that is open were met: {ahead} would be ahead of it.", ahead=ahead
            )
        case _:
            return say("It would not be chosen: {ahead} would be ahead of it.", ahead=ahead)


def cure(reason: Reason) -> str:
    """Say what would make a vendor sufficient."""
    vendor, count = reason.words["vendor"], reason.numbers["changes"]
    if not count:
        return say("No performances within the scales would make {vendor} sufficient.", vendor=vendor)
    return say(
        "{vendor} would be sufficient with this change: {changes}.",
        "{vendor} would be sufficient with these {count} changes together: {changes}.",
        count=count,
        vendor=vendor,
        changes=reason.words["changes"],
    )


def policy(reason: Reason) -> str:
    """Say what the decision's policy on unknowns did to a vendor, and what the other policy would do."""
    count, other = reason.numbers["unknown"], verdict_said(reason.words["other_verdict"])
    if reason.words["policy"] == "fail":
        did = say(
            "On {count} requirement nothing is known; the decision's policy counts it as failed.",
            "On {count} requirements nothing is known; the decision's policy counts them as failed.",
            count=count,
        )
        if reason.words["other_verdict"] == reason.words["verdict"]:
            then = say("If unknowns were left open, the verdict would be the same.")
        else:
            then = say("If unknowns were left open, the verdict would be {verdict}.", verdict=other)
        return run_on(did, then)
    did = say(
        "On {count} requirement nothing is known; the decision's policy leaves it open.",
        "On {count} requirements nothing is known; the decision's policy leaves them open.",
        count=count,
    )
    if reason.words["other_verdict"] == reason.words["verdict"]:
        then = say("If unknowns counted as failed, the verdict would be the same.")
    else:
        then = say("If unknowns counted as failed, the verdict would be {verdict}.", verdict=other)
    return run_on(did, then)


def value_without_rank(reason: Reason) -> str:
    """Say the value of a vendor that is insufficient."""
    value, low, high = (points(reason.numbers[name]) for name in ("value", "low", "high"))
    if low == high:
        return say(
            "It keeps its value of {value} points {weights}, but has no rank.",
            value=value,
            weights=reason.words["weights"],
        )
    return say(
        "It keeps its value of {value} points (from {low} to {high}) {weights}, but has no rank.",
        value=value,
        low=low,
        high=high,
        weights=reason.words["weights"],
    )


def standing(reason: Reason) -> str:
    """Say where a vendor stands among those that are, or could be, sufficient."""
    numbers, words = reason.numbers, reason.words
    fields: dict[str, Any] = {"value": points(numbers["value"]), "weights": words["weights"]}
    places: dict[str, Any] = fields | {
        "rank": number(numbers["rank"]),
        "of": number(numbers["of"]),
        "level": words.get("level", ""),
    }
    if words.get("if_met"):
        return _standing_if_met(numbers, words, fields, places)
    if numbers["of"] == 1:
        return say("It is the only one of the sufficient vendors, with {value} points {weights}.", **fields)
    if words.get("level"):
        return say(
            "It is level with {level} at number {rank} of the {of} sufficient vendors, with {value} points {weights}.",
            **places,
        )
    return say("It is number {rank} of the {of} sufficient vendors, with {value} points {weights}.", **places)


def _standing_if_met(numbers: Numbers, words: Words, fields: Mapping[str, Any], places: Mapping[str, Any]) -> str:
    if numbers["of"] == 1:
        return say(
            "If all open requirements were met, it would be the only one of the vendors that are or could be "
            "sufficient, with {value} points {weights}.",
            **fields,
        )
    if words.get("level"):
        return say(
            "If all open requirements were met, it would be level with {level} at number {rank} of the {of} vendors "
            "that are or could be sufficient, with {value} points {weights}.",
            **places,
        )
    return say(
        "If all open requirements were met, it would be number {rank} of the {of} vendors that are or could be "
        "sufficient, with {value} points {weights}.",
        **places,
    )
