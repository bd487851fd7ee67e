"""Chart: how often each vendor is ahead of each other one."""

from __future__ import annotations

from matplotlib.axes import Axes

from vendor_eval.analysis.robustness_result import Robustness
from vendor_eval.analysis.wording import listed, run_on
from vendor_eval.languages.phrases import say
from vendor_eval.plot.colours import GREYED, heat
from vendor_eval.plot.grid import Cell, Column, Row, draw_grid
from vendor_eval.plot.page import Page
from vendor_eval.plot.shares import SIGN_FITS, bare, key, shares_of, short_share
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
        page.heading(say("Who is ahead of whom"), _subtitle(robustness))
        each = min(WIDEST, (page.width - LABEL) / len(vendors))
        sign = each > SIGN_FITS
        columns = [Column("", LABEL, left=True), *(Column(one.name, each) for one in vendors)]
        draw_grid(page, columns, [_row(robustness, one, vendors, sign=sign) for one in vendors], size=SMALL)
        page.note(key(robustness.draws, sign=sign))
        return page.finish(_said(robustness, vendors))


def _subtitle(robustness: Robustness) -> str:
    return run_on(
        say("Shares hold if the open requirements are met.") if robustness.if_met else "",
        say("Share of weights with which the row is ahead of the column.")
        if robustness.exact
        else say("Share of draws in which the row is ahead of the column."),
        bare(robustness.drawn),
    )


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
    ahead = shares_of([(name[rival], p) for rival, p in rivals.items()], robustness.draws)
    return run_on(
        say("Table of vendors by vendors: {vendors}.", vendors=listed(name.values())),
        _subtitle(robustness),
        say("{vendor} is ahead of: {shares}.", vendor=name[subject], shares=ahead) if subject and rivals else "",
        key(robustness.draws),
    )
