import pytest

from scoring import score
from vendor_eval.engine.methods import EDAS


def test_scores_are_those_worked_out_by_hand():
    # Averages 20 and 40. Above: .5 x .5 + .5 x .25, 0, .5 x .25; below: 0, .5 x .5 + .5 x .5, 0.
    scores = score(EDAS(), [[30, 30], [10, 60], [20, 30]], [0.5, 0.5], [False, True])

    assert scores == pytest.approx([1, 0, (0.125 / 0.375 + 1) / 2])


def test_negative_numbers_have_no_average_to_measure_by():
    with pytest.raises(ValueError, match="EDAS needs numbers from 0; see criterion 1 of 2"):
        score(EDAS(), [[-1, 30], [1, 60]], [0.5, 0.5])


def test_equal_vendors_are_half_way_though_their_average_is_rounded():
    assert score(EDAS(), [[0.1]] * 3, [1]) == pytest.approx([0.5] * 3)
