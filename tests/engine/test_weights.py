import math

import numpy as np
import pytest

from vendor_eval.engine.weights import PointWeights, SimplexWeights


def test_point_weights_are_one_column_for_all_draws():
    weights = PointWeights((0.25, 0.75))

    assert weights.draw(0, 0, 1000).tolist() == [[0.25], [0.75]]
    assert weights.mean.tolist() == [0.25, 0.75]
    assert len(weights) == 2


@pytest.mark.parametrize("w", [(), (-0.1, 1.1), (math.nan,), (math.inf,)])
def test_point_weights_refuse_what_is_no_weight(w):
    with pytest.raises(ValueError, match="none negative"):
        PointWeights(w)


def test_simplex_weights_add_up_to_one_in_every_draw():
    w = SimplexWeights(("cost", "fit", "risk")).draw(0, 0, 1000)

    assert w.shape == (3, 1000)
    assert (w >= 0).all()
    np.testing.assert_allclose(w.sum(axis=0), 1, rtol=0, atol=1e-15)


def test_simplex_weights_have_the_moments_of_the_uniform_distribution():
    # Dirichlet(1, .., 1), n = 4: mean 1/4, variance (n - 1) / (n^2 (n + 1)) = .0375, and P(w > t) = (1 - t)^(n - 1).
    weights = SimplexWeights(("a", "b", "c", "d"))
    w = weights.draw(0, 0, 200_000)

    np.testing.assert_allclose(w.mean(axis=1), weights.mean, rtol=0, atol=0.003)
    np.testing.assert_allclose(w.var(axis=1), 0.0375, rtol=0, atol=0.001)
    np.testing.assert_allclose((w > 0.5).mean(axis=1), 0.125, rtol=0, atol=0.005)


def test_the_only_criterion_has_all_the_weight():
    assert SimplexWeights(("cost",)).draw(0, 0, 100).tolist() == [[1] * 100]


def test_the_order_of_the_criteria_changes_no_weight_by_a_bit():
    keys = tuple("hgfedcba")
    w = SimplexWeights(keys).draw(3, 1, 500)

    assert w.tolist() == SimplexWeights(keys[::-1]).draw(3, 1, 500)[::-1].tolist()


def test_one_draw_is_the_first_of_many():
    weights = SimplexWeights(tuple("abcdefghijkl"))

    assert weights.draw(0, 0, 1)[:, 0].tolist() == weights.draw(0, 0, 300)[:, 0].tolist()


@pytest.mark.parametrize("criteria", [(), ("cost", "cost")])
def test_simplex_weights_refuse_no_criteria_and_twins(criteria):
    with pytest.raises(ValueError, match="each named once"):
        SimplexWeights(criteria)


def test_the_least_sum_at_point_weights_is_the_only_one():
    # Adding .1 ten times one after the other gives .9999999999999999.
    assert PointWeights((0.5, 0.3, 0.2)).least([10, -20, 5]) == 0
    assert PointWeights((0.1,) * 10).least([1.0] * 10) == 1


def test_the_least_sum_over_all_weights_puts_all_weight_on_one_criterion():
    weights = SimplexWeights(("cost", "fit", "risk"))
    points = np.array([30.0, -5.0, 70.0])

    assert weights.least(points) == -5
    assert -weights.least(-points) == 70
    assert (points @ weights.draw(0, 0, 1000) >= weights.least(points)).all()


@pytest.mark.parametrize("weights", [PointWeights((0.5, 0.5)), SimplexWeights(("cost", "fit"))])
def test_the_least_sum_needs_points_for_each_criterion(weights):
    with pytest.raises(ValueError, match="one a criterion, 2 in all, not 1"):
        weights.least([3.0])
