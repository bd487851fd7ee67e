"""Chart: what finding out is worth, one answer at a time and several together."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from vendor_eval.analysis.information import Information
from vendor_eval.analysis.information_said import set_said
from vendor_eval.analysis.wording import clauses, joined, number, points, run_on, share
from vendor_eval.engine.ranks import TIE
from vendor_eval.languages.phrases import say
from vendor_eval.plot.colours import HUES, INK, LINE, MUTED, mixed
from vendor_eval.plot.page import Page
from vendor_eval.plot.style import SMALL, drawing
from vendor_eval.plot.swatches import draw_swatches
from vendor_eval.plot.text import height, wrapped

__all__ = ["information"]

NAME, GAIN, CHANCE = 172.0, 56.0, 58.0
BAR, BETWEEN = 11.0, 7.0
MOST = 5  # rows of a part
LITTLE = 0.05  # points: less prints as nothing
MANY = 10**6  # a chance that is worked out claims more than one that is counted
DECIDES, OTHERS = HUES[0], mixed(HUES[0], 0.55)


@dataclass(frozen=True, slots=True)
class Answer:
    """One thing to find out: what it is, what is known of it, and what finding it out is worth."""

    name: str
    known: str
    decides: bool
    value: float
    error: float
    chance: str


def information(information: Information, *, ax: Axes | None = None) -> Axes:
    """Draw by how many points the choice gains on average from single answers and from several together.

    Parameters
    ----------
    information
        The result of ``information``.
    ax
        The Axes to draw on; a new figure as wide as a printed page where None.
    """
    parts = {heading: answers for heading, answers in _parts(information) if answers}
    title = say("What finding out is worth")
    with drawing():
        page = Page(ax)
        if not parts:
            page.heading(title, information.text)
            return page.finish(run_on(say("No bars."), information.text))
        every = [one for answers in parts.values() for one in answers]
        page.measure(NAME, page.width - GAIN - CHANCE - 6, 0, max(one.value + one.error for one in every))
        page.heading(title, _subtitle(information))
        _draw_heads(page)
        for heading, answers in parts.items():
            _draw_part(page, heading, answers)
        if any(one.decides for one in every):
            looks = {say("decides whether a vendor is sufficient"): DECIDES}
            looks |= {} if all(one.decides for one in every) else {say("does not", context="decide that"): OTHERS}
            draw_swatches(page, {text: {"facecolor": fill} for text, fill in looks.items()})
        note = _key(information, parts)
        if note:
            page.note(note)
        return page.finish(_said(information, every))


def _subtitle(information: Information) -> str:
    weights = information.evaluation.outcome.weights
    return say(
        "Points that the choice gains on average by finding out before choosing, at expected values and {weights}.",
        weights=weights,
    )


def _parts(information: Information) -> Iterator[tuple[str, list[Answer]]]:
    alone = [
        Answer(
            say("{vendor}: {criterion}", vendor=row["vendor_name"], criterion=row["name"]),
            str(row["known"]),
            bool(row["decides"]),
            float(row["value"]),
            float(row["se"]),
            share(float(row["p_change"]), MANY),
        )
        for row in information.table.sort_values("value", ascending=False, kind="stable").to_dict("records")
        if row["value"] >= LITTLE
    ]
    yield say("One answer alone"), alone[:MOST]
    sets = information.sets_worth(LITTLE)
    yield say("All that decides on one vendor"), _sets(information, sets, "requirements")
    yield say("All that is open of one vendor"), _sets(information, sets, "vendor")
    yield say("One criterion, for all vendors"), _sets(information, sets, "criterion")
    yield (
        say("All together"),
        [
            *_sets(information, sets[sets["vendor"] == ""], "requirements", one_vendor=False),
            *_sets(information, sets, "weights"),
            *_sets(information, sets, "everything"),
        ],
    )


def _sets(information: Information, sets: pd.DataFrame, kind: str, *, one_vendor: bool = True) -> list[Answer]:
    rows = sets[sets["kind"] == kind].to_dict("records")
    if kind == "requirements" and one_vendor:
        rows = [row for row in rows if row["vendor"]]
    return [
        Answer(
            _set_name(information, row),
            say("{count} answer", "{count} answers", count=row["facts"]) if row["facts"] else "",
            bool(row["decides"]),
            float(row["value"]),
            float(row["se"]),
            share(float(row["p_change"]), information.stamp.draws or 1),
        )
        for row in rows[:MOST]
    ]


def _set_name(information: Information, row: Mapping[Hashable, Any]) -> str:
    """Name a set: below its heading the vendor or the criterion is enough."""
    if row["vendor"]:
        return information.decision.vendor_name(str(row["vendor"]))
    if row["criterion"]:
        return information.decision.criterion_name(str(row["criterion"]))
    return set_said(information, str(row["kind"]), "", "")


def _draw_heads(page: Page) -> None:
    heads = wrapped(say("points gained"), GAIN - 4, SMALL), wrapped(say("changes the choice"), CHANCE - 4, SMALL)
    for lines, x in zip(heads, (page.width - CHANCE, page.width), strict=True):
        page.write(x, page.y, lines, size=SMALL, align="right", colour=MUTED)
    page.y += max(height(lines, SMALL) for lines in heads)


def _draw_part(page: Page, heading: str, answers: Sequence[Answer]) -> None:
    page.write(0, page.y, heading, size=SMALL, bold=True)
    page.y += height([""], SMALL) + 2
    page.rule(0, page.width, page.y)
    page.y += BETWEEN / 2
    top = page.y
    for one in answers:
        _draw_answer(page, one)
    page.ax.vlines(0, top, page.y - BETWEEN / 2, color=INK, linewidth=0.8)
    page.y += 3


def _draw_answer(page: Page, one: Answer) -> None:
    name = wrapped(one.name, NAME - 8, SMALL, most=3)
    known = wrapped(one.known, NAME - 8, SMALL, most=2)
    tall = max(BAR, height([*name, *known], SMALL))
    middle = page.y + tall / 2
    top = middle - height([*name, *known], SMALL) / 2
    page.write(0, top, name, size=SMALL)
    page.write(0, top + height(name, SMALL), known, size=SMALL, colour=MUTED)
    fill = DECIDES if one.decides else OTHERS
    look = {"facecolor": fill, "edgecolor": LINE, "linewidth": 0.5}
    page.box(page.place(0), middle - BAR / 2, one.value / page.unit, BAR, **look)
    if one.error > TIE:
        ends = [one.value - one.error, one.value + one.error]
        page.ax.plot(ends, [middle, middle], color=INK, linewidth=1.0, marker="|", markersize=4, zorder=4)
    gain = points(one.value)
    if one.error >= LITTLE:
        gain += f" ± {number(float(f'{one.error:.1g}'))}"
    page.write(page.width - CHANCE, middle, gain, size=SMALL, align="right", middle=True, bold=True)
    page.write(page.width, middle, one.chance, size=SMALL, align="right", middle=True)
    page.y += tall + BETWEEN


def _key(information: Information, parts: Mapping[str, Sequence[Answer]]) -> str:
    """Say what the lines are, and what is not drawn of single answers."""
    errors = any(one.error >= LITTLE for answers in parts.values() for one in answers)
    shown = len(parts.get(say("One answer alone"), ()))
    rest = len(information.table) - shown
    return run_on(say("Lines: standard errors.") if errors else "", _rest_said(rest, shown=bool(shown)) if rest else "")


def _rest_said(rest: int, *, shown: bool) -> str:
    """Say what the performances are worth alone that are not drawn alone."""
    if shown:
        return say(
            "The {count} other uncertain performance is worth less alone, or nothing.",
            "The {count} other uncertain performances are worth less alone, or nothing.",
            count=rest,
        )
    return say(
        "None of {count} uncertain performance is worth anything alone.",
        "None of {count} uncertain performances is worth anything alone.",
        count=rest,
    )


def _said(information: Information, answers: Sequence[Answer]) -> str:
    return say(
        "Bars of the points that the choice between {vendors} gains on average by finding out: {gains}.",
        vendors=joined(list(information.evaluation.table["name"])),
        gains=clauses(f"{one.name} {points(one.value)}" for one in answers),
    )
