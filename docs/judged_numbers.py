"""For each number of a decision that somebody judged: how far it may move before verdicts or the lead change.

One number moves at a time, outwards in steps and then by halving; all runs share their random numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pandas as pd

import vendor_eval as ve

DRAWS = 16_384
DRIFT = 0.05  # share of draws: a larger change of P(first) counts as a change
FRACTIONS = (0.1, 0.25, 0.5, 0.75, 1.0)
HALVINGS = 10


@dataclass(frozen=True)
class Knob:
    """One judged number: what it is, its value, how far it is moved, and the decision with another in its place."""

    place: str
    what: str
    value: float
    least: float
    greatest: float
    moved: Callable[[float], ve.Decision]


def knobs(decision: ve.Decision) -> Iterator[Knob]:
    """List the judged numbers of a decision: anchors, levels and requirements, and interval ends that say so."""
    for key, criterion in decision.criteria.items():
        if isinstance(criterion.scale, ve.LevelScale):
            yield from _levels(decision, key, criterion, criterion.scale)
        elif isinstance(criterion.scale, ve.Scale):
            yield from _anchors(decision, key, criterion, criterion.scale)
            yield from _thresholds(decision, key, criterion, criterion.scale)
    yield from _interval_ends(decision)


def _with(decision: ve.Decision, key: str, **changes: object) -> ve.Decision:
    return decision.replace(criteria={**decision.criteria, key: decision.criteria[key].replace(**changes)})


def _levels(decision: ve.Decision, key: str, criterion: ve.Criterion, scale: ve.LevelScale) -> Iterator[Knob]:
    order = list(scale.ordered)
    for below, level, above in zip(order, order[1:], order[2:], strict=False):

        def moved(x: float, level: str = level) -> ve.Decision:
            return _with(decision, key, scale=scale.replace(levels={**scale.levels, level: x}))

        room = 0.01 * (scale.levels[above] - scale.levels[below])
        ends = scale.levels[below] + room, scale.levels[above] - room
        yield Knob(criterion.name, f"points of “{level}”", scale.levels[level], *ends, moved)


def _anchors(decision: ve.Decision, key: str, criterion: ve.Criterion, scale: ve.Scale) -> Iterator[Knob]:
    low, _ = scale.ends
    inner = [x for x, _ in scale.points]
    for name, value, other in (("worst", scale.worst, scale.best), ("best", scale.best, scale.worst)):

        def moved(x: float, name: str = name) -> ve.Decision:
            return _with(decision, key, scale=scale.replace(**{name: x}))

        nearest = min(inner, key=lambda x, value=value: abs(x - value), default=other)
        inwards = value + 0.95 * (nearest - value)
        outwards = value / 10 if scale.shape == "log" and value == low else value + (value - other)
        yield Knob(criterion.name, name, value, min(inwards, outwards), max(inwards, outwards), moved)
    for index, (x, points) in enumerate(scale.points):

        def bent(y: float, index: int = index, x: float = x) -> ve.Decision:
            knots = [list(pair) for pair in scale.points]
            knots[index] = [x, y]
            return _with(decision, key, scale=scale.replace(points=knots))

        yield Knob(criterion.name, f"points at {x:g}", points, 1.0, 99.0, bent)


def _thresholds(decision: ve.Decision, key: str, criterion: ve.Criterion, scale: ve.Scale) -> Iterator[Knob]:
    low, high = scale.ends
    span = high - low
    for requirement in criterion.require:
        form, value = requirement.form, float(str(requirement.threshold))

        def moved(x: float, form: str = form, requirement: ve.Requirement = requirement) -> ve.Decision:
            return _with(decision, key, require=requirement.replace(**{form: x}))

        least = low / 100 if scale.shape == "log" else low if value > low else low - span
        greatest = high if value < high else high + span
        if scale.range is not None:
            least, greatest = max(least, scale.range[0]), min(greatest, scale.range[1])
        yield Knob(criterion.name, f"requirement: {form.replace('_', ' ')}", value, least, greatest, moved)


def _interval_ends(decision: ve.Decision) -> Iterator[Knob]:
    for vendor, row in decision.assessments.items():
        for key, assessment in row.items():
            scale, belief = decision.criteria[key].scale, assessment.belief
            judged = "(judgement)" in assessment.because and isinstance(belief, ve.Interval)
            if not (judged and isinstance(scale, ve.Scale)):
                continue
            for end, other in (("low", "high"), ("high", "low")):

                def moved(x: float, end: str = end, vendor: str = vendor, key: str = key) -> ve.Decision:
                    old = decision.assessments[vendor][key]
                    return decision.with_assessment(vendor, key, old.replace(belief=old.belief.replace(**{end: x})))

                value, inner = float(getattr(belief, end)), float(getattr(belief, other))
                limit = min(value, scale.ends[0]) if end == "low" else max(value, scale.ends[1])
                name = f"{decision.vendor_name(vendor)}, {decision.criterion_name(key)}"
                yield Knob(name, f"{end} end of the range", value, min(inner, limit), max(inner, limit), moved)


@dataclass(frozen=True)
class State:
    """What must hold: the verdicts, who is put first, and how often it is first."""

    verdicts: tuple[str, ...]
    first: str
    p_first: float

    @classmethod
    def of(cls, decision: ve.Decision) -> State:
        """Judge a decision."""
        run = ve.robustness(decision, draws=DRAWS)
        first = run.table.set_index("vendor")["p_first"]
        return cls(tuple(run.evaluation.table["verdict"]), str(first.idxmax()), float(first.max()))

    def same_lead(self, other: State) -> bool:
        """Whether the same vendor is first about as often."""
        return self.first == other.first and abs(self.p_first - other.p_first) <= DRIFT


def ranges(decision: ve.Decision) -> pd.DataFrame:
    """Return one judged number a row: its value, and the ranges over which all verdicts and P(first) hold."""
    base = State.of(decision)
    rows = [_row(decision, base, knob) for knob in knobs(decision)]
    return pd.DataFrame([*rows, *_required_levels(decision, base)])


def _row(decision: ve.Decision, base: State, knob: Knob) -> dict[str, str]:
    seen: dict[float, State] = {}

    def state(x: float) -> State:
        if x not in seen:
            seen[x] = State.of(knob.moved(x))
        return seen[x]

    return {
        "of": knob.place,
        "judged number": knob.what,
        "value": _number(knob.value),
        "verdicts hold": _range(knob, lambda x: state(x).verdicts == base.verdicts),
        "lead and P(first) hold": _range(knob, lambda x: base.same_lead(state(x))),
    }


def _required_levels(decision: ve.Decision, base: State) -> Iterator[dict[str, str]]:
    """Try every level that a requirement could name."""
    for key, criterion in decision.criteria.items():
        if not isinstance(criterion.scale, ve.LevelScale):
            continue
        for requirement in criterion.require:
            tried = {
                level: State.of(_with(decision, key, require=requirement.replace(**{requirement.form: level})))
                for level in criterion.scale.ordered[1:]
            }
            verdicts = [f"“{level}”" for level, state in tried.items() if state.verdicts == base.verdicts]
            leads = [f"“{level}”" for level, state in tried.items() if base.same_lead(state)]
            yield {
                "of": criterion.name,
                "judged number": f"requirement: {requirement.form.replace('_', ' ')}",
                "value": f"“{requirement.threshold}”",
                "verdicts hold": ", ".join(verdicts),
                "lead and P(first) hold": ", ".join(leads),
            }


def _range(knob: Knob, holds: Callable[[float], bool]) -> str:
    ends = [_reach(knob.value, end, holds) for end in (knob.least, knob.greatest)]
    low, high = (f"({_number(x)})" if limit else _number(x) for x, limit in ends)
    return f"{low} to {high}"


def _reach(start: float, end: float, holds: Callable[[float], bool]) -> tuple[float, bool]:
    """Return the last value on the way to an end at which something holds, and whether that is the end itself."""
    kept = start
    for fraction in FRACTIONS:
        tried = start + fraction * (end - start)
        if tried == kept:
            continue
        if not holds(tried):
            for _ in range(HALVINGS):
                middle = (kept + tried) / 2
                kept, tried = (middle, tried) if holds(middle) else (kept, middle)
            return kept, False
        kept = tried
    return kept, True


def _number(x: float) -> str:
    return f"{x:,.0f}" if abs(x) >= 1000 or float(x).is_integer() else f"{x:,.3g}"
