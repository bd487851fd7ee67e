"""Findings on one vendor: deficiencies, weaknesses, strengths and uncertainties, by rules that a reviewer can test."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from math import nan
from typing import Literal

from vendor_eval.analysis.evaluate import Evaluation
from vendor_eval.analysis.findings import Finding
from vendor_eval.analysis.verdicts import Ground
from vendor_eval.analysis.vocabulary import when_said
from vendor_eval.analysis.wording import belief_text, required_text
from vendor_eval.decision.document import Decision
from vendor_eval.decision.evidence import Grade, Kind
from vendor_eval.decision.scales import LevelScale
from vendor_eval.engine.ranks import TIE
from vendor_eval.reasons.appraise_said import item_said

__all__ = [
    "BOTTOM",
    "HALF",
    "KINDS",
    "TOP",
    "AppraisalItem",
    "Cure",
    "ItemKind",
    "Rule",
    "Source",
    "items_of",
    "sources_of",
]

ItemKind = Literal["deficiency", "significant weakness", "weakness", "strength", "uncertainty"]
KINDS: tuple[ItemKind, ...] = ("deficiency", "significant weakness", "weakness", "strength", "uncertainty")
Rule = Literal[
    "must failed",
    "should failed",
    "must open",
    "should open",
    "overall",
    "overall open",
    "accumulated",
    "accumulated open",
    "bottom",
    "below half",
    "top",
    "wide",
]
Cure = Literal["", "clarification", "negotiation", "contract term"]

BOTTOM = 25.0  # points: below, a performance is nearer to the worst anchor of its scale than to the middle
HALF = 50.0  # points: below, it is nearer to the worst anchor than to the best
TOP = 75.0  # points: above, it is nearer to the best anchor than to the middle


@dataclass(frozen=True, slots=True)
class Source:
    """One item of evidence behind a finding: its id, kind, grade and the day of the state it describes, in words."""

    id: str
    kind: Kind
    grade: Grade
    describes: str


@dataclass(frozen=True, slots=True)
class AppraisalItem:
    """One finding on one vendor, against a requirement or the anchors of a scale, never against a rival.

    Parameters
    ----------
    kind, rule
        What it is, and the rule that made it so.
    criterion, name
        The key and the name of the criterion; empty of a finding on the offer as a whole.
    required, observed
        What is required (empty where the scale alone is the measure) and what is known, in words.
    unit
        The unit of a margin: that of the criterion, or ``levels``.
    margin
        The least and the greatest distance to what is required, in the unit, below 0 where it falls short; missing
        (nan) where nothing is known.
    value
        The least and the greatest points on the criterion's scale; of the whole offer its overall value.
    against, effect
        The anchor that the effect is counted from (``best``, ``worst`` or none), and the effect in points, least,
        expected and greatest: weight times the distance of the value from that anchor.
    limit, counts
        Of the whole offer: the overall value, or the number of failed shoulds, that the decision allows; how many
        shoulds are failed and open.
    sources
        The evidence behind it.
    rationale
        Why it was assessed so, as the file says.
    risk
        What is at stake for the buyer: the reason that the file states for the requirement or the scale; never made
        up.
    cure
        By what it can be cured, as far as that follows from what it is; empty where a person has to say.
    unknown
        Whether nothing is known of it.
    text
        The finding in sentences, in the language that was spoken when it was made.
    """

    kind: ItemKind
    rule: Rule
    vendor: str
    criterion: str
    name: str
    required: str
    observed: str
    unit: str
    margin: tuple[float, float]
    value: tuple[float, float]
    weight: float
    against: Literal["", "best", "worst"]
    effect: tuple[float, float, float]
    limit: float
    counts: tuple[int, int]
    sources: tuple[Source, ...]
    rationale: str
    risk: str
    cure: Cure
    unknown: bool
    text: str = ""

    @property
    def evidence(self) -> tuple[str, ...]:
        """The ids of the evidence behind it."""
        return tuple(one.id for one in self.sources)


def items_of(evaluation: Evaluation, vendor: str) -> tuple[AppraisalItem, ...]:
    """List the findings on one vendor, by kind, and within a kind as the file has its criteria.

    A requirement speaks first: only a criterion on which none is failed or open is measured by its scale.
    """
    details = [one for one in evaluation.details if one.vendor == vendor]
    found = [*_whole(evaluation, vendor)]
    unmet = [one for one in details if one.result in {"failed", "open"}]
    found += [_requirement(evaluation, one) for one in unmet]
    spoken = {one.criterion for one in unmet}
    for key in evaluation.decision.weighted:
        if key not in spoken:
            here = [one for one in details if one.criterion == key]
            found += [*_anchored(evaluation, vendor, key, here)]
    found.sort(key=lambda one: KINDS.index(one.kind))
    return tuple(replace(one, text=item_said(one)) for one in found)


def _whole(evaluation: Evaluation, vendor: str) -> Iterator[AppraisalItem]:
    """Give what is found of the offer as a whole, by the rules that the file states for it."""
    policy = evaluation.decision.policy
    for ground in evaluation.verdicts[vendor].grounds:
        if ground.kind == "overall":
            rule: Rule = "overall" if ground.certain else "overall open"
            yield _on_the_whole(evaluation, vendor, ground, rule, policy.minimum_value or 0.0)
        elif ground.kind == "accumulated":
            rule = "accumulated" if ground.certain else "accumulated open"
            yield _on_the_whole(evaluation, vendor, ground, rule, policy.max_weaknesses or 0)


def _on_the_whole(evaluation: Evaluation, vendor: str, ground: Ground, rule: Rule, limit: float) -> AppraisalItem:
    results = [one.result for one in ground.findings]
    return AppraisalItem(
        kind="deficiency" if ground.certain else "uncertainty",
        rule=rule,
        vendor=vendor,
        criterion="",
        name="",
        required="",
        observed="",
        unit="",
        margin=(nan, nan),
        value=evaluation.bounds[vendor],
        weight=nan,
        against="",
        effect=(nan, nan, nan),
        limit=limit,
        counts=(results.count("failed"), results.count("open")),
        sources=(),
        rationale="",
        risk="",
        cure="" if ground.certain else "clarification",
        unknown=False,
    )


def _requirement(evaluation: Evaluation, finding: Finding) -> AppraisalItem:
    """Give a requirement that is failed or open as a finding."""
    decision, failed = evaluation.decision, finding.result == "failed"
    kind: ItemKind = "uncertainty"
    if failed:
        kind = "deficiency" if finding.must else "significant weakness"
    rule: Rule = ("must failed" if finding.must else "should failed") if failed else "must open"
    if not failed and not finding.must:
        rule = "should open"
    return _item(
        evaluation,
        finding.vendor,
        finding.criterion,
        kind,
        rule,
        required=required_text(decision.criteria[finding.criterion], finding.requirement),
        margin=finding.margin or (nan, nan),
        risk=finding.requirement.because,
    )


def _anchored(evaluation: Evaluation, vendor: str, key: str, findings: list[Finding]) -> Iterator[AppraisalItem]:
    """Give what the anchors of a scale say of a criterion with weight on which no requirement is failed or open."""
    low, high = evaluation.model.bounds(evaluation.model.cell(vendor, key))
    if _weight(evaluation, key) <= 0:
        return
    margin = min((one.margin or (0.0, 0.0) for one in findings), default=(nan, nan))
    # What is required is no strength: it takes more than that, for certain.
    beyond = all(one.result == "met" and one.margin is not None and one.margin[0] > 0 for one in findings)
    if high <= BOTTOM + TIE:
        yield _item(evaluation, vendor, key, "significant weakness", "bottom", margin=margin)
    elif high < HALF - TIE:
        yield _item(evaluation, vendor, key, "weakness", "below half", margin=margin)
    elif low >= TOP - TIE and beyond:
        yield _item(evaluation, vendor, key, "strength", "top", margin=margin)
    elif low < HALF - TIE and high >= TOP - TIE:
        yield _item(evaluation, vendor, key, "uncertainty", "wide", margin=margin)


def _item(
    evaluation: Evaluation,
    vendor: str,
    key: str,
    kind: ItemKind,
    rule: Rule,
    *,
    required: str = "",
    margin: tuple[float, float] = (nan, nan),
    risk: str = "",
) -> AppraisalItem:
    decision, model = evaluation.decision, evaluation.model
    criterion, assessment = decision.criteria[key], decision.assessments[vendor][key]
    weight, cell = _weight(evaluation, key), model.cell(vendor, key)
    against: Literal["", "best", "worst"] = "worst" if kind in {"strength", "uncertainty"} else "best"
    anchor = 0.0 if against == "worst" else 100.0
    low, high = model.bounds(cell) if weight > 0 else (nan, nan)
    sources = sources_of(decision, assessment.evidence)
    unknown = model.unknown(vendor, key)
    return AppraisalItem(
        kind=kind,
        rule=rule,
        vendor=vendor,
        criterion=key,
        name=decision.criterion_name(key),
        required=required,
        observed=belief_text(criterion, assessment.belief),
        unit="levels" if isinstance(criterion.scale, LevelScale) else criterion.unit,
        margin=margin,
        value=(low, high),
        weight=weight,
        against=against if weight > 0 else "",
        effect=(weight * (low - anchor), weight * (cell.mean - anchor), weight * (high - anchor))
        if weight > 0
        else (nan, nan, nan),
        limit=nan,
        counts=(0, 0),
        sources=sources,
        rationale=assessment.because.strip(),
        risk=(risk or (criterion.scale.because if criterion.scale and kind != "strength" else "")).strip(),
        cure=_cure(kind, sources, unknown=unknown),
        unknown=unknown,
    )


def sources_of(decision: Decision, keys: Iterable[str]) -> tuple[Source, ...]:
    """Return items of evidence with what tells how far to trust them."""
    found = ((key, decision.evidence[key]) for key in keys)
    return tuple(
        Source(key, one.kind, one.grade, when_said(one.describes) if one.describes.known else "") for key, one in found
    )


def _weight(evaluation: Evaluation, key: str) -> float:
    model = evaluation.model
    return float(model.weights.mean[model.criteria.index(key)]) if key in model.criteria else 0.0


def _cure(kind: ItemKind, sources: tuple[Source, ...], *, unknown: bool) -> Cure:
    """Return what can cure a finding, as far as that follows from what it is.

    What is not known is cleared up by asking. What stands in the terms alone is changed by another term. Whether more
    could be had by negotiation follows from nothing in a file, so a person says it.
    """
    if kind == "strength":
        return ""
    if unknown or kind == "uncertainty":
        return "clarification"
    return "contract term" if sources and all(one.kind == "contract" for one in sources) else ""
