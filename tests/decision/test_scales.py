import re

import pytest
from hypothesis import given

from strategies import level_scales, numeric_scales
from vendor_eval.decision.scales import LevelScale, Scale
from vendor_eval.errors import DecisionError


@given(numeric_scales(shapes=("linear", "log", "piecewise", "exponential")))
def test_worst_is_worth_0_and_best_100_and_the_value_never_turns(plain):
    scale = Scale.model_validate(plain)
    least, greatest = scale.ends
    values = [scale.value(least + (greatest - least) * step / 20) for step in range(-4, 25)]

    assert (scale.value(scale.worst), scale.value(scale.best)) == (0, 100)
    assert (values if scale.more_is_better else values[::-1]) == sorted(values)
    assert all(scale.value(raw) == pytest.approx(value) for raw, value in scale.points)


@given(numeric_scales(shapes=("target",)))
def test_a_target_scale_rises_to_its_best_level_and_falls_from_it_to_the_other_worst(plain):
    scale = Scale.model_validate(plain)
    (least, greatest), best = scale.worst, scale.best
    rising = [scale.value(least + (best - least) * step / 10) for step in range(-4, 11)]
    falling = [scale.value(best + (greatest - best) * step / 10) for step in range(15)]

    assert (rising[0], rising[-1], falling[-1]) == (0, 100, 0)
    assert (rising, falling) == (sorted(rising), sorted(falling, reverse=True))
    assert scale.value(best - scale.tolerance) == scale.value(best + scale.tolerance) == 100
    assert scale.ends == (least, greatest)
    assert not scale.more_is_better


def test_an_exponential_scale_is_worth_50_at_its_midvalue():
    # Kirkwood (1997): a midvalue at .3 of the way has c = 1.80107, and at .6 the value .79128.
    scale = Scale(worst=0, best=10, shape="exponential", midvalue=3)
    down = Scale(worst=200, best=100, shape="exponential", midvalue=170)

    assert scale.curve().curvature == pytest.approx(1.80107, abs=5e-6)
    assert scale.value(6) == pytest.approx(79.128, abs=5e-4)
    assert [scale.value(raw) for raw in (-1, 0, 3, 10, 11)] == pytest.approx([0, 0, 50, 100, 100])
    assert down.value(140) == pytest.approx(scale.value(6))


@pytest.mark.parametrize(
    ("plain", "knots"),
    [
        ({"worst": 10, "best": 0}, ((0, 100), (10, 0))),
        ({"worst": 0, "best": 9, "shape": "piecewise", "points": [[3, 60]]}, ((0, 0), (3, 60), (9, 100))),
        ({"worst": 0, "best": 9, "shape": "exponential", "midvalue": 3}, ((0, 0), (3, 50), (9, 100))),
        ({"worst": [0, 60], "best": 20, "shape": "target"}, ((0, 0), (20, 100), (60, 0))),
        (
            {"worst": [0, 60], "best": 20, "shape": "target", "tolerance": 4, "anchors": "data"},
            ((0, 0), (16, 100), (24, 100), (60, 0)),
        ),
    ],
)
def test_a_scale_knows_the_levels_whose_worth_is_stated_and_is_written_as_it_was_read(plain, knots):
    scale = Scale.model_validate(plain)

    assert scale.knots == knots
    assert scale.plain() == plain


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
        ({"worst": 0, "best": 9, "shape": "exponential"}, "^needs both `shape: exponential` and `midvalue: raw`"),
        ({"worst": 0, "best": 9, "midvalue": 3}, "^needs both `shape: exponential` and `midvalue: raw`"),
        ({"worst": 0, "best": 9, "shape": "exponential", "midvalue": 9}, "^midvalue: must lie between .* not at 9"),
        ({"worst": 0, "best": 1e12, "shape": "exponential", "midvalue": 1e-300}, "^has levels so close to each other"),
        ({"worst": 0, "best": 9, "shape": "target"}, r"^worst: must be one level, or two \(\[low, high\]\)"),
        ({"worst": [0, 9], "best": 3}, r"^worst: must be one level, or two"),
        ({"worst": [0, 9, 10], "best": 3, "shape": "target"}, "^worst: must be two numbers in brackets"),
        ({"worst": [0, "x"], "best": 3, "shape": "target"}, r"^worst\.1: must be a number, not the text 'x'"),
        ({"worst": [0, 9], "best": 9, "shape": "target"}, "^best: must lie between the two worst levels, 0 and 9, not"),
        ({"worst": [0, 9], "best": 3, "shape": "target", "tolerance": 3}, "not at 3 give or take 3"),
        ({"worst": 0, "best": 9, "tolerance": 3}, "^tolerance: belongs to a target scale only"),
        ({"worst": [0, 9], "best": 3, "shape": "target", "tolerance": -1}, "^tolerance: must be at least 0, not -1"),
        ({"worst": 0, "best": 9, "anchors": "dta"}, "^anchors: must be one of .* Did you mean 'data'"),
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
