import numpy as np
import pytest

from builders import make_decision
from points import table
from vendor_eval.analysis.cross_check.table import table_of
from vendor_eval.analysis.evaluate import evaluate


def test_points_are_those_of_the_fixed_scales_in_the_order_of_the_decision():
    decision = make_decision(
        {"zeta": {"price": 200, "reach": 30}, "alpha": {"price": 100, "reach": {"low": 20, "high": 60}}},
        scales={"price": (300, 100)},
        weights={"price": 60, "reach": 40},
    )
    found = table_of(evaluate(decision))

    assert (found.vendors, found.criteria) == (("zeta", "alpha"), ("price", "reach"))
    assert found.points.tolist() == [[50, 30], [100, 40]]
    assert found.weights.tolist() == [0.6, 0.4]


def test_the_insufficient_take_no_part_and_the_undetermined_as_if_their_musts_were_met():
    decision = make_decision(
        {"alpha": {"reach": 10}, "beta": {"reach": {"low": 0, "high": 80}}, "gamma": {"reach": 50}},
        require={"reach": {"at_least": 40}},
    )
    found = table_of(evaluate(decision))

    assert found.vendors == ("beta", "gamma")
    assert found.points[:, 0].tolist() == [60, 50]


def test_criteria_without_weight_or_spread_tell_nothing():
    told = table([[10, 50, 80], [20, 50, 90]], [0.5, 0.25, 0]).telling()

    assert (told.criteria, told.weights.tolist()) == (("c0",), [1.0])


def test_what_is_left_keeps_its_proportions():
    whole = table([[10, 50, 80], [20, 40, 90], [5, 5, 5]], [0.5, 0.3, 0.2])

    assert whole.without_criterion(0).weights.tolist() == pytest.approx([0.6, 0.4])
    assert whole.without_criterion(0).points.tolist() == [[50, 80], [40, 90], [5, 5]]
    assert whole.without_vendor(1).vendors == ("v0", "v2")
    assert whole.without_vendor(1).points.tolist() == [[10, 50, 80], [5, 5, 5]]
    assert whole.raised(9).points[2].tolist() == [9, 9, 9]
    assert table([[1, 2]], [1, 0]).without_criterion(0).weights.tolist() == [0]


def test_a_table_with_holes_is_refused():
    with pytest.raises(ValueError, match="needs a value on every criterion"):
        table([[1, np.nan]], [0.5, 0.5])
    with pytest.raises(ValueError, match=r"Points \(1, 2\) and weights \(1,\) do not fit"):
        table([[1, 2]], [1])
