"""Assessments: a belief about one vendor on one criterion, with its rationale and its evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, ClassVar

from pydantic import BaseModel, Field, model_validator

from vendor_eval.decision.beliefs import AnyBelief, Belief, Unknown
from vendor_eval.decision.judgements import Judgement
from vendor_eval.decision.names import Key
from vendor_eval.decision.noun import Frozen, Keys, refuse
from vendor_eval.decision.wording import found
from vendor_eval.errors import Path
from vendor_eval.languages.phrases import say

__all__ = ["BELIEF_FIELDS", "Assessment"]

_FORMS = (
    ("value",),
    ("low", "high"),
    ("low", "likely", "high"),
    ("low", "likely", "high", "shape"),
    ("mean", "sd"),
    ("passes", "trials"),
    ("levels",),
)
PANEL_FIELDS = ("by_evaluator", "agreed")
PANEL_COPIED = ("belief", "because", "evidence", "by", "on")
_STATED = "_stated"  # where a widened assessment keeps the belief that was stated: beside its fields, as it follows
BELIEF_FIELDS = tuple(dict.fromkeys(name for form in _FORMS for name in form))


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

    short_fields: ClassVar[tuple[str, ...]] = (
        *(*BELIEF_FIELDS, "because", "evidence", "by", "on"),
        *PANEL_FIELDS,
    )

    belief: AnyBelief
    evidence: Keys = ()
    by_evaluator: Frozen[Key, Assessment] = Field(default_factory=dict)
    agreed: Assessment | None = None

    @model_validator(mode="before")
    @classmethod
    def _read_short_form(cls, data: Any) -> Any:
        if isinstance(data, Belief):
            return {"belief": data}
        if not isinstance(data, Mapping):
            return {"belief": _exact(data)}
        if data.get("by_evaluator") or data.get("agreed"):
            return _panel(data)
        if "belief" in data and _STATED in data:
            # A widened assessment is taken into another decision: what counts there follows anew.
            return {name: item for name, item in data.items() if name != _STATED} | {"belief": data[_STATED]}
        given = {name: data[name] for name in BELIEF_FIELDS if name in data}
        if "belief" in data and not given:
            return dict(data)
        rest = {name: item for name, item in data.items() if name not in given}
        if set(given) not in map(set, _FORMS) or "belief" in data:
            there = " and ".join(given) or "none of them"
            raise ValueError(f"needs either {_CHOICE}; found {there}. {_ADVICE}")
        return {"belief": _exact(given["value"]) if "value" in given else given, **rest}

    def __eq__(self, other: object) -> bool:
        """Say whether two assessments say the same; of several evaluators, whether they gave the same.

        What then counts follows from that, from the scale and from the policy.
        """
        return self._said == other._said if isinstance(other, Assessment) else NotImplemented

    def __hash__(self) -> int:
        """Agree with equality."""
        return hash(self._said)

    @property
    def _said(self) -> tuple[object, ...]:
        if self.by_evaluator:
            return self.by_evaluator, self.agreed
        return self.stated_belief, self.because, self.evidence, self.by, self.on

    @model_validator(mode="after")
    def _settle(self) -> Assessment:
        """Take what several evaluators agreed on, or what all of them say; else the decision spans what they say."""
        if not self.by_evaluator:
            return self
        refuse("Assessment", self._panel_problems())
        first, *others = self.by_evaluator.values()
        counting = self.agreed or first
        if self.agreed is None and any(one.belief != first.belief for one in others):
            *most, last = self.by_evaluator
            who = say("{names} and {last}", names=", ".join(most), last=last)
            items = dict.fromkeys(key for one in self.by_evaluator.values() for key in one.evidence)
            because = say("Not agreed: spans what {people} say.", people=who)
            counting = Assessment(belief=Unknown(), because=because, evidence=tuple(items))
        for name in PANEL_COPIED:
            # The noun is being built: these fields are not given, they follow.
            object.__setattr__(self, name, getattr(counting, name))
        return self

    def _panel_problems(self) -> Iterator[tuple[Path, str]]:
        for name, one in self.by_evaluator.items():
            if one.by_evaluator:
                yield ("by_evaluator", name), "is one evaluator's own assessment; it cannot hold several."
        if self.agreed is not None and self.agreed.by_evaluator:
            yield ("agreed",), "is what was agreed; it cannot hold several assessments."
        elif self.agreed is not None and not self.agreed.because.strip():
            yield ("agreed",), "needs its reason: add `because`."

    @property
    def settled(self) -> bool:
        """Whether one belief counts without doubt: there is one, or one is agreed, or all evaluators say the same."""
        return self.agreed is not None or len({one.belief for one in self.by_evaluator.values()}) <= 1

    def stated(self) -> Iterator[tuple[Path, Assessment]]:
        """Go through the assessments that somebody gave, each with its path inside this one: itself if there is one."""
        for name, one in self.by_evaluator.items():
            yield ("by_evaluator", name), one
        if self.agreed is not None:
            yield ("agreed",), self.agreed
        if not self.by_evaluator:
            yield (), self

    def each(self, change: Callable[[Assessment], Assessment]) -> Assessment:
        """Return the assessment with every one that somebody gave changed."""
        if not self.by_evaluator:
            return change(self.replace() if self.widened else self)
        given = {name: change(one) for name, one in self.by_evaluator.items()}
        agreed = None if self.agreed is None else change(self.agreed)
        return Assessment.model_validate({"by_evaluator": given, "agreed": agreed})

    def spanning(self, belief: AnyBelief) -> Assessment:
        """Return the assessment with a belief that spans what the evaluators say."""
        return BaseModel.model_copy(self, update={"belief": belief})

    @property
    def resting_on(self) -> tuple[str, ...]:
        """The evidence behind what counts: its own; of what evaluators say alike, or agreed on without any, theirs."""
        if not self.by_evaluator or (self.agreed is not None and self.agreed.evidence):
            return self.evidence
        return tuple(dict.fromkeys(key for one in self.by_evaluator.values() for key in one.evidence))

    def widened_to(self, belief: AnyBelief) -> Assessment:
        """Return the assessment with a wider belief that counts in the place of the stated one, which it keeps."""
        whole = self.spanning(belief)
        # It is no field: nobody gives it, and it is forgotten where the assessment is validated anew.
        object.__setattr__(whole, _STATED, self.stated_belief)
        return whole

    @property
    def stated_belief(self) -> AnyBelief:
        """The belief as it was stated, or follows from what evaluators stated, before weak evidence widened it."""
        stated: AnyBelief = self.__dict__.get(_STATED, self.belief)
        return stated

    @property
    def widened(self) -> bool:
        """Whether weak evidence widened the belief that counts."""
        return self.stated_belief != self.belief

    def replace(self, **changes: Any) -> Assessment:
        """Return a copy with some fields changed, validated anew; what was widened is as it was stated, again."""
        if _STATED in self.__dict__ and not self.by_evaluator:
            changes = {"belief": self.stated_belief} | changes
        return super().replace(**changes)

    def plain(self) -> Any:
        """Return the shortest form that says the same: a bare score where nothing else is known."""
        if self.by_evaluator:
            given = {"by_evaluator": {name: one.plain() for name, one in self.by_evaluator.items()}}
            return given if self.agreed is None else given | {"agreed": self.agreed.plain()}
        whole: dict[str, Any] = super().plain() | {"belief": self.stated_belief.plain()}
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


_CHOICE = "`value`, or `low` and `high` (and `likely`), or `mean` and `sd`, or `passes` and `trials`, or `levels`"
_ADVICE = "Write `value: unknown` where nothing is known."


def _panel(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of an assessment that several evaluators gave; its belief follows from theirs."""
    if not data.get("by_evaluator"):
        raise ValueError("holds what was `agreed`, but no `by_evaluator` with what each evaluator said.")
    beside = [] if "belief" in data else [name for name in data if name not in PANEL_FIELDS]
    if beside:
        raise ValueError(f"holds {' and '.join(beside)} beside `by_evaluator`; write that inside `agreed`.")
    return {"by_evaluator": data["by_evaluator"], "agreed": data.get("agreed"), "belief": Unknown()}


def _exact(value: Any) -> dict[str, Any]:
    if value is None:
        raise ValueError("is empty: give a score or a range, or write `unknown`.")
    if isinstance(value, list | tuple | Mapping):
        raise ValueError(f"must be a number, a level or `unknown`, {found(value)}; a range is {{low: ..., high: ...}}.")
    return {} if value == "unknown" else {"value": value}
