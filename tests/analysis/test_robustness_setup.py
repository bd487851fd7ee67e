import numpy as np
import pytest

from builders import make_decision
from vendor_eval.analysis.evaluate import evaluate
from vendor_eval.analysis.robustness import robustness
from vendor_eval.analysis.robustness_exact import settled
from vendor_eval.analysis.robustness_options import checked
from vendor_eval.analysis.robustness_setup import Setup, reaching, worth
from vendor_eval.engine.acceptability import tally
from vendor_eval.engine.linearweights import Ratio, RatioWeights
from vendor_eval.engine.weights import PointWeights, SimplexWeights
from vendor_eval.errors import OptionError

KEYS = tuple("abcdefghi")

HALF = {"alpha": {"a": {"low": 0, "high": 100}}, "beta": {"a": 50}}
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

    assert reaching(0.001, PointWeights((1.0,)))(whole, tuple(alike))
    assert not reaching(0.03, PointWeights((1.0,)))(whole, tuple(apart))


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
    decision = make_decision(
        {"alpha": {"a": {"low": 0, "high": 100}, "b": 1}, "beta": {"a": 50, "b": 2}}, weights="any"
    )
    whole, weights, assessments = (setup(decision).problem(held) for held in ("nothing", "weights", "assessments"))

    assert isinstance(whole.weights, SimplexWeights)
    assert weights.weights == PointWeights((0.5, 0.5))
    assert weights.cells == whole.cells
    assert assessments.weights == whole.weights
    assert settled(assessments)
    assert not settled(whole)


def test_exact_weights_are_drawn_at_random_whatever_is_asked_for():
    run = robustness(make_decision(HALF), sampling="sobol", draws=1_000)

    assert (run.scrambles, run.draws, run.stamp.sampling) == (0, 1_000, "random")


def test_weights_that_have_no_sobol_points_are_refused_with_the_way_out():
    scores = {"alpha": dict.fromkeys(KEYS, 50), "beta": dict.fromkeys(KEYS, 40)}
    decision = make_decision(scores, weights={"imprecise": {"bounds": {key: [0.05, 0.3] for key in KEYS}}})

    with pytest.raises(OptionError, match="sampling must be 'random' for these weights"):
        robustness(decision, sampling="sobol")


def test_draws_of_weights_that_hang_together_are_worth_less():
    slow = RatioWeights(KEYS, tuple(Ratio("a", key, 0.9, 1.2) for key in KEYS[1:]))

    assert worth(slow, 100_000) == slow.effective(100_000) < 90_000
    assert worth(slow, 10) == 10
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
