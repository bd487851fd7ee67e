"""Who is in the running, and with which points: what all exact questions about values start from."""

from __future__ import annotations

import math
from dataclasses import dataclass

from vendor_eval.analysis.evaluate import Evaluation
from vendor_eval.engine.arrays import Floats
from vendor_eval.engine.cells import Cell
from vendor_eval.engine.exact.region import Region, region_of
from vendor_eval.engine.weights import SimplexWeights

__all__ = ["Contest"]


@dataclass(frozen=True, slots=True, eq=False)
class Contest:
    """The vendors that are not insufficient, valued as if their open requirements were met.

    Parameters
    ----------
    vendors
        Their keys, in the order of the decision.
    expected, low, high
        Their points, shape (vendors, criteria), criteria in the order of the model; the ends are those of all that can
        occur.
    weights
        The declared or mean weights, shape (criteria,).
    leader
        The place of the one that is chosen or would lead; None without any vendor.
    """

    evaluation: Evaluation
    vendors: tuple[str, ...]
    expected: Floats
    low: Floats
    high: Floats
    weights: Floats
    leader: int | None

    @classmethod
    def of(cls, evaluation: Evaluation) -> Contest:
        """Return the contest of an evaluated decision."""
        model, outcome = evaluation.model, evaluation.outcome
        keys = tuple(key for key in evaluation.decision.vendors if evaluation.verdicts[key].name != "insufficient")
        places = [model.vendors.index(key) for key in keys]
        first = next(iter((*outcome.would_lead, *outcome.chosen)), None)
        return cls(
            evaluation=evaluation,
            vendors=keys,
            expected=model.points("mean", if_met=True)[places],
            low=model.points("low", if_met=True, whole=True)[places],
            high=model.points("high", if_met=True, whole=True)[places],
            weights=model.weights.mean,
            leader=None if first is None else keys.index(first),
        )

    @property
    def criteria(self) -> tuple[str, ...]:
        """The keys of the criteria with weight, in the order of the points."""
        return self.evaluation.model.criteria

    @property
    def if_met(self) -> bool:
        """Whether any of them is in the running only if its open requirements are met."""
        return any(self.evaluation.verdicts[key].name == "undetermined" for key in self.vendors)

    @property
    def declared(self) -> Region:
        """The declared weights."""
        return region_of(self.evaluation.model.weights)

    @property
    def every_weight(self) -> Region:
        """All weights that are possible at all."""
        return region_of(SimplexWeights(self.criteria))

    @property
    def second(self) -> int | None:
        """The place of the best rival of the leader, if there is one."""
        values = self.expected @ self.weights
        rivals = [i for i in range(len(self.vendors)) if i != self.leader]
        return max(rivals, key=lambda i: values[i]) if rivals and self.leader is not None else None

    @property
    def gap(self) -> float:
        """By how many points the leader is ahead of its best rival, at expected values; missing without either."""
        if self.leader is None or self.second is None:
            return math.nan
        return float((self.expected[self.leader] - self.expected[self.second]) @ self.weights)

    def name(self, place: int) -> str:
        """Return a vendor's name for display."""
        return self.evaluation.decision.vendor_name(self.vendors[place])

    def cell(self, place: int, criterion: str) -> Cell:
        """Return what is believed of one performance, with open requirements met."""
        return self.evaluation.model.cell_if_met(self.vendors[place], criterion)
