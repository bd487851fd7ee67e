"""Which weights a number goes by, in words: the declared ones, the mean of a set, or every weight of a set."""

from __future__ import annotations

from vendor_eval.analysis.wording import counted, joined, number
from vendor_eval.decision.weights import (
    AnyWeights,
    AroundWeights,
    BestWorstWeights,
    DirectWeights,
    ImpreciseWeights,
    LevelledWeights,
    PairwiseWeights,
    PanelWeights,
    RankOrderWeights,
    SomeWeights,
)
from vendor_eval.decision.weights_stated import LevelWeights
from vendor_eval.engine.weights import PointWeights, SimplexWeights, Weights

__all__ = ["drawn_said", "holding_said", "origin_said", "weights_said"]

_METHODS = {
    "roc": "rank-order centroid",
    "sum": "rank sum",
    "reciprocal": "reciprocal ranks",
    "eigenvector": "principal eigenvector",
    "geometric_mean": "geometric means",
}


def weights_said(weights: Weights) -> str:
    """Say which weights a value goes by."""
    if isinstance(weights, PointWeights):
        return "at the declared weights"
    if isinstance(weights, SimplexWeights):
        return "at mean weights (no weights are declared)"
    return "at the mean weights of the declared set"


def drawn_said(weights: Weights) -> str:
    """Say over which weights something is drawn or bounded."""
    if isinstance(weights, PointWeights):
        return "at the declared weights"
    return "over all possible weights" if isinstance(weights, SimplexWeights) else "over the declared set of weights"


def holding_said(weights: Weights) -> str:
    """Say for which weights something holds that holds for every one of them."""
    if isinstance(weights, PointWeights):
        return "at the declared weights"
    simplex = isinstance(weights, SimplexWeights)
    return "whatever the weights" if simplex else "whatever the weights of the declared set"


def origin_said(weights: SomeWeights, count: str) -> str:
    """Say where weights come from; ``count`` says how many criteria they are of."""
    match weights:
        case AnyWeights():
            return f"No weights are declared: all weights of {count} that sum to 1 are admitted, and none is preferred."
        case DirectWeights():
            scaled = ", scaled to sum to 1" if weights.normalise else ""
            return f"Weights of {count} are declared as shares of 1{scaled}."
        case RankOrderWeights(rank_order=order):
            return f"The weights of {count} follow from an order of importance alone ({_METHODS[order.method]})."
        case PairwiseWeights():
            return f"The weights of {count} come from comparisons of pairs ({_METHODS[weights.method]})."
        case BestWorstWeights():
            return f"The weights of {count} come from comparisons with the best and the worst ({weights.model} model)."
        case ImpreciseWeights():
            return f"Of the weights of {count} only limits are declared: {_limits_said(weights)}."
        case AroundWeights(around=around):
            spread = f"concentration {number(around.concentration)}"
            return f"The weights of {count} lie around a declared point ({spread})."
        case LevelledWeights():
            return (
                f"The weights of {count} are given by level: each is the product of the weights of its groups and its "
                f"own. {origin_said(weights.top, 'the top level')}"
            )
        case PanelWeights() if weights.agreed is None:
            return (
                f"The weights of {count} were given by {counted(len(weights.by_evaluator), 'evaluator')} and none are "
                "agreed: each weight may lie anywhere from the least to the greatest given."
            )
        case PanelWeights(agreed=LevelWeights() | LevelledWeights() as agreed):
            given = counted(len(weights.by_evaluator), "evaluator")
            return f"{origin_said(agreed, count)} They are what {given} agreed on."
        case _:
            return f"The weights of {count} come from swings: points for the step from worst to best of each scale."


def _limits_said(weights: ImpreciseWeights) -> str:
    limits = weights.imprecise
    parts = {"an order": limits.order, "bounds": limits.bounds, "ratios": limits.ratios}
    return joined([name for name, part in parts.items() if part])
