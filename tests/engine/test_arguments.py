import itertools
import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from vendor_eval.engine.arguments import FEW, kept, outweighing, payments

# The example of a vendor A over a vendor B: cost, quality, delivery, security, support, finance.
A_OVER_B = np.array([-8.75, 3.0, -0.75, 8.0, -1.0, 1.0])
# Nothing is smaller than rounding could hide.
DIFFERENCES = st.lists(st.integers(-400, 400), min_size=1, max_size=8).map(lambda found: np.array(found) / 16)


def subsets(places):
    return (part for size in range(len(places) + 1) for part in itertools.combinations(places, size))


def test_the_smallest_set_of_the_published_example_is_security_and_quality():
    assert outweighing(A_OVER_B) == (3, 1)


def test_nothing_outweighs_what_weighs_as_much():
    assert outweighing(np.array([2.0, -2.0])) == ()
    assert outweighing(np.array([-2.0])) == ()


def test_where_nothing_speaks_against_it_one_advantage_is_enough():
    assert outweighing(np.array([1.0, 4.0])) == (1,)


@given(DIFFERENCES)
def test_the_smallest_set_is_enough_and_no_smaller_one_is(differences):
    loss = -differences[differences < 0].sum()
    enough = [part for part in subsets(range(len(differences))) if differences[list(part)].clip(0).sum() > loss]

    found = outweighing(differences)

    assert len(found) == min(map(len, enough), default=0)
    assert not enough or differences[list(found)].sum() > loss


@given(DIFFERENCES, st.data())
def test_what_is_kept_is_enough_whatever_becomes_of_the_rest_and_nothing_smaller_is(differences, data):
    assume(differences.sum() > 0)
    spare = data.draw(st.lists(st.integers(0, 200), min_size=len(differences), max_size=len(differences)))
    whole = np.abs(differences) + np.array(spare) / 16
    places = range(len(differences))

    def least(part):
        return sum(differences[j] if j in part else -whole[j] for j in places)

    found = kept(differences, whole)

    assert least(found) > 0
    assert len(found) == min(len(part) for part in subsets(places) if least(part) > 0)


def test_what_leaves_both_level_is_not_given_up():
    # Without the second criterion nothing would be left of the 4 points.
    assert kept(np.array([4.0, 0.0]), np.array([4.0, 4.0])) == (0, 1)


def check(differences, found):
    pros, cons = (np.flatnonzero(sign * differences > 0) for sign in (1, -1))
    spent, paid = (
        [math.fsum(one.points for one in found if getattr(one, side) == j) for j in places]
        for side, places in (("advantage", pros), ("sacrifice", cons))
    )
    assert (np.array(spent) <= differences[pros] + 1e-9).all()
    assert paid == pytest.approx(-differences[cons])
    assert all(one.points > 0 for one in found)


def fewest(differences):
    """The fewest payments by a mixed-integer programme with a fixed charge for each."""
    pros, cons = np.flatnonzero(differences > 0), np.flatnonzero(differences < 0)
    arcs = [(p, c) for p in pros for c in cons]
    if not arcs:
        return 0
    n = len(arcs)
    paid = np.array([[float(c == con) for _, c in arcs] + [0.0] * n for con in cons])
    spent = np.array([[float(p == pro) for p, _ in arcs] + [0.0] * n for pro in pros])
    most = np.array([min(differences[p], -differences[c]) for p, c in arcs])
    rules = [
        LinearConstraint(paid, -differences[cons], np.inf),
        LinearConstraint(spent, 0, differences[pros]),
        LinearConstraint(np.hstack([np.eye(n), -np.diag(most)]), -np.inf, 0),
    ]
    charge, whole = np.r_[np.zeros(n), np.ones(n)], np.r_[np.zeros(n), np.ones(n)]
    limits = Bounds(0, np.r_[np.full(n, np.inf), np.ones(n)])
    found = milp(charge, constraints=rules, integrality=whole, bounds=limits)
    assert found.status == 0
    return round(found.fun)


def test_payments_of_the_example_cover_cost_by_security_and_quality():
    found = payments(A_OVER_B)

    check(A_OVER_B, found)
    assert len(found) == fewest(A_OVER_B) == 4


@given(DIFFERENCES)
def test_payments_pay_everything_and_are_as_few_as_a_programme_finds(differences):
    assume(differences.sum() > 0)

    found = payments(differences)

    check(differences, found)
    assert len(found) == fewest(differences)


@given(st.lists(st.integers(-400, 400), min_size=FEW + 1, max_size=24))
def test_of_many_criteria_payments_still_pay_everything(numbers):
    differences = np.array(numbers) / 16
    assume(differences.sum() > 0)

    check(differences, payments(differences))


def test_greedy_payments_are_improved_where_a_division_takes_fewer():
    # The largest first: 5 and 1 of 3 pay for 6, then 4 and 1 of what is left for 5. In groups 5 pays for 5.
    differences = np.array([3.0, 5.0, 4.0, -5.0, -6.0])

    found = payments(differences)

    check(differences, found)
    assert len(found) == fewest(differences) == 3
