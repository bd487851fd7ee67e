"""The report as a Word file: the same content as the page, with headings, tables, pictures and links of Word's own."""

from __future__ import annotations

from vendor_eval.files.write_word import new_document, word_bytes
from vendor_eval.report.records import Content

__all__ = ["word"]


def word(content: Content) -> bytes:
    """Return the report as a Word file.

    Raises
    ------
    FileError
        If python-docx, which writes Word files, is not installed.
    """
    document = new_document(content.title, content.language)
    from vendor_eval.report.word_page import WordPage  # here: what it is made of comes with python-docx

    WordPage(content, document).write()
    return word_bytes(document)
