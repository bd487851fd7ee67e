"""Scenarios side by side: what each named change does to verdicts, values, ranks and the outcome."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from vendor_eval.analysis.outcome import Outcome
from vendor_eval.analysis.result import Result, Stamp, version
from vendor_eval.analysis.robustness import Robustness, WeightsOption, robustness
from vendor_eval.analysis.wording import counted, joined, share
from vendor_eval.decision.document import Decision
from vendor_eval.errors import OptionError

__all__ = ["BASE", "ScenarioComparison", "scenarios"]

BASE = "base"


@dataclass(frozen=True, eq=False, repr=False)
class ScenarioComparison(Result):
    """All scenarios of a decision beside the base, with common random numbers.

    Parameters
    ----------
    table
        One scenario and vendor a row: verdict, value, low, high, rank, rank_if_met, p_first (share of draws) and the
        status of the scenario's outcome. The base comes first.
    outcomes
        The outcome of each scenario after simulation, by its name.
    """

    table: pd.DataFrame
    outcomes: dict[str, Outcome]
    if_met: dict[str, bool]
    stamp: Stamp
    decision: Decision

    @property
    def text(self) -> str:
        """What stays and what changes, in a few sentences."""
        return " ".join([*_outcomes_said(self), *_verdict_changes(self)])

    def wide(self, column: str) -> pd.DataFrame:
        """Return one column of the table as scenarios by vendors; missing where a scenario leaves a vendor out."""
        runs = {name: run.set_index("vendor")[column] for name, run in self.table.groupby("scenario", sort=False)}
        return pd.DataFrame(runs).T.reindex(columns=list(self.decision.vendors))

    def shown(self) -> pd.DataFrame:
        """Return scenarios by vendors: the share of draws in which each is first, or its verdict where insufficient."""
        verdicts, firsts = self.wide("verdict"), self.wide("p_first")
        columns = {
            vendor: [
                self._cell(verdict, p) for verdict, p in zip(verdicts[vendor].to_list(), firsts[vendor], strict=True)
            ]
            for vendor in self.decision.vendors
        }
        shown = pd.DataFrame(columns)
        # Names last: two vendors may share one, or be called like another column.
        shown.columns = pd.Index([self.decision.vendor_name(vendor) for vendor in columns])
        statuses = [outcome.status for outcome in self.outcomes.values()]
        left = pd.DataFrame({"scenario": list(self.outcomes), "outcome": statuses})
        return pd.concat([left, shown], axis=1)

    def _cell(self, verdict: object, p_first: float) -> str:
        if not isinstance(verdict, str):
            return "left out"
        return verdict if verdict == "insufficient" else share(p_first, self.stamp.draws or 1)


def scenarios(
    decision: Decision, *, weights: WeightsOption = "declared", draws: int = 100_000, seed: int = 0
) -> ScenarioComparison:
    """Run the base and every scenario of a decision, and lay them side by side.

    Parameters
    ----------
    weights, draws, seed
        As in ``robustness``; the same random numbers serve every scenario.

    Raises
    ------
    OptionError
        If an option has a value that is not allowed.
    """
    if BASE in decision.scenarios:
        raise OptionError(f"A scenario must not be called '{BASE}', which names the decision itself: rename it.")
    patched = {BASE: decision} | {name: decision.under(name) for name in decision.scenarios}
    runs = {name: robustness(one, weights=weights, draws=draws, seed=seed) for name, one in patched.items()}
    return ScenarioComparison(
        table=pd.concat([_rows(name, run) for name, run in runs.items()], ignore_index=True),
        outcomes={name: run.outcome for name, run in runs.items()},
        if_met={name: run.if_met for name, run in runs.items()},
        stamp=Stamp(decision.digest, version(), draws, seed),
        decision=decision,
    )


def _rows(name: str, run: Robustness) -> pd.DataFrame:
    rows = run.evaluation.table[["vendor", "verdict", "value", "low", "high", "rank", "rank_if_met"]].copy()
    rows.insert(0, "scenario", name)
    rows["p_first"] = run.table["p_first"].to_numpy()
    rows["p_first_se"] = run.table["p_first_se"].to_numpy()
    rows["status"] = run.outcome.status
    return rows


def _gist(outcome: Outcome) -> tuple[object, ...]:
    """Return what two outcomes must share to count as the same."""
    return outcome.status, frozenset(outcome.chosen), frozenset(outcome.would_lead)


def _said(outcome: Outcome) -> str:
    """Say an outcome in a clause: who is chosen with what right, and who would lead."""
    chosen = joined([outcome.names[key] for key in outcome.chosen]) if outcome.chosen else "nobody"
    are = "is" if len(outcome.chosen) <= 1 else "are"
    rights = {
        "certain": "is chosen for certain",
        "leading": "leads",
        "tied": "are tied",
        "conditional": f"{are} the best shown to be sufficient",
        "nobody": "is chosen",
    }
    if not outcome.would_lead:
        return f"{chosen} {rights[outcome.status]}"
    would = joined([outcome.names[key] for key in outcome.would_lead])
    return f"{chosen} {rights[outcome.status]}, and {would} would lead if what is open were met"


def _clause(comparison: ScenarioComparison, name: str) -> str:
    """Say what one scenario comes to, with how often those that it speaks of are first."""
    outcome = comparison.outcomes[name]
    if outcome.status == "certain":
        return _said(outcome)
    if not (outcome.would_lead or outcome.chosen):
        return f"{_said(outcome)} ({counted(len(outcome.names), 'insufficient vendor')})"
    firsts = comparison.wide("p_first").T[name].to_dict()
    shares = joined([share(firsts[key], comparison.stamp.draws or 1) for key in outcome.would_lead or outcome.chosen])
    if not comparison.if_met[name]:
        return f"{_said(outcome)} (first in {shares} of draws)"
    if outcome.would_lead:
        return f"{_said(outcome)} (then first in {shares} of draws)"
    return f"{_said(outcome)} (first in {shares} of draws, if the open requirements are met)"


def _outcomes_said(comparison: ScenarioComparison) -> Iterator[str]:
    """Say the base, how many scenarios agree with it, and what the others come to."""
    base = _gist(comparison.outcomes[BASE])
    others = [name for name in comparison.outcomes if name != BASE]
    changed = [name for name in others if _gist(comparison.outcomes[name]) != base]
    same = len(others) - len(changed)
    yield f"In the base {_clause(comparison, BASE)}."
    if not others:
        yield "The decision has no scenarios to set beside it."
    else:
        yield f"The same holds in {same} of {counted(len(others), 'scenario')}."
    if changed:
        said = "; ".join(f"in “{name}” {_clause(comparison, name)}" for name in changed)
        yield f"{said[0].upper()}{said[1:]}."


def _verdict_changes(comparison: ScenarioComparison) -> Iterator[str]:
    """Say whose verdict changes in which scenarios; vendors that change alike together."""
    alike: dict[tuple[str, str], list[str]] = {}
    for vendor, verdicts in comparison.wide("verdict").items():
        base = str(verdicts[BASE])
        changes: dict[str, list[str]] = {}
        for name, verdict in verdicts.items():
            if isinstance(verdict, str) and verdict != base:
                changes.setdefault(verdict, []).append(f"“{name}”")
        if changes:
            said = joined([f"{verdict} in {joined(names)}" for verdict, names in changes.items()])
            alike.setdefault((base, said), []).append(comparison.decision.vendor_name(str(vendor)))
    for (base, said), vendors in alike.items():
        yield f"{joined(vendors)} {'is' if len(vendors) == 1 else 'are'} {base} in the base, {said}."
