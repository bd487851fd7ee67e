"""How words are put together, everywhere the same: lists, ranges, quotations, and sentences behind each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from typing import Literal
from unicodedata import east_asian_width

from vendor_eval.languages.phrases import say

__all__ = ["capital", "clauses", "joined", "listed", "measured", "noted", "quoted", "ranging", "run_on"]


def joined(names: Sequence[str], last: Literal["and", "or"] = "and") -> str:
    """Join names in prose.

    Examples
    --------
    >>> joined(["A"]), joined(["A", "B"]), joined(["A", "B", "C"], "or")
    ('A', 'A and B', 'A, B or C')
    """
    *most, final = names
    if not most:
        return final
    before = listed(most)
    if last == "or":
        return say("{names} or {last}", names=before, last=final)
    return say("{names} and {last}", names=before, last=final)


def listed(parts: Iterable[str]) -> str:
    """List names or notes that are all alike: the last is not set off.

    Examples
    --------
    >>> listed(["Price", "Reach", "Terms"])
    'Price, Reach, Terms'
    """
    return say(", ", context="between the names of a list").join(parts)


def clauses(parts: Iterable[str]) -> str:
    """Put parts that may hold commas behind each other; empty ones are left out.

    Examples
    --------
    >>> clauses(["failed: Price, Reach", "", "open: Terms"])
    'failed: Price, Reach; open: Terms'
    """
    return say("; ", context="between the parts of a list").join(part for part in parts if part)


def run_on(*sentences: str) -> str:
    """Put sentences behind each other; empty ones are left out.

    Examples
    --------
    >>> run_on("A is chosen.", "", "It leads.")
    'A is chosen. It leads.'
    """
    said = [one for one in sentences if one]
    return reduce(_behind, said) if said else ""


def _behind(sentence: str, following: str) -> str:
    return say("{sentence} {following}", sentence=sentence, following=following, context="sentences behind each other")


def capital(text: str) -> str:
    """Begin a text with a capital letter.

    Examples
    --------
    >>> capital("whatever the weights")
    'Whatever the weights'
    """
    return f"{text[:1].upper()}{text[1:]}"


def quoted(word: str) -> str:
    """Put a level, or another word of the file, in quotation marks.

    Examples
    --------
    >>> quoted("in contract")
    '“in contract”'
    """
    return say("“{word}”", word=word)


def ranging(low: str, high: str) -> str:
    """Write a range from its two ends, already in words.

    Examples
    --------
    >>> ranging("3", "4 days")
    '3 to 4 days'
    """
    return say("{low} to {high}", low=low, high=high)


def noted(text: str, note: str) -> str:
    """Put a note behind a text, in parentheses.

    Examples
    --------
    >>> noted("63.0", "48.0 to 78.0")
    '63.0 (48.0 to 78.0)'
    """
    return say("{text} ({note})", text=text, note=note)


def measured(said: str, unit: str) -> str:
    """Put a unit behind what is said in it: at once where the unit's script has no spaces between words.

    Examples
    --------
    >>> measured("7", "days"), measured("7", "天")
    ('7 days', '7天')
    """
    return f"{said}{unit}" if east_asian_width(unit[0]) in "FW" else say("{number} {unit}", number=said, unit=unit)
