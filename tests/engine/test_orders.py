import numpy as np
import pytest

from vendor_eval.engine.orders import ORDERED, count_orders
from vendor_eval.engine.ranks import places


def test_whole_rankings_are_counted_ties_and_missing_ranks_apart():
    # A > B twice, B > A, level, only B has a rank.
    scores = np.array([[2.0, 2, 1, 1, -np.inf], [1, 1, 2, 1, 1]])

    assert sorted(count_orders(places(scores)).counts.tolist()) == [1, 1, 1, 2]


@pytest.mark.parametrize("m", [1, 3, ORDERED])
def test_in_many_draws_every_ranking_without_ties_occurs_by_chance(m):
    scores = np.random.default_rng(0).random((m, 60_000))
    found = count_orders(places(scores))
    rankings = np.unique(np.argsort(scores, axis=0), axis=1, return_counts=True)[1]

    assert sorted(found.counts.tolist()) == sorted(rankings.tolist())


def test_rankings_of_two_sets_of_draws_add_up():
    scores = np.random.default_rng(0).integers(0, 3, (3, 500)).astype(float)
    whole = count_orders(places(scores))

    both = count_orders(places(scores[:, :7])) + count_orders(places(scores[:, 7:]))

    assert both.codes.tolist() == whole.codes.tolist()
    assert both.counts.tolist() == whole.counts.tolist()


def test_chances_are_shares_of_the_draws():
    assert sorted(count_orders(places(np.array([[1.0, 1, 3], [2, 2, 2]]))).chances) == pytest.approx([1 / 3, 2 / 3])
