"""Slow answers to questions on weights, by trying: nothing here knows the formulas that the library uses."""

from collections.abc import Callable, Iterator
from itertools import combinations

import numpy as np

__all__ = [
    "first_between",
    "firsts_at",
    "game_value",
    "moved",
    "nearest_by_active_sets",
    "nearest_in_polygon",
    "order_between",
    "random_decision",
]

LEVEL = 1e-11  # points


def random_decision(rng: np.random.Generator, *, criteria: int | None = None) -> tuple[np.ndarray, np.ndarray]:
    """Points and weights of a small decision: half of them on a grid, where many things coincide."""
    m, n = int(rng.integers(2, 9)), criteria or int(rng.integers(2, 7))
    if rng.random() < 0.5:
        shares = rng.integers(0, 5, n).astype(float)
        shares[rng.integers(n)] += 1
        return rng.integers(0, 5, (m, n)) * 25.0, shares / shares.sum()
    return rng.random((m, n)) * 100, rng.dirichlet(np.ones(n))


def moved(w: np.ndarray, j: int, t: float) -> np.ndarray:
    """Weights with one changed and the others in proportion; equal where they were all 0."""
    rest = np.delete(w, j)
    rest = rest / rest.sum() if rest.sum() > 0 else np.full(len(rest), 1 / len(rest))
    return np.insert(rest * (1 - t), j, t)


def firsts_at(values: np.ndarray, w: np.ndarray) -> set[int]:
    overall = values @ w
    return set(np.flatnonzero(overall >= overall.max() - LEVEL).tolist())


def first_between(values: np.ndarray, w: np.ndarray, j: int, vendor: int, start: float) -> tuple[float, float]:
    """Between which values of a weight a vendor is first that is first at a start."""
    return _holds_between(lambda t: vendor in firsts_at(values, moved(w, j, t)), start)


def order_between(values: np.ndarray, w: np.ndarray, j: int) -> tuple[float, float]:
    """Between which values of a weight nobody falls behind whom it is ahead of."""
    overall = values @ w
    ahead = np.subtract.outer(overall, overall) > 1e-9

    def holds(t: float) -> bool:
        overall = values @ moved(w, j, t)
        return bool((np.subtract.outer(overall, overall)[ahead] >= -LEVEL).all())

    return _holds_between(holds, w[j])


def _holds_between(holds: Callable[[float], bool], start: float) -> tuple[float, float]:
    """Between which numbers from 0 to 1 something holds that holds at a start and, on either side, up to one point."""
    ends = []
    for end in (0.0, 1.0):
        inside, outside = start, end
        if holds(end):
            inside = end
        else:
            for _ in range(60):
                middle = (inside + outside) / 2
                inside, outside = (middle, outside) if holds(middle) else (inside, middle)
        ends.append(inside)
    return ends[0], ends[1]


def game_value(payoffs: np.ndarray) -> float:
    """The most that a mixture of columns gets from the row that is worst for it, by trying all square parts.

    Shapley and Snow (1950): some square part, made level, solves the game.
    """
    rows, columns = payoffs.shape
    for size in range(1, min(rows, columns) + 1):
        for chosen in combinations(range(rows), size):
            for mixed in combinations(range(columns), size):
                part = np.zeros((size + 1, size + 1))
                part[:size, :size] = payoffs[np.ix_(chosen, mixed)]
                part[:size, size], part[size, :size] = -1, 1
                one = np.eye(size + 1)[size]
                if abs(np.linalg.det(part)) < 1e-12:
                    continue
                x, y = np.linalg.solve(part, one), np.linalg.solve(part.T, -one)
                share, weight, value = np.zeros(columns), np.zeros(rows), x[size]
                share[list(mixed)], weight[list(chosen)] = x[:size], y[:size]
                if share.min() < -1e-9 or weight.min() < -1e-9:
                    continue
                if (payoffs @ share).min() >= value - 1e-9 and (weight @ payoffs).max() <= value + 1e-9:
                    return float(value)
    raise AssertionError("Every game has a value.")


def nearest_in_polygon(w: np.ndarray, differences: np.ndarray) -> dict[str, float]:
    """How far three weights are from those at which no difference is below 0; infinite if there are none."""
    corners = [*np.eye(3)]
    for d in differences:
        corners = list(_clipped(corners, d))
    if not corners:
        return dict.fromkeys(("L1", "L2", "Linf"), np.inf)
    if (differences @ w >= 0).all():
        return dict.fromkeys(("L1", "L2", "Linf"), 0.0)
    sides = [(corners[i - 1] - w, corner - w) for i, corner in enumerate(corners)]
    norms = {"L1": lambda z: np.abs(z).sum(), "L2": np.linalg.norm, "Linf": lambda z: np.abs(z).max()}
    return {name: min(_least_on(norm, *side) for side in sides) for name, norm in norms.items()}


def _clipped(corners: list[np.ndarray], d: np.ndarray) -> Iterator[np.ndarray]:
    for i, b in enumerate(corners):
        a = corners[i - 1]
        at_a, at_b = a @ d, b @ d
        if (at_a < -LEVEL and at_b > LEVEL) or (at_a > LEVEL and at_b < -LEVEL):
            yield a + (b - a) * at_a / (at_a - at_b)
        if at_b >= -LEVEL:
            yield b


def _least_on(measure: Callable[[np.ndarray], float], a: np.ndarray, b: np.ndarray) -> float:
    low, high = 0.0, 1.0
    for _ in range(200):
        left, right = low + (high - low) / 3, high - (high - low) / 3
        low, high = (low, right) if measure(a + left * (b - a)) <= measure(a + right * (b - a)) else (left, high)
    return float(measure(a + low * (b - a)))


def nearest_by_active_sets(w: np.ndarray, differences: np.ndarray) -> float:
    """The same in length for any number of weights, by trying all sets of limits that may be met."""
    n = len(w)
    rows = np.vstack([np.eye(n), differences / np.maximum(np.abs(differences).max(axis=1, keepdims=True), 1e-300)])
    best = np.inf
    for size in range(n):
        for met in combinations(range(len(rows)), size):
            equal = np.vstack([np.ones(n), rows[list(met)]])
            wanted = np.append(1.0, np.zeros(size))
            found = w + np.linalg.lstsq(equal, wanted - equal @ w, rcond=None)[0]
            if np.abs(equal @ found - wanted).max() < 1e-10 and (rows @ found).min() >= -1e-10:
                best = min(best, float(np.linalg.norm(found - w)))
    return best
