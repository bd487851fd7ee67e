"""Many vendors: one ranking, the ten best in many draws, and outranking."""

from collections.abc import Callable

import numpy as np

from benchmarks.jobs.simulating import scored
from benchmarks.measuring import Row, Section, extra_megabytes, in_turns
from benchmarks.others import RANKED, evaluators
from benchmarks.reference_kernels import argsort_loop
from benchmarks.tables import drawn_weights, points_of
from vendor_eval.engine.acceptability import Counting
from vendor_eval.engine.arrays import Floats
from vendor_eval.engine.certain import tally_certain
from vendor_eval.engine.methods import PROMETHEE2, TOPSIS, VIKOR, Linear, Method, WeightedSum

__all__ = ["MEMORY", "outranking", "ranking", "top_ten"]

CRITERIA = 20
OURS: dict[str, Method] = {"weighted sum": WeightedSum(), "TOPSIS": TOPSIS(), "VIKOR": VIKOR()}
LINEAR = PROMETHEE2(preference=Linear(q=5.0, p=25.0))


def ranking(quick: bool) -> Section:
    """One ranking of a large market."""
    rows, targets = [], []
    for m in (1_000, 2_000) if quick else (1_000, 100_000):
        points = points_of(m, CRITERIA)
        table, weights = points.T.copy(), np.full(CRITERIA, 1 / CRITERIA)
        for method in RANKED:
            works: dict[str, Callable[[], object]] = {
                f"ours: {method}, {m:,} vendors": lambda method=method, points=points, weights=weights: ranked(
                    OURS[method], points, weights
                )
            }
            for name, maker in evaluators().items():
                if name == "pymcdm" and m > 10_000:
                    continue  # ranks in Python: some seconds a call
                ranker = maker(method)
                works[f"{name}: {method}, {m:,} vendors"] = lambda ranker=ranker, table=table, weights=weights: ranker(
                    table, weights
                )
            found = in_turns(works, rounds=2 if quick else 7)
            rows += [Row(name, seconds) for name, seconds in found.items()]
            ours, *others = found.values()
            if others:
                targets.append(
                    f"{method}, {m:,} vendors: {min(others) / ours:.1f} times as fast as the fastest library."
                )
    return Section(
        f"One ranking, {CRITERIA} criteria",
        "From the table to the order of all vendors.",
        tuple(rows),
        targets=tuple(targets),
    )


def ranked(method: Method, points: Floats, weights: Floats) -> Floats:
    """The vendors from the best, shape (vendors,)."""
    return np.asarray(np.argsort(-method.scores(points[:, :, np.newaxis], weights[:, np.newaxis])[:, 0]))


def top_ten(quick: bool) -> Section:
    """How often each of many vendors is among the ten best."""
    m, draws = (200, 1_000) if quick else (1_000, 10_000)
    points, weights = points_of(m, CRITERIA), drawn_weights(CRITERIA, draws)
    works: dict[str, Callable[[], object]] = {
        "ours: weighted sum": lambda: top(points, weights),
        "a loop of numpy's argsort: weighted sum": lambda: argsort_loop(points, weights, 10),
        "ours: TOPSIS": lambda: scored(TOPSIS(), points, weights, depth=10, block=256),
        "ours: PROMETHEE II": lambda: scored(LINEAR, points, weights, depth=10, block=256),
    }
    found = list(in_turns(works, rounds=2 if quick else 5).values())
    worst = float(np.abs(top(points, weights) - argsort_loop(points, weights, 10)).max())
    if worst > 1e-9:
        raise SystemExit(f"The two ways disagree on top-ten acceptability: by {worst}.")
    return Section(
        f"The ten best: {draws:,} draws x {m:,} vendors x {CRITERIA} criteria",
        "How often each vendor takes each of the first ten ranks; weights given.",
        tuple(Row(name, seconds) for name, seconds in zip(works, found, strict=True)),
        checks=(f"the shares differ by {worst:.1g} at most",),
        targets=(
            f"At least 2 times faster than a loop of argsorts: {found[1] / found[0]:.1f}.",
            f"TOPSIS at most 2 times the weighted sum: {found[2] / found[0]:.2f}.",
            f"PROMETHEE II at most 2 times the weighted sum: {found[3] / found[0]:.2f}.",
        ),
    )


def top(points: Floats, weights: Floats) -> Floats:
    """Our shares of the first ten ranks."""
    counting = Counting(depth=10, pairwise=False, values=False, weight_errors=False, orders=False)
    found = tally_certain(points, np.ones(points.shape[1], dtype=bool), weights, counting=counting)
    return np.asarray(found.ranks / found.draws)


def outranking(quick: bool) -> Section:
    """PROMETHEE II of very many vendors."""
    sizes = (300, 1_000) if quick else (1_000, 10_000, 100_000)
    works = {f"ours: {m:,} vendors": lambda m=m: outranked(m) for m in sizes}
    found = in_turns(works, rounds=1 if quick else 3)
    rows = [Row(name, seconds) for name, seconds in found.items()]
    if "pymcdm" in evaluators():
        ranker, few = evaluators()["pymcdm"]("PROMETHEE II"), 100 if quick else 1_000
        table, weights = points_of(few, CRITERIA).T.copy(), np.full(CRITERIA, 1 / CRITERIA)
        rows += [
            Row(name, s)
            for name, s in in_turns({f"pymcdm: {few:,} vendors": lambda: ranker(table, weights)}, rounds=1).items()
        ]
    times = list(found.values())
    memory = extra_megabytes("outranking", sizes[1])
    return Section(
        f"PROMETHEE II, {CRITERIA} criteria",
        "Net flows by sorting: linear preference with indifference.",
        tuple(rows),
        targets=(
            f"{sizes[1]:,} vendors at most 20 times {sizes[0]:,}: {times[1] / times[0]:.1f}.",
            f"Under 100 MB: {memory:.0f} MB.",
        ),
    )


def outranked(m: int) -> Floats:
    """Net flows of many vendors."""
    weights = np.full((CRITERIA, 1), 1 / CRITERIA)
    return LINEAR.scores(points_of(m, CRITERIA)[:, :, np.newaxis], weights)


MEMORY: dict[str, Callable[[int], object]] = {"outranking": outranked}
