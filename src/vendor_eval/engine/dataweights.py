"""What a table of performances says about spread; information only, for spread is not importance.

These weights change when a vendor joins or leaves, and some change with the zero of a unit.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from vendor_eval.engine.arrays import Bools, Floats

__all__ = ["critic", "entropy", "merec", "standard_deviation"]

ROUNDING = 1e-12  # less than this is a difference of nothing


def entropy(performances: Floats) -> Floats:
    """Weights in proportion to how unevenly each column is spread over the vendors, by Shannon's entropy.

    ``p = x / column sum, e = -sum p ln p / ln m, w in proportion to 1 - e`` (Hwang and Yoon 1981), on the raw columns,
    costs not turned round. A constant column gets 0. The zero of the unit matters: 1000 added to a column all but
    takes its weight.

    Parameters
    ----------
    performances
        Shape (vendors, criteria), none negative.
    """
    table = _table(performances)
    _refuse((table < 0).any(axis=0), "Entropy needs columns without negative numbers")
    _refuse(table.sum(axis=0) == 0, "Entropy needs columns that are not all zero")
    shares = table / table.sum(axis=0)
    entropies = -(shares * np.log(shares, out=np.zeros_like(shares), where=shares > 0)).sum(axis=0) / np.log(len(table))
    return _normalised(np.where(np.ptp(table, axis=0) == 0, 0, 1 - entropies), "Entropy")


def standard_deviation(performances: Floats) -> Floats:
    """Weights in proportion to the standard deviation of each column, its least value set to 0, its greatest to 1.

    Parameters
    ----------
    performances
        Shape (vendors, criteria).
    """
    return _normalised(_unit(performances, "The standard deviation").std(axis=0), "The standard deviation")


def critic(performances: Floats, costs: Sequence[bool], *, flip_costs: bool) -> Floats:
    """Weights by spread and by how little a column goes along with the others (CRITIC).

    Standard deviation times ``sum over k of (1 - correlation with k)``, on columns from 0 to 1 (Diakoulaki,
    Mavrotas and Papayannakis 1995). Papers differ in whether costs are turned round first, which changes every
    weight, so it must be said.

    Parameters
    ----------
    performances
        Shape (vendors, criteria).
    costs
        For each criterion whether less is better.
    flip_costs
        Whether costs are turned round, so that more is better in every column.
    """
    unit = _unit(performances, "CRITIC")
    down = _directions(costs, unit.shape[1])
    if flip_costs:
        unit = np.where(down, 1 - unit, unit)
    deviations = unit - unit.mean(axis=0)
    deviations /= np.sqrt(np.square(deviations).sum(axis=0))
    conflict = (1 - deviations.T @ deviations).sum(axis=0)
    return _normalised(unit.std(axis=0) * np.where(conflict < ROUNDING, 0, conflict), "CRITIC")


def merec(performances: Floats, costs: Sequence[bool]) -> Floats:
    """Weights by how much the overall performances change when a column is removed (MEREC).

    After Keshavarz-Ghorabaee, Amiri, Zavadskas, Turskis and Antucheviciene (2021). A constant column gets 0.

    Parameters
    ----------
    performances
        Shape (vendors, criteria), all positive.
    costs
        For each criterion whether less is better.
    """
    table = _table(performances)
    _refuse((table <= 0).any(axis=0), "MEREC needs columns of positive numbers")
    down = _directions(costs, table.shape[1])
    logs = np.abs(np.log(np.where(down, table / table.max(axis=0), table.min(axis=0) / table)))
    n = table.shape[1]
    together = np.log1p(logs.mean(axis=1, keepdims=True))
    without = np.log1p((logs.sum(axis=1, keepdims=True) - logs) / n)
    return _normalised(np.abs(without - together).sum(axis=0), "MEREC")


def _table(performances: Floats) -> Floats:
    table = np.asarray(performances, dtype=np.float64)
    if table.ndim != 2 or table.shape[0] < 2 or not table.shape[1]:
        raise ValueError(f"Performances must be a table of 2 or more vendors, not of shape {table.shape}.")
    _refuse(~np.isfinite(table).all(axis=0), "Performances must be finite numbers")
    return table


def _unit(performances: Floats, method: str) -> Floats:
    """The columns, from 0 at their least value to 1 at their greatest."""
    table = _table(performances)
    width = np.ptp(table, axis=0)
    _refuse(width == 0, f"{method} needs columns that are not constant")
    unit: Floats = (table - table.min(axis=0)) / width
    return unit


def _directions(costs: Sequence[bool], n: int) -> Bools:
    if len(costs) != n:
        raise ValueError(f"Say for each of {n} criteria whether it is a cost; got {len(costs)}.")
    return np.array(costs, dtype=np.bool_)


def _refuse(faulty: ArrayLike, rule: str) -> None:
    columns = ", ".join(str(j + 1) for j in np.flatnonzero(faulty))
    if columns:
        raise ValueError(f"{rule}; see column {columns}.")


def _normalised(parts: Floats, method: str) -> Floats:
    total = parts.sum()
    if total <= 0:
        raise ValueError(f"{method} finds no difference between the criteria to weight by.")
    weights: Floats = parts / total
    return weights
