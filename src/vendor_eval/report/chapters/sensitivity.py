"""Chapter: what the outcome hangs on: weights, performances, requirements, and what each other vendor would need."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any

from vendor_eval.analysis.pressure import Pressure
from vendor_eval.analysis.pressure_said import pressure_said
from vendor_eval.analysis.sensitivity import Sensitivity
from vendor_eval.analysis.sensitivity_said import weights_and_evidence_said
from vendor_eval.analysis.wording import amount, clauses, joined, number, percent, points, quoted, ranging
from vendor_eval.languages.phrases import say
from vendor_eval.plot import stability, tornado, weight_sweep
from vendor_eval.report.chapters.sensitivity_whatever import needs, whatever
from vendor_eval.report.charts import figure
from vendor_eval.report.records import Block, Bullets, Cell, Chapter, Heading, Item, Prose, Table
from vendor_eval.report.runs import Runs
from vendor_eval.report.wording import NOTHING, yes_or_no

__all__ = ["sensitivity"]

MOST_PERFORMANCES = 10

Row = Mapping[Hashable, Any]


def sensitivity(runs: Runs) -> Chapter:
    """Return what would have to be different for another vendor to come first."""
    return Chapter("sensitivity", say("What the outcome hangs on"), tuple(_blocks(runs)))


def _blocks(runs: Runs) -> Iterator[Block]:
    found = runs.sensitivity
    yield Bullets(tuple(Item(text) for text in weights_and_evidence_said(found)))
    if len(found.contest.vendors) > 1:
        if len(found.contest.criteria) > 1:
            yield from _weights(found)
        yield from _performances(found)
    yield from _requirements(found)
    yield from whatever(found)
    yield from needs(runs)


def _names(found: Sensitivity, keys: str) -> str:
    return joined([found.decision.vendor_name(key) for key in keys.split(", ")])


def _weights(found: Sensitivity) -> Iterator[Block]:
    """Show between which weights the first stays first, and the least that puts another first."""
    yield Heading(say("How far the weights may move"), "moving-weights")
    yield figure(say("Between which weights the first stays first"), stability(found))
    yield from _flips(found)
    if math.isfinite(found.table["distance"].min()):
        caption = say("Overall values over the weight that is nearest to changing who is first")
        yield figure(caption, weight_sweep(found))
    rows = [_interval(found, row, row["name"]) for row in found.table.to_dict("records")]
    if len(found.groups) > 1:
        groups = found.groups.to_dict("records")
        rows += [_interval(found, row, say("{name} (group)", name=row["name"])) for row in groups]
    columns = (
        say("Criterion"),
        say("Weight"),
        say("First from", context="a weight; the next column is “to”"),
        say("to", context="a weight; the column before is “First from”"),
        say("Below that", context="who is first below a weight"),
        say("Above that", context="who is first above a weight"),
        say("Whole order stays"),
    )
    yield Table(_intervals_caption(found), columns, tuple(rows), frozenset({1, 2, 3}))


def _intervals_caption(found: Sensitivity) -> str:
    name = found.contest.name(found.contest.leader or 0)
    caption = say("Between which weights {vendor} stays first, all other weights in proportion", vendor=name)
    if found.contest.if_met:
        return say("{caption}, if the open requirements are met", caption=caption)
    return caption


def _interval(found: Sensitivity, row: Row, name: str) -> tuple[Cell, ...]:
    return (
        Cell(name),
        Cell(percent(row["weight"])),
        Cell(percent(row["low"])),
        Cell(percent(row["high"])),
        _taker(found, row, "below", "fall"),
        _taker(found, row, "above", "rise"),
        Cell(ranging(percent(row["order_low"]), percent(row["order_high"]))),
    )


def _taker(found: Sensitivity, row: Row, takers: str, way: str) -> Cell:
    if not row[takers]:
        return Cell(say("nobody", context="takes over"), tone="quiet")
    off = say("{number} percentage points off", number=number(round(row[way], 1)))
    return Cell(_names(found, row[takers]), off)


def _flips(found: Sensitivity) -> Iterator[Block]:
    """Show the smallest change of weights for each rival; why there is none is said above."""
    possible = found.flips[found.flips["possible"]]
    if possible.empty:
        return
    rows = tuple(
        (
            Cell(row["name"]),
            Cell(_alone(found, row)),
            Cell(number(round(row["points_moved"], 1))),
            Cell(number(round(row["largest_move"], 1))),
            Cell(_moved(found, row["weights"])),
        )
        for row in possible.to_dict("records")
    )
    never = len(found.flips) - len(possible)
    caption = say("Smallest changes of the weights, in percentage points, at expected values")
    if never:
        rest = say(
            "{count} other cannot be first at any weights", "{count} others cannot be first at any weights", count=never
        )
        caption = clauses([caption, rest])
    columns = (
        say("To put first"),
        say("One weight alone"),
        say("Moved in all"),
        say("Largest move"),
        say("Weights that change, least in all"),
    )
    yield Table(caption, columns, rows, frozenset({2, 3}))


def _alone(found: Sensitivity, row: Row) -> str:
    if not row["criterion"]:
        return NOTHING
    name = found.decision.criterion_name(row["criterion"])
    return _changed(name, row["weight_from"], row["weight_to"])


def _changed(name: str, before: float, after: float) -> str:
    return say("{criterion} {before} to {after}", criterion=name, before=percent(before), after=percent(after))


def _moved(found: Sensitivity, weights: Mapping[str, float]) -> str:
    now = dict(zip(found.contest.criteria, found.contest.weights.tolist(), strict=True))
    said = [
        _changed(found.decision.criterion_name(key), now[key], after)
        for key, after in weights.items()
        if percent(now[key]) != percent(after)
    ]
    return clauses(said) or NOTHING


def _performances(found: Sensitivity) -> Iterator[Block]:
    """Show which single performances move the gap, and which could change who is first."""
    contest = found.contest
    if contest.leader is None or contest.second is None:
        return
    yield Heading(say("Which single performances matter"), "moving-performances")
    if len(found.tornado):
        yield figure(say("What moves the gap between the first two"), tornado(found))
        rows = tuple(
            (
                Cell(say("{vendor}: {criterion}", vendor=row["vendor_name"], criterion=row["name"])),
                Cell(row["known"]),
                Cell(points(row["at_low"])),
                Cell(points(row["at_high"])),
            )
            for row in found.tornado.head(MOST_PERFORMANCES).to_dict("records")
        )
        caption = say(
            "Points by which {vendor} is ahead of {other}, with one performance at the worst and at the best that is "
            "known to be possible; expected {points}",
            vendor=contest.name(contest.leader),
            other=contest.name(contest.second),
            points=points(contest.gap),
        )
        columns = (say("Performance"), say("Known"), say("At its worst"), say("At its best"))
        yield Table(caption, columns, rows, frozenset({2, 3}))
    yield from _switching(found)


def _switching(found: Sensitivity) -> Iterator[Block]:
    """Show the single performances on the scales that would change who is first, the nearest first."""
    possible = found.switching[found.switching["possible"]]
    if possible.empty:
        yield Prose(say("No single performance on its scale, all else as expected, changes who is first."))
        return
    far = (possible["switching_points"] - possible["points"]).abs()
    nearest = possible.loc[far.sort_values(kind="stable").index].head(MOST_PERFORMANCES)
    leader = found.contest.vendors[found.contest.leader or 0]
    rows = tuple(
        (
            Cell(_performance(found, row)),
            Cell(row["now"]),
            Cell(_switch(row)),
            Cell(say("falls behind") if row["vendor"] == leader else say("comes first")),
            Cell(yes_or_no(row["open"])),
        )
        for row in nearest.to_dict("records")
    )
    caption = say("Single performances at which who is first changes, all else as expected")
    if len(rows) < len(possible):
        nearest_of = say("the {shown} nearest of {number}", shown=number(len(rows)), number=number(len(possible)))
        caption = clauses([caption, nearest_of])
    columns = (
        say("Performance"),
        say("Known"),
        say("Changes at", context="a performance"),
        say("The vendor then", context="falls behind or comes first"),
        say("Left open by the evidence"),
    )
    yield Table(caption, columns, rows)


def _performance(found: Sensitivity, row: Row) -> str:
    vendor, criterion = found.decision.vendor_name(row["vendor"]), found.decision.criterion_name(row["criterion"])
    return say("{vendor}: {criterion}", vendor=vendor, criterion=criterion)


def _switch(row: Row) -> str:
    return quoted(row["level"]) if row["level"] else amount(row["switching"], row["unit"])


def _requirements(found: Sensitivity) -> Iterator[Block]:
    """Say what each requirement decides; those that decide nothing alone are only named."""
    if not found.pressures:
        return
    yield Heading(say("Which requirement decides"), "deciding-requirements")
    deciding = [one for one in found.pressures if one.changes_outcome or one.verdicts_without]
    if deciding:
        yield Bullets(tuple(Item(pressure_said(found.evaluation, one)) for one in deciding))
    others = [one for one in found.pressures if one not in deciding]
    if others:
        yield Prose(_idle_said(found, others))


def _idle_said(found: Sensitivity, others: Sequence[Pressure]) -> str:
    named = joined([_asked(found, one) for one in others])
    if len(others) == 1:
        return say("{requirement}: without it alone all verdicts and the outcome would be the same.", requirement=named)
    return say(
        "Without any one of these alone all verdicts and the outcome would be the same: {requirements}.",
        requirements=named,
    )


def _asked(found: Sensitivity, one: Pressure) -> str:
    name = found.decision.criterion_name(one.criterion)
    return say("{criterion} {required}", criterion=name, required=one.required)
