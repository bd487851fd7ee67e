import numpy as np
import pytest

from vendor_eval.engine.hitandrun_frames import corner_frames, turned_frames
from vendor_eval.engine.hitandrun_sweeps import Inside

WALKS = 20_000


def simplex(frames):
    d = frames.shape[1]
    return Inside(np.vstack([-np.eye(d), np.ones((1, d))]), np.append(np.zeros(d), 1.0), frames)


def edges(d, rng):
    alone = simplex(np.zeros((0, d, d)))
    return corner_frames(alone.rows, alone.bounds, np.full((d, 10), 0.5 / d), rng)


@pytest.mark.parametrize("kind", [edges, lambda d, rng: turned_frames(d, 10, rng)], ids=["edges", "turned"])
def test_walks_that_are_spread_evenly_stay_so(kind):
    d, rng = 5, np.random.default_rng(0)
    z = rng.dirichlet(np.ones(d + 1), WALKS).T[:-1]
    after = simplex(kind(d, rng)).walked(z, 1, rng)

    assert (after != z).all()
    assert ((after > 0).all(axis=0) & (after.sum(axis=0) < 1)).all()
    for power in (1, 2, 3):
        exact = np.mean(rng.beta(1, d, 2_000_000) ** power)
        moments = after**power
        error = moments.std(axis=1) / np.sqrt(WALKS)
        assert (np.abs(moments.mean(axis=1) - exact) < 4.5 * error).all()


def test_walks_are_independent_though_they_go_in_the_same_directions():
    d, rng = 4, np.random.default_rng(1)
    inside = simplex(np.concatenate([edges(d, rng), turned_frames(d, 10, rng)]))
    z = rng.dirichlet(np.ones(d + 1), 2 * WALKS).T[:-1]
    one, other = np.hsplit(inside.walked(z, 3, rng), 2)

    assert np.abs(np.corrcoef(one, other)[:d, d:]).max() < 4.5 / np.sqrt(WALKS)


def test_walks_from_one_point_fill_the_set():
    d, rng = 4, np.random.default_rng(2)
    z = simplex(edges(d, rng)).walked(np.full((d, WALKS), 1e-6), 30, rng)

    np.testing.assert_allclose(z.mean(axis=1), 1 / (d + 1), rtol=0.03)
    np.testing.assert_allclose(z.var(axis=1), d / ((d + 1) ** 2 * (d + 2)), rtol=0.06)


def test_walks_on_a_limit_come_off_it_and_never_cross_it():
    d, rng = 3, np.random.default_rng(3)
    inside = simplex(np.concatenate([edges(d, rng), turned_frames(d, 10, rng)]))
    corner = np.zeros((d, 500))
    away = inside.walked(corner, 40, rng)

    assert (inside.room(corner) > 0).all()
    assert away.min() > -1e-15
    assert away.sum(axis=0).max() < 1 + 1e-15
    assert (away.min(axis=0) > 0).mean() > 0.9


def test_no_sweeps_leave_walks_where_they_stand():
    z = np.full((2, 3), 0.2)

    assert simplex(turned_frames(2, 1, np.random.default_rng(0))).walked(z, 0, np.random.default_rng(0)) is z
