"""Where each value of a file stands, so that a fault in a decision can name its line and column."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from vendor_eval.errors import DecisionError, Fault, Path

__all__ = ["DEEPEST", "MOST_VALUES", "Document", "Place", "unreadable"]

DEEPEST = 50
MOST_VALUES = 200_000

Place = tuple[int, int]

# What YAML calls not printable: control characters, lone surrogates and two places that are no characters.
_UNREADABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(slots=True)
class Document:
    """A file as plain data, with the places of its values and the faults found while reading it.

    What stands at a ``blind`` path could not be read: what the decision says about it would only confuse. Remarks are
    no faults unless the reader is strict.
    """

    name: str
    data: Any = None
    places: dict[Path, Place] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    blind: set[Path] = field(default_factory=set)
    remarks: list[Fault] = field(default_factory=list)

    def add(self, path: Path, place: Place, message: str) -> None:
        """Note a fault at a place."""
        self.faults.append(Fault(path, message, self.name, *place))

    def locate(self, fault: Fault) -> Fault:
        """Return a fault with the place of its path, or of the nearest enclosing value that is in the file."""
        for length in range(len(fault.path), -1, -1):
            if fault.path[:length] in self.places:
                line, column = self.places[fault.path[:length]]
                return fault.at(file=self.name, line=line, column=column)
        return fault.at(file=self.name, line=1, column=1)

    def error(self, others: tuple[Fault, ...] = ()) -> DecisionError:
        """Return one error with the faults of reading and those of the decision, in the order of the file."""
        seen = [fault for fault in others if not any(fault.path[:n] in self.blind for n in range(len(fault.path) + 1))]
        faults = [*self.faults, *(self.locate(fault) for fault in seen)]
        return DecisionError(sorted(faults, key=lambda fault: (fault.line or 0, fault.column or 0)))


def unreadable(text: str, document: Document) -> bool:
    """Note every character that no text file should hold; say whether there is one."""
    for match in _UNREADABLE.finditer(text):
        start = match.start()
        place = (text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start))
        document.add((), place, f"holds the character U+{ord(match[0]):04X}, which no text should hold; delete it.")
        if len(document.faults) >= DEEPEST:
            break
    return bool(document.faults)
