import numpy as np
import pytest
from scipy.stats import kstest

from vendor_eval.engine.cells import Point
from vendor_eval.engine.problem import Problem
from vendor_eval.engine.rankweights import roc
from vendor_eval.engine.simulation import simulate
from vendor_eval.engine.weights import SimplexWeights
from vendor_eval.engine.weightsets import AroundWeights, RankedWeights

DRAWS = 100_000
KEYS = tuple("abcdef")
FULL = tuple((key,) for key in KEYS)
WEAK = (("a",), ("b", "d"), ("c", "e", "f"))


def close_to_mean(w, mean):
    """Whether the mean of draws is within 5 standard errors of the exact mean."""
    return (np.abs(w.mean(axis=1) - mean) <= 5 * w.std(axis=1) / np.sqrt(w.shape[1]) + 1e-15).all()


def test_the_mean_of_a_full_order_is_the_rank_order_centroid():
    weights = RankedWeights(tuple("dcba"), tuple((key,) for key in "abcd"))

    np.testing.assert_allclose(weights.mean[::-1], roc(4), rtol=0, atol=1e-15)
    np.testing.assert_allclose(weights.vertices.mean(axis=0), weights.mean, rtol=0, atol=1e-15)


def test_draws_of_a_full_order_have_the_exact_mean_and_covariance():
    n, w = len(KEYS), RankedWeights(KEYS, FULL).draw(0, 0, DRAWS)
    corners = np.tril(np.ones((n, n))) / np.arange(1, n + 1)[:, np.newaxis]
    uniform = (np.eye(n) * n - 1) / (n**2 * (n + 1))

    assert (np.diff(w, axis=0) <= 0).all()
    assert close_to_mean(w, roc(n))
    np.testing.assert_allclose(np.cov(w), corners.T @ uniform @ corners, rtol=0, atol=2e-4)


def test_a_weak_order_is_what_rejection_leaves():
    every = SimplexWeights(KEYS).draw(1, 0, 600_000)
    a, b, c, d, e, f = every
    kept = every[:, (a >= np.maximum(b, d)) & (np.minimum(b, d) >= np.maximum.reduce([c, e, f]))]
    w = RankedWeights(KEYS, WEAK).draw(0, 0, DRAWS)

    assert kept.shape[1] / 600_000 == pytest.approx(12 / 720, abs=1e-3)
    np.testing.assert_allclose(w.mean(axis=1), kept.mean(axis=1), rtol=0, atol=5e-3)
    np.testing.assert_allclose(np.cov(w), np.cov(kept), rtol=0, atol=1e-3)


def test_groups_share_the_mean_of_their_places():
    weights = RankedWeights(KEYS, WEAK)

    assert weights.mean[1] == weights.mean[3] == pytest.approx(roc(6)[1:3].mean(), abs=1e-15)
    assert close_to_mean(weights.draw(0, 0, DRAWS), weights.mean)


def test_no_order_gives_the_draws_of_all_weights_bit_for_bit():
    assert RankedWeights(KEYS, (KEYS,)).draw(3, 2, 50).tolist() == SimplexWeights(KEYS).draw(3, 2, 50).tolist()


def test_a_full_order_sorts_the_draws_of_all_weights():
    uniform = SimplexWeights(KEYS).draw(0, 0, 50)

    assert RankedWeights(KEYS, FULL).draw(0, 0, 50).tolist() == np.sort(uniform, axis=0)[::-1].tolist()


def test_the_corners_of_a_weak_order_keep_it_and_reach_every_least_sum():
    weights = RankedWeights(KEYS, WEAK)
    corners = weights.vertices

    assert len(corners) == 1 + 3 + 7
    for differences in np.random.default_rng(0).normal(size=(20, 6)):
        assert weights.least(differences) == pytest.approx((corners @ differences).min(), abs=1e-12)
        assert weights.greatest(differences) == pytest.approx((corners @ differences).max(), abs=1e-12)


def test_corners_too_many_to_list_are_refused_but_the_least_sum_is_found():
    keys = tuple(f"criterion {j:02}" for j in range(21))
    weights = RankedWeights(keys, (keys[:1], keys[1:]))

    assert weights.least([5.0] + [-1.0] * 20) == pytest.approx((5 - 20) / 21)
    with pytest.raises(ValueError, match="1048576 corners"):
        weights.vertices  # noqa: B018


def test_weights_around_a_point_have_its_mean_and_the_stated_spread():
    point = np.array([0.4, 0.3, 0.2, 0.1, 0])
    w = AroundWeights(KEYS[:5], tuple(point), 20).draw(0, 0, DRAWS)

    assert close_to_mean(w, point)
    np.testing.assert_allclose(w.std(axis=1), np.sqrt(point * (1 - point) / 21), rtol=0, atol=1e-3)
    np.testing.assert_allclose(w.sum(axis=0), 1, rtol=0, atol=1e-14)


@pytest.mark.parametrize("concentration", [2.0, 20.0])
def test_weights_around_a_point_are_the_same_from_numbers_as_from_gamma_variates(concentration):
    # Where a shape is below 1, as for most of these criteria at 2, the table of quantiles does not serve.
    around = AroundWeights(KEYS[:5], (0.4, 0.3, 0, 0.2, 0.1), concentration)
    w = around.at(np.random.default_rng(0).random((3, 20_000)))

    assert around.axes == ("a", "b", "d")
    assert (w >= 0).all()
    assert (w[2] == 0).all()
    np.testing.assert_allclose(w.sum(axis=0), 1, rtol=0, atol=1e-14)
    for j in (0, 1, 3, 4):
        shape = concentration * around.w[j]
        assert kstest(w[j], "beta", (shape, concentration - shape)).pvalue > 1e-3


def test_a_full_order_from_numbers_needs_no_sorting_and_has_the_same_spread():
    weights = RankedWeights(KEYS, FULL)
    w, drawn = weights.at(np.random.default_rng(0).random((5, DRAWS))), weights.draw(0, 0, DRAWS)

    assert close_to_mean(w, weights.mean)
    np.testing.assert_allclose(np.cov(w), np.cov(drawn), rtol=0, atol=5e-4)
    assert (np.diff(w, axis=0) <= 1e-15).all()


def test_a_weak_order_from_numbers_sorts_the_same_numbers_of_all_weights():
    u = np.random.default_rng(0).random((5, 1000))
    w, free = RankedWeights(KEYS, WEAK).at(u), SimplexWeights(KEYS).at(u)

    assert (np.sort(w, axis=0) == np.sort(free, axis=0)).all()
    assert (w[0] == free.max(axis=0)).all()


def test_equal_weights_with_the_number_of_criteria_are_all_weights_bit_for_bit():
    around = AroundWeights(KEYS[:4], (0.25,) * 4, 4)

    assert around.draw(0, 1, 50).tolist() == SimplexWeights(KEYS[:4]).draw(0, 1, 50).tolist()


def test_around_a_point_any_criterion_with_a_weight_may_have_all_of_it():
    around = AroundWeights(("a", "b", "c"), (0.5, 0.5, 0), 10)

    assert around.least([3, 4, -9]) == 3
    assert around.greatest([3, 4, 9]) == 4
    assert around.vertices.tolist() == [[1, 0, 0], [0, 1, 0]]


@pytest.mark.parametrize("weights", [RankedWeights(KEYS, WEAK), AroundWeights(KEYS, (0.3, 0.2, 0.2, 0.1, 0.1, 0.1), 9)])
def test_drawing_is_exact_and_says_how(weights):
    assert weights.sampler.endswith("(exact)")
    assert weights.effective(100) == 100
    assert weights.mean_error.tolist() == [0] * 6
    assert len(weights) == 6


def test_a_simulation_takes_any_set_of_weights():
    cells = ((Point(90, 90), Point(10, 10)), (Point(50, 50), Point(50, 50)))
    problem = Problem(("alpha", "beta"), ("a", "b"), cells, RankedWeights(("a", "b"), (("a",), ("b",))))

    # Alpha's total is 10 + 80 w_a >= 50 whenever w_a >= 1/2.
    assert simulate(problem, draws=1000, seed=0).tally.ranks[0, 0] == 1000


@pytest.mark.parametrize("groups", [(("a",),), (("a",), ("a", "b")), (("a", "b"), ()), (("a",), ("z",))])
def test_an_order_that_does_not_name_each_once_is_refused(groups):
    with pytest.raises(ValueError, match=r"each of .* once"):
        RankedWeights(("a", "b"), groups)


@pytest.mark.parametrize("criteria", [(), ("a", "a")])
def test_no_criteria_and_twins_are_refused(criteria):
    with pytest.raises(ValueError, match="each named once"):
        RankedWeights(criteria, (criteria,))


@pytest.mark.parametrize(
    ("w", "concentration", "message"),
    [
        ((0.5,), 10, "Give 2 weights"),
        ((1.5, -0.5), 10, "from 0 to 1"),
        ((0.5, 0.4), 10, "add up to 1, not 0.9"),
        ((0.5, 0.5), 0.5, "concentration must be 1 or more, not 0.5"),
    ],
)
def test_a_point_that_is_none_and_a_low_concentration_are_refused(w, concentration, message):
    with pytest.raises(ValueError, match=message):
        AroundWeights(("a", "b"), w, concentration)


def test_points_of_another_number_are_refused():
    with pytest.raises(ValueError, match="each of 6 criteria"):
        RankedWeights(KEYS, WEAK).least([1, 2])
