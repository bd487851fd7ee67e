"""Checking an argument again: from the decision itself, by plain sums, without what the argument was found by."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vendor_eval.analysis.evaluate import Evaluation, evaluate
from vendor_eval.analysis.model import cell_if_met, cell_of, condition_of, met_results
from vendor_eval.analysis.robustness import robustness
from vendor_eval.engine.ranks import TIE

if TYPE_CHECKING:
    from vendor_eval.reasons.arguments import Argument

__all__ = ["holds"]

ROUNDING = 1e-10  # points: sums in another order may differ by less


@dataclass(frozen=True, slots=True)
class _Facts:
    """What a decision says of two vendors, by criterion that carries weight: weights, differences, what is possible."""

    weights: Mapping[str, float]
    ours: Mapping[str, float]
    theirs: Mapping[str, float]
    least: Mapping[str, float]

    def difference(self, key: str) -> float:
        return self.weights[key] * (self.ours[key] - self.theirs[key])

    @property
    def gap(self) -> float:
        return math.fsum(self.difference(key) for key in self.weights)

    def speaking(self, sign: int) -> dict[str, float]:
        """Return the advantages (1) or the disadvantages (−1), both above 0."""
        found = {key: sign * self.difference(key) for key in self.weights}
        return {key: points for key, points in found.items() if points > TIE}


def holds(argument: Argument, evaluation: Evaluation) -> bool:
    """Whether an argument is true of a decision."""
    decision = evaluation.decision
    known = {argument.vendor, argument.over} <= set(decision.vendors) and argument.vendor != argument.over
    if not known or not set(argument.criteria) <= set(decision.criteria):
        return False
    facts, numbers = _facts(evaluation, argument.vendor, argument.over), argument.numbers
    if not _same(numbers.get("gap"), facts.gap):
        return False
    if argument.type not in {"tie", "insufficiency"} and facts.gap <= TIE:
        return False
    match argument.type:
        case "tie":
            return abs(facts.gap) <= TIE + ROUNDING and not argument.criteria
        case "insufficiency":
            return _insufficiency(argument, evaluation)
        case "dominance":
            return _dominance(argument, facts)
        case "better on all that matters":
            return _better(argument, facts)
        case "sufficient set":
            return _set(argument, facts)
        case "compensation":
            return _compensation(argument, facts)
        case "close call":
            return _close(argument, facts)
        case "undecidable":
            return _undecidable(argument, evaluation)


def _facts(evaluation: Evaluation, vendor: str, over: str) -> _Facts:
    decision = evaluation.decision
    fresh = evaluate(decision)
    weights = dict(zip(fresh.model.criteria, map(float, fresh.model.weights.mean), strict=True))
    weighty = [key for key in decision.weighted if weights[key] > 0]
    cells = {}
    for one in (vendor, over):
        for key in weighty:
            criterion = decision.criteria[key]
            cell = cell_of(criterion, decision.assessments[one][key].belief)
            if fresh.verdicts[one].name != "insufficient":
                cell = cell_if_met(criterion, one, cell, decision.policy.coverage)
            cells[one, key] = cell
    return _Facts(
        weights={key: weights[key] for key in weighty},
        ours={key: cells[vendor, key].mean for key in weighty},
        theirs={key: cells[over, key].mean for key in weighty},
        least={key: cells[vendor, key].support[0] - cells[over, key].support[1] for key in weighty},
    )


def _same(one: float | None, other: float) -> bool:
    return one is not None and abs(one - other) <= max(TIE, ROUNDING * abs(other))


def _insufficiency(argument: Argument, evaluation: Evaluation) -> bool:
    """Whether the other is insufficient on the musts named, each tested again, or by a rule; and this one is not."""
    fresh = evaluate(evaluation.decision)
    decision, model = fresh.decision, fresh.model
    failed = set()
    for key, criterion in decision.criteria.items():
        unknown = model.unknown(argument.over, key)
        for one in criterion.require:
            if one.kind != "must" or argument.over in one.waivers:
                continue
            met = met_results(model.cell(argument.over, key), condition_of(criterion, one), decision.policy.coverage)
            if decision.policy.unknown_at_requirement == "fail" if unknown else not any(met):
                failed.add(key)
    by_rule = any(one.certain and one.kind != "requirement" for one in fresh.verdicts[argument.over].grounds)
    still = fresh.verdicts[argument.vendor].name != "insufficient"
    return still and set(argument.criteria) == failed and (bool(failed) or by_rule)


def _dominance(argument: Argument, facts: _Facts) -> bool:
    nowhere_behind = all(facts.ours[key] - facts.theirs[key] >= -TIE - ROUNDING for key in facts.weights)
    for_certain = all(points >= -TIE - ROUNDING for points in facts.least.values())
    named = {key for key in facts.weights if facts.ours[key] > facts.theirs[key]}
    return nowhere_behind and set(argument.criteria) == named and argument.numbers.get("certain") == float(for_certain)


def _better(argument: Argument, facts: _Facts) -> bool:
    limit, pros, cons = argument.numbers.get("limit", 0.0), facts.speaking(1), facts.speaking(-1)
    worth = {key for key, points in pros.items() if points >= limit}
    return (
        all(points < limit for points in cons.values()) and set(argument.criteria) == worth and _sums(argument, facts)
    )


def _sums(argument: Argument, facts: _Facts, gain: float | None = None) -> bool:
    whole = math.fsum(facts.speaking(1).values()) if gain is None else gain
    loss = math.fsum(facts.speaking(-1).values())
    return _same(argument.numbers.get("gain"), whole) and _same(argument.numbers.get("loss"), loss)


def _set(argument: Argument, facts: _Facts) -> bool:
    """Whether the advantages are enough, and the largest of one fewer are not."""
    pros, loss = facts.speaking(1), math.fsum(facts.speaking(-1).values())
    if not argument.criteria or not set(argument.criteria) <= set(pros):
        return False
    gain = math.fsum(pros[key] for key in argument.criteria)
    fewer = math.fsum(sorted(pros.values(), reverse=True)[: len(argument.criteria) - 1])
    minimal = fewer <= loss + TIE + ROUNDING and len(set(argument.criteria)) == len(argument.criteria)
    counted = argument.numbers.get("criteria") == len(argument.criteria)
    return gain > loss + TIE - ROUNDING and minimal and counted and _sums(argument, facts, gain)


def _compensation(argument: Argument, facts: _Facts) -> bool:
    """Whether each disadvantage is paid in full, and no advantage pays more than it is worth."""
    pros, cons = facts.speaking(1), facts.speaking(-1)
    arcs = argument.payments
    if set(argument.criteria) != set(pros) or not {one.advantage for one in arcs} <= set(pros):
        return False
    if {one.sacrifice for one in arcs} != set(cons) or any(one.points <= 0 for one in arcs):
        return False
    spent = {key: _paid(one.points for one in arcs if one.advantage == key) for key in pros}
    paid = {key: _paid(one.points for one in arcs if one.sacrifice == key) for key in cons}
    within = all(spent[key] <= points + ROUNDING for key, points in pros.items())
    in_full = all(_same(paid[key], points) for key, points in cons.items())
    counted = argument.numbers.get("criteria") == len(argument.criteria)
    return within and in_full and counted and _sums(argument, facts)


def _paid(points: Iterable[float]) -> float:
    return math.fsum(points)


def _close(argument: Argument, facts: _Facts) -> bool:
    """Whether the gap is small, or the weights named are as near as is said and end the lead."""
    numbers = argument.numbers
    small = facts.gap < numbers.get("gap_limit", 0.0) + ROUNDING
    if "moved" not in numbers:
        return small
    if any(f"weight {key}" not in numbers for key in facts.weights):
        return False
    after = {key: numbers[f"weight {key}"] for key in facts.weights}
    moved = math.fsum(max(after[key] - facts.weights[key], 0.0) for key in after)
    ends = math.fsum(after[key] * (facts.ours[key] - facts.theirs[key]) for key in after) <= 1e-7
    right = _same(math.fsum(after.values()), 1.0) and min(after.values()) >= -ROUNDING
    near = moved < numbers.get("moved_limit", 0.0) + ROUNDING
    return ends and right and _same(numbers["moved"], moved) and (small or near)


def _undecidable(argument: Argument, evaluation: Evaluation) -> bool:
    """Whether the same draws give the same share, and it is too small to tell the two apart."""
    numbers, policy = argument.numbers, evaluation.decision.policy
    if not {"share", "separation", "draws", "seed"} <= set(numbers):
        return False
    draws, seed = int(numbers["draws"]), int(numbers["seed"])
    run = robustness(evaluation.decision, draws=max(draws, 1), seed=seed, exact=not draws, progress=False)
    share = run.ahead(argument.vendor, argument.over)
    return numbers["separation"] == policy.separation > share and _same(numbers["share"], share)
