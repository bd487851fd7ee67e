import numpy as np
import pytest

from vendor_eval.engine.boundedmean import bounded_mean


def test_three_weights_with_one_upper_bound_have_the_mean_found_by_hand():
    # All weights less the corner a > 1/2, a quarter of them with its mean at (2/3, 1/6, 1/6).
    by_hand = (np.full(3, 1 / 3) - np.array([2 / 3, 1 / 6, 1 / 6]) / 4) * 4 / 3

    np.testing.assert_allclose(bounded_mean((0.0, 0.0, 0.0), (0.5, 1.0, 1.0)), by_hand, rtol=0, atol=1e-15)


def test_bounds_that_say_nothing_change_nothing():
    np.testing.assert_allclose(bounded_mean((0.0,) * 5, (1.0,) * 5), np.full(5, 0.2), rtol=0, atol=1e-15)


def test_upper_bounds_alone_are_seen_from_above():
    np.testing.assert_allclose(bounded_mean((0.0,) * 12, (0.09,) * 12), np.full(12, 1 / 12), rtol=0, atol=1e-15)


def test_terms_that_all_but_cancel_lose_no_digit():
    # Eleven narrow weights and one that takes what is left: the narrow ones are as uniform as in a box.
    mean = bounded_mean((0.0,) * 12, (1.0, *[0.001] * 11))

    np.testing.assert_allclose(mean[1:], np.full(11, 0.0005), rtol=1e-12)


def test_fixed_weights_stay():
    mean = bounded_mean((0.25, 0.0, 0.1, 0.2), (0.25, 0.4, 1.0, 0.2))

    # What is left, .55 for b and c with b in [0, .4], is uniform in b.
    assert mean == pytest.approx((0.25, 0.2, 0.35, 0.2), abs=1e-15)


@pytest.mark.parametrize("high", [(0.3, 0.9), (0.3, 0.7), (1.0, 1.0)])
def test_bounds_may_leave_one_point(high):
    assert bounded_mean((0.3, 0.7), high) == pytest.approx((0.3, 0.7), abs=1e-15)


def test_many_criteria_are_left_to_drawing():
    assert bounded_mean((0.0,) * 20, (0.2,) * 20) is None
