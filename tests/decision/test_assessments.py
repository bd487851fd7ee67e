import pytest
from pydantic import ValidationError

from vendor_eval.decision.assessments import Assessment
from vendor_eval.decision.beliefs import Exact, Interval, Normal, Pert, TestResult, Triangular, Unknown
from vendor_eval.errors import DecisionError


@pytest.mark.parametrize(
    ("plain", "belief"),
    [
        (3, Exact(value=3)),
        ("good", Exact(value="good")),
        ("unknown", Unknown()),
        ({"value": "unknown", "because": "not asked"}, Unknown()),
        ({"low": 1, "likely": 1, "high": 2, "because": "why"}, Triangular(low=1, likely=1, high=2)),
        ({"low": 1, "likely": 1, "high": 2, "shape": "pert"}, Pert(low=1, likely=1, high=2)),
        ({"mean": 12, "sd": 3, "evidence": ["E1"]}, Normal(mean=12, sd=3)),
        ({"passes": 27, "trials": 30}, TestResult(passes=27, trials=30)),
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
    triangular = {"low": 1, "likely": 1, "high": 2}
    assert Assessment.model_validate(triangular | {"shape": "triangular"}).plain() == triangular


@pytest.mark.parametrize(
    ("plain", "message"),
    [
        (None, "is empty: give a score or a range, or write `unknown`"),
        ({}, r"needs either `value`, or `low` and `high` \(and `likely`\), or `mean` and `sd`, .* found none of them"),
        ({"mean": 3}, "found mean"),
        ({"low": 1, "likely": 2}, "found low and likely"),
        ({"passes": 1, "trials": 2, "value": 3}, "found value and passes and trials"),
        ({"low": 1, "likely": 2, "high": 3, "shape": "prt"}, r"shape: must be one of .* Did you mean 'pert'\?"),
        ({"low": "n/a", "likely": 2, "high": 3}, "^low: must be a number, not the text 'n/a'. Write `unknown`"),
        ({"mean": 1, "sd": -1}, "^sd: must be above 0, not -1"),
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
