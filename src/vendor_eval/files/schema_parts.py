"""What the JSON Schema says of vendors, evidence, the policy and scenarios."""

from __future__ import annotations

from collections.abc import Mapping

from vendor_eval.decision.evaluators import Evaluator
from vendor_eval.decision.evidence import Evidence
from vendor_eval.decision.groups import Group
from vendor_eval.decision.policies import Policy, WidenByGrade
from vendor_eval.decision.scenarios import EvidenceFilter, Scenario
from vendor_eval.decision.vendors import Condition, Cost, Vendor
from vendor_eval.files.schema_terms import (
    JUDGED,
    Node,
    about,
    choice,
    either,
    exactly_one,
    listing,
    mapping,
    ref,
    shape,
)

__all__ = ["PARTS"]

_COST = shape(
    "Cost",
    about(Cost),
    {
        "value": ref("number", "The amount, where it is known."),
        "low": ref("number", "The least that it may be."),
        "high": ref("number", "The most that it may be."),
        "currency": ref("filled", "The currency, and the time it is for.", examples=["EUR a year"]),
        "evidence": ref("evidence_ids"),
        **JUDGED,
    },
    required=["currency"],
    oneOf=exactly_one("value", ("low", "high")),
    dependentRequired={"low": ["high"], "high": ["low"]},
)
_VENDOR = shape(
    "Vendor",
    about(Vendor),
    {
        "name": ref("text", "The name for display; the key where there is none."),
        "description": ref("text", "What it offers."),
        "cost": _COST,
    },
)
_CONDITION = shape(
    "Condition",
    about(Condition),
    {
        "name": ref("filled", "What must happen, in a few words."),
        "due": ref("when", "By when.", default="unknown"),
        "owner": ref("text", "Who sees to it."),
        "evidence": ref("evidence_ids"),
        **JUDGED,
    },
    required=["name"],
)
_EVIDENCE = shape(
    "Evidence",
    about(Evidence),
    {
        "claim": ref("filled", "What it says."),
        "source": ref("filled", "Where it says so: document, page, person."),
        "publisher": ref("text", "Who published it."),
        "url": ref("text", "Where it can be read."),
        "published": ref("when", "When it was said.", default="unknown"),
        "describes": ref("when", "Which state of the world it speaks of.", default="unknown"),
        "kind": choice(Evidence, "kind", "What kind of source it is."),
        "grade": choice(Evidence, "grade", "How far it can be trusted."),
        "circular": {
            "description": "Whether it repeats other evidence, or rests on what the decision is about.",
            "type": "boolean",
            "default": False,
        },
        "note": ref("text", "What a reader should know of it."),
    },
    required=["claim", "source", "kind"],
)
_POLICY = shape(
    "Policy",
    about(Policy),
    {
        "unknown_at_requirement": choice(
            Policy, "unknown_at_requirement", "An unknown leaves the verdict open, or fails as in a closed tender."
        ),
        "minimum_value": ref("points", "Overall points below which a vendor is insufficient."),
        "max_weaknesses": {
            "description": "How many failed shoulds a sufficient vendor may have.",
            "type": "integer",
            "minimum": 0,
        },
        "separation": {
            "description": "The share of draws in which the leader must beat a rival to count as separated from it.",
            "type": "number",
            "exclusiveMinimum": 0.5,
            "maximum": 1,
            "default": 0.75,
        },
        "coverage": {
            "description": "The central share of a distribution that counts for verdicts and bounds.",
            "type": "number",
            "minimum": 0.5,
            "exclusiveMaximum": 1,
            "default": 0.99,
        },
        "widen_by_grade": shape(
            "Widening by grade",
            about(WidenByGrade),
            {
                "medium": ref("share", "How far medium-grade evidence widens: each bound, of its way to the end."),
                "low": ref("share", "How far low-grade evidence widens; at least as far as medium."),
                "none": ref("share", "How far an assessment without evidence is widened; at least as far as low."),
            },
        ),
    },
)
_GROUP = shape(
    "Group",
    about(Group),
    {
        "name": ref("text", "The name for display."),
        "description": ref("text", "What its criteria have in common."),
        **JUDGED,
    },
)
_EVALUATOR = shape(
    "Evaluator",
    about(Evaluator),
    {"name": ref("text", "The name for display."), "role": ref("text", "The role in the decision.")},
)
_FILTER = shape(
    "Evidence that may be used",
    about(EvidenceFilter),
    {
        "published_by": ref("day", "Only what was published by this day; an unknown day is left out."),
        "describes_from": ref("day", "Only what describes a state of this day or later; an unknown day is left out."),
        "without_kinds": listing(
            choice(Evidence, "kind", "A kind of evidence that is left out."), "Which kinds of evidence are left out."
        ),
        "without_grades": listing(
            choice(Evidence, "grade", "A grade of evidence that is left out."), "Which grades of evidence are left out."
        ),
    },
)
_UNKNOWN = {"type": "null", "description": "Unknown in this scenario."}
_NOTHING = {"type": "null", "description": "No requirement in this scenario."}
_SCENARIO = shape(
    "Scenario",
    about(Scenario),
    {
        "because": JUDGED["because"],
        "weights": ref("weights"),
        "scale": mapping(ref("scale"), "Other scales, by criterion."),
        "require": mapping(either(ref("requirements"), _NOTHING), "Other requirements, by criterion; null for none."),
        "assessments": mapping(
            mapping(either(ref("assessment"), _UNKNOWN)),
            "Other assessments, by vendor and criterion; null for unknown.",
        ),
        "criteria": ref(
            "keys", "The criteria that keep their weight; the weights are scaled in proportion.", minItems=1
        ),
        "vendors": ref("keys", "The vendors that are kept.", minItems=1),
        "requirements": either(
            {"const": "none"}, ref("keys"), description="The criteria whose requirements act, or `none`."
        ),
        "evidence": _FILTER,
        "widen": {
            "description": "The fraction of its way to the end of the scale by which each bound moves.",
            "type": "number",
            "exclusiveMinimum": 0,
            "maximum": 1,
        },
        "hindsight": {
            "description": "Whether it may rest on evidence that describes a state later than the decision.",
            "type": "boolean",
            "default": False,
        },
    },
)

PARTS: Mapping[str, Node] = {
    "vendor": _VENDOR,
    "condition": _CONDITION,
    "evidence": _EVIDENCE,
    "policy": _POLICY,
    "group": _GROUP,
    "evaluator": _EVALUATOR,
    "scenario": _SCENARIO,
}
"""The parts of the schema that are neither criteria nor weights nor assessments, by name."""
