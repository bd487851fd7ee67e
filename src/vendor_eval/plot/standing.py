"""Vendors in the order of all charts: as they would rank if every open must were met, the insufficient apart."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from vendor_eval.analysis.evaluate import Evaluation
from vendor_eval.analysis.vocabulary import verdict_said
from vendor_eval.languages.phrases import say

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
    def verdict_said(self) -> str:
        """The verdict in words."""
        return verdict_said(self.verdict)

    @property
    def judged(self) -> str:
        """The verdict in words with its sign."""
        return f"{SIGNS[self.verdict]} {self.verdict_said}"


def standings(evaluation: Evaluation) -> list[Standing]:
    """List the vendors of an evaluation: those that have or could have a rank by that rank, then the insufficient."""
    table = evaluation.table.sort_values("rank_if_met", kind="stable", na_position="last")
    return [
        Standing(str(row["vendor"]), str(row["name"]), str(row["verdict"]), _rank_said(row, table))
        for row in table.to_dict("records")
    ]


def _rank_said(row: Mapping[Hashable, Any], table: pd.DataFrame) -> str:
    if row["verdict"] == "insufficient":
        return say("no rank")
    if_met = _rank(row, table, "rank_if_met")
    if row["verdict"] == "undetermined":
        return say("rank {rank} if met", rank=if_met)
    rank = _rank(row, table, "rank")
    if row["rank"] == row["rank_if_met"]:
        return say("rank {rank}", rank=rank)
    return say("rank {rank}, {if_met} if met", rank=rank, if_met=if_met)


def _rank(row: Mapping[Hashable, Any], table: pd.DataFrame, column: str) -> str:
    shared = (table[column] == row[column]).sum() > 1
    return f"{float(row[column]):.0f}{'=' if shared else ''}"
