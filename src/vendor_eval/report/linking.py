"""Links: where a text names evidence, and which addresses may become links at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

__all__ = ["Linker", "Piece", "is_web_address"]

# What would make an id a part of a longer word: letters, digits and hyphens, but no letters of scripts that are written
# without spaces between words, such as Chinese. There an id stands right beside them.
_IN_WORD = r"(?:[^\W\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\uff66-\uffdc\U00020000-\U0003ffff]|-)"


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text; ``anchor`` is the place it links to, empty where it is plain."""

    text: str
    anchor: str = ""


def is_web_address(url: str) -> bool:
    """Whether an address may become a link: http or https, and nothing in it that could end or bend the link.

    Examples
    --------
    >>> is_web_address("https://example.org/a?b=1"), is_web_address("javascript:alert(1)")
    (True, False)
    """
    return re.fullmatch(r"(?i:https?)://[^\s<>\"'`\\|()\[\]{}^]+", url) is not None


class Linker:
    """Finds evidence ids in running text.

    Only ids with a letter and a digit are found there: an id like ``report`` or ``2024`` is more often a plain word or
    number. All others are cited in cells and lists of their own.
    """

    def __init__(self, anchors: Mapping[str, str]) -> None:
        self._anchors = anchors
        named = [key for key in anchors if re.search(r"\d", key) and re.search(r"[^\W\d_]", key)]
        choices = "|".join(re.escape(key) for key in sorted(named, key=lambda key: (-len(key), key)))
        self._pattern = re.compile(rf"(?<!{_IN_WORD})(?:{choices})(?!{_IN_WORD})" if choices else r"(?!)")

    def pieces(self, text: str) -> Iterator[Piece]:
        """Cut a text at the evidence ids in it.

        Examples
        --------
        >>> [(one.text, one.anchor) for one in Linker({"E1": "evidence-E1"}).pieces("see E1.")]
        [('see ', ''), ('E1', 'evidence-E1'), ('.', '')]
        >>> [one.text for one in Linker({"E1": "evidence-E1"}).pieces("证据E1显示") if one.anchor]
        ['E1']
        """
        start = 0
        for match in self._pattern.finditer(text):
            if match.start() > start:
                yield Piece(text[start : match.start()])
            yield Piece(match[0], self._anchors[match[0]])
            start = match.end()
        if start < len(text):
            yield Piece(text[start:])
