"""Which single performances matter: where the first would change, and how far each uncertain one moves the gap."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from vendor_eval.analysis.contest import Contest
from vendor_eval.analysis.wording import belief_text
from vendor_eval.decision.scales import LevelScale, Scale
from vendor_eval.engine.cells import Cell
from vendor_eval.engine.cells import Unknown as Blank
from vendor_eval.engine.exact.switches import switching_points
from vendor_eval.engine.information import worth_at_least
from vendor_eval.engine.ranks import TIE

__all__ = ["switching_table", "tornado_table"]

SWITCHING = [
    *("vendor", "criterion", "now", "points", "switching_points", "switching", "level", "unit", "possible", "open"),
]
TORNADO = ["vendor", "criterion", "vendor_name", "name", "known", "at_low", "at_high", "swing"]


def switching_table(contest: Contest) -> pd.DataFrame:
    """Return one vendor and criterion a row: the performance at which it becomes first, or the first is caught up.

    All else as it is, at expected values and the declared or mean weights. ``switching`` is in the criterion's unit,
    ``level`` a level; both are missing where no performance on the scale changes who is first. ``open`` says whether
    the evidence leaves enough of it open for that.
    """
    decision = contest.evaluation.decision
    if contest.leader is None:
        return pd.DataFrame(columns=SWITCHING)
    points = switching_points(contest.expected, contest.weights)
    rows = []
    for i, vendor in enumerate(contest.vendors):
        for key in decision.weighted:
            j = contest.criteria.index(key)
            assessment = decision.assessments[vendor][key]
            rows.append(
                {
                    "vendor": vendor,
                    "criterion": key,
                    "now": belief_text(decision.criteria[key], assessment.belief),
                    "points": float(contest.expected[i, j]),
                    "switching_points": float(points[i, j]),
                    "unit": decision.criteria[key].unit,
                    "open": _open(contest, i, j, float(points[i, j])),
                }
                | _performance(contest, i, key, float(points[i, j]))
            )
    table = pd.DataFrame(rows, columns=SWITCHING)
    return table.astype({"switching": float, "switching_points": float, "possible": bool, "open": bool})


def _open(contest: Contest, place: int, j: int, points: float) -> bool:
    """Whether what is believed of a performance reaches beyond the points at which the first changes."""
    if place == contest.leader:
        return bool(contest.low[place, j] < points - TIE)
    return bool(contest.high[place, j] > points + TIE)


def _performance(contest: Contest, place: int, key: str, points: float) -> dict[str, Any]:
    """Return the performance with some points, and whether there is one that changes who is first."""
    scale, leads = contest.evaluation.decision.criteria[key].scale, place == contest.leader
    none = {"switching": math.nan, "level": "", "possible": False}
    if math.isnan(points) or points > 100 + TIE or points < -TIE:
        return none
    if isinstance(scale, LevelScale):
        # A leader is passed below the points, anybody else passes above them.
        below = [level for level in scale.ordered if scale.levels[level] < points - TIE]
        above = [level for level in scale.ordered if scale.levels[level] > points + TIE]
        level = (below[-1:] if leads else above[:1]) or [""]
        return {"switching": math.nan, "level": level[0], "possible": bool(level[0])}
    if not isinstance(scale, Scale):
        return none
    found = worth_at_least(scale.curve(), min(max(points, 0.0), 100.0))
    ends = [end for end in (found.low, found.high) if math.isfinite(end)] if found else []
    if not ends:
        return none
    here = _middle(contest.cell(place, key))
    nearest = min(ends, key=lambda end: abs(end - here)) if here is not None else ends[0]
    return {"switching": nearest, "level": "", "possible": True}


def _middle(cell: Cell) -> float | None:
    """Return about where a performance is; None where nothing is known."""
    return None if isinstance(cell, Blank) else sum(cell.central()) / 2


def tornado_table(contest: Contest) -> pd.DataFrame:
    """Return one uncertain performance a row: the gap of the first to the second, in points, at both ends of it.

    The ends are those of the belief, or of its central part where the ends are hardly ever reached
    (``policy.coverage``); all else stays at its expected value. The largest swing comes first.
    """
    decision, second = contest.evaluation.decision, contest.second
    if contest.leader is None or second is None:
        return pd.DataFrame(columns=TORNADO)
    gap, rows = contest.gap, []
    for place, sign in ((contest.leader, 1), (second, -1)):
        for key in decision.weighted:
            j = contest.criteria.index(key)
            ends = contest.evaluation.model.bounds(contest.cell(place, key))
            at = [gap + sign * float(contest.weights[j]) * (end - float(contest.expected[place, j])) for end in ends]
            if abs(at[1] - at[0]) <= TIE:
                continue
            vendor = contest.vendors[place]
            rows.append(
                {
                    "vendor": vendor,
                    "criterion": key,
                    "vendor_name": contest.name(place),
                    "name": decision.criterion_name(key),
                    "known": belief_text(decision.criteria[key], decision.assessments[vendor][key].belief),
                    "at_low": at[0],
                    "at_high": at[1],
                    "swing": abs(at[1] - at[0]),
                }
            )
    return pd.DataFrame(rows, columns=TORNADO).sort_values("swing", ascending=False, kind="stable", ignore_index=True)
