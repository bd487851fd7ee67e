"""What the outcome hangs on, in sentences that a board can read."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from vendor_eval.analysis.pressure_said import pressure_said
from vendor_eval.analysis.whatever_said import whatever_said
from vendor_eval.analysis.wording import joined, number, percent, points, run_on
from vendor_eval.languages.phrases import say

if TYPE_CHECKING:
    from vendor_eval.analysis.sensitivity import Sensitivity

__all__ = ["requirements_said", "sensitivity_text", "slightest_said", "weights_and_evidence_said"]

LEVEL = 1e-6  # percentage points of weight: less is no change
ALIKE = 0.05  # points, or percentage points of weight: less prints alike
MOST_NAMED = 3  # vendors that no weights put first


def sensitivity_text(found: Sensitivity) -> str:
    """Return what the outcome hangs on, one sentence or two a line."""
    return "\n".join([*weights_and_evidence_said(found), *requirements_said(found)])


def weights_and_evidence_said(found: Sensitivity) -> Iterator[str]:
    """Say what hangs on weights and on single performances."""
    contest = found.contest
    if contest.leader is None:
        yield say("No vendor is in the running: every one is insufficient, so no weight changes the outcome.")
    elif len(contest.vendors) == 1:
        yield say("{vendor} alone is in the running, so no weight changes who is first.", vendor=contest.name(0))
    else:
        yield run_on(_first(found), _one_weight(found))
        if len(contest.criteria) > 1:
            yield _all_weights(found)
            yield from _never(found)
        yield whatever_said(found)
        yield from _gap(found)
        yield from _regret(found)


def _first(found: Sensitivity) -> str:
    """Say who is first."""
    outcome = found.evaluation.outcome
    level = outcome.would_lead or outcome.equals
    names = joined([found.decision.vendor_name(key) for key in level])
    match len(level) == 1, found.contest.if_met:
        case True, True:
            return say(
                "If the open requirements are met, {vendor} is first {weights}.",
                context="at expected values",
                vendor=names,
                weights=outcome.weights,
            )
        case True, False:
            return say(
                "{vendor} is first {weights}.", context="at expected values", vendor=names, weights=outcome.weights
            )
        case False, True:
            return say(
                "If the open requirements are met, {vendors} are first together {weights}.",
                vendors=names,
                weights=outcome.weights,
            )
        case _:
            return say("{vendors} are first together {weights}.", vendors=names, weights=outcome.weights)


def _one_weight(found: Sensitivity) -> str:
    """Say which weight is nearest to changing who is first."""
    if len(found.contest.criteria) == 1:
        return say("Only one criterion has weight, so no weight changes that.")
    rows = found.table.sort_values("distance", kind="stable").to_dict("records")
    nearest = rows[0] if rows else None
    if nearest is None or math.isinf(nearest["distance"]):
        return say("No single weight changes that, however large or small.")
    falls = nearest["fall"] <= nearest["rise"]
    end, takers = (nearest["low"], nearest["below"]) if falls else (nearest["high"], nearest["above"])
    names = [found.decision.vendor_name(key) for key in takers.split(", ")]
    if nearest["distance"] < ALIKE:
        return slightest_said(nearest["name"], names, less=falls)
    values = {
        "criterion": nearest["name"],
        "weight": percent(nearest["weight"]),
        "end": percent(end),
        "vendors": joined(names),
    }
    if falls:
        return say(
            "The weight nearest to changing that is {criterion}: where it falls from {weight} to {end}, {vendors} "
            "takes over.",
            "The weight nearest to changing that is {criterion}: where it falls from {weight} to {end}, {vendors} "
            "take over.",
            count=len(names),
            **values,
        )
    return say(
        "The weight nearest to changing that is {criterion}: where it rises from {weight} to {end}, {vendors} "
        "takes over.",
        "The weight nearest to changing that is {criterion}: where it rises from {weight} to {end}, {vendors} "
        "take over.",
        count=len(names),
        **values,
    )


def slightest_said(criterion: str, vendors: Sequence[str], *, less: bool) -> str:
    """Say who takes over at the slightest change of a weight."""
    if less:
        return say(
            "With {criterion} weighed ever so little less, {vendors} takes over.",
            "With {criterion} weighed ever so little less, {vendors} take over.",
            count=len(vendors),
            criterion=criterion,
            vendors=joined(vendors),
        )
    return say(
        "With {criterion} weighed ever so little more, {vendors} takes over.",
        "With {criterion} weighed ever so little more, {vendors} take over.",
        count=len(vendors),
        criterion=criterion,
        vendors=joined(vendors),
    )


def _all_weights(found: Sensitivity) -> str:
    """Say how little has to move between criteria to put another vendor first."""
    possible = found.flips[found.flips["possible"]]
    if possible.empty:
        return say("No change of the weights at all puts another vendor first.")
    nearest = possible.iloc[0]
    if nearest["points_moved"] <= LEVEL:
        return say(
            "{vendor} is level with it: other weights, however little they differ, can put it first.",
            vendor=nearest["name"],
        )
    changes = [
        say(
            "{criterion} {before} to {after}",
            criterion=found.decision.criterion_name(key),
            before=percent(now),
            after=percent(after),
        )
        for key, now, after in _moved(found, nearest["weights"])
    ]
    return say(
        "It takes {points} percentage points of weight, moved from some criteria to others, to put {vendor} first: "
        "{changes}.",
        points=number(round(float(nearest["points_moved"]), 1)),
        vendor=nearest["name"],
        changes=joined(changes),
    )


def _moved(found: Sensitivity, weights: dict[str, float]) -> list[tuple[str, float, float]]:
    now = dict(zip(found.contest.criteria, found.contest.weights.tolist(), strict=True))
    changes = [(key, now[key], after) for key, after in weights.items() if abs(after - now[key]) > 5e-5]
    return sorted(changes, key=lambda one: one[1] - one[2], reverse=True)


def _never(found: Sensitivity) -> Iterator[str]:
    """Say of some vendors why no weights put them first, and count the others."""
    never = found.flips[~found.flips["possible"]]
    named = never.head(MOST_NAMED)
    for name, why in zip(named["name"], named["why_never"], strict=True):
        yield say("At expected values no weights put {vendor} first: {reason}.", vendor=name, reason=why)
    if len(never) > MOST_NAMED:
        yield say(
            "Nor do any weights put {count} other vendor first.",
            "Nor do any weights put {count} other vendors first.",
            count=len(never) - MOST_NAMED,
        )


def _gap(found: Sensitivity) -> Iterator[str]:
    """Say on which uncertain performance the gap to the second hangs most."""
    second = found.contest.second
    if found.tornado.empty or second is None:
        return
    most = found.tornado.iloc[0]
    low, high = sorted((float(most["at_low"]), float(most["at_high"])))
    values = {
        "rival": found.contest.name(second),
        "criterion": most["name"],
        "vendor": most["vendor_name"],
        "known": most["known"],
        "low": points(low),
        "high": points(high),
    }
    if low < 0 < high:
        yield say(
            "The gap to {rival}, the next best, hangs most on {criterion} of {vendor} ({known}): it moves the gap "
            "between {low} and {high} points, enough to turn it.",
            **values,
        )
    else:
        yield say(
            "The gap to {rival}, the next best, hangs most on {criterion} of {vendor} ({known}): it moves the gap "
            "between {low} and {high} points, not enough to turn it.",
            **values,
        )


def _regret(found: Sensitivity) -> Iterator[str]:
    """Say what a choice can cost at worst, and whose regret is least; nothing where all can cost the same."""
    contest, rows = found.contest, found.regret.to_dict("records")
    leader = contest.vendors[contest.leader or 0]
    mine, least = next(row for row in rows if row["vendor"] == leader), [row for row in rows if row["least"]]
    name = contest.name(contest.leader or 0)
    if mine["regret"] <= 0:
        yield say("Nothing that is possible puts {vendor} behind.", vendor=name)
        return
    if found.regret["regret"].max() - found.regret["regret"].min() < ALIKE:
        return
    best, behind = found.decision.vendor_name(mine["rival"]), points(mine["regret"])
    if mine["least"]:
        yield say(
            "At worst {vendor} is {points} points behind the best ({best}); no other choice can be less far behind at "
            "worst.",
            vendor=name,
            points=behind,
            best=best,
        )
    else:
        yield say(
            "At worst {vendor} is {points} points behind the best ({best}); the choice that is least far behind at "
            "worst is {others}, with {least}.",
            vendor=name,
            points=behind,
            best=best,
            others=joined([row["name"] for row in least]),
            least=points(least[0]["regret"]),
        )


def requirements_said(found: Sensitivity) -> Iterator[str]:
    """Say what those requirements decide that decide anything."""
    for one in found.pressures:
        if one.changes_outcome or one.verdicts_without:
            yield pressure_said(found.evaluation, one)
