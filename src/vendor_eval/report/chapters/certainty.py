"""Chapter: how sure the outcome is, at the declared weights and at any weights side by side."""

from __future__ import annotations

from collections.abc import Iterator
from math import isnan

from vendor_eval.analysis.draws_said import how_often
from vendor_eval.analysis.robustness import NO_RANK
from vendor_eval.analysis.robustness_result import Robustness
from vendor_eval.analysis.wording import clauses, joined, listed, number, percent, points
from vendor_eval.languages.phrases import say
from vendor_eval.plot import central_weights, rank_acceptability
from vendor_eval.report.chapters.certainty_figures import causes, details, given, ranges
from vendor_eval.report.chapters.ranking import in_order
from vendor_eval.report.charts import figure
from vendor_eval.report.records import Block, Bullets, Cell, Chapter, Heading, Item, Prose, Table, split
from vendor_eval.report.runs import Runs
from vendor_eval.report.wording import NOTHING

__all__ = ["certainty"]


def certainty(runs: Runs) -> Chapter:
    """Return how often each vendor is sufficient, first and ahead when what is uncertain is drawn."""
    return Chapter("certainty", say("How sure that is"), tuple(_blocks(runs)))


def _blocks(runs: Runs) -> Iterator[Block]:
    yield Prose(runs.main.text)
    if runs.other is None:
        yield Prose(_shown_once(runs.main))
    else:
        yield Prose(runs.other.text)
    yield _shares(runs)
    yield from causes(runs)
    yield from ranges(runs)
    for place, run in enumerate(runs.both, 1):
        yield Heading(say("Ranks {weights}", weights=run.weights_said), f"ranks-{place}")
        yield from _ranks(runs, run)
    yield from details(runs)


def _shown_once(run: Robustness) -> str:
    if run.exact:
        return say(
            "The decision declares no weights, so the results at declared weights are those over all possible weights: "
            "they are shown once."
        )
    return say(
        "The decision declares no weights, so the {count} draw at declared weights is that over all possible weights: "
        "it is shown once.",
        "The decision declares no weights, so the {count} draws at declared weights are those over all possible "
        "weights: they are shown once.",
        count=run.draws,
    )


def _shares(runs: Runs) -> Table:
    columns, rows = [say("Vendor")], {vendor: [Cell(runs.decision.vendor_name(vendor))] for vendor in in_order(runs)}
    for run in runs.both:
        columns += [
            say("Sufficient {weights}", weights=run.weights_said),
            say("First {weights}", weights=run.weights_said),
            say("Mean value {weights}", weights=run.weights_said),
        ]
        value = run.table.set_index("vendor")["value"]
        for vendor, cells in rows.items():
            cells += [Cell(run.sufficiency_said(vendor)), Cell(_first(run, vendor)), Cell(points(float(value[vendor])))]
    made = dict.fromkeys(_shares_of(run) for run in runs.both)
    caption = given(runs.main, say("Shares {shares}", shares=joined(list(made))))
    return Table(caption, tuple(columns), tuple(tuple(row) for row in rows.values()), frozenset(range(1, len(columns))))


def _shares_of(run: Robustness) -> str:
    return run.shares_said if run.exact else say("of {count} draw", "of {count} draws", count=run.draws)


def _first(run: Robustness, vendor: str) -> str:
    if run.evaluation.verdicts[vendor].name == "insufficient":
        return say("no rank")
    return how_often(run.p_first(vendor), run.draws)


def _ranks(runs: Runs, run: Robustness) -> Iterator[Block]:
    vendors = in_order(runs)
    names = [runs.decision.vendor_name(vendor) for vendor in vendors]
    yield figure(
        say("How often each vendor takes each rank, {weights}", weights=run.weights_said), rank_acceptability(run)
    )
    acceptability = run.rank_acceptability.to_dict("index")
    ranks = [_rank_said(rank) for rank in run.rank_acceptability]
    rows = tuple(
        (Cell(name), *(_cell(run, vendor, p, out=rank == NO_RANK) for rank, p in acceptability[vendor].items()))
        for name, vendor in zip(names, vendors, strict=True)
    )
    yield from _numbers(_ranks_caption(run), say("Vendor"), ranks, rows)
    if len(vendors) > 1:
        rows = tuple((Cell(name), *_ahead(run, vendor, vendors)) for name, vendor in zip(names, vendors, strict=True))
        yield from _numbers(_pairs_caption(run), say("Vendor"), names, rows)
    if run.varied:
        yield from _central(runs, run, vendors)


def _rank_said(rank: object) -> str:
    return say("No rank", context="the head of a column") if rank == NO_RANK else say("Rank {rank}", rank=rank)


def _ranks_caption(run: Robustness) -> str:
    if run.exact:
        return given(run, say("Rank acceptability, {weights}", weights=run.weights_said))
    return given(run, say("Rank acceptability: share {shares}", shares=run.shares_said))


def _pairs_caption(run: Robustness) -> str:
    said = run.weights_said
    if run.exact:
        caption = say("Pairwise winning, {weights}: how often the row is ahead of the column", weights=said)
    else:
        caption = say(
            "Pairwise winning: share of draws {weights} in which the row is ahead of the column", weights=said
        )
    return say("{caption}; ties count half", caption=given(run, caption))


def _numbers(caption: str, first: str, columns: list[str], rows: tuple[tuple[Cell, ...], ...]) -> tuple[Table, ...]:
    return split(Table(caption, (first, *columns), rows, frozenset(range(1, len(columns) + 1))), most=7)


def _cell(run: Robustness, vendor: str, p: float, *, out: bool = False) -> Cell:
    """Return a share of draws; an insufficient vendor is out in every draw, which needs no counting."""
    if run.evaluation.verdicts[vendor].name == "insufficient":
        return Cell(say("always") if out else say("never"))
    return Cell(how_often(p, run.draws))


def _ahead(run: Robustness, vendor: str, vendors: list[str]) -> list[Cell]:
    row = run.pairwise_winning.loc[vendor].to_dict()
    return [Cell(NOTHING) if other == vendor else _cell(run, vendor, row[other]) for other in vendors]


def _central(runs: Runs, run: Robustness, vendors: list[str]) -> Iterator[Block]:
    """Give the weights of those who would choose each vendor."""
    first = [vendor for vendor in vendors if run.p_first(vendor) > 0]
    if not first:
        return
    caption = say("Mean weights with which each vendor is first, {weights}", weights=run.weights_said)
    yield figure(caption, central_weights(run))
    yield Bullets(tuple(Item(run.supporters_said(vendor)) for vendor in vendors))
    never = [runs.decision.vendor_name(vendor) for vendor in vendors if vendor not in first]
    rows = tuple(
        (Cell(runs.decision.criterion_name(key)), *(Cell(percent(float(w))) for w in run.central_weights[key][first]))
        for key in runs.decision.weighted
    )
    caption = clauses([*_central_caption(run), _left_out(run, never)])
    yield from _numbers(caption, say("Criterion"), [runs.decision.vendor_name(vendor) for vendor in first], rows)


def _central_caption(run: Robustness) -> Iterator[str]:
    """Say what central weights are, and how exact they are where more than one draw tells."""
    if run.exact:
        yield say("Central weights: mean of the weights with which a vendor is first")
        return
    yield say("Central weights: mean of the drawn weights with which a vendor is first")
    largest = float(run.central_weights_se.max().max())
    if not isnan(largest):
        largest = float(f"{100 * largest:.1g}")
        yield say("standard errors at most {number} percentage points", number=number(largest))


def _left_out(run: Robustness, never: list[str]) -> str:
    if not never:
        return ""
    if run.exact:
        return say("never first: {vendors}", vendors=listed(never))
    return say(
        "first in none of {count} draw: {vendors}",
        "first in none of {count} draws: {vendors}",
        count=run.draws,
        vendors=listed(never),
    )
