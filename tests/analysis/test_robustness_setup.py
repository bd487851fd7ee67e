import numpy as np
import pytest

from builders import make_decision
from vendor_eval.analysis.evaluate import evaluate
from vendor_eval.analysis.robustness import robustness
from vendor_eval.analysis.robustness_exact import certain, settled
from vendor_eval.analysis.robustness_options import checked
from vendor_eval.analysis.robustness_setup import Setup, reaching, worth
from vendor_eval.engine.acceptability import tally
from vendor_eval.engine.linearweights import Ratio, RatioWeights
from vendor_eval.engine.weights import PointWeights, SimplexWeights
from vendor_eval.errors import OptionError

KEYS = tuple("abcdefghi")

HALF = {"alpha": {"a": {"low": 0, "high": 100}}, "beta": {"a": 50}}
TWO = {"alpha": {"a": {"low": 0, "high": 100}, "b": 1}, "beta": {"a": 50, "b": 2}}
PLAIN = {
    "weights": "declared",
    "assessments": "uncertain",
    "method": None,
    "sampling": "random",
    "draws": 100,
    "until": None,
    "exact": None,
    "seed": 0,
    "executor": None,
    "progress": None,
    "held": True,
}


def setup(decision, **options):
    return Setup(evaluate(decision), checked(**PLAIN | options))


def counted(firsts, draws):
    """What some draws add up to, in which the first vendor is first so often."""
    scores = np.vstack([np.arange(draws) < firsts, np.full(draws, 0.5)]).astype(float)
    return tally(scores, np.ones(scores.shape, dtype=bool), np.ones((1, 1)))


@pytest.mark.parametrize(
    ("firsts", "draws", "wanted", "enough"),
    [
        (50, 100, 0.05, True),  # sqrt(.25 / 100)
        (50, 100, 0.049, False),
        (100, 100, 0.0101, True),  # no draw went the other way: as if one had
        (100, 100, 0.0098, False),
    ],
)
def test_a_run_stops_when_the_largest_standard_error_is_small_enough(firsts, draws, wanted, enough):
    assert reaching(wanted, PointWeights((1.0,)))(counted(firsts, draws), ()) is enough


def test_with_sobol_points_the_spread_of_the_scrambles_decides():
    alike, apart = [counted(50, 100)] * 8, [counted(40, 100), counted(60, 100)] * 4
    whole = counted(400, 800)

    # All scrambles agree on a half, but that both are always sufficient counts as if one of 800 draws said otherwise.
    assert reaching(0.0013, PointWeights((1.0,)))(whole, tuple(alike))
    assert not reaching(0.03, PointWeights((1.0,)))(whole, tuple(apart))


@pytest.mark.parametrize(("wanted", "enough"), [(0.0013, True), (0.0012, False)])
@pytest.mark.parametrize("firsts", [0, 100])
def test_scrambles_that_agree_on_never_or_always_count_as_if_one_of_all_draws_had_gone_the_other_way(
    firsts, wanted, enough
):
    assert reaching(wanted, PointWeights((1.0,)))(counted(8 * firsts, 800), (counted(firsts, 100),) * 8) is enough


@pytest.mark.parametrize("sampling", ["random", "sobol"])
def test_a_first_place_too_rare_for_the_first_draws_is_not_said_to_be_exact_enough(sampling):
    # Beta is first where w < 1.3e-6. In 3 million draws the error of such a share is 6.6e-7.
    rare = 1.3e-6
    scores = {"alpha": {"a": 100, "b": 0}, "beta": {"a": 0, "b": 100 * rare / (1 - rare)}}

    run = robustness(make_decision(scores, weights="any"), sampling=sampling, until=5e-7, draws=3_000_000, exact=False)

    assert run.reached is False
    assert run.draws >= 3_000_000
    assert "are not reached" in run.text


def test_until_stops_early_and_says_what_it_reached():
    run = robustness(make_decision(HALF), until=0.005, draws=1_000_000)

    assert run.reached is True
    assert run.draws < 50_000
    assert run.rank_acceptability_se.to_numpy().max() <= 0.005
    assert "so the 0.5 asked for are reached" in run.text


def test_until_that_is_not_reached_is_said_to_be_so():
    run = robustness(make_decision(HALF), until=0.001, draws=1_000)

    assert run.reached is False
    assert run.draws == 1_000
    assert "so the 0.1 asked for are not reached" in run.text


def test_a_run_that_stopped_equals_one_of_as_many_draws():
    stopped = robustness(make_decision(HALF), until=0.005, draws=1_000_000)
    plain = robustness(make_decision(HALF), draws=stopped.draws)

    assert stopped.rank_acceptability.equals(plain.rank_acceptability)
    assert plain.reached is None


def test_what_is_held_leaves_the_rest_as_it_was():
    decision = make_decision(TWO, weights="any")
    as_it_is = setup(decision)
    weights, assessments = (
        as_it_is.holding(held, draws=10, exact=None).problem() for held in ("weights", "assessments")
    )
    whole = as_it_is.problem()

    assert isinstance(whole.weights, SimplexWeights)
    assert weights.weights == PointWeights((0.5, 0.5))
    assert weights.cells == whole.cells
    assert assessments.weights == whole.weights
    assert settled(assessments)
    assert not settled(whole)


def test_what_is_held_twice_is_certain():
    decision = make_decision(HALF | {"gamma": {"a": 40}}, weights="any")
    held = setup(decision, weights="mean", assessments="expected", draws=10)

    assert held.holding("weights", draws=10, exact=None).problem() == held.problem()
    assert certain(held.problem())


def test_weights_are_held_at_their_mean_only_where_there_is_a_set_of_them():
    point, order = (
        make_decision(TWO, weights=weights) for weights in ({"a": 60, "b": 40}, {"imprecise": {"order": ["a", "b"]}})
    )

    assert setup(point, weights="mean").weights == setup(point).weights == PointWeights((0.6, 0.4))
    assert not setup(point, weights="mean").at_mean
    assert setup(order, weights="mean").weights == PointWeights((0.75, 0.25))
    assert setup(order, weights="mean").at_mean


def test_weights_are_held_at_their_mean_only_by_what_knows_it():
    with pytest.raises(OptionError, match="weights must be one of 'declared', 'any', not 'mean'"):
        checked(**PLAIN | {"weights": "mean", "held": False})


def test_exact_weights_are_drawn_at_random_whatever_is_asked_for():
    run = robustness(make_decision(HALF), sampling="sobol", draws=1_000)

    assert (run.scrambles, run.draws, run.stamp.sampling) == (0, 1_000, "random")


def test_weights_that_have_no_sobol_points_are_refused_with_the_way_out():
    scores = {"alpha": dict.fromkeys(KEYS, 50), "beta": dict.fromkeys(KEYS, 40)}
    decision = make_decision(scores, weights={"imprecise": {"bounds": {key: [0.05, 0.3] for key in KEYS}}})

    with pytest.raises(OptionError, match="sampling must be 'random' for these weights"):
        robustness(decision, sampling="sobol")


@pytest.mark.parametrize(("share", "independent"), [(0.25, 25_000), (2, 100_000)])
def test_draws_of_weights_that_hang_together_are_worth_less_and_none_are_worth_more(monkeypatch, share, independent):
    weights = RatioWeights(KEYS, tuple(Ratio("a", key, 0.9, 1.2) for key in KEYS[1:]))
    monkeypatch.setattr(RatioWeights, "effective", lambda _, draws: share * draws)

    assert worth(weights, 100_000) == independent
    assert worth(SimplexWeights(("a", "b")), 1_000) == worth(PointWeights((1.0,)), 1_000) == 1_000


def test_dependent_draws_have_larger_errors_and_the_text_says_what_they_are_worth(monkeypatch):
    decision = make_decision(
        {"alpha": {"a": 80, "b": 30}, "beta": {"a": 20, "b": 60}}, weights={"imprecise": {"order": [["a", "b"]]}}
    )
    plain = robustness(decision, draws=2_000, exact=False)
    monkeypatch.setattr("vendor_eval.analysis.robustness_setup.worth", lambda weights, draws: draws / 4)
    run = robustness(decision, draws=2_000, exact=False)

    np.testing.assert_allclose(run.rank_acceptability_se, 2 * plain.rank_acceptability_se)
    np.testing.assert_allclose(run.central_weights_se, 2 * plain.central_weights_se)
    assert "worth 500 independent draws" in run.text
