"""Cases whose acceptabilities have a closed form, against the simulation and its standard errors, over many seeds."""

import numpy as np
import pytest

from vendor_eval.engine.cells import Point
from vendor_eval.engine.problem import Problem
from vendor_eval.engine.simulation import simulate
from vendor_eval.engine.weights import SimplexWeights

SEEDS, DRAWS = 100, 2000


def tallies(points):
    """Simulations of vendors whose points are certain, all weights equally likely, one a seed."""
    criteria = tuple("abc"[: len(points[0])])
    cells = tuple(tuple(Point(float(value), float(value)) for value in row) for row in points)
    problem = Problem(tuple(f"vendor {i}" for i in range(len(points))), criteria, cells, SimplexWeights(criteria))
    return [simulate(problem, draws=DRAWS, seed=seed).tally for seed in range(SEEDS)]


@pytest.fixture(scope="module")
def two_criteria():
    """A (100, 0), B (0, 100), C (40, 40): A is first if w1 > 1/2, C is second if the smaller weight is below .4."""
    return tallies([[100, 0], [0, 100], [40, 40]])


@pytest.fixture(scope="module")
def three_criteria():
    """A, B, C best on one criterion each and worst on the others, D 50 on all of them, Z worst on all.

    A weight is above 1/2 with 1/4 each. Then its vendor is first, and D second; else D is first. Who is best where the
    second or the third weight is, is third or fourth.
    """
    return tallies([[100, 0, 0], [0, 100, 0], [0, 0, 100], [50, 50, 50], [0, 0, 0]])


CORNER = [1 / 4, 1 / 12, 1 / 3, 1 / 3, 0]
RANKS = {
    "two_criteria": [[0.5, 0.1, 0.4], [0.5, 0.1, 0.4], [0, 0.8, 0.2]],
    "three_criteria": [CORNER, CORNER, CORNER, [1 / 4, 3 / 4, 0, 0, 0], [0, 0, 0, 0, 1]],
}
# The middle of the weights that make a vendor first; of those above 1/2: 1/2 + 1/2 x 1/3 and 1/2 x 1/3.
CENTRAL = {
    "two_criteria": [[3 / 4, 1 / 4], [1 / 4, 3 / 4], [np.nan] * 2],
    "three_criteria": [
        [2 / 3, 1 / 6, 1 / 6],
        [1 / 6, 2 / 3, 1 / 6],
        [1 / 6, 1 / 6, 2 / 3],
        [1 / 3] * 3,
        [np.nan] * 3,
    ],
}


def seeds_within(counted, figure, error, exact):
    """In how many simulations every figure lies within four standard errors of the exact one."""
    return sum(
        bool((np.abs(figure(tally) - exact) <= 4 * error(tally) + 1e-9)[~np.isnan(exact)].all()) for tally in counted
    )


@pytest.mark.parametrize("case", RANKS)
def test_ranks_lie_within_four_standard_errors(case, request):
    counted, exact = request.getfixturevalue(case), np.array(RANKS[case])
    places = np.arange(1, len(exact) + 1)

    assert seeds_within(counted, lambda t: t.acceptability, lambda t: t.acceptability_errors, exact) >= 99
    assert seeds_within(counted, lambda t: t.expected_rank, lambda t: t.expected_rank_errors, exact @ places) >= 99
    holistic = exact @ (1 / places)
    assert (
        seeds_within(counted, lambda t: t.holistic("inverse"), lambda t: t.holistic_errors("inverse"), holistic) >= 99
    )


@pytest.mark.parametrize("case", RANKS)
def test_what_never_or_always_happens_is_met_exactly(case, request):
    exact = np.array(RANKS[case])
    never, always = exact == 0, exact == 1

    for counted in request.getfixturevalue(case):
        assert not counted.ranks[never].any()
        assert (counted.ranks[always] == DRAWS).all()


@pytest.mark.parametrize("case", CENTRAL)
def test_central_weights_lie_within_four_standard_errors_and_are_missing_for_who_never_is_first(case, request):
    counted, exact = request.getfixturevalue(case), np.array(CENTRAL[case])

    assert seeds_within(counted, lambda t: t.central_weights, lambda t: t.central_weight_errors, exact) >= 99
    assert all((np.isnan(tally.central_weights) == np.isnan(exact)).all() for tally in counted)


def test_pairwise_winning_indices_lie_within_four_standard_errors(three_criteria):
    # A against B, D and Z; D is ahead of A unless the weight of A's criterion is above 1/2.
    exact = np.array([1 / 2, 1 / 4, 1])

    assert (
        seeds_within(
            three_criteria,
            lambda t: t.pairwise_winning[0, [1, 3, 4]],
            lambda t: t.pairwise_errors[0, [1, 3, 4]],
            exact,
        )
        >= 99
    )


def test_the_quantiles_of_a_value_lie_within_four_standard_errors(three_criteria):
    # A weight out of three is below t with 1 - (1 - t)^2.
    chances = np.array([0.1, 0.5, 0.9])
    exact = 100 * (1 - np.sqrt(1 - chances))

    assert (
        seeds_within(
            three_criteria,
            lambda t: t.value_quantiles(chances)[0],
            lambda t: t.value_quantile_errors(chances)[0],
            exact,
        )
        >= 99
    )


def test_the_choice_is_as_open_as_four_alike(three_criteria):
    # 1/4 each for A, B, C and D: 2 bits, which few draws come just short of.
    found = np.array([tally.choice_entropy for tally in three_criteria])
    errors = np.array([tally.choice_entropy_error for tally in three_criteria])

    assert (found <= 2).all()
    assert ((2 - found) <= 4 * errors + 3 / (2 * DRAWS * np.log(2))).sum() >= 99
