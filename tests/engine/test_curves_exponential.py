import math

import numpy as np
import pytest

from vendor_eval.engine.curves import Exponential
from vendor_eval.engine.curves_shape import legendre
from vendor_eval.engine.tests import Interval

EARLY = Exponential.through(0.0, 10.0, 3.0)  # the first steps are worth most
LATE = Exponential.through(0.0, 10.0, 7.0)
DELAY = Exponential.through(12.0, 0.0, 9.0)  # less is better
STEEP = Exponential(0.0, 1.0, 5000.0)
STEEP_LATE = Exponential(0.0, 1.0, -5000.0)
CURVES = [
    EARLY,
    LATE,
    DELAY,
    STEEP,
    STEEP_LATE,
    Exponential(0.0, 10.0, 1e-9),
    Exponential(0.0, 10.0, -5e-324),
    Exponential(0.1, 0.7, 0.0),
]


def numerical_shares(curve, a, b):
    """The means of g and s g by a fine quadrature of the definition."""
    nodes, weights = legendre(30)
    edges = np.linspace(0, 1, 2001)[:, np.newaxis]
    s = edges[:-1] + np.diff(edges, axis=0) * nodes
    va, vb = curve.value(a), curve.value(b)
    g = (curve.value(a + (b - a) * s) - va) / (vb - va)
    return (g @ weights).mean(), ((s * g) @ weights).mean()


def test_the_anchors_are_worth_0_and_100_to_the_last_bit():
    curves = [Exponential.through(19.25, 101.25, 19.25 + step / 4) for step in range(1, 328)]

    assert all((curve.value(19.25), curve.value(101.25)) == (0, 100) for curve in curves)


def test_the_midvalue_point_gives_the_published_curvature():
    # Kirkwood 1997: worth half at 3/10 of the way.
    assert EARLY.curvature == pytest.approx(1.80107, abs=5e-6)
    assert EARLY.value(3.0) == pytest.approx(50, abs=1e-12)
    assert EARLY.value(6.0) == pytest.approx(100 * math.expm1(-0.6 * 1.80107) / math.expm1(-1.80107), abs=1e-3)


def test_a_late_midvalue_point_is_an_early_one_in_the_mirror():
    assert LATE.curvature == -EARLY.curvature
    assert LATE.value(7.5) == pytest.approx(100 - EARLY.value(2.5), abs=1e-12)


def test_less_may_be_better():
    assert DELAY.value(9.0) == pytest.approx(50, abs=1e-12)
    assert DELAY.value(np.array([12.0, 0.0, 13.0, -1.0])).tolist() == [0, 100, 0, 100]


@pytest.mark.parametrize("middle", [1e-9, 0.01, 0.4999999, 0.5, 0.50000001, 0.99, 1 - 1e-9])
def test_the_performance_worth_half_is_worth_half_wherever_it_lies(middle):
    assert Exponential.through(0.0, 1.0, middle).value(middle) == pytest.approx(50, abs=1e-6)


def test_worth_half_in_the_middle_is_a_straight_line():
    curve = Exponential.through(2.0, 6.0, 4.0)

    assert curve.straight
    assert curve.value(3.0) == 25
    assert curve.mean(2.0, 6.0) == 50


@pytest.mark.parametrize("curve", CURVES)
def test_the_anchors_are_worth_exactly_0_and_100_and_so_is_all_beyond(curve):
    out = math.copysign(math.inf, curve.best - curve.worst)

    assert curve.value(np.array([curve.worst, curve.best, -out, out])).tolist() == [0, 100, 0, 100]


@pytest.mark.parametrize("curve", CURVES)
def test_better_is_never_worth_less(curve):
    values = curve.value(np.linspace(curve.worst, curve.best, 10_001))

    assert (np.diff(values) >= 0).all()


def test_the_mean_follows_the_integral_of_the_exponential():
    # The mean of (1 - e^-ct) / (1 - e^-c) over [0, 1] is 1 / (1 - e^-c) - 1 / c.
    c = EARLY.curvature

    assert EARLY.mean(0.0, 10.0) == pytest.approx(100 * (1 / -math.expm1(-c) - 1 / c), abs=1e-12)
    assert EARLY.mean(0.0, 20.0) == pytest.approx(50 + EARLY.mean(0.0, 10.0) / 2, abs=1e-12)


@pytest.mark.parametrize("curvature", [0.0, 1e-12, 1e-5, 0.999999, 1.0, 1.000001, 3.0, 40.0, 200.0])
@pytest.mark.parametrize("sign", [1, -1])
def test_the_shares_equal_numerical_quadrature(curvature, sign):
    curve = Exponential(0.0, 1.0, sign * curvature)

    assert curve.shares(0.0, 1.0) == pytest.approx(numerical_shares(curve, 0.0, 1.0), abs=1e-12)


@pytest.mark.parametrize("curve", [EARLY, LATE, DELAY])
def test_the_shares_of_a_part_equal_numerical_quadrature(curve):
    assert curve.shares(2.5, 5.0) == pytest.approx(numerical_shares(curve, 2.5, 5.0), abs=1e-12)


def test_the_range_and_the_region_are_those_of_a_monotone_curve():
    assert EARLY.bounds(3.0, math.inf) == (pytest.approx(50), 100)
    assert EARLY.region(Interval(high=3)) == (0, pytest.approx(50))
    assert DELAY.region(Interval(high=9)) == (pytest.approx(50), 100)
    assert EARLY.region(Interval(low=3, high=2)) is None


def test_a_curve_of_any_curvature_needs_few_panels():
    assert len(EARLY.panels(-5.0, 15.0)) == 4
    assert 10 <= len(STEEP.panels(0.0, 1.0)) <= 14


@pytest.mark.parametrize("middle", [0.0, 10.0, -1.0, 11.0, math.nan])
def test_a_midvalue_point_outside_the_anchors_is_refused(middle):
    with pytest.raises(ValueError, match="worth 50 must lie between"):
        Exponential.through(0.0, 10.0, middle)


@pytest.mark.parametrize(
    ("worst", "best", "curvature", "message"),
    [
        (1.0, 1.0, 1.0, "must be finite and differ"),
        (0.0, math.inf, 1.0, "must be finite and differ"),
        (0.0, 1.0, math.nan, "must be finite, not nan"),
    ],
)
def test_an_exponential_refuses_what_makes_no_curve(worst, best, curvature, message):
    with pytest.raises(ValueError, match=message):
        Exponential(worst, best, curvature)


def test_anchors_that_are_the_same_have_nothing_between_them():
    with pytest.raises(ValueError, match="worth 50 must lie between 1 and 1"):
        Exponential.through(1, 1, 1)
