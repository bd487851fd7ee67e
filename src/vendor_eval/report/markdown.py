"""The report as Markdown: the same content, with every text escaped so that it stays text."""

from __future__ import annotations

import re
from typing import Any

from markupsafe import Markup

from vendor_eval.analysis.wording import noted
from vendor_eval.languages.phrases import say
from vendor_eval.report.records import Content
from vendor_eval.report.templates import rendered

__all__ = ["as_text", "markdown"]

ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def markdown(content: Content) -> bytes:
    """Return the report as Markdown; charts stand in it as words."""
    return rendered("report.md.jinja", content, finalize=_finalized, address=_address, chart=_chart, noted=_noted)


def _chart(caption: str) -> str:
    """Say what a chart shows that stands in the page alone."""
    return say("Chart in the HTML report: {caption}.", caption=caption)


def _address(url: str) -> Markup:
    """Return a web address as it is: nothing in it can end the link, or it would not be one."""
    return Markup(url)


def _noted(link: Markup, note: str) -> Markup:
    """Put a note behind a link that is Markdown already."""
    return Markup(noted(link, as_text(note)))


def _finalized(value: Any) -> Any:
    """Escape what a template prints, unless it is put together from escaped parts already."""
    return value if isinstance(value, Markup) else Markup(as_text(str(value)))


def as_text(text: str) -> str:
    r"""Return a text such that Markdown shows it as it is, on one line, inside and outside of tables.

    Examples
    --------
    >>> as_text("a|b `c` <script>"), as_text("# no heading"), as_text("+3.1 points")
    ('a\\|b \\`c\\` &lt;script&gt;', '\\# no heading', '+3.1 points')
    """
    line = re.sub(r"\s+", " ", text)
    line = re.sub(r"([\\`*_\[\]|~$])", r"\\\1", line).translate(ENTITIES)
    line = re.sub(r"^(\s*)([-+=](?!\d)|#)", r"\1\\\2", line)
    return re.sub(r"^(\s*\d+)([.)])(?=\s|$)", r"\1\\\2", line)
