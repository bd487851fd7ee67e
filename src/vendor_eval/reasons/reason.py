"""Reasons: what an explanation consists of, as data; every sentence is said from one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias, get_args

from vendor_eval.analysis.vocabulary import grade_said, kind_said, when_said
from vendor_eval.analysis.wording import joined
from vendor_eval.decision import evidence
from vendor_eval.decision.dates import When
from vendor_eval.languages.phrases import say
from vendor_eval.languages.speaking import speaking, spoken
from vendor_eval.reasons.phrases import said

__all__ = ["ARGUMENTS", "ArgumentType", "Kind", "Reason", "Strength"]

ArgumentType: TypeAlias = Literal[
    "tie",
    "insufficiency",
    "dominance",
    "better on all that matters",
    "sufficient set",
    "compensation",
    "close call",
    "undecidable",
]

Kind: TypeAlias = Literal[
    "verdict",
    "requirement failed",
    "requirement open",
    "should failed",
    "should open",
    "requirement waived",
    "overall value",
    "accumulated weaknesses",
    "certainty",
    "evidence",
    "evidence weakness",
    "without requirement",
    "cure",
    "policy on unknowns",
    "value without rank",
    "standing",
    "gap",
    ArgumentType,
    "kept",
    "cancelled pair",
    "advantage",
    "sacrifice",
    "level",
    "without weight",
    "unknown",
    "robustness",
    "sensitivity",
]

ARGUMENTS: tuple[ArgumentType, ...] = get_args(ArgumentType)
"""The kinds that say what a case rests on; an explanation that compares has exactly one of them."""

CITING = frozenset({"evidence", "evidence weakness"})
STATED = CITING | {"requirement failed"}  # kinds whose evidence a sentence describes: this one, or the one that follows
FINDINGS = frozenset({"requirement failed", "requirement open", "should failed", "should open", "requirement waived"})


class Strength(NamedTuple):
    """How strong one item of evidence is: its kind and grade, and which state it describes, as the file has it."""

    id: str
    kind: evidence.Kind
    grade: evidence.Grade
    day: str

    @property
    def said(self) -> str:
        """The item in words, such as ``E163 (press report, low grade, 2025-02-02)``."""
        when, kind, grade = When.parse(self.day), kind_said(self.kind), grade_said(self.grade)
        if not when.known:
            return say("{evidence} ({kind}, {grade}, of unknown date)", evidence=self.id, kind=kind, grade=grade)
        return say("{evidence} ({kind}, {grade}, {day})", evidence=self.id, kind=kind, grade=grade, day=when_said(when))


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: its kind, whom and what it is about, its numbers, its words and its evidence.

    Parameters
    ----------
    kind
        What it says.
    vendor, over, criterion
        Whom and what it is about.
    numbers
        Every number that its sentence says: in points unless the name says otherwise.
    words
        What the sentence needs besides: names, performances and rationales as they are printed.
    evidence
        The ids that it rests on.
    swing
        The step of the criterion that its weight belongs to, in real units; empty without a criterion with weight.
    strength
        Kind, grade and day of each item of evidence.
    language
        The language of its words, which it is said in.
    """

    kind: Kind
    vendor: str
    over: str | None = None
    criterion: str | None = None
    numbers: Mapping[str, float] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    evidence: tuple[str, ...] = ()
    swing: str = ""
    strength: tuple[Strength, ...] = ()
    language: str = field(default_factory=spoken)

    @property
    def text(self) -> str:
        """The reason as a sentence or two, in its own language."""
        with speaking(self.language):
            return said(self)

    @property
    def cites(self) -> bool:
        """Whether the sentence itself names its evidence."""
        return bool(self.evidence) and self.kind in CITING | FINDINGS

    @property
    def beside(self) -> str:
        """What stands beside the sentence: kind, grade and day of each item of evidence.

        Empty where there is none, or where this sentence or the one that follows it says so already.
        """
        if not self.strength or self.kind in STATED:
            return ""
        with speaking(self.language):
            return joined([one.said for one in self.strength])
