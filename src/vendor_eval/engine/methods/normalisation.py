"""Bringing the columns of a table to one scale by the vendors at hand, as many methods do.

Every such scale moves when a vendor joins or leaves. Points on fixed scales need none of it; the methods offer it
because their papers and other libraries use it, and because some (TOPSIS by the textbook) are not themselves without.
"""

from typing import Literal, get_args

import numpy as np

from vendor_eval.engine.arrays import Floats
from vendor_eval.engine.methods.inputs import Performances
from vendor_eval.errors import OptionError

__all__ = [
    "NORMALISATIONS",
    "Normalisation",
    "check_normalisation",
    "divided",
    "normalised",
    "ratios",
    "shares",
    "vector_lengths",
]

Normalisation = Literal["none", "minmax", "vector", "sum", "max"]
NORMALISATIONS: tuple[str, ...] = get_args(Normalisation)


def check_normalisation(normalisation: str) -> None:
    """Refuse a normalisation that is not offered."""
    if normalisation not in NORMALISATIONS:
        raise OptionError.of("normalisation", normalisation, NORMALISATIONS)


def normalised(performances: Performances, j: int, normalisation: Normalisation) -> Floats:
    """A criterion on the scale of a normalisation, turned so that bigger is better; shape (vendors, draws).

    ==========  =========================  ================================
    name        of a benefit               of a cost
    ==========  =========================  ================================
    ``none``    x                          -x
    ``minmax``  (x - min) / (max - min)    (max - x) / (max - min)
    ``vector``  x / root of sum x²         1 - x / root of sum x²
    ``sum``     x / sum x                  (1 / x) / sum (1 / x)
    ``max``     x / max                    min / x
    ==========  =========================  ================================

    A constant column is 1 throughout by ``minmax``; a column of zeros is 1 throughout by ``max``, equal shares by
    ``sum``, and 0 (a cost: 1) by ``vector``.
    """
    x, cost = performances.column(j), bool(performances.costs[j])
    if normalisation == "none":
        return -x if cost else x
    if normalisation == "minmax":
        low, high = x.min(axis=0), x.max(axis=0)
        return divided(high - x if cost else x - low, high - low, otherwise=1)
    if normalisation == "vector":
        part = divided(x, vector_lengths(x), otherwise=0)
        return np.subtract(1, part, out=part) if cost else part
    if (x < 0).any() or (cost and (x == 0).any()):
        performances.refuse(j, f"numbers from 0, and costs above 0, for the normalisation '{normalisation}'")
    return shares(x, cost=cost) if normalisation == "sum" else ratios(x, cost=cost)


def divided(x: Floats, by: Floats, *, otherwise: float) -> Floats:
    """Each column divided by a number from 0; where that is 0, the column is the other number throughout.

    Parameters
    ----------
    x
        Shape (vendors, draws).
    by
        Shape (draws,).
    """
    possible = by > 0
    if possible.all():
        return x / by
    part: Floats = x / np.where(possible, by, 1)
    part[:, ~possible] = otherwise
    return part


def vector_lengths(x: Floats) -> Floats:
    """The root of the sum of squares of each column, shape (draws,), right however small or large the numbers are."""
    peak: Floats = np.abs(x).max(axis=0)
    part = divided(x, peak, otherwise=0)
    lengths: Floats = peak * np.sqrt(np.square(part, out=part).sum(axis=0))
    return lengths


def ratios(x: Floats, *, cost: bool) -> Floats:
    """Each number as a part of the best in its column: x / max, of a cost min / x; 1 in a column of zeros."""
    if cost:
        part: Floats = x.min(axis=0) / x
        return part
    return divided(x, x.max(axis=0), otherwise=1)


def shares(x: Floats, *, cost: bool) -> Floats:
    """Each number as a share of the sum of its column, of a cost (1 / x) / sum (1 / x); equal in a column of zeros."""
    part = ratios(x, cost=cost)  # in proportion to x, or to 1 / x, and safe to add up whatever the unit
    part /= part.sum(axis=0)
    return part
