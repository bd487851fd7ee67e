"""The expected value E[v(X)] of a belief by hand: exact, two ends, levels, nothing known, or a distribution."""

from __future__ import annotations

import math
from collections.abc import Sequence

from vendor_eval.analysis.trace_laws import expected_steps
from vendor_eval.analysis.trace_steps import (
    INTEGRAL,
    Part,
    Piece,
    Step,
    Steps,
    bend_step,
    close,
    end_steps,
    pieces_of,
    point_steps,
)
from vendor_eval.analysis.wording import quoted
from vendor_eval.engine.cells import Cell, Levels, Point, Uniform, Unknown
from vendor_eval.engine.curves import Curve, Exponential, Shape
from vendor_eval.languages.phrases import say

__all__ = ["cell_steps"]


def cell_steps(cell: Cell, curve: Shape | None, levels: Sequence[str], *, part: Part = "value") -> list[Step]:
    """Return the steps to the expected value of a belief; the last one is that value, ``E``.

    Parameters
    ----------
    curve
        The value function, where the scale is one of numbers.
    levels
        The names of the levels, from the least valued, where it is one of levels.
    """
    steps = Steps(part)
    match cell:
        case Point() if curve is not None:
            point_steps(steps, "E", cell.raw, curve)
        case Point():
            named = say("value of {level}, stated on the scale", level=quoted(levels[int(cell.raw)]))
            steps.add("E", named, "v1", cell.value, v1=cell.value)
        case Uniform():
            _uniform(steps, cell)
        case Levels():
            _levels(steps, cell, levels)
        case Unknown():
            meaning = say("nothing is known: the middle of the values that are possible")
            steps.add("E", meaning, "(v1 + v2) / 2", cell.mean, v1=cell.low, v2=cell.high)
        case _:
            expected_steps(steps, cell)
    return steps.done


def _levels(steps: Steps, cell: Levels, levels: Sequence[str]) -> None:
    parts: dict[str, float] = {}
    possible = [(p, v, name) for p, v, name in zip(cell.chances, cell.values, levels, strict=True) if p > 0]
    for k, (p, v, _) in enumerate(possible, 1):
        parts |= {f"p{k}": p, f"v{k}": v}
    formula = " + ".join(f"p{k} * v{k}" for k in range(1, len(possible) + 1))
    names = [quoted(name) for _, _, name in possible]
    listed = say(", ", context="between the names of a list").join(names)
    steps.add("E", say("expected value: chance times value of {levels}", levels=listed), formula, cell.mean, **parts)


def _uniform(steps: Steps, cell: Uniform) -> None:
    """Each performance between the ends is as likely as any other: the mean height of the value function."""
    if cell.low == cell.high:
        point_steps(steps, "E", cell.low, cell.curve)
        return
    pieces = pieces_of(cell.curve, cell.low, cell.high)
    end_steps(steps, pieces, cell.curve)
    if len(pieces) == 1:
        meaning = say("expected value: the mean value between the two ends")
        _mean_of(steps, "E", pieces[0], cell.curve, cell.mean, meaning)
        return
    numbers: dict[str, float] = {}
    for one in pieces:
        k = one.number
        share = say("share of the interval on piece {number}", number=k)
        part = (one.b - one.a) / (cell.high - cell.low)
        numbers[f"q{k}"] = steps.add(
            f"q{k}",
            share,
            "(x2 - x1) / (high - low)",
            part,
            **one.ends(values=False),
            high=cell.high,
            low=cell.low,
        )
        exact = cell.curve.mean(one.a, one.b)
        numbers[f"m{k}"] = _mean_of(
            steps, f"m{k}", one, cell.curve, exact, say("mean value of piece {number}", number=k)
        )
    formula = " + ".join(f"q{one.number} * m{one.number}" for one in pieces)
    steps.add("E", say("expected value: each piece by its share"), formula, cell.mean, **numbers)


def _mean_of(steps: Steps, symbol: str, one: Piece, curve: Shape, exact: float, meaning: str) -> float:
    """Write down the mean value of performances that are equally likely anywhere on a piece."""
    if one.flat:
        return steps.add(symbol, meaning, "v1", exact, v1=one.va)
    if isinstance(curve, Curve) and curve.log:
        covered = 1 + one.a / (one.b - one.a) - 1 / math.log(one.b / one.a)
        formula = "v1 + (v2 - v1) * (1 + x1 / (x2 - x1) - 1 / ln(x2 / x1))"
        return _checked(steps, symbol, one, exact, covered, formula, meaning, **one.ends())
    if isinstance(curve, Exponential) and not curve.straight:
        bend = bend_step(steps, one, curve)
        positive = 1 / -math.expm1(-abs(bend)) - 1 / abs(bend)
        covered, mean = (
            (positive, "1 / (1 - exp(-K)) - 1 / K") if bend > 0 else (1 - positive, "1 - 1 / (1 - exp(K)) - 1 / K")
        )
        formula = f"v1 + (v2 - v1) * ({mean})"
        return _checked(steps, symbol, one, exact, covered, formula, meaning, v1=one.va, v2=one.vb, K=bend)
    return steps.add(symbol, meaning, "(v1 + v2) / 2", exact, v1=one.va, v2=one.vb)


def _checked(
    steps: Steps, symbol: str, one: Piece, exact: float, covered: float, formula: str, meaning: str, **numbers: float
) -> float:
    """Write down a closed form, or the integral where the form as it is written would lose digits."""
    if close(one.va + one.step * covered, exact):
        return steps.add(symbol, meaning, formula, exact, **numbers)
    return steps.add(symbol, meaning, INTEGRAL, exact, **one.ends(values=False))
