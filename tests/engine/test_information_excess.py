"""What a performance is worth beyond a threshold, where its law hardly reaches it."""

import pytest

from vendor_eval.engine.cells import Continuous, Normal
from vendor_eval.engine.curves import Curve
from vendor_eval.engine.information import excess

FALLING = Curve((0.0, 100.0), (100.0, 0.0))


@pytest.mark.parametrize("sd", [0.25, 1.0])
def test_what_lies_so_far_in_the_tail_that_it_cannot_be_cut_counts_nothing(sd):
    cell = Continuous(Normal(50.0, sd), FALLING, 4.5, 98.25)

    assert excess(cell, 75.0) == (0.0, 0.0)


def test_what_the_law_reaches_counts():
    chance, above = excess(Continuous(Normal(50.0, 10.0), FALLING, 4.5, 98.25), 75.0)

    assert chance == pytest.approx(0.0062, abs=1e-3)
    assert 0 < above < 1
