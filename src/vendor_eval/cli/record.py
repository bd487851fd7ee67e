"""The command that writes the decision record."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from vendor_eval.cli.opening import Draws, Language, Scenario, Seed, Source, Weights, open_decision, read
from vendor_eval.cli.output import say, telling_errors
from vendor_eval.languages.speaking import ENGLISH

__all__ = ["record"]

Target = Annotated[
    Path,
    typer.Argument(metavar="TARGET", help="The file to write, ending in .docx, .html or .md.", show_default=False),
]
Entries = Annotated[
    Path | None,
    typer.Option(help="A YAML file with what people enter: the key of a field, and a text.", show_default=False),
]
Since = Annotated[
    str | None,
    typer.Option(help="The decision as it was frozen: list what changed since.", show_default=False),
]


def record(
    source: Source,
    target: Target,
    entries: Entries = None,
    since: Since = None,
    language: Language = ENGLISH,
    weights: Weights = "declared",
    draws: Draws = 100_000,
    seed: Seed = 0,
    scenario: Scenario = None,
) -> None:
    """Write the decision record, with a marked field wherever only a person can say it.

    The record lists its open fields with their keys. An older record of the same name is replaced.
    """
    with telling_errors(source):
        from vendor_eval.report.record import record as recorded
        from vendor_eval.report.record_entries import read_entries

        decision, _ = open_decision(source, scenario)
        entered = None if entries is None else read_entries(entries)
        before = None if since is None else read(since)
        path = recorded(
            decision,
            target,
            entries=entered,
            since=before,
            language=language,
            weights=weights,
            draws=draws,
            seed=seed,
        )
        say(f"Decision record: {path.resolve()}")
