"""Weights from comparisons with the best and the worst criterion only (the best-worst method)."""

import math
from dataclasses import dataclass

import numpy as np

from vendor_eval.engine.arrays import Floats
from vendor_eval.engine.programmes import minimise

__all__ = ["BestWorst", "Intervals", "consistency_index"]


@dataclass(frozen=True, slots=True, eq=False)
class Intervals:
    """The optimal weights of the nonlinear model, which is often met by more than one set of weights.

    Parameters
    ----------
    low, high
        The least and the greatest optimal weight of each item, shape (items,).
    xi
        How far the ratios of the weights miss the answers at worst; 0 if all answers agree.
    ratio
        xi divided by the consistency index of the answer best against worst; a little over 1 is possible where items
        err in opposite directions.
    """

    low: Floats
    high: Floats
    xi: float
    ratio: float


@dataclass(frozen=True, slots=True)
class BestWorst:
    """How many times as important the best is as each, and each as the worst.

    Parameters
    ----------
    items
        What is compared, each once.
    best, worst
        The most and the least important item.
    best_to_others
        How many times as important the best is as each item, 1 or more; 1 for the best itself.
    others_to_worst
        How many times as important each item is as the worst, 1 or more; 1 for the worst itself.
    """

    items: tuple[str, ...]
    best: str
    worst: str
    best_to_others: tuple[float, ...]
    others_to_worst: tuple[float, ...]

    def __post_init__(self) -> None:
        """Refuse answers that are missing, below 1 or contradict themselves."""
        n = len(self.items)
        if n < 2 or len(set(self.items)) < n or {len(self.best_to_others), len(self.others_to_worst)} != {n}:
            raise ValueError("The best-worst method needs 2 or more items, each once, with two answers each.")
        if self.best == self.worst or not {self.best, self.worst} <= set(self.items):
            raise ValueError(f"The best and the worst must be two of {self.items}: {self.best!r}, {self.worst!r}.")
        if not all(1 <= answer < math.inf for answer in (*self.best_to_others, *self.others_to_worst)):
            raise ValueError("The best is 1 or more times as important as each, and each as the worst.")
        b, w = self.items.index(self.best), self.items.index(self.worst)
        if self.best_to_others[b] != 1 or self.others_to_worst[w] != 1:
            raise ValueError("The best against itself and the worst against itself must be 1.")
        if self.best_to_others[w] != self.others_to_worst[b]:
            raise ValueError(
                f"{self.best} against {self.worst} is {self.best_to_others[w]:g} in one list "
                f"and {self.others_to_worst[b]:g} in the other."
            )
        if max(*self.best_to_others, *self.others_to_worst) > self.span:
            raise ValueError(
                f"No answer may be more than the {self.span:g} from the best, {self.best}, to the worst, {self.worst}."
            )

    @property
    def span(self) -> float:
        """How many times as important the best is as the worst."""
        return self.best_to_others[self.items.index(self.worst)]

    def linear(self) -> tuple[Floats, float]:
        """The weights, shape (items,), and xi of the linear model (Rezaei 2016); the weights are unique.

        Least xi with ``|w_best - a_best,j w_j| <= xi`` and ``|w_j - a_j,worst w_worst| <= xi``.
        """
        n = len(self.items)
        b, w = self.items.index(self.best), self.items.index(self.worst)
        rows = []
        for j in range(n):
            for first, second, answer in ((b, j, self.best_to_others[j]), (j, w, self.others_to_worst[j])):
                if first != second:
                    row = np.zeros(n)
                    row[first], row[second] = 1, -answer
                    rows += [row, -row]
        below = np.column_stack([np.array(rows), -np.ones(len(rows))])
        signs = np.column_stack([-np.eye(n), np.zeros(n)])
        least = minimise(
            np.array([0.0] * n + [1.0]),
            np.vstack([below, signs]),
            np.zeros(len(rows) + n),
            np.array([[1.0] * n + [0.0]]),
            np.ones(1),
        )
        return least[:n] / least[:n].sum(), max(0.0, float(least[n]))

    def nonlinear(self) -> Intervals:
        """The interval of each weight in the nonlinear model (Rezaei 2015).

        Least xi with ``|w_best / w_j - a_best,j| <= xi`` and ``|w_j / w_worst - a_j,worst| <= xi``. With
        ``x = w_best / w_worst`` fixed, the other items do not depend on each other, so whether some x suits a xi is
        seen without a linear programme; xi follows by bisection and, at the least xi, x is unique.
        """
        b, w = self.items.index(self.best), self.items.index(self.worst)
        others = [j for j in range(len(self.items)) if j not in {b, w}]
        to_best = np.array(self.best_to_others)[others]
        to_worst = np.array(self.others_to_worst)[others]
        xi = _least_xi(self.span, to_best, to_worst)
        x = float(np.mean(_span_range(xi, self.span, to_best, to_worst)))
        low, high = np.ones(len(self.items)), np.ones(len(self.items))  # in units of the worst weight
        low[b] = high[b] = x
        most = np.divide(x, to_best - xi, out=np.full(len(others), np.inf), where=to_best > xi)
        low[others] = np.maximum(to_worst - xi, x / (to_best + xi))
        high[others] = np.maximum(low[others], np.minimum(to_worst + xi, most))
        ratio = 0.0 if xi == 0 else xi / consistency_index(self.span)
        return Intervals(low / (low + high.sum() - high), high / (high + low.sum() - low), xi, ratio)


def consistency_index(span: float) -> float:
    """The greatest xi that the answers on one item can cause when the best is ``span`` times the worst.

    The smaller root of ``(a - xi)^2 = a + xi`` (Rezaei 2015, table 1: 0, .44, 1, 1.63, 2.3, 3, 3.73, 4.47, 5.23 for
    1 to 9).
    """
    return (1 + 2 * span - math.sqrt(8 * span + 1)) / 2


def _span_range(xi: float, span: float, to_best: Floats, to_worst: Floats) -> tuple[float, float]:
    """The best in units of the worst: from, to. No such weights exist if from is greater than to."""
    least = np.maximum(to_best - xi, 0) * np.maximum(to_worst - xi, 0)
    greatest = (to_best + xi) * (to_worst + xi)
    return max([span - xi, *least.tolist()]), min([span + xi, *greatest.tolist()])


def _least_xi(span: float, to_best: Floats, to_worst: Floats) -> float:
    """The least xi for which some weights exist, to the last digits."""
    if not len(to_best):
        return 0.0
    low, high = 0.0, max(span, float(to_best.max()), float(to_worst.max()))
    start, end = _span_range(0.0, span, to_best, to_worst)
    if start <= end:
        return 0.0
    while (middle := (low + high) / 2) not in {low, high}:
        start, end = _span_range(middle, span, to_best, to_worst)
        low, high = (low, middle) if start <= end else (middle, high)
    return high
