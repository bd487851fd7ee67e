import json

import numpy as np
import pytest

from builders import make_decision
from vendor_eval.analysis.doubt import _cause
from vendor_eval.analysis.robustness import robustness

DRAWS = 20_000
CLOSE = 0.014  # four standard errors of a share at 20,000 draws
UNSURE = {
    "alpha": {"a": {"low": 60, "high": 100}, "b": 30},
    "beta": {"a": 20, "b": {"low": 50, "high": 90}},
}


def between(low, high):
    return {"low": low, "high": high}


def doubt(scores, *, draws=DRAWS, weights=None, seed=0, **parts):
    options = parts.pop("options", {})
    return robustness(make_decision(scores, weights=weights, **parts), draws=draws, seed=seed, **options).doubt


def test_each_run_is_what_robustness_gives_with_the_other_part_held():
    decision = make_decision(UNSURE, weights="any")
    run = robustness(decision, draws=DRAWS, seed=3)
    held_weights = robustness(decision.with_weights({"swing": {"a": 50, "b": 50}}), draws=DRAWS, seed=3)
    held_assessments = robustness(decision, assessments="expected", draws=DRAWS, seed=3)

    firsts = run.doubt.firsts
    assert firsts["both"].to_dict() == run.rank_acceptability[1].to_dict()
    assert firsts["assessments"].to_dict() == held_weights.rank_acceptability[1].to_dict()
    assert firsts["weights"].to_dict() == held_assessments.rank_acceptability[1].to_dict()


def test_only_assessments_and_only_weights_are_those_worked_out_by_hand():
    # With weights w, 1 - w: alpha leads where w (U - 20) > (1 - w) (V - 30), U on [60, 100], V on [50, 90].
    found = doubt(UNSURE, weights="any")

    # Weights held at a half: U - 20 > V - 30 means U - V > -10, and U - V lies between -30 and 50 (a triangle).
    assert found.row("assessments")["p_leader"] == pytest.approx(1 - 20**2 / (2 * 40**2), abs=CLOSE)
    # Assessments held at 80 and 70: 60 w > 40 (1 - w), so w > 0.4.
    assert found.row("weights")["p_leader"] == pytest.approx(0.6, abs=CLOSE)
    assert found.leader == "alpha"
    assert found.rival == "beta"
    assert found.cause == "weights"
    assert found.drawn == ("assessments", "weights")


def test_the_expected_loss_is_what_perfect_information_would_be_worth():
    # Alpha 50 against beta on [20, 60]: the loss is the mean of what beta is ahead, 10^2 / (2 x 40).
    found = doubt({"alpha": {"a": 50}, "beta": {"a": between(20, 60)}})

    row = found.row("both")
    assert row["expected_loss"] == pytest.approx(100 / 80, abs=4 * row["expected_loss_se"])
    assert 0 < row["expected_loss_se"] < 0.05
    assert "1.2 points ahead of Alpha" in found.text or "1.3 points ahead of Alpha" in found.text


def test_exact_weights_leave_all_of_the_doubt_to_the_assessments():
    found = doubt({"alpha": {"a": between(0, 100)}, "beta": {"a": 40}})

    assert found.cause == "assessments"
    assert found.drawn == ("assessments",)
    assert found.row("assessments") | {"uncertain": "both"} == found.row("both")
    assert (found.row("weights")["p_leader"], found.row("weights")["draws"]) == (1, 0)
    assert "The weights are exact, so all of the doubt comes from the assessments." in found.text


def test_exact_assessments_leave_all_of_the_doubt_to_the_weights():
    found = doubt({"alpha": {"a": 80, "b": 30}, "beta": {"a": 20, "b": 60}}, weights="any")

    assert found.cause == "weights"
    assert found.row("assessments")["p_leader"] == 1
    assert "Nothing about the vendors is drawn, so all of the doubt comes from the weights." in found.text


def test_assessments_that_are_held_anyway_cause_nothing():
    found = doubt(UNSURE, weights="any", options={"assessments": "expected"})

    assert found.drawn == ("weights",)
    assert found.row("both")["p_leader"] == found.row("weights")["p_leader"]


def test_a_leader_that_is_first_in_every_draw_is_in_no_doubt():
    found = doubt({"alpha": {"a": between(60, 90)}, "beta": {"a": between(10, 50)}}, draws=400)

    assert found.cause == "neither"
    assert found.text == "Alpha is first in all of 400 draws, so they show no doubt to explain."


def test_level_vendors_share_the_first_place_without_any_uncertainty():
    found = doubt({"alpha": {"a": 50}, "beta": {"a": 50}}, draws=100)

    assert found.row("both")["p_leader"] == 0.5
    assert found.text == "Nothing is uncertain: Alpha is level with another vendor at the declared weights."


def test_two_uncertainties_that_only_matter_together_are_said_to_do_so():
    # Alpha is far ahead on a; beta wins only if b counts for nearly all and is far better than expected.
    found = doubt(
        {"alpha": {"a": 100, "b": between(0, 100)}, "beta": {"a": 60, "b": between(0, 100)}}, weights={"a": 50, "b": 50}
    )
    assert found.cause == "assessments"  # weights are exact here

    rows = {
        source: {"p_leader": p, "p_leader_se": 0.001}
        for source, p in {"both": 0.8, "assessments": 0.96, "weights": 0.97}.items()
    }
    assert _cause(rows) == "together"


@pytest.mark.parametrize(
    ("assessments", "weights", "error", "cause"),
    [
        (0.6, 0.9, 0.001, "assessments"),
        (0.9, 0.6, 0.001, "weights"),
        (0.7, 0.8, 0.001, "both"),
        (0.6, 0.81, 0.02, "both"),  # twice as much, but not by more than the errors
    ],
)
def test_a_source_is_the_main_cause_if_it_alone_leaves_clearly_twice_the_doubt(assessments, weights, error, cause):
    rows = {
        source: {"p_leader": p, "p_leader_se": error}
        for source, p in {"both": 0.5, "assessments": assessments, "weights": weights}.items()
    }

    assert _cause(rows) == cause


def test_where_nobody_could_be_chosen_there_is_no_doubt():
    found = doubt({"alpha": {"a": 1}, "beta": {"a": 2}}, require={"a": {"at_least": 20}}, draws=100)

    assert found.leader is None
    assert found.table.empty
    assert found.text == "No vendor could be chosen, so there is no first place to doubt."
    assert str(found) == found.text


def test_one_vendor_has_no_rival():
    found = doubt({"alpha": {"a": between(10, 90)}}, draws=100)

    assert found.rival is None
    assert found.row("both")["p_others"] == 0


def test_the_doubt_about_an_undetermined_leader_stands_under_its_condition():
    found = doubt(
        {"alpha": {"a": "unknown", "b": 50}, "beta": {"a": 40, "b": 60}},
        require={"a": {"at_least": 30}},
        weights="any",
        draws=2_000,
    )

    assert found.if_met
    assert found.leader == "alpha"
    assert found.text.startswith("If the open requirements are met, Alpha is first in ")


def test_requirements_act_in_the_draws_of_assessments_and_nobody_may_be_sufficient():
    found = doubt({"alpha": {"a": between(0, 80)}, "beta": {"a": 5}}, require={"a": {"at_least": 20}})

    assert found.row("both")["p_nobody"] == pytest.approx(0.25, abs=CLOSE)
    assert found.row("weights")["p_nobody"] == 0
    assert found.row("both")["p_sufficient"] == pytest.approx(0.75, abs=CLOSE)


def test_shares_of_each_run_add_up_to_one():
    table = doubt({f"v{k}": {"a": between(0, 60 + k), "b": between(0, 90 - k)} for k in range(5)}, weights="any").table

    parts = table[["p_leader", "p_rival", "p_others", "p_nobody"]].sum(axis=1)
    np.testing.assert_allclose(parts, 1, atol=1e-12)


def test_by_another_method_the_doubt_is_about_whoever_is_first_most_often_and_no_loss_is_given():
    run = robustness(make_decision(UNSURE, weights="any"), method="topsis", draws=2_000)

    assert run.doubt.leader == run.rank_acceptability[1].idxmax()
    assert run.doubt.table["expected_loss"].isna().all()
    assert "by TOPSIS" in run.doubt.text
    assert "points ahead" not in run.doubt.text


def test_the_doubt_becomes_json_and_prints_a_small_table():
    found = doubt(UNSURE, weights="any", draws=1_000)
    data = json.loads(json.dumps(found.to_dict()))

    assert [row["uncertain"] for row in data["table"]] == ["both", "assessments", "weights"]
    assert data["cause"] == found.cause
    assert list(found.shown().columns) == ["uncertain", "Alpha first", "entropy (bits)", "expected loss (points)"]


def test_a_long_run_is_judged_again_with_fewer_draws():
    table = doubt(UNSURE, weights="any", draws=120_000).table

    assert table["draws"].to_list() == [120_000, 100_000, 0]  # only weights uncertain: worked out
