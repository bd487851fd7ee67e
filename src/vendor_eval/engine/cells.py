"""What is known of one performance, as numbers: exact, an interval, a distribution, levels with chances, or nothing.

Every kind answers the same questions: ``certain``, ``support`` and ``mean`` (in points), ``draw`` (performance and
points), ``points`` (those alone), and, of the performance, ``cdf``, ``quantile``, ``central``, ``p_met`` and ``cut``.
The performance is a number in the criterion's unit, the index of a level, or, where nothing is known, its points.
"""

from typing import TypeAlias

from vendor_eval.engine.cells_beta import Beta
from vendor_eval.engine.cells_conditions import Condition
from vendor_eval.engine.cells_continuous import Continuous
from vendor_eval.engine.cells_discrete import Levels, Point
from vendor_eval.engine.cells_law import Law
from vendor_eval.engine.cells_normal import Normal
from vendor_eval.engine.cells_triangular import Triangular
from vendor_eval.engine.cells_uniform import Uniform, Unknown

__all__ = [
    "Beta",
    "Cell",
    "Condition",
    "Continuous",
    "Law",
    "Levels",
    "Normal",
    "Point",
    "Triangular",
    "Uniform",
    "Unknown",
]

Cell: TypeAlias = Point | Uniform | Levels | Unknown | Continuous
