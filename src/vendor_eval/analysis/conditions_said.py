"""The sentences of vendors that would lead: what they would have to meet, and who comes next if they do not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from vendor_eval.analysis.certain_said import would_beat
from vendor_eval.analysis.outcome_named import names_of, rivals_of
from vendor_eval.analysis.wording import joined, points_apart
from vendor_eval.engine.ranks import TIE
from vendor_eval.languages.phrases import say

if TYPE_CHECKING:
    from vendor_eval.analysis.outcome import Outcome

__all__ = ["conditions", "otherwise", "then"]


def conditions(outcome: Outcome) -> Iterator[str]:
    """Say for each vendor that would lead what it would have to meet; those with the same needs together."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for key in outcome.would_lead:
        groups.setdefault(outcome.needs[key], []).append(key)
    for place, (needs, keys) in enumerate(groups.items()):
        yield _would_be_level(outcome, needs, keys) if place else _would_lead(outcome, needs, keys)


def _would_be_level(outcome: Outcome, needs: Sequence[str], keys: Sequence[str]) -> str:
    return say(
        "{vendors} would be level with {leader} if it met what is still open: {needs}.",
        "{vendors} would be level with {leader} if they met what is still open: {needs}.",
        count=len(keys),
        vendors=names_of(outcome, *keys),
        leader=names_of(outcome, outcome.would_lead[0]),
        needs=joined(needs),
    )


def _would_lead(outcome: Outcome, needs: Sequence[str], keys: Sequence[str]) -> str:
    best = max((outcome.values[key] for key in outcome.chosen), default=0.0)
    vendors, open_needs = names_of(outcome, *keys), joined(needs)
    value, _ = points_apart(outcome.values[keys[0]], best)
    if outcome.leader is not None and outcome.values[keys[0]] <= outcome.values[outcome.leader] + TIE:
        return say(
            "{vendors} would be level with {leaders} at {points} points if it met what is still open: {needs}.",
            "{vendors} would be level with {leaders} at {points} points if they met what is still open: {needs}.",
            count=len(keys),
            vendors=vendors,
            leaders=names_of(outcome, *outcome.chosen),
            points=value,
            needs=open_needs,
        )
    if len(outcome.values) == 1:
        return say(
            "{vendor} would be chosen, with {points} points {weights}, if it met what is still open: {needs}.",
            vendor=vendors,
            points=value,
            weights=outcome.weights,
            needs=open_needs,
        )
    return say(
        "{vendors} would lead with {points} points {weights} if it met what is still open: {needs}.",
        "{vendors} would lead with {points} points each {weights} if they met what is still open: {needs}.",
        count=len(keys),
        vendors=vendors,
        points=value,
        weights=outcome.weights,
        needs=open_needs,
    )


def then(outcome: Outcome) -> Iterator[str]:
    """Say that the vendor that would lead would be chosen for certain, where that is so and it has a rival."""
    if outcome.would_be_certain and outcome.lead is not None and outcome.lead.margin is not None:
        yield would_beat(outcome, outcome.lead)


def otherwise(outcome: Outcome) -> Iterator[str]:
    """Say who comes next where the vendor that would lead proves insufficient; without a sufficient one nobody may."""
    if not outcome.chosen:
        return
    best = max(outcome.values[key] for key in outcome.chosen)
    between = [
        key
        for key in rivals_of(outcome)
        if key in outcome.undetermined and key not in outcome.would_lead and outcome.values[key] > best + TIE
    ]
    leaders = len(outcome.would_lead)
    if between:
        yield say(
            "If it does not, {vendor}, undetermined too, is the next best.",
            "If none of them does, {vendor}, undetermined too, is the next best.",
            count=leaders,
            vendor=outcome.names[between[0]],
        )
    elif len(outcome.chosen) == 1:
        yield say(
            "If it does not, {vendor} is chosen.",
            "If none of them does, {vendor} is chosen.",
            count=leaders,
            vendor=names_of(outcome, *outcome.chosen),
        )
    else:
        yield say(
            "If it does not, {vendors} are tied.",
            "If none of them does, {vendors} are tied.",
            count=leaders,
            vendors=names_of(outcome, *outcome.chosen),
        )
