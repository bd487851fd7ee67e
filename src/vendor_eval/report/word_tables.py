"""Tables of a Word page: columns as wide as their words need, header rows that repeat, tones as shades."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence

from vendor_eval.report.records import Cell, Table, Tone
from vendor_eval.report.word_xml import Element, element, paragraph, text

__all__ = ["SHADES", "needed", "shaded", "table", "widths"]

SHADES: dict[Tone, str] = {
    **{"good": "D3EEE5", "bad": "F6D3BF", "open": "FBE3AE", "waived": "CFDFF2", "alarm": "FDD9D9", "unknown": "ECECEC"},
    **{"heat1": "E8F1F8", "heat2": "D2E4F1", "heat3": "BBD7EA", "heat4": "A5C9E3"},
}
LINE, RULE = "D0D0D0", "1A1A1A"
LETTER, BOLD = 100, 118  # twentieths of a point: a wide letter of a cell, whatever font there is
MARGIN = 80  # on either side of a cell
LONGEST_WORD = 14  # letters that are kept on one line where there is room
LONG_ROW = 900  # letters: a longer row may go on on the next page

Filled = Callable[[Cell, bool, bool], list[Element]]


def table(one: Table, available: int, filled: Filled) -> Element:
    """Return a table that is as wide as the page; ``filled`` gives the paragraphs of a cell."""
    columns = widths(one, available)
    head = [
        _cell([paragraph("Cell", [text(name, bold=True)], right=j in one.numeric)], columns[j], under=RULE)
        for j, name in enumerate(one.columns)
    ]
    rows = [element("tr", element("trPr", element("cantSplit"), element("tblHeader")), *head)]
    for row in one.rows:
        cells = [
            _cell(filled(cell, j == 0, j in one.numeric), columns[j], shade=SHADES.get(cell.tone, ""))
            for j, cell in enumerate(row)
        ]
        long = sum(len(cell.text) + len(cell.detail) for cell in row) > LONG_ROW
        rows.append(element("tr", *([] if long else [element("trPr", element("cantSplit"))]), *cells))
    return _grid(columns, rows, one.caption)


def shaded(parts: Sequence[Element], available: int, shade: str, line: str) -> Element:
    """Return a box around some paragraphs."""
    sides = [element(side, val=line, sz=6, space=0, color="8A6100") for side in ("top", "left", "bottom", "right")]
    rules = [
        element("tcW", w=available, type="dxa"),
        element("tcBorders", *sides),
        element("shd", val="clear", color="auto", fill=shade),
    ]
    cell = element("tc", element("tcPr", *rules), *parts)
    row = element("tr", element("trPr", element("cantSplit")), cell)
    return _grid([available], [row], "")


def _grid(columns: Sequence[int], rows: Sequence[Element], said: str) -> Element:
    sides = [element(side, val="single", sz=4, space=0, color=LINE) for side in ("top", "bottom", "insideH")]
    margins = [element(side, w=w, type="dxa") for side, w in (("top", 40), ("left", 80), ("bottom", 40), ("right", 80))]
    rules = [
        element("tblW", w=sum(columns), type="dxa"),
        element("tblBorders", *sides),
        element("tblLayout", type="fixed"),
        element("tblCellMar", *margins),
        element("tblLook", val="0020", firstRow=1, lastRow=0, firstColumn=1, lastColumn=0, noHBand=1, noVBand=1),
        *([element("tblCaption", val=said[:255])] if said else []),
    ]
    grid = element("tblGrid", *(element("gridCol", w=w) for w in columns))
    return element("tbl", element("tblPr", *rules), grid, *rows)


def _cell(parts: Sequence[Element], width: int, *, shade: str = "", under: str = "") -> Element:
    rules = [element("tcW", w=width, type="dxa")]
    rules += [element("tcBorders", element("bottom", val="single", sz=8, space=0, color=under))] if under else []
    rules += [element("shd", val="clear", color="auto", fill=shade)] if shade else []
    return element("tc", element("tcPr", *rules), *parts)


def needed(one: Table) -> int:
    """Return the width that a table needs so that no word of an ordinary length is broken."""
    return sum(_least(column, whole=j in one.numeric, bold=j == 0) for j, column in enumerate(_columns(one)))


def widths(one: Table, available: int) -> list[int]:
    """Return how wide each column is: no word is broken, none is wider than it needs, and long texts get more room.

    Between these ends a width goes with the square root of what its fullest cell has to say, as that makes rows low.
    """
    columns = _columns(one)
    least = [_least(column, whole=j in one.numeric, bold=j == 0) for j, column in enumerate(columns)]
    if sum(least) >= available:
        found = [available * w // sum(least) for w in least]
    else:
        most = [max(w, _longest(column)) for w, column in zip(least, columns, strict=True)]
        share = [_fullest(one, j) ** 0.5 for j in range(len(columns))]
        found = _between(least, most, share, available)
    found[-1] += available - sum(found)
    return found


def _between(least: Sequence[int], most: Sequence[int], share: Sequence[float], available: int) -> list[int]:
    """Share out the room within the ends of each column."""
    if sum(most) <= available:
        return [w * available // sum(most) for w in most]
    low, high = 0.0, float(available)
    for _ in range(40):
        each = (low + high) / 2
        found = [int(min(max(each * part, w), top)) for part, w, top in zip(share, least, most, strict=True)]
        low, high = (each, high) if sum(found) <= available else (low, each)
    return [int(min(max(low * part, w), top)) for part, w, top in zip(share, least, most, strict=True)]


def _fullest(one: Table, j: int) -> float:
    """Return how much the fullest cell of a column has to say."""
    said = (
        _letters(row[j].text + row[j].detail + row[j].url) + sum(len(key) + len(note) for key, note in row[j].evidence)
        for row in one.rows
    )
    return max([*said, _letters(one.columns[j]), 1])


def _columns(one: Table) -> list[list[str]]:
    """Return the texts of each column, its name first."""
    said = [[name] for name in one.columns]
    for row in one.rows:
        for j, cell in enumerate(row):
            cites = [f"{key} {note}" for key, note in cell.evidence]
            said[j] += [cell.text, cell.detail, cell.url[:40], *cites]
    return said


def _least(column: Sequence[str], *, whole: bool, bold: bool) -> int:
    """Return the width at which no word is broken; of figures, no figure, below its head."""
    head, *rest = column
    words = {part: max(map(_letters, _words(part)), default=1) for part in (head, *(() if whole else rest))}
    below = max([0, *(map(_letters, rest) if whole else (words[part] for part in rest))])
    wide = max(min(words[head], LONGEST_WORD) * BOLD, min(below, LONGEST_WORD) * (BOLD if bold else LETTER))
    return int(max(wide, 4 * LETTER) + 2 * MARGIN)


def _words(said: str) -> list[str]:
    return re.split(r"[\s/-]", said)


def _longest(column: Sequence[str]) -> int:
    """Return the width at which no text needs a second line."""
    return int(max(map(_letters, column), default=1) * LETTER + 2 * MARGIN)


def _letters(said: str) -> float:
    """Count letters as wide as they are: a Chinese one takes the room of two, and a line may end after each."""
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in said)
    return len(said) + wide
