"""Whole rankings, and how often each occurs."""

from dataclasses import dataclass

import numpy as np

from vendor_eval.engine.arrays import Floats, Integers
from vendor_eval.engine.places import Places
from vendor_eval.engine.scratch import scratch

__all__ = ["ORDERED", "Orders", "count_orders"]

ORDERED = 7  # vendors, at most: 5,040 rankings without ties; of more, too few draws fall on each


@dataclass(frozen=True, slots=True, eq=False)
class Orders:
    """How many draws give each ranking of all vendors, ties and vendors without a rank included.

    Parameters
    ----------
    codes
        The rankings that occurred, rising: the places of all vendors as the digits of one number; shape (rankings,).
    counts
        Draws with the ranking, shape (rankings,).
    """

    codes: Integers
    counts: Integers

    def __add__(self, other: "Orders") -> "Orders":
        """The rankings of both sets of draws."""
        codes, place = np.unique(np.concatenate([self.codes, other.codes]), return_inverse=True)
        counts = np.zeros(len(codes), dtype=np.int64)
        counts[place[: len(self.codes)]] = self.counts
        counts[place[len(self.codes) :]] += other.counts
        return Orders(codes, counts)

    @property
    def chances(self) -> Floats:
        """The share of draws of each ranking that occurred, shape (rankings,)."""
        return np.asarray(self.counts / self.counts.sum())


def count_orders(standing: Places) -> Orders:
    """Count the rankings of at most ``ORDERED`` vendors."""
    m, draws = standing.place.shape
    kind = np.min_scalar_type((m + 1) ** m).type
    codes, digit = scratch("codes", (draws,), kind), scratch("digit", (draws,), kind)
    codes.fill(0)
    for place in standing.place:
        np.copyto(digit, place)
        codes *= kind(m + 1)
        codes += digit
    if (m + 1) ** m <= draws:
        counts = np.bincount(codes)
        found = np.flatnonzero(counts)
        return Orders(found, counts[found])
    found, counts = np.unique(codes, return_counts=True)
    return Orders(found.astype(np.int64), counts)
