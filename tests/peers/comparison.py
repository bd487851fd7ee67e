"""Comparing our scores with those of another library on many tables."""

import warnings
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from peers.tables import Table
from vendor_eval.engine.methods import Method

__all__ = ["FLOWS", "RELATIVE", "SHORTFALLS", "SIDES", "Comparison", "Outcome", "compare"]

RELATIVE = 1e-10  # of each score; of scores that are differences, of the largest in the table
LEAST = 1e-5  # of a scale of 1: differences of numbers of that size are known to 1e-16, so to RELATIVE from here

# What is subtracted by the methods whose scores may cancel; all others are compared score by score.
FLOWS = "what speaks for a vendor less what speaks against it"  # PROMETHEE II, ELECTRE III
SHORTFALLS = "1 less the share of the largest shortfall from the average"  # EDAS
SIDES = "benefits less costs"  # MOORA


@dataclass(frozen=True)
class Comparison:
    """One of our methods, with its options, and the same by another library."""

    name: str
    method: Method | Callable[[Table], Method]
    peer: Callable[[Table], np.ndarray]
    """Its scores, bigger for better, on the scale of ours."""
    apart: Callable[[Table], str | None] = lambda table: None
    """Why the other library has no answer for a table, or another than ours."""
    cancels: str = ""
    """What is subtracted, where a score is a difference of numbers up to 1 and may be next to nothing.

    The last digit of 1 is 1e-16, so two ways to add up differ by about as much, and a difference of 1e-9 that they
    leave agrees to 7 digits at best, however right both are. Such scores are compared on the scale of their table: the
    largest of it, and at least ``LEAST``.
    """

    def method_for(self, table):
        return self.method if isinstance(self.method, Method) else self.method(table)

    def difference(self, ours, theirs):
        """The largest difference of two scores, as a part of theirs; infinite where only theirs is 0 or missing."""
        apart, sizes = np.abs(ours - theirs), np.abs(theirs)
        if self.cancels:
            sizes = np.full_like(sizes, max(sizes.max(), LEAST))
        parts = np.divide(apart, sizes, out=np.where(apart == 0, 0.0, np.inf), where=sizes > 0)
        return np.inf if np.isnan(parts).any() else parts.max()


@dataclass
class Outcome:
    """What came of a comparison."""

    compared: int = 0
    apart: Counter = field(default_factory=Counter)
    worst: float = 0.0
    differing: list = field(default_factory=list)

    def __str__(self):
        said = f"{self.compared} compared, largest relative difference {self.worst:.1e}, {len(self.differing)} above"
        return said + "".join(f"; {count} apart: {reason}" for reason, count in self.apart.items())


def compare(comparison, tables, count):
    """Compare on so many of the tables; those on which the other library stands apart do not count.

    On these, our scores must still be finite.
    """
    outcome = Outcome()
    for table in tables:
        if outcome.compared == count:
            break
        ours = table.scores(comparison.method_for(table))
        assert np.isfinite(ours).all(), (comparison.name, table)
        if reason := comparison.apart(table):
            outcome.apart[reason] += 1
            continue
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            theirs = np.asarray(comparison.peer(table), dtype=float)
        difference = comparison.difference(ours, theirs)
        outcome.compared += 1
        outcome.worst = max(outcome.worst, difference)
        if not difference <= RELATIVE:
            outcome.differing.append((table, ours, theirs))
    return outcome
