"""What changed between two decisions: the smallest changes that mean something, and how to apply them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Literal

from vendor_eval.decision.document import Decision
from vendor_eval.decision.translations import still_said

__all__ = ["Change", "Kind", "applied", "changes_between"]

Kind = Literal["added", "removed", "changed"]
Plain = dict[str, Any]

NOUNS = ("criteria", "vendors")
"""Sections whose members are compared field by field."""
WHOLE = ("title", "question", "description", "as_of", "weights", "baseline", "vendor_eval")
"""Sections that change as one; all others are compared member by member."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change: where, what stood there before and what stands there after; None for nothing.

    A vendor or a criterion that comes or goes takes its scores along, by criterion or by vendor.
    """

    path: tuple[str, ...]
    kind: Kind
    before: Any
    after: Any
    scores: Mapping[str, Any] | None = None

    @property
    def place(self) -> str:
        """The path with dots, as in a file."""
        return ".".join(self.path)

    @property
    def texts(self) -> tuple[str, str]:
        """What stood there before and what stands there after, in one line each; of mappings, what differs."""
        return in_one_line(_differing(self.before, self.after)), in_one_line(_differing(self.after, self.before))


def changes_between(before: Decision, after: Decision) -> tuple[Change, ...]:
    """List what must be changed in one decision to get the other, in the order of the file."""
    old, new = before.plain(), after.plain()
    return tuple(change for section in Decision.model_fields for change in _in_section(section, old, new))


def _in_section(section: str, old: Plain, new: Plain) -> Iterator[Change]:
    if section == "assessments":
        for vendor in _shared(old[section], new[section]):
            row_before, row_after = old[section][vendor], new[section][vendor]
            for key in _shared(row_before, row_after):
                yield from _compared((section, vendor, key), row_before[key], row_after[key])
    elif section in WHOLE:
        yield from _compared((section,), old.get(section), new.get(section))
    else:
        members_before, members_after = old.get(section, {}), new.get(section, {})
        for key in dict.fromkeys([*members_before, *members_after]):
            one, other = members_before.get(key), members_after.get(key)
            if section not in NOUNS:
                yield from _compared((section, key), one, other)
            elif one is not None and other is not None:
                for name in dict.fromkeys([*one, *other]):
                    yield from _compared((section, key, name), one.get(name), other.get(name))
            else:
                scores = _scores(section, key, old if other is None else new, new if other is None else old)
                yield Change((section, key), "added" if one is None else "removed", one, other, scores)


def _compared(path: tuple[str, ...], one: Any, other: Any) -> Iterator[Change]:
    if one != other:
        yield Change(path, "added" if one is None else "removed" if other is None else "changed", one, other)


def _shared(one: Iterable[str], other: Iterable[str]) -> list[str]:
    names = set(other)
    return [key for key in one if key in names]


def _scores(section: str, key: str, there: Plain, elsewhere: Plain) -> Plain:
    """Return the scores that come or go with a vendor, or with a criterion for the vendors of both decisions."""
    rows = there["assessments"]
    if section == "vendors":
        return dict(rows[key])
    return {vendor: rows[vendor][key] for vendor in _shared(there["vendors"], elsewhere["vendors"])}


def applied(plain: Plain, changes: Iterable[Change]) -> Plain:
    """Return the plain data of a decision with some changes made; what goes is taken out first."""
    result = deepcopy(plain)
    for change in sorted(changes, key=lambda one: one.kind != "removed"):
        if change.scores is None:
            _put(result, change.path, change.after)
        else:
            _move(result, change)
    if "translations" in result:
        # A text that changes alone leaves its translations behind, and that is no fault of the change.
        result["translations"] = still_said(result["translations"], result)
    return result


def _put(whole: Plain, path: tuple[str, ...], value: Any) -> None:
    *parents, last = path
    for parent in parents:
        whole = whole.setdefault(parent, {})
    if value is None:
        del whole[last]
    else:
        whole[last] = deepcopy(value)


def _move(whole: Plain, change: Change) -> None:
    """Let a vendor or a criterion come or go, with its scores."""
    section, key = change.path
    rows = whole["assessments"]
    _put(whole, change.path, change.after)
    if section == "vendors":
        _put(rows, (key,), None if change.after is None else dict(change.scores or {}))
    elif change.after is None:
        for row in rows.values():
            row.pop(key)
    else:
        for vendor, score in (change.scores or {}).items():
            rows[vendor][key] = deepcopy(score)


def _differing(value: Any, other: Any) -> Any:
    """Return a mapping without what another has too, down to the smallest parts; anything else as it is."""
    if not isinstance(value, Mapping) or not isinstance(other, Mapping):
        return value
    return {key: _differing(item, other.get(key)) for key, item in value.items() if item != other.get(key)}


def in_one_line(value: Any) -> str:
    """Write plain data in one line, much as YAML does.

    Examples
    --------
    >>> in_one_line({"low": 3, "evidence": ["E1", "E2"], "scale": {"worst": 0}})
    'low: 3, evidence: [E1, E2], scale: {worst: 0}'
    """
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {_inside(item)}" for key, item in value.items())
    return "" if value is None else _inside(value)


def _inside(value: Any) -> str:
    if isinstance(value, Mapping):
        return f"{{{in_one_line(value)}}}"
    if isinstance(value, list):
        return f"[{', '.join(_inside(item) for item in value)}]"
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else " ".join(str(value).split())
