"""Beliefs: what is known of one performance, from exact to unknown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, TypeAlias

from pydantic import Discriminator, Tag, model_validator

from vendor_eval.decision.faults import TAG
from vendor_eval.decision.names import Key
from vendor_eval.decision.noun import Frozen, Noun, refuse
from vendor_eval.decision.numbers import Score, Share

__all__ = ["AnyBelief", "Exact", "Interval", "LevelChances", "Unknown"]


class Exact(Noun):
    """The performance is known: a number in the criterion's unit, or a level's name."""

    value: Score

    @model_validator(mode="after")
    def _hold_together(self) -> Exact:
        if self.value == "unknown":
            refuse("Exact", [(("value",), "is unknown; an exact belief needs a number or a level: use Unknown().")])
        return self


class Interval(Noun):
    """The performance lies between two numbers, each as likely as any other between them, or between two levels."""

    low: Score
    high: Score

    @model_validator(mode="after")
    def _hold_together(self) -> Interval:
        if isinstance(self.low, str) != isinstance(self.high, str):
            raise ValueError(
                f"low ({_shown(self.low)}) and high ({_shown(self.high)}) must both be numbers or both levels."
            )
        if isinstance(self.low, float) and isinstance(self.high, float) and self.low > self.high:
            raise ValueError(f"low ({self.low:g}) must not be above high ({self.high:g}).")
        return self


def _shown(end: str | float) -> str:
    return f"'{end}'" if isinstance(end, str) else f"{end:g}"


class LevelChances(Noun):
    """Each level has a stated probability; they sum to 1."""

    levels: Frozen[Key, Share]

    @model_validator(mode="after")
    def _hold_together(self) -> LevelChances:
        total = sum(self.levels.values())
        if abs(total - 1) > 1e-9:
            refuse("LevelChances", [(("levels",), f"holds probabilities that must sum to 1, not {total:g}.")])
        return self


class Unknown(Noun):
    """Nothing is known of the performance: the value may be anything from 0 to 100 points."""


def _kind(value: Any) -> str:
    match value:
        case Exact() | {"value": _}:
            return TAG + "exact"
        case LevelChances() | {"levels": _}:
            return TAG + "levels"
        case Unknown():
            return TAG + "unknown"
        case Mapping() if not value:
            return TAG + "unknown"
        case _:
            return TAG + "interval"


AnyBelief: TypeAlias = Annotated[
    Annotated[Exact, Tag(TAG + "exact")]
    | Annotated[Interval, Tag(TAG + "interval")]
    | Annotated[LevelChances, Tag(TAG + "levels")]
    | Annotated[Unknown, Tag(TAG + "unknown")],
    Discriminator(_kind),
]
