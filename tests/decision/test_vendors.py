import pytest

from vendor_eval.decision.vendors import Condition, Cost
from vendor_eval.errors import DecisionError


def test_a_cost_has_bounds_whatever_its_form():
    assert Cost(value=8, currency="EUR").bounds == (8, 8)
    assert Cost(low=8, high=11, currency="EUR").bounds == (8, 11)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({}, "found none of them"),
        ({"low": 1}, "needs either `value`, or `low` and `high`; found low"),
        ({"value": 1, "high": 2}, "found value and high"),
        ({"low": 2, "high": 1}, r"low \(2\) must not be above high \(1\)"),
        ({"value": 1, "currency": " "}, "currency: must not be blank"),
        ({"value": 1, "evidence": ["E1", "E1"]}, "evidence: names 'E1' twice"),
    ],
)
def test_a_cost_that_is_none_is_refused(fields, message):
    with pytest.raises(DecisionError, match=message):
        Cost.model_validate({"currency": "EUR"} | fields)


def test_the_day_of_a_condition_is_unknown_where_nothing_is_said():
    assert not Condition(name="approval").due.known
