import pytest

from vendor_eval.decision.criteria import Criterion
from vendor_eval.errors import DecisionError

NUMERIC = {"worst": 0, "best": 10, "range": [0, 20]}
LEVELS = {"levels": {"bad": 0, "fair": 50, "even": 50, "good": 100}}


def test_one_requirement_needs_no_list():
    one = Criterion.model_validate({"scale": NUMERIC, "require": {"at_least": 3}})

    assert one == Criterion.model_validate({"scale": NUMERIC, "require": [{"at_least": 3}]})
    assert one.plain()["require"] == {"at_least": 3}


def test_several_requirements_stay_a_list():
    plain = {"scale": NUMERIC, "require": [{"at_least": 3}, {"at_most": 9, "kind": "should"}]}

    assert Criterion.model_validate(plain).plain() == plain


def test_a_criterion_without_a_scale_is_for_information_only_and_may_require_a_number():
    assert Criterion.model_validate({"information_only": True, "require": {"at_least": 3}}).scale is None
    with pytest.raises(DecisionError, match=r"^needs a scale: worst and best, or levels \(only with"):
        Criterion(name="Reach")


@pytest.mark.parametrize(
    ("scale", "require", "message"),
    [
        (NUMERIC, {"at_least": 20.5}, "at_least: is 20.5, which nothing in the possible range from 0 to 20 can meet"),
        (NUMERIC, {"more_than": 20}, "more_than: is 20, which nothing"),
        (NUMERIC, {"at_most": -1}, "at_most: is -1, which nothing"),
        (NUMERIC, {"less_than": 0}, "less_than: is 0, which nothing"),
        (NUMERIC, {"at_least": "high"}, "at_least: must be a number, not 'high'; only a scale with levels has levels"),
        (NUMERIC, {"one_of": ["a"]}, "one_of: needs a scale with levels"),
        (None, {"one_of": ["a"]}, "one_of: needs a scale with levels"),
        (LEVELS, {"at_least": 3}, r"at_least: must name a level \(bad, fair, even, good\), not the number 3"),
        (LEVELS, {"at_least": "godo"}, "at_least: Unknown level 'godo'. Did you mean 'good'?"),
        (LEVELS, {"at_least": "fair"}, "at_least: names fair, which is worth as much as another level; use one_of"),
        (LEVELS, {"more_than": "good"}, "more_than: names good, and no level can be more than that"),
        (LEVELS, {"less_than": "bad"}, "less_than: names bad, and no level can be less than that"),
        (LEVELS, {"one_of": []}, "one_of: names no level, so nothing can meet it"),
        (
            {"levels": {"1": 0, "2": 100}},
            {"at_least": 2},
            r"at_least: must name a level \(1, 2\), not the number 2\. Put quotes around it: '2'",
        ),
    ],
)
def test_a_requirement_that_nothing_can_meet_or_break_by_right_is_refused(scale, require, message):
    with pytest.raises(DecisionError, match=rf"^require\.{message}"):
        Criterion.model_validate({"scale": scale, "require": require, "information_only": scale is None})


@pytest.mark.parametrize(
    ("scale", "require"),
    [
        (NUMERIC, {"at_least": 20}),
        (NUMERIC, {"at_most": 0}),
        (NUMERIC, {"more_than": 0}),
        (NUMERIC, {"less_than": 20}),
        (LEVELS, {"at_least": "good"}),
        (LEVELS, {"at_most": "bad"}),
        (LEVELS, {"one_of": ["fair", "even"]}),
        ({"worst": 0, "best": 1}, {"at_least": 99}),
    ],
)
def test_a_requirement_at_the_edge_of_the_possible_is_fine(scale, require):
    assert Criterion.model_validate({"scale": scale, "require": require}).require[0].plain() == require


def test_every_requirement_that_does_not_fit_is_named():
    with pytest.raises(DecisionError) as caught:
        Criterion.model_validate({"scale": LEVELS, "require": [{"at_least": "x"}, {"one_of": ["y", "good", "z"]}]})
    assert [fault.path for fault in caught.value.faults] == [("require", 0, "at_least")] + [
        ("require", 1, "one_of")
    ] * 2


@pytest.mark.parametrize(
    ("unit", "whole"), [("%", 100), ("% of requests", 100), ("percent", 100), ("", 1), ("share", 1), ("°", 1)]
)
def test_a_share_counts_in_per_cent_where_the_unit_says_so(unit, whole):
    assert Criterion.model_validate({"scale": NUMERIC, "unit": unit}).whole == whole
