"""Reading a report as a reader would: the texts, ids and links of a page, and the parts of a Markdown file."""

import html
import re
from html.parser import HTMLParser

__all__ = ["Page", "markdown_chapters", "numbers"]

VOID = {"meta", "br", "img", "hr", "link", "input"}


class Page(HTMLParser):
    """A page taken apart: its tags with their attributes, its ids, and the words of each chapter."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.tags, self.ids, self.chapters, self.headings = [], [], {}, []
        self._open, self._chapter = [], None
        self.feed(text)
        self.close()
        assert self._open == [], "every tag is closed"

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if (anchor := dict(attrs).get("id")) is not None:
            self.ids.append(anchor)
        if tag == "section":
            self._chapter = dict(attrs)["id"]
            self.chapters[self._chapter] = ""
        if tag in {"h1", "h2", "h3"}:
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag):
        assert self._open[-1] == tag, f"{tag} closes {self._open[-1]}"
        self._open.pop()
        if tag == "section":
            self._chapter = None

    def handle_data(self, data):
        if self._chapter is not None and "svg" not in self._open:
            self.chapters[self._chapter] += f" {data}"

    def values(self, *attributes):
        """Return every value of some attributes, of any tag."""
        return [value for _, attrs in self.tags for name, value in attrs.items() if name in attributes]


def numbers(text):
    """Return every number in a text, in order."""
    return re.findall(r"[−-]?\d[\d,.]*\d|\d", text)


def markdown_chapters(text):
    """Return the words of each chapter of a Markdown file by its anchor, without the marks."""
    parts = re.split(r'<a id="([a-z]+)"></a>\n\n## \d+\. ', text)
    return {anchor: plain(part) for anchor, part in zip(parts[1::2], parts[2::2], strict=True)}


def plain(text):
    """Take the marks out of Markdown: anchors, link targets, table rules, backslashes, entities."""
    text = re.sub(r'<a id="[^"]*"></a>', "", text)
    text = re.sub(r"\]\(#[^)]*\)", "]", text)
    text = re.sub(r"<(https?://[^>]*)>", r"\1", text)
    text = re.sub(r"^\*Chart in the HTML report: .*\*$", "", text, flags=re.MULTILINE)
    text = re.sub(r"\\([^\w\s])", r"\1", text)
    return html.unescape(text)
