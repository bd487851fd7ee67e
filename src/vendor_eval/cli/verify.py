"""The command that makes a report again from the input that it carries, and says whether its figures hold."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from vendor_eval.cli.layout import paragraph, terminal_width
from vendor_eval.cli.opening import Json
from vendor_eval.cli.output import FAULTY, say, say_json, telling_errors

__all__ = ["verify"]

MOST = 20  # differences that are printed


def verify(
    path: Annotated[Path, typer.Argument(metavar="REPORT", help="A report, .html or .md.", show_default=False)],
    as_json: Json = False,
) -> None:
    """Recompute a report from the input that it carries, and say whether it holds.

    Exit status 0 if it holds, 1 if it does not or cannot be verified.
    """
    with telling_errors(str(path), as_json=as_json):
        from vendor_eval.report.verify import verify as verified

        found = verified(path)
        if as_json:
            say_json(found.to_dict())
        else:
            width = terminal_width()
            say(
                paragraph(found.text, width=width),
                *(_said(row, width) for row in found.shown().head(MOST).itertuples()),
            )
            if len(found.table) > MOST:
                say(f"and {len(found.table) - MOST:,} more")
    if not found.holds:
        raise typer.Exit(FAULTY)


def _said(row: tuple[object, ...], width: int) -> str:
    """Write a difference with its place, what stands there, and what was recomputed."""
    _, chapter, kind, stands, recomputed = row
    place = f"Chapter “{chapter}”" if chapter else "First screen" if kind != "input" else "Input"
    lines = [f"{place}, {kind}", f"- stands: {stands or '–'}", f"- recomputed: {recomputed or '–'}"]
    return "\n".join(paragraph(line, width=width, indent="  ") for line in lines)
