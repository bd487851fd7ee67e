"""Text that fits: how wide it is, and where it breaks into lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from matplotlib.textpath import text_to_path

from vendor_eval.plot.breaks import ends_no_line, hyphenated, parts, units, without_soft_hyphens
from vendor_eval.plot.fonts import typeface
from vendor_eval.plot.style import ASCENT, DESCENT, LEADING

__all__ = ["height", "longest_word", "width", "wrapped"]

SHORTEST = 3  # letters of a broken word that go on to the next line
SLACK = 1.01  # what is drawn may be wider than measured by up to this


@lru_cache(maxsize=10_000)
def _measured(text: str, size: float, *, bold: bool) -> tuple[float, float, float]:
    """Return how wide a line of text is, and how high and deep its ink reaches, in points."""
    properties = typeface(text, size, bold=bold)
    wide, high, deep = text_to_path.get_text_width_height_descent(text, properties, False)
    return wide, high - deep, deep


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a line of text is, in points, with a little slack."""
    return _measured(text, size, bold=bold)[0] * SLACK


def height(lines: Sequence[str], size: float) -> float:
    """Return how high some lines are, in points.

    Lines with high characters, such as Han characters or capitals with accents, stand farther apart than others.
    """
    inks = [_measured(line, size, bold=False) for line in lines]
    beyond = [max(high - ASCENT * size, 0) + max(deep - DESCENT * size, 0) for _, high, deep in inks]
    return len(lines) * LEADING * size + sum(beyond)


def longest_word(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide the longest word of a text is, in points."""
    return max((width(word, size, bold=bold) for _, word in units(text)), default=0.0)


def wrapped(text: str, room: float, size: float, *, bold: bool = False, most: int = 12) -> list[str]:
    """Break a text into lines no wider than the room, in points; what exceeds the most lines ends in an ellipsis.

    Words break at spaces, but never before a percent sign; Chinese and Japanese break between characters, but not
    before a full stop or behind an opening bracket. A word that is wider than the room breaks behind a hyphen, or
    gets one.

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
    for before, unit in units(text):
        joined = f"{lines[-1]}{before}{without_soft_hyphens(unit)}" if lines else ""
        if lines and width(joined, size, bold=bold) <= room:
            lines[-1] = joined
        else:
            lines += _pieces(unit, room, size, bold=bold)
    if len(lines) > most:
        return [*lines[: most - 1], _cut(lines[most - 1], room, size, bold=bold)]
    return lines


def _pieces(word: str, room: float, size: float, *, bold: bool) -> Iterator[str]:
    def fits(piece: str) -> bool:
        return width(without_soft_hyphens(piece), size, bold=bold) <= room

    piece = ""
    for part in [word] if fits(word) else parts(word):
        if piece and not fits(piece + part):
            yield without_soft_hyphens(piece)
            piece = ""
        piece += part
        while not fits(piece) and len(piece) > 1:
            head = next((k for k in range(len(piece) - 1, 1, -1) if fits(hyphenated(piece, k))), 1)
            head = min(head, max(len(piece) - SHORTEST, 1)) if hyphenated(piece, head).endswith("-") else head
            yield without_soft_hyphens(hyphenated(piece, head))
            piece = piece[head:]
    yield without_soft_hyphens(piece)


def _cut(line: str, room: float, size: float, *, bold: bool) -> str:
    while len(line) > 1 and (ends_no_line(line[-1]) or width(line + "…", size, bold=bold) > room):
        line = line[:-1]
    return line + "…"
