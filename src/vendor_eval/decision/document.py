"""The decision: the whole document, its vendors, criteria, evidence and judgements, checked as one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from functools import cached_property
from itertools import chain, islice
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, ValidationError, model_validator

from vendor_eval.decision.assessments import Assessment
from vendor_eval.decision.checks import check
from vendor_eval.decision.criteria import Criterion
from vendor_eval.decision.dates import Day
from vendor_eval.decision.evidence import Evidence
from vendor_eval.decision.faults import faults_of
from vendor_eval.decision.names import Filled, Key, Text
from vendor_eval.decision.noun import Frozen, Noun
from vendor_eval.decision.numbers import Score
from vendor_eval.decision.overlay import overlaid, without_criterion, without_vendor
from vendor_eval.decision.parts import Parts, salvage
from vendor_eval.decision.policies import Policy
from vendor_eval.decision.scenario_checks import check_scenarios
from vendor_eval.decision.scenarios import Scenario
from vendor_eval.decision.vendors import Condition, Vendor
from vendor_eval.decision.weights import Weights
from vendor_eval.decision.wording import found
from vendor_eval.errors import DecisionError, Fault, UnknownNameError

__all__ = ["FORMAT", "Decision"]

FORMAT: Literal[1] = 1
ENOUGH = 10_000  # faults between parts: nobody reads more, and looking for them all could take minutes


def _this_format(version: Any) -> Any:
    if isinstance(version, bool) or not isinstance(version, int) or version != FORMAT:
        newer = isinstance(version, int) and version > FORMAT
        advice = "; the file is newer than this library: update vendor_eval" if newer else ""
        raise ValueError(
            f"must be {FORMAT}, the version of the file format that is read here, {found(version)}{advice}."
        )
    return version


def _baseline(baseline: Any) -> Any:
    known = isinstance(baseline, str | int | float) and not isinstance(baseline, bool)
    if not known or (isinstance(baseline, int | float) and not 0 <= baseline <= 100):
        raise ValueError(f"must be none, a vendor, or a value from 0 to 100 points, {found(baseline)}.")
    return baseline


class Decision(Noun):
    """A whole vendor decision: question, criteria, weights, vendors, assessments, evidence and scenarios.

    Raises
    ------
    DecisionError
        With every fault, if the parts are wrong by themselves or do not hold together.
    """

    vendor_eval: Annotated[Literal[1], BeforeValidator(_this_format)] = FORMAT
    title: Filled
    question: Text = ""
    description: Text = ""
    as_of: Day
    criteria: Frozen[Key, Criterion]
    weights: Weights
    policy: Policy = Policy()
    vendors: Frozen[Key, Vendor]
    baseline: Annotated[Score, BeforeValidator(_baseline)] = "none"
    conditions: Frozen[Key, Condition] = Field(default_factory=dict)
    assessments: Frozen[Key, Frozen[Key, Assessment]]
    evidence: Frozen[Key, Evidence] = Field(default_factory=dict)
    scenarios: Frozen[Key, Scenario] = Field(default_factory=dict)

    @model_validator(mode="wrap")
    @classmethod
    def _find_every_fault(cls, data: Any, handler: Callable[[Any], Self]) -> Self:
        """Report what is wrong with the parts and what is wrong between them in one error."""
        try:
            decision = handler(data)
        except ValidationError as error:
            raise DecisionError(_once([*faults_of(error, data), *_between(salvage(data))])) from None
        faults = _between(Parts.of(decision))
        if faults:
            raise DecisionError(_once(faults))
        return decision

    @property
    def weighted(self) -> tuple[str, ...]:
        """The keys of the criteria that carry weight, in the order of the file."""
        return tuple(key for key, criterion in self.criteria.items() if not criterion.information_only)

    @cached_property
    def digest(self) -> str:
        """A SHA-256 digest of the content: equal for equal decisions, whatever file they came from."""
        canonical = json.dumps(self.plain(), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()

    def plain(self) -> dict[str, Any]:
        """Return the decision as a file holds it."""
        whole: dict[str, Any] = {"vendor_eval": FORMAT} | super().plain()
        return {name: whole[name] for name in type(self).model_fields if name in whole}

    def vendor_name(self, key: str) -> str:
        """Return a vendor's name for display: its key where it has none."""
        self._known_vendor(key)
        return self.vendors[key].name or key

    def criterion_name(self, key: str) -> str:
        """Return a criterion's name for display: its key where it has none."""
        self._known_criterion(key)
        return self.criteria[key].name or key

    def under(self, scenario: str) -> Decision:
        """Return the decision as one of its scenarios has it.

        Raises
        ------
        UnknownNameError
            If there is no such scenario.
        """
        if scenario not in self.scenarios:
            raise UnknownNameError.of("scenario", scenario, self.scenarios)
        return self.replace(**overlaid(self, self.scenarios[scenario]), scenarios={})

    def with_weights(self, weights: Any) -> Decision:
        """Return the decision with other weights: a weights noun, ``"any"``, or a mapping as in a file."""
        return self.replace(weights=weights)

    def with_assessment(self, vendor: str, criterion: str, assessment: Any) -> Decision:
        """Return the decision with one assessment replaced: an assessment, a belief, or a score as in a file."""
        self._known_vendor(vendor)
        self._known_criterion(criterion)
        row = {**self.assessments[vendor], criterion: assessment}
        return self.replace(assessments={**self.assessments, vendor: row})

    def without_vendor(self, vendor: str) -> Decision:
        """Return the decision without one vendor and all that is said of it."""
        self._known_vendor(vendor)
        return self.replace(**without_vendor(self, vendor))

    def without_criterion(self, criterion: str) -> Decision:
        """Return the decision without one criterion and all said of it; other weights keep their proportions."""
        self._known_criterion(criterion)
        return self.replace(**without_criterion(self, criterion))

    def _known_vendor(self, vendor: str) -> None:
        if vendor not in self.vendors:
            raise UnknownNameError.of("vendor", vendor, self.vendors)

    def _known_criterion(self, criterion: str) -> None:
        if criterion not in self.criteria:
            raise UnknownNameError.of("criterion", criterion, self.criteria)


def _between(parts: Parts) -> list[Fault]:
    return list(islice(chain(check(parts), check_scenarios(parts)), ENOUGH))


def _once(faults: list[Fault]) -> list[Fault]:
    return list(dict.fromkeys(faults))
