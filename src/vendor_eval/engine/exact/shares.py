"""Everything that draws of weights estimate, without draws: the share of all weights for which something holds.

For exact points and weights that are all equally likely. Ranks and central weights are volumes, pairs and quantiles
come by the recursion of `winning`, and what a vendor is behind the best follows from who is first where.
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from vendor_eval.engine.arrays import Bools, Floats
from vendor_eval.engine.exact.rankings import exact_rankings
from vendor_eval.engine.exact.region import region_of
from vendor_eval.engine.exact.volumes import exact_ranks
from vendor_eval.engine.exact.winning import chance_ahead, pieces_of, winning_indices
from vendor_eval.engine.losses import Losses
from vendor_eval.engine.orders import ORDERED
from vendor_eval.engine.pieces import Pieces
from vendor_eval.engine.tallies import Tally
from vendor_eval.engine.weights import Weights

__all__ = ["exact_quantiles", "exact_ranking_chances", "exact_tally", "shared_pieces"]

ROUNDING = 1e-12  # of shares: nearer than this to 0 or 1 is there
HALVINGS = 34  # of a range of at most 100 points: to a hundred-millionth


@lru_cache(maxsize=64)
def shared_pieces(weights: Weights) -> Pieces:
    """The pieces of a set of weights, cut once for all figures of it; a ValueError if it has none."""
    pieces = pieces_of(weights)
    pieces.corners.flags.writeable = False
    return pieces


def exact_tally(values: Floats, ranked: Bools, weights: Weights) -> Tally:
    """What all weights of a set add up to: a tally of one draw, in which shares stand for counts.

    What tells only how exact draws are, which is bins and sums of squares, is left out or missing; for whole rankings
    see ``exact_ranking_chances``.

    Parameters
    ----------
    values
        Points, shape (vendors, criteria).
    ranked
        Who has a rank, whatever the weights; shape (vendors,).

    Raises
    ------
    ValueError
        If there are too many criteria, or weights are not all equally likely.

    Examples
    --------
    >>> from vendor_eval.engine.weights import SimplexWeights
    >>> v = np.array([[100.0, 0], [0, 100], [40, 40]])
    >>> found = exact_tally(v, np.array([True, True, True]), SimplexWeights(("fit", "price")))
    >>> found.ranks.round(6).tolist()
    [[0.5, 0.1, 0.4], [0.5, 0.1, 0.4], [0.0, 0.8, 0.2]]
    >>> found.mean_losses.round(6).tolist()
    [25.0, 25.0, 35.0]
    """
    m, n = values.shape
    ranks, first_weights, pairwise = np.zeros((m, m)), np.zeros((n, m)), np.zeros((m, m))
    found = exact_ranks(values[ranked], region_of(weights)) if ranked.any() else None
    pieces = shared_pieces(weights)
    sums, loss = values @ pieces.mean, np.zeros(m)
    if found is not None:
        shares = _settled(found.acceptability)
        ranks[np.ix_(ranked, np.arange(len(shares)))] = shares
        first_weights[:, ranked] = (np.nan_to_num(found.central_weights) * shares[:, :1]).T
        pairwise[np.ix_(ranked, ranked)] = _settled(winning_indices(values[ranked], pieces))
        pairwise[np.ix_(ranked, ~ranked)] = 1
        best = np.sum(values * first_weights.T)
        loss[ranked] = np.maximum(best - sums[ranked], 0)
    return Tally(
        draws=1,
        ranks=ranks,
        no_rank=(~ranked).astype(np.float64),
        pairwise=pairwise,
        nobody=int(not ranked.any()),
        first_weights=first_weights,
        first_weight_squares=np.full((n, m), np.nan),
        value_sums=sums,
        value_square_sums=np.full(m, np.nan),
        value_bins=None,
        losses=Losses(loss, np.full(m, np.nan)),
    )


def exact_ranking_chances(values: Floats, ranked: Bools, weights: Weights) -> Floats | None:
    """How likely each ranking that occurs is, shape (rankings,); None where that cannot be told.

    As of draws, that is of more than seven vendors; and where the weights fall into too many parts.

    Parameters
    ----------
    values
        Points, shape (vendors, criteria).
    ranked
        Who has a rank, whatever the weights; shape (vendors,).

    Examples
    --------
    >>> from vendor_eval.engine.weights import SimplexWeights
    >>> v = np.array([[100.0, 0], [0, 100], [40, 40]])
    >>> chances = exact_ranking_chances(v, np.array([True, True, True]), SimplexWeights(("fit", "price")))
    >>> np.sort(chances).round(6).tolist()
    [0.1, 0.1, 0.4, 0.4]
    """
    if len(values) > ORDERED:
        return None
    found = exact_rankings(values[ranked], shared_pieces(weights))
    return None if found is None else _settled(found.shares)


def exact_quantiles(values: Floats, weights: Weights, chances: Sequence[float]) -> Floats:
    """The overall values that are not passed with given chances, shapes (vendors, criteria) and (vendors, chances).

    How likely a value is passed falls with it, so the range in which it lies is halved again and again.

    Examples
    --------
    >>> from vendor_eval.engine.weights import SimplexWeights
    >>> weights = SimplexWeights(("fit", "price"))
    >>> exact_quantiles(np.array([[100.0, 0], [80, 80]]), weights, [0.05, 0.5]).round(6).tolist()
    [[5.0, 50.0], [80.0, 80.0]]
    """
    pieces = shared_pieces(weights)
    asked = np.tile(np.asarray(chances, dtype=np.float64), len(values))  # one a vendor and chance
    at_corners = pieces.corners @ np.repeat(values, len(chances), axis=0).T
    sets, corners, rows = at_corners.shape
    planes = at_corners.transpose(0, 2, 1).reshape(
        -1, corners
    )  # each set of corners is the whole simplex to its planes
    simplex = Pieces(np.eye(corners)[np.newaxis], np.ones(1))
    low, high = at_corners.min(axis=(0, 1)), at_corners.max(axis=(0, 1))
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        above = chance_ahead(planes - np.tile(middle, sets)[:, np.newaxis], simplex).reshape(sets, rows)
        enough = 1 - pieces.shares @ above >= asked
        low, high = np.where(enough, low, middle), np.where(enough, middle, high)
    return np.asarray((low + high) / 2).reshape(len(values), len(chances))


def _settled(shares: Floats) -> Floats:
    """Shares without the rounding that keeps what never or always holds from 0 or 1."""
    shares = np.where(shares < ROUNDING, 0.0, shares)
    return np.where(shares > 1 - ROUNDING, 1.0, shares)
