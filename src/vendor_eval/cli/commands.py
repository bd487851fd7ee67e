"""The commands, one for each question that can be asked of a decision."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from vendor_eval import cases as shipped
from vendor_eval.analysis.evaluate import evaluate as evaluated
from vendor_eval.analysis.result import version
from vendor_eval.analysis.robustness import AssessmentsOption, WeightsOption
from vendor_eval.analysis.robustness import robustness as tested
from vendor_eval.analysis.scenarios import scenarios as compared
from vendor_eval.cli.layout import Column, paragraph, table, terminal_width
from vendor_eval.cli.output import FAULTY, fault_lines, faults_document, say, say_json, telling_errors
from vendor_eval.cli.soundness import circular_scores, counts, sound
from vendor_eval.cli.views import comparison_view, evaluation_view, explanation_view, heading, robustness_view
from vendor_eval.decision.document import Decision
from vendor_eval.errors import DecisionError, FileError, nearest
from vendor_eval.files.formats import load, save
from vendor_eval.files.text import write_bytes
from vendor_eval.reasons.explain import explain as explained

__all__ = ["app"]

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,  # plain help: quick to start, and readable in every terminal
    pretty_exceptions_enable=False,
    epilog="Exit status: 0 fine, 1 the decision has faults or a file cannot be read or written, 2 wrong usage.",
)

_NO_WORD = re.compile(r"\W+")

Source = Annotated[str, typer.Argument(metavar="DECISION", help="A decision file, or the name of a shipped case.")]
Scenario = Annotated[str | None, typer.Option(help="Look at the decision under this scenario.", show_default=False)]
Target = Annotated[Path | None, typer.Option("--to", help="The file to write.", show_default=False)]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document instead of text.")]
Weights = Annotated[WeightsOption, typer.Option(help="The declared weights, or any that are possible.")]
Draws = Annotated[int, typer.Option(help="How many times to draw what is uncertain.")]
Seed = Annotated[int, typer.Option(help="Which random numbers; the same seed gives the same result.")]


def _read(source: str) -> Decision:
    """Open a decision by a shipped case's name or a path."""
    if source in shipped.names():
        return shipped.load(source)
    if not Path(source).suffix and not Path(source).exists():
        meant = nearest(source, shipped.names())
        raise FileError(f"There is no file and no case '{source}'.{meant} Shipped cases: {', '.join(shipped.names())}.")
    return load(source)


def _open(source: str, scenario: str | None) -> tuple[Decision, str]:
    """Open a decision, under a scenario where one is named; return it with the lines that name it."""
    base = _read(source)
    decision = base if scenario is None else base.under(scenario)
    because = "" if scenario is None else base.scenarios[scenario].because
    return decision, heading(decision, width=terminal_width(), scenario=scenario, because=because)


@app.callback(invoke_without_command=True)
def _start(
    show_version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False,
) -> None:
    """Who is chosen, why, why not the others, how sure that is, and what would change it."""
    if show_version:
        say(f"vendor-eval {version()}")
        raise typer.Exit


@app.command()
def check(source: Source, as_json: Json = False) -> None:
    """List every fault of a decision, or say that it is sound."""
    with telling_errors(source, as_json=as_json):
        try:
            decision = _read(source)
        except DecisionError as error:
            # The faults are what was asked for, so they are the output and not an error.
            say_json(faults_document(error.faults)) if as_json else say(fault_lines(error.faults))
            raise typer.Exit(FAULTY) from None
        remarks = circular_scores(decision)
        if as_json:
            say_json(faults_document(()) | {"counts": counts(decision), "remarks": remarks})
        else:
            width = terminal_width()
            lines = [sound(source, decision), *(f"Remark: {remark['message']}" for remark in remarks)]
            say("\n".join(paragraph(line, width=width, indent="  ") for line in lines))


@app.command()
def evaluate(source: Source, scenario: Scenario = None, as_json: Json = False) -> None:
    """Judge every vendor and say who is chosen."""
    with telling_errors(source, as_json=as_json):
        decision, title = _open(source, scenario)
        run = tested(decision)
        evaluation = replace(run.evaluation, outcome=run.outcome, stamp=run.stamp)
        if as_json:
            say_json(evaluation.to_dict())
        else:
            say(title, *evaluation_view(evaluation, run, width=terminal_width()))


@app.command()
def explain(
    source: Source,
    vendor: Annotated[str, typer.Argument(help="The key of a vendor.", show_default=False)],
    over: Annotated[str | None, typer.Option(help="Compare with this vendor.", show_default=False)] = None,
    scenario: Scenario = None,
    as_json: Json = False,
) -> None:
    """Say why a vendor is or is not chosen, or compare two."""
    with telling_errors(source, as_json=as_json):
        decision, title = _open(source, scenario)
        explanation = explained(evaluated(decision), vendor, over=over)
        if as_json:
            say_json(explanation.to_dict())
        else:
            say(title, *explanation_view(explanation, width=terminal_width()))


@app.command()
def robustness(
    source: Source,
    weights: Weights = "declared",
    assessments: Annotated[
        AssessmentsOption, typer.Option(help="Draw uncertain assessments, or hold them at their expected value.")
    ] = "uncertain",
    draws: Draws = 100_000,
    seed: Seed = 0,
    scenario: Scenario = None,
    as_json: Json = False,
) -> None:
    """Say how sure the outcome is, by drawing what is uncertain."""
    with telling_errors(source, as_json=as_json):
        decision, title = _open(source, scenario)
        run = tested(decision, weights=weights, assessments=assessments, draws=draws, seed=seed)
        if as_json:
            say_json(run.to_dict())
        else:
            say(title, *robustness_view(run, width=terminal_width()))


@app.command()
def scenarios(
    source: Source,
    weights: Weights = "declared",
    draws: Draws = 100_000,
    seed: Seed = 0,
    as_json: Json = False,
) -> None:
    """Lay all scenarios side by side, the base first."""
    with telling_errors(source, as_json=as_json):
        decision, title = _open(source, None)
        comparison = compared(decision, weights=weights, draws=draws, seed=seed)
        if as_json:
            say_json(comparison.to_dict())
        else:
            say(title, *comparison_view(comparison, width=terminal_width()))


@app.command()
def report(
    source: Source,
    to: Target = None,
    weights: Weights = "declared",
    draws: Draws = 100_000,
    seed: Seed = 0,
    scenario: Scenario = None,
) -> None:
    """Write the report: one HTML file that opens offline.

    By default it goes into the current folder; an older report of the same name is replaced.
    """
    with telling_errors(source):
        from vendor_eval.report.report import report as reported

        decision, _ = _open(source, scenario)
        path = to or Path(f"{_stem(source, scenario)}.html")
        say(f"Report: {reported(decision, path, weights=weights, draws=draws, seed=seed).resolve()}")


def _stem(source: str, scenario: str | None) -> str:
    """Name a report after its decision and, so that it does not replace the report of the base, its scenario."""
    stem = source if source in shipped.names() else Path(source).stem
    return stem if scenario is None else f"{stem}-{_NO_WORD.sub('-', scenario).strip('-')}"


@app.command()
def cases(
    name: Annotated[str | None, typer.Argument(help="A case to print.", show_default=False)] = None,
    to: Target = None,
    as_json: Json = False,
) -> None:
    """List the shipped cases, print one, or copy one to a file."""
    with telling_errors(name, as_json=as_json):
        if name is None:
            _list_cases(to, as_json=as_json)
        elif to is not None:
            say(f"Case written: {_write_case(name, to).resolve()}")
        elif as_json:
            say_json(shipped.load(name).plain())
        else:
            print(shipped.text(name), end="")


def _list_cases(to: Path | None, *, as_json: bool) -> None:
    if to is not None:
        raise typer.BadParameter("needs the name of a case before it.", param_hint="--to")
    found = {name: shipped.load(name) for name in shipped.names()}
    if as_json:
        say_json([{"name": name, "title": one.title, "question": one.question} for name, one in found.items()])
    else:
        columns = [Column("case", list(found)), Column("title", [one.title for one in found.values()])]
        say(table(columns, width=terminal_width()))


def _write_case(name: str, path: Path) -> Path:
    """Write a case as it stands, or converted to JSON; never over a file, because somebody may have edited it."""
    text = shipped.text(name)
    if path.exists():
        raise FileError(f"{path} exists already; give another name, or remove it.")
    if path.suffix.lower() not in {".yaml", ".yml"}:
        return save(shipped.load(name), path)
    write_bytes(path, text.encode())
    return path
