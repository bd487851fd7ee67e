"""The weighted sum of points."""

from functools import cache

import numpy as np

from vendor_eval.engine.arrays import Floats

__all__ = ["add_contribution", "totals"]

FEW = 32  # vendors: the totals of more, where only the weights are drawn, come from a matrix product


def totals(values: Floats, weights: Floats) -> Floats:
    """Overall value of each vendor in each draw: the sum over criteria of weight times points.

    U_i = sum_j w_j v_ij, added up criterion by criterion in the order given. For a few vendors never a matrix product:
    its order of summation depends on the shapes and the machine, and then one draw and many, or a vendor alone and
    among others, would differ in their last bits.

    Certain points of many vendors in many draws are a matrix product all the same, some five times as fast. The last
    bits, 1e-14 points, then depend on who else is there. Scores within 1e-9 points are one score (``places.TIE``), a
    hundred thousand times more, so ranks do not change unless two vendors differ by just that tie.

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
    if values.shape[2] == 1 and weights.shape[1] > 1:
        points = values[:, :, 0]
        if points.shape[1] > FEW:
            return np.asarray(np.matmul(points.T, weights))
        if _one_pass_rounds_alike():
            return _one_pass(points, weights)
    overall = np.zeros((values.shape[1], max(values.shape[2], weights.shape[1])))
    scratch = np.empty_like(overall)
    for points, weight in zip(values, weights, strict=True):
        add_contribution(overall, points, weight, scratch)
    return overall


def add_contribution(overall: Floats, points: Floats | float, weight: Floats, scratch: Floats) -> None:
    """Add weight times points to running totals in place, through a scratch array of their shape."""
    np.multiply(points, weight, out=scratch)
    np.add(overall, scratch, out=overall)


def _one_pass(points: Floats, weights: Floats) -> Floats:
    """The same sums in the same order, from points of shape (criteria, vendors), without storing every product.

    With the draws next to each other in memory criteria are added one after the other; otherwise they might not be.
    """
    overall = np.empty((points.shape[1], weights.shape[1]))
    np.einsum("jv,jd->vd", np.ascontiguousarray(points), np.ascontiguousarray(weights), out=overall)
    return overall


@cache
def _one_pass_rounds_alike() -> bool:
    """Whether the one pass rounds products before it adds them, as the sums do that go step by step.

    Where numpy is built for machines that multiply and add in one instruction, it does not.
    """
    points, weights = 1 / np.arange(1.0, 7).reshape(3, 2), 1 / np.arange(3.0, 3 * 41 + 3).reshape(3, 41)
    stepwise = points[0, :, np.newaxis] * weights[0]
    for some, weight in zip(points[1:], weights[1:], strict=True):
        stepwise += some[:, np.newaxis] * weight
    return bool((_one_pass(points, weights) == stepwise).all())
