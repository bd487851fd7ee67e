"""How strong the evidence is: what assessments rest on, and whether the outcome holds without what is weak."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, TypeAlias, get_args

import pandas as pd

from vendor_eval.analysis.evidence_resting import resting_table, shares_table
from vendor_eval.analysis.evidence_strength_said import strength_text
from vendor_eval.analysis.outcome import Outcome
from vendor_eval.analysis.progress import ProgressOption, told
from vendor_eval.analysis.result import Result, Stamp, version
from vendor_eval.analysis.robustness import Robustness, WeightsOption, robustness
from vendor_eval.analysis.robustness_options import check_weights
from vendor_eval.analysis.stages import stages
from vendor_eval.decision.document import Decision
from vendor_eval.decision.policies import WidenByGrade
from vendor_eval.decision.scenarios import Scenario
from vendor_eval.engine.running import Executor

__all__ = ["SUPPOSED", "EvidenceTests", "TestName", "evidence_tests"]

TestName: TypeAlias = Literal["as it is", "no claims", "no low grade", "recent", "widening"]
TESTS: tuple[TestName, ...] = get_args(TestName)
SUPPOSED = WidenByGrade(medium=0.1, low=0.3, none=0.5)
"""How far beliefs are widened for the test where the file states nothing."""


@dataclass(frozen=True, eq=False, repr=False)
class EvidenceTests(Result):
    """What assessments rest on, and what comes out without evidence that is weak.

    Parameters
    ----------
    table
        One test and vendor a row: test, verdict, value, low, high, rank, rank_if_met, p_first, status. The tests are
        ``as it is``; ``no claims``, without vendors' own claims; ``no low grade``; ``recent``, without evidence that
        describes a state before ``since``; and ``widening``: with beliefs widened by grade where the file does not
        widen them, and not widened where it does.
    resting
        One assessment a row, and what it rests on at best; see ``resting_table``.
    shares
        Vendors by strengths: the share of the weight that rests on each.
    outcomes
        The outcome of each test after simulation.
    lost
        Of each test, the assessments that become unknown, as vendor and criterion.
    since
        The day from which the test ``recent`` admits evidence.
    widened
        How the test ``widening`` widens; None where it takes the widening of the file away.
    """

    table: pd.DataFrame
    resting: pd.DataFrame
    shares: pd.DataFrame
    outcomes: dict[TestName, Outcome]
    lost: dict[TestName, tuple[tuple[str, str], ...]]
    since: date
    widened: WidenByGrade | None
    stamp: Stamp
    decision: Decision

    @property
    def text(self) -> str:
        """What assessments rest on and which outcomes differ, in a few sentences."""
        return strength_text(self)

    def changes(self, test: TestName) -> dict[str, tuple[str, str]]:
        """Return each vendor whose verdict a test changes, with its verdict as it is and in the test."""
        verdicts = {name: part.set_index("vendor")["verdict"] for name, part in self.table.groupby("test")}
        before, after = (verdicts[name].to_dict() for name in ("as it is", test))
        return {str(key): (before[key], after[key]) for key in self.decision.vendors if before[key] != after[key]}

    def same(self, test: TestName) -> bool:
        """Whether a test comes to the same: the same status, vendors and verdicts."""
        return _gist(self.outcomes[test]) == _gist(self.outcomes["as it is"]) and not self.changes(test)

    def shown(self) -> pd.DataFrame:
        """Return tests by vendors: their verdicts, and how many assessments become unknown."""
        verdicts = {vendor: part["verdict"].to_list() for vendor, part in self.table.groupby("vendor")}
        shown = pd.DataFrame({vendor: verdicts[vendor] for vendor in self.decision.vendors})
        # Names last: two vendors may share one, or be called like another column.
        shown.columns = pd.Index([self.decision.vendor_name(vendor) for vendor in shown.columns])
        left = {
            "test": list(TESTS),
            "outcome": [self.outcomes[test].status for test in TESTS],
            "become unknown": [len(self.lost[test]) for test in TESTS],
        }
        return pd.concat([pd.DataFrame(left), shown], axis=1)


def evidence_tests(
    decision: Decision,
    *,
    since: date | None = None,
    weights: WeightsOption = "declared",
    draws: int = 100_000,
    executor: Executor | None = None,
    progress: ProgressOption = None,
    seed: int = 0,
    base: Robustness | None = None,
) -> EvidenceTests:
    """Judge a decision without the evidence that is weak: vendors' claims, low grade, old; and with beliefs widened.

    An assessment whose evidence is all left out becomes unknown; one that cites none stays as it is.

    Parameters
    ----------
    since
        The first day of which evidence may describe the state; a year before the day of the decision where left out.
    weights, draws, executor, progress, seed
        As in ``robustness``; the same random numbers serve every test.
    base
        The run of the decision as it is, where there is one.

    Raises
    ------
    OptionError
        If an option has a value that is not allowed.

    Examples
    --------
    >>> import vendor_eval as ve
    >>> tests = evidence_tests(ve.cases.load("apple-china-2025"), draws=200)
    >>> tests.outcomes["no claims"].status
    'nobody'
    """
    check_weights(weights)
    since = since or _year_before(decision.as_of)
    widened = SUPPOSED if decision.policy.widen_by_grade is None else None
    changed = _changed(decision, since, widened)
    with told(progress) as tell:
        parts = stages(tell, len(TESTS))
        runs: dict[TestName, Robustness] = {}
        for (test, one), part in zip(changed.items(), parts, strict=True):
            # Where nothing rests on what is left out, nothing is to be drawn again.
            known = runs.get("as it is", base) if one is decision else None
            runs[test] = known or robustness(
                one, weights=weights, draws=draws, executor=executor, progress=part, seed=seed
            )
    resting = resting_table(decision)
    return EvidenceTests(
        table=pd.concat([_rows(test, run) for test, run in runs.items()], ignore_index=True),
        resting=resting,
        shares=shares_table(decision, resting),
        outcomes={test: run.outcome for test, run in runs.items()},
        lost={test: tuple(_lost(decision, one)) for test, one in changed.items()},
        since=since,
        widened=widened,
        stamp=Stamp(decision.digest, version(), draws, seed),
        decision=decision,
    )


def _changed(decision: Decision, since: date, widened: WidenByGrade | None) -> dict[TestName, Decision]:
    """Return the decision of each test; itself where a test leaves all evidence in its place."""
    filters: dict[TestName, dict[str, Any]] = {
        "no claims": {"without_kinds": ("vendor_claim",)},
        "no low grade": {"without_grades": ("low",)},
        "recent": {"describes_from": since},
    }
    changed: dict[TestName, Decision] = {"as it is": decision}
    for test, fields in filters.items():
        scenario = Scenario.model_validate({"evidence": fields})
        left = decision.replace(scenarios={test: scenario}).under(test)
        changed[test] = decision if left.assessments == decision.assessments else left
    policy = decision.policy.replace(widen_by_grade=widened)
    changed["widening"] = decision.replace(policy=policy, scenarios={})
    return changed


def _year_before(day: date) -> date:
    """Return the same day a year earlier; the 28th for the 29th of February."""
    last = calendar.monthrange(day.year - 1, day.month)[1]
    return day.replace(year=day.year - 1, day=min(day.day, last))


def _lost(before: Decision, after: Decision) -> Iterable[tuple[str, str]]:
    for vendor, row in before.assessments.items():
        for key, one in row.items():
            if after.assessments[vendor][key].unknown and not one.unknown:
                yield vendor, key


def _rows(test: TestName, run: Robustness) -> pd.DataFrame:
    rows = run.evaluation.table[["vendor", "verdict", "value", "low", "high", "rank", "rank_if_met"]].copy()
    rows.insert(0, "test", test)
    rows["p_first"] = run.table["p_first"].to_numpy()
    rows["status"] = run.outcome.status
    return rows


def _gist(outcome: Outcome) -> tuple[object, ...]:
    return outcome.status, frozenset(outcome.chosen), frozenset(outcome.would_lead)
