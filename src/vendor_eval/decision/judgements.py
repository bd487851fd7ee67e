"""Who judged something, when, and why: what weights, scales, requirements and assessments carry."""

from __future__ import annotations

from vendor_eval.decision.dates import Day
from vendor_eval.decision.names import Text
from vendor_eval.decision.noun import Noun

__all__ = ["Judgement"]


class Judgement(Noun):
    """A noun that somebody decided: it may carry its reason, its author and its day."""

    because: Text = ""
    by: Text | None = None
    on: Day | None = None
