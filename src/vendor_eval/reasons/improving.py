"""What improving works on: one vendor, its goal, how far each criterion can be raised, and what would suffice."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from vendor_eval.analysis.evaluate import Evaluation, evaluation_of
from vendor_eval.analysis.findings import Finding
from vendor_eval.decision.assessments import Assessment
from vendor_eval.decision.beliefs import Exact
from vendor_eval.decision.document import Decision
from vendor_eval.engine.arrays import Floats
from vendor_eval.engine.climbs import Climb, Repair
from vendor_eval.engine.exact.region import region_of
from vendor_eval.engine.improvement import alone, smallest
from vendor_eval.engine.ranks import TIE
from vendor_eval.errors import OptionError
from vendor_eval.reasons.ways import Way, way_of

__all__ = ["Change", "Goal", "Hold", "Improving", "reaches"]

Hold = Literal["expected", "certain"]
LEAD = 1.5 * TIE  # points: ahead is ahead by more than a tie
NUDGES = tuple(10.0**power for power in range(-13, -6))  # of the length of the way: rounding's share of an answer


@dataclass(frozen=True, slots=True)
class Goal:
    """What a vendor is to reach: to be sufficient, and with ``rivals`` to be ahead of them."""

    kind: Literal["sufficient", "first", "over"]
    rivals: tuple[str, ...]
    hold: Hold


@dataclass(frozen=True, slots=True)
class Change:
    """One performance that would have to be another.

    ``score`` is what it would be, a number in the unit or a level; ``points`` are those before and after, and ``gain``
    is what that adds to the overall value at the declared or mean weights. ``required`` says whether a must asks for
    it.
    """

    criterion: str
    score: float | str
    points: tuple[float, float]
    gain: float
    required: bool


@dataclass(frozen=True, slots=True, eq=False)
class Improving:
    """One vendor on its way to a goal; criteria stand as in ``ways``."""

    evaluation: Evaluation
    vendor: str
    goal: Goal
    ways: tuple[Way, ...]
    climb: Climb

    @classmethod
    def of(cls, evaluation: Evaluation, vendor: str, goal: Goal, costs: Mapping[str, float] | None) -> Improving:
        """Gather what can be changed and what has to be reached."""
        model, i = evaluation.model, evaluation.model.vendors.index(vendor)
        unweighted = [
            key
            for key, criterion in evaluation.decision.criteria.items()
            if key not in model.criteria and criterion.require
        ]
        # Where the least that can occur counts, showing a performance helps already; else only raising it does.
        least_counts = goal.hold == "certain" or evaluation.decision.policy.minimum_value is not None
        side: Literal["low", "mean"] = "low" if least_counts else "mean"
        here = [*model.points(side, whole=goal.hold == "certain")[i], *(0.0 for _ in unweighted)]
        keys = [*model.criteria, *unweighted]
        unmet = _unmet_shoulds(evaluation, vendor)
        also = {key: [one for one in unmet if one.criterion == key] for key in unweighted}
        ways = tuple(
            way_of(evaluation, vendor, key, float(x), also=also.get(key, ())) for key, x in zip(keys, here, strict=True)
        )
        ways = tuple(way.at_least_only() if way.criterion in also else way for way in ways)
        return cls(evaluation, vendor, goal, ways, _climb(evaluation, vendor, goal, ways, costs))

    @property
    def possible(self) -> bool:
        """Whether each criterion's musts can be met at all."""
        return all(way.possible for way in self.ways)

    def reached_already(self) -> bool:
        """Whether the goal is reached as things stand."""
        return reaches(self.evaluation, self.vendor, self.goal)

    def repairs(self) -> tuple[Change, ...]:
        """Return what musts ask for whatever else is changed."""
        return self._changes(np.where(self.climb.forced, self.climb.least, np.nan))

    def single(self) -> dict[str, tuple[Change, ...] | None]:
        """Return for each criterion with weight what reaches the goal by it alone beside the repairs."""
        if self.enough():
            return {key: self.repairs() if self._way(key).forced else None for key in self.evaluation.decision.weighted}
        found: dict[str, tuple[Change, ...] | None] = {}
        for key in self.evaluation.decision.weighted:
            place = next(j for j, way in enumerate(self.ways) if way.criterion == key)
            found[key] = self._verified(alone(self.climb, place)) if self.possible else None
        return found

    def enough(self) -> bool:
        """Whether what musts ask for is all that the goal takes."""
        return self.possible and self._verified(np.where(self.climb.forced, self.climb.least, np.nan)) is not None

    def smallest(self, single: Mapping[str, tuple[Change, ...] | None], *, fewest: bool) -> tuple[Change, ...] | None:
        """Return the smallest set of changes that reaches the goal, or None if there is none.

        Parameters
        ----------
        single
            What reaches it by one criterion alone: the solver's answer is never worse than the best of these.
        fewest
            Whether to change as few criteria as possible, instead of with the least effort.
        """
        found = self._verified(smallest(self.climb, fewest=fewest)) if self.possible else None
        ways = [changes for changes in (found, *single.values()) if changes is not None]
        return min(ways, key=lambda changes: (len(changes) if fewest else 0, self.effort(changes)), default=None)

    def effort(self, changes: Sequence[Change]) -> float:
        """Return what some changes take: the share of each way, times its cost."""
        places = {way.criterion: j for j, way in enumerate(self.ways)}
        costs = np.where(np.isfinite(self.climb.costs), self.climb.costs, 0.0)
        return math.fsum(
            costs[places[one.criterion]] * max(one.points[1] - self.climb.start[places[one.criterion]], 0.0)
            for one in changes
        )

    def _way(self, key: str) -> Way:
        return next(way for way in self.ways if way.criterion == key)

    def _changes(self, points: Floats) -> tuple[Change, ...]:
        return tuple(
            self._change(way, float(worth)) for way, worth in zip(self.ways, points, strict=True) if not np.isnan(worth)
        )

    def _change(self, way: Way, points: float) -> Change:
        score, model = way.performance(points), self.evaluation.model
        before, after, weight = 0.0, 0.0, 0.0
        if way.criterion in model.criteria:
            i, j = model.vendors.index(self.vendor), model.criteria.index(way.criterion)
            before, weight = float(model.points("mean")[i, j]), float(model.weights.mean[j])
            after = dict(way.steps)[str(score)] if way.steps else self._worth(way, float(score))
        return Change(way.criterion, score, (before, after), weight * (after - before), way.forced)

    def _worth(self, way: Way, score: float) -> float:
        scale = way.noun.scale
        return scale.value(score) if scale is not None and hasattr(scale, "value") else 0.0

    def _verified(self, points: Floats | None) -> tuple[Change, ...] | None:
        """Return changes that reach the goal when they are made; what rounding takes from an answer is given back."""
        if points is None:
            return None
        changes = self._changes(points)
        for nudge in (0.0, *NUDGES):
            tried = changes if nudge == 0 else tuple(self._nudged(one, nudge) for one in changes)
            if reaches(self._alone(tried), self.vendor, self.goal, among=self.evaluation):
                return tried
        return None

    def _alone(self, changes: Sequence[Change]) -> Evaluation:
        """Evaluate the vendor by itself with some changes made: verdict and value depend on no rival."""
        decision = self.evaluation.decision
        row = dict(decision.assessments[self.vendor])
        row |= {one.criterion: Assessment(belief=Exact(value=one.score)) for one in changes}
        fields = {name: getattr(decision, name) for name in type(decision).model_fields}
        fields |= {"vendors": {self.vendor: decision.vendors[self.vendor]}, "assessments": {self.vendor: row}}
        # Nothing is checked again: performances are within their ranges, and very many are tried.
        made = Decision.model_construct(**fields)
        return evaluation_of(replace(self.evaluation.model, decision=made, vendors=(self.vendor,)))

    def _nudged(self, one: Change, nudge: float) -> Change:
        way = self._way(one.criterion)
        if isinstance(one.score, str) or math.isnan(way.end):
            return one
        moved = one.score + nudge * (way.end - way.start)
        inside = min(max(moved, min(way.start, way.end)), max(way.start, way.end))
        return replace(one, score=inside)


def reaches(evaluation: Evaluation, vendor: str, goal: Goal, *, among: Evaluation | None = None) -> bool:
    """Whether a vendor is sufficient and ahead of the goal's rivals.

    Parameters
    ----------
    among
        Where the rivals stand; beside the vendor if left out.
    """
    if evaluation.verdicts[vendor].name != "sufficient":
        return False
    among = among or evaluation
    rivals = [key for key in goal.rivals if among.verdicts[key].name != "insufficient"]
    if goal.hold == "expected":
        mine = evaluation.outcome.values[vendor]
        return all(mine - among.outcome.values[key] > TIE for key in rivals)
    worst = evaluation.model.points("low", whole=True)[evaluation.model.vendors.index(vendor)]
    best = among.model.points("high", if_met=True, whole=True)
    return evaluation.verdicts[vendor].proven and all(
        among.model.weights.least(worst - best[among.model.vendors.index(key)]) > TIE for key in rivals
    )


def _climb(
    evaluation: Evaluation, vendor: str, goal: Goal, ways: Sequence[Way], costs: Mapping[str, float] | None
) -> Climb:
    weights, unchanged, targets = _targets(evaluation, vendor, goal, len(ways))
    known = [way.criterion in evaluation.model.criteria for way in ways]
    priced = [
        (1.0 if costs is None else costs.get(way.criterion, math.inf) / 100) if weighted else math.inf
        for way, weighted in zip(ways, known, strict=True)
    ]
    repairs, asked = _weaknesses(evaluation, vendor, ways)
    model, blank = evaluation.model, np.zeros(len(ways) - len(evaluation.model.criteria))
    least = np.array([way.least for way in ways])
    return Climb(
        weights=weights,
        unchanged=unchanged,
        targets=targets,
        start=np.maximum(least, np.concatenate([model.points("mean")[model.vendors.index(vendor)], blank])),
        least=least,
        top=np.array([way.top for way in ways]),
        costs=np.array(priced),
        forced=np.array([way.forced for way in ways]),
        steps=tuple(tuple(worth for _, worth in way.steps) or None for way in ways),
        optional=repairs,
        asked=asked,
    )


def _targets(evaluation: Evaluation, vendor: str, goal: Goal, size: int) -> tuple[Floats, Floats, Floats]:
    """Return weights, unchanged points and values to be reached, one target a row."""
    model, policy = evaluation.model, evaluation.decision.policy
    i = model.vendors.index(vendor)
    expected, low = model.points("mean")[i], model.points("low", whole=goal.hold == "certain")[i]
    rows: list[tuple[Floats, Floats, float]] = []
    if policy.minimum_value is not None:
        rows += [(w, np.minimum(low, expected), policy.minimum_value) for w in _corners(evaluation)]
    if goal.hold == "expected":
        aims = [evaluation.outcome.values[key] for key in goal.rivals if key in evaluation.outcome.values]
        rows += [(model.weights.mean, expected, max(aims) + LEAD)] if aims else []
    else:
        best = model.points("high", if_met=True, whole=True)
        rivals = [model.vendors.index(key) for key in goal.rivals if key in evaluation.outcome.values]
        rows += [(w, low, float(w @ best[k]) + LEAD) for w in _corners(evaluation) for k in rivals]
    blank = np.zeros(size - len(model.criteria))
    return (
        np.array([np.concatenate([w, blank]) for w, _, _ in rows]).reshape(len(rows), size),
        np.array([np.concatenate([points, blank]) for _, points, _ in rows]).reshape(len(rows), size),
        np.array([target for _, _, target in rows], dtype=np.float64),
    )


def _corners(evaluation: Evaluation) -> Floats:
    """Return the corners of the declared weights, one a row."""
    declared = region_of(evaluation.model.weights)
    if not declared.listed:
        raise OptionError("hold='certain' is not possible with these weights: they have too many corners to list.")
    return declared.corners


def _unmet_shoulds(evaluation: Evaluation, vendor: str) -> list[Finding]:
    """Return the shoulds that are failed or open, if the decision has a rule on them and they are too many."""
    most = evaluation.decision.policy.max_weaknesses
    unmet = [
        one for one in evaluation.details if one.vendor == vendor and not one.must and one.result in {"failed", "open"}
    ]
    return [] if most is None or len(unmet) <= most else unmet


def _weaknesses(evaluation: Evaluation, vendor: str, ways: Sequence[Way]) -> tuple[tuple[Repair, ...], int]:
    """Return the shoulds that can be met, and how many of them have to be."""
    unmet = _unmet_shoulds(evaluation, vendor)
    places = {way.criterion: j for j, way in enumerate(ways)}
    repairs = tuple(
        Repair(places[one.criterion], way_of(evaluation, vendor, one.criterion, 0.0, also=[one]).least) for one in unmet
    )
    return repairs, len(unmet) - (evaluation.decision.policy.max_weaknesses or 0) if unmet else 0
