"""The same SMAA by the engine and by plain vectorised numpy, interleaved in one run: answers, time, memory, ratios.

    python benchmarks/simulation.py [draws]

Five vendors on eight criteria; every performance lies anywhere in its interval, every weight vector is equally likely.
The plain version is what most people write: one array of all draws, ranks by a double argsort.
"""

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from statistics import median

import numpy as np

from vendor_eval.engine.arrays import Floats
from vendor_eval.engine.cells import Uniform
from vendor_eval.engine.curves import Curve
from vendor_eval.engine.problem import Problem
from vendor_eval.engine.simulation import simulate
from vendor_eval.engine.weights import SimplexWeights

VENDORS, CRITERIA = 5, 8
DRAWS, ROUNDS = 1_000_000, 3
WORST, BEST = 0.0, 500.0

# Rank acceptability (vendors, ranks), pairwise winning (vendors, vendors), central weights (vendors, criteria).
Answer = tuple[Floats, Floats, Floats]


def ends() -> tuple[Floats, Floats]:
    """The ends of the intervals, (vendors, criteria): alike enough that every vendor is first now and then."""
    low = np.random.default_rng(2025).uniform(50, 250, (VENDORS, CRITERIA))
    return low, low + 150


def ours(draws: int, seed: int) -> Answer:
    """SMAA by the engine."""
    curve = Curve((WORST, BEST), (0.0, 100.0))
    low, high = ends()
    criteria = tuple(f"criterion {j}" for j in range(CRITERIA))
    cells = tuple(
        tuple(Uniform(float(a), float(b), curve) for a, b in zip(*row, strict=True))
        for row in zip(low, high, strict=True)
    )
    problem = Problem(tuple(f"vendor {i}" for i in range(VENDORS)), criteria, cells, SimplexWeights(criteria))
    counted = simulate(problem, draws=draws, seed=seed)
    winning = counted.pairwise / draws
    np.fill_diagonal(winning, 0)
    return counted.ranks / draws, winning, counted.central_weights


def plain(draws: int, seed: int) -> Answer:
    """SMAA by plain vectorised numpy: arrays of (draws, vendors, criteria)."""
    rng = np.random.default_rng(seed)
    low, high = ends()
    weights = rng.dirichlet(np.ones(CRITERIA), draws)
    performances = rng.uniform(low, high, (draws, VENDORS, CRITERIA))
    values = 100 * np.clip((performances - WORST) / (BEST - WORST), 0, 1)
    totals = np.einsum("dvc,dc->dv", values, weights)
    ranks = np.argsort(np.argsort(-totals, axis=1), axis=1)
    acceptability = np.stack([(ranks == r).mean(axis=0) for r in range(VENDORS)], axis=1)
    winning = (totals[:, :, np.newaxis] > totals[:, np.newaxis, :]).mean(axis=0)
    central = np.stack([weights[ranks[:, i] == 0].mean(axis=0) for i in range(VENDORS)])
    return acceptability, winning, central


def check(one: Answer, other: Answer, draws: int) -> None:
    """Print the largest differences in standard errors; stop if one is beyond five."""
    firsts = np.maximum(one[0][:, :1] * draws, 1)
    # Of a share: sqrt(2 / 4 draws) at most. Of a mean weight: its standard deviation is below 1 / 8 over the simplex.
    errors = {"rank acceptability": np.sqrt(0.5 / draws), "pairwise winning": np.sqrt(0.5 / draws)}
    errors["central weights"] = np.sqrt(2 / firsts) / 8
    for (name, error), a, b in zip(errors.items(), one, other, strict=True):
        worst = float((np.abs(a - b) / error).max())
        print(f"  {name:20s} differs by {np.abs(a - b).max():.5f} at most, {worst:.1f} standard errors")
        if worst > 5:
            raise SystemExit(f"The two versions disagree on {name}.")


def seconds(run: Callable[[int, int], Answer], draws: int, seed: int) -> float:
    """How long one run takes."""
    start = time.perf_counter()
    run(draws, seed)
    return time.perf_counter() - start


def extra_megabytes(name: str, draws: int) -> float:
    """How much more memory a run needs at its peak, in a process of its own."""
    told = subprocess.run([sys.executable, __file__, "--memory", name, str(draws)], capture_output=True, check=True)
    return float(told.stdout)


def peak_megabytes() -> float:
    """The most memory that this process has held so far."""
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


RUNS = {"ours": ours, "plain": plain}


def measure_memory(name: str, draws: int) -> None:
    """Print the growth of this process over one run, after a small run that loads everything."""
    RUNS[name](1000, 0)
    before = peak_megabytes()
    RUNS[name](draws, 0)
    print(peak_megabytes() - before)


def main(draws: int) -> None:
    """Compare both versions."""
    print(f"{draws:,} draws x {VENDORS} vendors x {CRITERIA} criteria, weights and performances uncertain")
    # Memory first: Linux counts the peak of the parent towards that of a child.
    small, large = (extra_megabytes(name, draws) for name in RUNS)
    check(ours(draws, 0), plain(draws, 0), draws)
    times: dict[str, list[float]] = {name: [] for name in RUNS}
    for turn in range(ROUNDS):
        for name, run in RUNS.items():
            times[name].append(seconds(run, draws, turn))
    fast, slow = (median(times[name]) for name in RUNS)
    print(f"  time   ours {fast:8.3f} s   plain {slow:8.3f} s   plain / ours {slow / fast:6.1f}")
    print(f"  memory ours {small:8.1f} MB  plain {large:8.1f} MB  plain / ours {large / max(small, 0.1):6.1f}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--memory"]:
        measure_memory(sys.argv[2], int(sys.argv[3]))
    else:
        main(int(sys.argv[1]) if sys.argv[1:] else DRAWS)
