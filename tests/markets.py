"""Decisions as markets: what a decision says of its vendors, as a table with a vendor a row."""

from typing import Any

import pandas as pd

from vendor_eval.decision.beliefs import Exact, Interval, Triangular
from vendor_eval.decision.criteria import Criterion
from vendor_eval.decision.document import Decision
from vendor_eval.decision.market import Market
from vendor_eval.decision.scales import LevelScale

__all__ = ["frame_of", "market_of"]

PARTS = {"": "value", "_low": "low", "_likely": "likely", "_high": "high"}


def market_of(decision: Decision) -> Market:
    """Return the vendors of a decision as a market; what no table can say of them becomes unknown.

    What a decision believes is said as it was widened; a table cites no evidence, so nothing is widened again.
    """
    table = frame_of(decision)
    if decision.policy.widen_by_grade is not None:
        decision = decision.replace(policy=decision.policy.replace(widen_by_grade=None))
    return Market.from_table(table, decision)


def frame_of(decision: Decision) -> pd.DataFrame:
    """Return a table with a vendor a row: its name, and columns of each criterion for exact performances and ranges."""
    columns: dict[str, Any] = {"name": [vendor.name for vendor in decision.vendors.values()]}
    for key, criterion in decision.criteria.items():
        rows = [_said(criterion, decision.assessments[vendor][key].belief) for vendor in decision.vendors]
        for ending, part in PARTS.items():
            cells = [row.get(part) for row in rows]
            if part != "likely" or not isinstance(criterion.scale, LevelScale):
                columns[key + ending] = cells if any(isinstance(cell, str) for cell in cells) else _numbers(cells)
    return pd.DataFrame(columns, index=list(decision.vendors))


def _said(criterion: Criterion, belief: Any) -> dict[str, Any]:
    """Return what a belief says, by the part of the criterion that says it; nothing where a table cannot."""
    levels = isinstance(criterion.scale, LevelScale)
    match belief:
        case Exact(value=value) if levels or isinstance(value, float):
            return {"value": value}
        case Interval(low=low, high=high) if levels or isinstance(low, float):
            return {"low": low, "high": high}
        case Triangular(low=low, likely=likely, high=high):
            return {"low": low, "likely": likely, "high": high}
        case _:
            return {}


def _numbers(cells: list[Any]) -> pd.Series:
    return pd.Series(cells, dtype=float).to_numpy()
