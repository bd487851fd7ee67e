"""The smallest change of weights with which a vendor is no longer behind one other, in closed form.

What is wanted is ``w @ d >= 0`` for one row d of differences. Three ways to measure a change: L1, the sum of all
changes, which is twice what is moved from some criteria to others; L2, the length; Linf, the largest single change.
"""

from typing import Literal, TypeAlias

import numpy as np

from vendor_eval.engine.arrays import Floats, Integers

__all__ = ["Norm", "nearest_to_one", "size_of"]

Norm: TypeAlias = Literal["L1", "L2", "Linf"]

HALVINGS = 100  # of an interval: more than the digits of a number


def size_of(change: Floats, norm: Norm) -> float:
    """How large a change of weights is.

    Examples
    --------
    >>> [size_of(np.array([0.25, -0.5, 0.25]), norm) for norm in ("L1", "Linf")]
    [1.0, 0.5]
    """
    match norm:
        case "L1":
            return float(np.abs(change).sum())
        case "L2":
            return float(np.sqrt(np.square(change).sum()))
        case "Linf":
            return float(np.abs(change).max())


def nearest_to_one(w: Floats, d: Floats, norm: Norm) -> Floats:
    """The nearest weights at which ``w @ d`` is not below 0; they must exist, so some entry of d is not below 0.

    Parameters
    ----------
    w
        The weights at present, adding up to 1; shape (criteria,).
    d
        Points of a vendor less those of the other, shape (criteria,).

    Examples
    --------
    >>> nearest_to_one(np.array([0.8, 0.2]), np.array([-30.0, 60.0]), "L1").round(6).tolist()
    [0.666667, 0.333333]
    """
    if d.max() < 0:
        raise ValueError(f"No weights bring {d.tolist()} up to 0.")
    if w @ d >= 0:
        return w.copy()
    return _CLOSED[norm](w, d)


def _l1(w: Floats, d: Floats) -> Floats:
    """Move weight from where it brings least to where it brings most (a continuous knapsack)."""
    w, best = w.copy(), int(d.argmax())
    need = -float(w @ d)
    for j in np.argsort(d, kind="stable"):
        gain = d[best] - d[j]
        if need <= 0 or gain <= 0:
            break
        moved = min(w[j], need / gain)
        w[j] -= moved
        w[best] += moved
        need -= moved * gain
    return w


def _l2(w: Floats, d: Floats) -> Floats:
    """The projection of ``w + step * d`` on the weights, with the least step that suffices.

    Halving finds which weights it leaves above 0; for these, step and shift follow from two equations.
    """
    low, high = 0.0, 1 / max(float(np.abs(d).max()), np.finfo(np.float64).tiny)
    while _projected(w + high * d) @ d < 0 and high < 1e12:
        high *= 2
    for _ in range(HALVINGS):
        step = (low + high) / 2
        low, high = (low, step) if _projected(w + step * d) @ d >= 0 else (step, high)
    return _projected(w + high * d)


def _projected(y: Floats) -> Floats:
    """The nearest weights to some numbers (Held, Wolfe and Crowder 1974)."""
    falling = np.sort(y)[::-1]
    shift = (np.cumsum(falling) - 1) / np.arange(1, len(y) + 1)
    weights: Floats = np.maximum(y - shift[np.flatnonzero(falling > shift)[-1]], 0)
    return weights


def _linf(w: Floats, d: Floats) -> Floats:
    """The least largest change at which the best weights within it suffice, by halving."""
    order = np.argsort(-d, kind="stable")
    low, high = 0.0, 1.0
    for _ in range(HALVINGS):
        change = (low + high) / 2
        low, high = (low, change) if _best_within(w, order, change) @ d >= 0 else (change, high)
    return _best_within(w, order, high)


def _best_within(w: Floats, order: Integers, change: float) -> Floats:
    """Weights that no single change takes farther, filled up in an order."""
    least = np.maximum(w - change, 0)
    room = (w + change - least)[order]
    given = np.minimum(np.cumsum(room), 1 - least.sum())
    best = least.copy()
    best[order] += np.diff(given, prepend=0)
    return best


_CLOSED = {"L1": _l1, "L2": _l2, "Linf": _linf}
