import numpy as np
import pytest

from five_vendors import CRITERIA, VALUES, W
from vendor_eval.engine.exact.knowledge import Known, decided_by, in_order, ladder
from vendor_eval.engine.linearweights import BoundedWeights
from vendor_eval.engine.weights import PointWeights, SimplexWeights

KEYS = ("fit", "price")


def test_each_pair_is_decided_by_the_weakest_knowledge_that_does():
    values = np.array([[90.0, 10], [20, 50], [10, 0]])
    steps = ladder(values, values, values, PointWeights((0.7, 0.3)), KEYS)

    assert [step.name for step in steps] == ["scales", "order of weights", "declared weights", "point values"]
    assert decided_by(steps).tolist() == [[4, 1, 0], [4, 4, 0], [4, 4, 4]]


def test_the_worked_example_needs_point_values_only_for_the_first_three():
    low, high = VALUES - 3, VALUES + 3
    low[2, 3], high[2, 3] = 0, 100
    declared = BoundedWeights(CRITERIA, tuple(0.75 * W), tuple(1.25 * W))

    steps = ladder(low, high, VALUES, declared, CRITERIA)

    assert [step.name for step in steps] == ["scales", "declared weights", "point values"]
    assert decided_by(steps).tolist() == [
        [3, 2, 2, 1, 1],
        [3, 3, 3, 1, 1],
        [3, 2, 3, 2, 2],
        [3, 3, 3, 3, 2],
        [3, 3, 3, 3, 3],
    ]


def test_an_order_is_known_only_if_all_declared_weights_have_it():
    values = np.array([[90.0, 10], [20, 50]])
    apart = BoundedWeights(KEYS, (0.55, 0.2), (0.8, 0.45))
    mixed = BoundedWeights(KEYS, (0.45, 0.2), (0.8, 0.55))

    assert "order of weights" in [step.name for step in ladder(values, values, values, apart, KEYS)]
    assert "order of weights" not in [step.name for step in ladder(values, values, values, mixed, KEYS)]


def test_with_any_weights_only_scales_and_point_values_are_left():
    values = np.array([[90.0, 10], [20, 50]])
    steps = ladder(values, values, values, SimplexWeights(KEYS), KEYS)

    assert [step.name for step in steps] == ["scales", "point values"]
    assert decided_by(steps).tolist() == [[2, 1], [2, 2]]


def test_one_criterion_has_an_order_that_says_nothing():
    values = np.array([[90.0], [20]])
    steps = ladder(values - 1, values + 1, values, PointWeights((1.0,)), ("fit",))

    assert decided_by(steps).tolist() == [[len(steps), 0], [len(steps)] * 2]


def test_level_vendors_are_never_decided():
    values = np.array([[90.0, 10], [90, 10]])
    steps = ladder(values, values, values, PointWeights((0.5, 0.5)), KEYS)

    assert decided_by(steps).tolist() == [[len(steps)] * 2] * 2


def test_states_of_knowledge_may_be_ones_own():
    low, high = np.array([[50.0, 50], [40, 40]]), np.array([[50.0, 50], [60, 60]])
    exact = np.array([[50.0, 50], [45, 60]])
    steps = [Known("ranges", low, high, SimplexWeights(KEYS)), Known("a test", exact, exact, PointWeights((0.8, 0.2)))]

    assert decided_by(steps)[0, 1] == 1


@pytest.mark.parametrize(
    ("w", "groups"),
    [
        ([0.2, 0.5, 0.3], (("b",), ("c",), ("a",))),
        ([0.4, 0.2, 0.4], (("a", "c"), ("b",))),
        ([1 / 3, 1 / 3, 1 / 3], (("a", "b", "c"),)),
    ],
)
def test_weights_in_order_are_ranked_and_equal_ones_share_a_place(w, groups):
    assert in_order(("a", "b", "c"), np.array(w)).groups == groups
