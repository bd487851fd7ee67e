"""How often a vendor is sufficient or chosen, and nobody is: in words, and as the main table prints it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from vendor_eval.analysis.draws_said import how_often
from vendor_eval.analysis.wording import percent, ranging, share
from vendor_eval.languages.phrases import say

if TYPE_CHECKING:
    from vendor_eval.analysis.robustness_result import Robustness

__all__ = ["chances_shown", "chosen_said", "nobody_said", "sufficiency_said"]


def chances_shown(run: Robustness) -> pd.DataFrame:
    """Return the main table with shares as percentages that claim no more than the draws carry."""
    given = " if met" if run.if_met else ""
    shown = pd.DataFrame({"name": run.table["name"], "mean value": run.table["value"].round(1)})
    shown["P(sufficient)"] = [sufficiency_said(run, vendor) for vendor in run.table["vendor"]]
    shown[f"P(first){given}"] = [
        say("never") if run.evaluation.verdicts[vendor].name == "insufficient" else how_often(p, run.draws)
        for vendor, p in zip(run.table["vendor"], run.table["p_first"], strict=True)
    ]
    return shown


def chosen_said(run: Robustness, vendor: str) -> str:
    """Say how often a vendor is first among the sufficient: a range where that hangs on an unknown."""
    row = run.p_chosen.to_dict("index")[vendor]
    if run.evaluation.verdicts[vendor].name == "insufficient":
        return say("never")
    if row["low"] == row["high"]:
        return how_often(row["high"], run.draws)
    return ranging(_plain(row["low"], run.draws), _plain(row["high"], run.draws))


def sufficiency_said(run: Robustness, vendor: str) -> str:
    """Say how often a vendor is sufficient: a range from 0 where that hangs on an unknown."""
    row = run.sufficiency.to_dict("index")[vendor]
    low, high = row["low"], row["high"]
    if run.evaluation.verdicts[vendor].name == "insufficient":
        return say("never")
    if low < high:
        return ranging(percent(0), _plain(high, run.draws))
    return say("always") if run.always(vendor) else how_often(high, run.draws)


def nobody_said(run: Robustness) -> str:
    """Say how often no vendor is sufficient: never where one is proven to be, a range for unknowns."""
    if run.somebody or (run.exact and run.p_nobody_high <= 0):
        return say("never")
    said = share(run.p_nobody, run.draws)
    if run.p_nobody_high <= run.p_nobody:
        return say("in {share}", context="of draws", share=said)
    return say(
        "in {share} (in up to {most} if unknowns prove to fail)",
        share=said,
        most=_plain(run.p_nobody_high, run.draws),
    )


def _plain(p: float, draws: int) -> str:
    """Write a share that an end of a range is: one that is certain as such."""
    return percent(p) if p <= 0 or p >= 1 else share(p, draws)
