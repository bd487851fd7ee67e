"""Weights from answers to "how many times as important is this as that?" (the analytic hierarchy process)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from vendor_eval.engine.arrays import Bools, Floats

__all__ = ["Pairwise"]

RECIPROCAL = 1e-6  # relative: two answers on one pair may differ by the rounding of a long decimal, by no more


@dataclass(frozen=True, slots=True, eq=False)
class Pairwise:
    """A table of comparisons, row against column; what is missing is NaN.

    An answer given one way only is turned round for the other way. Nothing else is changed: inconsistent answers stay
    as they are.

    Parameters
    ----------
    items
        What is compared, each once.
    ratios
        How many times as important the row is as the column, shape (items, items).

    Examples
    --------
    >>> answers = Pairwise.of(("fit", "price", "risk"), {("fit", "price"): 2, ("price", "risk"): 3})
    >>> answers.geometric_means().round(4).tolist()
    [0.6, 0.3, 0.1]
    """

    items: tuple[str, ...]
    ratios: Floats

    def __post_init__(self) -> None:
        """Refuse answers that are no positive numbers or contradict themselves, and parts that nothing joins."""
        n = len(self.items)
        ratios = np.array(self.ratios, dtype=np.float64)
        if not n or len(set(self.items)) < n or ratios.shape != (n, n):
            raise ValueError(f"Comparisons of {n} items, each named once, need {n} rows of {n}, not {ratios.shape}.")
        known = ~np.isnan(ratios)
        if not (np.isfinite(ratios[known]) & (ratios[known] > 0)).all():
            raise ValueError("Comparisons must be positive finite numbers.")
        ratios = np.where(known, ratios, 1 / ratios.T)
        np.fill_diagonal(ratios, np.where(known.diagonal(), ratios.diagonal(), 1))
        self._refuse_contradictions(ratios)
        ratios.setflags(write=False)
        object.__setattr__(self, "ratios", ratios)
        parts = self._parts()
        if len(parts) > 1:
            named = " | ".join(", ".join(part) for part in parts)
            raise ValueError(f"No comparison joins these parts: {named}. Add one between each part and the next.")

    @classmethod
    def of(cls, items: Sequence[str], answers: dict[tuple[str, str], float]) -> "Pairwise":
        """Comparisons from single answers, each keyed by the pair it is about."""
        ratios = np.full((len(items), len(items)), np.nan)
        place = {item: i for i, item in enumerate(items)}
        for pair, ratio in answers.items():
            if not set(pair) <= set(place):
                raise ValueError(f"The answer on {pair} is about something that is not compared.")
            ratios[place[pair[0]], place[pair[1]]] = ratio
        return cls(tuple(items), ratios)

    def __len__(self) -> int:
        """The number of items."""
        return len(self.items)

    @property
    def known(self) -> Bools:
        """Which pairs are compared, shape (items, items)."""
        return ~np.isnan(self.ratios)

    @property
    def complete(self) -> bool:
        """Whether every pair is compared."""
        return bool(self.known.all())

    def eigenvector(self) -> Floats:
        """Priorities by the principal eigenvector, adding up to 1 (Saaty 1980); every pair must be compared."""
        return self._principal()[0]

    def lambda_max(self) -> float:
        """The principal eigenvalue: the number of items if all answers agree, more if not."""
        return self._principal()[1]

    def geometric_means(self) -> Floats:
        """Priorities by least squares on the logarithms, adding up to 1.

        They are the geometric means of the rows where every pair is compared (Crawford and Williams 1985); missing
        answers are left out of the sum of squares (Bozoki, Fulop and Ronyai 2010).
        """
        known = self.known & ~np.eye(len(self), dtype=np.bool_)
        logs = np.log(self.ratios, out=np.zeros_like(self.ratios), where=known)
        laplacian = np.diag(known.sum(axis=1)) - known
        # One log stays free: asking that all add up to 0 settles it and changes no priority.
        logs_of_priorities = np.linalg.solve(laplacian + 1 / len(self), logs.sum(axis=1))
        priorities: Floats = np.exp(logs_of_priorities - logs_of_priorities.max())
        priorities /= priorities.sum()
        return priorities

    def _principal(self) -> tuple[Floats, float]:
        if not self.complete:
            i, j = np.argwhere(~self.known)[0]
            raise ValueError(
                f"The eigenvector needs every comparison; {self.items[i]} and {self.items[j]} are not compared."
                " Geometric means do without."
            )
        values, vectors = np.linalg.eig(self.ratios)
        largest = int(np.argmax(values.real))
        vector = np.abs(vectors[:, largest].real)
        return vector / vector.sum(), float(values[largest].real)

    def _refuse_contradictions(self, ratios: Floats) -> None:
        for i, j in np.argwhere(np.abs(ratios * ratios.T - 1) > RECIPROCAL):
            raise ValueError(
                f"{self.items[i]} against {self.items[j]} is {ratios[i, j]:g}, turned round {ratios[j, i]:g}: "
                "one must be 1 divided by the other. Give one of the two."
            )

    def _parts(self) -> list[list[str]]:
        """The items, those joined by comparisons together."""
        reached = self.known
        for _ in range(len(self).bit_length()):  # each round doubles the length of the paths
            reached = reached @ reached
        return [[self.items[j] for j in np.flatnonzero(row)] for i, row in enumerate(reached) if not row[:i].any()]
