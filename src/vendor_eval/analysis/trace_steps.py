"""The steps of a hand calculation: each a formula in plain symbols, the numbers that stand for them, and its result."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from vendor_eval.engine.curves import Curve, Exponential, Shape
from vendor_eval.languages.numbers import figures
from vendor_eval.languages.phrases import say

__all__ = [
    "INTEGRAL",
    "Part",
    "Piece",
    "Step",
    "Steps",
    "bend_step",
    "close",
    "end_steps",
    "pieces_of",
    "point_steps",
    "total",
]

Part = Literal["widening", "value", "weight", "contribution", "if met"]
INTEGRAL = "integral of v(x) * f(x)"
"""The formula of a step that has no closed form: it is summed in small steps."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: ``formula`` holds the symbols of ``numbers``, and operators and functions that every spreadsheet has.

    ``ln``, ``exp``; ``Phi`` and ``phi``, the cumulative chance and the density of the standard normal; ``I(t, a, b)``,
    the cumulative chance of the beta.
    """

    part: Part
    symbol: str
    meaning: str
    formula: str
    numbers: Mapping[str, float]
    result: float


@dataclass
class Steps:
    """Steps as they are written down, one below the other."""

    part: Part
    done: list[Step] = field(default_factory=list)

    def add(self, symbol: str, meaning: str, formula: str, result: float, **numbers: float) -> float:
        """Write a step down and return its result."""
        self.done.append(Step(self.part, symbol, meaning, formula, numbers, float(result)))
        return float(result)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the performances on which the value function has one form: its ends and what they are worth."""

    number: int
    a: float
    b: float
    va: float
    vb: float

    @property
    def flat(self) -> bool:
        """Whether all performances on it are worth the same."""
        return self.va == self.vb

    @property
    def step(self) -> float:
        """How much more its end is worth than its start."""
        return self.vb - self.va

    def ends(self, *, values: bool = True) -> dict[str, float]:
        """Return its ends as the numbers of a step."""
        return {"x1": self.a, "x2": self.b} | ({"v1": self.va, "v2": self.vb} if values else {})


def pieces_of(curve: Shape, low: float, high: float, *, also: Iterable[float] = ()) -> list[Piece]:
    """Return the pieces from a low to a high performance, cut at the knots and at other places inside."""
    cuts = sorted({*curve.cuts(low, high), *(x for x in also if low < x < high)})
    values = [curve.value(x) for x in cuts]
    ends = zip(cuts, cuts[1:], values, values[1:], strict=False)
    return [Piece(number, a, b, va, vb) for number, (a, b, va, vb) in enumerate(ends, 1)]


def point_steps(steps: Steps, symbol: str, x: float, curve: Shape) -> float:
    """Write down what one performance is worth."""
    least, greatest = curve.knots[0], curve.knots[-1]
    worth = curve.value(x)
    if x in curve.knots or not least < x < greatest:
        end = say("stated on the scale") if least <= x <= greatest else say("beyond the end of the scale")
        return steps.add(symbol, say("value of the performance, {why}", why=end), "v1", worth, v1=worth)
    if isinstance(curve, Exponential) and not curve.straight:
        return _bent_point(steps, symbol, x, curve)
    before = max(knot for knot in curve.knots if knot < x)
    after = min(knot for knot in curve.knots if knot > x)
    share = "ln(x / x1) / ln(x2 / x1)" if isinstance(curve, Curve) and curve.log else "(x - x1) / (x2 - x1)"
    ends = {"x1": before, "x2": after, "v1": curve.value(before), "v2": curve.value(after)}
    return steps.add(symbol, say("value of the performance"), f"v1 + (v2 - v1) * {share}", worth, x=x, **ends)


def end_steps(steps: Steps, pieces: Sequence[Piece], curve: Shape) -> None:
    """Write down what each end of a piece is worth that is not stated on the scale."""
    for x in dict.fromkeys(end for one in pieces for end in (one.a, one.b)):
        if curve.knots[0] < x < curve.knots[-1] and x not in curve.knots:
            point_steps(steps, f"v({figures(x)})", x, curve)


def _bent_point(steps: Steps, symbol: str, x: float, curve: Exponential) -> float:
    """Write down the value on an exponential, from the end at which it is steepest: no power grows there."""
    start, end = (curve.worst, curve.best) if curve.curvature > 0 else (curve.best, curve.worst)
    k = abs(curve.curvature)
    t = steps.add(
        "t",
        say("share of the way along the scale"),
        "(x - x1) / (x2 - x1)",
        (x - start) / (end - start),
        x=x,
        x1=start,
        x2=end,
    )
    rise = "100 * (1 - exp(-c * t)) / (1 - exp(-c))"
    formula = rise if curve.curvature > 0 else f"100 - {rise}"
    return steps.add(symbol, say("value of the performance"), formula, curve.value(x), c=k, t=t)


def total(steps: Steps, symbol: str, meaning: str, parts: Mapping[str, float], result: float) -> float:
    """Write down a sum."""
    return steps.add(symbol, meaning, " + ".join(parts), result, **parts)


def bend_step(steps: Steps, one: Piece, curve: Exponential) -> float:
    """Write down how much an exponential bends on a piece."""
    return steps.add(
        "K",
        say("bend of the exponential on piece {number}", number=one.number),
        "c * (x2 - x1) / (best - worst)",
        curve.bend(one.a, one.b),
        c=curve.curvature,
        best=curve.best,
        worst=curve.worst,
        **one.ends(values=False),
    )


def close(found: float, exact: float) -> bool:
    """Whether a closed form, worked out as it is written, gives the model's number."""
    return math.isfinite(found) and abs(found - exact) <= 1e-10
