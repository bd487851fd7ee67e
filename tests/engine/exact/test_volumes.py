import numpy as np
import pytest

from five_vendors import CRITERIA, VALUES, W
from vendor_eval.engine.acceptability import tally
from vendor_eval.engine.additive import totals
from vendor_eval.engine.exact.region import region_of
from vendor_eval.engine.exact.volumes import cells_at_most, cheaper_than_draws, exact_ranks
from vendor_eval.engine.exact.winning import expected_ranks, pieces_of, winning_indices
from vendor_eval.engine.limits import ratio
from vendor_eval.engine.linearweights import BoundedWeights, LinearWeights
from vendor_eval.engine.treeweights import Level, TreeWeights
from vendor_eval.engine.weights import PointWeights, SimplexWeights
from vendor_eval.engine.weightsets import AroundWeights, RankedWeights

ANY = SimplexWeights(CRITERIA)
DRAWS = 100_000


def test_a_decision_that_can_be_cut_by_hand():
    """The third vendor is second where both weights are above 0.4 or below 0.6 and never first."""
    values = np.array([[100.0, 0], [0, 100], [40, 40]])

    found = exact_ranks(values, region_of(SimplexWeights(("fit", "price"))))

    np.testing.assert_allclose(
        found.acceptability, [[0.5, 0.1, 0.4], [0.5, 0.1, 0.4], [0, 0.8, 0.2]], rtol=0, atol=1e-12
    )
    np.testing.assert_allclose(found.central_weights[:2], [[0.75, 0.25], [0.25, 0.75]], rtol=0, atol=1e-12)
    assert np.isnan(found.central_weights[2]).all()


def test_the_rank_acceptabilities_of_the_worked_example():
    found = exact_ranks(VALUES, region_of(ANY))

    assert found.acceptability.ravel() == pytest.approx(
        [
            *(0.07808, 0.71585, 0.20603, 0.00004, 0),
            *(0.27469, 0.13395, 0.57284, 0.01728, 0.00123),
            *(0.64722, 0.12210, 0.13070, 0.07654, 0.02342),
            *(0, 0.02810, 0.09043, 0.83147, 0.05),
            *(0, 0, 0, 0.07466, 0.92534),
        ],
        abs=6e-6,
    )
    assert found.central_weights[:3].ravel() == pytest.approx(
        [
            *(0.191, 0.102, 0.270, 0.268, 0.051, 0.118),
            *(0.329, 0.113, 0.203, 0.086, 0.142, 0.127),
            *(0.095, 0.197, 0.139, 0.189, 0.191, 0.189),
        ],
        abs=6e-4,
    )


def test_with_an_order_of_weights_the_acceptabilities_are_those_of_the_worked_example():
    order = (("cost",), ("quality",), ("security",), ("delivery",), ("support",), ("finance",))

    found = exact_ranks(VALUES, region_of(RankedWeights(CRITERIA, order)), depth=1)

    assert found.acceptability.ravel() == pytest.approx([0.13855, 0.83454, 0.02691, 0, 0], abs=6e-6)


@pytest.mark.parametrize(
    "weights",
    [
        SimplexWeights(CRITERIA[:4]),
        BoundedWeights(CRITERIA[:4], (0.1, 0.2, 0, 0.1), (0.5, 0.6, 0.3, 1)),
        RankedWeights(CRITERIA[:4], (("cost", "delivery"), ("quality", "security"))),
        LinearWeights(CRITERIA[:4], (*ratio("cost", "quality", 1, 2), *ratio("delivery", "security", 1, 1))),
    ],
    ids=["any", "bounds", "groups in order", "an equation"],
)
def test_volumes_agree_with_draws_and_with_winning_indices(weights):
    values = np.vstack([VALUES[:, :4], [60, 60, 90, 60], VALUES[1, :4]])  # the last is level with B
    found = exact_ranks(values, region_of(weights))
    w = weights.draw(0, 0, DRAWS)
    drawn = tally(totals(values.T[:, :, np.newaxis], w), np.ones((7, DRAWS), dtype=bool), w)

    error = np.sqrt(found.acceptability * (1 - found.acceptability) / DRAWS)
    assert (np.abs(drawn.ranks / DRAWS - found.acceptability) <= 5 * error + 1e-9).all()
    np.testing.assert_allclose(found.acceptability.sum(axis=0), 1, rtol=0, atol=1e-9)
    indices = winning_indices(values, pieces_of(weights))
    np.testing.assert_allclose(found.acceptability @ np.arange(1, 8), expected_ranks(indices), rtol=0, atol=1e-9)
    region = region_of(weights)
    for vendor in np.flatnonzero(found.acceptability[:, 0] > 0):
        centre = found.central_weights[vendor]
        assert region.holds(centre)
        assert values[vendor] @ centre == pytest.approx((values @ centre).max(), abs=1e-9)


def test_the_first_ranks_alone_are_the_same():
    region = region_of(SimplexWeights(CRITERIA[:4]))
    values = np.random.default_rng(4).random((9, 4)) * 100
    whole = exact_ranks(values, region)

    for depth in (1, 3, 20):
        found = exact_ranks(values, region, depth=depth)
        np.testing.assert_allclose(found.acceptability, whole.acceptability[:, :depth], rtol=0, atol=1e-12)
        np.testing.assert_allclose(found.central_weights, whole.central_weights, rtol=0, atol=1e-12)


def test_who_is_first_among_many_vendors():
    values = np.random.default_rng(5).random((90, 4)) * 100

    found = exact_ranks(values, region_of(SimplexWeights(CRITERIA[:4])), depth=1)

    assert found.acceptability.sum() == pytest.approx(1, abs=1e-12)


def test_planes_that_no_longer_limit_a_cell_make_room_for_others(monkeypatch):
    values = np.random.default_rng(6).random((25, 3)) * 100
    region = region_of(SimplexWeights(CRITERIA[:3]))
    whole = exact_ranks(values, region, depth=1)
    monkeypatch.setattr("vendor_eval.engine.exact.volumes.PLANES", 9)

    assert exact_ranks(values, region, depth=1).acceptability == pytest.approx(whole.acceptability, abs=1e-12)

    monkeypatch.setattr("vendor_eval.engine.exact.volumes.PLANES", 4)
    with pytest.raises(ValueError, match="more than 4 sides"):
        exact_ranks(values, region, depth=1)


def test_level_vendors_share_ranks_and_central_weights():
    values = np.array([[80.0, 20], [80, 20], [20, 80]])

    found = exact_ranks(values, region_of(SimplexWeights(("a", "b"))))

    np.testing.assert_allclose(
        found.acceptability, [[0.25, 0.5, 0.25], [0.25, 0.5, 0.25], [0.5, 0, 0.5]], rtol=0, atol=1e-12
    )
    np.testing.assert_allclose(found.central_weights, [[0.75, 0.25], [0.75, 0.25], [0.25, 0.75]], rtol=0, atol=1e-12)


def test_point_weights_give_one_order():
    found = exact_ranks(VALUES, region_of(PointWeights(tuple(W))))

    assert found.acceptability.argmax(axis=1).tolist() == [0, 2, 1, 3, 4]
    assert found.acceptability.max(axis=1).tolist() == [1] * 5
    assert found.central_weights[0] == pytest.approx(W, abs=1e-9)


def test_one_vendor_and_one_criterion():
    assert exact_ranks(VALUES[:1], region_of(ANY)).acceptability.tolist() == [[1]]
    flat = exact_ranks(np.array([[10.0], [30], [30]]), region_of(SimplexWeights(("a",))))
    assert flat.acceptability.tolist() == [[0, 0, 1], [0.5, 0.5, 0], [0.5, 0.5, 0]]


def test_a_vendor_that_is_first_on_a_border_only_has_no_central_weights():
    values = np.array([[80.0, 80, 20], [20, 80, 80], [20, 80, 20]])

    found = exact_ranks(values, region_of(SimplexWeights(("a", "b", "c"))))

    np.testing.assert_allclose(found.acceptability[2], [0, 0, 1], rtol=0, atol=1e-12)
    assert np.isnan(found.central_weights[2]).all()


def test_too_many_criteria_are_refused():
    with pytest.raises(ValueError, match="at most 7 dimensions"):
        exact_ranks(np.ones((2, 9)), region_of(SimplexWeights(tuple("abcdefghi"))))


@pytest.mark.parametrize(
    "weights",
    [
        AroundWeights(("a", "b"), (0.5, 0.5), 9.0),
        TreeWeights(("a", "b"), Level(SimplexWeights(("a", "b")), ("a", "b"))),
    ],
)
def test_weights_that_are_not_equally_likely_are_refused(weights):
    with pytest.raises(ValueError, match="by level, or around a point, they are not"):
        exact_ranks(np.ones((2, 2)), region_of(weights))

    assert not cheaper_than_draws(2, region_of(weights), 10**9)


def test_volumes_pay_for_few_criteria_and_few_vendors():
    def cheaper(vendors, n, draws):
        return cheaper_than_draws(vendors, region_of(SimplexWeights(tuple(f"c{j}" for j in range(n)))), draws)

    assert cheaper(5, 3, 1_000_000)
    assert not cheaper(5, 3, 1_000)
    assert not cheaper(20, 6, 1_000_000)
    assert not cheaper(3, 12, 100_000_000)
    assert cells_at_most(1, 5) == 1
