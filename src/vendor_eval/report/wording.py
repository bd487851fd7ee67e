"""How the parts of a decision are put into words in the report: costs, scales, spans, who judged, what is cited."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from vendor_eval.analysis.vocabulary import grade_said, kind_said, when_said
from vendor_eval.analysis.wording import (
    amount,
    clauses,
    joined,
    listed,
    measured,
    noted,
    number,
    percent,
    points,
    quoted,
    ranging,
    required_text,
)
from vendor_eval.decision.criteria import Criterion
from vendor_eval.decision.document import Decision
from vendor_eval.decision.evidence import Evidence
from vendor_eval.decision.judgements import Judgement
from vendor_eval.decision.scales import LevelScale, Scale
from vendor_eval.decision.vendors import Cost
from vendor_eval.languages.numbers import day
from vendor_eval.languages.phrases import say
from vendor_eval.reasons.reason import Reason
from vendor_eval.report.records import Cell, Item, Tone

__all__ = [
    "NOTHING",
    "TONES",
    "because",
    "cited",
    "cost_cell",
    "cost_text",
    "error_said",
    "items",
    "judged",
    "paragraphs",
    "place",
    "ranged",
    "requirement_kind_said",
    "requirement_text",
    "scale_text",
    "span",
    "yes_or_no",
]

NOTHING = "–"
TONES: dict[str, Tone] = {
    "sufficient": "good",
    "insufficient": "bad",
    "undetermined": "open",
    "met": "good",
    "failed": "bad",
    "open": "open",
    "waived": "waived",
}

TELLING = frozenset({"evidence", "evidence weakness"})  # reasons whose sentence says kind, grade and age


def yes_or_no(so: bool) -> str:
    """Say whether something is so."""
    return say("yes") if so else say("no")


def span(low: float, high: float) -> str:
    """Write a range of points; a single number where both ends print alike.

    Examples
    --------
    >>> span(58.06, 95.1), span(70, 70)
    ('58.1 to 95.1', '70.0')
    """
    ends = points(low), points(high)
    return ends[0] if ends[0] == ends[1] else ranging(*ends)


def ranged(value: float, low: float, high: float) -> str:
    """Write a value with its range behind it, where it has one.

    Examples
    --------
    >>> ranged(63, 48, 78), ranged(80, 80, 80)
    ('63.0 (48.0 to 78.0)', '80.0')
    """
    said = span(low, high)
    return points(value) if said == points(value) else noted(points(value), said)


def error_said(error: float) -> str:
    """Write a standard error to one digit, as it stands behind a number; nothing where there is none.

    Examples
    --------
    >>> error_said(0.0234), error_said(0), error_said(float("nan"))
    ('± 0.02', '', '')
    """
    return f"± {number(float(f'{error:.1g}'))}" if error > 0 else ""


def place(rank: float, ranks: Iterable[float]) -> str:
    """Write a rank, with ``=`` where it is shared; nothing where there is none.

    Examples
    --------
    >>> place(1, [1, 1, 3]), place(3, [1, 1, 3]), place(float("nan"), [1])
    ('1=', '3', 'no rank')
    """
    if rank != rank:
        return say("no rank")
    return f"{rank:.0f}{'=' if list(ranks).count(rank) > 1 else ''}"


def paragraphs(text: str) -> list[str]:
    """Cut a text into its paragraphs."""
    return [part for part in (" ".join(part.split()) for part in text.split("\n\n")) if part]


def judged(noun: Judgement) -> str:
    """Say who decided something and when, as far as the file says so."""
    if noun.by and noun.on:
        return say("by {person} on {day}", person=noun.by, day=day(noun.on))
    if noun.by:
        return say("by {person}", person=noun.by)
    return say("on {day}", day=day(noun.on)) if noun.on else ""


def because(noun: Judgement) -> str:
    """Say why something was decided, by whom and when."""
    who = judged(noun)
    return noted(noun.because, who).strip() if who else noun.because


def items(decision: Decision, reasons: Iterable[Reason]) -> tuple[Item, ...]:
    """Return reasons as the points of a list, each with its evidence, unless sentences tell kind and grade of it."""
    said = list(reasons)
    told = {key for one in said if one.kind in TELLING for key in one.evidence}
    return tuple(
        Item(one.text, () if one.cites and told.issuperset(one.evidence) else cited(decision, one.evidence))
        for one in said
    )


def cited(decision: Decision, keys: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return evidence ids with what a reader must know before trusting them: kind, grade, day, circularity."""
    return tuple((key, _worth(decision.evidence[key])) for key in keys)


def _worth(one: Evidence) -> str:
    known = when_said(one.describes) if one.describes.known else say("of unknown day")
    kind, grade = kind_said(one.kind), grade_said(one.grade)
    if one.circular:
        return say("{kind}, {grade}, {day}, circular", kind=kind, grade=grade, day=known)
    return say("{kind}, {grade}, {day}", kind=kind, grade=grade, day=known)


def cost_text(cost: Cost | None) -> str:
    """Write a cost as money with its range."""
    if cost is None:
        return say("not stated")
    low, high = cost.bounds
    most = measured(number(high), cost.currency)
    return most if low == high else ranging(number(low), most)


def cost_cell(decision: Decision, vendor: str) -> Cell:
    """Return a vendor's cost as a cell, quiet where none is stated."""
    cost = decision.vendors[vendor].cost
    return Cell(cost_text(cost), tone="" if cost else "quiet", evidence=cited(decision, cost.evidence if cost else ()))


def scale_text(criterion: Criterion) -> str:
    """Write which performance is worth how many points."""
    match criterion.scale:
        case LevelScale() as scale:
            worths = [
                say("{level} {number}", level=quoted(level), number=number(scale.levels[level]))
                for level in scale.ordered
            ]
            return say("{levels} points", context="of each level", levels=clauses(worths))
        case Scale() as scale:
            return clauses(_scale_parts(scale, criterion.unit))
        case _:
            return say("none", context="a scale")


def _scale_parts(scale: Scale, unit: str) -> Iterator[str]:
    rising = scale.knots if scale.more_is_better or scale.shape == "target" else scale.knots[::-1]
    yield listed(
        say("{number} points at {performance}", number=number(worth), performance=amount(raw, unit))
        for raw, worth in rising
    )
    yield _shape_said(scale)
    if scale.range is not None:
        low, high = scale.range
        yield say("possible are {range}", range=ranging(number(low), number(high)))
    if scale.anchors == "data":
        yield say("ends taken from the performances of these vendors")


def _shape_said(scale: Scale) -> str:
    match scale.shape:
        case "linear":
            return say("linear", context="a scale")
        case "log":
            return say("logarithmic", context="a scale")
        case "piecewise":
            return say("linear between these points", context="a scale")
        case "exponential":
            return say("exponential", context="a scale")
        case "target":
            return say("linear between these points, best in the middle", context="a scale")


def requirement_kind_said(must: bool) -> str:
    """Say of which kind a requirement is."""
    return say("must", context="a requirement") if must else say("should", context="a requirement")


def requirement_text(criterion: Criterion, kind: str) -> str:
    """Write what a criterion requires, of one kind: must or should."""
    said = []
    for one in criterion.require:
        if one.kind == kind:
            required = required_text(criterion, one)
            if one.p_met is not None:
                chance = percent(one.p_met)
                required = say(
                    "{required} (where unknown, met with a probability of {chance})", required=required, chance=chance
                )
            said.append(required)
    return joined(said) if said else say("none", context="requirements")
