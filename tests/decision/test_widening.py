import pytest

from vendor_eval.decision.assessments import Assessment
from vendor_eval.decision.beliefs import Exact, Interval, Normal, Pert, TestResult, Triangular, Unknown
from vendor_eval.decision.criteria import Criterion
from vendor_eval.decision.widening import widened
from vendor_eval.engine.cells import Beta, Continuous

REACH = {"worst": 0, "best": 1000}
SIZE = {"worst": 1, "best": 10_000, "shape": "log"}
TARGET = {"worst": [0, 60], "best": 20, "shape": "target"}
SHARE = {"worst": 0, "best": 1}
LEVELS = {"levels": {"bad": 0, "poor": 20, "fair": 60, "good": 100}}


def wide(scale, score, fraction=0.5, *, coverage=0.99, **fields):
    criterion = Criterion.model_validate({"scale": scale} | fields)
    return widened(Assessment.model_validate(score).belief, criterion, fraction, coverage)


@pytest.mark.parametrize(
    ("scale", "score", "found"),
    [
        (REACH, 400, Interval(low=200, high=700)),
        (REACH, {"low": 400, "likely": 500, "high": 600}, Triangular(low=200, likely=500, high=800)),
        (REACH, {"low": 400, "likely": 400, "high": 400}, Triangular(low=200, likely=400, high=700)),
        (SIZE, {"low": 100, "likely": 100, "high": 100, "shape": "pert"}, Pert(low=10, likely=100, high=1000)),
        (TARGET, {"low": 10, "high": 40}, Interval(low=5, high=50)),
        (LEVELS, "poor", Interval(low="bad", high="fair")),
        (LEVELS, {"low": "bad", "high": "good"}, Interval(low="bad", high="good")),
        (REACH, "unknown", Unknown()),
    ],
)
def test_bounds_move_by_the_fraction_towards_the_ends_and_what_is_most_likely_stays(scale, score, found):
    assert wide(scale, score) == found


def test_of_a_criterion_without_a_scale_nothing_is_widened():
    assert wide(None, 3, information_only=True) == Exact(value=3)
    assert wide(None, {"mean": 3, "sd": 1}, information_only=True) == Normal(mean=3, sd=1)


def test_the_standard_deviation_grows_as_the_width_of_the_central_interval_does():
    # 400 give or take 2.5758 x 50 is 271.2 to 528.8; half of the way to 0 and to 1,000 it is 135.6 to 764.4.
    found = wide(REACH, {"mean": 400, "sd": 50})

    assert (found.mean, found.sd) == (400, pytest.approx(50 * 628.79 / 257.58, rel=1e-4))
    assert wide(REACH, {"mean": 400, "sd": 50}, coverage=0.5).sd > found.sd


def test_a_standard_deviation_grows_no_larger_than_numbers_may_be():
    widest = {"worst": -1e12, "best": 1e12}

    assert wide(widest, {"mean": 0, "sd": 1e11}, 1, coverage=0.5) == Normal(mean=0, sd=1e12)


def test_a_normal_wider_than_its_scale_stays_as_it_is():
    assert wide(REACH, {"mean": 400, "sd": 5000}) == Normal(mean=400, sd=5000)


@pytest.mark.parametrize(("unit", "whole"), [("", 1), ("%", 100)])
def test_of_a_test_so_many_trials_are_left_that_the_central_interval_is_as_wide_as_its_bounds_moved(unit, whole):
    scale = {"worst": 0, "best": whole}
    found = wide(scale, {"passes": 27, "trials": 30}, unit=unit)
    curve = Criterion.model_validate({"scale": scale}).scale.curve()
    low, high = Continuous(Beta.tested(27, 30, whole), curve).central()
    lower, upper = Continuous(Beta.tested(found.passes, found.trials, whole), curve).central()

    assert found.passes / found.trials == pytest.approx(0.9)
    assert upper - lower == pytest.approx(high + (whole - high) / 2 - low / 2)


def test_where_even_no_trial_is_wide_enough_nothing_of_the_test_is_left():
    assert wide(SHARE, {"passes": 27, "trials": 30}, 1) == Interval(low=0, high=1)
    limited = {"worst": 0, "best": 1, "range": [0.5, 1]}
    assert wide(limited, {"passes": 27, "trials": 30}, 1) == Interval(low=0.5, high=1)


def test_a_test_that_is_as_wide_as_its_scale_stays():
    narrow = {"worst": 0.9, "best": 0.91}

    found = wide(narrow, {"passes": 9, "trials": 10})

    assert isinstance(found, TestResult)
    assert found.trials == pytest.approx(10)
