"""How methods stretch the scales of criteria by the vendors at hand, and what that makes each criterion count."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vendor_eval.analysis.cross_check.table import Table
from vendor_eval.engine.arrays import Floats
from vendor_eval.engine.methods import (
    ARAS,
    COPRAS,
    EDAS,
    MARCOS,
    MOORA,
    TOPSIS,
    VIKOR,
    Method,
    WeightedSum,
)

__all__ = ["Stretch", "stretch_of"]


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """A stretching of scales.

    Parameters
    ----------
    by
        What each criterion is measured by, in words.
    weights
        What each criterion counts then, shape (criteria,): weight over scale, brought to the sum of the weights of the
        criteria that tell vendors apart; 0 for the others.
    """

    by: str
    weights: Floats


_SAID = {
    "minmax": "the span between the worst and the best of these vendors",
    "vector": "the size of these vendors' points",
    "sum": "the sum of these vendors' points",
    "max": "the best of these vendors",
    "mean": "the average of these vendors",
}


def stretch_of(method: Method, table: Table) -> Stretch | None:
    """Return how a method stretches the scales of a table; None where it takes points as they are.

    Each method orders vendors by the weighted sum on its stretched scales, but for what it does beside: MARCOS, ARAS,
    COPRAS and MOORA nothing, and TOPSIS nothing either with distances added up plainly, because those to the best and
    to the worst then have one sum for all.
    """
    name = _name(method)
    if name is None:
        return None
    values = table.points
    scale = {
        "minmax": table.spread,
        "vector": np.sqrt(np.square(values).sum(axis=0)),
        "sum": values.sum(axis=0) + (values.max(axis=0) if isinstance(method, ARAS) else 0),
        "max": values.max(axis=0),
        "mean": values.mean(axis=0),
    }[name]
    telling = (table.spread > 0) & (table.weights > 0)
    weights = np.zeros(len(table.weights))
    weights[telling] = table.weights[telling] / scale[telling]
    total = weights.sum()
    return Stretch(_SAID[name], weights * (table.weights[telling].sum() / total) if total else weights)


def _name(method: Method) -> str | None:
    match method:
        case WeightedSum(normalisation=scale) | TOPSIS(normalisation=scale, ideals=None):
            return None if scale == "none" else scale
        case VIKOR():
            return "minmax"
        case MARCOS():
            return "max"
        case ARAS() | COPRAS():
            return "sum"
        case MOORA():
            return "vector"
        case EDAS():
            return "mean"
        case _:
            return None
