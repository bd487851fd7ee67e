"""Expected points E[v(X)]: exact, never sampled and never v(E[X])."""

import math
from collections.abc import Callable
from itertools import pairwise

import numpy as np

from vendor_eval.engine.cells_law import Law, chance, score, scored
from vendor_eval.engine.curves_shape import Shape, legendre

__all__ = ["by_panels", "by_partials", "least_step"]

NODES = 20
PANEL = 0.5  # in standard normal scores: short enough for every density here, singular ends of a beta included
REACH = 9.0  # scores farther than this from the likeliest one have a chance of 1e-18 together


def by_partials(law: Law, curve: Shape, low: float, high: float, tilt: Callable[[float, float], float]) -> float:
    """Expected points between two ends, in closed form from partial expectations.

    Sum over the pieces [a, b] between knots of v(a) P(a < X < b) + (v(b) - v(a)) tilt(a, b), divided by the chance of
    all pieces.

    Parameters
    ----------
    tilt
        E[g(s); a < X < b] for s = (X - a) / (b - a), where g is the share of the way from v(a) to v(b).
    """
    cuts = curve.cuts(low, high)
    values = curve.value(np.array(cuts)).tolist()
    chances = [chance(law, a, b) for a, b in pairwise(cuts)]
    steps = [vb - va for va, vb in pairwise(values)]
    # A flat piece may be endless, and then it has no tilt.
    rises = [step * tilt(a, b) if step else 0.0 for step, (a, b) in zip(steps, pairwise(cuts), strict=True)]
    sums = math.fsum(va * p + rise for va, p, rise in zip(values[:-1], chances, rises, strict=True))
    return float(np.clip(sums / math.fsum(chances), min(values), max(values)))


def least_step(curve: Shape, low: float, high: float) -> float:
    """The shortest piece between two knots on which the value changes; infinite where it changes nowhere."""
    cuts = curve.cuts(low, high)
    values = curve.value(np.array(cuts)).tolist()
    steps = zip(pairwise(cuts), pairwise(values), strict=True)
    return min((b - a for (a, b), (va, vb) in steps if va != vb), default=math.inf)


def by_panels(law: Law, curve: Shape, low: float, high: float) -> float:
    """Expected points between two ends, by a fixed Gauss-Legendre quadrature on panels; error below 1e-10 points.

    The panels end at every knot, are at most half a standard normal score long, and are short enough for the curve to
    be nearly a polynomial on each. The result is a weighted mean of values, so nothing cancels.
    """
    first, last = score(law, low), score(law, high)
    likeliest = min(max(0.0, first), last)
    # Beyond, the density is below exp(-REACH^2 / 2) of the greatest: (z + reach)^2 = z^2 + REACH^2.
    reach = REACH**2 / (abs(likeliest) + math.hypot(likeliest, REACH))
    first, last = max(first, likeliest - reach), min(last, likeliest + reach)
    count = max(math.ceil((last - first) * (1 + abs(likeliest) / 4) / PANEL), 1)
    grid = np.clip(scored(law, np.linspace(first, last, count + 1)), low, high)
    least = low if score(law, low) >= first else float(grid[0])
    greatest = high if score(law, high) <= last else float(grid[-1])
    edges = np.unique([*(x for x in grid.tolist() if least < x < greatest), *curve.panels(least, greatest)])
    nodes, weights = legendre(NODES)
    widths = np.diff(edges)[:, np.newaxis]
    x = edges[:-1, np.newaxis] + widths * nodes
    density = law.log_density(x)
    # A rounding error from an end there may be no density at all; all values are one there, too.
    greatest_density = float(density.max())
    masses = widths * weights * (np.exp(density - greatest_density) if greatest_density > -math.inf else 1.0)
    values = curve.value(x)
    return float(np.clip((masses * values).sum() / masses.sum(), values.min(), values.max()))
