import numpy as np
import pytest

from vendor_eval.engine.pairs import compare_pairs
from vendor_eval.engine.places import TIE, wins
from vendor_eval.engine.sorting import sort_places

NONE = -np.inf


def test_one_comparison_of_each_pair_tells_places_and_wins():
    # Draws: A > B > C; C > A > B; B = C > A.
    standing, ahead = compare_pairs(np.array([[80.0, 60, 20], [70, 50, 30], [60, 90, 30]]), None)

    assert standing.place.T.tolist() == [[0, 1, 2], [1, 2, 0], [2, 0, 0]]
    assert standing.size.T.tolist() == [[1, 1, 1], [1, 1, 1], [1, 2, 2]]
    assert ahead.tolist() == [[1.5, 2, 1], [1, 1.5, 1.5], [2, 1.5, 1.5]]


def test_where_nobody_is_level_there_are_no_sizes():
    assert compare_pairs(np.array([[80.0], [70.0]]), None)[0].size is None


def test_a_vendor_without_a_rank_is_behind_all_that_have_one_whatever_its_score():
    ranked = np.array([[True, False], [False, False], [True, True]])
    standing, ahead = compare_pairs(np.array([[50.0, 90], [90, 80], [40, 10]]), ranked)

    assert standing.place.T.tolist() == [[0, 3, 1], [3, 3, 0]]
    assert not standing.complete
    assert ahead.tolist() == [[0.5, 1, 1], [0, 0, 0], [1, 2, 1]]


def test_a_chain_of_small_steps_is_one_group_for_places_and_wins():
    # The ends of 50, 50 + .8 TIE, 50 + 1.6 TIE are further apart than the tie; the second draw is an ordinary one.
    scores = np.array([[50, 50.0], [50 + 0.8 * TIE, 60], [50 + 1.6 * TIE, 40]])
    standing, ahead = compare_pairs(scores, None)

    assert standing.place.T.tolist() == [[0, 0, 0], [1, 0, 2]]
    assert standing.size.T.tolist() == [[3, 3, 3], [1, 1, 1]]
    assert ahead.tolist() == [[1, 0.5, 1.5], [1.5, 1, 1.5], [0.5, 0.5, 1]]


def test_a_chain_holds_without_those_that_have_no_rank():
    scores = np.array([[50.0], [50 + 0.8 * TIE], [50 + 1.6 * TIE], [50 + 2.4 * TIE]])
    ranked = np.array([[True], [False], [True], [True]])

    assert compare_pairs(scores, ranked)[0].place[:, 0].tolist() == [2, 4, 0, 0]


@pytest.mark.parametrize("m", [1, 2, 5, 17, 33])
def test_comparing_pairs_equals_sorting(m):
    rng = np.random.default_rng(m)
    scores = rng.integers(0, 2 * m, (m, 300)) + rng.integers(0, 3, (m, 300)) * 0.6 * TIE
    ranked = rng.random(scores.shape) < 0.8
    by_pairs, ahead = compare_pairs(scores, ranked)
    by_sorting = sort_places(np.where(ranked, scores, NONE))

    assert (by_pairs.place == by_sorting.place).all()
    assert (by_pairs.size is None and by_sorting.size is None) or (by_pairs.size == by_sorting.size).all()
    assert ahead.tolist() == wins(by_sorting).tolist()
