"""The expected value of a distribution by hand: closed forms piece by piece, or the integral where there is none."""

from __future__ import annotations

import math
from collections.abc import Callable

from vendor_eval.analysis.trace_steps import INTEGRAL, Piece, Steps, bend_step, close, end_steps, pieces_of, total
from vendor_eval.engine.cells import Beta, Continuous, Law, Normal, Triangular
from vendor_eval.engine.cells_law import chance
from vendor_eval.engine.cells_special import special
from vendor_eval.engine.curves import Curve, Exponential, Shape
from vendor_eval.languages.phrases import say

__all__ = ["expected_steps"]


def expected_steps(steps: Steps, cell: Continuous) -> None:
    """Write down the expected value of a distribution, in closed form where that gives all digits."""
    tried = Steps(steps.part)
    try:
        found = _by_pieces(tried, cell)
    except (ArithmeticError, ValueError):
        found = math.nan
    if close(found, cell.mean):
        steps.done.extend(tried.done)
        return
    meaning = say(
        "expected value, with f the density of the belief: no closed form gives all digits, so the integral is summed "
        "in small steps and divided by that of f"
    )
    steps.add("E", meaning, INTEGRAL, cell.mean, **law_numbers(cell.law), x1=cell.low, x2=cell.high)


def law_numbers(law: Law) -> dict[str, float]:
    """Return the numbers that a distribution is given by."""
    match law:
        case Normal():
            return {"mu": law.mean, "sd": law.sd}
        case Triangular():
            return {"low": law.low, "mode": law.mode, "high": law.high}
        case Beta():
            return {"a": law.a, "b": law.b, "low": law.low, "high": law.high}
        case _:  # pragma: no cover
            raise TypeError(law)


def _by_pieces(steps: Steps, cell: Continuous) -> float:
    """Sum over the pieces between knots of the part of the expected value that each holds, by their chance."""
    law, curve = cell.law, cell.curve
    also = (law.mode,) if isinstance(law, Triangular) else ()
    weighted, chances = {}, {}
    pieces = pieces_of(curve, cell.low, cell.high, also=also)
    end_steps(steps, pieces, curve)
    for one in pieces:
        p, s = f"P{one.number}", f"S{one.number}"
        write = _writer(law, one, curve)
        chances[p], weighted[s] = write(steps)
    value = total(steps, "S", say("sum over the pieces"), weighted, math.fsum(weighted.values()))
    whole = total(steps, "P", say("chance of all pieces"), chances, math.fsum(chances.values()))
    meaning = say("expected value: the sum by the chance of all pieces")
    steps.add("E", meaning, "S / P", cell.mean, S=value, P=whole)
    return value / whole


Write = Callable[[Steps], tuple[float, float]]


def _writer(law: Law, one: Piece, curve: Shape) -> Write:
    """Return what writes down the chance of a piece and its part of the expected value."""
    match law:
        case Triangular():
            return lambda steps: _triangular(steps, law, one, curve)
        case Normal():
            return lambda steps: _normal(steps, law, one, curve)
        case Beta() if one.flat or curve.straight:
            return lambda steps: _beta(steps, law, one)
        case _:
            raise ValueError("There is no closed form.")


def _chance_said(one: Piece) -> str:
    return say("chance of piece {number}", number=one.number)


def _part_said(one: Piece) -> str:
    return say("part of the expected value on piece {number}", number=one.number)


def _flat(steps: Steps, one: Piece, p: float) -> tuple[float, float]:
    """Write down the part of a piece on which all is worth the same."""
    return p, steps.add(
        f"S{one.number}", _part_said(one), f"v1 * P{one.number}", one.va * p, v1=one.va, **{f"P{one.number}": p}
    )


def _risen(steps: Steps, one: Piece, p: float, rise: float) -> tuple[float, float]:
    """Write down the part of a piece from its chance and the mean share of the way that is covered on it."""
    n = one.number
    named = {f"P{n}": p, f"R{n}": rise}
    result = one.va * p + one.step * rise
    formula = f"v1 * P{n} + (v2 - v1) * R{n}"
    return p, steps.add(f"S{n}", _part_said(one), formula, result, v1=one.va, v2=one.vb, **named)


def _covered_said(one: Piece) -> str:
    return say("share of the way from v1 to v2 that is covered on piece {number}, by chance", number=one.number)


def _normal(steps: Steps, law: Normal, one: Piece, curve: Shape) -> tuple[float, float]:
    n, p = one.number, chance(law, one.a, one.b)
    z: dict[str, float] = {}
    for name, x, symbol in (("za", one.a, "x1"), ("zb", one.b, "x2")):
        if math.isfinite(x):
            meaning = say("standard score of an end of piece {number}", number=n)
            formula = f"({symbol} - mu) / sd"
            z[name] = steps.add(name, meaning, formula, (x - law.mean) / law.sd, mu=law.mean, sd=law.sd, **{symbol: x})
    steps.add(f"P{n}", _chance_said(one), _normal_chance(z), p, **z)
    if one.flat:
        return _flat(steps, one, p)
    if isinstance(curve, Curve) and curve.log:
        raise ValueError("There is no closed form.")
    if isinstance(curve, Exponential) and not curve.straight:
        return _normal_bent(steps, one, curve, p, z)
    rise = (_bell(z["za"]) - _bell(z["zb"]) - z["za"] * p) / (z["zb"] - z["za"])
    formula = f"(phi(za) - phi(zb) - za * P{n}) / (zb - za)"
    return _risen(steps, one, p, steps.add(f"R{n}", _covered_said(one), formula, rise, **z, **{f"P{n}": p}))


def _normal_chance(z: dict[str, float]) -> str:
    """Return the chance between two scores, from the side on which it keeps its digits."""
    if not z:
        return "1"
    if "za" not in z:
        return "Phi(zb)"
    if "zb" not in z:
        return "Phi(-za)"
    return "Phi(-za) - Phi(-zb)" if z["za"] > 0 else "Phi(zb) - Phi(za)"


def _normal_bent(steps: Steps, one: Piece, curve: Exponential, p: float, z: dict[str, float]) -> tuple[float, float]:
    n, bend = one.number, bend_step(steps, one, curve)
    k = steps.add("k", say("the same by standard score"), "K / (zb - za)", bend / (z["zb"] - z["za"]), K=bend, **z)
    cumulated = special().ndtr(z["zb"] + k) - special().ndtr(z["za"] + k)
    left = math.exp(k * (z["za"] + k / 2)) * float(cumulated)
    formula = "exp(k * (za + k / 2)) * (Phi(zb + k) - Phi(za + k))"
    meaning = say("what is not yet covered on piece {number}, by chance", number=n)
    steps.add(f"D{n}", meaning, formula, left, k=k, **z)
    rise = (p - left) / -math.expm1(-bend)
    named = {f"P{n}": p, f"D{n}": left, "K": bend}
    covered = steps.add(f"R{n}", _covered_said(one), f"(P{n} - D{n}) / (1 - exp(-K))", rise, **named)
    return _risen(steps, one, p, covered)


def _bell(z: float) -> float:
    return math.exp(-z * z / 2) / math.sqrt(2 * math.pi)


def _beta(steps: Steps, law: Beta, one: Piece) -> tuple[float, float]:
    n, width = one.number, law.high - law.low
    t = {}
    for name, x, symbol in (("ta", one.a, "x1"), ("tb", one.b, "x2")):
        meaning = say("share of the way along the belief of an end of piece {number}", number=n)
        share = (x - law.low) / width
        t[name] = steps.add(
            name, meaning, f"({symbol} - low) / (high - low)", share, low=law.low, high=law.high, **{symbol: x}
        )
    shapes = {"a": law.a, "b": law.b}
    p = _between(law.a, law.b, t["ta"], t["tb"])
    steps.add(f"P{n}", _chance_said(one), "I(tb, a, b) - I(ta, a, b)", p, **t, **shapes)
    if one.flat:
        return _flat(steps, one, p)
    moment = law.a / (law.a + law.b) * _between(law.a + 1, law.b, t["ta"], t["tb"])
    formula = "a / (a + b) * (I(tb, a + 1, b) - I(ta, a + 1, b))"
    meaning = say("mean share on piece {number}, by chance", number=n)
    steps.add(f"M{n}", meaning, formula, moment, **t, **shapes)
    rise = (moment - t["ta"] * p) / (t["tb"] - t["ta"])
    named = {f"M{n}": moment, f"P{n}": p}
    covered = steps.add(f"R{n}", _covered_said(one), f"(M{n} - ta * P{n}) / (tb - ta)", rise, **t, **named)
    return _risen(steps, one, p, covered)


def _between(a: float, b: float, start: float, end: float) -> float:
    return float(special().betainc(a, b, end) - special().betainc(a, b, start))


def _triangular(steps: Steps, law: Triangular, one: Piece, curve: Shape) -> tuple[float, float]:
    n = one.number
    f1, f2 = (_density(steps, law, one, k, x) for k, x in ((1, one.a), (2, one.b)))
    p = (one.b - one.a) * (f1 + f2) / 2
    ends = one.ends(values=False) | {"f1": f1, "f2": f2}
    steps.add(f"P{n}", _chance_said(one), "(x2 - x1) * (f1 + f2) / 2", p, **ends)
    if one.flat:
        return _flat(steps, one, p)
    g, h = _shares(steps, one, curve)
    rise = (one.b - one.a) * (f1 * g + (f2 - f1) * h)
    formula = "(x2 - x1) * (f1 * g + (f2 - f1) * h)"
    covered = steps.add(f"R{n}", _covered_said(one), formula, rise, **ends, g=g, h=h)
    return _risen(steps, one, p, covered)


def _density(steps: Steps, law: Triangular, one: Piece, k: int, x: float) -> float:
    rising = one.b <= law.mode
    far = x - law.low if rising else law.high - x
    side = law.mode - law.low if rising else law.high - law.mode
    formula = (
        "2 * (x - low) / ((high - low) * (mode - low))" if rising else "2 * (high - x) / ((high - low) * (high - mode))"
    )
    meaning = say("density at an end of piece {number}", number=one.number)
    ends = {"low": law.low, "mode": law.mode, "high": law.high}
    return steps.add(f"f{k}", meaning, formula, 2 * far / ((law.high - law.low) * side), x=x, **ends)


def _shares(steps: Steps, one: Piece, curve: Shape) -> tuple[float, float]:
    """Write down the means, over s from 0 to 1, of the share of the way that is covered and of s times it."""
    mean = say("mean share of the way from v1 to v2 on piece {number}", number=one.number)
    tilt = say("the same, weighted towards the end of the piece")
    if isinstance(curve, Curve) and curve.log:
        r = steps.add("r", say("growth from x1 to x2"), "x2 / x1 - 1", one.b / one.a - 1, **one.ends(values=False))
        d = steps.add("d", say("its logarithm"), "ln(1 + r)", math.log(1 + r), r=r)
        g = steps.add("g", mean, "1 + 1 / r - 1 / d", 1 + 1 / r - 1 / d, r=r, d=d)
        h = 1 / 2 - (1 / 4 - 1 / (2 * r)) / d - 1 / (2 * r**2)
        return g, steps.add("h", tilt, "1 / 2 - (1 / 4 - 1 / (2 * r)) / d - 1 / (2 * r ** 2)", h, r=r, d=d)
    if isinstance(curve, Exponential) and not curve.straight:
        bend = bend_step(steps, one, curve)
        rise = 1 - math.exp(-bend)
        g = steps.add("g", mean, "1 / (1 - exp(-K)) - 1 / K", 1 / rise - 1 / bend, K=bend)
        h = (1 / 2 - (1 - math.exp(-bend) * (1 + bend)) / bend**2) / rise
        return g, steps.add("h", tilt, "(1 / 2 - (1 - exp(-K) * (1 + K)) / K ** 2) / (1 - exp(-K))", h, K=bend)
    return steps.add("g", mean, "1 / 2", 1 / 2), steps.add("h", tilt, "1 / 3", 1 / 3)
