"""How often each vendor is first under each method when what is uncertain is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

import pandas as pd

from vendor_eval.analysis.cross_check.methods import Entry
from vendor_eval.analysis.evaluate import Evaluation
from vendor_eval.analysis.robustness import robustness
from vendor_eval.decision.document import Decision
from vendor_eval.errors import DecisionError

__all__ = ["shares_table"]


def shares_table(
    evaluation: Evaluation, entries: Sequence[Entry], *, draws: int | None, seed: int, floor: float | None
) -> pd.DataFrame:
    """Return the share of draws in which each vendor that takes part is first, by each of our own methods.

    All methods see the same draws. One of scikit-criteria, and one that is given a floor, is not drawn.
    """
    vendors = [key for key, verdict in evaluation.verdicts.items() if verdict.name != "insufficient"]
    frame = pd.DataFrame(index=pd.Index([key for key in evaluation.decision.vendors if key in vendors], name="vendor"))
    if draws is None or not vendors:
        return frame
    decision = _taking_part(evaluation.decision, vendors)
    for entry in entries:
        if entry.method is None or (floor is not None and entry.multiplies):
            continue
        method = None if entry.reference else entry.method
        run = robustness(decision, method=method, draws=draws, seed=seed, exact=False)
        frame[entry.name] = run.table.set_index("vendor")["p_first"].reindex(frame.index)
    return frame


def _taking_part(decision: Decision, vendors: Sequence[str]) -> Decision:
    """Leave out the insufficient: many methods set their scales by the vendors at hand."""
    for key in decision.vendors:
        if key not in vendors:
            with suppress(DecisionError):  # something else is said of it; then it stays, and never has a rank
                decision = decision.without_vendor(key)
    return decision
