"""Remarks on what the decision comes to: what its leader hides, and what its outcome hangs on."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from vendor_eval.analysis.evaluate import Evaluation, evaluate
from vendor_eval.analysis.lint.rule import Rule, Spot
from vendor_eval.analysis.lint.subject import Subject
from vendor_eval.analysis.wording import percent, points
from vendor_eval.engine.arrays import Floats
from vendor_eval.engine.ranks import TIE

__all__ = ["RULES"]

TENTH = 10.0
SAME = 1e-9


def _leaders(subject: Subject) -> tuple[str, ...]:
    outcome = subject.evaluation.outcome
    return (*outcome.chosen, *(key for key in outcome.would_lead if key not in outcome.chosen))


def _masked_weakness(subject: Subject) -> Iterator[Spot]:
    for vendor in _leaders(subject):
        for key, weight in subject.weights.items():
            low, high = subject.support(vendor, key)
            if weight > 0 and high <= TENTH:
                value = points(low) if low == high else f"{points(low)} to {points(high)}"
                yield (
                    f"assessments.{vendor}.{key}",
                    f"{subject.vendor(vendor)} leads, but is worth only {value} of 100 points on "
                    f"{subject.criterion(key)}.",
                )


def _weak_ground(subject: Subject) -> Iterator[Spot]:
    rows = subject.evaluation.contributions
    for vendor in _leaders(subject):
        mine = rows[rows["vendor"] == vendor].set_index("criterion")["contribution"]
        weak = [
            key
            for key in subject.weights
            if (items := subject.items(subject.assessment(vendor, key)))
            and all(item.kind == "vendor_claim" or item.grade == "low" for item in items)
        ]
        share = float(mine[weak].sum() / mine.sum()) if mine.sum() > 0 else 0.0
        if share > 0.5:
            yield (
                f"assessments.{vendor}",
                f"{subject.vendor(vendor)} leads, but {percent(share)} of its points rest on its own claims or on "
                "evidence of low grade alone.",
            )


def _first_without(subject: Subject) -> Iterator[tuple[str, frozenset[str]]]:
    """Go through the criteria: who is first when one carries no weight and all else stays."""
    model, table = subject.model, subject.evaluation.table
    insufficient = set(table.loc[table["verdict"] == "insufficient", "vendor"])
    values, weights = model.points("mean", if_met=True), model.weights.mean
    for key in subject.weights:
        rest: Floats = np.where([other == key for other in model.criteria], 0.0, weights)
        overall = dict(zip(model.vendors, (values @ rest).tolist(), strict=True))
        left = {vendor: value for vendor, value in overall.items() if vendor not in insufficient}
        best = max(left.values(), default=0.0)
        yield key, frozenset(vendor for vendor, value in left.items() if value >= best - TIE)


def _changed_without(subject: Subject, *, light: bool) -> Iterator[Spot]:
    table = subject.evaluation.table
    first = frozenset(table.loc[table["rank_if_met"] == 1, "vendor"])
    average = 1 / len(subject.weights)
    if not subject.declared or not first or len(subject.weights) < 3:
        return
    changed = [
        (key, leaders)
        for key, leaders in _first_without(subject)
        if subject.weights[key] > 0 and (subject.weights[key] < average) is light and not first & leaders
    ]
    if changed:
        said = [
            f"{subject.criterion(key)} ({percent(subject.weights[key])} of the weight) "
            f"{subject.vendors_named(sorted(leaders))}"
            for key, leaders in changed
        ]
        place = f"criteria.{changed[0][0]}" if len(changed) == 1 else "criteria"
        instead = subject.vendors_named(sorted(first))
        yield place, f"Without {'; without '.join(said)} would be first instead of {instead}."


def _hangs_on_light(subject: Subject) -> Iterator[Spot]:
    yield from _changed_without(subject, light=True)


def _hangs_on_heavy(subject: Subject) -> Iterator[Spot]:
    yield from _changed_without(subject, light=False)


def _same(one: Evaluation, other: Evaluation) -> bool:
    columns = ["value", "low", "high", "value_if_met"]
    return (
        one.table["vendor"].to_list() == other.table["vendor"].to_list()
        and one.table["verdict"].to_list() == other.table["verdict"].to_list()
        and [finding.result for finding in one.details] == [finding.result for finding in other.details]
        and one.model.weights == other.model.weights
        and bool(np.allclose(one.table[columns], other.table[columns], rtol=0, atol=SAME))
    )


def _idle_scenarios(subject: Subject) -> Iterator[Spot]:
    for name in subject.decision.scenarios:
        if _same(subject.evaluation, evaluate(subject.decision.under(name))):
            yield f"scenarios.{name}", f"Scenario “{name}” changes no verdict, no finding and no value."


def _below_baseline(subject: Subject) -> Iterator[Spot]:
    baseline, table = subject.decision.baseline, subject.evaluation.table.set_index("vendor")["value"]
    if baseline == "none":
        return
    name = subject.vendor(baseline) if isinstance(baseline, str) else "the baseline"
    least = float(table[baseline]) if isinstance(baseline, str) else float(baseline)
    worse = [vendor for vendor in _leaders(subject) if vendor != baseline and table[vendor] <= least]
    for vendor in worse:
        yield (
            "baseline",
            f"{subject.vendor(vendor)} leads with {points(float(table[vendor]))} points, no more than {name} "
            f"({points(least)}).",
        )


RULES = (
    Rule(
        "V801",
        "medium",
        _masked_weakness,
        why="An overall value lets strengths hide a weakness in the bottom tenth of a scale, and it is the weakness "
        "that is met every day.",
        fix="Ask whether you could live with it. If not, write a requirement; if so, say in the decision why.",
    ),
    Rule(
        "V802",
        "medium",
        _weak_ground,
        why="The choice would rest on what the leader says of itself, or on hearsay.",
        fix="Verify its largest contributions first; run a scenario with evidence: {without_kinds: [vendor_claim]}.",
    ),
    Rule(
        "V803",
        "medium",
        _hangs_on_light,
        why="If a criterion of little weight decides who is first, the leader is hardly separated from its rival, and "
        "any doubt about that criterion is a doubt about the choice.",
        fix="Check the scores and the scale of that criterion, and present both vendors as close.",
    ),
    Rule(
        "V804",
        "low",
        _hangs_on_heavy,
        why="The choice stands or falls with one criterion.",
        fix="Nothing, if it matters that much. Make its scores and its scale the best founded of all.",
    ),
    Rule(
        "V805",
        "low",
        _idle_scenarios,
        why="A scenario without effect looks like a test that was passed, but nothing was tested.",
        fix="Check that it names what it was meant to change, or delete it.",
    ),
    Rule(
        "V806",
        "medium",
        _below_baseline,
        why="The best of the vendors adds nothing to what the decision is measured against.",
        fix="Say what the change is for if not for value, or decide to stay as you are.",
    ),
)
