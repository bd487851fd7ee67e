"""The keys of very many vendors: valid names, each once, and none that could be taken for another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from pydantic import TypeAdapter, ValidationError

from vendor_eval.decision.faults import message_of
from vendor_eval.decision.names import RESERVED, Key, Text, skeleton, told_apart

__all__ = ["double_said", "doubles", "read_key", "read_name"]

_KEY: TypeAdapter[str] = TypeAdapter(Key)
_NAME: TypeAdapter[str] = TypeAdapter(Text)
_SIMPLE = re.compile(r"[A-Za-z0-9._/#-]{1,100}", re.ASCII)


def read_key(cell: Any) -> str:
    """Return a vendor's key; a whole number is taken as it is written.

    Raises
    ------
    ValueError
        If it is no name, and why.
    """
    if cell is None or cell == "" or cell != cell:
        raise ValueError("is empty: each row needs the key of its vendor.")
    if isinstance(cell, int | np.integer) and not isinstance(cell, bool):
        cell = str(cell)
    if isinstance(cell, str) and _SIMPLE.fullmatch(cell) and cell.casefold() not in RESERVED:
        return cell
    return _valid(_KEY, cell)


def read_name(cell: Any) -> str:
    """Return a vendor's name for display; empty where there is none.

    Raises
    ------
    ValueError
        If it is no text, and why.
    """
    if cell is None or cell != cell:
        return ""
    return _valid(_NAME, cell)


def _valid(kind: TypeAdapter[str], cell: Any) -> str:
    try:
        return kind.validate_python(cell, strict=True)
    except ValidationError as error:
        raise ValueError(message_of(error.errors(include_url=False)[0])) from None


def doubles(keys: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pair each key that a reader could take for an earlier one with that one, by their places.

    Only a number is kept of each key, so that a million of them take little memory.
    """
    marks = np.fromiter((hash(skeleton(key)) for key in keys), dtype=np.int64, count=len(keys))
    order = np.argsort(marks, kind="stable")
    same = np.flatnonzero(marks[order][1:] == marks[order][:-1])
    first: dict[str, int] = {}
    for place in np.unique(np.concatenate([same, same + 1])).tolist():
        row = int(order[place])
        earlier = first.setdefault(skeleton(keys[row]), row)
        if earlier != row:
            yield row, earlier


def double_said(key: str, earlier: str, where: str) -> str:
    """Say which key is taken already."""
    if key == earlier:
        return f"'{key}' is the vendor of {where} already; delete or rename one of them."
    return f"'{key}' looks the same as '{earlier}' of {where}: {told_apart(key, earlier)}; give them names that differ."
