"""Reasons for one vendor over another: the gap, criterion by criterion, and what is not known in it."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any, Literal

import pandas as pd

from vendor_eval.analysis.evaluate import Evaluation
from vendor_eval.analysis.wording import belief_text, compared_text, joined
from vendor_eval.languages.phrases import say
from vendor_eval.reasons.argued import argument_reasons, sureness_reasons, weakness_reasons
from vendor_eval.reasons.arguments import SMALL, Argument
from vendor_eval.reasons.pairs import Often, Pair
from vendor_eval.reasons.reason import Reason
from vendor_eval.reasons.strength import strength_of, swing_of

__all__ = ["COLUMNS", "comparison_reasons", "comparison_table", "condition_said"]

COLUMNS = {
    **{"criterion": "str", "name": "str", "weight": "float"},
    **{"value": "float", "over_value": "float", "difference": "float", "low": "float", "high": "float"},
    **{"performance": "str", "over_performance": "str"},
}


def comparison_table(evaluation: Evaluation, vendor: str, over: str) -> pd.DataFrame:
    """Return the gap between two vendors, one criterion a row, the largest difference first.

    ``difference`` = weight times (value − over_value), in points; the differences sum to the gap. ``low`` and ``high``
    are its bounds over both beliefs. A vendor that is not insufficient is taken as meeting its open musts.
    """
    decision, model = evaluation.decision, evaluation.model
    weights = dict(zip(model.criteria, model.weights.mean, strict=True))
    rows = []
    for key in decision.weighted:
        ours, theirs = (evaluation.cell_as_ranked(one, key) for one in (vendor, over))
        (least, greatest), (over_least, over_greatest) = (model.bounds(cell) for cell in (ours, theirs))
        criterion, weight = decision.criteria[key], float(weights[key])
        rows.append(
            {
                "criterion": key,
                "name": decision.criterion_name(key),
                "weight": weight,
                "value": ours.mean,
                "over_value": theirs.mean,
                "difference": weight * (ours.mean - theirs.mean),
                "low": weight * (least - over_greatest),
                "high": weight * (greatest - over_least),
                "performance": belief_text(criterion, decision.assessments[vendor][key].belief),
                "over_performance": belief_text(criterion, decision.assessments[over][key].belief),
            }
        )
    table = pd.DataFrame(rows)
    order = table["difference"].abs().sort_values(ascending=False, kind="stable").index
    return table.loc[order].reset_index(drop=True)


def condition_said(evaluation: Evaluation, *vendors: str) -> str:
    """Say the condition that a comparison stands under: that open musts of the vendors in it are met."""
    unsure = [one for one in vendors if evaluation.verdicts[one].name == "undetermined"]
    if not unsure:
        return ""
    names = [evaluation.decision.vendor_name(one) for one in unsure]
    return say("If the open requirements of {vendors} are met", vendors=joined(names))


def comparison_reasons(
    evaluation: Evaluation, vendor: str, over: str, table: pd.DataFrame, argument: Argument, drawn: Often | None
) -> Iterator[Reason]:
    """Give the gap and what the case rests on, the parts of the gap by size, what is not known, and how sure it is."""
    pair = Pair.of(evaluation, vendor, over)
    yield _gap(evaluation, vendor, over, table)
    yield from argument_reasons(evaluation, argument, pair)
    yield from _parts(evaluation, vendor, over, table)
    yield from weakness_reasons(evaluation, argument, pair)
    gap = float(table["difference"].sum())
    for row in table[table["weight"] > 0].to_dict("records"):
        yield from _unknown(evaluation, vendor, over, row, gap)
    yield from sureness_reasons(evaluation, pair, drawn)


def _gap(evaluation: Evaluation, vendor: str, over: str, table: pd.DataFrame) -> Reason:
    positive = table["difference"].clip(lower=0).sum()
    negative = -table["difference"].clip(upper=0).sum()
    return Reason(
        "gap",
        vendor,
        over,
        numbers={
            "gap": float(table["difference"].sum()),
            "value": float((table["weight"] * table["value"]).sum()),
            "over_value": float((table["weight"] * table["over_value"]).sum()),
            "advantages": float(positive),
            "sacrifices": float(negative),
        },
        words={
            "vendor": evaluation.decision.vendor_name(vendor),
            "over": evaluation.decision.vendor_name(over),
            "weights": evaluation.outcome.weights,
            "condition": condition_said(evaluation, vendor, over),
        },
    )


def _parts(evaluation: Evaluation, vendor: str, over: str, table: pd.DataFrame) -> Iterator[Reason]:
    """Give the advantages and the disadvantages by size, what is level, and what carries no weight."""
    pros, cons = (table[sign * table["difference"] >= SMALL] for sign in (1, -1))
    yield from (_difference(evaluation, vendor, over, "advantage", row) for row in pros.to_dict("records"))
    yield from (_difference(evaluation, vendor, over, "sacrifice", row) for row in cons.to_dict("records"))
    spoken = {str(key) for part in (pros, cons) for key in part["criterion"]}
    rest = [key for key in table["criterion"] if key not in spoken]
    weightless = [key for key, weight in zip(table["criterion"], table["weight"], strict=True) if weight == 0]
    level = [key for key in rest if key not in weightless and not _blank(evaluation, key, vendor, over)]
    yield from _listed(evaluation, vendor, over, "level", level)
    yield from _listed(evaluation, vendor, over, "without weight", weightless)


def _difference(
    evaluation: Evaluation, vendor: str, over: str, kind: Literal["advantage", "sacrifice"], row: Mapping[Hashable, Any]
) -> Reason:
    decision, key = evaluation.decision, row["criterion"]
    ours, theirs = (decision.assessments[one][key] for one in (vendor, over))
    evidence = tuple(dict.fromkeys([*ours.resting_on, *theirs.resting_on]))
    return Reason(
        kind,
        vendor,
        over,
        key,
        numbers={name: row[name] for name in ("difference", "low", "high", "weight")},
        words={
            "criterion": row["name"],
            "performance": row["performance"],
            "over_performance": row["over_performance"],
            "against": compared_text(decision.criteria[key], ours.belief, theirs.belief),
            "taken": _taken(evaluation, key, vendor, over),
        },
        evidence=evidence,
        swing=swing_of(decision, key),
        strength=strength_of(decision, evidence),
    )


def _taken(evaluation: Evaluation, criterion: str, *vendors: str) -> str:
    """Name the vendors whose open must on a criterion is taken as met, so that less than what is assessed counts."""
    cut = [one for one in vendors if evaluation.cell_as_ranked(one, criterion) != evaluation.model.cell(one, criterion)]
    return joined([evaluation.decision.vendor_name(one) for one in cut]) if cut else ""


def _blank(evaluation: Evaluation, criterion: str, *vendors: str) -> list[str]:
    return [one for one in vendors if evaluation.model.unknown(one, criterion)]


def _listed(
    evaluation: Evaluation, vendor: str, over: str, kind: Literal["level", "without weight"], keys: Sequence[str]
) -> Iterator[Reason]:
    if keys:
        names = joined([evaluation.decision.criterion_name(key) for key in keys])
        yield Reason(kind, vendor, over, numbers={"criteria": len(keys)}, words={"criteria": names})


def _unknown(
    evaluation: Evaluation, vendor: str, over: str, row: Mapping[Hashable, Any], gap: float
) -> Iterator[Reason]:
    blank = _blank(evaluation, row["criterion"], vendor, over)
    if not blank:
        return
    assessed = evaluation.decision.assessments
    evidence = tuple(dict.fromkeys(key for one in blank for key in assessed[one][row["criterion"]].resting_on))
    rest = gap - row["difference"]
    turns = rest + row["low"] < 0 < rest + row["high"]
    yield Reason(
        "unknown",
        vendor,
        over,
        row["criterion"],
        numbers={"low": row["low"], "high": row["high"], "weight": row["weight"]},
        words={
            "criterion": row["name"],
            "whom": "" if len(blank) == 2 else evaluation.decision.vendor_name(blank[0]),
            "could_turn": "yes" if turns else "",
        },
        evidence=evidence,
        swing=swing_of(evaluation.decision, row["criterion"]),
        strength=strength_of(evaluation.decision, evidence),
    )
