"""Looking over a letter before it goes out: what it lacks, what a person supplies, and what must not stand in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from vendor_eval.analysis.evaluate import Evaluation
from vendor_eval.analysis.wording import percent
from vendor_eval.decision.beliefs import Exact, Interval, LevelChances
from vendor_eval.decision.scales import LevelScale
from vendor_eval.reasons.debrief_fields import Field
from vendor_eval.reasons.debrief_guard import Guard
from vendor_eval.reasons.debrief_letter import Paragraph
from vendor_eval.reasons.debrief_view import View
from vendor_eval.reasons.grounds import verdict_reasons
from vendor_eval.reasons.reason import Reason

__all__ = ["LetterRemark", "forbidden_in", "remarks_on"]

Severity = Literal["high", "medium", "low"]
Found = tuple[Severity, str, str]


@dataclass(frozen=True, slots=True)
class LetterRemark:
    """One remark on a letter, for whoever signs it; it is not part of the letter.

    Parameters
    ----------
    number
        Its number in this list.
    severity
        high: do not send it so; medium: a person supplies something; low: worth a look.
    point
        The point of the quality test.
    text
        What was found.
    """

    number: int
    severity: Severity
    point: str
    text: str


def remarks_on(
    evaluation: Evaluation,
    view: View,
    paragraphs: Sequence[Paragraph],
    fields: Sequence[Field],
    others: Sequence[Sequence[Paragraph]],
    guard: Guard,
) -> tuple[LetterRemark, ...]:
    """Look over a letter, point by point; ``others`` are the letters to the other vendors."""
    found = [
        *_forbidden(view, paragraphs, fields, guard),
        *_requirements(view, paragraphs),
        *_same_reasons(evaluation, view),
        *_outcome(evaluation, view),
        *_withheld(evaluation, view),
        *_criteria(view, paragraphs),
        *_levels(view),
        *_evidence(view),
        *_bespoke(view, paragraphs, others),
        *_fields(fields),
        *_rules(view),
    ]
    ordered = sorted(found, key=lambda one: ("high", "medium", "low").index(one[0]))
    return tuple(LetterRemark(number, *one) for number, one in enumerate(ordered, 1))


def forbidden_in(view: View, text: str, guard: Guard) -> tuple[str, ...]:
    """Return the names of other vendors in a text; the name of the one that was chosen may stand where it is shown."""
    if view.winner is not None:
        guard = guard.without(view.winner.name)
    return guard.names_in(text)


def _forbidden(view: View, paragraphs: Sequence[Paragraph], fields: Sequence[Field], guard: Guard) -> Iterator[Found]:
    for one in paragraphs:
        for name in forbidden_in(view, one.text, guard):
            yield "high", "nothing forbidden", f"'{name}', which belongs to another vendor, stands in: {_cut(one.text)}"
    free = [*view.claims.values(), *(one.entry for one in fields)]
    free += [text for one in view.appraisal.items for text in (one.rationale, one.risk)]
    for text in free:
        for figure in guard.figures_in(text):
            yield "high", "nothing forbidden", f"The figure {figure} belongs to another vendor: {_cut(text)}"
    if guard.unseen:
        names = ", ".join(guard.unseen)
        yield "low", "nothing forbidden", f"Too short to be looked for are the names {names}: look for them yourself."


def _requirements(view: View, paragraphs: Sequence[Paragraph]) -> Iterator[Found]:
    listed = {one.about for one in paragraphs if one.part == "findings"}
    for one in view.own.details:
        if one.must and one.result == "failed" and one.criterion not in listed:
            yield (
                "high",
                "every failed requirement",
                f"The failed requirement on '{one.criterion}' is not in the letter.",
            )
        if one.result == "waived":
            yield (
                "low",
                "every failed requirement",
                f"Why '{one.criterion}' is waived is not in the letter; say so if it may be.",
            )


def _same_reasons(evaluation: Evaluation, view: View) -> Iterator[Found]:
    """Compare the reasons behind the letter with those that the record gives."""
    ours, theirs = ([_gist(one) for one in verdict_reasons(whole, view.vendor)] for whole in (view.own, evaluation))
    if ours != theirs:
        yield "high", "same reasons as the record", "The reasons behind the letter are not those of the record."


def _gist(reason: Reason) -> tuple[object, ...]:
    return reason.kind, reason.criterion, tuple(reason.numbers.items()), reason.evidence


def _outcome(evaluation: Evaluation, view: View) -> Iterator[Found]:
    outcome, point = evaluation.outcome, "the decision is made"
    if view.standing == "pending":
        why = "several offers are level" if outcome.status != "conditional" else "it hangs on what is open for another"
        yield "high", point, f"The choice is not settled: {why}. Settle it before anybody is told that it is."
    elif view.standing in {"chosen", "not chosen"} and outcome.status == "leading" and outcome.tested is None:
        yield "medium", point, "Whether the one ahead is separated from the next was not tested: run robustness first."
    if view.nobody:
        yield "high", point, "The profile is for the time after an award, and nobody is chosen."
    if view.profile.key == "us_preaward" and view.standing != "insufficient":
        yield "high", point, "The profile is for offers excluded before award, and this one is not insufficient."


def _withheld(evaluation: Evaluation, view: View) -> Iterator[Found]:
    for what, key in sorted(view.withheld):
        if what == "claim":
            text = f"What {key} says was left out, because others rest on it or it speaks of them; its id stands."
            yield "low", "something specific", text
        else:
            text = f"The {what} on '{key}' was left out, because it speaks of another vendor: write one that does not."
            yield "medium", "something specific", text
    for key, one in evaluation.decision.assessments[view.vendor].items():
        if one.by_evaluator and "rationales" in view.profile.shows:
            yield "medium", "something specific", f"Several evaluators judged '{key}': their reasons are left to you."


def _criteria(view: View, paragraphs: Sequence[Paragraph]) -> Iterator[Found]:
    """See whether each criterion stands there with its weight, its scale, the level awarded and the next one up."""
    decision, model, point = view.own.decision, view.own.model, "criterion, weight, scale and levels"
    texts = {one.about: one.text for one in paragraphs if one.part == "points" and one.kind == "item"}
    for index, key in enumerate(model.criteria):
        text, scale = texts.get(key, ""), decision.criteria[key].scale
        wanted = [decision.criterion_name(key)]
        wanted += [percent(float(model.weights.mean[index]))] if "weights" in view.profile.shows else []
        wanted += list(scale.levels) if isinstance(scale, LevelScale) else []
        for one in wanted:
            if one not in text:
                yield "high", point, f"'{one}' is missing from what is said of '{key}'."
        if model.unknown(view.vendor, key):
            yield "medium", point, f"Nothing is known on '{key}', so no level could be awarded: ask, or say why not."
        elif isinstance(scale, LevelScale) and len(_possible(view, key, scale)) > 1:
            yield (
                "low",
                point,
                f"More than one level is possible on '{key}': the letter names the range, not one level.",
            )


def _possible(view: View, key: str, scale: LevelScale) -> tuple[str, ...]:
    match view.own.decision.assessments[view.vendor][key].belief:
        case Exact(value=value):
            return (str(value),)
        case Interval(low=low, high=high):
            ends = sorted(scale.ordered.index(str(end)) for end in (low, high))
            return scale.ordered[ends[0] : ends[1] + 1]
        case LevelChances(levels=levels):
            return tuple(level for level, chance in levels.items() if chance > 0)
        case _:
            return scale.ordered


def _levels(view: View) -> Iterator[Found]:
    """See whether a reason speaks of a level that was not awarded."""
    for key, one in view.own.decision.assessments[view.vendor].items():
        scale, said = view.own.decision.criteria[key].scale, f" {one.because.casefold()} "
        if isinstance(scale, LevelScale) and one.because:
            for level in set(scale.levels) - set(_possible(view, key, scale)):
                if f" {level.casefold()} " in said:
                    text = f"The reason on '{key}' speaks of '{level}', a level that was not awarded."
                    yield "medium", "score, reason and definition agree", text


def _evidence(view: View) -> Iterator[Found]:
    for one in view.appraisal.items:
        if one.criterion and not one.sources:
            text = f"The finding on '{one.criterion}' rests on no item of evidence: say what was looked for."
            yield "low" if one.rationale else "medium", "something specific", text


def _bespoke(view: View, paragraphs: Sequence[Paragraph], others: Sequence[Sequence[Paragraph]]) -> Iterator[Found]:
    theirs = {one.text for letter in others for one in letter if one.part == "findings" and one.kind == "item"}
    for one in paragraphs:
        if one.part == "findings" and one.kind == "item" and one.text in theirs:
            text = f"The finding on '{one.about}' reads the same in another letter: say what is particular to this one."
            yield "medium", "bespoke", text


def _fields(fields: Sequence[Field]) -> Iterator[Found]:
    missing = [one.key for one in fields if not one.entry]
    if missing:
        yield "medium", "dates, contact, challenge", f"To be filled in by a named person: {', '.join(missing)}."


def _rules(view: View) -> Iterator[Found]:
    if view.profile.sources:
        text = f"The rules are summed up as of {view.profile.as_of.isoformat()}: check that they still hold."
        yield "medium", "rules in force", text


def _cut(text: str) -> str:
    return text if len(text) <= 100 else f"{text[:99]}…"
