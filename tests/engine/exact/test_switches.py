import numpy as np
import pytest

from five_vendors import VALUES, W
from vendor_eval.engine.exact.switches import switching_points


def test_at_its_switching_points_a_vendor_is_level_with_the_best_other():
    found = switching_points(VALUES, W)

    for i, j in np.ndindex(VALUES.shape):
        changed = VALUES.copy()
        changed[i, j] = found[i, j]
        overall = changed @ W
        assert overall[i] == pytest.approx(np.delete(overall, i).max(), abs=1e-9)
    assert (found[0] < VALUES[0]).all()
    assert (found[1:] > VALUES[1:]).all()


def test_a_criterion_without_weight_and_a_vendor_alone_switch_nothing():
    assert np.isnan(switching_points(VALUES, np.array([0.5, 0.5, 0, 0, 0, 0]))[:, 2:]).all()
    assert np.isnan(switching_points(VALUES[:1], W)).all()


def test_level_leaders_switch_where_they_are():
    values = np.array([[80.0, 20], [80, 20], [10, 10]])

    found = switching_points(values, np.array([0.5, 0.5]))

    assert found[:2].tolist() == values[:2].tolist()
