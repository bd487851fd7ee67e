from itertools import permutations

import numpy as np
import pytest

from vendor_eval.engine import differences
from vendor_eval.engine.acceptability import tally
from vendor_eval.engine.counting import Counting
from vendor_eval.engine.differences import FEW, Differences

EVERY = Counting(values=False)


def drawn(criteria, draws, seed=0):
    weights = np.random.default_rng(seed).standard_exponential((criteria, draws))
    return weights / weights.sum(axis=0)


def points_of(vendors, criteria, seed=0):
    return np.random.default_rng(seed).uniform(0, 100, (vendors, criteria))


def counted(points, weights, counting=EVERY):
    found = Differences(points, counting)
    assert found.add(weights)
    return found.counted()


def test_two_vendors_that_are_best_on_one_criterion_each_share_the_draws_where_the_weights_cross():
    # The first is ahead where 100 w > 50 (1 - w), so for w above a third: with w = k / 100 from k = 34 to 99.
    w = np.arange(100) / 100
    found = counted(np.array([[100.0, 0.0], [0.0, 50.0]]), np.array([w, 1 - w]))

    assert found.ranks.tolist() == [[66, 34], [34, 66]]
    assert found.pairwise.tolist() == [[50, 66], [34, 50]]
    assert found.first_weights[0].tolist() == pytest.approx([w[34:].sum(), w[:34].sum()])
    assert found.first_weight_squares[1].tolist() == pytest.approx(
        [np.square(1 - w[34:]).sum(), np.square(1 - w[:34]).sum()]
    )


@pytest.mark.parametrize("counting", [EVERY, Counting(depth=2, pairwise=False, weight_errors=False, orders=False)])
@pytest.mark.parametrize("vendors", range(1, FEW + 1))
def test_counts_are_those_of_the_overall_values(vendors, counting):
    points, weights = points_of(vendors, 5), drawn(5, 3000)
    totals = points @ weights
    expected = tally(totals, np.ones(totals.shape, dtype=bool), weights, counting=counting)
    found = counted(points, weights, counting)

    assert found.ranks.tolist() == expected.ranks.tolist()
    assert (found.pairwise is None) == (expected.pairwise is None)
    assert found.pairwise is None or found.pairwise.tolist() == expected.pairwise.tolist()
    np.testing.assert_allclose(found.first_weights, expected.first_weights, rtol=1e-12)
    np.testing.assert_allclose(found.first_weight_squares, expected.first_weight_squares, rtol=1e-12)
    assert (found.orders is None) == (expected.orders is None)
    if found.orders is not None:
        assert found.orders.codes.tolist() == expected.orders.codes.tolist()
        assert found.orders.counts.tolist() == expected.orders.counts.tolist()


def test_blocks_of_any_size_add_up(monkeypatch):
    points, weights = points_of(4, 3), drawn(3, 1000)
    whole = counted(points, weights)
    monkeypatch.setattr(differences, "NUMBERS_AT_ONCE", 100)
    parts = Differences(points, EVERY)
    for start, stop in ((0, 400), (400, 800), (800, 1000)):
        assert parts.add(weights[:, start:stop])

    assert parts.draws == 1000
    assert parts.counted().ranks.tolist() == whole.ranks.tolist()
    assert parts.counted().orders.counts.tolist() == whole.orders.counts.tolist()
    np.testing.assert_allclose(parts.counted().first_weights, whole.first_weights, rtol=1e-12)


@pytest.mark.parametrize("gap", [0.0, 0.99e-9, -0.99e-9])
def test_nothing_is_counted_of_a_block_in_which_two_are_level(gap):
    points = np.array([[60.0, 40.0], [60.0 + gap, 40.0], [0.0, 10.0]])
    found = Differences(points, EVERY)

    assert not found.add(np.array([[0.0, 1.0], [1.0, 0.0]]))  # level where all weight is on one criterion
    assert found.draws == 0
    assert not found.counted().ranks.any()


def test_who_is_ahead_by_more_than_the_tie_rule_is_ahead():
    found = Differences(np.array([[60.0 + 1.01e-9], [60.0]]), EVERY)

    assert found.add(np.ones((1, 3)))
    assert found.counted().ranks.tolist() == [[3, 0], [0, 3]]


def test_every_ranking_is_told_apart():
    orders = np.array(list(permutations([90.0, 70.0, 50.0, 30.0])))
    found = counted(orders.T, np.eye(24))  # each draw puts all weight on the criterion with one of the orders

    assert found.ranks.tolist() == [[6.0] * 4] * 4
    assert found.orders.counts.tolist() == [1] * 24
