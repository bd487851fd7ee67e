"""The command that screens a market: very many vendors in one table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

import pandas as pd
import typer

from vendor_eval.analysis.robustness import AssessmentsOption
from vendor_eval.analysis.screen import screen as screened
from vendor_eval.analysis.screening import Screening
from vendor_eval.analysis.wording import points
from vendor_eval.cli.layout import Column, paragraph, table, terminal_width
from vendor_eval.cli.opening import Draws, Json, Scenario, Seed, Source, Weights, open_decision, refuse_existing
from vendor_eval.cli.output import say, say_json, telling_errors
from vendor_eval.files.formats import save
from vendor_eval.files.read_market import read_market

__all__ = ["screen"]

NOTHING = "–"

Table = Annotated[
    str, typer.Argument(metavar="TABLE", help="A Parquet or CSV file: a vendor a row, a criterion a column.")
]
Top = Annotated[int, typer.Option(help="How many are the best few.")]
Keep = Annotated[int, typer.Option(help="How many vendors to list.")]
Out = Annotated[
    Path | None, typer.Option(help="Write the best few as a decision of their own to this file.", show_default=False)
]
Vendor = Annotated[str, typer.Option(help="The column with the vendors' keys.")]
Decimal = Annotated[Literal[".", ","], typer.Option(help="The decimal sign of a CSV file; with a comma, ; separates.")]
Ignore = Annotated[
    list[str] | None,
    typer.Option(metavar="COLUMN", help="Leave out a column that is no criterion; may be repeated."),
]
Assessments = Annotated[
    AssessmentsOption, typer.Option(help="Draw uncertain performances, or hold them at their expected value.")
]
Method = Annotated[str | None, typer.Option(help="Rank by another method, as in robustness.", show_default=False)]


def screen(
    source: Source,
    market: Table,
    top: Top = 10,
    keep: Keep = 50,
    out: Out = None,
    vendor: Vendor = "vendor",
    decimal: Decimal = ".",
    ignore: Ignore = None,
    weights: Weights = "declared",
    assessments: Assessments = "uncertain",
    method: Method = None,
    draws: Draws = 10_000,
    seed: Seed = 0,
    scenario: Scenario = None,
    as_json: Json = False,
) -> None:
    """Screen very many vendors in a table: who is sufficient, and who is how often among the best few.

    The decision supplies criteria, scales, requirements, weights and policy; its own vendors take no part. With --out,
    the best few become a decision of their own, to go on with.
    """
    with telling_errors(source, as_json=as_json):
        decision, title = open_decision(source, scenario)
    with telling_errors(market, as_json=as_json):
        if out is not None:
            refuse_existing(out)
        vendors = read_market(market, decision, vendor=vendor, decimal=decimal, ignore=ignore or ())
        found = screened(
            vendors,
            top=top,
            keep=keep,
            weights=weights,
            assessments=assessments,
            method=method,
            draws=draws,
            seed=seed,
        )
        written = None if out is None else str(save(found.shortlist(), out).resolve())
        if as_json:
            say_json(found.to_dict() | ({} if written is None else {"shortlist": written}))
        else:
            notes = [] if written is None else [f"Shortlist written: {written}"]
            say(title, *screening_view(found, width=terminal_width()), *notes)


def screening_view(screening: Screening, *, width: int) -> Iterator[str]:
    """Give the verdicts, what removed how many, and the best vendors, one a line."""
    yield paragraph(screening.text, width=width)
    if not screening.funnel.empty:
        yield table(list(_funnel(screening.funnel)), width=width)
        yield paragraph(
            "Removed: vendors that fail what must be met; alone: of them, those that nothing else removes; left: after "
            "the line and all lines before it.",
            width=width,
        )
    yield table(list(_best(screening)), width=width)
    given = ", if the open requirements are met" if screening.if_met else ""
    ends = ", low and high over what is uncertain" if (screening.table["low"] < screening.table["high"]).any() else ""
    value = f"Value: expected, 0 to 100 points{ends}."
    yield paragraph(f"{value} P: share of draws in which a vendor is among the best{given}.", width=width)


def _funnel(funnel: pd.DataFrame) -> Iterator[Column]:
    """Give the columns of the funnel, one requirement a line."""
    kinds = {"overall": "must", "accumulated": "must"}
    yield Column("requirement", list(funnel["ground"]))
    yield Column("kind", [kinds.get(kind, kind) for kind in funnel["kind"]])
    for name in ("failed", "open", "waived", "removed", "alone", "left"):
        if name != "waived" or funnel["waived"].any():
            yield Column(name, [f"{count:,}" for count in funnel[name]], right=True)


def _best(screening: Screening) -> Iterator[Column]:
    """Give the columns of the best vendors."""
    rows = screening.table
    yield Column("vendor", list(rows["name"]))
    yield Column("verdict", list(rows["verdict"]))
    for name in ("value", "low", "high"):
        if name == "value" or (rows["low"] < rows["high"]).any():
            yield Column(name, [points(value) for value in rows[name]], right=True)
    ranks = {"rank": "rank", "rank_if_met": "rank if met"}
    for name, head in ranks.items():
        if name == "rank" or not rows[name].equals(rows["rank"]):
            texts = [NOTHING if pd.isna(rank) else f"{int(rank):,}" for rank in rows[name]]
            yield Column(head, texts, right=True)
    few = {} if screening.top == 1 else {f"P top {screening.top}": "p_top"}
    for head, name in (few | {"P first": "p_first"}).items():
        yield Column(head, [NOTHING if p <= 0 else screening.share_said(p) for p in rows[name]], right=True)
