"""The certainty chapter's figures: what causes the doubt, where values lie, and every index with its error."""

from __future__ import annotations

from collections.abc import Iterator
from math import isnan

from vendor_eval.analysis.doubt_said import loss_said
from vendor_eval.analysis.draws_said import how_often
from vendor_eval.analysis.robustness_figures import QUANTILES
from vendor_eval.analysis.robustness_result import Robustness
from vendor_eval.analysis.wording import percent, points
from vendor_eval.plot import doubt, value_ranges
from vendor_eval.report.chapters.ranking import in_order
from vendor_eval.report.charts import figure
from vendor_eval.report.records import Block, Cell, Heading, Prose, Table
from vendor_eval.report.runs import Runs

__all__ = ["causes", "details", "given", "ranges"]

NOTHING = "–"
RUNS = {
    "both": "All that is uncertain",
    "assessments": "Only the assessments, with the weights at their mean",
    "weights": "Only the weights, with the assessments at their expected values",
}
HELD = (
    "To tell causes apart, the same draws were judged again with the weights held at their mean, and with all "
    "assessments held at their expected values and every open requirement met. If weights or assessments settle "
    "elsewhere than there, they may leave more of the doubt or less."
)
ERRORS = (
    "Standard errors stand behind ±. Those of shares are binomial, those of entropies follow by the delta method, "
    "those of means from the scatter of the draws. "
)
EXACT = "All shares were worked out for all weights at once: they have no standard error. "
VALUES = "Where the values of insufficient vendors lie is drawn; its standard errors stand behind ±. "
SCRAMBLED = "Standard errors stand behind ±: they are the spread of {sets} sets of Sobol points, scrambled apart. "
MEANING = (
    "Chosen is the chance to be first among the sufficient, whatever unknowns prove to be. The confidence factor is "
    "how often a vendor is first at its own central weights, taken as they are. Holistic acceptability adds up the "
    "shares of all ranks, each with its centroid weight. Entropy is 0 where the rank is always the same; 1 bit more is "
    "as open as twice as many ranks, all equally likely. The expected loss is how many points a vendor is behind the "
    "best sufficient one on average, where it is sufficient itself."
)
INDICES = ("Vendor", "Chosen", "Expected rank", "Holistic", "Rank entropy", "Confidence factor", "Expected loss")


def causes(runs: Runs) -> Iterator[Block]:
    """Say which uncertainty causes the doubt, for each set of weights."""
    yield Heading("Which uncertainty causes the doubt", "doubt")
    for run in runs.both:
        said = run.weights_said
        yield Prose(run.doubt.text if len(runs.both) == 1 or run.exact else _over(said, run.doubt.text))
        if run.doubt.leader is not None and len(run.doubt.drawn) > 1:
            yield figure(f"Who is first when only a part is uncertain, {said}", doubt(run.doubt))
            yield _cause_table(runs, run)
    if not all(run.exact for run in runs.both):
        yield Prose(HELD)


def _over(weights: str, text: str) -> str:
    """Put before a text which weights it is about."""
    begins_small = text.startswith(("If ", "No vendor "))
    return f"{weights[0].upper()}{weights[1:]}, {text[0].lower() if begins_small else text[0]}{text[1:]}"


def _cause_table(runs: Runs, run: Robustness) -> Table:
    found = run.doubt
    columns = ["What is uncertain", f"{runs.decision.vendor_name(str(found.leader))} first"]
    columns += ["Nobody sufficient", "Choice entropy in bits", "Expected loss in points"]
    rows = tuple(_cause_row(source, run) for source in RUNS)
    caption = f"What each kind of uncertainty leaves, {run.weights_said}{given(run)}"
    return Table(caption, tuple(columns), rows, frozenset(range(1, len(columns))))


def _cause_row(source: str, run: Robustness) -> tuple[Cell, ...]:
    row = run.doubt.rows[source]
    draws, loss = int(row["draws"]), float(row["expected_loss"])
    return (
        Cell(RUNS[source], f"{draws:,} draws" if draws > 1 else "nothing is drawn"),
        Cell(how_often(row["p_leader"], draws), _share_error(row["p_leader_se"])),
        Cell("never" if run.somebody else how_often(row["p_nobody"], draws)),
        Cell(f"{row['choice_entropy']:.2f}", _error(row["choice_entropy_se"])),
        Cell(NOTHING if isnan(loss) else loss_said(loss), _error(row["expected_loss_se"])),
    )


def ranges(runs: Runs) -> Iterator[Block]:
    """Show where the overall values lie in the draws."""
    run = runs.main
    yield Heading("Where the values lie", "values")
    yield figure(f"Overall values {'' if run.exact else 'over the draws '}{run.weights_said}", value_ranges(run))
    quantiles, errors = run.value_quantiles.to_dict("index"), run.value_quantiles_se.to_dict("index")
    rows = tuple(
        (
            Cell(runs.decision.vendor_name(vendor)),
            *(Cell(points(x), _error(errors[vendor][chance])) for chance, x in quantiles[vendor].items()),
        )
        for vendor in in_order(runs)
    )
    columns = ("Vendor", *(percent(chance) for chance in QUANTILES))
    often = f"for a share {run.shares_said}" if run.exact else f"in a share {run.shares_said}"
    caption = f"Points that the overall value does not pass {often}"
    yield Table(caption, columns, rows, frozenset(range(1, len(columns))))


def details(runs: Runs) -> Iterator[Block]:
    """Give every index of the method for those who want to look behind the shares."""
    yield Heading("Every index with its standard error", "indices")
    errors = SCRAMBLED.format(sets=runs.main.scrambles) if runs.main.scrambles else ERRORS
    if all(run.exact for run in runs.both):
        errors = EXACT if runs.main.stamp.draws is None else EXACT + VALUES
    yield Prose(errors + MEANING)
    for run in runs.both:
        rows = tuple(_detail(runs, run, vendor) for vendor in in_order(runs))
        entropy = f"choice entropy {run.choice_entropy:.2f} bits {_error(run.choice_entropy_se)}".rstrip()
        caption = f"Indices {run.weights_said}{given(run)}; {entropy}; nobody sufficient {run.nobody_said}"
        yield Table(caption, INDICES, rows, frozenset(range(1, len(INDICES))))


def given(run: Robustness) -> str:
    """Say under which condition the shares of a run hold, if there is one."""
    return ", if the open requirements are met" if run.if_met else ""


def _detail(runs: Runs, run: Robustness, vendor: str) -> tuple[Cell, ...]:
    index, factor = run.indices.to_dict("index")[vendor], run.confidence_factors.to_dict("index")[vendor]
    figures = [_figure(index[name], index[f"{name}_se"], 2) for name in ("expected_rank", "holistic", "rank_entropy")]
    sure = Cell(NOTHING)
    if not isnan(factor["p"]):
        sure = Cell(how_often(factor["p"], int(factor["draws"])), _share_error(factor["se"]))
    loss = _figure(index["expected_loss"], index["expected_loss_se"], 1)
    return (Cell(runs.decision.vendor_name(vendor)), Cell(run.chosen_said(vendor)), *figures, sure, loss)


def _figure(x: float, error: float, decimals: int) -> Cell:
    return Cell(NOTHING) if isnan(x) else Cell(f"{x:.{decimals}f}", _error(error))


def _error(error: float) -> str:
    return "" if isnan(error) or error <= 0 else f"± {error:.1g}"


def _share_error(error: float) -> str:
    return "" if isnan(error) or error <= 0 else f"± {100 * error:.1g} percentage points"
