"""How far every two methods agree."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import permutations

import pandas as pd

from vendor_eval.analysis.cross_check.ranking import Ranking
from vendor_eval.engine.arrays import Floats
from vendor_eval.engine.comparisons import first_overlap, kendall, spearman, weighted_spearman, ws

__all__ = ["INDICES", "agreement_table", "indices_table"]

INDICES: Mapping[str, Callable[[Floats, Floats], float]] = {
    "tau_b": kendall,
    "spearman": spearman,
    "weighted_spearman": weighted_spearman,
    "ws": ws,
    "same_first": first_overlap,
}


def agreement_table(names: Sequence[str], rankings: Sequence[Ranking]) -> pd.DataFrame:
    """Return Kendall's tau-b of every two methods."""
    values = [[kendall(one.ranks, other.ranks) for other in rankings] for one in rankings]
    return pd.DataFrame(values, index=pd.Index(names, name="method"), columns=list(names), dtype="float64")


def indices_table(names: Sequence[str], rankings: Sequence[Ranking]) -> pd.DataFrame:
    """Return all indices of every two methods, one pair a row, in both orders: the first is the reference."""
    rows = [
        [names[a], names[b], *(index(rankings[a].ranks, rankings[b].ranks) for index in INDICES.values())]
        for a, b in permutations(range(len(names)), 2)
    ]
    return pd.DataFrame(rows, columns=["reference", "method", *INDICES])
