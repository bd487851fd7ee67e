"""Evaluating a decision: verdicts, values with their bounds, ranks, and the outcome."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from vendor_eval.analysis.choice import outcome_of
from vendor_eval.analysis.findings import Finding, findings_of, findings_table
from vendor_eval.analysis.grouped import groups_table
from vendor_eval.analysis.model import Model
from vendor_eval.analysis.outcome import Outcome
from vendor_eval.analysis.result import Result, Stamp, version
from vendor_eval.analysis.verdicts import Verdict, judged
from vendor_eval.decision.document import Decision
from vendor_eval.engine.arrays import Floats
from vendor_eval.engine.cells import Cell
from vendor_eval.engine.ranks import competition_ranks

__all__ = ["Evaluation", "evaluate"]


@dataclass(frozen=True, eq=False, repr=False)
class Evaluation(Result):
    """What a decision comes to before any simulation.

    Parameters
    ----------
    table
        One vendor a row: vendor, name, verdict, value (expected, 0 to 100 points), low and high (over its beliefs, at
        the declared or mean weights; of a belief without real ends over its central part, ``policy.coverage``), rank
        (among the sufficient), rank_if_met (among all but the insufficient, as if every open must were met) and
        value_if_met, the value that rank goes by.
    contributions
        One vendor and criterion a row: weight, value (0 to 100 points), low and high of the value, and contribution
        (weight times value; they sum to the vendor's value).
    groups
        One vendor and group of criteria a row: weight and contribution (sums over its criteria, at any depth), and
        value with its low and high (their mean by weight).
    findings
        One vendor and requirement a row: required, observed, result (met, failed, open, waived), p_met, margin in the
        unit, and by whom and why it is waived.
    outcome
        Who is chosen, with what right, and what that hangs on.
    """

    table: pd.DataFrame
    contributions: pd.DataFrame
    groups: pd.DataFrame
    findings: pd.DataFrame
    outcome: Outcome
    stamp: Stamp
    decision: Decision
    model: Model
    verdicts: dict[str, Verdict]
    bounds: dict[str, tuple[float, float]]
    details: tuple[Finding, ...]

    @property
    def chosen(self) -> tuple[str, ...]:
        """Keys of the chosen vendors: none, one, or several that are tied."""
        return self.outcome.chosen

    @property
    def text(self) -> str:
        """The outcome in a few sentences."""
        return self.outcome.text

    def row(self, vendor: str) -> dict[str, Any]:
        """Return one vendor's row of the main table."""
        return dict(self.table.set_index("vendor").loc[vendor])

    def cell_as_ranked(self, vendor: str, criterion: str) -> Cell:
        """Return what is believed of one vendor on one criterion, as its rank takes it: with open musts met."""
        if self.verdicts[vendor].name == "insufficient":
            return self.model.cell(vendor, criterion)
        return self.model.cell_if_met(vendor, criterion)

    def shown(self) -> pd.DataFrame:
        """Return the main table with values rounded to a tenth and whole ranks."""
        shown = self.table[["name", "verdict", "value", "low", "high", "rank", "rank_if_met"]].copy()
        shown[["value", "low", "high"]] = shown[["value", "low", "high"]].round(1)
        return shown.astype({"rank": "Int64", "rank_if_met": "Int64"})


def evaluate(decision: Decision) -> Evaluation:
    """Judge every vendor's sufficiency, value them, and say who is chosen.

    The value is additive over fixed scales (Keeney and Raiffa, 1976): U = sum of weight times value, in points from 0
    to 100, with the expected value of each belief through its value function. Where weights are a set, its mean weights
    are used, and the outcome says so.

    Examples
    --------
    >>> import vendor_eval as ve
    >>> ve.evaluate(ve.cases.load("apple-china-2025")).outcome.status
    'nobody'
    """
    model = Model.of(decision)
    expected, if_met = model.points("mean"), model.points("mean", if_met=True)
    # The expected points of a narrow part may lie beyond those that speak for the whole.
    low, high = np.minimum(model.points("low"), if_met), np.maximum(model.points("high"), if_met)
    findings = findings_of(model)
    bounds = {
        vendor: (model.weights.least(low[i]), -model.weights.least(-high[i])) for i, vendor in enumerate(model.vendors)
    }
    verdicts = _verdicts(model, findings, bounds)
    table = _table(model, verdicts, expected, low, high)
    contributions = _contributions(model, expected, low, high)
    return Evaluation(
        table=table,
        contributions=contributions,
        groups=groups_table(decision, contributions),
        findings=findings_table(decision, findings),
        outcome=outcome_of(model, table, verdicts, findings),
        stamp=Stamp(decision.digest, version()),
        decision=decision,
        model=model,
        verdicts=verdicts,
        bounds=bounds,
        details=findings,
    )


def _verdicts(
    model: Model, findings: Sequence[Finding], bounds: Mapping[str, tuple[float, float]]
) -> dict[str, Verdict]:
    least = model.points("low", whole=True)
    return {
        vendor: judged(
            [one for one in findings if one.vendor == vendor],
            bounds[vendor],
            model.decision.policy,
            least=model.weights.least(least[model.vendors.index(vendor)]),
        )
        for vendor in model.decision.vendors
    }


def _table(model: Model, verdicts: dict[str, Verdict], expected: Floats, low: Floats, high: Floats) -> pd.DataFrame:
    names = np.array([verdicts[vendor].name for vendor in model.vendors])
    value = model.overall(expected)
    if_met = np.where(names == "insufficient", value, model.overall(model.points("mean", if_met=True)))
    table = pd.DataFrame(
        {
            "vendor": model.vendors,
            "name": [model.decision.vendor_name(vendor) for vendor in model.vendors],
            "verdict": names,
            "value": value,
            "low": model.overall(low),
            "high": model.overall(high),
            "rank": competition_ranks(np.where(names == "sufficient", value, -np.inf)),
            "rank_if_met": competition_ranks(np.where(names != "insufficient", if_met, -np.inf)),
            "value_if_met": if_met,
        }
    )
    return table.set_index("vendor").loc[list(model.decision.vendors)].reset_index()


def _contributions(model: Model, expected: Floats, low: Floats, high: Floats) -> pd.DataFrame:
    weights = model.weights.mean
    frame = pd.DataFrame(
        [
            {
                "vendor": vendor,
                "criterion": key,
                "weight": weights[j],
                "value": expected[i, j],
                "low": low[i, j],
                "high": high[i, j],
                "contribution": weights[j] * expected[i, j],
            }
            for i, vendor in enumerate(model.vendors)
            for j, key in enumerate(model.criteria)
        ]
    )
    order = [(vendor, key) for vendor in model.decision.vendors for key in model.decision.weighted]
    return frame.set_index(["vendor", "criterion"]).loc[order].reset_index()
