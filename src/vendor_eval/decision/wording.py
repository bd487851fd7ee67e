"""How messages about a decision speak of what was found."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from vendor_eval.errors import Fault, Path, cut, nearest

__all__ = ["end_of_number", "found", "joined", "unknown_name"]

_GROUP = re.compile(r"\d{3}", re.ASCII)


def found(value: object) -> str:
    """End a sentence like "must be text, ..." with what stood there instead.

    Examples
    --------
    >>> [found(value) for value in (None, "high", True, 12, [1], {"a": 1})]
    ['but is empty', "not 'high'", 'not true', 'not 12', 'not a list', 'not a mapping']
    """
    match value:
        case None:
            return "but is empty"
        case str():
            return f"not '{cut(value)}'"
        case bool():
            return f"not {str(value).lower()}"
        case Mapping():
            return "not a mapping"
        case list() | tuple() | set() | frozenset():
            return "not a list"
        case _:
            return f"not {cut(str(value))}"


def joined(names: object) -> str:
    """Join names that stand in a message as they stand in a file, cut after a dozen."""
    texts = [cut(str(name)) for name in names] if isinstance(names, list | tuple | dict) else [str(names)]
    return ", ".join(texts[:12]) + (f" and {len(texts) - 12} more" if len(texts) > 12 else "")


def end_of_number(name: object) -> str:
    """Explain a name that a comma cut off a number: between braces ``1,200`` is 1 and something named 200.

    Examples
    --------
    >>> end_of_number("200"), end_of_number("price")
    (' Is it the end of a number? Write 1200, not 1,200.', '')
    """
    group = str(name)
    return f" Is it the end of a number? Write 1{group}, not 1,{group}." if _GROUP.fullmatch(group) else ""


def unknown_name(kind: str, name: object, known: Collection[str], path: Path) -> Fault:
    """Build the fault of a name that refers to nothing, with the nearest that exists."""
    choice = f" Known: {joined(list(known))}." if 0 < len(known) <= 12 else ""
    return Fault(path, f"Unknown {kind} '{cut(str(name))}'.{end_of_number(name) or nearest(name, known) or choice}")
