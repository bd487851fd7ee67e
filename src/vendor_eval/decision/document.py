"""The decision: the whole document, its vendors, criteria, evidence and judgements, checked as one."""

from __future__ import annotations

import hashlib
import html
import json
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from itertools import chain, islice
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, ValidationError, model_validator

from vendor_eval.decision.assessments import Assessment
from vendor_eval.decision.checks import check
from vendor_eval.decision.criteria import Criterion
from vendor_eval.decision.dates import Day
from vendor_eval.decision.evaluators import Disagreement, Evaluator
from vendor_eval.decision.evidence import Evidence
from vendor_eval.decision.faults import faults_of
from vendor_eval.decision.from_table import Columns, plain_from_table
from vendor_eval.decision.graded import widened_rows
from vendor_eval.decision.groups import Group
from vendor_eval.decision.names import Filled, Key, Text
from vendor_eval.decision.noun import Frozen, FrozenDict, Noun, plain_of
from vendor_eval.decision.numbers import Score
from vendor_eval.decision.overlay import overlaid, without_criterion, without_vendor
from vendor_eval.decision.panels import disagreements, spanned_rows
from vendor_eval.decision.parts import Parts, salvage
from vendor_eval.decision.policies import Policy
from vendor_eval.decision.scenario_checks import check_scenarios
from vendor_eval.decision.scenarios import Scenario
from vendor_eval.decision.translations import Translations, singulars_of, still_said, translated, translation_faults
from vendor_eval.decision.tree import Branch, tree_of
from vendor_eval.decision.vendors import Condition, Vendor
from vendor_eval.decision.weights import Weights, point_of
from vendor_eval.decision.wording import found
from vendor_eval.errors import DecisionError, Fault, UnknownNameError
from vendor_eval.languages.speaking import checked

if TYPE_CHECKING:
    import pandas as pd

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
    groups: Frozen[Key, Group] = Field(default_factory=dict)
    weights: Weights
    policy: Policy = Policy()
    evaluators: Frozen[Key, Evaluator] = Field(default_factory=dict)
    vendors: Frozen[Key, Vendor]
    baseline: Annotated[Score, BeforeValidator(_baseline)] = "none"
    conditions: Frozen[Key, Condition] = Field(default_factory=dict)
    assessments: Frozen[Key, Frozen[Key, Assessment]]
    evidence: Frozen[Key, Evidence] = Field(default_factory=dict)
    scenarios: Frozen[Key, Scenario] = Field(default_factory=dict)
    translations: Translations = Field(default_factory=dict)

    @model_validator(mode="wrap")
    @classmethod
    def _find_every_fault(cls, data: Any, handler: Callable[[Any], Self]) -> Self:
        """Report what is wrong with the parts and what is wrong between them in one error."""
        if isinstance(data, Decision):
            # A digest that is kept would be taken for a field.
            data = {name: getattr(data, name) for name in cls.model_fields}
        try:
            decision = handler(data)
        except ValidationError as error:
            strays = translation_faults(plain_of(data), whole=False) if isinstance(data, Mapping) else ()
            raise DecisionError(_once([*faults_of(error, data), *_between(salvage(data)), *strays])) from None
        faults = _between(Parts.of(decision))
        if decision.translations:
            faults += islice(translation_faults(decision.plain()), ENOUGH)
        if faults:
            raise DecisionError(_once(faults))
        spanned = spanned_rows(decision.criteria, decision.assessments, decision.policy)
        counting = widened_rows(decision.criteria, spanned, decision.evidence, decision.policy)
        if counting is not decision.assessments:
            # The decision is being built: what counts where evaluators differ, or evidence is weak, is known only with
            # the scales.
            object.__setattr__(decision, "assessments", FrozenDict(counting))
        return decision

    @classmethod
    def from_table(
        cls,
        frame: pd.DataFrame,
        *,
        objectives: Mapping[str, str] | Sequence[str],
        weights: Any = "equal",
        worst: Mapping[str, float] | None = None,
        best: Mapping[str, float] | None = None,
        require: Mapping[str, Any] | None = None,
        title: str = "Decision from a table",
        as_of: Any = None,
        evidence: Mapping[str, Any] | None = None,
        missing: Literal["refuse", "unknown"] = "refuse",
    ) -> Self:
        """Build a decision from a table: a vendor a row, named by the index, and a criterion a column.

        Parameters
        ----------
        objectives
            ``"min"`` or ``"max"`` for each column, by its name or in order.
        weights
            ``"equal"``, ``"any"``, amounts by column or in order, or weights as in a file.
        worst, best
            Ends of scales by column; others are those of the vendors at hand, and marked ``anchors: data``.
        require, evidence
            As in a file: requirements by column, and where the figures are from; every assessment rests on all of it.
        as_of
            The day of the decision; today if left out.
        missing
            Whether a number that is missing is refused, or means that nothing is known.

        Examples
        --------
        >>> import pandas as pd
        >>> frame = pd.DataFrame({"price": [9, 7], "speed": [40, 30]}, index=["alpha", "beta"])
        >>> Decision.from_table(frame, objectives=["min", "max"], worst={"price": 10}, best={"price": 5}).weighted
        ('price', 'speed')
        """
        said = Columns.said(objectives, weights, worst, best, require, evidence, missing)
        return cls.model_validate(plain_from_table(frame, said, title=title, as_of=as_of))

    @property
    def weighted(self) -> tuple[str, ...]:
        """The keys of the criteria that carry weight, in the order of the file."""
        return tuple(key for key, criterion in self.criteria.items() if not criterion.information_only)

    @property
    def tree(self) -> Branch:
        """The groups, and the criteria that carry weight in them."""
        return tree_of({key: self.criteria[key].group for key in self.weighted})

    @property
    def point_weights(self) -> dict[str, float] | None:
        """The weight of each criterion that carries some; None where the weights are a set."""
        return point_of(self.weights, self.tree)

    @property
    def disagreements(self) -> tuple[Disagreement, ...]:
        """What several evaluators judged differently without agreeing on it since."""
        return tuple(disagreements(self.weights, self.assessments))

    @cached_property
    def digest(self) -> str:
        """A SHA-256 digest of the content: equal for equal decisions, whatever file they came from."""
        canonical = json.dumps(self.plain(), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()

    def __str__(self) -> str:
        """Read as a line: the title, the day, and how much the decision holds."""
        parts = [
            _counted(len(self.vendors), "vendor"),
            _counted(len(self.criteria), "criterion", "criteria"),
            *([_counted(len(self.evidence), "item of evidence", "items of evidence")] if self.evidence else []),
            *([_counted(len(self.scenarios), "scenario")] if self.scenarios else []),
        ]
        return f"{self.title} (as of {self.as_of}): {', '.join(parts)}; digest {self.digest[:12]}"

    def _repr_html_(self) -> str:
        """Show the same line in a notebook; the whole decision is ``repr(decision)``."""
        return f"<p>{html.escape(str(self))}</p>"

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

    def group_name(self, path: str) -> str:
        """Return a group's name for display: its path where it has none."""
        return self.groups[path].name or path if path in self.groups else path

    def replace(self, **changes: Any) -> Self:
        """Return a copy with some fields changed, validated anew; translations of texts that go, go with them.

        Raises
        ------
        UnknownNameError
            If a field does not exist.
        DecisionError
            If the changed copy has faults.
        """
        if self.translations and "translations" not in changes:
            others = [name for name in type(self).model_fields if name != "translations"]
            fields = {name: getattr(self, name) for name in others} | changes
            changes["translations"] = still_said(self.translations, plain_of(fields))
        return super().replace(**changes)

    def translated(self, language: str) -> Decision:
        """Return the decision with its own words in a language, as far as the file translates them.

        Its digest stays that of the decision itself: it says the same in other words.

        Raises
        ------
        OptionError
            If there is no such language.
        """
        glossary = self.translations.get(checked(language))
        if not glossary:
            return self
        copy = type(self).model_validate(translated(self.plain(), glossary))
        copy.__dict__["digest"] = self.digest
        return copy

    def singulars(self, language: str) -> dict[str, str]:
        """Return the units whose singular the file translates, each with its singular."""
        units = [criterion.unit for criterion in self.criteria.values() if criterion.unit]
        return singulars_of(units, self.translations.get(checked(language), {}))

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
        """Return the decision without one criterion and all said of it; other weights keep their proportions.

        Raises
        ------
        DecisionError
            If no criterion with weight is left, or the weights mean nothing for some of their criteria only.
        """
        self._known_criterion(criterion)
        return self.replace(**without_criterion(self, criterion))

    def _known_vendor(self, vendor: str) -> None:
        if vendor not in self.vendors:
            raise UnknownNameError.of("vendor", vendor, self.vendors)

    def _known_criterion(self, criterion: str) -> None:
        if criterion not in self.criteria:
            raise UnknownNameError.of("criterion", criterion, self.criteria)


def _counted(count: int, one: str, several: str = "") -> str:
    return f"{count} {one if count == 1 else several or one + 's'}"


def _between(parts: Parts) -> list[Fault]:
    return list(islice(chain(check(parts), check_scenarios(parts)), ENOUGH))


def _once(faults: list[Fault]) -> list[Fault]:
    return list(dict.fromkeys(faults))
