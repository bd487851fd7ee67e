"""Linear programmes in which some variables are whole numbers, solved by HiGHS."""

import numpy as np

from vendor_eval.engine.arrays import Bools, Floats
from vendor_eval.engine.silence import silent_stdout

__all__ = ["minimise_mixed"]

NONE = 2  # HiGHS' status where no point meets the limits


def minimise_mixed(
    costs: Floats, rows: Floats, low: Floats, high: Floats, whole: Bools, least: Floats, greatest: Floats
) -> Floats | None:
    """The point at which ``costs @ x`` is least, or None where no point meets the limits.

    The solver's whole numbers are whole to about 1e-6 only: round them, and work out again what hangs on them.

    Parameters
    ----------
    costs
        Shape (variables,).
    rows, low, high
        ``low <= rows @ x <= high``, shapes (k, variables), (k,) and (k,).
    whole
        Which variables are whole numbers, shape (variables,).
    least, greatest
        The bounds of each variable, shape (variables,).
    """
    from scipy.optimize import Bounds, LinearConstraint, milp  # type: ignore[import-untyped]  # here: slow to load

    with silent_stdout():  # HiGHS prints a line now and then, whatever it is told
        found = milp(
            costs,
            constraints=LinearConstraint(rows, low, high) if len(rows) else (),
            integrality=whole.astype(np.int64),
            bounds=Bounds(least, greatest),
            options={"mip_rel_gap": 0.0},
        )
    if found.status == NONE:
        return None
    if found.x is None or found.status != 0:
        raise ArithmeticError(f"The mixed-integer programme has no answer: {found.message}")
    return np.asarray(found.x, dtype=np.float64)
