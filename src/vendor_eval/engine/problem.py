"""Everything that a simulation needs of a decision, as numbers."""

from dataclasses import dataclass

from vendor_eval.engine.cells import Cell
from vendor_eval.engine.methods.method import Method
from vendor_eval.engine.tests import Interval, Members
from vendor_eval.engine.weights import PointWeights, Weights

__all__ = ["OpenTest", "Problem"]


@dataclass(frozen=True, slots=True)
class OpenTest:
    """A requirement of which only the draw decides whether a vendor meets it.

    Parameters
    ----------
    vendor
        The number of the vendor in the problem.
    criterion
        The key of the criterion, weighted or not.
    must
        A must takes the rank when it is failed; a should counts as a weakness.
    cell
        What is known of the performance.
    condition
        What the requirement asks of the drawn performance; of its points where the performance is unknown.
    chance
        The stated chance that the requirement is met, if there is one; it replaces the condition.
    """

    vendor: int
    criterion: str
    must: bool
    cell: Cell
    condition: Interval | Members | None = None
    chance: float | None = None

    def __post_init__(self) -> None:
        """Refuse a test that cannot be decided."""
        if self.condition is None and self.chance is None:
            raise ValueError(f"The test of {self.criterion!r} needs a condition or a chance.")
        if self.chance is not None and not 0 <= self.chance <= 1:
            raise ValueError(f"The chance to meet {self.criterion!r} must lie between 0 and 1, not {self.chance}.")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is drawn and judged: vendors, criteria, what is known, and what takes a vendor's rank.

    Parameters
    ----------
    vendors, criteria
        The keys, each once; only criteria with a weight.
    cells
        What is known, one row a vendor, one column a criterion.
    weights
        The weights, in the order of the criteria.
    tests
        The requirements that are open.
    excluded
        For each vendor, whether it is insufficient whatever is drawn; none if left out.
    weak
        For each vendor, how many shoulds it has failed already; none if left out.
    max_weaknesses
        How many failed shoulds are too many by one, if there is such a rule.
    minimum_value
        The overall value that a sufficient vendor reaches, if there is such a rule; always the weighted sum of points.
    method
        By which scores vendors are ranked, among those with a rank in the draw; None for the overall value, which is
        the weighted sum of points.
    """

    vendors: tuple[str, ...]
    criteria: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]
    weights: Weights
    tests: tuple[OpenTest, ...] = ()
    excluded: tuple[bool, ...] = ()
    weak: tuple[int, ...] = ()
    max_weaknesses: int | None = None
    minimum_value: float | None = None
    method: Method | None = None

    def __post_init__(self) -> None:
        """Fill in what was left out and refuse parts that do not fit together."""
        m, n = len(self.vendors), len(self.criteria)
        object.__setattr__(self, "excluded", self.excluded or (False,) * m)
        object.__setattr__(self, "weak", self.weak or (0,) * m)
        if not m or not n or len(set(self.vendors)) < m or len(set(self.criteria)) < n:
            raise ValueError(f"Vendors and criteria must be named once each: {self.vendors}, {self.criteria}.")
        if len(self.cells) != m or any(len(row) != n for row in self.cells):
            raise ValueError(f"Cells must have {m} rows of {n}, one a vendor, one a criterion.")
        if len(self.excluded) != m or len(self.weak) != m:
            raise ValueError(f"Excluded and weak need one entry for each of {m} vendors.")
        named = self.criteria if isinstance(self.weights, PointWeights) else self.weights.criteria
        if len(self.weights) != n or named != self.criteria:
            raise ValueError(f"Weights must be those of the criteria {self.criteria}, in their order.")
        if any(not 0 <= test.vendor < m for test in self.tests):
            raise ValueError(f"A test names a vendor that is not among {m}.")
