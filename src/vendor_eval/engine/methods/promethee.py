"""PROMETHEE II: how far each vendor is preferred to the others."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from vendor_eval.engine.arrays import Floats
from vendor_eval.engine.methods.flows import net_flows
from vendor_eval.engine.methods.inputs import Performances
from vendor_eval.engine.methods.method import UNIT_TIE, Kernel, Method
from vendor_eval.engine.methods.preferences import Preference, Usual
from vendor_eval.engine.methods.tables import Table
from vendor_eval.errors import OptionError

__all__ = ["PROMETHEE2"]

USUAL = Usual()


@dataclass(frozen=True, slots=True, kw_only=True)
class PROMETHEE2(Method):
    """Compares every two vendors on every criterion and scores each by its preferences over the others, net of theirs.

    ``phi_i = sum_j w_j phi_ij`` with ``phi_ij`` the net flow on one criterion, divided by the number of rivals, so
    that scores lie between -1 and 1 and add up to 0 (Brans and Vincke 1985). What counts as a preference is said by a
    preference function; with ``Usual``, only who is better matters and not by how much. A newcomer changes the flows
    of all. scikit-criteria has no PROMETHEE; flows of mcda are not divided by the number of rivals.

    One draw or a million cost one table of flows and a matrix product. The table takes O(m log m) a criterion for m
    vendors, except by ``Gaussian``, which compares all pairs: minutes for 100,000 vendors.

    Parameters
    ----------
    preference
        One function for all criteria, or a tuple of one each. Its thresholds are in the unit of the values.

    Examples
    --------
    >>> points = np.array([[[50.0], [80.0], [70.0]], [[100.0], [20.0], [30.0]]])
    >>> PROMETHEE2().scores(points, np.array([[0.4], [0.6]]))[:, 0]
    array([ 0.2, -0.2,  0. ])
    """

    key: ClassVar[str] = "promethee2"
    label: ClassVar[str] = "PROMETHEE II"

    preference: Preference | tuple[Preference, ...] = USUAL
    tie: float = UNIT_TIE

    def __post_init__(self) -> None:
        """Refuse what is no preference function."""
        Method.__post_init__(self)
        each = self.preference if isinstance(self.preference, tuple) else (self.preference,)
        if not each or not all(isinstance(one, Preference) for one in each):
            raise OptionError(
                "preference must be a preference function, such as Usual() or Linear(q=5, p=20), or a tuple of one "
                f"for each criterion, not {self.preference!r}."
            )

    def _prepared(self, performances: Performances) -> Kernel:
        preferences, n = self.preference, len(performances.values)
        each = preferences if isinstance(preferences, tuple) else (preferences,) * n
        if len(each) != n:
            raise ValueError(f"{self.label} needs one preference function a criterion, {n} in all, not {len(each)}.")

        def flows(j: int) -> tuple[Floats]:
            net = net_flows(performances.column(j), each[j])
            return (np.negative(net, out=net) if performances.costs[j] else net,)

        table = Table.of(performances, flows)
        return lambda weights: table.sums(weights)[0]
