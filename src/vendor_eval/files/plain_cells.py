"""Plain data as cells: what stands at a path, and what a cell can say of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from vendor_eval.errors import Path
from vendor_eval.files.layout import Column
from vendor_eval.files.values import MOST_IN_CELL, rendered

__all__ = ["at", "cells_of", "is_key", "is_scalar", "named_parts"]


def at(thing: Any, path: Path) -> Any:
    """Return what stands at a path inside plain data, or None where nothing does."""
    for step in path:
        if not isinstance(thing, dict) or step not in thing:
            return None
        thing = thing[step]
    return thing


def cells_of(thing: Any, columns: Sequence[Column]) -> list[Any]:
    """Return what the cells of some columns say of a thing; None where nothing stands, or no cell can say it."""
    found = [at(thing, column.path) for column in columns]
    return [
        None if value is None else rendered(value, column.kind) for value, column in zip(found, columns, strict=True)
    ]


def is_key(key: Any) -> bool:
    """Whether a cell can hold this as the name of something."""
    return isinstance(key, str) and 0 < len(key) <= MOST_IN_CELL


def is_scalar(value: Any) -> bool:
    """Whether a cell can hold this as a value."""
    return rendered(value, "scalar") is not None


def named_parts(plain: dict[str, Any], name: str) -> dict[str, Any]:
    """Return a section whose parts have names that cells can hold; none where it is something else."""
    found = plain.get(name)
    return found if isinstance(found, dict) and all(is_key(key) for key in found) else {}
