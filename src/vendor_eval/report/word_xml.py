"""The parts that a Word page consists of: elements, texts, links and places to link to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from vendor_eval.files.write_word import xml_text

__all__ = ["Element", "Marks", "broken", "element", "field", "link", "paragraph", "text"]

Element = BaseOxmlElement

MOST_LETTERS = 40  # of a bookmark's name


def element(tag: str, *children: Element, **attributes: object) -> Element:
    """Return an element of Word's own vocabulary with its attributes and children."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), xml_text(str(value)))
    made.extend(children)
    return made


def text(words: str, *, bold: bool = False, style: str = "") -> Element:
    """Return a run of text; white space that a file breaks lines with becomes one space."""
    rules = [element("rStyle", val=style)] if style else []
    rules += [element("b")] if bold else []
    said = OxmlElement("w:t")
    said.text = xml_text(re.sub(r"[ \t\r\n\f\v]+", " ", words))
    said.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return element("r", element("rPr", *rules), said) if rules else element("r", said)


def broken() -> Element:
    """Return a new line inside a paragraph."""
    return element("r", element("br"))


def field(code: str, shown: str) -> list[Element]:
    """Return a field that Word works out, such as the number of the page; ``shown`` stands until it has."""
    said = OxmlElement("w:instrText")
    said.text = f" {code} "
    parts = [element("fldChar", fldCharType="begin"), said, element("fldChar", fldCharType="separate")]
    return [*(element("r", part) for part in parts), text(shown), element("r", element("fldChar", fldCharType="end"))]


def link(words: str, name: str, *, bold: bool = False) -> Element:
    """Return a text that leads to a bookmark."""
    return element("hyperlink", text(words, bold=bold, style="Hyperlink"), anchor=name, history=1)


def paragraph(style: str, parts: Iterable[Element], *, right: bool = False, last: bool = True) -> Element:
    """Return a paragraph in a style; ``last`` ends what must stay on one page."""
    rules = [element("pStyle", val=style)]
    rules += [] if last else [element("keepNext")]
    rules += [element("jc", val="right")] if right else []
    return element("p", element("pPr", *rules), *parts)


class Marks:
    """The bookmarks of a document: a name that Word allows for each anchor, and the next number."""

    def __init__(self, anchors: Iterable[str]) -> None:
        self.names: Mapping[str, str] = _names(anchors)
        self._count = 0

    def at(self, anchor: str) -> list[Element]:
        """Return a bookmark where something stands that is linked to; nothing without an anchor."""
        if not anchor:
            return []
        self._count += 1
        return [
            element("bookmarkStart", id=self._count, name=self.names[anchor]),
            element("bookmarkEnd", id=self._count),
        ]


def _names(anchors: Iterable[str]) -> dict[str, str]:
    """Name bookmarks: letters, digits and underscores, not many, and no two alike in Word's eyes."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for anchor in dict.fromkeys(anchors):
        start = "m_" + re.sub(r"[^A-Za-z0-9]", "_", anchor)[: MOST_LETTERS - 10]
        name, number = start, 1
        while name.lower() in taken:
            number += 1
            name = f"{start}_{number}"
        names[anchor] = name
        taken.add(name.lower())
    return names
