import math

import numpy as np
import pytest

from vendor_eval.engine.cells import Beta, Continuous, Normal, Point, Triangular
from vendor_eval.engine.curves import Curve, Exponential
from vendor_eval.engine.tests import Interval, Members

REACH = Curve((0.0, 1200.0), (0.0, 100.0))
SHARE = Curve((0.0, 100.0), (0.0, 100.0))
FORECAST = Continuous(Triangular(300.0, 600.0, 1500.0), REACH)
SURVEY = Continuous(Normal(600.0, 100.0), REACH)
TEST = Continuous(Beta.tested(45, 50, scale=100), SHARE)
ALMOST_ONE = math.nextafter(1, 0)


def test_a_forecast_is_drawn_by_its_inverse_one_number_a_draw():
    u = np.array([[0.0, 0.25], [0.25, ALMOST_ONE]])
    raw, value = FORECAST.draw(u)

    assert not FORECAST.certain
    assert raw == pytest.approx(np.array([[300, 600], [600, 1500]]), abs=1e-4)
    assert value == pytest.approx(np.array([[25, 50], [50, 100]]), abs=1e-5)
    assert u.tolist() == [[0, 0.25], [0.25, ALMOST_ONE]]


@pytest.mark.parametrize(
    "law",
    [Triangular(300.0, 600.0, 1500.0), Beta.pert(300.0, 600.0, 1500.0), Normal(600.0, 400.0), Beta.tested(9, 10, 1200)],
)
@pytest.mark.parametrize(
    "curve",
    [
        REACH,
        Curve((500.0, 700.0), (100.0, 0.0)),
        Curve((1.0, 1200.0), (0.0, 100.0), log=True),
        Exponential.through(0.0, 1200.0, 300.0),
        Exponential.through(1200.0, 0.0, 300.0),
        Curve.target(600.0, low=200.0, high=900.0, tolerance=50.0),
    ],
)
@pytest.mark.parametrize("ends", [(-math.inf, math.inf), (400.0, 1100.0), (900.0, 950.0)])
def test_many_draws_have_the_mean_that_is_worked_out(law, curve, ends):
    cell = Continuous(law, curve, *ends)
    raw, value = cell.draw(np.random.default_rng(1).random(100_000))

    assert value.mean() == pytest.approx(cell.mean, abs=5 * value.std() / math.sqrt(value.size) + 1e-12)
    assert raw.min() >= cell.low
    assert raw.max() <= cell.high


def test_the_range_in_points_is_that_of_all_that_can_occur():
    assert FORECAST.support == (25, 100)
    assert SURVEY.support == (0, 100)
    assert Continuous(SURVEY.law, REACH, 300.0, 900.0).support == (25, 75)


def test_ends_that_are_real_speak_for_a_forecast_and_the_central_part_for_a_survey():
    assert FORECAST.central() == (300, 1500)
    assert SURVEY.central() == pytest.approx((342.417, 857.583), abs=1e-3)
    assert SURVEY.central(0.6826894921) == pytest.approx((500, 700), abs=1e-6)
    assert SURVEY.central(1.0) == (-math.inf, math.inf)


def test_a_test_speaks_with_its_central_part_too():
    low, high = TEST.central(0.9)

    assert (TEST.cdf(low), TEST.cdf(high)) == pytest.approx((0.05, 0.95), abs=1e-12)


def test_the_possible_range_cuts_a_survey():
    cell = Continuous(Normal(0.0, 1.0), SHARE, 0.0)

    # The half of a normal above its mean: sqrt(2 / pi) on average, its median at the third quartile of the whole.
    assert cell.mean == pytest.approx(math.sqrt(2 / math.pi), abs=1e-12)
    assert cell.quantile(0.5) == pytest.approx(0.6744897502, abs=1e-9)
    assert (cell.cdf(-1.0), cell.cdf(0.0), cell.cdf(math.inf)) == (0, 0, 1)


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (Interval(low=600), 0.75),
        (Interval(low=600, open_low=True), 0.75),
        (Interval(high=600), 0.25),
        (Interval(low=200), 1),
        (Interval(low=1500), 0),
        (Interval(low=2000), 0),
        (Interval(low=3, high=2), 0),
    ],
)
def test_the_chance_to_meet_a_requirement_is_exact(condition, expected):
    assert FORECAST.p_met(condition) == expected


def test_a_survey_hardly_ever_meets_what_lies_far_away():
    assert SURVEY.p_met(Interval(low=1600)) == pytest.approx(7.6198530e-24, rel=1e-6)


def test_cut_to_where_a_requirement_is_met_nothing_else_is_drawn():
    cell = FORECAST.cut(Interval(low=900, open_low=True))
    raw, _ = cell.draw(np.linspace(0, ALMOST_ONE, 1001))

    assert (raw > 900).all()
    assert raw.max() == pytest.approx(1500)
    assert cell.support == pytest.approx((75, 100), abs=1e-12)
    # The far corner of a triangle from 900 to 1500: its mean lies a third of the way.
    assert Continuous(cell.law, Curve((0, 1e4), (0, 100)), cell.low, cell.high).mean == pytest.approx(11, abs=1e-9)


def test_cutting_twice_is_cutting_to_both():
    twice = TEST.cut(Interval(low=80)).cut(Interval(high=90))

    assert twice == TEST.cut(Interval(low=80, high=90))
    assert (twice.low, twice.high) == (80, 90)


def test_a_cut_that_leaves_one_performance_leaves_a_point():
    assert FORECAST.cut(Interval(low=1500)) == Point(1500, 100)


@pytest.mark.parametrize("low", [5.0, 10.0, 15.0, 21.0])
def test_a_cut_far_in_a_tail_is_drawn_from_the_tail(low):
    cell = Continuous(Normal(0.0, 1.0), SHARE).cut(Interval(low=low))
    raw, _ = cell.draw(np.array([0.0, 0.5, ALMOST_ONE]))

    assert raw[0] == pytest.approx(low, abs=1e-12)
    # Its median lies about ln 2 / low beyond the threshold.
    assert raw[1] == pytest.approx(low + math.log(2) / low, abs=0.1 / low)
    assert low + 20 / low < raw[2] < low + 45 / low
    assert cell.cdf(raw[1]) == pytest.approx(0.5, abs=1e-9)


def test_a_survey_is_never_drawn_infinite():
    raw, _ = SURVEY.draw(np.array([0.0, ALMOST_ONE]))

    assert np.isfinite(raw).all()


@pytest.mark.parametrize("condition", [Interval(low=2000), Interval(low=1500, open_low=True), Interval(low=3, high=2)])
def test_a_cut_to_what_cannot_be_is_refused(condition):
    with pytest.raises(ValueError, match="no chance to lie between"):
        FORECAST.cut(condition)


def test_a_cut_to_what_is_as_good_as_impossible_is_refused():
    with pytest.raises(ValueError, match="no chance to lie between"):
        SURVEY.cut(Interval(low=10_000))


def test_a_number_is_not_asked_for_its_level():
    with pytest.raises(ValueError, match="choice of levels"):
        FORECAST.p_met(Members((True, False)))


@pytest.mark.parametrize("ends", [(2.0, 1.0), (1.0, 1.0), (math.nan, 1.0), (2000.0, 3000.0)])
def test_a_range_without_a_chance_is_refused(ends):
    with pytest.raises(ValueError, match="no chance to lie between"):
        Continuous(FORECAST.law, REACH, *ends)


def test_chances_and_coverages_outside_their_limits_are_refused():
    with pytest.raises(ValueError, match=r"between 0 and 1, not 1\.5"):
        SURVEY.quantile(1.5)
    with pytest.raises(ValueError, match="above 0 and at most 1, not 0"):
        SURVEY.central(0)
