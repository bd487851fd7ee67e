"""Vendors in the order of all charts: as they would rank if every open must were met, the insufficient apart."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from vendor_eval.analysis.evaluate import Evaluation

__all__ = ["SIGNS", "Standing", "standings"]

SIGNS = {"met": "✓", "open": "?", "failed": "✗", "waived": "○"}
SIGNS |= {"sufficient": "✓", "undetermined": "?", "insufficient": "✗"}


@dataclass(frozen=True, slots=True)
class Standing:
    """One vendor as charts name it."""

    vendor: str
    name: str
    verdict: str
    rank: str

    @property
    def out(self) -> bool:
        """Whether it is insufficient, so that it is never shown among those that could be chosen."""
        return self.verdict == "insufficient"

    @property
    def judged(self) -> str:
        """The verdict with its sign."""
        return f"{SIGNS[self.verdict]} {self.verdict}"


def standings(evaluation: Evaluation) -> list[Standing]:
    """List the vendors of an evaluation: those that have or could have a rank by that rank, then the insufficient."""
    table = evaluation.table.sort_values("rank_if_met", kind="stable", na_position="last")
    return [
        Standing(str(row["vendor"]), str(row["name"]), str(row["verdict"]), _rank_said(row, table))
        for row in table.to_dict("records")
    ]


def _rank_said(row: Mapping[Hashable, Any], table: pd.DataFrame) -> str:
    if row["verdict"] == "insufficient":
        return "no rank"
    if_met = f"{_rank(row, table, 'rank_if_met')} if met"
    if row["verdict"] == "undetermined":
        return f"rank {if_met}"
    same = row["rank"] == row["rank_if_met"]
    return f"rank {_rank(row, table, 'rank')}" + ("" if same else f", {if_met}")


def _rank(row: Mapping[Hashable, Any], table: pd.DataFrame, column: str) -> str:
    shared = (table[column] == row[column]).sum() > 1
    return f"{float(row[column]):.0f}{'=' if shared else ''}"
