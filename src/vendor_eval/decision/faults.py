"""From pydantic's errors to faults: paths of the plain data, and messages that an analyst can act on."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from vendor_eval.decision.wording import found
from vendor_eval.errors import Fault, Path, listed, nearest

__all__ = ["TAG", "faults_of", "message_of"]

# Tags of unions start with a sign that no field of a file may hold, so that they are never taken for a step of a path.
TAG = "\0"


def faults_of(error: ValidationError, data: Any) -> list[Fault]:
    """Translate pydantic's errors into faults whose paths are those of the plain data."""
    return [
        Fault(tuple(_path(one["loc"], data, absent=one["type"] == "missing")), message_of(one))
        for one in error.errors(include_url=False)
    ]


def _path(loc: Path, data: Any, *, absent: bool) -> Iterator[str | int]:
    """Follow a location through the data and drop the steps that only pydantic knows (union tags, field wrappers)."""
    here = data
    for index, step in enumerate(loc):
        if isinstance(step, str) and step.startswith(TAG):
            continue
        if isinstance(here, Mapping):
            if step in here:
                here = here[step]
                yield step
            elif absent and index == len(loc) - 1:
                yield step
        elif isinstance(here, list | tuple) and isinstance(step, int):
            here = here[step]
            yield step
        elif isinstance(here, BaseModel):
            here = getattr(here, str(step), None)
            yield step


def message_of(error: Any) -> str:
    """Say what is wrong, what was found and what is allowed."""
    value, context = error["input"], error.get("ctx") or {}
    match error["type"]:
        case "missing":
            return "is required, but not given."
        case "literal_error":
            return _choice(context["expected"], value)
        case "string_type":
            quotable = isinstance(value, bool | int) or (isinstance(value, float) and math.isfinite(value))
            quotes = "; put quotes around it" if quotable else ""
            return f"must be text, {found(value)}{quotes}."
        case "bool_type":
            return f"must be true or false, {found(value)}."
        case "dict_type":
            advice = "; write {} where there is nothing to say" if value is None else ""
            return f"must be a mapping of names to values, {found(value)}{advice}."
        case "tuple_type":
            return f"must be a list, {found(value)}" + (f"; write [{value}]." if isinstance(value, str) else ".")
        case "greater_than" | "greater_than_equal" | "less_than" | "less_than_equal":
            return _bound(error["type"], context, value)
        case "value_error":
            return str(context["error"])
        case _:
            return str(error["msg"])


def _choice(expected: str, value: object) -> str:
    allowed = expected.replace(" or ", ", ").replace("'", "").split(", ")
    return f"must be one of {listed(allowed)}, {found(value)}.{nearest(value, allowed)}"


def _bound(kind: str, context: Mapping[str, Any], value: object) -> str:
    word = {
        "greater_than": "above",
        "greater_than_equal": "at least",
        "less_than": "below",
        "less_than_equal": "at most",
    }
    limit = next(context[name] for name in ("gt", "ge", "lt", "le") if name in context)
    return f"must be {word[kind]} {limit:g}, {found(value)}."
