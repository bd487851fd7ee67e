from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendor_eval.plot.spread import spread


def test_labels_that_do_not_meet_stay_where_they_are():
    assert spread([50.0, 10.0], [10.0, 10.0], 0, 100) == [50, 10]


def test_labels_that_meet_move_apart_by_the_same():
    assert spread([20.0, 20.0, 20.0], [10.0, 10.0, 10.0], 0, 100) == [10, 20, 30]


def test_labels_stay_between_the_ends():
    assert spread([0.0, 0.0, 100.0], [10.0, 10.0, 20.0], 0, 100) == [5, 15, 90]


@given(
    st.lists(st.tuples(st.floats(-50, 150), st.floats(1, 12)), min_size=1, max_size=8),
)
def test_none_touches_another_and_the_order_stays(labels):
    wanted, sizes = [x for x, _ in labels], [size for _, size in labels]
    found = spread(wanted, sizes, 0, 100)
    order = sorted(range(len(found)), key=lambda k: (wanted[k], k))

    for k, after in pairwise(order):
        assert found[after] - found[k] >= (sizes[k] + sizes[after]) / 2 - 1e-9
    assert min(x - size / 2 for x, size in zip(found, sizes, strict=True)) >= -1e-9
    assert max(x + size / 2 for x, size in zip(found, sizes, strict=True)) <= 100 + 1e-9


def test_what_has_no_room_keeps_its_order_and_starts_at_the_low_end():
    assert spread([5.0, 5.0], [10.0, 10.0], 0, 12) == pytest.approx([5, 15])
