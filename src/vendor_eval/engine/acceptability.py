"""Counting over draws: how often each vendor takes each rank, and with which weights it is first."""

import numpy as np

from vendor_eval.engine.arrays import Bools, Floats
from vendor_eval.engine.counted import count
from vendor_eval.engine.counting import EVERYTHING, Counting
from vendor_eval.engine.losses import count_losses
from vendor_eval.engine.tallies import Tally
from vendor_eval.engine.valuebins import no_values, value_figures

__all__ = ["EVERYTHING", "Counting", "Tally", "tally"]


def tally(
    scores: Floats,
    sufficient: Bools,
    weights: Floats,
    *,
    values: Floats | None = None,
    counting: Counting = EVERYTHING,
    products: bool = False,
) -> Tally:
    """Count some draws.

    Parameters
    ----------
    scores
        What vendors are ranked by, bigger is better, shape (vendors, draws).
    sufficient
        Whether the vendor has a rank in the draw, shape (vendors, draws).
    weights
        Weights, shape (criteria, draws) or (criteria, 1).
    values
        Overall values in points, shape (vendors, draws); the scores if left out.
    counting
        What is counted. Of many vendors, the first few ranks without ``pairwise`` are by far the fastest.
    products
        Whether weights may be added up by matrix products: faster for a few vendors, but the last bits of central
        weights then depend on the machine, its threads, and the numbers of vendors and criteria. Counts never do.
    """
    m, draws = scores.shape
    if scores.shape != sufficient.shape or weights.shape[1] not in {1, draws}:
        raise ValueError(f"Totals {scores.shape}, {sufficient.shape} and weights {weights.shape} do not fit together.")
    if values is not None and values.shape != scores.shape:
        raise ValueError(f"Scores {scores.shape} and values {values.shape} do not fit together.")
    ranked = None if sufficient.all() else sufficient
    counted = count(scores, ranked, weights, counting, products=products)
    points = scores if values is None else values
    value_sums, value_square_sums, value_bins = value_figures(points) if counting.values else no_values(m)
    return Tally(
        draws=draws,
        ranks=counted.ranks,
        no_rank=np.zeros(m) if ranked is None else np.array([float(draws - np.count_nonzero(row)) for row in ranked]),
        pairwise=counted.pairwise,
        nobody=0 if ranked is None else int(draws - np.count_nonzero(ranked.any(axis=0))),
        first_weights=counted.first_weights,
        first_weight_squares=counted.first_weight_squares,
        value_sums=value_sums,
        value_square_sums=value_square_sums,
        value_bins=value_bins,
        losses=count_losses(points, sufficient) if counting.losses else None,
        orders=counted.orders,
    )
