"""Findings: one requirement of one vendor, met, failed or open, with its margin in the criterion's own unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from vendor_eval.analysis.model import Condition, Model, condition_of
from vendor_eval.analysis.wording import belief_text, required_text
from vendor_eval.decision.criteria import Criterion
from vendor_eval.decision.document import Decision
from vendor_eval.decision.requirements import Requirement
from vendor_eval.decision.scales import LevelScale
from vendor_eval.engine.cells import Cell, Levels, Point, Uniform
from vendor_eval.engine.cells import Unknown as Blank
from vendor_eval.engine.tests import Interval, Members

__all__ = ["Finding", "findings_of", "findings_table"]

Result = Literal["met", "failed", "open"]
COLUMNS = (
    *("vendor", "criterion", "kind", "required", "observed", "result"),
    *("p_met", "margin_low", "margin_high", "unit", "evidence"),
)


@dataclass(frozen=True, slots=True)
class Finding:
    """How one vendor stands to one requirement.

    ``p_met`` is the probability that it is met, None where nothing is known. ``margin`` is the least and the greatest
    distance to the threshold in the criterion's unit (levels: in steps), below 0 where it falls short; None where
    nothing is known or the requirement is a choice of levels.
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


def findings_of(model: Model) -> tuple[Finding, ...]:
    """List how every vendor stands to every requirement, in the order of the file."""
    decision = model.decision
    return tuple(
        _finding(model, vendor, key, requirement)
        for vendor in decision.vendors
        for key, criterion in decision.criteria.items()
        for requirement in criterion.require
    )


def _finding(model: Model, vendor: str, key: str, requirement: Requirement) -> Finding:
    criterion = model.decision.criteria[key]
    if model.unknown(vendor, key):
        fails = model.decision.policy.unknown_at_requirement == "fail"
        return Finding(vendor, key, requirement, "failed" if fails else "open", requirement.p_met, None, unknown=True)
    cell = model.cell(vendor, key)
    p_met, result = _standing(cell, condition_of(criterion, requirement))
    return Finding(vendor, key, requirement, result, p_met, _margin(cell, criterion, requirement), unknown=False)


def _standing(cell: Cell, condition: Condition) -> tuple[float, Result]:
    """Return the probability that a requirement is met, and the result: open unless all of a belief agrees."""
    if isinstance(cell, Levels) and isinstance(condition, Members):
        possible = [(chance, met) for chance, met in zip(cell.chances, condition.mask, strict=True) if chance > 0]
        p_met = sum(chance for chance, met in possible if met)
        some, every = any(met for _, met in possible), all(met for _, met in possible)
    elif isinstance(cell, Uniform) and isinstance(condition, Interval):
        ends = [bool(condition.met(end)) for end in (cell.low, cell.high)]
        inside = min(cell.high, condition.high) - max(cell.low, condition.low)
        p_met = min(max(inside / (cell.high - cell.low), 0.0), 1.0)
        some, every = any(ends), all(ends)
    else:
        some = every = isinstance(cell, Point) and bool(condition.met(cell.raw))
        p_met = float(every)
    if every:
        return 1.0, "met"
    return (p_met, "open") if some else (0.0, "failed")


def _margin(cell: Cell, criterion: Criterion, requirement: Requirement) -> tuple[float, float] | None:
    threshold, form = requirement.threshold, requirement.form
    if isinstance(cell, Blank) or isinstance(threshold, tuple):
        return None
    at = float(criterion.scale.ordered.index(threshold)) if isinstance(criterion.scale, LevelScale) else threshold
    match cell:
        case Point(raw=raw):
            ends = (raw, raw)
        case Uniform(low=low, high=high):
            ends = (low, high)
        case Levels(chances=chances):
            possible = [index for index, chance in enumerate(chances) if chance > 0]
            ends = (float(possible[0]), float(possible[-1]))
    distances = [(end - float(at)) * (1 if form in {"at_least", "more_than"} else -1) for end in ends]
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
            }
        )
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return table.astype(dict.fromkeys(("p_met", "margin_low", "margin_high"), float))
