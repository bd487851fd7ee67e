"""A whole market: screened by the public call, and by what one would write in numpy for it."""

from collections.abc import Callable

import numpy as np
import pandas as pd

import vendor_eval as ve
from benchmarks.measuring import Row, Section, Target, extra_megabytes, in_turns
from benchmarks.tables import points_of
from vendor_eval.engine.arrays import Floats
from vendor_eval.engine.simulation import blocks
from vendor_eval.engine.weights import SimplexWeights

__all__ = ["MEMORY", "market"]

CRITERIA, TOP, SEED = 20, 10, 1
KEYS = tuple(f"c{j:02d}" for j in range(CRITERIA))
BLOCK = 256  # draws: what a loop in numpy holds at once of 100,000 vendors is then 200 MB


def market(quick: bool) -> Section:
    """The shares in the first ten ranks of very many vendors, from a market that was read to the result."""
    vendors, draws = (2_000, 1_000) if quick else (100_000, 10_000)
    given = market_of(vendors)
    works: dict[str, Callable[[], object]] = {
        "ours: weighted sum, verdicts and all": lambda: screened(given, draws),
        "numpy, partitioned block by block: weighted sum": lambda: partitioned(points_of(vendors, CRITERIA), draws),
        "ours: TOPSIS, verdicts and all": lambda: screened(given, draws, method="topsis"),
    }
    found = in_turns(works, rounds=1 if quick else 2)
    ours, theirs = screened(given, draws), partitioned(points_of(vendors, CRITERIA), draws)
    worst = float(np.abs(ours - theirs).max())
    if worst > 1e-9:
        raise SystemExit(f"We and numpy disagree on who is among the best: by {worst}.")
    memory = extra_megabytes("market", vendors)
    seconds = list(found.values())
    return Section(
        f"A market: {draws:,} draws x {vendors:,} vendors x {CRITERIA} criteria",
        f"All weights, drawn; how often each vendor is among the best {TOP}. Ours also judges verdicts and makes the "
        "tables of the result; reading the market is not in it.",
        tuple(Row(name, one) for name, one in found.items()),
        checks=(f"the shares differ by {worst:.1g} at most",),
        targets=(
            Target("Times as fast as numpy in blocks", seconds[1] / seconds[0], digits=1),
            Target("Extra memory of ours by weighted sum", memory, most=500, digits=0, unit="MB"),
        ),
    )


def market_of(vendors: int) -> ve.Market:
    """A market with exact points as performances, on scales from 0 to 100."""
    names = [f"vendor {number:06d}" for number in range(vendors)]
    table = pd.DataFrame(points_of(vendors, CRITERIA).T, columns=list(KEYS), index=names)
    ends = {"worst": dict.fromkeys(KEYS, 0.0), "best": dict.fromkeys(KEYS, 100.0)}
    decision = ve.Decision.from_table(table.head(2), objectives=["max"] * CRITERIA, **ends)
    return ve.Market.from_table(table, decision)


def screened(given: ve.Market, draws: int, *, method: str | None = None) -> Floats:
    """The share of draws in which each vendor is among the best."""
    screening = ve.screen(given, top=TOP, weights="any", method=method, draws=draws, seed=SEED, progress=False)
    return screening.vendors["p_top"].to_numpy()


def partitioned(points: Floats, draws: int) -> Floats:
    """The same by numpy: the product of points and weights, and the ten greatest of each draw."""
    counts, weights = np.zeros(points.shape[1]), SimplexWeights(KEYS)
    for block, size in blocks(draws):
        drawn = weights.draw(SEED, block, size)
        for start in range(0, size, BLOCK):
            totals = drawn[:, start : start + BLOCK].T @ points
            best = np.argpartition(totals, -TOP, axis=1)[:, -TOP:]
            counts += np.bincount(best.ravel(), minlength=len(counts))
    return counts / draws


MEMORY: dict[str, Callable[[int], object]] = {"market": lambda vendors: screened(market_of(vendors), 10_000)}
