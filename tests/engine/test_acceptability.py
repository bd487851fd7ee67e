import numpy as np
import pytest

from vendor_eval.engine.acceptability import tally
from vendor_eval.engine.counting import Counting
from vendor_eval.engine.ranks import FEW


def everybody(totals):
    return np.ones(totals.shape, dtype=bool)


def test_a_block_is_counted_as_by_hand():
    # Draw 1: A 60, B 40. Draw 2: A 50, B 50, level. Draw 3: A 20 without a rank, B 80. Draw 4: neither has one.
    totals = np.array([[60, 50, 20, 10], [40, 50, 80, 10]], dtype=float)
    sufficient = np.array([[1, 1, 0, 0], [1, 1, 1, 0]], dtype=bool)
    weights = np.array([[0.9, 0.6, 0.2, 0.5], [0.1, 0.4, 0.8, 0.5]])

    counted = tally(totals, sufficient, weights)

    assert counted.draws == 4
    assert counted.ranks.tolist() == [[1.5, 0.5], [1.5, 1.5]]
    assert counted.no_rank.tolist() == [2, 1]
    assert counted.sufficient.tolist() == [2, 3]
    assert counted.nobody == 1
    assert counted.pairwise.tolist() == [[1, 1.5], [1.5, 1.5]]
    np.testing.assert_allclose(counted.first_weights, [[1.2, 0.5], [0.3, 1.0]], rtol=0, atol=1e-15)
    assert counted.value_sums.tolist() == [140, 180]
    assert counted.value_square_sums.tolist() == [6600, 10600]
    np.testing.assert_allclose(counted.first_weight_squares, [[0.99, 0.22], [0.09, 0.72]], rtol=0, atol=1e-15)
    assert [counted.value_bins[0, b] for b in (1000, 2000, 5000, 6000)] == [1, 1, 1, 1]


def test_constant_weights_are_central_for_whoever_is_first_and_missing_for_the_others():
    totals = np.array([[60.0, 60.0], [40.0, 40.0]])

    counted = tally(totals, everybody(totals), np.array([[0.25], [0.75]]))

    np.testing.assert_array_equal(counted.central_weights, [[0.25, 0.75], [np.nan, np.nan]])


def test_constant_and_repeated_weights_count_the_same():
    totals = np.array([[60.0, 50.0, 10.0], [40.0, 50.0, 90.0]])
    constant = np.array([[0.25], [0.75]])

    once, thrice = (tally(totals, everybody(totals), w) for w in (constant, np.repeat(constant, 3, axis=1)))

    assert once.first_weights.tolist() == thrice.first_weights.tolist()


def test_vendors_are_ranked_by_scores_and_valued_by_values():
    scores, values = np.array([[1.0, 2.0], [2.0, 1.0]]), np.array([[70.0, 50.0], [30.0, 30.0]])

    counted = tally(scores, everybody(scores), np.array([[1.0]]), values=values)

    assert counted.ranks.tolist() == [[1, 1], [1, 1]]
    assert counted.value_sums.tolist() == [120, 60]
    assert counted.value_bins[0, 7000] == 1


@pytest.mark.parametrize("vendors", [3, FEW + 8])
@pytest.mark.parametrize("pairwise", [True, False])
def test_a_few_ranks_are_the_first_of_all(vendors, pairwise):
    rng = np.random.default_rng(vendors)
    scores = rng.integers(0, 60, (vendors, 300)).astype(float)
    sufficient = rng.random(scores.shape) < 0.7
    weights = rng.random((2, 300))

    whole = tally(scores, sufficient, weights)
    some = tally(scores, sufficient, weights, counting=Counting(depth=2, pairwise=pairwise))

    np.testing.assert_allclose(some.ranks, whole.ranks[:, :2], rtol=1e-12)
    np.testing.assert_allclose(some.first_weights, whole.first_weights, rtol=1e-12)
    assert some.no_rank.tolist() == whole.no_rank.tolist()
    assert (some.nobody, some.choice_entropy) == (whole.nobody, pytest.approx(whole.choice_entropy))


def test_products_change_no_count():
    rng = np.random.default_rng(0)
    scores, weights = rng.integers(0, 9, (4, 500)).astype(float), rng.random((3, 500))
    sufficient = rng.random(scores.shape) < 0.9

    rows, products = (tally(scores, sufficient, weights, products=products) for products in (False, True))

    for name in ("ranks", "pairwise", "no_rank", "value_sums"):
        assert getattr(rows, name).tolist() == getattr(products, name).tolist()
    for name in ("first_weights", "first_weight_squares"):
        np.testing.assert_allclose(getattr(rows, name), getattr(products, name), rtol=1e-12)


def test_two_tallies_add_up_to_the_tally_of_all_their_draws():
    rng = np.random.default_rng(0)
    totals, weights = rng.integers(0, 10, (4, 64)).astype(float), rng.integers(1, 8, (3, 64)) / 8.0
    sufficient = rng.random(totals.shape) < 0.8

    whole = tally(totals, sufficient, weights)
    parts = tally(totals[:, :20], sufficient[:, :20], weights[:, :20]) + tally(
        totals[:, 20:], sufficient[:, 20:], weights[:, 20:]
    )

    assert (parts.draws, parts.nobody) == (whole.draws, whole.nobody)
    assert parts.value_bins.tolist() == whole.value_bins.tolist()
    assert parts.orders.counts.tolist() == whole.orders.counts.tolist()
    for name in ("ranks", "no_rank", "pairwise", "first_weights", "first_weight_squares", "value_sums"):
        np.testing.assert_allclose(getattr(parts, name), getattr(whole, name), rtol=1e-13, err_msg=name)


def test_where_nobody_is_sufficient_nobody_is_counted():
    totals = np.array([[60.0, 50.0], [40.0, 90.0]])

    counted = tally(totals, ~everybody(totals), np.array([[0.5], [0.5]]))

    assert counted.nobody == 2
    assert not counted.ranks.any()
    assert not counted.pairwise.any()
    assert np.isnan(counted.central_weights).all()


def test_one_vendor_is_always_first():
    counted = tally(np.full((1, 5), 42.0), np.ones((1, 5), dtype=bool), np.array([[1.0]]))

    assert counted.ranks.tolist() == [[5]]


def test_a_tally_leaves_its_arguments_alone():
    totals = np.array([[60.0, 50.0], [40.0, 50.0]])
    sufficient = np.array([[True, False], [True, True]])
    weights = np.array([[0.5, 0.5]])

    tally(totals, sufficient, weights)

    assert totals.tolist() == [[60, 50], [40, 50]]
    assert weights.tolist() == [[0.5, 0.5]]


@pytest.mark.parametrize(("sufficient", "weights"), [((2, 3), (1, 4)), ((2, 4), (1, 3))])
def test_a_tally_refuses_shapes_that_do_not_fit(sufficient, weights):
    with pytest.raises(ValueError, match="do not fit together"):
        tally(np.zeros((2, 4)), np.ones(sufficient, dtype=bool), np.zeros(weights))


def test_a_tally_refuses_values_that_do_not_fit():
    with pytest.raises(ValueError, match=r"\(2, 4\) and values \(2, 3\) do not fit together"):
        tally(np.zeros((2, 4)), np.ones((2, 4), dtype=bool), np.zeros((1, 4)), values=np.zeros((2, 3)))
