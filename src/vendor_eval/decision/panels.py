"""What counts where several evaluators judged the same: the agreed, else a range that spans what all of them say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vendor_eval.decision.assessments import Assessment
from vendor_eval.decision.beliefs import (
    AnyBelief,
    Estimate,
    Exact,
    Interval,
    LevelChances,
    Normal,
    TestResult,
    Unknown,
)
from vendor_eval.decision.criteria import Criterion
from vendor_eval.decision.evaluators import Disagreement
from vendor_eval.decision.policies import Policy
from vendor_eval.decision.scales import LevelScale, Scale
from vendor_eval.decision.weights import PanelWeights, SomeWeights
from vendor_eval.engine import cells
from vendor_eval.engine.curves import Curve

__all__ = ["disagreements", "hull", "spanned_rows"]

Rows = dict[str, dict[str, Assessment]]

FLAT = Curve((0.0, 1.0), (0.0, 100.0))  # central intervals are of performances; what these are worth does not matter


def spanned_rows(criteria: Mapping[str, Criterion], rows: Rows, policy: Policy) -> Rows:
    """Return assessments in which a range spans what evaluators say who do not agree; the same if all agree."""
    spanned: Rows = {}
    for vendor, row in rows.items():
        changed = {
            key: one.spanning(hull(criteria[key], [given.belief for given in one.by_evaluator.values()], policy))
            for key, one in row.items()
            if not one.settled
        }
        if changed:
            spanned[vendor] = type(row)({**row, **changed})
    return {**rows, **spanned} if spanned else rows


def hull(criterion: Criterion, beliefs: list[AnyBelief], policy: Policy) -> AnyBelief:
    """Return the least interval that holds all that some beliefs allow; nothing is known where one is unknown.

    Of beliefs without real ends (mean and sd, test results) the central part counts that the policy states.
    """
    if isinstance(criterion.scale, LevelScale):
        order = criterion.scale.ordered
        levels = [_levels(belief, order) for belief in beliefs]
        if not all(levels):
            return Unknown()
        first, last = min(map(min, levels)), max(map(max, levels))
        return Exact(value=order[first]) if first == last else Interval(low=order[first], high=order[last])
    ends = [_ends(criterion, belief, policy.coverage) for belief in beliefs]
    known = [pair for pair in ends if pair is not None]
    if len(known) < len(ends):
        return Unknown()
    low, high = min(low for low, _ in known), max(high for _, high in known)
    return Exact(value=low) if low == high else Interval(low=low, high=high)


def _levels(belief: AnyBelief, order: tuple[str, ...]) -> list[int]:
    match belief:
        case Exact(value=value):
            return [order.index(str(value))]
        case Interval(low=low, high=high):
            return [order.index(str(low)), order.index(str(high))]
        case LevelChances(levels=chances):
            return [order.index(level) for level, chance in chances.items() if chance > 0]
        case _:
            return []


def _ends(criterion: Criterion, belief: AnyBelief, coverage: float) -> tuple[float, float] | None:
    """Return the least and the greatest performance; None where nothing is known, or only a text is."""
    possible = criterion.scale.range if isinstance(criterion.scale, Scale) else None
    limits = possible or (float("-inf"), float("inf"))
    match belief:
        case Exact(value=float() as value):
            return value, value
        case Interval(low=float() as low, high=float() as high):
            return low, high
        case Estimate():
            return belief.low, belief.high
        case Normal():
            return cells.Continuous(cells.Normal(belief.mean, belief.sd), FLAT, *limits).central(coverage)
        case TestResult():
            law = cells.Beta.tested(belief.passes, belief.trials, criterion.whole)
            return cells.Continuous(law, FLAT, *limits).central(coverage)
        case _:
            return None


def disagreements(weights: SomeWeights, rows: Rows) -> Iterator[Disagreement]:
    """Go through what evaluators judged differently without agreeing on it since."""
    if isinstance(weights, PanelWeights) and not weights.settled:
        yield Disagreement(("weights",), weights.by_evaluator)
    for vendor, row in rows.items():
        for key, one in row.items():
            if not one.settled:
                yield Disagreement(("assessments", vendor, key), one.by_evaluator)
