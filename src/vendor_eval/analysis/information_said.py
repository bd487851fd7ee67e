"""What to find out next, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vendor_eval.analysis.evaluate import Evaluation
from vendor_eval.analysis.information_facts import Bundle
from vendor_eval.analysis.wording import belief_text, counted, joined, points, required_text, share
from vendor_eval.engine.information import Fact, Payoffs, Worth

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
    decision = evaluation.decision
    name = decision.vendor_name(vendor)
    parts = joined([_part(evaluation, vendor, fact) for fact in facts])
    decides = any(fact.decides for fact in facts)
    whether = (
        f" {'Together they decide' if len(facts) > 1 else 'It decides'} whether {name} is sufficient."
        if decides
        else ""
    )
    gain = f"on average the choice gains {points(worth.value)} points" if worth.value >= 0.05 else "the gain is small"
    answer = "The answers change" if len(facts) > 1 else "The answer changes"
    text = f"{name}: {parts}.{whether} {answer} the choice with a chance of {share(worth.change, MANY)}; {gain}."
    return Question(vendor, tuple(fact.criterion for fact in facts), decides, worth.change, worth.value, text)


def _part(evaluation: Evaluation, vendor: str, fact: Fact) -> str:
    """Name a performance, what is known of it, and what is required."""
    decision = evaluation.decision
    criterion = decision.criteria[fact.criterion]
    known = belief_text(criterion, decision.assessments[vendor][fact.criterion].belief)
    asked = [
        required_text(criterion, one.requirement)
        for one in evaluation.details
        if (one.vendor, one.criterion) == (vendor, fact.criterion) and one.must and one.result == "open"
    ]
    required = f"{joined(asked)} required, " if asked else ""
    return f"{decision.criterion_name(fact.criterion)} ({required}{known} now)"


def information_text(found: Information) -> str:
    """Return what to find out next, one sentence or question a line."""
    return "\n".join(_lines(found))


def _lines(found: Information) -> Iterator[str]:
    uncertain = counted(len(found.table), "uncertain performance")
    if not len(found.table):
        yield "Nothing is left to find out: every performance is known exactly."
        return
    if not found.questions:
        yield _pointless(found, uncertain)
        return
    yield f"What to find out next, of {uncertain}, the most valuable first:"
    for number, one in enumerate(found.questions, 1):
        yield f"{number}. {one.text}"
    yield from _together(found)
    if found.table["assumed"].any():
        yield "Of what is unknown every value is taken as equally likely, also where a requirement hangs on it."
    if found.evaluation.outcome.leader is None:
        yield f"As long as nobody is sufficient, choosing nobody counts {points(found.nobody)} points."


def set_said(found: Information, kind: str, vendor: str, criterion: str) -> str:
    """Name a set of performances that are found out together, as a row of ``bundles`` has it."""
    if kind == "requirements":
        if not vendor:
            return "All that requirements hang on"
        return f"All that decides whether {found.decision.vendor_name(vendor)} is sufficient"
    if kind == "weights":
        return "The weights"
    if vendor or criterion:
        name = found.decision.vendor_name(vendor) if vendor else found.decision.criterion_name(criterion)
        return f"All of {name}" if vendor else f"{name} of every vendor"
    return "Everything"


def _pointless(found: Information, uncertain: str) -> str:
    everything = found.bundles[found.bundles["kind"] == "everything"]
    worth = float(everything["value"].iloc[0]) if len(everything) else 0.0
    if worth < LITTLE and len(found.table) == 1:
        return "The one uncertain performance could not change the choice enough to matter."
    if worth < LITTLE:
        return f"None of {uncertain} could change the choice enough to matter, not even all together."
    return (
        f"No single answer changes the choice, but knowing all of {uncertain} would gain {points(worth)} points on "
        "average: look at whole vendors or criteria."
    )


def _together(found: Information) -> Iterator[str]:
    """Say what is gained by learning all that decides sufficiency, and by learning everything."""
    rows = found.bundles[(found.bundles["vendor"] == "") & (found.bundles["criterion"] == "")]
    what = {"requirements": "everything that requirements hang on", "everything": "every performance exactly"}
    for kind, gain, change in zip(rows["kind"], rows["value"], rows["p_change"], strict=True):
        if kind in what:
            chance = share(float(change), found.stamp.draws or 1)
            changes = f"would change the choice in {chance} of draws"
            yield f"Knowing {what[kind]} {changes}, and gain {points(gain)} points on average."
