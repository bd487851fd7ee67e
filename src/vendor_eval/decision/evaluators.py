"""Evaluators: who judged, and where several who judged the same do not agree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vendor_eval.decision.names import Text
from vendor_eval.decision.noun import Noun
from vendor_eval.errors import Path

__all__ = ["Disagreement", "Evaluator"]


class Evaluator(Noun):
    """Somebody who gives assessments or weights."""

    name: Text = ""
    role: Text = ""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What several evaluators judged differently, and on which nothing is agreed.

    Parameters
    ----------
    path
        Where it stands in the decision.
    given
        What each evaluator gave, by key.
    """

    path: Path
    given: Mapping[str, Noun]
