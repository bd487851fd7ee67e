"""What one method makes of a table: scores and ranks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vendor_eval.analysis.cross_check.table import Table
from vendor_eval.engine.arrays import Floats
from vendor_eval.engine.methods import Method
from vendor_eval.engine.ranks import TIE, competition_ranks

__all__ = ["Ranking", "ranking_of", "scores_of", "sports_ranks"]


@dataclass(frozen=True, slots=True, eq=False)
class Ranking:
    """Scores and ranks of the vendors of a table.

    Parameters
    ----------
    scores
        Bigger is better, shape (vendors,); missing where a method gives none.
    ranks
        From 1, shape (vendors,); level vendors share a rank and the next is skipped.
    notes
        What was done to the table for it, and what it warned of.
    """

    scores: Floats
    ranks: Floats
    notes: tuple[str, ...] = ()

    def lead(self, i: int, k: int) -> int:
        """Return 1 where a vendor is ahead of another, -1 where it is behind, 0 where they are level."""
        return int(np.sign(self.ranks[k] - self.ranks[i]))


def scores_of(method: Method, table: Table) -> Floats:
    """Return the scores by one of our own methods; bigger is better, shape (vendors,).

    Sums run in the order of the keys, so that the order of vendors and criteria changes no bit.
    """
    rows = sorted(range(len(table.vendors)), key=table.vendors.__getitem__)
    columns = sorted(range(len(table.criteria)), key=table.criteria.__getitem__)
    values = table.points[np.ix_(rows, columns)].T[:, :, np.newaxis]
    scores = np.empty(len(rows))
    scores[rows] = method.scores(values, table.weights[columns][:, np.newaxis])[:, 0]
    return scores


def ranking_of(method: Method, table: Table) -> Ranking:
    """Rank the vendors of a table, at least one, by one of our own methods and its tie rule."""
    scores = scores_of(method, table)
    return Ranking(scores, competition_ranks(scores * (TIE / method.tie)))


def sports_ranks(ranks: Floats) -> Floats:
    """Turn any ranks into those of sports: level vendors share one and the next is skipped."""
    return np.array([1.0 + np.count_nonzero(ranks < rank) for rank in ranks])
