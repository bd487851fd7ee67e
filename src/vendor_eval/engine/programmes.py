"""Linear programmes, solved by HiGHS."""

import numpy as np

from vendor_eval.engine.arrays import Floats

__all__ = ["minimise"]

TIGHT = {"primal_feasibility_tolerance": 1e-10, "dual_feasibility_tolerance": 1e-10}  # HiGHS alone would take 1e-7
LOOSER = tuple(dict.fromkeys(TIGHT, tolerance) for tolerance in (1e-9, 1e-8))  # where that gives no answer: seldom
UNDECIDED = 4  # of scipy: no answer, but not because there is none


def minimise(costs: Floats, rows: Floats, bounds: Floats, equal_rows: Floats, equal_bounds: Floats) -> Floats:
    """The point at which ``costs @ x`` is least; it must exist.

    Parameters
    ----------
    costs
        Shape (variables,); the variables may have any sign.
    rows, bounds
        ``rows @ x <= bounds``, shapes (k, variables) and (k,).
    equal_rows, equal_bounds
        ``equal_rows @ x = equal_bounds``.

    Raises
    ------
    ArithmeticError
        If there is no such point, or none is found.
    """
    from scipy.optimize import linprog  # type: ignore[import-untyped]  # here: slow to load

    for options in (TIGHT, *LOOSER):
        found = linprog(
            costs,
            A_ub=rows if len(rows) else None,
            b_ub=bounds if len(rows) else None,
            A_eq=equal_rows if len(equal_rows) else None,
            b_eq=equal_bounds if len(equal_rows) else None,
            bounds=(None, None),
            method="highs",
            options=options,
        )
        if found.status != UNDECIDED:
            break
    if found.status != 0:
        raise ArithmeticError(f"The linear programme has no answer: {found.message}")
    return np.asarray(found.x, dtype=np.float64)
