"""What findings on a vendor are said in: whole sentences, filled only from the finding's own data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vendor_eval.analysis.vocabulary import grade_said, kind_said
from vendor_eval.analysis.wording import amount, joined, number, points, ranging, run_on
from vendor_eval.languages.phrases import say

if TYPE_CHECKING:
    from vendor_eval.reasons.appraise_items import AppraisalItem, Source

__all__ = [
    *("appraisal_said", "cure_said", "ended", "evidence_said", "finding_said", "item_said", "kind_of_finding_said"),
    *("margin_said", "rationale_said", "risk_said", "rules_said", "source_said", "sources_said"),
]

ENDS = (
    ".",
    "!",
    "?",
    "…",
    "\N{IDEOGRAPHIC FULL STOP}",
    "\N{FULLWIDTH EXCLAMATION MARK}",
    "\N{FULLWIDTH QUESTION MARK}",
)


def kind_of_finding_said(kind: str) -> str:
    """Say what kind of finding it is.

    Examples
    --------
    >>> kind_of_finding_said("significant weakness")
    'Significant weakness'
    """
    match kind:
        case "deficiency":
            return say("Deficiency")
        case "significant weakness":
            return say("Significant weakness")
        case "weakness":
            return say("Weakness")
        case "strength":
            return say("Strength")
        case _:
            return say("Uncertainty to clarify")


def rules_said() -> tuple[str, ...]:
    """Say by which rules findings are made, with why the limits lie where they do."""
    from vendor_eval.reasons.appraise_items import BOTTOM, HALF, TOP

    bottom, half, top = (number(x) for x in (BOTTOM, HALF, TOP))
    return (
        say(
            "Findings are measured against the stated requirements and the two ends of each scale, never against other "
            "vendors, and no rating is made by counting them."
        ),
        say(
            "A deficiency is a requirement that must be met and is failed, also where the decision's policy counts an "
            "unknown as failed; or an overall value, or a number of failed requirements that should be met, beyond the "
            "limit that the decision states."
        ),
        say(
            "A significant weakness is a requirement that should be met and is failed; or, on a criterion with weight, "
            "a performance that is certainly worth at most {bottom} of 100 points, so nearer to the worst end of the "
            "scale than to its middle.",
            bottom=bottom,
        ),
        say(
            "A weakness is a performance on a criterion with weight that is certainly worth less than {half} points, "
            "so nearer to the worst end of the scale than to the best.",
            half=half,
        ),
        say(
            "A strength is a performance on a criterion with weight that is certainly worth at least {top} points, so "
            "nearer to the best end of the scale than to its middle, and that goes beyond whatever is required there.",
            top=top,
        ),
        say(
            "An uncertainty is a requirement that is open; or a performance on a criterion with weight that may be "
            "worth less than {half} points and may be worth {top} or more.",
            half=half,
            top=top,
        ),
    )


def appraisal_said(vendor: str, items: tuple[AppraisalItem, ...]) -> str:
    """Say what there is of each kind, without a rating: names, not numbers."""
    if not items:
        return say("There are no findings on {vendor}.", vendor=vendor)
    sentences = [say("Findings on {vendor}.", vendor=vendor)]
    for kind in dict.fromkeys(one.kind for one in items):
        names = dict.fromkeys(one.name or say("the offer as a whole") for one in items if one.kind == kind)
        sentences.append(say("{kind}: {criteria}.", kind=kind_of_finding_said(kind), criteria=joined(list(names))))
    return run_on(*sentences)


def item_said(item: AppraisalItem) -> str:
    """Say a finding: what is required, what is known, how far apart, on which evidence, with which effect, and why."""
    return run_on(finding_said(item), risk_said(item), cure_said(item))


def finding_said(item: AppraisalItem, *, in_short: bool = False) -> str:
    """Say a finding without why it matters and what would cure it; in short, evidence by its ids alone."""
    return run_on(
        _stated(item), evidence_said(item, in_short=in_short), _effect_said(item), rationale_said(item.rationale)
    )


def rationale_said(rationale: str) -> str:
    """Say why something was assessed as it is; nothing where no reason is stated."""
    return say("Rationale: {text}", text=ended(rationale)) if rationale else ""


def risk_said(item: AppraisalItem) -> str:
    """Say why a finding matters to the buyer; nothing where the file does not."""
    return say("Why it matters: {text}", text=ended(item.risk)) if item.risk else ""


def ended(text: str) -> str:
    """Return a text of the file as a sentence that ends.

    Examples
    --------
    >>> ended("in force"), ended("In force."), ended("有效。")
    ('in force.', 'In force.', '有效。')
    """
    text = " ".join(text.split())
    return text if text.endswith(ENDS) else say("{clause}.", clause=text)


def _stated(item: AppraisalItem) -> str:
    match item.rule:
        case "must failed" | "should failed":
            return _failed(item)
        case "must open" | "should open":
            return _open(item)
        case "bottom" | "below half" | "top" | "wide":
            return _by_scale(item)
        case _:
            return _as_a_whole(item)


def _failed(item: AppraisalItem) -> str:
    said: dict[str, Any] = {"criterion": item.name, "required": item.required}
    if item.unknown:
        return run_on(
            say("{criterion}. Required: {required}. Nothing is known of it.", **said)
            if item.rule == "must failed"
            else say("{criterion}. Wanted: {required}. Nothing is known of it.", **said),
            say("The decision's policy counts that as failed."),
        )
    said |= {"observed": item.observed}
    return run_on(
        say("{criterion}. Required: {required}. Assessed: {observed}.", **said)
        if item.rule == "must failed"
        else say("{criterion}. Wanted: {required}. Assessed: {observed}.", **said),
        margin_said(item),
    )


def _open(item: AppraisalItem) -> str:
    said: dict[str, Any] = {"criterion": item.name, "required": item.required}
    if item.unknown:
        if item.rule == "must open":
            return say("{criterion}. Required: {required}. Nothing is known of it.", **said)
        return say("{criterion}. Wanted: {required}. Nothing is known of it.", **said)
    said |= {"observed": item.observed}
    return run_on(
        say("{criterion}. Required: {required}. Assessed: {observed}.", **said)
        if item.rule == "must open"
        else say("{criterion}. Wanted: {required}. Assessed: {observed}.", **said),
        say("That leaves open whether it is met."),
    )


def _by_scale(item: AppraisalItem) -> str:
    if item.unknown:
        return say("{criterion}. Nothing is known of it; it may be worth anything on its scale.", criterion=item.name)
    return say(
        "{criterion}. Assessed: {observed}, worth {value} of 100 points on its scale.",
        criterion=item.name,
        observed=item.observed,
        value=_span(*item.value),
    )


def _span(low: float, high: float) -> str:
    """Write a range of points; a single number where both ends print alike."""
    ends = points(low), points(high)
    return ends[0] if ends[0] == ends[1] else ranging(*ends)


def _as_a_whole(item: AppraisalItem) -> str:
    low, high = (points(x) for x in item.value)
    failed, unsure = item.counts
    match item.rule:
        case "overall":
            return say(
                "Overall value: at least {minimum} points are required; at most {high} are reached.",
                minimum=number(item.limit),
                high=high,
            )
        case "overall open":
            return say(
                "Overall value: at least {minimum} points are required; it lies somewhere from {low} to {high}.",
                minimum=number(item.limit),
                low=low,
                high=high,
            )
        case "accumulated":
            return say(
                "{count} requirement that should be met is failed; the decision allows {allowed}.",
                "{count} requirements that should be met are failed; the decision allows {allowed}.",
                count=failed,
                allowed=number(item.limit),
            )
        case _:
            return say(
                "Of the requirements that should be met, failed are {failed} and open are {open}; the decision allows "
                "{allowed} to be failed.",
                failed=number(failed),
                open=number(unsure),
                allowed=number(item.limit),
            )


def margin_said(item: AppraisalItem) -> str:
    """Say by how much a requirement is missed, in the criterion's own unit; nothing where that is not known."""
    least, most = (0.0 - one for one in reversed(item.margin))
    if item.rule not in {"must failed", "should failed"} or least != least:
        return ""
    if most == 0:
        return say("It stands exactly at the limit, and more is asked for.")
    if item.unit == "levels":
        if least == most:
            return say("It is {count} level short.", "It is {count} levels short.", count=most)
        return say("It is {least} to {most} levels short.", least=number(least), most=number(most))
    if least == 0:
        return say("It is up to {most} short.", most=amount(most, item.unit))
    short = amount(most, item.unit)
    return say("It is {short} short.", short=short if least == most else ranging(number(least), short))


def source_said(source: Source) -> str:
    """Say an item of evidence: its id, kind, grade and the day of the state that it describes."""
    kind, grade = kind_said(source.kind), grade_said(source.grade)
    if not source.describes:
        return say("{id} ({kind}, {grade}, day unknown)", id=source.id, kind=kind, grade=grade)
    return say("{id} ({kind}, {grade}, state of {day})", id=source.id, kind=kind, grade=grade, day=source.describes)


def evidence_said(item: AppraisalItem, *, in_short: bool = False) -> str:
    """Say which evidence a finding rests on; nothing of the offer as a whole."""
    return sources_said(item.sources, in_short=in_short) if item.criterion else ""


def sources_said(sources: tuple[Source, ...], *, in_short: bool = False) -> str:
    """Say which evidence something rests on; in short, by its ids alone."""
    if not sources:
        return say("Evidence: none on file.")
    return say("Evidence: {items}.", items=joined([one.id if in_short else source_said(one) for one in sources]))


def _effect_said(item: AppraisalItem) -> str:
    """Say what a finding does to the overall value, counted from an anchor of the scale."""
    if not item.against:
        return ""
    least, _, most = item.effect
    if item.against == "worst":
        gained = _span(least, most)
        if item.kind == "uncertainty" and points(least) != points(most):
            return say("It may add {points} points to the overall value.", points=gained)
        return say("It adds {points} points to the overall value.", points=gained)
    lost = _span(0.0 - most, 0.0 - least)
    return say("Against the best end of the scale it costs {points} points of the overall value.", points=lost)


def cure_said(item: AppraisalItem) -> str:
    """Say by what a finding can be cured, or that a person has to say so; nothing of a strength."""
    if item.kind == "strength":
        return ""
    match item.cure:
        case "clarification":
            return say("It can be cleared up by clarification.")
        case "negotiation":
            return say("It can be cured by negotiation.")
        case "contract term":
            return say("It can be cured by a contract term.")
        case _:
            return say("Whether it can be cured is for a named person to say.")
