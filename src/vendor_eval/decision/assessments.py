"""Assessments: a belief about one vendor on one criterion, with its rationale and its evidence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from pydantic import model_validator

from vendor_eval.decision.beliefs import AnyBelief, Exact, Interval, LevelChances, Unknown
from vendor_eval.decision.judgements import Judgement
from vendor_eval.decision.noun import Keys
from vendor_eval.decision.wording import found

__all__ = ["BELIEF_FIELDS", "Assessment"]

BELIEF_FIELDS = ("value", "low", "high", "levels")
_FORMS = ({"value"}, {"low", "high"}, {"levels"})


class Assessment(Judgement):
    """What is believed of one vendor on one criterion, why, and on which evidence.

    In a file it may be a bare number, a level's name or ``unknown``.

    Examples
    --------
    >>> Assessment.model_validate({"low": 900, "high": 950, "evidence": ["E1"]}).belief
    Interval(low=900.0, high=950.0)
    >>> Assessment.model_validate("unknown").unknown
    True
    """

    short_fields: ClassVar[tuple[str, ...]] = (*BELIEF_FIELDS, "because", "evidence", "by", "on")

    belief: AnyBelief
    evidence: Keys = ()

    @model_validator(mode="before")
    @classmethod
    def _read_short_form(cls, data: Any) -> Any:
        if isinstance(data, Exact | Interval | LevelChances | Unknown):
            return {"belief": data}
        if not isinstance(data, Mapping):
            return {"belief": _exact(data)}
        given = {name: data[name] for name in BELIEF_FIELDS if name in data}
        if "belief" in data and not given:
            return dict(data)
        rest = {name: item for name, item in data.items() if name not in given}
        if set(given) not in _FORMS or "belief" in data:
            there = " and ".join(given) or "none of them"
            raise ValueError(f"needs either `value`, or `low` and `high`, or `levels`; found {there}. {_ADVICE}")
        return {"belief": _exact(given["value"]) if "value" in given else given, **rest}

    def plain(self) -> Any:
        """Return the shortest form that says the same: a bare score where nothing else is known."""
        whole: dict[str, Any] = super().plain()
        belief = whole.pop("belief")
        if self.unknown:
            belief = {"value": "unknown"}
        if not whole and set(belief) == {"value"}:
            return belief["value"]
        return belief | whole

    @property
    def unknown(self) -> bool:
        """Whether nothing is known of the performance."""
        return isinstance(self.belief, Unknown)


_ADVICE = "Write `value: unknown` where nothing is known."


def _exact(value: Any) -> dict[str, Any]:
    if value is None:
        raise ValueError("is empty: give a score or a range, or write `unknown`.")
    if isinstance(value, list | tuple | Mapping):
        raise ValueError(f"must be a number, a level or `unknown`, {found(value)}; a range is {{low: ..., high: ...}}.")
    return {} if value == "unknown" else {"value": value}
