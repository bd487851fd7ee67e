"""Chart: how far each uncertain performance moves the gap between the first two."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from matplotlib.axes import Axes

from vendor_eval.analysis.sensitivity import Sensitivity
from vendor_eval.analysis.wording import clauses, points, points_apart, ranging, run_on
from vendor_eval.languages.phrases import say
from vendor_eval.plot.colours import AGAINST, HUES, INK, MUTED, mixed
from vendor_eval.plot.page import Page
from vendor_eval.plot.style import SMALL, drawing
from vendor_eval.plot.swatches import draw_swatches
from vendor_eval.plot.text import height, wrapped

__all__ = ["tornado"]

NAME, ROOM = 176.0, 26.0
BAR, BETWEEN = 11.0, 7.0
MOST = 10  # rows
HOLDS = mixed(HUES[0], 0.45)

Row = Mapping[Hashable, Any]


def tornado(sensitivity: Sensitivity, *, ax: Axes | None = None) -> Axes:
    """Draw the gap between the first and the next best at both ends of each uncertain performance, the widest first.

    A bar that crosses zero is one that alone could put the next best first.

    Parameters
    ----------
    sensitivity
        The result of ``sensitivity``.
    ax
        The Axes to draw on; a new figure as wide as a printed page where None.
    """
    contest = sensitivity.contest
    with drawing():
        page = Page(ax)
        if contest.leader is None or contest.second is None:
            page.heading(say("What moves the gap"), sensitivity.text.split("\n")[0])
            return page.finish(run_on(say("No bars."), sensitivity.text))
        first, second = contest.name(contest.leader), contest.name(contest.second)
        title = say("What moves the gap between {vendor} and {rival}", vendor=first, rival=second)
        rows = sensitivity.tornado.to_dict("records")
        if not rows:
            known = say(
                "All that is weighed of both is known exactly: {vendor} is {points} points ahead.",
                vendor=first,
                points=points(contest.gap),
            )
            page.heading(title, known)
            return page.finish(run_on(say("No bars."), known))
        ends = [0.0, *(float(row[end]) for row in rows for end in ("at_low", "at_high"))]
        page.measure(NAME + ROOM, page.width - ROOM, min(ends), max(ends))
        page.heading(title, _subtitle(sensitivity, first, second))
        _draw_heads(page, sensitivity, second)
        top = page.y
        for row in rows[:MOST]:
            _draw_row(page, row, contest.gap)
        page.ax.vlines(contest.gap, top, page.y, color=MUTED, linewidth=0.8, linestyle=(0, (4, 2.5)), zorder=0)
        page.ax.vlines(0, top, page.y, color=INK, linewidth=1.1, zorder=0)
        _draw_key(page, rows, second)
        return page.finish(_said(rows, title))


def _subtitle(sensitivity: Sensitivity, first: str, second: str) -> str:
    if sensitivity.contest.if_met:
        return say(
            "If the open requirements are met: points by which {vendor} is ahead of {rival}, with one performance at "
            "either end of what is known of it and all else at expected values.",
            vendor=first,
            rival=second,
        )
    return say(
        "Points by which {vendor} is ahead of {rival}, with one performance at either end of what is known of it and "
        "all else at expected values.",
        vendor=first,
        rival=second,
    )


def _draw_heads(page: Page, sensitivity: Sensitivity, second: str) -> None:
    """Write where both are level, and the gap at expected values, above the bars."""
    gap = sensitivity.contest.gap
    said, _ = points_apart(gap, 0.0)
    level = wrapped(say("{vendor} level", vendor=second), 80, SMALL, most=3)
    expected = say("expected {points}", points=said)
    page.write(page.place(gap), page.y, expected, size=SMALL, colour=MUTED, align="center")
    page.y += height([expected], SMALL) + 1
    page.write(max(page.place(0), NAME), page.y, level, size=SMALL, align="center", bold=True)
    page.y += height(level, SMALL) + 3


def _draw_row(page: Page, row: Row, gap: float) -> None:
    name = wrapped(_name(row), NAME - 8, SMALL, bold=True, most=3)
    known = wrapped(str(row["known"]), NAME - 8, SMALL, most=2)
    tall = max(BAR, height([*name, *known], SMALL))
    middle = page.y + tall / 2
    top = middle - height([*name, *known], SMALL) / 2
    page.write(0, top, name, size=SMALL, bold=True)
    page.write(0, top + height(name, SMALL), known, size=SMALL, colour=MUTED)
    at = {"worst": float(row["at_low"]), "best": float(row["at_high"])}
    low, high = min(at.values()), max(at.values())
    fill = AGAINST if low < 0 < high else HOLDS
    page.box(page.place(low), middle - BAR / 2, (high - low) / page.unit, BAR, facecolor=fill)
    page.ax.vlines(gap, middle - BAR / 2, middle + BAR / 2, color="white", linewidth=1.0, zorder=3)
    for end, x in at.items():
        filled = INK if end == "best" else "white"
        page.ax.plot([x], [middle], marker="o", markersize=4.5, markerfacecolor=filled, markeredgecolor=INK, zorder=4)
    for x, side in ((low, -1), (high, 1)):
        align = "right" if side < 0 else "left"
        page.write(page.place(x) + 5 * side, middle, points(x), size=SMALL, align=align, middle=True)
    page.y += tall + BETWEEN


def _name(row: Row) -> str:
    return say("{vendor}: {criterion}", vendor=row["vendor_name"], criterion=row["name"])


def _draw_key(page: Page, rows: Sequence[Row], second: str) -> None:
    crossing = [row for row in rows if min(row["at_low"], row["at_high"]) < 0 < max(row["at_low"], row["at_high"])]
    looks = {}
    if crossing:
        looks[say("alone enough to put {vendor} first", vendor=second)] = {"facecolor": AGAINST}
    if len(crossing) < len(rows):
        less = say("not enough for that") if crossing else say("not enough to put {vendor} first", vendor=second)
        looks[less] = {"facecolor": HOLDS}
    draw_swatches(page, looks)
    dots = say("Black dot: the performance at the best that is known to be possible; white dot: at the worst.")
    rest = len(rows) - MOST
    more = say(
        "{count} other performance moves it less.", "{count} other performances move it less.", count=max(rest, 0)
    )
    page.note(run_on(dots, more if rest > 0 else ""))


def _said(rows: Sequence[Row], title: str) -> str:
    ranges = clauses(
        say(
            "{criterion} of {vendor} {range}",
            criterion=row["name"],
            vendor=row["vendor_name"],
            range=ranging(points(row["at_low"]), points(row["at_high"])),
        )
        for row in rows
    )
    return say("Bars of the gap in points. {title}: {ranges}.", title=title, ranges=ranges)
