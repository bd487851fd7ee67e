"""What the JSON Schema says of criteria: their scales and their requirements."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from vendor_eval.decision.criteria import Criterion
from vendor_eval.decision.requirements import FORMS, Requirement, Waiver
from vendor_eval.decision.scales import LevelScale, Scale
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

__all__ = ["CRITERIA"]

_NUMERIC = ("worst", "best", "shape", "points", "midvalue", "tolerance", "range", "anchors")
_SCALE: Mapping[str, Node] = {
    "worst": either(
        ref("number"),
        pair(ref("number"), "Of a target scale: the levels below and above the ideal that are worth 0 points."),
        description="The level that is worth 0 points, in the criterion's unit; two of them on a target scale.",
    ),
    "best": ref("number", "The level that is worth 100 points; of a target scale the ideal."),
    "shape": choice(Scale, "shape", "How value rises from worst to best."),
    "points": listing(
        {**pair(ref("number"), "A raw level and its points."), "prefixItems": [ref("number"), ref("points")]},
        "The inner knots of a piecewise scale.",
        examples=[[[10, 40]]],
    ),
    "midvalue": ref("number", "The level that is worth 50 points on an exponential scale."),
    "tolerance": ref("amount", "How far from the ideal a performance is still worth 100 points on a target scale."),
    "range": pair(ref("number"), "The least and the greatest level that is possible at all."),
    "anchors": choice(Scale, "anchors", "`data` if worst and best were taken from the vendors at hand."),
    "levels": mapping(
        ref("points"),
        about(LevelScale),
        minProperties=2,
        examples=[{"refuses": 0, "unclear": 30, "audited": 100}],
    ),
    **JUDGED,
}


_ABOVE_0 = {"exclusiveMinimum": 0}


def _is_shape(name: str) -> Node:
    return {"properties": {"shape": {"const": name}}, "required": ["shape"]}


def _in_shape(name: str, field: str, there: Any, elsewhere: Any, **more: Any) -> Node:
    """Say what a field must be in a scale of one shape, and what in one of another."""
    return {
        "if": _is_shape(name),
        "then": {"properties": {field: there}, "required": [field]},
        "else": {"properties": {field: elsewhere, **more}},
    }


_WAIVER = shape(
    "Waiver",
    about(Waiver),
    {
        "because": ref("filled", "Why the requirement is not held against the vendor."),
        "by": ref("filled", "Who granted that."),
        "on": JUDGED["on"],
    },
    required=["because", "by"],
)
_THRESHOLDS = {
    "at_least": "Met by this number or level and by what is above it.",
    "at_most": "Met by this number or level and by what is below it.",
    "more_than": "Met only by what is above this number or level.",
    "less_than": "Met only by what is below this number or level.",
}

CRITERIA: Mapping[str, Node] = {
    "scale": shape(
        "Scale",
        about(Scale),
        _SCALE,
        oneOf=exactly_one("levels", ("worst", "best")),
        dependentRequired={"worst": ["best"], "best": ["worst"]},
        allOf=[
            {"if": {"required": ["levels"]}, "then": {"properties": dict.fromkeys(_NUMERIC, False)}},
            {"if": _is_shape("log"), "then": {"properties": {"worst": _ABOVE_0, "best": _ABOVE_0}}},
            _in_shape("piecewise", "points", {"minItems": 1}, {"maxItems": 0}),
            _in_shape("exponential", "midvalue", True, False),
            _in_shape("target", "worst", {"type": "array"}, {"type": "number"}, tolerance={"maximum": 0}),
        ],
        examples=[{"worst": 0, "best": 100, "because": ""}],
    ),
    "requirement": shape(
        "Requirement",
        about(Requirement),
        {
            **{name: ref("score", text) for name, text in _THRESHOLDS.items()},
            "one_of": ref("keys", "Met by these levels.", minItems=1),
            "kind": choice(Requirement, "kind", "A must that fails makes insufficient; a failed should is a weakness."),
            "p_met": ref("share", "The probability that it is met where the performance is unknown."),
            "waivers": mapping(_WAIVER, "By vendor: where the requirement is waived; always shown."),
            **JUDGED,
        },
        oneOf=exactly_one(*FORMS),
        examples=[{"at_least": 0, "because": ""}],
    ),
    "requirements": either(ref("requirement"), listing(ref("requirement"))),
    "criterion": shape(
        "Criterion",
        about(Criterion),
        {
            "name": ref("text", "The name for display; the key where there is none."),
            "description": ref("text", "What is measured, and how."),
            "group": ref("text", "The group that it belongs to, as a path.", examples=["technology / models"]),
            "unit": ref("text", "The unit of its performance.", examples=["%", "EUR a year"]),
            "scale": ref("scale"),
            "require": ref("requirements", "What a vendor must or should reach; one requirement or a list."),
            "information_only": {
                "description": "Shown and never weighted; requirements on it act all the same.",
                "type": "boolean",
                "default": False,
            },
        },
        anyOf=[
            {"required": ["scale"]},
            {"properties": {"information_only": {"const": True}}, "required": ["information_only"]},
        ],
    ),
}
"""The parts of the schema that have to do with criteria, by name."""
