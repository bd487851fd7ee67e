"""Improving: the smallest changes that would make a vendor sufficient, put it ahead of a rival, or first."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from typing import Literal, get_args

import pandas as pd

from vendor_eval.analysis.evaluate import Evaluation
from vendor_eval.analysis.result import Result, Stamp
from vendor_eval.decision.assessments import Assessment
from vendor_eval.decision.beliefs import Exact
from vendor_eval.decision.document import Decision
from vendor_eval.decision.evidence import Evidence
from vendor_eval.decision.names import alike
from vendor_eval.errors import OptionError, UnknownNameError
from vendor_eval.reasons.improvement_said import improvement_text, score_said
from vendor_eval.reasons.improvement_table import improvement_table
from vendor_eval.reasons.improving import Change, Goal, Hold, Improving

__all__ = ["Improvement", "improve"]

GoalOption = Literal["sufficient", "first"]
SETS = ("fewest", "cheapest")


@dataclass(frozen=True, eq=False, repr=False)
class Improvement(Result):
    """What it would take for a vendor to reach a goal.

    Parameters
    ----------
    vendor, goal
        The vendor, and what it is to reach.
    reached
        Whether the goal is reached as things stand.
    table
        One criterion a row: what it would take on that criterion alone, beside what requirements ask for: before,
        after and change (in the unit; levels by name), points before and after, possible, and why not.
    repairs
        What requirements ask for whatever else is changed.
    single
        By criterion: the changes that reach the goal with that criterion alone beside the repairs; None where even its
        best does not suffice.
    fewest, cheapest
        The changes on as few criteria as possible, and those with the least effort; None where no change suffices.
    effort
        What ``cheapest`` takes: points of the criteria's scales, or of the stated costs.
    """

    vendor: str
    goal: Goal
    reached: bool
    table: pd.DataFrame
    repairs: tuple[Change, ...]
    single: Mapping[str, tuple[Change, ...] | None]
    fewest: tuple[Change, ...] | None
    cheapest: tuple[Change, ...] | None
    effort: float
    costs: Mapping[str, float] | None
    stamp: Stamp
    evaluation: Evaluation

    @property
    def text(self) -> str:
        """What it would take, in sentences."""
        return improvement_text(self)

    def shown(self) -> pd.DataFrame:
        """Return what it would take on each criterion alone, as it is printed."""
        shown = self.table[["name", "now", "needed", "said"]]
        return shown.rename(columns={"name": "criterion", "said": "alone"})

    def changes(self, which: str = "fewest") -> tuple[Change, ...]:
        """Return the changes of a set: ``"fewest"``, ``"cheapest"``, or those on one criterion alone by its key.

        Raises
        ------
        UnknownNameError
            If there is no such set.
        OptionError
            If no such change reaches the goal.
        """
        if which not in SETS and which not in self.single:
            raise UnknownNameError.of("set of changes", which, (*SETS, *self.single))
        found = {"fewest": self.fewest, "cheapest": self.cheapest}[which] if which in SETS else self.single[which]
        if found is None:
            raise OptionError(f"which='{which}': no such change reaches the goal.")
        return found

    def score_said(self, one: Change) -> str:
        """Return what a change puts a performance to, in words."""
        return score_said(self.evaluation.decision, one)

    def applied(self, which: str = "fewest") -> Decision:
        """Return the decision with a set of changes made, as ``changes`` names them.

        What is changed is supposed to be known for sure: where the policy widens what rests on no evidence, it rests on
        an item of evidence more, which says so.
        """
        decision = self.evaluation.decision
        evidence: tuple[str, ...] = ()
        rule = decision.policy.widen_by_grade
        if rule is not None and rule.none:
            decision, evidence = _with_supposition(decision)
        for one in self.changes(which):
            changed = Assessment(belief=Exact(value=one.score), evidence=evidence)
            decision = decision.with_assessment(self.vendor, one.criterion, changed)
        return decision


def _with_supposition(decision: Decision) -> tuple[Decision, tuple[str, ...]]:
    """Return a decision with an item of evidence for what is supposed, and its id."""
    item = Evidence(claim="Supposed: the changed performance", source="vendor_eval.improve", kind="audit", grade="high")
    for key, one in decision.evidence.items():
        if one == item:
            return decision, (key,)
    tried = (f"supposed {number}" for number in count(1))
    # Ids that look the same would be refused.
    key = next(key for key in tried if not alike([*decision.evidence, key]))
    return decision.replace(evidence={**decision.evidence, key: item}), (key,)


def improve(
    evaluation: Evaluation,
    vendor: str,
    *,
    goal: GoalOption = "first",
    over: str | None = None,
    costs: Mapping[str, float] | None = None,
    hold: Hold = "expected",
) -> Improvement:
    """Find the smallest changes of a vendor's performances that would reach a goal.

    What musts ask for comes first: each that is failed or open is met at its threshold. Then the value: a criterion
    alone in closed form, sets of criteria by a mixed-integer programme. Every answer is applied and evaluated.

    Parameters
    ----------
    goal
        ``"sufficient"``, or ``"first"``: sufficient, and ahead of every vendor that is not insufficient by more than
        1e-9 points.
    over
        A rival to be ahead of, instead of all.
    costs
        What moving a criterion over its whole scale would take, by criterion, in any one unit; a part takes its share.
        Criteria without a cost stay as they are, but for what musts ask. Without costs every point counts alike.
    hold
        ``"expected"``: at expected values and the declared or mean weights. ``"certain"``: whatever the beliefs that
        remain and for all declared weights.

    Raises
    ------
    UnknownNameError
        If a vendor or a criterion is not in the decision.
    OptionError
        If an option has a value that is not allowed.

    Examples
    --------
    >>> import vendor_eval as ve
    >>> evaluation = ve.evaluate(ve.cases.load("apple-china-2025"))
    >>> len(improve(evaluation, "deepseek", goal="sufficient").repairs)
    4
    """
    _check(evaluation, vendor, goal, over, costs, hold)
    rivals = (over,) if over else _rivals(evaluation, vendor) if goal == "first" else ()
    improving = Improving.of(evaluation, vendor, Goal("over" if over else goal, rivals, hold), costs)
    reached = improving.reached_already()
    single = {} if reached else improving.single()
    fewest, cheapest = (() if reached else improving.smallest(single, fewest=few) for few in (True, False))
    return Improvement(
        vendor=vendor,
        goal=improving.goal,
        reached=reached,
        table=improvement_table(evaluation, vendor, improving, single),
        repairs=() if reached else improving.repairs(),
        single=single,
        fewest=fewest,
        cheapest=cheapest,
        effort=improving.effort(cheapest) if cheapest is not None else math.inf,
        costs=costs,
        stamp=evaluation.stamp,
        evaluation=evaluation,
    )


def _rivals(evaluation: Evaluation, vendor: str) -> tuple[str, ...]:
    return tuple(
        key for key, verdict in evaluation.verdicts.items() if key != vendor and verdict.name != "insufficient"
    )


def _check(
    evaluation: Evaluation,
    vendor: str,
    goal: object,
    over: str | None,
    costs: Mapping[str, float] | None,
    hold: object,
) -> None:
    for key in (vendor, over):
        if key is not None and key not in evaluation.decision.vendors:
            raise UnknownNameError.of("vendor", key, evaluation.decision.vendors)
    if vendor == over:
        raise OptionError(f"over must be another vendor than '{vendor}'.")
    if goal not in get_args(GoalOption):
        raise OptionError.of("goal", goal, get_args(GoalOption))
    if hold not in get_args(Hold):
        raise OptionError.of("hold", hold, get_args(Hold))
    for key, cost in (costs or {}).items():
        if key not in evaluation.model.criteria:
            raise UnknownNameError.of("criterion", key, evaluation.model.criteria)
        if not 0 <= cost < math.inf:
            raise OptionError(f"costs must be numbers from 0, not {cost!r} for '{key}'.")
