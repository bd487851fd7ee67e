import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendor_eval.engine.cells import Uniform
from vendor_eval.engine.columns import Column, uniform_points
from vendor_eval.engine.curves import Curve, Exponential

CURVES = {
    "linear": Curve((0, 100), (0, 100)),
    "bent": Curve((0, 30, 60, 100), (100, 80, 10, 0)),
    "log": Curve((1, 1000), (0, 100), log=True),
    "target": Curve.target(20, low=0, high=60, tolerance=4),
    "exponential": Exponential.through(0.0, 10.0, 3.0),
}


@pytest.mark.parametrize("curve", CURVES.values(), ids=CURVES)
@given(ends=st.lists(st.tuples(st.floats(-50, 150), st.floats(0.001, 100)), min_size=1, max_size=20))
def test_many_ranges_at_once_have_the_points_of_each_alone_to_the_last_bit(curve, ends):
    low = np.array([start for start, _ in ends])
    high = low + np.array([size for _, size in ends])

    mean, least, greatest = uniform_points(curve, low, high)

    cells = [Uniform(one, other, curve) for one, other in zip(low.tolist(), high.tolist(), strict=True)]
    assert mean.tolist() == [cell.mean for cell in cells]
    assert list(zip(least, greatest, strict=True)) == [cell.support for cell in cells]


def test_a_column_tells_exact_ranged_and_unknown_performances_apart():
    none = np.array([np.nan])
    column = Column(np.array([5.0, np.nan, np.nan]), np.array([2]), np.array([1.0]), np.array([3.0]), none)

    assert len(column) == 3
    assert column.unknown.tolist() == [False, True, False]
    assert [column.place(vendor) for vendor in range(3)] == [None, None, 0]


def test_of_a_blank_column_nothing_is_known():
    assert Column.blank(2).unknown.all()
    assert Column.blank(2).place(1) is None
