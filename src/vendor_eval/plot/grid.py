"""Grids of worded cells: the common form of the charts that are tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vendor_eval.plot.colours import INK, MUTED, ink_on
from vendor_eval.plot.page import Page
from vendor_eval.plot.style import BODY, LEADING, SMALL
from vendor_eval.plot.text import height, longest_word, width, wrapped

__all__ = ["Cell", "Column", "Row", "draw_grid"]

Line = str | tuple[float, tuple[float, float]]

GAP = 2.0  # points between cells
PADDING = 4.0  # points between a cell's edge and its text
NARROW = 60.0  # points: a narrower column turns its heading rather than break its words
LENGTHS = (50.0, 70.0, 100.0, 140.0, 190.0)  # points that a turned heading may be long


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: a word, what stands small below it, and how it looks. A cell without a fill is a label."""

    text: str
    small: str = ""
    fill: str | None = None
    hatched: bool = False
    frame: Line | None = None
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading and its width in points."""

    heading: str
    width: float
    small: str = ""
    left: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row of cells, with some points of space before it."""

    cells: tuple[Cell, ...]
    before: float = 0.0


def draw_grid(page: Page, columns: Sequence[Column], rows: Sequence[Row], *, size: float = BODY) -> None:
    """Draw headings and rows on a page, as high as their words need, and go below them."""
    _draw_headings(page, columns)
    for row in rows:
        page.y += row.before
        tall = max(_height(cell, column, size) for cell, column in zip(row.cells, columns, strict=True))
        left = 0.0
        for cell, column in zip(row.cells, columns, strict=True):
            _draw_cell(page, cell, (left, page.y, column.width - GAP, tall), size)
            left += column.width
        page.y += tall + GAP


def _lines(cell: Cell, column: Column, size: float) -> tuple[list[str], list[str]]:
    room = column.width - GAP - (PADDING if cell.fill is None else min(5.0, 0.1 * column.width))
    return wrapped(cell.text, room, size, bold=cell.bold), wrapped(cell.small, room, SMALL)


def _height(cell: Cell, column: Column, size: float) -> float:
    lines, small = _lines(cell, column, size)
    return height(lines, size) + height(small, SMALL) + 2 * PADDING


def _draw_cell(page: Page, cell: Cell, place: tuple[float, float, float, float], size: float) -> None:
    left, top, wide, tall = place
    lines, small = _lines(cell, Column("", wide + GAP), size)
    ink = INK if cell.fill is None else ink_on(cell.fill)
    if cell.fill is not None:
        look = {"facecolor": cell.fill, "edgecolor": "white", "hatch": "////" if cell.hatched else None}
        page.box(left, top, wide, tall, **look)
    if cell.frame is not None:
        page.box(left + 1, top + 1, wide - 2, tall - 2, fill=False, edgecolor=INK, linewidth=1.2, linestyle=cell.frame)
    x, align = (left, "left") if cell.fill is None else (left + wide / 2, "center")
    y = top + (tall - height(lines, size) - height(small, SMALL)) / 2
    if lines:
        page.write(x, y, lines, size=size, colour=ink, align=align, bold=cell.bold)
    if small:
        colour = MUTED if cell.fill is None else ink
        page.write(x, y + height(lines, size), small, size=SMALL, colour=colour, align=align)


def _draw_headings(page: Page, columns: Sequence[Column]) -> None:
    """Write the headings above a line, turned where a word is wider than a narrow column."""
    turned = any(one.width < NARROW and longest_word(one.heading, SMALL, bold=True) > _room(one) for one in columns)
    blocks = [_heading(one, turned=turned and one.width < NARROW) for one in columns]
    page.y += max(block.deep for block in blocks)
    left = 0.0
    for one, block in zip(columns, blocks, strict=True):
        middle = left + (0 if one.left else (one.width - GAP) / 2)
        align = "left" if one.left else "center"
        if block.turned:
            page.write(middle, page.y, block.lines, size=SMALL, align="center", up=True, bold=True)
        else:
            top = page.y - block.deep
            page.write(middle, top, block.lines, size=SMALL, align=align, bold=True)
            page.write(middle, top + height(block.lines, SMALL), block.small, size=SMALL, align=align, colour=MUTED)
        left += one.width
    page.y += 3
    page.rule(0, left - GAP, page.y)
    page.y += 3


@dataclass(frozen=True, slots=True)
class _Heading:
    lines: list[str]
    small: list[str]
    deep: float
    turned: bool


def _room(column: Column) -> float:
    return column.width - GAP - 2


def _heading(column: Column, *, turned: bool) -> _Heading:
    if not turned:
        lines = wrapped(column.heading, _room(column), SMALL, bold=True)
        small = wrapped(column.small, _room(column), SMALL)
        return _Heading(lines, small, height([*lines, *small], SMALL), turned=False)
    most = max(1, int(_room(column) / (SMALL * LEADING)))
    for length in LENGTHS:
        lines = wrapped(column.heading, length, SMALL, bold=True, most=most)
        if not lines or not lines[-1].endswith("…"):
            break
    return _Heading(lines, [], max((width(line, SMALL, bold=True) for line in lines), default=0), turned=True)
