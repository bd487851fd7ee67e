"""How time grows with draws, and what a second process brings."""

import concurrent.futures
import itertools
import multiprocessing

import numpy as np

from benchmarks.measuring import Row, Section, Target, in_turns, once
from benchmarks.tables import uncertain_problem
from vendor_eval.engine.simulation import simulate

__all__ = ["doubling", "workers"]

VENDORS, CRITERIA = 5, 8


def doubling(quick: bool) -> Section:
    """Twice the draws, twice the time."""
    problem, base = uncertain_problem(VENDORS, CRITERIA), 2**14 if quick else 2**19
    sizes = [base * 2**k for k in range(4)]
    works = {f"{size:,} draws": lambda size=size: simulate(problem, draws=size, seed=1) for size in sizes}
    found = list(in_turns(works, rounds=1 if quick else 3).values())
    return Section(
        "Linear in draws",
        "Weights and performances drawn, 5 vendors x 8 criteria; every row has twice the draws of the one above.",
        tuple(Row(name, seconds) for name, seconds in zip(works, found, strict=True)),
        targets=tuple(
            Target(f"From {one:,} to {other:,} draws the time doubles (1.7 to 2.3)", b / a, least=1.7, most=2.3)
            for (one, a), (other, b) in itertools.pairwise(zip(sizes, found, strict=True))
        ),
    )


def workers(quick: bool) -> Section:
    """Two warm worker processes against one."""
    problem, draws = uncertain_problem(VENDORS, CRITERIA), 2**17 if quick else 2**24
    context = multiprocessing.get_context("spawn")
    rows, ranks = [], []
    for count in (1, 2):
        with concurrent.futures.ProcessPoolExecutor(count, mp_context=context) as pool:
            simulate(problem, draws=2**16, seed=0, executor=pool)
            times = []
            for _ in range(1 if quick else 3):
                times.append(
                    once(lambda pool=pool: ranks.append(simulate(problem, draws=draws, seed=1, executor=pool)))
                )
        rows.append(Row(f"{count} warm worker{'s' if count > 1 else ''}", float(np.median(times))))
    rows.append(Row("no worker: this process", once(lambda: ranks.append(simulate(problem, draws=draws, seed=1)))))
    same = all((one.tally.ranks == ranks[0].tally.ranks).all() for one in ranks)
    if not same:
        raise SystemExit("The same draws gave other bits with other workers.")
    return Section(
        f"Worker processes: {draws:,} draws",
        "Weights and performances drawn, 5 vendors x 8 criteria.",
        tuple(rows),
        checks=("rank counts are the same to the last bit",),
        targets=(
            Target("Two workers at least 1.5 times as fast as one", rows[0].seconds / rows[1].seconds, least=1.5),
        ),
    )
