"""Reasons: what an explanation consists of, as data; every sentence is said from one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from vendor_eval.reasons.phrases import said

__all__ = ["Kind", "Reason"]

Kind = Literal[
    "verdict",
    "requirement failed",
    "requirement open",
    "should failed",
    "should open",
    "requirement waived",
    "overall value",
    "accumulated weaknesses",
    "value without rank",
    "standing",
    "gap",
    "advantage",
    "sacrifice",
    "level",
    "without weight",
    "unknown",
]


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: its kind, whom and what it is about, its numbers, its words and its evidence.

    ``numbers`` are in points unless their name says otherwise; ``words`` hold names, performances and rationales as
    they are printed.
    """

    kind: Kind
    vendor: str
    over: str | None = None
    criterion: str | None = None
    numbers: Mapping[str, float] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    evidence: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The reason as a sentence or two."""
        return said(self.kind, self.numbers, self.words, self.evidence)
