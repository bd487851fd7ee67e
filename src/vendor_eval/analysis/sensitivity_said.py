"""What the outcome hangs on, in sentences that a board can read."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from vendor_eval.analysis.pressure_said import pressure_said
from vendor_eval.analysis.sentences import open_said
from vendor_eval.analysis.wording import counted, joined, number, percent, points

if TYPE_CHECKING:
    from vendor_eval.analysis.sensitivity import Sensitivity

__all__ = ["requirements_said", "sensitivity_text", "weights_and_evidence_said"]

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
        yield "No vendor is in the running: every one is insufficient, so no weight changes the outcome."
    elif len(contest.vendors) == 1:
        yield f"{contest.name(0)} alone is in the running, so no weight changes who is first."
    else:
        yield _first(found)
        if len(contest.criteria) > 1:
            yield _all_weights(found)
            yield from _never(found)
        yield _whatever(found)
        yield from _gap(found)
        yield from _regret(found)


def _first(found: Sensitivity) -> str:
    """Say who is first, and which single weight is nearest to changing that."""
    outcome, contest = found.evaluation.outcome, found.contest
    level = outcome.would_lead or outcome.equals
    names = joined([found.decision.vendor_name(key) for key in level])
    given = "If the open requirements are met, " if contest.if_met else ""
    are = "is first" if len(level) == 1 else "are first together"
    return f"{given}{names} {are} {outcome.weights}. {_one_weight(found)}"


def _one_weight(found: Sensitivity) -> str:
    """Say which weight is nearest to changing who is first."""
    if len(found.contest.criteria) == 1:
        return "Only one criterion has weight, so no weight changes that."
    rows = found.table.sort_values("distance", kind="stable").to_dict("records")
    nearest = rows[0] if rows else None
    if nearest is None or math.isinf(nearest["distance"]):
        return "No single weight changes that, however large or small."
    falls = nearest["fall"] <= nearest["rise"]
    end, takers = (nearest["low"], nearest["below"]) if falls else (nearest["high"], nearest["above"])
    whom = joined([found.decision.vendor_name(key) for key in takers.split(", ")])
    takes = "take" if ", " in takers else "takes"
    if nearest["distance"] < ALIKE:
        way = "less" if falls else "more"
        return f"With {nearest['name']} weighed ever so little {way}, {whom} {takes} over."
    way = "falls from" if falls else "rises from"
    return (
        f"The weight nearest to changing that is {nearest['name']}: where it {way} {percent(nearest['weight'])} to "
        f"{percent(end)}, {whom} {takes} over."
    )


def _all_weights(found: Sensitivity) -> str:
    """Say how little has to move between criteria to put another vendor first."""
    possible = found.flips[found.flips["possible"]]
    if possible.empty:
        return "No change of the weights at all puts another vendor first."
    nearest = possible.iloc[0]
    if nearest["points_moved"] <= LEVEL:
        return f"{nearest['name']} is level with it: other weights, however little they differ, can put it first."
    changed = [
        f"{found.decision.criterion_name(key)} {percent(now)} to {percent(after)}"
        for key, now, after in _moved(found, nearest["weights"])
    ]
    moved = f"{number(round(float(nearest['points_moved']), 1))} percentage points"
    how = "moved from some criteria to others"
    return f"It takes {moved} of weight, {how}, to put {nearest['name']} first: {joined(changed)}."


def _moved(found: Sensitivity, weights: dict[str, float]) -> list[tuple[str, float, float]]:
    now = dict(zip(found.contest.criteria, found.contest.weights.tolist(), strict=True))
    changes = [(key, now[key], after) for key, after in weights.items() if abs(after - now[key]) > 5e-5]
    return sorted(changes, key=lambda one: one[1] - one[2], reverse=True)


def _never(found: Sensitivity) -> Iterator[str]:
    """Say of some vendors why no weights put them first, and count the others."""
    never = found.flips[~found.flips["possible"]]
    named = never.head(MOST_NAMED)
    for name, why in zip(named["name"], named["why_never"], strict=True):
        yield f"At expected values no weights put {name} first: {why}."
    if len(never) > MOST_NAMED:
        yield f"Nor do any weights put {counted(len(never) - MOST_NAMED, 'other vendor')} first."


def _whatever(found: Sensitivity) -> str:
    """Say what holds over all declared weights and all that the evidence leaves open."""
    contest, leader = found.contest, found.contest.vendors[found.contest.leader or 0]
    rows = found.preferences[found.preferences["vendor"] == leader]
    always = [found.decision.vendor_name(key) for key in rows[rows["relation"] == "always ahead"]["other"]]
    rank = next(row for row in found.ranks.to_dict("records") if row["vendor"] == leader)
    name = contest.name(contest.leader or 0)
    if (found.preferences["relation"] == "either").all() and found.potential["declared"].all():
        within = f"Within what {open_said(found.evaluation.outcome)} open"
        many = f"each of the {len(contest.vendors)} vendors in the running can be first"
        return f"{within}, {many}, and none is always ahead of another."
    start = found.whatever[0].upper() + found.whatever[1:]
    if len(always) == len(rows):
        return f"{start}, {name} is ahead of every other vendor."
    ahead = f"always ahead of {joined(always)}, and " if always else ""
    bounds = "" if rank["exact"] else ", or less far apart"
    ranks = f"between rank {rank['best']} and rank {rank['worst']}{bounds}"
    if rank["best"] == rank["worst"]:
        ranks = f"at rank {rank['best']}"
    return f"{start}, {name} is {ahead}{ranks}. {_can_be_first(found)}"


def _can_be_first(found: Sensitivity) -> str:
    able = list(found.potential[found.potential["declared"]]["name"])
    never = list(found.potential[~found.potential["declared"]]["name"])
    if not never:
        return f"Each of the {len(able)} vendors in the running can be first."
    return f"{counted(len(able), 'vendor')} can be first ({joined(able)}); {joined(never)} never can."


def _gap(found: Sensitivity) -> Iterator[str]:
    """Say on which uncertain performance the gap to the second hangs most."""
    second = found.contest.second
    if found.tornado.empty or second is None:
        return
    most = found.tornado.iloc[0]
    ends = sorted((float(most["at_low"]), float(most["at_high"])))
    turns = " enough to turn it" if ends[0] < 0 < ends[1] else " not enough to turn it"
    what = f"{most['name']} of {most['vendor_name']} ({most['known']})"
    yield (
        f"The gap to {found.contest.name(second)}, the next best, hangs most on {what}: it moves the gap between "
        f"{points(ends[0])} and {points(ends[1])} points,{turns}."
    )


def _regret(found: Sensitivity) -> Iterator[str]:
    """Say what a choice can cost at worst, and whose regret is least; nothing where all can cost the same."""
    contest, rows = found.contest, found.regret.to_dict("records")
    leader = contest.vendors[contest.leader or 0]
    mine, least = next(row for row in rows if row["vendor"] == leader), [row for row in rows if row["least"]]
    name = contest.name(contest.leader or 0)
    if mine["regret"] <= 0:
        yield f"Nothing that is possible puts {name} behind."
        return
    if found.regret["regret"].max() - found.regret["regret"].min() < ALIKE:
        return
    best = found.decision.vendor_name(mine["rival"])
    behind = f"At worst {name} is {points(mine['regret'])} points behind the best ({best})"
    if mine["least"]:
        yield f"{behind}; no other choice can be less far behind at worst."
    else:
        names = joined([row["name"] for row in least])
        yield f"{behind}; the choice that is least far behind at worst is {names}, with {points(least[0]['regret'])}."


def requirements_said(found: Sensitivity) -> Iterator[str]:
    """Say what those requirements decide that decide anything."""
    for one in found.pressures:
        if one.changes_outcome or one.verdicts_without:
            yield pressure_said(found.evaluation, one)
