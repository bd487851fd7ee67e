"""Whether shares have exact answers: nothing about the vendors in the running is drawn, and neither is a verdict."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from vendor_eval.engine.arrays import Bools, Floats
from vendor_eval.engine.cells import Point
from vendor_eval.engine.exact.region import region_of
from vendor_eval.engine.exact.shares import shared_pieces
from vendor_eval.engine.exact.volumes import cheaper_than_draws
from vendor_eval.engine.problem import Problem
from vendor_eval.engine.ranks import TIE
from vendor_eval.engine.weights import PointWeights

__all__ = [
    "at_means",
    "certain",
    "expected_points",
    "obstacles",
    "pays",
    "ranked_whatever",
    "settled",
    "small",
    "unsettled",
]

NOBODY_WAITS = 0.1  # seconds that an exact answer may take, however few draws are asked for
A_DRAW = 1.2e-9  # seconds for each vendor and each other vendor or criterion, as `cheaper_than_draws` has it
MOST_CRITERIA = 8
MOST_PIECES = 300  # of a set of weights: of more, quantiles take longer than draws


def small(problem: Problem) -> bool:
    """Whether it is worth a look if exact shares pay: over a set of weights on many criteria they never do."""
    return isinstance(problem.weights, PointWeights) or len(problem.criteria) <= MOST_CRITERIA


def settled(problem: Problem) -> bool:
    """Whether nothing about the vendors in the running is drawn."""
    return next(_drawn(problem), None) is None


def certain(problem: Problem) -> bool:
    """Whether nothing at all is drawn, so that every draw is the same."""
    alike = isinstance(problem.weights, PointWeights) and not problem.tests
    return alike and all(cell.certain for row in problem.cells for cell in row)


def _in_running(problem: Problem) -> tuple[int, ...]:
    """Return the places of the vendors that are not insufficient whatever is drawn."""
    return tuple(i for i, out in enumerate(problem.excluded) if not out)


def _drawn(problem: Problem) -> Iterator[str]:
    """Say what is drawn about the vendors in the running."""
    for i in _in_running(problem):
        for criterion, cell in zip(problem.criteria, problem.cells[i], strict=True):
            if not cell.certain:
                yield f"the performance of {problem.vendors[i]!r} on {criterion!r} is uncertain"
    for test in problem.tests:
        if not problem.excluded[test.vendor]:
            vendor = problem.vendors[test.vendor]
            yield f"whether {vendor!r} meets a requirement on {test.criterion!r} is uncertain"


def obstacles(problem: Problem) -> Iterator[str]:
    """Say what stands in the way of exact shares, each in a clause."""
    yield from _drawn(problem)
    if isinstance(problem.weights, PointWeights):
        return
    if problem.method is not None:
        yield f"{problem.method.label} has no closed form over a set of weights"
    least = problem.minimum_value
    if least is not None:
        low, high = _ends(problem)
        for i in _in_running(problem):
            if low[i] < least - TIE <= high[i]:
                yield f"{problem.vendors[i]!r} reaches the minimum value with some of the weights only"


def ranked_whatever(problem: Problem) -> Bools:
    """Return who has a rank whatever the weights, shape (vendors,); without obstacles, the others never have one."""
    ranked = ~np.array(problem.excluded)
    if problem.max_weaknesses is not None:
        ranked &= np.array(problem.weak) <= problem.max_weaknesses
    if problem.minimum_value is not None:
        ranked &= _ends(problem)[0] >= problem.minimum_value - TIE
    return ranked


def _ends(problem: Problem) -> tuple[Floats, Floats]:
    """Return the least and the greatest overall value of each vendor over the weights."""
    region, values = region_of(problem.weights), expected_points(problem)
    return region.lows(values), -region.lows(-values)


def pays(problem: Problem, draws: int) -> bool:
    """Whether exact shares take no longer than some draws, or than a tenth of a second; with exact weights, one draw.

    By a rule of thumb.
    """
    if isinstance(problem.weights, PointWeights):
        return True
    m = max(1, len(_in_running(problem)))
    as_long = NOBODY_WAITS / (A_DRAW * m * (len(problem.criteria) + m))
    if not cheaper_than_draws(m, region_of(problem.weights), max(draws, round(as_long))):
        return False
    return len(shared_pieces(problem.weights).shares) <= MOST_PIECES


def expected_points(problem: Problem) -> Floats:
    """Return the points of every vendor, expected ones of those that are out, shape (vendors, criteria)."""
    return np.array([[cell.mean for cell in row] for row in problem.cells])


def at_means(problem: Problem) -> Problem:
    """Return a problem with whatever is uncertain about vendors that are out held at its mean."""
    cells = tuple(tuple(cell if cell.certain else Point(cell.mean, cell.mean) for cell in row) for row in problem.cells)
    return replace(problem, cells=cells, tests=())


def unsettled(problem: Problem) -> Problem | None:
    """Return the vendors that are out and whose values are uncertain, None if there are none.

    Their values are drawn as they would be beside the others.
    """
    places = [i for i, row in enumerate(problem.cells) if not all(cell.certain for cell in row)]
    if not places:
        return None
    return Problem(
        vendors=tuple(problem.vendors[i] for i in places),
        criteria=problem.criteria,
        cells=tuple(problem.cells[i] for i in places),
        weights=problem.weights,
        excluded=(True,) * len(places),
    )
