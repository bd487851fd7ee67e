import numpy as np
import pytest

from five_vendors import CRITERIA, VALUES, W
from vendor_eval.engine.exact.region import region_of
from vendor_eval.engine.exact.relations import dominance, least_leads, relations
from vendor_eval.engine.linearweights import BoundedWeights
from vendor_eval.engine.weights import PointWeights, SimplexWeights

A, B, C, D, E = range(5)
LOW, HIGH = VALUES - 3, VALUES + 3
LOW[C, 3], HIGH[C, 3] = 0, 100  # the security of C is not known
WITHIN = region_of(BoundedWeights(CRITERIA, tuple(0.75 * W), tuple(1.25 * W)))


def pairs(which):
    return {(int(i), int(k)) for i, k in np.argwhere(which) if i != k}


def test_necessary_preference_is_that_of_the_worked_example():
    found = relations(LOW, HIGH, WITHIN)

    assert pairs(found.necessary) == pairs(found.ahead) == pairs(found.preferred) == {(A, D), (A, E), (B, D), (B, E)}
    assert pairs(~found.possible) == {(D, A), (E, A), (D, B), (E, B)}
    assert np.diagonal(found.necessary).all()


def test_ranks_bounded_by_pairs_contain_those_of_all_weights():
    best, worst = relations(LOW, HIGH, WITHIN).rank_bounds

    assert best.tolist() == [1, 1, 1, 3, 3]
    assert worst.tolist() == [3, 3, 5, 5, 5]


def test_leads_are_least_where_the_vendor_is_worst_and_the_other_best():
    least = relations(LOW, HIGH, WITHIN).least
    rng = np.random.default_rng(0)
    w = rng.dirichlet(np.ones(len(WITHIN.corners)), 500) @ WITHIN.corners
    values = np.where(rng.random((500, *VALUES.shape)) < 0.5, LOW, HIGH)
    overall = np.einsum("dij,dj->di", values, w)

    assert ((overall[:, :, None] - overall[:, None]).min(axis=0) >= least - 1e-9).all()
    np.testing.assert_allclose(
        least[A, B], min(corner @ (LOW[A] - HIGH[B]) for corner in WITHIN.corners), rtol=0, atol=1e-12
    )


def test_point_weights_and_points_give_the_differences_of_overall_values():
    found = relations(VALUES, VALUES, region_of(PointWeights(tuple(W))))

    overall = VALUES @ W
    np.testing.assert_allclose(found.least, np.subtract.outer(overall, overall), rtol=0, atol=1e-12)
    np.testing.assert_allclose(found.greatest, found.least, rtol=0, atol=1e-12)


@pytest.mark.parametrize("seed", range(3))
def test_without_corners_the_leads_are_the_same(seed):
    rng = np.random.default_rng(seed)
    values = rng.random((6, 10)) * 100
    w = rng.dirichlet(np.full(10, 5))
    keys = tuple(f"c{j}" for j in range(10))
    closed = BoundedWeights(keys, tuple(0.5 * w), tuple(1.5 * w))
    assert not region_of(closed).listed

    found = least_leads(values - 2, values + 2, region_of(closed))

    corners = closed.vertices
    by_corner = (corners @ (values - 2).T)[:, :, None] - (corners @ (values + 2).T)[:, None]
    np.testing.assert_allclose(found, by_corner.min(axis=0), rtol=0, atol=1e-9)


def test_dominance_needs_no_weights():
    found = dominance(VALUES, VALUES)

    assert pairs(found.weak) == pairs(found.plain) == pairs(found.strict) == {(A, E)}
    assert np.diagonal(found.weak).all()
    assert not np.diagonal(found.plain).any()


def test_equal_vendors_dominate_each_other_weakly_only():
    values = np.array([[50.0, 20], [50, 20], [50, 30], [60, 40]])
    found = dominance(values, values)

    assert pairs(found.weak) == {(0, 1), (1, 0), (2, 0), (2, 1), (3, 0), (3, 1), (3, 2)}
    assert pairs(found.plain) == pairs(found.weak) - {(0, 1), (1, 0)}
    assert pairs(found.strict) == {(3, 0), (3, 1), (3, 2)}


def test_dominance_over_ranges_holds_for_all_or_for_some_points():
    low, high = np.array([[40.0, 50], [10, 20]]), np.array([[60.0, 50], [45, 20]])

    assert pairs(dominance(low, high).weak) == set()
    assert pairs(dominance(low, high, possibly=True).strict) == {(0, 1)}
    shift = np.array([[5, 0], [0, 0]])
    assert pairs(dominance(low + shift, high + shift).plain) == {(0, 1)}


def test_dominance_is_preference_over_all_weights():
    rng = np.random.default_rng(2)
    values = rng.integers(0, 4, (12, 3)) * 25.0

    found = relations(values, values, region_of(SimplexWeights(("a", "b", "c"))))

    assert (found.necessary == dominance(values, values).weak).all()
    assert (found.preferred == dominance(values, values).plain).all()


def test_one_vendor_has_no_leads_but_its_own():
    region = region_of(SimplexWeights(("a", "b")))

    assert relations(np.array([[1.0, 2]]), np.array([[3.0, 4]]), region).least.tolist() == [[0]]
    assert dominance(np.array([[1.0, 2]]), np.array([[3.0, 4]])).weak.tolist() == [[True]]
