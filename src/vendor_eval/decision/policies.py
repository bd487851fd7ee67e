"""The decision's own rules: what an unknown does at a requirement, and when vendors count as separated."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Annotated, Literal

from pydantic import Field, model_validator

from vendor_eval.decision.evidence import Grade
from vendor_eval.decision.noun import Noun, refuse
from vendor_eval.decision.numbers import Number, Points, Share, Whole, tidy
from vendor_eval.errors import Path

__all__ = ["GRADES", "Policy", "WidenByGrade", "best_grade"]

GRADES: tuple[Grade, ...] = ("high", "medium", "low")
"""The grades of evidence, the best first."""


def best_grade(grades: Collection[Grade]) -> Grade | None:
    """Return the best of some grades; None where there is none.

    Examples
    --------
    >>> best_grade(["low", "medium"]), best_grade([])
    ('medium', None)
    """
    return min(grades, key=GRADES.index, default=None)


class WidenByGrade(Noun):
    """How far weak evidence widens a belief: the fraction of its way to the end of the scale that each bound moves.

    The best grade among the evidence of an assessment counts: weaker evidence beside stronger takes nothing from what
    the stronger shows, and nobody is better off for leaving evidence out of the file. Evidence of high grade counts as
    it is stated. ``none`` is for assessments without evidence; left out, these stay as they are stated.
    """

    medium: Share = 0.0
    low: Share = 0.0
    none: Share | None = None

    @model_validator(mode="after")
    def _hold_together(self) -> WidenByGrade:
        refuse("WidenByGrade", self._problems())
        return self

    def _problems(self) -> Iterator[tuple[Path, str]]:
        if self.low < self.medium:
            yield (
                (),
                f"widens for low, {tidy(self.low)}, less than for medium, {tidy(self.medium)}; weaker counts as wider.",
            )
        if self.none is not None and self.none < self.low:
            yield (
                (),
                f"widens for none, {tidy(self.none)}, less than for low, {tidy(self.low)}; weaker counts as wider.",
            )

    def fraction(self, grades: Collection[Grade]) -> float:
        """Return how far a belief is widened that rests on evidence of some grades.

        Examples
        --------
        >>> weak = WidenByGrade(medium=0.1, low=0.3, none=0.5)
        >>> weak.fraction(["low"]), weak.fraction(["low", "high"]), weak.fraction([])
        (0.3, 0.0, 0.5)
        """
        match best_grade(grades):
            case "high":
                return 0.0
            case "medium":
                return self.medium
            case "low":
                return self.low
            case _:
                return self.none or 0.0


class Policy(Noun):
    """Rules that are set before scoring and printed in the report.

    ``unknown_at_requirement``: an unknown leaves the verdict undetermined, or fails as in a closed tender.
    ``minimum_value``: overall points below which a vendor is insufficient. ``max_weaknesses``: how many failed shoulds
    a sufficient vendor may have. ``separation``: the share of draws in which the leader must beat a rival to count as
    separated from it. ``coverage``: which central part of a belief without real ends (mean and sd, a test result)
    speaks for it in verdicts and bounds; draws use all of it. ``widen_by_grade``: how far beliefs that rest on weak
    evidence are widened before anything is judged; off where it is left out.
    """

    unknown_at_requirement: Literal["undetermined", "fail"] = "undetermined"
    minimum_value: Points | None = None
    max_weaknesses: Whole | None = None
    separation: Annotated[Number, Field(gt=0.5, le=1)] = 0.75
    coverage: Annotated[Number, Field(ge=0.5, lt=1)] = 0.99
    widen_by_grade: WidenByGrade | None = None
