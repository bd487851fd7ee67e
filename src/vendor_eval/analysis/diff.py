"""Comparing two decisions: what changed, and what each change did to verdicts, values and the choice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from vendor_eval.analysis.diff_changes import Change, changes_between
from vendor_eval.analysis.diff_effects import Effect, alone
from vendor_eval.analysis.evaluate import evaluate
from vendor_eval.analysis.result import MOST_ROWS, Result, Stamp, version
from vendor_eval.analysis.wording import counted, points
from vendor_eval.decision.document import Decision
from vendor_eval.errors import cut

__all__ = ["DiffResult", "diff"]

TOGETHER = "all together"
NOTHING = "–"
SHOWN_COLUMNS = ("change", "outcome", "chosen", "would lead", "verdicts of", "largest move")
MOST_ALONE = 200  # changes whose effect alone is worked out: nobody reads more, and each takes an evaluation
MOST_SAID = 5
MOST_NAMED = 3


@dataclass(frozen=True, eq=False, repr=False)
class DiffResult(Result):
    """What changed between two decisions, and what each change did.

    Parameters
    ----------
    table
        One change a row: path (as in a file), kind (added, removed, changed), before and after as texts.
    effects
        One change a row, applied alone, and all together: valid (whether the decision has no faults with it), note (its
        faults if not), status, chosen and would_lead before and after, and the verdicts that changed, in words.
    values
        One change and vendor a row, alone and together: verdict and value before and after, and the difference.
    before, after
        The digests of both decisions: SHA-256 of their canonical JSON, equal where the contents are equal.
    """

    table: pd.DataFrame
    effects: pd.DataFrame
    values: pd.DataFrame
    before: str
    after: str
    stamp: Stamp
    details: tuple[tuple[Change, Effect | str | None], ...]
    together: Effect

    inputs = Result.inputs | {"together"}

    @property
    def changes(self) -> pd.DataFrame:
        """The main table."""
        return self.table

    @property
    def text(self) -> str:
        """How many changes there are and what they did, together and alone."""
        if not self.details:
            return "No changes: both decisions have the same content."
        said = [f"{counted(len(self.details), 'change')}.", f"Together: {self.together.text}."]
        return " ".join([*said, *self._alone()] if len(self.details) > 1 else said)

    def _alone(self) -> Iterator[str]:
        moving = [(one, effect) for one, effect in self.details if isinstance(effect, Effect) and not effect.nothing]
        idle = sum(isinstance(effect, Effect) and effect.nothing for _, effect in self.details)
        invalid = [one.place for one, effect in self.details if isinstance(effect, str)]
        untried = sum(effect is None for _, effect in self.details)
        for one, effect in moving[:MOST_SAID]:
            yield f"“{one.place}” alone: {effect.text}."
        if len(moving) > MOST_SAID:
            yield f"{counted(len(moving) - MOST_SAID, 'more change')} alone: see the table of effects."
        if idle:
            yield f"{counted(idle, 'change does', 'changes do')} nothing alone."
        if invalid:
            named = ", ".join(f"“{place}”" for place in invalid[:MOST_SAID])
            more = f" and {len(invalid) - MOST_SAID} more" if len(invalid) > MOST_SAID else ""
            yield f"Not valid alone: {named}{more}."
        if untried:
            yield f"{counted(untried, 'change was', 'changes were')} not tried alone."

    def shown(self) -> pd.DataFrame:
        """Return the changes, long texts cut."""
        return self.table.map(lambda text: cut(text))

    def effects_shown(self) -> pd.DataFrame:
        """Return what each change does alone, and all together, as texts that name vendors as they are called."""
        tried = [(one.place, effect) for one, effect in self.details if effect is not None]
        rows = [_effect_shown(name, effect) for name, effect in [*tried, (TOGETHER, self.together)]]
        return pd.DataFrame(rows, columns=list(SHOWN_COLUMNS))

    def values_shown(self) -> pd.DataFrame:
        """Return the vendors whose verdict or value all changes together move, as texts."""
        moved = [one for one in self.together.standings if one.verdict_before != one.verdict_after or one.difference]
        rows = [
            {
                "vendor": one.name,
                "verdict before": one.verdict_before or "no vendor",
                "verdict after": one.verdict_after or "no vendor",
                "value before": NOTHING if one.value_before is None else points(one.value_before),
                "value after": NOTHING if one.value_after is None else points(one.value_after),
            }
            for one in moved
        ]
        return pd.DataFrame(rows)

    def __str__(self) -> str:
        """Read as the sentence, both digests, the changes, and what they did."""
        lines = [self.text, f"before {self.before}\nafter  {self.after}"]
        if not self.table.empty:
            frames = (self.shown(), self.effects_shown())
            lines.extend(frame.head(MOST_ROWS).to_string(index=False) for frame in frames)
        return "\n\n".join(lines)


def diff(before: Decision, after: Decision) -> DiffResult:
    """List what changed between two decisions, and what each change did to the outcome, alone and together.

    Keyed parts are compared by key, so their order does not matter. A vendor or a criterion that comes or goes takes
    its scores along. Effects are on the base of the decision, without simulation. Alone, each change is applied to
    `before`; where that is no valid decision (a new criterion needs a weight), the row says so. A criterion that goes
    alone leaves the other weights in proportion.

    Examples
    --------
    >>> import vendor_eval as ve
    >>> decision = ve.cases.load("apple-china-2025")
    >>> diff(decision, decision).text
    'No changes: both decisions have the same content.'
    """
    base = evaluate(before)
    together = Effect(base, evaluate(after))
    changes = changes_between(before, after)
    details = tuple(
        (change, alone(before, after, change, base) if index < MOST_ALONE else None)
        for index, change in enumerate(changes)
    )
    named = [(change.place, effect) for change, effect in details if effect is not None]
    effects = [*named, *([(TOGETHER, together)] if changes else [])]
    rows = [(change.place, change.kind, *change.texts) for change in changes]
    return DiffResult(
        table=pd.DataFrame(rows, columns=["path", "kind", "before", "after"]),
        effects=pd.DataFrame([_row(name, effect) for name, effect in effects], columns=list(EFFECT_COLUMNS)),
        values=pd.DataFrame(list(_standings(effects)), columns=list(VALUE_COLUMNS)),
        before=before.digest,
        after=after.digest,
        stamp=Stamp(after.digest, version()),
        details=details,
        together=together,
    )


EFFECT_COLUMNS = (
    *("change", "valid", "note", "status_before", "status_after", "chosen_before", "chosen_after"),
    *("would_lead_before", "would_lead_after", "verdicts"),
)
VALUE_COLUMNS = (*("change", "vendor", "verdict_before", "verdict_after", "value_before", "value_after", "difference"),)


def _row(name: str, effect: Effect | str) -> Mapping[str, Any]:
    if isinstance(effect, str):
        return dict.fromkeys(EFFECT_COLUMNS, "") | {"change": name, "valid": False, "note": effect}
    one, other = effect.before.outcome, effect.after.outcome
    return {
        "change": name,
        "valid": True,
        "note": "",
        "status_before": one.status,
        "status_after": other.status,
        "chosen_before": ", ".join(one.chosen),
        "chosen_after": ", ".join(other.chosen),
        "would_lead_before": ", ".join(one.would_lead),
        "would_lead_after": ", ".join(other.would_lead),
        "verdicts": "; ".join(effect.verdicts),
    }


def _effect_shown(name: str, effect: Effect | str) -> dict[str, str]:
    """Return one row of what changes do; a change that is no valid decision alone has no effect to show."""
    if isinstance(effect, str):
        return dict.fromkeys(SHOWN_COLUMNS, NOTHING) | {"change": name, "outcome": "not valid alone"}
    names = effect.verdicts_moved
    moved = ", ".join(names[:MOST_NAMED]) + (f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else "")
    return {
        "change": name,
        **effect.choice,
        "verdicts of": moved or NOTHING,
        "largest move": effect.largest_move or NOTHING,
    }


def _standings(effects: list[tuple[str, Effect | str]]) -> Iterator[Mapping[str, Any]]:
    for name, effect in effects:
        for one in effect.standings if isinstance(effect, Effect) else ():
            known = one.value_before is not None and one.value_after is not None
            yield {
                "change": name,
                "vendor": one.vendor,
                "verdict_before": one.verdict_before,
                "verdict_after": one.verdict_after,
                "value_before": one.value_before,
                "value_after": one.value_after,
                "difference": one.difference if known else None,
            }
