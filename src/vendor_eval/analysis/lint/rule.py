"""What a rule of the lint is: a stable code, what it looks for, why that matters and what mends it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from vendor_eval.analysis.lint.subject import Subject

__all__ = ["Rule", "Severity", "Spot"]

Severity = Literal["high", "medium", "low"]
Spot = tuple[str, str]
"""Where something was found, as a dotted path in the file, and what was found there, in a sentence."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of remark.

    Parameters
    ----------
    code
        Its number, which never changes its meaning.
    severity
        high: the result should not be used before this is mended; medium: a critical reader may rightly object;
        low: worth a look, and may well be right as it is.
    find
        Yields each place where it applies.
    why, fix
        Why it matters, and what mends it, in a sentence or two.
    """

    code: str
    severity: Severity
    find: Callable[[Subject], Iterator[Spot]]
    why: str
    fix: str
