"""How far two rankings of the same vendors agree."""

import math

import numpy as np

from vendor_eval.engine.arrays import Floats

__all__ = ["first_overlap", "kendall", "mean_ranks", "spearman", "weighted_spearman", "ws"]


def mean_ranks(ranks: Floats) -> Floats:
    """Ranks in which level vendors share the mean of their places, whatever ranks they shared before.

    Parameters
    ----------
    ranks
        Ranks from 1, smaller is better, level vendors alike, shape (vendors,): dense (1, 1, 2) as well as those of
        sports (1, 1, 3).

    Examples
    --------
    >>> mean_ranks(np.array([1.0, 1.0, 3.0]))
    array([1.5, 1.5, 3. ])
    """
    _, group, sizes = np.unique(ranks, return_inverse=True, return_counts=True)
    last = np.cumsum(sizes)
    means: Floats = (last - (sizes - 1) / 2)[group]
    return means


def kendall(one: Floats, other: Floats) -> float:
    """Kendall's tau-b: pairs of vendors in the same order less pairs in the opposite, corrected for ties.

    tau_b = (P - Q) / sqrt((n0 - n1) (n0 - n2)) with n0 pairs, n1 of them level in one and n2 level in the other
    (Kendall, 1945). From -1, the reverse, to 1, the same; missing where a ranking puts all level.

    Parameters
    ----------
    one, other
        Ranks, smaller is better, shape (vendors,).

    Examples
    --------
    >>> kendall(np.array([1.0, 2, 3, 4, 5]), np.array([2.0, 1, 3, 5, 4]))
    0.6
    """
    one, other = _checked(one, other)
    balance = ordered_one = ordered_other = 0
    for i in range(1, len(one)):  # vendor by vendor, so that memory stays flat
        ours, theirs = np.sign(one[:i] - one[i]), np.sign(other[:i] - other[i])
        balance += int(np.dot(ours, theirs))
        ordered_one += int(np.count_nonzero(ours))
        ordered_other += int(np.count_nonzero(theirs))
    if not ordered_one or not ordered_other:
        return math.nan
    # One root of the product, not two roots: so that a ranking agrees with itself to the last bit.
    return balance / math.sqrt(ordered_one * ordered_other)


def spearman(one: Floats, other: Floats) -> float:
    """Spearman's rho: how far the differences of ranks go together, from -1 to 1 (Spearman, 1904).

    The correlation of mean ranks; missing where a ranking puts all level.

    Examples
    --------
    >>> round(spearman(np.array([1.0, 2, 3, 4, 5]), np.array([2.0, 1, 3, 5, 4])), 12)
    0.8
    """
    one, other = (mean_ranks(each) - (len(each) + 1) / 2 for each in _checked(one, other))
    scale = float(np.dot(one, one)) * float(np.dot(other, other))
    return float(np.dot(one, other)) / math.sqrt(scale) if scale else math.nan


def weighted_spearman(one: Floats, other: Floats) -> float:
    """Weighted rank correlation r_w: like Spearman's rho, but differences near the top count more.

    r_w = 1 - 6 sum (a - b)^2 ((n - a + 1) + (n - b + 1)) / (n^4 + n^3 - n^2 - n) (Pinto da Costa and Soares, 2005),
    with mean ranks; from -1 to 1. Missing for fewer than two vendors.

    Examples
    --------
    >>> ranks = np.array([1.0, 2, 3, 4, 5])
    >>> top, bottom = np.array([2.0, 1, 3, 4, 5]), np.array([1.0, 2, 3, 5, 4])
    >>> round(weighted_spearman(ranks, top), 12), round(weighted_spearman(ranks, bottom), 12)
    (0.85, 0.95)
    """
    a, b = (mean_ranks(each) for each in _checked(one, other))
    n = len(a)
    if n < 2:
        return math.nan
    return float(1 - 6 * np.dot((a - b) ** 2, 2 * (n + 1) - a - b) / (n**4 + n**3 - n**2 - n))


def ws(reference: Floats, other: Floats) -> float:
    """Rank similarity WS: how well a ranking keeps the top of a reference; not the same both ways.

    WS = 1 - sum 2^-a |a - b| / max(|a - 1|, |a - n|), a the reference's ranks (Salabun and Urbaniak, 2020), with mean
    ranks; from about 0 to 1. Missing for fewer than two vendors.

    Examples
    --------
    >>> one, other = np.array([1.0, 2, 3, 4, 5]), np.array([3.0, 1, 2, 5, 4])
    >>> round(ws(one, other), 4), round(ws(other, one), 4)
    (0.5755, 0.638)
    """
    a, b = (mean_ranks(each) for each in _checked(reference, other))
    if len(a) < 2:
        return math.nan
    return float(1 - np.sum(2.0**-a * np.abs(a - b) / np.maximum(np.abs(a - 1), np.abs(a - len(a)))))


def first_overlap(one: Floats, other: Floats) -> float:
    """How far two rankings put the same vendors first: 1 the same, 0 none in common.

    Vendors first in both, as a share of those first in either (Jaccard, 1901).

    Examples
    --------
    >>> first_overlap(np.array([1.0, 1, 3]), np.array([1.0, 2, 3]))
    0.5
    """
    one, other = _checked(one, other)
    ours, theirs = one == one.min(initial=np.inf), other == other.min(initial=np.inf)
    either = np.count_nonzero(ours | theirs)
    return float(np.count_nonzero(ours & theirs) / either) if either else math.nan


def _checked(one: Floats, other: Floats) -> tuple[Floats, Floats]:
    one, other = np.asarray(one, dtype=np.float64), np.asarray(other, dtype=np.float64)
    if one.ndim != 1 or one.shape != other.shape:
        raise ValueError(f"Two rankings must be of the same vendors: shapes {one.shape} and {other.shape}.")
    if not (np.isfinite(one).all() and np.isfinite(other).all()):
        raise ValueError("A ranking to be compared must have a rank for every vendor.")
    return one, other
