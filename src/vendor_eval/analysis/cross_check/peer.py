"""Scikit-criteria behind a safe door: fixed values go in, scores and ranks that we make ourselves come out.

Scikit-criteria is loaded when something is run, not before: that takes seconds.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from vendor_eval.analysis.cross_check.ranking import Ranking, sports_ranks
from vendor_eval.analysis.cross_check.table import Table
from vendor_eval.analysis.wording import joined
from vendor_eval.engine.arrays import Bools, Floats
from vendor_eval.engine.ranks import competition_ranks
from vendor_eval.errors import OptionError

__all__ = ["Peer", "comparator_of", "evaluated", "is_maker", "own", "pipelines_in", "run", "said"]

Prepared = Callable[[Table], tuple[Floats, dict[str, Any]]]

# What each decision-maker returns to rank by, and whether more of it is better.
SCORES: Mapping[str, tuple[str, bool]] = {
    "ARAS": ("utility", True),
    "CODAS": ("score", True),
    "COPRAS": ("score", True),
    "CoCoSo": ("score", True),
    "EDAS": ("score", True),
    "ELECTRE2": ("score", False),
    "ERVD": ("similarity", True),
    "FullMultiplicativeForm": ("score", True),
    "MABAC": ("score", True),
    "MAIRCA": ("values", False),
    "MARCOS": ("utility_scores", True),
    "MultiMOORA": ("score", True),
    "OCRA": ("performance", True),
    "PROBID": ("score", True),
    "RAM": ("score", True),
    "RIM": ("score", True),
    "RatioMOORA": ("score", True),
    "ReferencePointMOORA": ("score", False),
    "SPOTIS": ("score", False),
    "SimplifiedPROBID": ("score", True),
    "TOPSIS": ("similarity", True),
    "VIKOR": ("q_k", False),
    "WASPAS": ("score", True),
    "WeightedProductModel": ("score", True),
    "WeightedSumModel": ("score", True),
}
# These take no 0: some refuse it, others return missing numbers.
POSITIVE = frozenset(
    {"WeightedProductModel", "WASPAS", "MAIRCA", "OCRA", "MARCOS", "FullMultiplicativeForm", "MultiMOORA"}
)
LOUD = frozenset({"SIMUS"})  # its solver writes past Python, straight to the terminal


def unchanged(table: Table) -> tuple[Floats, dict[str, Any]]:
    """Hand over points as shares of 1, and nothing else."""
    return table.points / 100, {}


@dataclass(frozen=True, slots=True)
class Peer:
    """A decision-maker or a pipeline of scikit-criteria, and what it is handed.

    Parameters
    ----------
    maker
        An object with ``evaluate``.
    prepared
        From a table, the numbers that it is handed and the options of its call.
    """

    maker: Any
    prepared: Prepared = unchanged

    @property
    def last(self) -> Any:
        """The decision-maker itself, behind all the steps of a pipeline."""
        steps = getattr(self.maker, "steps", None)
        return steps[-1][1] if steps else self.maker

    @property
    def name(self) -> str:
        """The name of a decision-maker that comes with scikit-criteria; empty for one of the user's own."""
        last = type(self.last)
        return last.__name__ if last.__module__.startswith("skcriteria.agg.") else ""

    @property
    def needs_positive(self) -> bool:
        """Whether no value may be 0."""
        return self.name in POSITIVE


def is_maker(thing: object) -> bool:
    """Whether something evaluates: a decision-maker or a pipeline, not its class."""
    return not isinstance(thing, type) and callable(getattr(thing, "evaluate", None))


def pipelines_in(thing: Any) -> dict[str, Any]:
    """Return the pipelines in a combination of several, by their names; none for anything else."""
    combined = getattr(thing, "_skcriteria_dm_type", "") == "combinatorial_pipeline"
    return dict(thing.pipelines) if combined else {}


def said(maker: Any) -> str:
    """Name the steps of a decision-maker: ``VectorScaler + TOPSIS``."""
    steps = getattr(maker, "steps", None)
    return " + ".join(type(step).__name__ for _, step in steps) if steps else type(maker).__name__


def own(maker: Any) -> Peer:
    """Take a decision-maker of the user as it is; where it takes a fixed scale, that is given.

    SPOTIS and RIM would else make a scale from the candidates.
    """
    fixed: dict[str, Callable[[int], dict[str, Any]]] = {
        "SPOTIS": lambda n: {"bounds": np.tile([0.0, 1.0], (n, 1))},
        "RIM": lambda n: {"ranges": [(0.0, 1.0)] * n, "ref_ideals": [(1.0, 1.0)] * n},
    }
    options = fixed.get(Peer(maker).name) if Peer(maker).last is maker else None
    if options is None:
        return Peer(maker)
    return Peer(maker, lambda table: (table.points / 100, options(len(table.criteria))))


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, in the order of the table."""

    ranks: Floats
    extra: Mapping[str, Floats]
    warned: tuple[str, ...]


def run(peer: Peer, table: Table, name: str) -> Ranking:
    """Let scikit-criteria rank the vendors of a table.

    It gets points as shares of 1, every criterion to be maximised, and weights that sum to 1. Criteria that have no
    weight or tell nobody apart are left out, because several methods divide by their spread; where none is left, all
    vendors are level and nothing is run.

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
        answer = evaluated(peer, told)
    except Exception as error:  # whatever the user's own object raises
        raise OptionError(_failed(peer, told, name, error)) from error
    missing = [vendor for vendor, rank in zip(told.vendors, answer.ranks, strict=True) if np.isnan(rank)]
    if missing:
        raise OptionError(f"methods: '{name}' leaves out {joined(missing)}; it must rank every vendor that takes part.")
    scores = _scores(peer, answer)
    if np.isnan(scores).any():
        return Ranking(scores, sports_ranks(answer.ranks), answer.warned)
    # The last digits of a score are rounding, so what is closer than 1e-9 of the largest is level.
    ranks = competition_ranks(scores / (np.abs(scores).max() or 1.0))
    return Ranking(scores, ranks, (*answer.warned, *_compromise(peer, told, answer, ranks)))


def _failed(peer: Peer, table: Table, name: str, error: Exception) -> str:
    why = " ".join(str(error).split()) or type(error).__name__
    zeros = (table.points <= 0).any()
    floor = " Some values are 0, which not every method takes: `floor=` raises them." if zeros else ""
    return f"methods: '{name}' ({said(peer.maker)}) fails on this decision: {why}{floor}"


def evaluated(peer: Peer, table: Table) -> Answer:
    """Run a decision-maker on a table as it stands, in silence; its warnings come back as texts."""
    from skcriteria import DecisionMatrix

    values, options = peer.prepared(table)
    # A labelled frame through the constructor keeps its order: mkdm would make it all missing.
    frame = pd.DataFrame(values, index=list(table.vendors), columns=list(table.criteria), dtype=np.float64)
    matrix = DecisionMatrix(frame, objectives=[max] * len(table.criteria), weights=table.weights / table.weights.sum())
    with warnings.catch_warnings(record=True) as caught, _quiet(loud=peer.name in LOUD):
        warnings.simplefilter("always")
        result = peer.maker.evaluate(matrix, **options)
    place = {str(key): i for i, key in enumerate(result.alternatives)}
    given = _given_ranks(result)
    ranks = np.array([given[place[key]] if key in place else np.nan for key in table.vendors])
    order = [place.get(key, 0) for key in table.vendors]
    extra = {str(key): np.asarray(item)[order] for key, item in result.extra_.items() if np.shape(item) == given.shape}
    return Answer(ranks, extra, tuple(_warned(caught)))


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
    with contextlib.redirect_stdout(io.StringIO()), _silent() if loud else contextlib.nullcontext():
        yield


@contextlib.contextmanager
def _silent() -> Iterator[None]:
    """Close the standard output itself for a while, for programs that write past Python."""
    if sys.__stdout__ is not None:
        sys.__stdout__.flush()
    kept = os.dup(1)
    nothing = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nothing, 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nothing)


def comparator_of(vendors: Sequence[str], rankings: Mapping[str, Ranking]) -> Any:
    """Return rankings as scikit-criteria's own comparator, with dense ranks as it counts them."""
    from skcriteria.agg import RankResult
    from skcriteria.cmp import RanksComparator

    results = []
    for name, ranking in rankings.items():
        dense = np.unique(ranking.ranks, return_inverse=True)[1] + 1
        results.append((name, RankResult(name, vendors, dense, {"score": ranking.scores})))
    return RanksComparator(results, extra={})
