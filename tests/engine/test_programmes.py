import numpy as np
import pytest

from vendor_eval.engine.programmes import minimise

NONE = np.zeros((0, 2))


def test_the_least_cost_lies_at_a_corner():
    found = minimise(np.array([1.0, 2]), -np.eye(2), np.zeros(2), np.ones((1, 2)), np.ones(1))

    assert found.tolist() == [1, 0]


def test_variables_may_be_negative():
    assert minimise(np.array([1.0, 0]), -np.eye(2), np.array([3.0, 0]), NONE, np.zeros(0))[0] == -3


def test_what_has_no_least_is_an_error():
    with pytest.raises(ArithmeticError, match="no answer"):
        minimise(np.array([1.0, 0]), np.eye(2), np.zeros(2), NONE, np.zeros(0))
