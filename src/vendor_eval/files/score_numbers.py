"""Numbers as people type them into score sheets: read where there is one reading, told where there are two."""

from __future__ import annotations

import re
from typing import Any

from vendor_eval.decision.numbers import reading
from vendor_eval.files.cells import Cell
from vendor_eval.files.scalars import NUMBER, resolved
from vendor_eval.files.scores import read_score
from vendor_eval.files.values import parsed

__all__ = ["read_cell", "read_number"]

_EMPTY = "Write a number, a range like 900 .. 950, or unknown."
_GROUPS = r"[-+]?\d{{1,3}}(?:{group}\d{{3}})+(?:{decimal}\d+)?"
_BARE = r"[-+]?\d+(?:{decimal}\d+)?"


def read_number(text: str, *, decimal: str) -> int | float | None:
    """Read a number with a decimal point or comma; None where it is none, or could be two.

    With a comma, a point can only group thousands, and the other way round. A comma that could be a slip for a decimal
    point is not taken for a group.

    Examples
    --------
    >>> read_number("1.200,50", decimal=","), read_number("0,4", decimal=","), read_number("1,200", decimal=".")
    (1200.5, 0.4, None)
    """
    bare = text.strip().replace("\u00a0", " ").replace("\u202f", " ")
    if decimal == ".":
        return resolved(bare) if NUMBER.fullmatch(bare) else None  # type: ignore[return-value]
    if not re.fullmatch(_BARE.format(decimal=","), bare, re.ASCII) and not any(
        re.fullmatch(_GROUPS.format(group=group, decimal=","), bare, re.ASCII) for group in (r"\.", " ", "'")
    ):
        return None
    return resolved(re.sub("[. ']", "", bare).replace(",", "."))  # type: ignore[return-value]


def read_cell(cell: Cell, *, decimal: str, unit: str = "") -> tuple[Any, str | None]:
    """Return the score that a cell holds - a number, ``unknown`` or a range - or what is wrong with it."""
    value, problem = parsed(cell, "scalar" if decimal == "." or cell.kind != "raw" else "text")
    if problem is not None:
        return None, problem
    if isinstance(value, bool):
        return None, f"must be a number, not {str(value).upper()}."
    if not isinstance(value, str):
        if cell.shown == "percent" and "%" in unit:
            shown = f"shows {value:.4g} as {value:.4%}"
            return None, f"{shown}, and the unit is '{unit}': type the number without a percent format."
        return value, None
    if value.strip() == "unknown":
        return "unknown", None
    read = _read_text(value.strip(), decimal, unit)
    if read is not None:
        return read, None
    return None, _advice(value, decimal)


def _read_text(text: str, decimal: str, unit: str) -> Any:
    ends = [part.strip() for part in re.split(r"\.\.\.?|…", text)]
    if decimal == "," and 1 < len(ends) < 4:
        numbers = [read_number(end, decimal=decimal) for end in ends]
        names = ("low", "high") if len(ends) == 2 else ("low", "likely", "high")
        return None if None in numbers else dict(zip(names, numbers, strict=True))
    score = read_score(text, [])
    if isinstance(score, dict):
        return score
    bare = text.removesuffix("%").strip() if "%" in unit else text
    return read_number(bare, decimal=decimal)


def _advice(text: str, decimal: str) -> str:
    bare = text.strip()
    both = re.fullmatch(r"([-+]?\d{1,3}),(\d{3})", bare, re.ASCII)
    message = f"must be a number, not the text '{bare[:60]}'."
    if decimal == "." and both is not None:
        return (
            f"{message} It may mean {both[1]}{both[2]} or {both[1]}.{both[2]}: write it without a comma, or, if all "
            "commas in the sheet are decimal commas, set the option `decimal` to a comma."
        )
    if decimal == "." and re.fullmatch(r"[-+]?[\d. ']+,\d+", bare, re.ASCII):
        return f"{message}{reading(bare)} If commas are decimal commas, set the option `decimal` to a comma."
    return f"{message}{reading(bare) or ' ' + _EMPTY}"
