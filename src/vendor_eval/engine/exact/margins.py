"""How far a vendor can be ahead of its closest rival with the weights that suit it best, with a proof either way.

``max over w of min over k of w @ d_k`` (Hazen 1986; Athanassopoulos and Podinovski 1997). If it is below 0, no weights
put the vendor first, and the proof is a mixture of rivals that has more points whatever the weights.
"""

from dataclasses import dataclass

import numpy as np

from vendor_eval.engine.arrays import Floats
from vendor_eval.engine.exact.programme import solve
from vendor_eval.engine.exact.region import Region, cleaned
from vendor_eval.engine.ranks import TIE

__all__ = ["ADDED", "EXACT", "FEW", "Margin", "Proof", "margin", "verify_margin"]

EXACT = 1e-7  # points: how far the two sides of a linear programme may be apart
FEW = 64  # rivals: with more, those that matter are found step by step
ADDED = 12  # rivals a step


@dataclass(frozen=True, slots=True, eq=False)
class Proof:
    """Why no weights do better: how to mix the rivals, and how much the limits matter.

    Every weighted sum ``w @ d`` of a mixture d of differences is at most the greatest entry of
    ``d - limits @ (rows - bounds)``, since weights add up to 1 and keep the limits. Where no limit matters, that says:
    a blend of the rivals has at least so many points more on each single criterion.

    Parameters
    ----------
    mixture
        The share of each rival, none negative, adding up to 1, or all 0 where the limits alone are the reason; shape
        (rivals,).
    limits
        How much each limit of the region counts, none negative; shape (limits,).
    """

    mixture: Floats
    limits: Floats

    def per_criterion(self, differences: Floats, region: Region) -> Floats:
        """What the weight of each criterion brings at most, shape (criteria,)."""
        blend: Floats = self.mixture @ differences - self.limits @ (region.rows - region.bounds[:, np.newaxis])
        return blend

    def bound(self, differences: Floats, region: Region) -> float:
        """What ``min over k of w @ d_k`` cannot exceed, whatever the weights."""
        return float(self.per_criterion(differences, region).max())

    @property
    def whatever_weights(self) -> bool:
        """Whether the proof needs none of the limits, so that it holds for all weights."""
        return not self.limits.any()


@dataclass(frozen=True, slots=True, eq=False)
class Margin:
    """By how many points a vendor is ahead of its closest rival where the weights suit it best.

    Parameters
    ----------
    value
        In points, below 0 if it is behind everywhere; infinite without rivals.
    weights
        Where it is so far ahead, shape (criteria,).
    most
        What the proof shows it never exceeds: the value, but for rounding.
    proof
        Why it is never farther ahead.
    """

    value: float
    weights: Floats
    most: float
    proof: Proof

    @property
    def possible(self) -> bool:
        """Whether some weights leave no rival ahead; if not, that is proven."""
        return self.most >= -TIE

    @property
    def alone(self) -> bool:
        """Whether some weights leave all rivals behind; if so, ``weights`` do."""
        return self.value > TIE


def margin(differences: Floats, region: Region) -> Margin:
    """The most by which a vendor can be ahead of its closest rival, with a proof that is checked before it is returned.

    Parameters
    ----------
    differences
        Points of the vendor less those of each rival, shape (rivals, criteria).

    Examples
    --------
    >>> from vendor_eval.engine.exact.region import region_of
    >>> from vendor_eval.engine.weights import SimplexWeights
    >>> both = region_of(SimplexWeights(("fit", "price")))
    >>> found = margin(np.array([[-60.0, 40.0], [40.0, -60.0]]), both)
    >>> round(found.value, 9), found.proof.mixture.tolist()
    (-10.0, [0.5, 0.5])
    """
    differences = np.asarray(differences, dtype=np.float64)
    k, n = differences.shape
    if not k:
        return Margin(np.inf, region.lowest(np.zeros(n)), np.inf, Proof(np.zeros(0), np.zeros(len(region.rows))))
    chosen = np.arange(k) if k <= FEW else np.argsort(differences.mean(axis=1), kind="stable")[:ADDED]
    while True:
        w, proof = _solved(differences[chosen], region)
        leads = differences @ w
        behind = np.setdiff1d(np.flatnonzero(leads < leads[chosen].min() - TIE / 10), chosen)
        if not len(behind):
            break
        chosen = np.union1d(chosen, behind[np.argsort(leads[behind], kind="stable")[:ADDED]])
    mixture = np.zeros(k)
    mixture[chosen] = proof.mixture
    proof = Proof(mixture, proof.limits)
    found = Margin(float(leads.min()), w, proof.bound(differences, region), proof)
    if not verify_margin(found, differences, region):
        raise ArithmeticError("A linear programme was not solved exactly enough: its two sides are apart.")
    return found


def verify_margin(found: Margin, differences: Floats, region: Region, tolerance: float = EXACT) -> bool:
    """Whether a margin is what it says, by arithmetic alone.

    Its weights are possible and reach it, and its proof shows that no weights reach ``tolerance`` points more.
    """
    proof = found.proof
    if not len(differences):
        return found.value == found.most == np.inf
    shares = (proof.mixture >= 0).all() and abs(proof.mixture.sum() - 1) <= tolerance and (proof.limits >= 0).all()
    return (
        bool(shares)
        and region.holds(found.weights)
        and abs(float((differences @ found.weights).min()) - found.value) <= TIE
        and abs(proof.bound(differences, region) - found.most) <= TIE
        and found.most <= found.value + tolerance
    )


def _solved(differences: Floats, region: Region) -> tuple[Floats, Proof]:
    """The linear programme: raise t as long as no difference is below it; its multipliers mix the rivals."""
    k, n = differences.shape
    scale = float(np.abs(differences).max()) or 1.0
    optimum = solve(
        np.append(np.zeros(n), -1.0),
        np.vstack([np.column_stack([-differences / scale, np.ones(k)]), np.pad(region.rows, ((0, 0), (0, 1)))]),
        np.append(np.zeros(k), region.bounds),
        np.append(np.ones(n), 0.0)[np.newaxis],
        np.ones(1),
        free=1,
    )
    total = optimum.multipliers[:k].sum()
    proof = Proof(optimum.multipliers[:k] / total, optimum.multipliers[k:] * scale / total)
    return cleaned(optimum.x[:n]), proof
