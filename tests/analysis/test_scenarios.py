import json

import pytest

from builders import make_decision
from vendor_eval.analysis.robustness import robustness
from vendor_eval.analysis.scenarios import scenarios
from vendor_eval.errors import OptionError

DRAWS = 2_000
SCORES = {
    "alpha": {"reach": {"low": 60, "high": 90}, "price": 20},
    "beta": {"reach": {"low": 30, "high": 60}, "price": 40},
    "gamma": {"reach": 5, "price": "unknown"},
}


def compare(changes, scores=SCORES, **parts):
    return scenarios(make_decision(scores, scenarios=changes, **parts), draws=DRAWS)


def test_a_scenario_without_a_change_equals_the_base():
    result = compare({"same": {}})

    base, same = (result.table[result.table["scenario"] == name].drop(columns="scenario") for name in ("base", "same"))
    assert base.reset_index(drop=True).equals(same.reset_index(drop=True))
    assert "The same holds in 1 of 1 scenario." in result.text


def test_the_base_is_always_shown_first_and_every_scenario_is_the_decision_under_it():
    decision = make_decision(SCORES, scenarios={"data only": {"criteria": ["reach"]}, "cheap": {"criteria": ["price"]}})
    result = scenarios(decision, draws=DRAWS)

    assert list(result.outcomes) == ["base", "data only", "cheap"]
    alone = robustness(decision.under("cheap"), draws=DRAWS)
    assert result.wide("p_first").loc["cheap"].to_list() == alone.table["p_first"].to_list()
    assert result.outcomes["cheap"] == alone.outcome


def test_what_changes_is_said_with_the_share_of_draws_behind_it():
    # Beta is ahead of alpha in (10 / 15)^2 / 2 = 2 / 9 of the cases; on price alone gamma is ahead of beta in 60 %.
    result = compare({"data only": {"criteria": ["reach"]}, "cheap": {"criteria": ["price"]}, "same": {}})

    assert result.text == (
        "In the base Alpha leads (first in 70 % of draws). The same holds in 2 of 3 scenarios. In “cheap” Gamma and "
        "Beta are tied (first in 62 % and 38 % of draws)."
    )


def test_verdicts_that_change_are_said_with_vendors_that_change_alike_together():
    strict = {"require": {"reach": {"at_least": 62}}}
    result = compare({"strict": strict, "stricter": {"require": {"reach": {"at_least": 95}}}})

    assert result.text.endswith(
        "Alpha is sufficient in the base, undetermined in “strict” and insufficient in “stricter”. Beta and Gamma are "
        "sufficient in the base, insufficient in “strict” and “stricter”."
    )


def test_a_scenario_in_which_nobody_is_chosen_says_how_many_are_insufficient():
    result = compare({"strict": {"require": {"reach": {"at_least": 95}}}})

    assert "In “strict” nobody is chosen (3 insufficient vendors)." in result.text


def test_outcomes_that_hang_on_something_open_name_who_would_lead():
    scores = {"alpha": {"reach": 70}, "beta": {"reach": "unknown"}, "gamma": {"reach": {"low": 40, "high": 100}}}
    result = compare(
        {
            "asked": {"require": {"reach": {"at_least": 50}}},
            "stated": {"require": {"reach": {"at_least": 60, "p_met": 0.5}}},
            "without": {"vendors": ["beta"], "require": {"reach": {"at_least": 50}}},
        },
        scores,
    )

    assert "In “asked” Alpha is the best shown to be sufficient, and Beta and Gamma would lead if" in result.text
    assert "(then first in" in result.text
    assert "in “stated” Alpha is the best shown to be sufficient, and Beta and Gamma would lead if" in result.text
    assert (
        "in “without” nobody is chosen, and Beta would lead if what is open were met (then first in over" in result.text
    )


def test_certain_and_level_outcomes_are_said_without_shares_of_draws():
    result = compare(
        {"one": {"vendors": ["beta"]}, "if met": {"require": {"price": {"at_least": 5}}, "criteria": ["reach"]}}
    )

    assert "In “one” Beta is chosen for certain" in result.text
    assert result.if_met == {"base": False, "one": False, "if met": True}


def test_shares_that_hold_only_if_requirements_are_met_say_so():
    result = compare({"asked": {"require": {"price": {"at_least": 5}}}, "same": {}})

    assert (
        "% of draws, if the open requirements are met)"
        in compare({"same": {}}, require={"price": {"at_least": 5}}).text
    )
    assert result.if_met["asked"]


def test_a_vendor_that_a_scenario_leaves_out_is_missing_there():
    result = compare({"two": {"vendors": ["beta", "gamma"]}})

    assert result.wide("verdict").loc["two"].isna().to_dict() == {"alpha": True, "beta": False, "gamma": False}
    assert result.shown().iloc[1].to_list()[:3] == ["two", result.outcomes["two"].status, "left out"]


def test_a_column_that_is_missing_everywhere_keeps_its_rows():
    result = compare({"same": {}}, require={"reach": {"at_least": 95}})

    assert result.wide("rank").isna().to_numpy().all()
    assert result.wide("rank").shape == (2, 3)
    assert result.shown()["Alpha"].to_list() == ["insufficient", "insufficient"]


def test_vendors_of_one_display_name_keep_a_column_each():
    names = {key: {"name": "outcome"} for key in SCORES}

    assert compare({"same": {}}, vendors=names).shown().columns.to_list() == ["scenario", *["outcome"] * 4]


def test_a_decision_without_scenarios_is_only_its_base():
    result = compare({})

    assert result.text.endswith("The decision has no scenarios to set beside it.")
    assert len(result.table) == 3


def test_all_scenarios_use_common_random_numbers():
    # Were they not common, a change of a hundredth of a point would drown in the noise of the draws.
    result = compare(
        {f"dearer by {step}": {"assessments": {"beta": {"price": 40 - step / 50}}} for step in range(1, 9)}
    )

    assert result.wide("p_first")["alpha"].is_monotonic_increasing


def test_a_comparison_becomes_json():
    data = json.loads(json.dumps(compare({"same": {}}).to_dict()))

    assert data["outcomes"]["same"]["status"] == "leading"
    assert data["table"][0]["scenario"] == "base"


def test_an_option_that_is_not_allowed_is_refused():
    with pytest.raises(OptionError, match="weights must be one of"):
        scenarios(make_decision(), weights="none")
