import math

import numpy as np
import pytest

from vendor_eval.engine.cells import Normal
from vendor_eval.engine.cells_means import by_panels
from vendor_eval.engine.curves import Curve, Exponential

STANDARD = Normal(0.0, 1.0)
ALL = (-math.inf, math.inf)


def test_the_chances_are_those_of_the_tables():
    assert STANDARD.below(1.96) == pytest.approx(0.9750021, abs=1e-7)
    assert STANDARD.above(1.96) == pytest.approx(0.0249979, abs=1e-7)
    assert STANDARD.above(30.0) == pytest.approx(4.906714e-198, rel=1e-6)


def test_the_inverse_has_both_sides():
    law = Normal(100.0, 10.0)

    assert law.at(np.array([0.5, 0.975])) == pytest.approx([100, 119.59964], abs=1e-5)
    assert law.at(np.array([0.5, 0.975]), upper=True) == pytest.approx([100, 80.40036], abs=1e-5)


def test_the_mean_of_a_gain_above_a_threshold_is_the_partial_expectation():
    # E(X - c)^+ = s (phi(z) - z (1 - Phi(z))), z = (c - mean) / s; here z = 1 and s = 2, on a line that never ends.
    curve = Curve((5.0, 1e3), (0.0, 995.0))
    expected = 2 * (math.exp(-0.5) / math.sqrt(2 * math.pi) - math.erfc(1 / math.sqrt(2)) / 2)

    assert Normal(3.0, 2.0).expected(curve, *ALL) == pytest.approx(expected, abs=1e-12)


def test_the_mean_on_an_endless_exponential_is_that_of_a_lognormal():
    # E exp(-k X) = exp(-k mean + k^2 s^2 / 2); the anchors lie 30 standard deviations away.
    curve, k, law = Exponential(0.0, 60.0, 6.0), 0.1, Normal(30.0, 1.0)
    expected = 100 * (1 - math.exp(-k * 30 + k * k / 2)) / -math.expm1(-6)

    assert law.expected(curve, *ALL) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("curvature", [0.02, 1.8, 30.0, 900.0])
@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize(("mean", "sd"), [(5.0, 1.0), (-3.0, 2.0), (14.0, 5.0), (10.0, 900.0), (5.0, 1e-3)])
@pytest.mark.parametrize("anchors", [(0.0, 10.0), (10.0, 0.0)])
def test_closed_form_and_quadrature_agree_on_exponential_curves(curvature, sign, mean, sd, anchors):
    curve, law = Exponential(*anchors, sign * curvature), Normal(mean, sd)

    assert law.expected(curve, *ALL) == pytest.approx(by_panels(law, curve, *ALL), abs=1e-10)


@pytest.mark.parametrize(("mean", "sd"), [(5.0, 1.0), (-3.0, 2.0), (14.0, 5.0), (10.0, 90.0), (5.0, 1e-3)])
@pytest.mark.parametrize("ends", [ALL, (4.0, math.inf), (-2.0, 6.0)])
def test_closed_form_and_quadrature_agree_on_straight_curves(mean, sd, ends):
    curve, law = Curve((0.0, 2.0, 7.0, 10.0), (0.0, 70.0, 30.0, 100.0)), Normal(mean, sd)

    assert law.expected(curve, *ends) == pytest.approx(by_panels(law, curve, *ends), abs=1e-10)


@pytest.mark.parametrize("sd", [1e-300, 1e-12, 1e-6])
def test_a_tiny_scatter_is_worth_what_its_mean_is_worth(sd):
    curve = Curve((0.0, 10.0), (0.0, 100.0))

    assert Normal(3.0, sd).expected(curve, *ALL) == pytest.approx(30, abs=1e-9)
    # At a kink only the half of it below counts: it loses 10 points a unit, sd / sqrt(2 pi) on average.
    assert Normal(10.0, sd).expected(curve, *ALL) == pytest.approx(100 - 10 * sd / math.sqrt(2 * math.pi), abs=1e-9)


@pytest.mark.parametrize("sd", [1e6, 1e12, 1e300])
@pytest.mark.parametrize(
    "curve", [Curve((0.0, 10.0), (0.0, 100.0)), Exponential(0.0, 10.0, 2.0), Curve((1.0, 9.0), (0.0, 100.0), True)]
)
def test_a_huge_scatter_is_worth_half_of_each_end(curve, sd):
    assert Normal(3.0, sd).expected(curve, *ALL) == pytest.approx(50, abs=1e-3)


def test_far_in_a_tail_it_falls_like_an_exponential():
    # Beyond 20 standard deviations the mean lies 1 / 20 - 2 / 20^3 + 10 / 20^5 beyond the threshold.
    curve = Curve((20.0, 30.0), (0.0, 100.0))

    assert STANDARD.expected(curve, 20.0, math.inf) == pytest.approx(10 * (1 / 20 - 2 / 20**3 + 10 / 20**5), abs=1e-5)


@pytest.mark.parametrize(("mean", "sd"), [(math.inf, 1.0), (math.nan, 1.0), (0.0, 0.0), (0.0, -1.0), (0.0, math.inf)])
def test_a_scatter_that_is_none_is_refused(mean, sd):
    with pytest.raises(ValueError, match="finite mean and a positive sd"):
        Normal(mean, sd)
