import numpy as np
import pytest

from scoring import score
from vendor_eval.engine.methods import WeightedSum


@pytest.mark.parametrize(
    ("normalisation", "benefit", "cost"),
    [
        ("none", [4, 0, 3], [-4, 0, -3]),
        ("minmax", [1, 0, 0.75], [0, 1, 0.25]),
        ("vector", [0.8, 0, 0.6], [0.2, 1, 0.4]),
        ("sum", [4 / 7, 0, 3 / 7], None),
        ("max", [1, 0, 0.75], None),
    ],
)
def test_columns_are_scaled_as_the_table_says(normalisation, benefit, cost):
    method = WeightedSum(normalisation=normalisation)

    assert score(method, [[4], [0], [3]], [1]) == pytest.approx(benefit)
    if cost is None:
        with pytest.raises(
            ValueError, match=f"costs above 0, for the normalisation '{normalisation}'; see criterion 1"
        ):
            score(method, [[4], [0], [3]], [1], [True])
    else:
        assert score(method, [[4], [0], [3]], [1], [True]) == pytest.approx(cost)


@pytest.mark.parametrize(("normalisation", "cost"), [("sum", [3 / 7, 4 / 7]), ("max", [0.75, 1])])
def test_costs_are_turned_by_their_reciprocals(normalisation, cost):
    assert score(WeightedSum(normalisation=normalisation), [[4], [3]], [1], [True]) == pytest.approx(cost)


@pytest.mark.parametrize("normalisation", ["sum", "max"])
def test_negative_numbers_have_no_share(normalisation):
    with pytest.raises(ValueError, match="Weighted sum needs numbers from 0, and costs above 0, for the normalisation"):
        score(WeightedSum(normalisation=normalisation), [[-1], [3]], [1])


@pytest.mark.parametrize(
    ("normalisation", "zeros"), [("minmax", [1, 1]), ("vector", [0, 0]), ("sum", [0.5, 0.5]), ("max", [1, 1])]
)
def test_a_column_of_zeros_has_a_stated_answer(normalisation, zeros):
    assert score(WeightedSum(normalisation=normalisation), [[0], [0]], [1]) == pytest.approx(zeros)


@pytest.mark.parametrize("normalisation", ["minmax", "vector", "sum", "max"])
@pytest.mark.parametrize("size", [1e98, 1e-200, 1e-307])
def test_scales_are_right_for_very_large_and_very_small_units(normalisation, size):
    matrix = np.array([[4.0], [2.0], [3.0]])
    method = WeightedSum(normalisation=normalisation)

    assert score(method, matrix * size, [1]) == pytest.approx(score(method, matrix, [1]))
    assert score(method, matrix * size, [1], [True]) == pytest.approx(score(method, matrix, [1], [True]))
