"""Chapter: the ranking with ranges, what each value is made of, and the baseline."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf, isnan
from typing import Any

from vendor_eval.analysis.draws_said import how_often
from vendor_eval.analysis.vocabulary import verdict_said
from vendor_eval.analysis.wording import number, percent, points, run_on
from vendor_eval.languages.phrases import say
from vendor_eval.plot import contributions
from vendor_eval.reasons.explain import explain
from vendor_eval.report.charts import figure
from vendor_eval.report.records import Block, Bullets, Cell, Chapter, Heading, Item, Prose, Table, split
from vendor_eval.report.runs import Runs
from vendor_eval.report.wording import NOTHING, TONES, cost_cell, judged, place, ranged, span

__all__ = ["first_said", "in_order", "ranking"]

LEVEL = 0.05  # points: a smaller distance from the baseline prints as none


def in_order(runs: Runs) -> list[str]:
    """Return the vendors by the rank that they would have, the insufficient last by their values."""
    table = runs.evaluation.table
    ranks, values = (dict(zip(table["vendor"], table[name], strict=True)) for name in ("rank_if_met", "value"))
    return sorted(ranks, key=lambda key: (inf if isnan(ranks[key]) else ranks[key], -values[key]))


def first_said(runs: Runs, vendor: str, *, other: bool = False) -> str:
    """Say how often a vendor is first."""
    run = runs.other if other and runs.other is not None else runs.main
    if runs.evaluation.verdicts[vendor].name == "insufficient":
        return say("no rank")
    return how_often(run.table.set_index("vendor")["p_first"].to_dict()[vendor], run.draws)


def ranking(runs: Runs) -> Chapter:
    """Return who stands where, by how much, and what it costs."""
    blocks = [*_order(runs), *_parts(runs), *_costs(runs), *_baseline(runs)]
    return Chapter("ranking", say("The ranking with ranges"), tuple(blocks))


def _order(runs: Runs) -> Iterator[Block]:
    evaluation = runs.evaluation
    yield figure(say("Value of each vendor and what it is made of"), contributions(evaluation))
    unsure = any(one.name == "undetermined" for one in evaluation.verdicts.values())
    columns = [say("Vendor"), say("Rank"), say("Value in points"), say("Range"), say("First"), say("Cost")]
    if unsure:
        columns[2:2] = [say("Rank if open requirements are met")]
        columns[4:4] = [say("Value if they are met", context="the open requirements")]
    ranks, ranks_if_met = (list(evaluation.table[name]) for name in ("rank", "rank_if_met"))
    rows = []
    for vendor in in_order(runs):
        row, verdict = evaluation.row(vendor), evaluation.verdicts[vendor].name
        cells = [
            Cell(runs.decision.vendor_name(vendor), verdict_said(verdict), TONES[verdict]),
            Cell(place(row["rank"], ranks)),
            Cell(points(row["value"])),
            Cell(span(row["low"], row["high"])),
            Cell(first_said(runs, vendor)),
            cost_cell(runs.decision, vendor),
        ]
        if unsure:
            cells[2:2] = [Cell(place(row["rank_if_met"], ranks_if_met))]
            cells[4:4] = [Cell(points(row["value_if_met"]) if verdict == "undetermined" else NOTHING)]
        rows.append(tuple(cells))
    caption = say(
        "Ranking by expected value {weights}; only sufficient vendors have a rank; cost stands beside the value",
        weights=evaluation.outcome.weights,
    )
    yield Table(caption, tuple(columns), tuple(rows), frozenset(range(1, len(columns) - 1)))


def _parts(runs: Runs) -> Iterator[Block]:
    """Give weight, value and contribution of each criterion, so that every value can be added up by hand."""
    evaluation, vendors = runs.evaluation, in_order(runs)
    parts = {(row["criterion"], row["vendor"]): row for row in evaluation.contributions.to_dict("records")}
    rows = []
    for key in runs.decision.weighted:
        own = [parts[key, vendor] for vendor in vendors]
        cells = [Cell(points(one["contribution"]), ranged(one["value"], one["low"], one["high"])) for one in own]
        rows.append(
            (
                Cell(runs.decision.criterion_name(key), say("weight {weight}", weight=percent(own[0]["weight"]))),
                *cells,
            )
        )
    total = [Cell(points(evaluation.row(vendor)["value"])) for vendor in vendors]
    rows.append((Cell(say("Sum")), *total))
    yield Heading(say("What each value is made of"), "parts")
    yield Prose(
        say(
            "A contribution is weight times value, and the contributions of a vendor ({number}) sum to its value. On "
            "each criterion 0 points are the worst of the scale and 100 the best.",
            number=number(len(runs.decision.weighted)),
        )
    )
    names = [runs.decision.vendor_name(vendor) for vendor in vendors]
    caption = say(
        "Contributions in points {weights}; small: the value on the criterion and its range",
        weights=evaluation.outcome.weights,
    )
    table = Table(caption, (say("Criterion"), *names), tuple(rows), frozenset(range(1, len(names) + 1)))
    yield from split(table)


def _costs(runs: Runs) -> Iterator[Block]:
    stated = {key: one.cost for key, one in runs.decision.vendors.items() if one.cost is not None}
    yield Heading(say("Cost"), "cost")
    yield Prose(
        say(
            "A cost is stated for {stated} of {count} vendor. It stands beside the value in money and is no part of "
            "it.",
            "A cost is stated for {stated} of {count} vendors. It stands beside the value in money and is no part of "
            "it.",
            count=len(runs.decision.vendors),
            stated=number(len(stated)),
        )
    )
    if stated:
        rows = [
            (
                Cell(runs.decision.vendor_name(key)),
                cost_cell(runs.decision, key),
                Cell(one.because or NOTHING, judged(one)),
            )
            for key, one in stated.items()
        ]
        yield Table(say("Costs as stated"), (say("Vendor"), say("Cost"), say("Why")), tuple(rows))


def _baseline(runs: Runs) -> Iterator[Block]:
    decision = runs.decision
    yield Heading(say("Against the baseline"), "baseline")
    if isinstance(decision.baseline, float):
        yield Bullets(tuple(Item(_against(runs, vendor, decision.baseline)) for vendor in in_order(runs)))
        return
    if decision.baseline not in decision.vendors:
        yield Prose(say("The decision states no baseline, so 0 vendors are compared with one."))
        return
    name, value = decision.vendor_name(decision.baseline), _value(runs, decision.baseline)
    yield Prose(say("The baseline is {vendor}, {points} points.", vendor=name, points=value))
    others = [vendor for vendor in in_order(runs) if vendor != decision.baseline]
    if others:
        yield Bullets(tuple(Item(_gap(runs, vendor, decision.baseline)) for vendor in others))


def _gap(runs: Runs, vendor: str, baseline: str) -> str:
    reasons = explain(runs.evaluation, vendor, over=baseline, run=runs.declared).reasons
    return run_on(*(one.text for one in reasons if one.kind in ("verdict", "gap")))


def _value(runs: Runs, vendor: str) -> str:
    row = runs.evaluation.row(vendor)
    return ranged(row["value"], row["low"], row["high"])


def _against(runs: Runs, vendor: str, baseline: float) -> str:
    row = runs.evaluation.row(vendor)
    unsure = runs.evaluation.verdicts[vendor].name == "undetermined"
    value = float(row["value_if_met"] if unsure else row["value"])
    words: dict[str, Any] = {
        "vendor": runs.decision.vendor_name(vendor),
        "gap": points(abs(value - baseline)),
        "value": points(value),
        "baseline": points(baseline),
    }
    if abs(value - baseline) < LEVEL:
        return _level_said(words, unsure=unsure)
    return _above_said(words, unsure=unsure) if value > baseline else _below_said(words, unsure=unsure)


def _level_said(words: dict[str, Any], *, unsure: bool) -> str:
    if unsure:
        return say(
            "If the open requirements of {vendor} are met, {vendor} is level with the baseline of {baseline} points.",
            **words,
        )
    return say("{vendor} is level with the baseline of {baseline} points.", **words)


def _above_said(words: dict[str, Any], *, unsure: bool) -> str:
    if unsure:
        return say(
            "If the open requirements of {vendor} are met, {vendor} is {gap} points above the baseline: {value} "
            "against {baseline} points.",
            **words,
        )
    return say("{vendor} is {gap} points above the baseline: {value} against {baseline} points.", **words)


def _below_said(words: dict[str, Any], *, unsure: bool) -> str:
    if unsure:
        return say(
            "If the open requirements of {vendor} are met, {vendor} is {gap} points below the baseline: {value} "
            "against {baseline} points.",
            **words,
        )
    return say("{vendor} is {gap} points below the baseline: {value} against {baseline} points.", **words)
