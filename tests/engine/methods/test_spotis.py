import pytest

from scoring import score
from vendor_eval.engine.methods import SPOTIS
from vendor_eval.errors import OptionError


def test_scores_are_distances_to_the_best_bound():
    method = SPOTIS(bounds=((0, 10), (100, 500)))

    scores = score(method, [[10, 100], [5, 200], [0, 500]], [0.75, 0.25], [False, True])

    assert scores == pytest.approx([0, -(0.75 * 0.5 + 0.25 * 0.25), -1])


def test_a_number_outside_the_bounds_is_refused_and_rounding_is_not():
    assert score(SPOTIS(), [[100.00000000000001, -1e-15]], [0.5, 0.5]) == pytest.approx([-0.5])
    with pytest.raises(ValueError, match="SPOTIS needs numbers between its bounds 0 and 100; see criterion 1 of 2"):
        score(SPOTIS(), [[101, 5]], [0.5, 0.5])


def test_bounds_must_be_bounds():
    with pytest.raises(OptionError, match="bounds must be finite numbers with low below high"):
        SPOTIS(bounds=(5, 5))
    with pytest.raises(ValueError, match="SPOTIS needs one pair of bounds a criterion, 2 in all, not 3"):
        score(SPOTIS(bounds=((0, 1),) * 3), [[1, 1]], [0.5, 0.5])
