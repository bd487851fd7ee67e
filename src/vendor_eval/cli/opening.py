"""What commands share: their options, opening a decision, and the rule that no file of the user is lost."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from vendor_eval import cases as shipped
from vendor_eval.analysis.robustness import WeightsOption
from vendor_eval.cli.layout import terminal_width
from vendor_eval.cli.output import complain
from vendor_eval.cli.views import heading
from vendor_eval.decision.document import Decision
from vendor_eval.errors import FileError, nearest
from vendor_eval.files.formats import load
from vendor_eval.languages.speaking import LANGUAGES

__all__ = [
    "Draws",
    "Json",
    "Language",
    "Scenario",
    "Seed",
    "Source",
    "Target",
    "Weights",
    "load_any",
    "noted",
    "open_decision",
    "read",
    "refuse_existing",
]

Source = Annotated[
    str,
    typer.Argument(metavar="DECISION", help="A decision file, a folder of CSV files, or the name of a shipped case."),
]
Scenario = Annotated[str | None, typer.Option(help="Look at the decision under this scenario.", show_default=False)]
Target = Annotated[Path | None, typer.Option("--to", help="The file to write.", show_default=False)]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document instead of text.")]
Weights = Annotated[WeightsOption, typer.Option(help="The declared weights, or any that are possible.")]
Draws = Annotated[int, typer.Option(help="How many times to draw what is uncertain.")]
Seed = Annotated[int, typer.Option(help="Which random numbers; the same seed gives the same result.")]
Language = Annotated[str, typer.Option(help=f"The language to write in: {', '.join(LANGUAGES)}.")]


def read(source: str) -> Decision:
    """Open a decision by a shipped case's name or a path, and pass on what its reader remarks."""
    decision, remarks = noted(lambda: load_any(source))
    for remark in remarks:
        complain(f"Remark: {remark}")
    return decision


def noted(reading: Callable[[], Decision]) -> tuple[Decision, list[str]]:
    """Return a decision and what its reader remarks, which would else be Python's warnings."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", UserWarning)
        decision = reading()
    return decision, [str(warning.message) for warning in caught]


def load_any(source: str, *, strict: bool = False) -> Decision:
    """Load a shipped case by its name, or a decision from a path."""
    if source in shipped.names():
        return shipped.load(source)
    if not Path(source).suffix and not Path(source).exists():
        meant = nearest(source, shipped.names())
        raise FileError(f"There is no file and no case '{source}'.{meant} Shipped cases: {', '.join(shipped.names())}.")
    if Path(source).suffix.lower() == ".csv" and Path(source).is_file():
        raise FileError(
            f"{source} is one CSV file, and a decision is a folder of them: name the folder. Of a table with vendors "
            "in rows and criteria in columns, `vendor-eval convert --score-sheet` makes a decision."
        )
    return load(source, strict=strict)


def open_decision(source: str, scenario: str | None) -> tuple[Decision, str]:
    """Open a decision, under a scenario where one is named; return it with the lines that name it."""
    base = read(source)
    decision = base if scenario is None else base.under(scenario)
    because = "" if scenario is None else base.scenarios[scenario].because
    return decision, heading(decision, width=terminal_width(), scenario=scenario, because=because)


def refuse_existing(path: Path) -> None:
    """Stop where something stands already: somebody may have edited it.

    Raises
    ------
    FileError
        If there is a file of that name, or a folder that is not empty.
    """
    if path.is_dir() and not any(path.iterdir()):
        return
    if path.exists():
        raise FileError(f"{path} exists already; give another name, or remove it.")
