"""SMAA of 5 vendors on 8 criteria: weights given, weights drawn, all drawn, and by every method."""

from collections.abc import Callable

import numpy as np

from benchmarks.measuring import Row, Section, Target, extra_megabytes, in_turns, once
from benchmarks.others import RANKED, Peer, evaluators, refuse_other_orders
from benchmarks.reference_kernels import Shares, blocked, plain
from benchmarks.tables import drawn_weights, intervals, points_of, problem, uncertain_problem
from vendor_eval.engine.acceptability import Counting, Tally
from vendor_eval.engine.arrays import Bools, Floats
from vendor_eval.engine.certain import tally_certain
from vendor_eval.engine.methods import METHODS, Method, WeightedSum
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
        "ours with values in bins, errors and whole orders": lambda: tally_certain(points, _all(points), weights),
    }
    found = in_turns(works, rounds=2 if quick else 5)
    rows = [Row(name, seconds) for name, seconds in found.items()]
    some, few = (2_000, 20) if quick else (20_000, 300)
    rows.append(_looped("a hand-written loop", lambda w: by_hand(points, w), weights, some))
    loops = {name: maker("weighted sum") for name, maker in evaluators().items()}
    rows += [_looped(name, lambda w, peer=peer: _each(peer, points, w), weights, few) for name, peer in loops.items()]
    ours, reference, vectorised = (found[name] for name in list(works)[:3])
    peers = [row.seconds for row in rows[5:]]
    told = shares_of(counted(points, weights))
    return Section(
        f"SMAA, weights given: {draws:,} draws x {VENDORS} vendors x {CRITERIA} criteria",
        "Exact points. All ways see the same weights and tell rank acceptability, central weights and pairwise winning "
        "indices. Ours is the engine's count of given weights; `robustness` draws them, as in the next section.",
        tuple(rows),
        checks=(
            *_differences("plain vectorised numpy", told, plain(points, weights)),
            *_differences("the blocked reference", told, blocked(points, weights)),
            *_ranks_by_hand(points, weights[:, :some]),
            *(_same_draws(name, WeightedSum(), peer, points, weights[:, :few]) for name, peer in loops.items()),
        ),
        targets=(
            Target("At least 15 times faster than plain vectorised numpy", vectorised / ours, least=15, digits=1),
            Target("Within 1.5 times of the blocked reference", ours / reference, most=1.5),
            *(
                [
                    Target(
                        "At least 1,000 times faster than any Python peer's loop",
                        min(peers) / ours,
                        least=1e3,
                        digits=0,
                    )
                ]
                if peers
                else []
            ),
        ),
    )


def _all(points: Floats) -> Bools:
    return np.ones(points.shape[1], dtype=np.bool_)


def counted(points: Floats, weights: Floats) -> Tally:
    """Our counts of given weights."""
    return tally_certain(points, _all(points), weights, counting=SAME)


def shares_of(tally: Tally) -> Shares:
    """Our counts as shares."""
    pairwise = np.zeros_like(tally.ranks) if tally.pairwise is None else tally.pairwise / tally.draws
    np.fill_diagonal(pairwise, 0)
    return Shares(tally.ranks / tally.draws, pairwise, tally.central_weights)


def _differences(name: str, ours: Shares, theirs: Shares) -> tuple[str, ...]:
    said = []
    for figure, one, other in zip(Shares._fields, ours, theirs, strict=True):
        worst = float(np.nanmax(np.abs(one - other)))
        if worst > 1e-9:
            raise SystemExit(f"We and {name} disagree on {figure}: by {worst}.")
        said.append(f"{figure} of {name} differ by {worst:.1g} at most")
    return tuple(said)


def _ranks_by_hand(points: Floats, weights: Floats) -> tuple[str, ...]:
    if (by_hand(points, weights) != counted(points, weights).ranks).any():
        raise SystemExit("We and the hand-written loop disagree on ranks.")
    return ("ranks of the hand-written loop are the same",)


def _same_draws(name: str, method: Method, peer: Peer, points: Floats, weights: Floats) -> str:
    """Compare the order of the vendors in each draw with that of another library."""
    scores, table = method.scores(points[:, :, np.newaxis], weights), points.T.copy()
    for one, drawn in zip(scores.T, weights.T, strict=True):
        refuse_other_orders(method.label, {"ours": np.argsort(-one), name: peer.order(peer.run(table, drawn))})
    return f"the order of {name} by {method.label} is the same in each of {weights.shape[1]} draws"


def by_hand(points: Floats, weights: Floats) -> Floats:
    """One draw after the other, as a first version is written."""
    counts = np.zeros((points.shape[1], points.shape[1]))
    for drawn in weights.T:
        order = np.argsort(-(drawn @ points))
        for rank, vendor in enumerate(order):
            counts[vendor, rank] += 1
    return counts


def _each(peer: Peer, points: Floats, weights: Floats) -> None:
    table = points.T.copy()
    for drawn in weights.T:
        peer.run(table, drawn)


def _looped(name: str, run: Callable[[Floats], object], weights: Floats, some: int, ours: float | None = None) -> Row:
    """Time some draws and multiply: all of them would take too long."""
    run(weights[:, :2])
    seconds = once(lambda: run(weights[:, :some])) * weights.shape[1] / some
    return Row(name, seconds, f"from {some:,} draws", ours)


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
    sizes = (20_000, 40_000) if quick else (1_000_000, 4_000_000)
    memory = {size: extra_megabytes("uncertain", size) for size in sizes}
    return Section(
        f"SMAA, sampling included: {draws:,} draws x {VENDORS} vendors x {CRITERIA} criteria",
        "Weights uniform on the simplex; performances uniform in their intervals.",
        rows,
        checks=checks,
        targets=(
            Target("At least 3 times faster than plain vectorised numpy", found[1] / found[0], least=3, digits=1),
            Target("Weights drawn within 4 times of weights given", found[2] / found[3], most=4, digits=1),
            *(
                Target(f"Extra memory of {size:,} draws at most 20 MB", used, most=20, digits=1, unit="MB")
                for size, used in memory.items()
            ),
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
    rows, checks, few = [Row(name, seconds) for name, seconds in found.items()], [], 10 if quick else 100
    for name, maker in evaluators().items():
        for key, method in RANKED.items():
            peer = maker(key)
            ours = found[method.label]
            rows.append(_looped(f"{name}: {key}", lambda w, peer=peer: _each(peer, points, w), weights, few, ours))
            checks.append(_same_draws(name, method, peer, points, weights[:, :few]))
    return Section(
        f"SMAA by every method: {draws:,} draws x {VENDORS} vendors x {CRITERIA} criteria",
        "Scores and rank acceptability of given weights; the libraries evaluate one draw at a time. Our methods are "
        "told as multiples of the weighted sum, the others of our own same method.",
        tuple(rows),
        checks=tuple(checks),
    )


def scored(method: Method, points: Floats, weights: Floats, depth: int | None = None) -> Floats:
    """Rank acceptability of given weights under a method, shape (vendors, ranks)."""
    counting = Counting(depth=depth, pairwise=False, values=False, weight_errors=False, orders=False)
    keyed = method.keyed(points[:, :, np.newaxis])
    found = tally_certain(points, _all(points), weights, counting=counting, keyed=keyed)
    return found.acceptability


MEMORY: dict[str, Callable[[int], object]] = {
    "uncertain": lambda draws: simulate(uncertain_problem(VENDORS, CRITERIA), draws=draws, seed=1),
}
