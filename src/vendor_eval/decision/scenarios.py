"""Scenarios: named changes to a decision, laid over the base key by key."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag

from vendor_eval.decision.assessments import Assessment
from vendor_eval.decision.criteria import Requirements, plain_requirements
from vendor_eval.decision.dates import Day
from vendor_eval.decision.evidence import Grade, Kind
from vendor_eval.decision.faults import TAG
from vendor_eval.decision.names import Key, Text
from vendor_eval.decision.noun import Frozen, Keys, Many, Noun
from vendor_eval.decision.numbers import Number
from vendor_eval.decision.scales import AnyScale
from vendor_eval.decision.weights import Weights
from vendor_eval.decision.wording import found

__all__ = ["EvidenceFilter", "Scenario"]


class EvidenceFilter(Noun):
    """Which evidence may be used: published by a day, on states from a day on, and without some kinds and grades.

    ``published_by`` admits only what was certainly published by then. ``describes_from`` leaves out what describes an
    older state: of a month, a year or an interval the last day counts. Evidence of unknown day passes neither.
    """

    published_by: Day | None = None
    describes_from: Day | None = None
    without_kinds: Many[Kind] = ()
    without_grades: Many[Grade] = ()


def _null_is_unknown(value: Any) -> Any:
    return "unknown" if value is None else value


def _none_or_list(value: Any) -> Any:
    if value != "none" and not isinstance(value, list | tuple | None):
        raise ValueError(f"must be `none` or a list of the criteria whose requirements act, {found(value)}.")
    return value


Changed = Annotated[Assessment, BeforeValidator(_null_is_unknown)]
Acting = Annotated[
    Annotated[Literal["none"], Tag(TAG + "none")] | Annotated[Keys, Tag(TAG + "keys")],
    Discriminator(lambda value: TAG + ("none" if isinstance(value, str) else "keys")),
    BeforeValidator(_none_or_list),
]


class Scenario(Noun):
    """One named change. What it names is replaced whole; what it does not name stays as in the base.

    ``criteria`` and ``vendors`` keep only those named; ``requirements`` says whose requirements act; ``evidence``
    leaves evidence out (an assessment that loses all of it becomes unknown); ``widen`` moves each bound of each belief
    by that fraction towards the end of its scale; ``hindsight`` allows evidence on a state later than the decision.
    """

    because: Text = ""
    weights: Weights | None = None
    scale: Frozen[Key, AnyScale] = Field(default_factory=dict)
    require: Frozen[Key, Requirements | None] = Field(default_factory=dict)
    assessments: Frozen[Key, Frozen[Key, Changed]] = Field(default_factory=dict)
    criteria: Keys | None = None
    vendors: Keys | None = None
    requirements: Acting | None = None
    evidence: EvidenceFilter | None = None
    widen: Annotated[Number, Field(gt=0, le=1)] | None = None
    hindsight: bool = False

    def plain(self) -> Any:
        """Return the scenario as a file holds it; a single requirement stands without a list."""
        whole: dict[str, Any] = super().plain()
        if "require" in whole:
            whole["require"] = {key: plain_requirements(changed) for key, changed in whole["require"].items()}
        return whole
