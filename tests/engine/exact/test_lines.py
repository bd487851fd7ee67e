import numpy as np
import pytest

from brute import moved
from five_vendors import CRITERIA, VALUES, W
from vendor_eval.engine.exact.lines import Segment, along, weight_line

A, B, C, D, E = range(5)
EXPECTED = {  # where A stays first, where the whole order stays, and who is first from weight 0 to 1
    "cost": ((0.2424, 0.2808), (0.2424, 0.2653), (C, A, B)),
    "quality": ((0.1111, 0.2131), (0.1652, 0.2131), (B, A, C)),
    "delivery": ((0.1282, 0.3462), (0.1282, 0.2154), (C, A, B)),
    "security": ((0.1688, 0.2381), (0.1771, 0.2381), (B, A, C)),
    "support": ((0, 0.1089), (0.0182, 0.1089), (A, C)),
    "finance": ((0, 0.1220), (0.04, 0.1220), (A, C)),
}


def one(criterion):
    return along(VALUES, weight_line(W, [CRITERIA.index(criterion)]))


@pytest.mark.parametrize("criterion", CRITERIA)
def test_intervals_and_takers_over_are_those_of_the_worked_example(criterion):
    found = one(criterion)
    first, order, winners = EXPECTED[criterion]

    assert found.first == (A,)
    assert (found.low[A], found.high[A]) == pytest.approx(first, abs=5e-5)
    assert (found.order_low, found.order_high) == pytest.approx(order, abs=5e-5)
    assert tuple(segment.first for segment in found.segments) == tuple((i,) for i in winners)
    place = winners.index(A)
    assert found.below(A) == winners[:place][-1:]
    assert found.above(A) == winners[place + 1 :][:1]
    assert np.isnan(found.low[[D, E]]).all()


def test_the_smallest_change_of_one_weight_is_the_way_to_where_a_vendor_is_first():
    change = one("cost").change

    assert change[A] == 0
    assert change[[B, C]] == pytest.approx([0.0308, -0.0076], abs=5e-5)
    assert np.isnan(change[[D, E]]).all()


def test_the_pairs_that_change_places_first_are_named():
    found = one("cost")

    assert found.order_below == ((A, C),)
    assert found.order_above == ((C, B),)
    assert one("finance").order_below == ((C, B),)


def test_crossings_are_where_two_vendors_are_level():
    found = one("security")
    crossings = found.crossings

    np.testing.assert_allclose(crossings, crossings.T, rtol=0, atol=1e-12)
    for i, k in np.argwhere(~np.isnan(crossings)):
        values = found.values(crossings[i, k])
        assert values[i] == pytest.approx(values[k], abs=1e-9)
    assert crossings[A, B] == pytest.approx(found.low[A])
    assert np.isnan(crossings[A, E])  # A dominates E


def test_all_along_the_line_the_segments_name_who_is_first():
    for criterion in CRITERIA:
        found, j = one(criterion), CRITERIA.index(criterion)
        ends = [found.segments[0].low, *(segment.high for segment in found.segments)]
        assert (ends[0], ends[-1]) == (0, 1)
        assert [segment.low for segment in found.segments] == ends[:-1]
        for t in np.linspace(0.0005, 0.9995, 500):
            values = VALUES @ moved(W, j, t)
            (segment,) = [segment for segment in found.segments if segment.low <= t <= segment.high]
            assert segment.first == (int(values.argmax()),)
            np.testing.assert_allclose(found.values(t), values, rtol=0, atol=1e-9)


def test_the_weight_of_a_group_keeps_proportions_inside_and_outside():
    line = weight_line(W, [0, 1])

    assert line.now == pytest.approx(0.45)
    np.testing.assert_allclose(line.at(line.now), W, rtol=0, atol=1e-15)
    np.testing.assert_allclose(line.at(0.9), [0.5, 0.4, 0.3 / 11, 0.4 / 11, 0.2 / 11, 0.2 / 11], rtol=0, atol=1e-12)


def test_a_share_within_a_group_leaves_the_other_criteria_alone():
    line = weight_line(W, [1], within=[0, 1, 2])

    assert line.now == pytest.approx(1 / 3)
    np.testing.assert_allclose(line.at(0.5), [0.1875, 0.3, 0.1125, 0.2, 0.1, 0.1], rtol=0, atol=1e-12)
    np.testing.assert_allclose(line.at(line.now), W, rtol=0, atol=1e-12)
    found = along(VALUES, line)
    assert found.low[A] < line.now < found.high[A]


def test_where_there_are_no_proportions_parts_are_equal():
    all_on_one = np.array([1.0, 0, 0])

    np.testing.assert_allclose(weight_line(all_on_one, [0]).at(0.5), [0.5, 0.25, 0.25])
    np.testing.assert_allclose(weight_line(all_on_one, [1, 2]).at(0.5), [0.5, 0.25, 0.25])


def test_the_weight_of_all_criteria_cannot_move():
    found = along(VALUES, weight_line(W, range(6)))

    assert (found.low[A], found.high[A]) == (0, 1)
    assert (found.order_low, found.order_high) == (0, 1)
    assert found.segments == (Segment(0, 1, (A,)),)
    single = along(np.array([[30.0], [70]]), weight_line(np.ones(1), [0]))
    assert single.first == (1,)
    assert single.below(1) == single.above(1) == ()


@pytest.mark.parametrize(("members", "within"), [([], None), ([0], [1, 2]), ([1], [1, 2])])
def test_a_weight_that_divides_nothing_cannot_be_moved(members, within):
    with pytest.raises(ValueError, match="divide one with others"):
        weight_line(np.array([1.0, 0, 0]), members, within=within)


def test_vendors_that_are_always_level_are_first_together():
    values = np.array([[80.0, 20], [80, 20], [20, 90]])
    found = along(values, weight_line(np.array([0.6, 0.4]), [0]))

    assert found.first == (0, 1)
    assert [segment.first for segment in found.segments] == [(2,), (0, 1)]
    assert found.below(0) == found.below(1) == (2,)
    assert found.above(2) == (0, 1)
    assert np.isnan(found.crossings[0, 1])


def test_of_vendors_that_are_level_now_each_is_first_to_one_side():
    values = np.array([[80.0, 20], [20, 80]])
    found = along(values, weight_line(np.array([0.5, 0.5]), [0]))

    assert found.first == (0, 1)
    assert (found.low.tolist(), found.high.tolist()) == ([0.5, 0], [1, 0.5])
    assert found.change.tolist() == [0, 0]
    assert (found.order_low, found.order_high) == (0, 1)  # nobody is ahead yet


def test_a_vendor_that_is_level_with_others_at_one_point_only_is_first_there():
    values = np.array([[100.0, 0], [0, 100], [50, 50]])
    found = along(values, weight_line(np.array([0.2, 0.8]), [0]))

    assert found.low[2] == found.high[2] == 0.5
    assert found.change[2] == pytest.approx(0.3)
    assert [segment.first for segment in found.segments] == [(1,), (0,)]
    assert found.above(1) == (0,)


def test_a_lead_of_rounding_is_no_lead():
    values = np.array([[50.0, 50], [50 + 1e-12, 50 - 1e-12], [10, 10]])
    found = along(values, weight_line(np.array([0.3, 0.7]), [0]))

    assert found.first == (0, 1)
    assert found.segments == (Segment(0, 1, (0, 1)),)


def test_a_vendor_that_is_level_but_for_rounding_is_first_now_too():
    values = np.array([[50.0 + 1e-9, 50], [49.9999, 50.0001]])  # 1e-9 / 2 apart where the weights are equal
    found = along(values, weight_line(np.array([0.5, 0.5]), [0]))

    assert found.first == (0, 1)
    assert found.high[1] == 0.5
    assert found.low[0] < 0.5 < found.high[0]


def test_one_vendor_is_first_everywhere():
    found = along(VALUES[:1], weight_line(W, [0]))

    assert found.segments == (Segment(0, 1, (0,)),)
    assert found.order_below == found.order_above == ()
