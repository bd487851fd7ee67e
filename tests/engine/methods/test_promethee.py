import numpy as np
import pytest

from scoring import score
from vendor_eval.engine.methods import PROMETHEE2, Gaussian, Linear, Usual
from vendor_eval.errors import OptionError


def test_net_flows_are_those_counted_by_hand():
    # a beats b on the first criterion (weight .7) and loses on the second; c stands between them on both.
    flows = score(PROMETHEE2(), [[3, 1], [1, 3], [2, 2]], [0.7, 0.3])

    assert flows == pytest.approx([0.4, -0.4, 0])


def test_each_criterion_may_have_its_own_function_and_costs_count_the_other_way():
    method = PROMETHEE2(preference=(Linear(1, 3), Gaussian(2)))

    flows = score(method, [[10, 5], [12, 5], [15, 7]], [0.5, 0.5], [True, False])

    bell = 1 - np.exp(-0.5)
    assert flows == pytest.approx([(0.5 + 1 - bell) / 4, (-0.5 + 1 - bell) / 4, (-2 + 2 * bell) / 4])


@pytest.mark.parametrize("preference", ["usual", (), (Usual(), 5), Usual])
def test_a_preference_is_a_function_or_a_tuple_of_them(preference):
    with pytest.raises(OptionError, match="preference must be a preference function, such as"):
        PROMETHEE2(preference=preference)


def test_there_is_a_function_for_each_criterion():
    with pytest.raises(ValueError, match="PROMETHEE II needs one preference function a criterion, 3 in all, not 2"):
        score(PROMETHEE2(preference=(Usual(), Usual())), [[1, 2, 3]], [1, 1, 1])
