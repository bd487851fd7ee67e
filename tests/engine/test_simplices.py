import numpy as np
import pytest

from vendor_eval.engine.polytope import polytope
from vendor_eval.engine.simplices import drivers, enclosing, mixed, mixing, weight_streams

CORNERS = np.array([[1, 0, 0], [0.5, 0.5, 0], [0.4, 0.3, 0.3]])


def test_shares_add_up_to_one_and_come_from_the_streams_of_the_keys():
    shares = mixing(weight_streams(("a", "b", "c"), 0, 0), 100)

    np.testing.assert_allclose(shares.sum(axis=0), 1, rtol=0, atol=1e-15)
    assert (shares[0] / shares[1]).tolist() == pytest.approx(
        (lambda two: two[0] / two[1])(mixing(weight_streams(("a", "b"), 0, 0), 100)).tolist()
    )


def test_mixtures_are_those_of_a_matrix_product():
    shares = mixing(weight_streams(("a", "b", "c"), 0, 0), 100)

    np.testing.assert_allclose(mixed(CORNERS, shares), CORNERS.T @ shares, rtol=0, atol=1e-15)


def test_each_corner_is_driven_by_a_criterion_that_weighs_much_there():
    assert drivers(CORNERS).tolist() == [0, 1, 2]
    assert drivers(CORNERS[:2, ::-1]).tolist() == [2, 1]


def test_around_an_order_with_bounds_lies_almost_the_order():
    n = 8
    order = np.eye(n, n, 1)[: n - 1] - np.eye(n)[: n - 1]
    shape = polytope(np.vstack([-np.eye(n), order, np.eye(n)[:1]]), np.array([0.0] * (2 * n - 1) + [0.5]))
    around = enclosing(shape)
    # The order is 1 in 8! of all weights.
    share = abs(np.linalg.det(around))

    assert share < 1 / 40_320 + 1e-12
    solved = np.linalg.solve(around.T, shape.vertices().T)
    assert solved.min() > -1e-12


@pytest.mark.parametrize("equations", [0, 2])
def test_a_set_lies_inside_the_simplex_around_it(equations):
    rng = np.random.default_rng(0)
    middle = rng.dirichlet(np.ones(6))
    rows = rng.normal(size=(9, 6))
    bounds = rows @ middle + 0.05
    equal = rng.normal(size=(equations, 6))
    rows = np.vstack([-np.eye(6), rows, equal, -equal])
    bounds = np.concatenate([np.zeros(6), bounds, equal @ middle, -equal @ middle])
    shape = polytope(rows, bounds)
    around = enclosing(shape)

    assert around.shape == (6 - equations, 6)
    shares = np.linalg.lstsq(around.T, shape.vertices().T)[0]
    assert shares.min() > -1e-9
    np.testing.assert_allclose(around.T @ shares, shape.vertices().T, rtol=0, atol=1e-9)
