"""Chart: where each vendor's overall value lies in the draws."""

from __future__ import annotations

from collections.abc import Mapping

from matplotlib.axes import Axes

from vendor_eval.analysis.robustness_result import Robustness
from vendor_eval.analysis.wording import number
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
        page.heading("Where the value of each vendor lies", _subtitle(robustness))
        head = ["middle", "(nine tenths)"]
        page.write(page.width, page.y, head, size=SMALL, colour=MUTED, align="right")
        page.y += height(head[:1], SMALL)
        for mark in MARKS:
            page.write(page.place(mark), page.y, str(mark), size=SMALL, colour=MUTED, align="center")
        page.y += height(head[1:], SMALL) + 2
        top = page.y
        for one in vendors:
            _draw_vendor(page, robustness, one)
        page.ax.vlines(MARKS, top, page.y, color=LINE, linewidth=0.5, zorder=0)
        least = robustness.decision.policy.minimum_value
        if least is not None:
            page.ax.vlines(least, top, page.y, color=INK, linewidth=1.0, linestyle=(0, (4, 3)))
            page.note(f"Dashed: {number(least)} points, the least overall value of a sufficient vendor.")
        tenths = "weights" if robustness.exact else "draws"
        page.note(f"Line: nine tenths of the {tenths}; box: half of them; bar across: the middle one.")
        return page.finish(_said(robustness, vendors))


def _subtitle(robustness: Robustness) -> str:
    unknowns = "; unknowns at open requirements are drawn as meeting them" if robustness.if_met else ""
    over = robustness.weights_said if robustness.exact else f"over {robustness.draws:,} draws {robustness.weights_said}"
    return f"Overall points {over}{unknowns}."


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
    low, high = f"{at[0.05]:.0f}", f"{at[0.95]:.0f}"
    return f"{at[0.5]:.0f}" if low == high else f"{at[0.5]:.0f} ({low}–{high})"


def _said(robustness: Robustness, vendors: list[Standing]) -> str:
    values = "; ".join(f"{one.name} {_figures(_quantiles(robustness, one))}, {one.verdict}" for one in vendors)
    return f"Ranges of the overall value of each vendor, middle and nine tenths. {values}."
