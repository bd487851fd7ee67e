import numpy as np
import pytest

from vendor_eval.engine.hitandrun_frames import corner_frames, turned_frames


def rng():
    return np.random.default_rng(0)


def inside(count, dimensions):
    return np.full((dimensions, count), 0.2 / dimensions) * rng().random((dimensions, count))


def test_edges_of_a_triangle_are_the_differences_of_its_corners():
    rows, bounds = np.array([[-1.0, 0], [0, -1], [1, 1]]), np.array([0.0, 0, 1])
    sides = {(1.0, 0.0), (0.0, 1.0), (0.7071, -0.7071)}
    frames = corner_frames(rows, bounds, inside(50, 2), rng())
    found = {
        tuple((column * np.sign(column[np.abs(column).argmax()])).round(4) + 0.0) for f in frames for column in f.T
    }

    assert {tuple(np.array(one) * np.sign(one[0] or one[1])) for one in found} == sides


def test_along_an_edge_only_one_limit_of_the_corner_is_neared():
    d = 6
    rows = np.vstack([np.eye(d), -np.eye(d), np.ones((1, d)) / np.sqrt(d)])
    bounds = np.concatenate([np.full(d, 0.4), np.zeros(d), [1 / np.sqrt(d)]])
    frames = corner_frames(rows, bounds, inside(30, d), rng())

    np.testing.assert_allclose(np.linalg.norm(frames, axis=1), 1, rtol=1e-12)
    assert ((np.abs(rows @ frames) < 1e-12).sum(axis=1) >= d - 1).all()
    assert (np.linalg.matrix_rank(frames) == d).all()


def test_a_corner_on_more_limits_than_dimensions_has_independent_edges():
    # A pyramid: four sides meet at its top.
    rows = np.array([[1.0, 0, 1], [-1, 0, 1], [0, 1, 1], [0, -1, 1], [0, 0, -1]])
    frames = corner_frames(rows, np.array([1.0, 1, 1, 1, 0]), np.full((3, 40), 0.1), rng())

    assert (np.linalg.matrix_rank(frames) == 3).all()


def test_an_interval_has_one_direction():
    assert (
        np.abs(corner_frames(np.array([[1.0], [-1.0]]), np.ones(2), np.zeros((1, 3)), rng())).tolist() == [[[1.0]]] * 3
    )


@pytest.mark.parametrize("dimensions", [1, 2, 9])
def test_turned_directions_stand_at_right_angles_and_point_anywhere(dimensions):
    frames = turned_frames(dimensions, 2_000, rng())

    np.testing.assert_allclose(
        np.swapaxes(frames, 1, 2) @ frames, np.broadcast_to(np.eye(dimensions), frames.shape), rtol=0, atol=1e-13
    )
    np.testing.assert_allclose((frames**2).mean(axis=0), 1 / dimensions, rtol=0, atol=0.05)
