"""Why PROMETHEE and ELECTRE order two vendors as they do: both are sums of what comes of comparing vendors in pairs."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from vendor_eval.analysis.cross_check.pair import UNEXPLAINED, Cause, Pair
from vendor_eval.analysis.cross_check.ranking import scores_of
from vendor_eval.analysis.cross_check.table import Table
from vendor_eval.analysis.wording import percent, points
from vendor_eval.engine.methods import ELECTRE3, PROMETHEE2, Method, Usual

__all__ = ["outranked", "vetoed"]


def _duel(method: Method, table: Table, one: int, other: int) -> float:
    """Return by how much one vendor is preferred to another when only the two are compared, from -1 to 1."""
    two = replace(table, vendors=(table.vendors[one], table.vendors[other]), points=table.points[[one, other]])
    return float(scores_of(method, two)[0])


def outranked(method: PROMETHEE2 | ELECTRE3, label: str, pair: Pair) -> Cause:
    """Explain a net flow: it is the mean of what comes of comparing the vendor with each other one alone."""
    if _duel(method, pair.table, pair.ahead, pair.behind) < 0:
        return _counted(method, label, pair)
    others = [x for x in range(len(pair.table.vendors)) if x not in (pair.ahead, pair.behind)]
    if not others:
        return UNEXPLAINED
    gains = [_duel(method, pair.table, pair.behind, x) - _duel(method, pair.table, pair.ahead, x) for x in others]
    third = pair.name(others[int(np.argmax(gains))])
    text = (
        f"Between these two alone {label} does not turn them round; {pair.over} gains by its comparisons with the "
        f"other vendors, most with {third}."
    )
    return Cause("rivals", text=text)


def _counted(method: PROMETHEE2 | ELECTRE3, label: str, pair: Pair) -> Cause:
    """Explain a comparison of two: how much of the weight speaks for either."""
    each = np.array([_duel(method, part, pair.ahead, pair.behind) for part in _criteria(pair.table)])
    preferred = pair.table.weights * each
    for_over, for_vendor = -preferred[preferred < 0].sum(), preferred[preferred > 0].sum()
    j = int(np.argmin(preferred))
    plain = isinstance(method, PROMETHEE2) and method.preference == Usual()
    how = "who is ahead on each criterion, not by how much" if plain else "leads by thresholds, not by their size"
    text = (
        f"{label} counts {how}: so counted, {percent(for_over)} of the weight speaks for {pair.over} (first of all "
        f"{pair.criterion(j)}) and {percent(for_vendor)} for {pair.vendor}."
    )
    return pair.cause("counting", j, text)


def _criteria(table: Table) -> Iterator[Table]:
    """Go through the criteria of a table, each as a table of its own."""
    for j, key in enumerate(table.criteria):
        yield replace(table, criteria=(key,), points=table.points[:, [j]], weights=np.ones(1))


def vetoed(method: ELECTRE3, label: str, pair: Pair) -> Cause | None:
    """Explain a veto, if without one ELECTRE III would keep the order of the weighted sum."""
    plain = replace(method, veto=math.inf)
    without = scores_of(plain, pair.table)
    if without[pair.ahead] <= without[pair.behind]:
        return None
    lost, beater = _change(method, plain, pair.table, pair.ahead)
    won, beaten = _change(method, plain, pair.table, pair.behind)
    if -lost >= won:
        loser, winner, effect = pair.ahead, beater, f"which costs {pair.vendor} most"
    else:
        loser, winner, effect = beaten, pair.behind, f"from which {pair.over} gains most"
    gaps = np.where(pair.table.weights > 0, pair.table.points[winner] - pair.table.points[loser], -np.inf)
    j = int(np.argmax(gaps))
    text = (
        f"In {label} one large gap can outweigh all the rest: {pair.name(loser)} is {points(gaps[j])} points behind "
        f"{pair.name(winner)} on {pair.criterion(j)}, {effect}. Without that rule {label} keeps the order of the "
        "weighted sum."
    )
    return pair.cause("veto", j, text)


def _change(method: Method, other: Method, table: Table, vendor: int) -> tuple[float, int]:
    """Return what a vendor gains by one method instead of another against the rival where that is most, and the rival.

    Losses count as gains below 0.
    """
    rivals = [x for x in range(len(table.vendors)) if x != vendor]
    gains = [_duel(method, table, vendor, x) - _duel(other, table, vendor, x) for x in rivals]
    most = int(np.argmax(np.abs(gains)))
    return gains[most], rivals[most]
