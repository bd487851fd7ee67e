"""The certainty chapter's figures: what causes the doubt, where values lie, and every index with its error."""

from __future__ import annotations

from collections.abc import Iterator
from math import isnan

from vendor_eval.analysis.doubt_said import loss_said
from vendor_eval.analysis.draws_said import how_often
from vendor_eval.analysis.robustness_figures import QUANTILES
from vendor_eval.analysis.robustness_result import Robustness
from vendor_eval.analysis.wording import capital, clauses, number, percent, points, run_on
from vendor_eval.languages.numbers import decimals
from vendor_eval.languages.phrases import say
from vendor_eval.plot import doubt, value_ranges
from vendor_eval.report.chapters.ranking import in_order
from vendor_eval.report.charts import figure
from vendor_eval.report.records import Block, Cell, Heading, Prose, Table
from vendor_eval.report.runs import Runs
from vendor_eval.report.wording import NOTHING, error_said

__all__ = ["causes", "details", "given", "ranges"]

PARTS = ("both", "assessments", "weights")


def causes(runs: Runs) -> Iterator[Block]:
    """Say which uncertainty causes the doubt, for each set of weights."""
    yield Heading(say("Which uncertainty causes the doubt"), "doubt")
    for run in runs.both:
        said = run.weights_said
        text = run.doubt.text
        if len(runs.both) > 1 and not run.exact:
            text = say("{weights}: {text}", weights=capital(said), text=text)
        yield Prose(text)
        if run.doubt.leader is not None and len(run.doubt.drawn) > 1:
            yield figure(say("Who is first when only a part is uncertain, {weights}", weights=said), doubt(run.doubt))
            yield _cause_table(runs, run)
    if not all(run.exact for run in runs.both):
        yield Prose(
            say(
                "To tell causes apart, the same draws were judged again with the weights held at their mean, and with "
                "all assessments held at their expected values and every open requirement met. If weights or "
                "assessments settle elsewhere than there, they may leave more of the doubt or less."
            )
        )


def _cause_table(runs: Runs, run: Robustness) -> Table:
    columns = (
        say("What is uncertain"),
        say("{vendor} first", vendor=runs.decision.vendor_name(str(run.doubt.leader))),
        say("Nobody sufficient"),
        say("Choice entropy in bits"),
        say("Expected loss in points"),
    )
    rows = tuple(_cause_row(source, run) for source in PARTS)
    caption = given(run, say("What each kind of uncertainty leaves, {weights}", weights=run.weights_said))
    return Table(caption, columns, rows, frozenset(range(1, len(columns))))


def _cause_row(source: str, run: Robustness) -> tuple[Cell, ...]:
    row = run.doubt.rows[source]
    draws, loss = int(row["draws"]), float(row["expected_loss"])
    drawn = say("{count} draw", "{count} draws", count=draws) if draws > 1 else say("nothing is drawn")
    return (
        Cell(_uncertain_said(source), drawn),
        Cell(how_often(row["p_leader"], draws), _share_error(row["p_leader_se"])),
        Cell(say("never"))
        if run.somebody
        else Cell(how_often(row["p_nobody"], draws), _share_error(row["p_nobody_se"])),
        Cell(decimals(row["choice_entropy"], 2), error_said(row["choice_entropy_se"])),
        Cell(NOTHING if isnan(loss) else loss_said(loss), error_said(row["expected_loss_se"])),
    )


def _uncertain_said(source: str) -> str:
    match source:
        case "both":
            return say("All that is uncertain")
        case "assessments":
            return say("Only the assessments, with the weights at their mean")
        case _:
            return say("Only the weights, with the assessments at their expected values")


def ranges(runs: Runs) -> Iterator[Block]:
    """Show where the overall values lie in the draws."""
    run = runs.main
    yield Heading(say("Where the values lie"), "values")
    yield figure(_values_caption(run), value_ranges(run))
    quantiles, errors = run.value_quantiles.to_dict("index"), run.value_quantiles_se.to_dict("index")
    rows = tuple(
        (
            Cell(runs.decision.vendor_name(vendor)),
            *(Cell(points(x), error_said(errors[vendor][chance])) for chance, x in quantiles[vendor].items()),
        )
        for vendor in in_order(runs)
    )
    columns = (say("Vendor"), *(percent(chance) for chance in QUANTILES))
    yield Table(_quantiles_caption(run), columns, rows, frozenset(range(1, len(columns))))


def _values_caption(run: Robustness) -> str:
    if run.exact:
        return say("Overall values {weights}", weights=run.weights_said)
    return say("Overall values over the draws {weights}", weights=run.weights_said)


def _quantiles_caption(run: Robustness) -> str:
    if run.exact:
        return say("Points that the overall value does not pass for a share {shares}", shares=run.shares_said)
    return say("Points that the overall value does not pass in a share {shares}", shares=run.shares_said)


def details(runs: Runs) -> Iterator[Block]:
    """Give every index of the method for those who want to look behind the shares."""
    yield Heading(say("Every index with its standard error"), "indices")
    yield Prose(run_on(_errors_said(runs), _meaning_said()))
    columns = (
        say("Vendor"),
        say("Chosen", context="how often"),
        say("Expected rank"),
        say("Holistic", context="acceptability"),
        say("Rank entropy"),
        say("Confidence factor"),
        say("Expected loss"),
    )
    for run in runs.both:
        rows = tuple(_detail(runs, run, vendor) for vendor in in_order(runs))
        yield Table(_indices_caption(run), columns, rows, frozenset(range(1, len(columns))))


def _errors_said(runs: Runs) -> str:
    """Say what the standard errors are, and which figures have none."""
    if all(run.exact for run in runs.both):
        exact = say("All shares were worked out for all weights at once: they have no standard error.")
        if runs.main.stamp.draws is None:
            return exact
        drawn = say("Where the values of insufficient vendors lie is drawn; its standard errors stand behind ±.")
        return run_on(exact, drawn)
    if runs.main.scrambles:
        return say(
            "Standard errors stand behind ±: they are the spread of {count} set of Sobol points, scrambled apart.",
            "Standard errors stand behind ±: they are the spread of {count} sets of Sobol points, scrambled apart.",
            count=runs.main.scrambles,
        )
    return say(
        "Standard errors stand behind ±. Those of shares are binomial, those of entropies follow by the delta method, "
        "those of means from the scatter of the draws."
    )


def _meaning_said() -> str:
    return say(
        "Chosen is the chance to be first among the sufficient, whatever unknowns prove to be. The confidence factor "
        "is how often a vendor is first at its own central weights, taken as they are. Holistic acceptability adds up "
        "the shares of all ranks, each with its centroid weight. Entropy is 0 where the rank is always the same; 1 bit "
        "more is as open as twice as many ranks, all equally likely; choice entropy is that of who is first, ranking "
        "entropy that of the whole ranking, of up to seven vendors. The expected loss is how many points a vendor is "
        "behind the best sufficient one on average, where it is sufficient itself."
    )


def _indices_caption(run: Robustness) -> str:
    entropy, error = decimals(run.choice_entropy, 2), error_said(run.choice_entropy_se)
    said = [
        given(run, say("Indices {weights}", weights=run.weights_said)),
        say("choice entropy {entropy} bits {error}", entropy=entropy, error=error)
        if error
        else say("choice entropy {entropy} bits", entropy=entropy),
    ]
    if not isnan(run.ranking_entropy):
        entropy, error = decimals(run.ranking_entropy, 2), error_said(run.ranking_entropy_se)
        said.append(
            say("ranking entropy {entropy} bits {error}", entropy=entropy, error=error)
            if error
            else say("ranking entropy {entropy} bits", entropy=entropy)
        )
    return clauses([*said, say("nobody sufficient {how_often}", how_often=run.nobody_said)])


def given(run: Robustness, caption: str) -> str:
    """Add to a caption under which condition the shares of a run hold, if there is one."""
    return say("{caption}, if the open requirements are met", caption=caption) if run.if_met else caption


def _detail(runs: Runs, run: Robustness, vendor: str) -> tuple[Cell, ...]:
    index, factor = run.indices.to_dict("index")[vendor], run.confidence_factors.to_dict("index")[vendor]
    figures = [_figure(index[name], index[f"{name}_se"], 2) for name in ("expected_rank", "holistic", "rank_entropy")]
    sure = Cell(NOTHING)
    if not isnan(factor["p"]):
        sure = Cell(how_often(factor["p"], int(factor["draws"])), _share_error(factor["se"]))
    loss = _figure(index["expected_loss"], index["expected_loss_se"], 1)
    return (Cell(runs.decision.vendor_name(vendor)), Cell(run.chosen_said(vendor)), *figures, sure, loss)


def _figure(x: float, error: float, places: int) -> Cell:
    return Cell(NOTHING) if isnan(x) else Cell(decimals(x, places), error_said(error))


def _share_error(error: float) -> str:
    """Write the standard error of a share in percentage points."""
    if not error > 0:
        return ""
    return say("± {number} percentage points", number=number(float(f"{100 * error:.1g}")))
