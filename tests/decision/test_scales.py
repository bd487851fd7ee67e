import re

import pytest
from hypothesis import given

from strategies import level_scales, numeric_scales
from vendor_eval.decision.scales import LevelScale, Scale
from vendor_eval.errors import DecisionError


@given(numeric_scales())
def test_worst_is_worth_0_and_best_100_and_the_value_never_turns(plain):
    scale = Scale.model_validate(plain)
    least, greatest = scale.ends
    values = [scale.value(least + (greatest - least) * step / 20) for step in range(-4, 25)]

    assert (scale.value(scale.worst), scale.value(scale.best)) == (0, 100)
    assert (values if scale.more_is_better else values[::-1]) == sorted(values)
    assert all(scale.value(raw) == pytest.approx(value) for raw, value in scale.points)


@given(level_scales())
def test_levels_are_ordered_by_what_they_are_worth(plain):
    scale = LevelScale.model_validate(plain)
    worth = [scale.levels[level] for level in scale.ordered]

    assert worth == sorted(worth)
    assert sorted(scale.ordered) == sorted(scale.levels)


def test_levels_of_one_value_stay_in_the_order_of_the_file():
    assert LevelScale(levels={"c": 50, "b": 50, "a": 0}).ordered == ("a", "c", "b")


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"worst": 1, "best": 1}, "^best: must differ from worst; both are 1"),
        ({"worst": -1, "best": 1, "shape": "log"}, "^worst: must be above 0 on a log scale, not -1"),
        ({"worst": 9, "best": 0, "shape": "log"}, "^best: must be above 0 on a log scale, not 0"),
        ({"worst": 0, "best": 1, "range": [1, 1]}, "^range: must be"),
        ({"worst": 0, "best": 1, "range": [1]}, "^range: must be two numbers in brackets"),
        ({"worst": 0, "best": 1, "shape": "piecewise"}, "^needs both `shape: piecewise` and inner `points"),
        ({"worst": 1e12, "best": 1e12 - 2**-13, "shape": "log"}, "^has levels so close to each other"),
        ({"worst": 9, "best": 0, "shape": "piecewise", "points": [[9, 5]]}, "^points.0.0: .* not at 9"),
        ({"worst": 9, "best": 0, "shape": "piecewise", "points": [[8, 50], [4, 20]]}, "^points: must not fall"),
        ({"worst": 0, "best": 9, "shape": "piecewise", "points": [[8, -1]]}, "points.0.1: .* not -1"),
        ({"worst": 0, "best": 9, "shape": "piecewise", "points": [[4, 1], [4, 2]]}, "^points: must give each"),
    ],
)
def test_a_scale_that_gives_no_values_is_refused(fields, message):
    with pytest.raises(DecisionError) as caught:
        Scale.model_validate(fields)
    assert any(re.search(message, str(fault)) for fault in caught.value.faults), str(caught.value)


def test_a_scale_may_run_level_between_knots():
    scale = Scale(worst=9, best=0, shape="piecewise", points=[(6, 50), (3, 50)])  # type: ignore[arg-type]

    assert [scale.value(raw) for raw in (9, 6, 4.5, 3, 0)] == [0, 50, 50, 50, 100]


@pytest.mark.parametrize(
    ("levels", "message"),
    [
        ({}, "^levels: must have at least two levels of different value"),
        ({"a": 5, "b": 5}, "^levels: must have at least two levels of different value"),
        ({"a b": 5, "A-b": 6}, r"^levels\.A-b: looks the same as 'a b'"),
        ({"no": 5, "b": 6}, r"^levels\.no: 'no' is a word with a meaning of its own"),
        ({"a": 101, "b": 6}, r"^levels\.a: must be at most 100, not 101"),
    ],
)
def test_levels_that_say_nothing_are_refused(levels, message):
    with pytest.raises(DecisionError, match=message):
        LevelScale(levels=levels)
