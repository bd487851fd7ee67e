"""The vendors of a market that may have a rank, as the engine draws them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vendor_eval.analysis.market_points import Side
from vendor_eval.analysis.market_requirements import OPEN
from vendor_eval.analysis.market_verdicts import Judged, Tested
from vendor_eval.analysis.model import Model, cell_if_met, cell_of
from vendor_eval.analysis.simulated import drawn_condition
from vendor_eval.decision.market import Market
from vendor_eval.engine.arrays import Bools, Floats, Integers
from vendor_eval.engine.cells import Cell, Uniform
from vendor_eval.engine.problem import OpenTest
from vendor_eval.engine.screening_draws import Doubt

__all__ = ["MarketEntrants"]


@dataclass(frozen=True, eq=False)
class MarketEntrants:
    """The vendors that are not insufficient, those of the greatest expected value first.

    Parameters
    ----------
    vendors
        Their places in the market, shape (entrants,).
    uncertain
        Who has something that only a draw decides, shape (entrants,).
    expected
        Whether performances are held at their expected values.
    """

    market: Market
    model: Model
    judged: Judged
    vendors: Integers
    uncertain: Bools
    expected: bool

    @classmethod
    def of(cls, market: Market, model: Model, judged: Judged, *, expected: bool) -> MarketEntrants:
        """Take the vendors that may have a rank."""
        vendors = np.flatnonzero(~judged.insufficient)
        vendors = vendors[np.argsort(-judged.value_if_met[vendors], kind="stable")]
        uncertain = np.zeros(len(market), dtype=np.bool_)
        if not expected:
            for points in judged.points.values():
                uncertain[points.rows] = True
            for one in judged.tested:
                uncertain |= one.results == OPEN
        return cls(market, model, judged, vendors, uncertain[vendors], expected)

    @property
    def criteria(self) -> tuple[str, ...]:
        """The criteria that carry weight, in the order of their keys."""
        return self.model.criteria

    def __len__(self) -> int:
        """The number of vendors."""
        return len(self.vendors)

    def points(self, rows: Integers) -> Floats:
        """Points of some vendors, shape (criteria, vendors): the greatest there are where they are uncertain."""
        side: Side = "if_met" if self.expected else "high"
        return np.array([self.judged.points[key].some(self.vendors[rows], side) for key in self.model.criteria])

    def doubtful(self, rows: Integers) -> Bools:
        """Which of some vendors have performances or requirements that only a draw decides."""
        return self.uncertain[rows]

    def doubt(self, row: int) -> Doubt:
        """What only a draw decides about a doubtful vendor."""
        vendor = int(self.vendors[row])
        most = self.market.decision.policy.max_weaknesses
        tests = (self._test(vendor, one) for one in self.judged.tested if one.results[vendor] == OPEN)
        return Doubt(
            vendor=self.market.vendors[vendor],
            cells={
                key: self._cell(vendor, key)
                for key, points in self.judged.points.items()
                if np.isnan(points.column.exact[vendor])
            },
            tests=tuple(test for test in tests if test is not None),
            spare=None if most is None else most - int(self.judged.weak[vendor]),
        )

    def _cell(self, vendor: int, key: str) -> Cell:
        """Return what is drawn of an uncertain performance; the value and all its requirements must see the same.

        An unknown at an open must is drawn from what meets it, everything else whole, as in any simulation.
        """
        points, column = self.judged.points.get(key), self.market.column(key)
        place = column.place(vendor)
        # Most cells by far are one of these two, and need no belief to be made of them.
        if points is not None and place is None and not self._waived(vendor, key):
            return points.blank
        if points is not None and place is not None and points.curve is not None and np.isnan(column.likely[place]):
            return Uniform(column.low[place].item(), column.high[place].item(), points.curve)
        criterion = self.market.decision.criteria[key]
        cell = cell_of(criterion, self.market.belief(vendor, key))
        if place is not None:
            return cell
        return cell_if_met(criterion, self.market.vendors[vendor], cell, self.market.decision.policy.coverage)

    def _waived(self, vendor: int, key: str) -> bool:
        """Whether some requirement of a criterion is waived for a vendor."""
        require = self.market.decision.criteria[key].require
        return any(self.market.vendors[vendor] in one.waivers for one in require)

    def _test(self, vendor: int, one: Tested) -> OpenTest | None:
        """Return an open requirement if a draw decides it, or None where it is taken as met."""
        criterion, requirement = self.market.decision.criteria[one.criterion], one.requirement
        cell = self._cell(vendor, one.criterion)
        unknown = self.market.column(one.criterion).place(vendor) is None
        if unknown and requirement.p_met is not None:
            return OpenTest(0, one.criterion, one.must, cell, chance=requirement.p_met)
        if unknown and (one.must or criterion.scale is None):
            return None
        return OpenTest(0, one.criterion, one.must, cell, drawn_condition(criterion, requirement, cell))
