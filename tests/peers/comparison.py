"""Comparing our scores with those of another library on many tables."""

import warnings
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from peers.tables import Table
from vendor_eval.engine.methods import Method

__all__ = ["RELATIVE", "Comparison", "Outcome", "compare"]

RELATIVE = 1e-10  # of the largest score in the table
NOTHING = 1e-5  # smaller scores are differences that cancel, down to rounding: compared on this scale


@dataclass(frozen=True)
class Comparison:
    """One of our methods, with its options, and the same by another library."""

    name: str
    method: Method | Callable[[Table], Method]
    peer: Callable[[Table], np.ndarray]
    """Its scores, bigger for better, on the scale of ours."""
    apart: Callable[[Table], str | None] = lambda table: None
    """Why the other library has no answer for a table, or another than ours."""

    def method_for(self, table):
        return self.method if isinstance(self.method, Method) else self.method(table)


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


def compare(comparison, tables):
    """Compare on every table; where the other library stands apart, our scores must still be finite."""
    outcome = Outcome()
    for table in tables:
        ours = table.scores(comparison.method_for(table))
        assert np.isfinite(ours).all(), (comparison.name, table)
        if reason := comparison.apart(table):
            outcome.apart[reason] += 1
            continue
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            theirs = np.asarray(comparison.peer(table), dtype=float)
        difference = np.abs(ours - theirs).max() / max(np.abs(theirs).max(), NOTHING)
        outcome.compared += 1
        outcome.worst = max(outcome.worst, difference) if np.isfinite(difference) else np.inf
        if not difference <= RELATIVE:
            outcome.differing.append((table, ours, theirs))
    return outcome
