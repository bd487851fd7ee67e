"""Holding our methods against scikit-criteria's own: the same table in, the same scores out, or a finding."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from vendor_eval.analysis.cross_check.methods import Entry
from vendor_eval.analysis.cross_check.peer import said
from vendor_eval.analysis.cross_check.peer_ranking import run
from vendor_eval.analysis.cross_check.ranking import Ranking, scores_of
from vendor_eval.analysis.cross_check.recipes import recipe_of
from vendor_eval.analysis.cross_check.table import Table
from vendor_eval.engine.comparisons import kendall
from vendor_eval.errors import OptionError

__all__ = ["NO_SUCH_METHOD", "methods_table"]

NO_SUCH_METHOD = "Scikit-criteria has no such method."
OTHER_OPTIONS = "Scikit-criteria has this method, but not with these options."
SAME = 1e-9  # of the largest score: what two ways to add up one number may differ by


@dataclass(frozen=True, slots=True)
class Check:
    """What scikit-criteria makes of the table that one of our methods ranked.

    Parameters
    ----------
    peer
        Its pipeline; empty where it has none or was not asked.
    ranks
        By its scores and our rule of ties; None where it did not rank.
    difference
        The largest difference of scores as a part of the largest score; missing where there is none to compare.
    notes
        Why it did not rank, or what it warned of.
    """

    peer: str = ""
    ranks: Sequence[float] | None = None
    difference: float = math.nan
    notes: tuple[str, ...] = ()

    @property
    def agrees(self) -> bool | None:
        """Whether scores are the same; None where there are none to compare."""
        return None if math.isnan(self.difference) else self.difference <= SAME


def methods_table(
    entries: Sequence[Entry],
    rankings: Sequence[Ranking],
    table: Table,
    *,
    reference: int,
    floor: float | None,
    peers: bool,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return one method a row with what scikit-criteria makes of it, and the ranks by scikit-criteria."""
    checks = [_check(entry, entry.floored(table, floor)) if peers else Check() for entry in entries]
    rows = [
        {
            "method": entry.name,
            "label": entry.label,
            "identity": entry.identity,
            "first": tuple(table.vendors[i] for i in np.flatnonzero(ranking.ranks == 1)),
            "tau_b": kendall(rankings[reference].ranks, ranking.ranks),
            "peer": check.peer,
            "peer_agrees": check.agrees,
            "peer_difference": check.difference,
            "notes": (*ranking.notes, *check.notes),
        }
        for entry, ranking, check in zip(entries, rankings, checks, strict=True)
    ]
    frame = pd.DataFrame(rows).astype({"peer_agrees": "boolean"})
    ranks = {entry.name: check.ranks for entry, check in zip(entries, checks, strict=True) if check.ranks is not None}
    return frame, pd.DataFrame(ranks, index=pd.Index(table.vendors, name="vendor"), dtype="float64")


def _check(entry: Entry, table: Table) -> Check:
    """Ask scikit-criteria for the scores of one of our methods on what it can take of a table."""
    told = table.telling()
    if entry.method is None or len(told.vendors) < 2 or not told.criteria:
        return Check()
    recipe = recipe_of(entry.method)
    if recipe is None:
        return Check(notes=(OTHER_OPTIONS if recipe_of(type(entry.method)()) else NO_SUCH_METHOD,))
    peer = said(recipe.peer.maker)
    if recipe.peer.needs_positive and (told.points <= 0).any():
        return Check(notes=(f"Scikit-criteria's {peer} takes no value of 0, so it was not run: give a floor.",))
    try:
        theirs = run(recipe.peer, told, entry.name)
        ours = scores_of(entry.method, told)
    except (OptionError, ValueError) as error:
        return Check(peer, notes=(str(error),))
    largest = float(np.abs(ours).max()) or 1.0
    difference = float(np.abs(recipe.convert(theirs.scores) - ours).max()) / largest
    return Check(peer, theirs.ranks.tolist(), difference, theirs.notes)
