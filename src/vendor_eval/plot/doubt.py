"""Chart: which uncertainty causes the doubt about who is first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from matplotlib.axes import Axes

from vendor_eval.analysis.doubt import Doubt
from vendor_eval.analysis.doubt_said import loss_said
from vendor_eval.analysis.wording import clauses, run_on
from vendor_eval.languages.phrases import say
from vendor_eval.plot.colours import HUES, INK, LINE, MUTED, ink_on
from vendor_eval.plot.page import Page
from vendor_eval.plot.shares import key, shares_of, short_share
from vendor_eval.plot.style import BODY, SMALL, drawing
from vendor_eval.plot.text import height, width, wrapped

__all__ = ["doubt"]

LABEL, LOSS = 118.0, 62.0
BAR, BETWEEN, SWATCH = 18.0, 10.0, 15.0
PARTS = {"p_leader": HUES[0], "p_rival": HUES[4], "p_others": "#d9d9d9", "p_nobody": "white"}


def doubt(doubt: Doubt, *, ax: Axes | None = None) -> Axes:
    """Draw how often the leader is first with all that is uncertain, with the assessments alone and the weights alone.

    Parameters
    ----------
    doubt
        The ``doubt`` of the result of ``robustness``.
    ax
        The Axes to draw on; a new figure as wide as a printed page where None.
    """
    title = say("Which uncertainty causes the doubt")
    with drawing():
        page = Page(ax)
        if doubt.leader is None:
            page.heading(title, doubt.text)
            return page.finish(run_on(say("No bars."), doubt.text))
        lossy = bool(doubt.table["expected_loss"].notna().any())
        page.measure(LABEL, page.width - (LOSS if lossy else 4), 0, 1)
        page.heading(title, _subtitle(doubt))
        if lossy:
            head = wrapped(say("expected loss in points"), LOSS - 6, SMALL)
            page.write(page.width, page.y, head, size=SMALL, colour=MUTED, align="right")
            page.y += height(head, SMALL) + 3
        for row in doubt.rows.values():
            _draw_row(page, row, exact=row["uncertain"] not in {"both", *doubt.drawn}, lossy=lossy)
        _draw_legend(page, doubt)
        page.note(key(int(doubt.table["draws"].max())))
        return page.finish(_said(doubt))


def _subtitle(doubt: Doubt) -> str:
    return run_on(say("Shares hold if the open requirements are met.") if doubt.if_met else "", _what(doubt))


def _what(doubt: Doubt) -> str:
    """Say what the bars are shares of."""
    name = doubt.decision.vendor_name(str(doubt.leader))
    drawn = bool(doubt.row("both")["draws"])
    match drawn, doubt.method:
        case False, None:
            return say(
                "How often {vendor} is first {weights}, worked out without draws.", vendor=name, weights=doubt.weights
            )
        case False, method:
            return say(
                "How often {vendor} is first by {method} {weights}, worked out without draws.",
                vendor=name,
                method=method,
                weights=doubt.weights,
            )
        case _, None:
            return say(
                "Share of draws in which {vendor} is first, {weights}; the same random numbers in every bar.",
                vendor=name,
                weights=doubt.weights,
            )
        case _, method:
            return say(
                "Share of draws in which {vendor} is first by {method}, {weights}; the same random numbers in every "
                "bar.",
                vendor=name,
                method=method,
                weights=doubt.weights,
            )


def _named(uncertain: str) -> tuple[str, str]:
    """Name what is uncertain in a bar, and what is held there."""
    match uncertain:
        case "both":
            return say("All that is uncertain"), say("as in the whole run")
        case "assessments":
            return say("Only the assessments"), say("weights held at their mean")
        case _:
            held = say("assessments held at their expected values, open requirements met")
            return say("Only the weights"), held


def _draw_row(page: Page, row: Mapping[str, Any], *, exact: bool, lossy: bool) -> None:
    name, held = _named(row["uncertain"])
    held = say("nothing is drawn") if exact else held
    blocks = wrapped(name, LABEL - 8, BODY, bold=True), wrapped(held, LABEL - 8, SMALL)
    label = height(blocks[0], BODY) + height(blocks[1], SMALL)
    tall = max(BAR, label)
    top = page.y + (tall - label) / 2
    page.write(0, top, blocks[0], bold=True)
    page.write(0, top + height(blocks[0], BODY), blocks[1], size=SMALL, colour=MUTED)
    middle, start = page.y + tall / 2, 0.0
    for part, fill in PARTS.items():
        size = float(row[part])
        look = {"facecolor": fill, "edgecolor": LINE, "linewidth": 0.5} if size else {"facecolor": fill}
        page.box(
            page.place(start),
            middle - BAR / 2,
            size / page.unit,
            BAR,
            hatch="////" if part == "p_nobody" and size else None,
            **look,
        )
        said = short_share(size, int(row["draws"]))
        if part != "p_nobody" and width(said, SMALL) <= size / page.unit - 4:
            page.write(
                page.place(start + size / 2), middle, said, size=SMALL, colour=ink_on(fill), align="center", middle=True
            )
        start += size
    if lossy:
        page.write(page.width, middle, loss_said(row["expected_loss"]), align="right", middle=True, bold=True)
    page.y += tall + BETWEEN


def _draw_legend(page: Page, doubt: Doubt) -> None:
    x = LABEL
    for part, said in _parts(doubt).items():
        lines = wrapped(said, page.width - LABEL - SWATCH - 8, SMALL)
        wide = SWATCH + 4 + max(width(line, SMALL) for line in lines) + 14
        if x > LABEL and x + wide > page.width:
            x, page.y = LABEL, page.y + height([""], SMALL) + 4
        hatch = "////" if part == "p_nobody" else None
        page.box(x, page.y, SWATCH, 9, facecolor=PARTS[part], edgecolor=LINE, linewidth=0.5, hatch=hatch)
        page.write(x + SWATCH + 4, page.y, lines, size=SMALL, colour=INK)
        x += wide
        if len(lines) > 1:
            x, page.y = LABEL, page.y + height(lines, SMALL) + 4
    page.y += height([""], SMALL) + 4


def _parts(doubt: Doubt) -> dict[str, str]:
    """Name the parts of the bars that are there."""
    names = {"p_leader": doubt.decision.vendor_name(str(doubt.leader))}
    if doubt.rival is not None:
        rival = doubt.decision.vendor_name(doubt.rival)
        names["p_rival"] = say("{vendor}, most often of the others", vendor=rival)
    names |= {"p_others": say("other vendors"), "p_nobody": say("nobody is sufficient")}
    return {part: said for part, said in names.items() if doubt.table[part].max() > 0}


def _said(doubt: Doubt) -> str:
    bars = clauses(_bar_said(row) for row in doubt.rows.values())
    named = [(doubt.decision.vendor_name(str(key)), p) for key, p in doubt.firsts["both"].items()]
    firsts = shares_of(named, int(doubt.row("both")["draws"]))
    return run_on(
        say("Bars of the shares by who is first: {bars}.", bars=bars),
        say("With all that is uncertain: {shares}.", shares=firsts),
        doubt.text,
    )


def _bar_said(row: Mapping[str, Any]) -> str:
    share = short_share(row["p_leader"], int(row["draws"]))
    match row["uncertain"]:
        case "both":
            return say("all that is uncertain {share}", share=share)
        case "assessments":
            return say("only the assessments {share}", share=share)
        case _:
            return say("only the weights {share}", share=share)
