"""What rank acceptabilities add up to: expected ranks, holistic acceptabilities, entropies, and their errors."""

from collections.abc import Sequence
from typing import Literal, TypeAlias, get_args

import numpy as np

from vendor_eval.engine.arrays import Floats

__all__ = [
    "RankWeights",
    "entropy",
    "entropy_errors",
    "mean_errors",
    "rank_weights",
    "replicate_covariance",
    "replicate_errors",
    "share_covariance",
    "share_errors",
]

RankWeights: TypeAlias = Literal["centroid", "linear", "inverse"]

ROUNDING = 1e-12  # a variance below this part of the mean square is the rounding of sums, not a variance


def share_errors(shares: Floats, draws: int) -> Floats:
    """Standard errors of shares of independent draws, sqrt(p (1 - p) / draws).

    Where level vendors share, a draw counts by a fraction; then this is an upper limit.

    Examples
    --------
    >>> share_errors(np.array([0.5, 1.0]), 10_000).tolist()
    [0.005, 0.0]
    """
    return np.sqrt(np.clip(shares * (1 - shares), 0, None) / draws)


def share_covariance(shares: Floats, draws: int) -> Floats:
    """Covariances of shares of independent draws of which each draw counts for one at most, shape (shares, shares).

    (p_i (i = k) - p_i p_k) / draws, as of a multinomial distribution. Where level vendors share, a draw counts by a
    fraction for several; then the variance of every sum and difference of shares is an upper limit.

    Examples
    --------
    >>> share_covariance(np.array([0.5, 0.2]), 100).round(6).tolist()
    [[0.0025, -0.001], [-0.001, 0.0016]]
    """
    return np.asarray((np.diag(shares) - np.outer(shares, shares)) / draws)


def mean_errors(means: Floats, squares: Floats, draws: Floats | int) -> Floats:
    """Standard errors of means of independent draws; missing for fewer than two.

    Parameters
    ----------
    means, squares
        Mean of the draws and of their squares.
    draws
        How many draws each mean is of.

    Examples
    --------
    >>> mean_errors(np.array([2.0]), np.array([(1 + 4 + 9) / 3]), 3).round(6).tolist()  # of 1, 2, 3
    [0.57735]
    """
    means, squares, number = np.broadcast_arrays(means, squares, np.asarray(draws, dtype=np.float64))
    variances = squares - means**2
    variances = np.where(variances > ROUNDING * squares, variances, 0.0)
    errors = np.full(means.shape, np.nan)
    some = number > 1
    errors[some] = np.sqrt(variances[some] / (number[some] - 1))
    errors[np.isnan(means)] = np.nan
    return errors


def rank_weights(kind: RankWeights, ranks: int) -> Floats:
    """What each rank counts in holistic acceptability: 1 for the first, less for every later one, shape (ranks,).

    Those of Lahdelma and Salminen (2001), divided by the weight of the first rank: ``centroid`` sum over k from r to m
    of 1/k; ``linear`` m - r, so that the last counts nothing; ``inverse`` 1/r.

    Examples
    --------
    >>> rank_weights("centroid", 3).round(4).tolist()
    [1.0, 0.4545, 0.1818]
    >>> rank_weights("linear", 3).tolist(), rank_weights("inverse", 4).tolist()
    ([1.0, 0.5, 0.0], [1.0, 0.5, 0.3333333333333333, 0.25])
    """
    if kind not in get_args(RankWeights):
        raise ValueError(f"Rank weights must be one of {', '.join(get_args(RankWeights))}, not {kind!r}.")
    one_over = 1 / np.arange(1.0, ranks + 1)
    if kind == "inverse":
        return one_over
    if kind == "linear":
        return np.linspace(1.0, 0.0, ranks) if ranks > 1 else np.ones(ranks)
    centroid = np.cumsum(one_over[::-1])[::-1]
    return np.asarray(centroid / centroid[0])


def entropy(chances: Floats) -> Floats:
    """How open an outcome is, in bits: 0 if it is certain, 1 for an even chance of two, log2 k for k alike.

    H = - sum over outcomes of p log2 p (Shannon 1948), along the last axis.

    Examples
    --------
    >>> entropy(np.array([[0.5, 0.5, 0.0], [1.0, 0.0, 0.0]])).tolist()
    [1.0, 0.0]
    """
    return np.asarray(np.sum(chances * _surprise(chances), axis=-1))


def entropy_errors(chances: Floats, draws: int) -> Floats:
    """Standard errors of entropies, in bits, whose chances were counted in independent draws.

    By the delta method to the second order (Harris 1975): the variance of ``H`` is (sum p log2(p)^2 - H^2) / draws
    + (k - 1) / (2 draws^2 ln(2)^2) for k outcomes that occurred. The first term is 0 where all are alike.
    """
    surprise = _surprise(chances)
    first = np.clip(np.sum(chances * surprise**2, axis=-1) - entropy(chances) ** 2, 0, None)
    spare = np.count_nonzero(chances > 0, axis=-1) - 1
    return np.asarray(np.sqrt(first / draws + np.clip(spare, 0, None) / 2 / (draws * np.log(2)) ** 2))


def _surprise(chances: Floats) -> Floats:
    """- log2 p, and 0 for what never occurs."""
    return -np.log2(chances, out=np.zeros_like(chances), where=chances > 0) + 0.0


def replicate_errors(figures: Sequence[Floats]) -> Floats:
    """Standard errors of the mean of independent replicates of the same figures, as scrambled Sobol points give them.

    Parameters
    ----------
    figures
        The figures of each replicate, two or more, all of one shape.

    Examples
    --------
    >>> replicate_errors([np.array([0.4]), np.array([0.6])]).round(6).tolist()
    [0.1]
    """
    if len(figures) < 2:
        raise ValueError(f"Standard errors need two or more replicates, not {len(figures)}.")
    return np.asarray(np.std(np.stack(figures), axis=0, ddof=1) / np.sqrt(len(figures)))


def replicate_covariance(figures: Sequence[Floats]) -> Floats:
    """Covariances of the mean of independent replicates of the same figures, shape (figures, figures).

    Parameters
    ----------
    figures
        The figures of each replicate, two or more, each of shape (figures,).

    Examples
    --------
    >>> replicate_covariance([np.array([0.4, 0.6]), np.array([0.6, 0.4])]).round(6).tolist()
    [[0.01, -0.01], [-0.01, 0.01]]
    """
    if len(figures) < 2:
        raise ValueError(f"Covariances need two or more replicates, not {len(figures)}.")
    return np.atleast_2d(np.cov(np.stack(figures), rowvar=False)) / len(figures)
