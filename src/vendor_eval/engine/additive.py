"""The weighted sum of points."""

import numpy as np

from vendor_eval.engine.arrays import Floats

__all__ = ["add_contribution", "totals"]


def totals(values: Floats, weights: Floats) -> Floats:
    """Overall value of each vendor in each draw: the sum over criteria of weight times points.

    U_i = sum_j w_j v_ij, added up criterion by criterion in the order given. Never a matrix product: its order of
    summation depends on the shapes and the machine, and then one draw and many would differ in their last bits.

    Parameters
    ----------
    values
        Points, shape (criteria, vendors, draws) or (criteria, vendors, 1).
    weights
        Weights, shape (criteria, draws) or (criteria, 1).

    Returns
    -------
    Overall values, shape (vendors, draws), or (vendors, 1) if neither changes from draw to draw.

    Examples
    --------
    >>> totals(np.array([[[50.0], [80.0]], [[100.0], [20.0]]]), np.array([[0.5], [0.5]]))[:, 0]
    array([75., 50.])
    """
    if values.ndim != 3 or weights.ndim != 2 or len(values) != len(weights):
        raise ValueError(f"Values {values.shape} and weights {weights.shape} do not fit together.")
    overall = np.zeros((values.shape[1], max(values.shape[2], weights.shape[1])))
    scratch = np.empty_like(overall)
    for points, weight in zip(values, weights, strict=True):
        add_contribution(overall, points, weight, scratch)
    return overall


def add_contribution(overall: Floats, points: Floats | float, weight: Floats, scratch: Floats) -> None:
    """Add weight times points to running totals in place, through a scratch array of their shape."""
    np.multiply(points, weight, out=scratch)
    np.add(overall, scratch, out=overall)
