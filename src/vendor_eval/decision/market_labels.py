"""The head of a table of vendors: which column says what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from vendor_eval.decision.criteria import Criterion
from vendor_eval.decision.document import Decision
from vendor_eval.decision.scales import LevelScale
from vendor_eval.errors import OptionError, cut, listed, nearest

__all__ = ["NAME", "Labels"]

NAME = "name"
ENDS = ("low", "likely", "high")


@dataclass(frozen=True)
class Labels:
    """What the columns of a table are about.

    Parameters
    ----------
    vendor
        The column of the vendors' keys; None where something else names them.
    name
        The column of names for display, if there is one.
    parts
        For each criterion its columns, by what they hold: ``value``, ``low``, ``likely`` and ``high``.
    """

    vendor: str | None
    name: str | None
    parts: dict[str, dict[str, str]]

    @classmethod
    def of(cls, decision: Decision, labels: Sequence[str], *, vendor: str | None, ignore: Collection[str]) -> Labels:
        """Match the columns that a table has with the criteria of a decision; faults are listed by ``faults``."""
        parts: dict[str, dict[str, str]] = {}
        for label in labels:
            role = None if label == vendor or label in ignore else _role(decision, label)
            if role is not None:
                parts.setdefault(role[0], {})[role[1]] = label
        named = NAME in labels and NAME not in decision.criteria and vendor != NAME and NAME not in ignore
        # In the order of the decision, whatever the order of the table.
        ordered = {key: parts[key] for key in decision.criteria if key in parts}
        return cls(vendor if vendor in labels else None, NAME if named else None, ordered)

    @property
    def wanted(self) -> list[str]:
        """The columns to read."""
        columns = [label for found in self.parts.values() for label in found.values()]
        return [label for label in (self.vendor, self.name) if label is not None] + columns

    def faults(
        self, decision: Decision, labels: Sequence[str], *, vendor: str | None, ignore: Collection[str]
    ) -> Iterator[tuple[str | None, str]]:
        """Say what is wrong with the head of a table, each with the column that it is about."""
        _check_ignore(labels, ignore)
        for label in sorted(label for label, count in Counter(labels).items() if count > 1 and label):
            yield label, "is the name of several columns; rename or delete all but one."
        if vendor is not None and self.vendor is None:
            there = f"there are {listed(labels)}" if labels else "it is empty"
            yield None, f"The table has no column '{cut(vendor)}' with the vendors' keys: {there}."
        for label in dict.fromkeys(labels):
            if label not in (*self.wanted, *ignore):
                yield label, _stranger(decision, label)
        for key, criterion in decision.criteria.items():
            yield from self._lacking(key, criterion)

    def _lacking(self, key: str, criterion: Criterion) -> Iterator[tuple[str | None, str]]:
        """Say which columns of a criterion are missing."""
        found = self.parts.get(key, {})
        if not found and (not criterion.information_only or criterion.require):
            yield None, f"The table has no column '{key}', nor '{key}_low' and '{key}_high', for that criterion."
        for end in ("low", "high"):
            if set(found) & set(ENDS) and end not in found:
                label = next(found[name] for name in ENDS if name in found)
                yield label, f"is part of a range, but there is no column '{key}_{end}'."


def _role(decision: Decision, label: str) -> tuple[str, str] | None:
    """Return the criterion of a column, and which part of it the column holds; the key of a criterion goes first."""
    if label in decision.criteria:
        return label, "value"
    key, _, end = label.rpartition("_")
    if key not in decision.criteria or end not in ENDS:
        return None
    # A range of levels has no likeliest one.
    return None if end == "likely" and isinstance(decision.criteria[key].scale, LevelScale) else (key, end)


def _stranger(decision: Decision, label: str) -> str:
    if not label:
        return "has no heading; name the column, or delete it."
    known = [*decision.criteria, *(f"{key}_{end}" for key in decision.criteria for end in ENDS), NAME]
    advice = "; name it in `ignore` if it says nothing about a criterion."
    return f"is no criterion of the decision{advice}{nearest(label, known)}"


def _check_ignore(labels: Sequence[str], ignore: Collection[str]) -> None:
    for label in ignore:
        if label not in labels:
            raise OptionError(
                f"ignore names '{cut(str(label))}', which is no column of the table.{nearest(label, labels)}"
            )
