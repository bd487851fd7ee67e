import math
from dataclasses import replace

import pytest

from builders import make_decision
from vendor_eval.analysis.evaluate import evaluate
from vendor_eval.analysis.pressure import Reach, pressures
from vendor_eval.analysis.pressure_said import choice_said, pressure_said, pressure_table


def pressed(scores, **parts):
    """What the first requirement of a decision decides, and the evaluation."""
    evaluation = evaluate(make_decision(scores, **parts))
    return pressures(evaluation)[0], evaluation


def reached(low, high, *, low_included=True, high_included=True):
    return Reach(low, high, low_included=low_included, high_included=high_included)


STRONG = {"alpha": {"reach": 80, "price": 30}, "beta": {"reach": 50, "price": 90}}
OVER_60 = {"reach": {"at_least": 60}}


def test_a_requirement_that_takes_the_first_its_place_decides_the_outcome():
    one, evaluation = pressed(STRONG, require=OVER_60)

    assert (evaluation.chosen, one.changes_outcome) == (("alpha",), True)
    assert one.verdicts_without == {"beta": "sufficient"}
    assert one.outcome_without.chosen == ("beta",)
    assert one.ranking_without == ("beta", "alpha")
    assert pressure_said(evaluation, one) == (
        "Reach at least 60: without it Beta would be sufficient, and Beta would be chosen. "
        "All verdicts and the outcome stay for any threshold above 50 and up to 80."
    )


def test_verdicts_may_move_where_the_outcome_stays():
    scores = {"alpha": {"reach": 80}, "beta": {"reach": {"low": 30, "high": 50}}}
    one, evaluation = pressed(scores, require={"reach": {"at_least": 20}})

    assert one.verdicts_stay == reached(-math.inf, 30, low_included=False)
    assert one.outcome_stays == reached(-math.inf, 80, low_included=False)
    assert pressure_said(evaluation, one) == (
        "Reach at least 20: no verdict and no choice hangs on it alone. "
        "All verdicts stay for any threshold up to 30; the outcome stays for any threshold up to 80."
    )


def test_at_most_is_the_mirror():
    scores = {"alpha": {"price": 30}, "beta": {"price": 80}}
    one, _ = pressed(scores, scales={"price": (100, 0)}, require={"price": {"at_most": 60}})

    assert one.verdicts_stay == reached(30, 80, high_included=False)


def test_a_strict_requirement_fails_at_its_threshold():
    one, _ = pressed({"alpha": {"reach": 80}}, require={"reach": {"more_than": 60}})

    assert one.verdicts_stay == reached(-math.inf, 80, low_included=False, high_included=False)


def test_the_lead_may_turn_where_no_verdict_does():
    # Cut to at least t, alpha's range has the mean (t + 100) / 2, and beta is passed where that is 80.
    scores = {"alpha": {"reach": {"low": 0, "high": 100}}, "beta": {"reach": 80}}
    one, evaluation = pressed(scores, require={"reach": {"at_least": 40}})

    assert evaluation.outcome.would_lead == ()
    assert one.verdicts_stay == reached(0, 80, low_included=False)
    assert one.outcome_stays is not None
    assert one.outcome_stays.low == -math.inf
    assert one.outcome_stays.high == pytest.approx(60, abs=1e-6)


def test_of_levels_each_is_tried():
    one, evaluation = pressed(
        {"alpha": {"terms": "fair"}, "beta": {"terms": "good"}},
        scales={"terms": {"bad": 0, "fair": 50, "good": 100}},
        require={"terms": {"at_least": "fair"}},
    )

    assert one.verdicts_stay == Reach(levels=("bad", "fair"))
    assert one.outcome_stays == Reach(levels=("bad", "fair", "good"))
    assert pressure_said(evaluation, one).endswith(
        "All verdicts stay with “bad” or “fair” required; the outcome stays whichever level is required."
    )


def test_a_choice_of_levels_has_no_threshold():
    one, evaluation = pressed(
        {"alpha": {"terms": "fair"}},
        scales={"terms": {"bad": 0, "fair": 50, "good": 100}},
        require={"terms": {"one_of": ["fair"]}},
    )

    assert one.verdicts_stay is None
    assert pressure_said(evaluation, one).endswith("no verdict and no choice hangs on it alone.")


def test_where_nothing_is_known_no_threshold_matters_and_that_is_said():
    one, evaluation = pressed({"alpha": {"reach": "unknown"}}, require=OVER_60)

    assert one.verdicts_stay == reached(-math.inf, math.inf, low_included=False, high_included=False)
    assert one.verdicts_without == {"alpha": "sufficient"}
    assert pressure_said(evaluation, one).endswith("All verdicts and the outcome stay whatever the threshold.")


def test_a_waived_requirement_presses_nobody():
    waived = {"at_least": 60, "waivers": {"beta": {"because": "the pilot went well", "by": "Ada"}}}
    one, _ = pressed(STRONG, require={"reach": waived})

    assert one.verdicts_without == {}


def test_a_should_acts_through_the_rule_on_weaknesses():
    one, _ = pressed(STRONG, require={"reach": {"at_least": 60, "kind": "should"}}, policy={"max_weaknesses": 0})

    assert one.verdicts_without == {"beta": "sufficient"}


def test_the_table_has_one_requirement_a_row_and_can_be_empty():
    require = {"reach": [{"at_least": 60}, {"at_most": 90, "kind": "should"}]}
    evaluation = evaluate(make_decision(STRONG, require=require))
    table = pressure_table(evaluation, pressures(evaluation))

    assert list(table["required"]) == ["at least 60", "at most 90"]
    assert list(table["kind"]) == ["must", "should"]
    bare = evaluate(make_decision(STRONG))
    assert pressure_table(bare, pressures(bare)).empty


@pytest.mark.parametrize(
    ("low", "high", "low_included", "high_included", "said"),
    [
        (30, 60, True, True, "for any threshold from 30 to 60"),
        (30, 60, True, False, "for any threshold from 30 and below 60"),
        (30, 60, False, True, "for any threshold above 30 and up to 60"),
        (30, 60, False, False, "for any threshold above 30 and below 60"),
        (60, 60, True, True, "only at 60"),
        (-math.inf, 60, False, True, "for any threshold up to 60"),
        (-math.inf, 60, False, False, "for any threshold below 60"),
        (30, math.inf, True, False, "for any threshold from 30 on"),
        (30, math.inf, False, False, "for any threshold above 30"),
        (-math.inf, math.inf, False, False, "whatever the threshold"),
    ],
)
def test_thresholds_are_said_with_their_ends(low, high, low_included, high_included, said):
    one, evaluation = pressed(STRONG, require=OVER_60)
    reach = reached(low, high, low_included=low_included, high_included=high_included)

    text = pressure_said(evaluation, replace(one, verdicts_stay=reach, outcome_stays=reach))

    assert text.endswith(f" All verdicts and the outcome stay {said}.")


def test_what_would_be_chosen_without_a_requirement_is_said_as_it_is():
    evaluation = evaluate(make_decision(STRONG, require=OVER_60))
    nobody = evaluate(make_decision(STRONG, require={"reach": {"at_least": 99}})).outcome
    tied = evaluate(make_decision({"alpha": {"reach": 80}, "beta": {"reach": 80}})).outcome
    open_now = evaluate(make_decision({"alpha": {"reach": "unknown"}}, require=OVER_60)).outcome

    assert choice_said(nobody, evaluation.outcome) == "nobody would be chosen"
    assert choice_said(tied, evaluation.outcome) == "Alpha and Beta would be chosen (tied)"
    assert choice_said(open_now, nobody) == "Alpha would lead if what is still open were met"
    assert choice_said(open_now, open_now) == "nobody would be shown to be sufficient"
