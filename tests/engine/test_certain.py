import numpy as np
import pytest

from vendor_eval.engine import certain
from vendor_eval.engine.acceptability import tally
from vendor_eval.engine.certain import tally_certain
from vendor_eval.engine.counting import Counting
from vendor_eval.engine.methods import METHODS, TOPSIS
from vendor_eval.engine.places import TIE

FIELDS = ("ranks", "no_rank", "pairwise", "first_weights", "first_weight_squares", "value_sums", "value_square_sums")
TOP = Counting(depth=3, pairwise=False)


def weights_of(criteria, draws, seed=0):
    drawn = np.random.default_rng(seed).standard_exponential((criteria, draws))
    return drawn / drawn.sum(axis=0)


def points_of(criteria, vendors, seed=0):
    return np.random.default_rng(seed).uniform(0, 100, (criteria, vendors))


def assert_same(one, other):
    assert (one.draws, one.nobody) == (other.draws, other.nobody)
    for name in FIELDS:
        if getattr(other, name) is None:
            assert getattr(one, name) is None
        else:
            np.testing.assert_allclose(getattr(one, name), getattr(other, name), rtol=1e-12, atol=1e-9, err_msg=name)
    assert (one.value_bins is None) == (other.value_bins is None)
    # A total on the edge of a bin may fall to either side of it.
    assert one.value_bins is None or np.abs(one.value_bins - other.value_bins.astype(int)).sum() <= 4


@pytest.mark.parametrize("counting", [Counting(), Counting(depth=3), TOP, Counting(losses=True, values=False)])
@pytest.mark.parametrize("vendors", [1, 5, 40])
def test_certain_points_are_counted_as_their_totals_are(vendors, counting):
    points, weights = points_of(6, vendors), weights_of(6, 500)
    sufficient = np.arange(vendors) % 7 != 1
    totals = points.T @ weights
    ranked = np.repeat(sufficient[:, np.newaxis], 500, axis=1)

    found = tally_certain(points, sufficient, weights, counting=counting)
    expected = tally(totals, ranked, weights, counting=counting)

    assert_same(found, expected)
    assert (found.losses is None) == (expected.losses is None)
    if expected.losses is not None:
        np.testing.assert_allclose(found.losses.sums, expected.losses.sums, rtol=1e-9)
    if expected.orders is not None:
        assert found.orders.counts.tolist() == expected.orders.counts.tolist()


@pytest.mark.parametrize("counting", [Counting(), TOP])
def test_parts_of_any_size_leave_no_seam(monkeypatch, counting):
    points, weights = points_of(4, 50), weights_of(4, 300)
    whole = tally_certain(points, np.ones(50, dtype=bool), weights, counting=counting)
    for name, size in {"DRAWS_AT_ONCE": 17, "VENDORS_AT_ONCE": 11, "TOTALS_AT_ONCE": 130}.items():
        monkeypatch.setattr(certain, name, size)

    assert_same(tally_certain(points, np.ones(50, dtype=bool), weights, counting=counting), whole)


def test_without_anybody_sufficient_every_draw_chooses_nobody():
    for counting in (Counting(), TOP):
        found = tally_certain(points_of(3, 40), np.zeros(40, dtype=bool), weights_of(3, 20), counting=counting)

        assert found.nobody == 20
        assert not found.ranks.any()
        assert found.no_rank.tolist() == [20] * 40


def test_vendors_alike_share_the_ranks_though_totals_are_products():
    points = np.repeat(points_of(20, 30), 2, axis=1)  # everyone twice
    found = tally_certain(points, np.ones(60, dtype=bool), weights_of(20, 400), counting=TOP)

    assert found.ranks[::2].tolist() == found.ranks[1::2].tolist()
    np.testing.assert_allclose(found.ranks.sum(axis=0), 400, rtol=1e-12)


def test_draws_in_which_vendors_are_level_are_counted_with_the_others():
    points, weights = points_of(3, 4), weights_of(3, 200_000)
    points[:, 1] = points[:, 0]
    points[0, 1] += 50  # level with the other where the first criterion has no weight
    weights[:, 70_000] = (0, 0.4, 0.6)
    totals = points.T @ weights

    found = tally_certain(points, np.ones(4, dtype=bool), weights)

    assert_same(found, tally(totals, np.ones(totals.shape, dtype=bool), weights))
    assert found.pairwise[0, 1] == 0.5
    assert found.orders.counts.sum() == 200_000


@pytest.mark.parametrize("method", METHODS.values(), ids=METHODS)
@pytest.mark.parametrize("counting", [Counting(values=False), Counting(depth=3, pairwise=False, values=False)])
def test_a_method_ranks_those_that_have_a_rank_by_its_scores(method, counting):
    points, weights = points_of(4, 40), weights_of(4, 700)
    points[:, 30:] = points[:, 10:20]  # some are level throughout
    sufficient = np.arange(40) % 5 != 1
    scores = np.zeros((40, 700))
    scores[sufficient] = method.scores(points[:, sufficient, np.newaxis], weights) * (TIE / method.tie)
    ranked = np.repeat(sufficient[:, np.newaxis], 700, axis=1)

    keyed = method.keyed(points[:, sufficient, np.newaxis])
    found = tally_certain(points, sufficient, weights, counting=counting, keyed=keyed)

    assert_same(found, tally(scores, ranked, weights, counting=counting))


@pytest.mark.parametrize("method", [*METHODS.values(), TOPSIS(tie=1e-8), TOPSIS(distance="manhattan")])
def test_the_last_of_few_that_have_a_rank_has_the_last_rank_though_it_is_worst_on_all(method):
    points = points_of(3, 40)
    points[:, 0], points[:, 1] = 90, 10
    sufficient = np.arange(40) < 2

    keyed = method.keyed(points[:, sufficient, np.newaxis])
    found = tally_certain(
        points, sufficient, weights_of(3, 50), counting=Counting(depth=10, pairwise=False), keyed=keyed
    )

    assert found.ranks[:2, :2].tolist() == [[50, 0], [0, 50]]
    assert not found.ranks[:, 2:].any()


@pytest.mark.parametrize("method", METHODS.values(), ids=METHODS)
def test_all_that_are_level_at_the_worst_end_share_what_the_best_leave(method):
    points = np.vstack([np.repeat([100.0, 0.0], [5, 35]), np.random.default_rng(0).uniform(0, 100, 40)])
    weights = np.array([[1.0] * 4, [0.0] * 4])

    keyed = method.keyed(points[:, :, np.newaxis])
    everybody = np.ones(40, dtype=bool)
    found = tally_certain(points, everybody, weights, counting=Counting(depth=10, pairwise=False), keyed=keyed)

    np.testing.assert_allclose(found.ranks.sum(axis=1), np.repeat([4, 4 / 7], [5, 35]), rtol=1e-12)


def test_with_a_method_and_nobody_sufficient_every_draw_chooses_nobody():
    keyed = TOPSIS().keyed(points_of(3, 40)[:, :, np.newaxis])
    for counting in (Counting(), TOP):
        none = np.zeros(40, dtype=bool)
        found = tally_certain(points_of(3, 40), none, weights_of(3, 20), counting=counting, keyed=keyed)

        assert found.nobody == 20
        assert not found.ranks.any()


@pytest.mark.parametrize(
    ("points", "sufficient", "weights"), [((2, 3), 3, (3, 4)), ((2, 3), 4, (2, 4)), ((2, 3), 3, (2, 0))]
)
def test_what_does_not_fit_together_is_refused(points, sufficient, weights):
    with pytest.raises(ValueError, match="do not fit together"):
        tally_certain(np.zeros(points), np.ones(sufficient, dtype=bool), np.zeros(weights))
