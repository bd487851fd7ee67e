"""The command that ranks by other methods, and how its result reads in a terminal."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Annotated

import pandas as pd
import typer

from vendor_eval.analysis.cross_check.checking import NO_SUCH_METHOD
from vendor_eval.analysis.cross_check.cross_check import CrossCheck
from vendor_eval.analysis.cross_check.cross_check import cross_check as checked
from vendor_eval.analysis.wording import counted, share
from vendor_eval.cli.layout import Column, paragraph, table, terminal_width
from vendor_eval.cli.opening import Json, Scenario, Seed, Source, open_decision
from vendor_eval.cli.output import say, say_json, telling_errors

__all__ = ["cross_check", "cross_check_view"]

NOTHING = "–"
MOST_REASONS = 20  # pairs of vendors; --json has them all


def cross_check(
    source: Source,
    method: Annotated[
        list[str] | None,
        typer.Option(help="A method, such as topsis or vikor; may be repeated. The usual ones if left out."),
    ] = None,
    floor: Annotated[
        float | None,
        typer.Option(help="Raise values to this many points for methods that multiply them.", show_default=False),
    ] = None,
    peers: Annotated[bool, typer.Option(help="Also run scikit-criteria's own, and compare scores.")] = True,
    draws: Annotated[
        int | None,
        typer.Option(
            help="Also draw what is uncertain so many times for each method that no floor applies to.",
            show_default=False,
        ),
    ] = None,
    seed: Seed = 0,
    scenario: Scenario = None,
    as_json: Json = False,
) -> None:
    """Rank the vendors by other methods too, and say where and why these disagree."""
    with telling_errors(source, as_json=as_json):
        decision, title = open_decision(source, scenario)
        check = checked(decision, method or None, floor=floor, peers=peers, draws=draws, seed=seed)
        if as_json:
            say_json(check.to_dict())
        else:
            say(title, *cross_check_view(check, width=terminal_width()))


def cross_check_view(check: CrossCheck, *, width: int) -> Iterator[str]:
    """Give what the methods agree on, ranks side by side, why pairs of vendors change places, and what was run."""
    yield paragraph(check.text, width=width)
    vendors = list(check.table["name"])
    columns = [
        Column(label, [_rank(rank) for rank in check.table[name]], right=True) for name, label in check.labels.items()
    ]
    yield table([Column("vendor", vendors), *columns], width=width)
    if not check.shares.empty and check.stamp.draws is not None:
        yield from _shares(check, check.stamp.draws, width=width)
    rows = check.disagreements["text"].tolist()
    if rows:
        listed = [paragraph(text, width=width, indent="  ") for text in rows[:MOST_REASONS]]
        more = [f"{counted(len(rows) - MOST_REASONS, 'more')}: see --json."] if len(rows) > MOST_REASONS else []
        yield "\n".join(["Who changes places, and why:", *listed, *more])
    yield from _methods(check, width=width)


def _rank(rank: float) -> str:
    return NOTHING if math.isnan(rank) else f"{rank:.0f}"


def _shares(check: CrossCheck, draws: int, *, width: int) -> Iterator[str]:
    errors = check.shares_se
    told = " (in brackets: standard errors in percentage points)" if errors.to_numpy().any() else ""
    yield paragraph(f"How often each vendor is first in {draws:,} draws{told}:", width=width)
    names = [check.decision.vendor_name(str(key)) for key in check.shares.index]
    columns = [
        Column(
            check.labels[str(name)],
            [_often(p, error, draws) for p, error in zip(shares, errors[name], strict=True)],
            right=True,
        )
        for name, shares in check.shares.items()
    ]
    yield table([Column("vendor", names), *columns], width=width)


def _often(p: float, error: float, draws: int) -> str:
    often = share(p, draws).replace("under ", "<").replace("over ", ">")
    return f"{often} ({100 * error:.2g})" if error else often


def _methods(check: CrossCheck, *, width: int) -> Iterator[str]:
    """Give each method with its options, and whether scikit-criteria gives the same scores."""
    rows = check.methods.to_dict("records")
    agrees = [NOTHING if pd.isna(row["peer_agrees"]) else "same" if row["peer_agrees"] else "differs" for row in rows]
    columns = [Column("method", [str(row["identity"]) for row in rows])]
    if any(row["peer"] for row in rows):
        columns.append(Column("scikit-criteria", [str(row["peer"]) or NOTHING for row in rows]))
        columns.append(Column("scores", agrees))
    yield table(columns, width=width)
    notes = [f"{row['label']}: {note}" for row in rows for note in row["notes"] if note != NO_SUCH_METHOD]
    if notes:
        yield "\n".join(paragraph(note, width=width, indent="  ") for note in notes)
