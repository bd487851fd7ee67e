from itertools import pairwise, permutations

import numpy as np
import pytest

from five_vendors import CRITERIA, VALUES, W
from vendor_eval.engine.exact.winning import chance_ahead, chance_at_least, expected_ranks, pieces_of, winning_indices
from vendor_eval.engine.limits import ratio
from vendor_eval.engine.linearweights import BoundedWeights, LinearWeights
from vendor_eval.engine.treeweights import Level, TreeWeights
from vendor_eval.engine.weights import PointWeights, SimplexWeights
from vendor_eval.engine.weightsets import AroundWeights, RankedWeights

IN_ORDER = RankedWeights(CRITERIA, (("cost",), ("quality",), ("security",), ("delivery",), ("support",), ("finance",)))
DRAWS = 200_000


def any_weights(n):
    return pieces_of(SimplexWeights(tuple(f"c{j}" for j in range(n))))


@pytest.mark.parametrize(
    ("weights", "row"),
    [
        (SimplexWeights(CRITERIA), [0.5, 0.61547, 0.28462, 0.97188, 1]),
        (IN_ORDER, [0.5, 0.16310, 0.96911, 0.92637, 1]),
        (AroundWeights(CRITERIA, tuple(W), 40.0), [0.5, 0.642569, 0.530657, 0.999932, 1]),
    ],
)
def test_winning_indices_are_those_of_the_worked_example(weights, row):
    found = winning_indices(VALUES, pieces_of(weights))

    assert found[0] == pytest.approx(row, abs=6e-6)
    np.testing.assert_allclose(found + found.T, 1, rtol=0, atol=1e-12)


@pytest.mark.parametrize(
    ("differences", "chance"),
    [
        ([1, -1], 1 / 2),
        ([1, -1, -1], 1 / 4),
        ([2, -1], 2 / 3),
        ([1, 1, 1], 1),
        ([-1, -2], 0),
        ([0, 0], 1 / 2),
        ([1, 0], 1),
    ],
)
def test_chances_that_can_be_found_by_hand(differences, chance):
    found = chance_ahead(np.array([differences], dtype=float), any_weights(len(differences)))

    assert found.tolist() == pytest.approx([chance], abs=1e-15)


def test_the_order_of_the_criteria_changes_nothing_and_near_ties_do_no_harm():
    d = np.concatenate([np.full(15, 0.1) + 1e-9 * np.arange(15), np.full(15, -0.1)])
    shuffled = np.random.default_rng(0).permuted(np.tile(d, (20, 1)), axis=1)

    found = chance_ahead(shuffled, any_weights(30))

    assert found == pytest.approx(0.5, abs=1e-6)
    assert np.ptp(found) < 1e-12


@pytest.mark.parametrize(
    "weights",
    [
        BoundedWeights(CRITERIA, tuple(0.5 * W), tuple(1.5 * W)),
        RankedWeights(CRITERIA, (("cost", "security"), ("quality", "delivery", "support"), ("finance",))),
        LinearWeights(CRITERIA, (*ratio("cost", "quality", 1, 2), *ratio("support", "finance", 1, 1))),
    ],
)
def test_sets_that_are_cut_into_pieces_agree_with_draws(weights):
    found = winning_indices(VALUES, pieces_of(weights))
    overall = VALUES @ weights.draw(0, 0, DRAWS)

    drawn = (overall[:, None] > overall).mean(axis=2) + np.eye(5) / 2
    error = np.sqrt(found * (1 - found) / DRAWS)
    assert (np.abs(found - drawn) <= 5 * error + 1e-9).all()


def test_a_set_whose_corners_cannot_be_told_apart_is_not_cut():
    # Each weight may be a hundred times the next: corners lie nearer to each other than rounding lets one tell.
    keys = tuple("abcdefgh")
    limits = (limit for one, other in pairwise(keys) for limit in ratio(one, other, low=1, high=100))

    with pytest.raises(ValueError, match="too close to each other to cut it; draw from it instead"):
        pieces_of(LinearWeights(keys, tuple(limits)))


def test_the_order_is_the_sum_over_its_full_orders():
    groups = RankedWeights(("a", "b", "c", "d"), (("b", "d"), ("a", "c")))
    values = np.random.default_rng(1).random((4, 4)) * 100
    full = [
        RankedWeights(("a", "b", "c", "d"), ((p,), (q,), (r,), (s,)))
        for p, q in permutations("bd")
        for r, s in permutations("ac")
    ]

    found = winning_indices(values, pieces_of(groups))

    parts = [winning_indices(values, pieces_of(one)) for one in full]
    np.testing.assert_allclose(found, np.mean(parts, axis=0), rtol=0, atol=1e-12)


def test_point_weights_win_or_are_level():
    values = np.vstack([VALUES, VALUES[0]])

    found = winning_indices(values, pieces_of(PointWeights(tuple(W))))

    assert found[0].tolist() == [0.5, 1, 1, 1, 1, 0.5]


def test_expected_ranks_add_up():
    found = expected_ranks(winning_indices(VALUES, pieces_of(SimplexWeights(CRITERIA))))

    assert found.sum() == pytest.approx(15)
    assert found[0] == pytest.approx(1 + (1 - 0.61547) + (1 - 0.28462) + (1 - 0.97188) + 0, abs=2e-5)


def test_the_chance_to_reach_some_points_is_that_of_the_worked_example():
    pieces = pieces_of(SimplexWeights(CRITERIA))

    assert chance_at_least(VALUES, 70, pieces)[0] == pytest.approx(1 - 0.438095, abs=1e-6)
    assert chance_at_least(np.full((1, 6), 70.0), 70, pieces).tolist() == [1]
    assert chance_at_least(VALUES, 0, pieces).tolist() == [1] * 5
    assert chance_at_least(VALUES, 100, pieces).tolist() == [0] * 5


def test_many_pairs_go_in_blocks_to_the_same_chances(monkeypatch):
    values = np.random.default_rng(2).random((30, 5)) * 100
    at_once = winning_indices(values, any_weights(5))
    monkeypatch.setattr("vendor_eval.engine.exact.winning.PAIRS_AT_ONCE", 50)
    monkeypatch.setattr("vendor_eval.engine.exact.winning.IN_CACHE", 7)

    assert (winning_indices(values, any_weights(5)) == at_once).all()


def test_one_vendor_and_one_criterion():
    assert winning_indices(VALUES[:1], any_weights(6)).tolist() == [[0.5]]
    flat = winning_indices(np.array([[10.0], [30], [10]]), any_weights(1))
    assert flat.tolist() == [[0.5, 0, 0.5], [1, 0.5, 1], [0.5, 0, 0.5]]


@pytest.mark.parametrize(
    ("weights", "why"),
    [
        (AroundWeights(CRITERIA, tuple(W), 41.0), "whole numbers"),
        (AroundWeights(CRITERIA, tuple(W), 400.0), "200 at most"),
        (TreeWeights(("a", "b"), Level(SimplexWeights(("a", "b")), ("a", "b"))), "products"),
        (BoundedWeights(tuple("abcdefghij"), (0.05,) * 10, (0.2,) * 10), "too many pieces"),
    ],
)
def test_weights_that_are_no_mixtures_of_corners_are_refused(weights, why):
    with pytest.raises(ValueError, match=why):
        pieces_of(weights)
