"""Chart: what every vendor is worth, and who is first, while one weight goes from nothing to all."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from vendor_eval.analysis.sensitivity import Sensitivity
from vendor_eval.analysis.wording import clauses, joined, number, percent, run_on
from vendor_eval.engine.exact.lines import Along, Segment
from vendor_eval.languages.phrases import say
from vendor_eval.plot.colours import HUES, INK, LINE, MUTED, ink_on
from vendor_eval.plot.page import Page
from vendor_eval.plot.spread import spread
from vendor_eval.plot.style import LEADING, SMALL, drawing
from vendor_eval.plot.text import width, wrapped

__all__ = ["weight_sweep"]

LEFT, NAMES, BAND, GAP = 34.0, 116.0, 15.0, 6.0
LEAST_HIGH, LINE_HIGH = 190.0, SMALL * LEADING
FEW = 10  # vendors: of more, names take one line each
MARKS = (0.0, 0.25, 0.5, 0.75, 1.0)
STEPS = (5, 10, 20, 25)
DASHES = ("-", (0, (5, 1.6)), (0, (1.4, 1.4)), (0, (7, 1.6, 1.4, 1.6)))


@dataclass(frozen=True, slots=True)
class Look:
    """How one vendor is drawn; those that are first nowhere along the way stay grey."""

    colour: str
    dashes: str | tuple[int, tuple[float, ...]]
    linewidth: float


GREY = Look(LINE, "-", 0.8)


def weight_sweep(sensitivity: Sensitivity, *, criterion: str | None = None, ax: Axes | None = None) -> Axes:
    """Draw the overall value of each vendor as one weight goes from 0 to 100 %, and who is first where.

    Parameters
    ----------
    sensitivity
        The result of ``sensitivity``.
    criterion
        The criterion, or the path of a group; the one whose weight is nearest to changing who is first where None.
    ax
        The Axes to draw on; a new figure as wide as a printed page where None.

    Raises
    ------
    UnknownNameError
        If there is no such criterion with weight, and no such group.
    """
    key = criterion or sensitivity.nearest
    with drawing():
        page = Page(ax)
        if key is None or sensitivity.contest.leader is None:
            page.heading(say("Who is first at which weight"), sensitivity.text.split("\n")[0])
            return page.finish(run_on(say("No lines."), sensitivity.text))
        found = sensitivity.along(key)
        page.measure(LEFT, page.width - NAMES, 0, 1)
        title = say("Who is first at which weight of {criterion}", criterion=_name(sensitivity, key))
        page.heading(title, _subtitle(sensitivity, key))
        looks = _looks(sensitivity, found)
        _draw_band(page, sensitivity, found, looks)
        _draw_lines(page, sensitivity, found, looks)
        _draw_weights(page, found)
        page.note(_key(sensitivity, found))
        return page.finish(_said(sensitivity, key, found))


def _name(sensitivity: Sensitivity, key: str) -> str:
    decision = sensitivity.decision
    return decision.criterion_name(key) if key in sensitivity.contest.criteria else decision.group_name(key)


def _subtitle(sensitivity: Sensitivity, key: str) -> str:
    parents = sensitivity.groups.set_index("group")["parent"].to_dict()
    above = parents.get(key, "")
    return _of_share(sensitivity, sensitivity.decision.group_name(above)) if above else _of_weight(sensitivity)


def _of_share(sensitivity: Sensitivity, group: str) -> str:
    if sensitivity.contest.if_met:
        return say(
            "If the open requirements are met: overall points at expected values, as its share of {group} goes from 0 "
            "to 100 %, all other weights in proportion.",
            group=group,
        )
    return say(
        "Overall points at expected values, as its share of {group} goes from 0 to 100 %, all other weights in "
        "proportion.",
        group=group,
    )


def _of_weight(sensitivity: Sensitivity) -> str:
    if sensitivity.contest.if_met:
        return say(
            "If the open requirements are met: overall points at expected values, as this weight goes from 0 to 100 %, "
            "all other weights in proportion."
        )
    return say(
        "Overall points at expected values, as this weight goes from 0 to 100 %, all other weights in proportion."
    )


def _looks(sensitivity: Sensitivity, found: Along) -> dict[int, Look]:
    """Give each vendor that is first somewhere a colour and a dash, the one that is first now the first of both."""
    firsts = [i for segment in found.segments for i in segment.first]
    leader = sensitivity.contest.leader
    order = [i for i in dict.fromkeys([leader, *firsts]) if i is not None]
    return {
        i: Look(HUES[k % len(HUES)], DASHES[k % len(DASHES)], 2.2 if i == leader else 1.6) for k, i in enumerate(order)
    }


def _names(sensitivity: Sensitivity, vendors: Sequence[int]) -> str:
    return joined([" ".join(sensitivity.contest.name(i).split()) for i in vendors])


def _draw_band(page: Page, sensitivity: Sensitivity, found: Along, looks: dict[int, Look]) -> None:
    """Draw who is first from which weight to which, above the lines, and the present weight above that."""
    now = say("now {share}", share=percent(found.line.now))
    room = width(now, SMALL, bold=True) / 2
    middle = min(max(page.place(found.line.now), LEFT + room), page.width - room)
    page.write(middle, page.y, now, size=SMALL, align="center", bold=True)
    page.y += LINE_HIGH + 2
    first = wrapped(say("first", context="whose colour it is"), LEFT - 2, SMALL)
    page.write(0, page.y + BAND / 2, first, size=SMALL, colour=MUTED, middle=True)
    for segment in found.segments:
        _draw_segment(page, sensitivity, segment, looks[segment.first[0]].colour)
    page.y += BAND


def _draw_segment(page: Page, sensitivity: Sensitivity, segment: Segment, fill: str) -> None:
    left, right = page.place(segment.low), page.place(segment.high)
    page.box(left, page.y, right - left, BAND, facecolor=fill, edgecolor="white", linewidth=1.0)
    first = _names(sensitivity, segment.first[:1]).split(" ")[0]
    for text in (_names(sensitivity, segment.first), f"{first}…"):
        if width(text, SMALL, bold=True) <= right - left - 6:
            x, y = (left + right) / 2, page.y + BAND / 2
            page.write(x, y, text, size=SMALL, colour=ink_on(fill), align="center", middle=True, bold=True)
            return


def _draw_lines(page: Page, sensitivity: Sensitivity, found: Along, looks: dict[int, Look]) -> None:
    """Draw the lines on a grid of points, with the names at their ends and a ring where another takes over."""
    vendors = range(len(sensitivity.contest.vendors))
    ends = [*found.without.tolist(), *found.whole.tolist()]
    bottom, step = _grid(min(ends), max(ends))
    top = bottom + step * math.ceil((max(ends) - bottom) / step or 1)
    labels = {i: _label(sensitivity, i, bold=i in looks) for i in vendors}
    sizes = [max(1, len(labels[i])) * LINE_HIGH for i in vendors]
    high = max(LEAST_HIGH, sum(sizes))
    start = page.y + GAP

    def level(x: float) -> float:
        return start + high * (top - x) / (top - bottom)

    for mark in range(bottom, top + 1, step):
        page.rule(LEFT, page.width - NAMES, level(mark), linewidth=0.4)
        page.write(LEFT - 5, level(mark), number(mark), size=SMALL, colour=MUTED, align="right", middle=True)
    middles = spread([level(x) for x in found.whole.tolist()], sizes, start - GAP, start + high + GAP)
    for i in sorted(vendors, key=lambda i: (i in looks, i == sensitivity.contest.leader)):
        look, y = looks.get(i, GREY), level(float(found.whole[i]))
        page.ax.plot(
            [0, 1],
            [level(float(found.without[i])), y],
            color=look.colour,
            linestyle=look.dashes,
            linewidth=look.linewidth,
            solid_capstyle="butt",
            zorder=3 if i in looks else 2,
        )
        to = [1, page.x(page.width - NAMES + 12)]
        page.ax.plot(to, [y, middles[i]], color=look.colour, linewidth=1.0 if i in looks else 0.5, clip_on=False)
        colour = INK if i in looks else MUTED
        x = page.width - NAMES + 15
        page.write(x, middles[i], labels[i], size=SMALL, colour=colour, middle=True, bold=i in looks)
    for at in _turns(found):
        y = level(float(found.values(at).max()))
        page.ax.plot([at], [y], marker="o", markersize=5.5, markerfacecolor="white", markeredgecolor=INK, zorder=5)
        page.ax.vlines(at, y, start + high, color=INK, linewidth=0.6, linestyle=(0, (1.2, 1.8)), zorder=2.5)
    page.ax.vlines(found.line.now, page.y, start + high, color=INK, linewidth=1.1, linestyle=(0, (4, 2.5)), zorder=4)
    page.ax.vlines(found.line.now, page.y - BAND - 3, page.y - BAND, color=INK, linewidth=1.1, clip_on=False)
    page.y = start + high


def _grid(low: float, high: float) -> tuple[int, int]:
    """Return the lowest line and the distance of the lines of a grid that holds all values in a handful of steps."""
    step = next((one for one in STEPS if (high - low) / one <= len(STEPS)), STEPS[-1])
    return step * math.floor(low / step), step


def _label(sensitivity: Sensitivity, vendor: int, *, bold: bool) -> list[str]:
    most = 2 if len(sensitivity.contest.vendors) <= FEW else 1
    return wrapped(sensitivity.contest.name(vendor), NAMES - 17, SMALL, bold=bold, most=most)


def _turns(found: Along) -> list[float]:
    """Return the weights at which somebody else comes first."""
    return [segment.low for segment in found.segments[1:]]


def _draw_weights(page: Page, found: Along) -> None:
    """Write the marks of the axis below it, and below them the weights at which somebody else comes first."""
    page.y += 3
    for mark in MARKS:
        page.write(page.place(mark), page.y, percent(mark), size=SMALL, colour=MUTED, align="center")
    page.y += LINE_HIGH + 1
    turns = _turns(found)
    said = [percent(at) for at in turns]
    sizes = [width(text, SMALL, bold=True) + 6 for text in said]
    middles = spread([page.place(at) for at in turns], sizes, LEFT - 10, page.width)
    for x, text in zip(middles, said, strict=True):
        page.write(x, page.y, text, size=SMALL, align="center", bold=True)
    page.y += LINE_HIGH if turns else 0


def _key(sensitivity: Sensitivity, found: Along) -> str:
    decision, contest = sensitivity.decision, sensitivity.contest
    out = [decision.vendor_name(key) for key in decision.vendors if key not in contest.vendors]
    grey = len(contest.vendors) > len(_looks(sensitivity, found))
    return run_on(
        say("Dashed upright: the weight now."),
        say("It is the only criterion with weight, so nothing can move.") if len(contest.criteria) == 1 else "",
        say("Ring: another vendor takes over, at the weight below the axis.") if _turns(found) else "",
        say("Thin grey: first at no weight.") if grey else "",
        say("Not drawn, because insufficient: {vendors}.", vendors=joined(out)) if out else "",
    )


def _said(sensitivity: Sensitivity, key: str, found: Along) -> str:
    firsts = clauses(
        say(
            "from {low} to {high} {vendors}",
            low=percent(one.low),
            high=percent(one.high),
            vendors=_names(sensitivity, one.first),
        )
        for one in found.segments
    )
    return say(
        "Lines of the overall points of {vendors} over the weight of {criterion}, now {share}. First: {firsts}.",
        vendors=_names(sensitivity, range(len(sensitivity.contest.vendors))),
        criterion=_name(sensitivity, key),
        share=percent(found.line.now),
        firsts=firsts,
    )
