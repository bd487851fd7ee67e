"""Fixed scales that a method is given: one pair of bounds, or one a criterion."""

import numpy as np

from vendor_eval.engine.arrays import Floats
from vendor_eval.engine.methods.inputs import LARGEST, Performances
from vendor_eval.errors import OptionError

__all__ = ["Bounds", "bounds_of", "check_bounds", "on_scale"]

Bounds = tuple[float, float] | tuple[tuple[float, float], ...]

OVER = 1e-9  # of the range: how far rounding may carry a number over a bound


def check_bounds(option: str, bounds: Bounds) -> None:
    """Refuse bounds that are no pair of finite numbers (low, high) with low below high, nor a tuple of such pairs."""
    try:
        pairs = np.array(bounds, dtype=np.float64)
    except (TypeError, ValueError):
        pairs = np.array([])
    if pairs.shape != (2,) and (pairs.ndim != 2 or pairs.shape[1] != 2 or not len(pairs)):
        raise OptionError(f"{option} must be (low, high), or one such pair a criterion, not {bounds!r}.")
    low, high = pairs[..., 0], pairs[..., 1]
    if not ((np.abs(pairs) <= LARGEST).all() and (low < high).all()):
        raise OptionError(f"{option} must be finite numbers with low below high, not {bounds!r}.")


def bounds_of(bounds: Bounds, performances: Performances) -> Floats:
    """The bounds of every criterion, shape (criteria, 2)."""
    pairs, n = np.array(bounds, dtype=np.float64), len(performances.values)
    if pairs.ndim == 2 and len(pairs) != n:
        raise ValueError(f"{performances.label} needs one pair of bounds a criterion, {n} in all, not {len(pairs)}.")
    return np.broadcast_to(pairs, (n, 2))


def on_scale(performances: Performances, j: int, bounds: Floats) -> Floats:
    """A criterion as a part of its fixed scale, 0 at the worst bound and 1 at the best; shape (vendors, draws)."""
    low, high = (float(end) for end in bounds[j])
    x, over = performances.column(j), OVER * (high - low)
    if x.min() < low - over or x.max() > high + over:
        performances.refuse(j, f"numbers between its bounds {low:g} and {high:g}")
    part = (x - low) / (high - low)
    return np.subtract(1, part, out=part) if performances.costs[j] else part
