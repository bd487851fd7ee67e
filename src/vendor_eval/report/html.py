"""The report as one HTML file: no script, nothing loaded from anywhere, every text escaped."""

from __future__ import annotations

from markupsafe import Markup

from vendor_eval.report.records import Content
from vendor_eval.report.templates import rendered, resource

__all__ = ["html"]


def html(content: Content) -> bytes:
    """Return the report as an HTML page with its style and charts inside."""
    return rendered("report.html.jinja", content, chart=_chart, style=_style)


def _chart(svg: str) -> Markup:
    """Mark one of our own charts as safe: the only thing from the content that is not escaped again."""
    return Markup(svg)


def _style(name: str) -> Markup:
    """Return our own style sheet, which is not escaped."""
    return Markup(resource(name))
