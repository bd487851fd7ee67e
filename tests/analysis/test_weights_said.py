import pytest

import vendor_eval as ve
from builders import make_decision
from vendor_eval.analysis.weights_said import admitted, drawn_said, holding_said, origin_said, weights_said
from vendor_eval.decision.weights import LevelledWeights
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


def test_weights_admit_a_point_a_set_or_all():
    assert [admitted(weights) for weights in (POINT, RANKED, SIMPLEX)] == ["declared", "set", "any"]


ORDER, PAIRS = ["a", "b"], {"a": {"b": 3}}


@pytest.mark.parametrize(
    ("weights", "said"),
    [
        ("any", "No weights are declared: all weights of {} that sum to 1 are admitted, and none is preferred."),
        ({"direct": {"a": 0.4, "b": 0.6}}, "Weights of {} are declared as shares of 1."),
        (
            {"direct": {"a": 4, "b": 6}, "normalise": True},
            "Weights of {} are declared as shares of 1, scaled to sum to 1.",
        ),
        (
            {"rank_order": {"order": ORDER, "method": "roc"}},
            "The weights of {} follow from an order of importance alone (rank-order centroid).",
        ),
        (
            {"rank_order": {"order": ORDER, "method": "sum"}},
            "The weights of {} follow from an order of importance alone (rank sum).",
        ),
        (
            {"rank_order": {"order": ORDER, "method": "reciprocal"}},
            "The weights of {} follow from an order of importance alone (reciprocal ranks).",
        ),
        ({"pairwise": PAIRS}, "The weights of {} come from comparisons of pairs (principal eigenvector)."),
        (
            {"imprecise": {"order": ORDER, "bounds": {"a": [0.2, 0.9]}}},
            "Of the weights of {} only limits are declared: an order and bounds.",
        ),
        (
            {"around": {"point": {"a": 0.4, "b": 0.6}, "concentration": 20}},
            "The weights of {} lie around a declared point (concentration 20).",
        ),
        (
            {"a": 60, "b": 40},
            "The weights of {} come from swings: points for the step from worst to best of each scale.",
        ),
    ],
)
def test_where_weights_come_from_is_said_of_criteria_and_of_the_top_level_alike(weights, said):
    stated = make_decision(SCORES, weights=weights).weights

    assert origin_said(stated, 2) == said.format("2 criteria")
    assert origin_said(stated, 1) == said.format("1 criterion")
    assert origin_said(LevelledWeights.model_construct(top=stated, within={}), 2) == (
        "The weights of 2 criteria are given by level: each is the product of the weights of its groups and its own. "
        + said.format("the top level")
    )


def test_weights_from_the_best_and_the_worst_name_their_model():
    answers = {"best": "a", "worst": "b", "best_to_others": {"b": 3}, "others_to_worst": {"a": 3}}
    linear, nonlinear = (
        make_decision(SCORES, weights={"best_worst": answers, "model": model}).weights
        for model in ("linear", "nonlinear")
    )

    assert origin_said(linear, 2) == (
        "The weights of 2 criteria come from comparisons with the best and the worst (linear model)."
    )
    assert origin_said(nonlinear, 2).endswith("the worst (nonlinear model).")
    assert origin_said(LevelledWeights.model_construct(top=linear, within={}), 2).endswith(
        "The weights of the top level come from comparisons with the best and the worst (linear model)."
    )


def test_weights_of_several_evaluators_say_whether_they_agreed():
    given = {"by_evaluator": {"ann": {"swing": {"a": 60, "b": 40}}, "bob": {"swing": {"a": 20, "b": 80}}}}
    evaluators = {"ann": {}, "bob": {}}
    apart = make_decision(SCORES, weights=given, evaluators=evaluators).weights
    agreed = make_decision(SCORES, weights=given | {"agreed": {"swing": {"a": 50, "b": 50}}}, evaluators=evaluators)

    assert origin_said(apart, 2) == (
        "The weights of 2 criteria were given by 2 evaluators and none are agreed: each weight may lie anywhere from "
        "the least to the greatest given."
    )
    assert origin_said(apart, 1) == (
        "The weight was given by 2 evaluators and none is agreed: it may lie anywhere from the least to the "
        "greatest given."
    )
    assert origin_said(agreed.weights, 2) == (
        "The weights of 2 criteria come from swings: points for the step from worst to best of each scale. They are "
        "what 2 evaluators agreed on."
    )
