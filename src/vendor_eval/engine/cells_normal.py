"""A performance that scatters around a mean, near it more often than far from it."""

import math
from dataclasses import dataclass
from typing import ClassVar

from vendor_eval.engine.arrays import Floats
from vendor_eval.engine.cells_law import chance
from vendor_eval.engine.cells_means import by_panels, by_partials, least_step
from vendor_eval.engine.cells_special import special
from vendor_eval.engine.curves import Exponential
from vendor_eval.engine.curves_shape import Shape

__all__ = ["Normal"]

WIDE = 0.01  # of the standard deviation: on a shorter piece the partial expectation loses digits
COMMON = 1e-3  # below this chance of the whole range the same happens
BENT = 0.01  # below this bend an exponential curve is too straight for its closed formula


@dataclass(frozen=True, slots=True)
class Normal:
    """The normal distribution.

    Parameters
    ----------
    mean, sd
        The mean and the standard deviation, in the unit of the criterion.
    """

    mean: float
    sd: float
    tailed: ClassVar[bool] = True
    low: ClassVar[float] = -math.inf
    high: ClassVar[float] = math.inf

    def __post_init__(self) -> None:
        """Refuse a mean without limit and a standard deviation that is not positive."""
        if not (math.isfinite(self.mean) and 0 < self.sd < math.inf):
            raise ValueError(f"A normal needs a finite mean and a positive sd, not {self.mean} and {self.sd}.")

    def below(self, x: float) -> float:
        """The chance of a performance up to x."""
        return float(special().ndtr(self._standard(x)))

    def above(self, x: float) -> float:
        """The chance of a performance from x on."""
        return float(special().ndtr(-self._standard(x)))

    def _standard(self, x: float) -> float:
        return (x - self.mean) / self.sd

    def at(self, q: Floats, *, upper: bool = False) -> Floats:
        """The performances with the chance q below them, or above them."""
        z: Floats = special().ndtri(q)
        return self.mean + (-self.sd if upper else self.sd) * z

    def drawn(self, q: Floats, *, upper: bool = False) -> Floats:
        """The same as ``at``, which is fast."""
        return self.at(q, upper=upper)

    def log_density(self, x: Floats) -> Floats:
        """Logarithm of the density, up to a constant."""
        density: Floats = -(((x - self.mean) / self.sd) ** 2) / 2
        return density

    def expected(self, curve: Shape, low: float, high: float) -> float:
        """Expected points between two ends: closed form on straight and exponential curves, else by quadrature.

        Where the closed form would lose digits (a belief far wider than a piece, a rare range) quadrature serves, too;
        its error is below 1e-10.
        """
        bent = isinstance(curve, Exponential) and abs(curve.curvature) >= BENT
        common = chance(self, low, high) >= COMMON
        if not (common and least_step(curve, low, high) >= WIDE * self.sd) or not (curve.straight or bent):
            return by_panels(self, curve, low, high)
        if isinstance(curve, Exponential) and bent:
            return by_partials(self, curve, low, high, lambda a, b: self._bent(a, b, curve.bend(a, b)))
        return by_partials(self, curve, low, high, self._tilt)

    def _tilt(self, a: float, b: float) -> float:
        """E[(X - a) / (b - a); a < X < b], from the partial expectation of the normal."""
        start, end = self._standard(a), self._standard(b)
        return (_bell(start) - _bell(end) - start * chance(self, a, b)) / (end - start)

    def _bent(self, a: float, b: float, bend: float) -> float:
        """E[g; a < X < b], g = (1 - exp(-K s)) / (1 - exp(-K)), s = (X - a) / (b - a), for a bend K of either sign."""
        start, end = self._standard(a), self._standard(b)
        if bend > 0:
            return (chance(self, a, b) - _discounted(start, end, bend)) / -math.expm1(-bend)
        # Seen in the mirror, g runs from 1 to 0 and bends the other way.
        mass = chance(self, a, b)
        return mass - (mass - _discounted(-end, -start, -bend)) / -math.expm1(bend)


def _bell(z: float) -> float:
    """Density of the standard normal."""
    return math.exp(-z * z / 2) / math.sqrt(2 * math.pi)


def _discounted(start: float, end: float, bend: float) -> float:
    """E[exp(-K s); start < Z < end] for a standard normal Z, with s = (Z - start) / (end - start) and K > 0.

    Completing the square, exp(-K s) times the density at z is the density at z + k times a constant, k = K / (end -
    start): a difference of two tails. Each tail is density times Mills' ratio, so nothing overflows.
    """
    k = bend / (end - start)
    near, far = start + k, end + k
    if near < 0 < far:
        factor = math.exp(k * (start + k / 2))
        return factor * float(special().ndtr(far) - special().ndtr(near))
    first, last = _bell(start), math.exp(-bend) * _bell(end)
    return first * _mills(near) - last * _mills(far) if near >= 0 else last * _mills(-far) - first * _mills(-near)


def _mills(z: float) -> float:
    """Mills' ratio: the tail from z on, as a multiple of the density at z."""
    return math.sqrt(math.pi / 2) * float(special().erfcx(z / math.sqrt(2)))
