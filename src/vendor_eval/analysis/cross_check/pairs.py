"""Pairs of vendors that some method orders differently from the weighted sum, with why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from vendor_eval.analysis.cross_check.causes import cause_of
from vendor_eval.analysis.cross_check.methods import Entry
from vendor_eval.analysis.cross_check.pair import UNEXPLAINED, Pair
from vendor_eval.analysis.cross_check.ranking import Ranking
from vendor_eval.analysis.cross_check.table import Table
from vendor_eval.analysis.wording import joined, points
from vendor_eval.decision.document import Decision
from vendor_eval.errors import OptionError

__all__ = ["COLUMNS", "disagreements_table"]

COLUMNS = [
    *("vendor", "over", "points", "method", "order", "cause", "criterion"),
    *("hangs_on_criteria", "hangs_on_vendors", "text"),
]
FEW = 40  # vendors: of more, only pairs of those that some method puts first
MOST_NAMED = 2  # criteria or vendors that an order hangs on: more say little


@dataclass(frozen=True)
class Trial:
    """One method on one table, and on that table without each criterion and each vendor, run when first asked for."""

    entry: Entry
    table: Table
    ranking: Ranking
    floor: float | None

    @cached_property
    def without_criteria(self) -> Mapping[str, Ranking]:
        """By criterion that counts: the ranking without it, where the method can rank then."""
        counting = [j for j, weight in enumerate(self.table.weights) if weight > 0]
        tables = {self.table.criteria[j]: self.table.without_criterion(j) for j in counting if len(counting) > 1}
        return dict(self._ranked(tables))

    @cached_property
    def without_vendors(self) -> Mapping[str, tuple[Table, Ranking]]:
        """By vendor: the table and the ranking without it, where the method can rank then."""
        tables = {key: self.table.without_vendor(i) for i, key in enumerate(self.table.vendors)}
        return {key: (tables[key], ranking) for key, ranking in self._ranked(tables)}

    def _ranked(self, tables: Mapping[str, Table]) -> Iterator[tuple[str, Ranking]]:
        for key, table in tables.items():
            try:
                yield key, self.entry.ranking(table, self.floor)
            except OptionError:
                continue  # thresholds for each criterion, or a pipeline that needs more vendors: then nothing is said

    def hangs_on_criteria(self, i: int, k: int) -> list[str]:
        """Return the criteria without which the method puts one vendor ahead of another after all."""
        return [key for key, ranking in self.without_criteria.items() if ranking.lead(i, k) > 0]

    def hangs_on_vendors(self, one: str, other: str) -> list[str]:
        """Return the vendors without which the method puts one vendor ahead of another after all."""
        return [
            key
            for key, (table, ranking) in self.without_vendors.items()
            if key not in (one, other) and ranking.lead(table.vendors.index(one), table.vendors.index(other)) > 0
        ]


def disagreements_table(
    decision: Decision,
    table: Table,
    entries: Sequence[Entry],
    rankings: Sequence[Ranking],
    *,
    reference: int,
    floor: float | None,
) -> pd.DataFrame:
    """Return one row for each pair of vendors and each method that does not order it as the weighted sum does.

    Parameters
    ----------
    decision, table
        What is ranked.
    entries, rankings
        The methods, and what each made of the table.
    reference
        Which of them is the weighted sum.
    floor
        The least value for methods that multiply.
    """
    trials = [Trial(entry, table, ranking, floor) for entry, ranking in zip(entries, rankings, strict=True)]
    rows = [
        _row(decision, trial, i, k, before)
        for i, k, before in _pairs(rankings, reference, len(table.vendors))
        for number, trial in enumerate(trials)
        if number != reference and trial.ranking.lead(i, k) != before
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def _pairs(rankings: Sequence[Ranking], reference: int, m: int) -> Iterator[tuple[int, int, int]]:
    """Go through pairs as the weighted sum orders them, the best first, with 1, or 0 where it has them level."""
    base = rankings[reference]
    order = np.argsort(base.ranks, kind="stable")
    if m > FEW:
        first = {i for ranking in rankings for i in np.flatnonzero(ranking.ranks == 1)}
        order = np.array([i for i in order if i in first][:FEW])
    for i, k in combinations(order.tolist(), 2):
        yield i, k, base.lead(i, k)


def _row(decision: Decision, trial: Trial, i: int, k: int, before: int) -> dict[str, Any]:
    lead = trial.ranking.lead(i, k)
    if before == 0 and lead < 0:
        i, k, lead = k, i, 1
    keys = trial.table.vendors
    pair = Pair(decision, trial.table, i, k)
    label = trial.entry.label
    cause, criteria, vendors = UNEXPLAINED, list[str](), list[str]()
    if before:
        floored = Pair(decision, trial.entry.floored(trial.table, trial.floor), i, k)
        cause = cause_of(trial.entry.method, label, floored) if lead < 0 else UNEXPLAINED
        if len(keys) <= FEW:
            criteria, vendors = trial.hangs_on_criteria(i, k), trial.hangs_on_vendors(keys[i], keys[k])
    return {
        "vendor": keys[i],
        "over": keys[k],
        "points": pair.gap if before else 0.0,
        "method": trial.entry.name,
        "order": {1: "ahead", 0: "level", -1: "behind"}[lead],
        "cause": cause.kind if before else "",
        "criterion": cause.criterion or "",
        "hangs_on_criteria": tuple(criteria),
        "hangs_on_vendors": tuple(vendors),
        "text": " ".join([_order_said(label, pair, lead, before), *_why(pair, cause.text, criteria, vendors)]),
    }


def _order_said(label: str, pair: Pair, lead: int, before: int) -> str:
    if not before:
        return f"{label} puts {pair.vendor} ahead of {pair.over}, which the weighted sum has level."
    order = "level with" if lead == 0 else "behind"
    return (
        f"{label} puts {pair.vendor} {order} {pair.over}; the weighted sum has {pair.vendor} {_points_said(pair.gap)} "
        "ahead."
    )


def _points_said(gap: float) -> str:
    said = points(gap)
    return "less than 0.1 points" if said == "0.0" else f"{said} points"


def _why(pair: Pair, cause: str, criteria: Sequence[str], vendors: Sequence[str]) -> Iterator[str]:
    """Give the cause, and what the order hangs on where that is little."""
    if cause:
        yield cause
    if 0 < len(criteria) <= MOST_NAMED:
        names = joined([pair.decision.criterion_name(key) for key in criteria], "or")
        yield f"Without {names} it puts {pair.vendor} ahead."
    if 0 < len(vendors) <= MOST_NAMED:
        names = joined([pair.decision.vendor_name(key) for key in vendors], "or")
        yield f"Without {names} among the vendors it puts {pair.vendor} ahead."
