"""Where a line of text may break: at spaces, and between the characters of writings that have none."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

__all__ = ["ends_no_line", "hyphenated", "parts", "units", "without_soft_hyphens"]

WIDE = {"W", "F"}  # East Asian widths: of Han characters, kana, Hangul, and the signs that are set among them
# Categories of signs that stay with the character after them, and of those that stay with the one before them.
OPENING = {"Ps", "Pi", "Sc"}
CLOSING = {"Pe", "Pf", "Po", "Pd", "Lm", "Mn", "Sk", "Cf"}
# A percent sign stays with its number, and spaces that must not break do not.
WORD = re.compile(r"(?:\S|[\xa0\u202f])+(?: %\S*)?")
SOFT_HYPHEN = "\xad"
PART = re.compile(rf"[^-/_–{SOFT_HYPHEN}]*[-/_–{SOFT_HYPHEN}]+|[^-/_–{SOFT_HYPHEN}]+")


def units(text: str) -> Iterator[tuple[str, str]]:
    """Return what stays together on a line, each after what parts it from what is before it: a space, or nothing.

    Examples
    --------
    >>> [unit for _, unit in units("at least 5 %, or more")]
    ['at', 'least', '5 %,', 'or', 'more']
    >>> [before + unit for before, unit in units("苹果「中国」用 AI。")]
    ['苹', '果', '「中', '国」', '用', ' AI。']
    """
    before = ""
    for word in WORD.findall(text):
        start = 0
        for end in range(1, len(word)):
            if _breaks(word[end - 1], word[end]):
                yield before, word[start:end]
                before, start = "", end
        yield before, word[start:]
        before = " "


def _breaks(last: str, following: str) -> bool:
    """Whether a line may break between two characters that no space parts.

    As in print, a line never begins with a full stop and never ends with an opening bracket (W3C, Requirements for
    Chinese Text Layout, 2023; JIS X 4051 for Japanese). A number stays with what it counts.
    """
    if not {unicodedata.east_asian_width(one) for one in (last, following)} & WIDE:
        return False
    if ends_no_line(last) or unicodedata.category(following) in CLOSING or _small(following):
        return False
    return last not in "0123456789" or ends_no_line(following)


def ends_no_line(character: str) -> bool:
    """Whether a sign opens what comes after it, so that no line ends with it."""
    return unicodedata.category(character) in OPENING


def _small(character: str) -> bool:
    """Whether a character is one of the small kana, which belong to the one before them."""
    return " LETTER SMALL " in unicodedata.name(character, "") and unicodedata.east_asian_width(character) in WIDE


def parts(unit: str) -> list[str]:
    """Return where a word breaks that is wider than its room: behind its hyphens and strokes, also the soft ones.

    Examples
    --------
    >>> parts("KI-Funktionen/Dienste")
    ['KI-', 'Funktionen/', 'Dienste']
    """
    return PART.findall(unit)


def hyphenated(word: str, length: int) -> str:
    """Return the beginning of a word that is broken after some characters, with a hyphen between two letters.

    Only of writings that have capitals: others are broken without a sign.

    Examples
    --------
    >>> hyphenated("Aktiengesellschaft", 6), hyphenated("1234567", 3), hyphenated("深度求索", 2)
    ('Aktien-', '123', '深度')
    """
    letters = [one for one in word[length - 1 : length + 1] if one.lower() != one.upper()]
    return word[:length] + ("-" if len(letters) > 1 else "")


def without_soft_hyphens(text: str) -> str:
    r"""Return a line as it is drawn: soft hyphens are seen at its end alone.

    Examples
    --------
    >>> without_soft_hyphens("Daten\xadschutz\xad"), without_soft_hyphens("Daten\xadschutz")
    ('Datenschutz-', 'Datenschutz')
    """
    shown = text.replace(SOFT_HYPHEN, "")
    return f"{shown}-" if text.endswith(SOFT_HYPHEN) else shown
