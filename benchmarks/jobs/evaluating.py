"""Importing the library, and one evaluation."""

import statistics
import subprocess
import sys

import numpy as np

import vendor_eval as ve
from benchmarks.measuring import Row, Section, Target, in_turns, once
from benchmarks.others import evaluators, refuse_other_orders
from benchmarks.tables import points_of
from vendor_eval.engine.methods import WeightedSum

__all__ = ["evaluating", "importing"]

MODULES = {
    "vendor_eval": "vendor_eval",
    "pandas": "pandas",
    "scikit-criteria": "skcriteria",
    "pymcdm": "pymcdm",
    "pyDecision": "pyDecision.algorithm",
}


def importing(quick: bool) -> Section:
    """How long a process takes that imports a library and stops, less one that imports nothing."""
    from benchmarks.others import installed

    known = {name: module for name, module in MODULES.items() if installed(module.split(".")[0])}
    rounds = 1 if quick else 5
    times: dict[str, list[float]] = {name: [] for name in ["nothing", *known]}
    for _ in range(rounds):
        for name in times:
            code = f"import {known[name]}" if name in known else "pass"
            times[name].append(
                once(lambda code=code: subprocess.run([sys.executable, "-c", code], capture_output=True))
            )
    bare = statistics.median(times.pop("nothing"))
    rows = tuple(Row(name, statistics.median(found) - bare) for name, found in times.items())
    return Section("Importing", "A new process that imports the library, less one that imports nothing.", rows)


def evaluating(quick: bool) -> Section:
    """One evaluation of the shipped case; and one weighted sum of 5 vendors on 8 criteria, ranked, by each library."""
    decision = ve.cases.load("apple-china-2025")
    table = points_of(5, 8).T.copy()
    weights = np.full(8, 1 / 8)
    kernel = WeightedSum()
    works = {
        "evaluate: verdicts, bounds, findings, outcome": lambda: ve.evaluate(decision),
        "our kernel: a weighted sum of 5 x 8, ranked": lambda: np.argsort(
            -kernel.scores(table.T[:, :, np.newaxis], weights[:, np.newaxis])[:, 0]
        ),
    }
    orders = {"ours": works["our kernel: a weighted sum of 5 x 8, ranked"]()}
    for name, maker in evaluators().items():
        peer = maker("weighted sum")
        works[f"{name}: a weighted sum of 5 x 8, ranked"] = lambda peer=peer: peer.run(table, weights)
        orders[name] = peer.order(peer.run(table, weights))
    found = in_turns(works, rounds=3 if quick else 25)
    rows = tuple(Row(name, seconds) for name, seconds in found.items())
    milliseconds = 1000 * rows[0].seconds
    return Section(
        "One evaluation",
        "The shipped case: 5 vendors, 11 weighted criteria, 4 requirements, unknowns and intervals. The other rows do "
        "far less: a weighted sum of exact numbers.",
        rows,
        checks=(refuse_other_orders("weighted sum", orders),),
        targets=(Target("One `evaluate` of the shipped case under 5 ms", milliseconds, most=5, unit="ms"),),
    )
