"""The programme against trying every combination."""

from itertools import combinations, product

import numpy as np
import pytest

from vendor_eval.engine.climbs import Climb, Repair
from vendor_eval.engine.improvement import alone, reaches, smallest
from vendor_eval.engine.mixedprogrammes import minimise_mixed


def climb(weights, here, targets, **parts):
    """A climb on free criteria up to 100 points, at one unit of effort a point."""
    weights = np.atleast_2d(np.asarray(weights, dtype=float))
    start = np.asarray(here, dtype=float)
    n = len(start)
    whole = {
        "unchanged": np.tile(start, (len(weights), 1)),
        "targets": np.atleast_1d(np.asarray(targets, dtype=float)),
        "start": start,
        "least": start,
        "top": np.full(n, 100.0),
        "costs": np.ones(n),
        "forced": np.zeros(n, dtype=bool),
        "steps": (None,) * n,
    }
    return Climb(weights=weights, **whole | parts)


def effort(one, points):
    moved = np.clip(np.where(np.isnan(points), one.start, points) - one.start, 0, None)
    return float(moved @ one.costs)


def test_alone_is_the_gap_divided_by_the_weight():
    one = climb([0.5, 0.5], [50, 60], 70)

    assert alone(one, 0)[0] == pytest.approx(80)
    assert alone(climb([0.1, 0.9], [50, 60], 70), 0) is None


def test_the_most_demanding_target_counts():
    one = climb([[0.5, 0.5], [0.8, 0.2]], [50, 60], [70, 70])

    assert alone(one, 0)[0] == pytest.approx(80)
    assert alone(one, 1) is None


def test_the_best_worth_for_effort_moves_first_and_the_last_only_as_far_as_needed():
    points = smallest(climb([0.6, 0.4], [50, 50], 84), fewest=False)

    assert points == pytest.approx([100, 60])


def test_fewest_may_take_more_effort():
    one = climb([0.5, 0.25, 0.25], [0, 0, 0], 45, costs=np.array([10.0, 1.0, 1.0]))

    assert np.isnan(smallest(one, fewest=True)).sum() == 2
    assert smallest(one, fewest=False) == pytest.approx([np.nan, 100, 80], nan_ok=True)


def test_what_costs_nothing_up_to_a_point_is_taken_that_far_first():
    one = climb([0.5, 0.5], [0, 0], 40, start=np.array([60.0, 0.0]))

    points = smallest(one, fewest=False)
    assert points[0] == pytest.approx(80)
    assert effort(one, points) == pytest.approx(20)


def test_repairs_are_chosen_among():
    one = climb([0.5, 0.5], [20, 60], 0, optional=(Repair(0, 70.0), Repair(1, 70.0)), asked=1)

    assert smallest(one, fewest=False) == pytest.approx([np.nan, 70], nan_ok=True)
    assert alone(one, 0)[0] == pytest.approx(70)


def test_what_cannot_be_reached_is_none():
    assert smallest(climb([1.0], [50], 101), fewest=True) is None


def brute(one):
    """The least effort by trying every set of criteria and every step, with the continuous part as a knapsack."""
    best = None
    n = len(one.start)
    for size in range(n + 1):
        for chosen in combinations(range(n), size):
            ladders = [one.steps[j] or (None,) for j in chosen]
            for steps in product(*ladders):
                points = np.full(n, np.nan)
                for j, step in zip(chosen, steps, strict=True):
                    points[j] = one.least[j] if step is None else step
                free = [j for j, step in zip(chosen, steps, strict=True) if step is None]
                for j in sorted(free, key=lambda j: -one.weights[0, j] / one.costs[j]):
                    total = np.where(np.isnan(points), one.unchanged[0], points) @ one.weights[0]
                    short = max(one.targets[0] - total, 0.0)
                    points[j] = min(points[j] + short / one.weights[0, j], one.top[j])
                if reaches(one, points) and (best is None or effort(one, points) < best - 1e-9):
                    best = effort(one, points)
    return best


@pytest.mark.parametrize("seed", range(40))
def test_it_finds_what_trying_everything_finds(seed):
    rng = np.random.default_rng(seed)
    n = int(rng.integers(1, 5))
    weights = rng.dirichlet(np.ones(n))
    start = rng.uniform(0, 90, n).round(1)
    ladder = [tuple(sorted({float(x) for x in rng.uniform(s, 100, 3).round(1)} | {float(s)})) for s in start]
    steps = tuple(ladder[j] if rng.random() < 0.5 else None for j in range(n))
    one = climb(
        weights,
        start,
        float(weights @ start + rng.uniform(0, 25)),
        costs=rng.uniform(0.2, 3, n).round(2),
        top=np.array([max(s) if s else 100.0 for s in steps]),
        steps=steps,
    )

    found, expected = smallest(one, fewest=False), brute(one)
    assert (found is None) == (expected is None)
    if found is not None:
        assert reaches(one, found)
        # The programme charges a millionth of a point for each criterion, so that none is changed for show.
        assert effort(one, found) == pytest.approx(expected, abs=1e-4)


def test_nothing_is_printed_by_the_solver(capfd):
    minimise_mixed(
        np.ones(2), np.array([[1.0, 1.0]]), np.ones(1), np.full(1, 5.0), np.ones(2, bool), np.zeros(2), np.ones(2)
    )

    assert capfd.readouterr().out == ""
