"""Chapter: what made this report, and how to make it again."""

from __future__ import annotations

import platform
from importlib.metadata import version

from vendor_eval.analysis.robustness_options import Options
from vendor_eval.languages.phrases import say
from vendor_eval.languages.speaking import ENGLISH, spoken
from vendor_eval.report.records import Cell, Chapter, Facts, Prose
from vendor_eval.report.runs import Runs

__all__ = ["stamp"]

PACKAGES = ("numpy", "pandas", "pydantic", "matplotlib", "jinja2")
ABROAD = ("babel",)  # writes numbers and days of all languages but English


def stamp(runs: Runs) -> Chapter:
    """Return the input's digest, seed, draws and versions; no clock, so that the same input gives the same bytes."""
    made = runs.main.stamp
    asked = runs.main.setup.options
    facts = (
        (say("Decision (SHA-256 of its content)"), Cell(made.decision)),
        (say("Seed"), Cell(str(asked.seed))),
        (say("Draws"), Cell(_draws(runs))),
        (say("Weights of the status"), Cell(asked.weights)),
        ("vendor_eval", Cell(made.version)),
        *((name, Cell(version(name))) for name in (PACKAGES if spoken() == ENGLISH else (*PACKAGES, *ABROAD))),
        ("Python", Cell(platform.python_version())),
        (say("To recompute, on the command line"), Cell(_command(asked))),
        (say("To recompute, in Python"), Cell(_call(asked))),
        (say("To verify a report in HTML or Markdown"), Cell("vendor-eval verify <report>")),
    )
    lead = say(
        "The same decision, seed {seed}, {count} draw and the versions below give this report again, byte by byte; so "
        "it carries no time of day.",
        "The same decision, seed {seed}, {count} draws and the versions below give this report again, byte by byte; "
        "so it carries no time of day.",
        count=runs.draws,
        seed=asked.seed,
    )
    return Chapter("stamp", say("Reproducibility stamp"), (Prose(lead), Facts(facts)))


def _draws(runs: Runs) -> str:
    """Say how many draws there were, and that some shares took none where that is so."""
    if runs.comparison.exact and all(run.exact for run in (*runs.both, runs.other_policy)):
        return say("{count} in each simulation; every share has an exact answer, so none were made", count=runs.draws)
    return say("{count} in each simulation", count=runs.draws, context="draws")


def _command(asked: Options) -> str:
    language = "" if spoken() == ENGLISH else f" --language {spoken()}"
    return (
        f"vendor-eval report <decision file> --weights {asked.weights} --draws {asked.draws} --seed {asked.seed}"
        f"{language}"
    )


def _call(asked: Options) -> str:
    language = "" if spoken() == ENGLISH else f', language="{spoken()}"'
    options = f'weights="{asked.weights}", draws={asked.draws}, seed={asked.seed}{language}'
    return f'vendor_eval.report(decision, "report.html", {options})'
