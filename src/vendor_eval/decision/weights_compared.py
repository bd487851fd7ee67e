"""Weights from comparisons: each criterion with each other, or all with the best and the worst."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from typing import Annotated, Any, Literal

import numpy as np
from pydantic import BeforeValidator, Field, model_validator

from vendor_eval.decision.names import Key
from vendor_eval.decision.noun import Frozen, Noun, refuse
from vendor_eval.decision.numbers import Number
from vendor_eval.decision.weights_stated import LevelWeights, cannot_keep
from vendor_eval.decision.wording import joined
from vendor_eval.engine.bestworst import BestWorst as Answers
from vendor_eval.engine.bestworst import Intervals
from vendor_eval.engine.linearweights import BoundedWeights
from vendor_eval.engine.pairwise import RECIPROCAL, Pairwise
from vendor_eval.engine.weights import PointWeights
from vendor_eval.engine.weights import Weights as Numbers
from vendor_eval.errors import Path

__all__ = ["BestWorst", "BestWorstWeights", "PairwiseWeights"]

MOST_COMPARED = 100  # things: comparing more by hand is a mistake
EXACT = 1e-9  # intervals no wider than this are single weights

_FRACTION = re.compile(r"\s*1\s*/\s*([0-9.]+)\s*", re.ASCII)


def _no_fraction(value: Any) -> Any:
    if isinstance(value, str) and (match := _FRACTION.fullmatch(value)):
        raise ValueError(f"must be a number, not '{value}': turn the comparison round, and write {match[1]} there.")
    return value


Ratio = Annotated[Number, Field(gt=0), BeforeValidator(_no_fraction)]
Answer = Annotated[Number, Field(ge=1)]


class PairwiseWeights(LevelWeights):
    """Weights from answers to "how many times as important is this as that?" (the analytic hierarchy process).

    Each pair is answered one way round. Some may be left out where ``method`` is ``geometric_mean``, as long as the
    answers connect all criteria. ``random_index`` names the table that the consistency ratio is taken with.

    Examples
    --------
    >>> PairwiseWeights(pairwise={"fit": {"price": 2}, "price": {"risk": 3}}, method="geometric_mean").point()
    {'fit': 0.6..., 'price': 0.3..., 'risk': 0.1...}
    """

    pairwise: Frozen[Key, Frozen[Key, Ratio]]
    method: Literal["eigenvector", "geometric_mean"] = "eigenvector"
    random_index: Literal["saaty_1980", "saaty_2008", "alonso_lamata_2006"] = "saaty_1980"

    @model_validator(mode="after")
    def _hold_together(self) -> PairwiseWeights:
        if not self.items or len(self.items) > MOST_COMPARED:
            said = f"compares {len(self.items)} things; from 1 to {MOST_COMPARED} can be compared."
            refuse("PairwiseWeights", [(("pairwise",), said)])
        refuse("PairwiseWeights", self._contradictions())
        problem = self._gap()
        refuse("PairwiseWeights", [(("pairwise",), problem)] if problem else [])
        return self

    def _gap(self) -> str:
        """Say which comparisons are missing: between parts that nothing connects, or any that the method needs."""
        try:
            answers = self.answers
        except ValueError as error:
            return str(error)
        if self.method == "geometric_mean" or answers.complete:
            return ""
        i, j = np.argwhere(~answers.known)[0]
        advice = "Compare them, or say `method: geometric_mean`, which does without."
        return f"does not compare {self.items[i]} with {self.items[j]}; the eigenvector needs every pair. {advice}"

    def _contradictions(self) -> Iterator[tuple[Path, str]]:
        for row, column, ratio in self._given():
            if row == column and ratio != 1:
                yield ("pairwise", row, column), f"compares {row} with itself; that is 1, or left out."
            back = self.pairwise.get(column, {}).get(row)
            if row != column and back is not None and abs(ratio * back - 1) > RECIPROCAL and self._first(column, row):
                said = f"is {ratio:g}, but {column} against {row} is {back:g}: one must be 1 divided by the other."
                yield ("pairwise", row, column), f"{said} Give one of the two."

    def _first(self, row: str, column: str) -> bool:
        """Whether a pair stands before the same pair turned round: a contradiction is told at the second."""
        rows = list(self.pairwise)
        return rows.index(row) < rows.index(column)

    def _given(self) -> Iterator[tuple[str, str, float]]:
        for row, columns in self.pairwise.items():
            for column, ratio in columns.items():
                yield row, column, ratio

    @property
    def items(self) -> tuple[str, ...]:
        """What is compared, in the order of the file."""
        return tuple(dict.fromkeys(name for row, column, _ in self._given() for name in (row, column)))

    @property
    def answers(self) -> Pairwise:
        """The comparisons as numbers."""
        return Pairwise.of(self.items, {(row, column): ratio for row, column, ratio in self._given()})

    def point(self) -> dict[str, float]:
        """Return the weights by criterion (Saaty, 1980; Crawford and Williams, 1985)."""
        weights = self.answers.eigenvector() if self.method == "eigenvector" else self.answers.geometric_means()
        return dict(zip(self.items, weights.tolist(), strict=True))


class BestWorst(Noun):
    """How many times as important the best is as each criterion, and each as the worst."""

    best: Key
    worst: Key
    best_to_others: Frozen[Key, Answer]
    others_to_worst: Frozen[Key, Answer]

    @model_validator(mode="after")
    def _hold_together(self) -> BestWorst:
        refuse("BestWorst", self._problems())
        return self

    def _problems(self) -> Iterator[tuple[Path, str]]:
        if self.best == self.worst:
            yield ("worst",), f"is {self.worst}, which is also the best; the two must differ."
        for name, own in (("best_to_others", self.best), ("others_to_worst", self.worst)):
            answers = getattr(self, name)
            if answers.get(own, 1) != 1:
                yield (name, own), f"compares {own} with itself; that is 1, or left out."
            # The best against the worst is asked once.
            own_two = (own, self.best) if name == "others_to_worst" else (own,)
            missing = [item for item in self.items if item not in answers and item not in own_two]
            if missing:
                yield (name,), f"holds no answer for {joined(missing)}."
        yield from self._steep_problems()
        there, back = self.best_to_others.get(self.worst), self.others_to_worst.get(self.best)
        if there is not None and back is not None and there != back:
            said = f"says that {self.best} is {back:g} times as important as {self.worst}, but best_to_others says"
            yield ("others_to_worst", self.best), f"{said} {there:g}."

    def _steep_problems(self) -> Iterator[tuple[Path, str]]:
        """Say which answers go further than from the best to the worst: then these would not be the best and worst."""
        span = self.best_to_others.get(self.worst)
        for name in ("best_to_others", "others_to_worst"):
            for item, answer in getattr(self, name).items():
                if span is not None and answer > span and item not in (self.best, self.worst):
                    said = (
                        f"is {answer:g}, more than the {span:g} from the best, {self.best}, to the worst, {self.worst}"
                    )
                    yield (name, item), f"{said}; no step can be longer than that."

    @property
    def items(self) -> tuple[str, ...]:
        """What is compared, the best first."""
        return tuple(dict.fromkeys([self.best, *self.best_to_others, *self.others_to_worst, self.worst]))

    @property
    def answers(self) -> Answers:
        """The comparisons as numbers."""
        to_worst = {self.best: self.best_to_others[self.worst], **self.others_to_worst, self.worst: 1.0}
        to_best = {**self.best_to_others, self.best: 1.0}
        pairs = [tuple(answers[item] for item in self.items) for answers in (to_best, to_worst)]
        return Answers(self.items, self.best, self.worst, *pairs)


class BestWorstWeights(LevelWeights):
    """Weights from comparing all criteria with the best and with the worst only (Rezaei, 2015 and 2016).

    The linear model gives one weight each; the nonlinear one an interval each, and all weights within them count.
    """

    best_worst: BestWorst
    model: Literal["linear", "nonlinear"] = "linear"

    @model_validator(mode="after")
    def _hold_together(self) -> BestWorstWeights:
        if len(self.items) > MOST_COMPARED:
            said = f"compares {len(self.items)} things; at most {MOST_COMPARED} can be compared."
            refuse("BestWorstWeights", [(("best_worst",), said)])
        return self

    @property
    def items(self) -> tuple[str, ...]:
        """What is compared, the best first."""
        return self.best_worst.items

    @property
    def solution(self) -> dict[str, tuple[float, float]]:
        """The least and the greatest weight of each criterion; equal in the linear model."""
        return _solution(self)

    @property
    def intervals(self) -> Intervals | None:
        """The solution of the nonlinear model; None in the linear one."""
        return self.best_worst.answers.nonlinear() if self.model == "nonlinear" else None

    def point(self) -> dict[str, float] | None:
        """Return the weights by criterion; None where the nonlinear model leaves intervals."""
        if any(high - low > EXACT for low, high in self.solution.values()):
            return None
        return {item: low for item, (low, _) in self.solution.items()}

    def numbers(self, names: Mapping[str, str]) -> Numbers:
        """Return the weights, or all weights within the intervals."""
        if self.point() is not None:
            return PointWeights(tuple(self.solution[name][0] for name in names))
        low, high = zip(*(self.solution[name] for name in names), strict=True)
        return BoundedWeights(tuple(names.values()), low, high)

    def keeping(self, criteria: Collection[str]) -> LevelWeights:
        """Return the weights for some of the criteria only, in proportion; intervals have none."""
        if self.point() is None and not set(self.items) <= set(criteria):
            raise cannot_keep("the nonlinear best-worst model gives intervals that hold for all of them together")
        return super().keeping(criteria)


@lru_cache(maxsize=256)  # not on the noun itself: pydantic would take a cached property for a field
def _solution(weights: BestWorstWeights) -> dict[str, tuple[float, float]]:
    found = weights.intervals
    if found is None:
        linear, _ = weights.best_worst.answers.linear()
        return {item: (weight, weight) for item, weight in zip(weights.items, linear.tolist(), strict=True)}
    ends = zip(found.low.tolist(), found.high.tolist(), strict=True)
    return dict(zip(weights.items, ends, strict=True))
