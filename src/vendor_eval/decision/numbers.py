"""The numbers of a decision: finite, of a sane size, and never a truth value or a text in disguise."""

from __future__ import annotations

import math
import numbers
import re
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from vendor_eval.decision.names import check_text
from vendor_eval.decision.wording import found
from vendor_eval.errors import cut

__all__ = ["LARGEST", "Number", "Points", "Score", "Share", "Whole", "reading", "tidy"]

LARGEST = 1e12

_ABSENT = frozenset(["", "-", "–", "?", ".", "...", "n/a", "na", "n.a.", "nan", ".nan", "null", "nil", "tbd", "tba"])
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:(?P<mark>[,. '_\u00a0\u202f])\d{3})(?:(?P=mark)\d{3})*(?:[.,]\d+)?", re.ASCII)
_DECIMAL = re.compile(r"[+-]?\d+,\d+", re.ASCII)
_ZEROS = re.compile(r"[+-]?0+[1-9]\d*(?:\.\d+)?", re.ASCII)
_RANGE = re.compile(r"([+-]?[\d.]*\d) *(?:-|–|to|\.\.\.?|…) *([+-]?[\d.]*\d)", re.ASCII)


def reading(text: str) -> str:
    """Offer what a text may have meant as a number, as the end of a message, without choosing.

    Examples
    --------
    >>> reading("1,200")
    ' Did you mean 1.200 or 1200? Write a decimal point and no thousands separator.'
    >>> reading("n/a")
    ' Write `unknown` where nothing is known.'
    >>> reading("2-6")
    ' Is it a range? Write {low: 2, high: 6} in a text file, 2 .. 6 in a table.'
    """
    bare = text.strip()
    if bare.casefold() in _ABSENT:
        return " Write `unknown` where nothing is known."
    if bare.endswith("%"):
        return " Write the number alone and say in the criterion's unit that it is in percent."
    readings = []
    if _DECIMAL.fullmatch(bare):
        readings.append(bare.replace(",", "."))
    if grouped := _GROUPED.fullmatch(bare):
        mark = grouped["mark"]
        readings.append(bare.replace(mark, "").replace(",", "."))
    if readings:
        return f" Did you mean {' or '.join(readings)}? Write a decimal point and no thousands separator."
    if ends := _RANGE.fullmatch(bare):
        low, high = ends.groups()
        return f" Is it a range? Write {{low: {low}, high: {high}}} in a text file, {low} .. {high} in a table."
    if _ZEROS.fullmatch(bare):
        return f" Did you mean {re.sub('(?<![0-9])0+', '', bare, count=1)}? Write it without zeros in front."
    return ""


def _clean(value: Any) -> Any:
    # By name, so that the truth values of numpy are known without importing it.
    if type(value).__name__ == "bool":
        raise ValueError(f"must be a number, not {str(value).lower()}.")
    if isinstance(value, str):
        raise ValueError(f"must be a number, not the text '{cut(value)}'.{reading(value)}")
    if not isinstance(value, numbers.Real | Decimal):
        raise ValueError(f"must be a number, {found(value)}.")
    try:
        clean = float(value)
    except (OverflowError, ValueError):
        clean = math.inf
    if math.isnan(clean):
        raise ValueError("must be a number, not NaN; write `unknown` where nothing is known.")
    if math.isinf(clean):
        raise ValueError("must be a number between -1e12 and 1e12, not infinite or too large to be read.")
    if abs(clean) > LARGEST:
        raise ValueError(f"must be a number between -1e12 and 1e12, not {clean:g}.")
    return clean


def _score(value: Any) -> Any:
    return check_text(value, newlines=False) if isinstance(value, str) else _clean(value)


def _whole(value: Any) -> Any:
    clean = _clean(value)
    if not clean.is_integer():
        raise ValueError(f"must be a whole number, not {clean:g}.")
    return int(clean)


Number = Annotated[float, BeforeValidator(_clean)]
Score = Annotated[str | float, BeforeValidator(_score)]
Points = Annotated[Number, Field(ge=0, le=100)]
Share = Annotated[Number, Field(ge=0, le=1)]
Whole = Annotated[int, BeforeValidator(_whole), Field(ge=0)]


def tidy(value: float) -> int | float:
    """Write whole numbers without a decimal point.

    Examples
    --------
    >>> tidy(30.0), tidy(0.25)
    (30, 0.25)
    """
    return int(value) if value.is_integer() and abs(value) < 1e15 else value
