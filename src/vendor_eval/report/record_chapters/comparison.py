"""Chapter of the record: one vendor against each other one on every criterion, significant differences by name."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import Any

from vendor_eval.analysis.wording import clauses, percent, points, ranging
from vendor_eval.languages.phrases import say
from vendor_eval.reasons.explain import explain
from vendor_eval.report.record_draft import Draft
from vendor_eval.report.records import Block, Cell, Chapter, Heading, Prose, Table, Tone
from vendor_eval.report.wording import cited

__all__ = ["comparison", "signed"]

LEVEL = 0.05  # points: less prints as 0.0

Row = Mapping[Hashable, Any]


def comparison(draft: Draft) -> Chapter:
    """Return the comparison on every criterion of the vendor that is chosen, or would lead, with each other one."""
    return Chapter("comparison", say("Comparison on every criterion"), tuple(_blocks(draft)))


def _blocks(draft: Draft) -> Iterator[Block]:
    if not draft.pairs:
        yield from (block for block in draft.blocks("comparisons") if isinstance(block, Prose))
        return
    yield Prose(
        say(
            "Differences are in points of the overall value, each with the range that the evidence leaves open. One is "
            "called clear where all of that range lies on the same side of zero: then it does not hang on what is "
            "uncertain."
        )
    )
    for number, (one, other) in enumerate(draft.pairs, 1):
        yield from _pair(draft, one, other, number)


def _pair(draft: Draft, ours: str, rival: str, number: int) -> Iterator[Block]:
    decision = draft.decision
    name = decision.vendor_name
    yield Heading(say("{ours} against {theirs}", ours=name(ours), theirs=name(rival)), f"against-{number}")
    # The sentences before the first list are those that say the gap; the rest stands in the table.
    for block in draft.part("comparisons", f"over-{number}"):
        if not isinstance(block, Prose):
            break
        yield block
    rows = explain(draft.runs.evaluation, ours, over=rival).table.to_dict("records")
    yield _table(draft, ours, rival, rows)
    clear = [row for row in rows if _sign(row)]
    if clear:
        said = [
            say("{criterion} {points}", criterion=row["name"], points=signed(float(row["difference"]))) for row in clear
        ]
        yield Prose(
            say(
                "Clear, whatever the evidence leaves open, is the difference on {count} criterion (in points): "
                "{differences}.",
                "Clear, whatever the evidence leaves open, are the differences on {count} criteria (in points): "
                "{differences}.",
                count=len(clear),
                differences=clauses(said),
            )
        )
    else:
        yield Prose(
            say("On no criterion is the difference clear: the evidence leaves open which of the two is ahead on each.")
        )


def signed(x: float) -> str:
    """Write a difference in points with its sign.

    Examples
    --------
    >>> signed(2.25), signed(-0.5), signed(0.01)
    ('+2.2', '−0.5', '0.0')
    """
    said = points(x)
    return f"+{said}" if x >= LEVEL else said


def _sign(row: Row) -> int:
    """Return who is clearly ahead: 1 for ours, -1 for the other, 0 where that is open or both are level."""
    return int(row["low"] >= LEVEL) - int(row["high"] <= -LEVEL)


def _table(draft: Draft, ours: str, rival: str, rows: list[dict[Hashable, Any]]) -> Table:
    decision = draft.decision
    columns = (
        say("Criterion"),
        decision.vendor_name(ours),
        decision.vendor_name(rival),
        say("Difference in points"),
        say("What that means"),
    )
    made = []
    for row in rows:
        key = str(row["criterion"])
        reading, tone = _reading(row)
        ends = signed(float(row["low"])), signed(float(row["high"]))
        known = [
            Cell(str(row[text]), evidence=cited(decision, decision.assessments[vendor][key].evidence))
            for vendor, text in ((ours, "performance"), (rival, "over_performance"))
        ]
        made.append(
            (
                Cell(str(row["name"]), say("weight {weight}", weight=percent(float(row["weight"])))),
                *known,
                Cell(signed(float(row["difference"])), "" if ends[0] == ends[1] else ranging(*ends)),
                Cell(reading, tone=tone),
            )
        )
    caption = say(
        "{vendor} against {rival} on every criterion, the largest difference first",
        vendor=columns[1],
        rival=columns[2],
    )
    return Table(caption, columns, tuple(made), frozenset({3}))


def _reading(row: Row) -> tuple[str, Tone]:
    match _sign(row):
        case 1:
            return say("clearly ahead"), "good"
        case -1:
            return say("clearly behind"), "bad"
    never_behind, never_ahead = row["low"] > -LEVEL, row["high"] < LEVEL
    ahead, behind = row["difference"] >= LEVEL, row["difference"] <= -LEVEL
    if ahead and never_behind:
        return say("ahead or level"), ""
    if behind and never_ahead:
        return say("behind or level"), ""
    if ahead:
        return say("ahead by expected value; the evidence leaves it open"), ""
    if behind:
        return say("behind by expected value; the evidence leaves it open"), ""
    if never_ahead and never_behind:
        return say("level"), "quiet"
    return say("level by expected value; the evidence leaves it open"), "quiet"
