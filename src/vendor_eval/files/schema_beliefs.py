"""What the JSON Schema says of assessments: every form in which a file may state what is known."""

from __future__ import annotations

from collections.abc import Mapping

from vendor_eval.decision.assessments import Assessment
from vendor_eval.decision.beliefs import Triangular
from vendor_eval.files.schema_terms import JUDGED, Node, about, choice, either, exactly_one, mapping, ref, shape

__all__ = ["BELIEFS"]

_FIELDS: Mapping[str, Node] = {
    "value": ref("score", "The performance: a number in the criterion's unit, a level, or `unknown`."),
    "low": ref("score", "The least that it may be: a number or a level."),
    "likely": ref("number", "The most likely performance, between `low` and `high`."),
    "high": ref("score", "The most that it may be: a number or a level."),
    "shape": choice(
        Triangular, "shape", "How likelihood falls from `likely` to the ends: in straight lines, or as PERT."
    ),
    "mean": ref("number", "The mean of a normal distribution, cut to the scale's range where it has one."),
    "sd": ref("positive", "The standard deviation of that distribution, in the criterion's unit."),
    "passes": ref("amount", "How many trials of a test were passed."),
    "trials": ref("positive", "How many trials the test had."),
    "levels": mapping(ref("share"), "The probability of each level; they sum to 1.", minProperties=1),
    "evidence": ref("evidence_ids"),
    **JUDGED,
}
_FORMS = ("value", ("low", "high"), ("mean", "sd"), ("passes", "trials"), "levels")
# What stands only beside something else; that the forms exclude each other is said by `oneOf`.
_BESIDE = {
    "low": ["high"],
    "high": ["low"],
    "likely": ["low", "high"],
    "shape": ["likely"],
    "mean": ["sd"],
    "sd": ["mean"],
    "passes": ["trials"],
    "trials": ["passes"],
}
_TEXT, _NUMBER = {"type": "string"}, {"type": "number"}
_ENDS_ALIKE: list[Node] = [
    {
        "if": {"properties": {"low": _TEXT}, "required": ["low"]},
        "then": {"properties": {"high": _TEXT}},
        "else": {"properties": {"high": _NUMBER}},
    },
    {"if": {"required": ["likely"]}, "then": {"properties": {"low": _NUMBER}}},
]
_PANEL: Mapping[str, Node] = {
    "by_evaluator": mapping(ref("one_assessment"), "What each evaluator said, by key; never lost.", minProperties=1),
    "agreed": ref(
        "one_assessment", "What they agreed on, with its reason; without it the whole range of theirs counts."
    ),
}
_EXAMPLES = ["unknown", {"low": 3, "high": 6, "because": "", "evidence": []}]

BELIEFS: Mapping[str, Node] = {
    "stated_assessment": shape(
        "Assessment",
        about(Assessment),
        _FIELDS,
        oneOf=exactly_one(*_FORMS),
        dependentRequired=_BESIDE,
        allOf=_ENDS_ALIKE,
    ),
    "one_assessment": either(ref("score"), ref("stated_assessment"), examples=_EXAMPLES),
    "assessment": either(
        ref("score"),
        ref("stated_assessment"),
        shape(
            "Assessment of several evaluators", "What each said, and what counts.", _PANEL, required=["by_evaluator"]
        ),
        examples=_EXAMPLES,
    ),
}
"""The parts of the schema that have to do with assessments, by name."""
