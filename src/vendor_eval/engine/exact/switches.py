"""The points at which one assessment alone would change who is first."""

import numpy as np

from vendor_eval.engine.arrays import Floats

__all__ = ["switching_points"]


def switching_points(values: Floats, w: Floats) -> Floats:
    """With how many points on one criterion, all else as it is, a vendor is level with the best other.

    ``v_ij + (best other - overall value) / w_j``: the leader loses its lead below, anybody else takes it above. Points
    below 0 or above 100 cannot be had on that criterion.

    Parameters
    ----------
    values
        Points, shape (vendors, criteria).
    w
        The weights, shape (criteria,).

    Returns
    -------
    Shape (vendors, criteria); missing where the criterion has no weight, and without rivals.

    Examples
    --------
    >>> switching_points(np.array([[80.0, 40], [20, 80]]), np.array([0.5, 0.5]))
    array([[ 60.,  20.],
           [ 40., 100.]])
    """
    overall = values @ w
    found = np.full(values.shape, np.nan)
    if len(values) < 2:
        return found
    second, first = np.argsort(overall, kind="stable")[-2:]
    best_other = np.where(np.arange(len(values)) == first, overall[second], overall[first])
    np.divide((best_other - overall)[:, np.newaxis], w, out=found, where=np.broadcast_to(w > 0, found.shape))
    switching: Floats = values + found
    return switching
