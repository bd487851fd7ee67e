from itertools import pairwise

import numpy as np
import pytest

from vendor_eval.engine.exact import rankings as module
from vendor_eval.engine.exact.rankings import _staircases, exact_rankings
from vendor_eval.engine.exact.region import region_of
from vendor_eval.engine.exact.volumes import exact_ranks
from vendor_eval.engine.exact.winning import pieces_of
from vendor_eval.engine.linearweights import BoundedWeights, Ratio, RatioWeights
from vendor_eval.engine.weights import SimplexWeights
from vendor_eval.engine.weightsets import RankedWeights

KEYS = tuple("abcde")
SETS = {
    "any, two": SimplexWeights(KEYS[:2]),
    "any, three": SimplexWeights(KEYS[:3]),
    "any, four": SimplexWeights(KEYS[:4]),
    "any, five": SimplexWeights(KEYS),
    "order": RankedWeights(KEYS[:4], tuple((key,) for key in KEYS[:4])),
    "bounds": BoundedWeights(KEYS[:3], (0.1, 0.2, 0.1), (0.6, 0.5, 0.55)),
    "ratios": RatioWeights(KEYS[:4], (Ratio("a", "b", 0.5, 2.0), Ratio("c", "d", 0.8, 1.5))),
}


def points(vendors, criteria, seed=0):
    return np.random.default_rng(seed).uniform(0, 100, (vendors, criteria)).round(1)


def acceptability(found):
    """How likely each vendor takes each rank, from the rankings; level vendors share theirs."""
    shares = np.zeros((found.ahead.shape[1],) * 2)
    for ahead, share in zip(found.ahead, found.shares, strict=True):
        for i, rank in enumerate(ahead):
            level = np.count_nonzero(ahead == rank)
            shares[i, rank : rank + level] += share / level
    return shares


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("seed", range(3))
def test_rankings_add_up_to_the_rank_acceptabilities_that_volumes_give(name, seed):
    weights = SETS[name]
    values = points(4, len(weights), seed)

    found = exact_rankings(values, pieces_of(weights))

    assert found.shares.sum() == pytest.approx(1, abs=1e-12)
    np.testing.assert_allclose(
        acceptability(found), exact_ranks(values, region_of(weights)).acceptability, rtol=0, atol=1e-10
    )
    assert len(np.unique(found.ahead, axis=0)) == len(found.ahead)


@pytest.mark.parametrize("name", ["any, three", "any, five", "order", "bounds"])
def test_rankings_are_as_likely_as_draws_say(name):
    weights, draws = SETS[name], 200_000
    values = points(4, len(weights), 8)
    drawn = values @ np.hstack([weights.draw(3, block, 50_000) for block in range(4)])
    ahead = (drawn[:, np.newaxis] < drawn).sum(axis=1).T
    kinds, counts = np.unique(ahead, axis=0, return_counts=True)
    seen = {tuple(kind): count / draws for kind, count in zip(kinds.tolist(), counts, strict=True)}

    found = exact_rankings(values, pieces_of(weights))

    told = {tuple(row): share for row, share in zip(found.ahead.tolist(), found.shares, strict=True)}
    assert len(told) > 1
    for row in seen.keys() | told.keys():
        p = told.get(row, 0)
        assert seen.get(row, 0) == pytest.approx(p, abs=4 * np.sqrt(p * (1 - p) / draws) + 1e-12)


def test_seven_vendors_by_two_criteria_change_places_at_the_weights_where_they_cross():
    values = points(7, 2, 5)
    slopes, ends = values[:, 0] - values[:, 1], values[:, 1]
    with np.errstate(divide="ignore"):
        crossings = np.array(
            [(ends[k] - ends[i]) / (slopes[i] - slopes[k]) for i in range(7) for k in range(i)], dtype=float
        )
    cuts = np.sort([0, *crossings[(crossings > 0) & (crossings < 1)], 1])

    found = exact_rankings(values, pieces_of(SETS["any, two"]))

    assert sorted(found.shares) == pytest.approx(sorted(b - a for a, b in pairwise(cuts)), abs=1e-12)


def test_vendors_that_are_level_whatever_the_weights_stay_so():
    found = exact_rankings(np.array([[100.0, 0], [100, 0], [40, 40]]), pieces_of(SETS["any, two"]))

    assert sorted(map(tuple, found.ahead.tolist())) == [(0, 0, 2), (1, 1, 0)]
    assert sorted(found.shares) == pytest.approx([0.4, 0.6])


def test_a_plane_through_corners_cuts_nothing_off():
    # Level at two corners of the triangle: one side.
    found = exact_rankings(np.array([[50.0, 50, 70], [50, 50, 30]]), pieces_of(SETS["any, three"]))

    assert (found.ahead.tolist(), found.shares.tolist()) == ([[0, 1]], [1])


def test_one_vendor_or_none_has_one_ranking():
    for vendors in (0, 1):
        found = exact_rankings(points(vendors, 3), pieces_of(SETS["any, three"]))
        assert (found.ahead.tolist(), found.shares.tolist()) == ([[0] * vendors], [1])


def test_too_many_parts_and_too_many_vendors_are_not_told(monkeypatch):
    pieces = pieces_of(SETS["any, four"])
    with pytest.raises(ValueError, match="at most 11 vendors, not of 12"):
        exact_rankings(points(12, 4), pieces)
    monkeypatch.setattr(module, "MOST_SIMPLICES", 20)

    assert exact_rankings(points(5, 4), pieces) is None


@pytest.mark.parametrize(("rows", "columns", "ways"), [(1, 4, 1), (2, 2, 2), (3, 3, 6), (3, 5, 15)])
def test_staircases_go_from_the_first_to_the_last_cell_by_single_steps(rows, columns, ways):
    found = _staircases(rows, columns)

    assert len({tuple(map(tuple, way)) for way in found.tolist()}) == len(found) == ways
    assert (found[:, 0] == 0).all()
    assert (found[:, -1] == [rows - 1, columns - 1]).all()
    assert (np.diff(found, axis=1).sum(axis=2) == 1).all()
    assert (np.diff(found, axis=1) >= 0).all()
