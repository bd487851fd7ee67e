"""Chart: who is first under each scenario."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

from matplotlib.axes import Axes

from vendor_eval.analysis.outcome import Outcome
from vendor_eval.analysis.scenarios import BASE, ScenarioComparison
from vendor_eval.analysis.vocabulary import scenario_said, status_said, verdict_said
from vendor_eval.analysis.wording import run_on
from vendor_eval.languages.phrases import say
from vendor_eval.plot.colours import GREYED, heat
from vendor_eval.plot.grid import Cell, Column, Row, draw_grid
from vendor_eval.plot.page import Page
from vendor_eval.plot.shares import SIGN_FITS, key, short_share
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
        page.heading(say("Who is first under each scenario"), _method(comparison))
        each = min(WIDEST, (page.width - LABEL - STATUS) / len(vendors))
        names = [comparison.decision.vendor_name(key) for key in vendors]
        columns = [
            Column("", LABEL, left=True),
            *(Column(name, each) for name in names),
            Column(say("Outcome"), STATUS),
        ]
        scenes = enumerate(comparison.outcomes)
        rows = [_row(comparison, scenario, each, apart=index == 1) for index, scenario in scenes]
        draw_grid(page, columns, rows, size=SMALL)
        page.note(_key(comparison, signs=each > SIGN_FITS))
        return page.finish(_said(comparison))


def _method(comparison: ScenarioComparison) -> str:
    if_met = any(comparison.if_met.values())
    if comparison.exact and if_met:
        return say("How often a vendor is first, if the open requirements are met: worked out without draws.")
    if comparison.exact:
        return say("How often a vendor is first: worked out without draws.")
    return run_on(_drawn(comparison, if_met=if_met), comparison.some_exact_said)


def _drawn(comparison: ScenarioComparison, *, if_met: bool) -> str:
    draws, seed = comparison.stamp.draws or 0, comparison.stamp.seed
    if if_met:
        return say(
            "Share of {count} draw in which a vendor is first, if the open requirements are met, from seed {seed}, the "
            "same in every scenario.",
            "Share of {count} draws in which a vendor is first, if the open requirements are met, from seed {seed}, "
            "the same in every scenario.",
            count=draws,
            seed=seed,
        )
    return say(
        "Share of {count} draw in which a vendor is first, from seed {seed}, the same in every scenario.",
        "Share of {count} draws in which a vendor is first, from seed {seed}, the same in every scenario.",
        count=draws,
        seed=seed,
    )


def _row(comparison: ScenarioComparison, scenario: str, room: float, *, apart: bool) -> Row:
    outcome = comparison.outcomes[scenario]
    part = comparison.table[comparison.table["scenario"] == scenario].set_index("vendor")
    cells = [
        _cell(part.loc[key].to_dict(), outcome, key, comparison.draws[scenario], room)
        if key in part.index
        else Cell(say("left out", context="a vendor") if room > 40 else "·", fill="white")
        for key in comparison.decision.vendors
    ]
    status = Cell(status_said(outcome.status), fill="white", bold=True)
    mark = " *" if any(comparison.if_met.values()) and not comparison.if_met[scenario] else ""
    return Row(
        (Cell(scenario_said(scenario) + mark, bold=scenario == BASE), *cells, status),
        APART if apart else 0,
    )


def _cell(row: Mapping[Hashable, Any], outcome: Outcome, key: str, draws: int, room: float) -> Cell:
    if row["verdict"] == OUT:
        out = verdict_said(OUT)
        return Cell(out if width(out, SMALL) < room - 5 else "✗", fill=GREYED, hatched=True)
    p = float(row["p_first"])
    frame = "-" if key in outcome.chosen else (0, (3, 2)) if key in outcome.would_lead else None
    return Cell(short_share(p, draws, sign=room > SIGN_FITS), fill=heat(p), bold=frame is not None, frame=frame)


def _key(comparison: ScenarioComparison, *, signs: bool) -> str:
    outcomes = comparison.outcomes.values()
    led = any(one.would_lead for one in outcomes)
    return run_on(
        say("Solid frame: chosen.") if any(outcome.chosen for outcome in outcomes) else "",
        say("Dashed frame: would lead if its open requirements were met.") if led else "",
        say("Hatched or ✗: insufficient.") if (comparison.table["verdict"] == OUT).any() else "",
        say("* here no share hangs on an open requirement.") if len(set(comparison.if_met.values())) > 1 else "",
        key(max(comparison.draws.values()), sign=signs),
    )


def _said(comparison: ScenarioComparison) -> str:
    return run_on(say("Table of scenarios by vendors."), _method(comparison), comparison.text)
