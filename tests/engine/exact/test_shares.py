import numpy as np
import pytest

from five_vendors import CRITERIA, VALUES
from problems import certain
from vendor_eval.engine.acceptability import Counting
from vendor_eval.engine.exact.shares import exact_quantiles, exact_ranking_chances, exact_tally
from vendor_eval.engine.exact.winning import chance_at_least, pieces_of
from vendor_eval.engine.linearweights import BoundedWeights
from vendor_eval.engine.simulation import simulate
from vendor_eval.engine.treeweights import Level, TreeWeights
from vendor_eval.engine.weights import SimplexWeights
from vendor_eval.engine.weightsets import AroundWeights, RankedWeights

HAND = np.array([[100.0, 0], [0, 100], [40, 40]])
BOTH = SimplexWeights(("fit", "price"))
CHANCES = (0.05, 0.5, 0.95)


def all_ranked(values):
    return np.ones(len(values), dtype=bool)


def test_three_vendors_and_two_criteria_worked_out_by_hand():
    found = exact_tally(HAND, all_ranked(HAND), BOTH)

    close = {"rtol": 0, "atol": 1e-12}
    np.testing.assert_allclose(found.acceptability, [[0.5, 0.1, 0.4], [0.5, 0.1, 0.4], [0, 0.8, 0.2]], **close)
    np.testing.assert_allclose(found.central_weights, [[0.75, 0.25], [0.25, 0.75], [np.nan, np.nan]], **close)
    np.testing.assert_allclose(found.pairwise_winning - np.eye(3) / 2, [[0, 0.5, 0.6], [0.5, 0, 0.6], [0.4, 0.4, 0]])
    np.testing.assert_allclose(found.expected_rank, [1.9, 1.9, 2.2], **close)
    np.testing.assert_allclose(found.value_means, [50, 50, 40], **close)
    np.testing.assert_allclose(found.mean_losses, [25, 25, 35], rtol=0, atol=1e-10)  # the best has 75 on average
    assert (found.choice_entropy, found.p_nobody) == (1, 0)


def test_what_is_never_and_what_is_always_is_exactly_0_and_1():
    rng = np.random.default_rng(0)
    values = np.vstack([rng.random((3, 4)) * 50, np.full((1, 4), 90.0), np.zeros((1, 4))])

    found = exact_tally(values, all_ranked(values), SimplexWeights(tuple("abcd")))

    assert found.acceptability[3].tolist() == [1, 0, 0, 0, 0]
    assert found.acceptability[4].tolist() == [0, 0, 0, 0, 1]
    assert found.pairwise_winning[3, :3].tolist() == [1, 1, 1]
    assert found.mean_losses[3] == pytest.approx(0, abs=1e-10)


def test_without_a_rank_a_vendor_is_behind_all_that_have_one_and_keeps_its_value():
    found = exact_tally(HAND, np.array([True, False, True]), BOTH)

    assert found.no_rank.tolist() == [0, 1, 0]
    assert found.acceptability[0].tolist() == pytest.approx([0.6, 0.4, 0])
    assert found.acceptability[1].tolist() == [0, 0, 0]
    assert found.pairwise_winning[[0, 2], 1].tolist() == [1, 1]
    assert found.pairwise_winning[1].tolist() == [0, 0, 0]
    assert np.isnan(found.expected_rank[1])
    assert np.isnan(found.mean_losses[1])
    assert found.value_means[1] == 50


def test_where_nobody_has_a_rank_nobody_is_first():
    found = exact_tally(HAND, np.zeros(3, dtype=bool), BOTH)

    assert (found.p_nobody, found.ranks.sum(), found.pairwise.sum()) == (1, 0, 0)


@pytest.mark.parametrize(
    "weights",
    [
        SimplexWeights(CRITERIA),
        RankedWeights(CRITERIA, (("cost", "security"), ("quality", "delivery"), ("support", "finance"))),
        BoundedWeights(CRITERIA, (0.1, 0, 0, 0.1, 0, 0), (0.5, 0.4, 0.4, 0.4, 0.4, 0.4)),
    ],
)
def test_draws_come_to_the_same(weights):
    draws = 100_000
    found = exact_tally(VALUES, all_ranked(VALUES), weights)
    problem = certain(VALUES.tolist(), CRITERIA, weights=weights)
    drawn = simulate(problem, draws=draws, seed=0, counting=Counting(losses=True)).tally

    def close(exact, estimate, error):
        assert (np.abs(exact - estimate) <= 5 * error + 1e-12).all()

    shares = found.acceptability
    close(shares, drawn.acceptability, np.sqrt(shares * (1 - shares) / draws))
    close(found.mean_losses, drawn.mean_losses, drawn.mean_loss_errors)
    close(found.value_means, drawn.value_means, drawn.value_mean_errors)
    first = shares[:, 0] > 0.01
    close(found.central_weights[first], drawn.central_weights[first], drawn.central_weight_errors[first])
    quantiles = exact_quantiles(VALUES, weights, CHANCES)
    close(quantiles, drawn.value_quantiles(CHANCES), drawn.value_quantile_errors(CHANCES) + 0.01)


def test_quantiles_are_where_the_chance_to_reach_them_says():
    pieces = pieces_of(SimplexWeights(CRITERIA))

    found = exact_quantiles(VALUES, SimplexWeights(CRITERIA), CHANCES)

    for j, chance in enumerate(CHANCES):
        reached = [chance_at_least(VALUES, points, pieces)[i] for i, points in enumerate(found[:, j])]
        assert reached == pytest.approx([1 - chance] * len(VALUES), abs=1e-9)


def test_a_value_that_no_weights_change_is_every_quantile():
    found = exact_quantiles(np.array([[30.0, 30.0]]), BOTH, CHANCES)

    assert found[0].tolist() == pytest.approx([30, 30, 30], abs=1e-9)


@pytest.mark.parametrize(
    ("weights", "why"),
    [
        (AroundWeights(("a", "b"), (0.5, 0.5), 8.0), "around a point, they are not"),
        (TreeWeights(("a", "b"), Level(SimplexWeights(("a", "b")), ("a", "b"))), "by level"),
        (SimplexWeights(tuple("abcdefghij")), "at most 7 dimensions"),
    ],
)
def test_weights_without_volumes_are_refused(weights, why):
    with pytest.raises(ValueError, match=why):
        exact_tally(np.ones((2, len(weights))), np.array([True, True]), weights)


def test_rankings_are_those_of_the_vendors_with_a_rank():
    found = exact_ranking_chances(HAND, np.array([True, False, True]), BOTH)

    assert sorted(found) == pytest.approx([0.4, 0.6])


def test_one_ranking_has_all_of_the_weights_and_of_eight_vendors_none_is_told():
    values = np.linspace(0, 100, 8)[:, np.newaxis] + np.array([0, 0.3, 0.1, 0.2])
    weights = SimplexWeights(tuple("abcd"))

    assert exact_ranking_chances(values[:7], all_ranked(values[:7]), weights).tolist() == [1]
    assert exact_ranking_chances(values, all_ranked(values), weights) is None
    assert exact_ranking_chances(values[:2], np.zeros(2, dtype=bool), weights).tolist() == [1]
