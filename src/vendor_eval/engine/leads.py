"""Who is first in which draws, and with which weights: what central weights are made of."""

from dataclasses import dataclass

import numpy as np

from vendor_eval.engine.arrays import Floats, Integers
from vendor_eval.engine.places import Places
from vendor_eval.engine.scratch import scratch

__all__ = ["Leads", "lead_products", "leads"]

MULTIPLIED_AT_ONCE = 1 << 16  # weights, or shares: so that these and squares stay in the cache


@dataclass(frozen=True, slots=True, eq=False)
class Leads:
    """The draws in which vendors are first, one vendor after the other.

    Parameters
    ----------
    numbers
        In how many draws each vendor is first, shape (vendors,).
    draws
        The numbers of these draws, rising for each vendor, shape (leads,).
    shares
        The vendor's part of the first place in each of these draws, shape (leads,); None if it never shares.
    """

    numbers: Integers
    draws: Integers
    shares: Floats | None

    def weights(self, weights: Floats, *, squares: bool = True) -> tuple[Floats, Floats]:
        """Sums of the weights, and of their squares, over the draws in which each vendor is first.

        Each is the sum of a row in the order of the draws: no bit depends on who else is there, on the order of
        vendors and criteria, or on the threads of the library for linear algebra.

        Parameters
        ----------
        weights
            Weights, shape (criteria, draws) or (criteria, 1).
        squares
            Whether squares are added up; they are missing if not.

        Returns
        -------
        Two arrays of shape (criteria, vendors).
        """
        sums = np.zeros((len(weights), len(self.numbers)))
        square_sums = np.full_like(sums, 0.0 if squares else np.nan)
        vendors = np.flatnonzero(self.numbers)
        if not vendors.size:
            return sums, square_sums
        starts = (np.cumsum(self.numbers) - self.numbers)[vendors]
        if weights.shape[1] == 1:
            ones = np.ones(len(self.draws)) if self.shares is None else self.shares
            firsts = np.add.reduceat(ones, starts)
            sums[:, vendors] = weights * firsts
            if squares:
                square_sums[:, vendors] = weights**2 * firsts
            return sums, square_sums
        led = scratch("led", self.draws.shape, np.float64)
        part = led if self.shares is None else scratch("part", self.draws.shape, np.float64)
        for j, weight in enumerate(weights):
            weight.take(self.draws, out=led, mode="clip")  # any other mode goes through one more copy
            if self.shares is not None:
                np.multiply(led, self.shares, out=part)
            sums[j, vendors] = np.add.reduceat(part, starts)
            if squares:
                np.multiply(led, part, out=part)
                square_sums[j, vendors] = np.add.reduceat(part, starts)
        return sums, square_sums


def leads(standing: Places) -> Leads:
    """The draws in which vendors are first, from their places."""
    first = np.equal(standing.place, 0, out=scratch("first", standing.place.shape, np.bool_))
    found = [np.flatnonzero(row) for row in first]
    shares = None
    if standing.size is not None:
        shares = 1 / np.concatenate([size[draws] for size, draws in zip(standing.size, found, strict=True)])
    return Leads(np.array([len(draws) for draws in found]), np.concatenate(found), shares)


def lead_products(standing: Places, weights: Floats, *, squares: bool = True) -> tuple[Floats, Floats]:
    """What ``Leads.weights`` tells, by matrix products: faster, but not to the last bit.

    Sums over the draws then run in an order that depends on the numbers of vendors and criteria, on the machine and on
    the threads of its library for linear algebra; they differ by rounding, some 1e-16 of the sum.

    Parameters
    ----------
    weights
        Weights, shape (criteria, draws).
    squares
        Whether squares are added up; they are missing if not.
    """
    (n, draws), m = weights.shape, len(standing.place)
    sums = np.zeros((n, m))
    square_sums = np.zeros((n, m)) if squares else np.full((n, m), np.nan)
    step = max(MULTIPLIED_AT_ONCE // max(n, m), 1)
    shares = scratch("share", (m, min(draws, step)), np.float64)
    for start in range(0, draws, step):
        some, place = weights[:, start : start + step], standing.place[:, start : start + step]
        share = shares[:, : some.shape[1]]
        np.equal(place, 0, out=share, casting="unsafe")  # 1 where it is first
        if standing.size is not None:
            share /= standing.size[:, start : start + step]
        sums += some @ share.T
        if squares:
            square_sums += np.square(some, out=scratch("squared", some.shape, np.float64)) @ share.T
    return sums, square_sums
