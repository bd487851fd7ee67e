import pytest
from pydantic import ValidationError

from vendor_eval.decision.assessments import Assessment
from vendor_eval.decision.beliefs import Exact, Interval, Unknown
from vendor_eval.errors import DecisionError


@pytest.mark.parametrize(
    ("plain", "belief"),
    [
        (3, Exact(value=3)),
        ("good", Exact(value="good")),
        ("unknown", Unknown()),
        ({"value": "unknown", "because": "not asked"}, Unknown()),
        ({"low": 1, "high": 2, "evidence": ["E1"], "by": "Ada", "on": "2025-01-31"}, Interval(low=1, high=2)),
    ],
)
def test_the_short_form_is_read_and_written(plain, belief):
    assessment = Assessment.model_validate(plain)

    assert assessment.belief == belief
    assert assessment.unknown == (belief == Unknown())
    assert assessment.plain() == plain


def test_a_form_longer_than_needed_is_written_short():
    assert Assessment.model_validate({"value": 3.0, "because": "", "evidence": []}).plain() == 3
    assert Assessment.model_validate({"belief": {}}).plain() == "unknown"


@pytest.mark.parametrize(
    ("plain", "message"),
    [
        (None, "is empty: give a score or a range, or write `unknown`"),
        ({}, "needs either `value`, or `low` and `high`, or `levels`; found none of them"),
        ({"value": 1, "levels": {}}, "found value and levels"),
        ({"belief": {"value": 1}, "low": 2}, "found low"),
        ({"belief": 3}, "belief: must be a mapping"),
        ([1, 2], r"not a list; a range is \{low: \.\.\., high: \.\.\.\}"),
        (True, "must be a number, not true"),
    ],
)
def test_anything_else_is_refused(plain, message):
    with pytest.raises(DecisionError, match=message):
        Assessment.model_validate(plain)


def test_an_assessment_is_not_changed_by_another_value():
    with pytest.raises(ValidationError, match="frozen"):
        Assessment.model_validate(3).belief = Unknown()  # type: ignore[misc]
