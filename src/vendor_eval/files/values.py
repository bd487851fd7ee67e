"""What a cell says, by the kind of its column, and how a value is written into one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any, Literal

from vendor_eval.files.cells import Cell
from vendor_eval.files.places import DEEPEST
from vendor_eval.files.scalars import BOOLEANS, NUMBER, resolved

__all__ = [
    "BOOLEANS_AS_JSON",
    "MOST_IN_CELL",
    "ColumnKind",
    "guarded",
    "no_json",
    "number_text",
    "parsed",
    "read_json_text",
    "read_range",
    "rendered",
    "same",
]

ColumnKind = Literal["text", "date", "scalar", "list", "pair", "json"]

# A cell of a workbook holds 32,767 UTF-16 units: this many characters always fit.
MOST_IN_CELL = 16_000

# What makes a spreadsheet program compute a text of a CSV file.
# The last four are the full-width forms of the first.
_FORMULA_SIGNS = frozenset("=+-@\t\r\0\uff1d\uff0b\uff0d\uff20")
_DOTS = r" *(?:\.\.\.?|…) *"
_RANGE = re.compile(rf"({NUMBER.pattern}){_DOTS}({NUMBER.pattern})(?:{_DOTS}({NUMBER.pattern}))?", re.ASCII)
_SPLIT = re.compile("[,;\n]")
# A spreadsheet program writes truth values in capitals.
BOOLEANS_AS_JSON = {"TRUE": "true", "FALSE": "false"}


def same(one: Any, other: Any) -> bool:
    """Whether two pieces of plain data are equal and of one kind: 1 is not true; the order of keys is left aside."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(item, other[key]) for key, item in one.items())
    if isinstance(one, list):
        return len(one) == len(other) and all(same(here, there) for here, there in zip(one, other, strict=True))
    return bool(one == other)


def number_text(number: float) -> str:
    """Write a number so that reading gives it back exactly."""
    return repr(number)


def _is_typed(text: str) -> bool:
    return text in BOOLEANS or NUMBER.fullmatch(text) is not None


def _needs_guard(text: str, *, typed: bool) -> bool:
    bare = text.lstrip("'")
    return bare[:1] in _FORMULA_SIGNS if bare[:1] and not typed else (bare[:1] in _FORMULA_SIGNS or _is_typed(bare))


def guarded(text: str, *, typed: bool) -> str:
    """Put a ' before a text of a CSV file that would be computed, or in a column of any kind taken for a number.

    Examples
    --------
    >>> guarded("=1+1", typed=False), guarded("007", typed=True), guarded("12", typed=True), guarded("12", typed=False)
    ("'=1+1", '007', "'12", '12')
    """
    return f"'{text}" if text and _needs_guard(text, typed=typed) else text


def _unguarded(text: str, *, typed: bool) -> tuple[str, bool]:
    """Return a text without its one ', and whether it had one."""
    if text.startswith("'") and _needs_guard(text, typed=typed):
        return text[1:], True
    return text, False


def read_range(text: str) -> list[int | float] | None:
    """Read two or three numbers with dots between them, or None where the text is something else.

    Examples
    --------
    >>> read_range("900 .. 950"), read_range("1 .. 2.5 .. 4"), read_range("high")
    ([900, 950], [1, 2.5, 4], None)
    """
    match = _RANGE.fullmatch(text.strip())
    if match is None:
        return None
    return [resolved(part) for part in match.groups() if part is not None]  # type: ignore[misc]


def parsed(cell: Cell, kind: ColumnKind) -> tuple[Any, str | None]:
    """Return what a cell says in a column of a kind, or None and what is wrong with it."""
    if cell.kind == "error":
        return None, f"holds the Excel error {cell.value}; correct the formula, or write what it should give."
    if cell.kind == "formula":
        advice = "open the workbook in Excel or LibreOffice, save it there, and try again"
        return None, f"is a formula without a result; {advice}."
    if cell.kind == "date" and kind not in ("date", "list"):
        advice = "Excel makes dates of texts like 3/4: format the cell as text and type what was meant"
        return None, f"is the date {cell.value}; {advice}."
    match kind:
        case "scalar":
            return _scalar(cell), None
        case "pair":
            value = _scalar(cell)
            ends = read_range(value) if isinstance(value, str) else None
            return (ends if ends is not None and len(ends) == 2 else value), None
        case "list":
            return _list(_text(cell))
        case "json":
            return _json(cell)
        case _:
            return _text(cell), None


def _text(cell: Cell) -> str:
    if cell.kind == "raw":
        return _unguarded(cell.value, typed=False)[0]
    if cell.kind == "boolean":
        return "TRUE" if cell.value else "FALSE"
    return cell.value if isinstance(cell.value, str) else number_text(cell.value)


def _scalar(cell: Cell) -> Any:
    if cell.kind != "raw":
        return cell.value
    text, was_guarded = _unguarded(cell.value, typed=True)
    return resolved(text) if not was_guarded and _is_typed(text) else text


def no_json(text: str, error: ValueError) -> str:
    """Say why a cell's text is no JSON."""
    reason = "" if isinstance(error, json.JSONDecodeError) else f" It {error}."
    return f'must be JSON, like 12, "a text", [1, 2] or {{"a": 1}}, not \'{text[:60]}\'.{reason}'


def read_json_text(text: str) -> Any:
    """Read the JSON of a cell: no key twice, and no deeper than any file may be.

    Raises
    ------
    ValueError
        If it is no such JSON.
    """
    try:
        value = json.loads(text, object_pairs_hook=_once_each)
    except RecursionError:
        raise ValueError("is nested too deep") from None
    level = [value]
    for _ in range(DEEPEST):
        level = [inner for item in level for inner in _inside(item)]
    if level:
        raise ValueError("is nested too deep")
    return value


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) < len(pairs):
        raise ValueError("holds a key twice")
    return dict(pairs)


def _inside(value: Any) -> Iterable[Any]:
    return value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()


def _list(text: str) -> tuple[Any, str | None]:
    if text.startswith("["):
        try:
            items = read_json_text(text)
        except ValueError:
            items = None
        if not isinstance(items, list):
            return None, f"is no list: write names with commas between them, not '{text[:60]}'."
        return items, None
    return [item for part in _SPLIT.split(text) if (item := part.strip())], None


def _json(cell: Cell) -> tuple[Any, str | None]:
    text = _text(cell)
    try:
        return read_json_text(BOOLEANS_AS_JSON.get(text, text)), None
    except ValueError as error:
        return None, no_json(text, error)


def rendered(value: Any, kind: ColumnKind) -> Any:
    """Return what to write into a cell so that reading gives the value back, or None where no cell can say it."""
    written: Any = None
    if kind == "json":
        written = value if type(value) in (int, float) else json.dumps(value, ensure_ascii=False)
    elif kind == "list" and isinstance(value, list) and all(isinstance(item, str) for item in value):
        plain = ", ".join(value)
        written = plain if _list(plain) == (value, None) and value else json.dumps(value, ensure_ascii=False)
    elif kind == "pair" and isinstance(value, list) and all(type(item) in (int, float) for item in value):
        text = " .. ".join(number_text(item) for item in value)
        written = text if same(read_range(text), value) and len(value) == 2 else None
    elif (kind in ("text", "date") and isinstance(value, str)) or (
        kind in ("scalar", "pair") and isinstance(value, str | int | float)
    ):
        written = value
    if isinstance(written, str) and (not written or len(written) > MOST_IN_CELL):
        return None
    return written
