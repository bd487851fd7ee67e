"""Everything that a report is computed from: one evaluation, its simulations, and the scenarios."""

from __future__ import annotations

from dataclasses import dataclass

from vendor_eval.analysis.evaluate import Evaluation
from vendor_eval.analysis.robustness import Robustness, WeightsOption, robustness
from vendor_eval.analysis.scenarios import ScenarioComparison, scenarios
from vendor_eval.decision.document import Decision
from vendor_eval.engine.weights import SimplexWeights

__all__ = ["OTHER_POLICY", "Runs", "run"]

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
    expected
        The run over all weights with every performance at its expected value; None where ``main`` has fixed weights.
    other_policy
        The run in which an unknown at a requirement counts the other way.
    comparison
        The scenarios beside the base.
    """

    decision: Decision
    main: Robustness
    other: Robustness | None
    expected: Robustness | None
    other_policy: Robustness
    comparison: ScenarioComparison

    @property
    def evaluation(self) -> Evaluation:
        """What the decision comes to before simulation."""
        return self.main.evaluation

    @property
    def draws(self) -> int:
        """How many draws each run has."""
        return self.main.draws

    @property
    def both(self) -> tuple[Robustness, ...]:
        """The main run, and the one with the other weights where there is one."""
        return (self.main,) if self.other is None else (self.main, self.other)


def run(decision: Decision, *, weights: WeightsOption, draws: int, seed: int) -> Runs:
    """Compute everything that a report shows, all from the same random numbers.

    Raises
    ------
    OptionError
        If an option has a value that is not allowed.
    """
    main = robustness(decision, weights=weights, draws=draws, seed=seed)
    declared = not isinstance(main.evaluation.model.weights, SimplexWeights)
    turned: WeightsOption = "any" if weights == "declared" else "declared"
    policy = decision.policy.replace(unknown_at_requirement=OTHER_POLICY[decision.policy.unknown_at_requirement])
    return Runs(
        decision=decision,
        main=main,
        other=robustness(decision, weights=turned, draws=draws, seed=seed) if declared else None,
        expected=(
            robustness(decision, weights=weights, assessments="expected", draws=draws, seed=seed)
            if main.any_weights
            else None
        ),
        other_policy=robustness(decision.replace(policy=policy), weights=weights, draws=draws, seed=seed),
        comparison=scenarios(decision, weights=weights, draws=draws, seed=seed),
    )
