"""Everything that a report is computed from: one evaluation, its simulations, and the scenarios."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vendor_eval.analysis.evaluate import Evaluation
from vendor_eval.analysis.information import Information, information
from vendor_eval.analysis.progress import ProgressOption, told
from vendor_eval.analysis.robustness import Robustness, WeightsOption, robustness
from vendor_eval.analysis.robustness_options import check_weights
from vendor_eval.analysis.scenarios import ScenarioComparison, scenarios
from vendor_eval.analysis.sensitivity import Sensitivity, sensitivity
from vendor_eval.analysis.stages import stages
from vendor_eval.decision.document import Decision
from vendor_eval.engine.running import Executor
from vendor_eval.engine.weights import SimplexWeights
from vendor_eval.reasons.improve import Improvement, improve

__all__ = ["OTHER_POLICY", "Runs", "run"]

MOST_IMPROVED = 12  # vendors
OTHER_POLICY = {"undetermined": "fail", "fail": "undetermined"}


@dataclass(frozen=True, slots=True)
class Runs:
    """The results that a report shows.

    Parameters
    ----------
    main
        The run that the status in the report is from.
    other
        The run with the other weights; None where the decision declares none, because both are then the same.
    other_policy
        The run in which an unknown at a requirement counts the other way.
    comparison
        The scenarios beside the base.
    sensitivity, information
        What the outcome hangs on, and what to find out next.
    improvements
        By vendor what it would take to be first; to be sufficient, of the one that would lead.
    """

    decision: Decision
    main: Robustness
    other: Robustness | None
    other_policy: Robustness
    comparison: ScenarioComparison
    sensitivity: Sensitivity
    information: Information
    improvements: Mapping[str, Improvement]

    @property
    def evaluation(self) -> Evaluation:
        """What the decision comes to before simulation."""
        return self.main.evaluation

    @property
    def draws(self) -> int:
        """How many draws each run was to have; one that has an exact answer has none."""
        return self.main.setup.options.draws

    @property
    def declared(self) -> Robustness:
        """The run at the declared weights."""
        return self.main if self.other is None or self.main.weights == "declared" else self.other

    @property
    def both(self) -> tuple[Robustness, ...]:
        """The main run, and the one with the other weights where there is one."""
        return (self.main,) if self.other is None else (self.main, self.other)


def run(
    decision: Decision,
    *,
    weights: WeightsOption,
    draws: int,
    seed: int,
    executor: Executor | None = None,
    progress: ProgressOption = None,
) -> Runs:
    """Compute everything that a report shows, all from the same random numbers.

    Raises
    ------
    OptionError
        If an option has a value that is not allowed.
    """
    check_weights(weights)
    turned: WeightsOption = "any" if weights == "declared" else "declared"
    policy = decision.policy.replace(unknown_at_requirement=OTHER_POLICY[decision.policy.unknown_at_requirement])
    with told(progress) as tell:
        first, second, third, last = stages(tell, 4)

        def drawn(one: Decision, over: WeightsOption, part: ProgressOption) -> Robustness:
            return robustness(one, weights=over, draws=draws, executor=executor, progress=part, seed=seed)

        main = drawn(decision, weights, first)
        declared = not isinstance(main.evaluation.model.weights, SimplexWeights)
        return Runs(
            decision=decision,
            main=main,
            other=drawn(decision, turned, second) if declared else None,
            other_policy=drawn(decision.replace(policy=policy), weights, third),
            comparison=scenarios(decision, weights=weights, draws=draws, executor=executor, progress=last, seed=seed),
            sensitivity=sensitivity(decision),
            information=information(decision, seed=seed),
            improvements=_improvements(main.evaluation),
        )


def _improvements(evaluation: Evaluation) -> dict[str, Improvement]:
    """Say of each vendor that is not first what it would take, those with the highest values first."""
    outcome = evaluation.outcome
    first = outcome.would_lead or outcome.chosen
    table = evaluation.table.sort_values(["rank_if_met", "value_if_met"], ascending=[True, False], kind="stable")
    keys = [str(key) for key in table["vendor"] if key in outcome.would_lead or key not in first]
    return {
        key: improve(evaluation, key, goal="sufficient" if key in outcome.would_lead else "first")
        for key in keys[:MOST_IMPROVED]
    }
