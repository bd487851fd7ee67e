"""The decision's own rules: what an unknown does at a requirement, and when vendors count as separated."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from vendor_eval.decision.noun import Noun
from vendor_eval.decision.numbers import Number, Points, Whole

__all__ = ["Policy"]


class Policy(Noun):
    """Rules that are set before scoring and printed in the report.

    ``unknown_at_requirement``: an unknown leaves the verdict undetermined, or fails as in a closed tender.
    ``minimum_value``: overall points below which a vendor is insufficient. ``max_weaknesses``: how many failed shoulds
    a sufficient vendor may have. ``separation``: the share of draws in which the leader must beat a rival to count as
    separated from it. ``coverage``: which central part of a belief without real ends (mean and sd, a test result)
    speaks for it in verdicts and bounds; draws use all of it.
    """

    unknown_at_requirement: Literal["undetermined", "fail"] = "undetermined"
    minimum_value: Points | None = None
    max_weaknesses: Whole | None = None
    separation: Annotated[Number, Field(gt=0.5, le=1)] = 0.75
    coverage: Annotated[Number, Field(ge=0.5, lt=1)] = 0.99
