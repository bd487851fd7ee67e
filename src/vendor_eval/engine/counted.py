"""What is counted of ranks and first places: by pairs, by sorting, or of the first few ranks alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import TypeVar

import numpy as np

from vendor_eval.engine.arrays import Bools, Floats
from vendor_eval.engine.counting import Counting
from vendor_eval.engine.leads import lead_products, leads
from vendor_eval.engine.orders import ORDERED, Orders, count_orders
from vendor_eval.engine.pairs import compare_pairs
from vendor_eval.engine.places import rank_shares, wins
from vendor_eval.engine.ranks import FEW
from vendor_eval.engine.sorting import sort_places
from vendor_eval.engine.topranks import enough, top_of

__all__ = ["Counted", "count", "only_top"]

Part = TypeVar("Part", Floats, Orders)


@dataclass(frozen=True, slots=True, eq=False)
class Counted:
    """What is counted of the ranks in some draws; the fields are those of a tally."""

    ranks: Floats
    first_weights: Floats
    first_weight_squares: Floats
    pairwise: Floats | None = None
    orders: Orders | None = None

    @classmethod
    def of(cls, parts: Sequence["Counted"]) -> "Counted":
        """What all draws of several parts add up to, in their order."""
        return cls(
            ranks=reduce(add, (part.ranks for part in parts)),
            first_weights=reduce(add, (part.first_weights for part in parts)),
            first_weight_squares=reduce(add, (part.first_weight_squares for part in parts)),
            pairwise=_sum([part.pairwise for part in parts]),
            orders=_sum([part.orders for part in parts]),
        )


def _sum(parts: Sequence[Part | None]) -> Part | None:
    counted = [part for part in parts if part is not None]
    return reduce(add, counted) if len(counted) == len(parts) else None


def only_top(m: int, counting: Counting) -> bool:
    """Whether the first ranks of m vendors can be counted without putting all of them in order."""
    return m > FEW and counting.depth is not None and not counting.pairwise and enough(m, counting.depth)


def count(
    scores: Floats, ranked: Bools | None, weights: Floats, counting: Counting, *, products: bool = False
) -> Counted:
    """Count ranks and first places.

    Parameters
    ----------
    scores
        Bigger is better, shape (vendors, draws).
    ranked
        Whether the vendor has a rank, shape (vendors, draws); None if all have one in all draws.
    weights
        Weights, shape (criteria, draws) or (criteria, 1).
    products
        As for ``acceptability.tally``.
    """
    m, errors = len(scores), counting.weight_errors
    if only_top(m, counting):
        depth = counting.depth or m
        top = top_of(scores, ranked, depth)
        return Counted(top.table(m, depth), *top.leads(m).weights(weights, squares=errors))
    pairwise: Floats | None = None
    if m <= FEW:
        standing, pairwise = compare_pairs(scores, ranked)
    else:
        standing = sort_places(scores if ranked is None else np.where(ranked, scores, -np.inf))
        pairwise = wins(standing) if counting.pairwise else None
    if products and m <= FEW and weights.shape[1] > 1:
        weighed = lead_products(standing, weights, squares=errors)
    else:
        weighed = leads(standing).weights(weights, squares=errors)
    return Counted(
        rank_shares(standing, counting.depth),
        *weighed,
        pairwise if counting.pairwise else None,
        count_orders(standing) if counting.orders and m <= ORDERED else None,
    )
