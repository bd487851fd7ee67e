"""Laying text and tables out in the width of a terminal."""

from __future__ import annotations

import shutil
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

__all__ = ["Column", "paragraph", "table", "terminal_width"]

WIDEST_TEXT = 110  # longer lines are hard to read
NARROWEST = 40
GAP = "  "
NO_BREAK = "\N{NO-BREAK SPACE}"


def terminal_width() -> int:
    """Return how many columns there are to write in: COLUMNS where it is set, else those of the terminal."""
    return max(shutil.get_terminal_size(fallback=(120, 24)).columns, NARROWEST)


def cells(text: str) -> int:
    """Count the columns that a text takes in a terminal: wide letters take two, combining marks none.

    Examples
    --------
    >>> cells("Baidu"), cells("百度")
    (5, 4)
    """
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    return len(text) + wide - sum(unicodedata.combining(letter) > 0 for letter in text)


def _pieces(word: str, width: int) -> list[str]:
    """Cut a word that is wider than a line."""
    pieces = [""]
    for letter in word:
        if pieces[-1] and cells(pieces[-1] + letter) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def _words(text: str) -> list[str]:
    """Split a text where a line may end: not before a percent sign."""
    return [word.replace(NO_BREAK, " ") for word in " ".join(text.split()).replace(" %", NO_BREAK + "%").split(" ")]


def _lines(text: str, width: int) -> list[str]:
    lines = [""]
    for word in _words(text):
        for piece in _pieces(word, width):
            longer = f"{lines[-1]} {piece}" if lines[-1] else piece
            if cells(longer) <= width:
                lines[-1] = longer
            else:
                lines.append(piece)
    return lines


def paragraph(text: str, *, width: int, indent: str = "") -> str:
    """Return a text as lines of at most some width; those after the first are indented.

    Examples
    --------
    >>> print(paragraph("one two three", width=9, indent="  "))
    one two
      three
    """
    first, *rest = _lines(text, min(width, WIDEST_TEXT) - cells(indent))
    return "\n".join([first, *(indent + line for line in rest)])


class Column(NamedTuple):
    """One column of a table: its head and its texts, one a row."""

    head: str
    texts: Sequence[str]
    right: bool = False

    @property
    def widest(self) -> int:
        """How wide the column is unless it is wrapped."""
        return max(cells(text) for text in (self.head, *self.texts))

    @property
    def narrowest(self) -> int:
        """How wide its longest word is."""
        return max(cells(word) for text in (self.head, *self.texts) for word in _words(text))

    def wrapped(self, text: str, width: int) -> list[str]:
        """Return one of its texts as lines, each padded to some width."""
        spaces = [(line, " " * (width - cells(line))) for line in _lines(text, width)]
        return [space + line if self.right else line + space for line, space in spaces]


def table(columns: Sequence[Column], *, width: int) -> str:
    """Return a table that fits a width.

    Its widest columns are wrapped. What still does not fit follows below, with the first column repeated.

    Examples
    --------
    >>> print(table([Column("vendor", ["Alpha", "Beta"]), Column("value", ["71.2", "8.0"], right=True)], width=40))
    vendor  value
    ------  -----
    Alpha    71.2
    Beta      8.0
    """
    first, *others = columns
    return "\n\n".join(_block([first, *part], width=width) for part in _parts(first, others, width=width))


def _parts(first: Column, others: Sequence[Column], *, width: int) -> list[list[Column]]:
    """Split columns into groups that can stand beside the first one."""
    parts: list[list[Column]] = [[]]
    for column in others:
        narrowest = [one.narrowest for one in (first, *parts[-1], column)]
        if parts[-1] and _total(narrowest) > width:
            parts.append([])
        parts[-1].append(column)
    return parts


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + len(GAP) * (len(widths) - 1)


def _widths(columns: Sequence[Column], *, width: int) -> list[int]:
    """Narrow the widest columns until all fit, but none below its longest word."""
    widths = [column.widest for column in columns]
    while _total(widths) > width:
        wider = [j for j, column in enumerate(columns) if widths[j] > column.narrowest]
        if not wider:
            break
        widths[max(wider, key=lambda j: widths[j])] -= 1
    return widths


def _block(columns: Sequence[Column], *, width: int) -> str:
    widths = _widths(columns, width=width)
    head, *rows = zip(*([column.head, *column.texts] for column in columns), strict=True)
    rule = GAP.join("-" * size for size in widths)
    return "\n".join(
        [*_row(columns, head, widths), rule, *(line for row in rows for line in _row(columns, row, widths))]
    )


def _row(columns: Sequence[Column], texts: Sequence[str], widths: Sequence[int]) -> list[str]:
    """Return one row as lines."""
    wrapped = [column.wrapped(text, size) for column, text, size in zip(columns, texts, widths, strict=True)]
    empty = [" " * size for size in widths]
    height = max(len(lines) for lines in wrapped)
    filled = [lines + [blank] * (height - len(lines)) for lines, blank in zip(wrapped, empty, strict=True)]
    return [GAP.join(line).rstrip() for line in zip(*filled, strict=True)]
