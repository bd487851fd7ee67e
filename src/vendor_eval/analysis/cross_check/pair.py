"""Two vendors that a method orders differently from the weighted sum, and why it does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from vendor_eval.analysis.cross_check.table import Table
from vendor_eval.analysis.wording import points
from vendor_eval.decision.document import Decision
from vendor_eval.engine.arrays import Floats

__all__ = ["UNEXPLAINED", "Cause", "Kind", "Pair"]

Kind = Literal[
    "dominance", "scale", "regret", "distance", "average", "counting", "rivals", "veto", "product", "unexplained"
]


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a method turns two vendors round: the kind, the criterion that carries most of it, and a sentence."""

    kind: Kind
    criterion: str | None = None
    text: str = ""


UNEXPLAINED = Cause("unexplained")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two vendors of a table: one that the weighted sum puts ahead of the other."""

    decision: Decision
    table: Table
    ahead: int
    behind: int

    @property
    def vendor(self) -> str:
        """The name of the vendor that the weighted sum puts ahead."""
        return self.name(self.ahead)

    @property
    def over(self) -> str:
        """The name of the other."""
        return self.name(self.behind)

    @property
    def differences(self) -> Floats:
        """By how many points the first is ahead on each criterion, shape (criteria,)."""
        difference: Floats = self.table.points[self.ahead] - self.table.points[self.behind]
        return difference

    @property
    def gap(self) -> float:
        """By how many points the first is ahead by the weighted sum."""
        return float(self.differences @ self.table.weights)

    @property
    def dominated(self) -> bool:
        """Whether the first is at least as good on every criterion that counts, and better on one."""
        counting = self.differences[self.table.weights > 0]
        return bool((counting >= 0).all() and (counting > 0).any())

    def name(self, index: int) -> str:
        """Return the name of a vendor of the table."""
        return self.decision.vendor_name(self.table.vendors[index])

    def criterion(self, j: int) -> str:
        """Return the name of a criterion of the table."""
        return self.decision.criterion_name(self.table.criteria[j])

    def said(self, index: int, j: int) -> str:
        """Return a vendor's points on a criterion, as text."""
        return points(self.table.points[index, j])

    def cause(self, kind: Kind, j: int, text: str) -> Cause:
        """Return a cause that one criterion carries most of."""
        return Cause(kind, self.table.criteria[j], text)
