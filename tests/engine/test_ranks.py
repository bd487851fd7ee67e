from itertools import permutations

import numpy as np
import pytest

from vendor_eval.engine.ranks import FEW, TIE, competition_ranks, places, rank_shares, wins

NONE = -np.inf


def column(*totals):
    return np.array(totals, dtype=float)[:, np.newaxis]


def sizes(standing):
    """How many are level with each vendor, itself included."""
    return np.ones_like(standing.place) if standing.size is None else standing.size


def test_places_count_who_is_ahead():
    standing = places(column(60, 80, 70))

    assert standing.place[:, 0].tolist() == [2, 0, 1]
    assert sizes(standing)[:, 0].tolist() == [1, 1, 1]


def test_level_vendors_stand_at_one_place_and_the_next_is_skipped():
    standing = places(column(70, 80, 60, 80, 80))

    assert standing.place[:, 0].tolist() == [3, 0, 4, 0, 0]
    assert sizes(standing)[:, 0].tolist() == [1, 3, 1, 3, 3]


def test_without_a_rank_the_place_is_past_the_last():
    standing = places(column(NONE, 80, NONE))

    assert standing.place[:, 0].tolist() == [3, 0, 3]
    assert sizes(standing)[:, 0].tolist() == [1, 1, 1]


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_a_chain_of_small_steps_is_one_group_in_whatever_order(order):
    # 50, 50 + .8 TIE, 50 + 1.6 TIE: the ends are further apart than TIE but the middle joins them.
    chain = np.array([50, 50 + 0.8 * TIE, 50 + 1.6 * TIE, 49])[list(order)]
    standing = places(chain[:, np.newaxis])

    assert standing.place[:, 0].tolist() == [3 if total == 49 else 0 for total in chain]


@pytest.mark.parametrize(("gap", "size"), [(0.5 * TIE, 2), (2 * TIE, 1)])
def test_only_totals_within_the_tolerance_are_level(gap, size):
    assert sizes(places(column(50, 50 + gap)))[:, 0].tolist() == [size, size]


def test_comparing_pairs_and_sorting_agree():
    rng = np.random.default_rng(0)
    totals = rng.integers(0, 30, (FEW, 400)).astype(float)
    totals[rng.random(totals.shape) < 0.2] = NONE
    by_pairs = places(totals)
    padded = places(np.vstack([totals, np.full((1, 400), NONE)]))
    ranked = totals > NONE

    assert (by_pairs.place[ranked] == padded.place[:FEW][ranked]).all()
    assert (by_pairs.size == padded.size[:FEW]).all()
    assert (padded.place[:FEW][~ranked] == FEW + 1).all()


def test_many_vendors_in_many_draws_are_sorted_in_parts_without_a_seam():
    totals = np.random.default_rng(0).uniform(0, 100, (300, 2000))

    expected = np.argsort(np.argsort(-totals, axis=0), axis=0)

    assert (places(totals).place == expected).all()


def test_tied_vendors_share_the_ranks_that_they_take_together():
    # Two level at the top, in a second draw apart; the third is last, then without a rank.
    totals = np.array([[80, 80], [80, 70], [60, NONE]], dtype=float)

    assert rank_shares(places(totals)).tolist() == [[1.5, 0.5, 0], [0.5, 1.5, 0], [0, 0, 1]]
    assert rank_shares(places(totals), 2).tolist() == [[1.5, 0.5], [0.5, 1.5], [0, 0]]


def test_three_level_at_the_second_rank_take_a_third_of_each_of_three_ranks():
    table = rank_shares(places(column(50, 90, 50, 50)))

    assert table.tolist() == [
        [0, 1 / 3, 1 / 3, 1 / 3],
        [1, 0, 0, 0],
        [0, 1 / 3, 1 / 3, 1 / 3],
        [0, 1 / 3, 1 / 3, 1 / 3],
    ]


def test_wins_count_half_when_level_and_none_between_two_without_a_rank():
    totals = np.array([[80, 80, NONE], [80, 70, NONE], [60, NONE, 10]], dtype=float)

    # Draws: A = B > C; A > B, C out; C alone.
    assert wins(places(totals)).tolist() == [[1, 1.5, 2], [0.5, 1, 2], [1, 1, 1]]


def test_ranks_are_shared_by_level_vendors_and_missing_without_a_rank():
    ranks = competition_ranks(np.array([70.0, 80.0, NONE, 80.0, 60.0]))

    np.testing.assert_array_equal(ranks, [3, 1, np.nan, 1, 4])


def test_one_vendor_is_first_and_none_is_nowhere():
    assert competition_ranks(np.array([0.0])).tolist() == [1]
    assert np.isnan(competition_ranks(np.array([NONE]))).all()
