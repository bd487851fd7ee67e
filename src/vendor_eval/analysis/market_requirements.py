"""How very many vendors stand to one requirement, as arrays."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from vendor_eval.analysis.model import Condition, condition_of
from vendor_eval.decision.market import Market
from vendor_eval.decision.requirements import Requirement
from vendor_eval.engine.columns import Column
from vendor_eval.engine.tests import Members

__all__ = ["FAILED", "MET", "OPEN", "WAIVED", "Results", "results_of"]

MET, FAILED, OPEN, WAIVED = range(4)

Results = NDArray[np.int8]


def results_of(market: Market, key: str, requirement: Requirement) -> Results:
    """Return how each vendor stands to a requirement of one criterion, as in ``Finding.result``; shape (vendors,)."""
    column, condition = market.column(key), condition_of(market.decision.criteria[key], requirement)
    strict = market.decision.policy.unknown_at_requirement == "fail"
    results = np.full(len(market), FAILED if strict else OPEN, dtype=np.int8)
    known = ~np.isnan(column.exact)
    results[known] = np.where(condition.met(column.exact[known]), MET, FAILED)
    results[column.rows] = _of_ranges(column, condition)
    results[list(market.places(requirement.waivers).values())] = WAIVED
    return results


def _of_ranges(column: Column, condition: Condition) -> Results:
    """Return the results of those of whom a range is known: open unless all of it meets or fails."""
    if isinstance(condition, Members):
        below = np.concatenate([[0], np.cumsum(condition.mask)])
        low, high = column.low.astype(np.intp), column.high.astype(np.intp)
        met = below[high + 1] - below[low]
        share = met / (high - low + 1)
    else:
        # A requirement has one side only, so the ends speak for all between them.
        share = (condition.met(column.low).astype(np.int8) + condition.met(column.high)) / 2
    return np.where(share == 1, MET, np.where(share == 0, FAILED, OPEN)).astype(np.int8)
