"""What holds whatever the weights and whatever the evidence leaves open, and what is possible at all."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from vendor_eval.analysis.contest import Contest
from vendor_eval.analysis.weight_changes import mixture_said
from vendor_eval.engine.exact.firsts import can_be_first
from vendor_eval.engine.exact.knowledge import decided_by, ladder
from vendor_eval.engine.exact.margins import Margin
from vendor_eval.engine.exact.rankranges import rank_ranges
from vendor_eval.engine.exact.region import Region
from vendor_eval.engine.exact.regret import regrets
from vendor_eval.engine.exact.relations import dominance, relations

__all__ = ["potential_table", "preferences_table", "ranks_table", "regret_table"]

NOT_DECIDED = "not decided"
PREFERENCES = ["vendor", "other", "least", "greatest", "relation", "dominates", "decided_by"]
POTENTIAL = ["vendor", "name", "declared", "lead", "any_weights", "lead_any_weights", "weights", "why_never"]
RANKS = ["vendor", "name", "best", "worst", "exact"]
REGRET = ["vendor", "name", "regret", "rival", "weights", "least"]
MANY = 1000  # vendors times criteria: above, ranks are bounded by counting pairs


def preferences_table(contest: Contest) -> pd.DataFrame:
    """Return one ordered pair a row: by how many points the vendor leads the other, at least and at most.

    Over the declared weights and all that the evidence leaves open. ``relation`` is ``always ahead``, ``never behind``,
    ``either``, ``never ahead`` or ``always behind``; ``decided_by`` is the weakest knowledge that sets the vendor above
    the other: the scales alone, the order of weights, the declared weights, or only point values.
    """
    m = len(contest.vendors)
    if not m:
        return pd.DataFrame(columns=PREFERENCES)
    found = relations(contest.low, contest.high, contest.declared)
    plain = dominance(contest.low, contest.high).plain
    steps = ladder(contest.low, contest.high, contest.expected, contest.evaluation.model.weights, contest.criteria)
    decided, names = decided_by(steps), [*(step.name for step in steps), NOT_DECIDED]
    rows = [
        {
            "vendor": contest.vendors[i],
            "other": contest.vendors[k],
            "least": float(found.least[i, k]),
            "greatest": float(found.greatest[i, k]),
            "relation": _relation(found.ahead, found.necessary, i, k),
            "dominates": bool(plain[i, k]),
            "decided_by": names[decided[i, k]],
        }
        for i in range(m)
        for k in range(m)
        if i != k
    ]
    return pd.DataFrame(rows, columns=PREFERENCES)


def _relation(ahead: Any, necessary: Any, i: int, k: int) -> str:
    if ahead[i, k]:
        return "always ahead"
    if ahead[k, i]:
        return "always behind"
    if necessary[i, k] and necessary[k, i]:
        return "always level"
    if necessary[i, k]:
        return "never behind"
    return "never ahead" if necessary[k, i] else "either"


def potential_table(contest: Contest) -> pd.DataFrame:
    """Return one vendor a row: whether anything that is possible puts it first, with the proof either way.

    Over all that the evidence leaves open, under the declared weights and under any; ``lead`` is its greatest lead over
    its closest rival, in points, ``weights`` are some at which it has it, and ``why_never`` names the vendors that
    together are always ahead.
    """
    if not contest.vendors:
        return pd.DataFrame(columns=POTENTIAL)
    declared = can_be_first(contest.low, contest.high, contest.declared)
    every = declared if _all(contest) else can_be_first(contest.low, contest.high, contest.every_weight)
    rows = [
        {
            "vendor": key,
            "name": contest.name(i),
            "declared": declared[i].possible,
            "lead": declared[i].value,
            "any_weights": every[i].possible,
            "lead_any_weights": every[i].value,
            "weights": dict(zip(contest.criteria, every[i].weights.tolist(), strict=True)) if every[i].possible else {},
            "why_never": _why_never(contest, declared[i], every[i]),
        }
        for i, key in enumerate(contest.vendors)
    ]
    return pd.DataFrame(rows, columns=POTENTIAL)


def _all(contest: Contest) -> bool:
    return contest.declared is contest.every_weight


def _why_never(contest: Contest, declared: Margin, every: Margin) -> str:
    everyone = range(len(contest.vendors))
    if not every.possible:
        return mixture_said(contest, every.proof, everyone)
    return "" if declared.possible else mixture_said(contest, declared.proof, everyone)


def ranks_table(contest: Contest) -> pd.DataFrame:
    """Return one vendor a row: its best and its worst rank, over declared weights and all that is left open.

    Exact where that is feasible, else bounds by counting pairs, which no rank exceeds.
    """
    if not contest.vendors:
        return pd.DataFrame(columns=RANKS)
    exact = contest.expected.size <= MANY
    best, worst = _ranks(contest, contest.declared, exact=exact)
    rows = [
        {"vendor": key, "name": contest.name(i), "best": int(best[i]), "worst": int(worst[i]), "exact": exact}
        for i, key in enumerate(contest.vendors)
    ]
    return pd.DataFrame(rows, columns=RANKS)


def _ranks(contest: Contest, region: Region, *, exact: bool) -> tuple[Any, Any]:
    if exact:
        found = rank_ranges(contest.low, contest.high, region)
        return found.best, found.worst
    return relations(contest.low, contest.high, region).rank_bounds


def regret_table(contest: Contest) -> pd.DataFrame:
    """Return one vendor a row: by how many points it can be behind the best at most, behind whom and at which weights.

    ``least`` marks the vendor whose regret is least (minimax regret; Savage, 1951).
    """
    if not contest.vendors:
        return pd.DataFrame(columns=REGRET)
    found = regrets(contest.low, contest.high, contest.declared)
    least = set(np.asarray(found.choice).tolist())
    rows = [
        {
            "vendor": key,
            "name": contest.name(i),
            "regret": float(found.regret[i]),
            "rival": "" if found.rival[i] == i else contest.vendors[found.rival[i]],
            "weights": dict(zip(contest.criteria, found.weights[i].tolist(), strict=True)),
            "least": i in least,
        }
        for i, key in enumerate(contest.vendors)
    ]
    return pd.DataFrame(rows, columns=REGRET)
