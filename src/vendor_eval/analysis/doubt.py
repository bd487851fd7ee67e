"""Which uncertainty causes the doubt: the same draws with the weights held, and with the assessments held."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Literal

import pandas as pd

from vendor_eval.analysis.doubt_said import doubt_text, loss_said, uncertain_said
from vendor_eval.analysis.draws_said import how_often
from vendor_eval.analysis.evaluate import Evaluation
from vendor_eval.analysis.method_said import short_name
from vendor_eval.analysis.progress import told
from vendor_eval.analysis.result import Result, Stamp
from vendor_eval.analysis.robustness_exact import settled
from vendor_eval.analysis.robustness_setup import Held
from vendor_eval.analysis.stages import stages
from vendor_eval.analysis.weights_said import Admitted, admitted
from vendor_eval.decision.document import Decision
from vendor_eval.engine.problem import Problem
from vendor_eval.engine.weights import PointWeights
from vendor_eval.languages.numbers import decimals

if TYPE_CHECKING:
    from vendor_eval.analysis.robustness_result import Robustness

__all__ = ["Cause", "Doubt", "doubt_of"]

Single = Literal["assessments", "weights"]
Source = Literal["both", Single]
Cause = Literal["assessments", "weights", "both", "together", "neither"]

HELD: dict[Single, Held] = {"assessments": "weights", "weights": "assessments"}
MOST = 100_000  # draws of a run in which something is held: a standard error of 0.16 percentage points at most
TWICE = 2.0  # as many draws in which the leader is not first make one source the main cause
QUARTER = 0.25  # of the whole doubt: what is left where neither source alone is a cause
ROUNDING = 1e-12  # of shares that are sums of fractions
FIGURES = ("p_leader", "p_rival", "p_others", "p_nobody", "p_sufficient", "choice_entropy", "expected_loss")
COLUMNS = ["uncertain", "draws", *(name for figure in FIGURES for name in (figure, f"{figure}_se"))]


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
        sufficient itself. Standard errors follow their figures: 0 where nothing is drawn.
    firsts, firsts_se
        Share of draws in which each vendor is first, and its standard error: vendors by what is uncertain.
    only_assessments, only_weights
        The runs with one kind of uncertainty alone: every figure and table of each, as of any run. They are what
        ``robustness`` gives with ``weights="mean"`` and with ``assessments="expected"`` at as many draws, and the whole
        run itself where nothing else is uncertain anyway. A run over all weights alike (``weights="any"``) holds them
        at the mean of all possible weights, which no option asks for alone.
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
        The same as one word: ``declared``, ``set``, ``any``, or ``mean`` where weights of a set were held at it.
    if_met
        Whether all shares hold only if the open requirements are met.
    method
        The method that vendors are ranked by; None for the value model, and only then a loss in points is given.
    """

    table: pd.DataFrame
    firsts: pd.DataFrame
    firsts_se: pd.DataFrame
    only_assessments: Robustness
    only_weights: Robustness
    leader: str | None
    rival: str | None
    cause: Cause
    drawn: tuple[str, ...]
    weights: str
    admitted: Admitted | Literal["mean"]
    if_met: bool
    method: str | None
    stamp: Stamp
    decision: Decision
    evaluation: Evaluation

    inputs: ClassVar[frozenset[str]] = Result.inputs | {"only_assessments", "only_weights"}

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

    def to_dict(self) -> dict[str, Any]:
        """Return the result as plain data, with those of the runs that it compares, ready for JSON."""
        runs = {"only_assessments": self.only_assessments, "only_weights": self.only_weights}
        return super().to_dict() | {name: run.to_dict() for name, run in runs.items()}

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


def doubt_of(run: Robustness) -> Doubt:
    """Return which uncertainty causes the doubt that a run shows."""
    drawn = _drawn(run.setup.problem())
    runs = _runs(run, drawn)
    leader, firsts = run.subject, pd.DataFrame({source: one.rank_acceptability[1] for source, one in runs.items()})
    rival = None if leader is None else _rival(firsts["both"], leader)
    rows = {} if leader is None else {source: _row(source, one, leader, rival) for source, one in runs.items()}
    return Doubt(
        table=pd.DataFrame(rows.values(), columns=COLUMNS),
        firsts=firsts,
        firsts_se=pd.DataFrame({source: one.rank_acceptability_se[1] for source, one in runs.items()}),
        only_assessments=runs["assessments"],
        only_weights=runs["weights"],
        leader=leader,
        rival=rival,
        cause=_cause(rows) if rows else "neither",
        drawn=drawn,
        weights=run.weights_said,
        admitted="mean" if run.setup.at_mean else admitted(run.setup.weights),
        if_met=run.if_met,
        method=None if run.method is None else short_name(run.method),
        stamp=run.stamp,
        decision=run.decision,
        evaluation=run.evaluation,
    )


def _drawn(problem: Problem) -> tuple[Single, ...]:
    kinds: dict[Single, bool] = {
        "assessments": not settled(problem),
        "weights": not isinstance(problem.weights, PointWeights),
    }
    return tuple(kind for kind, uncertain in kinds.items() if uncertain)


def _runs(run: Robustness, drawn: tuple[Single, ...]) -> dict[Source, Robustness]:
    """Return the whole run, and those in which one kind alone is uncertain; none again where the whole run is that.

    What holding leaves certain is worked out, whatever the options say: one draw shows it all.
    """
    again = [kind for kind in HELD if drawn != (kind,)]
    draws = min(run.draws or run.setup.options.draws, MOST)
    found: dict[Source, Robustness] = {"both": run, "assessments": run, "weights": run}
    with told(run.setup.bar) as tell:
        for kind, part in zip(again, stages(tell, len(again)), strict=True):
            exact = run.setup.options.exact if kind in drawn else None
            found[kind] = run.of(run.setup.holding(HELD[kind], draws=draws, exact=exact), progress=part or None)
    return found


def _rival(firsts: pd.Series, leader: str) -> str | None:
    """Return whoever else is first most often."""
    others = firsts.drop(index=leader)
    return None if others.empty or others.max() <= 0 else str(others.idxmax())


def _row(source: Source, run: Robustness, leader: str, rival: str | None) -> dict[str, Any]:
    firsts, errors = run.rank_acceptability[1].to_dict(), run.rank_acceptability_se[1].to_dict()
    others = [key for key in firsts if key not in {leader, rival}]
    index, sufficiency = (frame.to_dict("index")[leader] for frame in (run.indices, run.sufficiency))
    return {
        "uncertain": source,
        "draws": run.draws,
        "p_leader": firsts[leader],
        "p_leader_se": errors[leader],
        "p_rival": 0.0 if rival is None else firsts[rival],
        "p_rival_se": 0.0 if rival is None else errors[rival],
        "p_others": sum((firsts[key] for key in others), 0.0),
        "p_others_se": math.sqrt(max(0.0, run.p_first_covariance.loc[others, others].to_numpy().sum())),
        "p_nobody": run.p_nobody,
        "p_nobody_se": run.p_nobody_se,
        "p_sufficient": sufficiency["high"],
        "p_sufficient_se": sufficiency["se"],
        "choice_entropy": run.choice_entropy,
        "choice_entropy_se": run.choice_entropy_se,
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
