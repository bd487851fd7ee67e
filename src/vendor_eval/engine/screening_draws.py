"""The totals of a vendor of whom not everything is known, in some draws of a block."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from vendor_eval.engine.additive import add_contribution
from vendor_eval.engine.arrays import Bools, Floats, Integers
from vendor_eval.engine.cells import Cell
from vendor_eval.engine.problem import OpenTest
from vendor_eval.engine.streams import stream

__all__ = ["BlockDraws", "Doubt"]


@dataclass(frozen=True, slots=True)
class Doubt:
    """What only a draw decides about one vendor.

    Parameters
    ----------
    vendor
        Its key.
    cells
        What is known of the performances that are not exact, by criterion.
    tests
        The requirements that are open.
    spare
        How many more shoulds it may fail; None where that is not counted.
    """

    vendor: str
    cells: Mapping[str, Cell]
    tests: tuple[OpenTest, ...]
    spare: int | None


@dataclass(frozen=True, slots=True, eq=False)
class BlockDraws:
    """One block of draws.

    Parameters
    ----------
    criteria
        The keys of the criteria, in their order.
    weights
        Shape (criteria, size), or (criteria, 1) where they never change.
    """

    criteria: tuple[str, ...]
    weights: Floats
    seed: int
    block: int
    size: int

    def totals(self, doubt: Doubt, points: Floats, columns: Integers) -> Floats:
        """Overall values of a vendor in some draws, -inf where open requirements take its rank; shape (columns,).

        The numbers drawn, and the order of the sums, are those of ``simulate``.

        Parameters
        ----------
        points
            Its points, as far as they are exact; shape (criteria,).
        columns
            The draws, in rising order.
        """
        weights = self.weights if self.weights.shape[1] == 1 else self.weights[:, columns]
        overall = np.zeros(len(columns))
        scratch = np.empty_like(overall)
        for criterion, exact, weight in zip(self.criteria, points.tolist(), weights, strict=True):
            cell = doubt.cells.get(criterion)
            drawn = exact if cell is None else cell.points(self._u(columns, "performance", doubt.vendor, criterion))
            add_contribution(overall, drawn, weight, scratch)
        overall[~self._sufficient(doubt, columns)] = -np.inf
        return overall

    def _sufficient(self, doubt: Doubt, columns: Integers) -> Bools:
        """Whether the open requirements leave a vendor its rank, shape (columns,)."""
        sufficient = np.ones(len(columns), dtype=np.bool_)
        failed = np.zeros(len(columns), dtype=np.int16)
        for test in doubt.tests:
            met = self._met(test, doubt.vendor, columns)
            if test.must:
                sufficient &= met
            else:
                failed += ~met
        return sufficient if doubt.spare is None else sufficient & (failed <= doubt.spare)

    def _met(self, test: OpenTest, vendor: str, columns: Integers) -> Bools:
        """Whether a requirement is met, shape (columns,)."""
        if test.chance is not None:
            by_chance: Bools = self._u(columns, "met", vendor, test.criterion) < test.chance
            return by_chance
        if test.condition is None:
            raise ValueError(f"The test of {test.criterion!r} needs a condition or a chance.")
        return test.condition.met(test.cell.draw(self._u(columns, "performance", vendor, test.criterion))[0])

    def _u(self, columns: Integers, *keys: str) -> Floats:
        """The numbers from [0, 1) of a stream in some draws, shape (columns,)."""
        return stream(self.seed, self.block, *keys).random(int(columns[-1]) + 1)[columns]
