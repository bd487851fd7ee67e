"""Reasons for a verdict: every requirement that is failed or open, with what is required, observed and short."""

from __future__ import annotations

from collections.abc import Iterator

from vendor_eval.analysis.evaluate import Evaluation
from vendor_eval.analysis.findings import Finding
from vendor_eval.analysis.verdicts import Ground
from vendor_eval.analysis.weights_said import drawn_said
from vendor_eval.analysis.wording import belief_text, joined, required_text, waiver_text
from vendor_eval.decision.beliefs import TestResult, Unknown
from vendor_eval.decision.scales import LevelScale
from vendor_eval.reasons.reason import Kind, Reason
from vendor_eval.reasons.strength import evidence_reason, strength_of, swing_of

__all__ = ["verdict_reason", "verdict_reasons", "waived_reasons"]


def verdict_reasons(evaluation: Evaluation, vendor: str) -> Iterator[Reason]:
    """Give the verdict, all its grounds (none hides another), every should that is failed, and all that is waived."""
    verdict = evaluation.verdicts[vendor]
    yield verdict_reason(evaluation, vendor)
    for ground in sorted(verdict.grounds, key=lambda one: not one.certain):
        yield from _ground(evaluation, vendor, ground)
    counted = {one for ground in verdict.grounds for one in ground.findings}
    for finding in evaluation.details:
        weak = finding.vendor == vendor and not finding.must and finding.result == "failed"
        if weak and finding not in counted:
            yield _requirement(evaluation, finding)
    yield from waived_reasons(evaluation, vendor)


def waived_reasons(evaluation: Evaluation, vendor: str) -> Iterator[Reason]:
    """Give every requirement that is not held against a vendor, with why and by whose decision."""
    for finding in evaluation.details:
        if finding.vendor == vendor and finding.waiver is not None:
            words = _words(evaluation, finding) | {
                "vendor": evaluation.decision.vendor_name(vendor),
                "waived": waiver_text(finding.waiver),
            }
            yield _of_finding(evaluation, finding, "requirement waived", {}, words)


def verdict_reason(evaluation: Evaluation, vendor: str) -> Reason:
    """Give the verdict with what it rests on in short."""
    policy, verdict = evaluation.decision.policy, evaluation.verdicts[vendor]
    musts = [one for one in evaluation.details if one.vendor == vendor and one.must]
    waived = sum(one.result == "waived" for one in musts)
    numbers: dict[str, float] = {
        "musts": len(musts) - waived,
        "waived": waived,
        "failed": sum(one.result == "failed" for one in musts),
        "open": sum(one.result == "open" for one in musts),
    }
    if policy.minimum_value is not None:
        numbers["minimum"] = policy.minimum_value
    if policy.max_weaknesses is not None:
        numbers["allowed"] = policy.max_weaknesses
    grounds = {ground.kind: "certain" if ground.certain else "open" for ground in verdict.grounds}
    words = {"vendor": evaluation.decision.vendor_name(vendor), "verdict": verdict.name}
    words |= {kind: grounds[kind] for kind in ("overall", "accumulated") if kind in grounds}
    return Reason("verdict", vendor, numbers=numbers, words=words)


def _ground(evaluation: Evaluation, vendor: str, ground: Ground) -> Iterator[Reason]:
    match ground.kind:
        case "requirement":
            for finding in ground.findings:
                yield _requirement(evaluation, finding)
                if ground.certain:
                    yield from _how_sure(evaluation, finding)
        case "overall":
            yield _overall(evaluation, vendor, ground)
        case _:
            yield _accumulated(evaluation, vendor, ground)
            yield from (_requirement(evaluation, finding) for finding in ground.findings)


def _how_sure(evaluation: Evaluation, finding: Finding) -> Iterator[Reason]:
    """Give how sure it is that a must is failed, and the evidence for it with its age."""
    decision = evaluation.decision
    if not finding.unknown and finding.p_met is not None:
        yield Reason(
            "certainty",
            finding.vendor,
            criterion=finding.criterion,
            numbers={"p_failed": 1 - finding.p_met},
            words={"criterion": decision.criterion_name(finding.criterion)},
            swing=swing_of(decision, finding.criterion),
        )
    evidence = decision.assessments[finding.vendor][finding.criterion].resting_on
    if evidence or not finding.unknown:
        yield evidence_reason(decision, finding.vendor, finding.criterion, evidence)


def _overall(evaluation: Evaluation, vendor: str, ground: Ground) -> Reason:
    low, high = evaluation.bounds[vendor]
    return Reason(
        "overall value",
        vendor,
        numbers={"minimum": evaluation.decision.policy.minimum_value or 0.0, "low": low, "high": high},
        words={
            "certain": "yes" if ground.certain else "",
            "weights": drawn_said(evaluation.model.weights),
        },
    )


def _accumulated(evaluation: Evaluation, vendor: str, ground: Ground) -> Reason:
    names: dict[str, list[str]] = {"failed": [], "open": []}
    for one in ground.findings:
        names[one.result].append(evaluation.decision.criterion_name(one.criterion))
    return Reason(
        "accumulated weaknesses",
        vendor,
        numbers={
            "failed": len(names["failed"]),
            "open": len(names["open"]),
            "allowed": evaluation.decision.policy.max_weaknesses or 0,
        },
        words={f"criteria_{result}": joined(found) for result, found in names.items() if found},
    )


def _requirement(evaluation: Evaluation, finding: Finding) -> Reason:
    failed = finding.result == "failed"
    numbers: dict[str, float] = {}
    if failed and finding.margin is not None:
        # Adding 0 takes the minus from a zero.
        numbers = {"short_least": 0.0 - finding.margin[1], "short_most": 0.0 - finding.margin[0]}
    if not failed and finding.p_met is not None:
        numbers = {"p_met": finding.p_met}
    kind: Kind = "requirement failed" if failed else "requirement open"
    if not finding.must:
        kind = "should failed" if failed else "should open"
    return _of_finding(evaluation, finding, kind, numbers, _words(evaluation, finding))


def _of_finding(
    evaluation: Evaluation, finding: Finding, kind: Kind, numbers: dict[str, float], words: dict[str, str]
) -> Reason:
    decision = evaluation.decision
    evidence = decision.assessments[finding.vendor][finding.criterion].resting_on
    return Reason(
        kind,
        finding.vendor,
        criterion=finding.criterion,
        numbers=numbers,
        words=words,
        evidence=evidence,
        swing=swing_of(decision, finding.criterion),
        strength=strength_of(decision, evidence),
    )


def _words(evaluation: Evaluation, finding: Finding) -> dict[str, str]:
    """Return what is asked and what is assessed, in words."""
    decision = evaluation.decision
    criterion = decision.criteria[finding.criterion]
    assessment = decision.assessments[finding.vendor][finding.criterion]
    observed = belief_text(criterion, assessment.belief)
    # What was tested, or is unknown, is no verdict of an assessor.
    assessed = not isinstance(assessment.belief, TestResult | Unknown)
    words = {
        "criterion": decision.criterion_name(finding.criterion),
        "required": required_text(criterion, finding.requirement),
        "asked": "required" if finding.must else "wanted",
        "observed": observed,
        "stated": belief_text(criterion, assessment.stated_belief) if assessment.widened else "",
        "assessed": "yes" if assessed else "",
        "levels": "yes" if isinstance(criterion.scale, LevelScale) else "",
    }
    if finding.waiver is not None:
        return words
    return words | {
        "rationale": assessment.because,
        "required_because": finding.requirement.because,
        "unknown": "yes" if finding.unknown else "",
        "text": observed if finding.unknown and not isinstance(assessment.belief, Unknown) else "",
    }
