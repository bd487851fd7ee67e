"""What would have to change, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from vendor_eval.analysis.wording import (
    amount,
    asked_text,
    belief_text,
    joined,
    number,
    points,
    quoted,
    required_text,
    run_on,
)
from vendor_eval.decision.document import Decision
from vendor_eval.engine.ranks import TIE
from vendor_eval.languages.phrases import say
from vendor_eval.reasons.improving import Change

if TYPE_CHECKING:
    from vendor_eval.reasons.improve import Improvement

__all__ = ["improvement_text", "required_said", "score_said"]

MOST_SAID = 4  # single criteria that a sentence names


def score_said(decision: Decision, one: Change) -> str:
    """Return what a change puts a performance to, in words."""
    criterion = decision.criteria[one.criterion]
    return quoted(one.score) if isinstance(one.score, str) else amount(one.score, criterion.unit)


def required_said(found: Improvement, one: Change) -> str:
    """Return what the musts ask for that a change is to meet, in words."""
    decision = found.evaluation.decision
    criterion = decision.criteria[one.criterion]
    unmet = [
        each.requirement
        for each in found.evaluation.details
        if (each.vendor, each.criterion) == (found.vendor, one.criterion)
        and each.must
        and each.result in {"failed", "open"}
    ]
    asked = joined([required_text(criterion, requirement) for requirement in unmet])
    return asked_text(decision.criterion_name(one.criterion), asked)


def improvement_text(found: Improvement) -> str:
    """Return what it would take, in sentences."""
    return run_on(*_sentences(found))


def _sentences(found: Improvement) -> Iterator[str]:
    if found.reached:
        yield _reached(found)
        return
    if found.repairs:
        yield _must(found)
    enough = found.fewest is not None and len(found.fewest) == len(found.repairs) and _same(found.fewest, found.repairs)
    if enough:
        yield say("Nothing else is needed.")
        return
    if found.fewest is None:
        yield _cannot(found)
        return
    yield _alone(found)
    yield from _sets(found)


def _same(one: Sequence[Change], other: Sequence[Change]) -> bool:
    return {(each.criterion, each.score) for each in one} == {(each.criterion, each.score) for each in other}


def _vendor(found: Improvement) -> str:
    return found.evaluation.decision.vendor_name(found.vendor)


def _goal(found: Improvement) -> str:
    """Say what the vendor would be: behind ``is`` and ``to be``, as in ``to be ahead of Alpha``."""
    match found.goal.kind:
        case "sufficient":
            return say("sufficient", context="to be")
        case "first":
            return say("first", context="to be")
        case _:
            rival = found.evaluation.decision.vendor_name(found.goal.rivals[0])
            return say("ahead of {rival}", context="to be", rival=rival)


def _held(found: Improvement) -> str:
    """Say whatever or at which weights the goal is to be reached; nothing where neither matters."""
    if found.goal.hold == "certain":
        return say("whatever the evidence leaves open")
    return "" if found.goal.kind == "sufficient" else found.evaluation.outcome.weights


def _to_be(found: Improvement) -> str:
    """Say what is to be reached, as the clause that a sentence begins with."""
    goal, held = _goal(found), _held(found)
    return say("To be {goal} {held}", goal=goal, held=held) if held else say("To be {goal}", goal=goal)


def _reached(found: Improvement) -> str:
    vendor, goal, held = _vendor(found), _goal(found), _held(found)
    if held:
        return say("{vendor} is {goal} already {held}.", vendor=vendor, goal=goal, held=held)
    return say("{vendor} is {goal} already.", vendor=vendor, goal=goal)


def _must(found: Improvement) -> str:
    asked = joined([_known(found, one, required_said(found, one)) for one in found.repairs])
    return say(
        "{to_be}, {vendor} must meet what is required: {asked}.",
        to_be=_to_be(found),
        vendor=_vendor(found),
        asked=asked,
    )


def _cannot(found: Improvement) -> str:
    vendor, goal, held = _vendor(found), _goal(found), _held(found)
    match bool(found.repairs), bool(held):
        case True, True:
            return say(
                "Even then it could not be {goal} {held}: the best of every scale is not enough.", goal=goal, held=held
            )
        case True, _:
            return say("Even then it could not be {goal}: the best of every scale is not enough.", goal=goal)
        case _, True:
            return say(
                "{vendor} could not be {goal} {held}: the best of every scale is not enough.",
                vendor=vendor,
                goal=goal,
                held=held,
            )
        case _:
            return say("{vendor} could not be {goal}: the best of every scale is not enough.", vendor=vendor, goal=goal)


def _known(found: Improvement, one: Change, what: str) -> str:
    """Say what a performance would be or should be, with what is known of it now."""
    decision = found.evaluation.decision
    known = belief_text(decision.criteria[one.criterion], decision.assessments[found.vendor][one.criterion].belief)
    return say("{criterion} ({known} now)", criterion=what, known=known)


def _at(found: Improvement, one: Change) -> str:
    decision = found.evaluation.decision
    return say(
        "{criterion} at {performance}",
        criterion=decision.criterion_name(one.criterion),
        performance=score_said(decision, one),
    )


def _alone(found: Improvement) -> str:
    """Say which criteria would do alone, the one that moves least on its scale first."""
    ways = [
        next(one for one in changes if one.criterion == key)
        for key, changes in found.single.items()
        if changes is not None
    ]
    ways.sort(key=lambda one: one.points[1] - one.points[0])
    changes = joined([_known(found, one, _at(found, one)) for one in ways[:MOST_SAID]], "or") if ways else ""
    if found.repairs:
        return _one_more(changes, len(ways))
    return _one(found, changes, len(ways))


def _one_more(changes: str, ways: int) -> str:
    """Say which criteria would do alone beyond what is required."""
    if not ways:
        return say("Beyond that, no criterion alone would be enough, even at its best.")
    if ways == 1:
        return say("Beyond that, it needs {change}.", change=changes)
    if ways <= MOST_SAID:
        return say("Beyond that, one more change would be enough: {changes}.", changes=changes)
    return say(
        "Beyond that, one more change would be enough: {changes}, or one of {count} other criterion.",
        "Beyond that, one more change would be enough: {changes}, or one of {count} other criteria.",
        changes=changes,
        count=ways - MOST_SAID,
    )


def _one(found: Improvement, changes: str, ways: int) -> str:
    """Say which criteria would do alone where nothing is required."""
    vendor, to_be = _vendor(found), _to_be(found)
    if not ways:
        return say(
            "{to_be}, no criterion alone would be enough for {vendor}, even at its best.", to_be=to_be, vendor=vendor
        )
    if ways == 1:
        return say("{to_be}, {vendor} needs {change}.", to_be=to_be, vendor=vendor, change=changes)
    if ways <= MOST_SAID:
        return say(
            "{to_be}, one change would be enough for {vendor}: {changes}.", to_be=to_be, vendor=vendor, changes=changes
        )
    return say(
        "{to_be}, one change would be enough for {vendor}: {changes}, or one of {count} other criterion.",
        "{to_be}, one change would be enough for {vendor}: {changes}, or one of {count} other criteria.",
        to_be=to_be,
        vendor=vendor,
        changes=changes,
        count=ways - MOST_SAID,
    )


def _sets(found: Improvement) -> Iterator[str]:
    fewest, cheapest = (_beyond(found, changes or ()) for changes in (found.fewest, found.cheapest))
    if len(fewest) > 1:
        yield say(
            "The fewest criteria that are enough are {number}: {changes}.",
            number=number(len(fewest)),
            changes=_listed(found, fewest),
        )
    if len(cheapest) > 1 and not _same(fewest, cheapest):
        yield _least_effort(found, cheapest)


def _least_effort(found: Improvement, changes: Sequence[Change]) -> str:
    if found.costs:
        return say(
            "The least effort at the stated costs, {effort} in all, takes {count} criterion: {changes}.",
            "The least effort at the stated costs, {effort} in all, takes {count} criteria: {changes}.",
            effort=number(round(found.effort, 2)),
            count=len(changes),
            changes=_listed(found, changes),
        )
    return say(
        "The least effort in points moved on the scales, {effort} in all, takes {count} criterion: {changes}.",
        "The least effort in points moved on the scales, {effort} in all, takes {count} criteria: {changes}.",
        effort=points(found.effort),
        count=len(changes),
        changes=_listed(found, changes),
    )


def _beyond(found: Improvement, changes: Sequence[Change]) -> list[Change]:
    """Return the changes that go beyond what requirements ask for."""
    asked = {one.criterion: one.points[1] for one in found.repairs}
    return [one for one in changes if one.points[1] > asked.get(one.criterion, -1.0) + TIE]


def _listed(found: Improvement, changes: Sequence[Change]) -> str:
    """List changes, those that add most first; of many the rest is only counted."""
    ordered = sorted(changes, key=lambda one: -one.gain)
    shown = ordered if len(ordered) <= MOST_SAID + 1 else ordered[:MOST_SAID]
    said = [_known(found, one, _at(found, one)) if len(shown) <= 2 else _at(found, one) for one in shown]
    rest = len(ordered) - len(shown)
    return joined([*said, say("{count} other", "{count} others", count=rest, context="changes")] if rest else said)
