"""Screening a market: who is sufficient, and who is most often among the best few when all is drawn."""

from __future__ import annotations

import numpy as np

from vendor_eval.analysis.market_verdicts import judge
from vendor_eval.analysis.model import Model
from vendor_eval.analysis.progress import ProgressOption, told
from vendor_eval.analysis.result import Stamp, version
from vendor_eval.analysis.robustness_options import AssessmentsOption, MethodOption, WeightsOption, checked
from vendor_eval.analysis.screening import Screening, check_count
from vendor_eval.analysis.screening_setup import ScreeningSetup
from vendor_eval.analysis.screening_tables import (
    cut_value,
    distribution_table,
    funnel_table,
    main_table,
    nobody_share,
    vendors_table,
)
from vendor_eval.decision.market import Market
from vendor_eval.engine.running import Executor
from vendor_eval.engine.simulation import BLOCK

__all__ = ["screen"]


def screen(
    market: Market,
    *,
    top: int = 10,
    weights: WeightsOption = "declared",
    assessments: AssessmentsOption = "uncertain",
    method: MethodOption = None,
    draws: int = 10_000,
    seed: int = 0,
    keep: int = 50,
    executor: Executor | None = None,
    progress: ProgressOption = None,
) -> Screening:
    """Judge all vendors of a market, and say who is how often among the best few.

    Verdicts, values and ranks are those that ``evaluate`` would give, and the draws those of ``robustness``: the same
    requirements, and a random stream for each performance and weight that depends on nobody else. Memory grows with the
    table alone, neither with draws nor with vendors times draws.

    Parameters
    ----------
    top
        How many are the best few.
    weights
        ``"declared"``, or ``"any"`` for all weights alike.
    assessments
        ``"uncertain"`` draws them, ``"expected"`` holds them at their expected values with every open must met.
    method
        Another method to rank by in the draws, as in ``robustness``. It compares all vendors with one another, so
        performances that are not exact must be held at their expected values.
    draws
        How many draws, at least 1. Standard errors shrink with its root: 10,000 give at most 0.5 percentage points. As
        that is known beforehand, there is no ``until``, and ``sampling`` is always at random.
    seed
        A whole number from 0; the same seed gives the same numbers on the same machine.
    keep
        How many vendors the main table lists; all are in ``.vendors``.
    executor
        Where draws are worked on, as in ``robustness``: anything with a ``map`` that keeps the order, such as a process
        pool of ``concurrent.futures`` or that of a Dask client; here if left out. The numbers are the same to the last
        bit. Sections of the market are handed out, each with what is known of its vendors alone, or, by another method,
        stints of draws with all points; of a market of up to 16,896 vendors, blocks of 16,384 draws.
    progress
        None for a bar where a run lasts and somebody watches, True for one in any case, False for none, or a function
        of the vendors seen and all to be seen, in all blocks of draws; by another method, of the draws made and all
        draws.

    Raises
    ------
    OptionError
        If an option has a value that is not allowed.

    Examples
    --------
    >>> import pandas as pd
    >>> from vendor_eval.decision.document import Decision
    >>> decision = Decision.from_table(pd.DataFrame({"price": [9, 1]}, index=["a", "b"]), objectives=["min"])
    >>> market = Market.from_table(pd.DataFrame({"price": [4, 7, 2]}, index=["p", "q", "r"]), decision)
    >>> screen(market, top=1).text
    "All 3 vendors are sufficient. In every draw r is first. (10,000 draws from seed 0 at the declared weights; all give
    the same few.) The decision's own 2 vendors took no part."
    """
    options = checked(
        weights=weights,
        assessments=assessments,
        method=method,
        sampling="random",
        draws=draws,
        until=None,
        seed=seed,
        exact=False,
        executor=executor,
        progress=progress,
    )
    check_count("top", top)
    check_count("keep", keep)
    model = Model.of(market.decision)
    setup = ScreeningSetup(market, model, judge(market, model), options, int(top))
    with told(progress, unit="vendors" if options.method is None else "draws") as tell:
        reached = setup.run(executor=executor, progress=tell)
    vendors = vendors_table(setup, reached)
    return Screening(
        table=main_table(market, setup.judged, vendors, keep=int(keep)),
        counts={str(name): int(count) for name, count in vendors["verdict"].value_counts(sort=False).items()},
        funnel=funnel_table(market, setup.judged),
        distribution=distribution_table(vendors),
        cut=cut_value(setup),
        top=setup.top,
        **nobody_share(setup, reached),
        if_met=setup.if_met,
        drawn=int(np.count_nonzero(reached.drawn)),
        certain=setup.certain,
        how=setup.said,
        stamp=Stamp(
            market.decision.digest,
            version(),
            options.draws,
            options.seed,
            sampling="random",
            method=None if options.method is None else options.method.name,
            block=BLOCK,
        ),
        market=market,
        vendors=vendors,
    )
