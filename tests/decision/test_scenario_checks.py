import pytest

from builders import make_plain
from vendor_eval.decision.document import Decision
from vendor_eval.decision.parts import Parts
from vendor_eval.decision.scenario_checks import check_scenarios
from vendor_eval.errors import DecisionError

SCORES = {"alpha": {"reach": 80, "price": 30, "note": "x"}, "beta": {"reach": 50, "price": 60, "note": "y"}}
SCALES = {"note": {"x": 0, "y": 100}}


def faults(scenario, **parts):
    plain = make_plain(SCORES, scales=SCALES, information_only=["note"], scenarios={"it": scenario}, **parts)
    try:
        Decision.model_validate(plain)
    except DecisionError as error:
        return [(".".join(map(str, fault.path[2:])), fault.message) for fault in error.faults]
    return []


def test_nothing_is_said_about_what_is_not_there():
    assert list(check_scenarios(Parts())) == []


@pytest.mark.parametrize(
    ("scenario", "path", "words"),
    [
        ({"criteria": ["note"]}, "criteria.0", "names note, which carries no weight: it is for information only"),
        ({"criteria": ["reach", "reach"]}, "criteria", "names 'reach' twice"),
        ({"scale": {"x": {"worst": 0, "best": 1}}}, "scale.x", "Unknown criterion 'x'"),
        ({"requirements": ["x"]}, "requirements.0", "Unknown criterion 'x'"),
        (
            {"require": {"reach": {"at_least": 1, "waivers": {"gamma": {"because": "x", "by": "y"}}}}},
            "require.reach.waivers.gamma",
            "Unknown vendor 'gamma'",
        ),
        ({"assessments": {"gamma": {}}}, "assessments.gamma", "Unknown vendor 'gamma'"),
        ({"assessments": {"beta": {"x": 1}}}, "assessments.beta.x", "Unknown criterion 'x'"),
        (
            {"assessments": {"beta": {"reach": {"value": 1, "evidence": ["E9"]}}}},
            "assessments.beta.reach.evidence.0",
            "E9",
        ),
        ({"scale": {"reach": {"levels": {"a": 0, "b": 1}}}}, "scale.reach", "does not fit the assessment of alpha"),
    ],
)
def test_a_scenario_that_does_not_fit_the_base_is_refused(scenario, path, words):
    found = faults(scenario)

    assert found[0][0] == path
    assert words in found[0][1]


@pytest.mark.parametrize("name", ["base", "Base"])
def test_no_scenario_is_called_as_the_decision_without_one(name):
    plain = make_plain(SCORES, scales=SCALES, information_only=["note"], scenarios={name: {}})

    with pytest.raises(DecisionError, match=rf"^scenarios\.{name}: is what the decision is called without a scenario"):
        Decision.model_validate(plain)


def test_a_scenario_that_keeps_only_weights_of_0_needs_weights_of_its_own():
    weights = {"direct": {"reach": 1, "price": 0}}

    assert faults({"criteria": ["price"]}, weights=weights) == [
        ("criteria", "keeps only criteria of weight 0; keep another, or give the scenario weights.")
    ]
    assert faults({"criteria": ["price"], "weights": {"swing": {"price": 1}}}, weights=weights) == []
    assert faults({"criteria": ["price"]}, weights="any") == []


def test_a_changed_scale_is_checked_with_what_the_scenario_keeps_and_changes():
    scale = {"reach": {"worst": 0, "best": 10, "range": [0, 60]}}

    assert [path for path, _ in faults({"scale": scale})] == ["scale.reach"]
    assert faults({"scale": scale, "vendors": ["beta"]}) == []
    assert faults({"scale": scale, "assessments": {"alpha": {"reach": 5}}}) == []
    assert [path for path, _ in faults({"scale": scale, "assessments": {"alpha": {"reach": 70}}})] == [
        "assessments.alpha.reach"
    ]


def test_a_changed_scale_and_a_changed_requirement_are_checked_together():
    require = {"reach": {"at_least": 20}}
    scale = {"reach": {"worst": 0, "best": 10, "range": [0, 10]}}
    scenario = {"scale": scale, "assessments": {"alpha": {"reach": 5}, "beta": {"reach": 5}}}

    assert faults(scenario, require=require) == [
        (
            "scale.reach",
            "does not fit the requirement at_least of the base: "
            "is 20, which nothing in the possible range from 0 to 10 can meet.",
        )
    ]
    assert faults(scenario | {"require": {"reach": {"at_least": 9}}}, require=require) == []
    assert faults(scenario | {"require": {"reach": None}}, require=require) == []
    assert faults(scenario | {"requirements": "none"}, require=require) == []
    assert [path for path, _ in faults(scenario | {"require": {"reach": {"at_least": 11}}}, require=require)] == [
        "require.reach.at_least"
    ]


def test_a_faulty_base_is_not_blamed_on_the_scenario():
    scenario = {
        "scale": {"reach": {"worst": 0, "best": 10}},
        "assessments": {"alpha": {"reach": 5}},
        "criteria": ["reach"],
    }
    plain = make_plain(SCORES, scales=SCALES, information_only=["note"], scenarios={"it": scenario})
    plain["criteria"]["reach"]["scale"] = 3
    plain["weights"] = {"swing": {"reach": -1, "price": 1}}
    plain["assessments"]["beta"] = 3
    with pytest.raises(DecisionError) as caught:
        Decision.model_validate(plain)

    assert [fault.path for fault in caught.value.faults] == [
        ("criteria", "reach", "scale"),
        ("weights", "swing", "reach"),
        ("assessments", "beta"),
    ]


@pytest.mark.parametrize("section", ["criteria", "vendors", "assessments", "evidence", "weights"])
def test_a_missing_section_is_said_once(section):
    plain = make_plain(scenarios={"it": {"criteria": ["reach"], "assessments": {"alpha": {"reach": 5}}}})
    plain[section] = [1]
    with pytest.raises(DecisionError) as caught:
        Decision.model_validate(plain)

    assert [fault.path for fault in caught.value.faults] == [(section,)]
