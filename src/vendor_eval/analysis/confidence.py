"""Confidence factors: how sure a vendor's first place is for those who weigh like its typical supporters."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pandas as pd

from vendor_eval.analysis.progress import Progress, ProgressOption, told
from vendor_eval.analysis.robustness_exact import settled
from vendor_eval.analysis.robustness_setup import Setup
from vendor_eval.analysis.stages import stages
from vendor_eval.engine.acceptability import Counting
from vendor_eval.engine.problem import Problem
from vendor_eval.engine.weights import PointWeights

__all__ = ["confidence_table"]

MOST, LEAST = 100_000, 1_000  # draws for one vendor
WORK = 400_000_000  # performances drawn for all vendors together: a few seconds
FIRST_ONLY = Counting(depth=1, pairwise=False, values=False)


def confidence_table(
    setup: Setup, firsts: pd.DataFrame, central_weights: pd.DataFrame, draws: int, *, progress: ProgressOption = None
) -> pd.DataFrame:
    """Return how often each vendor is first at its own central weights, with everything else drawn.

    The confidence factor of SMAA-2 (Lahdelma and Salminen, 2001): where it is low, a vendor needs not only other
    weights but also luck in what is uncertain about the vendors. Missing for a vendor that is never first.

    Parameters
    ----------
    firsts
        By vendor, the share ``p`` of draws in which it is first, and its standard error ``se``.
    central_weights
        Vendors by criteria.
    draws
        The most draws for one vendor.
    progress
        As of ``robustness``.

    Returns
    -------
    By vendor the factor, its standard error (of independent draws, the central weights taken as they are) and the
    draws that it is from, 0 where nothing is drawn.
    """
    problem = setup.problem()
    first = [str(vendor) for vendor, p in firsts["p"].items() if p > 0]
    rows = {str(vendor): (math.nan, math.nan, 0) for vendor in firsts.index}
    if isinstance(problem.weights, PointWeights):
        # Central weights are then the weights themselves, so this is how often it is first.
        found = firsts.to_dict("index")
        rows |= {vendor: (float(found[vendor]["p"]), float(found[vendor]["se"]), draws) for vendor in first}
    else:
        each = _draws(problem, len(first), draws)
        with told(progress) as tell:
            for vendor, part in zip(first, stages(tell, len(first)), strict=True):
                rows[vendor] = _at(setup, problem, vendor, central_weights, each, part or None)
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=["p", "se", "draws"])
    return frame.rename_axis("vendor")


def _draws(problem: Problem, vendors: int, most: int) -> int:
    """Return how many draws each vendor gets: none where nothing is drawn, and fewer the more there is to draw."""
    if settled(problem):
        return 0
    size = max(1, vendors) * len(problem.vendors) * len(problem.criteria)
    return min(most, MOST, max(LEAST, WORK // size))


def _at(
    setup: Setup, problem: Problem, vendor: str, weights: pd.DataFrame, draws: int, progress: Progress | None
) -> tuple[float, float, int]:
    central = weights.loc[vendor, list(problem.criteria)].to_numpy(dtype=np.float64)
    point = PointWeights(tuple(map(float, central / central.sum())))
    at_point = replace(problem, weights=point)
    found = setup.run(at_point, draws=draws or 1, counting=FIRST_ONLY, progress=progress).simulated.tally
    i = problem.vendors.index(vendor)
    return float(found.acceptability[i, 0]), float(found.acceptability_errors[i, 0]) if draws else 0.0, draws
