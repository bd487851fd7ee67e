"""The weighted product: performances multiplied up, each to the power of its weight."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from vendor_eval.engine.arrays import Floats
from vendor_eval.engine.methods.inputs import Performances
from vendor_eval.engine.methods.method import POINTS_TIE, Kernel, Method
from vendor_eval.engine.methods.normalisation import Normalisation, check_normalisation, normalised
from vendor_eval.engine.methods.tables import Table

__all__ = ["WeightedProduct"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightedProduct(Method):
    """Multiplies points, each to the power of its weight: a vendor that has nothing on one criterion has nothing (WPM).

    ``P_i = prod_j x_ij ** w_j``, a cost divides (Bridgman 1922). It is the weighted geometric mean, in the unit of the
    values where that is one. Multiplying a column by a constant changes no order, so neither do the normalisations
    ``sum`` and ``max``. A value of 0 makes the product 0 if its criterion has any weight; scikit-criteria and pymcdm
    refuse it. scikit-criteria gives the logarithm to base 10.

    Parameters
    ----------
    normalisation
        ``none`` for values that are points already, else how columns are brought to one scale.

    Examples
    --------
    >>> points = np.array([[[50.0], [80.0]], [[100.0], [20.0]]])
    >>> WeightedProduct().scores(points, np.array([[0.5], [0.5]]))[:, 0].round(4)
    array([70.7107, 40.    ])
    """

    key: ClassVar[str] = "weighted_product"
    label: ClassVar[str] = "Weighted product"
    needs_positive: ClassVar[bool] = True

    normalisation: Normalisation = "none"
    tie: float = POINTS_TIE

    def __post_init__(self) -> None:
        """Refuse a normalisation that is not offered."""
        Method.__post_init__(self)
        check_normalisation(self.normalisation)

    def _prepared(self, performances: Performances) -> Kernel:
        table = Table.of(performances, lambda j: self._logarithms(performances, j))

        return lambda weights: table.combined(weights, _products)

    def _logarithms(self, performances: Performances, j: int) -> tuple[Floats, Floats]:
        """The logarithm of each value, 0 for a value of 0; and 1 for a value of 0, else 0."""
        plain = self.normalisation == "none"
        part = performances.column(j) if plain else normalised(performances, j, self.normalisation)
        zero = part <= 0
        logarithms = np.log(np.where(zero, 1, part))
        if plain and performances.costs[j]:
            np.negative(logarithms, out=logarithms)
        return logarithms, zero.astype(np.float64)


def _products(logarithms: Floats, zeros: Floats) -> None:
    """Turn sums of logarithms into products, in place."""
    np.exp(logarithms, out=logarithms)
    if zeros.max() > 0:
        logarithms[zeros > 0] = 0
