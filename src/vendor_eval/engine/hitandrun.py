"""Drawing from sets of weights that are too thin for anything else: random walks inside, many at once.

Hit-and-run (Smith 1984; Tervonen, van Valkenhoef, Basturk and Postmus 2013): from where a walk stands, go to a random
point of the line through it in some direction. Walks are slow in long thin sets, so the set is made round first.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from vendor_eval.engine.arrays import Floats
from vendor_eval.engine.hitandrun_frames import corner_frames, turned_frames, with_length_1
from vendor_eval.engine.hitandrun_memory import FORGOTTEN, sweeps_to_forget
from vendor_eval.engine.hitandrun_sweeps import Inside
from vendor_eval.engine.polytope import Polytope
from vendor_eval.engine.streams import stream

__all__ = ["Walks", "prepared_walks"]

WALKS = 1024  # at once; part of what a seed means
AFRESH = 3  # times the sweeps of a draw, from the waiting places to the first draw of a block
CORNERS = 40  # whose edges are walked along: in most sets the fastest way
TURNED = 24  # random frames, faster in some corners
FEWEST_STAGES, MOST_STAGES = 4, 20
SWEEPS_A_STAGE = 8


@dataclass(frozen=True, slots=True, eq=False)
class Walks:
    """Walks that wait at places spread over the set, to be sent on for every block.

    Weights are ``origin + widths @ z`` for z inside; z has about variance 1 in every direction.

    Parameters
    ----------
    places
        Where the walks wait, shape (dimensions, walks).
    sweeps
        How many sweeps a walk makes from one draw to the next.
    """

    origin: Floats
    widths: Floats
    inside: Inside
    places: Floats
    sweeps: int

    @property
    def name(self) -> str:
        """How the weights are drawn, for a report."""
        return (
            f"hit-and-run, {self.sweeps * len(self.places)} steps a draw after rounding, correlation of a walk's draws "
            f"measured, at most {FORGOTTEN:g}: not quite independent"
        )

    def draw(self, keys: tuple[str, ...], seed: int, block: int, size: int) -> Floats:
        """Weights, shape (criteria, size); one draw of all walks after the other, so one draw is the first of many.

        Before its first draw each block takes its walks so far from the waiting places, in its own directions, that
        what all blocks have in common is gone.
        """
        rng = stream(seed, block, "weight set", *keys)
        z = self.places[:, rng.permutation(WALKS)]
        draws = []
        for batch in range(math.ceil(size / WALKS)):
            z = self.inside.walked(z, self.sweeps if batch else AFRESH * self.sweeps, rng)
            draws.append(self.widths @ z)
        w = self.origin[:, np.newaxis] + np.hstack(draws)[:, :size]
        return np.maximum(w, 0)

    def effective(self, draws: int) -> float:
        """How many independent draws are worth as much, at least: those of one walk are not quite independent."""
        following = max(0.0, 1 - WALKS / draws)
        return draws / (1 + 2 * FORGOTTEN / (1 - FORGOTTEN) * following)


def prepared_walks(shape: Polytope) -> Walks:
    """Spread walks over the set until they stand still on average, and find how many sweeps they need to forget.

    Raises
    ------
    ValueError
        If they cannot forget in reasonable time; see ``sweeps_to_forget``.
    """
    rng = stream(0, 0, "hit-and-run")
    z = _starts(shape, rng)
    d = shape.dimensions
    origin, widths = np.zeros(d), np.eye(d)
    edges = np.zeros((0, d, d))
    noise = 5 * math.sqrt(2 / WALKS)
    for stage in range(MOST_STAGES):
        middle = z.mean(axis=1)
        axes, sizes, places = np.linalg.svd(z - middle[:, np.newaxis], full_matrices=False)
        origin, widths = origin + widths @ middle, widths @ (axes * sizes / math.sqrt(WALKS))
        z = places * math.sqrt(WALKS)
        rows, bounds = shape.facets @ widths, shape.distances - shape.facets @ origin
        if not len(edges):
            edges = widths @ corner_frames(rows, bounds, z[:, :CORNERS], rng)
        along = with_length_1(np.linalg.solve(widths, edges))
        inside = Inside(rows, bounds, np.concatenate([along, turned_frames(d, TURNED, rng)]))
        z = inside.walked(z, SWEEPS_A_STAGE, rng)
        still = np.abs(z.mean(axis=1)).max() < noise and np.abs(z.var(axis=1) - 1).max() < 2 * noise
        if stage + 1 >= FEWEST_STAGES and still:
            break
    sweeps, z = sweeps_to_forget(inside, z, rng)
    return Walks(shape.centre + shape.basis @ origin, shape.basis @ widths, inside, z, sweeps)


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
