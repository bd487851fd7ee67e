"""Chart: the ranks of the vendors by several methods, side by side."""

from __future__ import annotations

import math

from matplotlib.axes import Axes

from vendor_eval.analysis.cross_check.cross_check import CrossCheck
from vendor_eval.analysis.vocabulary import verdict_said
from vendor_eval.analysis.wording import listed, run_on
from vendor_eval.languages.numbers import decimals
from vendor_eval.languages.phrases import say
from vendor_eval.plot.colours import GREYED, heat
from vendor_eval.plot.grid import Cell, Column, Row, draw_grid
from vendor_eval.plot.page import Page
from vendor_eval.plot.style import SMALL, drawing
from vendor_eval.plot.text import width

__all__ = ["cross_check"]

LABEL, WIDEST, NARROWEST = 120.0, 72.0, 30.0
APART = 8.0
PALING = 0.94  # of the colour of the first: the last keeps the rest, so that its cell is seen


def cross_check(check: CrossCheck, *, ax: Axes | None = None) -> Axes:
    """Draw the rank of each vendor by each method, the ranks that differ from the weighted sum's in a frame.

    Parameters
    ----------
    check
        The result of ``cross_check``.
    ax
        The Axes to draw on; a new figure as wide as a printed page, or wider for many methods, where None.
    """
    labels = check.labels
    with drawing():
        page = Page(ax, least=LABEL + NARROWEST * len(labels))
        page.heading(say("Ranks by several methods"), _subtitle(check))
        each = min(WIDEST, (page.width - LABEL) / len(labels))
        columns = [Column("", LABEL, left=True), *(Column(label, each) for label in labels.values())]
        rows = [_row(check, row, each) for row in _ordered(check)]
        draw_grid(page, columns, [*rows, _agreement(check)], size=SMALL)
        page.note(_key(check))
        return page.finish(_said(check))


def _subtitle(check: CrossCheck) -> str:
    if check.if_met:
        return say(
            "Rank of each vendor by each method from the same expected values, {weights}, if the open requirements "
            "are met; 1 is best.",
            weights=check.weights,
        )
    return say(
        "Rank of each vendor by each method from the same expected values, {weights}; 1 is best.",
        weights=check.weights,
    )


def _ordered(check: CrossCheck) -> list[dict[str, object]]:
    """List the vendors as the weighted sum ranks them, the insufficient last."""
    table = check.table.sort_values(check.reference, kind="stable", na_position="last")
    return [{str(key): item for key, item in row.items()} for row in table.to_dict("records")]


def _row(check: CrossCheck, row: dict[str, object], room: float) -> Row:
    cells = [_cell(check, row, name, room) for name in check.labels]
    return Row((Cell(str(row["name"]), small=verdict_said(str(row["verdict"]))), *cells))


def _cell(check: CrossCheck, row: dict[str, object], name: str, room: float) -> Cell:
    rank = float(str(row[name]))
    if math.isnan(rank):
        out = say("no rank")
        return Cell(out if width(out, SMALL) < room - 8 else "✗", fill=GREYED, hatched=True)
    shared = int((check.table[name] == rank).sum()) > 1
    # Full colour for the first, next to none for the last, however many there are.
    last = max(len(check.ranked.vendors) - 1, 1)
    moved = rank != row[check.reference]
    return Cell(
        f"{rank:.0f}{'=' if shared else ''}",
        fill=heat(1 - PALING * (rank - 1) / last),
        bold=moved,
        frame="-" if moved else None,
    )


def _agreement(check: CrossCheck) -> Row:
    """Give Kendall's tau-b of each method with the weighted sum, below its ranks."""
    taus = dict(zip(check.methods["method"], check.methods["tau_b"], strict=True))
    cells = [Cell(_tau(float(taus[name])), fill="white") for name in check.labels]
    agreement = say("Agreement with {method}", method=check.reference_said)
    return Row((Cell(agreement, small=say("Kendall's tau-b")), *cells), APART)


def _tau(tau: float) -> str:
    return "–" if math.isnan(tau) else decimals(tau, 2)


def _key(check: CrossCheck) -> str:
    table = check.table[list(check.labels)]
    level = any(table[name].dropna().duplicated().any() for name in table)
    moved = table.sub(table[check.reference], axis=0).fillna(0).ne(0).any(axis=None)
    return run_on(
        say("Framed: not the rank by {method}.", method=check.reference_said) if moved else "",
        say("=: level with another vendor.") if level else "",
        "" if check.left_out.empty else say("Hatched or ✗: insufficient, so no rank by any method."),
        say("Tau-b is 1 for the same order and −1 for the reverse."),
    )


def _said(check: CrossCheck) -> str:
    names, methods = listed(check.table["name"]), listed(check.labels.values())
    return run_on(say("Table of ranks: {vendors} by {methods}.", vendors=names, methods=methods), check.text)
