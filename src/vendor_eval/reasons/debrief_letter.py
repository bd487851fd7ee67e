"""Composing the letter: paragraphs and fields, from what the vendor may be shown and from nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from vendor_eval.analysis.wording import amount, belief_text, joined, points, quoted, required_text, run_on
from vendor_eval.languages.phrases import say
from vendor_eval.reasons.appraise_items import AppraisalItem, sources_of
from vendor_eval.reasons.appraise_said import (
    ended,
    finding_said,
    kind_of_finding_said,
    rationale_said,
    risk_said,
    source_said,
    sources_said,
)
from vendor_eval.reasons.debrief_fields import Field, field_of
from vendor_eval.reasons.debrief_said import (
    next_step,
    notice_said,
    overall_said,
    points_said,
    result_said,
    winner_said,
)
from vendor_eval.reasons.debrief_view import View
from vendor_eval.reasons.improve import improve
from vendor_eval.reasons.reason import Reason

__all__ = ["Paragraph", "fields_of", "letter_of"]

Kind = Literal["notice", "field", "subject", "frame", "heading", "text", "item"]
Part = Literal["head", "result", "findings", "points", "winner", "more", "evidence", "foot"]
MOST_MORE = 5  # criteria that are named as what would have earned more


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a letter.

    ``kind`` says what it is: the notice that it is a draft, a field for a named person, the subject, the frame that is
    the same in all letters, a heading, a text or a point of a list. ``about`` is the key of the criterion, the field or
    the item of evidence, and ``part`` the part of the letter.
    """

    kind: Kind
    text: str
    about: str = ""
    part: Part = "head"


def letter_of(view: View, reasons: tuple[Reason, ...], entries: Mapping[str, str]) -> tuple[Paragraph, ...]:
    """Return the paragraphs of the letter, in the language that is spoken."""
    parts: dict[Part, Iterator[Paragraph]] = {
        "head": _head(view, entries),
        "result": _result(view, reasons, entries),
        "findings": _findings(view),
        "points": _points(view),
        "winner": _winner(view, entries),
        "more": _more(view),
        "evidence": _evidence(view),
        "foot": _foot(view, entries),
    }
    return tuple(replace(one, part=part) for part, paragraphs in parts.items() for one in paragraphs)


def fields_of(paragraphs: tuple[Paragraph, ...], entries: Mapping[str, str]) -> tuple[Field, ...]:
    """Return the fields of a letter, in the order in which they stand in it."""
    return tuple(field_of(one.about, entries) for one in paragraphs if one.kind == "field")


def _field(key: str, entries: Mapping[str, str], *, bare: bool = False) -> Paragraph:
    """Return a field; one that is bare shows what was entered without saying what it is."""
    one = field_of(key, entries)
    return Paragraph("field", one.entry if bare and one.entry else one.text, key)


def _head(view: View, entries: Mapping[str, str]) -> Iterator[Paragraph]:
    yield Paragraph("notice", notice_said(view.profile))
    for key in ("sender", "recipient", "date"):
        yield _field(key, entries, bare=True)
    yield _field("reference", entries)
    title = say("Decision “{title}”: your offer", title=view.own.decision.title)
    yield Paragraph("subject", title)
    yield Paragraph("frame", say("Dear Sir or Madam,"))
    yield Paragraph(
        "frame",
        run_on(
            say("Thank you for the work that your offer took."),
            say(
                "This letter says how we judged the offer of {vendor}, by the requirements and scales that were set "
                "for this decision.",
                vendor=view.name,
            ),
        ),
    )


def _result(view: View, reasons: tuple[Reason, ...], entries: Mapping[str, str]) -> Iterator[Paragraph]:
    yield Paragraph("heading", say("The result"))
    yield Paragraph("text", result_said(view, reasons))
    for one in view.own.details:
        if one.result == "waived":
            criterion = view.own.decision.criteria[one.criterion]
            said = say(
                "{criterion}: {required}. This is not held against your offer.",
                criterion=view.own.decision.criterion_name(one.criterion),
                required=required_text(criterion, one.requirement),
            )
            yield Paragraph("item", said, one.criterion)
    if view.standing == "undetermined":
        yield _field("reply_by", entries)


def _findings(view: View) -> Iterator[Paragraph]:
    if not view.appraisal.items:
        return
    yield Paragraph("heading", say("What we found"))
    yield Paragraph("frame", say("Findings are measured by requirements and scales alone."))
    for one in view.appraisal.items:
        kind = kind_of_finding_said(one.kind)
        yield Paragraph("item", say("{kind}: {finding}", kind=kind, finding=_finding(one)), one.criterion)


def _finding(one: AppraisalItem) -> str:
    return run_on(finding_said(one, in_short=True), risk_said(one) if one.required else "")


def _points(view: View) -> Iterator[Paragraph]:
    yield Paragraph("heading", say("The points, criterion by criterion"))
    yield Paragraph("text", overall_said(view))
    found = {one.criterion for one in view.appraisal.items}
    for key in view.own.decision.weighted:
        said = points_said(view, key)
        if key not in found:
            assessment = view.own.decision.assessments[view.vendor][key]
            sources = sources_said(sources_of(view.own.decision, assessment.evidence), in_short=True)
            said = run_on(said, sources, rationale_said(assessment.because))
        yield Paragraph("item", said, key)


def _winner(view: View, entries: Mapping[str, str]) -> Iterator[Paragraph]:
    said = winner_said(view)
    if not said:
        return
    yield Paragraph("heading", say("Who was chosen"))
    yield from (Paragraph("text", one) for one in said)
    winner, shows = view.winner, view.profile.shows
    if winner is None:
        return
    decision = view.own.decision
    if "winner cost" in shows and not (winner.cost and view.cost):
        yield _field("costs", entries)
    if "winner value" in shows and winner.value is None:
        yield _field("winner_value", entries)
    for key, worth in winner.points.items():
        said_of: dict[str, Any] = {"criterion": decision.criterion_name(key), "points": points(worth)}
        yield Paragraph("item", say("Chosen offer, {criterion}: {points} of 100 points.", **said_of), key)
    if "winner points" in shows and len(winner.points) < len(decision.weighted):
        yield _field("winner_points", entries)
    told = ("characteristics", "winner_summary", "ranking_of_others")
    yield from (_field(key, entries) for key in view.profile.fields if key in told)


def _more(view: View) -> Iterator[Paragraph]:
    """Say what would have made the offer sufficient, and where more points were to be had; never as a promise."""
    if "more" not in view.profile.shows or view.standing == "chosen":
        return
    # Who is not sufficient asks what is lacking; more points would not help.
    lacking = view.standing in {"insufficient", "undetermined"}
    needed, better = [*(_needed(view) if lacking else ())], [*(() if lacking else _better(view))]
    if needed or better:
        yield Paragraph("heading", say("What would have counted for more"))
        yield Paragraph("frame", say("This explains the result. It is no promise for this or another procedure."))
    if needed:
        yield Paragraph("frame", say("Your offer would be sufficient with all of these:"))
        yield from needed
    if better:
        yield Paragraph("frame", say("More points would come from these, each by itself:"))
        yield from better


def _needed(view: View) -> Iterator[Paragraph]:
    found = improve(view.own, view.vendor, goal="sufficient")
    decision = view.own.decision
    for one in found.fewest or ():
        criterion = decision.criteria[one.criterion]
        unmet = [
            required_text(criterion, each.requirement)
            for each in view.own.details
            if each.criterion == one.criterion and each.must and each.result in {"failed", "open"}
        ]
        at = quoted(one.score) if isinstance(one.score, str) else amount(one.score, criterion.unit)
        said = say(
            "{criterion}: {needed} (assessed: {observed}).",
            criterion=decision.criterion_name(one.criterion),
            needed=joined(unmet) if unmet else at,
            observed=belief_text(criterion, decision.assessments[view.vendor][one.criterion].belief),
        )
        yield Paragraph("item", said, one.criterion)


def _better(view: View) -> Iterator[Paragraph]:
    """Name the steps of scales that would add most to the overall value, from what an offer is worth at most."""
    model, gains = view.own.model, []
    for index, key in enumerate(model.criteria):
        step = None if model.unknown(view.vendor, key) else next_step(view, key)
        if step is not None and model.weights.mean[index] > 0:
            high = model.bounds(model.cell(view.vendor, key))[1]
            gains.append((float(model.weights.mean[index]) * (step[1] - high), key, step[0]))
    order = list(view.own.decision.weighted)
    for gain, key, performance in sorted(gains, key=lambda one: (-one[0], order.index(one[1])))[:MOST_MORE]:
        said = say(
            "{criterion}: {step}, at least {gain} points more overall.",
            criterion=view.own.decision.criterion_name(key),
            step=performance,
            gain=points(gain),
        )
        yield Paragraph("item", said, key)


def _evidence(view: View) -> Iterator[Paragraph]:
    decision = view.own.decision
    counts = [key for key, one in decision.criteria.items() if key in decision.weighted or one.require]
    used = sorted({one for key in counts for one in decision.assessments[view.vendor][key].evidence})
    if not used:
        return
    yield Paragraph("heading", say("The evidence on your offer"))
    for source in sources_of(decision, used):
        claim = view.claims.get(source.id)
        said = source_said(source)
        text = say("{source}: {claim}", source=said, claim=ended(claim)) if claim else ended(said)
        yield Paragraph("item", text, source.id)


def _foot(view: View, entries: Mapping[str, str]) -> Iterator[Paragraph]:
    yield Paragraph("heading", say("Dates, contact and review"))
    told = ("characteristics", "winner_summary", "ranking_of_others")
    yield from (_field(key, entries) for key in view.profile.fields if key not in told)
    yield Paragraph("frame", say("Yours faithfully,"))
    yield _field("signatory", entries, bare=True)
