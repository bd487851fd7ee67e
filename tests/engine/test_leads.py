import numpy as np
import pytest

from vendor_eval.engine.leads import lead_products, leads
from vendor_eval.engine.ranks import places

WEIGHTS = np.array([[0.9, 0.6, 0.2, 0.5], [0.1, 0.4, 0.8, 0.5]])
# Draws: A ahead; level; B ahead; neither has a rank.
SCORES = np.array([[60, 50, 20, -np.inf], [40, 50, 80, -np.inf], [10, 10, 10, -np.inf]])


def test_each_vendor_has_the_draws_in_which_it_is_first_and_its_part_of_them():
    found = leads(places(SCORES))

    assert found.numbers.tolist() == [2, 2, 0]
    assert found.draws.tolist() == [0, 1, 1, 2]
    assert found.shares.tolist() == [1, 0.5, 0.5, 1]


@pytest.mark.parametrize(
    "add_up",
    [lambda standing: leads(standing).weights(WEIGHTS), lambda standing: lead_products(standing, WEIGHTS)],
    ids=["rows", "products"],
)
def test_weights_and_their_squares_are_added_up_over_these_draws(add_up):
    sums, squares = add_up(places(SCORES))

    np.testing.assert_allclose(sums, [[1.2, 0.5, 0], [0.3, 1.0, 0]], rtol=0, atol=1e-15)
    np.testing.assert_allclose(squares, [[0.99, 0.22, 0], [0.09, 0.72, 0]], rtol=0, atol=1e-15)


def test_squares_that_are_not_asked_for_are_missing():
    for sums, squares in (
        leads(places(SCORES)).weights(WEIGHTS, squares=False),
        lead_products(places(SCORES), WEIGHTS, squares=False),
    ):
        assert sums.any()
        assert np.isnan(squares).all()


def test_one_column_of_weights_stands_for_every_draw():
    column = np.array([[0.25], [0.75]])
    once, repeated = (leads(places(SCORES)).weights(w) for w in (column, np.repeat(column, 4, axis=1)))

    assert [sums.tolist() for sums in once] == [sums.tolist() for sums in repeated]


def test_without_anybody_first_all_sums_are_zero():
    sums, squares = leads(places(SCORES[:, 3:])).weights(WEIGHTS[:, 3:])

    assert not sums.any()
    assert not squares.any()


def test_products_add_up_the_same_in_many_draws():
    rng = np.random.default_rng(0)
    scores, weights = rng.uniform(0, 100, (5, 10_000)), rng.random((8, 10_000))
    standing = places(scores)

    for one, other in zip(leads(standing).weights(weights), lead_products(standing, weights), strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-12)
