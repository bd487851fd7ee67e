"""The parts of a decision, taken from a whole one or saved from faulty data, so that they can be checked together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from vendor_eval.decision.assessments import BELIEF_FIELDS, Assessment
from vendor_eval.decision.criteria import Criterion
from vendor_eval.decision.dates import Day
from vendor_eval.decision.evaluators import Evaluator
from vendor_eval.decision.evidence import Evidence
from vendor_eval.decision.groups import Group
from vendor_eval.decision.noun import Noun
from vendor_eval.decision.scenarios import Scenario
from vendor_eval.decision.vendors import Condition, Vendor
from vendor_eval.decision.weights import Weights
from vendor_eval.errors import DecisionError

if TYPE_CHECKING:
    from vendor_eval.decision.document import Decision

__all__ = ["Parts", "salvage"]

N = TypeVar("N", bound=Noun)

_DAY: TypeAdapter[date] = TypeAdapter(Day)
_WEIGHTS: TypeAdapter[Any] = TypeAdapter(Weights)


@dataclass(frozen=True)
class Parts:
    """The parts of a decision.

    A part that is faulty by itself is None, so that its name is still known; a whole section is None where it is
    missing or no mapping, so that nothing is said about what refers to it. ``stated`` are the weights as they stand,
    even faulty ones.
    """

    as_of: date | None = None
    criteria: Mapping[str, Criterion | None] | None = None
    groups: Mapping[str, Group | None] | None = None
    weights: Weights | None = None
    stated: object = None
    evaluators: Mapping[str, Evaluator | None] | None = None
    vendors: Mapping[str, Vendor | None] | None = None
    baseline: object = "none"
    conditions: Mapping[str, Condition | None] | None = None
    assessments: Mapping[str, Mapping[str, Assessment | None] | None] | None = None
    evidence: Mapping[str, Evidence | None] | None = None
    scenarios: Mapping[str, Scenario | None] | None = None
    faulty_scenarios: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @classmethod
    def of(cls, decision: Decision) -> Parts:
        """Take a decision apart."""
        return cls(
            **{name: getattr(decision, name) for name in cls.__dataclass_fields__ if hasattr(decision, name)},
            stated=decision.weights.plain(),
        )

    def groups_of(self, criteria: Iterable[str]) -> dict[str, str]:
        """Return the group that each of some criteria is in; none where it is faulty."""
        found = {key: (self.criteria or {}).get(key) for key in criteria}
        return {key: "" if one is None else one.group for key, one in found.items()}

    @property
    def weighted(self) -> tuple[str, ...] | None:
        """Keys of the criteria that carry weight; faulty ones count, so that their weights are not called unknown."""
        if self.criteria is None:
            return None
        return tuple(key for key, one in self.criteria.items() if one is None or not one.information_only)


def salvage(data: Any) -> Parts:
    """Read from faulty plain data what can be read."""
    if not isinstance(data, Mapping):
        return Parts()
    rows = _section(data.get("assessments"))
    scenarios = _section(data.get("scenarios", {}))
    saved = _each(Scenario, scenarios)
    return Parts(
        as_of=_attempt(_DAY, data.get("as_of")),
        criteria=_each(Criterion, data.get("criteria")),
        groups=_each(Group, data.get("groups", {})),
        weights=_attempt(_WEIGHTS, data.get("weights")),
        stated=data.get("weights"),
        evaluators=_each(Evaluator, data.get("evaluators", {})),
        vendors=_each(Vendor, data.get("vendors")),
        baseline=data.get("baseline", "none"),
        conditions=_each(Condition, data.get("conditions", {})),
        assessments=None if rows is None else {key: _each(Assessment, row) for key, row in rows.items()},
        evidence=_each(Evidence, data.get("evidence", {})),
        scenarios=saved,
        faulty_scenarios={
            name: scenario
            for name, scenario in (scenarios or {}).items()
            if isinstance(scenario, Mapping) and (saved or {}).get(name) is None
        },
    )


def _section(values: Any) -> dict[str, Any] | None:
    return {str(key): value for key, value in values.items()} if isinstance(values, Mapping) else None


def _attempt(adapter: TypeAdapter[Any], value: Any) -> Any:
    try:
        return adapter.validate_python(value)
    except ValidationError:
        return None


def _each(kind: type[N], values: Any) -> dict[str, N | None] | None:
    section = _section(values)
    return None if section is None else {key: _saved(kind, value) for key, value in section.items()}


def _saved(kind: type[N], value: Any) -> N | None:
    """Read a noun without its faulty fields, where it can do without them."""
    try:
        return kind.model_validate(value)
    except DecisionError as error:
        # A scenario without one of its fields would be another scenario, with faults of its own.
        if not isinstance(value, Mapping) or kind is Scenario:
            return None
        faulty = {fault.path[0] if fault.path else "" for fault in error.faults}
    rest = {key: item for key, item in value.items() if key not in faulty}
    if kind is Assessment and faulty & {"", *BELIEF_FIELDS}:
        rest = {key: item for key, item in rest.items() if key not in BELIEF_FIELDS} | {"value": "unknown"}
    try:
        return kind.model_validate(rest)
    except DecisionError:
        return None
