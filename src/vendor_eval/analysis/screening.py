"""What the screening of a market found: who is sufficient, what removed the others, and who is among the best few."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import pandas as pd

from vendor_eval.analysis.result import Result, Stamp
from vendor_eval.analysis.screening_said import screening_text
from vendor_eval.analysis.screening_tables import best_first
from vendor_eval.analysis.wording import share
from vendor_eval.decision.document import Decision
from vendor_eval.decision.market import Market
from vendor_eval.errors import OptionError

__all__ = ["Screening", "check_count"]


def check_count(option: str, value: object) -> None:
    """Refuse what is no whole number from 1.

    Raises
    ------
    OptionError
        Naming the option and its value.
    """
    if not isinstance(value, int | np.integer) or isinstance(value, bool) or value < 1:
        raise OptionError(f"{option} must be a whole number from 1, not {value!r}.")


@dataclass(frozen=True, eq=False, repr=False)
class Screening(Result):
    """Who of very many vendors is sufficient, what removed the others, and who is how often among the best few.

    Parameters
    ----------
    table
        The vendors that are most often among the best few, those of equal share by rank_if_met: vendor, name, row (in
        the table that they came from), verdict, value, low, high, rank, rank_if_met and value_if_met as ``evaluate``
        gives them, p_top and p_first (shares of draws in which the vendor is among the best few, and first) with their
        standard errors, and open, the musts that an undetermined vendor hangs on.
    counts
        How many vendors are sufficient, undetermined and insufficient.
    funnel
        One requirement a row, in the order of the decision, then the minimum value and the number of weaknesses that
        the policy allows: how many vendors meet, fail and leave it open, for how many it is waived, how many it removes
        that nothing else removes (alone), and how many are left after it and all before it.
    distribution
        Vendors by value, in steps of a point, as their rank takes it: at_least, below, and how many are sufficient,
        undetermined and insufficient. Who reaches 100 points counts in the last step.
    cut
        The value of the last of the best few by rank_if_met; missing where there are no more vendors than these.
    top
        How many are the best few.
    p_nobody, p_nobody_se
        Share of draws in which no vendor has a rank, and its standard error.
    if_met
        Whether shares hold only if open requirements are met.
    drawn
        Of how many vendors uncertain performances were drawn: of those that could reach the best few.
    certain
        Whether nothing changes from draw to draw: performances and weights are exact.
    how
        What was drawn, in words.
    vendors
        All vendors, in the order of the market, with the columns of ``table`` but name and open.
    """

    inputs: ClassVar[frozenset[str]] = Result.inputs | {"market", "vendors"}

    table: pd.DataFrame
    counts: dict[str, int]
    funnel: pd.DataFrame
    distribution: pd.DataFrame
    cut: float
    top: int
    p_nobody: float
    p_nobody_se: float
    if_met: bool
    drawn: int
    certain: bool
    how: str
    stamp: Stamp
    market: Market
    vendors: pd.DataFrame

    @property
    def text(self) -> str:
        """How many are sufficient, what removes most, and who is most often among the best few."""
        return screening_text(self)

    @property
    def draws(self) -> int:
        """How many draws were made."""
        return self.stamp.draws or 0

    def shown(self) -> pd.DataFrame:
        """Return the main table with values rounded to a tenth, whole ranks and shares as percentages."""
        given = " if met" if self.if_met else ""
        shown = self.table[["name", "verdict", "value", "low", "high", "rank", "rank_if_met"]].copy()
        shown[["value", "low", "high"]] = shown[["value", "low", "high"]].round(1)
        shown = shown.astype({"rank": "Int64", "rank_if_met": "Int64"})
        never = self.table["verdict"] == "insufficient"
        for head, column in ((f"P(top {self.top}){given}", "p_top"), (f"P(first){given}", "p_first")):
            shares = zip(self.table[column], never, strict=True)
            shown[head] = ["never" if out else self.share_said(p) for p, out in shares]
        return shown

    def share_said(self, p: float) -> str:
        """Say how often something holds: as exactly as the draws carry, and for certain where nothing is drawn."""
        if p <= 0:
            return "never" if self.certain else share(p, self.draws)
        return "always" if self.certain and p >= 1 else share(p, self.draws)

    def shortlist(self, count: int | None = None) -> Decision:
        """Return a full decision about the best vendors, to go on with: to evaluate, explain, and report.

        Parameters
        ----------
        count
            How many, in the order of the table; as many as ``top`` where left out. Insufficient vendors are left out,
            so there may be fewer.

        Raises
        ------
        OptionError
            If the count is not 1 or more, or no vendor is or could be sufficient.
        """
        count = self.top if count is None else count
        check_count("count", count)
        left = self.vendors[self.vendors["verdict"] != "insufficient"]
        if left.empty:
            raise OptionError("No vendor is or could be sufficient, so there is nobody to put on a shortlist.")
        return self.market.decision_of(left["vendor"].iloc[best_first(left)[:count]])
