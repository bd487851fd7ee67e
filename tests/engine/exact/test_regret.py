import numpy as np
import pytest

from five_vendors import CRITERIA, VALUES, W
from vendor_eval.engine.exact.region import region_of
from vendor_eval.engine.exact.regret import regrets
from vendor_eval.engine.exact.relations import relations
from vendor_eval.engine.linearweights import BoundedWeights
from vendor_eval.engine.weights import PointWeights, SimplexWeights

LOW, HIGH = VALUES - 3, VALUES + 3
LOW[2, 3], HIGH[2, 3] = 0, 100
WITHIN = region_of(BoundedWeights(CRITERIA, tuple(0.75 * W), tuple(1.25 * W)))


def test_the_regrets_of_the_worked_example():
    found = regrets(LOW, HIGH, WITHIN)

    assert found.regret == pytest.approx([10.12, 15.94, 32.06, 23.44, 27.56], abs=0.006)
    assert found.choice.tolist() == [0]


def test_a_regret_is_reached_at_its_weights_by_its_rival():
    found = regrets(LOW, HIGH, WITHIN, known=relations(LOW, HIGH, WITHIN))

    for i, (rival, w) in enumerate(zip(found.rival, found.weights, strict=True)):
        assert WITHIN.holds(w)
        assert w @ (HIGH[rival] - LOW[i]) == pytest.approx(found.regret[i], abs=1e-9)


def test_regret_at_point_weights_is_the_distance_from_the_first():
    found = regrets(VALUES, VALUES, region_of(PointWeights(tuple(W))))

    assert found.regret == pytest.approx([0, 1.5, 0.25, 10.5, 16], abs=1e-9)
    assert found.rival.tolist() == [0, 0, 0, 0, 0]


def test_a_vendor_that_nothing_puts_behind_has_no_regret_and_level_ones_share_the_choice():
    values = np.array([[80.0, 70], [80, 70], [10, 20]])

    found = regrets(values, values, region_of(SimplexWeights(("a", "b"))))

    assert found.regret.tolist() == [0, 0, 70]
    assert found.rival.tolist() == [0, 1, 0]
    assert found.choice.tolist() == [0, 1]


def test_one_vendor_alone_regrets_nothing():
    found = regrets(VALUES[:1] - 5, VALUES[:1] + 5, WITHIN)

    assert found.regret.tolist() == [0]
    assert found.choice.tolist() == [0]
