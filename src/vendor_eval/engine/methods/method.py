"""What every method is: a small frozen object that turns values and weights into scores."""

import math
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import fields
from typing import ClassVar

from vendor_eval.engine.arrays import Bools, Floats
from vendor_eval.engine.keyed import Keyed
from vendor_eval.engine.methods.inputs import Performances, checked_weights
from vendor_eval.engine.places import TIE
from vendor_eval.errors import OptionError

__all__ = ["POINTS_TIE", "UNIT_TIE", "Kernel", "Method"]

POINTS_TIE = 1e-9  # points: the tie rule of methods whose scores are points
UNIT_TIE = 1e-11  # the same share of the scale where scores run from 0 to 1, or from -1 to 1

Kernel = Callable[[Floats], Floats]


class Method(ABC):
    """A way to turn values and weights into one score a vendor, in many draws at once.

    A method is a frozen dataclass of its options; two with the same options are equal. Scores are always bigger for
    better vendors: a method whose index is better when it is small returns its negative.

    Attributes
    ----------
    key
        The short name, as in ``METHODS``.
    label
        The name that people know.
    needs_positive
        Whether it refuses negative numbers and, among costs, 0. Points from 0 to 100 suit every method.
    tie
        Scores closer than this are one score. Ranks allow ``ranks.TIE``, so whoever ranks scores multiplies them by
        ``ranks.TIE / tie`` where the two differ.
    """

    __slots__ = ()

    key: ClassVar[str]
    label: ClassVar[str]
    needs_positive: ClassVar[bool] = False
    tie: float

    def __post_init__(self) -> None:
        """Refuse a tie rule that is none."""
        if not 0 < self.tie < math.inf:
            raise OptionError(f"tie must be a finite number above 0, not {self.tie!r}.")

    @property
    def name(self) -> str:
        """The key with every option that decides a score, and the tie rule; two methods of one name agree."""
        options = {option.name: getattr(self, option.name) for option in fields(self)}  # type: ignore[arg-type]
        said = [f"{name}={_said(value)}" for name, value in options.items() if value is not None]
        return f"{self.key}({', '.join(said)})"

    def scores(self, values: Floats, weights: Floats, *, costs: Bools | None = None) -> Floats:
        """The score of each vendor in each draw; bigger is better.

        Parameters
        ----------
        values
            Points or performances, shape (criteria, vendors, draws) or (criteria, vendors, 1).
        weights
            Weights, none negative, shape (criteria, draws) or (criteria, 1). They count in proportion, so a draw
            whose weights do not sum to 1 is divided by its sum.
        costs
            For each criterion whether less is better; nowhere, if left out.

        Returns
        -------
        Scores, shape (vendors, draws), or (vendors, 1) if neither changes from draw to draw.

        Raises
        ------
        ValueError
            If the method cannot take the numbers; it names the first criterion in the way.
        """
        return self._run(values, costs, kept=weights.ndim == 2 and weights.shape[1] > 1)(weights)

    def kernel(self, values: Floats, *, costs: Bools | None = None) -> Kernel:
        """The same scores as a function of the weights alone, prepared once for many blocks of draws.

        Whatever does not depend on the weights is computed here, so that ranking ever more draws of fixed values costs
        little more than a matrix product a block. ``scores`` is this followed by one call.
        """
        return self._run(values, costs, kept=True)

    def keyed(self, values: Floats) -> Keyed:
        """The same scores in two steps, multiplied so that the tie rule of ranks applies: for the first of many.

        Parameters
        ----------
        values
            Points, shape (criteria, vendors, 1).
        """
        performances = self._performances(values, None, kept=True)
        keyed, scale = self._keyed(performances), TIE / self.tie
        return Keyed(
            lambda weights: keyed.keys(checked_weights(weights, performances)),
            lambda keys: keyed.scores(keys) * scale,
            lambda scores: keyed.inverse(scores / scale),
        )

    def _run(self, values: Floats, costs: Bools | None, *, kept: bool) -> Kernel:
        performances = self._performances(values, costs, kept=kept)
        prepared = self._prepared(performances)
        return lambda weights: prepared(checked_weights(weights, performances))

    def _performances(self, values: Floats, costs: Bools | None, *, kept: bool) -> Performances:
        return Performances.of(values, costs, label=self.label, positive=self.needs_positive, kept=kept)

    @abstractmethod
    def _prepared(self, performances: Performances) -> Kernel:
        """The scores as a function of weights that are known to be right."""

    def _keyed(self, performances: Performances) -> Keyed:
        """The same in two steps, before any scale; one step where nothing is cheaper than the score itself."""
        return Keyed(self._prepared(performances), _same, _same)


def _same(numbers: Floats) -> Floats:
    return numbers


def _said(value: object) -> str:
    """An option as it stands in a name, without the marks of Python."""
    if isinstance(value, tuple):
        return f"[{' '.join(_said(part) for part in value)}]"
    return f"{value:g}" if isinstance(value, float) else str(value).lower()
