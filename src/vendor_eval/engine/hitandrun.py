"""Drawing from sets of weights that are too thin for anything else: random walks inside, many at once.

Hit-and-run (Smith 1984; Tervonen, van Valkenhoef, Basturk and Postmus 2013): from where a walk stands, go to a random
point of the line through it in a random direction. Walks are slow in long thin sets, so the set is made round first.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from vendor_eval.engine.arrays import Floats
from vendor_eval.engine.polytope import Polytope
from vendor_eval.engine.streams import stream

__all__ = ["Walks", "prepared_walks"]

WALKS = 1024  # at once; part of what a seed means
FORGOTTEN = 0.05  # correlation of a draw with the start of its walk
TINY = 1e-300


@dataclass(frozen=True, slots=True, eq=False)
class Walks:
    """Walks that wait at places spread over the set, to be sent on for every block.

    Weights are ``origin + widths @ z`` with ``rows @ z <= bounds``; z has about variance 1 in every direction.

    Parameters
    ----------
    places
        Where the walks wait, shape (dimensions, walks).
    steps
        How many steps a walk takes before it is a draw.
    """

    origin: Floats
    widths: Floats
    rows: Floats
    bounds: Floats
    places: Floats
    steps: int

    @property
    def name(self) -> str:
        """How the weights are drawn, for a report."""
        return (
            f"hit-and-run, {self.steps} steps a draw after rounding, "
            f"correlation with the start about {FORGOTTEN:g}: not quite independent"
        )

    def draw(self, keys: tuple[str, ...], seed: int, block: int, size: int) -> Floats:
        """Weights, shape (criteria, size); one batch of walks after the other, so one draw is the first of many."""
        batches = []
        for batch in range(math.ceil(size / WALKS)):
            rng = stream(seed, block, "weight set", *keys, str(batch))
            start = self.places[:, rng.permutation(WALKS)]
            batches.append(self.widths @ _walk(self.rows, self.bounds, start, self.steps, rng))
        w = self.origin[:, np.newaxis] + np.hstack(batches)[:, :size]
        return np.maximum(w, 0)

    def effective(self, draws: int) -> float:
        """How many independent draws are worth as much: what walks remember of their start never averages out."""
        return 1 / ((1 - FORGOTTEN**2) / draws + FORGOTTEN**2 / WALKS)


def prepared_walks(shape: Polytope) -> Walks:
    """Spread walks over the set until they stand still on average, and find how many steps they need to forget."""
    rng = stream(0, 0, "hit-and-run")
    z = _starts(shape, rng)
    d = shape.dimensions
    origin, widths = np.zeros(d), np.eye(d)
    noise = 5 * math.sqrt(2 / WALKS)
    for stage in range(20):
        middle = z.mean(axis=1)
        axes, sizes, places = np.linalg.svd(z - middle[:, np.newaxis], full_matrices=False)
        origin, widths = origin + widths @ middle, widths @ (axes * sizes / math.sqrt(WALKS))
        z = places * math.sqrt(WALKS)
        rows, bounds = shape.facets @ widths, shape.distances - shape.facets @ origin
        z = _walk(rows, bounds, z, d * d + 20, rng)
        still = np.abs(z.mean(axis=1)).max() < noise and np.abs(z.var(axis=1) - 1).max() < 2 * noise
        if stage >= 3 and still:
            break
    steps = _steps_to_forget(rows, bounds, z, rng)
    z = _walk(rows, bounds, z, steps, rng)
    return Walks(shape.centre + shape.basis @ origin, shape.basis @ widths, rows, bounds, z, steps)


def _starts(shape: Polytope, rng: Generator) -> Floats:
    """Random mixtures of far points of the set, and a little of the ball around its centre, shape (dimensions, walks).

    Without the ball all could lie on one plane, which cannot be made round.
    """
    sides = np.eye(len(shape.centre))
    far = np.array([shape.farthest(direction) for direction in (*sides, *-sides)])
    shares = rng.standard_exponential((len(far), WALKS))
    shares /= shares.sum(axis=0)
    ball = rng.standard_normal((shape.dimensions, WALKS))
    ball *= shape.distances.min() / np.linalg.norm(ball, axis=0)
    starts: Floats = 0.9 * ((far - shape.centre) @ shape.basis).T @ shares + 0.1 * ball
    return starts


def _steps_to_forget(rows: Floats, bounds: Floats, z: Floats, rng: Generator) -> int:
    """After how many steps the slowest direction forgets where it started, by the rate at which it begins to."""
    d = len(z)
    start, now, lag = z, z, 0
    correlation = 1.0
    while correlation > 0.3 and lag < 20 * d * d + 200:
        now, lag = _walk(rows, bounds, now, d, rng), lag + d
        products = (start - start.mean(axis=1, keepdims=True)) * (now - now.mean(axis=1, keepdims=True))
        correlation = float((products.mean(axis=1) / (start.std(axis=1) * now.std(axis=1))).max())
    return math.ceil(lag * math.log(FORGOTTEN) / math.log(min(0.95, max(0.2, correlation))))


def _walk(rows: Floats, bounds: Floats, z: Floats, steps: int, rng: Generator) -> Floats:
    """Where the walks stand after some steps, shape (dimensions, walks)."""
    z = z.copy()
    room = bounds[:, np.newaxis] - rows @ z
    for step in range(1, steps + 1):
        direction = rng.standard_normal(z.shape)
        rates = rows @ direction
        inverse = rates / np.maximum(room, TINY)
        back, ahead = 1 / inverse.min(axis=0), 1 / inverse.max(axis=0)
        length = back + (ahead - back) * rng.random(z.shape[1])
        z += length * direction
        room = bounds[:, np.newaxis] - rows @ z if step % 64 == 0 else room - length * rates
    return z
