"""Reading a Word file as a reader would: its words by bookmark, its links, tables and pictures."""

import io
import zipfile
from functools import cached_property

import docx
from docx.oxml.ns import qn

__all__ = ["WordFile"]


class WordFile:
    """A Word file taken apart."""

    def __init__(self, content):
        self.parts = zipfile.ZipFile(io.BytesIO(content))
        self.document = docx.Document(io.BytesIO(content))
        self.body = self.document.element.body

    @cached_property
    def text(self):
        """Return all words, a paragraph a line."""
        return "\n".join(words(one) for one in self.body.iter(qn("w:p")))

    @cached_property
    def bookmarks(self):
        return [one.get(qn("w:name")) for one in self.body.iter(qn("w:bookmarkStart"))]

    @cached_property
    def links(self):
        """Return the bookmarks that are linked to."""
        return [one.get(qn("w:anchor")) for one in self.body.iter(qn("w:hyperlink")) if one.get(qn("w:anchor"))]

    @cached_property
    def addresses(self):
        """Return the addresses outside of the file that are linked to."""
        return [one.target_ref for one in self.document.part.rels.values() if one.is_external]

    @cached_property
    def controls(self):
        """Return the words of every place to fill in, by its tag."""
        found = {}
        for one in self.body.iter(qn("w:sdt")):
            found[one.find(f".//{qn('w:tag')}").get(qn("w:val"))] = words(one)
        return found

    @cached_property
    def pictures(self):
        return [one.get("descr") for one in self.body.iter(qn("wp:docPr"))]

    def headings(self, level):
        return [one.text for one in self.document.paragraphs if one.style.name == f"Heading {level}"]


def words(element):
    return "".join(one.text or "" for one in element.iter(qn("w:t")))
