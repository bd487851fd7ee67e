"""How far weights may move: one at a time, by group, and the smallest change that puts a rival first."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd

from vendor_eval.analysis.contest import Contest
from vendor_eval.analysis.wording import joined, percent
from vendor_eval.decision.tree import Branch
from vendor_eval.engine.arrays import Floats
from vendor_eval.engine.exact.changes import Change, smallest_change
from vendor_eval.engine.exact.firsts import rivals_of
from vendor_eval.engine.exact.lines import Along, WeightLine, along, weight_line
from vendor_eval.engine.exact.margins import Proof
from vendor_eval.engine.exact.nearest import Norm
from vendor_eval.errors import UnknownNameError
from vendor_eval.languages.phrases import say

__all__ = ["flips_table", "group_intervals", "line_of", "mixture_said", "weight_intervals"]

INTERVAL = ["weight", "low", "high", "below", "above", "fall", "rise", "distance", "order_low", "order_high"]
FLIPS = [
    *("vendor", "name", "possible", "criterion", "weight_from", "weight_to", "one_weight"),
    *("points_moved", "length", "largest_move", "weights", "why_never"),
]
SHOWN = 0.005  # shares of a mixture below this are not named


def weight_intervals(contest: Contest) -> pd.DataFrame:
    """Return one criterion a row: between which weights the first stays first, all others in proportion."""
    decision = contest.evaluation.decision
    rows = []
    for key in decision.weighted if contest.leader is not None else ():
        found = along(contest.expected, line_of(contest, key))
        rows.append({"criterion": key, "name": decision.criterion_name(key)} | _interval(contest, found))
    return pd.DataFrame(rows, columns=["criterion", "name", *INTERVAL])


def group_intervals(contest: Contest) -> pd.DataFrame:
    """Return one group of the value tree a row: between which shares of the group above it the first stays first."""
    decision = contest.evaluation.decision
    rows = []
    for parent, branch in _branches(decision.tree) if contest.leader is not None else ():
        if contest.weights[_places(contest, parent)].sum() <= 0:
            continue
        found = along(contest.expected, line_of(contest, branch.path))
        named = {"group": branch.path, "name": decision.group_name(branch.path), "parent": parent.path}
        rows.append(named | _interval(contest, found))
    return pd.DataFrame(rows, columns=["group", "name", "parent", *INTERVAL])


def line_of(contest: Contest, key: str) -> WeightLine:
    """Return the way of the weights while that of a criterion, or the share of a group, goes from 0 to 1.

    Raises
    ------
    UnknownNameError
        If there is no such criterion with weight, and no such group.
    """
    if key in contest.criteria:
        return weight_line(contest.weights, [contest.criteria.index(key)])
    pairs = {branch.path: (parent, branch) for parent, branch in _branches(contest.evaluation.decision.tree)}
    if key not in pairs:
        raise UnknownNameError.of("criterion or group", key, (*contest.evaluation.decision.weighted, *pairs))
    parent, branch = pairs[key]
    return weight_line(contest.weights, _places(contest, branch), within=_places(contest, parent))


def _places(contest: Contest, part: Branch) -> list[int]:
    return [contest.criteria.index(key) for key in part.leaves]


def _branches(top: Branch) -> Iterator[tuple[Branch, Branch]]:
    """Go through the groups, each with the one above it."""
    for part in top.parts:
        if isinstance(part, Branch):
            yield top, part
            yield from _branches(part)


def _interval(contest: Contest, found: Along) -> dict[str, Any]:
    leader, now = contest.leader or 0, found.line.now
    low, high = float(found.low[leader]), float(found.high[leader])
    below, above = found.below(leader), found.above(leader)
    fall, rise = (100 * (now - low) if below else math.inf), (100 * (high - now) if above else math.inf)
    return {
        "weight": now,
        "low": low,
        "high": high,
        "below": ", ".join(contest.vendors[i] for i in below),
        "above": ", ".join(contest.vendors[i] for i in above),
        "fall": fall,
        "rise": rise,
        "distance": min(fall, rise),
        "order_low": found.order_low,
        "order_high": found.order_high,
    }


def flips_table(contest: Contest) -> pd.DataFrame:
    """Return one rival a row: the smallest change of one weight, and of all weights, that puts it first.

    At expected values. All weights may change; ``points_moved`` is what is taken from some criteria and given to others
    (half the sum of all changes), ``length`` the Euclidean one, ``largest_move`` the largest change of a single weight,
    all in percentage points; ``weights`` are those after the first of them.
    """
    rivals = [] if contest.leader is None else [i for i in range(len(contest.vendors)) if i != contest.leader]
    places = range(len(contest.criteria)) if rivals else ()
    lines = [along(contest.expected, weight_line(contest.weights, [j])) for j in places]
    table = pd.DataFrame([_flip(contest, i, lines) for i in rivals], columns=FLIPS)
    numbers = ("weight_from", "weight_to", "one_weight", "points_moved", "length", "largest_move")
    table = table.astype(dict.fromkeys(numbers, float))
    return table.sort_values("points_moved", kind="stable", ignore_index=True)


def _flip(contest: Contest, rival: int, lines: Sequence[Along]) -> dict[str, Any]:
    differences = rivals_of(rival, contest.expected, contest.expected)
    found: dict[Norm, Change] = {
        norm: smallest_change(contest.weights, differences, contest.every_weight, norm=norm)
        for norm in ("L1", "L2", "Linf")
    }
    changes = np.array([line.change[rival] for line in lines])
    alone = None if np.isnan(changes).all() else int(np.nanargmin(np.abs(changes)))
    possible = found["L1"].possible
    others = [i for i in range(len(contest.vendors)) if i != rival]
    return {
        "vendor": contest.vendors[rival],
        "name": contest.name(rival),
        "possible": possible,
        "criterion": "" if alone is None else contest.criteria[alone],
        "weight_from": math.nan if alone is None else lines[alone].line.now,
        "weight_to": math.nan if alone is None else lines[alone].line.now + changes[alone],
        "one_weight": math.inf if alone is None else 100 * abs(changes[alone]),
        "points_moved": 50 * found["L1"].size,
        "length": 100 * found["L2"].size,
        "largest_move": 100 * found["Linf"].size,
        "weights": _by_criterion(contest, found["L1"].weights) if possible else {},
        "why_never": "" if possible else mixture_said(contest, found["L1"].proof, others),
    }


def _by_criterion(contest: Contest, weights: Floats) -> dict[str, float]:
    places = {key: j for j, key in enumerate(contest.criteria)}
    return {key: float(weights[places[key]]) for key in contest.evaluation.decision.weighted}


def mixture_said(contest: Contest, proof: Proof, others: Sequence[int]) -> str:
    """Say which vendors together are in the way: those that a proof mixes, with their shares."""
    shares = [(contest.name(i), float(share)) for i, share in zip(others, proof.mixture, strict=True) if share > SHOWN]
    shares.sort(key=lambda pair: -pair[1])
    if not shares:
        return say("the declared weights alone rule it out")
    if len(shares) == 1:
        ((name, _),) = shares
        if proof.whatever_weights:
            return say("{rival} is better on every criterion", rival=name)
        return say("{rival} is better whatever the declared weights", rival=name)
    parts = [
        say("{share} {vendor}", share=percent(round(share, 2)), vendor=name, context="part of a mixture of vendors")
        for name, share in shares
    ]
    if proof.whatever_weights:
        return say("a mixture of {parts} is better on every criterion", parts=joined(parts))
    return say("a mixture of {parts} is better whatever the declared weights", parts=joined(parts))
