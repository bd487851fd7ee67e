"""A performance between two ends with a beta density: a PERT estimate, or the share of tests that was passed."""

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from vendor_eval.engine.arrays import Floats
from vendor_eval.engine.cells_law import chance
from vendor_eval.engine.cells_means import by_panels, by_partials, least_step
from vendor_eval.engine.cells_special import special
from vendor_eval.engine.curves_shape import Shape

__all__ = ["Beta", "beta_quantiles"]

WIDE = 0.5  # of the standard deviation: on a shorter piece the partial expectation loses digits
COMMON = 1e-3  # below this chance of the whole range the same happens
LARGE = 1e4  # and above this sum of a and b
LEAST = 1e-100  # for chances from 1e-108 down the inverse of scipy may be no number
SPAN = 8.5  # standard normal scores that the table of drawn performances covers: beyond any q that is drawn
STEPS = 2048


@dataclass(frozen=True, slots=True)
class Beta:
    """The beta distribution between two ends; ``Beta.pert`` and ``Beta.tested`` make the usual ones.

    Parameters
    ----------
    a, b
        The shapes, 1 or more: the density is proportional to t^(a - 1) (1 - t)^(b - 1), t = (x - low) / (high - low).
    low, high
        The ends.
    tailed
        Whether the ends are hardly ever reached, so that a central interval speaks for the distribution.
    """

    a: float
    b: float
    low: float = 0.0
    high: float = 1.0
    tailed: bool = False

    def __post_init__(self) -> None:
        """Refuse shapes without a mode and ends that are out of order."""
        if not (1 <= self.a < math.inf and 1 <= self.b < math.inf):
            raise ValueError(f"The shapes of a beta must be finite and 1 or more, not {self.a} and {self.b}.")
        if not 0 < self.high - self.low < math.inf:
            raise ValueError(f"The ends of a beta must be finite and in order, not {self.low} and {self.high}.")

    @classmethod
    def pert(cls, low: float, mode: float, high: float) -> "Beta":
        """The PERT estimate: a smooth density from low over its mode to high, mean (low + 4 mode + high) / 6.

        Examples
        --------
        >>> Beta.pert(10, 20, 50)
        Beta(a=2.0, b=4.0, low=10, high=50, tailed=False)
        """
        if not (low <= mode <= high and 0 < high - low < math.inf):
            raise ValueError(f"Low, mode and high must be finite and in order, not {low}, {mode}, {high}.")
        width = high - low
        return cls(1 + 4 * ((mode - low) / width), 1 + 4 * ((high - mode) / width), low, high)

    @classmethod
    def tested(cls, passes: float, trials: float, scale: float = 1.0) -> "Beta":
        """What a test tells of the share that would pass: a beta, starting from every share as likely as any other.

        Parameters
        ----------
        passes, trials
            How many passed, and of how many.
        scale
            What stands for all: 1, or 100 where the unit is per cent.

        Examples
        --------
        >>> Beta.tested(9, 10, scale=100)
        Beta(a=10, b=2, low=0.0, high=100, tailed=True)
        """
        if not 0 <= passes <= trials < math.inf:
            raise ValueError(f"Passes must lie between 0 and the trials, not {passes} of {trials}.")
        return cls(passes + 1, trials - passes + 1, 0.0, scale, tailed=True)

    def below(self, x: float) -> float:
        """The chance of a performance up to x."""
        return float(special().betainc(self.a, self.b, self._share(x)))

    def above(self, x: float) -> float:
        """The chance of a performance from x on."""
        # From the other end, so that a share close to 1 keeps its digits.
        rest = (self.high - x) / (self.high - self.low)
        return float(special().betainc(self.b, self.a, min(max(rest, 0.0), 1.0)))

    def _share(self, x: float) -> float:
        """How far a performance lies from low to high."""
        return min(max((x - self.low) / (self.high - self.low), 0.0), 1.0)

    def at(self, q: Floats, *, upper: bool = False) -> Floats:
        """The performances with the chance q below them, or above them."""
        inverse = special().betainccinv if upper else special().betaincinv
        t = inverse(self.a, self.b, np.maximum(q, LEAST))
        x: Floats = np.minimum(self.low + (self.high - self.low) * t, self.high)
        return x

    def drawn(self, q: Floats, *, upper: bool = False) -> Floats:
        """The same as ``at``, some 50 times as fast, from a table over standard normal scores; error in q below 1e-10.

        Over the score the performance is smooth, ends included, so cubics on 2048 equal steps lose no more than that.
        """
        z: Floats = special().ndtri(q)
        z *= (-1 if upper else 1) * STEPS / (2 * SPAN)
        z += STEPS / 2
        np.clip(z, 0, math.nextafter(STEPS, 0), out=z)
        step = z.astype(np.intp)
        z -= step
        cubics = _cubics(self.a, self.b)
        x: Floats = cubics[3].take(step)
        for power in (2, 1, 0):
            x *= z
            x += cubics[power].take(step)
        x *= self.high - self.low
        x += self.low
        return x

    def log_density(self, x: Floats) -> Floats:
        """Logarithm of the density, up to a constant; taken from the mean, so that large shapes cancel no digits."""
        middle = self.a / (self.a + self.b)
        off = (x - self.low) / (self.high - self.low) - middle
        density: Floats = special().xlog1py(self.a - 1, off / middle)
        density += special().xlog1py(self.b - 1, -off / (1 - middle))
        return density

    def expected(self, curve: Shape, low: float, high: float) -> float:
        """Expected points between two ends: closed form on straight curves, else by quadrature.

        Where the closed form would lose digits (a belief wider than a piece, a rare range) quadrature serves, too; its
        error is below 1e-10.
        """
        total = self.a + self.b
        sd = (self.high - self.low) * math.sqrt(self.a / total * (self.b / total) / (total + 1))
        wide = least_step(curve, low, high) >= WIDE * sd and total <= LARGE
        if curve.straight and wide and chance(self, low, high) >= COMMON:
            return by_partials(self, curve, low, high, self._tilt)
        return by_panels(self, curve, low, high)

    def _tilt(self, a: float, b: float) -> float:
        """E[(X - a) / (b - a); a < X < b], from the partial expectation of the beta.

        The integral of t f(t) is the mean times the chance less the change of t (1 - t) f(t) / (a + b).
        """
        start, end = self._share(a), self._share(b)
        moment = (self.a / (self.a + self.b) - start) * chance(self, a, b) - (self._edge(end) - self._edge(start))
        return moment / (end - start)

    def _edge(self, t: float) -> float:
        """The density at t, times t (1 - t) / (a + b)."""
        logarithm = special().xlogy(self.a, t) + special().xlog1py(self.b, -t) - special().betaln(self.a, self.b)
        return math.exp(logarithm) / (self.a + self.b)


def beta_quantiles(a: float, b: float, q: Floats) -> Floats:
    """Shares from 0 to 1 with the chances q below them, for any positive shapes; fast where both are 1 or more."""
    if min(a, b) >= 1:
        return np.clip(Beta(a, b).drawn(q), 0, 1)
    return np.asarray(special().betaincinv(a, b, q), dtype=np.float64)


@lru_cache(maxsize=256)  # 64 KB each
def _cubics(a: float, b: float) -> Floats:
    """For each step of score, the cubic through the shares and their slopes at its ends; shape (4 powers, steps)."""
    z = np.linspace(-SPAN, SPAN, STEPS + 1)
    # Each half is counted from its own end; half of the inverses, which are slow, are enough.
    t = special().betaincinv(a, b, special().ndtr(z[z < 0]))
    rest = special().betaincinv(b, a, special().ndtr(-z[z >= 0]))
    t, rest = np.concatenate([t, 1 - rest]), np.concatenate([1 - t, rest])
    # The slope dt/dz is the normal density over that of the beta.
    logarithm = special().betaln(a, b) - z**2 / 2 - special().xlogy(a - 1, t) - special().xlogy(b - 1, rest)
    slope = np.exp(logarithm) * (2 * SPAN / STEPS / math.sqrt(2 * math.pi))
    rise = np.diff(t)
    start, end = slope[:-1], slope[1:]
    return np.array([t[:-1], start, 3 * rise - 2 * start - end, start + end - 2 * rise])
