"""The sentences that an outcome is said in; every one of them has a number of the outcome behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from vendor_eval.analysis.wording import counted, joined, percent, points, points_apart, share
from vendor_eval.engine.ranks import TIE

if TYPE_CHECKING:
    from vendor_eval.analysis.outcome import Outcome, Tested

__all__ = ["outcome_text"]


def outcome_text(outcome: Outcome) -> str:
    """Return the outcome in sentences that a board can read."""
    return " ".join(_sentences(outcome))


def _sentences(outcome: Outcome) -> Iterator[str]:
    first = {"certain": _certain, "leading": _leading, "tied": _tied, "conditional": _conditional, "nobody": _nobody}
    yield first[outcome.status](outcome)
    if outcome.would_lead:
        yield from _conditions(outcome)
    if outcome.tested is not None and _worth_saying(outcome, outcome.tested):
        yield from _how_sure(outcome, outcome.tested)


def _worth_saying(outcome: Outcome, tested: Tested) -> bool:
    """Whether simulation can add anything: what is certain needs no draws, unless they went beyond its weights."""
    return outcome.status != "certain" or (tested.any_weights and not outcome.whatever_weights)


def _name(outcome: Outcome, *keys: str) -> str:
    return joined([outcome.names[key] for key in keys])


def _marked(outcome: Outcome, key: str) -> str:
    return outcome.names[key] + (" (undetermined)" if key in outcome.undetermined else "")


def _rivals(outcome: Outcome) -> list[str]:
    """Return all that are or could be sufficient but the leader, the best first."""
    rivals = [key for key in outcome.values if key != outcome.leader]
    return sorted(rivals, key=lambda key: -outcome.values[key])


def _certain(outcome: Outcome) -> str:
    leader, rivals, others = _name(outcome, *outcome.chosen), _rivals(outcome), len(outcome.names) - 1
    if outcome.margin is None or not rivals:
        alone = f"the other {others} vendors are" if others > 1 else "the other vendor is"
        rest = f"{alone} insufficient" if others else "it is the only vendor"
        return f"{leader} is chosen for certain: it is sufficient, and {rest}."
    lead, _ = points_apart(outcome.margin, 0.0)
    whom = (
        f"{_name(outcome, *rivals)}, the only other vendor that is or could be sufficient,"
        if len(rivals) == 1
        else f"each of the {len(rivals)} other vendors that are or could be sufficient"
    )
    return (
        f"{leader} is chosen for certain: {outcome.holds}, and within all that the evidence leaves open, it beats "
        f"{whom} by at least {lead} points."
    )


def _leading(outcome: Outcome) -> str:
    leader, *_ = outcome.chosen
    if not _rivals(outcome):
        value = f"{points(outcome.values[leader])} points {outcome.weights}"
        return f"{_name(outcome, leader)} is chosen: it alone is sufficient, with {value}."
    second, *_ = _rivals(outcome)
    first, next_best = points_apart(outcome.values[leader], outcome.values[second])
    start = f"{_name(outcome, leader)} is chosen: it leads {outcome.weights} with {first} points, ahead of"
    untested = "" if outcome.tested else " Whether the evidence separates them is not tested."
    return f"{start} {_marked(outcome, second)} with {next_best}.{untested}"


def _tied(outcome: Outcome) -> str:
    best = outcome.equals
    if len(best) == len(outcome.chosen):
        both = "both have" if len(best) == 2 else f"all {len(best)} have"
        value = points(outcome.values[best[0]])
        return f"{_name(outcome, *best)} are tied: {outcome.weights} {both} {value} points."
    values = joined([f"{_name(outcome, key)} {points(outcome.values[key])} points" for key in outcome.chosen])
    what = "evidence and weights do" if outcome.tested and outcome.tested.varied else "the evidence does"
    return f"{_name(outcome, *outcome.chosen)} are tied: {outcome.weights} {values}, which {what} not separate."


def _conditional(outcome: Outcome) -> str:
    several = len(outcome.chosen) > 1
    value = f"{points(outcome.values[outcome.chosen[0]])} points {outcome.weights}"
    best = (
        f"are the best vendors that are shown to be sufficient ({value} each)"
        if several
        else (f"is the best vendor that is shown to be sufficient ({value})")
    )
    return f"{_name(outcome, *outcome.chosen)} {best}, but the choice is open."


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
    of_draws = f"of {counted(tested.draws, 'draw')} {tested.weights}"
    first = f"first in {share(tested.p_first, tested.draws)}"
    if outcome.would_lead and not tested.if_met:
        sufficient = share(tested.p_sufficient, tested.draws)
        first = f"sufficient in {sufficient} {of_draws} and {first}"
    else:
        first = f"{first} {of_draws}"
    if tested.rival is None:
        yield f"{given}{name} is {first}."
    elif outcome.level:
        yield f"{given}{name} is {first}. {_not_separated(outcome, tested)}"
    else:
        rival, ahead = _name(outcome, tested.rival), share(tested.p_beats, tested.draws)
        yield f"{given}{name} is {first}, and ahead of {rival}, its closest rival, in {ahead}."
    if tested.p_nobody > 0:
        yield f"In {share(tested.p_nobody, tested.draws)} of the draws nobody is sufficient."


def _not_separated(outcome: Outcome, tested: Tested) -> str:
    """Say how often the leader is ahead of each vendor that it is not separated from, and what would separate them."""
    choice = outcome.status in {"leading", "tied"}
    names = {key: _marked(outcome, key) if choice else _name(outcome, key) for key in outcome.level}
    shares = joined([f"of {name} in {share(tested.ahead[key], tested.draws)}" for key, name in names.items()])
    return f"It is ahead {shares}; {percent(tested.separation)} would separate them."
