from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendor_eval.engine.linearweights import BoundedWeights, Ratio, RatioWeights
from vendor_eval.engine.treeweights import Level, TreeWeights
from vendor_eval.engine.weights import PointWeights, SimplexWeights
from vendor_eval.engine.weightsets import RankedWeights

INNER = Level(RankedWeights(("reach", "speed"), (("reach",), ("speed",))), ("reach", "speed"))
TOP = BoundedWeights(("\0market", "price"), (0.2, 0.3), (0.7, 0.8))
INNER_ANY = Level(SimplexWeights(("a", "b")), ("a", "b"))
TREE = TreeWeights(("price", "reach", "speed"), Level(TOP, (INNER, "price")))


def test_mean_weights_are_products_along_the_path():
    assert TREE.mean == pytest.approx([0.55, 0.45 * 0.75, 0.45 * 0.25])
    assert TREE.mean_error.tolist() == [0, 0, 0]
    assert TREE.effective(100) == 100
    assert TREE.sampler.startswith("each level by itself; ")


def test_draws_are_products_of_the_draws_of_each_level():
    drawn = TREE.draw(0, 0, 5000)

    assert drawn.shape == (3, 5000)
    assert drawn.sum(axis=0) == pytest.approx(np.ones(5000))
    assert drawn.mean(axis=1) == pytest.approx(TREE.mean, abs=0.01)
    assert (drawn[1] >= drawn[2]).all()
    assert (drawn[:, :100] == TREE.draw(0, 0, 100)).all()


def test_a_tree_takes_the_numbers_of_its_levels_one_after_the_other():
    u = np.random.default_rng(0).random((2, 5000))

    assert TREE.axes == (*TOP.axes, *INNER.weights.axes) == ("\0market", "reach")
    assert (TREE.at(u)[0] == TOP.at(u[:1])[1]).all()
    assert TREE.at(u)[1:] == pytest.approx(TOP.at(u[:1])[0] * INNER.weights.at(u[1:]))
    assert TREE.at(u).mean(axis=1) == pytest.approx(TREE.mean, abs=0.01)


def test_levels_that_are_points_take_no_numbers():
    tree = TreeWeights(("a", "b", "c"), Level(PointWeights((0.4, 0.6)), (INNER_ANY, "c")))

    assert tree.axes == ("a",)
    assert tree.at(np.array([[0.25, 0.5]])) == pytest.approx(np.array([[0.3, 0.2], [0.1, 0.2], [0.6, 0.6]]))


@given(st.lists(st.integers(-100, 100), min_size=3, max_size=3))
def test_a_weighted_sum_is_least_and_greatest_at_corners(points):
    sums = TREE.vertices @ np.array(points)

    assert TREE.least(points) == pytest.approx(sums.min())
    assert TREE.greatest(points) == pytest.approx(sums.max())


def test_levels_may_be_points_and_all_weights():
    tree = TreeWeights(("a", "b", "c"), Level(PointWeights((0.4, 0.6)), (INNER_ANY, "c")))

    assert tree.vertices.tolist() == [[0.4, 0, 0.6], [0, 0.4, 0.6]]
    assert tree.mean.tolist() == [0.2, 0.2, 0.6]
    assert tree.least([1, -1, 2]) == pytest.approx(0.8)
    assert tree.effective(7) == 7


def test_errors_of_estimated_means_grow_along_the_path():
    keys = tuple("abcdefghi")
    rough = RatioWeights(keys, tuple(Ratio(first, second, 0.5, 3) for first, second in pairwise(keys)))
    tree = TreeWeights((*keys, "z"), Level(PointWeights((0.5, 0.5)), (Level(rough, keys), "z")))

    assert tree.mean_error[:-1] == pytest.approx(0.5 * rough.mean_error)
    assert tree.mean_error[-1] == 0


def test_a_tree_that_does_not_hold_its_criteria_is_refused():
    with pytest.raises(ValueError, match="A level of 1 parts needs as many weights, not 2"):
        Level(PointWeights((0.5, 0.5)), ("a",))
    with pytest.raises(ValueError, match="The tree must hold each of"):
        TreeWeights(("a", "b"), Level(PointWeights((1.0,)), ("a",)))


def test_corners_that_are_too_many_are_not_listed():
    keys = [tuple(f"{group}{j}" for j in range(60)) for group in "abc"]
    groups = tuple(Level(SimplexWeights(names), names) for names in keys)
    tree = TreeWeights(tuple(name for names in keys for name in names), Level(PointWeights((0.2, 0.3, 0.5)), groups))

    with pytest.raises(ValueError, match="216000 corners, too many to list"):
        tree.vertices  # noqa: B018
