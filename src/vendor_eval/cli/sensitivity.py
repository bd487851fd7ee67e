"""The command that says what the outcome hangs on: weights, performances, requirements."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterator, Mapping
from typing import Any

from vendor_eval.analysis.sensitivity import Sensitivity
from vendor_eval.analysis.sensitivity import sensitivity as worked_out
from vendor_eval.analysis.wording import number, percent, points
from vendor_eval.cli.layout import Column, paragraph, table, terminal_width
from vendor_eval.cli.opening import Json, Scenario, Source, open_decision
from vendor_eval.cli.output import say, say_json, telling_errors

__all__ = ["sensitivity"]

NOTHING = "–"
MOST = 10  # rows of the performances that move the gap


def sensitivity(source: Source, scenario: Scenario = None, as_json: Json = False) -> None:
    """Say what the outcome hangs on: weights, performances, requirements."""
    with telling_errors(source, as_json=as_json):
        decision, title = open_decision(source, scenario)
        found = worked_out(decision)
        if as_json:
            say_json(found.to_dict())
        else:
            say(title, *_view(found, width=terminal_width()))


def _view(found: Sensitivity, *, width: int) -> Iterator[str]:
    for line in found.text.split("\n"):
        yield paragraph(line, width=width)
    if len(found.contest.vendors) > 1:
        yield from _weights(found, width=width)
        yield from _flips(found, width=width)
        yield from _gap(found, width=width)


def _names(found: Sensitivity, keys: str) -> str:
    return ", ".join(found.decision.vendor_name(key) for key in keys.split(", ")) if keys else NOTHING


def _weights(found: Sensitivity, *, width: int) -> Iterator[str]:
    rows = found.table.to_dict("records")
    columns = [
        Column("criterion", [row["name"] for row in rows]),
        Column("weight", [percent(row["weight"]) for row in rows], right=True),
        Column("first from", [percent(row["low"]) for row in rows], right=True),
        Column("to", [percent(row["high"]) for row in rows], right=True),
        Column("below", [_names(found, row["below"]) for row in rows]),
        Column("above", [_names(found, row["above"]) for row in rows]),
    ]
    yield table(columns, width=width)
    leader = found.contest.name(found.contest.leader or 0)
    first = f"First: between which weights {leader} stays first, the other weights in proportion"
    yield paragraph(f"{first}; below and above: who takes over.", width=width)


def _flips(found: Sensitivity, *, width: int) -> Iterator[str]:
    rows = found.flips.to_dict("records")
    columns = [
        Column("to put first", [row["name"] for row in rows]),
        Column("one weight", [_one_weight(found, row) for row in rows]),
        Column("moved in all", [_moved(row["points_moved"]) for row in rows], right=True),
        Column("largest move", [_moved(row["largest_move"]) for row in rows], right=True),
    ]
    yield table(columns, width=width)
    yield paragraph(
        "Moved: percentage points of weight, at least; never: no weights put the vendor first.", width=width
    )


def _one_weight(found: Sensitivity, row: Mapping[Hashable, Any]) -> str:
    if not row["criterion"]:
        return NOTHING
    name = found.decision.criterion_name(row["criterion"])
    return f"{name} {percent(row['weight_from'])} to {percent(row['weight_to'])}"


def _moved(x: float) -> str:
    return "never" if math.isinf(x) else number(round(x, 1))


def _gap(found: Sensitivity, *, width: int) -> Iterator[str]:
    rows = found.tornado.head(MOST).to_dict("records")
    if not rows:
        return
    columns = [
        Column("performance", [f"{row['vendor_name']}: {row['name']}" for row in rows]),
        Column("known", [row["known"] for row in rows]),
        Column("gap at its low end", [points(row["at_low"]) for row in rows], right=True),
        Column("at its high end", [points(row["at_high"]) for row in rows], right=True),
    ]
    yield table(columns, width=width)
    second = found.contest.name(found.contest.second or 0)
    yield paragraph(f"Gap: points between the first and {second}, the next best.", width=width)
