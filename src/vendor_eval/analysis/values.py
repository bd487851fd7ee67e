"""What every vendor is worth: overall values with their bounds, and the ranks that follow from values and verdicts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from vendor_eval.analysis.model import Model
from vendor_eval.analysis.verdicts import Verdict
from vendor_eval.engine.arrays import Floats
from vendor_eval.engine.ranks import competition_ranks

__all__ = ["Points", "Values", "values_of"]


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """Expected, least and greatest points of every performance, each of shape (vendors, criteria)."""

    expected: Floats
    low: Floats
    high: Floats

    @classmethod
    def of(cls, model: Model) -> Points:
        """Return the points of a decision."""
        if_met = model.points("mean", if_met=True)
        # The expected points of a narrow part may lie beyond those that speak for the whole.
        low, high = np.minimum(model.points("low"), if_met), np.maximum(model.points("high"), if_met)
        return cls(model.points("mean"), low, high)


@dataclass(frozen=True, slots=True, eq=False)
class Values:
    """Overall values and ranks, one entry for each vendor in the order of the model; see ``Evaluation.table``."""

    vendors: tuple[str, ...]
    value: Floats
    low: Floats
    high: Floats
    rank: Floats
    rank_if_met: Floats
    value_if_met: Floats

    def table(self, model: Model, verdicts: Mapping[str, Verdict]) -> pd.DataFrame:
        """Return one vendor a row, in the order of the decision."""
        order = [self.vendors.index(key) for key in model.decision.vendors]
        return pd.DataFrame(
            {
                "vendor": list(model.decision.vendors),
                "name": [model.decision.vendor_name(key) for key in model.decision.vendors],
                "verdict": [verdicts[key].name for key in model.decision.vendors],
                "value": self.value[order],
                "low": self.low[order],
                "high": self.high[order],
                "rank": self.rank[order],
                "rank_if_met": self.rank_if_met[order],
                "value_if_met": self.value_if_met[order],
            }
        )


def values_of(model: Model, points: Points, verdicts: Mapping[str, Verdict]) -> Values:
    """Return the overall values at the declared or mean weights, and the ranks of those that have one."""
    names = np.array([verdicts[vendor].name for vendor in model.vendors])
    value = model.overall(points.expected)
    if_met = np.where(names == "insufficient", value, model.overall(model.points("mean", if_met=True)))
    return Values(
        vendors=model.vendors,
        value=value,
        low=model.overall(points.low),
        high=model.overall(points.high),
        rank=competition_ranks(np.where(names == "sufficient", value, -np.inf)),
        rank_if_met=competition_ranks(np.where(names != "insufficient", if_met, -np.inf)),
        value_if_met=if_met,
    )
