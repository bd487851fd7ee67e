"""Chart: who is first under each scenario."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

from matplotlib.axes import Axes

from vendor_eval.analysis.outcome import Outcome
from vendor_eval.analysis.scenarios import BASE, ScenarioComparison
from vendor_eval.plot.colours import GREYED, heat
from vendor_eval.plot.grid import Cell, Column, Row, draw_grid
from vendor_eval.plot.page import Page
from vendor_eval.plot.shares import SIGN_FITS, WITHOUT_SIGN, key, short_share
from vendor_eval.plot.style import SMALL, drawing
from vendor_eval.plot.text import width

__all__ = ["scenarios"]

LABEL, STATUS, WIDEST, NARROWEST = 112.0, 60.0, 70.0, 20.0
APART = 8.0
OUT = "insufficient"


def scenarios(comparison: ScenarioComparison, *, ax: Axes | None = None) -> Axes:
    """Draw how often each vendor is first, scenario by scenario, with each outcome's status.

    Parameters
    ----------
    comparison
        The result of ``scenarios``.
    ax
        The Axes to draw on; a new figure as wide as a printed page, or wider for many vendors, where None.
    """
    vendors = list(comparison.decision.vendors)
    with drawing():
        page = Page(ax, least=LABEL + STATUS + NARROWEST * len(vendors))
        page.heading("Who is first under each scenario", _method(comparison))
        each = min(WIDEST, (page.width - LABEL - STATUS) / len(vendors))
        names = [comparison.decision.vendor_name(key) for key in vendors]
        columns = [
            Column("", LABEL, left=True),
            *(Column(name, each) for name in names),
            Column("Outcome", STATUS),
        ]
        scenes = enumerate(comparison.outcomes)
        rows = [_row(comparison, scenario, each, apart=index == 1) for index, scenario in scenes]
        draw_grid(page, columns, rows, size=SMALL)
        page.note(_key(comparison, signs=each > SIGN_FITS))
        return page.finish(_said(comparison))


def _method(comparison: ScenarioComparison) -> str:
    given = "if the open requirements are met, " if any(comparison.if_met.values()) else ""
    if comparison.exact:
        return f"How often a vendor is first{', ' + given.rstrip(', ') if given else ''}: worked out without draws."
    draws, seed = comparison.stamp.draws or 0, comparison.stamp.seed
    drawn = f"Share of {draws:,} draws in which a vendor is first, {given}from seed {seed}, the same in every scenario."
    return drawn + comparison.some_exact_said


def _row(comparison: ScenarioComparison, scenario: str, room: float, *, apart: bool) -> Row:
    outcome = comparison.outcomes[scenario]
    part = comparison.table[comparison.table["scenario"] == scenario].set_index("vendor")
    cells = [
        _cell(part.loc[key].to_dict(), outcome, key, comparison.draws[scenario], room)
        if key in part.index
        else Cell("left out" if room > 40 else "·", fill="white")
        for key in comparison.decision.vendors
    ]
    mark = " *" if any(comparison.if_met.values()) and not comparison.if_met[scenario] else ""
    return Row(
        (Cell(scenario + mark, bold=scenario == BASE), *cells, Cell(outcome.status, fill="white", bold=True)),
        APART if apart else 0,
    )


def _cell(row: Mapping[Hashable, Any], outcome: Outcome, key: str, draws: int, room: float) -> Cell:
    if row["verdict"] == OUT:
        return Cell(OUT if width(OUT, SMALL) < room - 5 else "✗", fill=GREYED, hatched=True)
    p = float(row["p_first"])
    frame = "-" if key in outcome.chosen else (0, (3, 2)) if key in outcome.would_lead else None
    return Cell(short_share(p, draws, sign=room > SIGN_FITS), fill=heat(p), bold=frame is not None, frame=frame)


def _key(comparison: ScenarioComparison, *, signs: bool) -> str:
    outcomes = comparison.outcomes.values()
    parts = {
        "Solid frame: chosen.": any(outcome.chosen for outcome in outcomes),
        "Dashed frame: would lead if its open requirements were met.": any(one.would_lead for one in outcomes),
        "Hatched or ✗: insufficient.": bool((comparison.table["verdict"] == OUT).any()),
        "* here no share hangs on an open requirement.": len(set(comparison.if_met.values())) > 1,
        WITHOUT_SIGN: not signs,
        key(max(comparison.draws.values())): True,
    }
    return " ".join(text for text, needed in parts.items() if needed)


def _said(comparison: ScenarioComparison) -> str:
    return f"Table of scenarios by vendors. {_method(comparison)} {comparison.text}"
