"""The best few of very many vendors by a method that compares all of them with one another."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from vendor_eval.engine.additive import totals
from vendor_eval.engine.arrays import Floats, Integers
from vendor_eval.engine.methods import Kernel, Method
from vendor_eval.engine.ranks import TIE
from vendor_eval.engine.screening import Reached, draws_apart
from vendor_eval.engine.screening_top import Met, Top
from vendor_eval.engine.weights import Weights

__all__ = ["reach_top_by"]

SCORES = 1 << 20  # worked out at once: 8 MB


def reach_top_by(
    method: Method,
    points: Floats,
    weights: Weights,
    *,
    top: int,
    draws: int,
    seed: int,
    minimum_value: float | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Reached:
    """Count how often each of very many vendors is first and among the best few by a method's scores.

    Every score may depend on all vendors, so all are scored at once, and few enough draws that memory stays small.

    Parameters
    ----------
    points
        Points of those that may have a rank, the same in all draws; shape (criteria, vendors).
    minimum_value
        The overall value, the weighted sum of points, below which a vendor has no rank, if there is such a rule.
    progress
        Called with how many draws have been made, and how many there are to make.

    Raises
    ------
    ValueError
        If the method cannot take the numbers.
    """
    m = points.shape[1]
    values = points[:, :, np.newaxis]
    kernel, scale = method.kernel(values), TIE / method.tie
    first, among, nobody, done = np.zeros(m), np.zeros(m), 0, 0
    for number, size, times in draws_apart(weights, draws, certain=True):
        block = _Scored(values, kernel, scale, weights.draw(seed, number, size), minimum_value)
        best = Top.of(min(top, m) + 1, size)
        for met in block.reaching(best.floor, np.arange(size)):
            best.take(met)
            if progress is not None:
                progress(done + (int(met.columns[-1]) + 1) * times, draws)
        done += size * times
        nobody += best.nobody * times
        first += times * best.shares(1, m, block.reaching)
        among += times * best.shares(min(top, m), m, block.reaching)
    return Reached(draws, first, among, nobody, np.zeros(m, dtype=np.bool_))


@dataclass(frozen=True, slots=True, eq=False)
class _Scored:
    """One block of draws of all vendors."""

    values: Floats
    kernel: Kernel
    scale: float
    weights: Floats
    minimum_value: float | None

    def reaching(self, floor: Floats, columns: Integers) -> Iterator[Met]:
        """Find the vendors whose scores reach a floor, some draws at a time."""
        step = max(SCORES // self.values.shape[1], 1)
        for start in range(0, len(columns), step):
            part = columns[start : start + step]
            weights = self.weights[:, part] if self.weights.shape[1] > 1 else self.weights
            scores = self.kernel(weights) * self.scale
            if self.minimum_value is not None:
                scores = np.where(totals(self.values, weights) >= self.minimum_value - TIE, scores, -np.inf)
            by_draw = np.broadcast_to(scores.T, (len(part), len(scores)))
            draws, vendors = np.nonzero(by_draw >= floor[part][:, np.newaxis])
            yield Met(vendors, part[draws], by_draw[draws, vendors])
