"""Criteria: what vendors are judged by."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import BeforeValidator, model_validator

from vendor_eval.decision.names import Text
from vendor_eval.decision.noun import Many, Noun, refuse
from vendor_eval.decision.numbers import reading, tidy
from vendor_eval.decision.requirements import Requirement
from vendor_eval.decision.scales import AnyScale, LevelScale, Scale
from vendor_eval.decision.wording import joined
from vendor_eval.errors import Path, nearest

__all__ = ["Criterion", "Requirements", "plain_requirements"]


def _as_several(value: Any) -> Any:
    return [value] if value is not None and not isinstance(value, list | tuple) else value


Requirements = Annotated[Many[Requirement], BeforeValidator(_as_several)]


def plain_requirements(whole: Any) -> Any:
    """Return requirements as a file holds them: a single one stands without a list."""
    return whole[0] if isinstance(whole, list) and len(whole) == 1 else whole


class Criterion(Noun):
    """One criterion: its measure and unit, its scale, and what it requires.

    ``information_only`` shows a criterion without weighing it; its requirements act all the same.
    """

    name: Text = ""
    description: Text = ""
    group: Text = ""
    unit: Text = ""
    scale: AnyScale | None = None
    require: Requirements = ()
    information_only: bool = False

    @model_validator(mode="after")
    def _hold_together(self) -> Criterion:
        refuse("Criterion", self._problems())
        return self

    def _problems(self) -> Iterator[tuple[Path, str]]:
        if self.scale is None and not self.information_only:
            yield (), "needs a scale: worst and best, or levels (only with `information_only: true` may it go without)."
        for index, requirement in enumerate(self.require):
            for message in _requirement_problems(self.scale, requirement):
                yield ("require", index, requirement.form), message

    @property
    def whole(self) -> float:
        """What stands for all where the performance is a share: 100 where the unit is per cent, else 1."""
        return 100.0 if self.unit.split()[:1] in (["%"], ["percent"]) else 1.0

    def plain(self) -> Any:
        """Return the criterion as a file holds it; a single requirement stands without a list."""
        whole: dict[str, Any] = super().plain()
        if "require" in whole:
            whole["require"] = plain_requirements(whole["require"])
        return whole


def _requirement_problems(scale: Scale | LevelScale | None, requirement: Requirement) -> Iterator[str]:
    threshold = requirement.threshold
    if isinstance(scale, LevelScale):
        yield from _level_problems(scale, requirement)
    elif isinstance(threshold, tuple):
        yield "needs a scale with levels; a number is required by at_least, at_most, more_than or less_than."
    elif isinstance(threshold, str):
        yield f"must be a number, not '{threshold}'; only a scale with levels has levels.{reading(threshold)}"
    elif scale is not None and scale.range is not None and _impossible(requirement.form, threshold, *scale.range):
        least, greatest = (tidy(end) for end in scale.range)
        yield f"is {tidy(threshold)}, which nothing in the possible range from {least} to {greatest} can meet."


def _impossible(form: str, threshold: float, least: float, greatest: float) -> bool:
    return {
        "at_least": threshold > greatest,
        "more_than": threshold >= greatest,
        "at_most": threshold < least,
        "less_than": threshold <= least,
    }[form]


def _level_problems(scale: LevelScale, requirement: Requirement) -> Iterator[str]:
    threshold, form = requirement.threshold, requirement.form
    if isinstance(threshold, float):
        name = str(tidy(threshold))
        quotes = f" Put quotes around it: '{name}'." if name in scale.levels else ""
        yield f"must name a level ({joined(scale.ordered)}), not the number {name}.{quotes}"
        return
    named = (threshold,) if isinstance(threshold, str) else threshold
    unknown = [level for level in named if level not in scale.levels]
    for level in unknown:
        yield f"Unknown level '{level}'.{nearest(level, scale.levels)} Levels are {joined(scale.ordered)}."
    if unknown:
        return
    values = list(scale.levels.values())
    if form == "one_of":
        if not named:
            yield "names no level, so nothing can meet it."
    elif values.count(scale.levels[named[0]]) > 1:
        yield f"names {named[0]}, which is worth as much as another level; use one_of to say which levels will do."
    elif scale.levels[named[0]] == {"more_than": max(values), "less_than": min(values)}.get(form):
        yield f"names {named[0]}, and no level can be {form.replace('_', ' ')} that."
