import math

import pytest

from vendor_eval.engine.limits import Limit, bounded, ordered, ratio, summed


def test_bounds_that_all_weights_keep_are_no_limits():
    assert bounded("price") == ()
    assert bounded("price", 0, 3) == ()


def test_two_bounds_are_two_limits():
    low, high = bounded("price", 0.1, 0.4)

    assert (low.terms, low.bound) == ((("price", -1.0),), -0.1)
    assert (high.terms, high.bound) == ((("price", 1.0),), 0.4)


def test_an_order_compares_each_group_with_the_next_only():
    labels = [limit.label for limit in ordered([("a", "b"), ("c",), ("d",)])]

    assert labels == ["a at least c", "b at least c", "c at least d"]


def test_a_ratio_has_a_limit_for_each_bound():
    low, high = ratio("a", "b", 2, 3)

    assert low == Limit((("b", 2), ("a", -1.0)), 0.0, "a at least 2 times b")
    assert high == Limit((("a", 1.0), ("b", -3)), 0.0, "a at most 3 times b")
    assert ratio("a", "b") == ()


@pytest.mark.parametrize(("low", "high"), [(-0.1, 0.2), (0.3, 0.2), (math.nan, 1)])
@pytest.mark.parametrize("build", [bounded, lambda key, low, high: ratio(key, "other", low, high)])
def test_bounds_in_the_wrong_order_are_refused(build, low, high):
    with pytest.raises(ValueError, match="from 0 up, the lower first"):
        build("price", low, high)


@pytest.mark.parametrize("terms", [(), (("a", 1.0), ("a", 2.0))])
def test_a_limit_on_nothing_or_twice_on_one_is_refused(terms):
    with pytest.raises(ValueError, match=r"'mine'.*each once"):
        Limit(terms, 0.0, "mine")


def test_a_limit_without_an_end_is_refused():
    with pytest.raises(ValueError, match="finite"):
        Limit((("a", 1.0),), math.inf, "mine")


def test_a_sum_has_a_limit_for_each_end_scaled_to_its_greatest_number():
    low, high = summed({"a": 1, "b": -2, "c": 0}, -0.5, 0.25)

    assert low == Limit((("a", -0.5), ("b", 1.0)), 0.25, "a - 2 b at least -0.5")
    assert high == Limit((("a", 0.5), ("b", -1.0)), 0.125, "a - 2 b at most 0.25")
    assert [limit.label for limit in summed({"a": -1, "b": 1.5}, low=0)] == ["-a + 1.5 b at least 0"]
    assert summed({"a": 1}) == ()


@pytest.mark.parametrize(("factors", "low", "high"), [({}, 0, 1), ({"a": 0}, 0, 1), ({"a": 1}, 1, 0)])
def test_a_sum_of_nothing_or_between_ends_in_the_wrong_order_is_refused(factors, low, high):
    with pytest.raises(ValueError, match="cannot lie between"):
        summed(factors, low, high)
