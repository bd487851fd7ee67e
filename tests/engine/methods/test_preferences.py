import math

import numpy as np
import pytest

from vendor_eval.engine.methods import Gaussian, Level, Linear, UShape, Usual, VShape
from vendor_eval.errors import OptionError

SIZES = np.array([0, 1, 5, 10, 20, 21])


@pytest.mark.parametrize(
    ("preference", "degrees"),
    [
        (Usual(), [0, 1, 1, 1, 1, 1]),
        (UShape(5), [0, 0, 0, 1, 1, 1]),
        (VShape(20), [0, 0.05, 0.25, 0.5, 1, 1]),
        (Level(5, 20), [0, 0, 0, 0.5, 0.5, 1]),
        (Linear(5, 20), [0, 0, 0, 1 / 3, 1, 1]),
        (Linear(5, 5), [0, 0, 0, 1, 1, 1]),
        (Gaussian(10), [0, *(1 - math.exp(-size * size / 200) for size in SIZES[1:])]),
    ],
    ids=str,
)
def test_degrees_are_those_of_the_definition_edges_included(preference, degrees):
    np.testing.assert_allclose(preference.degree(SIZES.astype(float)), degrees, rtol=1e-14)
    np.testing.assert_allclose(preference.net(-SIZES.astype(float)), np.negative(degrees), rtol=1e-14)


@pytest.mark.parametrize("preference", [Linear(0, 1e-300), Gaussian(1e-300)], ids=str)
def test_a_difference_far_above_a_threshold_is_a_whole_preference(preference):
    assert preference.degree(np.array([1e100])) == 1


@pytest.mark.parametrize("make", [Level, Linear])
@pytest.mark.parametrize(("q", "p"), [(-1, 2), (3, 2), (math.nan, 2), (1, math.inf)])
def test_thresholds_stand_in_their_order(make, q, p):
    with pytest.raises(OptionError, match=f"0 <= q <= p, not q = {q:g} and p = {p:g}"):
        make(q, p)


@pytest.mark.parametrize("s", [0, -1, math.nan, math.inf])
def test_the_bend_is_above_0(s):
    with pytest.raises(OptionError, match="s must be a finite number above 0"):
        Gaussian(s)
