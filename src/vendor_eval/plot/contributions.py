"""Chart: what each vendor's value is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
from matplotlib.axes import Axes

from vendor_eval.analysis.evaluate import Evaluation
from vendor_eval.analysis.weights_said import weights_said
from vendor_eval.analysis.wording import clauses, number, points
from vendor_eval.languages.numbers import decimals
from vendor_eval.languages.phrases import say
from vendor_eval.plot.colours import INK, LINE, MUTED, greyed, ink_on
from vendor_eval.plot.legend import Entry, draw_legend, entries
from vendor_eval.plot.page import Page
from vendor_eval.plot.standing import Standing, standings
from vendor_eval.plot.style import BODY, SMALL, drawing
from vendor_eval.plot.text import height, width, wrapped

__all__ = ["contributions"]

LABEL, TOTAL = 96.0, 70.0
MARKS = (0, 25, 50, 75, 100)
BAR, LANE, BETWEEN = 16.0, 7.0, 8.0  # points: a bar, its range line below, and what lies between rows


def contributions(evaluation: Evaluation, *, ax: Axes | None = None) -> Axes:
    """Draw each vendor's value as a bar of its contributions, with its range and its verdict.

    Vendors stand in the order in which they would rank if every open must were met. The insufficient stand apart, in
    grey and hatched. What a bar lacks to 100 points stays white.

    Parameters
    ----------
    evaluation
        The result of ``evaluate``.
    ax
        The Axes to draw on; a new figure as wide as a printed page where None.
    """
    vendors, keys = standings(evaluation), entries(evaluation)
    with drawing():
        page = Page(ax)
        page.measure(LABEL, page.width - TOTAL, 0, 100)
        page.heading(say("What each vendor’s value is made of"), _subtitle(evaluation))
        _draw_scale_names(page)
        _draw_vendors(page, evaluation, [one for one in vendors if not one.out], keys)
        if any(one.out for one in vendors):
            page.y += 6
            page.rule(0, page.width, page.y)
            page.y += 4
            apart = say("Insufficient: valued for information, without rank")
            page.write(0, page.y, apart, size=SMALL, colour=MUTED)
            page.y += height([apart], SMALL) + 4
            _draw_vendors(page, evaluation, [one for one in vendors if one.out], keys)
        page.y += 12
        draw_legend(page, keys, LABEL)
        return page.finish(_said(evaluation, vendors))


def _subtitle(evaluation: Evaluation) -> str:
    weights = weights_said(evaluation.model.weights)
    if any(verdict.name == "undetermined" for verdict in evaluation.verdicts.values()):
        return say(
            "Points out of 100 {weights}, in the order of rank if every open requirement is met. "
            "The line below a bar is the range over what is believed of the vendor.",
            weights=weights,
        )
    return say(
        "Points out of 100 {weights}, in the order of rank. "
        "The line below a bar is the range over what is believed of the vendor.",
        weights=weights,
    )


def _draw_scale_names(page: Page) -> None:
    head = wrapped(say("points (range)"), TOTAL - 12, SMALL)
    page.write(page.width, page.y, head, size=SMALL, colour=MUTED, align="right")
    page.y += height(head[1:], SMALL)
    for mark in MARKS:
        page.write(page.place(mark), page.y, number(mark), size=SMALL, colour=MUTED, align="center")
    page.y += height(head[:1], SMALL) + 2


def _draw_vendors(page: Page, evaluation: Evaluation, vendors: Sequence[Standing], keys: Sequence[Entry]) -> None:
    top = page.y
    for one in vendors:
        _draw_vendor(page, evaluation, one, keys)
    page.ax.vlines(MARKS, top, page.y, color=LINE, linewidth=0.5, zorder=0)


def _draw_vendor(page: Page, evaluation: Evaluation, one: Standing, keys: Sequence[Entry]) -> None:
    row = evaluation.row(one.vendor)
    name = wrapped(one.name, LABEL - 8, BODY, bold=True)
    small = [line for text in (one.judged, one.rank) for line in wrapped(text, LABEL - 4, SMALL)]
    label = height(name, BODY) + height(small, SMALL)
    tall = max(label, BAR + LANE)
    top = page.y + BETWEEN / 2
    place = top + (tall - label) / 2
    page.write(0, place, name, bold=True)
    page.write(0, place + height(name, BODY), small, size=SMALL, colour=MUTED)
    middle = top + (tall - BAR - LANE) / 2 + BAR / 2
    _draw_bar(page, evaluation.contributions, one, keys, middle)
    page.write(page.width, middle, _total(row), align="right", middle=True, bold=True)
    _draw_range(page, row, middle + BAR / 2 + LANE / 2 + 1, MUTED if one.out else INK)
    page.y += tall + BETWEEN


def _draw_bar(page: Page, table: pd.DataFrame, one: Standing, keys: Sequence[Entry], middle: float) -> None:
    own = table[table["vendor"] == one.vendor].set_index("criterion")["contribution"]
    sizes = own.loc[[entry.criterion for entry in keys]]
    starts = sizes.cumsum() - sizes
    fills = [greyed(entry.colour) if one.out else entry.colour for entry in keys]
    page.box(page.place(0), middle - BAR / 2, 100 / page.unit, BAR, fill=False, edgecolor=LINE, linewidth=0.5)
    page.ax.barh(
        [middle] * len(keys),
        sizes,
        BAR,
        starts,
        color=fills,
        edgecolor="white",
        linewidth=[0.7 if size > 0 else 0.0 for size in sizes],
        hatch="////" if one.out else None,
    )
    for entry, start, size, fill in zip(keys, starts, sizes, fills, strict=True):
        room = size / page.unit - 3
        said = next((text for text in (f"{entry.number} {entry.name}", entry.number) if width(text, SMALL) <= room), "")
        page.write(
            page.place(start + size / 2), middle, said, size=SMALL, colour=ink_on(fill), align="center", middle=True
        )


def _draw_range(page: Page, row: Mapping[str, float], y: float, colour: str) -> None:
    """Draw the range of a value as a line with caps, and a dot at the value."""
    if row["low"] < row["high"]:
        page.ax.plot([row["low"], row["high"]], [y, y], color=colour, linewidth=1.1, marker="|", markersize=5)
    page.ax.plot([row["value"]], [y], color=colour, marker="o", markersize=3)


def _total(row: Mapping[str, float]) -> str:
    if points(row["low"]) == points(row["high"]):
        return points(row["value"])
    low, high = decimals(row["low"], 0), decimals(row["high"], 0)
    return say("{number} ({low}–{high})", number=points(row["value"]), low=low, high=high)


def _said(evaluation: Evaluation, vendors: Sequence[Standing]) -> str:
    values = [
        say(
            "{vendor} {value}, {verdict}, {rank}",
            vendor=one.name,
            value=_total(evaluation.row(one.vendor)),
            verdict=one.verdict_said,
            rank=one.rank,
        )
        for one in vendors
    ]
    return say(
        "Stacked bars of the vendors’ values out of 100 points, with their ranges. {values}.", values=clauses(values)
    )
