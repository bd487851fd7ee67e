from builders import make_decision
from vendor_eval.analysis.robustness import robustness
from vendor_eval.engine.methods import TOPSIS, WeightedSum

CROSSED = {"alpha": {"a": 90, "b": 10, "c": 50}, "beta": {"a": 20, "b": 80, "c": 55}}


def run(scores=CROSSED, *, draws=2_000, weights="any", method=None, exact=False, **parts):
    return robustness(make_decision(scores, weights=weights, **parts), method=method, draws=draws, exact=exact)


def test_those_who_would_choose_a_vendor_are_told_by_what_they_weigh_more_and_less():
    said = run().supporters_said("beta")

    assert said.startswith("Beta is first in ")
    assert "Its central weights give more to B (" in said
    assert "%, not 33 %) and less to A (" in said
    assert said.endswith("; at them it is first.")  # nothing about the vendors is uncertain


def test_weights_near_the_mean_are_said_to_be_so():
    scores = {"alpha": {"a": {"low": 0, "high": 100}, "b": 50}, "beta": {"a": {"low": 0, "high": 100}, "b": 50}}

    assert "Its central weights are close to the mean weights; at them it is first in " in run(scores).supporters_said(
        "alpha"
    )


def test_a_vendor_first_in_no_draw_is_not_said_never_to_be():
    said = run(CROSSED | {"gamma": {"a": 5, "b": 5, "c": 5}}).supporters_said("gamma")

    assert said == "Gamma is first in none of 2,000 draws: weights that make it first are rare or none."


def test_an_insufficient_vendor_is_first_with_no_weights():
    result = run(require={"a": {"at_least": 50}})

    assert result.supporters_said("beta") == "Beta is insufficient, so no weights make it first."


def test_what_hangs_on_open_requirements_says_so():
    scores = {"alpha": {"a": 90, "b": "unknown"}, "beta": {"a": 20, "b": 80}}
    result = run(scores, require={"b": {"at_least": 30}})

    assert "of the draws, if the open requirements are met. Its central weights" in result.supporters_said("alpha")


def test_another_method_says_who_is_first_by_it_and_that_the_value_model_decides():
    result = run(method="topsis", weights={"a": 50, "b": 30, "c": 20})

    assert result.text.startswith(
        "Alpha is first most often by TOPSIS: in over 99.8 % of the draws, and ahead of Beta, "
    )
    assert "By the value model of the decision, which alone decides, Alpha is chosen for certain." in result.text
    assert "ranked by TOPSIS (normalisation vector, distance euclidean)" in result.text
    assert result.stamp.method == TOPSIS().name


def test_another_method_changes_no_outcome_and_tests_none():
    result = run(method="vikor", weights={"a": 50, "b": 45, "c": 5})

    assert result.outcome == result.evaluation.outcome
    assert result.outcome.tested is None


def test_where_nobody_can_be_chosen_no_method_finds_a_first():
    result = run(method="topsis", require={"c": {"at_least": 99}})

    assert result.subject is None
    assert result.text.startswith("Nobody is chosen: both vendors are insufficient.")


def test_the_weighted_sum_is_the_value_model_itself():
    plain, named, given = (run(method=method) for method in (None, "weighted_sum", WeightedSum()))

    assert plain.text == named.text == given.text
    assert named.stamp == plain.stamp


def test_sobol_points_are_named_with_their_sets():
    result = robustness(make_decision(CROSSED, weights="any"), sampling="sobol", draws=2_048, exact=False)

    assert f"{result.draws:,} draws in {result.scrambles} scrambled Sobol sets from seed 0" in result.drawn
