import numpy as np
import pytest

from scoring import score, values_of
from vendor_eval.engine.methods import WeightedProduct


def test_the_product_is_the_weighted_geometric_mean():
    assert score(WeightedProduct(), [[4, 9], [6, 6]], [0.5, 0.5]) == pytest.approx([6, 6])
    assert score(WeightedProduct(), [[16, 81]], [0.75, 0.25]) == pytest.approx([8 * 3])


def test_a_cost_divides():
    assert score(WeightedProduct(), [[9, 4], [8, 2]], [0.5, 0.5], [False, True]) == pytest.approx([1.5, 2])


def test_a_value_of_0_makes_the_product_0_if_its_criterion_has_any_weight():
    weights = np.array([[0.5, 1.0], [0.5, 0.0]])

    products = WeightedProduct().scores(values_of([[50, 0], [20, 5]]), weights)

    assert products == pytest.approx(np.array([[0, 50], [10, 20]]))


def test_normalising_changes_no_order_where_it_only_rescales():
    matrix = np.random.default_rng(0).uniform(1, 100, (20, 3))
    plain = score(WeightedProduct(), matrix, [0.5, 0.3, 0.2], [True, False, True])

    for normalisation in ("sum", "max"):
        scaled = score(WeightedProduct(normalisation=normalisation), matrix, [0.5, 0.3, 0.2], [True, False, True])
        assert scaled / plain == pytest.approx(np.full(20, scaled[0] / plain[0]))
