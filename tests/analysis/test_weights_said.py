import pytest

import vendor_eval as ve
from builders import make_decision
from vendor_eval.analysis.weights_said import drawn_said, holding_said, weights_said
from vendor_eval.engine.weights import PointWeights, SimplexWeights
from vendor_eval.engine.weightsets import RankedWeights

POINT, SIMPLEX, RANKED = PointWeights((1.0,)), SimplexWeights(("a",)), RankedWeights(("a", "b"), (("a",), ("b",)))
SCORES = {"alpha": {"a": 60, "b": 50}, "beta": {"a": 40, "b": 45}}


@pytest.mark.parametrize(
    ("weights", "value", "drawn", "holding"),
    [
        (POINT, "at the declared weights", "at the declared weights", "at the declared weights"),
        (SIMPLEX, "at mean weights (no weights are declared)", "over all possible weights", "whatever the weights"),
        (
            RANKED,
            "at the mean weights of the declared set",
            "over the declared set of weights",
            "whatever the weights of the declared set",
        ),
    ],
)
def test_points_sets_and_no_weights_are_told_apart(weights, value, drawn, holding):
    assert (weights_said(weights), drawn_said(weights), holding_said(weights)) == (value, drawn, holding)


def test_an_outcome_over_a_set_is_certain_for_every_weight_in_it():
    decision = make_decision(SCORES, weights={"imprecise": {"order": ["a", "b"]}})

    result = ve.robustness(decision, draws=500, exact=False)

    assert result.outcome.status == "certain"
    assert "for certain: whatever the weights, it beats Beta" in result.text
    assert "(500 draws from seed 0 over the declared set of weights; all give the same ranks.)" in result.text
    assert ve.robustness(decision, weights="any", draws=500).weights_said == "over all possible weights"


def test_an_outcome_that_hangs_on_the_weights_of_a_set_is_not_certain_and_its_draws_are_said():
    scores = {"alpha": {"a": 60, "b": 20}, "beta": {"a": 49, "b": 51}}
    decision = make_decision(scores, weights={"imprecise": {"order": ["a", "b"]}})

    result = ve.robustness(decision, draws=500, exact=False)

    assert result.outcome.status == "tied"
    assert "which the weights do not separate" in result.text
    assert "of 500 draws over the declared set of weights" in result.text


def test_bounds_of_a_minimum_value_go_over_the_whole_set():
    parts = {"weights": {"imprecise": {"order": ["a", "b"]}}, "policy": {"minimum_value": 46}}

    evaluation = ve.evaluate(make_decision(SCORES | {"gamma": {"a": 0, "b": 100}}, **parts))

    assert evaluation.bounds["gamma"] == pytest.approx((0, 50))
    assert evaluation.verdicts["gamma"].name == "undetermined"
    assert "over the declared set of weights" in ve.explain(evaluation, "gamma").text
