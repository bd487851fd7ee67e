"""Counting over draws: how often each vendor takes each rank, and with which weights it is first."""

from dataclasses import dataclass

import numpy as np

from vendor_eval.engine.arrays import Bools, Floats
from vendor_eval.engine.ranks import Places, places, rank_shares, wins

__all__ = ["Tally", "tally"]


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """What some draws add up to; tallies of several blocks are added in the order of the blocks.

    Rank acceptability, pairwise winning indices and central weights are those of SMAA-2 (Lahdelma and Salminen 2001).

    Parameters
    ----------
    draws
        The number of draws.
    ranks
        Draws in which the vendor (row) takes the rank (column), ties shared; shape (vendors, ranks).
    no_rank
        Draws in which the vendor has no rank, shape (vendors,).
    pairwise
        Draws in which the vendor (row) is ahead of the other (column), ties half each; shape (vendors, vendors).
    nobody
        Draws in which no vendor has a rank.
    first_weights
        Sum of the weights over the draws in which the vendor is first, ties shared; shape (criteria, vendors).
    value_sums, value_square_sums
        Sum of the overall value and of its square over all draws, those without a rank included; shape (vendors,).
    """

    draws: int
    ranks: Floats
    no_rank: Floats
    pairwise: Floats
    nobody: int
    first_weights: Floats
    value_sums: Floats
    value_square_sums: Floats

    def __add__(self, other: "Tally") -> "Tally":
        """The tally of both sets of draws."""
        return Tally(
            draws=self.draws + other.draws,
            ranks=self.ranks + other.ranks,
            no_rank=self.no_rank + other.no_rank,
            pairwise=self.pairwise + other.pairwise,
            nobody=self.nobody + other.nobody,
            first_weights=self.first_weights + other.first_weights,
            value_sums=self.value_sums + other.value_sums,
            value_square_sums=self.value_square_sums + other.value_square_sums,
        )

    @property
    def sufficient(self) -> Floats:
        """Draws in which the vendor has a rank, shape (vendors,)."""
        return self.draws - self.no_rank

    @property
    def central_weights(self) -> Floats:
        """Mean weights of the draws in which the vendor is first, shape (vendors, criteria); missing if it never is."""
        first = self.ranks[:, :1]
        return np.divide(self.first_weights.T, first, out=np.full_like(self.first_weights.T, np.nan), where=first > 0)


def tally(totals: Floats, sufficient: Bools, weights: Floats) -> Tally:
    """Count one block of draws.

    Parameters
    ----------
    totals
        Overall values, shape (vendors, draws).
    sufficient
        Whether the vendor has a rank in the draw, shape (vendors, draws).
    weights
        Weights, shape (criteria, draws) or (criteria, 1).
    """
    if totals.shape != sufficient.shape or weights.shape[1] not in {1, totals.shape[1]}:
        raise ValueError(f"Totals {totals.shape}, {sufficient.shape} and weights {weights.shape} do not fit together.")
    standing = places(totals if sufficient.all() else np.where(sufficient, totals, -np.inf))
    ranks, no_rank = rank_shares(standing)
    return Tally(
        draws=totals.shape[1],
        ranks=ranks,
        no_rank=no_rank,
        pairwise=wins(standing),
        nobody=int(totals.shape[1] - np.count_nonzero(sufficient.any(axis=0))),
        first_weights=_first_weights(standing, ranks[:, 0], weights),
        value_sums=totals.sum(axis=1),
        value_square_sums=np.square(totals).sum(axis=1),
    )


def _first_weights(standing: Places, firsts: Floats, weights: Floats) -> Floats:
    """Sum of the weights over the draws in which each vendor is first, shape (criteria, vendors).

    Sums of rows, not a matrix product, so that the order of vendors and criteria changes no bit.
    """
    if weights.shape[1] == 1:
        return weights * firsts
    sums = np.empty((len(weights), len(firsts)))
    for i, (place, size) in enumerate(zip(standing.place, standing.size, strict=True)):
        leads = np.flatnonzero(place == 0)
        led = weights.take(leads, axis=1)
        shared = size[leads]
        if (shared > 1).any():
            led /= shared
        sums[:, i] = led.sum(axis=1)
    return sums
