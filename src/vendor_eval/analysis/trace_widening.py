"""How weak evidence widened a belief, as steps of a hand calculation."""

from __future__ import annotations

from vendor_eval.analysis.trace_steps import Step, Steps
from vendor_eval.decision.beliefs import AnyBelief, Estimate, Exact, Interval
from vendor_eval.decision.document import Decision
from vendor_eval.decision.scales import Scale
from vendor_eval.languages.phrases import say

__all__ = ["widening_steps"]


def widening_steps(decision: Decision, vendor: str, criterion: str) -> list[Step]:
    """Return how each bound moved, where both are numbers; none where nothing was widened."""
    one, scale = decision.assessments[vendor][criterion], decision.criteria[criterion].scale
    rule = decision.policy.widen_by_grade
    stated, counts = _ends(one.stated_belief), _ends(one.belief)
    if rule is None or not one.settled or stated is None or counts is None or not isinstance(scale, Scale):
        return []
    fraction = rule.fraction([decision.evidence[key].grade for key in one.resting_on])
    steps = Steps("widening")
    least, greatest = scale.ends
    least, greatest = (
        (least, greatest) if scale.range is None else (max(least, scale.range[0]), min(greatest, scale.range[1]))
    )
    if stated[0] > least:
        _moved(
            steps,
            "low",
            say("lower bound, moved towards the end of the scale"),
            stated[0],
            least,
            fraction,
            scale,
            counts[0],
        )
    if stated[1] < greatest:
        _moved(
            steps,
            "high",
            say("upper bound, moved towards the end of the scale"),
            stated[1],
            greatest,
            fraction,
            scale,
            counts[1],
        )
    return steps.done if one.widened else []


def _moved(
    steps: Steps, symbol: str, meaning: str, bound: float, end: float, fraction: float, scale: Scale, result: float
) -> None:
    log = scale.shape == "log" and bound > 0 and end > 0
    formula = "x * (end / x) ** f" if log else "x + f * (end - x)"
    steps.add(symbol, meaning, formula, result, x=bound, end=end, f=fraction)


def _ends(belief: AnyBelief) -> tuple[float, float] | None:
    match belief:
        case Exact(value=float() as value):
            return value, value
        case Interval(low=float() as low, high=float() as high):
            return low, high
        case Estimate():
            return belief.low, belief.high
        case _:
            return None
