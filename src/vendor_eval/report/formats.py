"""The formats that a report and a record are written in, told by the ending of the file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from vendor_eval.errors import FileError, listed
from vendor_eval.files.write_word import check_word

if TYPE_CHECKING:
    from vendor_eval.report.records import Content

__all__ = ["ENDINGS", "ending_of", "formatted"]

ENDINGS = (".html", ".md", ".docx")


def ending_of(path: Path, what: str) -> str:
    """Return the ending of a file that can be written, before anything is worked out for it.

    Raises
    ------
    FileError
        If the ending is not known, or what it takes to write such a file is not installed.
    """
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise FileError(f"{path} has the ending '{path.suffix}'; a {what} is written as {listed(ENDINGS)}.")
    if ending == ".docx":
        check_word()
    return ending


def formatted(content: Content, ending: str) -> bytes:
    """Return a content as a file; each format is loaded when it is asked for."""
    match ending:
        case ".html":
            from vendor_eval.report.html import html

            return html(content)
        case ".md":
            from vendor_eval.report.markdown import markdown

            return markdown(content)
        case _:
            from vendor_eval.report.word import word

            return word(content)
