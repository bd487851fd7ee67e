"""How long walks remember where they stood: measured, at the very lag that is then used."""

import math
from collections import deque

import numpy as np
from numpy.random import Generator

from vendor_eval.engine.arrays import Floats
from vendor_eval.engine.hitandrun_sweeps import Inside

__all__ = ["FORGOTTEN", "sweeps_to_forget"]

FORGOTTEN = 0.03  # the greatest correlation of two draws of a walk, one after the other
MOST_SWEEPS = 2000
LAGS = 8  # measured at once, in strides of some sweeps
AIM = 5  # strides that are to be enough
ROUGH, MANY = 32, 96  # stretches of a stride: with 1,024 walks each correlation is measured to about 0.005
LONGEST_STEP = 4  # times the stride before
CLOSE = 1e-9  # to a limit: no logarithm is taken of less


def sweeps_to_forget(inside: Inside, z: Floats, rng: Generator, *, most: int = MOST_SWEEPS) -> tuple[int, Floats]:
    """How many sweeps it takes until walks have forgotten where they stood, and where they stand in the end.

    Correlations of where walks stand before and after are measured over eight lags, until from one of them on, the last
    but one or an earlier, the greatest is at most ``FORGOTTEN``. Measured are the directions that are forgotten last,
    as the measurement before found them, and with them every weighted sum; their squares; and the logarithm of the room
    that each limit leaves, which narrow corners hold for long. The rate at which walks forget only says which lags to
    measure next, since the last things are forgotten at a lower rate.

    Parameters
    ----------
    z
        Where walks stand that are spread over the set, of about variance 1 in all directions; shape (dimensions,
        walks).
    most
        The most sweeps to try, 8 or more.

    Raises
    ------
    ValueError
        If walks still remember after the most sweeps.
    """
    axes, stride, stretches = np.eye(len(z)), 1, ROUGH
    while True:
        correlations, axes, z = _remembered(inside, z, stride, axes, stretches, rng)
        above = np.flatnonzero(correlations > FORGOTTEN)
        last = int(above[-1]) + 1 if len(above) else 0
        if stretches == MANY and last + 1 < LAGS:
            return stride * (last + 1), z
        if stretches == MANY and stride >= most // LAGS:
            raise ValueError(
                f"Random walks cannot draw these weights: after {stride * LAGS:,} sweeps through all directions the "
                f"correlation with the start is still {correlations[-2:].max():.2g}, and {FORGOTTEN:g} is allowed. "
                "Widen the narrowest limits, or state fewer."
            )
        needed = stride * last * math.log(FORGOTTEN) / math.log(min(correlations[last - 1], 0.99)) if last else 1
        least = stride + 1 if stretches == MANY else 1
        stride = min(max(least, math.ceil(needed / AIM)), LONGEST_STEP * stride, most // LAGS)
        stretches = MANY


def _remembered(
    inside: Inside, z: Floats, stride: int, axes: Floats, stretches: int, rng: Generator
) -> tuple[Floats, Floats, Floats]:
    """The greatest correlation at each lag, the directions from the one forgotten last, and where walks end.

    Shapes (lags,), (dimensions, dimensions) and (dimensions, walks).
    """
    correlations = np.zeros((LAGS, 2 * len(z) + len(inside.rows)))
    products = np.zeros((len(z), len(z)))
    earlier = deque([z], LAGS)
    seen = deque([_seen(inside, axes, z)], LAGS)
    for stretch in range(1, stretches + 1):
        z = inside.walked(z, stride, rng)
        now = _seen(inside, axes, z)
        for lag in range(1, len(seen) + 1):
            correlations[lag - 1] += (seen[-lag] * now).mean(axis=1) / (stretches + 1 - lag)
        if stretch >= AIM:
            products += earlier[-AIM] @ z.T
        earlier.append(z)
        seen.append(now)
    slowest_first = np.linalg.eigh(products + products.T)[1][:, ::-1]
    return correlations.max(axis=1), slowest_first, z


def _seen(inside: Inside, axes: Floats, z: Floats) -> Floats:
    """What correlations are measured of, with mean 0 and variance 1 over the walks; shape (.., walks)."""
    along = axes.T @ z
    values = np.vstack([along, along**2, np.log(np.maximum(inside.room(z), CLOSE))])
    values -= values.mean(axis=1, keepdims=True)
    values /= values.std(axis=1, keepdims=True)
    return values
