"""Who can be first at all: weights that put a vendor first, or a proof that none do."""

from collections.abc import Iterable

import numpy as np

from vendor_eval.engine.arrays import Floats
from vendor_eval.engine.exact.margins import Margin, Proof, margin
from vendor_eval.engine.exact.region import Region

__all__ = ["can_be_first", "greatest_lead", "rivals_of"]


def can_be_first(
    low: Floats, high: Floats, region: Region, *, vendors: Iterable[int] | None = None
) -> dict[int, Margin]:
    """How far each vendor can be ahead of all others, at its upper points and their lower ones.

    Parameters
    ----------
    low, high
        The bounds of the points, equal where they are known exactly; shape (vendors, criteria).
    vendors
        Whom to ask about; all if left out.

    Returns
    -------
    By vendor. In the mixture of a proof, shape (vendors,), the vendor itself counts nothing.

    Examples
    --------
    >>> from vendor_eval.engine.exact.region import region_of
    >>> from vendor_eval.engine.weights import SimplexWeights
    >>> v = np.array([[100.0, 0], [0, 100], [40, 40]])
    >>> found = can_be_first(v, v, region_of(SimplexWeights(("fit", "price"))))
    >>> {i: (one.possible, round(one.value, 6)) for i, one in found.items()}
    {0: (True, 60.0), 1: (True, 60.0), 2: (False, -10.0)}
    >>> found[2].proof.mixture.round(6).tolist()
    [0.5, 0.5, 0.0]
    """
    return {i: _of(i, low, high, region) for i in (range(len(low)) if vendors is None else vendors)}


def greatest_lead(vendor: int, rival: int, low: Floats, high: Floats, region: Region) -> Margin:
    """The most by which a vendor can be ahead of one other, with weights that give it and its proof.

    If it is below 0, that is why the rival is ahead whatever holds.

    Parameters
    ----------
    low, high
        The bounds of the points, shape (vendors, criteria).
    """
    return margin((high[vendor] - low[rival])[np.newaxis], region)


def rivals_of(vendor: int, low: Floats, high: Floats) -> Floats:
    """The upper points of a vendor less the lower ones of each other, shape (vendors - 1, criteria)."""
    return np.asarray(high[vendor] - np.delete(low, vendor, axis=0))


def _of(vendor: int, low: Floats, high: Floats, region: Region) -> Margin:
    found = margin(rivals_of(vendor, low, high), region)
    return Margin(
        found.value,
        found.weights,
        found.most,
        Proof(np.insert(found.proof.mixture, vendor, 0.0), found.proof.limits),
    )
