"""Fonts: which of those on this machine have the characters of a text, and which it is set in."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from functools import cache

from matplotlib.font_manager import FontProperties, findSystemFonts, fontManager, get_font

__all__ = ["FIRST", "fonts", "lacking", "typeface"]

# DejaVu Sans comes with matplotlib, so it is the same on every machine; the others are for what it lacks, where they
# are installed. The last resort, also from matplotlib, draws a box for what no font has.
FIRST, LAST = "DejaVu Sans", "Last Resort High-Efficiency"
FALLBACKS = (
    *("Noto Sans CJK SC", "Noto Sans CJK JP", "Noto Sans CJK KR", "Noto Sans SC", "Source Han Sans SC"),
    *("Microsoft YaHei", "PingFang SC", "Hiragino Sans GB", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "SimHei"),
    *("Malgun Gothic", "Apple SD Gothic Neo", "Noto Sans Thai", "Noto Sans Devanagari", "Arial Unicode MS"),
)
BOLD = 600  # weights from here on are bold


@cache
def fonts(*, bold: bool = False) -> tuple[str, ...]:
    """Return the fonts that text is set in, the first that has a character first.

    Parameters
    ----------
    bold
        Only those that come in bold: of another, matplotlib would complain in the log.
    """
    _take_in_new_ones()
    least = BOLD if bold else 0
    installed = {one.name for one in fontManager.ttflist if int(one.weight) >= least}
    last = [LAST] if LAST in installed else []
    return (FIRST, *(name for name in FALLBACKS if name in installed), *last)


def typeface(text: str, size: float, *, bold: bool = False) -> FontProperties:
    """Return the font that a text is set in: our own where it has every character, else all that there are.

    Bold is left out where a character is in no bold font.
    """
    weight = "bold" if bold else "normal"
    if not _lacking(text, [FIRST]):
        return FontProperties(family=[FIRST], size=size, weight=weight)
    if bold and not _lacking(text, fonts(bold=True), bold=True):
        return FontProperties(family=list(fonts(bold=True)), size=size, weight=weight)
    return FontProperties(family=list(fonts()), size=size)


def lacking(text: str) -> bool:
    """Whether a text has a character that no font on this machine has, but for the box of the last resort."""
    return bool(_lacking(text, [FIRST])) and bool(_lacking(text, [one for one in fonts() if one != LAST]))


def _lacking(text: str, families: Iterable[str], *, bold: bool = False) -> set[str]:
    """Return the characters of a text that none of some fonts has."""
    left = set(text) - {"\n"}
    for family in families:
        if not left:
            break
        left -= _characters(family, bold=bold)
    return left


@cache
def _characters(family: str, *, bold: bool) -> frozenset[str]:
    path = fontManager.findfont(FontProperties(family=[family], weight="bold" if bold else "normal"))
    return frozenset(map(chr, get_font(path).get_charmap()))


@cache
def _take_in_new_ones() -> None:
    """Make fonts known that were installed after matplotlib made its list of them, which it keeps between runs."""
    known = {one.fname for one in fontManager.ttflist}
    for path in findSystemFonts():
        if path not in known:
            with suppress(Exception):  # what matplotlib cannot read it leaves out of its own list, too
                fontManager.addfont(path)
