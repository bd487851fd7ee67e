"""How often each vendor is first under each method when what is uncertain is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

import pandas as pd

from vendor_eval.analysis.cross_check.methods import Entry
from vendor_eval.analysis.evaluate import Evaluation
from vendor_eval.analysis.robustness import robustness
from vendor_eval.decision.document import Decision
from vendor_eval.errors import DecisionError

__all__ = ["Shares", "shares_of"]


@dataclass(frozen=True, slots=True, eq=False)
class Shares:
    """Shares of draws in which each vendor is first.

    Parameters
    ----------
    table, errors
        The shares and their standard errors: vendors by the names of the methods that are drawn.
    not_drawn
        The names of the other methods.
    """

    table: pd.DataFrame
    errors: pd.DataFrame
    not_drawn: tuple[str, ...] = ()


def shares_of(
    evaluation: Evaluation, entries: Sequence[Entry], *, draws: int | None, seed: int, floor: float | None
) -> Shares:
    """Return the share of draws in which each vendor that takes part is first, by each of our own methods.

    Each method is that of ``robustness``: all see the same draws, and rank in each draw those that are sufficient in
    it. Decision-makers of scikit-criteria are not drawn, because they would have to be called once for each draw; nor
    are methods for which a floor raises values, because it raises expected values, not draws.
    """
    vendors = [key for key in evaluation.decision.vendors if evaluation.verdicts[key].name != "insufficient"]
    table = pd.DataFrame(index=pd.Index(vendors, name="vendor"))
    errors = table.copy()
    if draws is None or not vendors:
        return Shares(table, errors)
    decision = _taking_part(evaluation.decision, vendors)
    drawn = [entry for entry in entries if entry.method is not None and (floor is None or not entry.multiplies)]
    for entry in drawn:
        method = None if entry.reference else entry.method
        run = robustness(decision, method=method, draws=draws, seed=seed, exact=False).table.set_index("vendor")
        table[entry.name] = run["p_first"].reindex(table.index)
        errors[entry.name] = run["p_first_se"].reindex(table.index)
    return Shares(table, errors, tuple(entry.name for entry in entries if entry not in drawn))


def _taking_part(decision: Decision, vendors: Sequence[str]) -> Decision:
    """Leave out the insufficient, who take no part in a cross-check, not even in the rare draw that they would meet."""
    for key in decision.vendors:
        if key not in vendors:
            with suppress(DecisionError):  # something else is said of it; then it stays
                decision = decision.without_vendor(key)
    return decision
