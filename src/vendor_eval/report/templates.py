"""The templates and the style sheet, read from the package."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined

from vendor_eval.languages.phrases import say
from vendor_eval.report.linking import Linker, is_web_address
from vendor_eval.report.records import Content

__all__ = ["rendered", "resource"]


def resource(name: str) -> str:
    """Return a text file that ships with the report."""
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def rendered(name: str, content: Content, *, finalize: Callable[[Any], Any] | None = None, **filters: Any) -> bytes:
    """Return a template filled with the content and with our own few words around it, as UTF-8.

    Every value that a template prints is escaped; a name that does not exist is an error, never an empty place.
    """
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        loader=FunctionLoader(resource),
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"pieces": Linker(content.anchors).pieces} | filters
    environment.tests["web_address"] = is_web_address
    as_of = say("As of {day}", day=content.as_of)
    words = {
        "as_of": as_of,
        "as_of_sentence": say("{clause}.", clause=as_of),
        "contents": say("Contents"),
        "colon": say(": ", context="behind a name, before what it is"),
        "semicolon": say("; ", context="between the parts of a list"),
    }
    return environment.get_template(name).render(content=content, words=words).encode()
