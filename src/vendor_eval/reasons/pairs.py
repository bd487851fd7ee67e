"""Two vendors set against each other as numbers, and how often the one is ahead of the other in draws."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from vendor_eval.analysis.evaluate import Evaluation
from vendor_eval.analysis.robustness import Robustness, robustness
from vendor_eval.analysis.weights_said import drawn_said
from vendor_eval.engine.arrays import Floats
from vendor_eval.engine.exact.lines import along, weight_line
from vendor_eval.engine.exact.nearest import nearest_to_one, size_of
from vendor_eval.engine.ranks import TIE
from vendor_eval.engine.weights import PointWeights

__all__ = ["DRAWS", "Often", "Pair", "often"]

DRAWS = 10_000  # a share of these is off by half a percentage point at most, and they take a few hundredths of a second


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """Two vendors, the one that is ahead by expected values first, on the criteria that carry weight.

    Parameters
    ----------
    criteria, weights
        Their keys in the order of the file, and the declared or mean weights; shape (criteria,).
    ours, theirs
        Expected points, shape (criteria,), as ranks take them: open musts met, unless a vendor is insufficient.
    least
        The least of our points less the greatest of theirs, over all that may occur; shape (criteria,).
    """

    ahead: str
    behind: str
    criteria: tuple[str, ...]
    weights: Floats
    ours: Floats
    theirs: Floats
    least: Floats

    @classmethod
    def of(cls, evaluation: Evaluation, vendor: str, over: str) -> Pair:
        """Set two vendors against each other."""
        pair = cls._of(evaluation, vendor, over)
        return pair if pair.gap >= -TIE else cls._of(evaluation, over, vendor)

    @classmethod
    def _of(cls, evaluation: Evaluation, ahead: str, behind: str) -> Pair:
        model = evaluation.model
        weights = dict(zip(model.criteria, model.weights.mean.tolist(), strict=True))
        keys = tuple(key for key in evaluation.decision.weighted if weights[key] > 0)
        cells = [[evaluation.cell_as_ranked(one, key) for key in keys] for one in (ahead, behind)]
        ours, theirs = (np.array([cell.mean for cell in row]) for row in cells)
        ends = [[model.bounds(cell, whole=True) for cell in row] for row in cells]
        least = np.array([mine[0] - other[1] for mine, other in zip(*ends, strict=True)])
        return cls(ahead, behind, keys, np.array([weights[key] for key in keys]), ours, theirs, least)

    @property
    def differences(self) -> Floats:
        """Weighted differences in points, shape (criteria,); what rounding alone could make is none."""
        differences = self.weights * (self.ours - self.theirs)
        return np.where(np.abs(differences) <= TIE, 0.0, differences)

    @property
    def gap(self) -> float:
        """By how many points the first is ahead."""
        return math.fsum((self.weights * (self.ours - self.theirs)).tolist())

    @property
    def uncertain(self) -> bool:
        """Whether anything about their performances is open."""
        return bool((self.least < self.ours - self.theirs).any())

    def nearest_weights(self) -> tuple[Floats, float]:
        """Return the nearest weights that end the lead, and how much weight has to move; infinite where none do."""
        behind = self.theirs - self.ours
        if behind.max() <= TIE:
            return self.weights, math.inf
        after = nearest_to_one(self.weights / self.weights.sum(), behind, "L1")
        return after, size_of(after - self.weights, "L1") / 2

    def turning(self) -> tuple[str, float, float] | None:
        """Return the criterion whose weight alone is nearest to ending the lead, its weight, and where both are level.

        The others stay in proportion. None where no weight alone ends it.
        """
        points = np.array([self.ours, self.theirs])
        found = []
        for j, key in enumerate(self.criteria):
            line = weight_line(self.weights, [j])
            level = float(along(points, line).crossings[0, 1])
            if not math.isnan(level):
                found.append((abs(level - line.now), key, line.now, level))
        if not found or len(self.criteria) < 2:
            return None
        _, key, now, level = min(found, key=lambda one: one[0])
        return key, now, level


@dataclass(frozen=True, slots=True)
class Often:
    """How often one vendor is ahead of another.

    Parameters
    ----------
    share
        The share of draws, or of the weights where nothing was drawn.
    draws
        How many draws; 0 where the share was worked out for all weights at once.
    if_met
        Whether it holds only if the open requirements are met.
    weights
        Over which weights, in words.
    """

    share: float
    draws: int
    seed: int
    if_met: bool
    weights: str


def often(evaluation: Evaluation, pair: Pair, run: Robustness | None = None) -> Often | None:
    """Return how often the first of a pair is ahead; None where nothing is open, or one of them is insufficient.

    Parameters
    ----------
    run
        A simulation of the same decision; a short one is made where it is left out, or draws something else.
    """
    verdicts = [evaluation.verdicts[key].name for key in (pair.ahead, pair.behind)]
    stated = isinstance(evaluation.model.weights, PointWeights)
    if "insufficient" in verdicts or (stated and set(verdicts) == {"sufficient"} and not pair.uncertain):
        return None
    found = run if run is not None and _plain(run) else robustness(evaluation.decision, draws=DRAWS, progress=False)
    if stated and not found.draws:  # what is open is no matter of chance: it is taken as met
        return None
    return Often(
        share=found.ahead(pair.ahead, pair.behind),
        draws=found.draws,
        seed=found.stamp.seed or 0,
        if_met=found.if_met,
        weights=drawn_said(found.setup.weights),
    )


def _plain(run: Robustness) -> bool:
    """Whether a run draws at random all that is open in the decision as it is."""
    declared = run.weights == "declared" and run.assessments == "uncertain" and run.method is None
    return declared and run.stamp.sampling in {"random", None} and run.until is None
