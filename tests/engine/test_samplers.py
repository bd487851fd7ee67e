import numpy as np
import pytest

from polytopes import box, order
from vendor_eval.engine.pieces import Pieces
from vendor_eval.engine.polytope import polytope
from vendor_eval.engine.samplers import Box, Mixtures, Rejection, sampler_of
from vendor_eval.engine.weightsets import RankedWeights

KEYS = tuple("abcdefghij")


@pytest.mark.parametrize(
    ("shape", "kind"), [(order(9), Mixtures), (box(6, 0.05, 0.3), Pieces), (box(9, 0.05, 0.3), Rejection)]
)
def test_each_set_gets_the_sampler_that_suits_it(shape, kind):
    assert isinstance(sampler_of(shape), kind)


def test_a_set_whose_corners_are_lost_in_rounding_is_not_cut():
    # Each of eight weights from once to a hundred times the next: 128 corners, some nearer than a billionth.
    falling, rising = np.eye(8, 8, 1)[:7], np.eye(8)[:7]
    rows = np.vstack([falling - rising, rising - 100 * falling, -np.eye(8)])
    sampler = sampler_of(polytope(rows, np.zeros(22)))
    w = sampler.draw(KEYS[:8], 0, 0, 20_000)
    ranked = RankedWeights(KEYS[:8], tuple((key,) for key in KEYS[:8])).draw(1, 0, 20_000)
    exact = ranked[:, (ranked[:-1] <= 100 * ranked[1:]).all(axis=0)]

    assert not isinstance(sampler, Pieces)
    assert (np.abs(w.mean(axis=1) - exact.mean(axis=1)) < 5 * exact.std(axis=1) * np.sqrt(2 / 20_000)).all()


def test_many_narrow_weights_and_a_wide_one_are_drawn_from_a_box():
    n = 12
    rows = np.vstack([np.eye(n)[1:], -np.eye(n)])
    sampler = sampler_of(polytope(rows, np.concatenate([np.full(n - 1, 0.02), np.zeros(n)])))
    w = sampler.draw(tuple(f"{j:02}" for j in range(n)), 0, 0, 20_000)

    assert isinstance(sampler.around, Box)
    assert sampler.acceptance == 1
    np.testing.assert_allclose(w[1:].mean(axis=1), 0.01, rtol=0, atol=5 * 0.02 / np.sqrt(12 * 20_000))


def test_pieces_fill_a_set_with_many_corners_on_one_sphere():
    # Seven criteria between .5/7 and 2/7: 105 corners, on which Delaunay triangulations overlap. The volume in units
    # of the simplex above the lower bounds follows by inclusion and exclusion.
    shape = box(7, 0.5 / 7, 2 / 7)
    pieces = Pieces.of(shape)
    edges = (pieces.corners[:, 1:] - pieces.corners[:, :1]) @ shape.basis
    room, width = 0.5, 1.5 / 7
    broken = room**6 - 7 * (room - width) ** 6 + 21 * (room - 2 * width) ** 6
    whole = np.abs(np.linalg.det((np.eye(7)[1:] - np.eye(7)[0]) @ shape.basis))

    assert np.abs(np.linalg.det(edges)).sum() == pytest.approx(broken * whole, rel=1e-12)
    np.testing.assert_allclose(pieces.mean, np.full(7, 1 / 7), rtol=0, atol=1e-14)


@pytest.mark.parametrize("shape", [order(5), box(5, 0.05, 0.4), box(9, 0.05, 0.3)])
def test_one_draw_is_the_first_of_many_and_blocks_differ(shape):
    sampler = sampler_of(shape)
    keys = KEYS[: len(shape.centre)]
    many = sampler.draw(keys, 0, 0, 5000)

    assert sampler.draw(keys, 0, 0, 1)[:, 0].tolist() == many[:, 0].tolist()
    assert not np.isin(sampler.draw(keys, 0, 1, 50), many).any()
