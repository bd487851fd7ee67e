"""Chapter: what the outcome hangs on: weights, performances, requirements, and what each other vendor would need."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterator, Mapping
from typing import Any

from vendor_eval.analysis.pressure_said import pressure_said
from vendor_eval.analysis.sensitivity import Sensitivity
from vendor_eval.analysis.sensitivity_said import weights_and_evidence_said
from vendor_eval.analysis.wording import amount, counted, joined, number, percent, points
from vendor_eval.plot import stability, tornado, weight_sweep
from vendor_eval.report.chapters.sensitivity_whatever import needs, whatever
from vendor_eval.report.charts import figure
from vendor_eval.report.records import Block, Bullets, Cell, Chapter, Heading, Item, Prose, Table
from vendor_eval.report.runs import Runs

__all__ = ["sensitivity"]

NOTHING = "–"
MOST_PERFORMANCES = 10

Row = Mapping[Hashable, Any]


def sensitivity(runs: Runs) -> Chapter:
    """Return what would have to be different for another vendor to come first."""
    return Chapter("sensitivity", "What the outcome hangs on", tuple(_blocks(runs)))


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
    return joined([found.decision.vendor_name(key) for key in keys.split(", ")]) if keys else "nobody"


def _weights(found: Sensitivity) -> Iterator[Block]:
    """Show between which weights the first stays first, and the least that puts another first."""
    yield Heading("How far the weights may move", "moving-weights")
    yield figure("Between which weights the first stays first", stability(found))
    yield from _flips(found)
    if math.isfinite(found.table["distance"].min()):
        yield figure("Overall values over the weight that is nearest to changing who is first", weight_sweep(found))
    rows = [_interval(found, row, row["name"]) for row in found.table.to_dict("records")]
    if len(found.groups) > 1:
        rows += [_interval(found, row, f"{row['name']} (group)") for row in found.groups.to_dict("records")]
    columns = ("Criterion", "Weight", "First from", "to", "Below that", "Above that", "Whole order stays")
    given = ", if the open requirements are met" if found.contest.if_met else ""
    caption = (
        f"Between which weights {found.contest.name(found.contest.leader or 0)} stays first, all other weights in "
        f"proportion{given}"
    )
    yield Table(caption, columns, tuple(rows), frozenset({1, 2, 3}))


def _interval(found: Sensitivity, row: Row, name: str) -> tuple[Cell, ...]:
    return (
        Cell(name),
        Cell(percent(row["weight"])),
        Cell(percent(row["low"])),
        Cell(percent(row["high"])),
        _taker(found, row, "below", "fall"),
        _taker(found, row, "above", "rise"),
        Cell(f"{percent(row['order_low'])} to {percent(row['order_high'])}"),
    )


def _taker(found: Sensitivity, row: Row, takers: str, way: str) -> Cell:
    if not row[takers]:
        return Cell("nobody", tone="quiet")
    return Cell(_names(found, row[takers]), f"{number(round(row[way], 1))} percentage points off")


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
    rest = f"; {counted(never, 'other')} cannot be first at any weights" if never else ""
    columns = ("To put first", "One weight alone", "Moved in all", "Largest move", "Weights that change, least in all")
    caption = f"Smallest changes of the weights, in percentage points, at expected values{rest}"
    yield Table(caption, columns, rows, frozenset({2, 3}))


def _alone(found: Sensitivity, row: Row) -> str:
    if not row["criterion"]:
        return NOTHING
    name = found.decision.criterion_name(row["criterion"])
    return f"{name} {percent(row['weight_from'])} to {percent(row['weight_to'])}"


def _moved(found: Sensitivity, weights: Mapping[str, float]) -> str:
    now = dict(zip(found.contest.criteria, found.contest.weights.tolist(), strict=True))
    said = [
        f"{found.decision.criterion_name(key)} {percent(now[key])} to {percent(after)}"
        for key, after in weights.items()
        if percent(now[key]) != percent(after)
    ]
    return "; ".join(said) or NOTHING


def _performances(found: Sensitivity) -> Iterator[Block]:
    """Show which single performances move the gap, and which could change who is first."""
    contest = found.contest
    if contest.leader is None or contest.second is None:
        return
    yield Heading("Which single performances matter", "moving-performances")
    if len(found.tornado):
        yield figure("What moves the gap between the first two", tornado(found))
        rows = tuple(
            (
                Cell(f"{row['vendor_name']}: {row['name']}"),
                Cell(row["known"]),
                Cell(points(row["at_low"])),
                Cell(points(row["at_high"])),
            )
            for row in found.tornado.head(MOST_PERFORMANCES).to_dict("records")
        )
        first, second = contest.name(contest.leader), contest.name(contest.second)
        caption = (
            f"Points by which {first} is ahead of {second}, with one performance at the worst and at the best that is "
            f"known to be possible; expected {points(contest.gap)}"
        )
        yield Table(caption, ("Performance", "Known", "At its worst", "At its best"), rows, frozenset({2, 3}))
    yield from _switching(found)


def _switching(found: Sensitivity) -> Iterator[Block]:
    """Show the single performances on the scales that would change who is first, the nearest first."""
    possible = found.switching[found.switching["possible"]]
    if possible.empty:
        yield Prose("No single performance on its scale, all else as expected, changes who is first.")
        return
    far = (possible["switching_points"] - possible["points"]).abs()
    nearest = possible.loc[far.sort_values(kind="stable").index].head(MOST_PERFORMANCES)
    leader = found.contest.vendors[found.contest.leader or 0]
    rows = tuple(
        (
            Cell(f"{found.decision.vendor_name(row['vendor'])}: {found.decision.criterion_name(row['criterion'])}"),
            Cell(row["now"]),
            Cell(_switch(row)),
            Cell("falls behind" if row["vendor"] == leader else "comes first"),
            Cell("yes" if row["open"] else "no"),
        )
        for row in nearest.to_dict("records")
    )
    more = len(possible) - len(rows)
    rest = f"; the {len(rows)} nearest of {len(possible)}" if more else ""
    caption = f"Single performances at which who is first changes, all else as expected{rest}"
    yield Table(caption, ("Performance", "Known", "Changes at", "The vendor then", "Left open by the evidence"), rows)


def _switch(row: Row) -> str:
    return f"“{row['level']}”" if row["level"] else amount(row["switching"], row["unit"])


def _requirements(found: Sensitivity) -> Iterator[Block]:
    """Say what each requirement decides; those that decide nothing alone are only named."""
    if not found.pressures:
        return
    yield Heading("Which requirement decides", "deciding-requirements")
    deciding = [one for one in found.pressures if one.changes_outcome or one.verdicts_without]
    if deciding:
        yield Bullets(tuple(Item(pressure_said(found.evaluation, one)) for one in deciding))
    others = [one for one in found.pressures if one not in deciding]
    if others:
        named = joined([f"{found.decision.criterion_name(one.criterion)} {one.required}" for one in others])
        what = "Without any one of these" if len(others) > 1 else "Without it"
        alone = "all verdicts and the outcome would be the same"
        yield Prose(f"{what} alone {alone}: {named}." if len(others) > 1 else f"{named}: {what.lower()} {alone}.")
