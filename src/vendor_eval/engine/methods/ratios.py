"""Methods that add up ratios to the best, to the sum or to the length of each column: MARCOS, ARAS, COPRAS, MOORA.

Each is a weighted sum on columns scaled by the vendors at hand, and differs from the others in that scale and in what
it does with costs.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from vendor_eval.engine.arrays import Floats
from vendor_eval.engine.methods.inputs import Performances
from vendor_eval.engine.methods.method import UNIT_TIE, Kernel, Method
from vendor_eval.engine.methods.normalisation import divided, ratios, shares, vector_lengths
from vendor_eval.engine.methods.tables import Table

__all__ = ["ARAS", "COPRAS", "MARCOS", "MOORA"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MARCOS(Method):
    """Scores each vendor by its ratios to the best of each column, set against an ideal and an anti-ideal vendor.

    With ``S_i = sum_j w_j x_ij / max x_j`` (a cost: min / x), A that of the ideal and B that of the anti-ideal vendor,
    the published utility of ``K- = S / B`` and ``K+ = S / A`` comes to ``S (A + B) / (A² + A B + B²)`` (Stevic,
    Pamucar, Puska and Chatterjee 2020). A and B are the same for all vendors, so MARCOS orders them exactly as the
    ratio-scaled weighted sum does. In this form a worst value of 0 needs no division by 0, which peers return missing
    numbers for. scikit-criteria prints its scores at every call.

    Examples
    --------
    >>> points = np.array([[[50.0], [80.0]], [[100.0], [20.0]]])
    >>> MARCOS().scores(points, np.array([[0.5], [0.5]]))[:, 0].round(4)
    array([0.7251, 0.5355])
    """

    key: ClassVar[str] = "marcos"
    label: ClassVar[str] = "MARCOS"
    needs_positive: ClassVar[bool] = True

    tie: float = UNIT_TIE

    def _prepared(self, performances: Performances) -> Kernel:
        def parts(j: int) -> tuple[Floats]:
            part = ratios(performances.column(j), cost=bool(performances.costs[j]))
            return (np.vstack([part, part.min(axis=0)]),)  # the last row is the anti-ideal; the ideal is 1 throughout

        table = Table.of(performances, parts)

        def scores(weights: Floats) -> Floats:
            (sums,) = table.sums(weights)
            worst = sums[-1]
            scores: Floats = sums[:-1] * ((1 + worst) / (1 + worst + np.square(worst)))
            return scores

        return scores


@dataclass(frozen=True, slots=True, kw_only=True)
class ARAS(Method):
    """Scores each vendor by its shares of the column sums, as a part of what an ideal vendor would have.

    The ideal vendor, best in every column, joins the table; columns are divided by their sum (a cost: by that of its
    reciprocals), ``S_i = sum_j w_j share_ij``, and the score is ``S_i / S_ideal`` between 0 and 1 (Zavadskas and
    Turskis 2010). scikit-criteria takes a table that is divided already.

    Examples
    --------
    >>> points = np.array([[[50.0], [80.0]], [[100.0], [20.0]]])
    >>> ARAS().scores(points, np.array([[0.5], [0.5]]))[:, 0].round(4)
    array([0.829 , 0.5648])
    """

    key: ClassVar[str] = "aras"
    label: ClassVar[str] = "ARAS"
    needs_positive: ClassVar[bool] = True

    tie: float = UNIT_TIE

    def _prepared(self, performances: Performances) -> Kernel:
        def parts(j: int) -> tuple[Floats]:
            part = ratios(performances.column(j), cost=bool(performances.costs[j]))
            with_ideal = np.vstack([part, np.ones_like(part[:1])])
            with_ideal /= with_ideal.sum(axis=0)
            return (with_ideal,)

        table = Table.of(performances, parts)

        def scores(weights: Floats) -> Floats:
            (sums,) = table.sums(weights)
            scores: Floats = sums[:-1] / sums[-1]
            return scores

        return scores


@dataclass(frozen=True, slots=True, kw_only=True)
class COPRAS(Method):
    """Scores each vendor by its share of the benefits, and by its share of the costs the other way round.

    With columns divided by their sums, ``S+`` the weighted sum over benefits and ``S-`` over costs,
    ``Q_i = S+_i + sum S- / (S-_i sum (1 / S-))``; the score is ``Q_i / max Q``, between 0 and 1 (Zavadskas, Kaklauskas
    and Sarka 1994). Without costs, or with no weight on any, the second part is 0, where scikit-criteria refuses or
    returns missing numbers. Vendors that cost nothing take the second part whole.

    pymcdm 1.4 is not matched: its second part cancels to ``S-``, so that it rewards high costs.

    Examples
    --------
    >>> points = np.array([[[5.0], [5.0]], [[10.0], [20.0]]])
    >>> COPRAS().scores(points, np.array([[0.5], [0.5]]), costs=np.array([False, True]))[:, 0].round(4)
    array([1.    , 0.7143])
    """

    key: ClassVar[str] = "copras"
    label: ClassVar[str] = "COPRAS"

    tie: float = UNIT_TIE

    def _prepared(self, performances: Performances) -> Kernel:
        def parts(j: int) -> tuple[Floats, Floats]:
            x = performances.column(j)
            if x.min() < 0:
                performances.refuse(j, "numbers from 0")
            share = shares(x, cost=False)
            nothing = np.zeros_like(share[:1])  # broadcasts: a benefit adds nothing to any vendor's costs
            empty = np.broadcast_to(nothing, share.shape)
            return (empty, share) if performances.costs[j] else (share, empty)

        table = Table.of(performances, parts)

        def scores(weights: Floats) -> Floats:
            benefits, costs = table.sums(weights)
            if performances.costs.any():
                benefits += costs.sum(axis=0) * _inverse_shares(costs)
            benefits /= benefits.max(axis=0)
            return benefits

        return scores


def _inverse_shares(costs: Floats) -> Floats:
    """Shares of 1 in proportion to 1 / cost in each draw; whoever has no cost shares all of it with its like."""
    least: Floats = costs.min(axis=0)
    if least.min() > 0:
        inverse = least / costs
    else:
        free = costs == 0
        inverse = np.where(free, 1, least / np.where(free, 1, costs))
    inverse /= inverse.sum(axis=0)
    return inverse


@dataclass(frozen=True, slots=True, kw_only=True)
class MOORA(Method):
    """Adds up columns divided by their length, costs taken off: the ratio system of MOORA.

    ``score_i = sum_j ± w_j x_ij / root of sum_i x_ij²`` (Brauers and Zavadskas 2006), the weighted sum on vector
    normalisation. pymcdm refuses a table without costs; scikit-criteria takes a table that is divided already, and
    names its other two forms apart.

    Examples
    --------
    >>> points = np.array([[[3.0], [4.0]], [[4.0], [3.0]]])
    >>> MOORA().scores(points, np.array([[0.75], [0.25]]), costs=np.array([False, True]))[:, 0]
    array([0.25, 0.45])
    """

    key: ClassVar[str] = "moora"
    label: ClassVar[str] = "MOORA, ratio system"

    tie: float = UNIT_TIE

    def _prepared(self, performances: Performances) -> Kernel:
        def parts(j: int) -> tuple[Floats]:
            x = performances.column(j)
            part = divided(x, vector_lengths(x), otherwise=0)
            return (np.negative(part, out=part) if performances.costs[j] else part,)

        table = Table.of(performances, parts)
        return lambda weights: table.sums(weights)[0]
