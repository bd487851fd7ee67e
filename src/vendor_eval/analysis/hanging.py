"""What an outcome hangs on, in the one or two sentences that belong beside it: requirements, evidence, weights."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from vendor_eval.analysis.information import Information
from vendor_eval.analysis.outcome import Outcome
from vendor_eval.analysis.pressure import Pressure
from vendor_eval.analysis.pressure_said import choice_said
from vendor_eval.analysis.sensitivity import Sensitivity
from vendor_eval.analysis.sensitivity_said import slightest_said
from vendor_eval.analysis.wording import (
    asked_text,
    belief_text,
    clauses,
    joined,
    listed,
    observed_text,
    percent,
    quoted,
    run_on,
    share,
)
from vendor_eval.languages.phrases import say

__all__ = ["hanging_text"]

MANY = 10**6  # a chance that is worked out claims more than one that is counted
LITTLE = 0.005  # a smaller chance is not worth naming
LEAST = 0.05  # percentage points: less prints as the same weight
MOST_NAMED = 2  # requirements, performances


def hanging_text(outcome: Outcome, sensitivity: Sensitivity, information: Information) -> str:
    """Say what else would put another vendor first: the requirement, the evidence and the weight that are nearest.

    What is open for a vendor that would lead is part of the outcome itself, and is not said again.
    """
    return run_on(*_sentences(outcome, sensitivity, information))


def _sentences(outcome: Outcome, sensitivity: Sensitivity, information: Information) -> Iterator[str]:
    yield from _requirements(outcome, sensitivity)
    contest = sensitivity.contest
    certain = outcome.lead is not None and outcome.lead.certain
    everywhere = outcome.lead is not None and outcome.lead.whatever_weights
    if contest.leader is None or len(contest.vendors) < 2 or everywhere:
        return
    if outcome.open_evidence and not certain:
        yield _performances(sensitivity, information)
    if len(contest.criteria) > 1:
        yield _weights(sensitivity)


def _requirements(outcome: Outcome, sensitivity: Sensitivity) -> Iterator[str]:
    """Say which requirement, but for those that are open for who would lead, keeps another vendor from being first."""
    named = [one.requirement for one in outcome.hangs_on]
    deciding = [
        one
        for one in sensitivity.pressures
        if one.changes_outcome and not any(one.requirement is each for each in named)
    ]
    if not deciding:
        return
    changes = [
        say("without {requirement}, {choice}", requirement=_asked(sensitivity, one), choice=_choice(outcome, one))
        for one in deciding[:MOST_NAMED]
    ]
    rest = len(deciding) - len(changes)
    if rest:
        changes.append(
            say(
                "{count} other would change the outcome, too",
                "{count} others would change the outcome, too",
                count=rest,
            )
        )
    yield say(
        "One requirement decides: {changes}.",
        "Requirements decide: {changes}.",
        count=len(deciding),
        changes=clauses(changes),
    )


def _choice(outcome: Outcome, one: Pressure) -> str:
    return choice_said(one.outcome_without, outcome)


def _asked(sensitivity: Sensitivity, one: Pressure) -> str:
    return quoted(asked_text(sensitivity.decision.criterion_name(one.criterion), one.required))


def _performances(sensitivity: Sensitivity, information: Information) -> str:
    """Say which single performance could put another vendor first, within what is known of it."""
    likely = information.table[~information.table["decides"] & (information.table["p_change"] >= LITTLE)]
    if not sensitivity.contest.if_met and len(likely):
        best = likely.sort_values("p_change", ascending=False, kind="stable").iloc[0]
        return say(
            "Of single performances, {performance} is the likeliest to change the choice: with a chance of {chance}.",
            performance=observed_text(best["name"], best["vendor_name"], best["known"]),
            chance=share(float(best["p_change"]), MANY),
        )
    enough = sensitivity.switching[sensitivity.switching["open"]]
    far = (enough["switching_points"] - enough["points"]).abs()
    enough = enough.loc[far.sort_values(kind="stable").index]
    pairs = list(zip(enough["vendor"], enough["criterion"], strict=True))
    return _enough(_given(sensitivity), [_known(sensitivity, vendor, key) for vendor, key in pairs])


def _given(sensitivity: Sensitivity) -> str:
    """Say what is held while single performances change, as a sentence begins."""
    if sensitivity.contest.if_met:
        return say("With the open requirements met and all else as expected")
    return say("With all else as expected")


def _enough(given: str, performances: Sequence[str]) -> str:
    """Say which performances are enough to put another vendor first."""
    rest = len(performances) - MOST_NAMED
    if not performances:
        return say(
            "{given}, no single performance could put another vendor first within what is known of it.", given=given
        )
    if len(performances) == 1:
        return say(
            "{given}, {performance} could alone put another vendor first.", given=given, performance=performances[0]
        )
    if rest <= 0:
        return say(
            "{given}, {performances} could each put another vendor first.",
            given=given,
            performances=joined(performances),
        )
    return say(
        "{given}, {performances} and {count} other could each put another vendor first.",
        "{given}, {performances} and {count} others could each put another vendor first.",
        count=rest,
        given=given,
        performances=listed(performances[:MOST_NAMED]),
    )


def _known(sensitivity: Sensitivity, vendor: str, key: str) -> str:
    decision = sensitivity.decision
    known = belief_text(decision.criteria[key], decision.assessments[vendor][key].belief)
    return observed_text(decision.criterion_name(key), decision.vendor_name(vendor), known)


def _weights(sensitivity: Sensitivity) -> str:
    """Say which single weight is nearest to putting another vendor first."""
    rows = sensitivity.table.sort_values("distance", kind="stable").to_dict("records")
    if not rows or math.isinf(rows[0]["distance"]):
        return say("No single weight, however large or small, changes who is first.")
    nearest = rows[0]
    falls = nearest["fall"] <= nearest["rise"]
    end, takers = (nearest["low"], nearest["below"]) if falls else (nearest["high"], nearest["above"])
    names = [sensitivity.decision.vendor_name(key) for key in takers.split(", ")]
    if nearest["distance"] < LEAST:
        return slightest_said(nearest["name"], names, less=falls)
    return say(
        "Of single weights, {criterion} comes nearest to changing who is first: at {end} instead of {weight}, "
        "{vendors} takes over.",
        "Of single weights, {criterion} comes nearest to changing who is first: at {end} instead of {weight}, "
        "{vendors} take over.",
        count=len(names),
        criterion=nearest["name"],
        end=percent(end),
        weight=percent(nearest["weight"]),
        vendors=joined(names),
    )
