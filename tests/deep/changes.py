"""Compare intervals and changes of weights with what is found by trying, over many random decisions.

PYTHONPATH=tests python -m deep.changes --decisions 1000
"""

import argparse

import numpy as np

from brute import (
    first_between,
    firsts_at,
    moved,
    nearest_by_active_sets,
    nearest_in_polygon,
    order_between,
    random_decision,
)
from vendor_eval.engine.exact.changes import smallest_change
from vendor_eval.engine.exact.lines import along, weight_line
from vendor_eval.engine.exact.region import Region, region_of
from vendor_eval.engine.weights import SimplexWeights

GRID = np.linspace(0, 1, 2001)


def gap(ours: float, theirs: float) -> float:
    """How far two numbers are apart, which may both be infinite."""
    return 0.0 if ours == theirs else abs(ours - theirs)


def any_weights(n: int) -> Region:
    return region_of(SimplexWeights(tuple(f"c{j}" for j in range(n))))


def on_a_line(rng: np.random.Generator) -> dict[str, float]:
    """One weight moved alone: where the leader and the order stay, and the smallest change for another vendor."""
    values, w = random_decision(rng)
    j, other = int(rng.integers(len(w))), int(rng.integers(len(values)))
    found, leader = along(values, weight_line(w, [j])), min(firsts_at(values, w))
    low, high = first_between(values, w, j, leader, w[j])
    order_low, order_high = order_between(values, w, j)
    apart = {
        "first": max(gap(found.low[leader], low), gap(found.high[leader], high)),
        "order": max(gap(found.order_low, order_low), gap(found.order_high, order_high)),
    }
    tried = [t for t in GRID if other in firsts_at(values, moved(w, j, t))]
    if tried:
        low, high = first_between(values, w, j, other, min(tried, key=lambda t: abs(t - w[j])))
        apart["one weight"] = gap(found.change[other], np.clip(w[j], low, high) - w[j])
    elif not np.isnan(found.low[other]):
        apart["one weight"] = max(
            0.0, found.high[other] - found.low[other] - GRID[1]
        )  # it fits between two of the grid
    return apart


def of_three_weights(rng: np.random.Generator) -> dict[str, float]:
    """The smallest change that makes a vendor first, by each norm."""
    values, w = random_decision(rng, criteria=3)
    vendor = int(rng.integers(len(values)))
    differences = np.delete(values[vendor] - values, vendor, axis=0)
    tried = nearest_in_polygon(w, differences)
    return {
        norm: gap(smallest_change(w, differences, any_weights(3), norm=norm).size, size) for norm, size in tried.items()
    }


def of_some_weights(rng: np.random.Generator) -> dict[str, float]:
    """The shortest change that makes a vendor first, with two to four criteria and up to five vendors."""
    values, w = random_decision(rng, criteria=int(rng.integers(2, 5)))
    differences = values[0] - values[1:5]
    found = smallest_change(w, differences, any_weights(len(w)), norm="L2")
    return {"L2, two to four criteria": gap(found.size, nearest_by_active_sets(w, differences))}


def agreement(decisions: int, seed: int = 0) -> dict[str, float]:
    """How far apart the answers are at most, over random decisions."""
    rng = np.random.default_rng(seed)
    apart: dict[str, float] = {}
    for _ in range(decisions):
        for name, one in (on_a_line(rng) | of_three_weights(rng) | of_some_weights(rng)).items():
            apart[name] = max(apart.get(name, 0.0), float(one))
    return apart


def main() -> None:
    """Run, and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--decisions", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    for name, one in agreement(asked.decisions, asked.seed).items():
        print(f"{name}: at most {one:.1e} apart")


if __name__ == "__main__":
    main()
