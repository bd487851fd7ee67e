"""Chapter: what made this report, and how to make it again."""

from __future__ import annotations

import platform
from importlib.metadata import version

from vendor_eval.report.records import Cell, Chapter, Facts, Prose
from vendor_eval.report.runs import Runs

__all__ = ["stamp"]

PACKAGES = ("numpy", "pandas", "pydantic", "matplotlib", "jinja2")


def stamp(runs: Runs) -> Chapter:
    """Return the input's digest, seed, draws and versions; no clock, so that the same input gives the same bytes."""
    made = runs.main.stamp
    asked = runs.main.setup.options
    weights, draws, seed = asked.weights, asked.draws, asked.seed
    command = f"vendor-eval report <decision file> --weights {weights} --draws {draws} --seed {seed}"
    call = f'vendor_eval.report(decision, "report.html", weights="{weights}", draws={draws}, seed={seed})'
    facts = (
        ("Decision (SHA-256 of its content)", Cell(made.decision)),
        ("Seed", Cell(str(seed))),
        ("Draws", Cell(f"{runs.draws:,} in each simulation{_none(runs)}")),
        ("Weights of the status", Cell(weights)),
        ("vendor_eval", Cell(made.version)),
        *((name, Cell(version(name))) for name in PACKAGES),
        ("Python", Cell(platform.python_version())),
        ("To recompute, on the command line", Cell(command)),
        ("To recompute, in Python", Cell(call)),
    )
    lead = Prose(
        f"The same decision, seed {seed}, {runs.draws:,} draws and the versions below give this report again, byte by "
        "byte; so it carries no time of day."
    )
    return Chapter("stamp", "Reproducibility stamp", (lead, Facts(facts)))


def _none(runs: Runs) -> str:
    """Say that some shares took no draws, where that is so."""
    exact = runs.comparison.exact and all(run.exact for run in (*runs.both, runs.other_policy))
    return "; every share has an exact answer, so none were made" if exact else ""
