"""Chapter: the evidence matrix: what is known of each vendor on each criterion, how well, and why it is scored so."""

from __future__ import annotations

from collections.abc import Iterator

from vendor_eval.analysis.wording import belief_text, clauses, number, percent, run_on
from vendor_eval.decision.document import Decision
from vendor_eval.languages.phrases import say
from vendor_eval.report.chapters.ranking import in_order
from vendor_eval.report.records import Block, Cell, Chapter, Heading, Prose, Table, Tone, split
from vendor_eval.report.runs import Runs
from vendor_eval.report.wording import NOTHING, cited, judged, span

__all__ = ["matrix", "unknown_said", "unknowns"]

HEAT: tuple[Tone, ...] = ("heat0", "heat1", "heat2", "heat3", "heat4")
VENDORS = 5


def unknowns(decision: Decision) -> list[tuple[str, str]]:
    """Return vendor and criterion of every assessment of which nothing is known."""
    pairs = [(vendor, key) for vendor in decision.vendors for key in decision.criteria]
    return [(vendor, key) for vendor, key in pairs if decision.assessments[vendor][key].unknown]


def unknown_said(blank: int, total: int) -> str:
    """Say of how many assessments nothing is known."""
    return say(
        "Unknown: {blank} of {count} assessment.",
        "Unknown: {blank} of {count} assessments.",
        count=total,
        blank=number(blank),
    )


def matrix(runs: Runs) -> Chapter:
    """Return criteria by vendors: what is assessed, its value, its evidence; and below the reason for each."""
    decision = runs.decision
    total, blank = len(decision.vendors) * len(decision.criteria), len(unknowns(decision))
    lead = Prose(
        run_on(
            unknown_said(blank, total),
            say(
                "Behind each item of evidence stand its kind, its grade and the day of the state that it describes; "
                "all {number} are listed at the end.",
                number=number(len(decision.evidence)),
            ),
        )
    )
    return Chapter("matrix", say("Evidence matrix"), (lead, *_overview(runs), *_reasons(runs)))


def _overview(runs: Runs) -> Iterator[Block]:
    decision, vendors = runs.decision, in_order(runs)
    rows = []
    for key, criterion in decision.criteria.items():
        name = decision.criterion_name(key)
        notes = [criterion.unit, say("for information only") if criterion.information_only else ""]
        label = Cell(name, clauses(notes), "quiet" if criterion.information_only else "")
        rows.append((label, *(_cell(runs, vendor, key) for vendor in vendors)))
    rows.append((Cell(say("Weight on what is known")), *(Cell(percent(_coverage(runs, vendor))) for vendor in vendors)))
    columns = (say("Criterion"), *(decision.vendor_name(vendor) for vendor in vendors))
    caption = say("What is assessed, in the unit of each criterion; its value in points; its evidence")
    yield from split(Table(caption, columns, tuple(rows)), most=VENDORS)


def _cell(runs: Runs, vendor: str, key: str) -> Cell:
    decision, model = runs.decision, runs.evaluation.model
    criterion, assessment = decision.criteria[key], decision.assessments[vendor][key]
    said = belief_text(criterion.replace(unit=""), assessment.belief)
    tone: Tone = "unknown" if assessment.unknown else "quiet"
    evidence = cited(decision, assessment.evidence)
    if key not in decision.weighted:
        return Cell(said, "", tone, evidence)
    cell = model.cell(vendor, key)
    if not assessment.unknown:
        tone = HEAT[min(int(cell.mean // 20), 4)]
    return Cell(said, say("{range} points", range=span(*model.bounds(cell))), tone, evidence)


def _coverage(runs: Runs, vendor: str) -> float:
    """Share of the weight that lies on criteria of which something is known."""
    model = runs.evaluation.model
    weights = zip(model.criteria, model.weights.mean, strict=True)
    return float(sum(weight for key, weight in weights if not model.unknown(vendor, key)))


def _reasons(runs: Runs) -> Iterator[Block]:
    decision = runs.decision
    for index, (key, criterion) in enumerate(decision.criteria.items(), 1):
        rows = []
        for vendor in in_order(runs):
            one = decision.assessments[vendor][key]
            tone: Tone = "unknown" if one.unknown else ""
            assessed = Cell(belief_text(criterion, one.belief), "", tone, cited(decision, one.evidence))
            rows.append((Cell(decision.vendor_name(vendor)), assessed, Cell(one.because or NOTHING, judged(one))))
        name = decision.criterion_name(key)
        yield Heading(name, f"assessed-{index}")
        if criterion.information_only:
            caption = say("{criterion} (for information only): what is assessed and why", criterion=name)
        else:
            caption = say("{criterion}: what is assessed and why", criterion=name)
        yield Table(caption, (say("Vendor"), say("Assessed"), say("Why")), tuple(rows))
