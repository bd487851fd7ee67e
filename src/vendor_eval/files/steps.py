"""Paths in a cell, like ``scenarios.data only.assessments.alpha.reach``: the steps from the whole to one value."""

from __future__ import annotations

import json
import re
from typing import Any

from vendor_eval.errors import Path
from vendor_eval.files.places import DEEPEST

__all__ = ["path_text", "put_at", "read_path"]

_BARE = re.compile(r'[^\s."\[\]{}](?:[^."\[\]{}\n\t]*[^\s."\[\]{}])?')
_DIGITS = re.compile("[0-9]{1,9}", re.ASCII)
_STEP = re.compile(r'"(?:[^"\\]|\\.)*"|[^."]+')


def path_text(path: Path) -> str:
    """Write a path: steps between dots, a name that holds a dot or looks like a number in quotes.

    Examples
    --------
    >>> path_text(("scenarios", "data only", "criteria", 0)), path_text(("007", "a.b"))
    ('scenarios.data only.criteria.0', '"007"."a.b"')
    """
    return ".".join(_step_text(step) for step in path)


def _step_text(step: str | int) -> str:
    if isinstance(step, int):
        return str(step)
    bare = _BARE.fullmatch(step) is not None and not _DIGITS.fullmatch(step)
    return step if bare else json.dumps(step, ensure_ascii=False)


def read_path(text: str) -> Path:
    """Read a path as ``path_text`` writes it.

    Raises
    ------
    ValueError
        If the text is no path.

    Examples
    --------
    >>> read_path("policy.minimum_value"), read_path('"007".0')
    (('policy', 'minimum_value'), ('007', 0))
    """
    steps: list[str | int] = []
    position = 0
    while position <= len(text) and text:
        match = _STEP.match(text, position)
        if match is None or text[match.end() : match.end() + 1] not in (".", ""):
            raise ValueError(f"is no path: write steps with dots between them, not '{text[:60]}'.")
        steps.append(_read_step(match[0]))
        position = match.end() + 1
        if len(steps) > DEEPEST:
            raise ValueError(f"is no path: it has more than {DEEPEST} steps.")
    return tuple(steps)


def _read_step(word: str) -> str | int:
    if not word.startswith('"'):
        return int(word) if _DIGITS.fullmatch(word) else word
    try:
        return str(json.loads(word))
    except ValueError:
        raise ValueError(f"is no path: the step {word[:60]} is not in the form of JSON.") from None


def put_at(whole: Any, path: Path, value: Any) -> bool:
    """Set the value at a path, making the mappings on the way; say whether nothing else was there."""
    here = whole
    for step in path[:-1]:
        if isinstance(here, list) and isinstance(step, int) and step < len(here):
            here = here[step]
        elif isinstance(here, dict):
            if here.get(str(step)) is None:
                here[str(step)] = {}
            here = here[str(step)]
        else:
            return False
    # What is there but empty may be filled.
    if not path or not isinstance(here, dict) or here.get(str(path[-1])) is not None:
        return False
    here[str(path[-1])] = value
    return True
