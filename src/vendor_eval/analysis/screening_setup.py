"""A market set up for drawing: what is drawn, what is held, and by which method vendors are ranked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from vendor_eval.analysis.market_entrants import MarketEntrants
from vendor_eval.analysis.market_requirements import OPEN
from vendor_eval.analysis.market_verdicts import Judged
from vendor_eval.analysis.method_said import method_said
from vendor_eval.analysis.model import Model
from vendor_eval.analysis.progress import Progress
from vendor_eval.analysis.robustness_options import Options
from vendor_eval.analysis.screening_parts import WholeMarket
from vendor_eval.analysis.weights_said import drawn_said
from vendor_eval.decision.market import Market
from vendor_eval.engine.methods import Method
from vendor_eval.engine.running import Executor
from vendor_eval.engine.screening import Reached, reach_top
from vendor_eval.engine.screening_methods import reach_top_by
from vendor_eval.engine.weights import PointWeights, SimplexWeights, Weights
from vendor_eval.errors import OptionError

__all__ = ["ScreeningSetup"]


@dataclass(frozen=True, eq=False)
class ScreeningSetup:
    """A judged market and the options that it is drawn with.

    Raises
    ------
    OptionError
        If the options ask for draws that a method cannot rank.
    """

    market: Market
    model: Model
    judged: Judged
    options: Options
    top: int

    def __post_init__(self) -> None:
        """Refuse to draw performances for a method that compares all vendors with one another."""
        if self.options.method is not None and self.uncertain:
            raise OptionError(
                f"method ranks each vendor by all others, so {self.options.method.label} takes no performances that "
                "are drawn: hold them at their expected values with assessments='expected'."
            )

    @property
    def weights(self) -> Weights:
        """The weights that are drawn: those declared, or all that are possible."""
        return SimplexWeights(self.model.criteria) if self.options.weights == "any" else self.model.weights

    @cached_property
    def uncertain(self) -> bool:
        """Whether some performance or requirement is drawn."""
        if self.options.assessments == "expected":
            return False
        ranges = any(len(points.rows) for points in self.judged.points.values())
        return ranges or any((one.results == OPEN).any() for one in self.judged.tested)

    @property
    def certain(self) -> bool:
        """Whether nothing changes from draw to draw."""
        return isinstance(self.weights, PointWeights) and not self.uncertain

    @property
    def if_met(self) -> bool:
        """Whether shares hold only if open requirements are met that rest on an unknown."""
        if self.options.assessments == "expected":
            return bool(self.judged.undetermined.any())
        decision = self.market.decision
        counting = decision.policy.max_weaknesses is not None
        return any(
            bool((~self.judged.insufficient & (one.results == OPEN) & self.market.column(one.criterion).unknown).any())
            for one in self.judged.tested
            if one.requirement.p_met is None
            and (one.must or (counting and decision.criteria[one.criterion].scale is None))
        )

    @property
    def said(self) -> str:
        """Over which weights the draws go, by which method, and what is held."""
        by = "" if self.options.method is None else f", ranked by {method_said(self.options.method)}"
        held = ", with assessments held at their expected values" if self.options.assessments == "expected" else ""
        return f"{drawn_said(self.weights)}{by}{held}"

    def run(self, *, executor: Executor | None = None, progress: Progress | None = None) -> Reached:
        """Count in how many draws each vendor of the market is first and among the best few."""
        entrants = MarketEntrants.of(self.market, self.model, self.judged, expected=not self.uncertain)
        first, among = np.zeros(len(self.market)), np.zeros(len(self.market))
        draws = self.options.draws
        if not len(entrants):
            return Reached(draws, first, among, draws, np.zeros(0, dtype=np.bool_))
        asked: dict[str, Any] = {
            "top": self.top,
            "draws": draws,
            "seed": self.options.seed,
            "minimum_value": self.market.decision.policy.minimum_value,
            "executor": executor,
            "progress": progress,
        }
        method = self.options.method
        if method is None:
            reached = reach_top(WholeMarket(entrants), self.weights, **asked)
        else:
            reached = self._ranked_by(method, entrants, asked)
        first[entrants.vendors], among[entrants.vendors] = reached.first, reached.top
        return replace(reached, first=first, top=among)

    def _ranked_by(self, method: Method, entrants: MarketEntrants, asked: dict[str, Any]) -> Reached:
        """Rank by another method, which compares all that may have a rank with one another."""
        points = entrants.points(np.arange(len(entrants)))
        try:
            return reach_top_by(method, points, self.weights, **asked)
        except ValueError as error:
            raise OptionError(f"method cannot rank these vendors: {error} Choose another method.") from error
