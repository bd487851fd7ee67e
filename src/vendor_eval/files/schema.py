"""The JSON Schema of the decision file, with which an editor completes and checks the file as it is typed."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from vendor_eval.decision.document import FORMAT, Decision
from vendor_eval.decision.scenario_checks import BASE
from vendor_eval.files.schema_beliefs import BELIEFS
from vendor_eval.files.schema_criteria import CRITERIA
from vendor_eval.files.schema_parts import PARTS
from vendor_eval.files.schema_terms import TERMS, Node, about, any_case, mapping, ref, shape
from vendor_eval.files.schema_weights import WEIGHTS
from vendor_eval.languages.speaking import LANGUAGES

__all__ = ["schema"]

_FIELDS: dict[str, Node] = {
    "vendor_eval": {
        "description": "The version of the file format.",
        "type": "integer",
        "const": FORMAT,
        "default": FORMAT,
    },
    "title": ref("filled", "What is decided, in a few words."),
    "question": ref("text", "The question that the decision answers."),
    "description": ref("text", "What a reader should know before the rest."),
    "as_of": ref("day", "The day of the decision; evidence on a later state of the world is a fault."),
    "criteria": mapping(ref("criterion"), "The criteria, by key.", minProperties=1),
    "groups": mapping(ref("group"), "What is said of groups of criteria, by path."),
    "weights": ref("weights"),
    "policy": ref("policy"),
    "vendors": mapping(ref("vendor"), "The vendors on the shortlist, by key.", minProperties=1),
    "baseline": {
        "description": "What a winner must beat: none, a vendor, or a value from 0 to 100 points.",
        "type": ["string", "number"],
        "minimum": 0,
        "maximum": 100,
        "default": "none",
    },
    "conditions": mapping(ref("condition"), "Conditions of the decision as a whole, by key."),
    "evaluators": mapping(ref("evaluator"), "Who gives assessments and weights, by key."),
    "assessments": mapping(
        mapping(ref("assessment")),
        "By vendor and criterion: what is known. Every vendor has one for every criterion; `unknown` where nothing is.",
        minProperties=1,
    ),
    "evidence": mapping(ref("evidence"), "What the assessments rest on, by key."),
    "scenarios": {
        **mapping(ref("scenario"), "Named changes to the decision, each laid over the base."),
        "propertyNames": {**ref("key"), "not": {"pattern": f"^{any_case(BASE)}$"}},
    },
    "translations": {
        "description": "The texts of this file in other languages, for reports and letters.",
        "type": "object",
        "propertyNames": {"enum": list(LANGUAGES)},
        "additionalProperties": {
            "description": "Each text as it stands in this file, and its translation; singulars of units too.",
            "type": "object",
            "propertyNames": ref("filled"),
            "additionalProperties": ref("filled"),
        },
    },
}


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of the decision file, in all its short and long forms.

    It refuses what can be seen in one place: unknown fields, wrong types and words, numbers out of bounds, forms that
    exclude each other. What only shows between parts (a weight for a criterion that does not exist, a level that its
    scale lacks, weights that do not sum to 1) is found when the file is loaded.

    Returns
    -------
    A new dict that may be changed, in the same order every time.

    Examples
    --------
    >>> schema()["required"]
    ['title', 'as_of', 'criteria', 'weights', 'vendors', 'assessments']
    """
    required = [name for name, field in Decision.model_fields.items() if field.is_required()]
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **shape("Vendor decision", about(Decision), _FIELDS, required=required),
        "$defs": {**TERMS, **CRITERIA, **WEIGHTS, **BELIEFS, **PARTS},
    }
    return deepcopy(whole)
