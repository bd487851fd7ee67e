"""Reasons for what hangs on a verdict: what would cure it, what one requirement decides, and what the policy did."""

from __future__ import annotations

from collections.abc import Iterator

from vendor_eval.analysis.evaluate import Evaluation, evaluate
from vendor_eval.analysis.findings import Finding
from vendor_eval.analysis.pressure import Pressure, pressures
from vendor_eval.analysis.wording import belief_text, joined, required_text
from vendor_eval.languages.phrases import say
from vendor_eval.reasons.improve import improve
from vendor_eval.reasons.improving import Change
from vendor_eval.reasons.reason import Reason
from vendor_eval.reasons.strength import swing_of

__all__ = ["consequence_reasons"]

OTHER = {"undetermined": "fail", "fail": "undetermined"}


def consequence_reasons(evaluation: Evaluation, vendor: str) -> Iterator[Reason]:
    """Give what would be without a requirement that is failed, what would cure a verdict, and what the policy did."""
    if evaluation.verdicts[vendor].name == "insufficient":
        yield from _without(evaluation, vendor)
        yield _cure(evaluation, vendor)
    yield from _policy(evaluation, vendor)


def _without(evaluation: Evaluation, vendor: str) -> Iterator[Reason]:
    failed = [one for one in evaluation.details if one.vendor == vendor and one.must and one.result == "failed"]
    if not failed:
        return
    found = {id(one.requirement): one for one in pressures(evaluation)}
    pairs = [(one, found[id(one.requirement)]) for one in failed]
    freeing = [pair for pair in pairs if vendor in pair[1].verdicts_without]
    if len(failed) > 1 and not freeing:
        named = joined([_named(evaluation, one) for one in failed])
        yield Reason(
            "without requirement",
            vendor,
            numbers={"requirements": len(failed)},
            words={"vendor": evaluation.decision.vendor_name(vendor), "required": named, "verdict": "insufficient"},
        )
        return
    yield from (_without_one(evaluation, one, pressure) for one, pressure in freeing or pairs)


def _named(evaluation: Evaluation, finding: Finding) -> str:
    decision = evaluation.decision
    return say(
        "{criterion} ({required})",
        criterion=decision.criterion_name(finding.criterion),
        required=required_text(decision.criteria[finding.criterion], finding.requirement),
    )


def _without_one(evaluation: Evaluation, finding: Finding, pressure: Pressure) -> Reason:
    decision, vendor, after = evaluation.decision, finding.vendor, pressure.outcome_without
    verdict = pressure.verdicts_without.get(vendor, "insufficient")
    first = after.chosen if verdict == "sufficient" else (after.would_lead or after.chosen)
    if vendor in after.chosen:
        place = "chosen" if len(after.chosen) == 1 else "chosen among"
    elif vendor in after.would_lead:
        place = "lead"
    else:
        place = "behind" if verdict == "sufficient" else "behind if met"
    return Reason(
        "without requirement",
        vendor,
        criterion=finding.criterion,
        words={
            "vendor": decision.vendor_name(vendor),
            "required": _named(evaluation, finding),
            "verdict": verdict,
            "place": place,
            "ahead": joined([decision.vendor_name(key) for key in first]) if first else "",
        },
        swing=swing_of(decision, finding.criterion),
    )


def _cure(evaluation: Evaluation, vendor: str) -> Reason:
    """Give the fewest changes that would make a vendor sufficient; its numbers and words say what each is put to."""
    decision, found = evaluation.decision, improve(evaluation, vendor, goal="sufficient")
    changes = found.fewest or ()
    numbers: dict[str, float] = {"changes": len(changes)}
    words = {"vendor": decision.vendor_name(vendor)}
    for one in changes:
        if isinstance(one.score, str):
            words[f"to {one.criterion}"] = one.score
        else:
            numbers[f"to {one.criterion}"] = one.score
    if changes:
        asked = {one.criterion for one in found.repairs if one in changes}
        words["changes"] = joined(
            [
                _as_asked(evaluation, vendor, one.criterion)
                if one.criterion in asked
                else _change(evaluation, vendor, one, found.score_said(one))
                for one in changes
            ]
        )
    return Reason("cure", vendor, numbers=numbers, words=words)


def _as_asked(evaluation: Evaluation, vendor: str, criterion: str) -> str:
    """Say a change to what the musts on a criterion ask for."""
    decision = evaluation.decision
    unmet = [
        required_text(decision.criteria[criterion], one.requirement)
        for one in evaluation.details
        if (one.vendor, one.criterion) == (vendor, criterion) and one.must and one.result in {"failed", "open"}
    ]
    return say(
        "{criterion} {required} (now {known})",
        criterion=decision.criterion_name(criterion),
        required=joined(unmet),
        known=_known(evaluation, vendor, criterion),
    )


def _change(evaluation: Evaluation, vendor: str, one: Change, needed: str) -> str:
    return say(
        "{criterion} at {needed} (now {known})",
        criterion=evaluation.decision.criterion_name(one.criterion),
        needed=needed,
        known=_known(evaluation, vendor, one.criterion),
    )


def _known(evaluation: Evaluation, vendor: str, criterion: str) -> str:
    decision = evaluation.decision
    return belief_text(decision.criteria[criterion], decision.assessments[vendor][criterion].belief)


def _policy(evaluation: Evaluation, vendor: str) -> Iterator[Reason]:
    """Give what the decision's policy on unknowns did to a vendor, and its verdict under the other one."""
    decision, policy = evaluation.decision, evaluation.decision.policy
    unknown = [one for one in evaluation.details if one.vendor == vendor and one.unknown and one.result != "waived"]
    if not unknown:
        return
    other = policy.replace(unknown_at_requirement=OTHER[policy.unknown_at_requirement])
    yield Reason(
        "policy on unknowns",
        vendor,
        numbers={"unknown": len(unknown)},
        words={
            "policy": policy.unknown_at_requirement,
            "verdict": evaluation.verdicts[vendor].name,
            "other_verdict": evaluate(decision.replace(policy=other)).verdicts[vendor].name,
        },
    )
