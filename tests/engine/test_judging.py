import pickle
from dataclasses import replace

import numpy as np
import pytest

from problems import certain, every_kind, running_example, uncertain
from vendor_eval.engine import compared, judging
from vendor_eval.engine.acceptability import Counting, tally
from vendor_eval.engine.additive import totals
from vendor_eval.engine.cells import Point
from vendor_eval.engine.judging import Judge
from vendor_eval.engine.methods import METHODS, SPOTIS, TOPSIS, WeightedSum
from vendor_eval.engine.problem import OpenTest
from vendor_eval.engine.ranks import TIE
from vendor_eval.engine.streams import stream
from vendor_eval.engine.tests import Interval
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
        judged(replace(problem, method=METHODS["weighted_product"]))


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


# Who is compared changes from draw to draw


def by_chance(problem, *chances):
    """A problem whose first vendors have a rank with some chance only."""
    tests = tuple(OpenTest(i, "licence", True, Point(0.0, 0.0), chance=chance) for i, chance in enumerate(chances))
    return replace(problem, tests=tests)


def with_weaknesses(problem):
    """A problem of five vendors: a must, shoulds of which one may be failed, one failed already, one vendor out."""
    asked = [(0, True, 150), (1, False, 150), (1, False, 200), (2, False, 180), (3, False, 120), (3, False, 260)]
    tests = tuple(
        OpenTest(i, problem.criteria[0], must, problem.cells[i][0], Interval(low=low)) for i, must, low in asked
    )
    weak = (0, 0, 1, 0, 0)
    return replace(problem, tests=tests, weak=weak, max_weaknesses=1, excluded=(False, False, False, False, True))


ALIKE = certain([[80, 20], [80, 20], [30, 60], [30, 60], [55, 45]], ("x", "y"))
CHANGING = {
    "certain, by chance": by_chance(running_example(), 0.5, 0.8, 0.3),
    "certain, exact weights": by_chance(replace(running_example(), weights=PointWeights((1 / 6,) * 6)), 0.5, 0.8, 0.3),
    "certain, minimum": replace(running_example(), minimum_value=64.0),
    "certain, ties": by_chance(ALIKE, 0.5, 0.5, 0.5, 0.5, 0.5),
    "uncertain, weaknesses": with_weaknesses(uncertain()),
    "uncertain, minimum": replace(uncertain(), minimum_value=45.0),
    "every kind": every_kind(),
}


def one_by_one(problem, size):
    """What is counted in a block where each draw is judged alone, by the scores of those with a rank in it."""
    m, order = len(problem.vendors), sorted(range(len(problem.criteria)), key=problem.criteria.__getitem__)
    weights = np.broadcast_to(problem.weights.draw(0, 3, size), (len(order), size))
    values = np.array([[_points(problem, i, j, size) for i in range(m)] for j in range(len(order))], dtype=float)
    tallies = []
    for draw in range(size):
        table, given = values[order, :, draw : draw + 1], weights[order, draw : draw + 1]
        ranked = np.array([_has_rank(problem, i, totals(table, given)[i, 0], draw, size) for i in range(m)])
        scores = np.full((m, 1), np.nan)
        if ranked.any():
            scores[ranked] = problem.method.scores(table[:, ranked], given) * (TIE / problem.method.tie)
        alone = {"values": totals(table, given), "counting": Counting(values=False)}
        tallies.append(tally(scores, ranked[:, np.newaxis], weights[:, draw : draw + 1], **alone))
    return tallies


def _has_rank(problem, vendor, overall, draw, size):
    weaknesses = problem.weak[vendor]
    for test in problem.tests:
        if test.vendor != vendor:
            continue
        kind = "performance" if test.chance is None else "met"
        u = stream(0, 3, kind, problem.vendors[vendor], test.criterion).random(size)
        met = u[draw] < test.chance if test.chance is not None else test.condition.met(test.cell.draw(u)[0])[draw]
        if test.must and not met:
            return False
        weaknesses += not met
    weak = problem.max_weaknesses is not None and weaknesses > problem.max_weaknesses
    low = problem.minimum_value is not None and overall < problem.minimum_value
    return not (problem.excluded[vendor] or weak or low)


@pytest.mark.parametrize("worth", [0, 1 << 30], ids=["sets", "numbers"])
@pytest.mark.parametrize("key", METHODS)
@pytest.mark.parametrize("problem", CHANGING.values(), ids=list(CHANGING))
def test_each_draw_compares_those_that_have_a_rank_in_it(problem, key, worth, monkeypatch):
    monkeypatch.setattr(compared, "WORTH_PREPARING", worth)
    monkeypatch.setattr(compared, "GATHERED_AT_ONCE", 64)
    problem, size = replace(problem, method=METHODS[key]), 40
    counted = Judge.of(problem, 0).block(problem.weights.draw(0, 3, size), 3, size)

    alone = one_by_one(problem, size)

    assert 0 < counted.no_rank.sum() < size * len(problem.vendors)
    np.testing.assert_allclose(counted.ranks, sum(one.ranks for one in alone), rtol=0, atol=1e-12)
    np.testing.assert_array_equal(counted.pairwise, sum(one.pairwise for one in alone))
    np.testing.assert_array_equal(counted.no_rank, sum(one.no_rank for one in alone))
    assert counted.nobody == sum(one.nobody for one in alone)


@pytest.mark.parametrize("method", METHODS.values(), ids=list(METHODS))
@pytest.mark.parametrize("problem", [running_example(), uncertain()], ids=["certain", "uncertain"])
def test_a_vendor_that_never_meets_what_is_open_changes_no_rank_of_others(problem, method):
    alone = replace(problem, vendors=problem.vendors[1:], cells=problem.cells[1:], excluded=(), weak=(), method=method)
    # Another fails now and then, so that who is compared changes.
    beside, alone = by_chance(replace(problem, method=method), 0.0, 0.6), by_chance(alone, 0.6)
    found, without = judged(beside), judged(alone)

    np.testing.assert_array_equal(found.ranks[1:, :-1], without.ranks)
    np.testing.assert_array_equal(found.pairwise[1:, 1:], without.pairwise)
    assert found.no_rank[0] == SIZE


@pytest.mark.parametrize("points", [[0, 0], [70, 0], [100, 100]])
@pytest.mark.parametrize("method", METHODS.values(), ids=list(METHODS))
@pytest.mark.parametrize("drawn", [False, True])
def test_whoever_is_alone_is_first_under_every_method(points, method, drawn, monkeypatch):
    if drawn:
        monkeypatch.setattr(Point, "certain", False)
    found = judged(by_chance(replace(certain([points, [50, 40]], ("x", "y")), method=method), 0.5, 0.0))

    assert 0 < found.ranks[0, 0] < SIZE
    assert found.ranks[0, 0] + found.nobody == SIZE
    assert found.no_rank[1] == SIZE


@pytest.mark.parametrize("method", METHODS.values(), ids=list(METHODS))
@pytest.mark.parametrize("problem", [by_chance(running_example(), 0.5, 0.8, 0.3), with_weaknesses(uncertain())])
def test_the_order_of_vendors_changes_no_rank(problem, method):
    problem, last = replace(problem, method=method), len(problem.vendors) - 1
    turned = replace(
        problem,
        vendors=problem.vendors[::-1],
        cells=problem.cells[::-1],
        excluded=problem.excluded[::-1],
        weak=problem.weak[::-1],
        tests=tuple(replace(test, vendor=last - test.vendor) for test in problem.tests),
    )
    found, other = judged(problem), judged(turned)

    np.testing.assert_array_equal(found.ranks, other.ranks[::-1])
    np.testing.assert_array_equal(found.no_rank, other.no_rank[::-1])


def test_a_method_need_not_take_what_a_vendor_without_a_rank_has():
    # In the draws in which A has a rank it lies between the bounds, in the others above.
    cells = ((uncertain().cells[0][0],), (Point(60.0, 20.0),))
    problem = replace(certain([[0], [0]], ("x",)), cells=cells, method=SPOTIS(bounds=(0, 50)))
    low, high = cells[0][0].support
    met = OpenTest(0, "x", True, cells[0][0], Interval(high=250.0))

    assert low < 50 < high
    assert 0 < judged(replace(problem, tests=(met,))).no_rank[0] < SIZE
    with pytest.raises(ValueError, match="SPOTIS needs numbers between its bounds 0 and 50"):
        judged(problem)


@pytest.mark.parametrize("counting", [Counting(depth=3, pairwise=False), Counting(orders=False)])
@pytest.mark.parametrize("method", METHODS.values(), ids=METHODS)
def test_a_market_is_ranked_by_a_method_among_those_that_have_a_rank(method, counting, monkeypatch):
    points = np.random.default_rng(3).uniform(1, 100, (40, 6))
    out = replace(
        with_vendors(running_example(), 40),
        cells=tuple(tuple(Point(value, value) for value in row) for row in points.tolist()),
        method=method,
        excluded=(True, *(False,) * 39),
        weak=tuple(i % 5 for i in range(40)),
        max_weaknesses=3,
    )
    found = judged(out, counting=counting)
    monkeypatch.setattr(judging, "FEW", 40)
    expected = judged(out, counting=counting)

    assert Judge.of(out, 0).market is None
    np.testing.assert_allclose(found.ranks, expected.ranks, rtol=1e-12)
    assert found.no_rank.tolist() == expected.no_rank.tolist()
    assert found.no_rank.tolist() == [SIZE if i == 0 or i % 5 == 4 else 0 for i in range(40)]
    np.testing.assert_allclose(found.first_weights, expected.first_weights, rtol=1e-9)
    np.testing.assert_array_equal(found.value_bins, expected.value_bins)


def test_a_market_of_whom_nobody_has_a_rank_chooses_nobody():
    problem = replace(with_vendors(running_example(), 40), method=TOPSIS(), excluded=(True,) * 40)

    assert judged(problem).nobody == SIZE
