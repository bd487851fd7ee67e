"""Why a method orders two vendors differently from the weighted sum, as far as computed facts carry it.

Most methods are a weighted sum on stretched scales, followed by one more idea: distances, regrets, thresholds. So the
stretched sum is computed too. If it already turns the two round, the stretching is why; if it does not, the idea is.
"""

from __future__ import annotations

import numpy as np

from vendor_eval.analysis.cross_check.outranking import outranked, vetoed
from vendor_eval.analysis.cross_check.pair import UNEXPLAINED, Cause, Pair
from vendor_eval.analysis.cross_check.stretching import Stretch, stretch_of
from vendor_eval.analysis.wording import number, percent, points
from vendor_eval.engine.arrays import Floats
from vendor_eval.engine.methods import EDAS, ELECTRE3, PROMETHEE2, TOPSIS, VIKOR, Method, WeightedProduct

__all__ = ["cause_of"]


def cause_of(method: Method | None, label: str, pair: Pair) -> Cause:
    """Say why a method puts the second vendor of a pair ahead of the first.

    Parameters
    ----------
    method
        One of our own; None for one of which only the ranks are known.
    label
        What the sentence calls it.
    pair
        The vendors, in the order of the weighted sum, and the table that the method ranked from.
    """
    if pair.dominated:
        return Cause(
            "dominance",
            text=f"{pair.vendor} is at least as good on every criterion, so nothing in the values speaks for that.",
        )
    if method is None:
        return UNEXPLAINED
    try:
        return _cause(method, label, pair)
    except ValueError:  # options for each criterion fit no single one
        return UNEXPLAINED


def _cause(method: Method, label: str, pair: Pair) -> Cause:
    stretch = stretch_of(method, pair.table)
    sums = not (isinstance(method, VIKOR) and method.v == 0)  # then it goes by the largest shortfall alone
    if sums and stretch is not None and pair.differences @ stretch.weights < 0:
        return _stretched(stretch, label, pair)
    match method:
        case VIKOR():
            return _regret(label, pair)
        case TOPSIS():
            return _distance(method, label, pair)
        case EDAS():
            return _average(label, pair)
        case PROMETHEE2():
            return outranked(method, label, pair)
        case ELECTRE3():
            return vetoed(method, label, pair) or outranked(method, label, pair)
        case WeightedProduct():
            return _product(method, label, pair)
        case _:
            return UNEXPLAINED


def _stretched(stretch: Stretch, label: str, pair: Pair) -> Cause:
    j = int(np.argmin((stretch.weights - pair.table.weights) * pair.differences))
    now, declared = float(stretch.weights[j]), float(pair.table.weights[j])
    more, leader = now > declared, pair.over if pair.differences[j] < 0 else pair.vendor
    text = (
        f"{label} measures each criterion by {stretch.by}, so that {pair.criterion(j)} counts {'' if more else 'only '}"
        f"{percent(now)} instead of {percent(declared)}, and there {leader} is {points(abs(pair.differences[j]))} "
        "points ahead."
    )
    return pair.cause("scale", j, text)


def _regret(label: str, pair: Pair) -> Cause:
    """Explain VIKOR's largest single shortfall: without it the order would be that of the stretched sum."""
    values = pair.table.points
    best, spread = values.max(axis=0), pair.table.spread
    shortfalls = pair.table.weights * (best - values) / np.where(spread > 0, spread, 1)
    j, other = int(np.argmax(shortfalls[pair.ahead])), int(np.argmax(shortfalls[pair.behind]))
    if shortfalls[pair.ahead, j] <= shortfalls[pair.behind, other]:
        return UNEXPLAINED
    text = (
        f"{label} also counts the largest single shortfall from the best of these vendors, and that of {pair.vendor} "
        f"weighs more: {pair.criterion(j)}, {pair.said(pair.ahead, j)} points where the best has {points(best[j])}."
    )
    return pair.cause("regret", j, text)


def _distance(method: TOPSIS, label: str, pair: Pair) -> Cause:
    """Explain TOPSIS's distances: added up plainly, they would give the order of the stretched sum."""
    stretch, values = stretch_of(method, pair.table), pair.table.points
    weights = pair.table.weights if stretch is None else stretch.weights
    best, worst = values.max(axis=0), values.min(axis=0)
    if method.ideals is not None:
        ends = np.array(method.ideals)
        if ends.ndim > 1:
            return UNEXPLAINED
        worst, best = (np.full(len(weights), end) for end in ends)
    square = method.distance == "euclidean"
    to_best, to_worst = ((weights * (values - end)) ** 2 for end in (best, worst))

    def size(parts: Floats) -> float:
        return float(parts.sum() if square else parts.max())

    which = (
        "in which one large gap weighs more than several small ones" if square else "of which only the largest counts"
    )
    for index, rival, parts, end, word in (
        (pair.ahead, pair.behind, to_best, best, "best"),
        (pair.behind, pair.ahead, to_worst, worst, "worst"),
    ):
        if size(parts[index]) > size(parts[rival]):
            j = int(np.argmax(parts[index]))
            text = (
                f"{label} goes by distances, {which}: {pair.name(index)} is farther from the {word} of these vendors, "
                f"most of all on {pair.criterion(j)} ({pair.said(index, j)} points, the {word} {points(end[j])})."
            )
            return pair.cause("distance", j, text)
    return UNEXPLAINED


def _average(label: str, pair: Pair) -> Cause:
    """Explain EDAS's two sums: each divided by its largest, they count surpluses and shortfalls differently."""
    values, weights = pair.table.points, pair.table.weights
    average = values.mean(axis=0)
    parts = weights * (values - average) / np.where(average > 0, average, 1)
    above, below = np.maximum(parts, 0), np.maximum(-parts, 0)
    most_above, most_below = above.sum(axis=1).max(), below.sum(axis=1).max()
    if most_above == most_below or not (most_above and most_below):
        return UNEXPLAINED
    shortfall = most_above > most_below
    ratio = max(most_above, most_below) / min(most_above, most_below)
    index = pair.ahead if shortfall else pair.behind
    word, other, side, part = (
        ("shortfall", "surplus", "below", below) if shortfall else ("surplus", "shortfall", "above", above)
    )
    j = int(np.argmax(part[index]))
    text = (
        f"{label} goes by distances from the average of these vendors, and here a {word} counts "
        f"{number(round(ratio, 1))} times as much as a {other}: {pair.name(index)} has the larger {word}, most of it "
        f"on {pair.criterion(j)} ({pair.said(index, j)} points, {side} an average of {points(average[j])})."
    )
    return pair.cause("average", j, text)


def _product(method: WeightedProduct, label: str, pair: Pair) -> Cause:
    """Explain a product: logarithms of values are added up, so ratios count and not differences."""
    values = pair.table.points
    if method.normalisation == "minmax":
        values = (values - values.min(axis=0)) / np.where(pair.table.spread > 0, pair.table.spread, 1)
    with np.errstate(divide="ignore"):
        logarithms = np.log(values)
    counting = pair.table.weights > 0
    ratios = np.full(len(counting), np.inf)
    ours, theirs = logarithms[pair.ahead], logarithms[pair.behind]
    comparable = counting & np.isfinite(theirs)
    ratios[comparable] = pair.table.weights[comparable] * (ours[comparable] - theirs[comparable])
    j = int(np.argmin(ratios))
    nothing = " Nothing on one criterion is nothing in all." if values[pair.ahead, j] <= 0 else ""
    text = (
        f"{label} punishes a low value more than a sum does: on {pair.criterion(j)} {pair.vendor} has "
        f"{pair.said(pair.ahead, j)} points and {pair.over} {pair.said(pair.behind, j)}.{nothing}"
    )
    return pair.cause("product", j, text)
