"""What a simulation found about a decision: every figure of it, and how it reads."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, ClassVar

import pandas as pd

from vendor_eval.analysis.confidence import confidence_table
from vendor_eval.analysis.doubt import Doubt, doubt_of
from vendor_eval.analysis.outcome import Outcome
from vendor_eval.analysis.progress import Progress
from vendor_eval.analysis.ranked_said import ranked_said
from vendor_eval.analysis.result import Result, Stamp, jsonable
from vendor_eval.analysis.robustness_chances_said import chances_shown, chosen_said, nobody_said, sufficiency_said
from vendor_eval.analysis.robustness_drawn import Drawn
from vendor_eval.analysis.robustness_figures import Estimates, Exact, figures
from vendor_eval.analysis.robustness_outcome import tested_outcome
from vendor_eval.analysis.robustness_said import drawn_said, held_said, shares_said, weights_said
from vendor_eval.analysis.robustness_setup import Setup
from vendor_eval.analysis.supporters_said import supporters_said
from vendor_eval.analysis.wording import run_on
from vendor_eval.engine.running import Executor

__all__ = ["Robustness"]

TELLING = 0.03  # of all weight: what differs less says little


@dataclass(frozen=True, eq=False, repr=False)
class Robustness(Drawn, Result):
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
    p_first_covariance
        Covariances of the estimates of how often each vendor is first: vendors by vendors. The standard error of a sum
        or a difference of such shares follows from it. Of independent draws as of a multinomial distribution, which is
        an upper limit where level vendors share first places; of Sobol points from the spread of the sets.
    choice_entropy
        How open it is who is first, in bits: 0 where it is always the same vendor; nobody counts like a vendor.
    ranking_entropy
        How open the whole ranking is, in bits (van Valkenhoef and Tervonen, 2016): rankings with ties, and with
        vendors without a rank, are outcomes of their own. Missing of more than 7 vendors, because too few draws would
        fall on each ranking, and where shares were worked out for a set of weights that falls into too many parts with
        one ranking each (``exact=False`` draws it). Where k rankings occur in few draws, it comes out too small by some
        (k - 1) / (1.4 draws).
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
        nor changes; and neither do draws in which the weights of a set are held at their mean.
    """

    table: pd.DataFrame
    rank_acceptability: pd.DataFrame
    rank_acceptability_se: pd.DataFrame
    p_first_covariance: pd.DataFrame
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
    ranking_entropy: float
    ranking_entropy_se: float
    draws: int
    independent: float
    scrambles: int
    reached: bool | None
    if_met: bool
    outcome: Outcome
    stamp: Stamp
    setup: Setup

    inputs: ClassVar[frozenset[str]] = Result.inputs | {"setup"}

    @classmethod
    def of(cls, setup: Setup, *, executor: Executor | None = None, progress: Progress | None = None) -> Robustness:
        """Return what a setup comes to, worked out or drawn.

        Raises
        ------
        OptionError
            If something stands in the way of what the options ask for.
        """
        problem = setup.problem()
        found = setup.exact(problem) or setup.run(problem, executor=executor, progress=progress)
        if isinstance(found, Exact) and progress is not None:
            progress(setup.options.draws, setup.options.draws)  # none are needed, so all are done
        drawn = found.simulated if isinstance(found, Estimates) else None
        run = cls(
            **figures(found, setup.evaluation, setup.met),
            scrambles=0 if drawn is None else len(drawn.replicates),
            reached=drawn.reached if drawn is not None else None if setup.options.until is None else True,
            if_met=bool(setup.met),
            outcome=setup.evaluation.outcome,
            stamp=setup.stamp(problem, found),
            setup=setup,
        )
        return replace(run, outcome=tested_outcome(run))

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
        """The outcome after simulation, or who is first by another method or at mean weights; and what was drawn."""
        if self.method is not None:
            return run_on(ranked_said(self), self.drawn)
        return run_on(held_said(self) if self.setup.at_mean else self.outcome.text, self.drawn)

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
        return shares_said(self)

    @property
    def weights_said(self) -> str:
        """Over which weights the draws went, in words."""
        return weights_said(self)

    @cached_property
    def confidence_factors(self) -> pd.DataFrame:
        """How often each vendor is first at its own central weights: p, its standard error, and the draws it is from.

        No draws where nothing about the vendors is uncertain. Missing for a vendor that is never first. Worked out when
        it is first asked for, here and from the same random streams, with at most 100,000 draws a vendor, and fewer of
        a large decision, so that all take a few seconds unless hundreds of vendors are ever first; with a bar as
        ``doubt`` has one. Ctrl-C leaves the result as it was.
        """
        firsts = pd.DataFrame({"p": self.rank_acceptability[1], "se": self.rank_acceptability_se[1]})
        return confidence_table(self.setup, firsts, self.central_weights, self.draws, progress=self.setup.bar)

    @cached_property
    def doubt(self) -> Doubt:
        """Which uncertainty causes the doubt: that about the vendors, that about the weights, or both.

        Worked out when it is first asked for, from the same random streams: it takes up to two more runs, of as many
        draws as this one, but at most 100,000. These are made here, as the executor of this run may be gone by then.
        If they last and somebody watches, they show a bar; if this run was asked for one, they do in any case, and if
        it was told to show none or to tell a function, they do not. Ctrl-C leaves the result as it was.
        """
        return doubt_of(self)

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
        return chosen_said(self, vendor)

    def sufficiency_said(self, vendor: str) -> str:
        """Say how often a vendor is sufficient: a range from 0 where that hangs on an unknown."""
        return sufficiency_said(self, vendor)

    @property
    def nobody_said(self) -> str:
        """Say how often no vendor is sufficient: never where one is proven to be, a range for unknowns."""
        return nobody_said(self)

    def always(self, vendor: str) -> bool:
        """Whether a vendor is proven to be sufficient in every draw.

        What is proven holds in every draw; only other weights can take a vendor below a minimum value.
        """
        alike = self.setup.options.weights == "declared" or self.decision.policy.minimum_value is None
        return self.evaluation.verdicts[vendor].proven and alike

    @property
    def somebody(self) -> bool:
        """Whether some vendor is proven to be sufficient in every draw."""
        return any(self.always(vendor) for vendor in self.decision.vendors)

    def shown(self) -> pd.DataFrame:
        """Return the main table with shares as percentages that claim no more than the draws carry."""
        return chances_shown(self)

    def to_dict(self) -> dict[str, Any]:
        """Return the result as plain data, with its options and the confidence factors, ready for JSON."""
        options = {
            "weights": self.weights,
            "weights_said": self.weights_said,
            "assessments": self.assessments,
            "until": self.until,
            "exact": self.exact,
            "confidence_factors": jsonable(self.confidence_factors),
        }
        return super().to_dict() | options
