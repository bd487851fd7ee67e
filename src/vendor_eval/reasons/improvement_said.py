"""What would have to change, in sentences and as a table."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from vendor_eval.analysis.evaluate import Evaluation
from vendor_eval.analysis.wording import amount, belief_text, counted, joined, number, points, required_text
from vendor_eval.decision.document import Decision
from vendor_eval.engine.cells import Unknown as Blank
from vendor_eval.engine.ranks import TIE
from vendor_eval.reasons.improving import Change, Improving

if TYPE_CHECKING:
    from vendor_eval.reasons.improve import Improvement

__all__ = ["improvement_table", "improvement_text", "required_said", "score_said"]

COLUMNS = [
    *("criterion", "name", "now", "needed", "change", "unit", "points_before", "points_after", "gain"),
    *("required", "possible", "said"),
]
MOST_SAID = 4  # single criteria that a sentence names


def improvement_table(
    evaluation: Evaluation,
    vendor: str,
    improving: Improving,
    single: Mapping[str, tuple[Change, ...] | None],
) -> pd.DataFrame:
    """Return one criterion with weight a row: what it would take on it alone, beside what requirements ask for."""
    enough = bool(single) and improving.enough()
    rows = [_row(evaluation, vendor, improving, key, single, enough=enough) for key in evaluation.decision.weighted]
    table = pd.DataFrame(rows, columns=COLUMNS)
    return table.astype(dict.fromkeys(("change", "points_before", "points_after", "gain"), float))


def _row(
    evaluation: Evaluation,
    vendor: str,
    improving: Improving,
    key: str,
    single: Mapping[str, tuple[Change, ...] | None],
    *,
    enough: bool,
) -> dict[str, Any]:
    decision = evaluation.decision
    changes = single.get(key)
    one = next((each for each in changes or () if each.criterion == key), None)
    return {
        "criterion": key,
        "name": decision.criterion_name(key),
        "now": belief_text(decision.criteria[key], decision.assessments[vendor][key].belief),
        "needed": "" if one is None else score_said(decision, one),
        "change": math.nan if one is None else _change(evaluation, vendor, one),
        "unit": decision.criteria[key].unit,
        "points_before": math.nan if one is None else one.points[0],
        "points_after": math.nan if one is None else one.points[1],
        "gain": math.nan if one is None else one.gain,
        "required": next(way.forced for way in improving.ways if way.criterion == key),
        "possible": one is not None,
        "said": _said(improving, key, one, single, enough=enough),
    }


def _said(
    improving: Improving,
    key: str,
    one: Change | None,
    single: Mapping[str, tuple[Change, ...] | None],
    *,
    enough: bool,
) -> str:
    if not single:
        return "reached already"
    if one is not None:
        return "asked for" if enough else "would do"
    if enough:
        return "not needed"
    if not improving.possible:
        return "impossible: requirements contradict each other"
    if improving.climb.weights.size and not improving.climb.weights[:, _place(improving, key)].any():
        return "impossible: no weight"
    return "not even at its best"


def _place(improving: Improving, key: str) -> int:
    return next(j for j, way in enumerate(improving.ways) if way.criterion == key)


def _change(evaluation: Evaluation, vendor: str, one: Change) -> float:
    """Return how far a performance moves in the unit, from the nearer end of what is known; missing of levels."""
    cell = evaluation.model.cell(vendor, one.criterion)
    if isinstance(one.score, str) or isinstance(cell, Blank):
        return math.nan
    low, high = cell.central(evaluation.decision.policy.coverage)
    return one.score - min(max(one.score, low), high)


def score_said(decision: Decision, one: Change) -> str:
    """Return what a change puts a performance to, in words."""
    criterion = decision.criteria[one.criterion]
    return f"“{one.score}”" if isinstance(one.score, str) else amount(one.score, criterion.unit)


def improvement_text(found: Improvement) -> str:
    """Return what it would take, in sentences."""
    return " ".join(_sentences(found))


def _sentences(found: Improvement) -> Iterator[str]:
    name = found.evaluation.decision.vendor_name(found.vendor)
    if found.reached:
        yield f"{name} is {_goal(found)} already{_hold(found)}."
        return
    if found.repairs:
        asked = joined([_asked(found, one) for one in found.repairs])
        yield f"To be {_goal(found)}{_hold(found)}, {name} must meet what is required: {asked}."
    enough = found.fewest is not None and len(found.fewest) == len(found.repairs) and _same(found.fewest, found.repairs)
    if enough:
        yield "Nothing else is needed."
        return
    if found.fewest is None:
        start = "Even then it" if found.repairs else name
        yield f"{start} could not be {_goal(found)}{_hold(found)}: the best of every scale is not enough."
        return
    yield from _alone(found, name)
    yield from _sets(found)


def _same(one: Sequence[Change], other: Sequence[Change]) -> bool:
    return {(each.criterion, each.score) for each in one} == {(each.criterion, each.score) for each in other}


def _goal(found: Improvement) -> str:
    if found.goal.kind == "over":
        return f"ahead of {found.evaluation.decision.vendor_name(found.goal.rivals[0])}"
    return found.goal.kind


def _hold(found: Improvement) -> str:
    if found.goal.hold == "certain":
        return " whatever the evidence leaves open"
    return "" if found.goal.kind == "sufficient" else f" {found.evaluation.outcome.weights}"


def required_said(found: Improvement, one: Change) -> str:
    """Return what the musts ask for that a change is to meet, in words."""
    decision = found.evaluation.decision
    criterion = decision.criteria[one.criterion]
    unmet = [
        each.requirement
        for each in found.evaluation.details
        if (each.vendor, each.criterion) == (found.vendor, one.criterion)
        and each.must
        and each.result in {"failed", "open"}
    ]
    asked = joined([required_text(criterion, requirement) for requirement in unmet])
    return f"{decision.criterion_name(one.criterion)} {asked}"


def _asked(found: Improvement, one: Change) -> str:
    return f"{required_said(found, one)} ({_now(found, one)})"


def _now(found: Improvement, one: Change) -> str:
    decision = found.evaluation.decision
    known = belief_text(decision.criteria[one.criterion], decision.assessments[found.vendor][one.criterion].belief)
    return f"{known} now"


def _to(found: Improvement, one: Change) -> str:
    return f"{_at(found, one)} ({_now(found, one)})"


def _at(found: Improvement, one: Change) -> str:
    decision = found.evaluation.decision
    return f"{decision.criterion_name(one.criterion)} at {score_said(decision, one)}"


def _alone(found: Improvement, name: str) -> Iterator[str]:
    """Say which criteria would do alone, the one that moves least on its scale first."""
    ways = [
        next(one for one in changes if one.criterion == key)
        for key, changes in found.single.items()
        if changes is not None
    ]
    ways.sort(key=lambda one: one.points[1] - one.points[0])
    start = f"To be {_goal(found)}{_hold(found)}, "
    if not ways:
        whom, best = "" if found.repairs else f" for {name}", "even at its best"
        yield f"{'Beyond that, ' if found.repairs else start}no criterion alone would be enough{whom}, {best}."
        return
    if found.repairs:
        start = "Beyond that, one more change would be enough: " if len(ways) > 1 else "Beyond that, it needs "
    else:
        start += f"one change would be enough for {name}: " if len(ways) > 1 else f"{name} needs "
    more = len(ways) - MOST_SAID
    also = f", or one of {counted(more, 'other criterion', 'other criteria')}" if more > 0 else ""
    yield f"{start}{joined([_to(found, one) for one in ways[:MOST_SAID]], 'or')}{also}."


def _sets(found: Improvement) -> Iterator[str]:
    fewest, cheapest = (_beyond(found, changes or ()) for changes in (found.fewest, found.cheapest))
    if len(fewest) > 1:
        yield f"The fewest criteria that are enough are {len(fewest)}: {_listed(found, fewest)}."
    if len(cheapest) > 1 and not _same(fewest, cheapest):
        what = (
            f"at the stated costs, {number(round(found.effort, 2))} in all,"
            if found.costs
            else f"in points moved on the scales, {points(found.effort)} in all,"
        )
        count = counted(len(cheapest), "criterion", "criteria")
        yield f"The least effort {what} takes {count}: {_listed(found, cheapest)}."


def _beyond(found: Improvement, changes: Sequence[Change]) -> list[Change]:
    """Return the changes that go beyond what requirements ask for."""
    asked = {one.criterion: one.points[1] for one in found.repairs}
    return [one for one in changes if one.points[1] > asked.get(one.criterion, -1.0) + TIE]


def _listed(found: Improvement, changes: Sequence[Change]) -> str:
    """List changes, those that add most first; of many the rest is only counted."""
    ordered = sorted(changes, key=lambda one: -one.gain)
    shown = ordered if len(ordered) <= MOST_SAID + 1 else ordered[:MOST_SAID]
    said = [_to(found, one) if len(shown) <= 2 else _at(found, one) for one in shown]
    rest = len(ordered) - len(shown)
    return joined([*said, counted(rest, "other", "others")] if rest else said)
