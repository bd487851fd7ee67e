"""The smallest change of the weights that brings a vendor level with, or ahead of, all of its rivals.

Linear programmes for the sum of changes and for the largest (Wolters and Mareschal 1995; Rios Insua and French 1991),
and the least distance for the length (Lawson and Hanson 1974). The proof is one mixture of the rivals: to catch up with
it alone takes as large a change, and that has a closed form.
"""

from dataclasses import dataclass
from typing import get_args

import numpy as np

from vendor_eval.engine.arrays import Floats
from vendor_eval.engine.exact.margins import ADDED, EXACT, FEW, Margin, Proof, margin
from vendor_eval.engine.exact.nearest import Norm, nearest_to_one, size_of
from vendor_eval.engine.exact.programme import solve
from vendor_eval.engine.exact.region import Region, cleaned
from vendor_eval.engine.ranks import TIE

__all__ = ["Change", "smallest_change", "verify_change"]

CLOSE = 1e-7  # of weights: how far a change may be above what its proof shows


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """The smallest change of weights that does what is asked, or why none does.

    Parameters
    ----------
    norm
        How changes are measured: L1, the sum of all changes; L2, the length; Linf, the largest single change.
    size
        How large it is; infinite if no weights do what is asked.
    weights
        The weights after it, shape (criteria,); where none do what is asked, those that come nearest to it in points.
    proof
        Why no smaller change does, or no change at all.
    """

    norm: Norm
    size: float
    weights: Floats
    proof: Proof

    @property
    def possible(self) -> bool:
        """Whether some change does what is asked."""
        return self.size < np.inf


def smallest_change(
    w: Floats,
    differences: Floats,
    region: Region,
    *,
    norm: Norm = "L1",
    ahead: float = 0.0,
    known: Margin | None = None,
) -> Change:
    """The smallest change of the weights after which a vendor leads each of its rivals by some points.

    Parameters
    ----------
    w
        The weights at present, adding up to 1; they need not be in the region; shape (criteria,).
    differences
        Points of the vendor less those of each rival, shape (rivals, criteria): of one rival to beat it alone, of all
        to be first.
    region
        The weights that are allowed.
    norm
        How changes are measured.
    ahead
        By how many points the vendor has to lead; 0 for level.
    known
        The margin of these differences, if it is known already.

    Examples
    --------
    >>> from vendor_eval.engine.exact.region import region_of
    >>> from vendor_eval.engine.weights import SimplexWeights
    >>> both = region_of(SimplexWeights(("fit", "price")))
    >>> found = smallest_change(np.array([0.8, 0.2]), np.array([[-30.0, 60.0]]), both)
    >>> round(found.size, 6), found.weights.round(6).tolist()
    (0.266667, [0.666667, 0.333333])
    """
    if norm not in get_args(Norm):
        raise ValueError(f"Measure a change by one of {', '.join(get_args(Norm))}, not by {norm!r}.")
    w, differences = np.asarray(w, dtype=np.float64), np.asarray(differences, dtype=np.float64)
    if region.holds(w) and (differences @ w >= ahead).all():
        k = max(1, len(differences))
        return Change(norm, 0.0, w.copy(), Proof(np.full(len(differences), 1 / k), np.zeros(len(region.rows))))
    most = margin(differences, region) if known is None else known
    if most.most < ahead - TIE:
        return Change(norm, np.inf, most.weights, most.proof)
    wanted = differences - min(ahead, most.value)  # weights add up to 1: a lead of some points is one of 0
    if len(wanted) == 1 and not len(region.rows):
        after, proof = nearest_to_one(w, wanted[0], norm), Proof(np.ones(1), np.zeros(0))
    else:
        after, proof = _nearest(w, wanted, region, norm)
    found = Change(norm, size_of(after - w, norm), after, proof)
    if not verify_change(found, w, wanted, region):
        raise ArithmeticError("The smallest change of the weights was not found exactly enough.")
    return found


def verify_change(
    found: Change, w: Floats, differences: Floats, region: Region, *, ahead: float = 0.0, tolerance: float = CLOSE
) -> bool:
    """Whether a change is what it says, by arithmetic and closed forms alone.

    Its weights are allowed and do what is asked, to 1e-7 points, and its proof shows that no change that is smaller by
    more than ``tolerance`` does; or, if it says that none does, that no weights do.
    """
    shares = (found.proof.mixture >= 0).all() and (found.proof.limits >= 0).all()
    if not found.possible:
        return bool(shares) and found.proof.bound(differences, region) < ahead - TIE
    reached = (differences @ found.weights >= ahead - EXACT).all() and region.holds(found.weights)
    same = abs(size_of(found.weights - w, found.norm) - found.size) <= tolerance
    blend = found.proof.per_criterion(differences - ahead, region)
    # Its greatest entry is below 0 by rounding only, as the weights that were found do what is asked.
    blend = blend - min(0.0, float(blend.max()))
    least = size_of(nearest_to_one(w, blend, found.norm) - w, found.norm)
    return bool(shares and reached) and same and found.size <= least + tolerance


def _nearest(w: Floats, wanted: Floats, region: Region, norm: Norm) -> tuple[Floats, Proof]:
    """The nearest weights at which no difference is below 0; rivals that are in the way are added step by step."""
    k = len(wanted)
    chosen = np.argsort(wanted @ w, kind="stable")[:FEW]
    while True:
        after, proof = _SOLVED[norm](w, wanted[chosen], region)
        leads = wanted @ after
        behind = np.setdiff1d(np.flatnonzero(leads < -TIE / 10), chosen)
        if not len(behind):
            break
        chosen = np.union1d(chosen, behind[np.argsort(leads[behind], kind="stable")[:ADDED]])
    mixture = np.zeros(k)
    mixture[chosen] = proof.mixture
    return after, Proof(mixture, proof.limits)


def _least_sum(w: Floats, wanted: Floats, region: Region) -> tuple[Floats, Proof]:
    """What each weight gains and what it loses, added up."""
    n = len(w)
    rows = np.vstack([-_scaled(wanted), region.rows])
    room = np.concatenate([np.zeros(len(wanted)), region.bounds]) - rows @ w
    found = solve(
        np.ones(2 * n),
        np.vstack([np.hstack([rows, -rows]), np.eye(n, 2 * n, n)]),
        np.concatenate([room, w]),
        np.concatenate([np.ones(n), -np.ones(n)])[np.newaxis],
        np.zeros(1),
    )
    return cleaned(w + found.x[:n] - found.x[n:]), _proof(found.multipliers, wanted, region)


def _least_largest(w: Floats, wanted: Floats, region: Region) -> tuple[Floats, Proof]:
    """One bound on all changes, as low as can be."""
    n = len(w)
    rows = np.vstack([-_scaled(wanted), region.rows])
    within = np.vstack([np.eye(n), -np.eye(n)])
    found = solve(
        np.eye(1, n + 1, n)[0],
        np.vstack([np.pad(rows, ((0, 0), (0, 1))), np.column_stack([within, -np.ones(2 * n)])]),
        np.concatenate([np.zeros(len(wanted)), region.bounds, w, -w]),
        np.append(np.ones(n), 0.0)[np.newaxis],
        np.ones(1),
    )
    return cleaned(found.x[:n]), _proof(found.multipliers, wanted, region)


def _least_length(w: Floats, wanted: Floats, region: Region) -> tuple[Floats, Proof]:
    """The least distance within limits, by way of non-negative least squares."""
    from scipy.optimize import nnls  # type: ignore[import-untyped]  # here: slow to load

    n = len(w)
    rows = np.vstack([_scaled(wanted), -region.rows, np.eye(n)])
    short = np.concatenate([np.zeros(len(wanted)), -region.bounds, np.zeros(n)]) - rows @ w
    across = np.linalg.svd(np.ones((1, n)))[2][1:].T  # directions in which weights keep their sum
    u, _ = nnls(np.vstack([(rows @ across).T, short]), np.append(np.zeros(n - 1), 1.0), maxiter=100 * len(rows))
    step = rows.T @ u / (1 - short @ u)
    tight = u > 0
    sharp = across @ np.linalg.lstsq(rows[tight] @ across, short[tight])[0]  # to the digits that what is met allows
    if (rows @ sharp >= short - TIE / 100).all():
        step = sharp
    return cleaned(w + step - step.mean()), _proof(u, wanted, region)


def _scaled(wanted: Floats) -> Floats:
    """Differences of which the greatest is 1 or -1; a rival of the same points is never in the way."""
    return wanted / _largest(wanted)[:, np.newaxis]


def _largest(wanted: Floats) -> Floats:
    largest = np.abs(wanted).max(axis=1)
    return np.where(largest > 0, largest, 1.0)


def _proof(multipliers: Floats, wanted: Floats, region: Region) -> Proof:
    """The mixture and the limits from the multipliers of scaled differences and of limits, which come next."""
    k = len(wanted)
    limits = multipliers[k : k + len(region.rows)]
    mixture = multipliers[:k] / _largest(wanted)
    total = mixture.sum() or 1.0
    return Proof(mixture / total, limits / total)


_SOLVED = {"L1": _least_sum, "L2": _least_length, "Linf": _least_largest}
