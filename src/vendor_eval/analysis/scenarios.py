"""Scenarios side by side: what each named change does to verdicts, values, ranks and the outcome."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from vendor_eval.analysis.draws_said import how_often
from vendor_eval.analysis.outcome import Outcome
from vendor_eval.analysis.progress import ProgressOption, told
from vendor_eval.analysis.result import Result, Stamp, version
from vendor_eval.analysis.robustness import Robustness, WeightsOption, robustness
from vendor_eval.analysis.robustness_options import check_weights
from vendor_eval.analysis.scenarios_said import scenarios_text
from vendor_eval.analysis.stages import stages
from vendor_eval.analysis.vocabulary import scenario_said, verdict_said
from vendor_eval.analysis.wording import joined, quoted
from vendor_eval.decision.document import Decision
from vendor_eval.decision.scenario_checks import BASE
from vendor_eval.engine.running import Executor
from vendor_eval.languages.phrases import say

__all__ = ["BASE", "ScenarioComparison", "scenarios"]


@dataclass(frozen=True, eq=False, repr=False)
class ScenarioComparison(Result):
    """All scenarios of a decision beside the base, with common random numbers.

    Parameters
    ----------
    table
        One scenario and vendor a row: verdict, value, low, high, rank, rank_if_met, p_first (share of draws), its
        standard error, how many draws it is of (0 where it is exact) and the status of the scenario's outcome. The base
        comes first.
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
        return scenarios_text(self)

    def wide(self, column: str) -> pd.DataFrame:
        """Return one column of the table as scenarios by vendors; missing where a scenario leaves a vendor out."""
        runs = {name: run.set_index("vendor")[column] for name, run in self.table.groupby("scenario", sort=False)}
        return pd.DataFrame(runs).T.reindex(columns=list(self.decision.vendors))

    def shown(self) -> pd.DataFrame:
        """Return scenarios by vendors: the share of draws in which each is first, or its verdict where insufficient."""
        verdicts, firsts, draws = self.wide("verdict"), self.wide("p_first"), self.draws
        columns = {
            vendor: [
                _cell(verdict, p, made)
                for verdict, p, made in zip(verdicts[vendor].to_list(), firsts[vendor], draws.values(), strict=True)
            ]
            for vendor in self.decision.vendors
        }
        shown = pd.DataFrame(columns)
        # Names last: two vendors may share one, or be called like another column.
        shown.columns = pd.Index([self.decision.vendor_name(vendor) for vendor in columns])
        statuses = [outcome.status for outcome in self.outcomes.values()]
        left = pd.DataFrame({"scenario": list(self.outcomes), "outcome": statuses})
        return pd.concat([left, shown], axis=1)

    @property
    def draws(self) -> dict[str, int]:
        """How many draws the shares of each scenario are of, by its name; 0 where they are exact."""
        made = self.table.groupby("scenario", sort=False)["draws"].first()
        return {str(name): int(draws) for name, draws in made.items()}

    @property
    def exact(self) -> bool:
        """Whether no scenario was drawn: the shares of all are exact."""
        return not any(self.draws.values())

    @property
    def some_exact_said(self) -> str:
        """Say in a sentence which scenarios were not drawn; nothing where all or none were."""
        exact = [quoted(scenario_said(name)) for name, draws in self.draws.items() if not draws]
        if not exact or self.exact:
            return ""
        return say("Worked out without draws: {scenarios}.", scenarios=joined(exact))


def _cell(verdict: object, p_first: float, draws: int) -> str:
    if not isinstance(verdict, str):
        return say("left out", context="a vendor")
    return verdict_said(verdict) if verdict == "insufficient" else how_often(p_first, draws)


def scenarios(
    decision: Decision,
    *,
    weights: WeightsOption = "declared",
    draws: int = 100_000,
    executor: Executor | None = None,
    progress: ProgressOption = None,
    seed: int = 0,
) -> ScenarioComparison:
    """Run the base and every scenario of a decision, and lay them side by side.

    Parameters
    ----------
    weights, draws, executor, progress, seed
        As in ``robustness``; the same random numbers serve every scenario.

    Raises
    ------
    OptionError
        If an option has a value that is not allowed.
    """
    check_weights(weights)
    patched = {BASE: decision} | {name: decision.under(name) for name in decision.scenarios}
    with told(progress) as tell:
        parts = zip(patched.items(), stages(tell, len(patched)), strict=True)
        runs = {
            name: robustness(one, weights=weights, draws=draws, executor=executor, progress=part, seed=seed)
            for (name, one), part in parts
        }
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
    rows["draws"] = run.draws
    rows["status"] = run.outcome.status
    return rows
