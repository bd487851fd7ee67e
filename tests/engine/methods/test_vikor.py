import pytest

from scoring import score
from vendor_eval.engine.methods import VIKOR
from vendor_eval.errors import OptionError


def test_scores_are_those_worked_out_by_hand():
    # Regrets (0, 1), (.5, .25), (1, 0): S = .4, .4, .6 and R = .4, .3, .6.
    matrix = [[30, 10], [20, 25], [10, 30]]

    assert score(VIKOR(v=0.5), matrix, [0.6, 0.4]) == pytest.approx([-0.5 * (0 + 1 / 3), 0, -1])
    assert score(VIKOR(v=1), matrix, [0.6, 0.4]) == pytest.approx([0, 0, -1])
    assert score(VIKOR(v=0), matrix, [0.6, 0.4]) == pytest.approx([-1 / 3, 0, -1])


def test_sums_that_differ_by_rounding_only_decide_nothing():
    # S is .1 + .2 + .3 for one and .6 for the other, a bit apart as binary numbers; R is .3 and .6.
    matrix, weights = [[0, 0, 0, 1], [1, 1, 1, 0]], [0.1, 0.2, 0.3, 0.6]

    assert score(VIKOR(v=0.5), matrix, weights) == pytest.approx([0, -0.5])
    assert score(VIKOR(v=1), matrix, weights) == pytest.approx([0, 0])


@pytest.mark.parametrize("v", [-0.1, 1.1, float("nan")])
def test_v_is_a_share(v):
    with pytest.raises(OptionError, match="v must lie between 0 and 1"):
        VIKOR(v=v)
