"""Chapter: how sure the outcome is, at the declared weights and at any weights side by side."""

from __future__ import annotations

from collections.abc import Iterator
from math import isnan

from vendor_eval.analysis.draws_said import how_often
from vendor_eval.analysis.robustness import NO_RANK
from vendor_eval.analysis.robustness_result import Robustness
from vendor_eval.analysis.wording import joined, percent, points
from vendor_eval.plot import central_weights, rank_acceptability
from vendor_eval.report.chapters.certainty_figures import causes, details, given, ranges
from vendor_eval.report.chapters.ranking import in_order
from vendor_eval.report.charts import figure
from vendor_eval.report.records import Block, Bullets, Cell, Chapter, Heading, Item, Prose, Table, split
from vendor_eval.report.runs import Runs

__all__ = ["certainty"]


def certainty(runs: Runs) -> Chapter:
    """Return how often each vendor is sufficient, first and ahead when what is uncertain is drawn."""
    return Chapter("certainty", "How sure that is", tuple(_blocks(runs)))


def _blocks(runs: Runs) -> Iterator[Block]:
    yield Prose(runs.main.text)
    if runs.other is None:
        at_declared = "results" if runs.main.exact else f"{runs.main.draws:,} draws"
        yield Prose(
            f"The decision declares no weights, so the {at_declared} at declared weights are those over all possible "
            "weights: they are shown once."
        )
    else:
        yield Prose(runs.other.text)
    yield _shares(runs)
    yield from causes(runs)
    yield from ranges(runs)
    for number, run in enumerate(runs.both, 1):
        yield Heading(f"Ranks {run.weights_said}", f"ranks-{number}")
        yield from _ranks(runs, run)
    yield from details(runs)


def _shares(runs: Runs) -> Table:
    columns, rows = ["Vendor"], {vendor: [Cell(runs.decision.vendor_name(vendor))] for vendor in in_order(runs)}
    for run in runs.both:
        columns += [f"{what} {run.weights_said}" for what in ("Sufficient", "First", "Mean value")]
        value = run.table.set_index("vendor")["value"]
        for vendor, cells in rows.items():
            cells += [Cell(run.sufficiency_said(vendor)), Cell(_first(run, vendor)), Cell(points(float(value[vendor])))]
    made = dict.fromkeys(run.shares_said if run.exact else f"of {run.draws:,} draws" for run in runs.both)
    caption = f"Shares {joined(list(made))}{given(runs.main)}"
    return Table(caption, tuple(columns), tuple(tuple(row) for row in rows.values()), frozenset(range(1, len(columns))))


def _first(run: Robustness, vendor: str) -> str:
    if run.evaluation.verdicts[vendor].name == "insufficient":
        return "no rank"
    return how_often(run.p_first(vendor), run.draws)


def _ranks(runs: Runs, run: Robustness) -> Iterator[Block]:
    vendors = in_order(runs)
    names = [runs.decision.vendor_name(vendor) for vendor in vendors]
    yield figure(f"How often each vendor takes each rank, {run.weights_said}", rank_acceptability(run))
    acceptability = run.rank_acceptability.to_dict("index")
    ranks = ["No rank" if rank == NO_RANK else f"Rank {rank}" for rank in run.rank_acceptability]
    rows = tuple(
        (Cell(name), *(_cell(run, vendor, p, out=rank == NO_RANK) for rank, p in acceptability[vendor].items()))
        for name, vendor in zip(names, vendors, strict=True)
    )
    often = f", {run.weights_said}" if run.exact else f": share {run.shares_said}"
    caption = f"Rank acceptability{often}{given(run)}"
    yield from _numbers(caption, "Vendor", ranks, rows)
    if len(vendors) > 1:
        rows = tuple((Cell(name), *_ahead(run, vendor, vendors)) for name, vendor in zip(names, vendors, strict=True))
        often = f", {run.weights_said}: how often" if run.exact else f": share of draws {run.weights_said} in which"
        caption = f"Pairwise winning{often} the row is ahead of the column{given(run)}; ties count half"
        yield from _numbers(caption, "Vendor", names, rows)
    if run.varied:
        yield from _central(runs, run, vendors)


def _numbers(caption: str, first: str, columns: list[str], rows: tuple[tuple[Cell, ...], ...]) -> tuple[Table, ...]:
    return split(Table(caption, (first, *columns), rows, frozenset(range(1, len(columns) + 1))), most=7)


def _cell(run: Robustness, vendor: str, p: float, *, out: bool = False) -> Cell:
    """Return a share of draws; an insufficient vendor is out in every draw, which needs no counting."""
    if run.evaluation.verdicts[vendor].name == "insufficient":
        return Cell("always" if out else "never")
    return Cell(how_often(p, run.draws))


def _ahead(run: Robustness, vendor: str, vendors: list[str]) -> list[Cell]:
    row = run.pairwise_winning.loc[vendor].to_dict()
    return [Cell("–") if other == vendor else _cell(run, vendor, row[other]) for other in vendors]


def _central(runs: Runs, run: Robustness, vendors: list[str]) -> Iterator[Block]:
    """Give the weights of those who would choose each vendor."""
    first = [vendor for vendor in vendors if run.p_first(vendor) > 0]
    if not first:
        return
    yield figure(f"Mean weights with which each vendor is first, {run.weights_said}", central_weights(run))
    yield Bullets(tuple(Item(run.supporters_said(vendor)) for vendor in vendors))
    never = [runs.decision.vendor_name(vendor) for vendor in vendors if vendor not in first]
    rows = tuple(
        (Cell(runs.decision.criterion_name(key)), *(Cell(percent(float(w))) for w in run.central_weights[key][first]))
        for key in runs.decision.weighted
    )
    none = "never first" if run.exact else f"first in none of {run.draws:,} draws"
    left_out = f"; {none}: {', '.join(never)}" if never else ""
    drawn = "" if run.exact else "drawn "
    caption = f"Central weights: mean of the {drawn}weights with which a vendor is first{_exact(run)}{left_out}"
    yield from _numbers(caption, "Criterion", [runs.decision.vendor_name(vendor) for vendor in first], rows)


def _exact(run: Robustness) -> str:
    """Say how exact central weights are, where more than one draw tells."""
    largest = float(run.central_weights_se.max().max())
    return "" if isnan(largest) or run.exact else f"; standard errors at most {100 * largest:.1g} percentage points"
