"""Shares of draws, short enough for the cell of a chart, and no more exact than the draws are."""

from __future__ import annotations

from collections.abc import Iterable

from vendor_eval.analysis.wording import clauses, number, run_on
from vendor_eval.languages.phrases import say

__all__ = ["SIGN_FITS", "bare", "key", "percentage", "shares_of", "short_share"]

SIGN_FITS = 30.0  # points: in narrower columns the percent sign is left out


def key(draws: int, *, sign: bool = True) -> str:
    """Say what the marks for none and all stand for, and what numbers without a sign are; of no draws, all is exact.

    Examples
    --------
    >>> key(1_000), key(0)
    ('– in no draw; all: in every draw.', '– never; all: always.')
    >>> key(0, sign=False)
    'Numbers are percentages. – never; all: always.'
    """
    marks = say("– in no draw; all: in every draw.") if draws else say("– never; all: always.")
    return marks if sign else run_on(say("Numbers are percentages."), marks)


def bare(remark: str) -> str:
    """Return a remark without the brackets that it has behind a sentence.

    Examples
    --------
    >>> bare("(1,000 draws from seed 0.)")
    '1,000 draws from seed 0.'
    """
    return remark.strip("()\uff08\uff09")


def percentage(text: str, *, sign: bool) -> str:
    """Write a percentage with or without its sign."""
    return say("{number} %", number=text) if sign else text


def short_share(p: float, draws: int, *, sign: bool = True) -> str:
    """Write a share of draws in a few characters, with or without the percent sign.

    Examples
    --------
    >>> [short_share(p, 1_000) for p in (0.0, 0.004, 0.25, 0.997, 1.0)]
    ['–', '<1 %', '25 %', '>99 %', 'all']
    """
    if p <= 0:
        return "–"
    if p >= 1:
        return say("all", context="a share")
    if p < 0.01:
        return percentage("<1", sign=sign)
    return percentage(">99" if p >= 0.995 else number(round(100 * p)), sign=sign)


def shares_of(names: Iterable[tuple[str, float]], draws: int) -> str:
    """List vendors with their shares.

    Examples
    --------
    >>> shares_of([("Alpha", 0.7), ("Beta", 0.3)], 1_000)
    'Alpha 70 %; Beta 30 %'
    """
    return clauses(f"{name} {short_share(p, draws)}" for name, p in names)
