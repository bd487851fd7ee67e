"""Decision-makers and pipelines of scikit-criteria: what each is called, returns to rank by, and cannot take."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import numpy as np

from vendor_eval.analysis.cross_check.table import Table
from vendor_eval.engine.arrays import Floats

__all__ = ["SCORES", "Peer", "Prepared", "is_maker", "pipelines_in", "said", "unchanged"]

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
LOUD = frozenset({"SIMUS"})  # its solver does


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
    options
        Those of its call, in words; empty for none.
    """

    maker: Any
    prepared: Prepared = unchanged
    options: str = ""

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
    def bare(self) -> bool:
        """Whether it comes with scikit-criteria and no step of a pipeline stands before it."""
        return bool(self.name) and self.last is self.maker

    @property
    def identity(self) -> str:
        """Its steps, each with the options in which it is not the usual one, the last also with those of its call."""
        steps = _steps(self.maker)
        return " + ".join(_described(step, self.options if step is steps[-1] else "") for step in steps)

    @property
    def shipped(self) -> bool:
        """Whether it comes with scikit-criteria whole, every step of it."""
        steps = getattr(self.maker, "steps", None)
        makers = [self.maker] if steps is None else [self.maker, *(step for _, step in steps)]
        return all(type(one).__module__.startswith("skcriteria.") for one in makers)

    @property
    def needs_cost(self) -> bool:
        """Whether it refuses a table in which every criterion is to be maximised, as ours are."""
        return self.name == "COPRAS"

    @property
    def is_loud(self) -> bool:
        """Whether it writes past Python, straight to the terminal."""
        return self.name in LOUD

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
    return " + ".join(type(step).__name__ for step in _steps(maker))


def _steps(maker: Any) -> list[Any]:
    """Return the steps of a pipeline in their order; anything else is one step."""
    steps = getattr(maker, "steps", None)
    return [step for _, step in steps] if steps else [maker]


def _described(step: Any, call: str) -> str:
    told = "; ".join(part for part in (", ".join(_unusual(step)), call) if part)
    return f"{type(step).__name__}({told})" if told else type(step).__name__


def _unusual(step: Any) -> Iterator[str]:
    """Give the options of a step that are not those that its kind has by itself; none of what does not list them."""
    usual: Mapping[str, inspect.Parameter] = {}
    with suppress(TypeError, ValueError):  # what scikit-criteria makes of a function has none
        usual = inspect.signature(type(step)).parameters
    for name in sorted(getattr(step, "_skcriteria_parameters", None) or ()):
        value = getattr(step, name)
        if name not in usual or not np.array_equal(value, usual[name].default):
            yield f"{name}={getattr(value, '__name__', None) or ' '.join(str(value).split())}"
