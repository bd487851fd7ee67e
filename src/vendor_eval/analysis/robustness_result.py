"""What a simulation found about a decision: every figure of it, and how it reads."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import pandas as pd

from vendor_eval.analysis.confidence import confidence_table
from vendor_eval.analysis.doubt import Doubt, doubt_of
from vendor_eval.analysis.draws_said import how_often, of_draws
from vendor_eval.analysis.evaluate import Evaluation
from vendor_eval.analysis.outcome import Outcome
from vendor_eval.analysis.ranked_said import ranked_said
from vendor_eval.analysis.result import Result, Stamp, jsonable
from vendor_eval.analysis.robustness_options import AssessmentsOption, WeightsOption
from vendor_eval.analysis.robustness_said import drawn_said, weights_said
from vendor_eval.analysis.robustness_setup import Setup
from vendor_eval.analysis.supporters_said import supporters_said
from vendor_eval.analysis.weights_said import admitted
from vendor_eval.analysis.wording import percent, ranging, run_on, share
from vendor_eval.decision.document import Decision
from vendor_eval.engine.methods import Method
from vendor_eval.engine.weights import PointWeights, SimplexWeights
from vendor_eval.languages.phrases import say

__all__ = ["Robustness"]

TELLING = 0.03  # of all weight: what differs less says little


@dataclass(frozen=True, eq=False, repr=False)
class Robustness(Result):
    """What survives when beliefs and weights are drawn many times (SMAA-2; Lahdelma and Salminen, 2001).

    A frame whose name ends in ``_se`` holds the standard errors of the frame before it. Of random draws they are those
    of independent draws: sqrt(p (1 - p) / draws) for shares, the delta method for entropies (Harris, 1975), Woodruff's
    (1952) for quantiles. Where weights follow from those before them, draws count as no more than these are worth; of
    Sobol points they are the spread of independently scrambled sets.

    Parameters
    ----------
    table
        One vendor a row: p_sufficient (share of draws) with its least value p_sufficient_low (0 where an open must
        rests on an unknown of which no probability is stated), p_first with its standard error, the expected rank over
        the draws in which it has one, and the mean value over all draws, in which unknowns at open musts are drawn as
        meeting them.
    rank_acceptability
        Share of draws in which a vendor takes each rank: vendors by ranks 1 to m and ``no rank``; rows sum to 1.
    pairwise_winning
        Share of draws in which the vendor of the row is ahead of that of the column; ties count half.
    central_weights
        Mean weights of the draws in which the vendor is first: vendors by criteria; missing for one that never is.
    value_quantiles
        The overall value that is not passed with each chance, over all draws: vendors by chances, in points.
    indices
        One vendor a row: expected_rank; holistic (acceptabilities of all ranks in one number, from 0 to 1, by centroid
        rank weights); rank_entropy (how open its rank is, in bits); value (its mean); expected_loss (how many points
        it is behind the best sufficient vendor on average, over the draws in which it is sufficient); each with its
        standard error.
    sufficiency
        Least and greatest chance that a vendor is sufficient, with the standard error of the share of draws.
    p_chosen
        Chance that a vendor is first among the sufficient: if_met is the share of draws; where something open rests on
        an unknown, low is 0 for the vendor itself, and high is what it is if all such rivals prove insufficient.
    p_nobody, p_nobody_high
        Share of draws in which no vendor is sufficient, and how large its chance is at most, if all that rests on an
        unknown proves failed.
    choice_entropy
        How open it is who is first, in bits: 0 where it is always the same vendor; nobody counts like a vendor.
    draws, independent, scrambles
        How many draws were made, how many independent ones they are worth, and in how many Sobol sets (0 of random
        draws). All are 0 where shares were worked out for all weights at once: then they are exact, standard errors
        are 0, and a share of draws is the share of the weights.
    reached
        Whether the standard error that ``until`` asks for was reached; None if it asks for none.
    if_met
        Whether all shares hold only if the open requirements are met.
    outcome
        The outcome after simulation. With ``method`` it is that of the value model, which another method neither tests
        nor changes.
    """

    table: pd.DataFrame
    rank_acceptability: pd.DataFrame
    rank_acceptability_se: pd.DataFrame
    pairwise_winning: pd.DataFrame
    pairwise_winning_se: pd.DataFrame
    central_weights: pd.DataFrame
    central_weights_se: pd.DataFrame
    value_quantiles: pd.DataFrame
    value_quantiles_se: pd.DataFrame
    indices: pd.DataFrame
    sufficiency: pd.DataFrame
    p_chosen: pd.DataFrame
    p_nobody: float
    p_nobody_se: float
    p_nobody_high: float
    choice_entropy: float
    choice_entropy_se: float
    draws: int
    independent: float
    scrambles: int
    reached: bool | None
    if_met: bool
    outcome: Outcome
    stamp: Stamp
    setup: Setup

    inputs: ClassVar[frozenset[str]] = Result.inputs | {"setup"}

    @property
    def decision(self) -> Decision:
        """The decision."""
        return self.setup.evaluation.decision

    @property
    def evaluation(self) -> Evaluation:
        """What the decision comes to before simulation."""
        return self.setup.evaluation

    @property
    def weights(self) -> WeightsOption:
        """Which weights were drawn: those declared, or any."""
        return self.setup.options.weights

    @property
    def assessments(self) -> AssessmentsOption:
        """Whether assessments were drawn as uncertain or held at their expected values."""
        return self.setup.options.assessments

    @property
    def method(self) -> Method | None:
        """The method that vendors are ranked by; None for the value model."""
        return self.setup.options.method

    @property
    def until(self) -> float | None:
        """The greatest standard error that was wanted of any rank acceptability; None if all draws were wanted."""
        return self.setup.options.until

    @property
    def any_weights(self) -> bool:
        """Whether every set of weights was drawn, by option or because none are declared."""
        return isinstance(self.setup.weights, SimplexWeights)

    @property
    def varied(self) -> bool:
        """Whether weights were drawn at all; exact ones were not."""
        return not isinstance(self.setup.weights, PointWeights)

    @property
    def mean_weights(self) -> pd.Series:
        """The mean of the weights that were drawn."""
        weights = self.setup.weights.mean
        return pd.Series(weights, index=list(self.evaluation.model.criteria))[list(self.decision.weighted)]

    @property
    def weight_shifts(self) -> pd.DataFrame:
        """Where central weights tell who would choose a vendor: vendors by criteria.

        1 where a central weight is at least 3 percentage points above the mean of all weights drawn, -1 where it is as
        far below, else 0.
        """
        shifts = self.central_weights - self.mean_weights
        return (shifts >= TELLING).astype(int) - (shifts <= -TELLING).astype(int)

    @property
    def text(self) -> str:
        """The outcome after simulation, or who is first by another method; and what was drawn."""
        return run_on(self.outcome.text if self.method is None else ranked_said(self), self.drawn)

    @property
    def drawn(self) -> str:
        """What was drawn, how often, from which seed, and how exact that is."""
        return drawn_said(self)

    @property
    def exact(self) -> bool:
        """Whether shares were worked out for all weights at once, without draws."""
        return not self.draws

    @property
    def shares_said(self) -> str:
        """Say of what shares are shares: of how many draws over which weights, or of all these weights."""
        return of_draws(self.draws, admitted(self.setup.weights))

    @property
    def weights_said(self) -> str:
        """Over which weights the draws went, in words."""
        return weights_said(self)

    @cached_property
    def confidence_factors(self) -> pd.DataFrame:
        """How often each vendor is first at its own central weights: p, its standard error, and the draws it is from.

        No draws where nothing about the vendors is uncertain.
        Missing for a vendor that is never first. Worked out when it is first asked for, from the same random streams.
        """
        firsts = pd.DataFrame({"p": self.rank_acceptability[1], "se": self.rank_acceptability_se[1]})
        return confidence_table(self.setup, firsts, self.central_weights, self.draws)

    @cached_property
    def doubt(self) -> Doubt:
        """Which uncertainty causes the doubt: that about the vendors, that about the weights, or both.

        Worked out when it is first asked for, from the same random streams: it takes two more simulations.
        """
        return doubt_of(self.setup, vars(self), self.subject, self.stamp)

    @property
    def subject(self) -> str | None:
        """The vendor that the result is about: it leads or would lead; by another method it is first most often."""
        outcome = self.evaluation.outcome
        if self.method is None:
            return outcome.would_lead[0] if outcome.would_lead else outcome.leader
        firsts = self.rank_acceptability[1]
        return str(firsts.idxmax()) if firsts.max() > 0 else None

    def p_first(self, vendor: str) -> float:
        """Return the share of draws in which a vendor is first."""
        return float(self.rank_acceptability[1].to_dict()[vendor])

    def ahead(self, vendor: str, rival: str) -> float:
        """Return the share of draws in which a vendor is ahead of another."""
        return float(self.pairwise_winning[rival].to_dict()[vendor])

    def rivals(self, vendor: str) -> dict[str, float]:
        """Return how often a vendor is ahead of each that is or could be sufficient."""
        verdicts = self.evaluation.verdicts
        others = [key for key in verdicts if key != vendor and verdicts[key].name != "insufficient"]
        return {key: self.ahead(vendor, key) for key in others}

    def closest(self, vendor: str) -> str | None:
        """Return the rival that a vendor is ahead of least often; None where it has no rival."""
        rivals = self.rivals(vendor)
        return min(rivals, key=lambda key: (rivals[key], key), default=None)

    def supporters_said(self, vendor: str) -> str:
        """Say with which weights a vendor is first, and how sure it is for those who weigh like that."""
        return supporters_said(self, vendor)

    def chosen_said(self, vendor: str) -> str:
        """Say how often a vendor is first among the sufficient: a range where that hangs on an unknown."""
        row = self.p_chosen.to_dict("index")[vendor]
        if self.evaluation.verdicts[vendor].name == "insufficient":
            return say("never")
        if row["low"] == row["high"]:
            return how_often(row["high"], self.draws)
        return ranging(self._plain(row["low"]), self._plain(row["high"]))

    def _plain(self, p: float) -> str:
        """Write a share that an end of a range is: one that is certain as such."""
        return percent(p) if p <= 0 or p >= 1 else share(p, self.draws)

    def shown(self) -> pd.DataFrame:
        """Return the main table with shares as percentages that claim no more than the draws carry."""
        given = " if met" if self.if_met else ""
        shown = pd.DataFrame({"name": self.table["name"], "mean value": self.table["value"].round(1)})
        shown["P(sufficient)"] = [self.sufficiency_said(vendor) for vendor in self.table["vendor"]]
        shown[f"P(first){given}"] = [
            say("never") if self.evaluation.verdicts[vendor].name == "insufficient" else how_often(p, self.draws)
            for vendor, p in zip(self.table["vendor"], self.table["p_first"], strict=True)
        ]
        return shown

    def sufficiency_said(self, vendor: str) -> str:
        """Say how often a vendor is sufficient: a range from 0 where that hangs on an unknown."""
        row = self.sufficiency.to_dict("index")[vendor]
        low, high = row["low"], row["high"]
        verdict = self.evaluation.verdicts[vendor]
        if verdict.name == "insufficient":
            return say("never")
        if low < high:
            return ranging(percent(0), self._plain(high))
        return say("always") if self._always(vendor) else how_often(high, self.draws)

    def _always(self, vendor: str) -> bool:
        """Whether a vendor is proven to be sufficient in every draw.

        What is proven holds in every draw; only other weights can take a vendor below a minimum value.
        """
        alike = self.weights == "declared" or self.decision.policy.minimum_value is None
        return self.evaluation.verdicts[vendor].proven and alike

    @property
    def somebody(self) -> bool:
        """Whether some vendor is proven to be sufficient in every draw."""
        return any(self._always(vendor) for vendor in self.decision.vendors)

    @property
    def nobody_said(self) -> str:
        """Say how often no vendor is sufficient: never where one is proven to be, a range for unknowns."""
        if self.somebody or (self.exact and self.p_nobody_high <= 0):
            return say("never")
        said = share(self.p_nobody, self.draws)
        if self.p_nobody_high <= self.p_nobody:
            return say("in {share}", context="of draws", share=said)
        return say(
            "in {share} (in up to {most} if unknowns prove to fail)", share=said, most=self._plain(self.p_nobody_high)
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the result as plain data, with its options and the confidence factors, ready for JSON."""
        options = {
            "weights": self.weights,
            "assessments": self.assessments,
            "until": self.until,
            "exact": self.exact,
            "confidence_factors": jsonable(self.confidence_factors),
        }
        return super().to_dict() | options
