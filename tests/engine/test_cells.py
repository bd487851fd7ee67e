import math

import numpy as np
import pytest

from vendor_eval.engine.cells import Levels, Point, Uniform, Unknown
from vendor_eval.engine.curves import Curve
from vendor_eval.engine.tests import Interval, Members

REACH = Curve((0.0, 1200.0), (0.0, 100.0))
PRIVACY = Levels.of((0.0, 30.0, 70.0, 100.0), (0.0, 0.25, 0.75, 0.0))
ALMOST_ONE = math.nextafter(1, 0)


def test_a_point_is_certain_and_the_same_in_every_draw():
    cell = Point(120_000.0, 100.0)
    raw, value = cell.draw(np.zeros(3))

    assert cell.certain
    assert (cell.support, cell.mean) == ((100, 100), 100)
    assert raw.tolist() == [120_000] * 3
    assert value.tolist() == [100] * 3


def test_an_interval_is_uniform_in_its_own_unit():
    cell = Uniform(900.0, 1500.0, REACH)
    raw, value = cell.draw(np.array([0.0, 0.25, 0.5]))

    assert not cell.certain
    assert raw.tolist() == [900, 1050, 1200]
    assert value.tolist() == [75, 87.5, 100]


def test_an_interval_knows_the_expected_value_and_not_the_value_of_the_expectation():
    # Half of it at 87.5 points on average, half at 100; the value of the middle, 1200, would be 100.
    cell = Uniform(900.0, 1500.0, REACH)

    assert cell.mean == 93.75
    assert cell.support == (75, 100)


def test_an_interval_is_never_drawn_beyond_its_upper_end_not_even_by_rounding():
    tops = [0.1 * k for k in range(1, 200)]
    drawn = [Uniform(-0.3, top, REACH).draw(np.array([ALMOST_ONE]))[0][0] for top in tops]

    assert all(raw <= top for raw, top in zip(drawn, tops, strict=True))


def test_an_interval_without_length_is_drawn_exactly():
    raw, value = Uniform(300.0, 300.0, REACH).draw(np.array([0.1, 0.9]))

    assert raw.tolist() == [300, 300]
    assert value.tolist() == [25, 25]


@pytest.mark.parametrize(("low", "high"), [(2.0, 1.0), (0.0, math.inf), (-1.7e308, 1.7e308), (math.nan, 1.0)])
def test_an_interval_refuses_ends_that_bound_nothing(low, high):
    with pytest.raises(ValueError, match="finite ends in order"):
        Uniform(low, high, REACH)


def test_levels_are_drawn_in_proportion_to_their_chances():
    index, value = PRIVACY.draw(np.array([0.0, 0.2499, 0.25, ALMOST_ONE]))

    assert index.tolist() == [1, 1, 2, 2]
    assert value.tolist() == [30, 30, 70, 70]


def test_levels_without_a_chance_count_neither_for_the_range_nor_for_the_mean():
    assert PRIVACY.support == (30, 70)
    assert PRIVACY.mean == 60


def test_chances_that_do_not_quite_add_up_leave_no_gap_at_the_end():
    tenths = Levels.of((10.0,) * 10 + (99.0,), (0.1,) * 10 + (0.0,))

    assert tenths.cumulative[-2:] == (1, 1)
    assert tenths.draw(np.array([ALMOST_ONE]))[1].tolist() == [10]


@pytest.mark.parametrize("chances", [(), (0.0, 0.0), (-1.0, 2.0), (math.nan, 1.0), (math.inf, 1.0)])
def test_levels_refuse_chances_that_make_no_distribution(chances):
    with pytest.raises(ValueError, match="must not be negative and some must be positive"):
        Levels.of((0.0, 100.0), chances)


@pytest.mark.parametrize(
    ("values", "cumulative", "message"),
    [
        ((), (), "its points and its chance"),
        ((0.0,), (0.5, 1.0), "its points and its chance"),
        ((0.0, 100.0), (0.5, 0.9), "must rise to 1"),
        ((0.0, 50.0, 100.0), (0.5, 0.4, 1.0), "must rise to 1"),
    ],
)
def test_levels_refuse_cumulative_chances_that_do_not_rise_to_one(values, cumulative, message):
    with pytest.raises(ValueError, match=message):
        Levels(values, cumulative)


def test_nothing_known_is_the_whole_scale_with_the_points_standing_for_the_performance():
    cell = Unknown()
    raw, value = cell.draw(np.array([0.0, 0.5]))

    assert (cell.support, cell.mean, cell.certain) == ((0, 100), 50, False)
    assert raw.tolist() == value.tolist() == [0, 50]


def test_nothing_known_but_that_a_requirement_is_met_is_a_part_of_the_scale():
    cell = Unknown(25.0, 100.0)

    assert cell.mean == 62.5
    assert cell.draw(np.array([0.0, 0.2]))[1].tolist() == [25, 40]


def test_an_unknown_refuses_ends_out_of_order():
    with pytest.raises(ValueError, match="finite ends in order, not 60, 40"):
        Unknown(60, 40)


@pytest.mark.parametrize(
    ("cell", "x", "q", "ends"),
    [
        (Point(7.0, 70.0), {6.9: 0, 7.0: 1}, {0.0: 7, 0.4: 7, 1.0: 7}, (7, 7)),
        (
            Uniform(900.0, 1500.0, REACH),
            {899: 0, 1050: 0.25, 1500: 1, 9e9: 1},
            {0: 900, 0.25: 1050, 1: 1500},
            (900, 1500),
        ),
        (Uniform(300.0, 300.0, REACH), {299: 0, 300: 1, 301: 1}, {0: 300, 0.7: 300, 1: 300}, (300, 300)),
        (PRIVACY, {-1: 0, 0.9: 0, 1: 0.25, 1.9: 0.25, 2: 1, 9: 1}, {0: 1, 0.25: 1, 0.26: 2, 1: 2}, (1, 2)),
        (Unknown(20.0, 60.0), {19: 0, 30: 0.25, 60: 1}, {0: 20, 0.25: 30, 1: 60}, (20, 60)),
    ],
)
def test_every_kind_answers_what_lies_below_and_what_speaks_for_all(cell, x, q, ends):
    assert [cell.cdf(key) for key in x] == list(x.values())
    assert [cell.quantile(key) for key in q] == list(q.values())
    assert cell.central() == cell.central(0.5) == ends


@pytest.mark.parametrize(
    ("cell", "condition", "p_met", "left"),
    [
        (Point(7.0, 70.0), Interval(low=7), 1, Point(7.0, 70.0)),
        (Point(2.0, 70.0), Members((False, False, True)), 1, Point(2.0, 70.0)),
        (Uniform(900.0, 1500.0, REACH), Interval(low=1200, open_low=True), 0.5, None),
        (Uniform(900.0, 1500.0, REACH), Interval(low=1200), 0.5, Uniform(1200.0, 1500.0, REACH)),
        (Uniform(900.0, 1500.0, REACH), Interval(high=9e9), 1, Uniform(900.0, 1500.0, REACH)),
        (Uniform(900.0, 1500.0, REACH), Interval(low=1500), 0, Point(1500.0, 100.0)),
        (Uniform(300.0, 300.0, REACH), Interval(low=300), 1, Point(300.0, 25.0)),
        (PRIVACY, Members((False, False, True, True)), 0.75, Levels.of((0.0, 30.0, 70.0, 100.0), (0.0, 0.0, 1.0, 0.0))),
        (PRIVACY, Members((False, True, True, False)), 1, PRIVACY),
        (PRIVACY, Interval(high=1), 0.25, Levels.of((0.0, 30.0, 70.0, 100.0), (0.0, 1.0, 0.0, 0.0))),
        (Unknown(), Interval(low=25), 0.75, Unknown(25.0, 100.0)),
    ],
)
def test_every_kind_can_be_cut_to_where_a_condition_is_met(cell, condition, p_met, left):
    assert cell.p_met(condition) == p_met
    assert left is None or cell.cut(condition) == left
    assert condition.met(cell.cut(condition).draw(np.array([0.0, 0.5, ALMOST_ONE]))[0]).all()


@pytest.mark.parametrize(
    ("cell", "condition", "message"),
    [
        (Point(7.0, 70.0), Interval(low=8), r"performance of 7\.0 does not meet"),
        (Uniform(900.0, 1500.0, REACH), Interval(low=1600), r"Nothing from 900\.0 to 1500\.0 meets"),
        (Uniform(900.0, 1500.0, REACH), Interval(low=1500, open_low=True), r"Nothing from 900\.0 to 1500\.0 meets"),
        (Uniform(900.0, 1500.0, REACH), Members((True,)), "choice of levels"),
        (PRIVACY, Members((True, False, False, True)), "No level that can occur meets"),
        (Unknown(), Interval(high=-1), r"Nothing from 0\.0 to 100\.0 meets"),
    ],
)
def test_a_cut_to_what_never_is_met_is_refused(cell, condition, message):
    with pytest.raises(ValueError, match=message):
        cell.cut(condition)


def test_a_degenerate_interval_meets_a_condition_or_does_not():
    assert Uniform(300.0, 300.0, REACH).p_met(Interval(low=300, open_low=True)) == 0


@pytest.mark.parametrize("cell", [Point(7.0, 70.0), Uniform(900.0, 1500.0, REACH), PRIVACY, Unknown()])
def test_chances_and_coverages_outside_their_limits_are_refused(cell):
    with pytest.raises(ValueError, match="between 0 and 1, not -1"):
        cell.quantile(-1)
    with pytest.raises(ValueError, match="above 0 and at most 1, not 2"):
        cell.central(2)
