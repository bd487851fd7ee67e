import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymcdm import correlations
from scipy import stats

from vendor_eval.engine.comparisons import (
    first_overlap,
    kendall,
    mean_ranks,
    spearman,
    weighted_spearman,
    ws,
)

SYMMETRIC = (kendall, spearman, weighted_spearman, first_overlap)
ALL = (*SYMMETRIC, ws)


def ranks(*given):
    return np.array(given, dtype=float)


BASE = ranks(1, 2, 3, 4, 5)


@st.composite
def two_rankings(draw, *, ties=True):
    m = draw(st.integers(2, 9))
    one = st.lists(st.integers(1, m), min_size=m, max_size=m) if ties else st.permutations(range(1, m + 1))
    return ranks(*draw(one)), ranks(*draw(one))


def test_two_swaps_of_neighbours_in_five():
    other = ranks(2, 1, 3, 5, 4)

    assert kendall(BASE, other) == pytest.approx(0.6)
    assert spearman(BASE, other) == pytest.approx(0.8)
    assert weighted_spearman(BASE, other) == pytest.approx(0.8)
    assert ws(BASE, other) == pytest.approx(1 - (1 / 8 + 1 / 12 + 1 / 16 * 1 / 3 + 1 / 32 * 1 / 4))


def test_a_swap_at_the_top_counts_more_than_one_at_the_bottom():
    top, bottom = ranks(2, 1, 3, 4, 5), ranks(1, 2, 3, 5, 4)

    assert (ws(BASE, top), ws(BASE, bottom)) == pytest.approx((0.7917, 0.9714), abs=5e-5)
    assert (weighted_spearman(BASE, top), weighted_spearman(BASE, bottom)) == pytest.approx((0.85, 0.95))
    assert (spearman(BASE, top), spearman(BASE, bottom)) == pytest.approx((0.9, 0.9))


def test_rank_similarity_asks_which_ranking_is_the_reference():
    # The example of Salabun and Urbaniak (2020).
    other = ranks(3, 1, 2, 5, 4)

    assert ws(BASE, other) == pytest.approx(0.5755, abs=5e-5)
    assert ws(other, BASE) == pytest.approx(0.6380, abs=5e-5)


def test_ties_by_hand():
    # Of 6 pairs the first ranking orders 5, the second 6; 4 agree and 1 does not: (4 - 1) / sqrt(5 * 6).
    assert kendall(ranks(1, 1, 3, 4), ranks(1, 2, 4, 3)) == pytest.approx(3 / 30**0.5)


def test_the_first_of_two_rankings_overlap():
    assert first_overlap(ranks(1, 2, 3), ranks(1, 3, 2)) == 1
    assert first_overlap(ranks(1, 2, 3), ranks(2, 1, 3)) == 0
    assert first_overlap(ranks(1, 1, 3), ranks(2, 1, 3)) == 0.5


def test_dense_ranks_and_those_of_sports_mean_the_same():
    assert mean_ranks(ranks(2, 1, 1, 3)).tolist() == mean_ranks(ranks(3, 1, 1, 4)).tolist() == [3, 1.5, 1.5, 4]


@pytest.mark.parametrize("index", [kendall, spearman])
def test_nothing_is_said_where_a_ranking_orders_nobody(index):
    assert np.isnan(index(ranks(1, 1, 1), ranks(1, 2, 3)))
    assert np.isnan(index(ranks(1), ranks(1)))
    assert np.isnan(index(ranks(), ranks()))


@pytest.mark.parametrize("index", [weighted_spearman, ws])
def test_one_vendor_has_no_order_to_compare(index):
    assert np.isnan(index(ranks(1), ranks(1)))


def test_nobody_is_first_of_nobody():
    assert np.isnan(first_overlap(ranks(), ranks()))


@pytest.mark.parametrize("index", ALL)
def test_rankings_of_different_vendors_are_refused(index):
    with pytest.raises(ValueError, match=r"must be of the same vendors: shapes \(2,\) and \(3,\)"):
        index(ranks(1, 2), ranks(1, 2, 3))
    with pytest.raises(ValueError, match="must have a rank for every vendor"):
        index(ranks(1, np.nan), ranks(1, 2))


@given(two_rankings())
def test_correlations_are_those_of_scipy(pair):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", stats.ConstantInputWarning)
        expected = stats.kendalltau(*pair).statistic, stats.spearmanr(*pair).statistic

    assert (kendall(*pair), spearman(*pair)) == pytest.approx(expected, nan_ok=True, abs=1e-12)


@given(two_rankings(ties=False))
def test_rankings_without_ties_compare_as_in_a_peer(pair):
    assert weighted_spearman(*pair) == pytest.approx(correlations.weighted_spearman(*pair), abs=1e-12)
    assert ws(*pair) == pytest.approx(correlations.rank_similarity_coef(*pair), abs=1e-12)


@given(two_rankings())
def test_agreement_is_mutual_within_bounds_and_whole_with_oneself(pair):
    one, other = pair
    for index in SYMMETRIC:
        assert index(one, other) == pytest.approx(index(other, one), nan_ok=True, abs=1e-12)
    for index in ALL:
        assert not abs(index(one, other)) > 1 + 1e-12
        assert index(one, one) == 1 or np.isnan(index(one, one))


@given(two_rankings(), st.randoms(use_true_random=False))
def test_the_order_of_the_vendors_does_not_matter(pair, random):
    order = list(range(len(pair[0])))
    random.shuffle(order)

    for index in ALL:
        assert index(pair[0][order], pair[1][order]) == pytest.approx(index(*pair), nan_ok=True, abs=1e-12)


@given(two_rankings(ties=False))
def test_the_reverse_is_the_least_agreement(pair):
    one, _ = pair

    assert kendall(one, -one) == -1
    assert spearman(one, -one) == pytest.approx(-1)
    assert weighted_spearman(one, len(one) + 1 - one) == pytest.approx(-1)
