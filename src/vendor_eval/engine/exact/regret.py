"""What a choice can cost at worst: regret over all weights and all beliefs' ranges."""

from dataclasses import dataclass

import numpy as np

from vendor_eval.engine.arrays import Floats, Integers
from vendor_eval.engine.exact.region import Region
from vendor_eval.engine.exact.relations import Relations, relations
from vendor_eval.engine.ranks import TIE

__all__ = ["Regrets", "regrets"]


@dataclass(frozen=True, slots=True, eq=False)
class Regrets:
    """By how many points each vendor can be behind the best at most (Savage 1951).

    Parameters
    ----------
    regret
        In points, 0 for a vendor that nothing puts behind; shape (vendors,).
    rival
        Which vendor is then ahead; the vendor itself where its regret is 0; shape (vendors,).
    weights
        At which weights; the vendor then has its lower points and the rival its upper ones; shape (vendors, criteria).
    """

    regret: Floats
    rival: Integers
    weights: Floats

    @property
    def choice(self) -> Integers:
        """The vendors whose regret is least, several if they are level; minimax regret (Wang and Boutilier 2003)."""
        return np.flatnonzero(self.regret <= self.regret.min() + TIE)


def regrets(low: Floats, high: Floats, region: Region, *, known: Relations | None = None) -> Regrets:
    """How much each vendor can be behind, behind whom, and at which weights.

    ``max over y and w of w @ (high_y - low_x)``.

    Parameters
    ----------
    low, high
        The bounds of the points, shape (vendors, criteria).
    known
        The relations, if they are known already.

    Examples
    --------
    >>> from vendor_eval.engine.exact.region import region_of
    >>> from vendor_eval.engine.weights import SimplexWeights
    >>> v = np.array([[100.0, 0], [60, 70], [0, 100]])
    >>> found = regrets(v, v, region_of(SimplexWeights(("fit", "price"))))
    >>> found.regret.tolist(), found.rival.tolist(), found.choice.tolist()
    ([100.0, 40.0, 100.0], [2, 0, 0], [1])
    """
    known = relations(low, high, region) if known is None else known
    rival = known.least.argmin(axis=1)
    behind = np.maximum(-known.least.min(axis=1), 0)
    rival = np.where(behind > 0, rival, np.arange(len(rival)))
    weights = np.array([region.lowest(low[i] - high[k]) for i, k in enumerate(rival)])
    return Regrets(behind, rival, weights)
