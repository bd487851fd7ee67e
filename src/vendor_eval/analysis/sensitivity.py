"""Sensitivity: what would have to be different for another vendor to come first, worked out exactly."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from vendor_eval.analysis.contest import Contest
from vendor_eval.analysis.evaluate import Evaluation, evaluate
from vendor_eval.analysis.pressure import Pressure, pressures
from vendor_eval.analysis.pressure_said import pressure_table
from vendor_eval.analysis.relations import potential_table, preferences_table, ranks_table, regret_table
from vendor_eval.analysis.result import Result, Stamp
from vendor_eval.analysis.sensitivity_said import sensitivity_text
from vendor_eval.analysis.switching import switching_table, tornado_table
from vendor_eval.analysis.weight_changes import flips_table, group_intervals, line_of, weight_intervals
from vendor_eval.analysis.weights_said import holding_said
from vendor_eval.decision.document import Decision
from vendor_eval.engine.exact.lines import Along, along
from vendor_eval.languages.phrases import say

__all__ = ["Sensitivity", "sensitivity"]


@dataclass(frozen=True, eq=False, repr=False)
class Sensitivity(Result):
    """What the outcome hangs on, exactly: weights, performances, requirements, and what holds whatever they are.

    Of the vendors that are not insufficient, as if their open requirements were met. What speaks of weights or single
    performances is at expected values and the declared or mean weights; ``preferences``, ``potential``, ``ranks`` and
    ``regret`` are over all declared weights and all that the evidence leaves open.

    Parameters
    ----------
    table
        One criterion a row: its weight, between which weights the first stays first (``low``, ``high``) with the others
        in proportion, who takes over on each side, how far the weight must ``fall`` or ``rise`` for that, and the
        ``distance`` to the nearer, in percentage points (infinite where nobody takes over), and between which weights
        the whole order stays.
    groups
        The same for each group of the value tree, as a share of the group above it.
    flips
        One rival a row: the smallest change of one weight, and of all weights, that puts it first, or why none does.
    switching
        One vendor and criterion a row: the performance, in the unit, at which it becomes first or the first is caught
        up, and whether the evidence leaves enough of it ``open`` for that.
    tornado
        One uncertain performance of the first two a row: the gap between them at both ends of it, in points.
    preferences
        One ordered pair a row: by how much the one leads the other at least and at most, and what decides it.
    potential
        One vendor a row: whether anything possible puts it first, with weights that do or why none do.
    ranks
        One vendor a row: its best and worst rank.
    regret
        One vendor a row: by how many points it can be behind the best at most.
    pressure
        One requirement a row: what it decides, and over which thresholds verdicts and outcome stay.
    """

    table: pd.DataFrame
    groups: pd.DataFrame
    flips: pd.DataFrame
    switching: pd.DataFrame
    tornado: pd.DataFrame
    preferences: pd.DataFrame
    potential: pd.DataFrame
    ranks: pd.DataFrame
    regret: pd.DataFrame
    pressure: pd.DataFrame
    stamp: Stamp
    decision: Decision
    evaluation: Evaluation
    contest: Contest
    pressures: tuple[Pressure, ...]

    inputs = Result.inputs | {"contest", "pressures"}

    @property
    def weight_intervals(self) -> pd.DataFrame:
        """Between which weights the first stays first: the main table."""
        return self.table

    @property
    def relations(self) -> pd.DataFrame:
        """What holds between each two vendors whatever is left open: ``preferences`` under its other name."""
        return self.preferences

    @property
    def whatever(self) -> str:
        """For which weights and performances ``preferences``, ``ranks`` and ``regret`` hold, in words."""
        weights = holding_said(self.evaluation.model.weights)
        if not self.evaluation.outcome.open_evidence:
            return weights
        return say("{weights} and whatever the evidence leaves open", weights=weights)

    @property
    def text(self) -> str:
        """What the outcome hangs on, in a few sentences."""
        return sensitivity_text(self)

    @property
    def nearest(self) -> str | None:
        """The criterion whose weight is nearest to changing who is first; the weightiest where none is; None of none.

        Of several that are as near, the one that comes first in the file.
        """
        if self.table.empty:
            return None
        order = self.table.sort_values(["distance", "weight"], ascending=[True, False], kind="stable")
        return str(order["criterion"].iloc[0])

    def along(self, key: str) -> Along:
        """Return what happens while the weight of a criterion goes from 0 to 1, all others in proportion.

        Parameters
        ----------
        key
            A criterion, or the path of a group: then the group's share of the group above it goes from 0 to 1.

        Raises
        ------
        UnknownNameError
            If there is no such criterion with weight, and no such group.
        """
        return along(self.contest.expected, line_of(self.contest, key))

    def shown(self) -> pd.DataFrame:
        """Return the weight intervals as percentages."""
        shown = self.table[["name", "weight", "low", "high", "below", "above"]].copy()
        shown[["weight", "low", "high"]] = (100 * shown[["weight", "low", "high"]]).round(1)
        return shown.rename(columns={"name": "criterion", "low": "first from", "high": "to"})


def sensitivity(decision: Decision) -> Sensitivity:
    """Work out what would have to be different for another vendor to come first.

    Linear questions have exact answers: crossings of straight lines for one weight (Mareschal, 1988), linear programmes
    for all weights and for what can be first at all, vertices for what always holds. Every "never" has a proof that was
    checked.

    Examples
    --------
    >>> import vendor_eval as ve
    >>> found = sensitivity(ve.cases.load("apple-china-2025"))
    >>> len(found.table) == len(found.decision.weighted)
    True
    """
    evaluation = evaluate(decision)
    contest = Contest.of(evaluation)
    found = pressures(evaluation)
    return Sensitivity(
        table=weight_intervals(contest),
        groups=group_intervals(contest),
        flips=flips_table(contest),
        switching=switching_table(contest),
        tornado=tornado_table(contest),
        preferences=preferences_table(contest),
        potential=potential_table(contest),
        ranks=ranks_table(contest),
        regret=regret_table(contest),
        pressure=pressure_table(evaluation, found),
        stamp=evaluation.stamp,
        decision=decision,
        evaluation=evaluation,
        contest=contest,
        pressures=found,
    )
