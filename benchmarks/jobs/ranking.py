"""Many vendors: one ranking, the ten best in many draws, and outranking."""

from collections.abc import Callable

import numpy as np

from benchmarks.jobs.simulating import scored
from benchmarks.measuring import Row, Section, Target, extra_megabytes, in_turns, once
from benchmarks.others import RANKED, evaluators, installed, refuse_other_orders
from benchmarks.reference_kernels import argsort_loop
from benchmarks.tables import drawn_weights, points_of
from vendor_eval.engine.acceptability import Counting
from vendor_eval.engine.arrays import Floats, Integers
from vendor_eval.engine.certain import tally_certain
from vendor_eval.engine.methods import PROMETHEE2, TOPSIS, Linear, Method

__all__ = ["MEMORY", "outranking", "ranking", "top_ten"]

CRITERIA = 20
LINEAR = PROMETHEE2(preference=Linear(q=5.0, p=25.0))


def ranking(quick: bool) -> Section:
    """One ranking of a large market."""
    rows, checks, targets = [], [], []
    for m in (1_000, 2_000) if quick else (1_000, 100_000):
        points = points_of(m, CRITERIA)
        for key, method in RANKED.items():
            what = f"{key}, {m:,} vendors"
            found, check = _ranked_by_all(key, method, points, rounds=2 if quick else 7)
            rows += [Row(f"{name}: {what}", seconds, ours=found["ours"]) for name, seconds in found.items()]
            checks.append(f"{what}: {check}")
            ours, *others = found.values()
            if others:
                # Only the large table is asked for; how the small one stands is worth knowing.
                least = 1.0 if m == 100_000 else -np.inf
                targets.append(Target(f"Times as fast as the fastest library, {what}", min(others) / ours, least=least))
    return Section(
        f"One ranking, {CRITERIA} criteria",
        "From the table to the order of all vendors. Of 100,000 vendors ours is to be no slower than any library.",
        tuple(rows),
        checks=tuple(checks),
        targets=tuple(targets),
    )


def _ranked_by_all(key: str, method: Method, points: Floats, *, rounds: int) -> tuple[dict[str, float], str]:
    """How long we and each library take to rank all vendors, and that the order is the same."""
    table, weights = points.T.copy(), np.full(CRITERIA, 1 / CRITERIA)
    works: dict[str, Callable[[], object]] = {"ours": lambda: ranked(method, points, weights)}
    orders = {"ours": ranked(method, points, weights)}
    for name, maker in evaluators().items():
        if name == "pymcdm" and len(table) > 10_000:
            continue  # ranks in Python: some seconds a call
        peer = maker(key)
        works[name] = lambda peer=peer: peer.run(table, weights)
        orders[name] = peer.order(peer.run(table, weights))
    return in_turns(works, rounds=rounds), refuse_other_orders(key, orders)


def ranked(method: Method, points: Floats, weights: Floats) -> Integers:
    """The vendors from the best, shape (vendors,)."""
    return np.asarray(np.argsort(-method.scores(points[:, :, np.newaxis], weights[:, np.newaxis])[:, 0]))


def top_ten(quick: bool) -> Section:
    """How often each of many vendors is among the ten best."""
    m, draws = (200, 1_000) if quick else (1_000, 10_000)
    points, weights = points_of(m, CRITERIA), drawn_weights(CRITERIA, draws)
    works: dict[str, Callable[[], object]] = {
        "ours: weighted sum": lambda: top(points, weights),
        "a loop of numpy's argsort: weighted sum": lambda: argsort_loop(points, weights, 10),
        "ours: TOPSIS": lambda: scored(TOPSIS(), points, weights, depth=10),
        "ours: PROMETHEE II": lambda: scored(LINEAR, points, weights, depth=10),
    }
    found = list(in_turns(works, rounds=2 if quick else 5).values())
    checks = [_same_shares("weighted sum", top(points, weights), argsort_loop(points, weights, 10))]
    few = slice(0, 200)  # one argsort of all scores of a draw
    for method in (TOPSIS(), LINEAR):
        scores = method.scores(points[:, :, np.newaxis], weights[:, few])
        shares = argsort_loop(scores.T, np.eye(scores.shape[1]), 10)
        checks.append(_same_shares(method.label, scored(method, points, weights[:, few], depth=10), shares))
    return Section(
        f"The ten best: {draws:,} draws x {m:,} vendors x {CRITERIA} criteria",
        "How often each vendor takes each of the first ten ranks; weights given.",
        tuple(Row(name, seconds) for name, seconds in zip(works, found, strict=True)),
        checks=tuple(checks),
        targets=(
            Target("At least 2 times faster than a loop of argsorts", found[1] / found[0], least=2, digits=1),
            Target("TOPSIS at most 2 times the weighted sum", found[2] / found[0], most=2),
            Target("PROMETHEE II at most 2 times the weighted sum", found[3] / found[0], most=2),
        ),
    )


def _same_shares(name: str, ours: Floats, theirs: Floats) -> str:
    worst = float(np.abs(ours - theirs).max())
    if worst > 1e-9:
        raise SystemExit(f"We and a loop of argsorts disagree on the ten best by {name}: by {worst}.")
    return f"the shares by {name} differ by {worst:.1g} at most"


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
    checks = []
    if installed("pymcdm"):
        few = 100 if quick else 1_000
        rows.append(Row(f"pymcdm: {few:,} vendors", once(lambda: flows_by_pymcdm(few))))
        worst = float(np.abs(outranked(few)[:, 0] - flows_by_pymcdm(few)).max())
        if worst > 1e-9:
            raise SystemExit(f"We and pymcdm disagree on net flows: by {worst}.")
        checks.append(f"net flows of pymcdm differ by {worst:.1g} at most")
    times = list(found.values())
    memory = extra_megabytes("outranking", sizes[1])
    return Section(
        f"PROMETHEE II, {CRITERIA} criteria",
        "Net flows by sorting: linear preference with indifference.",
        tuple(rows),
        checks=tuple(checks),
        targets=(
            Target(f"{sizes[1]:,} vendors at most 20 times {sizes[0]:,}", times[1] / times[0], most=20, digits=1),
            Target(f"{sizes[1]:,} vendors under 100 MB", memory, most=100, digits=0, unit="MB"),
        ),
    )


def outranked(m: int) -> Floats:
    """Net flows of many vendors."""
    weights = np.full((CRITERIA, 1), 1 / CRITERIA)
    return LINEAR.scores(points_of(m, CRITERIA)[:, :, np.newaxis], weights)


def flows_by_pymcdm(m: int) -> Floats:
    """The same by pymcdm, whose PROMETHEE II has to be made anew each time."""
    from pymcdm.methods import PROMETHEE_II

    made = PROMETHEE_II("vshape_2", q=[5.0] * CRITERIA, p=[25.0] * CRITERIA)
    return np.asarray(made(points_of(m, CRITERIA).T.copy(), np.full(CRITERIA, 1 / CRITERIA), np.ones(CRITERIA)))


MEMORY: dict[str, Callable[[int], object]] = {"outranking": outranked}
