"""The words of the JSON Schema that all nouns use: texts, keys, numbers and dates, and how a noun is written down."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from typing import Any, TypeAlias, get_args

from vendor_eval.decision.names import LONGEST_KEY, RESERVED
from vendor_eval.decision.noun import Noun
from vendor_eval.decision.numbers import LARGEST

__all__ = [
    "JUDGED",
    "TERMS",
    "Node",
    "about",
    "any_case",
    "choice",
    "either",
    "exactly_one",
    "listing",
    "mapping",
    "pair",
    "ref",
    "shape",
]

Node: TypeAlias = dict[str, Any]
"""A part of the schema."""

_DAY = "[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
_SPAN = "[0-9]{4}(?:-(?:Q[1-4]|(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?))?"


def ref(name: str, description: str = "", **more: Any) -> Node:
    """Refer to a part of the schema that has a name."""
    return {"$ref": f"#/$defs/{name}"} | ({"description": description} if description else {}) | more


def about(noun: type[Noun]) -> str:
    """Return the first paragraph of a noun's docstring in one line."""
    first = inspect.cleandoc(noun.__doc__ or "").split("\n\n")[0]
    return " ".join(first.split()).replace("``", "`")


def choice(noun: type[Noun], field: str, description: str, **more: Any) -> Node:
    """Describe a field that takes one of the words that its noun allows; its default is the noun's own."""
    found = noun.model_fields[field]
    default = {} if found.is_required() or found.default is None else {"default": found.default}
    return {"description": description, "enum": list(get_args(found.annotation)), **default, **more}


def shape(title: str, description: str, properties: Mapping[str, Node], **rules: Any) -> Node:
    """Describe a mapping with known fields; unknown ones are refused."""
    return {
        "title": title,
        "description": description,
        "type": "object",
        "properties": dict(properties),
        "additionalProperties": False,
        **rules,
    }


def mapping(values: Node, description: str = "", **more: Any) -> Node:
    """Describe a mapping whose keys are names that the analyst gives."""
    said = {"description": description} if description else {}
    return {**said, "type": "object", "propertyNames": ref("key"), "additionalProperties": values, **more}


def listing(items: Node, description: str = "", **more: Any) -> Node:
    """Describe a list."""
    return ({"description": description} if description else {}) | {"type": "array", "items": items, **more}


def pair(items: Node, description: str) -> Node:
    """Describe a list of exactly two items."""
    return listing(items, description, minItems=2, maxItems=2)


def either(*nodes: Node, **more: Any) -> Node:
    """Describe what has a short and a long form."""
    return {"anyOf": list(nodes), **more}


def exactly_one(*forms: str | tuple[str, ...]) -> list[Node]:
    """Say that the fields of exactly one form stand there."""
    return [{"required": [form] if isinstance(form, str) else list(form)} for form in forms]


def any_case(word: str) -> str:
    """Return a pattern of a word in capitals, small letters or both."""
    return "".join(f"[{sign.upper()}{sign}]" for sign in word)


_RESERVED = "|".join(any_case(word) for word in sorted(RESERVED))
_LIMITS = {"minimum": -LARGEST, "maximum": LARGEST}

JUDGED: Mapping[str, Node] = {
    "because": ref("text", "The reason, in a sentence that somebody who was not there understands."),
    "by": ref("text", "Who decided it."),
    "on": ref("day", "The day on which it was decided."),
}

TERMS: Mapping[str, Node] = {
    "text": {"type": "string"},
    "filled": {"type": "string", "pattern": r"\S"},
    "key": {
        "description": f"A name without spaces around or doubled inside it, and none of {', '.join(sorted(RESERVED))}.",
        "type": "string",
        "maxLength": LONGEST_KEY,
        "pattern": rf"^(?!(?:{_RESERVED})$)\S+(?: \S+)*$",
    },
    "keys": listing(ref("key"), uniqueItems=True),
    "evidence_ids": listing(ref("key"), "The evidence that it rests on, by key.", uniqueItems=True, examples=[["E1"]]),
    "day": {"type": "string", "format": "date", "pattern": f"^{_DAY}$", "examples": ["2025-02-15"]},
    "when": {
        "type": ["string", "integer"],
        "pattern": f"^(?:unknown|{_SPAN}(?:/{_SPAN})?)$",
        "minimum": 1000,
        "maximum": 9999,
        "examples": ["2025-02-02", "2025-02", "2024-Q2", 2024, "2025-02-01/2025-02-15", "unknown"],
    },
    "number": {"type": "number", **_LIMITS},
    "amount": {"type": "number", "minimum": 0, "maximum": LARGEST},
    "positive": {"type": "number", "exclusiveMinimum": 0, "maximum": LARGEST},
    "points": {"type": "number", "minimum": 0, "maximum": 100},
    "share": {"type": "number", "minimum": 0, "maximum": 1},
    "score": {"type": ["number", "string"], **_LIMITS},
}
