"""Robustness: how often each vendor is sufficient, ahead and first when beliefs and weights are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

import numpy as np
import pandas as pd

from vendor_eval.analysis.evaluate import Evaluation, evaluate
from vendor_eval.analysis.outcome import Outcome, Tested
from vendor_eval.analysis.result import Result, Stamp, version
from vendor_eval.analysis.simulated import problem_of, taken_as_met
from vendor_eval.analysis.weights_said import drawn_said
from vendor_eval.analysis.wording import counted, share
from vendor_eval.decision.document import Decision
from vendor_eval.engine.acceptability import Tally
from vendor_eval.engine.arrays import Floats
from vendor_eval.engine.simulation import simulate
from vendor_eval.engine.weights import PointWeights, SimplexWeights, Weights
from vendor_eval.errors import OptionError

__all__ = ["Robustness", "robustness"]

WeightsOption = Literal["declared", "any"]
AssessmentsOption = Literal["uncertain", "expected"]
NO_RANK = "no rank"


@dataclass(frozen=True, eq=False, repr=False)
class Robustness(Result):
    """What survives when beliefs and weights are drawn many times (SMAA-2; Lahdelma and Salminen, 2001).

    Parameters
    ----------
    table
        One vendor a row: p_sufficient (share of draws) with its least value p_sufficient_low (0 where an open must
        rests on an unknown of which no probability is stated), p_first with its standard error, and the mean value over
        all draws, in which unknowns at open musts are drawn as meeting them.
    rank_acceptability
        Share of draws in which a vendor takes each rank: vendors by ranks 1 to m and ``no rank``; rows sum to 1.
    pairwise_winning
        Share of draws in which the vendor of the row is ahead of that of the column; ties count half.
    central_weights
        Mean weights of the draws in which the vendor is first: vendors by criteria; missing for one that never is.
    standard_errors
        Standard errors of the rank acceptabilities, sqrt(p (1 - p) / draws).
    sufficiency
        Least and greatest share of draws in which a vendor is sufficient.
    p_nobody
        Share of draws in which no vendor is sufficient.
    if_met
        Whether all shares hold only if the open requirements are met.
    outcome
        The outcome after simulation.
    """

    table: pd.DataFrame
    rank_acceptability: pd.DataFrame
    pairwise_winning: pd.DataFrame
    central_weights: pd.DataFrame
    standard_errors: pd.DataFrame
    sufficiency: pd.DataFrame
    p_nobody: float
    if_met: bool
    weights: WeightsOption
    assessments: AssessmentsOption
    outcome: Outcome
    stamp: Stamp
    decision: Decision
    evaluation: Evaluation

    @property
    def draws(self) -> int:
        """How many draws were made."""
        return self.stamp.draws or 0

    @property
    def text(self) -> str:
        """The outcome after simulation, and what was drawn."""
        return f"{self.outcome.text} {self.method}"

    @property
    def method(self) -> str:
        """What was drawn, how often, from which seed, and how exact that is."""
        held = ", with assessments held at their expected values" if self.assessments == "expected" else ""
        largest = float(self.standard_errors.to_numpy().max())
        exact = (
            f"standard errors at most {100 * largest:.2g} percentage points" if largest else "all give the same ranks"
        )
        return f"({counted(self.draws, 'draw')} from seed {self.stamp.seed} {self.weights_said}{held}; {exact}.)"

    @property
    def weights_said(self) -> str:
        """Over which weights the draws went, in words."""
        return "over all possible weights" if self.any_weights else drawn_said(self.evaluation.model.weights)

    @property
    def any_weights(self) -> bool:
        """Whether every set of weights was drawn, by option or because none are declared."""
        return self.weights == "any" or isinstance(self.evaluation.model.weights, SimplexWeights)

    def shown(self) -> pd.DataFrame:
        """Return the main table with shares as percentages that claim no more than the draws carry."""
        given = " if met" if self.if_met else ""
        shown = pd.DataFrame({"name": self.table["name"], "mean value": self.table["value"].round(1)})
        shown["P(sufficient)"] = [self.sufficiency_said(vendor) for vendor in self.table["vendor"]]
        shown[f"P(first){given}"] = [
            "never" if self.evaluation.verdicts[vendor].name == "insufficient" else share(p, self.draws)
            for vendor, p in zip(self.table["vendor"], self.table["p_first"], strict=True)
        ]
        return shown

    def sufficiency_said(self, vendor: str) -> str:
        """Say how often a vendor is sufficient: a range from 0 where that hangs on an unknown."""
        row = self.sufficiency.to_dict("index")[vendor]
        low, high = row["low"], row["high"]
        verdict = self.evaluation.verdicts[vendor]
        if verdict.name == "insufficient":
            return "never"
        if low < high:
            return f"0 % to {'100 %' if high >= 1 else share(high, self.draws)}"
        # What is proven holds in every draw; only other weights can take a vendor below a minimum value.
        alike = self.weights == "declared" or self.decision.policy.minimum_value is None
        return "always" if verdict.proven and alike else share(high, self.draws)


def robustness(
    decision: Decision,
    *,
    weights: WeightsOption = "declared",
    assessments: AssessmentsOption = "uncertain",
    draws: int = 100_000,
    seed: int = 0,
) -> Robustness:
    """Draw what is uncertain many times, and count who is sufficient, ahead and first.

    Requirements act inside every draw. Each performance and each weight has a random stream found by its key, so
    adding, removing or reordering vendors changes no other vendor's draws, and all scenarios share their random
    numbers.

    Parameters
    ----------
    weights
        ``"declared"``, or ``"any"`` for all weights alike (uniform on the simplex).
    assessments
        ``"uncertain"`` draws them, ``"expected"`` holds them at their expected value.
    draws
        How many draws, at least 1. Standard errors shrink with its root: 100,000 give at most 0.16 percentage points.
    seed
        A whole number from 0; the same seed gives the same numbers on the same machine.

    Raises
    ------
    OptionError
        If an option has a value that is not allowed.
    """
    _check_options(weights, assessments, draws, seed)
    evaluation = evaluate(decision)
    model = evaluation.model.with_any_weights() if weights == "any" else evaluation.model
    tally = simulate(problem_of(model, evaluation, expected=assessments == "expected"), draws=draws, seed=seed)
    met = _undetermined(evaluation) if assessments == "expected" else taken_as_met(evaluation)
    tested = _tested(evaluation, tally, if_met=bool(met), weights=model.weights)
    return Robustness(
        **_frames(tally, evaluation, met),
        p_nobody=tally.nobody / draws,
        if_met=bool(met),
        weights=weights,
        assessments=assessments,
        outcome=evaluation.outcome if tested is None else evaluation.outcome.after(tested),
        stamp=Stamp(decision.digest, version(), draws, seed),
        decision=decision,
        evaluation=evaluation,
    )


def _check_options(weights: object, assessments: object, draws: object, seed: object) -> None:
    if weights not in get_args(WeightsOption):
        raise OptionError.of("weights", weights, get_args(WeightsOption))
    if assessments not in get_args(AssessmentsOption):
        raise OptionError.of("assessments", assessments, get_args(AssessmentsOption))
    for name, value, smallest in (("draws", draws, 1), ("seed", seed, 0)):
        if not isinstance(value, int | np.integer) or isinstance(value, bool) or value < smallest:
            raise OptionError(f"{name} must be a whole number from {smallest}, not {value!r}.")


def _undetermined(evaluation: Evaluation) -> frozenset[str]:
    return frozenset(key for key, verdict in evaluation.verdicts.items() if verdict.name == "undetermined")


def _frames(tally: Tally, evaluation: Evaluation, met: frozenset[str]) -> dict[str, pd.DataFrame]:
    keys, order = list(evaluation.model.vendors), list(evaluation.decision.vendors)

    def frame(values: Floats, columns: Sequence[Any]) -> pd.DataFrame:
        return pd.DataFrame(values, index=pd.Index(keys, name="vendor"), columns=list(columns)).loc[order]

    counts = np.column_stack([tally.ranks, tally.no_rank])
    ranks = frame(counts / tally.draws, [*range(1, len(keys) + 1), NO_RANK])
    errors = (ranks * (1 - ranks).clip(lower=0) / tally.draws) ** 0.5
    pairwise = tally.pairwise / tally.draws
    np.fill_diagonal(pairwise, np.nan)
    high = tally.sufficient / tally.draws
    low = np.where([key in met for key in keys], 0.0, high)
    sufficiency = frame(np.column_stack([low, high]), ["low", "high"])
    central = frame(tally.central_weights, evaluation.model.criteria)[list(evaluation.decision.weighted)]
    values = frame(tally.value_sums[:, np.newaxis] / tally.draws, ["value"])
    table = pd.DataFrame(
        {
            "vendor": order,
            "name": [evaluation.decision.vendor_name(key) for key in order],
            "p_sufficient_low": sufficiency["low"].to_numpy(),
            "p_sufficient": sufficiency["high"].to_numpy(),
            "p_first": ranks[1].to_numpy(),
            "p_first_se": errors[1].to_numpy(),
            "value": values["value"].to_numpy(),
        }
    )
    return {
        "table": table,
        "rank_acceptability": ranks,
        "pairwise_winning": frame(pairwise, keys)[order],
        "central_weights": central,
        "standard_errors": errors,
        "sufficiency": sufficiency,
    }


def _tested(evaluation: Evaluation, tally: Tally, *, if_met: bool, weights: Weights) -> Tested | None:
    """Test how often the leader, or the vendor that would lead, is first and ahead of each rival; None without one.

    Rivals are all that are or could be sufficient: draws rank the undetermined too.
    """
    outcome = evaluation.outcome
    leader = outcome.would_lead[0] if outcome.would_lead else outcome.leader
    if leader is None:
        return None
    keys = evaluation.model.vendors
    i = keys.index(leader)
    ahead = {
        key: float(tally.pairwise[i, keys.index(key)] / tally.draws)
        for key, verdict in evaluation.verdicts.items()
        if key != leader and verdict.name != "insufficient"
    }
    closest = min(ahead, key=lambda key: (ahead[key], key), default=None)
    return Tested(
        draws=tally.draws,
        p_first=float(tally.ranks[i, 0] / tally.draws),
        rival=closest,
        p_beats=1.0 if closest is None else ahead[closest],
        if_met=if_met,
        any_weights=isinstance(weights, SimplexWeights),
        varied=not isinstance(weights, PointWeights),
        weights=drawn_said(weights),
        ahead=ahead,
        separation=evaluation.decision.policy.separation,
        p_sufficient=float(tally.sufficient[i] / tally.draws),
        p_nobody=tally.nobody / tally.draws,
    )
