"""Chapter: how sure the outcome is, at the declared weights and at any weights side by side."""

from __future__ import annotations

from collections.abc import Iterator

from vendor_eval.analysis.robustness import NO_RANK, Robustness
from vendor_eval.analysis.wording import percent, points, share
from vendor_eval.plot import rank_acceptability
from vendor_eval.report.chapters.ranking import in_order
from vendor_eval.report.charts import figure
from vendor_eval.report.records import Block, Cell, Chapter, Heading, Prose, Table, split
from vendor_eval.report.runs import Runs

__all__ = ["certainty"]


def certainty(runs: Runs) -> Chapter:
    """Return how often each vendor is sufficient, first and ahead when what is uncertain is drawn."""
    return Chapter("certainty", "How sure that is", tuple(_blocks(runs)))


def _blocks(runs: Runs) -> Iterator[Block]:
    yield Prose(runs.main.text)
    if runs.other is None:
        yield Prose(
            f"The decision declares no weights, so the {runs.draws:,} draws at declared weights are those over all "
            "possible weights: they are shown once."
        )
    else:
        yield Prose(runs.other.text)
    yield _shares(runs)
    for number, run in enumerate(runs.both, 1):
        yield Heading(f"Ranks {weights_of(run)}", f"ranks-{number}")
        yield from _ranks(runs, run)


def weights_of(run: Robustness) -> str:
    """Name the weights that a run was made with."""
    return run.weights_said


def _given(run: Robustness) -> str:
    return ", if the open requirements are met" if run.if_met else ""


def _shares(runs: Runs) -> Table:
    columns, rows = ["Vendor"], {vendor: [Cell(runs.decision.vendor_name(vendor))] for vendor in in_order(runs)}
    for run in runs.both:
        columns += [f"{what} {weights_of(run)}" for what in ("Sufficient", "First", "Mean value")]
        value = run.table.set_index("vendor")["value"]
        for vendor, cells in rows.items():
            cells += [Cell(run.sufficiency_said(vendor)), Cell(_first(run, vendor)), Cell(points(float(value[vendor])))]
    if runs.expected is not None:
        columns.append(f"First {weights_of(runs.expected)}, with expected performances")
        for vendor, cells in rows.items():
            cells.append(Cell(_first(runs.expected, vendor)))
    caption = f"Shares of {runs.draws:,} draws{_given(runs.main)}"
    return Table(caption, tuple(columns), tuple(tuple(row) for row in rows.values()), frozenset(range(1, len(columns))))


def _first(run: Robustness, vendor: str) -> str:
    if run.evaluation.verdicts[vendor].name == "insufficient":
        return "no rank"
    return share(run.table.set_index("vendor")["p_first"].to_dict()[vendor], run.draws)


def _ranks(runs: Runs, run: Robustness) -> Iterator[Block]:
    vendors = in_order(runs)
    names = [runs.decision.vendor_name(vendor) for vendor in vendors]
    yield figure(f"Share of draws in which each vendor takes each rank, {weights_of(run)}", rank_acceptability(run))
    acceptability = run.rank_acceptability.to_dict("index")
    ranks = ["No rank" if rank == NO_RANK else f"Rank {rank}" for rank in run.rank_acceptability]
    rows = tuple(
        (Cell(name), *(_cell(run, vendor, p, out=rank == NO_RANK) for rank, p in acceptability[vendor].items()))
        for name, vendor in zip(names, vendors, strict=True)
    )
    caption = f"Rank acceptability: share of {run.draws:,} draws {weights_of(run)}{_given(run)}"
    yield from _numbers(caption, "Vendor", ranks, rows)
    if len(vendors) > 1:
        rows = tuple((Cell(name), *_ahead(run, vendor, vendors)) for name, vendor in zip(names, vendors, strict=True))
        caption = (
            f"Pairwise winning: share of draws {weights_of(run)} in which the row is ahead of the column"
            f"{_given(run)}; ties count half"
        )
        yield from _numbers(caption, "Vendor", names, rows)
    if run.any_weights:
        yield from _central(runs, run, vendors)


def _numbers(caption: str, first: str, columns: list[str], rows: tuple[tuple[Cell, ...], ...]) -> tuple[Table, ...]:
    return split(Table(caption, (first, *columns), rows, frozenset(range(1, len(columns) + 1))), most=7)


def _cell(run: Robustness, vendor: str, p: float, *, out: bool = False) -> Cell:
    """Return a share of draws; an insufficient vendor is out in every draw, which needs no counting."""
    if run.evaluation.verdicts[vendor].name == "insufficient":
        return Cell("always" if out else "never")
    return Cell(share(p, run.draws))


def _ahead(run: Robustness, vendor: str, vendors: list[str]) -> list[Cell]:
    row = run.pairwise_winning.loc[vendor].to_dict()
    return [Cell("–") if other == vendor else _cell(run, vendor, row[other]) for other in vendors]


def _central(runs: Runs, run: Robustness, vendors: list[str]) -> Iterator[Block]:
    """Give the weights of those who would choose each vendor."""
    central = run.central_weights.loc[vendors].dropna()
    never = [runs.decision.vendor_name(vendor) for vendor in vendors if vendor not in central.index]
    if central.empty:
        return
    names = [runs.decision.vendor_name(vendor) for vendor in central.index]
    rows = tuple(
        (Cell(runs.decision.criterion_name(key)), *(Cell(percent(float(w))) for w in central[key]))
        for key in runs.decision.weighted
    )
    left_out = f"; never first in {run.draws:,} draws: {', '.join(never)}" if never else ""
    caption = f"Central weights: mean of the drawn weights with which a vendor is first{left_out}"
    yield from _numbers(caption, "Criterion", names, rows)
