"""Scikit-criteria's own pipeline for each of our methods, with every convention pinned, so that scores compare."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from vendor_eval.analysis.cross_check.peer import Peer, Prepared, unchanged
from vendor_eval.analysis.cross_check.table import Table
from vendor_eval.engine.arrays import Floats
from vendor_eval.engine.methods import (
    ARAS,
    COPRAS,
    EDAS,
    MARCOS,
    MOORA,
    SPOTIS,
    TOPSIS,
    VIKOR,
    Method,
    WeightedProduct,
    WeightedSum,
)

__all__ = ["Recipe", "recipe_of"]

_SCALERS = {"minmax": "MinMaxScaler", "vector": "VectorScaler", "sum": "SumScaler", "max": "MaxAbsScaler"}
_METRICS = {"euclidean": "euclidean", "manhattan": "cityblock", "chebyshev": "chebyshev"}


@dataclass(frozen=True, slots=True)
class Recipe:
    """How scikit-criteria is asked for the scores of one of our methods.

    Parameters
    ----------
    peer
        The pipeline.
    convert
        Turns its scores, bigger is better, into what our method gives.
    """

    peer: Peer
    convert: Callable[[Floats], Floats]


def recipe_of(method: Method) -> Recipe | None:
    """Return scikit-criteria's way to a method; None where it has none.

    It has no PROMETHEE and no ELECTRE III, its TOPSIS no fixed ideals, and bounds of SPOTIS for each criterion would
    not fit the criteria that are left of a table.
    """
    match method:
        case WeightedSum(normalisation=scale):
            points = 100.0 if scale == "none" else 1.0
            return Recipe(Peer(_scaled(scale, _agg("simple", "WeightedSumModel"))), lambda scores: scores * points)
        case WeightedProduct(normalisation=scale):
            points = 100.0 if scale == "none" else 1.0
            return Recipe(Peer(_scaled(scale, _agg("simple", "WeightedProductModel"))), lambda s: 10.0**s * points)
        case TOPSIS(normalisation=scale, distance=distance, ideals=None):
            return Recipe(Peer(_scaled(scale, _agg("topsis", "TOPSIS", metric=_METRICS[distance]))), _same)
        case VIKOR(v=v):
            # Its default puts a whole compromise set first.
            return Recipe(Peer(_agg("vikor", "VIKOR", v=v, use_compromise_set=False)), _same)
        case EDAS():
            return Recipe(Peer(_agg("edas", "EDAS")), _same)
        case SPOTIS(bounds=(int() | float() as low, int() | float() as high)):
            return Recipe(Peer(_agg("spotis", "SPOTIS"), _bounded(low, high)), _same)
        case MARCOS():
            return Recipe(Peer(_agg("marcos", "MARCOS")), _same)
        case ARAS():
            return Recipe(Peer(_agg("aras", "ARAS"), _with_ideal), _same)
        case COPRAS():
            return Recipe(Peer(_scaled("sum", _agg("copras", "COPRAS"))), _without_equal_cost)
        case MOORA():
            return Recipe(Peer(_scaled("vector", _agg("moora", "RatioMOORA"))), _same)
        case _:
            return None


def _same(scores: Floats) -> Floats:
    return scores


def _without_equal_cost(scores: Floats) -> Floats:
    """Take out of the scores of COPRAS what the cost that is the same for all adds, and set the best to 1.

    The score is (S+ + c) over its largest. Columns and weights sum to 1, so S+ sums to 1 over the m vendors; the cost,
    weighted 1 beside them, adds c = 1 / m to each.
    """
    benefits: Floats = 2 * scores / scores.sum() - 1 / len(scores)
    benefits /= benefits.max()
    return benefits


def _agg(module: str, name: str, **options: Any) -> Any:
    return getattr(importlib.import_module(f"skcriteria.agg.{module}"), name)(**options)


def _scaled(scale: str, maker: Any) -> Any:
    """Put a scaler of the columns before a decision-maker, none where its values are points already."""
    if scale == "none":
        return maker
    scalers = importlib.import_module("skcriteria.preprocessing.scalers")
    pipelines = importlib.import_module("skcriteria.pipelines")
    return pipelines.mkpipe(getattr(scalers, _SCALERS[scale])("matrix"), maker)


def _bounded(low: float, high: float) -> Prepared:
    """Give SPOTIS its fixed bounds: it would else take those of the candidates."""

    def prepared(table: Table) -> tuple[Floats, dict[str, Any]]:
        values, _ = unchanged(table)
        return values, {"bounds": np.tile([low / 100, high / 100], (len(table.criteria), 1))}

    return prepared


def _with_ideal(table: Table) -> tuple[Floats, dict[str, Any]]:
    """Divide each column by its sum, the ideal vendor in it: ARAS of scikit-criteria takes a table so divided."""
    ideal = table.points.max(axis=0)
    sums = table.points.sum(axis=0) + ideal
    return table.points / sums, {"ideal": ideal / sums}
