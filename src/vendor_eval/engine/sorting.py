"""Places by putting the scores of each draw in order: the way for many vendors."""

import numpy as np
from numpy.typing import NDArray

from vendor_eval.engine.arrays import Floats, Integers
from vendor_eval.engine.places import TIE, Places

__all__ = ["group_ends", "sort_places"]

SORTED_AT_ONCE = 1 << 18  # scores: keeps the temporaries of sorting small


def sort_places(scores: Floats) -> Places:
    """Where each vendor stands, from scores of shape (vendors, draws) with -inf for no rank."""
    m, draws = scores.shape
    place = np.empty(scores.shape, dtype=np.min_scalar_type(m))
    size: NDArray[np.unsignedinteger] | None = None
    step = max(1, SORTED_AT_ONCE // m)
    for start in range(0, draws, step):
        part = np.s_[start : start + step]
        place[:, part], sizes = _sorted_groups(np.ascontiguousarray(scores[:, part].T))
        if sizes is not None:
            size = np.ones_like(place) if size is None else size
            size[:, part] = sizes
    unranked = scores == -np.inf
    complete = not unranked.any()
    if not complete:
        place[unranked] = m
        if size is not None:
            size[unranked] = 1
    return Places(place, size, complete)


def _sorted_groups(scores: Floats) -> tuple[Integers, Integers | None]:
    """First place and size of each vendor's group, (vendors, draws), from scores of shape (draws, vendors).

    No sizes if nobody is level with anybody.
    """
    order = np.argsort(-scores, axis=1)  # whoever is level stands at one place: no need of a stable order
    best_first = np.take_along_axis(scores, order, axis=1)
    place = np.empty_like(order)
    if (best_first[:, :-1] - TIE > best_first[:, 1:]).all():
        np.put_along_axis(place, order, np.arange(scores.shape[1])[np.newaxis], axis=1)
        return place.T, None
    first, last = group_ends(best_first)
    size = np.empty_like(order)
    np.put_along_axis(place, order, first, axis=1)
    np.put_along_axis(size, order, last - first + 1, axis=1)
    return place.T, size.T


def group_ends(scores: Floats) -> tuple[Integers, Integers]:
    """Where, counted from 0, the group of each place begins and where it ends, two arrays of shape (draws, places).

    Parameters
    ----------
    scores
        The scores of each draw from the greatest down, shape (draws, places).
    """
    here = np.arange(scores.shape[1])
    breaks = scores[:, :-1] - TIE > scores[:, 1:]
    edge = np.ones((len(scores), 1), dtype=np.bool_)
    first = np.maximum.accumulate(np.where(np.hstack([edge, breaks]), here, 0), axis=1)
    backwards = np.where(np.hstack([breaks, edge]), here, scores.shape[1])[:, ::-1]
    return first, np.minimum.accumulate(backwards, axis=1)[:, ::-1]
