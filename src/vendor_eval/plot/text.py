"""Text that fits: how wide it is, and where it breaks into lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from matplotlib.font_manager import FontProperties, fontManager, get_font
from matplotlib.textpath import text_to_path

from vendor_eval.plot.style import FIRST, LEADING, fonts

__all__ = ["height", "longest_word", "typeface", "width", "wrapped"]

HINTING = 1.025  # screen pixels move letters apart by up to this


@cache
def _drawable() -> frozenset[str]:
    """Return the characters that our own font has."""
    path = fontManager.findfont(FontProperties(family=[FIRST]))
    return frozenset(map(chr, get_font(path).get_charmap()))


def typeface(text: str, size: float, *, bold: bool = False) -> FontProperties:
    """Return the font that a text is set in: our own where it has every character, else all that there are.

    The others are never bold, because few of them come in bold, and matplotlib would complain in the log.
    """
    if set(text) - {"\n"} <= _drawable():
        return FontProperties(family=[FIRST], size=size, weight="bold" if bold else "normal")
    return FontProperties(family=list(fonts()), size=size)


@lru_cache(maxsize=10_000)
def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a line of text is, in points, with what pixels may add to it."""
    properties = typeface(text, size, bold=bold)
    measured: tuple[float, float, float] = text_to_path.get_text_width_height_descent(text, properties, False)
    return measured[0] * HINTING


def height(lines: list[str], size: float) -> float:
    """Return how high some lines are, in points."""
    return len(lines) * size * LEADING


def longest_word(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide the longest word of a text is, in points."""
    return max((width(word, size, bold=bold) for word in text.split()), default=0.0)


def wrapped(text: str, room: float, size: float, *, bold: bool = False, most: int = 12) -> list[str]:
    """Break a text into lines no wider than the room, in points; what exceeds the most lines ends in an ellipsis.

    Words break at spaces, but never before a percent sign; a word that is wider than the room
    breaks between characters.

    Examples
    --------
    >>> wrapped("at least 1,000 employees", 60, 8)
    ['at least 1,000', 'employees']
    >>> wrapped("from 9 %, or less", 40, 8)
    ['from 9 %,', 'or less']
    >>> wrapped("", 60, 8)
    []
    """
    lines: list[str] = []
    for word in re.findall(r"\S+(?: %\S*)?", text):
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and width(joined, size, bold=bold) <= room:
            lines[-1] = joined
        else:
            lines += _pieces(word, room, size, bold=bold)
    if len(lines) > most:
        return [*lines[: most - 1], _cut(lines[most - 1], room, size, bold=bold)]
    return lines


def _pieces(word: str, room: float, size: float, *, bold: bool) -> Iterator[str]:
    piece = ""
    for character in word:
        if piece and width(piece + character, size, bold=bold) > room:
            yield piece
            piece = ""
        piece += character
    yield piece


def _cut(line: str, room: float, size: float, *, bold: bool) -> str:
    while len(line) > 1 and width(line + "…", size, bold=bold) > room:
        line = line[:-1]
    return line + "…"
