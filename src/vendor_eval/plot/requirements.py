"""Chart: who meets which requirement, and by what observation."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from math import ceil, isnan
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from vendor_eval.analysis.evaluate import Evaluation
from vendor_eval.analysis.vocabulary import result_said
from vendor_eval.analysis.wording import clauses, listed, percent, run_on
from vendor_eval.languages.phrases import say
from vendor_eval.plot.colours import STATES
from vendor_eval.plot.grid import Cell, Column, Row, draw_grid
from vendor_eval.plot.page import Page
from vendor_eval.plot.standing import SIGNS, Standing, standings
from vendor_eval.plot.style import drawing

__all__ = ["requirements"]

LABEL, VERDICT, WIDEST, NARROWEST = 80.0, 86.0, 120.0, 55.0
MOST = 5  # requirements beside one another
APART = 8.0


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
        page.heading(say("Who is sufficient"), _subtitle(evaluation))
        vendors, parts = standings(evaluation), _parts(evaluation, page.width)
        for index, part in enumerate(parts):
            page.y += 14 if index else 0
            last = index == len(parts) - 1
            columns = [Column("", LABEL, left=True), *_columns(evaluation, part, page.width, last=last)]
            draw_grid(page, columns, [_row(evaluation, one, part, last=last, first=vendors) for one in vendors])
        return page.finish(_said(evaluation))


def _subtitle(evaluation: Evaluation) -> str:
    if evaluation.findings.empty:
        return say("The decision states no requirements.")
    return say("Each requirement is tested on the performance itself and cannot be traded away.")


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
            row["required"] if row["kind"] == "must" else say("{required} (should)", required=row["required"]),
        )
        for row in part.to_dict("records")
    ]
    return [*columns, Column(say("Verdict"), VERDICT)] if last else columns


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
    result, chance = row["result"], float(row["p_met"])
    observed = str(row["observed"])
    if result == "open" and not isnan(chance):
        observed = say("{observed}; met with {chance}", observed=observed, chance=percent(chance))
    if result == "waived":
        observed = say("{observed}; by {person}", observed=observed, person=row["waived_by"])
    return Cell(f"{SIGNS[result]} {result_said(result)}", observed, STATES[result], bold=True)


def _other_grounds(evaluation: Evaluation, one: Standing) -> str:
    grounds = evaluation.verdicts[one.vendor].grounds
    return listed(_ground_said(ground.kind, ground.certain) for ground in grounds if ground.kind != "requirement")


def _ground_said(kind: str, certain: bool) -> str:
    """Say why a vendor is not sufficient, or not certainly, besides its requirements."""
    match kind, certain:
        case "overall", True:
            return say("overall value too low")
        case "overall", False:
            return say("overall value open")
        case _, True:
            return say("too many shoulds failed")
        case _:
            return say("number of failed shoulds open")


def _said(evaluation: Evaluation) -> str:
    verdicts = clauses(f"{one.name} {one.verdict_said}" for one in standings(evaluation))
    unmet = evaluation.findings[evaluation.findings["result"] != "met"]
    details = clauses(_finding_said(evaluation, row) for row in unmet.to_dict("records"))
    return run_on(
        say("Grid of vendors by requirements."),
        say("Verdicts: {verdicts}.", verdicts=verdicts),
        say("Not met: {findings}.", findings=details) if details else say("Not met: none."),
    )


def _finding_said(evaluation: Evaluation, row: Mapping[Hashable, Any]) -> str:
    return say(
        "{vendor}, {criterion} {required}: {result} ({observed})",
        vendor=evaluation.decision.vendor_name(str(row["vendor"])),
        criterion=evaluation.decision.criterion_name(str(row["criterion"])),
        required=row["required"],
        result=result_said(row["result"]),
        observed=row["observed"],
    )
