"""The sentences that say which uncertainty causes the doubt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from vendor_eval.analysis.draws_said import how_often_of_draws
from vendor_eval.analysis.robustness_said import behind_said, first_said, level_said
from vendor_eval.analysis.wording import points, run_on, share
from vendor_eval.languages.phrases import say

if TYPE_CHECKING:
    from vendor_eval.analysis.doubt import Doubt

__all__ = ["doubt_text", "loss_said", "uncertain_said"]

LEAST = 0.05  # points: a smaller loss would print as none


def doubt_text(doubt: Doubt) -> str:
    """Return which uncertainty causes the doubt in sentences that a board can read."""
    if doubt.leader is None:
        return say("No vendor could be chosen, so there is no first place to doubt.")
    return run_on(*_sentences(doubt, doubt.decision.vendor_name(doubt.leader)))


def uncertain_said(source: str) -> str:
    """Say what is uncertain in a run."""
    match source:
        case "both":
            return say("all", context="what is uncertain")
        case "assessments":
            return say("only assessments")
        case _:
            return say("only weights")


def _sentences(doubt: Doubt, name: str) -> Iterator[str]:
    both = doubt.row("both")
    if doubt.cause == "neither":
        yield _without_doubt(doubt, both["draws"], name)
    elif not both["draws"] and not doubt.drawn:
        yield _settled(doubt, both["p_leader"], name)
    else:
        yield _first(doubt, both, name)
        yield _single(doubt) if len(doubt.drawn) < 2 else _cause(doubt)
        if both["expected_loss"] >= LEAST:
            yield _loss(both, name)


def _without_doubt(doubt: Doubt, draws: int, name: str) -> str:
    """Say that a vendor is first in every draw, or for all weights."""
    if not draws:
        where = _by_method(doubt, _for_weights(doubt))
        if doubt.if_met:
            return say(
                "If the open requirements are met, {vendor} is first {for_weights}, so there is no doubt to explain.",
                vendor=name,
                for_weights=where,
            )
        return say("{vendor} is first {for_weights}, so there is no doubt to explain.", vendor=name, for_weights=where)
    where = _by_method(doubt, say("in all of {count} draw", "in all of {count} draws", count=draws))
    if doubt.if_met:
        return say(
            "If the open requirements are met, {vendor} is first {in_draws}, so they show no doubt to explain.",
            vendor=name,
            in_draws=where,
        )
    return say("{vendor} is first {in_draws}, so they show no doubt to explain.", vendor=name, in_draws=where)


def _settled(doubt: Doubt, p: float, name: str) -> str:
    """Say that a vendor is level with another, or that another is first, where nothing is uncertain."""
    where = _by_method(doubt, _for_weights(doubt))
    if p > 0 or doubt.rival is None:
        return level_said(name, where, if_met=doubt.if_met)
    return behind_said(name, doubt.decision.vendor_name(doubt.rival), where, if_met=doubt.if_met)


def _for_weights(doubt: Doubt) -> str:
    match doubt.admitted:
        case "declared":
            return say("at the declared weights")
        case "set":
            return say("for the declared set of weights")
        case "any":
            return say("for all possible weights")
        case "mean":
            return doubt.weights


def _by_method(doubt: Doubt, how_often: str) -> str:
    """Say how often, and by which other method where there is one."""
    return say("by {method} {how_often}", method=doubt.method, how_often=how_often) if doubt.method else how_often


def _first(doubt: Doubt, both: Mapping[str, Any], name: str) -> str:
    """Say how often a vendor is first."""
    if both["draws"] or doubt.admitted == "mean":
        how_often = say("in {share} of the draws", share=share(both["p_leader"], both["draws"]))
    else:
        how_often = how_often_of_draws(both["p_leader"], 0, doubt.admitted)
    return first_said(name, _by_method(doubt, how_often), if_met=doubt.if_met)


def _loss(both: Mapping[str, Any], name: str) -> str:
    """Say how far the best vendor is ahead on average."""
    loss = loss_said(both["expected_loss"])
    match both["p_sufficient"] < 1, bool(both["draws"]):
        case True, True:
            return say(
                "Where {vendor} is sufficient, the best vendor of a draw is {points} points ahead of it on average.",
                vendor=name,
                points=loss,
            )
        case True, False:
            return say(
                "Where {vendor} is sufficient, the best vendor is {points} points ahead of it on average.",
                vendor=name,
                points=loss,
            )
        case False, True:
            return say(
                "On average the best vendor of a draw is {points} points ahead of {vendor}: the most that finding out "
                "everything could gain.",
                vendor=name,
                points=loss,
            )
        case _:
            return say(
                "On average the best vendor is {points} points ahead of {vendor}: the most that finding out everything "
                "could gain.",
                vendor=name,
                points=loss,
            )


def _single(doubt: Doubt) -> str:
    """Say the cause where at most one kind of uncertainty is there."""
    match doubt.drawn:
        case ("assessments",) if doubt.admitted == "mean":
            return say("The weights are held at their mean, so all of the doubt comes from the assessments.")
        case ("assessments",):
            return say("The weights are exact, so all of the doubt comes from the assessments.")
        case ("weights",):
            return say("Nothing about the vendors is drawn, so all of the doubt comes from the weights.")
        case _:
            return say("Nothing is uncertain: it is level with another vendor.")


def _cause(doubt: Doubt) -> str:
    """Say what holding each kind of uncertainty alone would come to, the one that matters more first."""
    left = {source: share(row["p_leader"], row["draws"]) for source, row in doubt.rows.items()}
    shares: dict[str, Any] = {"as_expected": left["weights"], "settled": left["assessments"]}
    match doubt.cause:
        case "assessments":
            return say(
                "Most of the doubt comes from the assessments: if all assessments proved as expected, it would be "
                "first in {as_expected}; if the weights were settled at their mean instead, in {settled}.",
                **shares,
            )
        case "weights":
            return say(
                "Most of the doubt comes from the weights: if the weights were settled at their mean, it would be "
                "first in {settled}; if all assessments proved as expected instead, in {as_expected}.",
                **shares,
            )
        case "both":
            return say(
                "Assessments and weights both cause the doubt: if all assessments proved as expected, it would be "
                "first in {as_expected}; if the weights were settled at their mean instead, in {settled}.",
                **shares,
            )
        case _:
            return say(
                "The doubt takes assessments and weights together: if all assessments proved as expected, it would be "
                "first in {as_expected}; if the weights were settled at their mean instead, in {settled}.",
                **shares,
            )


def loss_said(loss: float) -> str:
    """Write an expected loss in points, a small one as a limit.

    Examples
    --------
    >>> [loss_said(x) for x in (2.14, 0.02, 0.0)]
    ['2.1', 'under 0.1', '0.0']
    """
    return say("under {number}", number=points(0.1)) if 0 < loss < LEAST else points(loss)
