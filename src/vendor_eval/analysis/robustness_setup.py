"""A decision set up for drawing: what is drawn, what is held, and by which method vendors are ranked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from vendor_eval.analysis.evaluate import Evaluation
from vendor_eval.analysis.progress import Progress
from vendor_eval.analysis.result import Stamp, version
from vendor_eval.analysis.robustness_exact import (
    at_means,
    certain,
    expected_points,
    obstacles,
    pays,
    ranked_whatever,
    small,
    unsettled,
)
from vendor_eval.analysis.robustness_figures import QUANTILES, Estimates, Exact
from vendor_eval.analysis.robustness_options import Options, SamplingOption
from vendor_eval.analysis.simulated import problem_of, taken_as_met
from vendor_eval.engine.acceptability import Counting, Tally
from vendor_eval.engine.arrays import Floats
from vendor_eval.engine.exact.shares import exact_quantiles, exact_ranking_chances, exact_tally
from vendor_eval.engine.orders import ORDERED
from vendor_eval.engine.problem import Problem
from vendor_eval.engine.rankfigures import replicate_errors
from vendor_eval.engine.running import Executor
from vendor_eval.engine.simulation import BLOCK, simulate
from vendor_eval.engine.weights import PointWeights, SimplexWeights, Weights
from vendor_eval.engine.weightsets import WeightSet
from vendor_eval.errors import OptionError

__all__ = ["Held", "Setup"]

Held = Literal["weights", "assessments"]
Until = Callable[[Tally, tuple[Tally, ...]], bool]
VALUES_ONLY = Counting(depth=1, pairwise=False)


@dataclass(frozen=True, slots=True)
class Setup:
    """An evaluated decision and the options that it is simulated with.

    Whatever is drawn from a setup comes from the same random streams, so what differs between two runs of it is what
    was held in one of them.

    Parameters
    ----------
    bar
        Whether what is only worked out when it is asked for shows a bar: None where it lasts and somebody watches.
    """

    evaluation: Evaluation
    options: Options
    bar: bool | None = None

    @property
    def space(self) -> Weights:
        """The weights that are admitted: those declared, or all that are possible."""
        model = self.evaluation.model
        return SimplexWeights(model.criteria) if self.options.weights == "any" else model.weights

    @property
    def weights(self) -> Weights:
        """The weights that are drawn: all that are admitted, or their mean alone."""
        return PointWeights(tuple(map(float, self.space.mean))) if self.at_mean else self.space

    @property
    def at_mean(self) -> bool:
        """Whether weights are held at the mean of a set."""
        return self.options.mean_weights and not isinstance(self.space, PointWeights)

    @property
    def met(self) -> frozenset[str]:
        """The vendors whose draws take some open requirement as met."""
        if self.options.assessments == "uncertain":
            return taken_as_met(self.evaluation)
        return frozenset(key for key, verdict in self.evaluation.verdicts.items() if verdict.name == "undetermined")

    def holding(self, held: Held, *, draws: int, exact: bool | None) -> Setup:
        """Return the setup of a run in which something is held all the same; everything else is drawn as in this one.

        Parameters
        ----------
        held
            The weights at their mean, or the assessments at their expected values with every open requirement met.
        draws, exact
            How many draws the run has, and whether it is to be exact.
        """
        options = replace(self.options, draws=draws, until=None, exact=exact)
        if held == "weights":
            return replace(self, options=replace(options, mean_weights=True))
        return replace(self, options=replace(options, assessments="expected"))

    def problem(self) -> Problem:
        """Return what is drawn and judged."""
        expected = self.options.assessments == "expected"
        problem = problem_of(self.evaluation.model, self.evaluation, expected=expected)
        return replace(problem, weights=self.weights, method=self.options.method)

    def sampling(self, problem: Problem) -> SamplingOption:
        """Return how a problem is drawn: exact weights leave Sobol points nothing to spread.

        Raises
        ------
        OptionError
            If Sobol points cannot give these weights.
        """
        weights = problem.weights
        if self.options.sampling == "random" or isinstance(weights, PointWeights):
            return "random"
        try:
            weights.axes  # noqa: B018 (asked for its error)
        except ValueError as error:
            raise OptionError(f"sampling must be 'random' for these weights. {error}") from error
        return "sobol"

    def exact(self, problem: Problem) -> Exact | None:
        """Return what holds of a problem over all its weights at once; None where draws do.

        Raises
        ------
        OptionError
            If that was asked for, and something stands in the way; it says what.
        """
        asked = self.options.exact
        if asked is False or (asked is None and not small(problem)):
            return None
        obstacle = next(obstacles(problem), None)
        try:
            if obstacle is None and (asked or pays(problem, self.options.draws)):
                return self._worked_out(problem)
        except (ValueError, ArithmeticError) as error:  # the engine says of which weights it cannot tell
            obstacle = str(error)
        if asked:
            raise OptionError(f"exact must be None or False here: {(obstacle or '').rstrip('.')}.")
        return None

    def _worked_out(self, problem: Problem) -> Exact:
        """Work out what holds over all weights at once; with exact weights, that is one draw."""
        if isinstance(problem.weights, PointWeights):
            tally = self.run(at_means(problem), draws=1).simulated.tally
            rankings = np.ones(1) if len(tally.ranks) <= ORDERED else None
            values = np.repeat(tally.value_means[:, np.newaxis], len(QUANTILES), axis=1)
        else:
            points, ranked = expected_points(problem), ranked_whatever(problem)
            tally = exact_tally(points, ranked, problem.weights)
            rankings = exact_ranking_chances(points, ranked, problem.weights)
            values = exact_quantiles(points, problem.weights, QUANTILES)
        return self._with_drawn_values(problem, Exact(tally, rankings, (values, np.zeros(values.shape)), 0))

    def _with_drawn_values(self, problem: Problem, exact: Exact) -> Exact:
        """Draw the values of vendors that are out where they are uncertain: only these have no closed form."""
        out = unsettled(problem)
        if out is None:
            return exact
        values, errors = exact.values
        drawn = self.run(out, draws=self.options.draws, counting=VALUES_ONLY)
        places = [problem.vendors.index(vendor) for vendor in out.vendors]
        values[places], errors[places] = drawn.quantiles()
        return replace(exact, value_draws=drawn.draws)

    def run(
        self,
        problem: Problem,
        *,
        draws: int | None = None,
        counting: Counting | None = None,
        executor: Executor | None = None,
        progress: Progress | None = None,
    ) -> Estimates:
        """Simulate a problem of this setup.

        Parameters
        ----------
        draws
            How many; as many as the options say, or fewer if they say ``until``, where left out.
        counting
            What is counted; everything, where left out. A loss is one of the value model, so it is not counted where
            vendors are ranked by another method.

        Raises
        ------
        OptionError
            If the method cannot rank by the numbers of this decision.
        """
        options = self.options
        until = None if options.until is None or draws is not None else reaching(options.until, problem.weights)
        try:
            simulated = simulate(
                problem,
                draws=options.draws if draws is None else draws,
                seed=options.seed,
                sampling=self.sampling(problem),
                executor=executor,
                until=until,
                progress=progress,
                counting=Counting(losses=problem.method is None) if counting is None else counting,
            )
        except ValueError as error:
            if problem.method is None:
                raise
            raise OptionError(
                f"method cannot rank these vendors: {error} Choose another, or other options of it."
            ) from error
        return Estimates(simulated, worth(problem.weights, simulated.draws), certain=certain(problem))

    def stamp(self, problem: Problem, found: Estimates | Exact) -> Stamp:
        """Return what made a run of this setup; what is worked out needs no seed."""
        options, digest = self.options, self.evaluation.decision.digest
        method = None if options.method is None else options.method.name
        if isinstance(found, Estimates):
            return Stamp(digest, version(), found.draws, options.seed, self.sampling(problem), method, BLOCK)
        if not found.value_draws:
            return Stamp(digest, version(), method=method)
        return Stamp(digest, version(), found.value_draws, options.seed, "random", method, BLOCK)


def worth(weights: Weights, draws: int) -> float:
    """Return how many independent draws some draws are worth: all, unless weights follow from those before them."""
    return min(weights.effective(draws), draws) if isinstance(weights, WeightSet) else draws


def reaching(wanted: float, weights: Weights) -> Until:
    """Return a rule that stops a simulation when the standard error of every rank acceptability is small enough.

    A share of 0 or 1 counts as if one of all draws had gone the other way, so that a rank which only a few draws could
    have shown stops nothing too early, however well scrambles of Sobol points agree that it never occurs.

    Parameters
    ----------
    wanted
        The greatest standard error.
    weights
        The weights that are drawn.
    """

    def reached(tally: Tally, replicates: tuple[Tally, ...]) -> bool:
        draws, shares = worth(weights, tally.draws), _shares(tally)
        clipped = np.clip(shares, 1 / draws, 1 - 1 / draws)
        errors = np.sqrt(clipped * (1 - clipped) / draws)
        if replicates:
            settled = (shares <= 0) | (shares >= 1)  # in every scramble, so that their spread is 0
            errors = np.where(settled, errors, replicate_errors([_shares(one) for one in replicates]))
        return bool(errors.max() <= wanted)

    return reached


def _shares(tally: Tally) -> Floats:
    """Return every rank acceptability, and how often each vendor is sufficient; shape (vendors, ranks + 1)."""
    return np.column_stack([tally.acceptability, tally.sufficiency])
