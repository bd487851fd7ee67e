"""How sure the outcome is: beliefs and weights are drawn many times, or worked out at once where that is exact."""

from __future__ import annotations

from vendor_eval.analysis.evaluate import evaluate
from vendor_eval.analysis.progress import ProgressOption, told
from vendor_eval.analysis.robustness_figures import NO_RANK
from vendor_eval.analysis.robustness_options import (
    AssessmentsOption,
    HeldWeightsOption,
    MethodOption,
    SamplingOption,
    WeightsOption,
    checked,
)
from vendor_eval.analysis.robustness_result import Robustness
from vendor_eval.analysis.robustness_setup import Setup
from vendor_eval.decision.document import Decision
from vendor_eval.engine.running import Executor

__all__ = [
    "NO_RANK",
    "AssessmentsOption",
    "HeldWeightsOption",
    "MethodOption",
    "Robustness",
    "SamplingOption",
    "WeightsOption",
    "robustness",
]


def robustness(
    decision: Decision,
    *,
    weights: HeldWeightsOption = "declared",
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
        ``"declared"``, ``"any"`` for all weights alike (uniform on the simplex), or ``"mean"`` to hold those declared
        at their mean, so that only assessments are uncertain.
    assessments
        ``"uncertain"`` draws them, ``"expected"`` holds them at their expected value, so that only weights are
        uncertain.
    method
        Another method to rank vendors by, as a key of ``methods.METHODS`` such as ``"topsis"``, or a method object. It
        is given points of the fixed scales, more being better; requirements and values stay what they are. In each draw
        it compares those that have a rank in it and no others. None ranks by the value model of the decision, and only
        that decides the outcome.
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
        held=True,
    )
    setup = Setup(evaluate(decision), options, bar=False if callable(progress) else progress)
    with told(progress) as tell:
        return Robustness.of(setup, executor=executor, progress=tell)
