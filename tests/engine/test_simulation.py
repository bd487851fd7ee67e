from dataclasses import replace

import numpy as np
import pytest

from vendor_eval.engine.cells import Levels, Point, Uniform, Unknown
from vendor_eval.engine.curves import Curve
from vendor_eval.engine.problem import OpenTest, Problem
from vendor_eval.engine.simulation import BLOCK, blocks, simulate, simulate_block
from vendor_eval.engine.tests import Interval, Members
from vendor_eval.engine.weights import PointWeights, SimplexWeights

PLAIN = Curve((0.0, 100.0), (0.0, 100.0))
DRAWS = 200_000
# Three standard errors of a share at 200,000 draws are at most 3 sqrt(.25 / 200,000) = .0034.
CLOSE = 0.004


def exact(points, criteria):
    """Vendors A, B, .. whose points are known, all weights equally likely."""
    vendors = tuple("ABCDE"[: len(points)])
    cells = tuple(tuple(Point(float(value), float(value)) for value in row) for row in points)
    return Problem(vendors, criteria, cells, SimplexWeights(criteria))


def alone(cell, **rules):
    """One vendor on one criterion."""
    return Problem(("alpha",), ("reach",), ((cell,),), PointWeights((1.0,)), **rules)


def share_sufficient(problem, draws=DRAWS):
    return simulate(problem, draws=draws, seed=0).sufficient[0] / draws


def running_example():
    criteria = ("cost", "quality", "delivery", "security", "support", "finance")
    points = [
        [55, 80, 70, 90, 60, 70],
        [90, 65, 75, 50, 70, 60],
        [30, 95, 60, 95, 85, 80],
        [70, 55, 65, 60, 50, 55],
        [50, 60, 65, 55, 50, 50],
    ]
    return exact(points, criteria)


def test_two_criteria_give_the_shares_that_can_be_worked_out_by_hand():
    # A (100, 0), B (0, 100), C (40, 40): A is first if w1 > 1/2, C is second if the smaller weight is below .4.
    counted = simulate(exact([[100, 0], [0, 100], [40, 40]], ("x", "y")), draws=DRAWS, seed=0)

    expected = [[0.5, 0.1, 0.4], [0.5, 0.1, 0.4], [0, 0.8, 0.2]]
    np.testing.assert_allclose(counted.ranks / DRAWS, expected, rtol=0, atol=CLOSE)
    central = [[0.75, 0.25], [0.25, 0.75], [np.nan, np.nan]]
    np.testing.assert_allclose(counted.central_weights, central, rtol=0, atol=CLOSE)


def test_the_exact_pairwise_winning_indices_of_the_running_example_come_out():
    # By the recursion of Varsi 1973 for the volume of a simplex cut by a half-space.
    counted = simulate(running_example(), draws=DRAWS, seed=0)
    winning = counted.pairwise / DRAWS

    np.testing.assert_allclose(winning[0], [0.5, 0.61547, 0.28462, 0.97188, 1], rtol=0, atol=CLOSE)
    np.testing.assert_allclose([winning[1, 2], winning[3, 4]], [0.29881, 0.95], rtol=0, atol=CLOSE)


def test_the_exact_rank_acceptabilities_of_the_running_example_come_out():
    # By cutting the simplex into the regions of each rank and adding up their volumes.
    counted = simulate(running_example(), draws=DRAWS, seed=0)

    expected = [
        [0.07808, 0.71585, 0.20603, 0.00004, 0],
        [0.27469, 0.13395, 0.57284, 0.01728, 0.00123],
        [0.64722, 0.12210, 0.13070, 0.07654, 0.02342],
        [0, 0.02810, 0.09043, 0.83147, 0.05],
        [0, 0, 0, 0.07466, 0.92534],
    ]
    np.testing.assert_allclose(counted.ranks / DRAWS, expected, rtol=0, atol=CLOSE)
    central = [
        [0.191, 0.102, 0.270, 0.268, 0.051, 0.118],
        [0.329, 0.113, 0.203, 0.086, 0.142, 0.127],
        [0.095, 0.197, 0.139, 0.189, 0.191, 0.189],
    ]
    np.testing.assert_allclose(counted.central_weights[:3], central, rtol=0, atol=CLOSE)
    assert np.isnan(counted.central_weights[3:]).all()


def test_the_mean_of_the_drawn_totals_is_the_expected_total():
    # Points: 37.5 expected from [0, 75], 50 from nothing, 60 from the levels; weights 1/2, 1/4, 1/4.
    cells = (Uniform(0.0, 75.0, PLAIN), Unknown(), Levels.of((0.0, 100.0), (0.4, 0.6)))
    problem = Problem(("alpha",), ("a", "b", "c"), (cells,), PointWeights((0.5, 0.25, 0.25)))

    counted = simulate(problem, draws=DRAWS, seed=0)

    # The standard deviation of a total is 18, so four standard errors are .16.
    assert counted.value_sums[0] / DRAWS == pytest.approx(46.25, abs=0.16)


def test_a_must_takes_the_rank_in_the_draws_that_fail_it_and_leaves_the_value():
    cell = Uniform(200.0, 600.0, Curve((0.0, 1000.0), (0.0, 100.0)))
    test = OpenTest(0, "reach", True, cell, Interval(low=300))
    tested, free = (simulate(alone(cell, tests=tests), draws=DRAWS, seed=0) for tests in ((test,), ()))

    assert tested.sufficient[0] / DRAWS == pytest.approx(0.75, abs=CLOSE)
    assert tested.nobody == tested.no_rank[0]
    assert tested.value_sums == free.value_sums


def test_a_test_sees_the_very_number_that_makes_the_value():
    # Sufficient by the requirement at 300 and by the least value of 30 points are the same draws.
    cell = Uniform(200.0, 600.0, Curve((0.0, 1000.0), (0.0, 100.0)))
    test = OpenTest(0, "reach", True, cell, Interval(low=300))

    by_test, by_value, by_both = (
        share_sufficient(alone(cell, **rules), 5000)
        for rules in ({"tests": (test,)}, {"minimum_value": 30.0}, {"tests": (test,), "minimum_value": 30.0})
    )

    assert by_test == by_value == by_both


def test_a_test_of_levels_asks_for_the_drawn_level():
    cell = Levels.of((0.0, 50.0, 100.0), (0.2, 0.3, 0.5))

    met = share_sufficient(alone(cell, tests=(OpenTest(0, "reach", True, cell, Members((False, True, False))),)))

    assert met == pytest.approx(0.3, abs=CLOSE)


def test_a_test_may_concern_a_criterion_without_a_weight():
    test = OpenTest(0, "licence", True, Levels.of((0.0, 0.0), (0.5, 0.5)), Members((False, True)))

    assert share_sufficient(alone(Point(1.0, 40.0), tests=(test,))) == pytest.approx(0.5, abs=CLOSE)


@pytest.mark.parametrize("chance", [0.0, 0.35, 1.0])
def test_a_stated_chance_replaces_the_condition(chance):
    test = OpenTest(0, "reach", True, Unknown(), Interval(low=200), chance)

    met = share_sufficient(alone(Unknown(), tests=(test,)))

    assert met == (chance if chance in {0, 1} else pytest.approx(chance, abs=CLOSE))


def test_failed_shoulds_take_the_rank_only_beyond_the_stated_number():
    cells = (Uniform(0.0, 100.0, PLAIN),)
    tests = tuple(OpenTest(0, name, False, cells[0], Interval(low=50)) for name in ("x", "y"))

    shares = [
        share_sufficient(alone(*cells, tests=tests, max_weaknesses=most, weak=(weak,)))
        for most, weak in [(None, 5), (3, 1), (2, 1), (1, 1), (0, 1)]
    ]

    # With one should failed for sure: both of the others, either, or neither may fail.
    assert shares == pytest.approx([1, 1, 0.75, 0.25, 0], abs=CLOSE)


def test_a_total_on_the_minimum_is_enough_even_when_rounding_takes_a_little():
    shares = [share_sufficient(alone(Point(1.0, 60.0), minimum_value=m), 10) for m in (60, 60 + 5e-10, 60.001)]

    assert shares == [1, 1, 0]


def test_the_excluded_keep_their_value_and_never_rank():
    problem = replace(running_example(), excluded=(False, False, True, False, False))

    counted, free = (simulate(p, draws=5000, seed=0) for p in (problem, running_example()))

    assert counted.no_rank.tolist() == [0, 0, 5000, 0, 0]
    assert counted.ranks.sum(axis=0).tolist() == [5000] * 4 + [0]
    assert counted.value_sums.tolist() == free.value_sums.tolist()
    assert counted.pairwise[2].tolist() == [0] * 5


def test_where_all_are_excluded_every_draw_chooses_nobody():
    counted = simulate(replace(running_example(), excluded=(True,) * 5), draws=100, seed=0)

    assert counted.nobody == 100
    assert not counted.ranks.any()


def test_two_vendors_alike_share_every_rank():
    counted = simulate(exact([[90, 10], [30, 70], [30, 70]], ("x", "y")), draws=5000, seed=0)

    assert counted.ranks[1].tolist() == counted.ranks[2].tolist()
    assert counted.pairwise[1, 2] == 2500


def test_the_seed_decides_and_zero_is_a_seed():
    first, again, other = (simulate(running_example(), draws=1000, seed=seed) for seed in (0, 0, 1))

    assert first.first_weights.tolist() == again.first_weights.tolist()
    assert first.first_weights.tolist() != other.first_weights.tolist()


def test_blocks_cover_the_draws_and_only_the_last_is_shorter():
    assert list(blocks(1)) == [(0, 1)]
    assert list(blocks(BLOCK)) == [(0, BLOCK)]
    assert list(blocks(2 * BLOCK + 5)) == [(0, BLOCK), (1, BLOCK), (2, 5)]


def test_blocks_counted_apart_and_added_in_order_are_the_simulation():
    problem, draws = running_example(), 2 * BLOCK + 100

    first, second, third = (simulate_block(problem, 4, block, size) for block, size in blocks(draws))
    added, whole = first + second + third, simulate(problem, draws=draws, seed=4)

    assert added.draws == whole.draws == draws
    assert added.first_weights.tolist() == whole.first_weights.tolist()
    assert added.value_sums.tolist() == whole.value_sums.tolist()


def test_more_than_a_few_vendors_are_counted_like_a_few():
    # Forty vendors of which five are those of the running example and the rest can never be ahead of them.
    few = running_example()
    names = few.vendors + tuple(f"Z{i:02}" for i in range(35))
    many = replace(few, vendors=names, cells=few.cells + ((Point(0.0, 0.0),) * 6,) * 35, excluded=(), weak=())

    counted, fewer = (simulate(problem, draws=3000, seed=0) for problem in (many, few))

    assert counted.ranks[:5, :5].tolist() == fewer.ranks.tolist()
    assert counted.pairwise[:5, :5].tolist() == fewer.pairwise.tolist()
    assert counted.first_weights[:, :5].tolist() == fewer.first_weights.tolist()


def test_a_simulation_refuses_to_draw_nothing():
    with pytest.raises(ValueError, match="1 or more draws, not 0"):
        simulate(running_example(), draws=0, seed=0)
