"""ELECTRE III, its credibilities summed up by their net flow."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from vendor_eval.engine.arrays import Bools, Floats
from vendor_eval.engine.methods.flows import net_flows
from vendor_eval.engine.methods.inputs import Performances, checked_weights
from vendor_eval.engine.methods.method import UNIT_TIE, Kernel, Method
from vendor_eval.engine.methods.preferences import Linear
from vendor_eval.engine.methods.tables import Table
from vendor_eval.errors import OptionError

__all__ = ["ELECTRE3"]

ROUNDING = 1e-12  # a concordance of 1 stays 1 in whatever order weights are added up

Thresholds = float | tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ELECTRE3(Method):
    """Asks of every two vendors how credible it is that one is at least as good as the other, and nets the answers.

    On each criterion a vendor is in full concordance with "at least as good" when it is worse by at most ``q``, in
    none when it is worse by ``p`` or more, in part in between. Concordance C is the weighted sum. A criterion on which
    it is worse by more than ``p`` speaks against it, fully from ``veto``: discordance D. Credibility is C, times
    (1 - D) / (1 - C) for each criterion with D above C (Roy 1978). One full veto makes it 0, whatever the weight of
    its criterion, unless everything with a weight is in full concordance.

    The score is the sum of a vendor's credibilities over the others, less theirs over it, divided by the number of
    rivals: the net flow rule (Bouyssou 1992), between -1 and 1. It stands in for the distillations of ELECTRE III,
    whose orders are partial. ELECTRE I (a kernel, no ranking) and ELECTRE II are not offered.

    With a veto the cost of a draw grows with the square of the vendors; without one, it is PROMETHEE II with the
    preference ``Linear(q, p)``, number for number, and as fast.

    Parameters
    ----------
    q
        The difference that is indifferent, in the unit of the values; one for all criteria or a tuple of one each.
    p
        The difference that is a strict preference; at least ``q``.
    veto
        The difference that rules out "at least as good" alone; above ``p``, and ``math.inf`` for none.

    Examples
    --------
    >>> points = np.array([[[100.0], [50.0], [60.0]], [[30.0], [90.0], [60.0]]])
    >>> ELECTRE3().scores(points, np.array([[0.8], [0.2]]))[:, 0].round(2)
    array([ 0.36, -0.1 , -0.26])
    >>> ELECTRE3(veto=math.inf).scores(points, np.array([[0.8], [0.2]]))[:, 0].round(2)
    array([ 0.6, -0.4, -0.2])
    """

    key: ClassVar[str] = "electre3_net_flow"
    label: ClassVar[str] = "ELECTRE III, net flow"

    q: Thresholds = 5.0
    p: Thresholds = 15.0
    veto: Thresholds = 50.0
    tie: float = UNIT_TIE

    def __post_init__(self) -> None:
        """Refuse thresholds that are not numbers in their order."""
        Method.__post_init__(self)
        try:
            q, p, veto = np.broadcast_arrays(*(np.array(given, dtype=np.float64) for given in self._thresholds()))
        except (TypeError, ValueError):
            raise OptionError(f"q, p and veto must be numbers, or tuples of one each: {self._thresholds()}.") from None
        if q.ndim > 1 or not ((q >= 0) & (q <= p) & (p < veto) & np.isfinite(p)).all():
            raise OptionError(f"q, p and veto must satisfy 0 <= q <= p < veto, not {self._thresholds()}.")

    def credibility(self, values: Floats, weights: Floats, *, costs: Bools | None = None) -> Floats:
        """How credible it is that the vendor (row) is at least as good as the other (column).

        Parameters
        ----------
        values, weights, costs
            As in ``scores``.

        Returns
        -------
        Credibilities from 0 to 1, shape (vendors, vendors, draws).
        """
        performances = Performances.of(values, costs, label=self.label, positive=False, kept=True)
        return np.stack(list(self._rows(performances, checked_weights(weights, performances))))

    def _thresholds(self) -> tuple[Thresholds, Thresholds, Thresholds]:
        return self.q, self.p, self.veto

    def _each(self, performances: Performances) -> list[tuple[float, float, float]]:
        """The thresholds of each criterion."""
        n = len(performances.values)
        try:
            q, p, veto = (np.broadcast_to(np.array(given, dtype=np.float64), n) for given in self._thresholds())
        except ValueError:
            raise ValueError(f"{self.label} needs thresholds for {n} criteria: {self._thresholds()}.") from None
        return list(zip(q.tolist(), p.tolist(), veto.tolist(), strict=True))

    def _prepared(self, performances: Performances) -> Kernel:
        each = self._each(performances)
        if any(veto < math.inf for _, _, veto in each):
            return lambda weights: self._net(performances, weights)

        def flows(j: int) -> tuple[Floats]:
            # Concordance with a over b less with b over a is the preference for a over b less that for b over a.
            net = net_flows(performances.column(j), Linear(*each[j][:2]))
            return (np.negative(net, out=net) if performances.costs[j] else net,)

        table = Table.of(performances, flows)
        return lambda weights: table.sums(weights)[0]

    def _net(self, performances: Performances, weights: Floats) -> Floats:
        """Credibilities for each vendor less those against it, one vendor's comparisons at a time."""
        m = performances.values.shape[1]
        net: Floats = np.zeros((m, max(performances.values.shape[2], weights.shape[1])))
        for i, row in enumerate(self._rows(performances, weights)):
            row[i] = 0
            net[i] += row.sum(axis=0)
            net -= row
        net /= max(m - 1, 1)
        return net

    def _rows(self, performances: Performances, weights: Floats) -> Iterator[Floats]:
        """For each vendor, the credibility that it is at least as good as each other, shape (vendors, draws)."""
        each = self._each(performances)
        for i in range(performances.values.shape[1]):
            yield _row(performances, i, each, weights)


def _row(performances: Performances, i: int, thresholds: list[tuple[float, float, float]], weights: Floats) -> Floats:
    """The credibility that a vendor is at least as good as each other, shape (vendors, draws)."""
    table = Table.of(performances, lambda j: (_concordance(_ahead(performances, i, j), *thresholds[j][:2]),))
    (concordance,) = table.sums(weights)
    credibility = concordance.copy()
    for j, (_, p, veto) in enumerate(thresholds):
        if veto < math.inf:
            _discount(credibility, concordance, _ahead(performances, i, j), p, veto)
    return credibility


def _ahead(performances: Performances, i: int, j: int) -> Floats:
    """By how much a vendor is better than each on a criterion, negative where it is worse; shape (vendors, draws)."""
    column = performances.column(j)
    ahead: Floats = column - column[i] if performances.costs[j] else column[i] - column
    return ahead


def _concordance(ahead: Floats, q: float, p: float) -> Floats:
    """How far a vendor that is ahead by this much (behind, where negative) is at least as good."""
    if q == p:
        return (ahead >= -q).astype(np.float64)
    part = (ahead + p) / (p - q)
    return np.clip(part, 0, 1, out=part)


def _discount(credibility: Floats, concordance: Floats, ahead: Floats, p: float, veto: float) -> None:
    """Lower credibilities in place where one criterion speaks against them more than all together speak for them."""
    against = np.clip((-ahead - p) / (veto - p), 0, 1)
    others = np.flatnonzero((against > 0).any(axis=1))
    if not len(others):
        return
    against, together = against[others], concordance[others]
    outweighed = against > together + ROUNDING
    factor = np.divide(1 - against, 1 - together, out=np.ones_like(together), where=outweighed)
    credibility[others] *= factor
