"""Remarks on requirements: thresholds without reasons, fitted thresholds, and tests that decide nothing."""

from __future__ import annotations

from collections.abc import Iterator

from vendor_eval.analysis.findings import Finding
from vendor_eval.analysis.lint.rule import Rule, Spot
from vendor_eval.analysis.lint.subject import Subject
from vendor_eval.analysis.model import condition_of
from vendor_eval.analysis.verdicts import Verdict
from vendor_eval.analysis.wording import counted, required_text
from vendor_eval.decision.requirements import Requirement
from vendor_eval.decision.scales import Scale

__all__ = ["RULES"]

Tested = tuple[str, str, Requirement, list[Finding]]


def _tested(subject: Subject) -> Iterator[Tested]:
    """Go through the requirements: place, the requirement in words, itself, and how each vendor stands to it."""
    for (key, position), findings in subject.findings.items():
        requirement = subject.noun(key).require[position]
        said = f"{subject.criterion(key)} {required_text(subject.noun(key), requirement)}"
        yield subject.requirement_place(key, position), said, requirement, findings


def _having(findings: list[Finding], result: str) -> list[str]:
    return [one.vendor for one in findings if one.result == result and not one.unknown]


def _without_reason(subject: Subject) -> Iterator[Spot]:
    for place, said, requirement, _ in _tested(subject):
        if not requirement.because:
            yield place, f"Nothing says why this is required: {said}."


def _met_by_nobody(subject: Subject) -> Iterator[Spot]:
    for place, said, _, findings in _tested(subject):
        if len(_having(findings, "failed")) == len(findings) > 1:
            yield place, f"No vendor meets this: {said}."


def _met_by_all(subject: Subject) -> Iterator[Spot]:
    for place, said, _, findings in _tested(subject):
        if len(_having(findings, "met")) == len(findings) > 1:
            yield place, f"Every vendor meets this: {said}."


def _met_by_one(subject: Subject) -> Iterator[Spot]:
    for place, said, _, findings in _tested(subject):
        met = _having(findings, "met")
        if len(met) == 1 and len(_having(findings, "failed")) == len(findings) - 1 > 1:
            yield place, f"Only {subject.vendor(met[0])} meets this: {said}."


def _on_threshold(subject: Subject) -> Iterator[Spot]:
    for place, said, requirement, findings in _tested(subject):
        level = [
            one.vendor
            for one in findings
            if isinstance(requirement.threshold, float)
            and (ends := subject.ends(one.vendor, one.criterion)) is not None
            and requirement.threshold in ends
        ]
        if level:
            verb = "stands" if len(level) == 1 else "stand"
            yield place, f"{subject.vendors_named(level)} {verb} exactly on this threshold: {said}."


def _open_by_unknown(subject: Subject) -> Iterator[Spot]:
    for place, said, _, findings in _tested(subject):
        unknown = [one.vendor for one in findings if one.unknown and one.result == "open"]
        if unknown:
            whom = subject.vendors_named(unknown)
            yield place, f"It is unknown whether {whom} {'meets' if len(unknown) == 1 else 'meet'} this: {said}."


def _should_without_rule(subject: Subject) -> Iterator[Spot]:
    shoulds = [place for place, _, requirement, _ in _tested(subject) if requirement.kind == "should"]
    if shoulds and subject.decision.policy.max_weaknesses is None:
        said = counted(len(shoulds), "requirement that should be met has", "requirements that should be met have")
        yield "policy.max_weaknesses", f"{said} no consequence."


def _by_unknown_alone(verdict: Verdict) -> bool:
    """Whether a vendor is insufficient, and on no other ground than something unknown."""
    certain = [ground for ground in verdict.grounds if ground.certain]
    return bool(certain) and all(ground.findings and all(one.unknown for one in ground.findings) for ground in certain)


def _failed_unasked(subject: Subject) -> Iterator[Spot]:
    failed = [vendor for vendor, verdict in subject.evaluation.verdicts.items() if _by_unknown_alone(verdict)]
    if failed:
        verb = "is" if len(failed) == 1 else "are"
        whom = subject.vendors_named(failed)
        yield "policy.unknown_at_requirement", f"{whom} {verb} insufficient only because something is unknown."


def _none_at_all(subject: Subject) -> Iterator[Spot]:
    policy = subject.decision.policy
    musts = any(requirement.kind == "must" for _, _, requirement, _ in _tested(subject))
    if not musts and policy.minimum_value is None and policy.max_weaknesses is None:
        yield "criteria", "Nothing is required, so every vendor counts as sufficient, however weak it is."


def _waived(subject: Subject, *, idle: bool) -> Iterator[tuple[str, str, Requirement, str]]:
    """Go through the waivers that are of no use, or of some: place, vendor, requirement, and that in words."""
    for (key, position), findings in subject.findings.items():
        requirement, criterion = subject.noun(key).require[position], subject.noun(key)
        for one in findings:
            if one.vendor in requirement.waivers:
                met = subject.known(one.vendor, key) and (
                    subject.cells[one.vendor, key].p_met(condition_of(criterion, requirement)) == 1
                )
                if met is idle:
                    said = f"{subject.criterion(key)} {required_text(criterion, requirement)}"
                    yield (
                        f"{subject.requirement_place(key, position)}.waivers.{one.vendor}",
                        one.vendor,
                        requirement,
                        said,
                    )


def _needless_waiver(subject: Subject) -> Iterator[Spot]:
    for place, vendor, _, said in _waived(subject, idle=True):
        yield place, f"{subject.vendor(vendor)} meets what is waived for it: {said}."


def _leads_by_waiver(subject: Subject) -> Iterator[Spot]:
    outcome = subject.evaluation.outcome
    for place, vendor, requirement, said in _waived(subject, idle=False):
        if requirement.kind == "must" and vendor in (*outcome.chosen, *outcome.would_lead):
            yield place, f"{subject.vendor(vendor)} leads, but this is waived for it: {said}."


def _after_scores(subject: Subject) -> Iterator[Spot]:
    for place, said, requirement, findings in _tested(subject):
        first = subject.first_scored((findings[0].criterion,))
        if requirement.on is not None and first is not None and requirement.on > first:
            yield (
                f"{place}.on",
                f"The threshold is of {requirement.on}, but the first score that it tests is of {first}: {said}.",
            )


def _taken_as_met(subject: Subject) -> Iterator[Spot]:
    for place, said, requirement, findings in _tested(subject):
        scale = subject.noun(findings[0].criterion).scale
        unknown = [one.vendor for one in findings if one.unknown and one.result == "open"]
        if (
            requirement.kind == "must"
            or requirement.p_met is not None
            or subject.decision.policy.max_weaknesses is None
        ):
            continue
        if unknown and isinstance(scale, Scale) and scale.shape == "target":
            whom = subject.vendors_named(unknown)
            yield place, f"Draws cannot tell whether {whom} {'meets' if len(unknown) == 1 else 'meet'} this: {said}."


RULES = (
    Rule(
        "V401",
        "medium",
        _without_reason,
        why="A requirement can exclude a vendor whatever else it offers. The excluded vendor will ask why, and a "
        "threshold without a reason does not hold.",
        fix="Add because: what goes wrong for you below the threshold.",
    ),
    Rule(
        "V402",
        "medium",
        _met_by_nobody,
        why="A requirement that no vendor meets leaves nobody to choose, or says nothing about any of them.",
        fix="Check that it is needed at this level. If it is, say so to the board: the finding is that the market does "
        "not offer it.",
    ),
    Rule(
        "V403",
        "low",
        _met_by_all,
        why="It excludes nobody, so it decides nothing between these vendors.",
        fix="Nothing, if it guards against a vendor that joins later. Else check that the threshold says what you "
        "need.",
    ),
    Rule(
        "V404",
        "medium",
        _on_threshold,
        why="A score that stands exactly on a threshold, or an end of its range, suggests that the score was lifted to "
        "it or that the threshold was drawn at the vendor. The smallest error turns the finding.",
        fix="Let a second person check the score against its evidence, and say in because where the threshold comes "
        "from.",
    ),
    Rule(
        "V405",
        "medium",
        _open_by_unknown,
        why="A verdict hangs on something that nobody has found out. It is an open question, neither met nor failed.",
        fix="Ask the vendor, or look it up, before deciding; or state p_met with a reason.",
    ),
    Rule(
        "V406",
        "medium",
        _met_by_one,
        why="A requirement that only one vendor meets makes the choice by itself, and looks as if it was written for "
        "that vendor.",
        fix="Show in because that the need is yours and was there before the vendors, or turn it into a criterion with "
        "a weight.",
    ),
    Rule(
        "V407",
        "low",
        _should_without_rule,
        why="Without a rule on how many may fail, a requirement that only should be met changes no verdict.",
        fix="State policy: {max_weaknesses: ...} before scoring, or read these findings as remarks.",
    ),
    Rule(
        "V408",
        "medium",
        _failed_unasked,
        why="In a closed tender missing data is the bidder's fault; in research of one's own it is the researcher's. "
        "These vendors are excluded for what nobody has found out.",
        fix="Ask them, or set policy: {unknown_at_requirement: undetermined} if they were never asked.",
    ),
    Rule(
        "V409",
        "medium",
        _none_at_all,
        why="Without a requirement a strength can buy off any weakness, and “sufficient” says nothing.",
        fix="Ask for each criterion below which level you would refuse any vendor, and write it as a requirement; or "
        "state policy: {minimum_value: ...}.",
    ),
    Rule(
        "V410",
        "medium",
        _after_scores,
        why="A threshold that is set when scores are known can be drawn around a vendor, and cannot be shown not to "
        "be.",
        fix="Fix requirements before scoring. If one had to change, say in because what changed it, and compare both "
        "files.",
    ),
    Rule(
        "V411",
        "medium",
        _leads_by_waiver,
        why="The other vendors were held to a requirement that the leader does not have to meet. They will ask why.",
        fix="Let somebody who gains nothing from the choice confirm the waiver, show the outcome without it, or waive "
        "the requirement for all.",
    ),
    Rule(
        "V412",
        "low",
        _needless_waiver,
        why="A waiver of something that is met anyway looks like a favour, and would hide a later change for the "
        "worse.",
        fix="Delete the waiver.",
    ),
    Rule(
        "V413",
        "low",
        _taken_as_met,
        why="Of an unknown only points are drawn, and on a target scale performances on both sides have the same "
        "points. Draws take such a should as met wherever one of the two sides meets it, so it counts as too few "
        "weaknesses.",
        fix="State p_met with a reason, or find out the performance.",
    ),
)
