import pickle
from dataclasses import replace

import numpy as np
import pytest

from problems import certain, every_kind, running_example, uncertain
from vendor_eval.engine import judging
from vendor_eval.engine.acceptability import Counting, tally
from vendor_eval.engine.additive import totals
from vendor_eval.engine.cells import Point
from vendor_eval.engine.judging import Judge
from vendor_eval.engine.methods import METHODS, TOPSIS, WeightedSum
from vendor_eval.engine.ranks import TIE
from vendor_eval.engine.streams import stream
from vendor_eval.engine.weights import PointWeights, SimplexWeights

SIZE = 1000
PROBLEMS = [running_example(), uncertain(), every_kind()]


def judged(problem, **parts):
    return Judge.of(problem, 0, **parts).block(problem.weights.draw(0, 3, SIZE), 3, SIZE)


def with_vendors(problem, number):
    """A problem with many vendors that repeat those of another."""
    m = len(problem.vendors)
    return replace(
        problem,
        vendors=tuple(f"vendor {i:04}" for i in range(number)),
        cells=tuple(problem.cells[i % m] for i in range(number)),
        excluded=(),
        weak=(),
    )


@pytest.mark.parametrize("method", [None, TOPSIS()])
@pytest.mark.parametrize("problem", PROBLEMS)
def test_draws_judged_piece_by_piece_are_those_judged_at_once(problem, method, monkeypatch):
    problem = replace(problem, method=method)
    whole = judged(problem)
    for name in ("TOTALS_AT_ONCE", "DRAWN_AT_ONCE", "VALUES_AT_ONCE"):
        monkeypatch.setattr(judging, name, 64 * len(problem.vendors))
    monkeypatch.setattr(judging, "FEWEST_AT_ONCE", 1)
    pieces = judged(problem)

    assert pieces.draws == SIZE
    for name in ("ranks", "no_rank", "pairwise", "value_bins"):
        np.testing.assert_array_equal(getattr(pieces, name), getattr(whole, name))
    for name in ("first_weights", "first_weight_squares", "value_sums", "value_square_sums"):
        np.testing.assert_allclose(getattr(pieces, name), getattr(whole, name), rtol=1e-12)


@pytest.mark.parametrize(
    ("problem", "method", "most"),
    [
        (with_vendors(running_example(), 1000), None, 512),  # certain: 4 MB of totals
        (uncertain(1000, 20), None, 2048),  # 16 MB of totals
        (with_vendors(running_example(), 1000), TOPSIS(), 512),
        (uncertain(1000, 20), TOPSIS(), 256),  # 41 MB of values
        (uncertain(5, 8), TOPSIS(), 16_384),
    ],
)
def test_many_vendors_are_judged_in_few_draws_at_once(problem, method, most):
    parts = list(Judge.of(replace(problem, method=method), 0)._parts(16_384))

    assert {part.stop - part.start for part in parts} == {most}
    assert sum(part.stop - part.start for part in parts) == 16_384


def test_a_judge_that_has_travelled_judges_alike():
    judge = Judge.of(replace(running_example(), method=METHODS["topsis"]), 4, Counting(depth=2))
    weights = judge.problem.weights.draw(0, 0, SIZE)

    here, there = (one.block(weights, 0, SIZE) for one in (judge, pickle.loads(pickle.dumps(judge))))

    assert here.ranks.shape == (5, 2)
    assert here.ranks.tobytes() == there.ranks.tobytes()
    assert here.first_weights.tobytes() == there.first_weights.tobytes()


@pytest.mark.parametrize("problem", PROBLEMS)
def test_the_weighted_sum_as_a_method_is_the_overall_value(problem):
    plain, method = judged(problem), judged(replace(problem, method=WeightedSum()))

    for name in ("ranks", "no_rank", "pairwise", "value_sums"):
        np.testing.assert_array_equal(getattr(method, name), getattr(plain, name))


@pytest.mark.parametrize("key", sorted(METHODS))
@pytest.mark.parametrize("problem", [running_example(), uncertain()], ids=["certain", "uncertain"])
def test_vendors_are_ranked_by_the_scores_of_the_method_draw_by_draw(problem, key):
    method, size = METHODS[key], 100
    ranked = replace(problem, method=method)
    counted = Judge.of(ranked, 0).block(problem.weights.draw(0, 3, size), 3, size)

    weights = problem.weights.draw(0, 3, size)
    values = np.array([[_points(problem, i, j, size) for i in range(5)] for j in range(len(problem.criteria))])
    order = sorted(range(len(problem.criteria)), key=problem.criteria.__getitem__)
    ranks = np.zeros((5, 5))
    for draw in range(size):
        scores = method.scores(values[order, :, draw : draw + 1], weights[order, draw : draw + 1]) * (TIE / method.tie)
        ranks += tally(scores, np.ones((5, 1), dtype=bool), weights[:, draw : draw + 1]).ranks

    np.testing.assert_array_equal(counted.ranks, ranks)
    np.testing.assert_allclose(counted.value_sums, totals(values, weights).sum(axis=1), rtol=1e-12)


def _points(problem, i, j, size):
    u = stream(0, 3, "performance", problem.vendors[i], problem.criteria[j]).random(size)
    return problem.cells[i][j].draw(u)[1]


def test_scores_closer_than_the_tie_of_a_method_are_one_score():
    # The closeness of TOPSIS runs from 0 to 1: at C and D it differs by 5e-13, below its tie; at E by 5e-10, above.
    points = [[0, 0], [100, 100], [50, 50], [50, 50 + 1e-10], [50, 50 + 1e-7]]
    counted = judged(replace(certain(points, ("x", "y"), PointWeights((0.5, 0.5))), method=TOPSIS()))

    assert counted.ranks[4].tolist() == [0, SIZE, 0, 0, 0]
    assert counted.ranks[2].tolist() == counted.ranks[3].tolist() == [0, 0, SIZE / 2, SIZE / 2, 0]


def test_a_minimum_value_is_of_the_overall_value_whatever_the_method():
    problem = replace(uncertain(), minimum_value=45.0)

    plain, topsis = judged(problem), judged(replace(problem, method=TOPSIS()))
    uncounted = judged(replace(problem, method=TOPSIS()), counting=Counting(values=False))

    assert 0 < plain.no_rank.min() < SIZE
    assert plain.no_rank.tolist() == topsis.no_rank.tolist() == uncounted.no_rank.tolist()


def test_requirements_take_the_rank_under_every_method():
    plain = judged(every_kind())
    for method in METHODS.values():
        counted = judged(replace(every_kind(), method=method))

        assert counted.no_rank.tolist() == plain.no_rank.tolist()
        assert counted.nobody == plain.nobody


def test_what_a_method_cannot_take_is_its_own_error():
    problem = certain([[50, -1], [20, 30]], ("x", "y"))

    with pytest.raises(ValueError, match="criterion 2 of 2"):
        Judge.of(replace(problem, method=METHODS["weighted_product"]), 0)


@pytest.mark.parametrize("weights", [PointWeights((0.5, 0.5)), SimplexWeights(("x", "y"))])
def test_certain_performances_are_judged_like_drawn_ones_that_never_change(weights, monkeypatch):
    problem = certain([[90, 10], [30, 70], [60, 45]], ("x", "y"), weights)
    as_certain = judged(problem)
    monkeypatch.setattr(Point, "certain", False)
    as_drawn = judged(problem)

    for name in ("ranks", "pairwise", "value_sums", "value_square_sums", "first_weights"):
        assert getattr(as_certain, name).tobytes() == getattr(as_drawn, name).tobytes()


def test_only_what_is_asked_for_is_counted():
    counted = judged(running_example(), counting=Counting(depth=1, pairwise=False, values=False))

    assert counted.ranks.shape == (5, 1)
    assert counted.pairwise is None
    assert counted.value_bins is None


@pytest.mark.parametrize(
    "rules", [{}, {"excluded": (False, True) * 20, "weak": (0, 0, 2, 1) * 10, "max_weaknesses": 1}]
)
def test_many_certain_vendors_are_judged_like_a_few(rules):
    # Out of the order of their keys, so that central weights have to find their criterion.
    problem = with_vendors(running_example(), 40)
    rng = np.random.default_rng(0)
    cells = tuple(tuple(Point(float(x), float(x)) for x in rng.uniform(0, 100, 6)) for _ in range(40))
    problem = replace(problem, cells=cells, **rules)
    by_products, one_by_one = judged(problem), judged(replace(problem, minimum_value=-1.0))

    for name in ("ranks", "no_rank", "pairwise", "value_bins"):
        np.testing.assert_array_equal(getattr(by_products, name), getattr(one_by_one, name))
    for name in ("first_weights", "first_weight_squares", "value_sums"):
        np.testing.assert_allclose(getattr(by_products, name), getattr(one_by_one, name), rtol=1e-12)


@pytest.mark.parametrize("method", METHODS.values(), ids=list(METHODS))
@pytest.mark.parametrize("problem", [running_example(), uncertain()], ids=["certain", "uncertain"])
def test_a_vendor_that_is_excluded_changes_no_rank_of_others_under_any_method(problem, method):
    m = len(problem.vendors)
    alone = replace(problem, vendors=problem.vendors[1:], cells=problem.cells[1:], excluded=(), weak=(), method=method)
    beside = replace(problem, excluded=(True,) + (False,) * (m - 1), method=method)
    found, without = judged(beside), judged(alone)

    np.testing.assert_array_equal(found.ranks[1:, : m - 1], without.ranks)
    np.testing.assert_array_equal(found.pairwise[1:, 1:], without.pairwise)
    np.testing.assert_array_equal(found.value_bins[1:], without.value_bins)
    assert found.ranks[0].sum() == 0
    assert found.no_rank[0] == SIZE


@pytest.mark.parametrize("problem", [running_example(), uncertain()], ids=["certain", "uncertain"])
def test_a_method_with_nobody_to_compare_ranks_nobody(problem):
    found = judged(replace(problem, excluded=(True,) * len(problem.vendors), method=TOPSIS()))

    assert found.ranks.sum() == 0
    assert found.nobody == SIZE


def test_an_excluded_vendor_may_have_what_the_method_cannot_take():
    points = [[80, 0], [50, 60], [70, 20]]
    problem = replace(certain(points, ("x", "y")), excluded=(True, False, False), method=METHODS["weighted_product"])

    assert judged(problem).ranks[1:, :2].sum() == 2 * SIZE
