"""Writing a letter to a file: plain text, Markdown, one HTML page, or Word."""

from __future__ import annotations

import html
from itertools import groupby
from pathlib import Path

from vendor_eval.errors import FileError, listed
from vendor_eval.files.text import write_bytes
from vendor_eval.languages.speaking import ENGLISH
from vendor_eval.reasons.debrief import Debrief
from vendor_eval.reasons.debrief_letter import Paragraph

__all__ = ["LETTERS", "write_letter"]

LETTERS = (".md", ".html", ".docx", ".txt")
STYLE = (
    "body{max-width:44em;margin:3em auto;padding:0 1em;font:11pt/1.5 Georgia,'Songti SC','SimSun',serif;color:#1a1a1a}"
    "h1{font-size:1.2em}h2{font-size:1.05em;margin-top:1.8em}"
    ".notice{border:1px solid #595959;padding:.6em 1em}.field{background:#fff3c4}@media print{.field{background:none}}"
)


def write_letter(letter: Debrief, path: str | Path) -> Path:
    """Write a letter to a file and return its path; what is still to be filled in is marked in it.

    The same letter gives the same bytes. A file that is there already is replaced.

    Raises
    ------
    FileError
        If the ending is not known, the file cannot be written, or python-docx is needed and not installed.

    Examples
    --------
    >>> import tempfile
    >>> import vendor_eval as ve
    >>> from vendor_eval.reasons.debrief import debrief
    >>> letter = debrief(ve.evaluate(ve.cases.load("apple-china-2025")), "deepseek")
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     print(write_letter(letter, f"{folder}/letter.md").read_text(encoding="utf-8")[:21])
    **DRAFT, made from th
    """
    path = Path(path)
    writers = {".md": _markdown, ".html": _html, ".docx": _word, ".txt": _plain}
    if path.suffix.lower() not in writers:
        raise FileError(f"{path} has the ending '{path.suffix}'; a letter is written as {listed(LETTERS)}.")
    write_bytes(path, writers[path.suffix.lower()](letter))
    return path


def _plain(letter: Debrief) -> bytes:
    return f"{letter.text}\n".encode()


def _markdown(letter: Debrief) -> bytes:
    # Only a letter in Markdown needs what reports need, so only it waits for that to load.
    from vendor_eval.report.markdown import as_text

    lines = []
    for one in letter.paragraphs:
        text = as_text(one.text)
        marks = {"notice": f"**{text}**", "subject": f"# {text}", "heading": f"## {text}", "item": f"- {text}"}
        lines.append(marks.get(one.kind, text))
    return ("\n\n".join(lines) + "\n").encode()


def _html(letter: Debrief) -> bytes:
    language = letter.language or ENGLISH
    body = []
    for listing, group in groupby(letter.paragraphs, key=lambda one: one.kind == "item"):
        said = [_element(one, letter) for one in group]
        body.append(f"<ul>\n{''.join(said)}</ul>\n" if listing else "".join(said))
    subject = html.escape(next(one.text for one in letter.paragraphs if one.kind == "subject"))
    page = (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{subject}</title>\n'
        f"<style>{STYLE}</style>\n</head>\n<body>\n{''.join(body)}</body>\n</html>\n"
    )
    return page.encode()


def _element(one: Paragraph, letter: Debrief) -> str:
    tag = {"item": "li", "subject": "h1", "heading": "h2"}.get(one.kind, "p")
    kind = "field" if one.kind == "field" and _open(one, letter) else "notice" if one.kind == "notice" else ""
    return f"<{tag}{f' class={kind!r}' if kind else ''}>{html.escape(one.text)}</{tag}>\n"


def _open(one: Paragraph, letter: Debrief) -> bool:
    return any(field.key == one.about and not field.entry for field in letter.fields)


def _word(letter: Debrief) -> bytes:
    # Only a Word file needs it, so only a Word file waits for it.
    from vendor_eval.files.write_word import new_document, word_bytes, xml_text

    styles = {"subject": "Heading 1", "heading": "Heading 2", "item": "List Bullet", "notice": "Field Note"}
    subject = next(one.text for one in letter.paragraphs if one.kind == "subject")
    document = new_document(subject, letter.language)
    for one in letter.paragraphs:
        empty = one.kind == "field" and _open(one, letter)
        line = document.add_paragraph(style=styles.get(one.kind, "Normal"))
        line.add_run(xml_text(one.text), style="Placeholder Text" if empty else None)
    return word_bytes(document)
