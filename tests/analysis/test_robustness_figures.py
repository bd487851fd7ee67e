"""Every figure of SMAA-2 against a case that is worked out by hand, and its standard error against many seeds."""

import math

import numpy as np
import pandas as pd
import pytest

from builders import make_decision
from vendor_eval.analysis.robustness import NO_RANK, robustness
from vendor_eval.analysis.robustness_figures import QUANTILES

# Any weights w, 1 - w. X has 100 w points, Y 100 (1 - w), Z 40: X and Y are first in half of the draws each, and Z is
# second unless the lesser of w and 1 - w is above .4.
HAND = {"x": {"a": 100, "b": 0}, "y": {"a": 0, "b": 100}, "z": {"a": 40, "b": 40}}
DRAWS, SEEDS, BY = 2_000, 100, 4.0

RANKS = [[0.5, 0.1, 0.4, 0], [0.5, 0.1, 0.4, 0], [0, 0.8, 0.2, 0]]
AHEAD = [[np.nan, 0.5, 0.6], [0.5, np.nan, 0.6], [0.4, 0.4, np.nan]]
CENTRAL = [[0.75, 0.25], [0.25, 0.75], [np.nan, np.nan]]
VALUES = [[5, 25, 50, 75, 95], [5, 25, 50, 75, 95], [40] * 5]
HOLISTIC = [0.5 + 0.1 * 5 / 11 + 0.4 * 2 / 11] * 2 + [0.8 * 5 / 11 + 0.2 * 2 / 11]
RANK_ENTROPY = [-sum(p * math.log2(p) for p in (0.5, 0.1, 0.4))] * 2 + [-(0.8 * math.log2(0.8) + 0.2 * math.log2(0.2))]
RANKING_ENTROPY = -sum(p * math.log2(p) for p in (0.4, 0.1, 0.1, 0.4))  # x z y, x y z, y x z, y z x
LOSS = [25, 25, 35]  # the best has 75 on average


def hand(seed=0, draws=DRAWS, exact=False, **options):
    return robustness(make_decision(HAND, weights="any"), draws=draws, seed=seed, exact=exact, **options)


def expected(run):
    """Pairs of every figure and its standard error with what it must be, each a table."""
    index = run.indices
    return {
        "rank acceptability": (run.rank_acceptability, run.rank_acceptability_se, RANKS),
        "pairwise winning": (run.pairwise_winning, run.pairwise_winning_se, AHEAD),
        "central weights": (run.central_weights, run.central_weights_se, CENTRAL),
        "value quantiles": (run.value_quantiles, run.value_quantiles_se, VALUES),
        "expected rank": (index["expected_rank"], index["expected_rank_se"], [1.9, 1.9, 2.2]),
        "holistic": (index["holistic"], index["holistic_se"], HOLISTIC),
        "rank entropy": (index["rank_entropy"], index["rank_entropy_se"], RANK_ENTROPY),
        "value": (index["value"], index["value_se"], [50, 50, 40]),
        "expected loss": (index["expected_loss"], index["expected_loss_se"], LOSS),
        "choice entropy": (pd.Series(run.choice_entropy), pd.Series(run.choice_entropy_se), [1.0]),
        "ranking entropy": (pd.Series(run.ranking_entropy), pd.Series(run.ranking_entropy_se), [RANKING_ENTROPY]),
    }


@pytest.fixture(scope="module")
def many():
    return [hand(seed) for seed in range(SEEDS)]


@pytest.mark.parametrize("name", expected(hand(draws=10)))
def test_every_figure_lies_within_four_of_its_standard_errors(many, name):
    outside = 0
    for run in many:
        found, error, exact = (np.asarray(part, dtype=float) for part in expected(run)[name])
        assert (np.isnan(found) == np.isnan(exact)).all()
        known = ~np.isnan(exact)
        # A value is told in bins of a hundredth of a point, and one draw of a thousand moves an entropy this much.
        slack = 0.01 if name.startswith("value") else 1e-12
        outside += bool((np.abs(found - exact)[known] > BY * error[known] + slack).any())

    assert outside <= SEEDS // 100


@pytest.mark.parametrize("name", ["rank acceptability", "pairwise winning", "central weights", "value quantiles"])
def test_standard_errors_are_as_large_as_the_scatter_over_seeds(many, name):
    found, errors = (np.array([np.asarray(expected(run)[name][part]) for run in many]) for part in (0, 1))
    scatter, said = found.std(axis=0, ddof=1), errors.mean(axis=0)

    # The scatter over 100 seeds is itself within about 7 %; four times that is allowed.
    clear = scatter > 1e-9
    assert clear.sum() >= 4
    assert (np.abs(scatter[clear] / said[clear] - 1) < 0.3).all()


def test_what_is_exactly_never_or_always_is_met_exactly(many):
    for run in many:
        assert run.rank_acceptability.loc["z", 1] == 0
        assert (run.rank_acceptability[NO_RANK] == 0).all()
        assert run.central_weights.loc["z"].isna().all()
        assert (run.value_quantiles.loc["z"] == 40).all()
        assert run.confidence_factors["p"].fillna(-1).to_list() == [1, 1, -1]
        assert run.p_nobody == 0


def test_shares_of_sobol_points_are_nearer_and_their_errors_come_from_the_scrambles():
    runs = [hand(seed, draws=2_048, sampling="sobol") for seed in range(6)]

    for run in runs:
        assert run.scrambles >= 8
        np.testing.assert_allclose(run.rank_acceptability, RANKS, rtol=0, atol=0.004)  # random draws: .011 standard
        assert run.rank_acceptability_se.to_numpy().max() < 0.002


def test_quantiles_are_of_all_draws_and_ordered():
    run = robustness(make_decision({"alpha": {"a": {"low": 20, "high": 60}}}), draws=50_000)

    assert list(run.value_quantiles.columns) == list(QUANTILES)
    np.testing.assert_allclose(run.value_quantiles.loc["alpha"], [22, 30, 40, 50, 58], rtol=0, atol=0.5)


def test_the_chance_to_be_chosen_is_a_range_where_it_hangs_on_an_unknown():
    run = robustness(
        make_decision(
            {"alpha": {"a": "unknown"}, "beta": {"a": {"low": 20, "high": 70}}, "gamma": {"a": 10}},
            require={"a": {"at_least": 30}},
        ),
        draws=20_000,
    )

    # Alpha on [30, 100] may fail; beta is sufficient in 4/5 of the draws, and first in all of these if alpha fails.
    chosen = run.p_chosen.to_dict("index")
    assert chosen["alpha"]["low"] == 0
    assert chosen["alpha"]["if_met"] == run.p_first("alpha") == chosen["alpha"]["high"]
    assert chosen["beta"]["low"] == run.p_first("beta")
    assert chosen["beta"]["high"] == pytest.approx(0.8, abs=0.012)
    assert run.chosen_said("alpha").startswith("0 % to ")
    assert run.chosen_said("gamma") == "never"
    assert run.p_nobody == 0
    assert run.p_nobody_high == pytest.approx(0.2, abs=0.012)
    assert run.nobody_said.endswith("(in up to 20 % if unknowns prove to fail)")


def test_without_unknowns_the_chance_to_be_chosen_is_the_share_of_first_places():
    run = robustness(make_decision({"alpha": {"a": {"low": 20, "high": 70}}, "beta": {"a": 40}}), draws=1_000)

    assert run.p_chosen["low"].to_list() == run.p_chosen["high"].to_list() == run.rank_acceptability[1].to_list()
    assert run.nobody_said == "never"
    assert run.p_nobody_high == 0


def test_a_loss_is_counted_only_where_the_vendor_is_sufficient_itself():
    run = robustness(
        make_decision({"alpha": {"a": {"low": 0, "high": 80}}, "beta": {"a": 50}}, require={"a": {"at_least": 20}}),
        draws=20_000,
    )

    # Alpha on [20, 80] where it is sufficient: it is behind 50 by 30 at most, in half of these draws.
    loss = run.indices.loc["alpha"]
    assert loss["expected_loss"] == pytest.approx(30 / 4, abs=4 * loss["expected_loss_se"])


def test_the_covariances_of_first_places_tell_the_error_of_every_sum_and_difference():
    runs = [hand(seed, draws=500) for seed in range(SEEDS)]
    gaps = [run.p_first("x") - run.p_first("y") for run in runs]
    apart = runs[0].p_first_covariance

    # x and y share all draws, so their gap has twice the error of each.
    assert apart.loc["x", "x"] + apart.loc["y", "y"] - 2 * apart.loc["x", "y"] == pytest.approx(
        4 * runs[0].rank_acceptability_se.loc["x", 1] ** 2
    )
    assert np.std(gaps, ddof=1) == pytest.approx(2 * runs[0].rank_acceptability_se.loc["x", 1], rel=0.3)


@pytest.mark.parametrize("options", [{}, {"sampling": "sobol"}, {"exact": None}])
def test_the_variances_of_first_places_are_the_squares_of_their_errors(options):
    run = hand(draws=2_048, **options)

    np.testing.assert_allclose(np.diag(run.p_first_covariance), run.rank_acceptability_se[1] ** 2, rtol=0, atol=1e-15)
    assert run.p_first_covariance.index.to_list() == run.p_first_covariance.columns.to_list() == ["x", "y", "z"]


@pytest.mark.parametrize("draws", [1, 50])
def test_what_is_certain_has_no_error_even_if_it_is_drawn(draws):
    scores = {"alpha": {"a": 50, "b": 20}, "beta": {"a": 50, "b": 20}, "gamma": {"a": 10, "b": 0}}
    run = robustness(make_decision(scores), draws=draws, exact=False)

    assert run.rank_acceptability.loc["alpha", 1] == 0.5
    frames = (run.rank_acceptability_se, run.pairwise_winning_se, run.value_quantiles_se, run.p_first_covariance)
    assert all((frame.fillna(0) == 0).all(axis=None) for frame in frames)
    assert (run.indices.filter(like="_se") == 0).all(axis=None)
    assert (run.sufficiency["se"] == 0).all()
    assert (run.choice_entropy_se, run.ranking_entropy_se, run.p_nobody_se) == (0, 0, 0)
    assert (run.draws, run.drawn.endswith("all give the same ranks.)")) == (draws, True)
