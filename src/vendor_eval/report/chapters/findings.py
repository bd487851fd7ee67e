"""Chapter: the findings on each vendor, against requirements and the ends of scales, never against other vendors."""

from __future__ import annotations

from collections.abc import Iterator

from vendor_eval.analysis.wording import points, ranging, run_on
from vendor_eval.languages.phrases import say
from vendor_eval.languages.speaking import spoken
from vendor_eval.reasons.appraise import Appraisal, appraise
from vendor_eval.reasons.appraise_items import AppraisalItem
from vendor_eval.reasons.appraise_said import cure_said, kind_of_finding_said, margin_said, rules_said
from vendor_eval.report.chapters.verdicts import by_verdict
from vendor_eval.report.records import Block, Bullets, Cell, Chapter, Heading, Item, Prose, Table, Tone
from vendor_eval.report.runs import Runs
from vendor_eval.report.wording import cited

__all__ = ["findings"]

TONE: dict[str, Tone] = {
    "deficiency": "bad",
    "significant weakness": "bad",
    "weakness": "quiet",
    "strength": "good",
    "uncertainty": "open",
}


def findings(runs: Runs) -> Chapter:
    """Return every vendor's deficiencies, weaknesses, strengths and uncertainties, and the rules that make them."""
    counted = say(
        "Points of the overall value: what a strength or an uncertainty adds from the worst end of its scale, and what "
        "any other finding costs against the best end."
    )
    blocks: list[Block] = [Bullets(tuple(Item(rule) for rule in (*rules_said(), counted)))]
    for vendor in by_verdict(runs):
        blocks += _vendor(runs, vendor)
    return Chapter("findings", say("Findings on each vendor"), tuple(blocks))


def _vendor(runs: Runs, vendor: str) -> Iterator[Block]:
    found = appraise(runs.evaluation, vendor, language=spoken())
    yield Heading(found.name, f"findings-{list(runs.decision.vendors).index(vendor) + 1}")
    if not found.items:
        yield Prose(found.text)
        return
    columns = (
        say("Finding"),
        say("Criterion"),
        say("Required and assessed"),
        say("Points of the overall value"),
        say("Why it matters, and what can cure it"),
    )
    rows = tuple(_row(runs, found, one) for one in found.items)
    yield Table(say("{vendor}: findings", vendor=found.name), columns, rows, frozenset({3}))


def _row(runs: Runs, found: Appraisal, one: AppraisalItem) -> tuple[Cell, ...]:
    required = say("Required: {required}.", required=one.required) if one.required else ""
    return (
        Cell(kind_of_finding_said(one.kind), tone=TONE[one.kind]),
        Cell(one.name or say("the offer as a whole")),
        Cell(one.observed or one.text, run_on(required, margin_said(one)), evidence=cited(runs.decision, one.evidence)),
        Cell(_effect(one)),
        Cell(one.risk or "–", cure_said(one)),
    )


def _effect(one: AppraisalItem) -> str:
    if not one.against:
        return "–"
    low, high = points(one.effect[0]), points(one.effect[2])
    return low if low == high else ranging(low, high)
