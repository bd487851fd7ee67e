"""What would have to change on each criterion alone, as a table."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from vendor_eval.analysis.evaluate import Evaluation
from vendor_eval.analysis.wording import belief_text
from vendor_eval.engine.cells import Unknown as Blank
from vendor_eval.languages.phrases import say
from vendor_eval.reasons.improvement_said import score_said
from vendor_eval.reasons.improving import Change, Improving

__all__ = ["improvement_table"]

COLUMNS = [
    *("criterion", "name", "now", "needed", "change", "unit", "points_before", "points_after", "gain"),
    *("required", "possible", "said"),
]


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
        return say("reached already")
    if one is not None:
        return say("asked for") if enough else say("would do")
    if enough:
        return say("not needed")
    if not improving.possible:
        return say("impossible: requirements contradict each other")
    if improving.climb.weights.size and not improving.climb.weights[:, _place(improving, key)].any():
        return say("impossible: no weight")
    return say("not even at its best")


def _place(improving: Improving, key: str) -> int:
    return next(j for j, way in enumerate(improving.ways) if way.criterion == key)


def _change(evaluation: Evaluation, vendor: str, one: Change) -> float:
    """Return how far a performance moves in the unit, from the nearer end of what is known; missing of levels."""
    cell = evaluation.model.cell(vendor, one.criterion)
    if isinstance(one.score, str) or isinstance(cell, Blank):
        return math.nan
    low, high = cell.central(evaluation.decision.policy.coverage)
    return one.score - min(max(one.score, low), high)
