import numpy as np
import pytest

from vendor_eval.engine import screening_methods
from vendor_eval.engine.cells import Point
from vendor_eval.engine.methods import METHODS, TOPSIS
from vendor_eval.engine.problem import Problem
from vendor_eval.engine.screening_methods import reach_top_by
from vendor_eval.engine.simulation import simulate
from vendor_eval.engine.weights import PointWeights, SimplexWeights

CRITERIA = ("a", "b", "c")


def both(method, points, *, top=3, draws=120, weights=None, minimum_value=None):
    """What a screening and a simulation of all ranks find."""
    weights = weights or SimplexWeights(CRITERIA)
    found = reach_top_by(method, points.T, weights, top=top, draws=draws, seed=3, minimum_value=minimum_value)
    problem = Problem(
        tuple(f"v{i:02d}" for i in range(len(points))),
        CRITERIA,
        tuple(tuple(Point(x, x) for x in row) for row in points.tolist()),
        weights,
        minimum_value=minimum_value,
        method=method,
    )
    return found, simulate(problem, draws=draws, seed=3).tally


@pytest.fixture
def points():
    return np.random.default_rng(0).uniform(1, 100, (20, 3))


@pytest.mark.parametrize("key", METHODS)
def test_the_best_few_by_a_method_are_those_of_a_simulation(key, points, monkeypatch):
    monkeypatch.setattr(screening_methods, "SCORES", 300)

    found, tally = both(METHODS[key], points)

    assert np.allclose(found.first, tally.ranks[:, 0], rtol=0, atol=1e-9)
    assert np.allclose(found.top, tally.ranks[:, :3].sum(axis=1), rtol=0, atol=1e-9)


def test_nobody_has_a_rank_below_the_minimum_value(points):
    found, tally = both(TOPSIS(), points, minimum_value=80.0)

    assert np.allclose(found.top, tally.ranks[:, :3].sum(axis=1), rtol=0, atol=1e-9)
    assert found.nobody == tally.nobody > 0


def test_vendors_that_a_method_holds_for_level_share_the_last_places(points):
    alike = np.vstack([points[:2], np.repeat(points[2:3], 9, axis=0)])

    found, tally = both(TOPSIS(), alike, draws=40)

    assert np.allclose(found.top, tally.ranks[:, :3].sum(axis=1), rtol=0, atol=1e-9)
    assert found.top.sum() == pytest.approx(120)


def test_exact_weights_need_one_draw(points):
    found, _ = both(TOPSIS(), points, weights=PointWeights((0.2, 0.3, 0.5)), draws=100)

    assert sorted(found.top) == [0] * 17 + [100] * 3


def test_progress_counts_draws(points):
    told = []
    asked = {"top": 1, "draws": 50, "seed": 0, "progress": lambda *done: told.append(done)}
    reach_top_by(TOPSIS(), points.T, SimplexWeights(CRITERIA), **asked)

    assert told[-1] == (50, 50)
