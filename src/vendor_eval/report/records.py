"""Plain records that a report consists of: what both formats are views of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, Literal

from vendor_eval.languages.phrases import say
from vendor_eval.languages.speaking import ENGLISH

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = [
    *(
        "Block",
        "Bullets",
        "Cell",
        "Chapter",
        "Content",
        "Facts",
        "Field",
        "Figure",
        "Heading",
        "Item",
        "Prose",
        "Table",
    ),
    "split",
]

Tone = Literal[
    "", "good", "bad", "open", "waived", "quiet", "alarm", "unknown", "heat0", "heat1", "heat2", "heat3", "heat4"
]
"""A colour that repeats what the words of a cell or paragraph say; it never says anything that they do not."""


@dataclass(frozen=True, slots=True)
class Item:
    """One point of a list, and its evidence by id with a note each."""

    text: str
    evidence: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: its text, smaller print below it, and its evidence by id with a note each.

    ``anchor`` makes it a place to link to; ``url`` is printed, and becomes a link only where it is http or https.
    ``link`` is an anchor elsewhere in the document that its text leads to.
    """

    text: str
    detail: str = ""
    tone: Tone = ""
    evidence: tuple[tuple[str, str], ...] = ()
    anchor: str = ""
    url: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph."""

    kind: ClassVar[str] = "prose"
    text: str
    tone: Tone = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a chapter."""

    kind: ClassVar[str] = "heading"
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    kind: ClassVar[str] = "bullets"
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """A list of terms, each with what is to be known of it."""

    kind: ClassVar[str] = "facts"
    items: tuple[tuple[str, Cell], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first cell of each row names the row."""

    kind: ClassVar[str] = "table"
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numeric: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart as inline SVG, which holds its own description; Markdown names it, and its numbers stand in tables.

    ``axes`` is the chart itself, for formats that take a picture of it.
    """

    kind: ClassVar[str] = "figure"
    caption: str
    svg: str = field(repr=False)
    axes: Axes | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Field:
    """A place that only a person can fill in: what it is called, what they entered, and a note who that is.

    Where nothing is entered yet, the note says who enters what, and the place is marked.
    """

    kind: ClassVar[str] = "field"
    label: str
    text: tuple[str, ...]
    note: str
    anchor: str


Block = Prose | Heading | Bullets | Facts | Table | Figure | Field


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter and the name of its anchor."""

    anchor: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """A whole report: the first screen, the chapters, the anchor of each item of evidence, and its language.

    ``as_of`` is the day alone, as it is written in that language.
    """

    title: str
    question: str
    as_of: str
    outcome: str
    summary: Table
    chapters: tuple[Chapter, ...]
    anchors: Mapping[str, str]
    language: str = ENGLISH


def split(table: Table, *, most: int = 6) -> tuple[Table, ...]:
    """Cut a table that is too wide for a page into several, each with the first column.

    Examples
    --------
    >>> wide = Table("Ranks", ("vendor", "1", "2", "3"), ((Cell("Alpha"), Cell("a"), Cell("b"), Cell("c")),))
    >>> [part.columns for part in split(wide, most=2)]
    [('vendor', '1', '2'), ('vendor', '3')]
    """
    starts = range(1, max(len(table.columns), 2), most)
    parts = len(starts)
    return tuple(
        Table(
            _part_said(table.caption, number, parts),
            (table.columns[0], *table.columns[start : start + most]),
            tuple((row[0], *row[start : start + most]) for row in table.rows),
            frozenset(i - start + 1 for i in table.numeric if start <= i < start + most),
        )
        for number, start in enumerate(starts, 1)
    )


def _part_said(caption: str, number: int, parts: int) -> str:
    if parts == 1:
        return caption
    return say("{caption} (part {number} of {parts})", caption=caption, number=number, parts=parts)
