"""What an outcome hangs on, in the one or two sentences that belong beside it: requirements, evidence, weights."""

from __future__ import annotations

import math
from collections.abc import Iterator

from vendor_eval.analysis.information import Information
from vendor_eval.analysis.outcome import Outcome
from vendor_eval.analysis.pressure import Pressure
from vendor_eval.analysis.pressure_said import choice_said
from vendor_eval.analysis.sensitivity import Sensitivity
from vendor_eval.analysis.wording import belief_text, counted, joined, percent, share

__all__ = ["hanging_text"]

MANY = 10**6  # a chance that is worked out claims more than one that is counted
LITTLE = 0.005  # a smaller chance is not worth naming
LEAST = 0.05  # percentage points: less prints as the same weight
MOST_NAMED = 2  # requirements, performances


def hanging_text(outcome: Outcome, sensitivity: Sensitivity, information: Information) -> str:
    """Say what else would put another vendor first: the requirement, the evidence and the weight that are nearest.

    What is open for a vendor that would lead is part of the outcome itself, and is not said again.
    """
    return " ".join(_sentences(outcome, sensitivity, information))


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
    parts = [
        f"without {_asked(sensitivity, one)}, {choice_said(one.outcome_without, outcome)}"
        for one in deciding[:MOST_NAMED]
    ]
    rest = len(deciding) - len(parts)
    more = f"; {counted(rest, 'other')} would change the outcome, too" if rest else ""
    kind = "One requirement decides" if len(deciding) == 1 else "Requirements decide"
    yield f"{kind}: {'; '.join(parts)}{more}."


def _asked(sensitivity: Sensitivity, one: Pressure) -> str:
    return f"“{sensitivity.decision.criterion_name(one.criterion)} {one.required}”"


def _performances(sensitivity: Sensitivity, information: Information) -> str:
    """Say which single performance could put another vendor first, within what is known of it."""
    likely = information.table[~information.table["decides"] & (information.table["p_change"] >= LITTLE)]
    if not sensitivity.contest.if_met and len(likely):
        best = likely.sort_values("p_change", ascending=False, kind="stable").iloc[0]
        what = f"{best['name']} of {best['vendor_name']} ({best['known']} now)"
        chance = share(float(best["p_change"]), MANY)
        return f"Of single performances, {what} is the likeliest to change the choice: with a chance of {chance}."
    met = "the open requirements met and " if sensitivity.contest.if_met else ""
    given = f"With {met}all else as expected,"
    enough = sensitivity.switching[sensitivity.switching["open"]]
    far = (enough["switching_points"] - enough["points"]).abs()
    enough = enough.loc[far.sort_values(kind="stable").index]
    pairs = list(zip(enough["vendor"], enough["criterion"], strict=True))
    if not pairs:
        return f"{given} no single performance could put another vendor first within what is known of it."
    named = [_known(sensitivity, vendor, key) for vendor, key in pairs[:MOST_NAMED]]
    rest = len(pairs) - len(named)
    listed = joined([*named, counted(rest, "other")] if rest else named)
    how = "alone" if len(pairs) == 1 else "each"
    return f"{given} {listed} could {how} put another vendor first."


def _known(sensitivity: Sensitivity, vendor: str, key: str) -> str:
    decision = sensitivity.decision
    known = belief_text(decision.criteria[key], decision.assessments[vendor][key].belief)
    return f"{decision.criterion_name(key)} of {decision.vendor_name(vendor)} ({known} now)"


def _weights(sensitivity: Sensitivity) -> str:
    """Say which single weight is nearest to putting another vendor first."""
    rows = sensitivity.table.sort_values("distance", kind="stable").to_dict("records")
    if not rows or math.isinf(rows[0]["distance"]):
        return "No single weight, however large or small, changes who is first."
    nearest = rows[0]
    falls = nearest["fall"] <= nearest["rise"]
    end, takers = (nearest["low"], nearest["below"]) if falls else (nearest["high"], nearest["above"])
    names = [sensitivity.decision.vendor_name(key) for key in takers.split(", ")]
    take = f"{joined(names)} {'takes' if len(names) == 1 else 'take'} over"
    if nearest["distance"] < LEAST:
        return f"With {nearest['name']} weighed ever so little {'less' if falls else 'more'}, {take}."
    where = f"at {percent(end)} instead of {percent(nearest['weight'])}"
    return f"Of single weights, {nearest['name']} comes nearest to changing who is first: {where}, {take}."
