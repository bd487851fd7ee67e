"""Evaluating a decision: verdicts, values with their bounds, ranks, and the outcome."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from vendor_eval.analysis.choice import outcome_of
from vendor_eval.analysis.findings import Finding, findings_of, findings_table
from vendor_eval.analysis.grouped import contributions_table, groups_table
from vendor_eval.analysis.model import Model
from vendor_eval.analysis.outcome import Outcome
from vendor_eval.analysis.result import Result, Stamp, version
from vendor_eval.analysis.trace import Trace, trace
from vendor_eval.analysis.values import Points, Values, values_of
from vendor_eval.analysis.verdicts import Verdict, judged
from vendor_eval.decision.document import Decision
from vendor_eval.engine.cells import Cell

__all__ = ["Evaluation", "evaluate", "evaluation_of"]


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

    views = ("table", "contributions", "groups", "findings")
    inputs = Result.inputs | {"points", "values"}

    outcome: Outcome
    stamp: Stamp
    decision: Decision
    model: Model
    points: Points
    values: Values
    verdicts: dict[str, Verdict]
    bounds: dict[str, tuple[float, float]]
    details: tuple[Finding, ...]

    @cached_property
    def table(self) -> pd.DataFrame:
        """One vendor a row."""
        return self.values.table(self.model, self.verdicts)

    @cached_property
    def contributions(self) -> pd.DataFrame:
        """One vendor and criterion a row."""
        return contributions_table(self.model, self.points)

    @cached_property
    def groups(self) -> pd.DataFrame:
        """One vendor and group of criteria a row."""
        return groups_table(self.decision, self.contributions)

    @cached_property
    def findings(self) -> pd.DataFrame:
        """One vendor and requirement a row."""
        return findings_table(self.decision, self.details)

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

    def trace(self, vendor: str, criterion: str, *, language: str | None = None) -> Trace:
        """Show the arithmetic from raw evidence to a vendor's contribution by a criterion, step by step.

        Raises
        ------
        UnknownNameError
            If there is no such vendor or criterion.
        OptionError
            If the criterion carries no weight, or there is no such language.
        """
        return trace(self, vendor, criterion, language=language)

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
    return evaluation_of(Model.of(decision))


def evaluation_of(model: Model) -> Evaluation:
    """Evaluate a decision that is numbers already."""
    points, findings = Points.of(model), findings_of(model)
    weights = model.weights
    bounds = {
        vendor: (weights.least(points.low[i]), -weights.least(-points.high[i]))
        for i, vendor in enumerate(model.vendors)
    }
    verdicts = _verdicts(model, findings, bounds)
    values = values_of(model, points, verdicts)
    return Evaluation(
        outcome=outcome_of(model, values, verdicts, findings),
        stamp=Stamp(model.decision.digest, version()),
        decision=model.decision,
        model=model,
        points=points,
        values=values,
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
