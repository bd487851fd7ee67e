import pytest

from vendor_eval.engine.cells import Point, Unknown
from vendor_eval.engine.problem import OpenTest, Problem
from vendor_eval.engine.tests import Interval
from vendor_eval.engine.treeweights import Level, TreeWeights
from vendor_eval.engine.weights import PointWeights, SimplexWeights
from vendor_eval.engine.weightsets import RankedWeights

PARTS = {
    "vendors": ("alpha", "beta"),
    "criteria": ("cost",),
    "cells": ((Point(1.0, 10.0),), (Unknown(),)),
    "weights": PointWeights((1.0,)),
}


def test_what_is_left_out_of_a_problem_excludes_nobody():
    problem = Problem(**PARTS)

    assert problem.excluded == (False, False)
    assert problem.weak == (0, 0)


@pytest.mark.parametrize(
    ("part", "message"),
    [
        ({"vendors": ("alpha", "alpha")}, "named once each"),
        ({"vendors": ()}, "named once each"),
        ({"criteria": ("cost", "cost")}, "named once each"),
        ({"cells": ((Unknown(),),)}, "2 rows of 1"),
        ({"cells": ((Unknown(),), (Unknown(), Unknown()))}, "2 rows of 1"),
        ({"excluded": (True,)}, "one entry for each of 2 vendors"),
        ({"weak": (1, 2, 3)}, "one entry for each of 2 vendors"),
        ({"weights": PointWeights((0.5, 0.5))}, "those of the criteria"),
        ({"weights": SimplexWeights(("price",))}, "those of the criteria"),
        ({"weights": RankedWeights(("price",), (("price",),))}, "those of the criteria"),
        ({"weights": TreeWeights(("price",), Level(PointWeights((1.0,)), ("price",)))}, "those of the criteria"),
        ({"tests": (OpenTest(2, "cost", True, Unknown(), Interval()),)}, "not among 2"),
    ],
)
def test_a_problem_refuses_parts_that_do_not_fit_together(part, message):
    with pytest.raises(ValueError, match=message):
        Problem(**{**PARTS, **part})


def test_a_test_needs_a_condition_or_a_chance():
    with pytest.raises(ValueError, match="'cost' needs a condition or a chance"):
        OpenTest(0, "cost", True, Unknown())


@pytest.mark.parametrize("chance", [-0.1, 1.1])
def test_a_chance_lies_between_0_and_1(chance):
    with pytest.raises(ValueError, match="'cost' must lie between 0 and 1"):
        OpenTest(0, "cost", True, Unknown(), chance=chance)
