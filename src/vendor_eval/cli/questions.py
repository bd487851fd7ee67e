"""The questions about the outcome: who is chosen, why, how sure that is, and what scenarios and the report say."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from vendor_eval import cases as shipped
from vendor_eval.analysis.evaluate import evaluate as evaluated
from vendor_eval.analysis.robustness import AssessmentsOption, HeldWeightsOption, SamplingOption
from vendor_eval.analysis.robustness import robustness as tested
from vendor_eval.analysis.scenarios import scenarios as compared
from vendor_eval.cli.layout import terminal_width
from vendor_eval.cli.opening import Draws, Json, Language, Scenario, Seed, Source, Target, Weights, open_decision
from vendor_eval.cli.output import say, say_json, telling_errors
from vendor_eval.cli.views import comparison_view, evaluation_view, explanation_view, robustness_view
from vendor_eval.engine.methods import METHODS
from vendor_eval.languages.speaking import ENGLISH
from vendor_eval.reasons.explain import explain as explained

__all__ = ["evaluate", "explain", "report", "robustness", "scenarios"]

_NO_WORD = re.compile(r"\W+")


def evaluate(source: Source, scenario: Scenario = None, as_json: Json = False) -> None:
    """Judge every vendor and say who is chosen."""
    with telling_errors(source, as_json=as_json):
        decision, title = open_decision(source, scenario)
        run = tested(decision)
        evaluation = replace(run.evaluation, outcome=run.outcome, stamp=run.stamp)
        if as_json:
            say_json(evaluation.to_dict())
        else:
            say(title, *evaluation_view(evaluation, run, width=terminal_width()))


def explain(
    source: Source,
    vendor: Annotated[str, typer.Argument(help="The key of a vendor.", show_default=False)],
    over: Annotated[str | None, typer.Option(help="Compare with this vendor.", show_default=False)] = None,
    language: Language = ENGLISH,
    scenario: Scenario = None,
    as_json: Json = False,
) -> None:
    """Say why a vendor is or is not chosen, or compare two."""
    with telling_errors(source, as_json=as_json):
        decision, title = open_decision(source, scenario)
        explanation = explained(evaluated(decision), vendor, over=over, language=language)
        if as_json:
            say_json(explanation.to_dict())
        else:
            say(title, *explanation_view(explanation, width=terminal_width()))


def robustness(
    source: Source,
    weights: Annotated[
        HeldWeightsOption,
        typer.Option(help="The declared weights, any that are possible, or the declared ones held at their mean."),
    ] = "declared",
    assessments: Annotated[
        AssessmentsOption, typer.Option(help="Draw uncertain assessments, or hold them at their expected value.")
    ] = "uncertain",
    method: Annotated[
        str | None,
        typer.Option(help=f"Rank by another method: {', '.join(METHODS)}. It decides nothing.", show_default=False),
    ] = None,
    sampling: Annotated[
        SamplingOption, typer.Option(help="Draw weights at random, or spread them evenly by Sobol points.")
    ] = "random",
    draws: Draws = 100_000,
    until: Annotated[
        float | None,
        typer.Option(
            help="Stop when no share of a rank has a greater standard error, such as 0.001; draws is then the most.",
            show_default=False,
        ),
    ] = None,
    seed: Seed = 0,
    scenario: Scenario = None,
    as_json: Json = False,
) -> None:
    """Say how sure the outcome is, by drawing what is uncertain, and which uncertainty causes the doubt."""
    with telling_errors(source, as_json=as_json):
        decision, title = open_decision(source, scenario)
        run = tested(
            decision,
            weights=weights,
            assessments=assessments,
            method=method,
            sampling=sampling,
            draws=draws,
            until=until,
            seed=seed,
        )
        if as_json:
            say_json(run.to_dict() | {"doubt": run.doubt.to_dict()})
        else:
            say(title, *robustness_view(run, width=terminal_width()))


def scenarios(
    source: Source,
    weights: Weights = "declared",
    draws: Draws = 100_000,
    seed: Seed = 0,
    as_json: Json = False,
) -> None:
    """Lay all scenarios side by side, the base first."""
    with telling_errors(source, as_json=as_json):
        decision, title = open_decision(source, None)
        comparison = compared(decision, weights=weights, draws=draws, seed=seed)
        if as_json:
            say_json(comparison.to_dict())
        else:
            say(title, *comparison_view(comparison, width=terminal_width()))


def report(
    source: Source,
    to: Target = None,
    weights: Weights = "declared",
    draws: Draws = 100_000,
    seed: Seed = 0,
    scenario: Scenario = None,
    language: Language = ENGLISH,
) -> None:
    """Write the report: one HTML file that opens offline.

    By default it goes into the current folder; an older report of the same name is replaced.
    """
    with telling_errors(source):
        from vendor_eval.report.report import report as reported

        decision, _ = open_decision(source, scenario)
        path = to or Path(f"{_stem(source, scenario, language)}.html")
        written = reported(decision, path, weights=weights, draws=draws, seed=seed, language=language)
        say(f"Report: {written.resolve()}")


def _stem(source: str, scenario: str | None, language: str) -> str:
    """Name a report after its decision and, so that it does not replace another, its scenario and its language."""
    stem = source if source in shipped.names() else Path(source).stem
    stem = stem if scenario is None else f"{stem}-{_NO_WORD.sub('-', scenario).strip('-')}"
    return stem if language == ENGLISH else f"{stem}.{language}"
