from dataclasses import replace

import pytest
from scipy.optimize import linprog

from builders import make_decision
from vendor_eval.analysis.evaluate import evaluate
from vendor_eval.reasons.arguments import Paid
from vendor_eval.reasons.explain import explain
from vendor_eval.reasons.reason import ARGUMENTS


def between(low, high):
    return {"low": low, "high": high}


def argued(alpha, beta, **parts):
    """The evaluation of two vendors, and what is explained of the first over the second."""
    evaluation = evaluate(make_decision({"alpha": alpha, "beta": beta}, **parts))
    return evaluation, explain(evaluation, "alpha", over="beta")


TYPES = {
    "tie": ({"a": 60, "b": 40}, {"a": 40, "b": 60}, {}),
    "dominance": ({"a": 60, "b": 40}, {"a": 40, "b": 40}, {}),
    "insufficiency": ({"a": 50, "b": 40}, {"a": 10, "b": 100}, {"require": {"a": {"at_least": 30}}}),
    # The disadvantage on b is worth .04 points.
    "better on all that matters": ({"a": 60, "b": 40}, {"a": 40, "b": 40.08}, {}),
    "sufficient set": ({"a": 80, "b": 30, "c": 50}, {"a": 60, "b": 35, "c": 40}, {}),
    "compensation": ({"a": 80, "b": 70, "c": 30}, {"a": 60, "b": 50, "c": 60}, {}),
    # A gap of half a point.
    "close call": ({"a": 52, "b": 49}, {"a": 50, "b": 50}, {}),
    # Ahead with a probability of .6.
    "undecidable": ({"a": between(40, 90)}, {"a": 60}, {}),
}


@pytest.mark.parametrize("kind", TYPES)
def test_the_type_of_argument_fits_how_tight_the_case_is_and_is_said_once(kind):
    alpha, beta, parts = TYPES[kind]
    evaluation, found = argued(alpha, beta, **parts)

    assert found.argument.type == kind
    assert [reason.kind for reason in found.reasons if reason.kind in ARGUMENTS] == [kind]
    assert found.argument.holds(evaluation)


@pytest.mark.parametrize("kind", TYPES)
def test_an_argument_that_was_tampered_with_does_not_hold(kind):
    alpha, beta, parts = TYPES[kind]
    evaluation, found = argued(alpha, beta, **parts)
    argument = found.argument
    wrong = [replace(argument, numbers={**argument.numbers, "gap": argument.numbers["gap"] + 0.001})]
    if kind != "tie":
        wrong.append(replace(argument, vendor="beta", over="alpha"))
    if argument.criteria and kind not in {"undecidable", "close call"}:
        wrong.append(replace(argument, criteria=argument.criteria[:-1]))
    wrong += [
        replace(argument, numbers={**argument.numbers, name: x + 0.5})
        for name, x in argument.numbers.items()
        if name not in {"gap", "gap_limit", "moved_limit", "draws", "seed", "limit"}
    ]

    assert [one for one in wrong if one.holds(evaluation)] == []


@pytest.mark.parametrize("kind", TYPES)
def test_an_argument_does_not_hold_of_another_decision(kind):
    alpha, beta, parts = TYPES[kind]
    _, found = argued(alpha, beta, **parts)
    other, _ = argued(alpha | {"a": 77}, beta, **parts)

    assert not found.argument.holds(other)


def test_an_argument_on_vendors_that_are_not_there_does_not_hold():
    evaluation, found = argued(*TYPES["dominance"][:2])

    assert not replace(found.argument, over="gamma").holds(evaluation)
    assert not replace(found.argument, criteria=("z",)).holds(evaluation)


def test_dominance_says_whether_it_holds_for_all_that_is_believed():
    # 40 to 80 beats 30 to 50 with a probability of 1 - 50 / 800.
    _, certain = argued({"a": between(50, 80), "b": 40}, {"a": between(30, 50), "b": 40})
    _, expected = argued({"a": between(40, 80), "b": 40}, {"a": between(30, 50), "b": 40})

    assert (certain.argument.type, certain.argument.numbers["certain"]) == ("dominance", 1)
    assert "dominance: for all that is believed of both" in certain.text
    assert (expected.argument.type, expected.argument.numbers["certain"]) == ("dominance", 0)
    assert "dominance as expected" in expected.text


def test_a_sufficient_set_is_the_smallest_and_names_what_it_outweighs():
    evaluation, found = argued(*TYPES["sufficient set"][:2])

    assert found.argument.criteria == ("a",)
    assert found.argument.numbers["gain"] == pytest.approx(20 / 3)
    assert found.argument.numbers["loss"] == pytest.approx(5 / 3)
    assert (
        "The case for Alpha over Beta rests on one advantage, A: its 6.7 points outweigh all that speaks against Alpha "
        "(1.7 points in all)." in found.text
    )
    # Not the smallest, though it is enough; and one that is as small, but not enough.
    more = {**found.argument.numbers, "criteria": 2, "gain": 10.0}
    assert not replace(found.argument, criteria=("a", "c"), numbers=more).holds(evaluation)
    _, other = argued({"a": 80, "b": 30, "c": 51}, {"a": 60, "b": 35, "c": 50})
    less = {**other.argument.numbers, "gain": 1 / 3}
    assert not replace(other.argument, criteria=("c",), numbers=less).holds(other.evaluation)


def test_compensation_names_what_pays_for_what():
    evaluation, found = argued(*TYPES["compensation"][:2])

    assert {(one.advantage, one.sacrifice, round(one.points, 6)) for one in found.argument.payments} == {
        ("a", "c", round(20 / 3, 6)),
        ("b", "c", round(10 / 3, 6)),
    }
    pairs = [reason.text for reason in found.reasons if reason.kind == "cancelled pair"]
    assert pairs == [
        "A (+6.7 points) pays for 6.7 of the 10.0 points lost on C.",
        "B (+6.7 points) pays for 3.3 of the 10.0 points lost on C.",
    ]
    short = (found.argument.payments[0],)
    assert not replace(found.argument, payments=short).holds(evaluation)
    assert not replace(found.argument, payments=(Paid("a", "c", 10.0),)).holds(evaluation)
    assert not replace(found.argument, payments=(*short, Paid("b", "a", 3.0))).holds(evaluation)


def test_an_advantage_that_pays_exactly_does_not_outweigh():
    _, found = argued({"a": 60, "b": 60, "c": 50}, {"a": 50, "b": 50, "c": 60})

    assert "it takes all its advantages, A and B (6.7 points together), to outweigh all that" in found.text
    assert [reason.text for reason in found.reasons if reason.kind == "cancelled pair"] == [
        "A (+3.3 points) pays for C (−3.3)."
    ]


def test_a_pair_that_is_paid_in_full_is_said_as_such():
    _, found = argued({"a": 80, "b": 70, "c": 44, "d": 34}, {"a": 60, "b": 50, "c": 58, "d": 52})

    assert [reason.text for reason in found.reasons if reason.kind == "cancelled pair"] == [
        "A (+5.0 points) pays for D (−4.5).",
        "B (+5.0 points) pays for C (−3.5).",
    ]


def test_a_gap_that_little_weight_would_end_is_a_close_call():
    # The gap is 1.8 points; a point of weight moved from a to b takes 1.2 of it.
    evaluation, found = argued({"a": 80, "b": 20}, {"a": 20, "b": 80}, weights={"a": 51.5, "b": 48.5})

    assert found.argument.type == "close call"
    assert found.argument.numbers["moved"] == pytest.approx(0.015)
    assert "moving 1.5 percentage points of weight from some criteria to others would end it" in found.text
    assert found.argument.holds(evaluation)


def test_what_is_insufficient_has_no_case_however_high_its_value():
    _, found = argued({"a": 10, "b": 100}, {"a": 50, "b": 0}, require={"a": {"at_least": 30}})

    assert (found.argument.vendor, found.argument.over) == ("beta", "alpha")
    assert found.argument.numbers["gap"] == pytest.approx(-30)
    assert "The case for Beta over Alpha rests on the verdict: Alpha is insufficient" in found.text
    assert not {"robustness", "sensitivity"} & {reason.kind for reason in found.reasons}


def test_a_case_against_a_minimum_value_rests_on_no_criterion():
    evaluation, found = argued({"a": 80}, {"a": 20}, policy={"minimum_value": 50})

    assert (found.argument.type, found.argument.criteria) == ("insufficiency", ())
    assert found.argument.holds(evaluation)


def test_of_two_that_are_insufficient_values_alone_are_argued():
    _, found = argued({"a": 20}, {"a": 10}, require={"a": {"at_least": 30}})

    assert found.argument.type == "dominance"


def test_what_must_be_kept_is_said_where_it_is_short():
    _, found = argued({"a": 90, "b": 50, "c": 50}, {"a": 10, "b": 45, "c": 60}, weights={"a": 80, "b": 10, "c": 10})

    assert (
        "As long as both keep their performance on A, Alpha stays ahead of Beta, whatever becomes of the 2 other "
        "criteria." in found.text
    )


def test_criteria_without_weight_speak_for_nobody():
    _, found = argued({"a": 60, "b": 0}, {"a": 40, "b": 100}, weights={"a": 100, "b": 0})

    assert found.argument.type == "dominance"
    assert found.argument.criteria == ("a",)


def test_over_weights_that_are_open_a_share_of_them_is_said_without_draws():
    evaluation, found = argued({"a": 90, "b": 30}, {"a": 40, "b": 60}, weights="any")

    # Ahead where the weight of a is above 3/8.
    assert found.argument.type == "undecidable"
    assert found.argument.numbers["share"] == pytest.approx(0.625)
    assert "Alpha is ahead for 62.5 % of them" in found.text
    assert "Alpha is ahead of Beta for 62.5 % of the weights." in found.text
    assert found.argument.holds(evaluation)


def test_at_the_weight_that_is_nearest_to_ending_a_lead_both_are_level():
    scores = {"alpha": {"a": 80, "b": 70, "c": 30}, "beta": {"a": 60, "b": 50, "c": 60}}
    found = explain(evaluate(make_decision(scores, weights={"a": 50, "b": 30, "c": 20})), "alpha", over="beta")
    (reason,) = [one for one in found.reasons if one.kind == "sensitivity"]
    turning = reason.numbers["turning"]

    others = {"a": 0.5 * (1 - turning) / 0.8, "b": 0.3 * (1 - turning) / 0.8}
    after = evaluate(make_decision(scores, weights={"direct": others | {"c": turning}}))

    # 20 (1 - t) = 30 t.
    assert (reason.criterion, turning) == ("c", pytest.approx(0.4))
    assert reason.swing == "from 0 to 100"
    assert after.table["value"].to_list() == pytest.approx([after.table["value"][0]] * 2)


def test_the_weight_that_has_to_move_for_a_close_call_is_the_least_by_a_programme():
    evaluation, found = argued(
        {"a": 80, "b": 20, "c": 50}, {"a": 20, "b": 79, "c": 51}, weights={"a": 50, "b": 48, "c": 2}
    )
    behind = [20 - 80, 79 - 20, 51 - 50]
    now = [0.5, 0.48, 0.02]

    # What is taken from and what is given to each weight, so that the gap ends.
    move = [-value for value in behind] + behind
    least = linprog(
        [0.5] * 6,
        A_ub=[[-x for x in move]],
        b_ub=[sum(w * x for w, x in zip(now, behind, strict=True))],
        A_eq=[[-1] * 3 + [1] * 3],
        b_eq=[0],
        bounds=[(0, w) for w in now] + [(0, None)] * 3,
    )

    assert found.argument.type == "close call"
    assert found.argument.numbers["moved"] == pytest.approx(least.fun)
    assert found.argument.holds(evaluation)


def test_what_is_open_only_by_what_is_taken_as_met_is_no_matter_of_chance():
    scores = {"alpha": {"a": 80, "b": "unknown"}, "beta": {"a": 60, "b": 50}}
    decision = make_decision(scores, information_only=["b"], require={"b": {"at_least": 30}})

    found = explain(evaluate(decision), "alpha", over="beta")

    assert found.argument.type == "dominance"
    assert "robustness" not in {one.kind for one in found.reasons}
