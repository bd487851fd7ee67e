"""Chart: how far each uncertain performance moves the gap between the first two."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from matplotlib.axes import Axes

from vendor_eval.analysis.sensitivity import Sensitivity
from vendor_eval.analysis.wording import counted, points, points_apart
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
            page.heading("What moves the gap", sensitivity.text.split("\n")[0])
            return page.finish(f"No bars. {sensitivity.text}")
        first, second = contest.name(contest.leader), contest.name(contest.second)
        title = f"What moves the gap between {first} and {second}"
        rows = sensitivity.tornado.to_dict("records")
        if not rows:
            known = f"All that is weighed of both is known exactly: {first} is {points(contest.gap)} points ahead."
            page.heading(title, known)
            return page.finish(f"No bars. {known}")
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
    given = "If the open requirements are met: points" if sensitivity.contest.if_met else "Points"
    return (
        f"{given} by which {first} is ahead of {second}, with one performance at either end of what is known of it and "
        "all else at expected values."
    )


def _draw_heads(page: Page, sensitivity: Sensitivity, second: str) -> None:
    """Write where both are level, and the gap at expected values, above the bars."""
    gap = sensitivity.contest.gap
    said, _ = points_apart(gap, 0.0)
    level = wrapped(f"{second} level", 80, SMALL, most=2)
    expected = f"expected {said}"
    page.write(page.place(gap), page.y, expected, size=SMALL, colour=MUTED, align="center")
    page.y += height([expected], SMALL) + 1
    page.write(max(page.place(0), NAME), page.y, level, size=SMALL, align="center", bold=True)
    page.y += height(level, SMALL) + 3


def _draw_row(page: Page, row: Row, gap: float) -> None:
    name = wrapped(f"{row['vendor_name']}: {row['name']}", NAME - 8, SMALL, bold=True, most=3)
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


def _draw_key(page: Page, rows: Sequence[Row], second: str) -> None:
    crossing = [row for row in rows if min(row["at_low"], row["at_high"]) < 0 < max(row["at_low"], row["at_high"])]
    looks = {}
    if crossing:
        looks[f"alone enough to put {second} first"] = {"facecolor": AGAINST}
    if len(crossing) < len(rows):
        looks["not enough for that" if crossing else f"not enough to put {second} first"] = {"facecolor": HOLDS}
    draw_swatches(page, looks)
    rest = len(rows) - MOST
    more = f" {counted(rest, 'other performance')} move{'s' if rest == 1 else ''} it less." if rest > 0 else ""
    page.note(f"Black dot: the performance at the best that is known to be possible; white dot: at the worst.{more}")


def _said(rows: Sequence[Row], title: str) -> str:
    parts = "; ".join(
        f"{row['name']} of {row['vendor_name']} {points(row['at_low'])} to {points(row['at_high'])}" for row in rows
    )
    return f"Bars of the gap in points. {title}: {parts}."
