"""Chart: what a vendor has on each criterion, and what it would take to reach a goal."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes

from vendor_eval.analysis.wording import belief_text, joined, number, run_on
from vendor_eval.engine.ranks import TIE
from vendor_eval.languages.phrases import say
from vendor_eval.plot.colours import HUES, INK, LINE, MUTED
from vendor_eval.plot.page import Page
from vendor_eval.plot.style import SMALL, drawing
from vendor_eval.plot.text import height, wrapped
from vendor_eval.reasons.improve import Improvement
from vendor_eval.reasons.improving import Change

__all__ = ["improvement"]

NAME, WORDS = 128.0, 84.0
BETWEEN = 9.0
MARKS = (0, 50, 100)
ALONE, TOGETHER = "D", "s"  # the markers of both


@dataclass(frozen=True, slots=True)
class Need:
    """One criterion: what is known of it, and the performance that is needed alone or together with others."""

    name: str
    known: str
    now: float
    low: float
    high: float
    required: bool
    alone: Change | None
    together: Change | None


def improvement(improvement: Improvement, *, ax: Axes | None = None) -> Axes:
    """Draw for each criterion how many points a vendor has and how many it would need, with the performance for that.

    Parameters
    ----------
    improvement
        The result of ``improve``.
    ax
        The Axes to draw on; a new figure as wide as a printed page where None.
    """
    needs = _needs(improvement)
    changed = [one for one in needs if one.alone or one.together]
    with drawing():
        page = Page(ax)
        if not changed:
            page.heading(_title(improvement), improvement.text)
            nothing = say("No lines. {title}.", title=_title(improvement))
            return page.finish(run_on(nothing, improvement.text))
        columns = _columns(changed)
        page.measure(NAME + 6, page.width - WORDS * len(columns) - 12, 0, 100)
        page.heading(_title(improvement), _subtitle(improvement))
        _draw_heads(page, columns)
        top = page.y
        for one in changed:
            _draw_need(page, improvement, one, columns)
        page.ax.vlines(MARKS, top, page.y - BETWEEN / 2, color=LINE, linewidth=0.4, zorder=0)
        page.note(_key(changed, columns, [one.name for one in needs if one not in changed]))
        lines = say("Lines from the points of each criterion to those needed.")
        return page.finish(run_on(lines, improvement.text))


def _title(improvement: Improvement) -> str:
    decision, goal = improvement.evaluation.decision, improvement.goal
    name = decision.vendor_name(improvement.vendor)
    match goal.kind:
        case "sufficient":
            return say("What it would take for {vendor} to be sufficient", vendor=name)
        case "first":
            return say("What it would take for {vendor} to be first", vendor=name)
        case _:
            rival = decision.vendor_name(goal.rivals[0])
            return say("What it would take for {vendor} to be ahead of {rival}", vendor=name, rival=rival)


def _subtitle(improvement: Improvement) -> str:
    if improvement.goal.hold == "certain":
        return say(
            "Points on each criterion now and as needed, whatever the evidence leaves open; beside them the "
            "performances."
        )
    return say(
        "Points on each criterion now and as needed, {weights}; beside them the performances.",
        weights=improvement.evaluation.outcome.weights,
    )


def _needs(improvement: Improvement) -> list[Need]:
    evaluation, vendor = improvement.evaluation, improvement.vendor
    own = evaluation.contributions[evaluation.contributions["vendor"] == vendor].set_index("criterion")
    together = {one.criterion: one for one in improvement.fewest or ()}
    return [_need(improvement, row, own.loc[row["criterion"]].to_dict(), together) for row in _rows(improvement)]


def _rows(improvement: Improvement) -> list[Mapping[Hashable, Any]]:
    return list(improvement.table.to_dict("records"))


def _need(
    improvement: Improvement,
    row: Mapping[Hashable, Any],
    own: Mapping[Hashable, Any],
    together: Mapping[str, Change],
) -> Need:
    decision, key = improvement.evaluation.decision, str(row["criterion"])
    changes = improvement.single.get(key) or ()
    return Need(
        name=str(row["name"]),
        known=belief_text(decision.criteria[key], decision.assessments[improvement.vendor][key].belief),
        now=float(own["value"]),
        low=float(own["low"]),
        high=float(own["high"]),
        required=bool(row["required"]),
        alone=next((one for one in changes if one.criterion == key), None),
        together=together.get(key),
    )


def _columns(needs: Sequence[Need]) -> list[str]:
    """Name the columns that have something to say: where both say the same, only one."""
    alike = all(one.alone == one.together for one in needs)
    if alike:
        return ["needed"]
    found = ["alone"] if any(one.alone for one in needs) else []
    return [*found, "together"] if any(one.together for one in needs) else found


def _draw_heads(page: Page, columns: Sequence[str]) -> None:
    heads = [wrapped(_head(name), WORDS - 4, SMALL, bold=True) for name in columns]
    page.y += max(height(lines, SMALL) for lines in heads)
    for mark in MARKS:
        y = page.y - height([number(mark)], SMALL)
        page.write(page.place(mark), y, number(mark), size=SMALL, colour=MUTED, align="center")
    for k, lines in enumerate(heads):
        page.write(_left(page, columns, k), page.y - height(lines, SMALL), lines, size=SMALL, bold=True)
    page.y += 2
    page.rule(0, page.width, page.y)
    page.y += BETWEEN / 2


def _head(column: str) -> str:
    match column:
        case "alone":
            return say("needed alone")
        case "together":
            return say("needed together")
        case _:
            return say("needed")


def _left(page: Page, columns: Sequence[str], k: int) -> float:
    return page.width - WORDS * (len(columns) - k) + 2


def _draw_need(page: Page, improvement: Improvement, one: Need, columns: Sequence[str]) -> None:
    name = wrapped(one.name + (" *" if one.required else ""), NAME - 6, SMALL, bold=True, most=3)
    known = wrapped(one.known, NAME - 6, SMALL, most=3)
    changes = [one.alone if name == "alone" else one.together for name in columns]
    said = ["–" if each is None else improvement.score_said(each) for each in changes]
    words = [wrapped(text, WORDS - 8, SMALL, most=4) for text in said]
    tall = max(height([*name, *known], SMALL), *(height(lines, SMALL) for lines in words))
    middle = page.y + tall / 2
    top = middle - height([*name, *known], SMALL) / 2
    page.write(0, top, name, size=SMALL, bold=True)
    page.write(0, top + height(name, SMALL), known, size=SMALL, colour=MUTED)
    for k, lines in enumerate(words):
        page.write(_left(page, columns, k), middle, lines, size=SMALL, middle=True)
    if one.high - one.low > TIE:
        page.ax.plot([one.low, one.high], [middle] * 2, color=MUTED, linewidth=1.0, marker="|", markersize=5, zorder=2)
    for change, column in zip(changes, columns, strict=True):
        if change is not None:
            _draw_change(page, one.now, change.points[1], middle, alone=column == "alone")
    page.ax.plot([one.now], [middle], marker="o", markersize=4.5, color=INK, zorder=5)
    page.y += tall + BETWEEN


def _draw_change(page: Page, now: float, needed: float, y: float, *, alone: bool) -> None:
    if not alone:
        page.ax.plot([now, needed], [y, y], color=HUES[0], linewidth=2.4, zorder=3, solid_capstyle="butt")
    fill = "white" if alone else HUES[0]
    marker = ALONE if alone else TOGETHER
    page.ax.plot([needed], [y], marker=marker, markersize=5.5, markerfacecolor=fill, markeredgecolor=HUES[0], zorder=4)


def _key(changed: Sequence[Need], columns: Sequence[str], rest: Sequence[str]) -> str:
    return run_on(
        say("Dot: expected now; thin line: its range."),
        say("White diamond: would be enough alone, beside what is required.") if "alone" in columns else "",
        say("Square: needed.") if columns == ["needed"] else "",
        say("Square: in the set of the fewest criteria that are enough.") if "together" in columns else "",
        say("* a requirement that is not met or open.") if any(one.required for one in changed) else "",
        say("Not needed, or not enough alone: {criteria}.", criteria=joined(rest)) if rest else "",
    )
