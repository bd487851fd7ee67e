import math

import numpy as np
import pytest

from scoring import score, values_of
from vendor_eval.engine.methods import TOPSIS
from vendor_eval.errors import OptionError


@pytest.mark.parametrize(
    ("distance", "expected"),
    [
        # Weighted distances of the middle vendor: .5 x .25 and .5 x .5 to the best, .5 x .75 and .5 x .5 to the worst.
        ("euclidean", math.hypot(0.375, 0.25) / (math.hypot(0.375, 0.25) + math.hypot(0.125, 0.25))),
        ("manhattan", 0.625),
        ("chebyshev", 0.375 / (0.375 + 0.25)),
    ],
)
def test_closeness_is_that_worked_out_by_hand(distance, expected):
    method = TOPSIS(normalisation="minmax", distance=distance)

    closeness = score(method, [[10, 100], [40, 200], [50, 300]], [0.5, 0.5], [False, True])

    assert closeness == pytest.approx([0.5, expected, 0.5])


def test_the_best_has_1_and_the_worst_0():
    assert score(TOPSIS(), [[9, 1], [5, 3], [2, 8]], [0.6, 0.4], [False, True])[[0, 2]] == pytest.approx([1, 0])


def test_fixed_ideals_take_no_notice_of_the_candidates():
    fixed, matrix = TOPSIS(normalisation="none", ideals=(0, 100)), [[80, 20], [40, 90], [50, 50]]

    assert score(fixed, matrix, [0.5, 0.5])[:2] == pytest.approx(score(fixed, matrix[:2], [0.5, 0.5]))
    assert score(TOPSIS(), matrix, [0.5, 0.5])[:2] != pytest.approx(score(TOPSIS(), matrix[:2], [0.5, 0.5]))
    assert score(fixed, [[100, 100], [0, 0], [100, 0], [50, 50]], [0.5, 0.5]) == pytest.approx([1, 0, 0.5, 0.5])


def test_fixed_ideals_may_differ_by_criterion_and_follow_costs():
    fixed = TOPSIS(normalisation="none", distance="manhattan", ideals=((0, 10), (1000, 5000)))

    assert score(fixed, [[10, 1000], [5, 4000]], [0.5, 0.5], [False, True]) == pytest.approx([1, 0.375])


def test_a_number_outside_fixed_ideals_is_refused():
    with pytest.raises(ValueError, match="TOPSIS needs numbers between its bounds 0 and 100; see criterion 2 of 2"):
        score(TOPSIS(normalisation="none", ideals=(0, 100)), [[50, 100.1], [20, 30]], [0.5, 0.5])


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"distance": "euclid"}, "distance must be one of .* not 'euclid'. Did you mean 'euclidean'"),
        ({"ideals": (0, 100)}, "normalisation must be 'none' beside fixed ideals, not 'vector'"),
        ({"ideals": (100, 0)}, "ideals must be finite numbers with low below high"),
        ({"ideals": (0, math.inf)}, "ideals must be finite numbers with low below high"),
        ({"ideals": ()}, r"ideals must be \(low, high\), or one such pair a criterion"),
        ({"ideals": (1, 2, 3)}, r"ideals must be \(low, high\), or one such pair a criterion"),
        ({"ideals": ((0, 1), (2,))}, r"ideals must be \(low, high\), or one such pair a criterion"),
        ({"ideals": ("low", "high")}, r"ideals must be \(low, high\), or one such pair a criterion"),
    ],
)
def test_options_that_are_not_offered_are_refused(options, message):
    with pytest.raises(OptionError, match=message):
        TOPSIS(**options)


def test_there_are_ideals_for_each_criterion():
    with pytest.raises(ValueError, match="TOPSIS needs one pair of bounds a criterion, 2 in all, not 1"):
        score(TOPSIS(normalisation="none", ideals=((0, 1),)), [[1, 1]], [0.5, 0.5])


def test_vendors_that_only_differ_without_weight_are_half_way_in_a_block_of_draws():
    weights = np.array([[1.0, 0.5], [0.0, 0.5]])

    closeness = TOPSIS().scores(values_of([[5, 1], [5, 9]]), weights)

    assert closeness.tolist() == [[0.5, 0], [0.5, 1]]


@pytest.mark.parametrize("distance", ["euclidean", "manhattan"])
def test_keys_go_to_the_ends_of_the_scale_and_back(distance):
    method = TOPSIS(distance=distance)
    keyed = method.keyed(values_of([[9, 9], [1, 1], [5, 2]]))
    keys = keyed.keys(np.array([[0.5], [0.5]]))
    scale = keyed.scores(keys)[0, 0]

    assert (keyed.scores(keys) / scale)[:2, 0].tolist() == [1, 0]
    assert keys[1, 0] == -math.inf
    assert keyed.inverse(np.array([0.0, -scale])).tolist() == [-math.inf, -math.inf]
    assert keyed.inverse(np.array([scale])).tolist() == [0]


@pytest.mark.parametrize("distance", ["euclidean", "manhattan", "chebyshev"])
@pytest.mark.parametrize("first", [0.0, 1e-170])
def test_vendors_that_no_weight_tells_apart_are_half_way_however_small_the_other_weights_are(distance, first):
    weights = np.array([[first, 0.5], [1.0, 0.5]])
    values = values_of([[1, 5], [9, 5]])
    scores = TOPSIS(distance=distance).scores(values, weights)

    assert scores[:, 1].tolist() == [0, 1]
    # So small a weight still tells them apart, unless its square, by which distances are weighed, is rounded to 0.
    apart = first > 0 and distance != "euclidean"
    assert scores[:, 0].tolist() == ([0, 1] if apart else [0.5, 0.5])
    keyed = TOPSIS(distance=distance).keyed(values)
    assert keyed.scores(keyed.keys(weights)).tolist() == (scores * keyed.scores(keyed.keys(weights))[1, 1]).tolist()
