"""Small problems for tests of the engine, some of which have results that are known exactly."""

from dataclasses import fields, is_dataclass

import numpy as np

from vendor_eval.engine.cells import Beta, Cell, Continuous, Levels, Normal, Point, Triangular, Uniform, Unknown
from vendor_eval.engine.curves import Curve
from vendor_eval.engine.problem import OpenTest, Problem
from vendor_eval.engine.tests import Interval, Members
from vendor_eval.engine.weights import SimplexWeights

__all__ = ["ACCEPTABILITY", "certain", "every_kind", "running_example", "same_bits", "uncertain"]

# Rank acceptabilities of the running example, by cutting the simplex into the regions of each rank and adding up their
# volumes.
ACCEPTABILITY = np.array(
    [
        [0.07808, 0.71585, 0.20603, 0.00004, 0],
        [0.27469, 0.13395, 0.57284, 0.01728, 0.00123],
        [0.64722, 0.12210, 0.13070, 0.07654, 0.02342],
        [0, 0.02810, 0.09043, 0.83147, 0.05],
        [0, 0, 0, 0.07466, 0.92534],
    ]
)


def certain(points, criteria, weights=None):
    """Vendors A, B, .. whose points are known, all weights equally likely."""
    vendors = tuple("ABCDE"[: len(points)])
    cells = tuple(tuple(Point(float(value), float(value)) for value in row) for row in points)
    return Problem(vendors, criteria, cells, weights or SimplexWeights(criteria))


def running_example():
    """Five vendors on six criteria."""
    criteria = ("cost", "quality", "delivery", "security", "support", "finance")
    points = [
        [55, 80, 70, 90, 60, 70],
        [90, 65, 75, 50, 70, 60],
        [30, 95, 60, 95, 85, 80],
        [70, 55, 65, 60, 50, 55],
        [50, 60, 65, 55, 50, 50],
    ]
    return certain(points, criteria)


def uncertain(vendors=5, criteria=8, seed=0):
    """Intervals on straight scales, alike enough that every vendor is first now and then."""
    low = np.random.default_rng(seed).uniform(50, 250, (vendors, criteria))
    curve = Curve((0.0, 500.0), (0.0, 100.0))
    keys = tuple(f"criterion {j:02}" for j in range(criteria))
    cells = tuple(tuple(Uniform(float(a), float(a) + 150, curve) for a in row) for row in low)
    return Problem(tuple(f"vendor {i:04}" for i in range(vendors)), keys, cells, SimplexWeights(keys))


def every_kind(weights=None):
    """Three vendors with every kind of belief and of requirement."""
    curve, bent = Curve((0.0, 50.0, 100.0), (0.0, 80.0, 100.0)), Curve((1.0, 1000.0), (0.0, 100.0), log=True)
    cells: tuple[tuple[Cell, ...], ...] = (
        (Uniform(20.0, 90.0, curve), Levels.of((0.0, 40.0, 100.0), (1.0, 2.0, 1.0)), Unknown(), Point(3.0, 55.0)),
        (
            Continuous(Normal(300.0, 200.0), bent, 1.0, 900.0),
            Point(1.0, 40.0),
            Continuous(Triangular(10.0, 30.0, 90.0), curve),
            Unknown(20.0, 70.0),
        ),
        (
            Continuous(Beta.tested(8, 10, 100), curve),
            Unknown(),
            Uniform(5.0, 800.0, bent),
            Levels.of((10.0, 90.0), (0.5, 0.5)),
        ),
    )
    criteria = ("reach", "privacy", "price", "speed")
    tests = (
        OpenTest(0, "reach", True, cells[0][0], Interval(low=30)),
        OpenTest(0, "reach", False, cells[0][0], Interval(low=60)),
        OpenTest(1, "privacy", True, Unknown(), chance=0.7),
        OpenTest(2, "licence", False, Levels.of((0.0, 0.0), (0.5, 0.5)), Members((False, True))),
    )
    return Problem(
        ("alpha", "beta", "gamma"),
        criteria,
        cells,
        weights or SimplexWeights(criteria),
        tests,
        max_weaknesses=0,
        minimum_value=40.0,
    )


def same_bits(one, other):
    """Whether two results are the same to the last bit."""
    return _bits(one) == _bits(other)


def _bits(part):
    if is_dataclass(part):
        return [_bits(getattr(part, each.name)) for each in fields(part)]
    if isinstance(part, tuple):
        return [_bits(each) for each in part]
    return (part.shape, part.dtype, part.tobytes()) if isinstance(part, np.ndarray) else part
