"""A report carries the input that it was made from, so that anybody can make it again from the report alone.

The decision and the options stand at the end of the file as base64 of JSON: in HTML in a ``template`` element,
which no browser shows, in Markdown in a comment. The letters of base64 can end neither of them.
"""

from __future__ import annotations

import base64
import binascii
import json
import platform
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as version_of
from typing import Any

from vendor_eval.analysis.result import version
from vendor_eval.decision.document import Decision
from vendor_eval.errors import FileError
from vendor_eval.report.chapters.stamp import ABROAD, PACKAGES

__all__ = ["CARRYING", "Input", "embedded", "found_in", "versions_here"]

FORMAT = 1
NAME = "vendor-eval-input"
LINE = 120
OPENING = {".html": f'<template id="{NAME}">\n', ".md": f"\n<!-- {NAME}\n"}
CLOSING = {".html": "</template>\n", ".md": "-->\n"}
CARRYING = tuple(OPENING)
"""The endings of the files that carry their input."""
BEFORE = {".html": "</body>", ".md": ""}
OPTIONS = {"weights": str, "draws": int, "seed": int, "language": str}


@dataclass(frozen=True, slots=True)
class Input:
    """What a report was made from.

    Parameters
    ----------
    decision
        The decision as plain data, as a file holds it.
    digest
        The digest that it had when the report was written.
    options
        Weights, draws, seed and language.
    versions
        The version of everything that decides a figure or a letter of the report.
    """

    decision: Any
    digest: str
    options: Mapping[str, Any]
    versions: Mapping[str, str]


def versions_here() -> dict[str, str]:
    """Return the versions of what writes reports here."""
    found = {"vendor_eval": version(), "Python": platform.python_version()}
    for name in (*PACKAGES, *ABROAD):
        try:
            found[name] = version_of(name)
        except PackageNotFoundError:
            continue
    return found


def embedded(page: bytes, ending: str, decision: Decision, options: Mapping[str, Any]) -> bytes:
    """Return a report with its input at the end; a Word file goes without."""
    if ending not in OPENING:
        return page
    content = {
        "format": FORMAT,
        "decision": decision.plain(),
        "digest": decision.digest,
        "options": dict(options),
        "versions": versions_here(),
    }
    plain = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    letters = base64.b64encode(plain.encode()).decode()
    lines = "".join(f"{letters[i : i + LINE]}\n" for i in range(0, len(letters), LINE))
    block = f"{OPENING[ending]}{lines}{CLOSING[ending]}".encode()
    place = page.rfind(BEFORE[ending].encode()) if BEFORE[ending] else len(page)
    return page[:place] + block + page[place:]


def found_in(text: str, ending: str, name: str) -> tuple[str, Input]:
    """Return a report without its input, and the input.

    Raises
    ------
    FileError
        If it is no report of ours, it holds no input, or nobody can read what it holds.
    """
    pattern = re.escape(OPENING[ending]) + r"([A-Za-z0-9+/=\s]*)" + re.escape(CLOSING[ending])
    blocks = list(re.finditer(pattern, text))
    if not blocks:
        if all(f'id="{anchor}"' in text for anchor in ("stamp", "ranking", "evidence")):
            raise FileError(
                f"{name} is a report, but holds no input that it could be recomputed from; it was cut off, or written "
                "by an earlier version."
            )
        raise FileError(f"{name} is not a report that vendor_eval wrote.")
    block = blocks[-1]
    return text[: block.start()] + text[block.end() :], _read(block[1], name)


def _read(letters: str, name: str) -> Input:
    try:
        content = json.loads(base64.b64decode("".join(letters.split()), validate=True))
        if content["format"] != FORMAT:
            raise FileError(f"{name} holds its input in another format than {FORMAT}: update vendor_eval.")
        options = {key: kind(content["options"][key]) for key, kind in OPTIONS.items()}
        versions = {str(key): str(one) for key, one in content["versions"].items()}
        return Input(content["decision"], str(content["digest"]), options, versions)
    except (binascii.Error, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise FileError(f"{name} holds an input that is damaged: it cannot be read.") from None
