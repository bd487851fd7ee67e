"""Chart: how often each vendor takes each rank when beliefs and weights are drawn."""

from __future__ import annotations

from matplotlib.axes import Axes

from vendor_eval.analysis.robustness import Robustness
from vendor_eval.analysis.wording import clauses, run_on
from vendor_eval.languages.phrases import say
from vendor_eval.plot.colours import GREYED, heat
from vendor_eval.plot.grid import Cell, Column, Row, draw_grid
from vendor_eval.plot.page import Page
from vendor_eval.plot.shares import SIGN_FITS, bare, key, short_share
from vendor_eval.plot.standing import Standing, standings
from vendor_eval.plot.style import SMALL, drawing

__all__ = ["rank_acceptability"]

LABEL, NONE, SUFFICIENT, WIDEST, NARROWEST = 92.0, 30.0, 66.0, 62.0, 20.0
APART = 8.0


def rank_acceptability(robustness: Robustness, *, ax: Axes | None = None) -> Axes:
    """Draw how often each vendor takes each rank, or none: the share of draws, or of the weights where that is exact.

    Parameters
    ----------
    robustness
        The result of ``robustness``.
    ax
        The Axes to draw on; a new figure as wide as a printed page, or wider for many vendors, where None.
    """
    vendors, ranks = standings(robustness.evaluation), list(robustness.rank_acceptability.columns)
    with drawing():
        page = Page(ax, least=LABEL + NONE + SUFFICIENT + NARROWEST * (len(ranks) - 1))
        page.heading(say("How often each vendor takes each rank"), _method(robustness))
        each = _each(page.width, len(ranks) - 1)
        sign = each > SIGN_FITS
        headings = [say("rank {rank}", rank=rank) if sign else str(rank) for rank in ranks[:-1]]
        columns = [
            Column("", LABEL, left=True),
            *(Column(heading, each) for heading in headings),
            Column(say("no rank"), max(NONE, min(each, WIDEST))),
            Column(say("P(sufficient)"), SUFFICIENT),
        ]
        rows = [_row(robustness, one, sign=sign, apart=one.out and one == _first_out(vendors)) for one in vendors]
        draw_grid(page, columns, rows, size=SMALL)
        page.note(key(robustness.draws, sign=sign))
        return page.finish(_said(robustness, vendors))


def _each(width: float, ranks: int) -> float:
    """Return how wide the column of a rank is; ``no rank`` never gets narrower than its words."""
    room = width - LABEL - SUFFICIENT
    return min(WIDEST, room / (ranks + 1), (room - NONE) / ranks)


def _method(robustness: Robustness) -> str:
    given = say("Shares hold if the open requirements are met.") if robustness.if_met else ""
    return run_on(given, bare(robustness.drawn))


def _first_out(vendors: list[Standing]) -> Standing | None:
    return next((one for one in vendors[1:] if one.out), None) if not vendors[0].out else None


def _row(robustness: Robustness, one: Standing, *, sign: bool, apart: bool) -> Row:
    shares = robustness.rank_acceptability.loc[one.vendor].to_dict().values()
    cells = [_cell(float(p), short_share(float(p), robustness.draws, sign=sign), out=one.out) for p in shares]
    label = Cell(one.name, one.judged, bold=True)
    return Row((label, *cells, Cell(robustness.sufficiency_said(one.vendor), fill="white")), APART if apart else 0)


def _cell(p: float, said: str, *, out: bool) -> Cell:
    if out:
        return Cell(said, fill=GREYED, hatched=True)
    return Cell(said, fill=heat(p), bold=p >= 0.5)


def _said(robustness: Robustness, vendors: list[Standing]) -> str:
    table = robustness.rank_acceptability
    firsts = clauses(
        say("{vendor} insufficient, no rank", vendor=one.name)
        if one.out
        else f"{one.name} {short_share(table[1].to_dict()[one.vendor], robustness.draws)}"
        for one in vendors
    )
    return run_on(
        say("Table of vendors by ranks, with shares of the weights.")
        if robustness.exact
        else say("Table of vendors by ranks, with shares of draws."),
        _method(robustness),
        say("First: {shares}.", shares=firsts),
        key(robustness.draws),
    )
