import numpy as np
import pytest

from vendor_eval.engine import additive
from vendor_eval.engine.additive import add_contribution, totals

# Five vendors on six criteria, a running example with totals .7125 .6975 .7100 .6075 .5525 on 0..1.
VALUES = np.array(
    [
        [55, 80, 70, 90, 60, 70],
        [90, 65, 75, 50, 70, 60],
        [30, 95, 60, 95, 85, 80],
        [70, 55, 65, 60, 50, 55],
        [50, 60, 65, 55, 50, 50],
    ],
    dtype=float,
)
WEIGHTS = np.array([0.25, 0.20, 0.15, 0.20, 0.10, 0.10])


def test_the_total_is_the_sum_of_weight_times_points():
    overall = totals(VALUES.T[:, :, np.newaxis], WEIGHTS[:, np.newaxis])

    np.testing.assert_allclose(overall, [[71.25], [69.75], [71.00], [60.75], [55.25]], rtol=0, atol=1e-12)


def test_the_published_totals_of_a_personnel_selection_come_out():
    # Afshari, Mojahed, Yusuff 2010, Simple additive weighting approach to personnel selection problem, IJIMT 1(5):
    # benefits as a ratio to the largest of each column.
    ratings = np.array(
        [
            [4, 7, 3, 2, 2, 2, 2],
            [4, 4, 6, 4, 4, 3, 7],
            [7, 6, 4, 2, 5, 5, 3],
            [3, 2, 5, 3, 3, 2, 5],
            [4, 2, 2, 5, 5, 3, 6],
        ]
    )
    weights = np.array([0.283, 0.162, 0.162, 0.07, 0.085, 0.162, 0.076])

    overall = totals((ratings / ratings.max(axis=0)).T[:, :, np.newaxis], weights[:, np.newaxis])

    np.testing.assert_allclose(overall[:, 0], [0.553228, 0.713485, 0.837428, 0.514657, 0.579342], rtol=0, atol=1e-5)


@pytest.mark.parametrize(("drawn_values", "drawn_weights"), [(7, 7), (7, 1), (1, 7)])
def test_what_is_constant_stands_for_every_draw(drawn_values, drawn_weights):
    values = np.repeat(VALUES.T[:, :, np.newaxis], drawn_values, axis=2)
    weights = np.repeat(WEIGHTS[:, np.newaxis], drawn_weights, axis=1)
    once = totals(VALUES.T[:, :, np.newaxis], WEIGHTS[:, np.newaxis])

    assert totals(values, weights).tolist() == np.repeat(once, 7, axis=1).tolist()


def test_one_draw_alone_and_among_many_has_the_same_bits():
    rng = np.random.default_rng(0)
    values, weights = rng.uniform(0, 100, (20, 3, 50)), rng.uniform(0, 1, (20, 50))
    alone = [totals(values[:, :, [b]], weights[:, [b]])[:, 0].tolist() for b in range(50)]

    assert totals(values, weights).T.tolist() == alone


@pytest.mark.parametrize("draws", [2, 3, 17, 1000])
@pytest.mark.parametrize("laid_out", [np.ascontiguousarray, np.asfortranarray], ids=["rows", "columns"])
def test_certain_points_give_the_same_bits_in_one_draw_in_many_and_among_other_vendors(draws, laid_out):
    rng = np.random.default_rng(0)
    values, weights = rng.uniform(0, 100, (20, 5, 1)), laid_out(rng.uniform(0, 1, (20, draws)))
    overall = totals(values, weights)

    assert [totals(values, weights[:, [b]])[:, 0].tolist() for b in range(draws)] == overall.T.tolist()
    assert totals(values[:, [3]], weights).tolist() == overall[[3]].tolist()
    assert totals(np.repeat(values, draws, axis=2), weights).tolist() == overall.tolist()


def test_numpy_may_multiply_and_add_at_once_and_the_bits_stay(monkeypatch):
    rng = np.random.default_rng(0)
    values, weights = rng.uniform(0, 100, (9, 4, 1)), rng.uniform(0, 1, (9, 100))
    one_pass = totals(values, weights)
    monkeypatch.setattr(additive, "_one_pass_rounds_alike", lambda: False)

    assert totals(values, weights).tolist() == one_pass.tolist()


def test_the_totals_of_many_vendors_are_those_of_each_but_for_rounding():
    rng = np.random.default_rng(0)
    values, weights = rng.uniform(0, 100, (20, 300, 1)), rng.dirichlet(np.ones(20), 50).T
    alone = np.concatenate([totals(values[:, [i]], weights) for i in range(300)])

    np.testing.assert_allclose(totals(values, weights), alone, rtol=0, atol=1e-12)


def test_a_contribution_is_added_in_place():
    overall, scratch = np.array([10.0, 20.0]), np.empty(2)

    add_contribution(overall, 50.0, np.array([0.5, 0.25]), scratch)

    assert overall.tolist() == [35, 32.5]


@pytest.mark.parametrize(("values", "weights"), [((2, 3, 1), (3, 1)), ((2, 3), (2, 1)), ((2, 3, 1), (2,))])
def test_totals_refuse_shapes_that_do_not_fit(values, weights):
    with pytest.raises(ValueError, match="do not fit together"):
        totals(np.zeros(values), np.zeros(weights))
