"""Scales: what a performance is worth, from 0 to 100 points, between levels that were fixed beforehand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Discriminator, Field, Tag, model_validator

from vendor_eval.decision.faults import TAG
from vendor_eval.decision.judgements import Judgement
from vendor_eval.decision.names import Key, alike, told_apart
from vendor_eval.decision.noun import Frozen, Many, refuse
from vendor_eval.decision.numbers import Number, Points, tidy
from vendor_eval.engine.curves import Curve, Exponential
from vendor_eval.errors import Path

__all__ = ["AnyScale", "LevelScale", "Scale"]


def _pair(pair: tuple[float, ...]) -> tuple[float, ...]:
    if len(pair) != 2:
        raise ValueError(f"must be two numbers in brackets, like [10, 20], not {len(pair)}.")
    return pair


Pair = Annotated[Many[Number], AfterValidator(_pair)]


def _one_or_two(value: Any) -> str:
    return TAG + ("two" if isinstance(value, list | tuple) else "one")


Worst = Annotated[Annotated[Number, Tag(TAG + "one")] | Annotated[Pair, Tag(TAG + "two")], Discriminator(_one_or_two)]

# Which further field a shape cannot do without, and how it is written.
_NEEDS = {
    "piecewise": ("points", "inner `points: [[raw, value], ...]`"),
    "exponential": ("midvalue", "`midvalue: raw`"),
}


class Scale(Judgement):
    """A numeric scale: ``worst`` is worth 0 points, ``best`` 100; which of them is larger says what is better.

    Beyond its ends the value stays 0 or 100; the raw performance stays what it is. ``points`` are the inner knots of a
    piecewise scale, ``(raw, value)``; ``midvalue`` is the level worth 50 on an exponential one. On a target scale
    ``worst`` is two levels with ``best`` between them, and levels within the ``tolerance`` of best are worth 100 too.
    ``range`` says what is possible at all; ``anchors: data`` marks ends that were taken from the vendors at hand.
    """

    worst: Worst
    best: Number
    shape: Literal["linear", "log", "piecewise", "exponential", "target"] = "linear"
    points: Many[Pair] = ()
    midvalue: Number | None = None
    tolerance: Annotated[Number, Field(ge=0)] = 0.0
    range: Pair | None = None
    anchors: Literal["stated", "data"] = "stated"

    @model_validator(mode="after")
    def _hold_together(self) -> Scale:
        refuse("Scale", self._problems())
        return self

    def _problems(self) -> Iterator[tuple[Path, str]]:
        if self.range is not None and self.range[0] >= self.range[1]:
            yield ("range",), "must be [least, greatest], the first number below the second."
        strange = [*self._field_problems()]
        yield from strange
        if not strange:
            problems = [*self._end_problems()] or [*self._knot_problems()]
            yield from problems or self._curve_problems()

    def _field_problems(self) -> Iterator[tuple[Path, str]]:
        """Say where the shape and the other fields do not belong together."""
        for shape, (name, written) in _NEEDS.items():
            if (self.shape == shape) != (getattr(self, name) not in ((), None)):
                yield (), f"needs both `shape: {shape}` and {written}, or neither."
        if (self.shape == "target") != isinstance(self.worst, tuple):
            yield ("worst",), "must be one level, or two ([low, high]) on a target scale, `shape: target`."
        if self.tolerance and self.shape != "target":
            yield ("tolerance",), "belongs to a target scale only: `shape: target`."

    def _end_problems(self) -> Iterator[tuple[Path, str]]:
        least, greatest = self.ends
        if isinstance(self.worst, tuple):
            if not least < self.best - self.tolerance <= self.best + self.tolerance < greatest:
                around = f" give or take {tidy(self.tolerance)}" if self.tolerance else ""
                ends = " and ".join(str(tidy(end)) for end in self.worst)
                yield ("best",), f"must lie between the two worst levels, {ends}, not at {tidy(self.best)}{around}."
            return
        if least == greatest:
            yield ("best",), f"must differ from worst; both are {tidy(least)}."
        elif self.shape == "log" and least <= 0:
            yield ("worst" if self.worst <= 0 else "best",), f"must be above 0 on a log scale, not {tidy(least)}."
        elif self.midvalue is not None and not least < self.midvalue < greatest:
            yield ("midvalue",), f"must lie between worst and best, not at {tidy(self.midvalue)}."

    def _knot_problems(self) -> Iterator[tuple[Path, str]]:
        least, greatest = self.ends
        for index, (raw, value) in enumerate(self.points):
            if not least < raw < greatest:
                yield ("points", index, 0), f"must lie between worst and best, not at {tidy(raw)}."
            if not 0 <= value <= 100:
                yield ("points", index, 1), f"must be a value from 0 to 100, not {tidy(value)}."
        raws = [raw for raw, _ in self.points]
        if len(set(raws)) < len(raws):
            yield ("points",), "must give each raw level once."
        values = [value for _, value in self.knots]
        rising = values if self.more_is_better else values[::-1]
        if self.shape != "target" and sorted(rising) != rising:
            yield ("points",), "must not fall in value on the way from worst (0) to best (100)."

    def _curve_problems(self) -> Iterator[tuple[Path, str]]:
        try:
            self.curve()
        except ValueError:
            yield (), "has levels so close to each other that a computer cannot tell their values apart."

    @property
    def more_is_better(self) -> bool:
        """Whether a larger performance is always worth as much or more; on a target scale it is not."""
        return not isinstance(self.worst, tuple) and self.best > self.worst

    @property
    def ends(self) -> tuple[float, float]:
        """The smaller and the larger of worst and best, in the raw unit; on a target scale the two worst levels."""
        both = self.worst if isinstance(self.worst, tuple) else (self.worst, self.best)
        return min(both), max(both)

    @property
    def knots(self) -> tuple[tuple[float, float], ...]:
        """The levels whose worth is stated, each with its points, from the smallest level up."""
        if isinstance(self.worst, tuple):
            near, far = self.best - self.tolerance, self.best + self.tolerance
            top = [(near, 100.0), (far, 100.0)] if near < far else [(self.best, 100.0)]
            return tuple(sorted([*((end, 0.0) for end in self.worst), *top]))
        middle = [] if self.midvalue is None else [(self.midvalue, 50.0)]
        return tuple(sorted([(self.worst, 0.0), *((x, v) for x, v in self.points), *middle, (self.best, 100.0)]))

    def curve(self) -> Curve | Exponential:
        """Return the value function as numbers, for the engine."""
        if isinstance(self.worst, float) and self.midvalue is not None:
            return Exponential.through(self.worst, self.best, self.midvalue)
        raws, values = zip(*self.knots, strict=True)
        return Curve(tuple(raws), tuple(values), log=self.shape == "log")

    def value(self, performance: float) -> float:
        """Return what a performance is worth, in points from 0 to 100.

        Examples
        --------
        >>> Scale(worst=10, best=0).value(4)
        60.0
        """
        return float(self.curve().value(performance))


class LevelScale(Judgement):
    """A scale of named levels, each worth a stated number of points; their order is the order of their values."""

    levels: Frozen[Key, Points]

    @model_validator(mode="after")
    def _hold_together(self) -> LevelScale:
        problems: list[tuple[Path, str]] = [
            (("levels", name), f"looks the same as '{other}': {told_apart(name, other)}; give them names that differ.")
            for other, name in alike(self.levels)
        ]
        if len(set(self.levels.values())) < 2:
            problems.append((("levels",), "must have at least two levels of different value."))
        refuse("LevelScale", problems)
        return self

    @property
    def ordered(self) -> tuple[str, ...]:
        """The levels from the least to the most valued; equal ones as the file gives them."""
        return tuple(sorted(self.levels, key=lambda level: self.levels[level]))


def _kind(value: Any) -> str:
    return TAG + (
        "levels" if isinstance(value, LevelScale) or (isinstance(value, Mapping) and "levels" in value) else "numeric"
    )


AnyScale = Annotated[
    Annotated[Scale, Tag(TAG + "numeric")] | Annotated[LevelScale, Tag(TAG + "levels")],
    Discriminator(_kind),
]
