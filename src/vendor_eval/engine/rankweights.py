"""Weights that follow from an order of importance alone."""

from collections.abc import Sequence

import numpy as np

from vendor_eval.engine.arrays import Floats

__all__ = ["rank_sum", "reciprocal", "roc", "shared"]


def roc(n: int) -> Floats:
    """Rank-order centroid weights of n places, the most important first.

    ``w_j = (1 / n) (1 / j + .. + 1 / n)``: the mean of all weights that keep the order (Barron and Barrett 1996).

    Examples
    --------
    >>> roc(2).tolist()
    [0.75, 0.25]
    """
    _check(n)
    return np.cumsum(1 / np.arange(n, 0, -1))[::-1] / n


def rank_sum(n: int) -> Floats:
    """Weights of n places that fall by equal steps, ``w_j = 2 (n + 1 - j) / (n (n + 1))`` (Stillwell et al. 1981).

    Examples
    --------
    >>> rank_sum(4).tolist()
    [0.4, 0.3, 0.2, 0.1]
    """
    _check(n)
    return np.arange(n, 0, -1) * 2 / (n * (n + 1))


def reciprocal(n: int) -> Floats:
    """Weights of n places in proportion to 1, 1/2, 1/3, .. (Stillwell et al. 1981).

    Examples
    --------
    >>> reciprocal(4).round(2).tolist()
    [0.48, 0.24, 0.16, 0.12]
    """
    _check(n)
    weights: Floats = 1 / np.arange(1, n + 1)
    weights /= weights.sum()
    return weights


def shared(weights: Floats, sizes: Sequence[int]) -> Floats:
    """The weights of places of which some are shared: each group takes the mean of its places, so the sum stays.

    Parameters
    ----------
    weights
        The weights of the places, shape (places,).
    sizes
        How many share each place, from the most important group to the least.

    Examples
    --------
    >>> shared(rank_sum(4), [1, 2, 1]).tolist()
    [0.4, 0.25, 0.25, 0.1]
    """
    if min(sizes, default=0) < 1 or sum(sizes) != len(weights):
        raise ValueError(f"Groups must hold 1 or more each and {len(weights)} together: {list(sizes)}.")
    starts = np.cumsum([0, *sizes[:-1]])
    return np.repeat(np.add.reduceat(weights, starts) / sizes, sizes)


def _check(n: int) -> None:
    if n < 1:
        raise ValueError(f"An order needs 1 or more places, not {n}.")
