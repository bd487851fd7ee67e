import numpy as np
import pytest

from scoring import score
from vendor_eval.engine.methods import ARAS, COPRAS, MARCOS, MOORA

MATRIX = [[40, 10], [20, 5], [10, 20]]  # the second column is a cost
WEIGHTS, COSTS = [0.5, 0.5], [False, True]


def test_marcos_is_the_published_utility_worked_out_in_full():
    sums = np.array([0.5 * 1 + 0.5 * 0.5, 0.5 * 0.5 + 0.5 * 1, 0.5 * 0.25 + 0.5 * 0.25])
    against_worst, of_best = sums / (0.5 * 0.25 + 0.5 * 0.25), sums / 1
    f_best, f_worst = against_worst / (of_best + against_worst), of_best / (of_best + against_worst)
    utility = (of_best + against_worst) / (1 + (1 - f_best) / f_best + (1 - f_worst) / f_worst)

    assert score(MARCOS(), MATRIX, WEIGHTS, COSTS) == pytest.approx(utility)


def test_marcos_has_an_answer_where_the_anti_ideal_vendor_has_nothing():
    # With S of the anti-ideal vendor 0 the utility is S itself; the published steps divide by 0.
    assert score(MARCOS(), [[50, 0], [0, 80]], [0.7, 0.3]) == pytest.approx([0.7, 0.3])


def test_aras_is_a_part_of_an_ideal_vendor_that_joins_the_table():
    # Columns with the ideal: 40 40 20 10, sum 110; reciprocals .2 .1 .2 .05, sum .55.
    ideal = 0.5 * 40 / 110 + 0.5 * 0.2 / 0.55
    sums = [0.5 * x / 110 + 0.5 / y / 0.55 for x, y in MATRIX]

    assert score(ARAS(), MATRIX, WEIGHTS, COSTS) == pytest.approx([one / ideal for one in sums])


def test_copras_gives_costs_the_other_way_round():
    # S+ = .5 x 40/70 ..., S- = .5 x 10/35 ...; sum S- = .5, and 1 / S- stand as 2 : 4 : 1.
    significance = np.array([0.5 * 40 / 70 + 0.5 * 2 / 7, 0.5 * 20 / 70 + 0.5 * 4 / 7, 0.5 * 10 / 70 + 0.5 * 1 / 7])

    assert score(COPRAS(), MATRIX, WEIGHTS, COSTS) == pytest.approx(significance / significance.max())


@pytest.mark.parametrize("costs", [[False, False], [False, True]])
def test_copras_without_weighted_costs_is_the_share_of_benefits(costs):
    weights = WEIGHTS if costs == [False, False] else [1, 0]
    shares = np.array(MATRIX) / np.sum(MATRIX, axis=0) @ np.array(weights)

    assert score(COPRAS(), MATRIX, weights, costs) == pytest.approx(shares / shares.max())


def test_copras_gives_the_whole_of_the_costs_part_to_vendors_that_cost_nothing():
    scores = score(COPRAS(), [[1, 0], [1, 0], [1, 8]], WEIGHTS, COSTS)

    assert scores == pytest.approx([1, 1, (0.5 / 3) / (0.5 / 3 + 0.25)])


def test_copras_refuses_negative_numbers():
    with pytest.raises(ValueError, match="COPRAS needs numbers from 0; see criterion 2 of 2"):
        score(COPRAS(), [[1, -1], [1, 1]], WEIGHTS)


def test_moora_adds_benefits_and_takes_costs_off():
    lengths = np.sqrt([40**2 + 20**2 + 10**2, 10**2 + 5**2 + 20**2])

    expected = [0.5 * x / lengths[0] - 0.5 * y / lengths[1] for x, y in MATRIX]

    assert score(MOORA(), MATRIX, WEIGHTS, COSTS) == pytest.approx(expected)


def test_moora_takes_negative_numbers():
    assert score(MOORA(), [[-3, 1], [4, 1]], [1, 0]) == pytest.approx([-0.6, 0.8])
