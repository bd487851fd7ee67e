"""The sentences of letters to vendors: the frame, the result, the points and who was chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from vendor_eval.analysis.wording import amount, belief_text, joined, number, percent, points, quoted, ranging, run_on
from vendor_eval.decision.criteria import Criterion
from vendor_eval.decision.document import Decision
from vendor_eval.decision.scales import LevelScale, Scale
from vendor_eval.languages.numbers import day
from vendor_eval.languages.phrases import say
from vendor_eval.reasons.debrief_view import View
from vendor_eval.reasons.disclosure import Profile
from vendor_eval.reasons.reason import Reason

__all__ = [
    *("notice_said", "next_step", "overall_said", "points_said", "profile_said", "result_said", "scale_said"),
    "winner_said",
]

TINY = 1e-9


def profile_said(profile: Profile) -> str:
    """Say whose rules of disclosure a letter keeps to."""
    titles = {
        "private": say("private buyer"),
        "us_preaward": say("US federal, excluded before award"),
        "us_federal": say("US federal, after award"),
        "eu": say("European Union"),
        "uk_2015": say("United Kingdom, procurements begun before 24 February 2025"),
        "uk_2023": say("United Kingdom, Procurement Act 2023"),
    }
    return titles.get(profile.key, profile.title)


def notice_said(profile: Profile) -> str:
    """Say that a letter is a draft and no legal advice, and by which rules it was drawn up."""
    rules: dict[str, Any] = {"profile": profile_said(profile), "day": day(profile.as_of)}
    return run_on(
        say("DRAFT, made from the record of the decision. It is no legal advice."),
        say(
            "Rules of disclosure: {profile}, as of {day} ({sources}). They may have changed since.",
            sources="; ".join(profile.sources),
            **rules,
        )
        if profile.sources
        else say("Rules of disclosure: {profile}, as of {day}.", **rules),
        say("A named person checks it, fills in what is marked, and signs it. This paragraph is then deleted."),
    )


def result_said(view: View, reasons: Sequence[Reason]) -> str:
    """Say how an offer came out, from the reasons for its verdict."""
    verdict = next(one for one in reasons if one.kind == "verdict")
    match view.standing:
        case "insufficient":
            return run_on(say("Your offer is insufficient."), *_shortfalls(verdict, reasons), _no_making_up())
        case "undetermined":
            return run_on(
                say("We cannot say yet whether your offer is sufficient."),
                *_open(verdict, reasons),
                say("We ask you to clear up what is listed below as open."),
            )
        case "chosen":
            return run_on(_sufficient(verdict), say("It was chosen."), say("This letter makes no contract."))
        case "pending":
            return run_on(
                _sufficient(verdict),
                say("The choice is not settled yet, and we shall write to you again."),
            )
        case _:
            return run_on(_sufficient(verdict), say("It was not chosen."))


def _sufficient(verdict: Reason) -> str:
    musts = int(verdict.numbers["musts"])
    if not musts:
        return say("Your offer is sufficient.")
    return say(
        "Your offer is sufficient: it meets the {count} requirement that must be met.",
        "Your offer is sufficient: it meets all {count} requirements that must be met.",
        count=musts,
    )


def _shortfalls(verdict: Reason, reasons: Sequence[Reason]) -> list[str]:
    numbers, words = verdict.numbers, verdict.words
    said = []
    if numbers["failed"]:
        said.append(
            say(
                "It fails {count} requirement that must be met: {criteria}.",
                "It fails {count} requirements that must be met: {criteria}.",
                count=numbers["failed"],
                criteria=_named(reasons, "requirement failed"),
            )
        )
    if words.get("overall") == "certain":
        said.append(
            say("Its overall value stays below the {minimum} points required.", minimum=number(numbers["minimum"]))
        )
    if words.get("accumulated") == "certain":
        said.append(
            say(
                "It fails more requirements that should be met than are allowed; allowed are {allowed}.",
                allowed=number(numbers["allowed"]),
            )
        )
    if numbers["open"]:
        said.append(
            say(
                "{count} more requirement that must be met is open: {criteria}.",
                "{count} more requirements that must be met are open: {criteria}.",
                count=numbers["open"],
                criteria=_named(reasons, "requirement open"),
            )
        )
    return said


def _open(verdict: Reason, reasons: Sequence[Reason]) -> list[str]:
    numbers, words = verdict.numbers, verdict.words
    said = []
    if numbers["open"]:
        said.append(
            say(
                "None is failed, but {count} requirement that must be met is open: {criteria}.",
                "None is failed, but {count} requirements that must be met are open: {criteria}.",
                count=numbers["open"],
                criteria=_named(reasons, "requirement open"),
            )
        )
    if words.get("overall"):
        said.append(
            say("Its overall value may lie below the {minimum} points required.", minimum=number(numbers["minimum"]))
        )
    if words.get("accumulated"):
        said.append(
            say(
                "It may fail more requirements that should be met than are allowed; allowed are {allowed}.",
                allowed=number(numbers["allowed"]),
            )
        )
    return said


def _named(reasons: Sequence[Reason], kind: str) -> str:
    """Name the criteria on which something is failed or open."""
    return joined(list(dict.fromkeys(one.words["criterion"] for one in reasons if one.kind == kind)))


def _no_making_up() -> str:
    return say("What must be met cannot be made up for elsewhere, so the offer was not considered for the choice.")


def overall_said(view: View) -> str:
    """Say the overall value of an offer."""
    row, weights = view.own.row(view.vendor), view.own.outcome.weights
    value, low, high = (points(float(row[name])) for name in ("value", "low", "high"))
    if low == high:
        return say("Overall your offer reaches {value} of 100 points {weights}.", value=value, weights=weights)
    return say(
        "Overall your offer reaches {value} of 100 points {weights}, and from {low} to {high} as far as what is known "
        "leaves it open.",
        value=value,
        weights=weights,
        low=low,
        high=high,
    )


def points_said(view: View, key: str) -> str:
    """Say what an offer reached on one criterion: weight, scale, what was assessed, its points, and the next step."""
    decision, model = view.own.decision, view.own.model
    criterion = decision.criteria[key]
    said: dict[str, Any] = {"criterion": decision.criterion_name(key)}
    weight = float(model.weights.mean[model.criteria.index(key)])
    return run_on(
        say("{criterion}. Weight: {weight}.", weight=percent(weight), **said)
        if "weights" in view.profile.shows
        else say("{criterion}.", **said),
        scale_said(criterion),
        _reached(view, key),
        _step_said(view, key),
    )


def scale_said(criterion: Criterion) -> str:
    """Say which performance is worth how many points."""
    steps = [_worth(criterion, performance, worth) for performance, worth in _steps(criterion)]
    between = say("; ", context="between the steps of a scale")
    return say("Scale: {steps}.", steps=between.join(steps)) if steps else ""


def _steps(criterion: Criterion) -> list[tuple[str, float]]:
    """Return the levels, or the stated performances, of a scale with their points, from worst to best."""
    match criterion.scale:
        case LevelScale() as scale:
            return [(quoted(level), scale.levels[level]) for level in scale.ordered]
        case Scale() as scale:
            rising = scale.knots if scale.more_is_better or scale.shape == "target" else scale.knots[::-1]
            return [(amount(raw, criterion.unit), worth) for raw, worth in rising]
        case _:
            return []


def _worth(criterion: Criterion, performance: str, worth: float) -> str:
    if isinstance(criterion.scale, LevelScale):
        return say("{count} point for {level}", "{count} points for {level}", level=performance, count=worth)
    return say(
        "{count} point at {performance}", "{count} points at {performance}", performance=performance, count=worth
    )


def _reached(view: View, key: str) -> str:
    decision, model = view.own.decision, view.own.model
    if model.unknown(view.vendor, key):
        return say("Assessed: nothing is known of it, so anything on the scale is possible.")
    observed = belief_text(decision.criteria[key], decision.assessments[view.vendor][key].belief)
    low, high = (points(x) for x in model.bounds(model.cell(view.vendor, key)))
    worth = low if low == high else ranging(low, high)
    return say("Assessed: {observed}. Worth in points: {points}.", observed=observed, points=worth)


def next_step(view: View, key: str) -> tuple[str, float] | None:
    """Return the next stated step of a scale above all that an offer may be worth, with its points; None at the top."""
    decision, model = view.own.decision, view.own.model
    criterion, high = decision.criteria[key], model.bounds(model.cell(view.vendor, key))[1]
    steps = _steps(criterion)
    if isinstance(criterion.scale, Scale) and criterion.scale.shape == "target":
        steps = [(amount(raw, criterion.unit), worth) for raw, worth in _near_side(view, key, criterion.scale)]
    above = [step for step in steps if step[1] > high + TINY]
    return min(above, key=lambda step: step[1], default=None)


def _near_side(view: View, key: str, scale: Scale) -> Sequence[tuple[float, float]]:
    """Return the knots of a scale on the side of the best on which an offer stands."""
    if view.own.model.unknown(view.vendor, key):
        return scale.knots
    low, high = view.own.model.cell(view.vendor, key).central(view.own.decision.policy.coverage)
    below = (low + high) / 2 <= scale.best
    return [(raw, worth) for raw, worth in scale.knots if (raw <= scale.best) == below or raw == scale.best]


def _step_said(view: View, key: str) -> str:
    if view.own.model.unknown(view.vendor, key):
        return ""
    step = next_step(view, key)
    if step is None:
        return "" if _at_the_top(view, key) else say("As far as known, it may reach the top of the scale.")
    return say("Next step up: {step}.", step=_worth(view.own.decision.criteria[key], *step))


def _at_the_top(view: View, key: str) -> bool:
    low, _ = view.own.model.bounds(view.own.model.cell(view.vendor, key))
    return low >= 100 - TINY


def winner_said(view: View) -> list[str]:
    """Say what may be said of the one that was chosen."""
    if view.nobody:
        return [say("No offer was chosen.")]
    winner = view.winner
    if winner is None:
        return []
    decision: Decision = view.own.decision
    said = [say("The offer of {vendor} was chosen.", vendor=winner.name)]
    if winner.value is not None:
        own = points(float(view.own.row(view.vendor)["value"]))
        value = points(winner.value)
        said.append(say("It reaches {value} of 100 points overall, yours {own}.", value=value, own=own))
    if winner.cost and view.cost:
        said.append(say("Its cost: {cost}. The cost of yours: {own}.", cost=winner.cost, own=view.cost))
    if "rationale" in view.profile.shows:
        said.append(
            say(
                "It was chosen because it has the highest overall value of the sufficient offers, at the stated "
                "criteria and weights."
            )
        )
    if winner.ahead:
        names = joined([decision.criterion_name(key) for key in winner.ahead])
        said.append(say("The chosen offer reaches more points than yours on: {criteria}.", criteria=names))
    elif winner.ahead is not None:
        said.append(say("The chosen offer reaches more points than yours on no criterion."))
    return [run_on(*said), *_place_said(view)]


def _place_said(view: View) -> list[str]:
    if view.place is not None:
        place, of = (number(x) for x in view.place)
        return [say("Offers that were ranked: {of}. Place of yours: {place}.", of=of, place=place)]
    return []
