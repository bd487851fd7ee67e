"""SPOTIS: the distance to a fixed ideal."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from vendor_eval.engine.arrays import Floats
from vendor_eval.engine.methods.bounds import Bounds, bounds_of, check_bounds, on_scale
from vendor_eval.engine.methods.inputs import Performances
from vendor_eval.engine.methods.method import UNIT_TIE, Kernel, Method
from vendor_eval.engine.methods.tables import Table

__all__ = ["SPOTIS"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SPOTIS(Method):
    """Scores each vendor by its weighted distance to the best end of fixed bounds.

    ``P_i = sum_j w_j |x_ij - best_j| / (high_j - low_j)``, the score is -P, from -1 to 0 (Dezert, Tchamova, Han and
    Tacnet 2020). On bounds fixed beforehand it is the weighted sum less 1 by another name, free of rank reversal, and
    a check on it rather than a second opinion.

    Parameters
    ----------
    bounds
        The lowest and highest level of the scale as (low, high), or one such pair a criterion.

    Examples
    --------
    >>> points = np.array([[[50.0], [80.0]], [[100.0], [20.0]]])
    >>> SPOTIS().scores(points, np.array([[0.5], [0.5]]))[:, 0]
    array([-0.25, -0.5 ])
    """

    key: ClassVar[str] = "spotis"
    label: ClassVar[str] = "SPOTIS"

    bounds: Bounds = (0.0, 100.0)
    tie: float = UNIT_TIE

    def __post_init__(self) -> None:
        """Refuse bounds that are none."""
        Method.__post_init__(self)
        check_bounds("bounds", self.bounds)

    def _prepared(self, performances: Performances) -> Kernel:
        bounds = bounds_of(self.bounds, performances)

        def distances(j: int) -> tuple[Floats]:
            part = on_scale(performances, j, bounds)
            return (np.subtract(part, 1, out=part),)

        table = Table.of(performances, distances)
        return lambda weights: table.sums(weights)[0]
