import math

import numpy as np
import pytest

from vendor_eval.engine.cells import Triangular
from vendor_eval.engine.curves import Curve

LINE = Curve((0.0, 100.0), (0.0, 100.0))
LAW = Triangular(8.0, 10.0, 16.0)


def test_the_chance_below_the_mode_is_its_share_of_the_width():
    assert LAW.below(10.0) == 0.25
    assert LAW.above(10.0) == 0.75
    assert (LAW.below(9.0), LAW.above(13.0)) == (0.0625, 0.1875)


def test_beyond_the_ends_there_is_nothing():
    assert (LAW.below(8.0), LAW.below(7.0), LAW.above(16.0), LAW.above(17.0)) == (0, 0, 0, 0)
    assert (LAW.above(7.0), LAW.below(17.0)) == (1, 1)


def test_the_inverse_starts_at_low_passes_the_mode_and_ends_at_high():
    q = np.array([0.0, 0.0625, 0.25, 0.8125, 1.0])

    assert LAW.at(q) == pytest.approx([8, 9, 10, 13, 16], abs=1e-14)
    assert LAW.at(q, upper=True) == pytest.approx(LAW.at(1 - q), abs=1e-14)


def test_a_far_corner_keeps_its_digits():
    assert 16 - LAW.at(np.array([1e-20]), upper=True)[0] == pytest.approx(math.sqrt(48e-20), rel=1e-5)
    assert LAW.above(16 - 6e-6) == pytest.approx(0.75e-12, rel=1e-9)


@pytest.mark.parametrize(("mode", "mean"), [(0.0, 10.0), (30.0, 20.0), (15.0, 15.0)])
def test_the_mean_on_a_straight_curve_is_that_of_the_three_levels(mode, mean):
    law = Triangular(0.0, mode, 30.0)

    assert law.expected(LINE, 0.0, 30.0) == pytest.approx(mean, abs=1e-13)


def test_the_mean_cut_off_at_an_anchor_follows_the_partial_expectation():
    # E(X - c)^+ = (b - c)^3 / (3 (b - a) (b - m)) beyond the mode: E min(X, 12) = 34 / 3 - 4^3 / (3 x 8 x 6).
    curve = Curve((0.0, 12.0), (0.0, 12.0))

    assert LAW.expected(curve, 8.0, 16.0) == pytest.approx(34 / 3 - 64 / 144, abs=1e-13)


def test_the_mean_on_a_log_curve_follows_the_integral_of_x_log_x():
    # f = 2 x on [0, 1]: the integral of 2 x ln x is -1/2, less what lies below the first knot.
    first = math.exp(-20)
    curve = Curve((first, 1.0), (0.0, 100.0), log=True)

    assert Triangular(0.0, 1.0, 1.0).expected(curve, 0.0, 1.0) == pytest.approx(100 - 100 / 40, abs=1e-13)


def test_a_part_of_it_has_the_mean_of_that_part():
    # The rising side alone has its mean at two thirds.
    assert LAW.expected(LINE, 8.0, 10.0) == pytest.approx(8 + 4 / 3, abs=1e-13)


@pytest.mark.parametrize(
    "levels", [(2.0, 1.0, 3.0), (0.0, 4.0, 3.0), (1.0, 1.0, 1.0), (0.0, 1.0, math.inf), (0.0, math.nan, 1.0)]
)
def test_levels_out_of_order_are_refused(levels):
    with pytest.raises(ValueError, match="must be finite and in order"):
        Triangular(*levels)
