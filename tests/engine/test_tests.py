import math

import numpy as np
import pytest

from vendor_eval.engine.tests import Interval, Members


@pytest.mark.parametrize(
    ("interval", "expected"),
    [
        (Interval(), [True, True, True]),
        (Interval(low=2), [False, True, True]),
        (Interval(low=2, open_low=True), [False, False, True]),
        (Interval(high=2), [True, True, False]),
        (Interval(high=2, open_high=True), [True, False, False]),
        (Interval(low=2, high=2), [False, True, False]),
    ],
)
def test_an_interval_is_met_up_to_its_ends_and_an_open_end_is_left_out(interval, expected):
    met = interval.met(np.array([1.0, 2.0, 3.0]))

    assert met.tolist() == expected


def test_an_interval_is_met_at_no_distance_from_its_end():
    assert not Interval(low=1).met(np.array([math.nextafter(1, 0)])).any()


@pytest.mark.parametrize(
    ("interval", "empty"),
    [
        (Interval(), False),
        (Interval(low=1, high=1), False),
        (Interval(low=1, high=1, open_low=True), True),
        (Interval(low=1, high=1, open_high=True), True),
        (Interval(low=2, high=1), True),
    ],
)
def test_an_interval_is_empty_when_no_number_lies_in_it(interval, empty):
    assert interval.empty is empty


def test_an_interval_refuses_an_end_that_is_not_a_number():
    with pytest.raises(ValueError, match="numbers as its ends, not nan"):
        Interval(low=math.nan)


def test_members_are_met_by_the_index_of_an_allowed_level():
    members = Members((False, True, True))

    assert members.met(np.array([[0, 1], [2, 0]])).tolist() == [[False, True], [True, False]]
    assert members.met(np.array([2.0])).tolist() == [True]


def test_members_refuse_a_scale_without_levels():
    with pytest.raises(ValueError, match="at least one level"):
        Members(())
