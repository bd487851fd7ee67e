"""Why a vendor can have no better or no worse rank: sets of rivals of which at least one is always in the way.

Of rivals of which a mixture is always ahead, one is always ahead. If it takes so many rivals to touch all such sets, so
many are always ahead together (implicit hitting sets; the sets are those of Parker and Ryan 1996). Slower than
``rank_ranges``, and every step can be checked by arithmetic.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from vendor_eval.engine.arrays import Floats, Integers
from vendor_eval.engine.exact.margins import Margin, Proof, margin, verify_margin
from vendor_eval.engine.exact.region import Region
from vendor_eval.engine.ranks import TIE

__all__ = ["Cover", "End", "RankProof", "fewest_hitting", "rank_proof", "verify_rank_proof"]

End: TypeAlias = Literal["best", "worst"]


@dataclass(frozen=True, slots=True, eq=False)
class Cover:
    """Rivals of which at least one is in the way whatever the weights.

    Parameters
    ----------
    rivals
        The vendors.
    margin
        Why: their mixture, which is always in the way.
    """

    rivals: tuple[int, ...]
    margin: Margin


@dataclass(frozen=True, slots=True, eq=False)
class RankProof:
    """The best or the worst rank of a vendor, and why there is none beyond.

    Parameters
    ----------
    vendor
        The vendor.
    end
        Which end of its ranks: for the best, rivals are in the way that are ahead; for the worst, those that are not.
    rank
        The rank, from 1.
    weights
        Weights that give it, shape (criteria,).
    covers
        The sets of rivals of which one is in the way.
    """

    vendor: int
    end: End
    rank: int
    weights: Floats
    covers: tuple[Cover, ...]


def rank_proof(vendor: int, low: Floats, high: Floats, region: Region, *, end: End = "best") -> RankProof:
    """The best or the worst rank of a vendor, with a proof.

    Parameters
    ----------
    low, high
        The bounds of the points, shape (vendors, criteria).
    end
        Which end of its ranks.

    Examples
    --------
    >>> from vendor_eval.engine.exact.region import region_of
    >>> from vendor_eval.engine.weights import SimplexWeights
    >>> v = np.array([[100.0, 0], [0, 100], [40, 40]])
    >>> found = rank_proof(2, v, v, region_of(SimplexWeights(("fit", "price"))))
    >>> found.rank, [cover.rivals for cover in found.covers]
    (2, [(0, 1)])
    """
    rivals, differences, above = _wanted(vendor, low, high, end)
    covers: dict[int, Cover] = {}
    in_the_way = 0
    while True:
        left = in_the_way
        while True:  # sets that share no rivals, as long as there are any
            others = np.array([k for k in range(len(rivals)) if not left >> k & 1], dtype=np.intp)
            found = margin(differences[others], region)
            if found.value > above:
                break
            needed = found.proof.mixture > 0
            bits = sum(1 << int(k) for k in others[needed])
            proof = Proof(found.proof.mixture[needed], found.proof.limits)
            reached = Margin(found.value, found.weights, found.most, proof)
            covers[bits] = Cover(tuple(rivals[others[needed]].tolist()), reached)
            left |= bits
        in_the_way = fewest_hitting(list(covers))
        met = differences @ found.weights > above
        if np.count_nonzero(~met) == in_the_way.bit_count():
            rank = 1 + np.count_nonzero(~met if end == "best" else met)
            smallest = [one for bits, one in covers.items() if not any(b & bits == b != bits for b in covers)]
            return RankProof(vendor, end, int(rank), found.weights, tuple(smallest))


def verify_rank_proof(found: RankProof, low: Floats, high: Floats, region: Region) -> bool:
    """Whether a rank is what it says, by arithmetic and counting alone.

    Its weights give it, each set is always in the way, and it takes as many rivals as the rank says to touch all sets.
    """
    rivals, differences, above = _wanted(found.vendor, low, high, found.end)
    met = np.count_nonzero(differences @ found.weights > above)
    missed = len(rivals) - met
    for cover in found.covers:
        rows = differences[np.searchsorted(rivals, cover.rivals)]
        if not verify_margin(cover.margin, rows, region) or cover.margin.most > above + TIE:
            return False
    touching = fewest_hitting([sum(1 << k for k in cover.rivals) for cover in found.covers]).bit_count()
    rank = 1 + (missed if found.end == "best" else met)
    return region.holds(found.weights) and touching == missed and found.rank == rank


def fewest_hitting(sets: Sequence[int]) -> int:
    """The fewest members that touch all sets, none of them empty; sets of members are the bits of whole numbers.

    Branch and bound: one member of the smallest set that is left must be among them, and of sets that share no members
    each needs its own.

    Examples
    --------
    >>> fewest_hitting([0b011, 0b110, 0b1010]) == 0b010
    True
    """
    best = 0
    for one in sets:
        best |= one & -one

    def search(left: list[int], chosen: int) -> None:
        nonlocal best
        if chosen.bit_count() + _apart(left) >= best.bit_count():
            return
        if not left:
            best = chosen
            return
        refused = 0
        bits = _bits(left[0])
        for bit in sorted(bits, key=lambda bit: -sum(1 for one in left if one & bit)):
            rest = [one & ~refused for one in left if not one & bit]
            if all(rest):
                search(sorted(rest, key=int.bit_count), chosen | bit)
            refused |= bit

    search(sorted(sets, key=int.bit_count), 0)
    return best


def _apart(sets: Sequence[int]) -> int:
    """How many sets without common members there are at least, the small ones first."""
    taken = count = 0
    for one in sets:
        if not one & taken:
            taken |= one
            count += 1
    return count


def _bits(members: int) -> list[int]:
    bits = []
    while members:
        bits.append(members & -members)
        members &= members - 1
    return bits


def _wanted(vendor: int, low: Floats, high: Floats, end: End) -> tuple[Integers, Floats, float]:
    """The rivals, the leads wanted of the vendor over them (best) or of them over it, and what each must exceed."""
    rivals = np.delete(np.arange(len(low)), vendor)
    if end == "best":
        return rivals, high[vendor] - low[rivals], -TIE
    return rivals, high[rivals] - low[vendor], TIE
