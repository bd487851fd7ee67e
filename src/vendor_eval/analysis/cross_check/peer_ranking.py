"""Scikit-criteria behind a safe door: fixed values go in, scores and ranks that we make ourselves come out.

Scikit-criteria is loaded when something is run, not before: that takes seconds.
"""

from __future__ import annotations

import contextlib
import io
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from vendor_eval.analysis.cross_check.peer import SCORES, Peer, said
from vendor_eval.analysis.cross_check.peer_options import call_options
from vendor_eval.analysis.cross_check.ranking import Ranking, sports_ranks
from vendor_eval.analysis.cross_check.table import Table
from vendor_eval.analysis.wording import joined
from vendor_eval.engine.arrays import Bools, Floats
from vendor_eval.engine.ranks import competition_ranks
from vendor_eval.engine.silence import silent_stdout
from vendor_eval.errors import OptionError

__all__ = ["EQUAL_COST", "comparator_of", "evaluated", "run"]

EQUAL_COST = " cost "  # no criterion has spaces around its key
COST_ADDED = "It refuses a table without costs, so it was given one that is the same for all; that changes no order."


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, in the order of the table."""

    ranks: Floats
    extra: Mapping[str, Floats]
    notes: tuple[str, ...]


def run(peer: Peer, table: Table, name: str) -> Ranking:
    """Let scikit-criteria rank the vendors of a table.

    It gets points as shares of 1, every criterion to be maximised, and weights that sum to 1. Criteria that have no
    weight or tell nobody apart are left out for what comes with scikit-criteria, because several methods divide by
    their spread; where none is left, all vendors are level and nothing is run. An object of the user's own gets every
    criterion of the table, because it may hold something for each; if it fails on those, it is asked without.

    Parameters
    ----------
    peer
        What is to rank them.
    table
        The vendors that take part.
    name
        What the user calls the method, for messages.

    Raises
    ------
    OptionError
        If it fails, or does not rank every vendor.
    """
    told = table.telling()
    if len(told.vendors) < 2 or not told.criteria:
        return Ranking(np.full(len(table.vendors), np.nan), np.ones(len(table.vendors)))
    try:
        answer = evaluated(peer, told) if peer.shipped else _whole(peer, table, told)
    except Exception as error:  # whatever the user's own object raises
        raise OptionError(_failed(peer, told, name, error)) from error
    missing = [vendor for vendor, rank in zip(told.vendors, answer.ranks, strict=True) if np.isnan(rank)]
    if missing:
        raise OptionError(f"methods: '{name}' leaves out {joined(missing)}; it must rank every vendor that takes part.")
    scores = _scores(peer, answer)
    if np.isnan(scores).any():
        return Ranking(scores, sports_ranks(answer.ranks), answer.notes)
    # The last digits of a score are rounding, so what is closer than 1e-9 of the largest is level.
    ranks = competition_ranks(scores / (np.abs(scores).max() or 1.0))
    return Ranking(scores, ranks, (*answer.notes, *_compromise(peer, told, answer, ranks)))


def _whole(peer: Peer, table: Table, told: Table) -> Answer:
    """Run an object of the user's own on every criterion; where it fails, on those that tell vendors apart."""
    if len(told.criteria) == len(table.criteria):
        return evaluated(peer, told)
    try:
        return evaluated(peer, table)
    except Exception:
        answer = evaluated(peer, told)
        without = joined([key for key in table.criteria if key not in told.criteria])
        note = f"It fails with {without}, which cannot tell vendors apart, and was run without."
        return replace(answer, notes=(note, *answer.notes))


def _failed(peer: Peer, table: Table, name: str, error: Exception) -> str:
    why = (" ".join(str(error).split()) or type(error).__name__).rstrip(".") + "."
    zeros = (table.points <= 0).any()
    floor = " Some values are 0, which not every method takes: `floor=` raises them." if zeros else ""
    taken = call_options(peer.maker)
    options = f" `options=` gives it {joined(taken, 'or')}, by criterion." if taken else ""
    return f"methods: '{name}' ({said(peer.maker)}) fails on this decision: {why}{floor}{options}"


def evaluated(peer: Peer, table: Table) -> Answer:
    """Run a decision-maker on a table as it stands, in silence; its warnings come back as texts."""
    values, options = peer.prepared(table)
    matrix = _matrix(table, values, cost=peer.needs_cost)
    with warnings.catch_warnings(record=True) as caught, _quiet(loud=peer.is_loud):
        warnings.simplefilter("always")
        if options and peer.last is not peer.maker:  # a pipeline hands no options on
            result = peer.last.evaluate(peer.maker.transform(matrix), **options)
        else:
            result = peer.maker.evaluate(matrix, **options)
    place = {str(key): i for i, key in enumerate(result.alternatives)}
    given = _given_ranks(result)
    ranks = np.array([given[place[key]] if key in place else np.nan for key in table.vendors])
    order = [place.get(key, 0) for key in table.vendors]
    extra = {str(key): np.asarray(item)[order] for key, item in result.extra_.items() if np.shape(item) == given.shape}
    return Answer(ranks, extra, (*([COST_ADDED] if peer.needs_cost else []), *_warned(caught)))


def _matrix(table: Table, values: Floats, *, cost: bool) -> Any:
    """Return a table as scikit-criteria holds it; with a cost that is the same for all, if one is needed.

    COPRAS adds to the sum S+ over benefits a part that falls with the sum S- over costs: sum S- / (S- sum (1 / S-)).
    Where S- is the same for all, so is that part, and the order is that of S+, as it is without costs.
    """
    from skcriteria import DecisionMatrix

    # A labelled frame through the constructor keeps its order: mkdm would make it all missing.
    frame = pd.DataFrame(values, index=list(table.vendors), columns=list(table.criteria), dtype=np.float64)
    objectives, weights = [max] * len(table.criteria), table.weights / table.weights.sum()
    if cost:
        frame[EQUAL_COST] = 1.0
        objectives, weights = [*objectives, min], np.append(weights, 1.0)
    return DecisionMatrix(frame, objectives=objectives, weights=weights)


def _given_ranks(result: Any) -> Floats:
    """Return the ranks that came back; of a set that is picked out, 1 inside and 2 outside."""
    if hasattr(result, "rank_"):
        return np.asarray(result.rank_, dtype=np.float64)
    picked = {str(key) for key in result.kernel_alternatives_}
    return np.array([1.0 if str(key) in picked else 2.0 for key in result.alternatives])


def _scores(peer: Peer, answer: Answer) -> Floats:
    """Return what to rank by, bigger is better; missing where only the ranks that came back are known.

    Of a method that we do not know, a ``score`` that goes up or down with its ranks.
    """
    nothing = np.full(len(answer.ranks), np.nan)
    key, up = SCORES.get(peer.name, ("score", None))
    found = answer.extra.get(key, nothing)
    if found.dtype.kind not in "fiu" or not np.isfinite(found).all():
        return nothing
    scores = found.astype(np.float64)
    if up is not None:
        return scores if up else -scores
    fitting = [sign * scores for sign in (1.0, -1.0) if not _contradicts(sign * scores, answer.ranks).any()]
    return fitting[0] if fitting else nothing


def _contradicts(scores: Floats, ranks: Floats) -> Bools:
    """Whether a vendor has a better rank and a smaller score than another, pair by pair."""
    contradicts: Bools = (ranks[:, np.newaxis] < ranks) & (scores[:, np.newaxis] < scores)
    return contradicts


def _compromise(peer: Peer, table: Table, answer: Answer, ranks: Floats) -> Iterator[str]:
    """Say where VIKOR of scikit-criteria puts more than one vendor first by its compromise set."""
    first = [vendor for vendor, rank in zip(table.vendors, answer.ranks, strict=True) if rank == 1]
    if peer.name == "VIKOR" and len(first) > np.count_nonzero(ranks == 1):
        yield f"It puts its whole compromise set ({joined(first)}) first; here its index Q ranks them."


def _warned(caught: Sequence[warnings.WarningMessage]) -> Iterator[str]:
    """Return each warning to the user once; those to developers are not ours to pass on."""
    texts = [str(one.message) for one in caught if issubclass(one.category, UserWarning | RuntimeWarning)]
    yield from dict.fromkeys(f"It warns: {' '.join(text.split())}" for text in texts)


@contextlib.contextmanager
def _quiet(*, loud: bool) -> Iterator[None]:
    """Keep what a decision-maker prints out of the output, which may be a JSON document."""
    with silent_stdout() if loud else contextlib.nullcontext(), contextlib.redirect_stdout(io.StringIO()):
        yield


def comparator_of(vendors: Sequence[str], rankings: Mapping[str, Ranking]) -> Any:
    """Return rankings as scikit-criteria's own comparator, with dense ranks as it counts them."""
    from skcriteria.agg import RankResult
    from skcriteria.cmp import RanksComparator

    results = []
    for name, ranking in rankings.items():
        dense = np.unique(ranking.ranks, return_inverse=True)[1] + 1
        results.append((name, RankResult(name, vendors, dense, {"score": ranking.scores})))
    return RanksComparator(results, extra={})
