"""The shape of a set of weights that linear limits cut out: what limits it, how thick it is, where its corners are.

Everywhere the weights add up to 1. Limits are ``rows @ w <= bounds``; those on the sign are among them.
"""

from dataclasses import dataclass

import numpy as np

from vendor_eval.engine.arrays import Bools, Floats
from vendor_eval.engine.programmes import minimise

__all__ = ["THIN", "TOUCHING", "Polytope", "conflict", "polytope"]

THIN = 1e-8  # a set no thicker than this to either side is flat
MEETING = 1e-9  # limits that miss each other by less than this meet
ZERO = 1e-13  # of weights: rounding
TOUCHING = 1e-8  # a corner this close to a limit lies on it
ROUNDING = 1e-12  # a corner that lies on a limit is no farther from it
MOST_DIMENSIONS = 11  # above, the corners are too many


@dataclass(frozen=True, slots=True, eq=False)
class Polytope:
    """A set of weights without limits that say nothing, seen from a point well inside.

    Weights are ``centre + basis @ y`` with ``facets @ y <= distances``; facets have length 1.

    Parameters
    ----------
    centre
        A point well inside, shape (criteria,).
    basis
        Orthonormal directions in which the set extends, shape (criteria, dimensions).
    facets, distances
        Limits of which none follows from the others, shapes (facets, dimensions) and (facets,).
    """

    centre: Floats
    basis: Floats
    facets: Floats
    distances: Floats

    @property
    def dimensions(self) -> int:
        """The number of directions in which the weights can move: criteria less 1 less equations."""
        return int(self.basis.shape[1])

    @property
    def simplex_shaped(self) -> bool:
        """Whether the set has one facet more than dimensions, so that its corners mix to each weight in one way."""
        return len(self.facets) == self.dimensions + 1 or not self.dimensions

    def weights(self, y: Floats) -> Floats:
        """Weights of points given by their coordinates, shapes (.., dimensions) and (.., criteria)."""
        w = self.centre + y @ self.basis.T
        w[np.abs(w) < ZERO] = 0
        w[np.abs(w - 1) < ZERO] = 1
        return w

    def vertices(self) -> Floats:
        """The corners, shape (corners, criteria); of a simplex-shaped set, corner i lies opposite to facet i."""
        if not self.dimensions:
            return self.weights(np.zeros((1, 0)))
        if self.simplex_shaped:
            kept = [np.delete(np.arange(len(self.facets)), i) for i in range(len(self.facets))]
            return self.weights(np.array([np.linalg.solve(self.facets[k], self.distances[k]) for k in kept]))
        if self.dimensions > MOST_DIMENSIONS:
            raise ValueError(f"Corners are listed up to {MOST_DIMENSIONS + 1} criteria; these weights have more.")
        return self.weights(self._corners())

    @property
    def sharp(self) -> bool:
        """Whether each corner lies on a limit to the last digits or clearly off it, so that the set can be cut there.

        Not so in a corner that narrows over many powers of ten, as where each of many weights may be a hundred times
        the next: what lies how there is lost in rounding.
        """
        room = self.distances - (self.vertices() - self.centre) @ self.basis @ self.facets.T
        return not ((room > ROUNDING) & (room < TOUCHING)).any()

    def lowest(self, directions: Floats) -> Floats:
        """The least of ``directions @ w`` for each direction by a linear programme, shapes (k, criteria) and (k,)."""
        return np.array([directions[i] @ self.farthest(-directions[i]) for i in range(len(directions))])

    def farthest(self, direction: Floats) -> Floats:
        """A weight that lies farthest in a direction, shape (criteria,)."""
        if not self.dimensions:
            return self.weights(np.zeros(0))
        none = np.zeros((0, self.dimensions))
        return self.weights(minimise(-direction @ self.basis, self.facets, self.distances, none, np.zeros(0)))

    def _corners(self) -> Floats:
        from scipy.spatial import HalfspaceIntersection  # type: ignore[import-untyped]  # here: slow to load

        limits = np.column_stack([self.facets, -self.distances])
        found = np.asarray(HalfspaceIntersection(limits, np.zeros(self.dimensions)).intersections, dtype=np.float64)
        sharp = np.array([self._sharpened(y) for y in found[np.isfinite(found).all(axis=1)]])
        first = np.unique(sharp.round(9) + 0.0, axis=0, return_index=True)[1]
        return sharp[first]

    def _sharpened(self, y: Floats) -> Floats:
        """A corner as the crossing of the facets that it lies on, free of the rounding of the search."""
        on = np.abs(self.distances - self.facets @ y) < TOUCHING
        if np.linalg.matrix_rank(self.facets[on]) < self.dimensions:
            return y
        return np.linalg.lstsq(self.facets[on], self.distances[on])[0].astype(np.float64, copy=False)


def polytope(rows: Floats, bounds: Floats) -> Polytope:
    """The shape that limits cut out of all weights; there must be some (see ``conflict``).

    Parameters
    ----------
    rows, bounds
        The limits, those on the sign among them, shapes (k, criteria) and (k,).
    """
    n = rows.shape[1]
    centre, basis = np.full(n, 1 / n), _across(np.ones((1, n)))
    while True:
        along, room = rows @ basis, bounds - rows @ centre
        y, depth = _deepest(*_in_units(along, room))
        flat = _equations(along, room, max(0.0, -depth) + MEETING) if depth <= THIN else np.zeros(len(rows), np.bool_)
        if not flat.any():
            break
        # To the digits that the equations allow, not those of the search.
        y = y + np.linalg.lstsq(along[flat], room[flat] - along[flat] @ y)[0]
        centre, basis = centre + basis @ y, basis @ _across(along[flat])
    centre = centre + basis @ y
    facets, distances = _in_units(rows @ basis, bounds - rows @ centre)
    kept = _needed(facets, distances)
    return Polytope(centre, basis, facets[kept], distances[kept])


def conflict(rows: Floats, bounds: Floats, signs: int) -> list[int]:
    """Limits that no weights keep together, though they would if any of them were dropped; none if there are weights.

    A deletion filter (Chinneck and Dravnieks 1991): each limit in turn is left out for good if the others conflict
    without it. The last ``signs`` limits are those on the sign, which are never left out.
    """
    n = rows.shape[1]
    centre, basis = np.full(n, 1 / n), _across(np.ones((1, n)))
    rows, bounds = rows @ basis, bounds - rows @ centre

    def clash(which: list[int]) -> bool:
        chosen = [*which, *range(len(rows) - signs, len(rows))]
        empty = (np.linalg.norm(rows[chosen], axis=1) < ZERO) & (bounds[chosen] < -MEETING)
        return bool(empty.any()) or _deepest(*_in_units(rows[chosen], bounds[chosen]))[1] < -MEETING

    left = list(range(len(rows) - signs))
    if not clash(left):
        return []
    for i in list(left):
        without = [k for k in left if k != i]
        if clash(without):
            left = without
    return left


def _across(equations: Floats) -> Floats:
    """Orthonormal directions in which no equation changes, shape (variables, directions)."""
    if not len(equations):
        return np.eye(equations.shape[1])
    _, sizes, directions = np.linalg.svd(equations)
    rank = int((sizes > TOUCHING * max(1.0, float(sizes.max(initial=0)))).sum())
    return directions[rank:].T


def _in_units(rows: Floats, bounds: Floats) -> tuple[Floats, Floats]:
    """Limits scaled to length 1; those that no direction changes are left out."""
    lengths = np.linalg.norm(rows, axis=1)
    kept = lengths > ZERO
    return rows[kept] / lengths[kept, np.newaxis], bounds[kept] / lengths[kept]


def _deepest(rows: Floats, bounds: Floats) -> tuple[Floats, float]:
    """The point farthest from every limit, and how far it is; below 0 if the limits conflict (Chebyshev centre)."""
    d = rows.shape[1]
    if not d or not len(rows):
        return np.zeros(d), 1.0
    with_depth = np.vstack([np.column_stack([rows, np.ones(len(rows))]), np.eye(1, d + 1, d)])
    none = np.zeros((0, d + 1))
    found = minimise(-np.eye(1, d + 1, d)[0], with_depth, np.append(bounds, 1.0), none, np.zeros(0))
    return found[:d], float(found[d])


def _equations(rows: Floats, bounds: Floats, slack: float) -> Bools:
    """Which limits leave no room between them and others, so that they hold with equality."""
    lengths = np.maximum(np.linalg.norm(rows, axis=1), ZERO)
    units, distances = _in_units(rows, bounds)
    none = np.zeros((0, rows.shape[1]))
    flat = np.zeros(len(rows), dtype=np.bool_)
    for i in np.flatnonzero(lengths > ZERO):
        y = minimise(rows[i] / lengths[i], units, distances + slack, none, np.zeros(0))
        flat[i] = (bounds[i] - rows[i] @ y) / lengths[i] <= 10 * THIN
    return flat


def _needed(facets: Floats, distances: Floats) -> list[int]:
    """The limits that do not follow from the others, each shape once."""
    d = facets.shape[1]
    if not d:
        return []
    nearest = np.argsort(distances, kind="stable")
    left: list[int] = []
    for i in nearest:
        if not any(np.abs(facets[i] - facets[k]).max() < ZERO * 100 for k in left):
            left.append(int(i))
    none = np.zeros((0, d))
    for i in sorted(left, reverse=True):
        others = [k for k in left if k != i]
        rows = np.vstack([facets[others], facets[i]])
        far = minimise(-facets[i], rows, np.append(distances[others], distances[i] + 1), none, np.zeros(0))
        if facets[i] @ far <= distances[i] + MEETING:
            left = others
    return sorted(left)
