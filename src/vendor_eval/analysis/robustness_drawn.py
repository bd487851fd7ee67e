"""What was drawn in a run and what was held, under the names that the run has for it."""

from __future__ import annotations

import pandas as pd

from vendor_eval.analysis.evaluate import Evaluation
from vendor_eval.analysis.robustness_options import AssessmentsOption, HeldWeightsOption
from vendor_eval.analysis.robustness_setup import Setup
from vendor_eval.decision.document import Decision
from vendor_eval.engine.methods import Method
from vendor_eval.engine.weights import PointWeights, SimplexWeights

__all__ = ["Drawn"]


class Drawn:
    """Views of the setup of a run."""

    setup: Setup

    @property
    def decision(self) -> Decision:
        """The decision."""
        return self.setup.evaluation.decision

    @property
    def evaluation(self) -> Evaluation:
        """What the decision comes to before simulation."""
        return self.setup.evaluation

    @property
    def weights(self) -> HeldWeightsOption:
        """Which weights were drawn: those declared, or any; or that they were held at their mean."""
        return "mean" if self.setup.options.mean_weights else self.setup.options.weights

    @property
    def assessments(self) -> AssessmentsOption:
        """Whether assessments were drawn as uncertain or held at their expected values."""
        return self.setup.options.assessments

    @property
    def method(self) -> Method | None:
        """The method that vendors are ranked by; None for the value model."""
        return self.setup.options.method

    @property
    def until(self) -> float | None:
        """The greatest standard error that was wanted of any rank acceptability; None if all draws were wanted."""
        return self.setup.options.until

    @property
    def any_weights(self) -> bool:
        """Whether every set of weights was drawn, by option or because none are declared."""
        return isinstance(self.setup.weights, SimplexWeights)

    @property
    def varied(self) -> bool:
        """Whether weights were drawn at all; exact ones were not."""
        return not isinstance(self.setup.weights, PointWeights)

    @property
    def mean_weights(self) -> pd.Series:
        """The mean of the weights that were drawn."""
        weights = self.setup.weights.mean
        return pd.Series(weights, index=list(self.evaluation.model.criteria))[list(self.decision.weighted)]
