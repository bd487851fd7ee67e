"""SMAA of 5 vendors on 8 criteria: weights given, weights drawn, all drawn, and by every method."""

from collections.abc import Callable

import numpy as np

from benchmarks.measuring import Row, Section, extra_megabytes, in_turns, once
from benchmarks.others import RANKED, evaluators
from benchmarks.reference_kernels import BLOCK, Shares, blocked, plain
from benchmarks.tables import drawn_weights, intervals, points_of, problem, uncertain_problem
from vendor_eval.engine.acceptability import Counting, Tally
from vendor_eval.engine.arrays import Floats
from vendor_eval.engine.certain import tally_certain
from vendor_eval.engine.methods import METHODS, Method
from vendor_eval.engine.ranks import TIE
from vendor_eval.engine.simulation import simulate

__all__ = ["MEMORY", "given_weights", "per_method", "sampled"]

VENDORS, CRITERIA = 5, 8
# Rank acceptability, pairwise winning and central weights: what the others tell, too.
SAME = Counting(values=False, weight_errors=False, orders=False)


def given_weights(quick: bool) -> Section:
    """Scores exact, weights given: rank acceptability, central weights and pairwise winning."""
    draws = 50_000 if quick else 1_000_000
    points, weights = points_of(VENDORS, CRITERIA), drawn_weights(CRITERIA, draws)
    works: dict[str, Callable[[], object]] = {
        "ours": lambda: counted(points, weights),
        "a blocked reference kernel": lambda: blocked(points, weights),
        "plain vectorised numpy": lambda: plain(points, weights),
        "ours with values in bins, errors and whole orders": lambda: tally_certain(points, *_all(points), weights),
    }
    found = in_turns(works, rounds=2 if quick else 5)
    rows = [Row(name, seconds) for name, seconds in found.items()]
    some = 2_000 if quick else 20_000
    rows.append(_looped("a hand-written loop", lambda w: by_hand(points, w), weights, some))
    for name, maker in evaluators().items():
        ranker, few = maker("weighted sum"), 20 if quick else 300
        rows.append(_looped(name, lambda w, ranker=ranker: _each(ranker, points, w), weights, few))
    ours, reference, vectorised = (found[name] for name in list(works)[:3])
    peers = min((row.seconds for row in rows[5:]), default=np.nan)
    return Section(
        f"SMAA, weights given: {draws:,} draws x {VENDORS} vendors x {CRITERIA} criteria",
        "Exact points. All ways see the same weights and tell rank acceptability, central weights and pairwise winning "
        "indices.",
        tuple(rows),
        checks=_differences(shares_of(counted(points, weights)), plain(points, weights)),
        targets=(
            f"At least 15 times faster than plain vectorised numpy: {vectorised / ours:.1f}.",
            f"Within 1.5 times of the blocked reference: {ours / reference:.2f}.",
            f"At least 1,000 times faster than any Python peer's loop: {peers / ours:,.0f}.",
        ),
    )


def _all(points: Floats) -> tuple[np.ndarray]:
    return (np.ones(points.shape[1], dtype=bool),)


def counted(points: Floats, weights: Floats) -> Tally:
    """Our counts of given weights."""
    return tally_certain(points, np.ones(points.shape[1], dtype=bool), weights, counting=SAME)


def shares_of(tally: Tally) -> Shares:
    """Our counts as shares."""
    pairwise = np.zeros_like(tally.ranks) if tally.pairwise is None else tally.pairwise / tally.draws
    np.fill_diagonal(pairwise, 0)
    return Shares(tally.ranks / tally.draws, pairwise, tally.central_weights)


def _differences(ours: Shares, theirs: Shares) -> tuple[str, ...]:
    said = []
    for name, one, other in zip(Shares._fields, ours, theirs, strict=True):
        worst = float(np.nanmax(np.abs(one - other)))
        if worst > 1e-9:
            raise SystemExit(f"The two ways disagree on {name}: by {worst}.")
        said.append(f"{name} differ by {worst:.1g} at most")
    return tuple(said)


def by_hand(points: Floats, weights: Floats) -> Floats:
    """One draw after the other, as a first version is written."""
    counts = np.zeros((points.shape[1], points.shape[1]))
    for drawn in weights.T:
        order = np.argsort(-(drawn @ points))
        for rank, vendor in enumerate(order):
            counts[vendor, rank] += 1
    return counts


def _each(ranker: Callable[[Floats, Floats], Floats], points: Floats, weights: Floats) -> None:
    table = points.T.copy()
    for drawn in weights.T:
        ranker(table, drawn)


def _looped(name: str, run: Callable[[Floats], object], weights: Floats, some: int) -> Row:
    """Time some draws and multiply: all of them would take too long."""
    run(weights[:, :2])
    seconds = once(lambda: run(weights[:, :some])) * weights.shape[1] / some
    return Row(name, seconds, f"from {some:,} draws")


def sampled(quick: bool) -> Section:
    """Weights drawn, and weights and performances drawn, sampling included."""
    draws = 50_000 if quick else 1_000_000
    points, weights = points_of(VENDORS, CRITERIA), drawn_weights(CRITERIA, draws)
    certain, uncertain = problem(points), uncertain_problem(VENDORS, CRITERIA)
    works: dict[str, Callable[[], object]] = {
        "ours, weights and performances drawn": lambda: simulate(uncertain, draws=draws, seed=1, counting=SAME),
        "plain vectorised numpy, the same": lambda: plainly_drawn(draws, 1),
        "ours, weights drawn": lambda: simulate(certain, draws=draws, seed=1, counting=SAME),
        "ours, weights given": lambda: counted(points, weights),
    }
    found = list(in_turns(works, rounds=2 if quick else 5).values())
    rows = tuple(Row(name, seconds) for name, seconds in zip(works, found, strict=True))
    checks = _apart(simulate(uncertain, draws=draws, seed=3, counting=SAME).tally, plainly_drawn(draws, 4))
    memory = [extra_megabytes("uncertain", size) for size in ((20_000, 40_000) if quick else (1_000_000, 4_000_000))]
    return Section(
        f"SMAA, sampling included: {draws:,} draws x {VENDORS} vendors x {CRITERIA} criteria",
        "Weights uniform on the simplex; performances uniform in their intervals.",
        rows,
        checks=checks,
        targets=(
            f"At least 3 times faster than plain vectorised numpy: {found[1] / found[0]:.1f}.",
            f"Weights drawn within 4 times of weights given: {found[2] / found[3]:.1f}.",
            f"Extra memory at most 20 MB at any number of draws: {memory[0]:.1f} MB, and {memory[1]:.1f} MB with more.",
        ),
    )


def plainly_drawn(draws: int, seed: int) -> Shares:
    """SMAA by plain vectorised numpy: arrays of (draws, vendors, criteria)."""
    rng = np.random.default_rng(seed)
    low, high = intervals(VENDORS, CRITERIA)
    weights = rng.dirichlet(np.ones(CRITERIA), draws)
    performances = rng.uniform(low, high, (draws, VENDORS, CRITERIA))
    totals = np.einsum("dvc,dc->dv", np.clip(performances, 0, 100), weights)
    ranks = np.argsort(np.argsort(-totals, axis=1), axis=1)
    acceptability = np.stack([(ranks == r).mean(axis=0) for r in range(VENDORS)], axis=1)
    winning = (totals[:, :, np.newaxis] > totals[:, np.newaxis, :]).mean(axis=0)
    central = np.stack([weights[ranks[:, i] == 0].mean(axis=0) for i in range(VENDORS)])
    return Shares(acceptability, winning, central)


def _apart(tally: Tally, other: Shares) -> tuple[str, ...]:
    """How many standard errors two independent runs are apart; too many stop everything."""
    ours = shares_of(tally)
    firsts = np.maximum(ours.ranks[:, :1] * tally.draws, 1)
    # Of a share: sqrt(2 / 4 draws) at most. Of a mean weight: its standard deviation is below 1 / 8 over the simplex.
    errors = (np.sqrt(0.5 / tally.draws), np.sqrt(0.5 / tally.draws), np.sqrt(2 / firsts) / 8)
    said = []
    for name, one, two, error in zip(Shares._fields, ours, other, errors, strict=True):
        worst = float((np.abs(one - two) / error).max())
        if worst > 5:
            raise SystemExit(f"The two ways disagree on {name}: {worst:.1f} standard errors.")
        said.append(f"{name} are {worst:.1f} standard errors apart at most")
    return tuple(said)


def per_method(quick: bool) -> Section:
    """Rank acceptability under every method, weights given."""
    draws = 20_000 if quick else 200_000
    points, weights = points_of(VENDORS, CRITERIA), drawn_weights(CRITERIA, draws)
    works = {method.label: lambda method=method: scored(method, points, weights) for method in METHODS.values()}
    found = in_turns(works, rounds=2 if quick else 3)
    rows = [Row(name, seconds) for name, seconds in found.items()]
    for name, maker in evaluators().items():
        for method in RANKED:
            ranker, few = maker(method), 10 if quick else 100
            rows.append(_looped(f"{name}: {method}", lambda w, ranker=ranker: _each(ranker, points, w), weights, few))
    return Section(
        f"SMAA by every method: {draws:,} draws x {VENDORS} vendors x {CRITERIA} criteria",
        "Scores and rank acceptability of given weights; the libraries evaluate one draw at a time.",
        tuple(rows),
    )


def scored(method: Method, points: Floats, weights: Floats, depth: int | None = None, block: int = BLOCK) -> Floats:
    """Rank acceptability of given weights under a method, shape (vendors, ranks)."""
    from vendor_eval.engine.acceptability import tally

    kernel = method.kernel(points[:, :, np.newaxis])
    counting = Counting(depth=depth, pairwise=False, values=False, weight_errors=False, orders=False)
    sufficient = np.ones((points.shape[1], block), dtype=bool)
    total = 0.0
    for start in range(0, weights.shape[1], block):
        some = weights[:, start : start + block]
        scores = kernel(some)
        scores *= TIE / method.tie
        total = total + tally(scores, sufficient[:, : some.shape[1]], some, counting=counting).ranks
    return np.asarray(total) / weights.shape[1]


MEMORY: dict[str, Callable[[int], object]] = {
    "uncertain": lambda draws: simulate(uncertain_problem(VENDORS, CRITERIA), draws=draws, seed=1),
}
