import numpy as np
import pytest

from vendor_eval.engine import screening_methods
from vendor_eval.engine.acceptability import tally as count
from vendor_eval.engine.additive import totals
from vendor_eval.engine.cells import Point
from vendor_eval.engine.compared import Compared
from vendor_eval.engine.methods import METHODS, TOPSIS
from vendor_eval.engine.problem import Problem
from vendor_eval.engine.ranks import TIE
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


@pytest.mark.parametrize("scores_at_once", [100, 1 << 20])
@pytest.mark.parametrize("key", METHODS)
def test_each_draw_compares_those_that_reach_the_minimum_value_in_it(key, scores_at_once, points, monkeypatch):
    monkeypatch.setattr(screening_methods, "SCORES", scores_at_once)
    points[5] = points[4]
    method, weights = METHODS[key], SimplexWeights(CRITERIA).draw(3, 0, 120)
    found, _ = both(method, points, minimum_value=72.0)

    first, top, reaching = np.zeros(20), np.zeros(20), []
    for given in weights.T[:, :, np.newaxis]:
        table = points.T[:, :, np.newaxis]
        ranked = totals(table, given)[:, 0] >= 72
        scores = np.zeros((20, 1))
        if ranked.any():
            scores[ranked] = method.scores(table[:, ranked], given) * (TIE / method.tie)
        ranks = count(scores, ranked[:, np.newaxis], given).ranks
        first, top = first + ranks[:, 0], top + ranks[:, :3].sum(axis=1)
        reaching.append(ranked.sum())

    assert min(reaching) < 3 < max(reaching)
    assert np.allclose(found.first, first, rtol=0, atol=1e-9)
    assert np.allclose(found.top, top, rtol=0, atol=1e-9)


def test_level_vendors_that_reach_the_minimum_value_in_some_draws_share_the_last_places(points, monkeypatch):
    monkeypatch.setattr(screening_methods, "SCORES", 50)
    alike = np.vstack([points[:2], np.repeat(points[2:3], 9, axis=0)])

    found, tally = both(TOPSIS(), alike, draws=60, minimum_value=62.0)

    assert 0 < tally.no_rank[2] < 60
    assert np.allclose(found.top, tally.ranks[:, :3].sum(axis=1), rtol=0, atol=1e-9)
    assert found.top[2:] == pytest.approx(np.repeat(found.top[2], 9))


@pytest.mark.parametrize("minimum_value", [0.0, 40.0])
def test_whoever_looks_again_finds_the_same_scores(minimum_value, points):
    values = np.ascontiguousarray(points.T)[:, :, np.newaxis]
    weights = SimplexWeights(CRITERIA).draw(3, 0, 120)
    block = screening_methods._Scored(values, Compared.of(TOPSIS(), values), weights, minimum_value)
    everybody = np.full(120, -np.inf)

    (whole,) = block.reaching(everybody, np.arange(120))
    (again,) = block.reaching(everybody, np.array([5]))

    assert again.values.tobytes() == whole.where(whole.columns == 5).values.tobytes()


def test_whoever_misses_the_minimum_value_may_have_what_a_method_cannot_take(points):
    points[3] = -5

    found, _ = both(METHODS["weighted_product"], points, minimum_value=40.0)

    assert found.top[3] == 0
    with pytest.raises(ValueError, match="Weighted product needs numbers from 0"):
        both(METHODS["weighted_product"], points)


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
