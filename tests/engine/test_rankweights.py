import numpy as np
import pytest

from vendor_eval.engine.rankweights import rank_sum, reciprocal, roc, shared


def test_rank_order_centroid_of_four_places():
    # Chang (2004), four project-delivery factors; exactly 25, 13, 7 and 3 of 48 (Edwards and Barron 1994).
    np.testing.assert_allclose(roc(4), np.array([25, 13, 7, 3]) / 48, rtol=0, atol=1e-15)
    np.testing.assert_allclose(roc(3), np.array([11, 5, 2]) / 18, rtol=0, atol=1e-15)


def test_rank_sum_and_reciprocal_of_four_places():
    np.testing.assert_allclose(rank_sum(4), [0.4, 0.3, 0.2, 0.1], rtol=0, atol=1e-15)
    np.testing.assert_allclose(reciprocal(4), [0.48, 0.24, 0.16, 0.12], rtol=0, atol=1e-15)


@pytest.mark.parametrize("method", [roc, rank_sum, reciprocal])
def test_one_place_has_all_the_weight(method):
    assert method(1).tolist() == [1]


@pytest.mark.parametrize("method", [roc, rank_sum, reciprocal])
def test_weights_fall_and_add_up_to_one(method):
    w = method(9)

    assert (np.diff(w) < 0).all()
    assert w.sum() == pytest.approx(1, abs=1e-15)


@pytest.mark.parametrize("method", [roc, rank_sum, reciprocal])
def test_ties_share_the_mean_of_their_places_and_the_sum_stays_one(method):
    # Another library gives ties the weight of the best place, so that its weights add up to 1.65.
    w = shared(method(5), [1, 3, 1])

    np.testing.assert_allclose(w[1:4], method(5)[1:4].mean(), rtol=0, atol=1e-15)
    assert w.sum() == pytest.approx(1, abs=1e-15)


@pytest.mark.parametrize("method", [roc, rank_sum, reciprocal])
def test_an_order_of_nothing_is_refused(method):
    with pytest.raises(ValueError, match="1 or more places, not 0"):
        method(0)


@pytest.mark.parametrize("sizes", [[], [2, 2], [0, 3], [4, -1]])
def test_groups_that_do_not_fill_the_places_are_refused(sizes):
    with pytest.raises(ValueError, match="3 together"):
        shared(roc(3), sizes)
