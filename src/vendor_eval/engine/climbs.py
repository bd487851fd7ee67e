"""What one vendor may change and must reach, and the mixed-integer programme that chooses among the changes."""

from dataclasses import dataclass

import numpy as np

from vendor_eval.engine.arrays import Bools, Floats
from vendor_eval.engine.mixedprogrammes import minimise_mixed

__all__ = ["Climb", "Programme", "Repair"]


@dataclass(frozen=True, slots=True)
class Repair:
    """A requirement that may be met instead of another: the place of its criterion and the points it takes."""

    criterion: int
    least: float


@dataclass(frozen=True, slots=True, eq=False)
class Climb:
    """What one vendor may change, and what it must reach.

    A criterion that is changed is put to exact points; one that is not keeps what each target takes it for: expected
    points, or the least that can occur.

    Parameters
    ----------
    weights
        One target a row, one criterion a column: the weights that the target is held against.
    unchanged
        The points that a target takes a criterion for while it is not changed, same shape.
    targets
        The overall values to be reached, shape (targets,).
    start
        The points from which a change takes effort, shape (criteria,); to be put between ``least`` and these is free.
    least, top
        Between which points a changed criterion may be put, shape (criteria,).
    costs
        What one point more takes, shape (criteria,); infinite where nothing can be changed.
    forced
        Which criteria must be changed whatever the targets, shape (criteria,).
    steps
        For each criterion the points that it may be put to; None where any are possible.
    optional, asked
        Repairs of which at least ``asked`` must be made.
    """

    weights: Floats
    unchanged: Floats
    targets: Floats
    start: Floats
    least: Floats
    top: Floats
    costs: Floats
    forced: Bools
    steps: tuple[tuple[float, ...] | None, ...]
    optional: tuple[Repair, ...] = ()
    asked: int = 0

    @property
    def open(self) -> Bools:
        """Which criteria can be changed at all, shape (criteria,)."""
        return self.forced | (np.isfinite(self.costs) & (self.top >= self.least))


class Programme:
    """The variables: of each criterion whether it is changed, its points, and its effort; each step; each repair."""

    def __init__(self, climb: Climb, margin: float) -> None:
        self.climb, self.margin = climb, margin
        n = len(climb.start)
        self.n = n
        self.ladder = [(j, step) for j, steps in enumerate(climb.steps) for step in steps or ()]
        self.size = 3 * n + len(self.ladder) + len(climb.optional)
        self.rows: list[Floats] = []
        self.low: list[float] = []
        self.high: list[float] = []
        self._targets()
        self._ranges()
        self._ladders()
        self._repairs()

    def _row(self, terms: dict[int, float], low: float, high: float) -> None:
        row = np.zeros(self.size)
        for place, factor in terms.items():
            row[place] += factor
        self.rows.append(row)
        self.low.append(low)
        self.high.append(high)

    def at_most(self, terms: Floats, bound: float) -> None:
        """Keep a sum of variables from exceeding a bound."""
        self._row(dict(enumerate(terms)), -np.inf, bound)

    def _targets(self) -> None:
        climb, n = self.climb, self.n
        for weights, unchanged, target in zip(climb.weights, climb.unchanged, climb.targets, strict=True):
            held = weights * unchanged
            terms = {j: -held[j] for j in range(n)} | {n + j: weights[j] for j in range(n)}
            self._row(terms, float(target - held.sum()) + self.margin, np.inf)

    def _ranges(self) -> None:
        for j in range(self.n):
            self._row({j: -self.climb.top[j], self.n + j: 1.0}, -np.inf, 0.0)
            self._row({j: -self.climb.least[j], self.n + j: 1.0}, 0.0, np.inf)
            self._row({j: self.climb.start[j], self.n + j: -1.0, 2 * self.n + j: 1.0}, 0.0, np.inf)

    def _ladders(self) -> None:
        for j in {j for j, _ in self.ladder}:
            places = {3 * self.n + k: step for k, (i, step) in enumerate(self.ladder) if i == j}
            self._row(dict.fromkeys(places, 1.0) | {j: -1.0}, 0.0, 0.0)
            self._row(places | {self.n + j: -1.0}, 0.0, 0.0)

    def _repairs(self) -> None:
        first = self.size - len(self.climb.optional)
        for k, one in enumerate(self.climb.optional):
            self._row({first + k: 1.0, one.criterion: -1.0}, -np.inf, 0.0)
            self._row({first + k: -one.least, self.n + one.criterion: 1.0}, 0.0, np.inf)
        if self.climb.optional:
            self._row({first + k: 1.0 for k in range(len(self.climb.optional))}, float(self.climb.asked), np.inf)

    def count(self) -> Floats:
        """How many criteria are changed, as factors of the variables."""
        return np.concatenate([np.ones(self.n), np.zeros(self.size - self.n)])

    def effort(self) -> Floats:
        """What the changes cost, as factors of the variables; a little for each criterion, so that none is for show."""
        costs = np.where(np.isfinite(self.climb.costs), self.climb.costs, 0.0)
        little = np.full(self.n, 1e-6 * float(costs.max(initial=1.0)))
        return np.concatenate([little, np.zeros(self.n), costs, np.zeros(self.size - 3 * self.n)])

    def solved(self, costs: Floats) -> Floats | None:
        """The variables at the least cost, or None if nothing reaches the targets."""
        climb, n = self.climb, self.n
        integral = np.ones(self.size, dtype=np.bool_)
        integral[n : 3 * n] = False
        lower, upper = np.zeros(self.size), np.ones(self.size)
        lower[:n][climb.forced] = 1.0
        upper[:n][~climb.open] = 0.0
        upper[n : 2 * n] = upper[2 * n : 3 * n] = np.maximum(climb.top, 0.0)
        rows = np.array(self.rows)
        return minimise_mixed(costs, rows, np.array(self.low), np.array(self.high), integral, lower, upper)

    def choice(self, found: Floats) -> tuple[Bools, Floats]:
        """Which criteria are changed, and the least points of each: those of its step, or of the repairs chosen."""
        changed = found[: self.n] > 0.5
        least = self.climb.least.copy()
        for k, (j, step) in enumerate(self.ladder):
            if found[3 * self.n + k] > 0.5:
                least[j] = step
        first = self.size - len(self.climb.optional)
        for k, one in enumerate(self.climb.optional):
            if found[first + k] > 0.5:
                least[one.criterion] = max(least[one.criterion], one.least)
        return changed, least
