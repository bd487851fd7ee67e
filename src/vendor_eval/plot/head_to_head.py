"""Chart: why one vendor and not another, criterion by criterion."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

from matplotlib.axes import Axes

from vendor_eval.analysis.wording import capital, clauses, points
from vendor_eval.engine.ranks import TIE
from vendor_eval.languages.phrases import say
from vendor_eval.plot.colours import AGAINST, HUES, INK, MUTED
from vendor_eval.plot.page import Page
from vendor_eval.plot.style import BODY, SMALL, drawing
from vendor_eval.plot.text import height, wrapped
from vendor_eval.reasons.explain import Explanation

__all__ = ["head_to_head"]

NAME, RAW = 100.0, 76.0  # points: the criterion's name, and the performances on either side
ROOM = 26.0  # points beside the longest bar, for its number
BAR, BETWEEN = 9.0, 9.0


def head_to_head(explanation: Explanation, *, ax: Axes | None = None) -> Axes:
    """Draw the difference between two vendors in points, one criterion a bar, with its range and both performances.

    Parameters
    ----------
    explanation
        The result of ``explain`` for two vendors.
    ax
        The Axes to draw on; a new figure as wide as a printed page where None.
    """
    with drawing():
        page = Page(ax)
        if explanation.over is None:
            page.heading(explanation.names[explanation.vendor], say("There is no vendor to compare it with."))
            return page.finish(say("No comparison: there is no vendor to compare with."))
        rows = explanation.table.sort_values("difference", ascending=False, kind="stable").to_dict("records")
        vendor, over = explanation.names[explanation.vendor], explanation.names[explanation.over]
        reach = max([1e-9, *(abs(row[end]) for row in rows for end in ("difference", "low", "high"))])
        page.measure(NAME + RAW + ROOM, page.width - RAW - ROOM, -reach, reach)
        page.heading(say("{vendor} compared with {rival}", vendor=vendor, rival=over), _subtitle(explanation))
        _draw_sides(page, vendor, over)
        top = page.y
        for row in rows:
            _draw_row(page, row)
        page.ax.vlines(0, top, page.y, color=INK, linewidth=0.8)
        page.rule(0, page.width, page.y)
        page.note(_sums(explanation), size=BODY, colour=INK, bold=True)
        return page.finish(_said(explanation, vendor, over))


def _gap(explanation: Explanation) -> tuple[Mapping[str, float], str]:
    """Return the numbers of the gap and the condition that it stands under."""
    gap = next(reason for reason in explanation.reasons if reason.kind == "gap")
    return gap.numbers, str(gap.words["condition"])


def _subtitle(explanation: Explanation) -> str:
    condition = _gap(explanation)[1]
    if condition:
        return say(
            "{condition}: difference in weighted points by criterion; lines are ranges over what is believed of both.",
            condition=capital(condition),
        )
    return say("Difference in weighted points by criterion; lines are ranges over what is believed of both.")


def _draw_sides(page: Page, vendor: str, over: str) -> None:
    """Write above the bars whom each side favours, and above the performances whose they are."""
    zero, half = page.place(0), (page.width - NAME - 2 * RAW) / 2 - 6
    blocks = (
        (NAME, wrapped(over, RAW - 8, SMALL, bold=True), "left", AGAINST),
        (zero - 5, wrapped(say("← favours {vendor}", vendor=over), half, SMALL, bold=True), "right", AGAINST),
        (zero + 5, wrapped(say("favours {vendor} →", vendor=vendor), half, SMALL, bold=True), "left", HUES[0]),
        (page.width - RAW + 8, wrapped(vendor, RAW - 8, SMALL, bold=True), "left", HUES[0]),
    )
    deep = max(height(lines, SMALL) for _, lines, _, _ in blocks)
    for x, lines, align, colour in blocks:
        page.write(x, page.y + deep - height(lines, SMALL), lines, size=SMALL, align=align, colour=colour, bold=True)
    page.y += deep + 3
    page.rule(0, page.width, page.y)


def _draw_row(page: Page, row: Mapping[Hashable, Any]) -> None:
    difference, low, high = (float(row[name]) for name in ("difference", "low", "high"))
    blocks = (
        (0.0, wrapped(str(row["name"]), NAME - 8, SMALL), INK),
        (NAME, wrapped(str(row["over_performance"]), RAW - 8, SMALL), MUTED),
        (page.width - RAW + 8, wrapped(str(row["performance"]), RAW - 8, SMALL), MUTED),
    )
    tall = max(BAR, *(height(lines, SMALL) for _, lines, _ in blocks)) + BETWEEN
    middle = page.y + tall / 2
    for x, lines, colour in blocks:
        page.write(x, middle, lines, size=SMALL, colour=colour, middle=True)
    page.ax.barh(middle, difference, BAR, color=HUES[0] if difference > 0 else AGAINST)
    if low < high:
        page.ax.plot([low, high], [middle, middle], color=INK, linewidth=1.0, marker="|", markersize=5)
    _draw_number(page, difference, (low, high), middle)
    page.y += tall
    page.rule(0, page.width, page.y, linewidth=0.3)


def _draw_number(page: Page, difference: float, ends: tuple[float, float], middle: float) -> None:
    text = _signed(difference)
    behind = text.startswith("−")
    x = page.place(min(difference, *ends)) - 4 if behind else page.place(max(difference, *ends)) + 4
    page.write(x, middle, text, size=SMALL, align="right" if behind else "left", middle=True, bold=True)


def _signed(x: float) -> str:
    text = points(x)
    return f"+{text}" if x > 0 and text != points(0) else text


def _sums(explanation: Explanation) -> str:
    numbers, _ = _gap(explanation)
    pros, cons, net = (_sum_said(x) for x in (numbers["advantages"], -numbers["sacrifices"], numbers["gap"]))
    return say("Advantages {pros}, disadvantages {cons}, net {net} points", pros=pros, cons=cons, net=net)


def _sum_said(x: float) -> str:
    text = _signed(x)
    return say("under {number}", number=points(0.1)) if text == points(0) and abs(x) > TIE else text


def _said(explanation: Explanation, vendor: str, over: str) -> str:
    rows = explanation.table.to_dict("records")
    return say(
        "Bars of the difference in points between {vendor} and {rival}. {sums}. {differences}.",
        vendor=vendor,
        rival=over,
        sums=_sums(explanation),
        differences=clauses(f"{row['name']} {_signed(float(row['difference']))}" for row in rows),
    )
