"""How open the whole ranking is: against rankings counted one by one, and where it cannot be told."""

import json
import math
from collections import Counter

import numpy as np
import pytest

from builders import make_decision
from vendor_eval.analysis.robustness import robustness
from vendor_eval.engine.weights import SimplexWeights

EXACT = 0.8 * math.log2(2.5) + 0.2 * math.log2(10)  # the rankings of CLEAR: .4 .1 .1 .4
CLEAR = {"x": {"a": 100, "b": 0}, "y": {"a": 0, "b": 100}, "z": {"a": 40, "b": 40}}
TWO = {"alpha": {"a": {"low": 0, "high": 80}, "b": 30}, "beta": {"a": 20, "b": {"low": 10, "high": 90}}}


def bits(counts):
    chances = np.array(list(counts)) / sum(counts)
    return -float(np.sum(chances * np.log2(chances)))


def test_it_is_that_of_the_rankings_counted_draw_by_draw():
    draws = 3_000
    run = robustness(make_decision(CLEAR, weights="any"), draws=draws, seed=5, exact=False)
    w = SimplexWeights(("a", "b")).draw(5, 0, draws)
    values = np.array([[100.0, 0], [0, 100], [40, 40]]) @ w
    rankings = Counter(map(tuple, np.argsort(-values, axis=0).T.tolist()))

    assert len(rankings) == 4
    assert run.ranking_entropy == pytest.approx(bits(rankings.values()), abs=1e-12)


def test_rankings_in_which_some_have_no_rank_are_rankings_of_their_own():
    # Alpha has a rank in half of the draws; where it has one, it is second to beta in half of these.
    run = robustness(
        make_decision({"alpha": {"a": {"low": 0, "high": 80}}, "beta": {"a": 60}}, require={"a": {"at_least": 40}}),
        draws=20_000,
    )

    assert run.ranking_entropy == pytest.approx(1.5, abs=4 * run.ranking_entropy_se)
    assert 0.001 < run.ranking_entropy_se < 0.01


@pytest.mark.parametrize("sampling", ["random", "sobol"])
def test_two_vendors_that_always_have_a_rank_leave_no_more_open_than_who_is_first(sampling):
    run = robustness(make_decision(TWO, weights="any"), draws=5_000, sampling=sampling)

    assert run.ranking_entropy == pytest.approx(run.choice_entropy, abs=1e-12)
    assert run.ranking_entropy_se == pytest.approx(run.choice_entropy_se, abs=1e-12)
    assert run.ranking_entropy > 0.5


def test_its_error_with_sobol_points_is_the_spread_of_the_scrambles():
    runs = [
        robustness(make_decision(CLEAR, weights="any"), draws=1_024, sampling="sobol", seed=seed, exact=False)
        for seed in range(40)
    ]
    scatter = np.std([run.ranking_entropy for run in runs], ddof=1)
    said = np.mean([run.ranking_entropy_se for run in runs])

    assert scatter == pytest.approx(said, rel=0.5)  # 40 seeds tell a scatter within a quarter or so
    assert np.mean([run.ranking_entropy for run in runs]) == pytest.approx(EXACT, abs=4 * said)
    assert said < 0.004  # independent draws: .016 and more


def test_dependent_draws_have_larger_errors_of_it(monkeypatch):
    decision = make_decision(CLEAR, weights={"imprecise": {"order": [["a", "b"]]}})
    plain = robustness(decision, draws=1_000, exact=False)
    monkeypatch.setattr("vendor_eval.analysis.robustness_setup.worth", lambda weights, draws: draws / 4)
    run = robustness(decision, draws=1_000, exact=False)

    assert run.ranking_entropy_se == pytest.approx(2 * plain.ranking_entropy_se)
    np.testing.assert_allclose(run.p_first_covariance, 4 * plain.p_first_covariance)


@pytest.mark.parametrize(("vendors", "known"), [(7, True), (8, False)])
def test_of_more_than_seven_vendors_it_is_missing_and_null(vendors, known):
    scores = {f"v{k}": {"a": {"low": k, "high": k + 20}} for k in range(vendors)}
    run = robustness(make_decision(scores), draws=400)

    assert math.isfinite(run.ranking_entropy) is math.isfinite(run.ranking_entropy_se) is known
    data = json.loads(json.dumps(run.to_dict()))
    assert (data["ranking_entropy"] is None, data["ranking_entropy_se"] is None) == (not known, not known)


def test_where_nothing_is_uncertain_there_is_one_ranking():
    run = robustness(make_decision({"alpha": {"a": 50}, "beta": {"a": 50}, "gamma": {"a": 20}}))

    assert run.exact
    assert (run.ranking_entropy, run.ranking_entropy_se) == (0, 0)


def test_over_a_set_of_weights_it_is_worked_out_without_an_error():
    run = robustness(make_decision(CLEAR, weights="any"))

    assert run.exact
    assert run.ranking_entropy == pytest.approx(EXACT, abs=1e-12)
    assert run.ranking_entropy_se == 0


def test_what_is_worked_out_agrees_with_draws():
    rng = np.random.default_rng(2)
    scores = {f"v{k}": dict(zip("abc", rng.uniform(0, 100, 3).round().tolist(), strict=True)) for k in range(5)}
    decision = make_decision(scores, weights="any", require={"a": {"at_least": 10}})
    exact, drawn = (robustness(decision, draws=100_000, exact=one) for one in (True, False))

    assert exact.ranking_entropy == pytest.approx(drawn.ranking_entropy, abs=4 * drawn.ranking_entropy_se)
    assert exact.ranking_entropy > 1


def test_where_one_ranking_holds_for_all_weights_nothing_is_open():
    run = robustness(make_decision({"alpha": {"a": 90, "b": 80}, "beta": {"a": 50, "b": 70}}, weights="any"))

    assert (run.ranking_entropy, run.ranking_entropy_se) == (0, 0)


@pytest.mark.parametrize("weights", ["any", {"a": 60, "b": 40}])
def test_where_it_cannot_be_worked_out_it_is_missing(weights):
    scores = {f"v{k}": {"a": 10 * k, "b": 100 - 9 * k} for k in range(8)}
    run = robustness(make_decision(scores, weights=weights))

    assert run.exact
    assert math.isnan(run.ranking_entropy)
    assert math.isnan(run.ranking_entropy_se)


def test_where_the_weights_fall_into_too_many_parts_it_is_missing(monkeypatch):
    monkeypatch.setattr("vendor_eval.engine.exact.rankings.MOST_SIMPLICES", 2)
    run = robustness(make_decision(CLEAR, weights="any"))

    assert run.exact
    assert math.isnan(run.ranking_entropy)
