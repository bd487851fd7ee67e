"""The smallest changes of one vendor's performances that reach some targets: a mixed-integer linear programme."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vendor_eval.engine.arrays import Bools, Floats
from vendor_eval.engine.mixedprogrammes import minimise_mixed
from vendor_eval.engine.programmes import minimise

__all__ = ["Climb", "Repair", "alone", "reaches", "smallest"]

SLACK = 1e-10  # points: what rounding may take from a target


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


def reaches(climb: Climb, points: Floats) -> bool:
    """Whether some changes reach every target; points are missing (nan) where nothing is changed."""
    return bool((_reached(climb, points) >= climb.targets - SLACK).all())


def _reached(climb: Climb, points: Floats) -> Floats:
    changed = np.where(np.isnan(points), climb.unchanged, points)
    return np.asarray((climb.weights * changed).sum(axis=1))


def alone(climb: Climb, criterion: int) -> Floats | None:
    """The points that reach every target by one criterion alone beside what must be changed anyway.

    In closed form: the largest of (target - rest) / weight over the targets.

    Returns
    -------
    Points, shape (criteria,), missing where nothing is changed; None if even its best is not enough.
    """
    points = np.where(climb.forced, climb.least, np.nan)
    if not climb.open[criterion]:
        return None
    points[criterion] = 0.0
    rest = _reached(climb, points)
    weight = climb.weights[:, criterion]
    short = climb.targets - rest
    if ((weight <= 0) & (short > SLACK)).any():
        return None
    asked = _asked_of(climb, criterion)
    if asked is None:
        return None
    needed = np.divide(short, weight, out=np.zeros_like(short), where=weight > 0).max(initial=asked)
    found = _placed(climb, criterion, float(needed))
    if found is None:
        return None
    points[criterion] = found
    return points


def _asked_of(climb: Climb, criterion: int) -> float | None:
    """The points that repairs ask of one criterion, beside those met anyway; None if it cannot make enough of them."""
    met = sum(climb.forced[one.criterion] and climb.least[one.criterion] >= one.least for one in climb.optional)
    own = sorted(one.least for one in climb.optional if one.criterion == criterion)
    missing = climb.asked - int(met)
    if missing <= 0:
        return 0.0
    return own[missing - 1] if missing <= len(own) else None


def _placed(climb: Climb, criterion: int, needed: float) -> float | None:
    """The least points from some on that a criterion can be put to; None if there are none."""
    low, top = float(climb.least[criterion]), float(climb.top[criterion])
    steps = climb.steps[criterion]
    if steps is not None:
        enough = [step for step in steps if low <= step <= top and step >= needed - SLACK]
        return min(enough, default=None)
    return None if needed > top + SLACK else min(max(needed, low), top)


def smallest(climb: Climb, *, fewest: bool) -> Floats | None:
    """The changes that reach every target with the least effort, or with as few criteria as possible and then so.

    The programme chooses which criteria to change, their levels and the repairs; what is continuous is then worked out
    again, so that it is exact.

    Parameters
    ----------
    fewest
        Whether to change as few criteria as possible.

    Returns
    -------
    Points, shape (criteria,), missing where nothing is changed; None if no change reaches the targets.
    """
    programme = _Programme(climb)
    if fewest:
        first = programme.solved(programme.count())
        if first is None:
            return None
        programme.at_most(programme.count(), round(float(programme.count() @ first)))
    found = programme.solved(programme.effort())
    return None if found is None else _lowered(climb, *programme.choice(found))


def _lowered(climb: Climb, changed: Bools, least: Floats) -> Floats | None:
    """The exact points of chosen changes, each on the lowest of its steps that takes no more effort.

    Where a step is free, the programme takes any.
    """
    points = _exact(climb, changed, least)
    for j in np.flatnonzero(changed):
        steps = climb.steps[j]
        if steps is None or points is None:
            continue
        for step in sorted(step for step in steps if climb.least[j] <= step < least[j]):
            lower = least.copy()
            lower[j] = step
            tried = _exact(climb, changed, lower) if _repaired(climb, changed, lower) else None
            if tried is not None and _effort(climb, tried) <= _effort(climb, points) + SLACK:
                points, least = tried, lower
                break
    return points


def _repaired(climb: Climb, changed: Bools, least: Floats) -> bool:
    made = [one for one in climb.optional if changed[one.criterion] and least[one.criterion] >= one.least]
    return len(made) >= climb.asked


def _effort(climb: Climb, points: Floats) -> float:
    """What some changes take."""
    moved = np.clip(np.where(np.isnan(points), climb.start, points) - climb.start, 0.0, None)
    return float(moved @ np.where(np.isfinite(climb.costs), climb.costs, 0.0))


class _Programme:
    """The variables: of each criterion whether it is changed, its points, and its effort; each step; each repair."""

    def __init__(self, climb: Climb) -> None:
        self.climb = climb
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
            self._row(terms, float(target - held.sum()), np.inf)

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


def _exact(climb: Climb, changed: Bools, least: Floats) -> Floats | None:
    """The points of chosen changes: steps as they are, and of what is continuous no more than the targets ask."""
    points = np.where(changed, least, np.nan)
    free = np.flatnonzero(changed & np.array([steps is None for steps in climb.steps]) & (climb.top > least))
    short = climb.targets - _reached(climb, points)
    if len(free) and (short > 0).any():
        points[free] += _shared_out(climb, free, least, short)
    return points if reaches(climb, points) else None


def _shared_out(climb: Climb, free: NDArray[np.intp], least: Floats, short: Floats) -> Floats:
    """How far each free criterion is raised so that no target falls short, at the least effort, shape (free,).

    Each has two parts of its way: up to where effort starts, and from there.
    """
    easy = np.clip(climb.start - least, 0.0, climb.top - least)[free]
    room = np.concatenate([easy, (climb.top - least)[free] - easy])
    costs = np.concatenate([np.zeros(len(free)), np.where(np.isfinite(climb.costs), climb.costs, 0.0)[free]])
    weights = np.hstack([climb.weights[:, free]] * 2)
    if len(climb.targets) == 1:
        raised = _knapsack(weights[0], room, costs, float(short[0]))
    else:
        raised = _programmed(weights, room, costs, short)
    return np.asarray(raised.reshape(2, -1).sum(axis=0))


def _programmed(weights: Floats, room: Floats, costs: Floats, short: Floats) -> Floats:
    size = len(room)
    # What is free still goes no further than it must.
    costs = np.maximum(costs, 1e-4 * np.min(costs[costs > 0], initial=1.0))
    rows = np.vstack([-weights, np.eye(size), -np.eye(size)])
    bounds = np.concatenate([-short, room, np.zeros(size)])
    try:
        return np.clip(minimise(costs, rows, bounds, np.empty((0, size)), np.empty(0)), 0.0, room)
    except ArithmeticError:
        return room


def _knapsack(weights: Floats, room: Floats, costs: Floats, short: float) -> Floats:
    """Fill what a point costs least in value first; the last only as far as needed (continuous knapsack)."""
    raised = np.zeros_like(room)
    worth = np.divide(weights, costs, out=np.full_like(weights, np.inf), where=costs > 0)
    for k in np.argsort(-worth, kind="stable"):
        if short <= 0 or weights[k] <= 0:
            continue
        raised[k] = min(room[k], short / weights[k])
        short -= raised[k] * weights[k]
    return raised
