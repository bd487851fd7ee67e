import math

import numpy as np
import pytest

from scoring import score, values_of
from vendor_eval.engine.methods import ELECTRE3
from vendor_eval.errors import OptionError


def credibility(matrix, weights, costs, q, p, veto):
    """Roy's definition, pair by pair."""
    table = np.empty((len(matrix), len(matrix)))
    for a, row in enumerate(matrix):
        for b, other in enumerate(matrix):
            behind = [(x - y) if cost else (y - x) for x, y, cost in zip(row, other, costs, strict=True)]
            parts = [1 if d <= q else 0 if d >= p else (p - d) / (p - q) for d in behind]
            together = sum(w * part for w, part in zip(weights, parts, strict=True))
            against = [0 if d <= p else 1 if d >= veto else (d - p) / (veto - p) for d in behind]
            table[a, b] = together * math.prod((1 - d) / (1 - together) for d in against if d > together)
    return table


@pytest.mark.parametrize("seed", range(10))
def test_credibilities_and_scores_are_those_of_the_definition(seed):
    rng = np.random.default_rng(seed)
    matrix, weights, costs = rng.uniform(0, 100, (5, 4)), rng.dirichlet(np.ones(4), 3), rng.random(4) < 0.5
    method = ELECTRE3(q=5, p=20, veto=45)

    tables = method.credibility(values_of(matrix), weights.T, costs=costs)
    scores = method.scores(values_of(matrix), weights.T, costs=costs)

    for k in range(3):
        expected = credibility(matrix, weights[k], costs, 5, 20, 45)
        np.testing.assert_allclose(tables[:, :, k], expected, atol=1e-14)
        np.testing.assert_allclose(scores[:, k], (expected.sum(axis=1) - expected.sum(axis=0)) / 4, atol=1e-14)


def test_one_full_veto_takes_all_credibility():
    matrix = [[100, 100, 0], [0, 0, 60]]

    table = ELECTRE3(veto=60).credibility(values_of(matrix), np.array([[0.49], [0.49], [0.02]]))[:, :, 0]

    assert table == pytest.approx(np.array([[1, 0], [0, 1]]))


def test_full_concordance_stays_full_in_whatever_order_weights_are_added_up():
    # 1/6 + 1/6 + 2/3 falls short of 1 as binary numbers, and would then lie below a discordance of 1.
    matrix, weights = [[0, 0, 0, 0], [0, 0, 0, 60]], np.array([[1 / 6], [1 / 6], [2 / 3], [0]])

    for order in ([0, 1, 2, 3], [2, 1, 0, 3], [3, 2, 1, 0]):
        table = ELECTRE3().credibility(values_of(np.array(matrix)[:, order]), weights[order])[:, :, 0]
        assert table == pytest.approx(1)


def test_thresholds_may_differ_by_criterion_and_one_may_have_no_veto():
    method = ELECTRE3(q=(0, 5), p=(0, 15), veto=(math.inf, 50))

    table = method.credibility(values_of([[0, 60], [90, 20]]), np.array([[0.5], [0.5]]))[:, :, 0]

    # b is 40 behind on the second criterion: discordance 25 / 35 against a concordance of .5.
    assert table == pytest.approx(np.array([[1, 0.5], [0.5 * (10 / 35) / 0.5, 1]]))


@pytest.mark.parametrize(
    "options",
    [
        {"q": -1},
        {"q": 20},
        {"p": 60},
        {"p": math.inf, "veto": math.inf},
        {"veto": 15},
        {"q": math.nan},
        {"q": (1, 2), "p": (3, 1)},
    ],
)
def test_thresholds_stand_in_their_order(options):
    with pytest.raises(OptionError, match="q, p and veto must satisfy 0 <= q <= p < veto"):
        ELECTRE3(**options)


@pytest.mark.parametrize("options", [{"q": "five"}, {"q": (1, 2), "p": (3, 4, 5)}])
def test_thresholds_are_numbers(options):
    with pytest.raises(OptionError, match="q, p and veto must be numbers, or tuples of one each"):
        ELECTRE3(**options)


def test_there_are_thresholds_for_each_criterion():
    with pytest.raises(ValueError, match="ELECTRE III, net flow needs thresholds for 3 criteria"):
        score(ELECTRE3(q=(1, 2)), [[1, 2, 3]], [1, 1, 1])
