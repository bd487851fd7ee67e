"""Verdict pressure: which requirement decides verdicts and outcome, and how far its threshold may move."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from vendor_eval.analysis.evaluate import Evaluation, evaluation_of
from vendor_eval.analysis.findings import Finding, finding_of
from vendor_eval.analysis.model import Condition, Model, condition_of, met_results
from vendor_eval.analysis.outcome import Outcome
from vendor_eval.analysis.verdicts import judged
from vendor_eval.analysis.wording import required_text
from vendor_eval.decision.document import Decision
from vendor_eval.decision.requirements import Requirement
from vendor_eval.decision.scales import LevelScale, Scale
from vendor_eval.engine.arrays import Bools, Floats
from vendor_eval.engine.cells import Unknown as Blank
from vendor_eval.engine.ranks import TIE

__all__ = ["Pressure", "Reach", "pressures"]

INNER = (0.25, 0.5, 0.75)  # where the outcome is looked at between two thresholds at which a verdict can change
HALVINGS = 60
SNAP = 1e-9  # of the distance between two such thresholds: closer to one than this is that one

Standings = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reach:
    """Over which thresholds something stays as it is.

    Parameters
    ----------
    low, high
        The least and the greatest threshold in the criterion's unit, with the threshold as it is between them; infinite
        where it stays however low or high. None of a requirement on levels.
    low_included, high_included
        Whether it stays at the end itself.
    levels
        The levels that could be required instead. Empty of a requirement on a number.
    """

    low: float | None = None
    high: float | None = None
    low_included: bool = True
    high_included: bool = True
    levels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pressure:
    """What one requirement decides.

    Parameters
    ----------
    criterion, requirement
        The requirement and the criterion that it is on.
    required
        What it asks, in words.
    verdicts_without
        The verdict of each vendor whose verdict would be another without it.
    outcome_without
        The outcome without it.
    ranking_without
        The vendors that are not insufficient without it, best first.
    changes_outcome
        Whether another vendor, or none, would be chosen or would lead without it.
    verdicts_stay, outcome_stays
        Over which thresholds all verdicts stay, and over which the same vendors are chosen and would lead; None of a
        choice of levels, which has no threshold.
    """

    criterion: str
    requirement: Requirement
    required: str
    verdicts_without: Mapping[str, str]
    outcome_without: Outcome
    ranking_without: tuple[str, ...]
    changes_outcome: bool
    verdicts_stay: Reach | None
    outcome_stays: Reach | None


def pressures(evaluation: Evaluation) -> tuple[Pressure, ...]:
    """Say for each requirement what it decides, in the order of the file."""
    return tuple(
        _pressure(evaluation, key, number)
        for key, criterion in evaluation.decision.criteria.items()
        for number in range(len(criterion.require))
    )


def _pressure(evaluation: Evaluation, key: str, number: int) -> Pressure:
    criterion = evaluation.decision.criteria[key]
    without = evaluation_of(Model.of(_changed(evaluation.decision, key, number, None)))
    verdicts = {
        vendor: verdict.name
        for vendor, verdict in without.verdicts.items()
        if verdict.name != evaluation.verdicts[vendor].name
    }
    verdicts_stay, outcome_stays = _stays(Moved(evaluation, key, number))
    return Pressure(
        criterion=key,
        requirement=criterion.require[number],
        required=required_text(criterion, criterion.require[number]),
        verdicts_without=verdicts,
        outcome_without=without.outcome,
        ranking_without=_ranking(without.table),
        changes_outcome=_chosen(without.outcome) != _chosen(evaluation.outcome),
        verdicts_stay=verdicts_stay,
        outcome_stays=outcome_stays,
    )


def _changed(decision: Decision, key: str, number: int, requirement: Requirement | None) -> Decision:
    """Return a decision with one requirement changed or left out.

    Nothing is checked again: only a requirement that was there is changed, and a search tries very many of them.
    """
    criterion = decision.criteria[key]
    kept = [requirement if place == number else one for place, one in enumerate(criterion.require)]
    fields = {name: getattr(criterion, name) for name in type(criterion).model_fields}
    changed = type(criterion).model_construct(**fields | {"require": tuple(one for one in kept if one is not None)})
    whole = {name: getattr(decision, name) for name in type(decision).model_fields}
    return Decision.model_construct(**whole | {"criteria": {**decision.criteria, key: changed}})


def _ranking(table: pd.DataFrame) -> tuple[str, ...]:
    ranked = table.dropna(subset=["rank_if_met"]).sort_values("rank_if_met", kind="stable")
    return tuple(ranked["vendor"])


def _chosen(outcome: Outcome) -> tuple[Standings, Standings]:
    return outcome.chosen, outcome.would_lead


class Moved:
    """One requirement with its threshold moved: the verdicts and who is first, for very many thresholds in turn."""

    def __init__(self, evaluation: Evaluation, key: str, number: int) -> None:
        """Take the requirement as the evaluation has it."""
        self.evaluation, self.key, self.number = evaluation, key, number
        self.criterion = evaluation.decision.criteria[key]
        self.requirement = self.criterion.require[number]
        self._details = {
            vendor: [one for one in evaluation.details if one.vendor == vendor]
            for vendor in evaluation.decision.vendors
        }
        self._settled: dict[tuple[str, tuple[bool, ...]], tuple[str, float]] = {}
        self._seen: dict[str | float, tuple[Standings, tuple[Standings, Standings]]] = {}

    def state(self, threshold: str | float) -> tuple[Standings, tuple[Standings, Standings]]:
        """Return the verdicts, and who is chosen and would lead."""
        if threshold not in self._seen:
            self._seen[threshold] = self._state(threshold)
        return self._seen[threshold]

    def _state(self, threshold: str | float) -> tuple[Standings, tuple[Standings, Standings]]:
        fields = {name: getattr(self.requirement, name) for name in Requirement.model_fields}
        asked = Requirement.model_construct(**fields | {self.requirement.form: threshold})
        decision = _changed(self.evaluation.decision, self.key, self.number, asked)
        model, condition = self.evaluation.model.asking(decision), condition_of(self.criterion, asked)
        standings = [self._standing(model, vendor, asked, condition) for vendor in decision.vendors]
        names = np.array([name for name, _ in standings])
        values = np.array([value for _, value in standings])
        chosen, first = _firsts(values, names == "sufficient"), _firsts(values, names != "insufficient")
        keys = np.array(list(decision.vendors))
        would_lead = keys[first & (names == "undetermined")]
        return tuple(names.tolist()), (tuple(keys[chosen].tolist()), tuple(would_lead.tolist()))

    def _standing(self, model: Model, vendor: str, asked: Requirement, condition: Condition) -> tuple[str, float]:
        """Return the verdict and the value of one vendor; it is worked out anew only where the threshold matters."""
        # What its result goes by: whether each performance that speaks for the vendor meets the requirement.
        cell, coverage = model.cell(vendor, self.key), model.decision.policy.coverage
        known = (vendor, met_results(cell, condition, coverage))
        if known in self._settled:
            return self._settled[known]
        finding = finding_of(model, vendor, self.key, asked)
        standing = self._judged(model, vendor, finding)
        if finding.result != "open":
            self._settled[known] = standing
        return standing

    def _judged(self, model: Model, vendor: str, finding: Finding) -> tuple[str, float]:
        base = self.evaluation.model
        i = base.vendors.index(vendor)
        findings = [finding if one.requirement is self.requirement else one for one in self._details[vendor]]
        if_met = base.points("mean", if_met=True)[i].copy()
        if self.key in base.criteria:
            if_met[base.criteria.index(self.key)] = model.cell_if_met(vendor, self.key).mean
        low, high = np.minimum(base.points("low")[i], if_met), np.maximum(base.points("high")[i], if_met)
        verdict = judged(findings, (base.weights.least(low), -base.weights.least(-high)), base.decision.policy)
        points = base.points("mean")[i] if verdict.name == "insufficient" else if_met
        return verdict.name, float(base.weights.mean @ points)

    def turns(self) -> list[float]:
        """Return the thresholds at which a verdict can change, and the ends of the scale, in their order."""
        model, coverage = self.evaluation.model, self.evaluation.decision.policy.coverage
        cells = [model.cell(vendor, self.key) for vendor in model.vendors]
        ends = {end for cell in cells if not isinstance(cell, Blank) for end in cell.central(coverage)}
        scale = self.criterion.scale
        if isinstance(scale, Scale):
            ends |= {*scale.ends}
        return sorted(ends | {float(str(self.requirement.threshold))})


def _firsts(values: Floats, ranked: Bools) -> Bools:
    """Return who is first of those that have a rank: the same as by ranks, of which a search needs no others."""
    best = values.max(where=ranked, initial=-np.inf)
    return np.asarray(ranked & (values >= best - TIE))


def _stays(moved: Moved) -> tuple[Reach | None, Reach | None]:
    """Return over which thresholds all verdicts stay, and over which the same vendors are chosen and would lead."""
    threshold, scale = moved.requirement.threshold, moved.criterion.scale
    if isinstance(threshold, tuple):
        return None, None
    base = moved.state(threshold)
    if isinstance(scale, LevelScale):
        states = {level: moved.state(level) for level in scale.ordered}
        return (
            Reach(levels=tuple(level for level, state in states.items() if state[0] == base[0])),
            Reach(levels=tuple(level for level, state in states.items() if state[1] == base[1])),
        )
    at, turns = float(threshold), moved.turns()
    return (
        _reach(at, turns, lambda x: moved.state(x)[0] == base[0]),
        _reach(at, turns, lambda x: moved.state(x)[1] == base[1]),
    )


def _reach(at: float, turns: Sequence[float], holds: Callable[[float], bool]) -> Reach:
    low, high = (_end(at, list(_outwards(at, turns, sign)), holds) for sign in (-1, 1))
    return Reach(
        low=-np.inf if low is None else low,
        high=np.inf if high is None else high,
        low_included=low is not None and holds(low),
        high_included=high is not None and holds(high),
    )


def _outwards(at: float, turns: Sequence[float], sign: int) -> Iterator[float]:
    """Yield the thresholds to try, from the nearest on: every turn, some between, and one beyond them all."""
    ahead = sorted((turn for turn in turns if (turn - at) * sign > 0), key=lambda turn: (turn - at) * sign)
    span = max(turns) - min(turns) or 1.0
    last = at
    for turn in [*ahead, (ahead[-1] if ahead else at) + sign * span]:
        yield from (last + share * (turn - last) for share in INNER)
        yield turn
        last = turn


def _end(at: float, outwards: Sequence[float], holds: Callable[[float], bool]) -> float | None:
    """Return the threshold on the way up to which something holds; None where it holds all the way."""
    kept = at
    for tried in outwards:
        if not holds(tried):
            inside, outside = kept, tried
            for _ in range(HALVINGS):
                middle = (inside + outside) / 2
                inside, outside = (middle, outside) if holds(middle) else (inside, middle)
            near = [end for end in (kept, tried) if abs(inside - end) <= SNAP * abs(tried - kept)]
            return near[0] if near else inside
        kept = tried
    return None
