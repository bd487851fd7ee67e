"""Chart: where each vendor's overall value lies in the draws."""

from __future__ import annotations

from collections.abc import Mapping

from matplotlib.axes import Axes

from vendor_eval.analysis.robustness_result import Robustness
from vendor_eval.analysis.wording import clauses, number
from vendor_eval.languages.numbers import decimals
from vendor_eval.languages.phrases import say
from vendor_eval.plot.colours import GREYED, HUES, INK, LINE, MUTED, mixed
from vendor_eval.plot.page import Page
from vendor_eval.plot.standing import Standing, standings
from vendor_eval.plot.style import BODY, SMALL, drawing
from vendor_eval.plot.text import height, wrapped

__all__ = ["value_ranges"]

LABEL, TOTAL = 96.0, 84.0
MARKS = (0, 25, 50, 75, 100)
BOX, BETWEEN = 11.0, 9.0


def value_ranges(robustness: Robustness, *, ax: Axes | None = None) -> Axes:
    """Draw the overall values of each vendor over all draws: the middle, the half and nine tenths around it.

    Parameters
    ----------
    robustness
        The result of ``robustness``.
    ax
        The Axes to draw on; a new figure as wide as a printed page where None.
    """
    vendors = standings(robustness.evaluation)
    with drawing():
        page = Page(ax)
        page.measure(LABEL, page.width - TOTAL, 0, 100)
        page.heading(say("Where the value of each vendor lies"), _subtitle(robustness))
        head = [say("middle"), say("(nine tenths)")]
        page.write(page.width, page.y, head, size=SMALL, colour=MUTED, align="right")
        page.y += height(head[:1], SMALL)
        for mark in MARKS:
            page.write(page.place(mark), page.y, number(mark), size=SMALL, colour=MUTED, align="center")
        page.y += height(head[1:], SMALL) + 2
        top = page.y
        for one in vendors:
            _draw_vendor(page, robustness, one)
        page.ax.vlines(MARKS, top, page.y, color=LINE, linewidth=0.5, zorder=0)
        least = robustness.decision.policy.minimum_value
        if least is not None:
            page.ax.vlines(least, top, page.y, color=INK, linewidth=1.0, linestyle=(0, (4, 3)))
            dashed = say(
                "Dashed: {count} point, the least overall value of a sufficient vendor.",
                "Dashed: {count} points, the least overall value of a sufficient vendor.",
                count=least,
            )
            page.note(dashed)
        page.note(
            say("Line: nine tenths of the weights; box: half of them; bar across: the middle one.")
            if robustness.exact
            else say("Line: nine tenths of the draws; box: half of them; bar across: the middle one.")
        )
        return page.finish(_said(robustness, vendors))


def _subtitle(robustness: Robustness) -> str:
    weights = robustness.weights_said
    if robustness.exact and robustness.if_met:
        return say(
            "Overall points {weights}; unknowns at open requirements are drawn as meeting them.", weights=weights
        )
    if robustness.exact:
        return say("Overall points {weights}.", weights=weights)
    if robustness.if_met:
        return say(
            "Overall points over {count} draw {weights}; unknowns at open requirements are drawn as meeting them.",
            "Overall points over {count} draws {weights}; unknowns at open requirements are drawn as meeting them.",
            count=robustness.draws,
            weights=weights,
        )
    return say(
        "Overall points over {count} draw {weights}.",
        "Overall points over {count} draws {weights}.",
        count=robustness.draws,
        weights=weights,
    )


def _quantiles(robustness: Robustness, one: Standing) -> Mapping[float, float]:
    return {float(str(chance)): float(x) for chance, x in robustness.value_quantiles.loc[one.vendor].to_dict().items()}


def _draw_vendor(page: Page, robustness: Robustness, one: Standing) -> None:
    at = _quantiles(robustness, one)
    name = wrapped(one.name, LABEL - 8, BODY, bold=True)
    label = height(name, BODY) + height([""], SMALL)
    tall = max(label, BOX)
    page.write(0, page.y + (tall - label) / 2, name, bold=True)
    page.write(0, page.y + (tall + label) / 2 - height([""], SMALL), one.judged, size=SMALL, colour=MUTED)
    middle = page.y + tall / 2
    colour = MUTED if one.out else INK
    page.ax.plot([at[0.05], at[0.95]], [middle, middle], color=colour, linewidth=1.1, marker="|", markersize=6)
    page.box(
        page.place(at[0.25]),
        middle - BOX / 2,
        (at[0.75] - at[0.25]) / page.unit,
        BOX,
        facecolor=GREYED if one.out else mixed(HUES[0], 0.55),
        edgecolor=colour,
        linewidth=0.6,
        hatch="////" if one.out else None,
        zorder=3,
    )
    page.ax.vlines(at[0.5], middle - BOX / 2 - 2, middle + BOX / 2 + 2, color=colour, linewidth=2.0, zorder=4)
    page.write(page.width, middle, _figures(at), align="right", middle=True, bold=True)
    page.y += tall + BETWEEN


def _figures(at: Mapping[float, float]) -> str:
    low, middle, high = (decimals(at[chance], 0) for chance in (0.05, 0.5, 0.95))
    return middle if low == high else say("{number} ({low}–{high})", number=middle, low=low, high=high)


def _said(robustness: Robustness, vendors: list[Standing]) -> str:
    values = [
        say(
            "{vendor} {value}, {verdict}",
            vendor=one.name,
            value=_figures(_quantiles(robustness, one)),
            verdict=one.verdict_said,
        )
        for one in vendors
    ]
    return say("Ranges of the overall value of each vendor, middle and nine tenths. {values}.", values=clauses(values))
