"""Which weights a number goes by, in words: the declared ones, the mean of a set, or every weight of a set."""

from __future__ import annotations

from typing import Literal, TypeAlias

from vendor_eval.analysis.wording import joined, number, run_on
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
from vendor_eval.languages.phrases import say

__all__ = ["Admitted", "admitted", "drawn_said", "holding_said", "origin_said", "weights_said"]

Admitted: TypeAlias = Literal["declared", "set", "any"]
"""Which weights are admitted: one declared point, a declared set, or all that are possible."""


def admitted(weights: Weights) -> Admitted:
    """Return which weights are admitted."""
    if isinstance(weights, PointWeights):
        return "declared"
    return "any" if isinstance(weights, SimplexWeights) else "set"


def weights_said(weights: Weights) -> str:
    """Say which weights a value goes by."""
    match admitted(weights):
        case "declared":
            return say("at the declared weights")
        case "any":
            return say("at mean weights (no weights are declared)")
        case "set":
            return say("at the mean weights of the declared set")


def drawn_said(weights: Weights) -> str:
    """Say over which weights something is drawn or bounded."""
    match admitted(weights):
        case "declared":
            return say("at the declared weights")
        case "any":
            return say("over all possible weights")
        case "set":
            return say("over the declared set of weights")


def holding_said(weights: Weights) -> str:
    """Say for which weights something holds that holds for every one of them."""
    match admitted(weights):
        case "declared":
            return say("at the declared weights")
        case "any":
            return say("whatever the weights")
        case "set":
            return say("whatever the weights of the declared set")


def origin_said(weights: SomeWeights, criteria: int) -> str:
    """Say where the weights of so many criteria come from."""
    match weights:
        case LevelledWeights():
            levels = say(
                "The weights of {count} criterion are given by level: each is the product of the weights of its groups "
                "and its own.",
                "The weights of {count} criteria are given by level: each is the product of the weights of its groups "
                "and its own.",
                count=criteria,
            )
            return run_on(levels, _top_said(weights.top))
        case PanelWeights() if weights.agreed is None:
            return _disagreed_said(len(weights.by_evaluator), criteria)
        case PanelWeights(agreed=LevelWeights() | LevelledWeights() as agreed):
            panel = say(
                "They are what {count} evaluator agreed on.",
                "They are what {count} evaluators agreed on.",
                count=len(weights.by_evaluator),
            )
            return run_on(origin_said(agreed, criteria), panel)
        case ImpreciseWeights() | AroundWeights() | AnyWeights():
            return _set_said(weights, criteria)
        case _:
            return _point_said(weights, criteria)


def _disagreed_said(evaluators: int, criteria: int) -> str:
    if criteria == 1:
        return say(
            "The weight was given by {count} evaluator and none is agreed: it may lie anywhere from the least to the "
            "greatest given.",
            "The weight was given by {count} evaluators and none is agreed: it may lie anywhere from the least to the "
            "greatest given.",
            count=evaluators,
        )
    return say(
        "The weights of {criteria} criteria were given by {count} evaluator and none are agreed: each weight may lie "
        "anywhere from the least to the greatest given.",
        "The weights of {criteria} criteria were given by {count} evaluators and none are agreed: each weight may lie "
        "anywhere from the least to the greatest given.",
        count=evaluators,
        criteria=number(criteria),
    )


def _set_said(weights: ImpreciseWeights | AroundWeights | AnyWeights, criteria: int) -> str:
    match weights:
        case AnyWeights():
            return say(
                "No weights are declared: all weights of {count} criterion that sum to 1 are admitted, and none is "
                "preferred.",
                "No weights are declared: all weights of {count} criteria that sum to 1 are admitted, and none is "
                "preferred.",
                count=criteria,
            )
        case AroundWeights(around=around):
            return say(
                "The weights of {count} criterion lie around a declared point (concentration {concentration}).",
                "The weights of {count} criteria lie around a declared point (concentration {concentration}).",
                count=criteria,
                concentration=number(around.concentration),
            )
        case ImpreciseWeights():
            return say(
                "Of the weights of {count} criterion only limits are declared: {limits}.",
                "Of the weights of {count} criteria only limits are declared: {limits}.",
                count=criteria,
                limits=_limits_said(weights),
            )


def _point_said(weights: SomeWeights, criteria: int) -> str:
    match weights:
        case DirectWeights() if weights.normalise:
            return say(
                "Weights of {count} criterion are declared as shares of 1, scaled to sum to 1.",
                "Weights of {count} criteria are declared as shares of 1, scaled to sum to 1.",
                count=criteria,
            )
        case DirectWeights():
            return say(
                "Weights of {count} criterion are declared as shares of 1.",
                "Weights of {count} criteria are declared as shares of 1.",
                count=criteria,
            )
        case RankOrderWeights(rank_order=order):
            return say(
                "The weights of {count} criterion follow from an order of importance alone ({method}).",
                "The weights of {count} criteria follow from an order of importance alone ({method}).",
                count=criteria,
                method=_method_said(order.method),
            )
        case PairwiseWeights():
            return say(
                "The weights of {count} criterion come from comparisons of pairs ({method}).",
                "The weights of {count} criteria come from comparisons of pairs ({method}).",
                count=criteria,
                method=_method_said(weights.method),
            )
        case BestWorstWeights():
            return say(
                "The weights of {count} criterion come from comparisons with the best and the worst ({method}).",
                "The weights of {count} criteria come from comparisons with the best and the worst ({method}).",
                count=criteria,
                method=_method_said(weights.model),
            )
        case _:
            return say(
                "The weights of {count} criterion come from swings: points for the step from worst to best of each "
                "scale.",
                "The weights of {count} criteria come from swings: points for the step from worst to best of each "
                "scale.",
                count=criteria,
            )


def _top_said(weights: SomeWeights) -> str:
    """Say where the weights of the top level come from."""
    match weights:
        case AnyWeights():
            return say(
                "No weights are declared: all weights of the top level that sum to 1 are admitted, and none is "
                "preferred."
            )
        case AroundWeights(around=around):
            return say(
                "The weights of the top level lie around a declared point (concentration {concentration}).",
                concentration=number(around.concentration),
            )
        case ImpreciseWeights():
            return say(
                "Of the weights of the top level only limits are declared: {limits}.", limits=_limits_said(weights)
            )
        case DirectWeights() if weights.normalise:
            return say("Weights of the top level are declared as shares of 1, scaled to sum to 1.")
        case DirectWeights():
            return say("Weights of the top level are declared as shares of 1.")
        case RankOrderWeights(rank_order=order):
            return say(
                "The weights of the top level follow from an order of importance alone ({method}).",
                method=_method_said(order.method),
            )
        case PairwiseWeights():
            return say(
                "The weights of the top level come from comparisons of pairs ({method}).",
                method=_method_said(weights.method),
            )
        case BestWorstWeights():
            return say(
                "The weights of the top level come from comparisons with the best and the worst ({method}).",
                method=_method_said(weights.model),
            )
        case _:
            return say(
                "The weights of the top level come from swings: points for the step from worst to best of each scale."
            )


def _method_said(method: str) -> str:
    """Name the method that makes weights of answers."""
    match method:
        case "roc":
            return say("rank-order centroid")
        case "sum":
            return say("rank sum")
        case "reciprocal":
            return say("reciprocal ranks")
        case "eigenvector":
            return say("principal eigenvector")
        case "geometric_mean":
            return say("geometric means")
        case "linear":
            return say("linear model")
        case _:
            return say("nonlinear model")


def _limits_said(weights: ImpreciseWeights) -> str:
    limits = weights.imprecise
    parts = (
        (limits.order, say("an order", context="limits of weights")),
        (limits.bounds, say("bounds", context="limits of weights")),
        (limits.ratios, say("ratios", context="limits of weights")),
        (limits.sums, say("sums", context="limits of weights")),
    )
    return joined([name for part, name in parts if part])
