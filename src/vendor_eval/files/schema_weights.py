"""What the JSON Schema says of weights: every way to state what the swings are worth."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from vendor_eval.decision.weights_compared import BestWorst, BestWorstWeights, PairwiseWeights
from vendor_eval.decision.weights_ordered import RankOrder
from vendor_eval.decision.weights_sets import (
    SMALLEST,
    AroundPoint,
    AroundWeights,
    ImpreciseWeights,
    Limits,
    RatioLimit,
    SumLimit,
)
from vendor_eval.decision.weights_stated import AnyWeights, DirectWeights, SwingWeights
from vendor_eval.decision.weights_tree import KINDS, LevelledWeights, PanelWeights
from vendor_eval.files.schema_terms import (
    JUDGED,
    Node,
    about,
    choice,
    either,
    exactly_one,
    listing,
    mapping,
    pair,
    ref,
    shape,
)

__all__ = ["WEIGHTS"]

_BESIDE = {
    "normalise": ["direct"],
    "method": ["pairwise"],
    "random_index": ["pairwise"],
    "model": ["best_worst"],
}


def _amounts(description: str) -> Node:
    return mapping(ref("amount"), description, minProperties=1)


def _order(description: str, **more: Any) -> Node:
    place = either(ref("key"), listing(ref("key"), "These share a place.", minItems=1, uniqueItems=True))
    return listing(place, description, examples=[["most important", ["one of two", "that are equal"]]], **more)


def _answers(description: str) -> Node:
    return mapping({"type": "number", "minimum": 1}, description)


_RANK_ORDER = shape(
    "Rank order",
    about(RankOrder),
    {
        "order": _order("The criteria from most to least important; a list inside is a tie.", minItems=1),
        "method": choice(
            RankOrder,
            "method",
            "The formula: centroid of all weights in this order, sum of ranks, reciprocal of ranks.",
        ),
    },
    required=["order"],
)
_BEST_WORST = shape(
    "Best and worst",
    about(BestWorst),
    {
        "best": ref("key", "The most important criterion."),
        "worst": ref("key", "The least important criterion."),
        "best_to_others": _answers("How many times as important the best is as each other one."),
        "others_to_worst": _answers("How many times as important each other one is as the worst."),
    },
    required=["best", "worst", "best_to_others", "others_to_worst"],
)
_RATIO = shape(
    "Ratio of two weights",
    about(RatioLimit),
    {
        "of": ref("key", "The criterion that is spoken of."),
        "to": ref("key", "The criterion that it is compared with."),
        "at_least": ref("amount", "The least that the ratio may be."),
        "at_most": ref("positive", "The most that the ratio may be."),
    },
    required=["of", "to"],
    anyOf=exactly_one("at_least", "at_most"),
)
_FACTOR: Node = {
    "type": "number",
    "anyOf": [
        {"minimum": SMALLEST, "maximum": 1 / SMALLEST},
        {"minimum": -1 / SMALLEST, "maximum": -SMALLEST},
    ],
}
_SUM = shape(
    "Sum of weights",
    about(SumLimit),
    {
        "of": mapping(_FACTOR, "By criterion: the number that its weight is taken times.", minProperties=1),
        "at_least": ref("number", "The least that the sum may be."),
        "at_most": ref("number", "The most that the sum may be."),
        "because": JUDGED["because"],
    },
    required=["of"],
    anyOf=exactly_one("at_least", "at_most"),
)
_IMPRECISE = shape(
    "Limits of weights",
    about(Limits),
    {
        "order": _order("From most to least important, as far as that is known; nothing is said of ties."),
        "bounds": mapping(pair(ref("share"), "The least and the greatest weight."), "Limits of weights, by criterion."),
        "ratios": listing(_RATIO, "Limits of the ratio of two weights."),
        "sums": listing(_SUM, "Limits of sums of weights, each times a number."),
    },
    minProperties=1,
)
_AROUND = shape(
    "Weights around a point",
    about(AroundPoint),
    {
        "point": _amounts("The weights in the middle; they sum to 1."),
        "concentration": {
            "description": "How close the weights are to the point: the greater, the closer.",
            "type": "number",
            "minimum": 1,
        },
    },
    required=["point", "concentration"],
)
_KIND_NODES: Mapping[str, Node] = {
    "any": {"description": about(AnyWeights), "const": True},
    "direct": _amounts(about(DirectWeights)),
    "swing": _amounts(about(SwingWeights)),
    "rank_order": _RANK_ORDER,
    "pairwise": mapping(mapping(ref("positive")), about(PairwiseWeights), minProperties=1),
    "best_worst": _BEST_WORST,
    "imprecise": {**_IMPRECISE, "description": about(ImpreciseWeights)},
    "around": {**_AROUND, "description": about(AroundWeights)},
}
_FIELDS: Mapping[str, Node] = {
    **{kind: ref(f"{kind}_weights") for kind in KINDS},
    "normalise": ref("normalise"),
    "method": ref("pairwise_method"),
    "random_index": ref("random_index"),
    "model": ref("best_worst_model"),
    **JUDGED,
}
_WITHIN = mapping(ref("level_weights"), "By path of a group: the weights of its parts, called by last step or key.")
_ANY = {"const": "any"}
_EXAMPLES = ["any", {"swing": {}, "because": ""}]


def _stated(title: str, description: str, fields: Mapping[str, Node]) -> Node:
    return shape(title, description, fields, oneOf=exactly_one(*KINDS), dependentRequired=_BESIDE)


WEIGHTS: Mapping[str, Node] = {
    **{f"{kind}_weights": _KIND_NODES[kind] for kind in KINDS},
    "normalise": {
        "description": "Whether direct weights are scaled to sum to 1.",
        "type": "boolean",
        "default": False,
    },
    "pairwise_method": choice(
        PairwiseWeights, "method", "How weights follow; only the geometric mean does without some comparisons."
    ),
    "random_index": choice(PairwiseWeights, "random_index", "The table that the consistency ratio is taken with."),
    "best_worst_model": choice(
        BestWorstWeights, "model", "Linear gives one weight each, nonlinear intervals where the answers disagree."
    ),
    "level_weights": either(
        _ANY,
        _stated("Weights within a group", "What the parts of one group weigh against each other.", _FIELDS),
        examples=_EXAMPLES,
    ),
    "levelled_weights": _stated("Weights", about(LevelledWeights), {**_FIELDS, "within": _WITHIN}),
    "one_weights": either(_ANY, ref("levelled_weights"), examples=_EXAMPLES),
    "weights": either(
        _ANY,
        ref("levelled_weights"),
        shape(
            "Weights of several evaluators",
            about(PanelWeights),
            {
                "by_evaluator": mapping(ref("one_weights"), "The weights that each gave, by key.", minProperties=1),
                "agreed": ref("one_weights", "The weights that they agreed on."),
            },
            required=["by_evaluator"],
        ),
        description="What the swing from worst to best of each criterion is worth; `any` where nothing is declared.",
        examples=_EXAMPLES,
    ),
}
"""The parts of the schema that have to do with weights, by name."""
