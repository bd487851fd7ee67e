"""Decisions as markets: what a decision says of its vendors, as a table with a vendor a row."""

from typing import Any

import numpy as np
import pandas as pd

from builders import make_decision
from vendor_eval.analysis.screening import Screening
from vendor_eval.decision.beliefs import Exact, Interval, Triangular
from vendor_eval.decision.criteria import Criterion
from vendor_eval.decision.document import Decision
from vendor_eval.decision.market import Market
from vendor_eval.decision.scales import LevelScale

__all__ = ["every_cell", "frame_of", "market_of", "same_screening"]

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


def every_cell(size: int, *, level: bool = True) -> Market:
    """Return a market with every kind of performance and of requirement; many vendors are level, or hardly any."""
    rng, digits = np.random.default_rng(0), -1 if level else 5
    known = rng.random((4, size)) < [[0.85], [0.9], [0.85], [0.9]]
    reach, price = rng.uniform(0, 100, (2, size)).round(digits)
    ranged = ~known & (rng.random((4, size)) < 0.5)
    table = pd.DataFrame(
        {
            "reach": np.where(known[0], reach, np.nan),
            "reach_low": np.where(ranged[0], reach - 5, np.nan),
            "reach_likely": np.where(ranged[0] & (price > 50), reach + 1, np.nan),
            "reach_high": np.where(ranged[0], reach + 5, np.nan),
            "price": np.where(known[1], price, np.nan),
            "price_low": np.where(ranged[1], price - 20, np.nan),
            "price_high": np.where(ranged[1], price + 1, np.nan),
            "privacy": np.where(known[2], rng.choice(["bad", "fair", "good"], size), None),
            "support": np.where(known[3], rng.uniform(0, 100, size).round(digits), np.nan),
        },
        index=[f"v{row:05}" for row in range(size)],
    )
    scores = {"v00003": {"reach": 1, "price": 1, "privacy": "good", "support": 1}}
    decision = make_decision(
        scores,
        scales={"price": (100, 0), "privacy": {"bad": 0, "fair": 50, "good": 100}},
        require={
            "reach": {"at_least": 20, "waivers": {"v00003": {"because": "A pilot runs.", "by": "The board"}}},
            "privacy": {"at_least": "fair"},
            "support": {"at_least": 30, "kind": "should", "p_met": 0.4},
            "price": {"at_most": 60, "kind": "should"},
        },
        policy={"max_weaknesses": 1, "minimum_value": 40},
    )
    return Market.from_table(table, decision)


def same_screening(one: Screening, other: Screening) -> bool:
    """Whether two screenings hold the same numbers to the last bit."""
    numbers = one.vendors.columns.difference(["vendor", "verdict"])
    bits = [found.vendors[numbers].to_numpy(dtype=float).tobytes() for found in (one, other)]
    return bits[0] == bits[1] and (one.p_nobody, one.drawn) == (other.p_nobody, other.drawn)
