"""TOPSIS: near to the ideal vendor, far from its opposite."""

from dataclasses import dataclass
from typing import ClassVar, Literal, get_args

import numpy as np

from vendor_eval.engine.arrays import Floats
from vendor_eval.engine.methods.bounds import Bounds, bounds_of, check_bounds, on_scale
from vendor_eval.engine.methods.inputs import Performances
from vendor_eval.engine.methods.method import UNIT_TIE, Kernel, Method
from vendor_eval.engine.methods.normalisation import Normalisation, check_normalisation, normalised
from vendor_eval.engine.methods.tables import Table
from vendor_eval.errors import OptionError

__all__ = ["TOPSIS"]

Distance = Literal["euclidean", "manhattan", "chebyshev"]


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
        table = Table.of(performances, lambda j: self._distances(performances, j))
        if self.distance == "chebyshev":
            return lambda weights: _farther(*table.maxima(weights))
        if self.distance == "manhattan":
            return lambda weights: table.combined(weights, _closeness)
        # sum_j (w_j d_j)² = sum_j w_j² d_j²: squared weights times a table of squares that does not depend on them.
        return lambda weights: table.combined(np.square(weights), _closeness_of_squares)

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


def _farther(best: Floats, worst: Floats) -> Floats:
    _closeness(best, worst)
    return best


def _closeness_of_squares(best: Floats, worst: Floats) -> None:
    """Turn the squared distances to the best into closeness, in place."""
    _closeness(best, worst, squared=True)


def _closeness(best: Floats, worst: Floats, *, squared: bool = False) -> None:
    """Turn distances to the best into closeness, in place: worst / (best + worst) = 1 / (1 + best / worst)."""
    undecided = (best == 0) & (worst == 0) if worst.min() == 0 else None
    with np.errstate(divide="ignore", invalid="ignore"):
        np.divide(best, worst, out=best)
    if squared:
        np.sqrt(best, out=best)
    best += 1
    np.divide(1, best, out=best)
    if undecided is not None:
        best[undecided] = 0.5
