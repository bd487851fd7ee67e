"""The runs that a doubt compares: whole results, of the same draws, with the weights or the assessments held."""

import io
import json
import math
import pickle
from contextlib import redirect_stderr

import numpy as np
import pandas as pd
import pytest

import vendor_eval as ve
from builders import make_decision
from vendor_eval.analysis import doubt as module
from vendor_eval.analysis import progress
from vendor_eval.analysis.doubt import FIGURES, _row
from vendor_eval.analysis.robustness import robustness
from vendor_eval.analysis.robustness_said import choice_said

DRAWS = 4_000
UNSURE = {
    "alpha": {"a": {"low": 60, "high": 100}, "b": 30},
    "beta": {"a": 20, "b": {"low": 50, "high": 90}},
    "gamma": {"a": {"low": 20, "high": 60}, "b": 55},
    "delta": {"a": 40, "b": {"low": 30, "high": 80}},
}
SETS = {
    "any": "any",
    "order": {"imprecise": {"order": ["a", "b"]}},
    "around": {"around": {"point": {"a": 0.6, "b": 0.4}, "concentration": 20}},
    "point": {"a": 80, "b": 20},
}
FIELDS = [
    *("rank_acceptability", "rank_acceptability_se", "pairwise_winning", "pairwise_winning_se", "central_weights"),
    *("central_weights_se", "value_quantiles", "value_quantiles_se", "indices", "sufficiency", "p_chosen", "table"),
    *("p_first_covariance", "confidence_factors"),
]


def unsure(weights="any", **parts):
    return make_decision(UNSURE, weights=SETS[weights], **parts)


def same(one, other):
    """Whether two runs are the same to the last bit in every figure."""
    for name in FIELDS:
        pd.testing.assert_frame_equal(getattr(one, name), getattr(other, name), check_exact=True)
    return one.to_dict() == other.to_dict()


@pytest.mark.parametrize("weights", ["any", "order"])
@pytest.mark.parametrize("options", [{}, {"exact": False}, {"method": "topsis"}, {"seed": 7}])
def test_each_is_the_whole_result_that_robustness_gives_with_the_other_part_held(weights, options):
    decision = unsure(weights, require={"a": {"at_least": 30}})
    doubt = robustness(decision, draws=DRAWS, **options).doubt

    assert same(doubt.only_assessments, robustness(decision, weights="mean", draws=DRAWS, **options))
    assert same(doubt.only_weights, robustness(decision, assessments="expected", draws=DRAWS, **options))


def test_weights_around_a_point_are_held_at_it():
    decision = unsure("around")
    held = robustness(decision, draws=DRAWS).doubt.only_assessments

    assert held.mean_weights.to_dict() == pytest.approx({"a": 0.6, "b": 0.4})
    assert same(held, robustness(decision, weights="mean", draws=DRAWS))


@pytest.mark.parametrize("sampling", ["random", "sobol"])
def test_the_figures_of_a_doubt_are_those_of_its_runs(sampling):
    run = robustness(unsure(), draws=DRAWS, sampling=sampling)
    doubt = run.doubt

    for source, one in {"both": run, "assessments": doubt.only_assessments, "weights": doubt.only_weights}.items():
        row = doubt.row(source)
        assert doubt.firsts[source].to_dict() == one.rank_acceptability[1].to_dict()
        assert doubt.firsts_se[source].to_dict() == one.rank_acceptability_se[1].to_dict()
        assert row["draws"] == one.draws
        assert (row["p_leader"], row["p_leader_se"]) == (one.p_first("alpha"), doubt.firsts_se.loc["alpha", source])
        assert (row["p_rival"], row["p_rival_se"]) == tuple(
            frame.loc[doubt.rival, source] for frame in (doubt.firsts, doubt.firsts_se)
        )
        assert (row["p_nobody"], row["p_nobody_se"]) == (one.p_nobody, one.p_nobody_se)
        assert (row["p_sufficient"], row["p_sufficient_se"]) == tuple(one.sufficiency.loc["alpha", ["high", "se"]])
        assert (row["choice_entropy"], row["choice_entropy_se"]) == (one.choice_entropy, one.choice_entropy_se)


def test_a_vendor_whose_assessments_alone_are_uncertain_is_drawn_the_same_whatever_is_held():
    # Only criterion a counts for alpha's value, so holding the weights of a and b, both of which it has equal
    # performances on, leaves its values as they were.
    scores = {"alpha": {"a": {"low": 0, "high": 100}, "b": 50}, "beta": {"a": 50, "b": {"low": 0, "high": 100}}}
    decision = make_decision(scores, weights={"a": 60, "b": 40})
    alone = robustness(decision.without_vendor("beta"), draws=DRAWS)
    both = robustness(decision, draws=DRAWS)
    sets = robustness(decision.with_weights("any"), draws=DRAWS).doubt.only_assessments
    point = robustness(decision.with_weights({"swing": {"a": 50, "b": 50}}), draws=DRAWS)

    assert alone.value_quantiles.loc["alpha"].equals(both.value_quantiles.loc["alpha"])
    assert sets.value_quantiles.equals(point.value_quantiles)
    assert sets.pairwise_winning.equals(point.pairwise_winning)


def test_only_certain_assessments_are_a_point():
    doubt = robustness(make_decision({"alpha": {"a": 80, "b": 30}, "beta": {"a": 20, "b": 60}}, weights="any")).doubt
    held = doubt.only_assessments

    assert held.exact
    assert set(held.rank_acceptability.to_numpy().ravel()) == {0, 1}
    assert held.value_quantiles.loc["alpha"].to_list() == [55] * 5
    assert (held.ranking_entropy, held.choice_entropy, held.draws) == (0, 0, 0)
    assert doubt.only_weights is not held


def test_where_only_one_kind_is_uncertain_its_run_is_the_whole_run():
    weights = robustness(make_decision({"alpha": {"a": 80, "b": 30}, "beta": {"a": 20, "b": 60}}, weights="any"))
    assessments = robustness(make_decision({"alpha": {"a": {"low": 0, "high": 100}}, "beta": {"a": 40}}), draws=500)

    assert weights.doubt.only_weights is weights
    assert assessments.doubt.only_assessments is assessments


@pytest.mark.parametrize("options", [{}, {"sampling": "sobol"}])
def test_the_error_of_all_others_together_is_that_of_the_first_two_together(options):
    # Somebody is always sufficient, so the others are first where the first two are not.
    run = robustness(unsure(), draws=DRAWS, **options)
    doubt, firsts = run.doubt, run.p_first_covariance
    two = [doubt.leader, doubt.rival]

    row = doubt.row("both")
    assert 0.02 < row["p_others"] < 0.4
    assert row["p_others_se"] == pytest.approx(math.sqrt(firsts.loc[two, two].to_numpy().sum()), rel=1e-6)
    if not options:
        assert row["p_others_se"] == pytest.approx(math.sqrt(row["p_others"] * (1 - row["p_others"]) / DRAWS))


@pytest.mark.parametrize("options", [{}, {"sampling": "sobol"}])
def test_the_errors_of_a_doubt_are_as_large_as_the_scatter_over_seeds(options):
    decision = unsure(require={"a": {"at_least": 35}})
    rows = [_row("both", robustness(decision, draws=512, seed=k, **options), "alpha", "beta") for k in range(60)]

    for name in ("p_rival", "p_others", "p_nobody", "p_sufficient", "p_leader"):
        scatter = np.std([row[name] for row in rows], ddof=1)
        assert scatter == pytest.approx(np.mean([row[f"{name}_se"] for row in rows]), rel=0.4, abs=1e-12)


@pytest.mark.parametrize("exact", [None, False])
@pytest.mark.parametrize("weights", [None, "any"])
def test_a_certain_run_of_a_doubt_has_no_draws_and_no_errors(weights, exact):
    scores = {"alpha": {"a": 80, "b": 30}, "beta": {"a": 20, "b": 60}, "gamma": {"a": 10, "b": 10}}
    doubt = robustness(make_decision(scores, weights=weights), draws=300, exact=exact).doubt

    row = doubt.row("assessments")
    assert row["draws"] == 0
    assert [row[f"{name}_se"] for name in FIGURES] == [0] * len(FIGURES)
    assert (doubt.firsts_se["assessments"] == 0).all()


def test_a_run_of_a_doubt_has_as_many_draws_as_the_whole_one_but_not_more_than_a_hundred_thousand():
    run = robustness(unsure(), until=0.01, draws=1_000_000)

    assert run.draws < 100_000
    assert run.doubt.only_assessments.draws == run.draws
    assert run.doubt.only_assessments.reached is None
    assert robustness(unsure(), draws=120_000).doubt.only_assessments.draws == 100_000


def test_the_values_of_vendors_that_are_out_are_drawn_in_an_exact_run_that_asks_for_no_draws():
    scores = {"alpha": {"a": 80, "b": 30}, "beta": {"a": 60, "b": 60}, "out": {"a": 5, "b": {"low": 0, "high": 90}}}
    run = robustness(make_decision(scores, weights="any", require={"a": {"at_least": 50}}), draws=700)

    assert run.exact
    assert run.doubt.only_assessments.stamp.draws == 700
    assert run.doubt.only_weights is run


# How they read


def test_a_run_at_mean_weights_says_so_and_leaves_the_outcome_alone():
    declared, anything = unsure("order"), unsure("point")
    at_mean = robustness(declared, weights="mean", draws=DRAWS)
    of_any = robustness(anything, weights="any", draws=DRAWS).doubt.only_assessments

    assert at_mean.text.startswith("Alpha is first in ")
    assert ", its closest rival, in " in at_mean.text
    assert "(4,000 draws from seed 0 at the mean weights of the declared set;" in at_mean.text
    assert at_mean.shares_said == "of 4,000 draws at the mean weights of the declared set"
    assert (at_mean.weights, at_mean.varied, at_mean.any_weights) == ("mean", False, False)
    assert at_mean.outcome == at_mean.evaluation.outcome
    assert "at the mean of all possible weights" in of_any.text


def test_an_exact_run_at_mean_weights_says_who_is_first_level_or_behind():
    def said(beta, **parts):
        scores = {"alpha": {"a": 80, "b": 20}, "beta": beta}
        decision = make_decision(scores, weights={"a": 80, "b": 20}, **parts)
        return robustness(decision, weights="any").doubt.only_assessments

    where = "at the mean of all possible weights"
    untested = "At mean weights this does not test the outcome: Alpha is chosen"
    assert said({"a": 30, "b": 30}).text.startswith(f"Alpha is first {where}. {untested} for certain. (Exact: ")
    assert said({"a": 30, "b": 70}).text.startswith(f"Nothing is uncertain: Alpha is level with another vendor {where}")
    assert said({"a": 30, "b": 90}).text.startswith(
        f"Nothing is uncertain: Beta is first {where}, not Alpha. {untested}"
    )
    assert said({"a": 30, "b": 90}).doubt.text == f"Nothing is uncertain: Beta is first {where}, not Alpha."
    assert said({"a": 30, "b": 30}).doubt.text == f"Alpha is first {where}, so there is no doubt to explain."
    assert said({"a": 30, "b": 30}).shares_said == where


def test_open_requirements_stand_before_what_is_said_at_mean_weights():
    decision = unsure("order").with_assessment("alpha", "b", "unknown")
    decision = decision.replace(
        criteria={**decision.criteria, "b": decision.criteria["b"].replace(require=[{"at_least": 10}])}
    )
    run = robustness(decision, weights="mean", draws=500)

    assert run.if_met
    assert run.text.startswith("If the open requirements are met, Alpha is first in ")


def test_the_doubt_about_a_run_at_mean_weights_is_all_from_the_assessments():
    doubt = robustness(unsure("order"), weights="mean", draws=DRAWS).doubt

    assert (doubt.admitted, doubt.drawn, doubt.cause) == ("mean", ("assessments",), "assessments")
    assert "The weights are held at their mean, so all of the doubt comes from the assessments." in doubt.text
    assert doubt.weights == "at the mean weights of the declared set"


def test_alone_or_where_nobody_can_be_chosen_a_run_at_mean_weights_names_no_rival():
    one = make_decision({"alpha": {"a": {"low": 10, "high": 90}, "b": 50}}, weights="any")
    nobody = make_decision({"alpha": {"a": 10, "b": 50}}, weights="any", require={"a": {"at_least": 20}})

    assert robustness(one, weights="mean", draws=2_000).text.startswith(
        "Alpha is first in over 99.8 % of the draws. At mean weights this does not test the outcome: Alpha is chosen"
    )
    assert robustness(nobody, weights="mean").text.startswith("Nobody is chosen")


def test_exact_weights_have_no_other_mean():
    decision = unsure("point")
    plain, held = (robustness(decision, weights=weights, draws=500) for weights in ("declared", "mean"))

    assert held.text == plain.text
    assert held.outcome == plain.outcome


def test_the_runs_of_a_doubt_become_json_and_travel_with_it():
    run = robustness(unsure(), draws=500)
    data = json.loads(json.dumps(run.doubt.to_dict()))
    there = pickle.loads(pickle.dumps(run.doubt))

    assert data["only_weights"] == json.loads(json.dumps(run.doubt.only_weights.to_dict()))
    assert data["only_assessments"]["weights"] == "mean"
    assert same(there.only_assessments, run.doubt.only_assessments)


# Progress and Ctrl-C


class Screen(io.StringIO):
    """A terminal that remembers what it showed."""

    def isatty(self):
        return True


@pytest.mark.parametrize(
    ("option", "patience", "shows"),
    [(None, 0.0, True), (None, 60.0, False), (True, 60.0, True), (False, 0.0, False), (print, 0.0, False)],
)
def test_a_doubt_that_lasts_shows_a_bar_as_its_run_did(monkeypatch, capsys, option, patience, shows):
    run = robustness(unsure(), draws=40_000, progress=option, exact=False)
    monkeypatch.setattr(progress, "PATIENCE", patience)
    monkeypatch.setattr(progress, "APART", 0.0)
    capsys.readouterr()
    with redirect_stderr(Screen()) as screen:
        run.doubt  # noqa: B018 (worked out when it is asked for)

    assert (" draws/s" in screen.getvalue()) is shows
    assert capsys.readouterr().out == ""


def test_ctrl_c_leaves_a_result_as_it_was_and_its_doubt_can_be_asked_for_again(monkeypatch):
    run, whole = (robustness(unsure(), draws=40_000, exact=False) for _ in range(2))
    held = []

    def stop_at_the_second(number, *_):
        held.append(number)
        if len(held) > 3:
            raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(module, "stages", lambda _, count: iter([stop_at_the_second] * count))
        with pytest.raises(KeyboardInterrupt):
            run.doubt  # noqa: B018

    assert len(held) == 4
    assert "doubt" not in vars(run)
    assert run.doubt.to_dict() == whole.doubt.to_dict()


@pytest.mark.parametrize("verb", ["scenarios", "evidence_tests", "report", "record"])
def test_weights_are_held_at_their_mean_only_where_that_is_offered(verb, tmp_path):
    paths = (tmp_path / "new.html",) if verb in {"report", "record"} else ()

    with pytest.raises(ve.OptionError, match="weights must be one of 'declared', 'any', not 'mean'"):
        getattr(ve, verb)(unsure(), *paths, weights="mean", draws=10)
    assert not list(tmp_path.iterdir())


def test_at_mean_weights_a_run_says_that_it_does_not_test_the_outcome_and_what_that_is():
    run = robustness(unsure("order"), weights="mean", draws=500)

    assert f"At mean weights this does not test the outcome: {choice_said(run.outcome)}." in run.text
    said = [run.supporters_said(key) for key in run.decision.vendors if run.p_first(key)]
    assert said
    assert all("draws. The weights are the same in all draws." in one for one in said)
    assert run.to_dict()["weights_said"] == run.weights_said != robustness(unsure("any"), weights="mean").weights_said
