"""Chart: between which weights the first stays first, and who takes over on each side."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from vendor_eval.analysis.sensitivity import Sensitivity
from vendor_eval.analysis.wording import clauses, joined, listed, number, percent, ranging, run_on
from vendor_eval.languages.phrases import say
from vendor_eval.plot.colours import AGAINST, HUES, INK, LINE, MUTED, STATES, mixed
from vendor_eval.plot.page import Page
from vendor_eval.plot.style import SMALL, drawing
from vendor_eval.plot.swatches import draw_swatches
from vendor_eval.plot.text import height, wrapped

__all__ = ["stability"]

NAME, SIDE = 112.0, 88.0
BAR, BETWEEN = 10.0, 8.0
MANY = 15  # criteria: where none changes anything, so many are drawn
CLOSE, NEAR = 5.0, 15.0  # percentage points: the steps of the colours
FILLS = {CLOSE: AGAINST, NEAR: STATES["open"], math.inf: "white"}
FIRST = mixed(HUES[0], 0.45)

Row = Mapping[Hashable, Any]


def stability(sensitivity: Sensitivity, *, ax: Axes | None = None) -> Axes:
    """Draw between which weights of each criterion and group the first stays first, and who takes over outside.

    The nearest change comes first. What lowering and what raising a weight does stands on either side of its bar.

    Parameters
    ----------
    sensitivity
        The result of ``sensitivity``.
    ax
        The Axes to draw on; a new figure as wide as a printed page where None.
    """
    title = say("How far each weight may move")
    with drawing():
        page = Page(ax)
        leader = sensitivity.contest.leader
        if leader is None or sensitivity.table.empty:
            page.heading(title, sensitivity.text.split("\n")[0])
            return page.finish(run_on(say("No bars."), sensitivity.text))
        page.measure(NAME + SIDE, page.width - SIDE, 0, 1)
        page.heading(title, _subtitle(sensitivity, leader))
        rows, groups = _ordered(sensitivity.table), _moving(_ordered(sensitivity.groups))
        shown = _moving(rows) or rows[:MANY]
        _draw_heads(page)
        for row in shown:
            _draw_row(page, sensitivity, row)
        if groups:
            _draw_heading(page, say("Groups, each as its share of the group above it"))
            for row in groups:
                _draw_row(page, sensitivity, row)
        _draw_key(page, sensitivity, leader)
        page.note(run_on(say("Upright: the weight now."), _left_out(sensitivity, rows[len(shown) :], groups)))
        return page.finish(_said(sensitivity, leader, rows))


def _subtitle(sensitivity: Sensitivity, leader: int) -> str:
    name = sensitivity.contest.name(leader)
    if sensitivity.contest.if_met:
        return say(
            "If the open requirements are met: between which weights {vendor} stays first at expected values, all "
            "other weights in proportion; on either side who takes over, from which weight on, and how many percentage "
            "points off that is.",
            vendor=name,
        )
    return say(
        "Between which weights {vendor} stays first at expected values, all other weights in proportion; on either "
        "side who takes over, from which weight on, and how many percentage points off that is.",
        vendor=name,
    )


def _ordered(table: pd.DataFrame) -> list[Row]:
    return list(table.sort_values("distance", kind="stable").to_dict("records"))


def _moving(rows: Sequence[Row]) -> list[Row]:
    """Return the rows whose weight can change who is first."""
    return [row for row in rows if math.isfinite(row["distance"])]


def _draw_heads(page: Page) -> None:
    left, right = page.place(0), page.place(1)
    falls, rises = (wrapped(text, SIDE - 8, SMALL, bold=True) for text in (say("if it falls"), say("if it rises")))
    page.y += max(height(lines, SMALL) for lines in (falls, rises))
    page.write(left - 8, page.y - height(falls, SMALL), falls, size=SMALL, align="right", bold=True)
    page.write(right + 8, page.y - height(rises, SMALL), rises, size=SMALL, bold=True)
    for mark in (0.0, 0.5, 1.0):
        align = {0.0: "left", 0.5: "center", 1.0: "right"}[mark]
        y = page.y - height([percent(mark)], SMALL)
        page.write(page.place(mark), y, percent(mark), size=SMALL, colour=MUTED, align=align)
    page.y += 2
    page.rule(0, page.width, page.y)
    page.y += BETWEEN / 2


def _draw_heading(page: Page, text: str) -> None:
    page.y += 4
    page.write(0, page.y, text, size=SMALL, bold=True)
    page.y += height([""], SMALL) + 2
    page.rule(0, page.width, page.y)
    page.y += BETWEEN / 2


def _draw_row(page: Page, sensitivity: Sensitivity, row: Row) -> None:
    name = wrapped(str(row["name"]), NAME - 8, SMALL, bold=True, most=3)
    now = say("now {share}", share=percent(row["weight"]))
    sides = [_side(sensitivity, row, *ends) for ends in (("below", "low", "fall"), ("above", "high", "rise"))]
    label = height([*name, now], SMALL)
    tall = max(BAR, label, *(height([*who, *small], SMALL) for who, small in sides))
    middle = page.y + tall / 2
    page.write(0, middle - label / 2, name, size=SMALL, bold=True)
    page.write(0, middle + label / 2 - height([now], SMALL), now, size=SMALL, colour=MUTED)
    for (who, small), x, align in zip(sides, (page.place(0) - 8, page.place(1) + 8), ("right", "left"), strict=True):
        top = middle - height([*who, *small], SMALL) / 2
        page.write(x, top, who, size=SMALL, align=align, bold=bool(small), colour=INK if small else MUTED)
        page.write(x, top + height(who, SMALL), small, size=SMALL, align=align, colour=MUTED)
    _draw_bar(page, row, middle - BAR / 2)
    page.y += tall + BETWEEN


def _side(sensitivity: Sensitivity, row: Row, takers: str, end: str, way: str) -> tuple[list[str], list[str]]:
    """Return who takes over on one side, and where; that nobody does."""
    if not row[takers]:
        return wrapped(say("nobody", context="takes over"), SIDE - 10, SMALL), []
    names = listed(sensitivity.decision.vendor_name(key) for key in str(row[takers]).split(", "))
    change = ("−" if way == "fall" else "+") + number(round(row[way], 1))
    said = say("at {share} ({change})", share=percent(row[end]), change=change)
    return wrapped(names, SIDE - 10, SMALL, bold=True, most=2), wrapped(said, SIDE - 10, SMALL)


def _draw_bar(page: Page, row: Row, top: float) -> None:
    low, high = float(row["low"]), float(row["high"])
    for start, end, far in ((0.0, low, row["fall"]), (high, 1.0, row["rise"]), (low, high, None)):
        fill = FIRST if far is None else _fill(float(far))
        if end > start:
            wide = (end - start) / page.unit
            page.box(page.place(start), top, wide, BAR, facecolor=fill, edgecolor=LINE, linewidth=0.5)
    page.ax.vlines(float(row["weight"]), top - 2.5, top + BAR + 2.5, color=INK, linewidth=2.0, zorder=4, clip_on=False)


def _fill(far: float) -> str:
    return next(fill for most, fill in FILLS.items() if far < most or math.isinf(most))


def _draw_key(page: Page, sensitivity: Sensitivity, leader: int) -> None:
    far = pd.concat([sensitivity.table[["fall", "rise"]], sensitivity.groups[["fall", "rise"]]]).to_numpy(dtype=float)
    used = {_fill(float(x)) for x in far.ravel() if math.isfinite(x)}
    said = {
        say("another vendor, within {number} percentage points", number=number(CLOSE)): FILLS[CLOSE],
        say("another, within {number}", number=number(NEAR)): FILLS[NEAR],
        say("another vendor, farther off"): FILLS[math.inf],
    }
    first = {say("{vendor} is first", vendor=sensitivity.contest.name(leader)): {"facecolor": FIRST}}
    draw_swatches(page, first | {text: {"facecolor": fill} for text, fill in said.items() if fill in used})


def _left_out(sensitivity: Sensitivity, rows: Sequence[Row], groups: Sequence[Row]) -> str:
    """Name the criteria that are not drawn, because their weight changes nothing."""
    if not rows:
        return ""
    names = joined([str(row["name"]) for row in rows])
    if len(sensitivity.groups) > max(len(groups), 1):
        return say(
            "No weight of {criteria}, however large or small, changes who is first, nor does the share of any other "
            "group.",
            "No weight of the {count} other criteria, however large or small, changes who is first, nor does the share "
            "of any other group: {criteria}.",
            count=len(rows),
            criteria=names,
        )
    return say(
        "No weight of {criteria}, however large or small, changes who is first.",
        "No weight of the {count} other criteria, however large or small, changes who is first: {criteria}.",
        count=len(rows),
        criteria=names,
    )


def _said(sensitivity: Sensitivity, leader: int, rows: Sequence[Row]) -> str:
    weights = clauses(f"{row['name']} {ranging(percent(row['low']), percent(row['high']))}" for row in rows)
    contest = sensitivity.contest
    name, rivals = contest.name(leader), [contest.name(i) for i in range(len(contest.vendors)) if i != leader]
    bars = (
        say(
            "Bars of the weights between which {vendor} stays first among {vendors}: {weights}.",
            vendor=name,
            vendors=joined([name, *rivals]),
            weights=weights,
        )
        if rivals
        else say("Bars of the weights between which {vendor} stays first: {weights}.", vendor=name, weights=weights)
    )
    return run_on(bars, sensitivity.text.split("\n")[0])
