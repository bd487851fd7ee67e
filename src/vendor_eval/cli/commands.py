"""The command line as a whole: every command under its name, in the order in which a newcomer meets them."""

from __future__ import annotations

from typing import Annotated

import typer

from vendor_eval.analysis.result import version
from vendor_eval.cli import questions, review, writing
from vendor_eval.cli.cross_check import cross_check
from vendor_eval.cli.debrief import appraise, debrief
from vendor_eval.cli.improve import improve
from vendor_eval.cli.information import information
from vendor_eval.cli.output import say
from vendor_eval.cli.record import record
from vendor_eval.cli.screen import screen
from vendor_eval.cli.sensitivity import sensitivity
from vendor_eval.cli.trace import trace
from vendor_eval.cli.verify import verify

__all__ = ["app"]

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,  # plain help: quick to start, and readable in every terminal
    pretty_exceptions_enable=False,
    epilog="Exit status: 0 fine, 1 the decision has faults or a file cannot be read or written, 2 wrong usage.",
)


@app.callback(invoke_without_command=True)
def _start(
    show_version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False,
) -> None:
    """Who is chosen, why, why not the others, how sure that is, and what would change it."""
    if show_version:
        say(f"vendor-eval {version()}")
        raise typer.Exit


for command in (
    writing.init,
    review.check,
    review.lint,
    questions.evaluate,
    questions.explain,
    trace,
    appraise,
    improve,
    sensitivity,
    information,
    questions.robustness,
    questions.scenarios,
    cross_check,
    screen,
    questions.report,
    verify,
    record,
    debrief,
    review.weights,
    review.diff,
    writing.convert,
    writing.schema,
    writing.cases,
):
    app.command()(command)
