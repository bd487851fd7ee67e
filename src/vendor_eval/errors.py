"""Every error that the library raises on purpose, and the faults that a decision can have.

    VendorEvalError
    ├── DecisionError       a decision has faults; ``.faults`` lists every one with its place
    ├── FileError           a file cannot be read or written
    ├── UnknownNameError    a name passed to a function does not exist; the nearest one is offered
    └── OptionError         an option has a value that is not allowed
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Self

__all__ = ["DecisionError", "Fault", "FileError", "OptionError", "Path", "UnknownNameError", "VendorEvalError", "nearest"]

Path = tuple[str | int, ...]

MOST_FAULTS = 100


def nearest(name: object, known: Iterable[object]) -> str:
    """Say which known name was probably meant, as the end of a sentence; empty where none is close.

    Examples
    --------
    >>> nearest("prise", ["price", "privacy"])
    " Did you mean 'price'?"
    """
    by_lower = {str(candidate).casefold(): str(candidate) for candidate in known}
    close = difflib.get_close_matches(str(name).casefold(), list(by_lower), n=1, cutoff=0.6)
    return f" Did you mean '{by_lower[close[0]]}'?" if close else ""


def listed(names: Iterable[object]) -> str:
    """Join names for an error message, cut after a dozen."""
    texts = [f"'{name}'" for name in names]
    return ", ".join(texts[:12]) + (f" and {len(texts) - 12} more" if len(texts) > 12 else "")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong in a decision, and where it stands."""

    path: Path
    message: str
    file: str | None = None
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        """Read as ``file.yaml:12:9 assessments.alpha.reach: what is wrong``."""
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        dotted = ".".join(str(part) for part in self.path)
        head = " ".join(part for part in (place, dotted) if part)
        return f"{head}: {self.message}" if head else self.message

    def at(self, *, file: str, line: int | None, column: int | None) -> Self:
        """Return the fault with its place in a file."""
        return replace(self, file=file, line=line, column=column)


class VendorEvalError(Exception):
    """The root of every error that the library raises on purpose."""


class DecisionError(VendorEvalError):
    """A decision has faults; all of them are listed, each with its place."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.faults)

    def __str__(self) -> str:
        """List the faults one a line, at most a hundred."""
        count = len(self.faults)
        if count == 1:
            return str(self.faults[0])
        lines = [f"The decision has {count} faults:", *(f"  {fault}" for fault in self.faults[:MOST_FAULTS])]
        if count > MOST_FAULTS:
            lines.append(f"  and {count - MOST_FAULTS} more")
        return "\n".join(lines)


class FileError(VendorEvalError):
    """A file cannot be read or written."""


class UnknownNameError(VendorEvalError):
    """A name that was passed to a function does not exist."""

    @classmethod
    def of(cls, kind: str, name: object, known: Iterable[object]) -> Self:
        """Build the error for a name that is not among the known ones.

        Examples
        --------
        >>> str(UnknownNameError.of("criterion", "prise", ["price"]))
        "Unknown criterion 'prise'. Did you mean 'price'? Known: 'price'."
        """
        known = list(known)
        known_text = f" Known: {listed(known)}." if known else ""
        return cls(f"Unknown {kind} '{name}'.{nearest(name, known)}{known_text}")


class OptionError(VendorEvalError):
    """An option has a value that is not allowed."""

    @classmethod
    def of(cls, option: str, value: object, allowed: Iterable[object]) -> Self:
        """Build the error for a value that is not among the allowed ones."""
        allowed = list(allowed)
        return cls(f"{option} must be one of {listed(allowed)}, not {value!r}.{nearest(value, allowed)}")
