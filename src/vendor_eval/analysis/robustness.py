"""How sure the outcome is: beliefs and weights are drawn many times, or worked out at once where that is exact."""

from __future__ import annotations

from dataclasses import replace

from vendor_eval.analysis.evaluate import evaluate
from vendor_eval.analysis.outcome import Outcome, Tested
from vendor_eval.analysis.progress import ProgressOption, told
from vendor_eval.analysis.result import Stamp, version
from vendor_eval.analysis.robustness_figures import NO_RANK, Estimates, Exact, figures
from vendor_eval.analysis.robustness_options import (
    AssessmentsOption,
    MethodOption,
    SamplingOption,
    WeightsOption,
    checked,
)
from vendor_eval.analysis.robustness_result import Robustness
from vendor_eval.analysis.robustness_setup import Setup
from vendor_eval.analysis.weights_said import admitted
from vendor_eval.decision.document import Decision
from vendor_eval.engine.problem import Problem
from vendor_eval.engine.running import Executor
from vendor_eval.engine.simulation import BLOCK

__all__ = [
    "NO_RANK",
    "AssessmentsOption",
    "MethodOption",
    "Robustness",
    "SamplingOption",
    "WeightsOption",
    "robustness",
]


def robustness(
    decision: Decision,
    *,
    weights: WeightsOption = "declared",
    assessments: AssessmentsOption = "uncertain",
    method: MethodOption = None,
    sampling: SamplingOption = "random",
    draws: int = 100_000,
    until: float | None = None,
    executor: Executor | None = None,
    progress: ProgressOption = None,
    seed: int = 0,
    exact: bool | None = None,
) -> Robustness:
    """Draw what is uncertain many times, and count who is sufficient, ahead and first.

    Where only weights are uncertain, shares of a small decision are worked out for all weights at once, without draws
    and without an error.

    Requirements act inside every draw. Each performance and each weight has a random stream found by its key, so
    adding, removing or reordering vendors changes no other vendor's draws, and all scenarios share their random
    numbers.

    Parameters
    ----------
    weights
        ``"declared"``, or ``"any"`` for all weights alike (uniform on the simplex).
    assessments
        ``"uncertain"`` draws them, ``"expected"`` holds them at their expected value.
    method
        Another method to rank vendors by, as a key of ``methods.METHODS`` such as ``"topsis"``, or a method object. It
        is given points of the fixed scales, more being better; requirements and values stay what they are. None ranks
        by the value model of the decision, and only that decides the outcome.
    sampling
        ``"sobol"`` spreads the weights evenly, which takes fewer draws for the same exactness; with exact weights there
        is nothing to spread, and draws are random.
    draws
        How many draws, at least 1; with ``until`` the most. Standard errors shrink with its root: 100,000 give at most
        0.16 percentage points.
    until
        Stop when the standard error of every rank acceptability is at most this, such as 0.001 for a tenth of a
        percentage point.
    executor
        Where blocks of draws are worked on: anything with a ``map`` that keeps the order, such as a process pool of
        ``concurrent.futures`` or that of a Dask client; here if left out. The numbers are the same to the last bit.
    progress
        None for a bar where a run lasts and somebody watches, True for one in any case, False for none, or a function
        of the draws made and all draws.
    seed
        A whole number from 0; the same seed gives the same numbers on the same machine.
    exact
        None to work shares out without draws where nothing about the vendors in the running is uncertain, vendors are
        ranked by the value model, weights are exact or all equally likely, and it takes no longer than the draws, or
        than a tenth of a second. False to draw in any case. True to draw in none: what stands in the way is then an
        error.

    Raises
    ------
    OptionError
        If an option has a value that is not allowed, or the method cannot rank these vendors.

    Examples
    --------
    >>> import vendor_eval as ve
    >>> run = ve.robustness(ve.cases.load("apple-china-2025"), draws=1_000)
    >>> run.doubt.cause
    'assessments'
    """
    options = checked(
        weights=weights,
        assessments=assessments,
        method=method,
        sampling=sampling,
        draws=draws,
        until=until,
        seed=seed,
        exact=exact,
        executor=executor,
        progress=progress,
    )
    setup = Setup(evaluate(decision), options)
    problem = setup.problem()
    with told(progress) as tell:
        found = setup.exact(problem) or setup.run(problem, executor=executor, progress=tell)
        if isinstance(found, Exact) and tell is not None:
            tell(options.draws, options.draws)  # none are needed, so all are done
    drawn = found.simulated if isinstance(found, Estimates) else None
    run = Robustness(
        **figures(found, setup.evaluation, setup.met),
        scrambles=0 if drawn is None else len(drawn.replicates),
        reached=drawn.reached if drawn is not None else None if options.until is None else True,
        if_met=bool(setup.met),
        outcome=setup.evaluation.outcome,
        stamp=_stamp(setup, problem, found),
        setup=setup,
    )
    return run if options.method is not None or run.subject is None else replace(run, outcome=_tested(run, run.subject))


def _stamp(setup: Setup, problem: Problem, found: Estimates | Exact) -> Stamp:
    """Return what made the run; what is worked out needs no seed."""
    options, decision = setup.options, setup.evaluation.decision
    method = None if options.method is None else options.method.name
    if not isinstance(found, Exact):
        sampling = setup.sampling(problem)
        return Stamp(decision.digest, version(), found.draws, options.seed, sampling, method, BLOCK)
    if not found.value_draws:
        return Stamp(decision.digest, version(), method=method)
    return Stamp(decision.digest, version(), found.value_draws, options.seed, "random", method, BLOCK)


def _tested(run: Robustness, leader: str) -> Outcome:
    """Return the outcome after testing how often the leader is first and ahead of each rival.

    The leader may be the vendor that would lead; rivals are all that are or could be sufficient, because draws rank the
    undetermined too.
    """
    ahead, closest = run.rivals(leader), run.closest(leader)
    return run.evaluation.outcome.after(
        Tested(
            draws=run.draws,
            p_first=run.p_first(leader),
            rival=closest,
            p_beats=1.0 if closest is None else ahead[closest],
            if_met=run.if_met,
            any_weights=run.any_weights,
            varied=run.varied,
            weights=admitted(run.setup.weights),
            ahead=ahead,
            separation=run.decision.policy.separation,
            p_sufficient=float(run.sufficiency["high"].to_dict()[leader]),
            p_nobody=run.p_nobody,
        )
    )
