"""The sentences that an outcome is said in; every one of them has a number of the outcome behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from vendor_eval.analysis.draws_said import of_draws
from vendor_eval.analysis.wording import joined, percent, points, points_apart, share
from vendor_eval.engine.ranks import TIE

if TYPE_CHECKING:
    from vendor_eval.analysis.lead import Lead
    from vendor_eval.analysis.outcome import Outcome, Tested

__all__ = ["open_said", "outcome_text"]

UNPROVEN = "Only the far ends of what is believed of it could still make it insufficient."


def outcome_text(outcome: Outcome) -> str:
    """Return the outcome in sentences that a board can read."""
    return " ".join(_sentences(outcome))


def _sentences(outcome: Outcome) -> Iterator[str]:
    first = {"certain": _certain, "leading": _leading, "tied": _tied, "conditional": _conditional, "nobody": _nobody}
    yield first[outcome.status](outcome)
    if outcome.would_lead:
        yield from _conditions(outcome)
        yield from _then(outcome)
        yield from _otherwise(outcome)
    if outcome.tested is not None:
        if _worth_saying(outcome, outcome.tested):
            yield from _how_sure(outcome, outcome.tested)
        if outcome.tested.p_nobody > 0:
            yield _nobody_in(outcome.tested)


def _nobody_in(tested: Tested) -> str:
    if not tested.draws:
        return "Nobody is sufficient, whatever the weights."
    return f"In {share(tested.p_nobody, tested.draws)} of the draws nobody is sufficient."


def _worth_saying(outcome: Outcome, tested: Tested) -> bool:
    """Whether simulation can add anything: what is certain needs no draws, unless they went beyond its weights.

    With exact weights and nothing drawn it repeats the evaluation.
    """
    if not tested.draws and not tested.varied:
        return False
    if outcome.status == "certain" or tested.if_met:
        return not _certain_of_weights(outcome, tested)
    return True


def _certain_of_weights(outcome: Outcome, tested: Tested) -> bool:
    """Whether the first is first for certain for all weights that were drawn, if it meets what is open for it."""
    if outcome.lead is None or not (outcome.status == "certain" or outcome.would_be_certain):
        return False
    return outcome.lead.whatever_weights or not tested.any_weights


def _name(outcome: Outcome, *keys: str) -> str:
    return joined([outcome.names[key] for key in keys])


def _marked(outcome: Outcome, key: str) -> str:
    return outcome.names[key] + (" (undetermined)" if key in outcome.undetermined else "")


def _rivals(outcome: Outcome, of: str | None = None) -> list[str]:
    """Return all that are or could be sufficient but one, else but the leader, the best first."""
    rivals = [key for key in outcome.values if key != (of or outcome.leader)]
    return sorted(rivals, key=lambda key: -outcome.values[key])


def _certain(outcome: Outcome) -> str:
    leader, others = _name(outcome, *outcome.chosen), len(outcome.names) - 1
    if outcome.lead is None or outcome.lead.margin is None:
        alone = f"the other {others} vendors are" if others > 1 else "the other vendor is"
        rest = f"{alone} insufficient" if others else "it is the only vendor"
        return f"{leader} is chosen for certain: it is sufficient, and {rest}."
    return f"{leader} is chosen for certain: {_beats(outcome, outcome.lead, 'beats')}."


def _beats(outcome: Outcome, lead: Lead, verb: str) -> str:
    """Say whom the first beats by how much at least: whatever the weights where that is so, else as declared."""
    rivals = _rivals(outcome, next(iter(outcome.would_lead), None))
    whom = (
        f"{_name(outcome, *rivals)}, the only other vendor that is or could be sufficient,"
        if len(rivals) == 1
        else f"each of the {len(rivals)} other vendors that are or could be sufficient"
    )
    holds, margin, declared = _for_weights(lead), _lead_said(lead.margin), _lead_said(lead.least)
    more = "" if margin == declared else f", and {lead.weights} by at least {declared}"
    within = " and within all that the evidence leaves open," if outcome.open_evidence else ""
    return f"{holds},{within} it {verb} {whom} by at least {margin} points{more}"


def _for_weights(lead: Lead) -> str:
    return "whatever the weights" if lead.whatever_weights else lead.weights


def _lead_said(lead: float | None) -> str:
    return points_apart(lead or 0.0, 0.0)[0]


def _leading(outcome: Outcome) -> str:
    leader, *_ = outcome.chosen
    if not _rivals(outcome):
        value = f"{points(outcome.values[leader])} points {outcome.weights}"
        doubt = "" if outcome.tested else f" {UNPROVEN}"
        return f"{_name(outcome, leader)} is chosen: it alone is sufficient, with {value}.{doubt}"
    second, *_ = _rivals(outcome)
    first, next_best = points_apart(outcome.values[leader], outcome.values[second])
    start = f"{_name(outcome, leader)} is chosen: it leads {outcome.weights} with {first} points, ahead of"
    untested = "" if outcome.tested or outcome.lead is None else f" {_untested(outcome, outcome.lead)}"
    return f"{start} {_marked(outcome, second)} with {next_best}.{untested}"


def _untested(outcome: Outcome, lead: Lead) -> str:
    """Say how much worse it could come for the leader: that is exact; how likely it is takes draws."""
    least = lead.least or 0.0
    if least > TIE:
        return f"Nothing that is open puts another vendor ahead. {UNPROVEN}"
    within = f"Within what {open_said(outcome)} open"
    rival = _marked(outcome, str(lead.rival))
    if least >= -TIE:
        return f"{within}, it could also be level with {rival}; how likely that is, is not tested."
    behind = _lead_said(-least)
    return f"{within}, it could also be up to {behind} points behind {rival}; how likely that is, is not tested."


def open_said(outcome: Outcome) -> str:
    """Say what leaves anything open: weights, evidence or both, with the verb."""
    if outcome.open_evidence and outcome.open_weights:
        return "weights and evidence leave"
    return "the weights leave" if outcome.open_weights else "the evidence leaves"


def _tied(outcome: Outcome) -> str:
    best = outcome.equals
    if len(best) == len(outcome.chosen):
        both = "both have" if len(best) == 2 else f"all {len(best)} have"
        value = points(outcome.values[best[0]])
        return f"{_name(outcome, *best)} are tied: {outcome.weights} {both} {value} points."
    values = joined([f"{_name(outcome, key)} {points(outcome.values[key])} points" for key in outcome.chosen])
    return f"{_name(outcome, *outcome.chosen)} are tied: {outcome.weights} {values}, which {_inseparable(outcome)}."


def _inseparable(outcome: Outcome) -> str:
    if not (outcome.tested and outcome.tested.varied):
        return "the evidence does not separate"
    return "evidence and weights do not separate" if outcome.open_evidence else "the weights do not separate"


def _conditional(outcome: Outcome) -> str:
    several = len(outcome.chosen) > 1
    value = f"{points(outcome.values[outcome.chosen[0]])} points {outcome.weights}"
    best = (
        f"are the best vendors that are shown to be sufficient, with {value} each,"
        if several
        else f"is the best vendor that is shown to be sufficient, with {value},"
    )
    return f"{_name(outcome, *outcome.chosen)} {best} but the choice is open."


def _nobody(outcome: Outcome) -> str:
    total, unsure = len(outcome.names), len(outcome.values)
    failed = total - unsure
    if total == 1:
        (name,) = outcome.names.values()
        found = "is undetermined" if unsure else "is insufficient"
        return f"Nobody is chosen: {name}, the only vendor, {found}."
    if not unsure:
        every = "both" if total == 2 else f"all {total}"
        return f"Nobody is chosen: {every} vendors are insufficient."
    counts = [(unsure, "undetermined"), (failed, "insufficient")]
    said = joined([f"{count} {'is' if count == 1 else 'are'} {what}" for count, what in counts if count])
    none = "neither" if total == 2 else "none"
    return f"Nobody is chosen: {none} of the {total} vendors is shown to be sufficient ({said})."


def _conditions(outcome: Outcome) -> Iterator[str]:
    """Say for each vendor that would lead what it would have to meet; those with the same needs together."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for key in outcome.would_lead:
        groups.setdefault(outcome.needs[key], []).append(key)
    for number, (needs, keys) in enumerate(groups.items()):
        whose = f"{_name(outcome, *keys)} {_would(outcome, keys, number)} if {'it' if len(keys) == 1 else 'they'}"
        yield f"{whose} met what is still open: {joined(needs)}."


def _then(outcome: Outcome) -> Iterator[str]:
    """Say that the vendor that would lead would be chosen for certain, where that is so and it has a rival."""
    if outcome.would_be_certain and outcome.lead is not None and outcome.lead.margin is not None:
        yield f"It would then be chosen for certain: {_beats(outcome, outcome.lead, 'would beat')}."


def _otherwise(outcome: Outcome) -> Iterator[str]:
    """Say who comes next where the vendor that would lead proves insufficient; without a sufficient one nobody may."""
    if not outcome.chosen:
        return
    best = max(outcome.values[key] for key in outcome.chosen)
    between = [
        key
        for key in _rivals(outcome)
        if key in outcome.undetermined and key not in outcome.would_lead and outcome.values[key] > best + TIE
    ]
    start = "If it does not" if len(outcome.would_lead) == 1 else "If none of them does"
    if between:
        yield f"{start}, {outcome.names[between[0]]}, undetermined too, is the next best."
    else:
        verb = "is chosen" if len(outcome.chosen) == 1 else "are tied"
        yield f"{start}, {_name(outcome, *outcome.chosen)} {verb}."


def _would(outcome: Outcome, keys: Sequence[str], number: int) -> str:
    best = max((outcome.values[key] for key in outcome.chosen), default=0.0)
    value = f"{points_apart(outcome.values[keys[0]], best)[0]} points"
    if number:
        return f"would be level with {_name(outcome, outcome.would_lead[0])}"
    if outcome.leader is not None and outcome.values[keys[0]] <= outcome.values[outcome.leader] + TIE:
        return f"would be level with {_name(outcome, *outcome.chosen)} at {value}"
    if len(outcome.values) == 1:
        return f"would be chosen, with {value} {outcome.weights},"
    each = " each" if len(keys) > 1 else ""
    return f"would lead with {value}{each} {outcome.weights}"


def _how_sure(outcome: Outcome, tested: Tested) -> Iterator[str]:
    subject = outcome.would_lead[0] if outcome.would_lead else outcome.chosen[0]
    name, given = _name(outcome, subject), "If the open requirements are met, " if tested.if_met else ""
    where, among = ("in" if tested.draws else "for"), of_draws(tested.draws, tested.weights)
    first = f"first {where} {share(tested.p_first, tested.draws)}"
    if _certain_of_weights(outcome, tested) and not tested.if_met:
        sufficient = share(tested.p_sufficient, tested.draws)
        yield f"{name} is sufficient in {sufficient} {among}, and first in all of these."
        return
    if outcome.would_lead and not tested.if_met:
        sufficient = share(tested.p_sufficient, tested.draws)
        first = f"sufficient in {sufficient} {among} and {first}"
    else:
        first = f"{first} {among}"
    if tested.rival is None:
        yield f"{given}{name} is {first}."
    elif outcome.level:
        yield f"{given}{name} is {first}. {_not_separated(outcome, tested)}"
    else:
        rival, ahead = _name(outcome, tested.rival), share(tested.p_beats, tested.draws)
        yield f"{given}{name} is {first}, and ahead of {rival}, its closest rival, {where} {ahead}."


def _not_separated(outcome: Outcome, tested: Tested) -> str:
    """Say how often the leader is ahead of each vendor that it is not separated from, and what would separate them."""
    choice = outcome.status in {"leading", "tied"}
    names = {key: _marked(outcome, key) if choice else _name(outcome, key) for key in outcome.level}
    where = "in" if tested.draws else "for"
    shares = joined([f"of {name} {where} {share(tested.ahead[key], tested.draws)}" for key, name in names.items()])
    return f"It is ahead {shares}; {percent(tested.separation)} would separate them."
