"""Chapter: who is insufficient, who is undetermined, and why; and what the other policy on unknowns would change."""

from __future__ import annotations

from collections.abc import Iterator

from vendor_eval.analysis.findings import Finding
from vendor_eval.analysis.vocabulary import result_said, verdict_said
from vendor_eval.analysis.wording import (
    amount,
    belief_text,
    clauses,
    number,
    percent,
    ranging,
    required_text,
    waiver_text,
)
from vendor_eval.decision.criteria import Criterion
from vendor_eval.decision.document import Decision
from vendor_eval.decision.scales import LevelScale
from vendor_eval.languages.phrases import say
from vendor_eval.plot import requirements
from vendor_eval.reasons.explain import explain
from vendor_eval.report.charts import figure
from vendor_eval.report.records import Block, Bullets, Cell, Chapter, Heading, Prose, Table, split
from vendor_eval.report.runs import Runs
from vendor_eval.report.wording import TONES, cited, items

__all__ = ["by_verdict", "verdicts"]

ORDER = ("insufficient", "undetermined", "sufficient")


def by_verdict(runs: Runs) -> list[str]:
    """Return the vendors, the insufficient first and the sufficient last."""
    judged = runs.evaluation.verdicts
    return sorted(runs.decision.vendors, key=lambda vendor: ORDER.index(judged[vendor].name))


def verdicts(runs: Runs) -> Chapter:
    """Return every vendor's verdict with all its grounds."""
    blocks = [*_requirements(runs), *_vendors(runs), *_other_policy(runs)]
    return Chapter("verdicts", say("Who is insufficient, who is undetermined, and why"), tuple(blocks))


def _requirements(runs: Runs) -> Iterator[Block]:
    details, decision = runs.evaluation.details, runs.decision
    if not details:
        yield Prose(say("The decision states 0 requirements, so none can be failed."))
        return
    if any(one.result == "waived" for one in details):
        caption = say("Requirements met, failed, open and waived")
    else:
        caption = say("Requirements met, failed and open")
    yield figure(caption, requirements(runs.evaluation))
    vendors = by_verdict(runs)
    stated = [one for one in details if one.vendor == vendors[0]]
    columns = [_asked(decision, one) for one in stated]
    rows = []
    for vendor in vendors:
        verdict = runs.evaluation.verdicts[vendor].name
        cells = [_finding(runs, one) for one in details if one.vendor == vendor]
        rows.append((Cell(decision.vendor_name(vendor), verdict_said(verdict), TONES[verdict]), *cells))
    caption = say("Each requirement, what is assessed of it, and the margin in its own unit")
    yield from split(Table(caption, (say("Vendor"), *columns), tuple(rows)), most=5)


def _asked(decision: Decision, finding: Finding) -> str:
    name = decision.criterion_name(finding.criterion)
    required = required_text(decision.criteria[finding.criterion], finding.requirement)
    if finding.must:
        return say("{criterion}: must be {required}", criterion=name, required=required)
    return say("{criterion}: should be {required}", criterion=name, required=required)


def _finding(runs: Runs, finding: Finding) -> Cell:
    criterion = runs.decision.criteria[finding.criterion]
    assessment = runs.decision.assessments[finding.vendor][finding.criterion]
    said = [belief_text(criterion, assessment.belief)]
    if finding.result == "open" and finding.p_met is not None:
        said.append(say("met with a probability of {chance}", chance=percent(finding.p_met)))
    if finding.waiver is not None:
        said.append(waiver_text(finding.waiver))
    if finding.margin is not None:
        said.append(_margin(finding.margin, criterion))
    return Cell(
        result_said(finding.result),
        clauses(said),
        TONES[finding.result],
        cited(runs.decision, assessment.evidence),
    )


def _margin(margin: tuple[float, float], criterion: Criterion) -> str:
    low, high = margin
    if isinstance(criterion.scale, LevelScale):
        most = say("{count} level", "{count} levels", count=high)
    else:
        most = amount(high, criterion.unit)
    return say("margin {margin}", margin=most if low == high else ranging(number(low), most))


def _vendors(runs: Runs) -> Iterator[Block]:
    for vendor in by_verdict(runs):
        reasons = explain(runs.evaluation, vendor, run=runs.declared).reasons
        first, *rest = [one for one in reasons if one.over is None and one.kind != "standing"]
        yield Heading(runs.decision.vendor_name(vendor), f"verdict-{list(runs.decision.vendors).index(vendor) + 1}")
        yield Prose(first.text, TONES[runs.evaluation.verdicts[vendor].name])
        if rest:
            yield Bullets(items(runs.decision, rest))


def _other_policy(runs: Runs) -> Iterator[Block]:
    ours, other = runs.decision.policy.unknown_at_requirement, runs.other_policy.decision.policy.unknown_at_requirement
    unknown = sum(one.unknown for one in runs.evaluation.details)
    yield Heading(say("Under the other policy on unknowns"), "other-policy")
    if not unknown:
        yield Prose(
            say(
                "0 of {count} finding rest on an unknown, so both policies on unknowns give the same.",
                "0 of {count} findings rest on an unknown, so both policies on unknowns give the same.",
                count=len(runs.evaluation.details),
            )
        )
        return
    columns = (say("{policy} (declared)", policy=_policy_said(ours)), _policy_said(other))
    for policy, run in zip(columns, (runs.main, runs.other_policy), strict=True):
        yield Prose(say("{policy}: {outcome}", policy=policy, outcome=run.outcome.text))
    rows = []
    for vendor in runs.decision.vendors:
        names = [run.evaluation.verdicts[vendor].name for run in (runs.main, runs.other_policy)]
        said = [verdict_said(name) for name in names]
        changed = "" if names[0] == names[1] else say("changes", context="a verdict under the other policy")
        cells = (Cell(said[0], tone=TONES[names[0]]), Cell(said[1], changed, TONES[names[1]]))
        rows.append((Cell(runs.decision.vendor_name(vendor)), *cells))
    caption = say(
        "Verdicts under both policies; {count} of the findings rests on an unknown",
        "Verdicts under both policies; {count} of the findings rest on an unknown",
        count=unknown,
    )
    yield Table(caption, (say("Vendor"), *columns), tuple(rows))


def _policy_said(policy: str) -> str:
    if policy == "fail":
        return say("Unknowns at requirements count as failed")
    return say("Unknowns at requirements leave the verdict undetermined")
