"""Chart: from all vendors of a market to the few that are left, and how far the best stand out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes

from vendor_eval.analysis.screening import Screening
from vendor_eval.analysis.wording import capital, clauses, number, points, run_on
from vendor_eval.languages.phrases import say
from vendor_eval.plot.colours import GREYED, HUES, INK, LINE, MUTED, STATES
from vendor_eval.plot.page import Page
from vendor_eval.plot.style import BODY, SMALL, drawing
from vendor_eval.plot.text import height, width, wrapped

__all__ = ["screening"]

LABEL, COUNT = 168.0, 74.0
BAR, BETWEEN = 15.0, 7.0
HIGH = 70.0  # of the highest column of values
MARKS = (0, 20, 40, 60, 80, 100)
LEFT = ("sufficient", "undetermined")


@dataclass(frozen=True, slots=True)
class _Step:
    """One line of the funnel."""

    label: str
    left: int
    gone: int


def screening(screening: Screening, *, ax: Axes | None = None) -> Axes:
    """Draw how many vendors each requirement leaves, and the values of those that are left.

    Parameters
    ----------
    screening
        The result of ``screen``.
    ax
        The Axes to draw on; a new figure as wide as a printed page where None.
    """
    with drawing():
        page = Page(ax)
        page.heading(_title(screening), _subtitle(screening))
        for step in _steps(screening):
            _draw_step(page, step, len(screening.market))
        if any(screening.counts[name] for name in LEFT):
            _draw_verdicts(page, screening)
            _draw_values(page, screening)
        return page.finish(_said(screening))


def _title(screening: Screening) -> str:
    return say("Whether the one vendor is left", "What is left of {count} vendors", count=len(screening.market))


def _subtitle(screening: Screening) -> str:
    removing = int((screening.funnel["kind"] != "should").sum())
    if not removing:
        return say("The decision states nothing that a vendor must meet.")
    return say(
        "Vendors left after each requirement that must be met, in the order of the decision. Hatched: removed by it."
    )


def _steps(screening: Screening) -> Iterator[_Step]:
    before = len(screening.market)
    yield _Step(say("All vendors"), before, 0)
    for row in screening.funnel.to_dict("records"):
        if row["kind"] != "should":
            yield _Step(capital(str(row["ground"])), int(row["left"]), before - int(row["left"]))
            before = int(row["left"])


def _draw_step(page: Page, step: _Step, total: int) -> None:
    """Draw one line: what is left as a bar, what goes hatched behind it, and both as numbers."""
    label = wrapped(step.label, LABEL - 10, BODY, most=4)
    tall = max(height(label, BODY), BAR)
    middle = page.y + tall / 2
    room = page.width - LABEL - COUNT
    page.write(0, page.y + (tall - height(label, BODY)) / 2, label)
    left, gone = room * step.left / total, room * step.gone / total
    page.box(LABEL, middle - BAR / 2, left, BAR, facecolor=HUES[4])
    look = {"facecolor": GREYED, "edgecolor": LINE, "hatch": "////"}
    page.box(LABEL + left, middle - BAR / 2, gone, BAR, **look)
    page.write(page.width, middle, number(step.left), align="right", middle=True, bold=True)
    if step.gone:
        page.write(page.width - COUNT + 6, middle, f"−{number(step.gone)}", size=SMALL, colour=MUTED, middle=True)
    page.y += tall + BETWEEN


def _draw_verdicts(page: Page, screening: Screening) -> None:
    """Draw of those that are left who is sufficient and who is undetermined."""
    total, x = len(screening.market), LABEL
    room = page.width - LABEL - COUNT
    page.write(0, page.y + BAR / 2, say("Of these"), middle=True)
    for name in LEFT:
        count = screening.counts[name]
        page.box(x, page.y, room * count / total, BAR, facecolor=STATES[name], edgecolor=INK, linewidth=0.4)
        x += room * count / total
    page.y += BAR + 4
    x = LABEL
    for name in LEFT:
        said = _count_said(name, screening.counts[name])
        page.box(x, page.y + 1, 8, 8, facecolor=STATES[name], edgecolor=INK, linewidth=0.4)
        page.write(x + 12, page.y, said, size=SMALL)
        x += width(said, SMALL) + 30
    page.y += height([""], SMALL) + 10


def _count_said(verdict: str, vendors: int) -> str:
    if verdict == "sufficient":
        return say("{count} sufficient", "{count} sufficient", count=vendors)
    return say("{count} undetermined", "{count} undetermined", count=vendors)


def _draw_values(page: Page, screening: Screening) -> None:
    """Draw how the values of those that are left are distributed, with the value that the best few reach."""
    page.write(0, page.y, say("Their values"), bold=True)
    note = wrapped(say("points, as the rank takes them: with open requirements met"), LABEL - 10, SMALL)
    page.write(0, page.y + height([""], BODY), note, size=SMALL, colour=MUTED)
    room, base = page.width - LABEL - COUNT, page.y + HIGH + 14
    steps = screening.distribution
    counts = np.array([steps[name].to_numpy() for name in LEFT]).reshape(2, 50, 2).sum(axis=2)
    tallest = counts.sum(axis=0).max()
    for place, column in enumerate(counts.T):
        y = base
        for name, count in zip(LEFT, column, strict=True):
            tall = HIGH * count / tallest
            y -= tall
            page.box(
                LABEL + room * place / 50, y, room / 50, tall, facecolor=STATES[name], edgecolor=INK, linewidth=0.4
            )
    page.rule(LABEL, LABEL + room, base)
    for mark in MARKS:
        page.write(LABEL + room * mark / 100, base + 2, number(mark), size=SMALL, colour=MUTED, align="center")
    if not np.isnan(screening.cut):
        x = LABEL + room * screening.cut / 100
        page.box(x, base - HIGH - 2, 0, HIGH + 2, edgecolor=INK, linewidth=1.0)
        cut = say(
            "the best {count} begins at {points}",
            "the best {count} begin at {points}",
            count=screening.top,
            points=points(screening.cut),
        )
        said = wrapped(cut, COUNT + 40, SMALL)
        page.write(min(x, page.width - 40), base - HIGH - 4 - height(said, SMALL), said, size=SMALL, align="center")
    page.y = base + height([""], SMALL) + 4


def _said(screening: Screening) -> str:
    steps = [
        say("{ground}: {count} left", "{ground}: {count} left", ground=step.label, count=step.left)
        for step in _steps(screening)
    ]
    return run_on(say("Funnel of requirements. {steps}.", steps=clauses(steps)), screening.text)
