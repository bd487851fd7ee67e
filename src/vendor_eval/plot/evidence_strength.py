"""Chart: how much of the weight rests on evidence of which grade, vendor by vendor."""

from __future__ import annotations

from matplotlib.axes import Axes

from vendor_eval.analysis.evidence_resting import STRENGTHS
from vendor_eval.analysis.evidence_strength import EvidenceTests
from vendor_eval.analysis.evidence_strength_said import strength_said
from vendor_eval.analysis.wording import clauses, joined, percent, run_on
from vendor_eval.languages.phrases import say
from vendor_eval.plot.colours import heat
from vendor_eval.plot.grid import Cell, Column, Row, draw_grid
from vendor_eval.plot.page import Page
from vendor_eval.plot.style import SMALL, drawing

__all__ = ["evidence_strength"]

LABEL, NARROWEST = 130.0, 56.0


def evidence_strength(tests: EvidenceTests, *, ax: Axes | None = None) -> Axes:
    """Draw what share of the weight rests on evidence of which grade at best, on none, or on what is unknown.

    Parameters
    ----------
    tests
        The result of ``evidence_tests``.
    ax
        The Axes to draw on; a new figure as wide as a printed page where None.
    """
    with drawing():
        page = Page(ax, least=LABEL + NARROWEST * len(STRENGTHS))
        lead = say("Share of the weight, by the best grade among the evidence of each assessment.")
        page.heading(say("How strong the evidence is"), lead)
        each = (page.width - LABEL) / len(STRENGTHS)
        columns = [Column("", LABEL, left=True), *(Column(strength_said(one), each) for one in STRENGTHS)]
        draw_grid(page, columns, [_row(tests, vendor) for vendor in tests.decision.vendors], size=SMALL)
        return page.finish(_said(tests))


def _row(tests: EvidenceTests, vendor: str) -> Row:
    shares = tests.shares.loc[vendor].to_dict()
    cells = (_cell(float(shares[one]), weak=one in ("none", "unknown")) for one in STRENGTHS)
    return Row((Cell(tests.decision.vendor_name(vendor), bold=True), *cells))


def _cell(share: float, *, weak: bool) -> Cell:
    said = percent(share) if share > 0 else "–"
    return Cell(said, fill=heat(share), hatched=weak and share > 0, bold=share >= 0.5)


def _said(tests: EvidenceTests) -> str:
    rows = [
        say("{vendor} {shares}", vendor=tests.decision.vendor_name(vendor), shares=_shares_said(tests, vendor))
        for vendor in tests.decision.vendors
    ]
    lead = say("Table of vendors by the grade of their evidence, with shares of the weight.")
    return run_on(lead, say("{shares}.", context="of each vendor", shares=clauses(rows)))


def _shares_said(tests: EvidenceTests, vendor: str) -> str:
    shares = tests.shares.loc[vendor].to_dict()
    return joined(
        [
            say("{percent} {strength}", percent=percent(float(shares[one])), strength=strength_said(one))
            for one in STRENGTHS
            if shares[one] > 0
        ]
    )
