import pytest

from builders import make_decision
from vendor_eval import cases
from vendor_eval.analysis.hanging import hanging_text
from vendor_eval.analysis.information import information
from vendor_eval.analysis.robustness import robustness
from vendor_eval.analysis.sensitivity import sensitivity

UNSURE = {"alpha": {"a": {"low": 60, "high": 100}, "b": 30}, "beta": {"a": 50, "b": {"low": 40, "high": 70}}}


def hanging(scores, **parts):
    return of(make_decision(scores, **parts))


def of(decision):
    outcome = robustness(decision, draws=200).outcome
    return hanging_text(outcome, sensitivity(decision), information(decision))


def test_a_requirement_that_keeps_another_from_being_chosen_is_named():
    scores = {"alpha": {"a": 80, "b": 30}, "beta": {"a": 99, "b": 20}}

    # Without it beta has 59.5 points, alpha 55.
    assert hanging(scores, require={"b": {"at_least": 25}}) == (
        "One requirement decides: without “B at least 25”, Beta would be chosen."
    )


def test_of_several_requirements_that_decide_two_are_named_and_the_rest_is_counted():
    scores = {"alpha": {"a": 50, "b": 50, "c": 50}}
    for key, low in {"beta": "a", "gamma": "b", "delta": "c"}.items():
        scores[key] = dict.fromkeys("abc", 95) | {low: 20}

    assert hanging(scores, require={key: {"at_least": 25} for key in "abc"}) == (
        "Requirements decide: without “A at least 25”, Beta would be chosen; without “B at least 25”, Gamma would be "
        "chosen; 1 other would change the outcome, too."
    )


def test_what_is_open_for_who_would_lead_is_not_said_twice():
    scores = {"alpha": {"a": "unknown", "b": 90}, "beta": {"a": 85, "b": 60}}

    assert "ecide" not in hanging(scores, require={"a": {"at_least": 40}})


def test_another_best_sufficient_vendor_is_not_taken_for_another_leader():
    scores = {"alpha": {"a": "unknown", "b": 90}, "beta": {"a": 45, "b": 50}, "gamma": {"a": 90, "b": 20}}
    said = hanging(scores, require={"a": {"at_least": 40}, "b": {"at_least": 30}})

    assert "without “B at least 30”, Gamma would be the best vendor shown to be sufficient." in said


def test_the_likeliest_single_performance_is_named_with_its_chance():
    said = hanging(UNSURE)
    table = information(make_decision(UNSURE)).table.set_index(["vendor", "criterion"])["p_change"]

    # Alpha has 55 and beta 52.5; alpha's a below 75 or beta's b above 60 turns it: chances 15 / 40 and 10 / 30.
    assert table["alpha", "a"] == pytest.approx(0.375)
    assert table["beta", "b"] == pytest.approx(1 / 3)
    assert said.startswith(
        "Of single performances, A of Alpha (60 to 100 now) is the likeliest to change the choice: with a chance of "
        "38 %."
    )


def test_if_requirements_are_open_what_could_turn_it_is_named_nearest_first():
    scores = {
        "alpha": {"a": {"low": 40, "high": 100}, "b": 30},
        "beta": {"a": 50, "b": {"low": 40, "high": 70}},
    }
    said = hanging(scores, require={"a": {"at_least": 45}}, weights={"a": 40, "b": 60})

    # With at least 45 alpha has 72.5 on a, so 47 in all; beta has 53. Beta needs 10 less on b, or alpha 15 more on a.
    assert said.startswith(
        "With the open requirements met and all else as expected, B of Beta (40 to 70 now) and A of Alpha (40 to 100 "
        "now) could each put another vendor first."
    )


def test_the_nearest_weight_is_named_with_who_takes_over():
    said = hanging({"alpha": {"a": 80, "b": 30}, "beta": {"a": 50, "b": 50}})

    assert said == (
        "Of single weights, A comes nearest to changing who is first: at 40 % instead of 50 %, Beta takes over."
    )


def test_nothing_is_said_of_weights_where_there_is_one_criterion_or_none_could_matter():
    assert hanging({"alpha": {"a": 80}, "beta": {"a": {"low": 20, "high": 60}}}) == ""
    assert hanging({"alpha": {"a": 80, "b": 60}, "beta": {"a": 50, "b": 50}}) == ""
    assert hanging({"alpha": {"a": 80}}) == ""


def test_the_case_says_what_else_would_change_it():
    assert of(cases.load("apple-china-2025")) == (
        "With the open requirements met and all else as expected, no single performance could put another vendor first "
        "within what is known of it. Of single weights, Record with phone makers comes nearest to changing who is "
        "first: at 39 % instead of 9.1 %, Baidu takes over."
    )
