"""Chart: how far each vendor can be behind the best at worst."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from matplotlib.axes import Axes

from vendor_eval.analysis.sensitivity import Sensitivity
from vendor_eval.analysis.wording import clauses, points, run_on
from vendor_eval.engine.ranks import TIE
from vendor_eval.languages.phrases import say
from vendor_eval.plot.colours import HUES, INK, LINE, MUTED, mixed
from vendor_eval.plot.page import Page
from vendor_eval.plot.style import BODY, SMALL, drawing
from vendor_eval.plot.text import height, wrapped

__all__ = ["regret"]

NAME, BEHIND = 112.0, 132.0
BAR, BETWEEN = 13.0, 8.0
OTHERS = mixed(HUES[0], 0.55)

Row = Mapping[Hashable, Any]


def regret(sensitivity: Sensitivity, *, ax: Axes | None = None) -> Axes:
    """Draw by how many points each vendor can be behind the best at most, the least first.

    Parameters
    ----------
    sensitivity
        The result of ``sensitivity``.
    ax
        The Axes to draw on; a new figure as wide as a printed page where None.
    """
    rows = sensitivity.regret.sort_values("regret", kind="stable").to_dict("records")
    title = say("How far behind the best each vendor can be")
    with drawing():
        page = Page(ax)
        if not rows:
            page.heading(title, sensitivity.text.split("\n")[0])
            return page.finish(run_on(say("No bars."), sensitivity.text))
        most = max([TIE, *(float(row["regret"]) for row in rows)])
        page.measure(NAME, page.width - BEHIND, 0, most)
        page.heading(title, _subtitle(sensitivity))
        top = page.y
        for row in rows:
            _draw_row(page, sensitivity, row)
        page.ax.vlines(0, top, page.y - BETWEEN / 2, color=INK, linewidth=0.8)
        if any(row["regret"] > 0 for row in rows):
            page.note(say("Dark: the choice that is least far behind at worst."))
        return page.finish(_said(sensitivity, rows))


def _subtitle(sensitivity: Sensitivity) -> str:
    if sensitivity.contest.if_met:
        return say(
            "If the open requirements are met: points behind at most, {whatever}.", whatever=sensitivity.whatever
        )
    return say("Points behind at most, {whatever}.", whatever=sensitivity.whatever)


def _draw_row(page: Page, sensitivity: Sensitivity, row: Row) -> None:
    name = wrapped(str(row["name"]), NAME - 8, BODY, bold=True, most=3)
    said = wrapped(_behind(sensitivity, row), BEHIND - 8, SMALL, most=3)
    tall = max(BAR, height(name, BODY), height(said, SMALL))
    middle = page.y + tall / 2
    page.write(0, middle, name, middle=True, bold=True)
    long = float(row["regret"]) / page.unit
    if row["regret"] > 0:
        fill = HUES[0] if row["least"] else OTHERS
        page.box(page.place(0), middle - BAR / 2, long, BAR, facecolor=fill, edgecolor=LINE, linewidth=0.5)
    x = NAME + long + 5
    page.write(x, middle, said, size=SMALL, middle=True, bold=bool(row["least"]), colour=INK if row["rival"] else MUTED)
    page.y += tall + BETWEEN


def _behind(sensitivity: Sensitivity, row: Row) -> str:
    if not row["rival"]:
        return say("never")
    rival = sensitivity.decision.vendor_name(row["rival"])
    return say("{points}, behind {vendor}", points=points(row["regret"]), vendor=rival)


def _said(sensitivity: Sensitivity, rows: Sequence[Row]) -> str:
    return say(
        "Bars of the points that each vendor can be behind the best at most, {whatever}: {points}.",
        whatever=sensitivity.whatever,
        points=clauses(f"{row['name']} {points(row['regret'])}" for row in rows),
    )
