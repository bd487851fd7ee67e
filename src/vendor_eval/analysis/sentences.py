"""The sentences that an outcome is said in; every one of them has a number of the outcome behind it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from vendor_eval.analysis.certain_said import certain
from vendor_eval.analysis.conditions_said import conditions, otherwise, then
from vendor_eval.analysis.outcome_named import lead_said, marked, names_of, rivals_of, within_said
from vendor_eval.analysis.tested_said import tested_said
from vendor_eval.analysis.wording import joined, number, points, points_apart, run_on
from vendor_eval.engine.ranks import TIE
from vendor_eval.languages.phrases import say

if TYPE_CHECKING:
    from vendor_eval.analysis.lead import Lead
    from vendor_eval.analysis.outcome import Outcome

__all__ = ["outcome_text"]


def outcome_text(outcome: Outcome) -> str:
    """Return the outcome in sentences that a board can read."""
    return run_on(*_sentences(outcome))


def _sentences(outcome: Outcome) -> Iterator[str]:
    first = {"certain": certain, "leading": _leading, "tied": _tied, "conditional": _conditional, "nobody": _nobody}
    yield first[outcome.status](outcome)
    if outcome.would_lead:
        yield from conditions(outcome)
        yield from then(outcome)
        yield from otherwise(outcome)
    if outcome.tested is not None:
        yield from tested_said(outcome, outcome.tested)


def _leading(outcome: Outcome) -> str:
    leader, *_ = outcome.chosen
    if not rivals_of(outcome):
        alone = say(
            "{vendor} is chosen: it alone is sufficient, with {points} points {weights}.",
            vendor=names_of(outcome, leader),
            points=points(outcome.values[leader]),
            weights=outcome.weights,
        )
        return run_on(alone, "" if outcome.tested else _unproven())
    second, *_ = rivals_of(outcome)
    first, next_best = points_apart(outcome.values[leader], outcome.values[second])
    leads = say(
        "{vendor} is chosen: it leads {weights} with {points} points, ahead of {rival} with {rival_points}.",
        vendor=names_of(outcome, leader),
        weights=outcome.weights,
        points=first,
        rival=marked(outcome, second),
        rival_points=next_best,
    )
    return run_on(leads, "" if outcome.tested or outcome.lead is None else _untested(outcome, outcome.lead))


def _unproven() -> str:
    return say("Only the far ends of what is believed of it could still make it insufficient.")


def _untested(outcome: Outcome, lead: Lead) -> str:
    """Say how much worse it could come for the leader: that is exact; how likely it is takes draws."""
    least = lead.least or 0.0
    if least > TIE:
        return run_on(say("Nothing that is open puts another vendor ahead."), _unproven())
    within, rival = within_said(outcome), marked(outcome, str(lead.rival))
    if least >= -TIE:
        return say(
            "{within}, it could also be level with {rival}; how likely that is, is not tested.",
            within=within,
            rival=rival,
        )
    return say(
        "{within}, it could also be up to {points} points behind {rival}; how likely that is, is not tested.",
        within=within,
        points=lead_said(-least),
        rival=rival,
    )


def _tied(outcome: Outcome) -> str:
    best = outcome.equals
    vendors, value = names_of(outcome, *outcome.chosen), points(outcome.values[best[0]])
    if len(best) == 2 == len(outcome.chosen):
        return say(
            "{vendors} are tied: {weights} both have {points} points.",
            vendors=vendors,
            weights=outcome.weights,
            points=value,
        )
    if len(best) == len(outcome.chosen):
        return say(
            "{vendors} are tied: {weights} all {number} have {points} points.",
            vendors=vendors,
            weights=outcome.weights,
            number=number(len(best)),
            points=value,
        )
    return _inseparable(outcome, vendors)


def _inseparable(outcome: Outcome, vendors: str) -> str:
    values = joined(
        [
            say("{vendor} {points} points", vendor=names_of(outcome, key), points=points(outcome.values[key]))
            for key in outcome.chosen
        ]
    )
    if not (outcome.tested and outcome.tested.varied):
        return say(
            "{vendors} are tied: {weights} {values}, which the evidence does not separate.",
            vendors=vendors,
            weights=outcome.weights,
            values=values,
        )
    if outcome.open_evidence:
        return say(
            "{vendors} are tied: {weights} {values}, which evidence and weights do not separate.",
            vendors=vendors,
            weights=outcome.weights,
            values=values,
        )
    return say(
        "{vendors} are tied: {weights} {values}, which the weights do not separate.",
        vendors=vendors,
        weights=outcome.weights,
        values=values,
    )


def _conditional(outcome: Outcome) -> str:
    return say(
        "{vendors} is the best vendor that is shown to be sufficient, with {points} points {weights}, but the choice "
        "is open.",
        "{vendors} are the best vendors that are shown to be sufficient, with {points} points {weights} each, but the "
        "choice is open.",
        count=len(outcome.chosen),
        vendors=names_of(outcome, *outcome.chosen),
        points=points(outcome.values[outcome.chosen[0]]),
        weights=outcome.weights,
    )


def _nobody(outcome: Outcome) -> str:
    total, unsure = len(outcome.names), len(outcome.values)
    if total == 1:
        (name,) = outcome.names.values()
        if unsure:
            return say("Nobody is chosen: {vendor}, the only vendor, is undetermined.", vendor=name)
        return say("Nobody is chosen: {vendor}, the only vendor, is insufficient.", vendor=name)
    if not unsure:
        if total == 2:
            return say("Nobody is chosen: both vendors are insufficient.")
        return say("Nobody is chosen: all {number} vendors are insufficient.", number=number(total))
    verdicts = _counted(unsure, total - unsure)
    if total == 2:
        return say(
            "Nobody is chosen: neither of the 2 vendors is shown to be sufficient ({verdicts}).", verdicts=verdicts
        )
    return say(
        "Nobody is chosen: none of the {number} vendors is shown to be sufficient ({verdicts}).",
        number=number(total),
        verdicts=verdicts,
    )


def _counted(unsure: int, failed: int) -> str:
    """Say in a parenthesis how many vendors are undetermined, and how many insufficient if any are."""
    undetermined = say("{count} is undetermined", "{count} are undetermined", count=unsure)
    if not failed:
        return undetermined
    return joined([undetermined, say("{count} is insufficient", "{count} are insufficient", count=failed)])
