import math
from itertools import pairwise

import numpy as np
import pytest

from vendor_eval.engine.curves import Curve
from vendor_eval.engine.curves_shape import legendre
from vendor_eval.engine.tests import Interval

REACH = Curve((0.0, 1200.0), (0.0, 100.0))
DELAY = Curve((0.0, 12.0), (100.0, 0.0))
KINKED = Curve((0.0, 10.0, 20.0, 30.0), (0.0, 80.0, 20.0, 100.0))
CAPACITY = Curve((1000.0, 100_000.0), (0.0, 100.0), log=True)
LOG_KINKED = Curve((1.0, 10.0, 1000.0), (0.0, 60.0, 100.0), log=True)
ROOM = Curve.target(20.0, low=0.0, high=60.0, tolerance=4.0)
CURVES = [REACH, DELAY, KINKED, CAPACITY, LOG_KINKED, ROOM, Curve((0.1, 0.7), (0.1, 0.3))]


def test_a_straight_curve_reads_off_by_proportion():
    assert REACH.value(300) == 25
    assert DELAY.value(3) == 75


def test_a_log_curve_gives_equal_steps_for_equal_ratios():
    assert CAPACITY.value(10_000) == pytest.approx(50, abs=1e-12)


def test_a_piecewise_curve_reads_off_between_its_knots_and_need_not_be_monotone():
    assert KINKED.value(np.array([5.0, 15.0, 25.0])).tolist() == [40, 50, 60]


@pytest.mark.parametrize("curve", CURVES)
def test_the_points_at_a_knot_are_exactly_the_stated_ones(curve):
    assert tuple(curve.value(np.array(curve.xs)).tolist()) == curve.vs


@pytest.mark.parametrize("curve", CURVES)
def test_beyond_its_ends_a_curve_is_flat(curve):
    beyond = curve.value(np.array([-math.inf, -5.0, 1e7, math.inf]))

    assert beyond.tolist() == [curve.vs[0], curve.vs[0], curve.vs[-1], curve.vs[-1]]


@pytest.mark.parametrize("curve", CURVES)
def test_one_performance_and_many_get_the_same_points_bit_for_bit(curve):
    x = np.random.default_rng(0).uniform(-10, 2e3, (3, 17))

    together = curve.value(x)

    assert together.shape == x.shape
    assert together.ravel().tolist() == [curve.value(float(one)) for one in x.ravel()]


def test_a_curve_leaves_the_performances_that_it_is_handed_alone():
    x = np.array([-100.0, 300.0])

    REACH.value(x)

    assert x.tolist() == [-100, 300]


def test_the_mean_of_a_straight_curve_is_its_middle_value():
    assert REACH.mean(300, 900) == 50


def test_the_mean_counts_the_part_beyond_the_end_as_flat():
    # Half of the interval at 100 points, half at 50 on average.
    assert REACH.mean(0, 2400) == 75


def test_the_mean_of_a_piecewise_curve_weighs_its_pieces_by_their_length():
    # (10 x 40 + 10 x 50 + 10 x 60) / 30, and a flat tenth on either side.
    assert KINKED.mean(0, 30) == pytest.approx(50, abs=1e-12)
    assert KINKED.mean(-30, 30) == pytest.approx(25, abs=1e-12)


def test_the_mean_of_a_log_curve_follows_the_integral_of_the_logarithm():
    # Over [1, e]: the integral of ln x is 1, so the mean of 100 ln x is 100 / (e - 1).
    assert Curve((1.0, math.e), (0.0, 100.0), log=True).mean(1, math.e) == pytest.approx(100 / (math.e - 1), abs=1e-12)


def test_a_log_curve_has_a_mean_where_the_interval_starts_at_zero_or_below():
    # (0 x 2 + 1 x mean over [1, e]) / (e + 1), from -1.
    curve = Curve((1.0, math.e), (0.0, 100.0), log=True)

    assert curve.mean(-1, math.e) == pytest.approx(100 / (math.e + 1), abs=1e-12)


@pytest.mark.parametrize("curve", CURVES)
def test_the_mean_of_an_interval_without_length_is_the_value(curve):
    assert curve.mean(7.3, 7.3) == curve.value(7.3)


def test_a_target_is_best_in_the_middle_and_worst_at_both_ends():
    assert ROOM.value(np.array([-9.0, 0.0, 8.0, 16.0, 20.0, 24.0, 42.0, 60.0, 99.0])).tolist() == [
        *(0, 0, 50, 100, 100),
        *(100, 50, 0, 0),
    ]
    assert Curve.target(20.0, low=0.0, high=60.0).xs == (0, 20, 60)


def test_a_target_weighs_both_slopes_in_its_mean():
    # (16 x 50 + 8 x 100 + 36 x 50) / 60, and half of the slope up and half of the plateau: (8 x 75 + 4 x 100) / 12.
    assert ROOM.mean(0, 60) == pytest.approx(3400 / 60, abs=1e-12)
    assert ROOM.mean(8, 20) == pytest.approx(1000 / 12, abs=1e-12)


def test_the_range_of_a_target_sees_the_plateau_inside_and_the_worst_beyond():
    assert ROOM.bounds(8, 51) == (25, 100)
    assert ROOM.bounds(-math.inf, math.inf) == (0, 100)
    assert ROOM.bounds(17, 23) == (100, 100)


@pytest.mark.parametrize(
    ("test", "expected"),
    [
        (Interval(low=8), (0, 100)),
        (Interval(high=8), (0, 50)),
        (Interval(low=8, high=51), (25, 100)),
        (Interval(low=42), (0, 50)),
        (Interval(low=61), (0, 0)),
    ],
)
def test_the_region_of_a_target_runs_over_all_performances_that_meet_the_test(test, expected):
    assert ROOM.region(test) == expected


@pytest.mark.parametrize(
    ("low", "high", "tolerance"), [(0, 60, -1), (0, 60, 20), (20, 60, 0), (0, 23, 3), (0, 60, math.nan)]
)
def test_a_target_refuses_a_plateau_that_reaches_its_ends(low, high, tolerance):
    with pytest.raises(ValueError, match="must lie between"):
        Curve.target(20, low=low, high=high, tolerance=tolerance)


@pytest.mark.parametrize("ratio", [1e-9, 1e-3, 1.0, 1.7, 1.8, 10.0, 1e3, 1e9])
def test_the_shares_of_a_log_curve_equal_numerical_quadrature(ratio):
    curve, (nodes, weights) = Curve((1.0, 1e12), (0.0, 100.0), log=True), legendre(30)
    a, b = 2.0, 2.0 * (1 + ratio)
    edges = np.unique([0, 1, *2.0 ** -np.arange(1, 60)])[:, np.newaxis]
    widths = np.diff(edges, axis=0)
    s = edges[:-1] + widths * nodes
    g = np.log1p(ratio * s) / math.log1p(ratio)
    expected = [float((widths[:, 0] * (f @ weights)).sum()) for f in (g, s * g)]

    assert curve.shares(a, b) == pytest.approx(expected, abs=1e-12)


def test_the_shares_of_a_log_curve_reach_their_limit_over_hundreds_of_orders_of_magnitude():
    curve = Curve((1e-300, 1e300), (0.0, 100.0), log=True)
    d = 600 * math.log(10)

    assert curve.shares(1e-300, 1e300) == pytest.approx((1 - 1 / d, 0.5 - 0.25 / d), abs=1e-15)


def test_panels_keep_the_cuts_and_step_by_a_factor_of_four_at_most():
    cuts, panels = LOG_KINKED.cuts(-5, 1e4), LOG_KINKED.panels(-5, 1e4)
    inside = [x for x in panels if 1 <= x <= 1000]

    assert set(cuts) <= set(panels)
    assert max(b / a for a, b in pairwise(inside)) <= 4
    assert KINKED.panels(5, 25) == [5, 10, 20, 25]


@pytest.mark.parametrize("curve", CURVES)
@pytest.mark.parametrize("width", [1e-15, 1e-12, 1e-9, 1e-6, 1e-3])
def test_a_very_narrow_interval_loses_no_digits(curve, width):
    low, high = 5.0, 5.0 * (1 + width)
    middle = curve.value((low + high) / 2)

    mean = curve.mean(low, high)

    # The mean differs from the value of the middle by v'' width^2 / 24 at most.
    assert mean == pytest.approx(middle, abs=5 * width**2 + 1e-13)


@pytest.mark.parametrize("curve", CURVES)
def test_a_very_wide_interval_tends_to_the_mean_of_both_ends(curve):
    middle = (curve.vs[0] + curve.vs[-1]) / 2

    assert curve.mean(-1e300, 1e300) == pytest.approx(middle, abs=1e-12)
    assert curve.mean(-1.7e308, 1.7e308) == pytest.approx(middle, abs=1e-12)


def test_a_log_curve_over_hundreds_of_orders_of_magnitude_keeps_its_mean():
    # Nearly all of the length lies near the upper end: 100 (1 - 1 / ln 1e600), as ln x falls short by 1 on average.
    curve = Curve((1e-300, 1e300), (0.0, 100.0), log=True)

    assert curve.mean(1e-300, 1e300) == pytest.approx(100 * (1 - 1 / math.log(10) / 600), abs=1e-10)


def test_the_log_mean_joins_its_series_and_its_formula_without_a_step():
    curve = Curve((1.0, 100.0), (0.0, 100.0), log=True)
    below, above = (curve.mean(1, math.exp(d)) for d in (0.1 - 1e-14, 0.1 + 1e-14))

    assert above - below == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize(("low", "high"), [(2, 1), (-math.inf, 0), (0, math.inf), (math.nan, 1)])
def test_a_mean_refuses_ends_out_of_order_and_ends_without_limit(low, high):
    with pytest.raises(ValueError, match="two finite ends in order"):
        REACH.mean(low, high)


def test_the_bounds_count_the_knots_inside():
    assert KINKED.bounds(5, 18) == (32, 80)
    assert KINKED.bounds(5, 25) == (20, 80)
    assert DELAY.bounds(-math.inf, 3) == (75, 100)


def test_bounds_refuse_ends_out_of_order():
    with pytest.raises(ValueError, match="in order, not 2 and 1"):
        REACH.bounds(2, 1)


@pytest.mark.parametrize(
    ("curve", "test", "expected"),
    [
        (REACH, Interval(low=300), (25, 100)),
        (REACH, Interval(low=300, open_low=True), (25, 100)),
        (REACH, Interval(high=300), (0, 25)),
        (REACH, Interval(low=2000), (100, 100)),
        (REACH, Interval(), (0, 100)),
        (DELAY, Interval(high=3), (75, 100)),
        (KINKED, Interval(low=5, high=25), (20, 80)),
        (CAPACITY, Interval(high=-1), (0, 0)),
        (REACH, Interval(low=3, high=2), None),
    ],
)
def test_the_region_of_a_requirement_is_the_range_of_values_that_meet_it(curve, test, expected):
    assert curve.region(test) == expected


@pytest.mark.parametrize(
    ("xs", "vs", "log", "message"),
    [
        ((1.0,), (0.0,), False, "two or more knots"),
        ((0.0, 1.0), (0.0,), False, "two or more knots"),
        ((0.0, math.inf), (0.0, 100.0), False, "must be finite"),
        ((-1.7e308, 1.7e308), (0.0, 100.0), False, "must be finite"),
        ((0.0, 1.0), (0.0, math.nan), False, "must be finite"),
        ((0.0, 1.0), (0.0, 100.0), True, "positive knots, not 0"),
        ((1.0, 1.0), (0.0, 100.0), False, "increase strictly"),
        ((2.0, 1.0), (0.0, 100.0), True, "increase strictly"),
    ],
)
def test_a_curve_refuses_knots_that_make_no_curve(xs, vs, log, message):
    with pytest.raises(ValueError, match=message):
        Curve(xs, vs, log)
