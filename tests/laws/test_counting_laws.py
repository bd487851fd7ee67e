"""What must hold of counting for all scores, not only for examples."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vendor_eval.engine.acceptability import tally
from vendor_eval.engine.certain import tally_certain
from vendor_eval.engine.counting import Counting
from vendor_eval.engine.pairs import compare_pairs
from vendor_eval.engine.places import TIE, rank_shares, wins
from vendor_eval.engine.ranks import FEW
from vendor_eval.engine.sorting import sort_places
from vendor_eval.engine.topranks import top_of

SUMS = ("draws", "nobody", "ranks", "no_rank", "pairwise", "first_weights", "first_weight_squares", "value_sums")


FEW_VENDORS = st.integers(1, 6)


@st.composite
def blocks(draw, vendors=FEW_VENDORS):
    """Scores of vendors, some level or nearly, who has a rank, and weights."""
    m, size, seed = draw(vendors), draw(st.integers(1, 40)), draw(st.integers(0, 2**32))
    levels, share = draw(st.sampled_from([1, 3, 1000])), draw(st.sampled_from([0.0, 0.5, 1.0]))
    rng = np.random.default_rng(seed)
    scores = rng.integers(0, levels, (m, size)) * (100 / levels) + rng.integers(0, 3, (m, size)) * 0.6 * TIE
    return scores, rng.random(scores.shape) < share, rng.dirichlet(np.ones(3), size).T


@given(block=blocks())
def test_shares_of_ranks_add_up_to_the_draws_by_vendor_and_by_rank(block):
    scores, sufficient, _ = block
    counted = tally(*block)
    taken = [(sufficient.sum(axis=0) > r).sum() for r in range(len(scores))]

    np.testing.assert_allclose(counted.ranks.sum(axis=1) + counted.no_rank, counted.draws, rtol=1e-12)
    np.testing.assert_allclose(counted.ranks.sum(axis=0), taken, rtol=1e-12, atol=1e-12)
    np.testing.assert_allclose(counted.pairwise + counted.pairwise.T, counted.draws - _neither(sufficient))
    np.testing.assert_allclose(counted.first_weights.sum(), counted.draws - counted.nobody, rtol=1e-9, atol=1e-9)
    assert (counted.value_bins.sum(axis=1) == counted.draws).all()
    assert counted.orders.counts.sum() == counted.draws


def _neither(sufficient):
    """In how many draws neither of two vendors has a rank."""
    return (~sufficient).astype(float) @ (~sufficient).T.astype(float)


@given(block=blocks(), data=st.data())
def test_two_parts_add_up_to_the_whole(block, data):
    cut = data.draw(st.integers(0, block[0].shape[1]))
    parts = [tally(*(array[:, part] for array in block)) for part in (slice(cut), slice(cut, None))]
    whole, both = tally(*block), parts[0] + parts[1]

    for name in SUMS:
        np.testing.assert_allclose(getattr(both, name), getattr(whole, name), rtol=1e-12, atol=1e-12, err_msg=name)
    assert both.value_bins.tolist() == whole.value_bins.tolist()
    assert (both.orders.codes.tolist(), both.orders.counts.tolist()) == (
        whole.orders.codes.tolist(),
        whole.orders.counts.tolist(),
    )


@given(block=blocks(), data=st.data())
def test_the_order_of_the_vendors_changes_no_bit(block, data):
    scores, sufficient, weights = block
    order = list(data.draw(st.permutations(range(len(scores)))))
    before, after = tally(*block), tally(scores[order], sufficient[order], weights)

    for name in ("ranks", "no_rank", "value_sums", "value_square_sums", "value_bins"):
        assert getattr(before, name)[order].tolist() == getattr(after, name).tolist()
    for name in ("first_weights", "first_weight_squares"):
        assert getattr(before, name)[:, order].tolist() == getattr(after, name).tolist()
    assert before.pairwise[np.ix_(order, order)].tolist() == after.pairwise.tolist()
    assert sorted(before.orders.counts) == sorted(after.orders.counts)


@given(block=blocks(vendors=st.integers(1, FEW + 12)), depth=st.integers(1, 9), pairwise=st.booleans())
def test_the_first_ranks_are_the_first_columns_of_all(block, depth, pairwise):
    whole, some = tally(*block), tally(*block, counting=Counting(depth=depth, pairwise=pairwise))

    np.testing.assert_allclose(some.ranks, whole.ranks[:, :depth], rtol=1e-12, atol=1e-12)
    np.testing.assert_allclose(some.central_weights, whole.central_weights, rtol=1e-9)
    assert some.no_rank.tolist() == whole.no_rank.tolist()


@given(block=blocks(vendors=st.integers(1, FEW + 12)), depth=st.integers(1, 4))
def test_pairs_sorting_and_the_search_for_the_first_agree(block, depth):
    scores, ranked, _ = block
    pairs, ahead = compare_pairs(scores, None if ranked.all() else ranked)
    ordered = sort_places(np.where(ranked, scores, -np.inf))
    top = top_of(scores, ranked, min(depth, len(scores)))

    assert (pairs.place == ordered.place).all()
    assert ahead.tolist() == wins(ordered).tolist()
    np.testing.assert_allclose(rank_shares(pairs), rank_shares(ordered), rtol=1e-12)
    np.testing.assert_allclose(
        top.table(len(scores), min(depth, len(scores))), rank_shares(ordered, depth), rtol=1e-12, atol=1e-12
    )


@given(
    values=st.lists(st.floats(0, 100), min_size=1, max_size=60),
    chances=st.lists(st.floats(0, 1), min_size=1, max_size=9),
)
def test_quantiles_from_bins_lie_within_a_hundredth_of_a_point_of_those_of_the_values(values, chances):
    scores = np.array([values])
    counted = tally(scores, np.ones(scores.shape, dtype=bool), np.ones((1, 1)))

    np.testing.assert_allclose(
        counted.value_quantiles(chances)[0], np.quantile(values, chances), rtol=0, atol=0.005 + 1e-9
    )


@settings(max_examples=30)
@given(block=blocks(vendors=st.integers(1, 50)), seed=st.integers(0, 99))
def test_certain_points_are_counted_as_their_totals_are(block, seed):
    _, sufficient, weights = block
    points = np.random.default_rng(seed).integers(0, 5, (3, len(sufficient))) * 25.0
    ranked = np.repeat(sufficient[:, :1], weights.shape[1], axis=1)

    found, expected = tally_certain(points, sufficient[:, 0], weights), tally(points.T @ weights, ranked, weights)

    for name in SUMS:
        np.testing.assert_allclose(getattr(found, name), getattr(expected, name), rtol=1e-9, atol=1e-9, err_msg=name)


REPEATS, DRAWS = 400, 300


@pytest.fixture(scope="module")
def repeated():
    """The same simulation of three vendors many times, each with draws of its own; now and then insufficient."""
    rng = np.random.default_rng(7)
    tallies = []
    for _ in range(REPEATS):
        weights = rng.dirichlet(np.ones(2), DRAWS).T
        scores = np.array([[80, 30], [35, 75], [52, 50]]) @ weights + rng.normal(0, 3, (3, DRAWS))
        tallies.append(tally(scores, rng.random(scores.shape) < np.array([[0.6], [0.7], [0.5]]), weights))
    return tallies


@pytest.mark.parametrize(
    ("figure", "error"),
    [
        (lambda t: t.acceptability, lambda t: t.acceptability_errors),
        (lambda t: t.sufficiency, lambda t: t.sufficiency_errors),
        (lambda t: t.p_nobody, lambda t: t.p_nobody_error),
        (lambda t: t.pairwise_winning[~np.eye(3, dtype=bool)], lambda t: t.pairwise_errors[~np.eye(3, dtype=bool)]),
        (lambda t: t.central_weights, lambda t: t.central_weight_errors),
        (lambda t: t.expected_rank, lambda t: t.expected_rank_errors),
        (lambda t: t.holistic("linear"), lambda t: t.holistic_errors("linear")),
        (lambda t: t.rank_entropy, lambda t: t.rank_entropy_errors),
        (lambda t: t.choice_entropy, lambda t: t.choice_entropy_error),
        (lambda t: t.ranking_entropy, lambda t: t.ranking_entropy_error),
        (lambda t: t.value_means, lambda t: t.value_mean_errors),
        (lambda t: t.value_quantiles([0.1, 0.5, 0.8]), lambda t: t.value_quantile_errors([0.1, 0.5, 0.8])),
    ],
    ids=lambda function: "",
)
def test_standard_errors_are_how_far_repeated_runs_lie_apart(repeated, figure, error):
    apart = np.std([figure(counted) for counted in repeated], axis=0, ddof=1)
    said = np.sqrt(np.mean([np.square(error(counted)) for counted in repeated], axis=0))

    # The spread of 400 runs is known to 1 / sqrt(800) = 3.5 %; quantiles add the roughness of Woodruff's interval.
    np.testing.assert_allclose(said, apart, rtol=0.15, atol=1e-12)
    assert not math.isnan(np.sum(said))
