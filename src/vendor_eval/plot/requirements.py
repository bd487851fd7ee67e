"""Chart: who meets which requirement, and by what observation."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from math import ceil, isnan
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from vendor_eval.analysis.evaluate import Evaluation
from vendor_eval.analysis.wording import percent
from vendor_eval.plot.colours import STATES
from vendor_eval.plot.grid import Cell, Column, Row, draw_grid
from vendor_eval.plot.page import Page
from vendor_eval.plot.standing import SIGNS, Standing, standings
from vendor_eval.plot.style import drawing

__all__ = ["requirements"]

LABEL, VERDICT, WIDEST, NARROWEST = 80.0, 86.0, 120.0, 55.0
MOST = 5  # requirements beside one another
APART = 8.0

HOW = "Each requirement is tested on the performance itself and cannot be traded away."
NONE_STATED = "The decision states no requirements."
GROUNDS = {
    ("overall", True): "overall value too low",
    ("overall", False): "overall value open",
    ("accumulated", True): "too many shoulds failed",
    ("accumulated", False): "number of failed shoulds open",
}


def requirements(evaluation: Evaluation, *, ax: Axes | None = None) -> Axes:
    """Draw how every vendor stands to every requirement, and its verdict.

    A cell says met, failed, open or waived in a word, a sign and a colour, with what was observed below. Requirements
    that do not fit beside one another continue below.

    Parameters
    ----------
    evaluation
        The result of ``evaluate``.
    ax
        The Axes to draw on; a new figure as wide as a printed page where None.
    """
    with drawing():
        page = Page(ax)
        page.heading("Who is sufficient", NONE_STATED if evaluation.findings.empty else HOW)
        vendors, parts = standings(evaluation), _parts(evaluation, page.width)
        for index, part in enumerate(parts):
            page.y += 14 if index else 0
            last = index == len(parts) - 1
            columns = [Column("", LABEL, left=True), *_columns(evaluation, part, page.width, last=last)]
            draw_grid(page, columns, [_row(evaluation, one, part, last=last, first=vendors) for one in vendors])
        return page.finish(_said(evaluation))


def _parts(evaluation: Evaluation, width: float) -> list[pd.DataFrame]:
    """Split the requirements, as the first vendor's findings list them, into parts that fit beside one another."""
    vendor = next(iter(evaluation.decision.vendors))
    stated = evaluation.findings[evaluation.findings["vendor"] == vendor].reset_index(drop=True)
    fitting = max(1, int((width - LABEL - VERDICT) / NARROWEST))
    count = max(1, ceil(len(stated) / min(fitting, MOST)))
    size = max(1, ceil(len(stated) / count))
    return [stated.iloc[index * size : (index + 1) * size] for index in range(count)]


def _columns(evaluation: Evaluation, part: pd.DataFrame, width: float, *, last: bool) -> list[Column]:
    each = min(WIDEST, (width - LABEL - (VERDICT if last else 0)) / max(1, len(part)))
    columns = [
        Column(
            evaluation.decision.criterion_name(str(row["criterion"])),
            each,
            f"{row['required']}{'' if row['kind'] == 'must' else ' (should)'}",
        )
        for row in part.to_dict("records")
    ]
    return [*columns, Column("Verdict", VERDICT)] if last else columns


def _row(evaluation: Evaluation, one: Standing, part: pd.DataFrame, *, last: bool, first: Sequence[Standing]) -> Row:
    own = evaluation.findings[evaluation.findings["vendor"] == one.vendor]
    # Every vendor has the same findings in the same order; their words need not differ from one another.
    found = own.iloc[list(part.index)].to_dict("records")
    cells = [Cell(one.name, bold=True), *(_cell(row) for row in found)]
    if last:
        cells.append(Cell(one.judged, _other_grounds(evaluation, one), STATES[one.verdict], bold=True))
    apart = one.out and one == next(other for other in first if other.out) and one != first[0]
    return Row(tuple(cells), APART if apart else 0)


def _cell(row: Mapping[Hashable, Any]) -> Cell:
    result, chance = str(row["result"]), float(row["p_met"])
    sure = f"; met with {percent(chance)}" if result == "open" and not isnan(chance) else ""
    if result == "waived":
        sure = f"; by {row['waived_by']}"
    return Cell(f"{SIGNS[result]} {result}", f"{row['observed']}{sure}", STATES[result], bold=True)


def _other_grounds(evaluation: Evaluation, one: Standing) -> str:
    grounds = evaluation.verdicts[one.vendor].grounds
    return ", ".join(GROUNDS[ground.kind, ground.certain] for ground in grounds if ground.kind != "requirement")


def _said(evaluation: Evaluation) -> str:
    verdicts = "; ".join(f"{one.name} {one.verdict}" for one in standings(evaluation))
    unmet = evaluation.findings[evaluation.findings["result"] != "met"]
    names = evaluation.decision
    details = "; ".join(
        f"{names.vendor_name(str(row['vendor']))}, {names.criterion_name(str(row['criterion']))} {row['required']}: "
        f"{row['result']} ({row['observed']})"
        for row in unmet.to_dict("records")
    )
    return f"Grid of vendors by requirements. Verdicts: {verdicts}. Not met: {details or 'none'}."
