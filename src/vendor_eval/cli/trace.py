"""The command that shows how one contribution is worked out, from raw evidence to points."""

from __future__ import annotations

from typing import Annotated

import typer

from vendor_eval.analysis.evaluate import evaluate as evaluated
from vendor_eval.cli.layout import paragraph, terminal_width
from vendor_eval.cli.opening import Json, Language, Scenario, Source, open_decision
from vendor_eval.cli.output import say, say_json, telling_errors
from vendor_eval.languages.speaking import ENGLISH

__all__ = ["trace"]


def trace(
    source: Source,
    vendor: Annotated[str, typer.Argument(help="The key of a vendor.", show_default=False)],
    criterion: Annotated[str, typer.Argument(help="The key of a criterion.", show_default=False)],
    scenario: Scenario = None,
    language: Language = ENGLISH,
    as_json: Json = False,
) -> None:
    """Show the arithmetic from raw evidence to a vendor's contribution by a criterion, to check by hand."""
    with telling_errors(source, as_json=as_json):
        decision, title = open_decision(source, scenario)
        found = evaluated(decision).trace(vendor, criterion, language=language)
        if as_json:
            say_json(found.to_dict())
        else:
            width = terminal_width()
            say(title, "\n".join(_laid_out(line, width) for line in found.lines))


def _laid_out(line: str, width: int) -> str:
    """Break a line that is too long, and keep it indented."""
    if not line.startswith("  "):
        return paragraph(line, width=width) if line else ""
    return "\n".join(f"  {part}" for part in paragraph(line, width=width - 2, indent="  ").split("\n"))
