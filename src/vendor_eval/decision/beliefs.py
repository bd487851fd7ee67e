"""Beliefs: what is known of one performance, from exact to unknown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal, TypeAlias

from pydantic import Discriminator, Field, Tag, model_validator

from vendor_eval.decision.faults import TAG
from vendor_eval.decision.names import Key
from vendor_eval.decision.noun import Frozen, Noun, refuse
from vendor_eval.decision.numbers import Number, Score, Share, tidy

__all__ = [
    "AnyBelief",
    "Belief",
    "Estimate",
    "Exact",
    "Interval",
    "LevelChances",
    "Normal",
    "Pert",
    "TestResult",
    "Triangular",
    "Unknown",
]


LEAST = 1e-12  # the standard deviation, as a share of the mean: below, a float has too few digits for it


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


class Estimate(Noun):
    """The performance lies between two numbers, and near a third more often than far from it."""

    low: Number
    likely: Number
    high: Number
    shape: Literal["triangular", "pert"]

    @model_validator(mode="after")
    def _hold_together(self) -> Estimate:
        own = type(self).model_fields["shape"].default
        if self.shape != own:
            refuse("Estimate", [(("shape",), f"is {self.shape}, but this is a {own} belief.")])
        if not self.low <= self.likely <= self.high:
            low, likely, high = (tidy(number) for number in (self.low, self.likely, self.high))
            raise ValueError(f"must rise from low ({low}) over likely ({likely}) to high ({high}).")
        return self


class Triangular(Estimate):
    """Least, most likely and greatest performance; the density rises and falls in straight lines."""

    shape: Literal["triangular", "pert"] = "triangular"


class Pert(Estimate):
    """Least, most likely and greatest performance as in PERT: a smooth density, mean (low + 4 likely + high) / 6."""

    shape: Literal["triangular", "pert"] = "pert"

    def plain(self) -> Any:
        """Return the belief as a file holds it: without its shape it would be triangular."""
        whole: dict[str, Any] = super().plain()
        return whole | {"shape": "pert"}


class Normal(Noun):
    """The performance scatters around a mean; where the scale has a ``range``, it is cut to what is possible."""

    mean: Number
    sd: Annotated[Number, Field(gt=0)]

    @model_validator(mode="after")
    def _hold_together(self) -> Normal:
        if self.sd < LEAST * max(1.0, abs(self.mean)):
            refuse("Normal", [(("sd",), f"is {self.sd:g}, too little to make a difference: give the mean as `value`.")])
        return self


class TestResult(Noun):
    """Of some trials some passed; the performance is the share that would pass, every share as likely before the test.

    The share counts in per cent where the unit of the criterion is ``%``, else from 0 to 1. A trial that passed half
    may count as half.
    """

    __test__: ClassVar[bool] = False  # pytest takes a class of this name for a test

    passes: Annotated[Number, Field(ge=0)]
    trials: Annotated[Number, Field(gt=0)]

    @model_validator(mode="after")
    def _hold_together(self) -> TestResult:
        if self.passes > self.trials:
            raise ValueError(f"passes ({tidy(self.passes)}) must not be more than trials ({tidy(self.trials)}).")
        return self


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


Belief: TypeAlias = Exact | Interval | Triangular | Pert | Normal | TestResult | LevelChances | Unknown

_NAMES: dict[type[Noun], str] = {
    Exact: "exact",
    Interval: "interval",
    Triangular: "triangular",
    Pert: "pert",
    Normal: "normal",
    TestResult: "test",
    LevelChances: "levels",
    Unknown: "unknown",
}


def _kind(value: Any) -> str:
    if type(value) in _NAMES:
        return TAG + _NAMES[type(value)]
    match value:
        case {"value": _}:
            kind = "exact"
        case {"levels": _}:
            kind = "levels"
        case {"shape": "pert"}:
            kind = "pert"
        case {"likely": _} | {"shape": _}:
            kind = "triangular"
        case {"mean": _} | {"sd": _}:
            kind = "normal"
        case {"passes": _} | {"trials": _}:
            kind = "test"
        case Mapping() if not value:
            kind = "unknown"
        case _:
            kind = "interval"
    return TAG + kind


AnyBelief: TypeAlias = Annotated[
    Annotated[Exact, Tag(TAG + "exact")]
    | Annotated[Interval, Tag(TAG + "interval")]
    | Annotated[Triangular, Tag(TAG + "triangular")]
    | Annotated[Pert, Tag(TAG + "pert")]
    | Annotated[Normal, Tag(TAG + "normal")]
    | Annotated[TestResult, Tag(TAG + "test")]
    | Annotated[LevelChances, Tag(TAG + "levels")]
    | Annotated[Unknown, Tag(TAG + "unknown")],
    Discriminator(_kind),
]
