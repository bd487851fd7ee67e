"""The decision under lint, with what many remarks ask about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from vendor_eval.analysis.evaluate import Evaluation, evaluate
from vendor_eval.analysis.findings import Finding
from vendor_eval.analysis.model import Model
from vendor_eval.analysis.wording import counted, joined
from vendor_eval.decision.assessments import Assessment
from vendor_eval.decision.criteria import Criterion
from vendor_eval.decision.document import Decision
from vendor_eval.decision.evidence import Evidence
from vendor_eval.decision.scales import LevelScale
from vendor_eval.engine.cells import Cell as Belief
from vendor_eval.engine.weights import PointWeights

__all__ = ["Cell", "Subject", "listed"]

Cell = tuple[str, str, Assessment]
"""A vendor, a criterion, and what is believed of the one on the other."""

MOST_NAMED = 6


def listed(names: Sequence[str]) -> str:
    """Join names in prose; of many, the first.

    Examples
    --------
    >>> listed(["A", "B"]), listed(list("ABCDEFGHI"))
    ('A and B', 'A, B, C, D, E and 4 more')
    """
    if len(names) <= MOST_NAMED:
        return joined(names)
    return f"{', '.join(names[: MOST_NAMED - 1])} and {len(names) - MOST_NAMED + 1} more"


@dataclass(frozen=True)
class Subject:
    """A decision, with its evaluation and the names and groupings that remarks speak of."""

    decision: Decision

    @cached_property
    def evaluation(self) -> Evaluation:
        """What the decision comes to."""
        return evaluate(self.decision)

    @property
    def model(self) -> Model:
        """The decision as numbers."""
        return self.evaluation.model

    @cached_property
    def weights(self) -> dict[str, float]:
        """The declared weight of each criterion that carries one, or its mean where weights are a set."""
        means = dict(zip(self.model.criteria, self.model.weights.mean.tolist(), strict=True))
        return {key: means[key] for key in self.decision.weighted}

    @property
    def declared(self) -> bool:
        """Whether the weights are single numbers."""
        return isinstance(self.model.weights, PointWeights)

    @cached_property
    def counting(self) -> tuple[str, ...]:
        """The criteria that can change a result: by their weight or by a requirement."""
        decision = self.decision
        return tuple(
            key for key, criterion in decision.criteria.items() if self.weights.get(key, 0) > 0 or criterion.require
        )

    def vendor(self, key: str) -> str:
        """Return a vendor's name."""
        return self.decision.vendor_name(key)

    def criterion(self, key: str) -> str:
        """Return a criterion's name."""
        return self.decision.criterion_name(key)

    def vendors_named(self, keys: Sequence[str]) -> str:
        """Return the names of some vendors in prose."""
        return listed([self.vendor(key) for key in keys])

    def criteria_named(self, keys: Sequence[str]) -> str:
        """Return the names of some criteria in prose."""
        return listed([self.criterion(key) for key in keys])

    def assessment(self, vendor: str, criterion: str) -> Assessment:
        """Return what is believed of one vendor on one criterion."""
        return self.decision.assessments[vendor][criterion]

    def known(self, vendor: str, criterion: str) -> bool:
        """Whether anything is known of one vendor on one criterion."""
        return not self.model.unknown(vendor, criterion)

    @cached_property
    def cells(self) -> dict[tuple[str, str], Belief]:
        """What is believed as numbers, by vendor and criterion."""
        decision = self.decision
        return {(vendor, key): self.model.cell(vendor, key) for vendor in decision.vendors for key in decision.criteria}

    def support(self, vendor: str, criterion: str) -> tuple[float, float]:
        """Return the least and the greatest points of one vendor on one criterion."""
        return self.model.bounds(self.cells[vendor, criterion])

    def supports(self, criterion: str) -> list[tuple[float, float]] | None:
        """Return the supports of all vendors on one criterion; None where one is unknown or there is only one."""
        vendors = list(self.decision.vendors)
        if len(vendors) < 2 or not all(self.known(vendor, criterion) for vendor in vendors):
            return None
        return [self.support(vendor, criterion) for vendor in vendors]

    def ends(self, vendor: str, criterion: str) -> tuple[float, float] | None:
        """Return the least and the greatest performance on a numeric scale; None where nothing is known."""
        if isinstance(self.decision.criteria[criterion].scale, LevelScale) or not self.known(vendor, criterion):
            return None
        return self.cells[vendor, criterion].central(self.decision.policy.coverage)

    def scored(self, criteria: Sequence[str] | None = None) -> Iterator[Cell]:
        """Go through all scores that are known and can change a result."""
        for vendor in self.decision.vendors:
            for key in self.counting if criteria is None else criteria:
                if self.known(vendor, key):
                    yield vendor, key, self.assessment(vendor, key)

    def items(self, assessment: Assessment) -> list[Evidence]:
        """Return the evidence that an assessment rests on."""
        return [self.decision.evidence[key] for key in assessment.evidence]

    def first_scored(self, criteria: Sequence[str]) -> date | None:
        """Return the first day on which anybody was scored on some criteria, as far as days are given."""
        days = [one.on for _, _, one in self.scored(criteria) if one.on is not None]
        return min(days, default=None)

    @cached_property
    def findings(self) -> dict[tuple[str, int], list[Finding]]:
        """How all vendors stand to each requirement, by its criterion and its position there."""
        positions = [
            (key, position)
            for _ in self.decision.vendors
            for key, criterion in self.decision.criteria.items()
            for position, _ in enumerate(criterion.require)
        ]
        found: dict[tuple[str, int], list[Finding]] = {}
        for place, finding in zip(positions, self.evaluation.details, strict=True):
            found.setdefault(place, []).append(finding)
        return found

    def requirement_place(self, criterion: str, position: int) -> str:
        """Return where a requirement stands in the file."""
        several = len(self.decision.criteria[criterion].require) > 1
        return f"criteria.{criterion}.require" + (f".{position}" if several else "")

    def noun(self, criterion: str) -> Criterion:
        """Return a criterion."""
        return self.decision.criteria[criterion]

    def by_vendor(self, cells: Sequence[Cell], one: str, several: str) -> Iterator[tuple[str, str]]:
        """Say for each vendor which of its scores something is true of, in one remark a vendor.

        ``one`` and ``several`` end the sentence after the score or the scores.
        """
        keys_of: dict[str, list[str]] = {}
        for vendor, key, _ in cells:
            keys_of.setdefault(vendor, []).append(key)
        for vendor, keys in keys_of.items():
            if len(keys) == 1:
                yield f"assessments.{vendor}.{keys[0]}", f"{self._score(vendor, keys[0])} {one}."
            else:
                named = self.criteria_named(keys)
                said = counted(len(keys), "score")
                yield f"assessments.{vendor}", f"{said} of {self.vendor(vendor)} ({named}) {several}."

    def _score(self, vendor: str, criterion: str) -> str:
        return f"The score of {self.vendor(vendor)} on {self.criterion(criterion)}"
