import math

import numpy as np
import pytest
from scipy import stats
from scipy.special import betainc

from vendor_eval.engine.cells import Beta
from vendor_eval.engine.cells_means import by_panels
from vendor_eval.engine.curves import Curve

LINE = Curve((0.0, 100.0), (0.0, 100.0))
SHAPES = [(1, 1), (1, 2), (2, 1), (1.01, 4.99), (3, 3), (5, 1), (1, 1001), (91, 11), (5001, 2001), (1, 1e6), (1e6, 2e6)]


def test_a_pert_estimate_counts_its_mode_four_times():
    law = Beta.pert(10.0, 20.0, 50.0)

    assert (law.a, law.b) == (2, 4)
    assert law.expected(LINE, 10.0, 50.0) == pytest.approx((10 + 4 * 20 + 50) / 6, abs=1e-12)


@pytest.mark.parametrize(("mode", "shapes"), [(0.0, (1, 5)), (6.0, (5, 1)), (3.0, (3, 3))])
def test_a_pert_estimate_may_have_its_mode_at_an_end(mode, shapes):
    law = Beta.pert(0.0, mode, 6.0)

    assert (law.a, law.b) == shapes
    assert law.expected(LINE, 0.0, 6.0) == pytest.approx(6 * shapes[0] / 6, abs=1e-12)


@pytest.mark.parametrize(("passes", "trials"), [(0, 0), (0, 10), (10, 10), (9, 10), (450, 500)])
def test_a_test_moves_the_expected_share_from_a_half_towards_what_passed(passes, trials):
    # Laplace's rule of succession.
    law = Beta.tested(passes, trials, scale=100)

    assert law.expected(LINE, 0.0, 100.0) == pytest.approx(100 * (passes + 1) / (trials + 2), abs=1e-10)


def test_all_of_ten_passed_says_that_a_share_above_three_quarters_is_likely():
    # With a = 11 and b = 1 the chance up to x is x^11.
    law = Beta.tested(10, 10)

    assert law.below(0.75) == pytest.approx(0.75**11, abs=1e-15)
    assert law.above(0.75) == pytest.approx(1 - 0.75**11, abs=1e-15)
    assert law.at(np.array([0.01]))[0] == pytest.approx(0.01 ** (1 / 11), abs=1e-14)


def test_the_mean_of_a_gain_above_a_threshold_is_the_partial_expectation():
    # Both ends on one line from 0.6: E(X - c)^+ by the incomplete betas of MATHS, here as scipy has them.
    law, curve = Beta.pert(0.1, 0.6, 0.9), Curve((0.55, 1.55), (0.0, 1.0))
    a, b, t = law.a, law.b, (0.55 - 0.1) / 0.8
    expected = 0.8 * (a / (a + b) * (1 - betainc(a + 1, b, t)) - t * (1 - betainc(a, b, t)))

    assert law.expected(curve, 0.1, 0.9) == pytest.approx(expected, abs=1e-13)


@pytest.mark.parametrize(("a", "b"), SHAPES)
def test_the_table_of_draws_is_as_exact_as_it_says(a, b):
    q = np.concatenate([np.linspace(0, 1, 5001)[1:-1], 10.0 ** -np.arange(1, 17), 1 - 10.0 ** -np.arange(1, 16)])
    law = Beta(a, b)

    assert betainc(a, b, law.drawn(q)) == pytest.approx(q, abs=1e-10)
    assert betainc(b, a, 1 - law.drawn(q, upper=True)) == pytest.approx(q, abs=1e-10)


@pytest.mark.parametrize(("a", "b"), SHAPES)
def test_the_table_rises_and_stays_between_the_ends(a, b):
    q = np.concatenate([[2.0**-54], np.sort(np.random.default_rng(0).random(20_000)), [1 - 2.0**-53]])
    x = Beta(a, b, -3.0, 4.0).drawn(q)

    assert (np.diff(x) >= -1e-15).all()
    assert x.min() >= -3 - 1e-15
    assert x.max() <= 4 + 1e-15


@pytest.mark.parametrize(("a", "b"), SHAPES)
def test_the_inverse_belongs_to_the_chances_on_both_sides(a, b):
    q, law = np.array([1e-9, 0.01, 0.5, 0.99]), Beta(a, b, 2.0, 5.0)
    below = [law.below(x) for x in law.at(q)]
    above = [law.above(x) for x in law.at(q, upper=True)]

    assert below == pytest.approx(q, abs=1e-9)
    assert above == pytest.approx(q, abs=1e-9)


@pytest.mark.parametrize(("a", "b"), SHAPES)
def test_the_density_is_that_of_scipy_up_to_a_constant(a, b):
    law = Beta(a, b)
    x = law.at(np.array([0.05, 0.3, 0.5, 0.7, 0.95]))
    difference = law.log_density(x) - stats.beta.logpdf(x, a, b)

    assert np.ptp(difference) == pytest.approx(0, abs=1e-7)


@pytest.mark.parametrize(("a", "b"), SHAPES)
@pytest.mark.parametrize("ends", [(0.0, 1.0), (0.1, 0.9)])
def test_closed_form_and_quadrature_agree(a, b, ends):
    law, curve = Beta(a, b), Curve((0.2, 0.5, 0.7), (100.0, 40.0, 60.0))
    inside = max(ends[0], law.at(np.array([1e-12]))[0]), min(ends[1], law.at(np.array([1e-12]), upper=True)[0])
    if inside[0] >= inside[1]:
        inside = 0.0, 1.0

    assert law.expected(curve, *inside) == pytest.approx(by_panels(law, curve, *inside), abs=1e-10)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((0.5, 1.0), "must be finite and 1 or more"),
        ((1.0, math.inf), "must be finite and 1 or more"),
        ((math.nan, 1.0), "must be finite and 1 or more"),
        ((1.0, 1.0, 2.0, 2.0), "must be finite and in order"),
        ((1.0, 1.0, 0.0, math.inf), "must be finite and in order"),
    ],
)
def test_a_beta_refuses_shapes_and_ends_that_make_none(arguments, message):
    with pytest.raises(ValueError, match=message):
        Beta(*arguments)


@pytest.mark.parametrize(
    "levels", [(2.0, 1.0, 3.0), (0.0, 4.0, 3.0), (1.0, 1.0, 1.0), (0.0, 1.0, math.inf), (0.0, math.nan, 1.0)]
)
def test_a_pert_estimate_refuses_levels_out_of_order(levels):
    with pytest.raises(ValueError, match="must be finite and in order"):
        Beta.pert(*levels)


@pytest.mark.parametrize(("passes", "trials"), [(-1, 5), (6, 5), (0, math.inf), (math.nan, 5)])
def test_a_test_refuses_more_passes_than_trials(passes, trials):
    with pytest.raises(ValueError, match="between 0 and the trials"):
        Beta.tested(passes, trials)


def test_a_rounding_error_from_an_end_the_expected_points_are_those_of_the_end():
    law = Beta(3.9, 2.1, -3.75, 0.0)

    assert law.expected(Curve((-5.0, 5.0), (0.0, 100.0)), -1.5e-16, 0.0) == pytest.approx(50)
