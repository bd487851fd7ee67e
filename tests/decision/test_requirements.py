import pytest

from vendor_eval.decision.requirements import FORMS, Requirement
from vendor_eval.errors import DecisionError


@pytest.mark.parametrize("form", FORMS)
def test_a_requirement_knows_its_form_and_its_threshold(form):
    threshold = ["good", "best"] if form == "one_of" else 3
    requirement = Requirement.model_validate({form: threshold})

    assert requirement.form == form
    assert requirement.threshold == (("good", "best") if form == "one_of" else 3)
    assert requirement.kind == "must"
    assert requirement.plain() == {form: threshold}


def test_a_threshold_of_0_counts():
    assert Requirement(at_least=0).form == "at_least"


def test_a_waiver_names_the_vendor_the_reason_and_who_granted_it():
    plain = {"at_least": 3, "waivers": {"alpha": {"because": "a pilot", "by": "the board", "on": "2025-01-31"}}}
    requirement = Requirement.model_validate(plain)

    assert requirement.plain() == plain
    assert requirement.waivers["alpha"].by == "the board"
    assert requirement.without_waivers(but=["alpha", "beta"]) is requirement
    assert requirement.without_waivers(but=["beta"]) == Requirement(at_least=3)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({}, r"^needs exactly one of at_least, .*, one_of; found none of them\.$"),
        ({"at_least": 1, "at_most": 2}, r"found at_least and at_most\. Write two requirements as a list\.$"),
        ({"at_least": 1, "kind": "shuold"}, r"^kind: must be one of 'must', 'should', not 'shuold'"),
        ({"at_least": 1, "p_met": 1.5}, r"^p_met: must be at most 1"),
        ({"one_of": ["a", "a"]}, r"^one_of: names 'a' twice\.$"),
        ({"at_least": 1, "waivers": {"a": {"because": "x"}}}, r"^waivers\.a\.by: is required"),
        ({"at_least": 1, "waivers": {"a": {"by": "x"}}}, r"^waivers\.a\.because: is required"),
        ({"at_least": 1, "waivers": {"a": {"because": " ", "by": "x"}}}, r"^waivers\.a\.because: must not be blank"),
        ({"at_least": 1, "waivers": ["a"]}, "^waivers: must be a mapping of names to values, not a list"),
        ({"at_least": True}, r"^at_least: must be a number, not true"),
    ],
)
def test_a_requirement_that_is_none_is_refused(fields, message):
    with pytest.raises(DecisionError, match=message):
        Requirement.model_validate(fields)
