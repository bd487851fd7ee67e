import numpy as np
import pytest

from vendor_eval.engine.limits import Limit, bounded, ordered, ratio
from vendor_eval.engine.linearweights import BoundedWeights, LinearWeights, Ratio, RatioWeights
from vendor_eval.engine.rankweights import roc
from vendor_eval.engine.weights import SimplexWeights

DRAWS = 20_000
KEYS = tuple("abcdefghij")


def close_to_mean(weights):
    """Whether the mean of draws is within 5 standard errors of the mean that the set states."""
    w = weights.draw(0, 0, DRAWS)
    error = np.sqrt(w.var(axis=1) / weights.effective(DRAWS) + weights.mean_error**2)
    return (np.abs(w.mean(axis=1) - weights.mean) <= 5 * error + 1e-14).all()


def excess(weights, w):
    """By how much draws break a limit at worst."""
    place = {key: j for j, key in enumerate(weights.criteria)}
    sums = [sum(factor * w[place[key]] for key, factor in limit.terms) - limit.bound for limit in weights.limits]
    return max(float(one.max()) for one in [*sums, -w])


def test_no_limits_give_the_draws_of_all_weights_bit_for_bit():
    assert LinearWeights(KEYS).draw(3, 1, 50).tolist() == SimplexWeights(KEYS).draw(3, 1, 50).tolist()


def test_a_full_order_is_seen_to_be_simplex_shaped():
    weights = LinearWeights(KEYS, ordered([(key,) for key in KEYS]))

    assert weights.sampler == "mixtures of corners (exact)"
    np.testing.assert_allclose(weights.mean, roc(10), rtol=0, atol=1e-14)
    assert len(weights.vertices) == 10
    assert close_to_mean(weights)


def test_a_chain_of_ratios_is_simplex_shaped():
    chain = (0.8, 0.5, 0.6, 1, 0.5)
    weights = RatioWeights(KEYS[:6], tuple(Ratio(KEYS[j], KEYS[j + 1], r) for j, r in enumerate(chain)))

    assert weights.sampler == "mixtures of corners (exact)"
    assert close_to_mean(weights)
    assert excess(weights, weights.draw(0, 0, DRAWS)) < 1e-14


@pytest.mark.parametrize(
    ("low", "high", "corners"),
    [
        ((0.1, 0.2, 0.3), (1, 1, 1), [[0.1, 0.2, 0.7], [0.1, 0.6, 0.3], [0.5, 0.2, 0.3]]),
        ((0, 0, 0), (0.4, 0.4, 0.4), [[0.2, 0.4, 0.4], [0.4, 0.2, 0.4], [0.4, 0.4, 0.2]]),
    ],
)
def test_lower_bounds_alone_and_upper_bounds_alone_are_simplex_shaped(low, high, corners):
    weights = BoundedWeights(KEYS[:3], low, high)

    assert weights.sampler == "mixtures of corners (exact)"
    assert sorted(weights.vertices.round(12).tolist()) == corners
    np.testing.assert_allclose(weights.mean, np.mean(corners, axis=0), rtol=0, atol=1e-14)


def test_ratios_with_two_bounds_have_the_corners_found_by_hand():
    # 1 <= a/b <= 2, 1 <= b/c <= 3: the corners are the four combinations of ends.
    weights = RatioWeights(("a", "b", "c"), (Ratio("a", "b", 1, 2), Ratio("b", "c", 1, 3)))
    by_hand = [np.array([p * q, q, 1]) / (p * q + q + 1) for p in (1, 2) for q in (1, 3)]

    np.testing.assert_allclose(
        sorted(weights.vertices.tolist()), sorted(np.array(by_hand).tolist()), rtol=0, atol=1e-14
    )


@pytest.mark.parametrize("n", [4, 7, 8, 10])
def test_bounds_have_draws_with_the_exact_mean_within_the_bounds(n):
    weights = BoundedWeights(KEYS[:n], (0.2 / n, *[0.5 / n] * (n - 1)), (*[2 / n] * (n - 1), 1.4 / n))
    w = weights.draw(0, 0, DRAWS)

    assert close_to_mean(weights)
    assert weights.mean_error.max() == 0
    assert excess(weights, w) < 1e-14
    np.testing.assert_allclose(w.sum(axis=0), 1, rtol=0, atol=1e-14)
    assert weights.sampler.startswith("cut into" if n <= 8 else "rejection")


def test_the_pieces_of_a_set_and_the_closed_form_have_the_same_mean():
    # By limits the mean comes from the pieces, by bounds from inclusion and exclusion.
    bounds = BoundedWeights(KEYS[:6], (0.05,) * 6, (0.2, 0.25, 0.3, 0.35, 0.4, 0.3))

    np.testing.assert_allclose(LinearWeights(KEYS[:6], bounds.limits).mean, bounds.mean, rtol=0, atol=1e-13)


def test_a_set_too_thin_for_rejection_is_walked():
    weights = RatioWeights(KEYS[:9], tuple(Ratio("a", key, 0.9, 1.2) for key in KEYS[1:9]))

    assert weights.sampler.startswith("hit-and-run")
    assert "not quite independent" in weights.sampler
    assert 0.9 * DRAWS < weights.effective(DRAWS) < DRAWS
    assert 0 < weights.mean_error.max() < 1e-3
    assert close_to_mean(weights)
    assert excess(weights, weights.draw(0, 0, DRAWS)) < 1e-12


def test_equations_are_kept_to_the_last_digits():
    weights = RatioWeights(KEYS[:4], (Ratio("a", "b", 2, 2), Ratio("c", "d", 1, 3)))
    a, b, _, _ = weights.draw(0, 0, DRAWS)

    np.testing.assert_allclose(a, 2 * b, rtol=0, atol=1e-15)
    assert close_to_mean(weights)


def test_equations_may_leave_one_point():
    weights = RatioWeights(("a", "b", "c"), (Ratio("a", "b", 2, 2), Ratio("b", "c", 1, 1)))

    np.testing.assert_allclose(weights.draw(0, 0, 3), [[0.5] * 3, [0.25] * 3, [0.25] * 3], rtol=0, atol=1e-15)
    np.testing.assert_allclose(weights.mean, [0.5, 0.25, 0.25], rtol=0, atol=1e-15)
    assert weights.least([8, 4, 0]) == pytest.approx(5)


def test_one_criterion_has_all_the_weight():
    only = BoundedWeights(("a",), (0.2,), (1.0,))

    assert only.draw(0, 0, 2).tolist() == [[1, 1]]
    assert only.mean.tolist() == [1]
    assert only.least([7]) == pytest.approx(7, abs=1e-14)


def test_an_order_that_leaves_criteria_out_limits_only_the_others():
    weights = LinearWeights(KEYS[:4], ordered([("a",), ("b",)]))

    # The order halves the set; inside, a and b share their 1/2 as 3/4 and 1/4.
    np.testing.assert_allclose(weights.mean, [0.375, 0.125, 0.25, 0.25], rtol=0, atol=1e-14)


def test_the_least_sum_over_bounds_is_that_at_the_best_corner():
    weights = BoundedWeights(KEYS[:5], (0.1, 0, 0.05, 0.1, 0), (0.3, 0.5, 0.4, 1, 0.2))

    for differences in np.random.default_rng(0).normal(size=(20, 5)):
        assert weights.least(differences) == pytest.approx((weights.vertices @ differences).min(), abs=1e-13)
        assert weights.greatest(differences) == pytest.approx((weights.vertices @ differences).max(), abs=1e-13)


def test_the_least_sum_in_many_dimensions_comes_from_a_linear_programme():
    bounds = BoundedWeights(KEYS, (0.05,) * 10, (0.2,) * 10)
    linear = LinearWeights(KEYS, bounds.limits)

    for differences in np.random.default_rng(0).normal(size=(5, 10)):
        assert linear.least(differences) == pytest.approx(bounds.least(differences), abs=1e-12)


def test_an_empty_set_names_limits_of_which_each_is_needed_for_the_conflict():
    limits = (*bounded("a", low=0.5), *bounded("b", low=0.3), *ordered([("a",), ("b",)]), *ratio("b", "a", low=1.5))

    with pytest.raises(ValueError, match=r"limits: b at least 0\.3; a at least b; b at least 1\.5 times a\. Drop"):
        LinearWeights(KEYS[:3], limits)


@pytest.mark.parametrize(
    ("low", "high", "message"),
    [
        ((0.4, 0.4, 0.4), (1, 1, 1), "a at least 0.4; b at least 0.4; c at least 0.4"),
        ((0, 0, 0), (0.3, 0.3, 0.3), "a at most 0.3; b at most 0.3; c at most 0.3"),
        ((0, 1.2, 0), (2, 2, 2), "limits: b at least 1.2. Drop"),
        ((0, 0), (1, 1, 1), "each of 3 criteria"),
        ((0.2, 0, 0), (0.1, 1, 1), "the lower first: 0.2, 0.1"),
    ],
)
def test_bounds_that_no_weights_keep_are_refused_by_name(low, high, message):
    with pytest.raises(ValueError, match=message):
        BoundedWeights(KEYS[:3], low, high)


@pytest.mark.parametrize("half", [1e-6, 1e-8, 3e-9, 1e-10, 0])
@pytest.mark.parametrize("n", [3, 6])
def test_a_set_may_be_as_thin_as_one_likes(half, n):
    narrow = BoundedWeights(KEYS[:n], (1 / n - half, *[0] * (n - 1)), (1 / n + half, *[1] * (n - 1)))
    w = narrow.draw(0, 0, DRAWS)

    assert excess(narrow, w) < 1e-14
    assert close_to_mean(narrow)
    assert len(np.unique(w[1])) == DRAWS


def test_bounds_that_meet_in_one_point_are_kept():
    weights = BoundedWeights(KEYS[:3], (0.2, 0.3, 0.5), (0.2, 0.3, 0.5))

    np.testing.assert_allclose(weights.draw(0, 0, 1)[:, 0], [0.2, 0.3, 0.5], rtol=0, atol=1e-12)
    np.testing.assert_allclose(weights.mean, [0.2, 0.3, 0.5], rtol=0, atol=1e-12)


def test_a_limit_on_a_stranger_is_refused():
    with pytest.raises(ValueError, match="no criterion: z"):
        LinearWeights(KEYS, (Limit((("z", 1.0),), 0.5, "z at most 0.5"),))
