"""Chart: what holds between each two vendors whatever weights and evidence leave open."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

from matplotlib.axes import Axes

from vendor_eval.analysis.sensitivity import Sensitivity
from vendor_eval.analysis.wording import clauses, joined, points, ranging, run_on
from vendor_eval.languages.phrases import say
from vendor_eval.plot.colours import AGAINST, HUES, mixed
from vendor_eval.plot.grid import Cell, Column, Row, draw_grid
from vendor_eval.plot.page import Page
from vendor_eval.plot.standing import standings
from vendor_eval.plot.style import SMALL, drawing
from vendor_eval.plot.text import longest_word

__all__ = ["relations"]

LABEL, WIDEST, NARROWEST = 96.0, 84.0, 17.0
WORDED = 56.0  # points: in narrower columns signs stand for words
SIGNS = {
    "always ahead": "▲",
    "never behind": "△",
    "always level": "=",
    "either": "·",
    "never ahead": "▽",
    "always behind": "▼",
}
FILLS = {
    "always ahead": HUES[0],
    "never behind": mixed(HUES[0], 0.6),
    "always level": "#d9d9d9",
    "either": "white",
    "never ahead": mixed(AGAINST, 0.72),
    "always behind": AGAINST,
}


def relations(sensitivity: Sensitivity, *, ax: Axes | None = None) -> Axes:
    """Draw for each two vendors which is ahead whatever is left open, and by how many points at least and at most.

    Parameters
    ----------
    sensitivity
        The result of ``sensitivity``.
    ax
        The Axes to draw on; a new figure as wide as a printed page, or wider for many vendors, where None.
    """
    vendors = [one for one in standings(sensitivity.evaluation) if not one.out]
    names = {one.vendor: one.name for one in vendors}
    title = say("Who is ahead of whom, whatever is left open")
    with drawing():
        page = Page(ax, least=LABEL + NARROWEST * len(vendors))
        if len(vendors) < 2:
            page.heading(title, sensitivity.text.split("\n")[0])
            return page.finish(run_on(say("No table."), sensitivity.text))
        page.heading(title, _subtitle(sensitivity))
        each = min(WIDEST, (page.width - LABEL) / len(vendors))
        table = sensitivity.preferences.set_index(["vendor", "other"]).to_dict("index")
        columns = [Column("", LABEL, left=True), *(Column(name, each) for name in names.values())]
        rows = [
            Row(
                (
                    Cell(name, bold=True),
                    *(Cell("") if key == other else _cell(table[key, other], each) for other in names),
                )
            )
            for key, name in names.items()
        ]
        draw_grid(page, columns, rows, size=SMALL)
        page.note(_key(sensitivity, worded=each >= WORDED))
        return page.finish(_said(names, table))


def _subtitle(sensitivity: Sensitivity) -> str:
    if sensitivity.contest.if_met:
        return say(
            "If the open requirements are met: the vendor of the row against that of the column, {whatever}.",
            whatever=sensitivity.whatever,
        )
    return say("The vendor of the row against that of the column, {whatever}.", whatever=sensitivity.whatever)


def _cell(row: Mapping[Hashable, Any], room: float) -> Cell:
    relation = str(row["relation"])
    words = _relation_said(relation)
    fits = room >= WORDED and longest_word(words, SMALL) <= room - 8
    ends = ranging(points(row["least"]), points(row["greatest"])) if room >= WORDED else ""
    return Cell(words if fits else SIGNS[relation], small=ends, fill=FILLS[relation])


def _relation_said(relation: str) -> str:
    """Say how the vendor of a row stands to that of a column."""
    match relation:
        case "always ahead":
            return say("always ahead")
        case "never behind":
            return say("never behind")
        case "always level":
            return say("always level")
        case "never ahead":
            return say("never ahead")
        case "always behind":
            return say("always behind")
        case _:
            return say("either", context="ahead or behind")


def _key(sensitivity: Sensitivity, *, worded: bool) -> str:
    found = [relation for relation in SIGNS if relation in set(sensitivity.preferences["relation"])]
    if worded:
        return say("Small: by how many points the row is ahead at least and at most.")
    signs = joined([f"{SIGNS[relation]} {_relation_said(relation)}" for relation in found])
    return say("Of the row: {signs}.", signs=signs)


def _said(names: Mapping[str, str], table: Mapping[Hashable, Mapping[Hashable, Any]]) -> str:
    held = clauses(
        _held_said(str(row["relation"]), names[vendor], names[other])
        for (vendor, other), row in ((pair, row) for pair, row in table.items() if isinstance(pair, tuple))
    )
    vendors = joined(list(names.values()))
    if held:
        return say(
            "Table of which of {vendors} is ahead of which other whatever is left open: {relations}.",
            vendors=vendors,
            relations=held,
        )
    return say(
        "Table of which of {vendors} is ahead of which other whatever is left open: every vendor can be ahead of every "
        "other, and behind it.",
        vendors=vendors,
    )


def _held_said(relation: str, vendor: str, other: str) -> str:
    """Say that one vendor is never behind another; nothing of what only says it the other way round."""
    match relation:
        case "always ahead":
            return say("{vendor} always ahead of {other}", vendor=vendor, other=other)
        case "never behind":
            return say("{vendor} never behind {other}", vendor=vendor, other=other)
        case "always level":
            return say("{vendor} always level with {other}", vendor=vendor, other=other)
        case _:
            return ""
