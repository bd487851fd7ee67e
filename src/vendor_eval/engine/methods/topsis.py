"""TOPSIS: near to the ideal vendor, far from its opposite."""

from dataclasses import dataclass
from typing import ClassVar, Literal, get_args

import numpy as np

from vendor_eval.engine.arrays import Floats
from vendor_eval.engine.keyed import Keyed
from vendor_eval.engine.methods.bounds import Bounds, bounds_of, check_bounds, on_scale
from vendor_eval.engine.methods.inputs import Performances
from vendor_eval.engine.methods.method import UNIT_TIE, Kernel, Method
from vendor_eval.engine.methods.normalisation import Normalisation, check_normalisation, normalised
from vendor_eval.engine.methods.tables import Combine, Table
from vendor_eval.errors import OptionError

__all__ = ["TOPSIS"]

Distance = Literal["euclidean", "manhattan", "chebyshev"]
SMALLEST = 1e-200  # of sums of squared distances: no part of what is larger is rounded to 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TOPSIS(Method):
    """Scores each vendor by how near it is to the best of every column and how far from the worst of every column.

    ``score = d_worst / (d_best + d_worst)``, between 0 and 1, with distances over weighted normalised columns (Hwang
    and Yoon 1981). A vendor that is best on every criterion with a weight has 1, worst on every one 0; where all are
    equal, 1/2. The textbook takes vector normalisation; pymcdm and pyrepo take min-max unless told otherwise, and
    scikit-criteria none, which can give another winner on the same table.

    The best and worst of the candidates move when one joins or leaves. ``ideals`` fixes them, and with them the scale,
    so that no vendor's score depends on another's.

    Parameters
    ----------
    normalisation
        How columns are brought to one scale; ``none`` takes them as they are.
    distance
        ``euclidean``, ``manhattan`` (sum of differences) or ``chebyshev`` (largest difference), after weighting.
    ideals
        The lowest and highest level of the scale as (low, high), or one such pair a criterion: distances are then
        measured to them, in parts of that range. Needs the normalisation ``none``.

    Examples
    --------
    >>> points = np.array([[[50.0], [80.0]], [[100.0], [20.0]]])
    >>> TOPSIS(normalisation="none", ideals=(0, 100)).scores(points, np.array([[0.5], [0.5]]))[:, 0].round(4)
    array([0.691, 0.5  ])
    """

    key: ClassVar[str] = "topsis"
    label: ClassVar[str] = "TOPSIS"

    normalisation: Normalisation = "vector"
    distance: Distance = "euclidean"
    ideals: Bounds | None = None
    tie: float = UNIT_TIE

    def __post_init__(self) -> None:
        """Refuse options that are not offered or do not go together."""
        Method.__post_init__(self)
        check_normalisation(self.normalisation)
        if self.distance not in get_args(Distance):
            raise OptionError.of("distance", self.distance, get_args(Distance))
        if self.ideals is not None:
            check_bounds("ideals", self.ideals)
            if self.normalisation != "none":
                raise OptionError(f"normalisation must be 'none' beside fixed ideals, not '{self.normalisation}'.")

    def _prepared(self, performances: Performances) -> Kernel:
        if self.distance == "chebyshev":
            table = Table.of(performances, lambda j: self._distances(performances, j))
            return lambda weights: self._farthest(*table.maxima(weights))
        return self._nearness(performances, self._close, neither=0.5)

    def _keyed(self, performances: Performances) -> Keyed:
        if self.distance == "chebyshev":
            return Method._keyed(self, performances)
        return Keyed(self._nearness(performances, _ratios, neither=-1), self._closeness, self._key_of)

    def _distances(self, performances: Performances, j: int) -> tuple[Floats, Floats]:
        """Distance of each vendor to the best and to the worst of a criterion, squared if they are added as squares."""
        if self.ideals is None:
            part = normalised(performances, j, self.normalisation)
            best, worst = part.max(axis=0) - part, part - part.min(axis=0)
        else:
            worst = on_scale(performances, j, bounds_of(self.ideals, performances))
            best = 1 - worst
        if self.distance == "euclidean":
            return np.square(best, out=best), np.square(worst, out=worst)
        return best, worst

    def _nearness(self, performances: Performances, combine: Combine, *, neither: float) -> Kernel:
        """What is made of the distances of each vendor in each draw, and of vendors at no distance to either ideal.

        Distances to the best are negative, so that more is better.
        """

        def parts(some: Performances, j: int) -> tuple[Floats, Floats]:
            best, worst = self._distances(some, j)
            return np.negative(best, out=best), worst

        if self.ideals is None:
            table = Table.alike(performances, parts)
        else:  # which may differ by criterion
            table = Table.of(performances, lambda j: parts(performances, j))
        # The two distances of a criterion add up to its range for all vendors alike, their squares to half its square
        # or more. So no vendor is at both ideals in a draw that gives weight to a criterion with a range.
        ranges = None
        if performances.kept and table.kept is not None:  # worth knowing where many draws follow
            best, worst = table.kept
            ranges = (worst - best).max(axis=1)

        def kernel(weights: Floats) -> Floats:
            # sum_j (w_j d_j)² = sum_j w_j² d_j²: squared weights times a table of squares that does not depend on them.
            powers = np.square(weights) if self.distance == "euclidean" else weights
            with np.errstate(divide="ignore", invalid="ignore"):
                found = table.combined(powers, combine)
            if ranges is None or (ranges @ powers).min() < SMALLEST:
                found[np.isnan(found)] = neither
            return found

        return kernel

    def _farthest(self, best: Floats, worst: Floats) -> Floats:
        """Closeness by largest distances."""
        with np.errstate(divide="ignore", invalid="ignore"):
            self._close(np.negative(best, out=best), worst)
        best[np.isnan(best)] = 0.5
        return best

    def _close(self, best: Floats, worst: Floats) -> None:
        """Turn distances to the best into closeness, in place."""
        _ratios(best, worst)
        self._closeness(best, out=best)

    def _closeness(self, keys: Floats, out: Floats | None = None) -> Floats:
        """The closeness that a key stands for: worst / (best + worst) = 1 / (1 + best / worst)."""
        if self.distance == "euclidean":
            ratios = np.negative(keys, out=out)
            np.sqrt(ratios, out=ratios)
            ratios += 1
        else:
            ratios = np.subtract(1, keys, out=out)
        return np.divide(1, ratios, out=ratios)

    def _key_of(self, closeness: Floats) -> Floats:
        """The key that stands for a closeness; -inf of what lies below all."""
        with np.errstate(divide="ignore"):
            ratios = 1 / np.maximum(closeness, 0) - 1
        return -np.square(ratios) if self.distance == "euclidean" else -ratios


def _ratios(best: Floats, worst: Floats) -> None:
    """Turn distances to the best, negative, into keys, in place: parts of the distance to the worst."""
    np.divide(best, worst, out=best)
