import math

import numpy as np
import pytest

from vendor_eval.engine.acceptability import tally
from vendor_eval.engine.counting import Counting

DRAWS = 1000


def hand_check():
    """A (100, 0), B (0, 100), C (40, 40) at weights spread evenly: shares that can be worked out by hand.

    A is first if its weight is above 1/2, C is second if the smaller weight is below .4.
    """
    w = (np.arange(DRAWS) + 0.5) / DRAWS
    scores = np.array([100 * w, 100 * (1 - w), np.full(DRAWS, 40.0)])
    return tally(scores, np.ones(scores.shape, dtype=bool), np.array([w, 1 - w]))


def some_without_rank():
    """Of 10 draws A is first in 5, B in 3, A having no rank in one of these; in 2 nobody has one."""
    scores = np.array([[60.0] * 5 + [40.0] * 5, [50.0] * 10])
    ranked = np.array([[True] * 7 + [False] * 3, [True] * 8 + [False] * 2])
    return tally(scores, ranked, np.full((1, 10), 1.0))


def test_rank_acceptabilities_are_those_worked_out_by_hand():
    assert hand_check().acceptability.tolist() == [[0.5, 0.1, 0.4], [0.5, 0.1, 0.4], [0, 0.8, 0.2]]


def test_central_weights_are_those_worked_out_by_hand_with_the_error_of_their_mean():
    counted = hand_check()
    spread = np.arange(500) / DRAWS
    error = spread.std(ddof=1) / math.sqrt(500)

    np.testing.assert_allclose(counted.central_weights, [[0.75, 0.25], [0.25, 0.75], [np.nan] * 2], rtol=1e-12)
    np.testing.assert_allclose(counted.central_weight_errors, [[error] * 2, [error] * 2, [np.nan] * 2], rtol=1e-9)


def test_the_expected_rank_is_the_mean_of_the_ranks():
    counted = hand_check()
    # A: 1 x .5 + 2 x .1 + 3 x .4 = 1.9, of squares 4.5, so the variance is .89; C: 2.2 and 5, so .16.
    errors = np.sqrt(np.array([0.89, 0.89, 0.16]) / (DRAWS - 1))

    np.testing.assert_allclose(counted.expected_rank, [1.9, 1.9, 2.2], rtol=1e-12)
    np.testing.assert_allclose(counted.expected_rank_errors, errors, rtol=1e-9)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("centroid", [34 / 55, 34 / 55, 22 / 55]),  # 1, 5/11, 2/11
        ("linear", [0.55, 0.55, 0.4]),  # 1, 1/2, 0
        ("inverse", [41 / 60, 41 / 60, 28 / 60]),  # 1, 1/2, 1/3
    ],
)
def test_holistic_acceptability_weighs_the_ranks(kind, expected):
    assert hand_check().holistic(kind).tolist() == pytest.approx(expected)


def test_the_error_of_holistic_acceptability_is_that_of_a_mean():
    # Linear: A counts 1, 1/2 and 0 in 500, 100 and 400 draws.
    draws = np.repeat([1, 0.5, 0], [500, 100, 400])

    assert hand_check().holistic_errors("linear")[0] == pytest.approx(draws.std(ddof=1) / math.sqrt(DRAWS))


def test_entropies_tell_how_open_ranks_choice_and_ranking_are():
    counted = hand_check()
    # A: 1/2, 1/10, 2/5; C: 4/5 and 1/5. A or B is first. Rankings: A C B, A B C, B A C and B C A, .4 .1 .1 .4.
    ranks = [0.5 + 0.1 * math.log2(10) + 0.4 * math.log2(2.5)] * 2 + [0.8 * math.log2(1.25) + 0.2 * math.log2(5)]

    assert counted.rank_entropy.tolist() == pytest.approx(ranks)
    assert counted.choice_entropy == pytest.approx(1)
    assert counted.ranking_entropy == pytest.approx(0.8 * math.log2(2.5) + 0.2 * math.log2(10))


def test_the_exact_acceptabilities_of_the_running_example_have_the_entropies_of_their_definition():
    # First with .07808, .27469 and .64722 of all weights: .07808 x 3.67890 + .27469 x 1.86412 + .64722 x .62767.
    firsts = np.repeat([0, 1, 2], [7808, 27_469, 64_723])
    scores = (firsts == np.arange(3)[:, np.newaxis]).astype(float)

    counted = tally(scores, np.ones(scores.shape, dtype=bool), np.ones((1, 1)))

    assert counted.choice_entropy == pytest.approx(1.2055, abs=1e-4)


def test_nobody_is_an_outcome_of_the_choice_and_no_rank_one_of_the_rank():
    counted = some_without_rank()
    choice = 0.5 + 0.3 * math.log2(10 / 3) + 0.2 * math.log2(5)
    # A: first in 5 draws, second in 2, without a rank in 3.
    rank = 0.5 + 0.2 * math.log2(5) + 0.3 * math.log2(10 / 3)

    assert counted.choice_entropy == pytest.approx(choice)
    assert counted.rank_entropy[0] == pytest.approx(rank)
    assert counted.p_nobody == 0.2


def test_the_expected_rank_is_that_of_the_draws_with_a_rank():
    counted = some_without_rank()

    assert counted.expected_rank.tolist() == pytest.approx([9 / 7, 13 / 8])
    assert counted.sufficiency.tolist() == pytest.approx([0.7, 0.8])
    assert counted.sufficiency_errors.tolist() == pytest.approx([math.sqrt(0.021), 0.4 / math.sqrt(10)])


def test_what_never_happens_is_missing_and_not_zero():
    counted = tally(np.array([[10.0, 20]]), np.zeros((1, 2), dtype=bool), np.ones((1, 2)))

    for figure in (counted.central_weights, counted.expected_rank, counted.expected_rank_errors):
        assert np.isnan(figure).all()
    assert counted.holistic().tolist() == [0]
    assert (counted.choice_entropy, counted.rank_entropy.tolist()) == (0, [0])


def test_errors_of_shares_are_binomial():
    counted = hand_check()

    np.testing.assert_allclose(
        counted.acceptability_errors[0], [math.sqrt(p * (1 - p) / DRAWS) for p in (0.5, 0.1, 0.4)]
    )
    assert counted.pairwise_errors[0, 1] == pytest.approx(0.5 / math.sqrt(DRAWS))
    assert some_without_rank().p_nobody_error == pytest.approx(0.4 / math.sqrt(10))


def test_values_have_means_and_quantiles_over_all_draws():
    counted = hand_check()

    np.testing.assert_allclose(counted.value_means, [50, 50, 40], rtol=1e-12)
    np.testing.assert_allclose(counted.value_mean_errors[[0, 2]], [100 / math.sqrt(12 * DRAWS), 0], rtol=1e-2)
    np.testing.assert_allclose(counted.value_quantiles([0.1, 0.5]), [[10, 50], [10, 50], [40, 40]], rtol=0, atol=0.1)
    assert counted.value_quantile_errors([0.5])[:, 0].tolist() == pytest.approx(
        [100 * 0.5 / math.sqrt(DRAWS)] * 2 + [0], abs=0.2
    )


def test_what_was_not_counted_is_refused_or_missing():
    scores = np.array([[60.0, 40], [50, 50], [10, 20]])
    counted = tally(
        scores,
        np.ones(scores.shape, dtype=bool),
        np.full((1, 2), 1.0),
        counting=Counting(depth=1, pairwise=False, values=False, weight_errors=False, orders=False),
    )

    assert counted.acceptability.tolist() == [[0.5], [0.5], [0]]
    assert counted.choice_entropy == 1
    assert math.isnan(counted.ranking_entropy)
    assert math.isnan(counted.ranking_entropy_error)
    assert np.isnan(counted.value_means).all()
    assert np.isnan(counted.central_weight_errors).all()
    for figure, said in {
        "pairwise_winning": "pairwise=True",
        "pairwise_errors": "pairwise=True",
        "expected_rank": "all 3 ranks, not the first 1",
        "rank_entropy": "all 3 ranks",
        "mean_losses": "losses=True",
    }.items():
        with pytest.raises(ValueError, match=said):
            getattr(counted, figure)
    for ask in (counted.value_quantiles, counted.value_quantile_errors):
        with pytest.raises(ValueError, match="values=True"):
            ask([0.5])
    with pytest.raises(ValueError, match="all 3 ranks"):
        counted.holistic()


def test_what_only_one_of_two_tallies_counted_is_not_in_their_sum():
    scores, everybody, weights = np.array([[60.0], [50.0]]), np.ones((2, 1), dtype=bool), np.ones((1, 1))
    everything = tally(scores, everybody, weights)
    less = tally(scores, everybody, weights, counting=Counting(pairwise=False, values=False, orders=False))

    both = everything + less

    assert both.draws == 2
    assert both.pairwise is None
    assert both.value_bins is None
    assert both.orders is None
    assert np.isnan(both.value_sums).all()


def test_tallies_of_different_ranks_do_not_add_up():
    scores, everybody, weights = np.array([[60.0], [50.0]]), np.ones((2, 1), dtype=bool), np.ones((1, 1))
    one, other = (tally(scores, everybody, weights, counting=Counting(depth=depth)) for depth in (1, 2))

    with pytest.raises(ValueError, match="do not add up"):
        one + other


def test_counts_of_a_block_do_not_overflow_when_they_are_added():
    scores = np.full((1, 200), 50.0)
    block = tally(scores, np.ones(scores.shape, dtype=bool), np.ones((1, 1)))

    assert (block + block).value_bins[0, 5000] == 400


@pytest.mark.parametrize("depth", [0, -1])
def test_counting_no_rank_at_all_is_refused(depth):
    with pytest.raises(ValueError, match="1 or more ranks"):
        Counting(depth=depth)
