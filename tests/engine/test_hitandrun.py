from itertools import pairwise

import numpy as np
import pytest

from polytopes import box, order
from vendor_eval.engine.hitandrun import prepared_walks
from vendor_eval.engine.limits import ratio
from vendor_eval.engine.linearweights import LinearWeights
from vendor_eval.engine.pieces import Pieces
from vendor_eval.engine.polytope import polytope
from vendor_eval.engine.samplers import Rejection, sampler_of
from vendor_eval.engine.weightsets import RankedWeights

KEYS = tuple(f"k{j:02}" for j in range(20))
BLOCK = 16_384


def within(limits, n):
    table = np.array(LinearWeights(KEYS[:n], tuple(limits)).rows)
    return polytope(table[:, :-1], table[:, -1])


def below_the_first(n, low, high):
    return within((limit for key in KEYS[1:n] for limit in ratio(KEYS[0], key, low, high)), n)


def one_below_the_other(n, low, high):
    return within((limit for pair in pairwise(KEYS[:n]) for limit in ratio(*pair, low, high)), n)


def mixture_moments(corners):
    """The mean and the covariances of mixtures of the corners of a simplex, all equally likely."""
    mean, count = corners.mean(axis=0), len(corners)
    return mean, (corners - mean).T @ (corners - mean) / (count * (count + 1))


def pieces_moments(shape):
    pieces = Pieces.of(shape)
    each = [mixture_moments(corners) for corners in pieces.corners]
    mean = pieces.mean
    return mean, sum(
        share * (own + np.outer(middle - mean, middle - mean))
        for share, (middle, own) in zip(pieces.shares, each, strict=True)
    )


def order_moments(n):
    return mixture_moments(np.tril(np.ones((n, n))) / np.arange(1, n + 1)[:, np.newaxis])


def drawn(shape, blocks):
    walks = prepared_walks(shape)
    return np.hstack([walks.draw(KEYS[: len(walks.origin)], 0, block, BLOCK) for block in range(blocks)])


@pytest.fixture(scope="module")
def nine():
    return prepared_walks(order(9))


@pytest.fixture(scope="module")
def three():
    return prepared_walks(order(4))


def far_off(w, mean, covariance):
    """By how many standard errors means and variances of draws in round coordinates are off at most.

    Coordinates with variance 1 in every direction: whatever is off in one of them shows, and none is left out.
    """
    sizes, axes = np.linalg.eigh(covariance)
    kept = sizes > 1e-12 * sizes.max()
    z = (axes[:, kept] / np.sqrt(sizes[kept])).T @ (w - mean[:, np.newaxis])
    root = np.sqrt(w.shape[1])
    squares = z**2
    of_means = np.abs(z.mean(axis=1)) * root
    of_variances = np.abs(squares.mean(axis=1) - 1) * root / squares.std(axis=1)
    return float(max(of_means.max(), of_variances.max()))


@pytest.mark.parametrize(
    ("shape", "moments"),
    [
        (order(12), order_moments(12)),
        (box(12, 0, 2), mixture_moments(np.eye(12))),
        (below_the_first(8, 1, 5), pieces_moments(below_the_first(8, 1, 5))),
        (below_the_first(8, 1, 100), pieces_moments(below_the_first(8, 1, 100))),
        (one_below_the_other(8, 1, 5), pieces_moments(one_below_the_other(8, 1, 5))),
    ],
    ids=["order", "all weights", "ratios to 5", "ratios to 100", "a row of ratios to 5"],
)
def test_walks_have_the_known_means_and_variances_of_a_set(shape, moments):
    assert far_off(drawn(shape, 8), *moments) < 4.5


def test_walks_in_bounds_draw_what_rejection_draws():
    shape = box(9, 0.05, 0.3)
    rejection = sampler_of(shape)
    exact = rejection.draw(KEYS[:9], 0, 0, 16 * BLOCK)

    assert isinstance(rejection, Rejection)
    # Both are drawn, hence a little more than for known moments.
    assert far_off(drawn(shape, 6), exact.mean(axis=1), np.cov(exact)) < 5


def test_walks_reach_narrow_corners():
    # Each weight at most 100 times the next: nearly all of the order, whose corners are cut off far out.
    shape = one_below_the_other(12, 1, 100)
    ranked = RankedWeights(KEYS[:12], tuple((key,) for key in KEYS[:12])).draw(0, 0, 16 * BLOCK)
    exact = ranked[:, (ranked[:-1] <= 100 * ranked[1:]).all(axis=0)]
    w = drawn(shape, 6)
    last = [np.quantile(one[-1] / one[0], [0.005, 0.05, 0.5]) for one in (exact, w)]

    assert 0.9 < exact.shape[1] / ranked.shape[1] < 1
    assert far_off(w, exact.mean(axis=1), np.cov(exact)) < 5
    np.testing.assert_allclose(last[1], last[0], rtol=0.2)


def test_claimed_standard_errors_are_those_over_many_seeds(nine):
    mean, covariance = order_moments(9)
    draws = np.array([1_000, 4_000, BLOCK])
    runs = (np.cumsum(nine.draw(KEYS[:9], seed, 0, BLOCK), axis=1)[:, draws - 1] / draws for seed in range(100))
    z = (np.array(list(runs)) - mean[:, np.newaxis]) / np.sqrt(np.diag(covariance)[:, np.newaxis] / draws)

    assert (np.abs(np.sqrt((z**2).mean(axis=(0, 1))) - 1) < 0.15).all()


def test_blocks_have_nothing_in_common_that_would_not_average_out(nine):
    mean, covariance = order_moments(9)
    blocks = np.array([nine.draw(KEYS[:9], 0, block, 1024).mean(axis=1) for block in range(300)])
    z = (blocks.mean(axis=0) - mean) / np.sqrt(np.diag(covariance) / (300 * 1024))

    assert np.abs(z).max() < 4


def test_draws_keep_the_limits_and_add_up_to_1():
    shape = one_below_the_other(12, 1, 100)
    w = prepared_walks(shape).draw(KEYS[:12], 0, 0, 2_000)

    assert (w >= 0).all()
    np.testing.assert_allclose(w.sum(axis=0), 1, rtol=0, atol=1e-13)
    assert ((w.T - shape.centre) @ shape.basis @ shape.facets.T <= shape.distances + 1e-13).all()


def test_one_draw_is_the_first_of_many_whatever_was_drawn_before(three):
    rising = [three.draw(KEYS[:4], 5, block, 2500) for block in range(3)]
    falling = [three.draw(KEYS[:4], 5, block, 2500) for block in (2, 1, 0)][::-1]

    assert [one.tobytes() for one in falling] == [one.tobytes() for one in rising]
    assert three.draw(KEYS[:4], 5, 1, 1)[:, 0].tolist() == rising[1][:, 0].tolist()
    assert three.draw(KEYS[:4], 5, 1, 1100).tobytes() == rising[1][:, :1100].tobytes()


def test_seeds_blocks_and_keys_have_walks_of_their_own(three):
    named = [(KEYS[:4], 0, 0), (KEYS[:4], 0, 1), (KEYS[:4], 1, 0), (KEYS[1:5], 0, 0)]
    several = [three.draw(keys, seed, block, 2500)[0] for keys, seed, block in named]

    assert len(np.unique(several)) == 4 * 2500


def test_the_name_says_how_many_steps_a_draw_takes(three):
    assert three.name.startswith(f"hit-and-run, {3 * three.sweeps} steps a draw after rounding")


def test_long_runs_are_worth_nearly_all_their_draws(three):
    assert three.effective(1) == 1
    assert three.effective(1024) == 1024
    assert 0.94 * 10**9 < three.effective(10**9) < 0.95 * 10**9
