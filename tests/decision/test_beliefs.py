import pytest

from vendor_eval.decision.assessments import Assessment
from vendor_eval.decision.beliefs import Exact, Interval, LevelChances, Unknown
from vendor_eval.errors import DecisionError


def test_each_belief_is_recognised_by_its_fields_or_its_kind():
    for belief, plain in (
        (Exact(value=3), {"value": 3}),
        (Exact(value="good"), {"value": "good"}),
        (Interval(low=3, high=4), {"low": 3, "high": 4}),
        (Interval(low="bad", high="good"), {"low": "bad", "high": "good"}),
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
        (lambda: LevelChances(levels={}), r"^levels: holds probabilities that must sum to 1, not 0\.$"),
        (lambda: LevelChances(levels={"a": 0.5, "b": 0.4}), r"must sum to 1, not 0\.9"),
    ],
)
def test_a_belief_that_cannot_be_held_is_refused(make, message):
    with pytest.raises(DecisionError, match=message):
        make()


def test_thirds_sum_to_1():
    assert sum(LevelChances(levels={"a": 1 / 3, "b": 1 / 3, "c": 1 / 3}).levels.values()) == pytest.approx(1)
