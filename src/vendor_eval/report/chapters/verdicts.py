"""Chapter: who is insufficient, who is undetermined, and why; and what the other policy on unknowns would change."""

from __future__ import annotations

from collections.abc import Iterator

from vendor_eval.analysis.findings import Finding
from vendor_eval.analysis.wording import amount, belief_text, counted, percent, required_text, waiver_text
from vendor_eval.decision.scales import LevelScale
from vendor_eval.plot import requirements
from vendor_eval.reasons.explain import explain
from vendor_eval.report.charts import figure
from vendor_eval.report.records import Block, Bullets, Cell, Chapter, Heading, Prose, Table, split
from vendor_eval.report.runs import Runs
from vendor_eval.report.wording import TONES, cited, item

__all__ = ["by_verdict", "verdicts"]

ORDER = ("insufficient", "undetermined", "sufficient")
POLICIES = {
    "fail": "Unknowns at requirements count as failed",
    "undetermined": "Unknowns at requirements leave the verdict undetermined",
}


def by_verdict(runs: Runs) -> list[str]:
    """Return the vendors, the insufficient first and the sufficient last."""
    judged = runs.evaluation.verdicts
    return sorted(runs.decision.vendors, key=lambda vendor: ORDER.index(judged[vendor].name))


def verdicts(runs: Runs) -> Chapter:
    """Return every vendor's verdict with all its grounds."""
    blocks = [*_requirements(runs), *_vendors(runs), *_other_policy(runs)]
    return Chapter("verdicts", "Who is insufficient, who is undetermined, and why", tuple(blocks))


def _requirements(runs: Runs) -> Iterator[Block]:
    details, decision = runs.evaluation.details, runs.decision
    if not details:
        yield Prose("The decision states 0 requirements, so none can be failed.")
        return
    waived = any(one.result == "waived" for one in details)
    caption = "Requirements met, failed, open and waived" if waived else "Requirements met, failed and open"
    yield figure(caption, requirements(runs.evaluation))
    vendors = by_verdict(runs)
    stated = [one for one in details if one.vendor == vendors[0]]
    columns = [
        f"{decision.criterion_name(one.criterion)}: {one.requirement.kind} be "
        f"{required_text(decision.criteria[one.criterion], one.requirement)}"
        for one in stated
    ]
    rows = []
    for vendor in vendors:
        verdict = runs.evaluation.verdicts[vendor].name
        cells = [_finding(runs, one) for one in details if one.vendor == vendor]
        rows.append((Cell(decision.vendor_name(vendor), verdict, TONES[verdict]), *cells))
    caption = "Each requirement, what is assessed of it, and the margin in its own unit"
    yield from split(Table(caption, ("Vendor", *columns), tuple(rows)), most=5)


def _finding(runs: Runs, finding: Finding) -> Cell:
    criterion = runs.decision.criteria[finding.criterion]
    assessment = runs.decision.assessments[finding.vendor][finding.criterion]
    said = [belief_text(criterion, assessment.belief)]
    if finding.result == "open" and finding.p_met is not None:
        said.append(f"met with a probability of {percent(finding.p_met)}")
    if finding.waiver is not None:
        said.append(waiver_text(finding.waiver))
    if finding.margin is not None:
        said.append(_margin(finding, "levels" if isinstance(criterion.scale, LevelScale) else criterion.unit))
    return Cell(
        finding.result,
        "; ".join(said),
        TONES[finding.result],
        cited(runs.decision, assessment.evidence),
    )


def _margin(finding: Finding, unit: str) -> str:
    low, high = finding.margin or (0.0, 0.0)
    return f"margin {amount(low, unit)}" if low == high else f"margin {amount(low, '')} to {amount(high, unit)}"


def _vendors(runs: Runs) -> Iterator[Block]:
    for vendor in by_verdict(runs):
        reasons = explain(runs.evaluation, vendor).reasons
        first, *rest = [one for one in reasons if one.over is None and one.kind != "standing"]
        yield Heading(runs.decision.vendor_name(vendor), f"verdict-{list(runs.decision.vendors).index(vendor) + 1}")
        yield Prose(first.text, TONES[runs.evaluation.verdicts[vendor].name])
        if rest:
            yield Bullets(tuple(item(one) for one in rest))


def _other_policy(runs: Runs) -> Iterator[Block]:
    ours, other = runs.decision.policy.unknown_at_requirement, runs.other_policy.decision.policy.unknown_at_requirement
    unknown = sum(one.unknown for one in runs.evaluation.details)
    yield Heading("Under the other policy on unknowns", "other-policy")
    if not unknown:
        count = counted(len(runs.evaluation.details), "finding")
        yield Prose(f"0 of {count} rest on an unknown, so both policies on unknowns give the same.")
        return
    yield Prose(f"{POLICIES[ours]} (declared): {runs.main.outcome.text}")
    yield Prose(f"{POLICIES[other]}: {runs.other_policy.outcome.text}")
    rows = []
    for vendor in runs.decision.vendors:
        names = [run.evaluation.verdicts[vendor].name for run in (runs.main, runs.other_policy)]
        changed = "" if names[0] == names[1] else "changes"
        cells = (Cell(names[0], tone=TONES[names[0]]), Cell(names[1], changed, TONES[names[1]]))
        rows.append((Cell(runs.decision.vendor_name(vendor)), *cells))
    columns = ("Vendor", f"{POLICIES[ours]} (declared)", POLICIES[other])
    yield Table(f"Verdicts under both policies; {unknown} of the findings rest on an unknown", columns, tuple(rows))
