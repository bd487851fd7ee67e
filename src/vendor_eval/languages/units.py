"""Units of measurement: how an English one reads in the singular."""

from __future__ import annotations

import re

__all__ = ["english_singular"]

# Only a plain lower-case word is put in the singular: never `ms`, `kbps` or `GB/s`.
_PLURAL = re.compile(r"(?=.*[aeiouy])[a-z]{3,}(?<!s)(?<!u)(?<!i)s")
_NO_PLURAL = frozenset({"series", "species", "means", "news", "always", "bias", "gas", "lens", "canvas"})


def english_singular(unit: str) -> str:
    """Put the first word of an English unit in the singular where that is safe.

    Examples
    --------
    >>> units = ("days a year", "companies", "breaches", "status", "kbps", "series", "GB/s")
    >>> [english_singular(unit) for unit in units]
    ['day a year', 'company', 'breach', 'status', 'kbps', 'series', 'GB/s']
    """
    first, space, rest = unit.partition(" ")
    if first in _NO_PLURAL or not _PLURAL.fullmatch(first):
        return unit
    for ending, singular in (("ies", "y"), ("ches", "ch"), ("shes", "sh"), ("sses", "ss"), ("xes", "x")):
        if first.endswith(ending):
            return first.removesuffix(ending) + singular + space + rest
    return first[:-1] + space + rest
