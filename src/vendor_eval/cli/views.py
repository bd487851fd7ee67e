"""How each result reads in a terminal: sentences, then tables, then what their columns mean."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterable, Iterator

import pandas as pd

from vendor_eval.analysis.draws_said import how_often, of_which
from vendor_eval.analysis.evaluate import Evaluation
from vendor_eval.analysis.outcome import Outcome
from vendor_eval.analysis.robustness import Robustness
from vendor_eval.analysis.scenarios import ScenarioComparison
from vendor_eval.analysis.wording import number, points, run_on, share
from vendor_eval.cli.layout import Column, paragraph, table
from vendor_eval.decision.document import Decision
from vendor_eval.decision.vendors import Condition, Cost
from vendor_eval.reasons.explain import Explanation
from vendor_eval.reasons.reason import Reason

__all__ = ["comparison_view", "evaluation_view", "explanation_view", "heading", "robustness_view"]

NOTHING = "–"
NEVER = "never"
IN_TABLE = {"advantage", "sacrifice", "level"}  # reasons whose sentences the table of an explanation repeats
BELOW_TABLE = {"evidence weakness", "unknown", "robustness", "sensitivity"}  # reasons that are about the table


def heading(decision: Decision, *, width: int, scenario: str | None = None, because: str = "") -> str:
    """Name the decision, its question and its day, and the scenario that it is looked at under."""
    lines = [decision.title, decision.question, f"As of {decision.as_of}."]
    if scenario is not None:
        lines.append(f"Scenario “{scenario}”{': ' + because if because else '.'}")
    return "\n".join(paragraph(line, width=width) for line in lines if line)


def _outcome(outcome: Outcome, method: str, *, width: int) -> str:
    return paragraph(f"Outcome: {outcome.status}. {outcome.text} {method}", width=width)


def evaluation_view(evaluation: Evaluation, run: Robustness, *, width: int) -> Iterator[str]:
    """Give the outcome after simulation and the verdicts, one vendor a line."""
    yield _outcome(run.outcome, run.drawn, width=width)
    rows = evaluation.table
    ranges = [_range(low, high) for low, high in zip(rows["low"], rows["high"], strict=True)]
    columns = [
        Column("vendor", list(rows["name"])),
        Column("verdict", list(rows["verdict"])),
        Column("value", [points(value) for value in rows["value"]], right=True),
        Column("range", ranges, right=True),
        *_rank_columns(rows),
        Column("P first", _first(run), right=True),
        *_cost_columns(evaluation),
    ]
    yield table(columns, width=width)
    yield paragraph(_columns_said({column.head for column in columns}, run), width=width)
    if evaluation.decision.conditions:
        yield paragraph(_conditions_said(evaluation.decision.conditions.values()), width=width)


def _conditions_said(conditions: Iterable[Condition]) -> str:
    said = [f"{one.name} ({', '.join([*([one.owner] if one.owner else []), f'due {one.due}'])})" for one in conditions]
    return f"The same for every vendor, so not tested here: {'; '.join(said)}."


def _columns_said(heads: set[str], run: Robustness) -> str:
    weights = run.evaluation.outcome.weights
    said = [f"Value: expected, 0 to 100 points, {weights}, with its range over what is uncertain."]
    if "rank" in heads:
        said.append("Rank: among the sufficient.")
    if "rank if met" in heads:
        said.append("If met: among all that are not insufficient, as if every open requirement were met.")
    return " ".join([*said, _first_said(run)])


def _first_said(run: Robustness) -> str:
    return f"P first: share {run.shares_said}{_given(run)}." if run.exact else f"P first: share of draws{_given(run)}."


def _range(low: float, high: float) -> str:
    return NOTHING if points(low) == points(high) else f"{points(low)}–{points(high)}"


def _rank_columns(rows: pd.DataFrame) -> list[Column]:
    """Give the ranks that say something: none where nobody has one, and those if met only where they differ."""
    ranks, if_met = (
        [NOTHING if pd.isna(rank) else str(int(rank)) for rank in rows[name]] for name in ("rank", "rank_if_met")
    )
    columns = [] if set(ranks) == {NOTHING} else [Column("rank", ranks, right=True)]
    if ranks != if_met:
        values = [
            NOTHING if rank == NOTHING else points(x) for x, rank in zip(rows["value_if_met"], if_met, strict=True)
        ]
        columns += [Column("value if met", values, right=True), Column("rank if met", if_met, right=True)]
    return columns


def _first(run: Robustness) -> list[str]:
    """Say how often each vendor is first: never for one that no draw finds sufficient."""
    rows = zip(run.sufficiency["high"], run.table["p_first"], strict=True)
    return [NEVER if sufficient <= 0 else _short(how_often(first, run.draws)) for sufficient, first in rows]


def _cost_columns(evaluation: Evaluation) -> list[Column]:
    costs = [_cost(evaluation.decision.vendors[key].cost) for key in evaluation.table["vendor"]]
    return [] if set(costs) == {NOTHING} else [Column("cost", costs)]


def _cost(cost: Cost | None) -> str:
    if cost is None:
        return NOTHING
    low, high = cost.bounds
    return f"{number(low)}{'' if low == high else ' to ' + number(high)} {cost.currency}"


def _given(run: Robustness) -> str:
    return ", if the open requirements are met" if run.if_met else ""


def explanation_view(explanation: Explanation, *, width: int) -> Iterator[str]:
    """Give the reasons, one a line, each with the strength of its evidence; the parts of a gap are a table."""
    apart = [one for one in explanation.reasons if one.kind not in IN_TABLE]
    before = [one for one in apart if one.kind not in BELOW_TABLE]
    yield "\n".join(_reason(one, width=width) for one in before)
    if explanation.over is None:
        return
    yield from _gap(explanation, explanation.names[explanation.over], width=width)
    parts = [one for one in explanation.reasons if one.kind in IN_TABLE and one.beside]
    if parts:
        yield _list([f"{one.words['criterion']}: {one.beside}" for one in parts], width=width)
    below = [one for one in apart if one.kind in BELOW_TABLE]
    if below:
        yield "\n".join(_reason(one, width=width) for one in below)


def _reason(reason: Reason, *, width: int) -> str:
    said = paragraph(reason.text, width=width, indent="  ")
    if not reason.beside:
        return said
    return f"{said}\n{textwrap.indent(paragraph(f'[{reason.beside}]', width=width - 4), '    ')}"


def _list(sentences: Iterable[str], *, width: int) -> str:
    return "\n".join(paragraph(sentence, width=width, indent="  ") for sentence in sentences)


def _gap(explanation: Explanation, theirs: str, *, width: int) -> Iterator[str]:
    rows = explanation.table
    ours = explanation.names[explanation.vendor]
    ranges = [f"{points(low)} to {points(high)}" for low, high in zip(rows["low"], rows["high"], strict=True)]
    columns = [
        Column("criterion", list(rows["name"])),
        Column(ours, list(rows["performance"])),
        Column(theirs, list(rows["over_performance"])),
        Column("points", [points(difference) for difference in rows["difference"]], right=True),
        Column("range", ranges, right=True),
    ]
    yield table(columns, width=width)
    yield paragraph(f"Points: how far {ours} is ahead of {theirs}, with the range over what is uncertain.", width=width)


def robustness_view(run: Robustness, *, width: int) -> Iterator[str]:
    """Give the outcome after simulation, what causes the doubt, and how often each vendor stands where."""
    tested = run.method is None and not run.setup.at_mean
    yield _outcome(run.outcome, run.drawn, width=width) if tested else paragraph(run.text, width=width)
    vendors = list(run.table["name"])
    yield table(list(_figures(run, vendors)), width=width)
    middle = f"Nine tenths: the values with nine tenths {of_which(run.draws)} lie between these."
    yield paragraph(f"{middle} {_first_said(run)} {_entropy_said(run)}", width=width)
    yield paragraph(f"Doubt: {run.doubt.text}", width=width)
    ranks = [str(rank) for rank in run.rank_acceptability.columns]
    yield paragraph(
        f"How often each vendor takes each rank{_given(run)} (– {'in no draw' if run.draws else 'never'}):", width=width
    )
    yield table([Column("vendor", vendors), *_shares(run, ranks, run.rank_acceptability)], width=width)
    yield paragraph(f"How often the vendor of the line is ahead of that of the column{_given(run)}:", width=width)
    yield table([Column("vendor", vendors), *_shares(run, vendors, run.pairwise_winning)], width=width)
    if run.varied:
        where = "where" if run.exact else "in the draws in which"
        whose = f"Whose weights (central weights: their mean {where} a vendor is first):"
        yield paragraph(whose, width=width)
        yield _list([run.supporters_said(vendor) for vendor in run.table["vendor"]], width=width)


def _entropy_said(run: Robustness) -> str:
    whole = "" if math.isnan(run.ranking_entropy) else f", {run.ranking_entropy:.2f} of the whole ranking"
    return f"Entropy: {run.choice_entropy:.2f} bits of who is first{whole}."


def _figures(run: Robustness, vendors: list[str]) -> Iterator[Column]:
    """Give one line of figures a vendor."""
    quantiles = run.value_quantiles
    spread = zip(quantiles[0.05], quantiles[0.95], strict=True)
    ranks = run.table["expected_rank"]
    yield Column("vendor", vendors)
    yield Column("mean value", [points(value) for value in run.table["value"]], right=True)
    yield Column("nine tenths", [_range(low, high) for low, high in spread], right=True)
    yield Column("P sufficient", [_short(run.sufficiency_said(vendor)) for vendor in run.table["vendor"]], right=True)
    yield Column("P first", _first(run), right=True)
    yield Column("expected rank", [NOTHING if math.isnan(rank) else f"{rank:.1f}" for rank in ranks], right=True)


def _shares(run: Robustness, heads: Iterable[str], frame: pd.DataFrame) -> Iterator[Column]:
    for head, (_, shares) in zip(heads, frame.items(), strict=True):
        yield Column(head, [_often(p, run.draws) for p in shares], right=True)


def _often(p: float, draws: int) -> str:
    """Write a share in a large table, where those of no draw and of all draws must not drown the others."""
    if math.isnan(p):
        return ""
    return NOTHING if p <= 0 else "all" if p >= 1 else _short(share(p, draws))


def _short(said: str) -> str:
    return said.replace("under ", "<").replace("over ", ">").replace(" % to ", "–")


def comparison_view(comparison: ScenarioComparison, *, width: int) -> Iterator[str]:
    """Give what stays and what changes, and all scenarios side by side."""
    yield paragraph(comparison.text, width=width)
    shown, left = comparison.shown(), ("scenario", "outcome")
    columns = [Column(str(head), list(texts), right=head not in left) for head, texts in shown.items()]
    yield table(columns, width=width)
    given = ", if the open requirements are met" if any(comparison.if_met.values()) else ""
    if comparison.exact:
        said = f"How often a vendor is first{given}: worked out without draws."
    else:
        draws = f"{comparison.stamp.draws:,} draws from seed {comparison.stamp.seed}"
        said = f"Shares of {draws} in which a vendor is first{given}. All scenarios use the same draws."
    yield paragraph(run_on(said, comparison.some_exact_said), width=width)
