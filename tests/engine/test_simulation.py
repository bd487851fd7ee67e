import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest

from problems import ACCEPTABILITY, certain, running_example, same_bits, uncertain
from vendor_eval.engine.acceptability import Counting
from vendor_eval.engine.cells import Levels, Point, Uniform, Unknown
from vendor_eval.engine.curves import Curve
from vendor_eval.engine.limits import bounded
from vendor_eval.engine.linearweights import LinearWeights
from vendor_eval.engine.problem import OpenTest, Problem
from vendor_eval.engine.rankfigures import replicate_errors
from vendor_eval.engine.simulation import BLOCK, blocks, simulate, simulate_block
from vendor_eval.engine.tests import Interval, Members
from vendor_eval.engine.weights import PointWeights, SimplexWeights

PLAIN = Curve((0.0, 100.0), (0.0, 100.0))
DRAWS = 200_000
# Three standard errors of a share at 200,000 draws are at most 3 sqrt(.25 / 200,000) = .0034.
CLOSE = 0.004


def alone(cell, **rules):
    """One vendor on one criterion."""
    return Problem(("alpha",), ("reach",), ((cell,),), PointWeights((1.0,)), **rules)


def share_sufficient(problem, draws=DRAWS):
    return simulate(problem, draws=draws, seed=0).tally.sufficient[0] / draws


def test_two_criteria_give_the_shares_that_can_be_worked_out_by_hand():
    # A (100, 0), B (0, 100), C (40, 40): A is first if w1 > 1/2, C is second if the smaller weight is below .4.
    counted = simulate(certain([[100, 0], [0, 100], [40, 40]], ("x", "y")), draws=DRAWS, seed=0).tally

    expected = [[0.5, 0.1, 0.4], [0.5, 0.1, 0.4], [0, 0.8, 0.2]]
    np.testing.assert_allclose(counted.ranks / DRAWS, expected, rtol=0, atol=CLOSE)
    central = [[0.75, 0.25], [0.25, 0.75], [np.nan, np.nan]]
    np.testing.assert_allclose(counted.central_weights, central, rtol=0, atol=CLOSE)


def test_the_exact_pairwise_winning_indices_of_the_running_example_come_out():
    # By the recursion of Varsi 1973 for the volume of a simplex cut by a half-space.
    counted = simulate(running_example(), draws=DRAWS, seed=0).tally
    winning = counted.pairwise / DRAWS

    np.testing.assert_allclose(winning[0], [0.5, 0.61547, 0.28462, 0.97188, 1], rtol=0, atol=CLOSE)
    np.testing.assert_allclose([winning[1, 2], winning[3, 4]], [0.29881, 0.95], rtol=0, atol=CLOSE)


def test_the_exact_rank_acceptabilities_of_the_running_example_come_out():
    counted = simulate(running_example(), draws=DRAWS, seed=0).tally

    np.testing.assert_allclose(counted.ranks / DRAWS, ACCEPTABILITY, rtol=0, atol=CLOSE)
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

    counted = simulate(problem, draws=DRAWS, seed=0).tally

    # The standard deviation of a total is 18, so four standard errors are .16.
    assert counted.value_sums[0] / DRAWS == pytest.approx(46.25, abs=0.16)


def test_a_must_takes_the_rank_in_the_draws_that_fail_it_and_leaves_the_value():
    cell = Uniform(200.0, 600.0, Curve((0.0, 1000.0), (0.0, 100.0)))
    test = OpenTest(0, "reach", True, cell, Interval(low=300))
    tested, free = (simulate(alone(cell, tests=tests), draws=DRAWS, seed=0).tally for tests in ((test,), ()))

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

    counted, free = (simulate(p, draws=5000, seed=0).tally for p in (problem, running_example()))

    assert counted.no_rank.tolist() == [0, 0, 5000, 0, 0]
    assert counted.ranks.sum(axis=0).tolist() == [5000] * 4 + [0]
    assert counted.value_sums.tolist() == free.value_sums.tolist()
    assert counted.pairwise[2].tolist() == [0] * 5


def test_where_all_are_excluded_every_draw_chooses_nobody():
    counted = simulate(replace(running_example(), excluded=(True,) * 5), draws=100, seed=0).tally

    assert counted.nobody == 100
    assert not counted.ranks.any()


def test_two_vendors_alike_share_every_rank():
    counted = simulate(certain([[90, 10], [30, 70], [30, 70]], ("x", "y")), draws=5000, seed=0).tally

    assert counted.ranks[1].tolist() == counted.ranks[2].tolist()
    assert counted.pairwise[1, 2] == 2500


def test_the_seed_decides_and_zero_is_a_seed():
    first, again, other = (simulate(running_example(), draws=1000, seed=seed).tally for seed in (0, 0, 1))

    assert first.first_weights.tolist() == again.first_weights.tolist()
    assert first.first_weights.tolist() != other.first_weights.tolist()


def test_blocks_cover_the_draws_and_only_the_last_is_shorter():
    assert list(blocks(1)) == [(0, 1)]
    assert list(blocks(BLOCK)) == [(0, BLOCK)]
    assert list(blocks(2 * BLOCK + 5)) == [(0, BLOCK), (1, BLOCK), (2, 5)]


def test_blocks_counted_apart_and_added_in_order_are_the_simulation():
    problem, draws = running_example(), 2 * BLOCK + 100

    first, second, third = (simulate_block(problem, 4, block, size) for block, size in blocks(draws))
    added, whole = first + second + third, simulate(problem, draws=draws, seed=4).tally

    assert added.draws == whole.draws == draws
    assert added.first_weights.tolist() == whole.first_weights.tolist()
    assert added.value_sums.tolist() == whole.value_sums.tolist()


def test_more_than_a_few_vendors_are_counted_like_a_few():
    # Forty vendors of which five are those of the running example and the rest can never be ahead of them.
    few = running_example()
    names = few.vendors + tuple(f"Z{i:02}" for i in range(35))
    many = replace(few, vendors=names, cells=few.cells + ((Point(0.0, 0.0),) * 6,) * 35, excluded=(), weak=())

    counted, fewer = (simulate(problem, draws=3000, seed=0).tally for problem in (many, few))

    assert counted.ranks[:5, :5].tolist() == fewer.ranks.tolist()
    assert counted.pairwise[:5, :5].tolist() == fewer.pairwise.tolist()
    assert counted.first_weights[:, :5].tolist() == fewer.first_weights.tolist()


def test_a_simulation_refuses_to_draw_nothing():
    with pytest.raises(ValueError, match="1 or more draws, not 0"):
        simulate(running_example(), draws=0, seed=0)


def test_sobol_points_come_several_times_closer_to_the_exact_shares_than_random_draws():
    # Six criteria; the exact shares are those above. Random draws are off by about 8e-4 here.
    errors = {}
    for sampling in ("random", "sobol"):
        found = [simulate(running_example(), draws=131_072, seed=seed, sampling=sampling).tally for seed in range(4)]
        errors[sampling] = np.sqrt(np.mean([(one.acceptability - ACCEPTABILITY) ** 2 for one in found]))

    assert errors["sobol"] < errors["random"] / 3
    assert errors["sobol"] < 3e-4


def test_the_spread_of_the_scrambles_tells_how_exact_their_mean_is():
    inside, cells = 0, 0
    for seed in range(20):
        found = simulate(running_example(), draws=40_000, seed=seed, sampling="sobol")
        errors = replicate_errors([one.acceptability for one in found.replicates])
        missed = np.abs(found.tally.acceptability - ACCEPTABILITY)[errors > 1e-4]
        inside += int((missed <= 2 * errors[errors > 1e-4]).sum())
        cells += missed.size

    # With 9 scrambles two standard errors hold in 92 of 100 cases; the cells of one seed are not independent.
    assert 0.85 < inside / cells < 0.98


def test_sobol_draws_are_rounded_up_to_scrambles_of_a_power_of_2():
    found = simulate(running_example(), draws=100_000, seed=0, sampling="sobol")

    assert found.draws == found.tally.draws == 106_496
    assert [one.draws for one in found.replicates] == [8192] * 13
    assert sum(one.ranks for one in found.replicates).tolist() == found.tally.ranks.tolist()
    assert simulate(running_example(), draws=100_000, seed=0).replicates == ()


def test_performances_stay_random_under_sobol_points():
    # One criterion: the weights leave nothing to Sobol points, so the value has the spread of random draws.
    problem = Problem(("alpha",), ("reach",), ((Unknown(),),), SimplexWeights(("reach",)))
    found = [simulate(problem, draws=65_536, seed=seed, sampling="sobol").replicates for seed in range(8)]

    means = np.array([[one.value_means[0] for one in replicates] for replicates in found])
    # A mean of 8,192 uniform draws has the standard error 100 / sqrt(12 x 8192) = .319; this is its estimate of 64.
    assert 0.25 < means.std(ddof=1) < 0.4
    assert len(np.unique(means)) == 64


def test_weights_without_a_map_from_sobol_points_are_refused_with_the_reason():
    keys = tuple(f"criterion {j}" for j in range(10))
    limits = tuple(limit for key in keys for limit in bounded(key, 0.05, 0.2))
    problem = certain([[50] * 10], keys, LinearWeights(keys, limits))

    with pytest.raises(ValueError, match=r"drawn by rejection.*draw at random.*weights around a point"):
        simulate(problem, draws=1000, seed=0, sampling="sobol")


def test_stated_weights_are_not_for_sobol_points():
    with pytest.raises(ValueError, match="these are stated exactly: draw at random"):
        simulate(alone(Unknown()), draws=1000, seed=0, sampling="sobol")


def test_another_kind_of_sampling_is_refused():
    with pytest.raises(ValueError, match="one of random, sobol, not 'halton'"):
        simulate(running_example(), draws=1000, seed=0, sampling="halton")


@pytest.mark.parametrize("sampling", ["random", "sobol"])
def test_a_run_ends_when_it_is_sure_enough(sampling):
    asked = []

    def enough(tally, replicates):
        asked.append((tally.draws, len(replicates)))
        return tally.draws >= 90_000

    found = simulate(running_example(), draws=10**8, seed=0, sampling=sampling, until=enough)

    assert found.reached
    if sampling == "random":
        assert asked == [(k * BLOCK, 0) for k in (1, 2, 3, 4, 5, 7)]
        assert found.draws == 7 * BLOCK
    else:
        assert asked == [(12 * 4096, 12), (12 * 8192, 12)]
        assert [one.draws for one in found.replicates] == [8192] * 12


def test_a_run_that_stops_is_a_shorter_run():
    stopped = simulate(running_example(), draws=10**8, seed=0, until=lambda tally, _: tally.draws > 50_000)
    short = simulate(running_example(), draws=stopped.draws, seed=0, until=lambda *_: True)

    assert stopped.draws == 4 * BLOCK
    assert short.draws == BLOCK
    assert same_bits(stopped.tally, simulate(running_example(), draws=4 * BLOCK, seed=0).tally)


@pytest.mark.parametrize("sampling", ["random", "sobol"])
def test_a_run_that_is_never_sure_enough_says_so(sampling):
    asked = []
    found = simulate(
        running_example(), draws=50_000, seed=0, sampling=sampling, until=lambda tally, _: asked.append(tally.draws)
    )

    assert found.reached is False
    assert asked[-1] == found.draws  # the last time with all draws


def test_whether_a_run_was_sure_enough_is_not_said_without_the_question():
    assert simulate(running_example(), draws=10, seed=0).reached is None


@pytest.mark.parametrize(("sampling", "most"), [("random", 100_000), ("sobol", 106_496)])
def test_progress_is_told_up_to_the_end(sampling, most):
    told = []
    simulate(running_example(), draws=100_000, seed=0, sampling=sampling, progress=lambda *step: told.append(step))

    assert [total for _, total in told] == [most] * len(told)
    assert [done for done, _ in told] == sorted({done for done, _ in told})
    assert told[-1] == (most, most)
    assert len(told) > 5


def test_an_error_of_progress_or_until_ends_the_run_and_is_raised():
    def fail(*_):
        raise KeyboardInterrupt

    for option in ("progress", "until"):
        with ThreadPoolExecutor(2) as threads, pytest.raises(KeyboardInterrupt):
            simulate(running_example(), draws=10**12, seed=0, executor=threads, **{option: fail})


def test_what_is_counted_can_be_chosen():
    found = simulate(running_example(), draws=1000, seed=0, counting=Counting(depth=2, pairwise=False, values=False))

    assert found.tally.ranks.shape == (5, 2)
    assert found.tally.pairwise is None


def test_memory_does_not_grow_with_the_draws():
    tracemalloc.start()
    try:
        simulate(uncertain(), draws=BLOCK, seed=0)
        tracemalloc.reset_peak()
        simulate(uncertain(), draws=BLOCK, seed=0)
        little = tracemalloc.get_traced_memory()[1]
        tracemalloc.reset_peak()
        simulate(uncertain(), draws=12 * BLOCK, seed=0)
        much = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert much < 20e6
    assert much < little + 3e6
