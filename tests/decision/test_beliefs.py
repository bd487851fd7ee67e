import pytest

from vendor_eval.decision.assessments import Assessment
from vendor_eval.decision.beliefs import (
    Exact,
    Interval,
    LevelChances,
    Normal,
    Pert,
    TestResult,
    Triangular,
    Unknown,
)
from vendor_eval.errors import DecisionError


def test_each_belief_is_recognised_by_its_fields_or_its_kind():
    for belief, plain in (
        (Exact(value=3), {"value": 3}),
        (Exact(value="good"), {"value": "good"}),
        (Interval(low=3, high=4), {"low": 3, "high": 4}),
        (Interval(low="bad", high="good"), {"low": "bad", "high": "good"}),
        (Triangular(low=1, likely=2, high=4), {"low": 1, "likely": 2, "high": 4}),
        (Pert(low=1, likely=2, high=4), {"low": 1, "likely": 2, "high": 4, "shape": "pert"}),
        (Normal(mean=12, sd=3.5), {"mean": 12, "sd": 3.5}),
        (TestResult(passes=27, trials=30), {"passes": 27, "trials": 30}),
        (LevelChances(levels={"bad": 0.25, "good": 0.75}), {"levels": {"bad": 0.25, "good": 0.75}}),
        (Unknown(), {}),
    ):
        assert Assessment(belief=belief).belief == belief
        assert Assessment.model_validate({"belief": plain}).belief == belief
        assert Assessment.model_validate(belief) == Assessment(belief=belief)
        assert belief.plain() == plain


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Exact(value="unknown"), r"^value: is unknown; .* use Unknown\(\)"),
        (lambda: Interval(low=2, high=1), r"^low \(2\) must not be above high \(1\)\.$"),
        (lambda: Interval(low=2, high="good"), r"^low \(2\) and high \('good'\) must both be numbers or both levels"),
        (lambda: Triangular(low=2, likely=1, high=3), r"^must rise from low \(2\) over likely \(1\) to high \(3\)\.$"),
        (lambda: Pert(low=2, likely=4, high=3), r"^must rise from low \(2\) over likely \(4\) to high \(3\)\.$"),
        (lambda: Triangular(low=1, likely=2, high=3, shape="pert"), "^shape: is pert, but this is a triangular belief"),
        (lambda: Pert(low=1, likely=2, high=3, shape="triangular"), "^shape: is triangular, but this is a pert belief"),
        (lambda: Normal(mean=1, sd=0), "^sd: must be above 0, not 0"),
        (
            lambda: Normal(mean=-1e6, sd=1e-7),
            "^sd: is 1e-07, too little to make a difference: give the mean as `value`",
        ),
        (lambda: TestResult(passes=31, trials=30), r"^passes \(31\) must not be more than trials \(30\)\.$"),
        (lambda: TestResult(passes=0, trials=0), "^trials: must be above 0, not 0"),
        (lambda: TestResult(passes=-1, trials=3), "^passes: must be at least 0, not -1"),
        (lambda: LevelChances(levels={}), r"^levels: holds probabilities that must sum to 1, not 0\.$"),
        (lambda: LevelChances(levels={"a": 0.5, "b": 0.4}), r"must sum to 1, not 0\.9"),
    ],
)
def test_a_belief_that_cannot_be_held_is_refused(make, message):
    with pytest.raises(DecisionError, match=message):
        make()


def test_thirds_sum_to_1():
    assert sum(LevelChances(levels={"a": 1 / 3, "b": 1 / 3, "c": 1 / 3}).levels.values()) == pytest.approx(1)
