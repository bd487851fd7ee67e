"""How the parts of a decision are put into words in the report: costs, scales, spans, who judged, what is cited."""

from __future__ import annotations

from collections.abc import Iterable

from vendor_eval.analysis.wording import amount, joined, number, percent, points, required_text
from vendor_eval.decision.criteria import Criterion
from vendor_eval.decision.document import Decision
from vendor_eval.decision.judgements import Judgement
from vendor_eval.decision.scales import LevelScale, Scale
from vendor_eval.decision.vendors import Cost
from vendor_eval.reasons.reason import Reason
from vendor_eval.report.records import Cell, Item, Tone

__all__ = [
    "TONES",
    "because",
    "cited",
    "cost_cell",
    "cost_text",
    "item",
    "judged",
    "paragraphs",
    "place",
    "ranged",
    "requirement_text",
    "scale_text",
    "span",
]

TONES: dict[str, Tone] = {
    "sufficient": "good",
    "insufficient": "bad",
    "undetermined": "open",
    "met": "good",
    "failed": "bad",
    "open": "open",
    "waived": "waived",
}
SHAPES = {
    "linear": "linear",
    "log": "logarithmic",
    "piecewise": "linear between these points",
    "exponential": "exponential",
    "target": "linear between these points, best in the middle",
}


def span(low: float, high: float) -> str:
    """Write a range of points; a single number where both ends print alike.

    Examples
    --------
    >>> span(58.06, 95.1), span(70, 70)
    ('58.1 to 95.1', '70.0')
    """
    ends = points(low), points(high)
    return ends[0] if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}"


def ranged(value: float, low: float, high: float) -> str:
    """Write a value with its range behind it, where it has one.

    Examples
    --------
    >>> ranged(63, 48, 78), ranged(80, 80, 80)
    ('63.0 (48.0 to 78.0)', '80.0')
    """
    said = span(low, high)
    return points(value) if said == points(value) else f"{points(value)} ({said})"


def place(rank: float, ranks: Iterable[float]) -> str:
    """Write a rank, with ``=`` where it is shared; nothing where there is none.

    Examples
    --------
    >>> place(1, [1, 1, 3]), place(3, [1, 1, 3]), place(float("nan"), [1])
    ('1=', '3', 'no rank')
    """
    if rank != rank:
        return "no rank"
    return f"{rank:.0f}{'=' if list(ranks).count(rank) > 1 else ''}"


def paragraphs(text: str) -> list[str]:
    """Cut a text into its paragraphs."""
    return [part for part in (" ".join(part.split()) for part in text.split("\n\n")) if part]


def judged(noun: Judgement) -> str:
    """Say who decided something and when, as far as the file says so."""
    by = f"by {noun.by}" if noun.by else ""
    on = f"on {noun.on.isoformat()}" if noun.on else ""
    return " ".join(part for part in (by, on) if part)


def because(noun: Judgement) -> str:
    """Say why something was decided, by whom and when."""
    who = judged(noun)
    return " ".join(part for part in (noun.because, f"({who})" if who else "") if part)


def item(reason: Reason) -> Item:
    """Return a reason as a point of a list, with the evidence that its sentence does not name."""
    return Item(reason.text, () if "(evidence " in reason.text else reason.evidence)


def cited(decision: Decision, keys: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return evidence ids with what a reader must know before trusting them: grade, day of the state, circularity."""
    found = []
    for key in keys:
        one = decision.evidence[key]
        notes = [one.grade, str(one.describes) if one.describes.known else "of unknown day"]
        found.append((key, ", ".join([*notes, *(["circular"] if one.circular else [])])))
    return tuple(found)


def cost_text(cost: Cost | None) -> str:
    """Write a cost as money with its range."""
    if cost is None:
        return "not stated"
    low, high = cost.bounds
    return f"{number(low)} {cost.currency}" if low == high else f"{number(low)} to {number(high)} {cost.currency}"


def cost_cell(decision: Decision, vendor: str) -> Cell:
    """Return a vendor's cost as a cell, quiet where none is stated."""
    cost = decision.vendors[vendor].cost
    return Cell(cost_text(cost), tone="" if cost else "quiet", evidence=cited(decision, cost.evidence if cost else ()))


def scale_text(criterion: Criterion) -> str:
    """Write which performance is worth how many points."""
    match criterion.scale:
        case LevelScale() as scale:
            return "; ".join(f"“{level}” {number(scale.levels[level])}" for level in scale.ordered) + " points"
        case Scale() as scale:
            rising = scale.knots if scale.more_is_better or scale.shape == "target" else scale.knots[::-1]
            said = [f"{number(worth)} points at {amount(raw, criterion.unit)}" for raw, worth in rising]
            taken = "; ends taken from the performances of these vendors" if scale.anchors == "data" else ""
            return f"{', '.join(said)}; {SHAPES[scale.shape]}{_limits(scale)}{taken}"
        case _:
            return "none"


def _limits(scale: Scale) -> str:
    return "" if scale.range is None else f"; possible are {number(scale.range[0])} to {number(scale.range[1])}"


def requirement_text(criterion: Criterion, kind: str) -> str:
    """Write what a criterion requires, of one kind: must or should."""
    said = []
    for one in criterion.require:
        if one.kind == kind:
            stated = "" if one.p_met is None else f" (where unknown, met with a probability of {percent(one.p_met)})"
            said.append(required_text(criterion, one) + stated)
    return joined(said) if said else "none"
