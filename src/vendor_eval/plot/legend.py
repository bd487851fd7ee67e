"""The numbered legend of the criteria: number, colour and weight of each, in the same order in every bar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil

from vendor_eval.analysis.evaluate import Evaluation
from vendor_eval.analysis.wording import percent
from vendor_eval.languages.phrases import say
from vendor_eval.plot.colours import HUES, ink_on, shades
from vendor_eval.plot.page import Page
from vendor_eval.plot.style import SMALL
from vendor_eval.plot.text import height, wrapped

__all__ = ["Entry", "draw_legend", "entries"]

SWATCH, COLUMNS = 15.0, 2


@dataclass(frozen=True, slots=True)
class Entry:
    """One criterion as charts show it: its group, number, colour and weight."""

    criterion: str
    name: str
    group: str
    number: str
    colour: str
    weight: str


def entries(evaluation: Evaluation) -> list[Entry]:
    """List the weighted criteria, group by group, each group in shades of one hue.

    Without groups each criterion has its own hue, or from eight on shares it with its neighbours.
    """
    decision = evaluation.decision
    groups = {key: decision.criteria[key].group for key in decision.weighted}
    order = list(dict.fromkeys(groups.values()))
    keys = sorted(groups, key=lambda key: order.index(groups[key]))
    weights = evaluation.contributions.drop_duplicates("criterion").set_index("criterion")["weight"]
    together = ceil(len(keys) / len(HUES))
    families = [groups[key] if len(order) > 1 else str(index // together) for index, key in enumerate(keys)]
    coloured = zip(keys, shades(families), strict=True)
    return [
        Entry(
            criterion=key,
            name=" ".join(decision.criterion_name(key).split()),
            group=decision.group_name(groups[key]),
            number=str(index),
            colour=colour,
            weight=percent(float(weights[key])),
        )
        for index, (key, colour) in enumerate(coloured, start=1)
    ]


def draw_legend(page: Page, keys: Sequence[Entry], label: float) -> None:
    """Draw the legend, one block a group, and go below it."""
    page.write(0, page.y, say("Criteria"), size=SMALL, bold=True)
    page.write(label, page.y, say("number and name, with weight"), size=SMALL)
    page.y += height([""], SMALL) + 3
    for group, members in groupby(keys, key=lambda entry: entry.group):
        heading = wrapped(group, label - 8, SMALL)
        page.write(0, page.y, heading, size=SMALL)
        bottom = page.y + height(heading, SMALL)
        page.y = max(bottom, _draw_entries(page, list(members), label)) + 3


def _draw_entries(page: Page, members: Sequence[Entry], left: float) -> float:
    """Draw entries in columns, and return how far down they reach."""
    each, y = (page.width - left) / COLUMNS, page.y
    for start in range(0, len(members), COLUMNS):
        row = members[start : start + COLUMNS]
        named = [say("{criterion}, {weight}", criterion=entry.name, weight=entry.weight) for entry in row]
        blocks = [wrapped(text, each - SWATCH - 10, SMALL) for text in named]
        for place, (entry, lines) in enumerate(zip(row, blocks, strict=True)):
            x = left + place * each
            page.box(x, y, SWATCH, 9, facecolor=entry.colour)
            ink = ink_on(entry.colour)
            page.write(x + SWATCH / 2, y + 4.5, entry.number, size=SMALL, colour=ink, align="center", middle=True)
            page.write(x + SWATCH + 4, y, lines, size=SMALL)
        y += max(height(lines, SMALL) for lines in blocks) + 2.5
    return y
