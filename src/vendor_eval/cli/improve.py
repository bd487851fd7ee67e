"""The command that says what it would take for a vendor to be sufficient, ahead of a rival, or first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

import typer

from vendor_eval.analysis.evaluate import evaluate
from vendor_eval.analysis.wording import counted, points
from vendor_eval.cli.layout import Column, paragraph, table, terminal_width
from vendor_eval.cli.opening import Json, Scenario, Source, open_decision
from vendor_eval.cli.output import say, say_json, telling_errors
from vendor_eval.errors import OptionError
from vendor_eval.reasons.improve import GoalOption, Improvement
from vendor_eval.reasons.improve import improve as improved
from vendor_eval.reasons.improving import Hold

__all__ = ["improve"]


def improve(
    source: Source,
    vendor: Annotated[str, typer.Argument(help="The key of a vendor.", show_default=False)],
    goal: Annotated[GoalOption, typer.Option(help="What the vendor is to reach.")] = "first",
    over: Annotated[str | None, typer.Option(help="Be ahead of this vendor only.", show_default=False)] = None,
    cost: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CRITERION=NUMBER",
            help="What moving a criterion over its whole scale would take; repeat it. Criteria without one stay.",
            show_default=False,
        ),
    ] = None,
    certain: Annotated[
        bool, typer.Option("--certain", help="Whatever the evidence and the weights leave open.")
    ] = False,
    scenario: Scenario = None,
    as_json: Json = False,
) -> None:
    """Say what it would take for a vendor to be sufficient, or first."""
    with telling_errors(source, as_json=as_json):
        costs = _costs(cost) if cost else None
        decision, title = open_decision(source, scenario)
        hold: Hold = "certain" if certain else "expected"
        found = improved(evaluate(decision), vendor, goal=goal, over=over, costs=costs, hold=hold)
        if as_json:
            say_json(found.to_dict())
        else:
            say(title, *_view(found, width=terminal_width()))


def _costs(given: Sequence[str]) -> dict[str, float]:
    costs = {}
    for one in given:
        key, equals, number = one.rpartition("=")
        try:
            costs[key] = float(number)
        except ValueError:
            equals = ""
        if not equals:
            raise OptionError(f"--cost must be CRITERION=NUMBER, such as reach=3, not '{one}'.")
    return costs


def _view(found: Improvement, *, width: int) -> Iterator[str]:
    yield paragraph(found.text, width=width)
    if found.reached:
        return
    rows = found.table
    columns = [
        Column("criterion", list(rows["name"])),
        Column("now", list(rows["now"])),
        Column("needed", [needed or "–" for needed in rows["needed"]]),
        Column("alone", list(rows["said"])),
    ]
    yield table(columns, width=width)
    yield paragraph("Alone: each criterion by itself, beside what is required.", width=width)
    for name, changes in (("fewest", found.fewest), ("cheapest", found.cheapest)):
        if changes and len(changes) > len(found.repairs):
            yield from _set(found, name, width=width)


def _set(found: Improvement, which: str, *, width: int) -> Iterator[str]:
    decision, changes = found.evaluation.decision, found.changes(which)
    what = {"fewest": "The fewest changes", "cheapest": "The least effort"}[which]
    yield paragraph(f"{what}, {counted(len(changes), 'criterion', 'criteria')}:", width=width)
    columns = [
        Column("criterion", [decision.criterion_name(one.criterion) for one in changes]),
        Column("needed", [found.score_said(one) for one in changes]),
        Column("gain", [points(one.gain) for one in changes], right=True),
    ]
    yield table(columns, width=width)
