"""Chart: with which weights each vendor is first."""

from __future__ import annotations

from matplotlib.axes import Axes

from vendor_eval.analysis.robustness_result import Robustness
from vendor_eval.analysis.wording import number, run_on
from vendor_eval.languages.phrases import say
from vendor_eval.plot.colours import HUES, mixed
from vendor_eval.plot.grid import Cell, Column, Row, draw_grid
from vendor_eval.plot.page import Page
from vendor_eval.plot.shares import SIGN_FITS, percentage, short_share
from vendor_eval.plot.standing import standings
from vendor_eval.plot.style import SMALL, drawing

__all__ = ["central_weights"]

LABEL, WIDEST, NARROWEST, APART = 120.0, 74.0, 24.0, 8.0
SIGNS = {1: " ▲", 0: "", -1: " ▼"}
FILLS = {1: mixed(HUES[0], 0.6), 0: "#f2f2f2", -1: mixed(HUES[1], 0.6)}


def central_weights(robustness: Robustness, *, ax: Axes | None = None) -> Axes:
    """Draw the mean weights with which each vendor is first, beside the mean of all weights drawn.

    Below stand how often the vendor is first, and how often it would be at its own central weights (the confidence
    factor). Vendors that are never first have none.

    Parameters
    ----------
    robustness
        The result of ``robustness``.
    ax
        The Axes to draw on; a new figure as wide as a printed page, or wider for many vendors, where None.
    """
    vendors = [one for one in standings(robustness.evaluation) if robustness.p_first(one.vendor) > 0]
    with drawing():
        page = Page(ax, least=LABEL + NARROWEST * (len(vendors) + 1))
        page.heading(say("With which weights each vendor is first"), _subtitle(robustness))
        if not vendors:
            page.note(say("No vendor is ever first."))
            return page.finish(say("No table: no vendor is ever first, so there are no weights to show."))
        each = min(WIDEST, (page.width - LABEL) / (len(vendors) + 1))
        sign = each > SIGN_FITS + 6
        columns = [Column("", LABEL, left=True), Column(say("Mean of all", context="weights"), each)]
        columns += [Column(one.name, each) for one in vendors]
        keys = [one.vendor for one in vendors]
        rows = [_criterion(robustness, key, keys, sign=sign) for key in robustness.decision.weighted]
        rows += _feet(robustness, keys, sign=sign)
        draw_grid(page, columns, rows, size=SMALL)
        page.note(_key(sign=sign))
        return page.finish(_said(robustness))


def _subtitle(robustness: Robustness) -> str:
    shares = robustness.shares_said
    if robustness.if_met and robustness.exact:
        return say(
            "If the open requirements are met: mean of the weights with which a vendor is first, {shares}.",
            shares=shares,
        )
    if robustness.if_met:
        return say(
            "If the open requirements are met: mean of the weights in the draws in which a vendor is first, {shares}.",
            shares=shares,
        )
    if robustness.exact:
        return say("Mean of the weights with which a vendor is first, {shares}.", shares=shares)
    return say("Mean of the weights in the draws in which a vendor is first, {shares}.", shares=shares)


def _weight(w: float, *, sign: bool) -> str:
    return percentage(number(round(100 * round(w, 2))), sign=sign)


def _criterion(robustness: Robustness, criterion: str, vendors: list[str], *, sign: bool) -> Row:
    weights = robustness.central_weights[criterion].to_dict()
    shifts = robustness.weight_shifts[criterion].to_dict()
    cells = [
        Cell(_weight(weights[key], sign=sign) + SIGNS[int(shifts[key])], fill=FILLS[int(shifts[key])])
        for key in vendors
    ]
    mean = Cell(_weight(float(robustness.mean_weights[criterion]), sign=sign), fill="white")
    return Row((Cell(robustness.decision.criterion_name(criterion)), mean, *cells))


def _feet(robustness: Robustness, vendors: list[str], *, sign: bool) -> list[Row]:
    factors = robustness.confidence_factors.to_dict("index")
    firsts = [short_share(robustness.p_first(key), robustness.draws, sign=sign) for key in vendors]
    sure = [short_share(factors[key]["p"], int(factors[key]["draws"]), sign=sign) for key in vendors]
    blank = Cell("", fill="white")
    return [
        Row(
            (
                Cell(say("First", context="how often") if robustness.exact else say("First in draws"), bold=True),
                blank,
                *(Cell(x, fill="white", bold=True) for x in firsts),
            ),
            APART,
        ),
        Row((Cell(say("First at these weights"), bold=True), blank, *(Cell(x, fill="white", bold=True) for x in sure))),
    ]


def _key(*, sign: bool) -> str:
    shifts = say("▲ ▼ at least 3 percentage points above or below the mean of all weights.")
    return shifts if sign else run_on(say("Numbers are percentages."), shifts)


def _said(robustness: Robustness) -> str:
    supporters = [robustness.supporters_said(key) for key in robustness.decision.vendors]
    return run_on(say("Table of criteria by vendors."), *supporters)
