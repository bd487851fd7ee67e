"""The weighted sum: the library's own model, beside the other methods."""

from dataclasses import dataclass
from typing import ClassVar

from vendor_eval.engine.methods.inputs import Performances
from vendor_eval.engine.methods.method import POINTS_TIE, Kernel, Method
from vendor_eval.engine.methods.normalisation import Normalisation, check_normalisation, normalised
from vendor_eval.engine.methods.tables import Table

__all__ = ["WeightedSum"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightedSum(Method):
    """Adds up weight times points over the criteria: a gain on one makes up for a loss on another (WSM, SAW, MAVT).

    ``U_i = sum_j w_j v_ij`` (Fishburn 1967). On points of fixed scales no vendor's score depends on any other's; with
    a normalisation it does.

    Parameters
    ----------
    normalisation
        ``none`` for values that are points already, else how columns are brought to one scale.

    Examples
    --------
    >>> import numpy as np
    >>> points = np.array([[[50.0], [80.0]], [[100.0], [20.0]]])
    >>> WeightedSum().scores(points, np.array([[0.5], [0.5]]))[:, 0]
    array([75., 50.])
    """

    key: ClassVar[str] = "weighted_sum"
    label: ClassVar[str] = "Weighted sum"

    normalisation: Normalisation = "none"
    tie: float = POINTS_TIE

    def __post_init__(self) -> None:
        """Refuse a normalisation that is not offered."""
        Method.__post_init__(self)
        check_normalisation(self.normalisation)

    def _prepared(self, performances: Performances) -> Kernel:
        table = Table.of(performances, lambda j: (normalised(performances, j, self.normalisation),))
        return lambda weights: table.sums(weights)[0]
