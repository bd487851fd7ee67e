"""What requirements decide, in sentences and as a table."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from vendor_eval.analysis.evaluate import Evaluation
from vendor_eval.analysis.outcome import Outcome
from vendor_eval.analysis.pressure import Pressure, Reach
from vendor_eval.analysis.wording import amount, joined, number
from vendor_eval.decision.criteria import Criterion

__all__ = ["choice_said", "pressure_said", "pressure_table"]

COLUMNS = [
    *("criterion", "name", "kind", "required", "unit", "verdicts_low", "verdicts_high", "verdicts_levels"),
    *(
        "outcome_low",
        "outcome_high",
        "outcome_levels",
        "verdicts_without",
        "changes_outcome",
        "ranking_without",
        "text",
    ),
]


def pressure_table(evaluation: Evaluation, pressures: Sequence[Pressure]) -> pd.DataFrame:
    """Return one requirement a row: the thresholds over which verdicts and outcome stay, and what it decides."""
    decision = evaluation.decision
    rows = []
    for one in pressures:
        verdicts, outcome = (reach or Reach() for reach in (one.verdicts_stay, one.outcome_stays))
        rows.append(
            {
                "criterion": one.criterion,
                "name": decision.criterion_name(one.criterion),
                "kind": one.requirement.kind,
                "required": one.required,
                "unit": decision.criteria[one.criterion].unit,
                "verdicts_low": verdicts.low,
                "verdicts_high": verdicts.high,
                "verdicts_levels": ", ".join(verdicts.levels),
                "outcome_low": outcome.low,
                "outcome_high": outcome.high,
                "outcome_levels": ", ".join(outcome.levels),
                "verdicts_without": ", ".join(f"{key}: {name}" for key, name in one.verdicts_without.items()),
                "changes_outcome": one.changes_outcome,
                "ranking_without": ", ".join(one.ranking_without),
                "text": pressure_said(evaluation, one),
            }
        )
    table = pd.DataFrame(rows, columns=COLUMNS)
    return table.astype(dict.fromkeys(("verdicts_low", "verdicts_high", "outcome_low", "outcome_high"), float))


def pressure_said(evaluation: Evaluation, one: Pressure) -> str:
    """Say what a requirement decides, and how far its threshold may move."""
    decision = evaluation.decision
    start = f"{decision.criterion_name(one.criterion)} {one.required}: {_without(evaluation, one)}."
    if one.verdicts_stay is None or one.outcome_stays is None:
        return start
    criterion = decision.criteria[one.criterion]
    verdicts, outcome = (_over(criterion, reach) for reach in (one.verdicts_stay, one.outcome_stays))
    if verdicts == outcome:
        return f"{start} All verdicts and the outcome stay {verdicts}."
    return f"{start} All verdicts stay {verdicts}; the outcome stays {outcome}."


def _without(evaluation: Evaluation, one: Pressure) -> str:
    """Say what would be otherwise without a requirement."""
    groups: dict[str, list[str]] = {}
    for vendor, verdict in one.verdicts_without.items():
        groups.setdefault(verdict, []).append(evaluation.decision.vendor_name(vendor))
    verdicts = joined([f"{joined(names)} would be {verdict}" for verdict, names in groups.items()]) if groups else ""
    if one.changes_outcome:
        choice = choice_said(one.outcome_without, evaluation.outcome)
        return f"without it {f'{verdicts}, and ' if verdicts else ''}{choice}"
    if not verdicts:
        findings = [finding for finding in evaluation.details if finding.requirement is one.requirement]
        unknown = ", because nothing is known of any vendor" if all(each.unknown for each in findings) else ""
        return f"no verdict and no choice hangs on it alone{unknown}"
    return f"without it {verdicts}, and the outcome would be the same"


def choice_said(outcome: Outcome, now: Outcome) -> str:
    """Say who would be chosen or would lead that is not now, as the end of a sentence on another decision."""
    first, chosen = _named(outcome, outcome.would_lead), _named(outcome, outcome.chosen)
    if not outcome.would_lead:
        tied = " (tied)" if len(outcome.chosen) > 1 else ""
        return f"{chosen} would be chosen{tied}"
    said = [f"{first} would lead if what is still open were met"] if outcome.would_lead != now.would_lead else []
    if outcome.chosen and outcome.chosen != now.chosen:
        which = "vendors" if len(outcome.chosen) > 1 else "vendor"
        said.append(f"{chosen} would be the best {which} shown to be sufficient")
    return joined(said) if said else "nobody would be shown to be sufficient"


def _named(outcome: Outcome, keys: Sequence[str]) -> str:
    return joined([outcome.names[key] for key in keys]) if keys else "nobody"


def _over(criterion: Criterion, reach: Reach) -> str:
    """Say over which thresholds something stays."""
    if reach.low is None or reach.high is None:
        levels = [f"“{level}”" for level in reach.levels]
        every = len(levels) == len(getattr(criterion.scale, "ordered", ()))
        return "whichever level is required" if every else f"with {joined(levels, 'or')} required"
    return _between(reach, criterion.unit, reach.low, reach.high)


def _between(reach: Reach, unit: str, low: float, high: float) -> str:
    if np.isinf(low) and np.isinf(high):
        return "whatever the threshold"
    if np.isinf(low):
        return f"for any threshold {'up to' if reach.high_included else 'below'} {amount(high, unit)}"
    if np.isinf(high):
        least = amount(low, unit)
        return f"for any threshold {f'from {least} on' if reach.low_included else f'above {least}'}"
    if low == high:
        return f"only at {amount(low, unit)}"
    start = f"from {number(low)}" if reach.low_included else f"above {number(low)}"
    end = ("to" if reach.low_included else "and up to") if reach.high_included else "and below"
    return f"for any threshold {start} {end} {amount(high, unit)}"
