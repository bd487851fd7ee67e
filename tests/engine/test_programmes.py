from itertools import pairwise

import numpy as np
import pytest
import scipy.optimize
from scipy.optimize import OptimizeResult

from vendor_eval.engine.limits import ratio
from vendor_eval.engine.linearweights import LinearWeights
from vendor_eval.engine.programmes import minimise

NONE = np.zeros((0, 2))


def test_the_least_cost_lies_at_a_corner():
    found = minimise(np.array([1.0, 2]), -np.eye(2), np.zeros(2), np.ones((1, 2)), np.ones(1))

    assert found.tolist() == [1, 0]


def test_variables_may_be_negative():
    assert minimise(np.array([1.0, 0]), -np.eye(2), np.array([3.0, 0]), NONE, np.zeros(0))[0] == -3


def test_a_programme_that_the_tightest_tolerance_leaves_open_is_solved_with_a_looser_one(monkeypatch):
    given, solve = [], scipy.optimize.linprog

    def stubborn(*parts, options, **named):
        given.append(options["primal_feasibility_tolerance"])
        found = solve(*parts, options=options, **named)
        return found if len(given) == 3 else OptimizeResult(found, status=4, message="numerical difficulties", x=None)

    monkeypatch.setattr(scipy.optimize, "linprog", stubborn)
    found = minimise(np.array([1.0, 2]), -np.eye(2), np.zeros(2), np.ones((1, 2)), np.ones(1))

    assert found.tolist() == [1, 0]
    assert given == [1e-10, 1e-9, 1e-8]


def test_forty_weights_in_a_row_of_close_ratios_have_a_least():
    keys = tuple(f"c{j:02}" for j in range(40))
    limits = (limit for one, other in pairwise(keys) for limit in ratio(one, other, low=0.9, high=1.2))
    weights = LinearWeights(keys, tuple(limits))  # of such a row HiGHS ends without an answer at the tightest tolerance

    assert weights.least(np.eye(40)[0]) == pytest.approx(1 / np.sum(0.9 ** -np.arange(40.0)), rel=1e-9)


def test_what_has_no_least_is_an_error():
    with pytest.raises(ArithmeticError, match="no answer"):
        minimise(np.array([1.0, 0]), np.eye(2), np.zeros(2), NONE, np.zeros(0))
