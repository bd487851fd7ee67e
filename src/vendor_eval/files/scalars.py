"""How a bare word in YAML is read: as YAML 1.2 has it, so that NO is a text, 12:30 a text and 010 not an eight."""

from __future__ import annotations

import re

__all__ = ["BOOLEANS", "NULLS", "NUMBER", "WHOLE", "resolved"]

WHOLE = re.compile(r"[-+]?(?:0|[1-9][0-9]*)", re.ASCII)
NUMBER = re.compile(r"[-+]?(?:(?:0|[1-9][0-9]*)(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?", re.ASCII)
BOOLEANS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
NULLS = frozenset({"", "~", "null", "Null", "NULL"})
MOST_DIGITS = 30


def resolved(text: str) -> str | int | float | bool | None:
    """Read a plain scalar.

    Examples
    --------
    >>> [resolved(text) for text in ["12", "1.5", "NO", "010", "12:30", "true", "~"]]
    [12, 1.5, 'NO', '010', '12:30', True, None]
    """
    if text in NULLS:
        return None
    if text in BOOLEANS:
        return BOOLEANS[text]
    # Python would refuse to read some thousand digits as a whole number; as a float they are refused where they stand.
    if len(text) <= MOST_DIGITS and WHOLE.fullmatch(text):
        return int(text)
    return float(text) if NUMBER.fullmatch(text) else text
