"""What each assessment rests on: its best evidence, whether one source stands behind it, whether vendors alone."""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

import pandas as pd

from vendor_eval.analysis.model import Model
from vendor_eval.decision.document import Decision
from vendor_eval.decision.evidence import Evidence, Kind
from vendor_eval.decision.policies import GRADES

__all__ = ["KINDS", "STRENGTHS", "Strength", "resting_table", "shares_table"]

Strength: TypeAlias = Literal["high", "medium", "low", "none", "unknown"]
STRENGTHS: tuple[Strength, ...] = get_args(Strength)
"""The best grade behind an assessment; none where it cites no evidence, unknown where nothing is believed."""
KINDS: tuple[Kind, ...] = get_args(Kind)
"""The kinds of evidence, from what one has seen oneself to what a vendor says of itself."""


def resting_table(decision: Decision) -> pd.DataFrame:
    """Return one assessment a row: what it rests on at best.

    Columns: vendor, criterion, strength (the best grade; none, unknown), kind (of the best item), items, sources, one
    source (only one stands behind it), claims only (every item is a vendor's claim), widened.
    """
    rows = []
    for vendor, row in decision.assessments.items():
        for criterion, one in row.items():
            items = [decision.evidence[key] for key in one.resting_on]
            best = min(items, key=_rank, default=None)
            known: Strength = best.grade if best else "none"
            rows.append(
                {
                    "vendor": vendor,
                    "criterion": criterion,
                    "strength": "unknown" if one.unknown else known,
                    "kind": best.kind if best and not one.unknown else None,
                    "items": len(items),
                    "sources": len({_source(item) for item in items}),
                    "one_source": not one.unknown and len({_source(item) for item in items}) == 1,
                    "claims_only": not one.unknown
                    and bool(items)
                    and all(item.kind == "vendor_claim" for item in items),
                    "widened": one.widened,
                }
            )
    return pd.DataFrame(rows)


def shares_table(decision: Decision, resting: pd.DataFrame) -> pd.DataFrame:
    """Return vendors by strengths: the share of the weight that rests on each, rows summing to 1."""
    model = Model.of(decision)
    weights = dict(zip(model.criteria, model.weights.mean.tolist(), strict=True))
    weighed = resting.assign(weight=[weights.get(key, 0.0) for key in resting["criterion"]])
    shares = weighed.pivot_table(index="vendor", columns="strength", values="weight", aggfunc="sum", fill_value=0.0)
    return shares.reindex(index=list(decision.vendors), columns=list(STRENGTHS), fill_value=0.0)


def _rank(item: Evidence) -> tuple[int, int]:
    return GRADES.index(item.grade), KINDS.index(item.kind)


def _source(item: Evidence) -> str:
    """Return who stands behind an item: two pages of one publisher are one source."""
    return (item.publisher or item.source).strip().casefold()
