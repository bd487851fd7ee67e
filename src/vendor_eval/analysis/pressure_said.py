"""What requirements decide, in sentences and as a table."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from vendor_eval.analysis.evaluate import Evaluation
from vendor_eval.analysis.outcome import Outcome
from vendor_eval.analysis.pressure import Pressure, Reach
from vendor_eval.analysis.vocabulary import verdict_said
from vendor_eval.analysis.wording import amount, asked_text, joined, number, quoted, run_on
from vendor_eval.decision.criteria import Criterion
from vendor_eval.languages.phrases import say

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
    without = _without(evaluation, one, asked_text(decision.criterion_name(one.criterion), one.required))
    if one.verdicts_stay is None or one.outcome_stays is None:
        return without
    criterion = decision.criteria[one.criterion]
    verdicts, outcome = (_over(criterion, reach) for reach in (one.verdicts_stay, one.outcome_stays))
    if verdicts == outcome:
        return run_on(without, say("All verdicts and the outcome stay {thresholds}.", thresholds=verdicts))
    stay = say(
        "All verdicts stay {thresholds}; the outcome stays {outcome_thresholds}.",
        thresholds=verdicts,
        outcome_thresholds=outcome,
    )
    return run_on(without, stay)


def _without(evaluation: Evaluation, one: Pressure, requirement: str) -> str:
    """Say what would be otherwise without a requirement."""
    verdicts = _verdicts(evaluation, one)
    if one.changes_outcome:
        choice = choice_said(one.outcome_without, evaluation.outcome)
        if not verdicts:
            return say("{requirement}: without it {choice}.", requirement=requirement, choice=choice)
        return say(
            "{requirement}: without it {verdicts}, and {choice}.",
            requirement=requirement,
            verdicts=verdicts,
            choice=choice,
        )
    if verdicts:
        return say(
            "{requirement}: without it {verdicts}, and the outcome would be the same.",
            requirement=requirement,
            verdicts=verdicts,
        )
    findings = [finding for finding in evaluation.details if finding.requirement is one.requirement]
    if all(each.unknown for each in findings):
        return say(
            "{requirement}: no verdict and no choice hangs on it alone, because nothing is known of any vendor.",
            requirement=requirement,
        )
    return say("{requirement}: no verdict and no choice hangs on it alone.", requirement=requirement)


def _verdicts(evaluation: Evaluation, one: Pressure) -> str:
    """Say which vendors would have which other verdict without a requirement; nothing where none would."""
    groups: dict[str, list[str]] = {}
    for vendor, verdict in one.verdicts_without.items():
        groups.setdefault(verdict, []).append(evaluation.decision.vendor_name(vendor))
    said = [
        say(
            "{vendors} would be {verdict}",
            "{vendors} would be {verdict}",
            count=len(names),
            vendors=joined(names),
            verdict=verdict_said(verdict),
        )
        for verdict, names in groups.items()
    ]
    return joined(said) if said else ""


def choice_said(outcome: Outcome, now: Outcome) -> str:
    """Say who would be chosen or would lead that is not now, as the end of a sentence on another decision."""
    chosen, leaders = _named(outcome, outcome.chosen), _named(outcome, outcome.would_lead)
    if not outcome.would_lead:
        match len(outcome.chosen):
            case 0:
                return say("nobody would be chosen")
            case 1:
                return say("{vendor} would be chosen", vendor=chosen)
            case _:
                return say("{vendors} would be chosen (tied)", vendors=chosen)
    said = []
    if outcome.would_lead != now.would_lead:
        said.append(
            say(
                "{vendors} would lead if what is still open were met",
                "{vendors} would lead if what is still open were met",
                count=len(outcome.would_lead),
                vendors=leaders,
            )
        )
    if outcome.chosen and outcome.chosen != now.chosen:
        said.append(
            say(
                "{vendors} would be the best vendor shown to be sufficient",
                "{vendors} would be the best vendors shown to be sufficient",
                count=len(outcome.chosen),
                vendors=chosen,
            )
        )
    return joined(said) if said else say("nobody would be shown to be sufficient")


def _named(outcome: Outcome, keys: Sequence[str]) -> str:
    return joined([outcome.names[key] for key in keys]) if keys else ""


def _over(criterion: Criterion, reach: Reach) -> str:
    """Say over which thresholds something stays."""
    if reach.low is None or reach.high is None:
        levels = [quoted(level) for level in reach.levels]
        if len(levels) == len(getattr(criterion.scale, "ordered", ())):
            return say("whichever level is required")
        return say("with {levels} required", levels=joined(levels, "or"))
    return _between(reach, criterion.unit, reach.low, reach.high)


def _between(reach: Reach, unit: str, low: float, high: float) -> str:
    if np.isinf(low) and np.isinf(high):
        return say("whatever the threshold")
    if np.isinf(low):
        most = amount(high, unit)
        if reach.high_included:
            return say("for any threshold up to {most}", most=most)
        return say("for any threshold below {limit}", limit=most)
    if np.isinf(high):
        least = amount(low, unit)
        if reach.low_included:
            return say("for any threshold from {least} on", least=least)
        return say("for any threshold above {limit}", limit=least)
    if low == high:
        return say("only at {threshold}", threshold=amount(low, unit))
    return _within(reach, number(low), amount(high, unit))


def _within(reach: Reach, low: str, high: str) -> str:
    """Say between which thresholds something stays, each end with or without itself."""
    match reach.low_included, reach.high_included:
        case True, True:
            return say("for any threshold from {least} to {most}", least=low, most=high)
        case True, False:
            return say("for any threshold from {least} and below {limit}", least=low, limit=high)
        case False, True:
            return say("for any threshold above {limit} and up to {most}", limit=low, most=high)
        case _:
            return say("for any threshold above {lower} and below {upper}", lower=low, upper=high)
