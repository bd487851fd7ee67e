import math

import pytest

from builders import make_decision
from vendor_eval.analysis.evaluate import evaluate
from vendor_eval.errors import DecisionError


def column(evaluation, name):
    return evaluation.table.set_index("vendor")[name].to_dict()


def between(low, high):
    return {"low": low, "high": high}


def ranks(evaluation, name="rank"):
    return {key: None if math.isnan(rank) else rank for key, rank in column(evaluation, name).items()}


def test_a_value_is_the_sum_of_weight_times_points():
    # .6 x 75 + .4 x 70 = 73 and .6 x 10 + .4 x 100 = 46; price runs from 10 (worst) to 0 (best).
    evaluation = evaluate(
        make_decision(
            {"alpha": {"reach": 900, "price": 3}, "beta": {"reach": 120, "price": 0}},
            scales={"reach": (0, 1200), "price": (10, 0)},
            weights={"reach": 60, "price": 40},
        )
    )

    assert column(evaluation, "value") == pytest.approx({"alpha": 73, "beta": 46})
    assert evaluation.contributions.to_dict("records")[1] == {
        "vendor": "alpha",
        "criterion": "price",
        "weight": pytest.approx(0.4),
        "value": pytest.approx(70),
        "low": pytest.approx(70),
        "high": pytest.approx(70),
        "contribution": pytest.approx(28),
    }
    assert evaluation.row("beta")["name"] == "Beta"


def test_with_exact_beliefs_and_point_weights_expected_lower_and_upper_value_coincide():
    scores = {"alpha": {f"c{i}": 10.1 * i for i in range(8)}}
    row = evaluate(make_decision(scores, weights={f"c{i}": i + 1 for i in range(8)})).row("alpha")

    assert row["low"] == row["value"] == row["high"] == row["value_if_met"]


def test_values_come_with_the_bounds_of_their_beliefs():
    row = evaluate(make_decision({"alpha": {"reach": between(20, 60), "price": "unknown"}})).row("alpha")

    assert [row[name] for name in ("low", "value", "high")] == pytest.approx([10, 45, 80])


def test_a_set_of_weights_is_evaluated_at_its_mean_weights_and_the_outcome_says_so():
    evaluation = evaluate(make_decision({"alpha": {"a": 90, "b": 30, "c": 30}}, weights="any"))

    assert column(evaluation, "value") == pytest.approx({"alpha": 50})
    assert evaluation.bounds["alpha"] == (30, 90)
    assert evaluation.outcome.weights == "at mean weights (no weights are declared)"


def test_rank_orders_the_sufficient_ties_share_and_the_next_is_skipped():
    scores = {"a": 60, "b": 80, "c": 80, "d": 90, "e": between(30, 60), "f": 10}
    evaluation = evaluate(
        make_decision({key: {"reach": score} for key, score in scores.items()}, require={"reach": {"at_least": 40}})
    )

    assert ranks(evaluation) == {"a": 4, "b": 2, "c": 2, "d": 1, "e": None, "f": None}


def test_rank_if_met_orders_sufficient_and_undetermined_together_as_if_every_open_must_were_met():
    # Unknown is worth 50 points; met, it lies between 60 and 100 and is worth 80.
    scores = {"a": 70, "b": "unknown", "c": between(50, 80), "d": 10}
    evaluation = evaluate(
        make_decision({key: {"reach": score} for key, score in scores.items()}, require={"reach": {"at_least": 60}})
    )

    assert ranks(evaluation, "rank_if_met") == {"a": 2, "b": 1, "c": 2, "d": None}
    assert column(evaluation, "value_if_met") == pytest.approx({"a": 70, "b": 80, "c": 70, "d": 10})
    assert column(evaluation, "value")["b"] == 50


def test_values_within_a_billionth_of_a_point_share_the_rank():
    scores = {"a": {"reach": 50}, "b": {"reach": 50 + 5e-10}, "c": {"reach": 50 + 1e-8}}

    assert ranks(evaluate(make_decision(scores))) == {"a": 2, "b": 2, "c": 1}


def test_a_vendor_that_fails_keeps_its_value_and_loses_its_rank():
    evaluation = evaluate(make_decision(require={"price": {"at_most": 40}}))

    assert column(evaluation, "verdict") == {"alpha": "sufficient", "beta": "insufficient"}
    assert column(evaluation, "value") == pytest.approx({"alpha": 55, "beta": 55})
    assert ranks(evaluation) == {"alpha": 1, "beta": None}


def test_a_criterion_of_weight_zero_changes_no_value_and_still_requires():
    evaluation = evaluate(
        make_decision(
            {"alpha": {"reach": 80, "price": 0}, "beta": {"reach": 80, "price": 99}},
            weights={"reach": 1, "price": 0},
            require={"price": {"at_least": 10}},
        )
    )

    assert column(evaluation, "value") == {"alpha": 80, "beta": 80}
    assert ranks(evaluation) == {"alpha": None, "beta": 1}


def test_one_vendor_is_ranked_first_of_one():
    assert ranks(evaluate(make_decision({"only": {"reach": 5}}))) == {"only": 1}


def test_all_unknown_is_the_middle_of_everything_and_decides_nothing():
    scores = {key: {"reach": "unknown", "price": "unknown"} for key in ("a", "b")}
    evaluation = evaluate(make_decision(scores))

    assert column(evaluation, "value") == {"a": 50, "b": 50}
    assert (evaluation.outcome.status, evaluation.chosen) == ("tied", ("a", "b"))


def test_all_insufficient_leaves_nobody_with_a_rank():
    evaluation = evaluate(make_decision(require={"reach": {"at_least": 95}}))

    assert ranks(evaluation) == ranks(evaluation, "rank_if_met") == {"alpha": None, "beta": None}
    assert evaluation.chosen == ()


def test_the_printed_table_has_rounded_values_and_whole_ranks():
    evaluation = evaluate(make_decision(require={"reach": {"at_least": 60}}))

    assert "Alpha" in str(evaluation)
    assert evaluation.shown()["rank"].astype(object).where(evaluation.shown()["rank"].notna(), None).tolist() == [
        1,
        None,
    ]
    assert evaluation.text == evaluation.outcome.text


def test_a_decision_that_is_wrong_cannot_be_evaluated():
    with pytest.raises(DecisionError, match="reach"):
        evaluate(make_decision({"alpha": {"reach": "high"}}))


def test_the_expected_value_if_met_lies_within_the_bounds_however_rare_that_is():
    # Of a mean of 50 with a spread of 10, one in two hundred lies above 75.76: those have a mean above 75.76.
    decision = make_decision({"alpha": {"reach": {"mean": 50, "sd": 10}}}, require={"reach": {"at_least": 75.7}})
    row = evaluate(decision).row("alpha")

    assert row["verdict"] == "undetermined"
    assert row["value_if_met"] == row["high"] > 75.76
