"""How requirements are said: what is asked, what is assessed, how short that is, how sure, and what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendor_eval.analysis.vocabulary import grade_said, kind_said
from vendor_eval.analysis.wording import joined, number, percent, ranging, run_on
from vendor_eval.decision.dates import When
from vendor_eval.languages.phrases import say

if TYPE_CHECKING:
    from vendor_eval.reasons.reason import Reason, Strength

__all__ = ["certainty", "ended", "evidence", "failed", "unsure", "waived"]

STOPS = (".", "!", "?", "…", "。", "\uff01", "\uff1f")  # the last two are those of Chinese


def failed(reason: Reason) -> str:
    """Say a requirement that is failed."""
    words = reason.words
    if words.get("unknown"):
        counted = say("The decision's policy counts that as failed.")
        return run_on(_not_known(reason), counted, _rationale(words.get("rationale")), _asked_because(reason))
    short = _short(reason)
    statement = _statement(reason)
    clause = say("{statement}: {shortfall}", statement=statement, shortfall=short) if short else statement
    return run_on(_sourced(clause, reason), _rationale(words.get("rationale")), _asked_because(reason))


def unsure(reason: Reason) -> str:
    """Say a requirement that is open."""
    rationale = _rationale(reason.words.get("rationale"))
    if reason.words.get("unknown"):
        stated = ""
        if "p_met" in reason.numbers:
            chance = percent(reason.numbers["p_met"])
            stated = say("The stated probability that it is met is {chance}.", chance=chance)
        return run_on(_not_known(reason), stated, rationale)
    p, statement = reason.numbers["p_met"], _statement(reason)
    match p:
        case 0:
            clause = say("{statement}, which meets it only at the limit itself", statement=statement)
        case 1:
            clause = say("{statement}, which misses it only at the limit itself", statement=statement)
        case _:
            clause = say(
                "{statement}, which meets it with a probability of {chance}", statement=statement, chance=percent(p)
            )
    return run_on(_sourced(clause, reason), rationale)


def waived(reason: Reason) -> str:
    """Say a requirement that is not held against a vendor."""
    statement = _statement(reason)
    if reason.evidence:
        statement = say("{statement} (evidence {evidence})", statement=statement, evidence=joined(reason.evidence))
    return ended(
        say(
            "{statement}; not held against {vendor}, {waived}",
            statement=statement,
            vendor=reason.words["vendor"],
            waived=reason.words["waived"].rstrip(),
        )
    )


def certainty(reason: Reason) -> str:
    """Say how sure it is that a requirement is failed."""
    p, criterion = reason.numbers["p_failed"], reason.words["criterion"]
    if p < 1:
        return say(
            "{criterion}: the requirement is failed with a probability of {chance}.",
            criterion=criterion,
            chance=percent(p),
        )
    return say(
        "{criterion}: on what is assessed the failure is certain; nothing within it meets the requirement.",
        criterion=criterion,
    )


def evidence(reason: Reason) -> str:
    """Say on what evidence something rests, of which kind and grade, how old it is, and whether that is weak."""
    criterion, as_of = reason.words["criterion"], reason.words["as_of"]
    if not reason.strength:
        return say("{criterion}: no evidence is named, so this rests on judgement alone.", criterion=criterion)
    items = joined([_item(one, reason) for one in reason.strength])
    match reason.words.get("weak", ""):
        case "claims":
            return say(
                "{criterion}: the evidence at {day} is weak, nothing but a vendor's own claims: {items}.",
                criterion=criterion,
                day=as_of,
                items=items,
            )
        case "low":
            return say(
                "{criterion}: the evidence at {day} is weak, nothing above low grade: {items}.",
                criterion=criterion,
                day=as_of,
                items=items,
            )
        case _:
            return say("{criterion}: the evidence at {day} is {items}.", criterion=criterion, day=as_of, items=items)


def _item(one: Strength, reason: Reason) -> str:
    kind, grade, age = kind_said(one.kind), grade_said(one.grade), reason.numbers.get(f"age {one.id}")
    if age is None:
        return say("{evidence} ({kind}, {grade}, of unknown age)", evidence=one.id, kind=kind, grade=grade)
    if age < 0:
        return say("{evidence} ({kind}, {grade}, of a later day)", evidence=one.id, kind=kind, grade=grade)
    if f"most {one.id}" in reason.words:
        return say(
            "{evidence} ({kind}, {grade}, at most {count} day old)",
            "{evidence} ({kind}, {grade}, at most {count} days old)",
            count=age,
            evidence=one.id,
            kind=kind,
            grade=grade,
        )
    when = When.parse(one.day)
    if when.first != when.last:
        return say(
            "{evidence} ({kind}, {grade}, at least {count} day old)",
            "{evidence} ({kind}, {grade}, at least {count} days old)",
            count=age,
            evidence=one.id,
            kind=kind,
            grade=grade,
        )
    return say(
        "{evidence} ({kind}, {grade}, {count} day old)",
        "{evidence} ({kind}, {grade}, {count} days old)",
        count=age,
        evidence=one.id,
        kind=kind,
        grade=grade,
    )


def _asked(reason: Reason) -> str:
    criterion, required = reason.words["criterion"], reason.words["required"]
    if reason.words["asked"] == "required":
        return say("{criterion}: {required} required", criterion=criterion, required=required)
    return say("{criterion}: {required} wanted", criterion=criterion, required=required)


def _statement(reason: Reason) -> str:
    """Say what is asked and what is assessed; what was tested, or is unknown, is no verdict of an assessor."""
    asked, observed = _asked(reason), reason.words["observed"]
    if reason.words.get("stated"):
        return say(
            "{asked}, {stated} assessed, widened for weak evidence to {observed}",
            asked=asked,
            stated=reason.words["stated"],
            observed=observed,
        )
    if reason.words.get("assessed"):
        return say("{asked}, {observed} assessed", asked=asked, observed=observed)
    return say("{asked}, {observed}", asked=asked, observed=observed)


def _not_known(reason: Reason) -> str:
    """Say that nothing is known, or that what is known cannot be tested."""
    asked, observed = _asked(reason), reason.words.get("text")
    if observed:
        clause = say("{asked}; {observed} is a text that cannot be tested against it", asked=asked, observed=observed)
    else:
        clause = say("{asked}; what is offered is not known", asked=asked)
    return _sourced(clause, reason)


def _short(reason: Reason) -> str:
    """Say by how much a requirement is missed; the unit has been said twice by then, unless it is levels."""
    if "short_least" not in reason.numbers:
        return ""
    least, most = reason.numbers["short_least"], reason.numbers["short_most"]
    levels = bool(reason.words.get("levels"))
    if most == 0:
        return say("exactly at the limit, not beyond it")
    if least == 0:
        if levels:
            return say("up to {count} level short", "up to {count} levels short", count=most)
        return say("up to {number} short", number=number(most))
    if least == most and levels:
        return say("{count} level short", "{count} levels short", count=most)
    amount = number(most) if least == most else ranging(number(least), number(most))
    return say("{number} levels short", number=amount) if levels else say("{number} short", number=amount)


def _sourced(clause: str, reason: Reason) -> str:
    """End a sentence, with the evidence that it rests on."""
    if not reason.evidence:
        return say("{clause}.", clause=clause)
    return say("{clause} (evidence {evidence}).", clause=clause, evidence=joined(reason.evidence))


def ended(text: str) -> str:
    """End a text as a sentence, unless it ends as one already."""
    text = text.strip()
    return text if text.endswith(STOPS) else say("{clause}.", clause=text)


def _rationale(text: str | None) -> str:
    return say("Rationale: {text}", text=ended(text)) if text and text.strip() else ""


def _asked_because(reason: Reason) -> str:
    text = reason.words.get("required_because", "").strip()
    if not text:
        return ""
    if reason.words["asked"] == "required":
        return say("Required because: {text}", text=ended(text))
    return say("Wanted because: {text}", text=ended(text))
