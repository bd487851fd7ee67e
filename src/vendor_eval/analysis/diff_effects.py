"""What changes do: each alone and all together, on verdicts, values and the choice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vendor_eval.analysis.diff_changes import Change, applied
from vendor_eval.analysis.evaluate import Evaluation, evaluate
from vendor_eval.analysis.wording import counted, joined, points
from vendor_eval.decision.document import Decision
from vendor_eval.engine.ranks import TIE
from vendor_eval.errors import DecisionError

__all__ = ["Effect", "Standing", "alone"]


@dataclass(frozen=True, slots=True)
class Standing:
    """How one vendor stands before and after; None where it is not among the vendors."""

    vendor: str
    name: str
    verdict_before: str | None
    verdict_after: str | None
    value_before: float | None
    value_after: float | None

    @property
    def difference(self) -> float:
        """By how many points its value changed; 0 where there is nothing to compare, or rounding alone differs."""
        if self.value_before is None or self.value_after is None:
            return 0.0
        difference = self.value_after - self.value_before
        return difference if abs(difference) > TIE else 0.0


@dataclass(frozen=True, slots=True)
class Effect:
    """What one change, or all together, did."""

    before: Evaluation
    after: Evaluation

    @property
    def standings(self) -> tuple[Standing, ...]:
        """Every vendor of either decision, before and after."""
        return tuple(self._standings())

    def _standings(self) -> Iterator[Standing]:
        sides = [run.table.set_index("vendor").to_dict("index") for run in (self.before, self.after)]
        for vendor in dict.fromkeys([*sides[0], *sides[1]]):
            one, other = (side.get(vendor) for side in sides)
            named = other or one or {}
            yield Standing(
                vendor=str(vendor),
                name=str(named["name"]),
                verdict_before=None if one is None else str(one["verdict"]),
                verdict_after=None if other is None else str(other["verdict"]),
                value_before=None if one is None else float(one["value"]),
                value_after=None if other is None else float(other["value"]),
            )

    @property
    def verdicts(self) -> tuple[str, ...]:
        """The verdicts that changed, in words."""
        return tuple(_verdict(one) for one in self.standings if one.verdict_before != one.verdict_after)

    @property
    def text(self) -> str:
        """What it did, in a clause: the choice, the verdicts, and the largest change of a value."""
        said = [*self._choice(), *self.verdicts, *self._values()]
        return "; ".join(said) or "no verdict, no value and no choice changes"

    def _choice(self) -> Iterator[str]:
        one, other = self.before.outcome, self.after.outcome
        if one.chosen != other.chosen:
            are = "is" if len(one.chosen) <= 1 else "are"
            yield f"{_named(self.before, one.chosen)} {are} chosen before, {_named(self.after, other.chosen)} after"
        if one.would_lead != other.would_lead:
            before, after = _named(self.before, one.would_lead), _named(self.after, other.would_lead)
            yield f"{before} would lead before, {after} after"
        if one.status != other.status:
            yield f"the outcome is {one.status} before, {other.status} after"

    def _values(self) -> Iterator[str]:
        moved = sorted((one for one in self.standings if one.difference), key=lambda one: -abs(one.difference))
        if moved:
            most, others = moved[0], len(moved) - 1
            rest = f", and {counted(others, 'other value')} by less or as much" if others else ""
            by = points(abs(most.difference))
            way = "rises" if most.difference > 0 else "falls"
            yield f"the value of {most.name} {way} by {by if float(by) else 'less than 0.1'} points{rest}"

    @property
    def largest_move(self) -> str:
        """Whose value changes most, and by how many points; empty where none does."""
        moved = max(
            (one for one in self.standings if one.difference), key=lambda one: abs(one.difference), default=None
        )
        if moved is None:
            return ""
        return f"{moved.name} {'+' if moved.difference > 0 else '−'}{points(abs(moved.difference))}"

    @property
    def verdicts_moved(self) -> tuple[str, ...]:
        """The names of the vendors whose verdict changes, comes or goes."""
        return tuple(one.name for one in self.standings if one.verdict_before != one.verdict_after)

    @property
    def choice(self) -> dict[str, str]:
        """The status of the outcome, who is chosen and who would lead: before and after where they differ."""
        one, other = self.before.outcome, self.after.outcome
        return {
            "outcome": _both(one.status, other.status),
            "chosen": _both(_named(self.before, one.chosen), _named(self.after, other.chosen)),
            "would lead": _both(_named(self.before, one.would_lead), _named(self.after, other.would_lead)),
        }

    @property
    def nothing(self) -> bool:
        """Whether no verdict, no value and no choice changes."""
        return not (self.verdicts or any(one.difference for one in self.standings) or any(self._choice()))


def _both(one: str, other: str) -> str:
    return one if one == other else f"{one} → {other}"


def _verdict(one: Standing) -> str:
    if one.verdict_before is None:
        return f"{one.name} is new and {one.verdict_after}"
    if one.verdict_after is None:
        return f"{one.name}, {one.verdict_before} before, is no longer a vendor"
    return f"{one.name} is {one.verdict_before} before, {one.verdict_after} after"


def _named(run: Evaluation, keys: tuple[str, ...]) -> str:
    return joined([run.outcome.names[key] for key in keys]) if keys else "nobody"


def alone(before: Decision, after: Decision, change: Change, base: Evaluation) -> Effect | str:
    """Return what one change does alone, or why it is no valid decision alone."""
    try:
        return Effect(base, evaluate(_with(before, after, change)))
    except DecisionError as error:
        return "; ".join(f"{'.'.join(map(str, fault.path))} {fault.message}" for fault in error.faults)


def _with(before: Decision, after: Decision, change: Change) -> Decision:
    """Make one change alone. Other scenarios are left out, and evidence that came later may be cited."""
    section, key = change.path[0], change.path[-1]
    if change.scores is not None and change.kind == "removed":
        bare = before.replace(scenarios={})
        return bare.without_vendor(key) if section == "vendors" else bare.without_criterion(key)
    plain = before.plain()
    scenarios = plain.pop("scenarios", {})
    if section == "scenarios" and key in scenarios:
        plain["scenarios"] = {key: scenarios[key]}
    if section != "evidence":
        plain["evidence"] = after.plain().get("evidence", {}) | plain.get("evidence", {})
    return Decision.model_validate(applied(plain, [change]))
