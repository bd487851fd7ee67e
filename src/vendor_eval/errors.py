"""Every error that the library raises on purpose, and the faults that a decision can have.

The tree::

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

__all__ = [
    "DecisionError",
    "Fault",
    "FileError",
    "OptionError",
    "Path",
    "UnknownNameError",
    "VendorEvalError",
    "listed",
    "nearest",
    "printable",
]

Path = tuple[str | int, ...]

MOST_FAULTS = 100
MOST_COMPARED = 200
MOST_LISTED = 15
LONGEST_SHOWN = 60


def printable(text: str) -> str:
    r"""Write out what a terminal would hide or obey, so that a message shows it and cannot be forged.

    Examples
    --------
    >>> printable("al\u202epha\n")
    'al\\u202epha\\n'
    """
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text)


def cut(text: str) -> str:
    """Keep the beginning of a text that is too long to quote."""
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 3] + "..."


def nearest(name: object, known: Iterable[object]) -> str:
    """Say which known name was probably meant, as the end of a sentence; empty where none is close.

    Examples
    --------
    >>> nearest("prise", ["price", "privacy"])
    " Did you mean 'price'?"
    """
    text = str(name)[:LONGEST_SHOWN]
    by_lower = {str(candidate).casefold(): str(candidate) for candidate in known}
    close = difflib.get_close_matches(text.casefold(), list(by_lower)[:MOST_COMPARED], n=1, cutoff=0.6)
    if not close:
        return ""
    meant = by_lower[close[0]]
    # A letter of another script explains why two names that look the same are not.
    foreign = [sign for sign in dict.fromkeys(text) if sign.isalpha() and not sign.isascii() and meant.isascii()]
    codes = ", ".join(f"'{sign}' is U+{ord(sign):04X}" for sign in foreign[:3])
    note = f" ({codes}.)" if codes else ""
    return f" Did you mean '{meant}'?{note}"


def listed(names: Iterable[object]) -> str:
    """Join names for an error message; of many, the first."""
    texts = [f"'{cut(str(name))}'" for name in names]
    more = len(texts) - MOST_LISTED
    return ", ".join(texts[:MOST_LISTED]) + (f" and {more} more" if more > 0 else "")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong in a decision, and where it stands."""

    path: Path
    message: str
    file: str | None = None
    line: int | None = None
    column: int | None = None
    cell: str | None = None
    """Where it stands in a table, in words: ``Scores!C7`` in a workbook, ``line 4, column "cost"`` in a CSV file."""

    def __str__(self) -> str:
        """Read as ``file.yaml:12:9 assessments.alpha.reach: what is wrong``, on one line."""
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        if self.cell is not None:
            file = self.file or ""
            place = f"{file} {self.cell}" if file.lower().endswith(".csv") else f"{file} › {self.cell}"
        dotted = ".".join(cut(str(part)) for part in self.path)
        head = " ".join(part for part in (place, dotted) if part)
        return printable(f"{head}: {self.message}" if head else self.message)

    def at(self, *, file: str, line: int | None, column: int | None, cell: str | None = None) -> Self:
        """Return the fault with its place in a file."""
        return replace(self, file=file, line=line, column=column, cell=cell)


class VendorEvalError(Exception):
    """The root of every error that the library raises on purpose."""

    def __str__(self) -> str:
        """Show the message, with anything invisible in it written out."""
        return "\n".join(printable(line) for line in super().__str__().split("\n"))


class DecisionError(VendorEvalError):
    """A decision has faults; all of them are listed, each with its place.

    Of a table with very many, ``faults`` are the first, and ``more`` says how many others were found.
    """

    def __init__(self, faults: Sequence[Fault], *, more: int = 0) -> None:
        self.faults, self.more = tuple(faults), more
        super().__init__(self.faults)

    def __str__(self) -> str:
        """List the faults one a line, at most a hundred."""
        shown = self.faults[:MOST_FAULTS]
        count = len(self.faults) + self.more
        if count == 1:
            return str(self.faults[0])
        lines = [f"The decision has {count:,} faults:", *(f"  {fault}" for fault in shown)]
        if count > len(shown):
            lines.append(f"  and {count - len(shown):,} more")
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
        return cls(f"Unknown {kind} '{cut(str(name))}'.{nearest(name, known)}{known_text}")


class OptionError(VendorEvalError):
    """An option has a value that is not allowed."""

    @classmethod
    def of(cls, option: str, value: object, allowed: Iterable[object]) -> Self:
        """Build the error for a value that is not among the allowed ones.

        Examples
        --------
        >>> str(OptionError.of("goal", "frist", ["first", "sufficient"]))
        "goal must be one of 'first', 'sufficient', not 'frist'. Did you mean 'first'?"
        """
        allowed = list(allowed)
        return cls(f"{option} must be one of {listed(allowed)}, not {cut(repr(value))}.{nearest(value, allowed)}")
