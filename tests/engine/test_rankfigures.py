import math

import numpy as np
import pytest

from vendor_eval.engine.rankfigures import (
    entropy,
    entropy_errors,
    mean_errors,
    rank_weights,
    replicate_covariance,
    replicate_errors,
    share_covariance,
    share_errors,
)


def test_the_error_of_a_share_is_that_of_a_binomial():
    assert share_errors(np.array([0, 0.1, 0.5, 1]), 900).tolist() == pytest.approx([0, 0.01, 1 / 60, 0])


def test_a_share_that_rounding_takes_past_1_has_no_error():
    assert share_errors(np.array([1 + 1e-16, -1e-17]), 10).tolist() == [0, 0]


def test_the_error_of_a_mean_is_its_standard_deviation_over_the_root_of_the_draws():
    draws = np.random.default_rng(0).uniform(0, 9, 40)

    found = mean_errors(draws.mean(), np.square(draws).mean(), 40)

    assert found == pytest.approx(draws.std(ddof=1) / math.sqrt(40), rel=1e-9)


def test_the_error_of_a_mean_needs_two_draws():
    found = mean_errors(np.array([3.0, 3.0, np.nan]), np.array([9.0, 9.0, np.nan]), np.array([1.0, 2.0, 0.0]))

    np.testing.assert_array_equal(found, [np.nan, 0, np.nan])


def test_what_rounding_leaves_of_a_constant_is_no_error():
    third = np.full(3000, 1 / 3)

    assert mean_errors(third.mean(), np.square(third).mean(), 3000) == 0


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("centroid", [1, 13 / 25, 7 / 25, 3 / 25]),
        ("linear", [1, 2 / 3, 1 / 3, 0]),
        ("inverse", [1, 1 / 2, 1 / 3, 1 / 4]),
    ],
)
def test_rank_weights_are_those_of_lahdelma_and_salminen(kind, expected):
    # Centroid for m = 4: 1/4 (1 + 1/2 + 1/3 + 1/4) = 25/48 for the first, then 13/48, 7/48, 3/48.
    assert rank_weights(kind, 4).tolist() == pytest.approx(expected)
    assert rank_weights(kind, 1).tolist() == [1]


def test_other_rank_weights_are_refused():
    with pytest.raises(ValueError, match="one of centroid, linear, inverse, not 'equal'"):
        rank_weights("equal", 3)


def test_entropy_is_counted_in_bits():
    chances = np.array([[1, 0, 0, 0], [0.5, 0.5, 0, 0], [0.25] * 4, [0.5, 0.25, 0.125, 0.125]])

    assert entropy(chances).tolist() == [0, 1, 2, 1.75]


def test_the_error_of_an_entropy_is_that_of_the_delta_method():
    # p = (.9, .1): the spread of -log2 p is .3 x log2 9.
    expected = 0.3 * math.log2(9) / math.sqrt(1000)

    assert entropy_errors(np.array([0.9, 0.1]), 1000) == pytest.approx(expected, rel=0.01)
    assert entropy_errors(np.array([1.0, 0.0]), 1000) == 0


def test_the_error_of_the_greatest_entropy_is_small_and_not_nothing():
    # Of k alike outcomes 2 n ln(2) times the deficit is chi-squared with k - 1 degrees of freedom.
    assert entropy_errors(np.full(4, 0.25), 1000) == pytest.approx(math.sqrt(6) / (2000 * math.log(2)))


def test_replicates_tell_their_error_by_their_spread():
    figures = [np.array([1.0, 5.0]), np.array([2.0, 5.0]), np.array([3.0, 5.0])]

    assert replicate_errors(figures).tolist() == pytest.approx([1 / math.sqrt(3), 0])


def test_one_replicate_tells_no_error():
    with pytest.raises(ValueError, match="two or more replicates, not 1"):
        replicate_errors([np.array([1.0])])


def test_covariances_of_shares_give_the_error_of_a_sum_that_is_a_share_itself():
    shares = np.array([0.2, 0.3, 0.1])

    found = share_covariance(shares, 400)

    assert found[:2, :2].sum() == pytest.approx(0.5 * 0.5 / 400)
    np.testing.assert_allclose(np.sqrt(np.diag(found)), share_errors(shares, 400))


def test_covariances_of_replicates_give_the_error_of_the_sum_of_each_replicate():
    each = list(np.random.default_rng(1).normal(size=(12, 3)))

    found = replicate_covariance(each)

    np.testing.assert_allclose(np.sqrt(np.diag(found)), replicate_errors(each))
    assert math.sqrt(found.sum()) == pytest.approx(float(replicate_errors([one.sum() for one in each])))


def test_covariances_of_one_figure_are_a_square_too_and_need_two_replicates():
    assert replicate_covariance([np.array([0.4]), np.array([0.6])]).shape == (1, 1)
    with pytest.raises(ValueError, match="two or more replicates, not 1"):
        replicate_covariance([np.array([0.4])])
