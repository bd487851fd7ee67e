"""VIKOR: a compromise between most satisfaction together and least regret on any one criterion."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from vendor_eval.engine.arrays import Floats
from vendor_eval.engine.methods.inputs import Performances
from vendor_eval.engine.methods.method import UNIT_TIE, Kernel, Method
from vendor_eval.engine.methods.normalisation import divided
from vendor_eval.engine.methods.tables import Table, row_blocks
from vendor_eval.errors import OptionError

__all__ = ["VIKOR"]

ROUNDING = 1e-12  # a spread below this is made of rounding


@dataclass(frozen=True, slots=True, kw_only=True)
class VIKOR(Method):
    """Scores each vendor by its distance to the best of every column, in all and on its worst criterion.

    With regret ``r_ij = (best_j - x_ij) / (best_j - worst_j)`` over the vendors at hand: ``S_i = sum_j w_j r_ij``,
    ``R_i = max_j w_j r_ij``, both brought to 0..1 over the vendors, ``Q_i = v S_i + (1 - v) R_i`` (Opricovic and
    Tzeng 2004). The score is -Q, so the best may have 0 and the worst -1. A criterion on which all are equal causes no
    regret (pymcdm refuses it); where all S or all R are equal they decide nothing (pymcdm returns missing numbers).

    Scores rank by Q alone. scikit-criteria gives a whole compromise set rank 1 unless told otherwise.

    Parameters
    ----------
    v
        The weight of S against R, from 0 to 1.

    Examples
    --------
    >>> points = np.array([[[1.0], [2.0], [5.0]], [[3000.0], [3750.0], [4500.0]]])
    >>> VIKOR().scores(points, np.array([[0.5], [0.5]]), costs=np.array([True, False]))[:, 0]
    array([-1.,  0., -1.])
    """

    key: ClassVar[str] = "vikor"
    label: ClassVar[str] = "VIKOR"

    v: float = 0.5
    tie: float = UNIT_TIE

    def __post_init__(self) -> None:
        """Refuse a v outside 0..1."""
        Method.__post_init__(self)
        if not 0 <= self.v <= 1:
            raise OptionError(f"v must lie between 0 and 1, not {self.v!r}.")

    def _prepared(self, performances: Performances) -> Kernel:
        table = Table.alike(performances, lambda some, j: (_regret(some, j),))

        def scores(weights: Floats) -> Floats:
            sums, maxima = table.sums(weights)[0], table.maxima(weights)[0]
            sums_low, sums_factor = _spread(sums, self.v)
            maxima_low, maxima_factor = _spread(maxima, 1 - self.v)
            for rows in row_blocks(*sums.shape):
                s, r = sums[rows], maxima[rows]
                s -= sums_low
                s *= sums_factor
                r -= maxima_low
                r *= maxima_factor
                s += r
                np.subtract(0, s, out=s)
            return sums

        return scores


def _regret(performances: Performances, j: int) -> Floats:
    """Distance of each vendor to the best of a criterion, in parts of that between the best and the worst."""
    x = performances.column(j)
    low, high = x.min(axis=0), x.max(axis=0)
    return divided(x - low if performances.costs[j] else high - x, high - low, otherwise=0)


def _spread(index: Floats, share: float) -> tuple[Floats, Floats]:
    """The least of an index in each draw, and the factor that brings the rest to 0..share; 0 where all are equal."""
    low: Floats = index.min(axis=0)
    width = index.max(axis=0) - low
    spread = width > ROUNDING
    return low, np.where(spread, share, 0) / np.where(spread, width, 1)
