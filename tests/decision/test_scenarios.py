import pytest

from vendor_eval.decision.scenarios import Scenario
from vendor_eval.errors import DecisionError


def test_null_removes_a_requirement_and_makes_an_assessment_unknown():
    scenario = Scenario.model_validate({"require": {"reach": None}, "assessments": {"alpha": {"reach": None}}})

    assert scenario.require == {"reach": None}
    assert scenario.assessments["alpha"]["reach"].unknown
    assert scenario.plain() == {"require": {"reach": None}, "assessments": {"alpha": {"reach": "unknown"}}}


def test_one_requirement_needs_no_list():
    scenario = Scenario.model_validate(
        {"require": {"reach": {"at_least": 3}, "price": [{"at_most": 1}, {"at_most": 2}]}}
    )

    assert scenario.plain()["require"] == {"reach": {"at_least": 3}, "price": [{"at_most": 1}, {"at_most": 2}]}
    assert Scenario.model_validate(scenario.plain()) == scenario


@pytest.mark.parametrize(("given", "kept"), [("none", "none"), (["a"], ("a",)), ([], ()), (None, None)])
def test_requirements_are_all_none_or_those_named(given, kept):
    assert Scenario.model_validate({"requirements": given}).requirements == kept


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"requirements": "all"}, r"^requirements: must be `none` or a list of the criteria .*, not 'all'"),
        ({"requirements": ["a", 3]}, r"^requirements\.1: must be text, not 3"),
        ({"requirements": {"a": 1}}, r"^requirements: must be `none` or a list .*, not a mapping"),
        ({"widen": 0}, r"^widen: must be above 0, not 0"),
        ({"vendors": "alpha"}, r"^vendors: must be a list, not 'alpha'; write \[alpha\]"),
        ({"evidence": {"without_kinds": ["rumor"]}}, r"^evidence\.without_kinds\.0: must be one of 'own_test'"),
        ({"weights": "none"}, r"^weights: must be `any`, or a mapping"),
    ],
)
def test_a_scenario_that_says_something_else_is_refused(fields, message):
    with pytest.raises(DecisionError, match=message):
        Scenario.model_validate(fields)
