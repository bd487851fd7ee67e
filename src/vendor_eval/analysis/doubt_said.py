"""The sentences that say which uncertainty causes the doubt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from vendor_eval.analysis.draws_said import of_draws
from vendor_eval.analysis.wording import counted, points, share

if TYPE_CHECKING:
    from vendor_eval.analysis.doubt import Doubt

__all__ = ["doubt_text", "loss_said"]

LEAST = 0.05  # points: a smaller loss would print as none


def doubt_text(doubt: Doubt) -> str:
    """Return which uncertainty causes the doubt in sentences that a board can read."""
    if doubt.leader is None:
        return "No vendor could be chosen, so there is no first place to doubt."
    given = "If the open requirements are met, " if doubt.if_met else ""
    return given + " ".join(_sentences(doubt, doubt.decision.vendor_name(doubt.leader)))


def _sentences(doubt: Doubt, name: str) -> Iterator[str]:
    both = doubt.row("both")
    by = "" if doubt.method is None else f" by {doubt.method}"
    weights = doubt.weights.replace("over ", "for ")
    if doubt.cause == "neither":
        every = f"in all of {counted(both['draws'], 'draw')}" if both["draws"] else weights
        yield f"{name} is first{by} {every}, so {'they show' if both['draws'] else 'there is'} no doubt to explain."
        return
    if not both["draws"] and not doubt.drawn:
        yield f"Nothing is uncertain: {name} is level with another vendor{by} {weights}."
        return
    how = f"in {share(both['p_leader'], both['draws'])} of the draws"
    if not both["draws"]:
        how = f"for {share(both['p_leader'], 0)} {of_draws(0, doubt.weights)}"
    yield f"{name} is first{by} {how}."
    yield _single(doubt) if len(doubt.drawn) < 2 else _cause(doubt)
    if both["expected_loss"] >= LEAST:
        yield _loss(both, name)


def _loss(both: Mapping[str, Any], name: str) -> str:
    of_a_draw = " of a draw" if both["draws"] else ""
    ahead = f"the best vendor{of_a_draw} is {loss_said(both['expected_loss'])} points ahead of"
    if both["p_sufficient"] < 1:
        return f"Where {name} is sufficient, {ahead} it on average."
    return f"On average {ahead} {name}: the most that finding out everything could gain."


def _single(doubt: Doubt) -> str:
    """Say the cause where at most one kind of uncertainty is there."""
    match doubt.drawn:
        case ("assessments",):
            return "The weights are exact, so all of the doubt comes from the assessments."
        case ("weights",):
            return "Nothing about the vendors is drawn, so all of the doubt comes from the weights."
        case _:
            return "Nothing is uncertain: it is level with another vendor."


def _cause(doubt: Doubt) -> str:
    """Say what holding each kind of uncertainty alone would come to, the one that matters more first."""
    left = {source: share(row["p_leader"], row["draws"]) for source, row in doubt.rows.items()}
    assessments = "if all assessments proved as expected", left["weights"]
    weights = "if the weights were settled at their mean", left["assessments"]
    first, second = (weights, assessments) if doubt.cause == "weights" else (assessments, weights)
    start = {
        "assessments": "Most of the doubt comes from the assessments",
        "weights": "Most of the doubt comes from the weights",
        "both": "Assessments and weights both cause the doubt",
        "together": "The doubt takes assessments and weights together",
    }[doubt.cause]
    return f"{start}: {first[0]}, it would be first in {first[1]}; {second[0]} instead, in {second[1]}."


def loss_said(loss: float) -> str:
    """Write an expected loss in points, a small one as a limit.

    Examples
    --------
    >>> [loss_said(x) for x in (2.14, 0.02, 0.0)]
    ['2.1', 'under 0.1', '0.0']
    """
    return "under 0.1" if 0 < loss < LEAST else points(loss)
