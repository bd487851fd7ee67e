"""EDAS: how far above and below the average vendor."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from vendor_eval.engine.arrays import Floats
from vendor_eval.engine.methods.inputs import Performances
from vendor_eval.engine.methods.method import UNIT_TIE, Kernel, Method
from vendor_eval.engine.methods.normalisation import divided
from vendor_eval.engine.methods.tables import Table, row_blocks

__all__ = ["EDAS"]

ROUNDING = 1e-12  # distances below this are made of rounding


@dataclass(frozen=True, slots=True, kw_only=True)
class EDAS(Method):
    """Scores each vendor by what it has above the average of each column and what it lacks below it.

    Distances are parts of the average; the weighted sums ``SP`` above and ``SN`` below are divided by the largest of
    the vendors, ``score = (SP / max SP + 1 - SN / max SN) / 2``, between 0 and 1 (Keshavarz Ghorabaee, Zavadskas,
    Olfat and Turskis 2015). Where all vendors are equal the score is 1/2 (pymcdm returns missing numbers). Numbers
    must not be negative; a column of zeros says nothing, where scikit-criteria moves all averages by 1e-5.

    Examples
    --------
    >>> points = np.array([[[50.0], [80.0]], [[100.0], [20.0]]])
    >>> EDAS().scores(points, np.array([[0.5], [0.5]]))[:, 0].round(4)
    array([0.8269, 0.1731])
    """

    key: ClassVar[str] = "edas"
    label: ClassVar[str] = "EDAS"

    tie: float = UNIT_TIE

    def _prepared(self, performances: Performances) -> Kernel:
        table = Table.of(performances, lambda j: _distances(performances, j))

        def scores(weights: Floats) -> Floats:
            above, below = table.sums(weights)
            by_above, by_below = _half_by_largest(above), _half_by_largest(below)
            for rows in row_blocks(*above.shape):
                more, less = above[rows], below[rows]
                more *= by_above
                less *= by_below
                more -= less
                more += 0.5
            return above

        return scores


def _distances(performances: Performances, j: int) -> tuple[Floats, Floats]:
    """How much better and how much worse than the average each vendor is, in parts of the average."""
    x = performances.column(j)
    if x.min() < 0:
        performances.refuse(j, "numbers from 0")
    average: Floats = x.mean(axis=0)
    above = divided(x - average, average, otherwise=0)
    if performances.costs[j]:
        np.negative(above, out=above)
    below = np.maximum(-above, 0)
    return np.maximum(above, 0, out=above), below


def _half_by_largest(sums: Floats) -> Floats:
    """Half of 1 by the largest of the vendors in each draw; 0 where that is nothing."""
    largest = sums.max(axis=0)
    some = largest > ROUNDING
    return np.where(some, 0.5, 0) / np.where(some, largest, 1)
