"""Linear programmes with their multipliers, solved by HiGHS."""

from dataclasses import dataclass

import numpy as np

from vendor_eval.engine.arrays import Floats
from vendor_eval.engine.programmes import TIGHT

__all__ = ["Optimum", "solve", "solve_many"]

# The second attempt helps where simplifying the programme first meets numbers that it cannot take.
ATTEMPTS: tuple[dict[str, float], ...] = (TIGHT, TIGHT | {"presolve": False}, {})
IN_ONE = 50  # programmes that are solved as one: one call costs more than a small programme


@dataclass(frozen=True, slots=True, eq=False)
class Optimum:
    """The answer of a linear programme.

    Parameters
    ----------
    x
        Shape (variables,).
    multipliers
        By how much the costs fall for each unit by which a bound is raised, none negative; shape (rows,).
    """

    x: Floats
    multipliers: Floats


def solve(
    costs: Floats, rows: Floats, bounds: Floats, equal_rows: Floats, equal_bounds: Floats, *, free: int = 0
) -> Optimum:
    """Where ``costs @ x`` is least; such a place must exist.

    Parameters
    ----------
    costs
        Shape (variables,).
    rows, bounds
        ``rows @ x <= bounds``, shapes (k, variables) and (k,).
    equal_rows, equal_bounds
        ``equal_rows @ x = equal_bounds``.
    free
        How many variables, the last ones, may have any sign; the others are not negative.
    """
    from scipy.optimize import linprog  # type: ignore[import-untyped]  # here: slow to load

    limits = [(0, None)] * (len(costs) - free) + [(None, None)] * free
    for options in ATTEMPTS:
        found = linprog(costs, rows, bounds, equal_rows, equal_bounds, limits, method="highs", options=options)
        if found.status == 0:
            return Optimum(np.asarray(found.x), np.maximum(-found.ineqlin.marginals, 0))
    raise ArithmeticError(f"The linear programme has no answer: {found.message}")


def solve_many(costs: Floats, rows: Floats, bounds: Floats) -> Floats:
    """Weights at which each of many weighted sums is least, shape (k, criteria).

    Parameters
    ----------
    costs
        Shape (k, criteria).
    rows, bounds
        Limits besides sign and sum, ``rows @ w <= bounds``.
    """
    from scipy.sparse import csr_array, eye_array, kron  # type: ignore[import-untyped]  # here: slow to load

    k, n = costs.shape
    found = np.empty((k, n))
    for at in range(0, k, IN_ONE):
        some = costs[at : at + IN_ONE]
        one = eye_array(len(some), format="csr")
        optimum = solve(
            some.ravel(),
            kron(one, csr_array(rows), format="csr") if len(rows) else np.zeros((0, some.size)),
            np.tile(bounds, len(some)),
            kron(one, np.ones((1, n)), format="csr"),
            np.ones(len(some)),
        )
        found[at : at + IN_ONE] = optimum.x.reshape(-1, n)
    return found
