"""Values and contributions, by criterion and by group of criteria at any depth."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from vendor_eval.analysis.model import Model
from vendor_eval.analysis.values import Points
from vendor_eval.decision.document import Decision

__all__ = ["contributions_table", "groups_table"]

COLUMNS = ["vendor", "group", "name", "weight", "value", "low", "high", "contribution"]


def contributions_table(model: Model, points: Points) -> pd.DataFrame:
    """Return one vendor and criterion a row: weight, value with its low and high, and contribution."""
    vendors, criteria = list(model.decision.vendors), list(model.decision.weighted)
    cells = np.ix_([model.vendors.index(key) for key in vendors], [model.criteria.index(key) for key in criteria])
    weights = np.tile(model.weights.mean[cells[1][0]], len(vendors))
    value = points.expected[cells].ravel()
    return pd.DataFrame(
        {
            "vendor": [vendor for vendor in vendors for _ in criteria],
            "criterion": criteria * len(vendors),
            "weight": weights,
            "value": value,
            "low": points.low[cells].ravel(),
            "high": points.high[cells].ravel(),
            "contribution": weights * value,
        }
    )


def groups_table(decision: Decision, contributions: pd.DataFrame) -> pd.DataFrame:
    """Return one vendor and group a row, each group before those inside it.

    A group's weight and contribution are the sums of those of its criteria, at any depth; its value is the mean of
    theirs by weight, and missing where no criterion in it has weight.

    Parameters
    ----------
    contributions
        One vendor and criterion a row, as an evaluation has them.
    """
    cells = {(row["vendor"], row["criterion"]): row for row in contributions.to_dict("records")}
    rows = []
    for vendor in decision.vendors:
        for branch in decision.tree.branches():
            parts = [cells[vendor, key] for key in branch.leaves]
            weight = math.fsum(part["weight"] for part in parts)
            means = {
                name: math.fsum(part["weight"] * part[name] for part in parts) / weight if weight else math.nan
                for name in ("value", "low", "high")
            }
            rows.append(
                {
                    "vendor": vendor,
                    "group": branch.path,
                    "name": decision.group_name(branch.path),
                    "weight": weight,
                    **means,
                    "contribution": math.fsum(part["contribution"] for part in parts),
                }
            )
    return pd.DataFrame(rows, columns=COLUMNS)
