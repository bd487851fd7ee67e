"""The smallest changes of one vendor's performances that reach some targets: a mixed-integer linear programme."""

import numpy as np
from numpy.typing import NDArray

from vendor_eval.engine.arrays import Bools, Floats
from vendor_eval.engine.climbs import Climb, Programme
from vendor_eval.engine.programmes import minimise

__all__ = ["alone", "reaches", "smallest"]

SLACK = 1e-10  # points: what rounding may take from a target
# Points: what the solver is asked for beyond a target, because it may stay short of it by about a hundredth of that;
# nothing only where the rest cannot be had.
MARGINS = (1e-4, 0.0)


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
    for margin in MARGINS:
        found = _chosen(Programme(climb, margin), fewest=fewest)
        points = None if found is None else _lowered(climb, *found)
        if points is not None:
            return points
    return None


def _chosen(programme: Programme, *, fewest: bool) -> tuple[Bools, Floats] | None:
    if fewest:
        first = programme.solved(programme.count())
        if first is None:
            return None
        programme.at_most(programme.count(), round(float(programme.count() @ first)))
    found = programme.solved(programme.effort())
    return None if found is None else programme.choice(found)


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
