"""What could be found out of a decision, as numbers: single performances, and sets that belong together."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from vendor_eval.analysis.evaluate import Evaluation
from vendor_eval.analysis.findings import Finding
from vendor_eval.analysis.model import condition_of
from vendor_eval.decision.criteria import Criterion
from vendor_eval.decision.requirements import Requirement
from vendor_eval.decision.scales import Scale
from vendor_eval.engine.arrays import Floats
from vendor_eval.engine.cells import Cell, Condition
from vendor_eval.engine.cells import Unknown as Blank
from vendor_eval.engine.exact.region import region_of
from vendor_eval.engine.information import Fact, Payoffs
from vendor_eval.engine.tests import Interval, Members
from vendor_eval.engine.weights import PointWeights

__all__ = ["Bundle", "bundles", "payoffs"]

Kind = Literal["requirements", "vendor", "criterion", "weights", "everything"]
NEVER = Interval(1.0, 0.0)
MOST_CORNERS = 1000


@dataclass(frozen=True, slots=True)
class Bundle:
    """Performances that are found out together."""

    kind: Kind
    facts: tuple[Fact, ...]
    vendor: str | None = None
    criterion: str | None = None
    places: tuple[str, ...] = ()

    def cost(self, costs: Mapping[str, Mapping[str, float]] | None) -> float:
        """Return what finding all of it out costs; missing where the cost of a part is not stated."""
        stated = [(costs or {}).get(self.places[fact.vendor], {}).get(fact.criterion) for fact in self.facts]
        known = [cost for cost in stated if cost is not None]
        return math.fsum(known) if stated and len(known) == len(stated) else math.nan


def payoffs(evaluation: Evaluation) -> Payoffs:
    """Return whom one can choose, and what can be found out."""
    model, policy = evaluation.model, evaluation.decision.policy
    places = [i for i, key in enumerate(model.vendors) if evaluation.verdicts[key].name != "insufficient"]
    keys = tuple(model.vendors[i] for i in places)
    facts = tuple(fact for k, key in enumerate(keys) for fact in _facts(evaluation, k, key))
    musts = [
        [one for one in evaluation.details if one.vendor == key and one.must and one.result == "open"] for key in keys
    ]
    decided = {(fact.vendor, fact.criterion) for fact in facts if fact.decides}
    criteria_open = [{one.criterion for one in found} for found in musts]
    shoulds = [
        sum(1 for one in evaluation.details if one.vendor == key and not one.must and one.result in {"failed", "open"})
        for key in keys
    ]
    return Payoffs(
        vendors=keys,
        criteria=model.criteria,
        expected=model.overall(model.points("mean"))[places],
        facts=facts,
        open=tuple(len(found) for found in criteria_open),
        barred=np.array(
            [any((k, c) not in decided for c in found) for k, found in enumerate(criteria_open)], dtype=bool
        ),
        weak=tuple(shoulds),
        most=policy.max_weaknesses,
        minimum=policy.minimum_value,
        low=model.points("low")[places],
        corners=_corners(evaluation),
        nobody=float(policy.minimum_value or 0.0),
    )


def _facts(evaluation: Evaluation, place: int, vendor: str) -> Iterator[Fact]:
    decision, model = evaluation.decision, evaluation.model
    weights = dict(zip(model.criteria, model.weights.mean.tolist(), strict=True))
    for key, criterion in decision.criteria.items():
        cell = model.cell(vendor, key)
        asked = [one for one in evaluation.details if (one.vendor, one.criterion) == (vendor, key)]
        musts = [one for one in asked if one.must and (one.result == "open" or one.doubtful)]
        if cell.certain or (key not in weights and not any(one.result == "open" for one in asked)):
            continue
        chance, met = _given_met(criterion, cell, musts)
        yield Fact(
            vendor=place,
            criterion=key,
            weight=weights.get(key, 0.0),
            mean=cell.mean,
            decides=any(one.result == "open" for one in musts),
            chance=chance,
            cell=met,
            shoulds=tuple(
                _condition(criterion, cell, one.requirement) for one in asked if not one.must and one.result == "open"
            ),
        )


def _given_met(criterion: Criterion, cell: Cell, musts: list[Finding]) -> tuple[float, Cell]:
    """Return the chance that a performance meets its musts, and what is believed of it then."""
    if isinstance(cell, Blank) and not isinstance(criterion.scale, Scale):
        # Without a scale there is nothing to draw it from: it is taken as met, as in every simulation.
        return math.prod(one.requirement.p_met or 1.0 for one in musts), cell
    stated = [one.requirement.p_met for one in musts if one.unknown and one.requirement.p_met is not None]
    chance, found = 1.0, cell
    for one in musts:
        condition = _condition(criterion, cell, one.requirement)
        share = found.p_met(condition)
        if share <= 0:
            return 0.0, cell
        chance *= share
        if share < 1:
            found = found.cut(condition)
    return (math.prod(stated) if stated else chance), found


def _condition(criterion: Criterion, cell: Cell, requirement: Requirement) -> Condition:
    """Return what a requirement asks of a drawn performance; of an unknown its points stand for it."""
    condition = condition_of(criterion, requirement)
    if isinstance(cell, Blank) and isinstance(criterion.scale, Scale) and not isinstance(condition, Members):
        region = criterion.scale.curve().region(condition)
        return NEVER if region is None else Interval(*region)
    return condition


def _corners(evaluation: Evaluation) -> Floats:
    """Return the weights that a least overall value is held against, one a row; the mean of a set of too many."""
    declared = region_of(evaluation.model.weights)
    few = declared.listed and len(declared.corners) <= MOST_CORNERS
    return declared.corners if few else evaluation.model.weights.mean[np.newaxis]


def bundles(evaluation: Evaluation, paid: Payoffs) -> list[Bundle]:
    """List the sets of performances that are worth looking at together."""
    found = []
    for k, vendor in enumerate(paid.vendors):
        own = tuple(fact for fact in paid.facts if fact.vendor == k)
        deciding = tuple(fact for fact in own if fact.decides)
        if len(deciding) > 1:
            found.append(Bundle("requirements", deciding, vendor=vendor, places=paid.vendors))
        if len(own) > 1:
            found.append(Bundle("vendor", own, vendor=vendor, places=paid.vendors))
    deciding = tuple(fact for fact in paid.facts if fact.decides)
    if len({fact.vendor for fact in deciding}) > 1:
        found.append(Bundle("requirements", deciding, places=paid.vendors))
    for key in evaluation.decision.criteria:
        alike = tuple(fact for fact in paid.facts if fact.criterion == key)
        if len(alike) > 1:
            found.append(Bundle("criterion", alike, criterion=key, places=paid.vendors))
    if len(paid.vendors) > 1 and not isinstance(evaluation.model.weights, PointWeights):
        found.append(Bundle("weights", (), places=paid.vendors))
    if len(paid.facts) > 1:
        found.append(Bundle("everything", paid.facts, places=paid.vendors))
    return found
