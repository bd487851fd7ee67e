import numpy as np
import pytest

from vendor_eval.engine.polytope import conflict, polytope


def bounds_of(n, low, high):
    rows = np.vstack([np.eye(n), -np.eye(n), -np.eye(n)])
    return rows, np.concatenate([np.full(n, high), np.full(n, -low), np.zeros(n)])


@pytest.mark.parametrize(("n", "corners"), [(4, 12), (5, 20), (7, 105), (8, 168), (10, 840)])
def test_bounds_of_half_and_twice_have_the_known_number_of_corners(n, corners):
    shape = polytope(*bounds_of(n, 0.5 / n, 2 / n))

    assert len(shape.vertices()) == corners
    assert len(shape.facets) == 2 * n


def test_limits_that_follow_from_others_are_left_out():
    rows = np.vstack([-np.eye(3), [[1, 1, 0]], [[2, 2, 0]], [[1, 1, 1]]])
    shape = polytope(rows, np.array([0, 0, -0.2, 0.9, 1.8, 5]))

    assert shape.simplex_shaped
    np.testing.assert_allclose(sorted(shape.vertices().tolist()), [[0, 0, 1], [0, 0.8, 0.2], [0.8, 0, 0.2]], atol=1e-15)


def test_the_centre_keeps_its_distance_from_every_limit():
    shape = polytope(*bounds_of(5, 0.05, 0.5))

    assert (shape.distances > 0.05).all()
    np.testing.assert_allclose(shape.centre.sum(), 1, rtol=0, atol=1e-14)


def test_equations_take_dimensions():
    rows = np.vstack([-np.eye(4), [[1, -1, 0, 0]], [[-1, 1, 0, 0]]])
    shape = polytope(rows, np.zeros(6))

    assert shape.dimensions == 2
    assert len(shape.vertices()) == 3


def test_a_very_thin_set_keeps_its_corners():
    shape = polytope(*bounds_of(3, 1 / 3 - 1e-6, 1 / 3 + 1e-6))

    assert len(shape.vertices()) == 6
    np.testing.assert_allclose(np.abs(shape.vertices() - 1 / 3).max(), 1e-6, rtol=1e-6)


def one_below_the_other(n, most):
    """Each weight from once to some times the next: a corner for each way to choose one or the other."""
    falling, rising = np.eye(n, n, 1)[: n - 1], np.eye(n)[: n - 1]
    return polytope(np.vstack([falling - rising, rising - most * falling, -np.eye(n)]), np.zeros(3 * n - 2))


@pytest.mark.parametrize(("n", "most"), [(5, 9), (8, 5), (5, 100)])
def test_corners_that_lie_apart_are_sharp(n, most):
    shape = one_below_the_other(n, most)

    assert len(shape.vertices()) == 2 ** (n - 1)
    assert shape.sharp


def test_corners_that_narrow_over_many_powers_of_ten_are_not_sharp():
    assert not one_below_the_other(8, 100).sharp


def test_a_very_thin_set_is_sharp():
    assert polytope(*bounds_of(3, 1 / 3 - 1e-6, 1 / 3 + 1e-6)).sharp


def test_the_farthest_weight_in_a_direction_is_a_corner():
    shape = polytope(*bounds_of(6, 0.05, 0.4))
    direction = np.arange(6.0)

    assert direction @ shape.farthest(direction) == pytest.approx((shape.vertices() @ direction).max(), abs=1e-12)
    assert shape.lowest(direction[np.newaxis])[0] == pytest.approx((shape.vertices() @ direction).min(), abs=1e-12)


def test_corners_in_many_dimensions_are_not_listed():
    with pytest.raises(ValueError, match="up to 12 criteria"):
        polytope(*bounds_of(14, 0.05, 0.2)).vertices()


def test_limits_that_suit_each_other_do_not_conflict():
    assert conflict(*bounds_of(3, 0.1, 0.5), 3) == []


def test_a_conflict_is_as_small_as_can_be():
    rows = np.vstack([[[1, 0, 0], [-1, 0, 0], [0, -1, 0]], -np.eye(3)])

    assert conflict(rows, np.array([0.5, -0.6, -0.1, 0, 0, 0]), 3) == [0, 1]


def test_a_limit_that_no_weights_change_can_conflict_alone():
    rows = np.vstack([[[1, 1, 1], [1, 0, 0]], -np.eye(3)])

    assert conflict(rows, np.array([0.9, 0.5, 0, 0, 0]), 3) == [0]
