"""Findings: one requirement of one vendor, met, failed or open, with its margin in the criterion's own unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from vendor_eval.analysis.model import Condition, Model, condition_of, met_results
from vendor_eval.analysis.wording import belief_text, required_text
from vendor_eval.decision.criteria import Criterion
from vendor_eval.decision.document import Decision
from vendor_eval.decision.requirements import Requirement, Waiver
from vendor_eval.decision.scales import LevelScale
from vendor_eval.engine.cells import Cell
from vendor_eval.engine.cells import Unknown as Blank

__all__ = ["Finding", "finding_of", "findings_of", "findings_table"]

Result = Literal["met", "failed", "open", "waived"]
COLUMNS = (
    *("vendor", "criterion", "kind", "required", "observed", "result"),
    *("p_met", "margin_low", "margin_high", "unit", "evidence", "waived_by", "waived_because"),
)


@dataclass(frozen=True, slots=True)
class Finding:
    """How one vendor stands to one requirement.

    ``result`` goes by all of a belief, or by its central interval (``policy.coverage``) where its ends are hardly ever
    reached; what is waived is neither met nor failed. ``p_met`` is the probability that it is met, None where nothing
    is known. ``margin`` is the least and the greatest distance to the threshold in the criterion's unit (levels: in
    steps), below 0 where it falls short; None where nothing is known or the requirement is a choice of levels.
    """

    vendor: str
    criterion: str
    requirement: Requirement
    result: Result
    p_met: float | None
    margin: tuple[float, float] | None
    unknown: bool

    @property
    def must(self) -> bool:
        """Whether the requirement is a must."""
        return self.requirement.kind == "must"

    @property
    def waiver(self) -> Waiver | None:
        """Why and by whom the requirement is not held against the vendor, if it is not."""
        return self.requirement.waivers.get(self.vendor)

    @property
    def doubtful(self) -> bool:
        """Whether it is met all but for a part of the belief too improbable to speak for it."""
        return self.result == "met" and self.p_met is not None and self.p_met < 1


def findings_of(model: Model) -> tuple[Finding, ...]:
    """List how every vendor stands to every requirement, in the order of the file."""
    decision = model.decision
    return tuple(
        finding_of(model, vendor, key, requirement)
        for vendor in decision.vendors
        for key, criterion in decision.criteria.items()
        for requirement in criterion.require
    )


def finding_of(model: Model, vendor: str, key: str, requirement: Requirement) -> Finding:
    """Return how one vendor stands to one requirement on a criterion."""
    criterion, policy = model.decision.criteria[key], model.decision.policy
    unknown = model.unknown(vendor, key)
    p_met, margin = requirement.p_met, None
    result: Result = "failed" if policy.unknown_at_requirement == "fail" else "open"
    if not unknown:
        cell = model.cell(vendor, key)
        p_met, result = _standing(cell, condition_of(criterion, requirement), policy.coverage)
        margin = _margin(cell, criterion, requirement, policy.coverage)
    if vendor in requirement.waivers:
        result = "waived"
    return Finding(vendor, key, requirement, result, p_met, margin, unknown)


def _standing(cell: Cell, condition: Condition, coverage: float) -> tuple[float, Result]:
    """Return the probability that a requirement is met, and the result: open unless all that speaks for it agrees."""
    spoken, whole = (met_results(cell, condition, part) for part in (coverage, 1.0))
    # A certainty is one to the last bit: no draw may undo it.
    p_met = float(whole[0]) if len(set(whole)) == 1 else cell.p_met(condition)
    if all(spoken):
        return p_met, "met"
    return p_met, "open" if any(spoken) else "failed"


def _margin(cell: Cell, criterion: Criterion, requirement: Requirement, coverage: float) -> tuple[float, float] | None:
    threshold, form = requirement.threshold, requirement.form
    if isinstance(cell, Blank) or isinstance(threshold, tuple):
        return None
    at = float(criterion.scale.ordered.index(threshold)) if isinstance(criterion.scale, LevelScale) else threshold
    sign = 1 if form in {"at_least", "more_than"} else -1
    distances = [(end - float(at)) * sign for end in cell.central(coverage)]
    return min(distances), max(distances)


def findings_table(decision: Decision, findings: tuple[Finding, ...]) -> pd.DataFrame:
    """Return findings as a table: one requirement of one vendor a row."""
    rows = []
    for one in findings:
        criterion, assessment = decision.criteria[one.criterion], decision.assessments[one.vendor][one.criterion]
        rows.append(
            {
                "vendor": one.vendor,
                "criterion": one.criterion,
                "kind": one.requirement.kind,
                "required": required_text(criterion, one.requirement),
                "observed": belief_text(criterion, assessment.belief),
                "result": one.result,
                "p_met": one.p_met,
                "margin_low": one.margin[0] if one.margin else None,
                "margin_high": one.margin[1] if one.margin else None,
                "unit": "levels" if isinstance(criterion.scale, LevelScale) else criterion.unit,
                "evidence": ", ".join(assessment.evidence),
                "waived_by": one.waiver.by if one.waiver else "",
                "waived_because": one.waiver.because if one.waiver else "",
            }
        )
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return table.astype(dict.fromkeys(("p_met", "margin_low", "margin_high"), float))
