"""Chart: how often each vendor is ahead of each other one."""

from __future__ import annotations

from matplotlib.axes import Axes

from vendor_eval.analysis.robustness_result import Robustness
from vendor_eval.plot.colours import GREYED, heat
from vendor_eval.plot.grid import Cell, Column, Row, draw_grid
from vendor_eval.plot.page import Page
from vendor_eval.plot.shares import SIGN_FITS, WITHOUT_SIGN, key, short_share
from vendor_eval.plot.standing import Standing, standings
from vendor_eval.plot.style import SMALL, drawing

__all__ = ["pairwise_winning"]

LABEL, WIDEST, NARROWEST = 100.0, 70.0, 20.0


def pairwise_winning(robustness: Robustness, *, ax: Axes | None = None) -> Axes:
    """Draw the share of draws in which the vendor of the row is ahead of that of the column.

    Parameters
    ----------
    robustness
        The result of ``robustness``.
    ax
        The Axes to draw on; a new figure as wide as a printed page, or wider for many vendors, where None.
    """
    vendors = standings(robustness.evaluation)
    with drawing():
        page = Page(ax, least=LABEL + NARROWEST * len(vendors))
        page.heading("Who is ahead of whom", _subtitle(robustness))
        each = min(WIDEST, (page.width - LABEL) / len(vendors))
        sign = each > SIGN_FITS
        columns = [Column("", LABEL, left=True), *(Column(one.name, each) for one in vendors)]
        draw_grid(page, columns, [_row(robustness, one, vendors, sign=sign) for one in vendors], size=SMALL)
        page.note(key(robustness.draws) if sign else f"{WITHOUT_SIGN} {key(robustness.draws)}")
        return page.finish(_said(robustness, vendors))


def _subtitle(robustness: Robustness) -> str:
    given = "Shares hold if the open requirements are met. " if robustness.if_met else ""
    among, where = ("weights", "with") if robustness.exact else ("draws", "in")
    return f"{given}Share of {among} {where} which the row is ahead of the column. {robustness.drawn.strip('()')}"


def _row(robustness: Robustness, one: Standing, vendors: list[Standing], *, sign: bool) -> Row:
    cells = [
        Cell("", fill="white")
        if other.vendor == one.vendor
        else _cell(robustness.ahead(one.vendor, other.vendor), robustness.draws, out=one.out, sign=sign)
        for other in vendors
    ]
    return Row((Cell(one.name, one.judged, bold=True), *cells))


def _cell(p: float, draws: int, *, out: bool, sign: bool) -> Cell:
    said = short_share(p, draws, sign=sign)
    return Cell(said, fill=GREYED, hatched=True) if out else Cell(said, fill=heat(p), bold=p >= 0.5)


def _said(robustness: Robustness, vendors: list[Standing]) -> str:
    subject = robustness.subject
    name = {one.vendor: one.name for one in vendors}
    rivals = {} if subject is None else robustness.rivals(subject)
    ahead = "; ".join(f"{name[key]} {short_share(p, robustness.draws)}" for key, p in rivals.items())
    of = f" {name[subject]} is ahead of: {ahead}." if subject is not None and rivals else ""
    return (
        f"Table of vendors by vendors: {', '.join(name.values())}. {_subtitle(robustness)}{of} {key(robustness.draws)}"
    )
