"""The passages of a report, in order: what a reader sees, to be compared with another report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from html.parser import HTMLParser

__all__ = ["Difference", "Passage", "differences", "passages"]

INSIDE = frozenset({"a", "b", "em", "strong", "i"})
"""Elements inside a passage: all others begin one."""
NO_END = frozenset({"meta", "br", "img", "hr", "link", "input"})


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of text, or a chart, with the chapter that it stands in; the first screen has none."""

    chapter: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What stands in a report, and what it should say; empty where nothing does."""

    chapter: str
    kind: str
    stands: str
    recomputed: str


class _Page(HTMLParser):
    """Takes a page apart; a chart counts as a whole, with everything that it is drawn from."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Passage] = []
        self._chapter = ""
        self._text: list[str] = []
        self._drawn = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a passage, a chapter or a chart."""
        if self._drawn or tag == "svg":
            if not self._drawn:
                self._end()
            self._text.append(f"<{tag} {attrs}>")
            self._drawn += 1
            return
        if tag not in INSIDE:
            self._end()
        if tag == "section":
            self._chapter = dict(attrs).get("id") or ""
        links = [value for name, value in attrs if name in ("href", "src") and value]
        self._text += [f"[{link}]" for link in links if not link.startswith("#")]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element of a chart that holds nothing."""
        if self._drawn:
            self._text.append(f"<{tag} {attrs}/>")

    def handle_endtag(self, tag: str) -> None:
        """End a passage, a chapter or a chart."""
        if self._drawn:
            self._drawn -= 1
            if not self._drawn:
                self._end("chart")
            return
        if tag not in INSIDE:
            self._end()
        if tag == "section":
            self._chapter = ""

    def handle_data(self, data: str) -> None:
        """Go on with a passage."""
        self._text.append(data)

    def _end(self, kind: str = "text") -> None:
        text = " ".join("".join(self._text).split())
        if text:
            self.found.append(Passage(self._chapter, kind, text))
        self._text = []


def passages(text: str, ending: str) -> list[Passage]:
    """Return the passages of a report."""
    return list(_in_markdown(text)) if ending == ".md" else _in_page(text)


def _in_page(text: str) -> list[Passage]:
    page = _Page()
    page.feed(text)
    page.close()
    page._end()
    return page.found


def _in_markdown(text: str) -> Iterator[Passage]:
    chapter, place = "", ""
    for line in text.splitlines():
        if anchor := re.fullmatch(r'<a id="([^"]+)"></a>', line):
            place = anchor[1]
        elif line.strip():
            chapter = place if line.startswith("## ") else chapter
            yield Passage(chapter, "text", line.strip())


def differences(stands: list[Passage], recomputed: list[Passage]) -> list[Difference]:
    """Return where two reports differ, passage by passage."""
    found = []
    for action, i, j, k, m in SequenceMatcher(None, stands, recomputed, autojunk=False).get_opcodes():
        if action == "equal":
            continue
        here, there = stands[i:j], recomputed[k:m]
        for at in range(max(len(here), len(there))):
            mine, its = (part[at] if at < len(part) else None for part in (here, there))
            one = mine or its
            assert one is not None
            found.append(Difference(one.chapter, one.kind, mine.text if mine else "", its.text if its else ""))
    return found
