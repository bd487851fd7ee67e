"""What to find out next, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vendor_eval.analysis.evaluate import Evaluation
from vendor_eval.analysis.information_facts import Bundle
from vendor_eval.analysis.wording import belief_text, joined, number, points, required_text, run_on, share
from vendor_eval.engine.information import Fact, Payoffs, Worth
from vendor_eval.languages.phrases import say

if TYPE_CHECKING:
    from vendor_eval.analysis.information import Information

__all__ = ["Question", "information_text", "questions", "set_said"]

MOST = 8  # questions: more is no short list
MANY = 10**6  # a chance that is worked out claims more than one that is counted
LITTLE = 0.005  # points: what is worth less is not worth asking


@dataclass(frozen=True, slots=True)
class Question:
    """Something to ask, what hangs on it, and what the answer is worth.

    Parameters
    ----------
    vendor, criteria
        Of whom, and what: one performance, or several that only help together.
    decides
        Whether the answer decides if the vendor is sufficient.
    p_change, value
        The chance that the answer changes the choice, and by how many points the choice gains on average.
    text
        The question and what hangs on it, in words.
    """

    vendor: str
    criteria: tuple[str, ...]
    decides: bool
    p_change: float
    value: float
    text: str


def questions(
    evaluation: Evaluation,
    paid: Payoffs,
    alone: Mapping[tuple[int, str], Worth],
    sets: Sequence[tuple[Bundle, Worth]],
) -> tuple[Question, ...]:
    """Return what to ask next: what decides sufficiency first, then by value; what changes nothing is left out."""
    found: list[Question] = []
    together = {one.vendor: (one, worth) for one, worth in sets if one.kind == "requirements" and one.vendor}
    found += [_question(evaluation, str(vendor), one.facts, worth) for vendor, (one, worth) in together.items()]
    for fact in paid.facts:
        vendor, worth = paid.vendors[fact.vendor], alone[fact.vendor, fact.criterion]
        if not (fact.decides and vendor in together) and worth.value > 0:
            found.append(_question(evaluation, vendor, (fact,), worth))
    asked = [one for one in found if one.value > LITTLE]
    return tuple(sorted(asked, key=lambda one: (not one.decides, -one.value))[:MOST])


def _question(evaluation: Evaluation, vendor: str, facts: Sequence[Fact], worth: Worth) -> Question:
    name = evaluation.decision.vendor_name(vendor)
    decides = any(fact.decides for fact in facts)
    text = run_on(
        say(
            "{vendor}: {performances}.",
            vendor=name,
            performances=joined([_part(evaluation, vendor, fact) for fact in facts]),
        ),
        _whether(name, len(facts)) if decides else "",
        _gain(worth, len(facts)),
    )
    return Question(vendor, tuple(fact.criterion for fact in facts), decides, worth.change, worth.value, text)


def _whether(name: str, facts: int) -> str:
    return say(
        "It decides whether {vendor} is sufficient.",
        "Together they decide whether {vendor} is sufficient.",
        count=facts,
        vendor=name,
    )


def _gain(worth: Worth, facts: int) -> str:
    """Say how likely answers change the choice, and what is gained on average."""
    chance = share(worth.change, MANY)
    if worth.value < 0.05:
        return say(
            "The answer changes the choice with a chance of {chance}; the gain is small.",
            "The answers change the choice with a chance of {chance}; the gain is small.",
            count=facts,
            chance=chance,
        )
    return say(
        "The answer changes the choice with a chance of {chance}; on average the choice gains {points} points.",
        "The answers change the choice with a chance of {chance}; on average the choice gains {points} points.",
        count=facts,
        chance=chance,
        points=points(worth.value),
    )


def _part(evaluation: Evaluation, vendor: str, fact: Fact) -> str:
    """Name a performance, what is known of it, and what is required."""
    decision = evaluation.decision
    criterion, name = decision.criteria[fact.criterion], decision.criterion_name(fact.criterion)
    known = belief_text(criterion, decision.assessments[vendor][fact.criterion].belief)
    asked = [
        required_text(criterion, one.requirement)
        for one in evaluation.details
        if (one.vendor, one.criterion) == (vendor, fact.criterion) and one.must and one.result == "open"
    ]
    if not asked:
        return say("{criterion} ({known} now)", criterion=name, known=known)
    return say("{criterion} ({required} required, {known} now)", criterion=name, required=joined(asked), known=known)


def information_text(found: Information) -> str:
    """Return what to find out next, one sentence or question a line."""
    return "\n".join(_lines(found))


def _lines(found: Information) -> Iterator[str]:
    if not len(found.table):
        yield say("Nothing is left to find out: every performance is known exactly.")
        return
    if not found.questions:
        yield _pointless(found)
        return
    yield say(
        "What to find out next, of {count} uncertain performance, the most valuable first:",
        "What to find out next, of {count} uncertain performances, the most valuable first:",
        count=len(found.table),
    )
    for place, one in enumerate(found.questions, 1):
        yield f"{place}. {one.text}"
    yield from _together(found)
    if found.table["assumed"].any():
        yield say("Of what is unknown every value is taken as equally likely, also where a requirement hangs on it.")
    if found.evaluation.outcome.leader is None:
        yield say(
            "As long as nobody is sufficient, choosing nobody counts {points} points.", points=points(found.nobody)
        )


def set_said(found: Information, kind: str, vendor: str, criterion: str) -> str:
    """Name a set of performances that are found out together, as a row of ``bundles`` has it."""
    decision = found.decision
    match kind:
        case "requirements" if vendor:
            return say("All that decides whether {vendor} is sufficient", vendor=decision.vendor_name(vendor))
        case "requirements":
            return say("All that requirements hang on")
        case "weights":
            return say("The weights")
        case _ if vendor:
            return say("All of {vendor}", vendor=decision.vendor_name(vendor))
        case _ if criterion:
            return say("{criterion} of every vendor", criterion=decision.criterion_name(criterion))
        case _:
            return say("Everything")


def _pointless(found: Information) -> str:
    everything = found.bundles[found.bundles["kind"] == "everything"]
    worth = float(everything["value"].iloc[0]) if len(everything) else 0.0
    if worth < LITTLE and len(found.table) == 1:
        return say("The one uncertain performance could not change the choice enough to matter.")
    if worth < LITTLE:
        return say(
            "None of {number} uncertain performances could change the choice enough to matter, not even all together.",
            number=number(len(found.table)),
        )
    return say(
        "No single answer changes the choice, but knowing all of {count} uncertain performance would gain {points} "
        "points on average: look at whole vendors or criteria.",
        "No single answer changes the choice, but knowing all of {count} uncertain performances would gain {points} "
        "points on average: look at whole vendors or criteria.",
        count=len(found.table),
        points=points(worth),
    )


def _together(found: Information) -> Iterator[str]:
    """Say what is gained by learning all that decides sufficiency, and by learning everything."""
    rows = found.bundles[(found.bundles["vendor"] == "") & (found.bundles["criterion"] == "")]
    for kind, gain, change in zip(rows["kind"], rows["value"], rows["p_change"], strict=True):
        values: dict[str, Any] = {"share": share(float(change), found.stamp.draws or 1), "points": points(gain)}
        if kind == "requirements":
            yield say(
                "Knowing everything that requirements hang on would change the choice in {share} of draws, and gain "
                "{points} points on average.",
                **values,
            )
        elif kind == "everything":
            yield say(
                "Knowing every performance exactly would change the choice in {share} of draws, and gain {points} "
                "points on average.",
                **values,
            )
