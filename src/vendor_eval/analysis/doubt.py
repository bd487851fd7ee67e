"""Which uncertainty causes the doubt: the same draws with the weights held, and with the assessments held."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from vendor_eval.analysis.doubt_said import doubt_text, loss_said, uncertain_said
from vendor_eval.analysis.draws_said import how_often
from vendor_eval.analysis.evaluate import Evaluation
from vendor_eval.analysis.method_said import short_name
from vendor_eval.analysis.result import Result, Stamp
from vendor_eval.analysis.robustness_exact import settled
from vendor_eval.analysis.robustness_figures import figures
from vendor_eval.analysis.robustness_setup import Held, Setup
from vendor_eval.analysis.weights_said import Admitted, admitted, drawn_said
from vendor_eval.decision.document import Decision
from vendor_eval.engine.problem import Problem
from vendor_eval.engine.weights import PointWeights
from vendor_eval.languages.numbers import decimals

__all__ = ["Cause", "Doubt", "doubt_of"]

Source = Literal["both", "assessments", "weights"]
Cause = Literal["assessments", "weights", "both", "together", "neither"]

HOLDS: dict[Source, Held] = {"both": "nothing", "assessments": "weights", "weights": "assessments"}
MOST = 100_000  # draws of a run in which something is held: a standard error of 0.16 percentage points at most
TWICE = 2.0  # as many draws in which the leader is not first make one source the main cause
QUARTER = 0.25  # of the whole doubt: what is left where neither source alone is a cause
ROUNDING = 1e-12  # of shares that are sums of fractions
COLUMNS = [
    *("uncertain", "draws", "p_leader", "p_leader_se", "p_rival", "p_others", "p_nobody"),
    *("p_sufficient", "choice_entropy", "choice_entropy_se", "expected_loss", "expected_loss_se"),
]


@dataclass(frozen=True, eq=False, repr=False)
class Doubt(Result):
    """How much of the doubt about who is first each kind of uncertainty leaves when it stands alone.

    All runs share their random numbers: what differs between them is what is held. Weights are held at their mean,
    assessments at their expected values with every open requirement met. That says what the doubt would be if things
    turned out just so, and not what it would be wherever they may turn out.

    Parameters
    ----------
    table
        One run a row: what is uncertain in it (both, assessments, weights), its draws, 0 where it is exact; the shares
        of draws in which the leader, its closest rival (whoever else is first most often), any other vendor and nobody
        is first; how often the leader is sufficient; the choice entropy in bits (0 where the first is always the same);
        and the expected loss: how many points the leader is behind the best sufficient vendor on average, where it is
        sufficient itself. Standard errors follow their figures.
    firsts
        Share of draws in which each vendor is first: vendors by what is uncertain.
    leader
        The vendor in question: it leads, would lead, or is first most often by the method; None where nobody could.
    rival
        Whoever else is first most often; None where nobody is.
    cause
        What most of the doubt comes from. One source if it alone leaves at least twice as many draws in which the
        leader is not first as the other alone, by more than two standard errors; ``together`` if neither alone leaves a
        quarter of the whole doubt; ``neither`` where there is no doubt; else ``both``.
    drawn
        What is uncertain at all: assessments, weights, both or nothing.
    weights
        Over which weights the draws went where they were not held, in words.
    admitted
        The same as one word: ``declared``, ``set`` or ``any``.
    if_met
        Whether all shares hold only if the open requirements are met.
    method
        The method that vendors are ranked by; None for the value model, and only then a loss in points is given.
    """

    table: pd.DataFrame
    firsts: pd.DataFrame
    leader: str | None
    rival: str | None
    cause: Cause
    drawn: tuple[str, ...]
    weights: str
    admitted: Admitted
    if_met: bool
    method: str | None
    stamp: Stamp
    decision: Decision
    evaluation: Evaluation

    @property
    def text(self) -> str:
        """Which uncertainty causes the doubt, in a few sentences."""
        return doubt_text(self)

    @property
    def rows(self) -> dict[str, dict[str, Any]]:
        """The figures of each run by what is uncertain in it; none without a leader."""
        return {str(row["uncertain"]): {str(k): v for k, v in row.items()} for row in self.table.to_dict("records")}

    def row(self, source: Source) -> dict[str, Any]:
        """Return the figures of one run."""
        return self.rows[source]

    def shown(self) -> pd.DataFrame:
        """Return the main table in words, with shares that claim no more than the draws carry."""
        if self.leader is None:
            return pd.DataFrame()
        rows = self.table.to_dict("records")
        shown = pd.DataFrame({"uncertain": [uncertain_said(row["uncertain"]) for row in rows]})
        shown[f"{self.decision.vendor_name(self.leader)} first"] = [
            how_often(row["p_leader"], row["draws"]) for row in rows
        ]
        shown["entropy (bits)"] = [decimals(row["choice_entropy"], 2) for row in rows]
        if not self.table["expected_loss"].isna().all():
            shown["expected loss (points)"] = [loss_said(row["expected_loss"]) for row in rows]
        return shown


def doubt_of(setup: Setup, main: Mapping[str, Any], leader: str | None, stamp: Stamp) -> Doubt:
    """Return which uncertainty causes the doubt that the draws of a setup show.

    Parameters
    ----------
    main
        The figures of the whole run by name, as ``figures`` returns them.
    leader
        The vendor in question, or None.
    """
    drawn = _drawn(setup.problem())
    runs = {source: _figures(setup, source, main, drawn) for source in HOLDS}
    firsts = pd.DataFrame({source: run["rank_acceptability"][1] for source, run in runs.items()})
    rival = None if leader is None else _rival(firsts["both"], leader)
    rows = {} if leader is None else {source: _row(source, run, leader, rival) for source, run in runs.items()}
    return Doubt(
        table=pd.DataFrame(rows.values(), columns=COLUMNS),
        firsts=firsts,
        leader=leader,
        rival=rival,
        cause=_cause(rows) if rows else "neither",
        drawn=drawn,
        weights=drawn_said(setup.weights),
        admitted=admitted(setup.weights),
        if_met=bool(setup.met),
        method=None if setup.options.method is None else short_name(setup.options.method),
        stamp=stamp,
        decision=setup.evaluation.decision,
        evaluation=setup.evaluation,
    )


def _drawn(problem: Problem) -> tuple[str, ...]:
    kinds = {"assessments": not settled(problem), "weights": not isinstance(problem.weights, PointWeights)}
    return tuple(kind for kind, uncertain in kinds.items() if uncertain)


def _figures(setup: Setup, source: Source, main: Mapping[str, Any], drawn: tuple[str, ...]) -> Mapping[str, Any]:
    """Return the figures of one run; nothing is drawn again where holding changes nothing."""
    if source == "both" or drawn == (source,):
        return main
    problem = setup.problem(held=HOLDS[source])
    draws = min(main["draws"], MOST) if source in drawn else 1
    found = setup.exact(problem) or setup.run(problem, draws=draws)
    return figures(found, setup.evaluation, setup.met)


def _rival(firsts: pd.Series, leader: str) -> str | None:
    """Return whoever else is first most often."""
    others = firsts.drop(index=leader)
    return None if others.empty or others.max() <= 0 else str(others.idxmax())


def _row(source: Source, run: Mapping[str, Any], leader: str, rival: str | None) -> dict[str, Any]:
    firsts, errors = run["rank_acceptability"][1].to_dict(), run["rank_acceptability_se"][1].to_dict()
    p_rival = 0.0 if rival is None else firsts[rival]
    index = run["indices"].to_dict("index")[leader]
    return {
        "uncertain": source,
        "draws": run["draws"],
        "p_leader": firsts[leader],
        "p_leader_se": errors[leader],
        "p_rival": p_rival,
        "p_others": sum(p for key, p in firsts.items() if key not in {leader, rival}),
        "p_nobody": run["p_nobody"],
        "p_sufficient": run["sufficiency"].to_dict("index")[leader]["high"],
        "choice_entropy": run["choice_entropy"],
        "choice_entropy_se": run["choice_entropy_se"],
        "expected_loss": index["expected_loss"],
        "expected_loss_se": index["expected_loss_se"],
    }


def _cause(rows: Mapping[Source, Mapping[str, Any]]) -> Cause:
    """Return what most of the doubt comes from, by the rule that ``Doubt.cause`` states."""
    doubts = {source: 1 - row["p_leader"] for source, row in rows.items()}
    errors = {source: 2 * row["p_leader_se"] for source, row in rows.items()}
    if doubts["both"] <= ROUNDING:
        return "neither"
    if max(doubts["assessments"], doubts["weights"]) < QUARTER * doubts["both"]:
        return "together"

    def outweighs(source: Source, other: Source) -> bool:
        return bool(doubts[source] - errors[source] > TWICE * (doubts[other] + errors[other]))

    if outweighs("assessments", "weights"):
        return "assessments"
    return "weights" if outweighs("weights", "assessments") else "both"
