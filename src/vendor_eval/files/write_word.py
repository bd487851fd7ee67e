"""Word files: an empty page in our styles, with a language and fonts for it, and the same bytes each time."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING

from vendor_eval.errors import FileError

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import CharacterStyle, ParagraphStyle

__all__ = ["check_word", "new_document", "word_bytes", "xml_text"]

# Fixed days, so that the same content gives the same bytes.
_CREATED = datetime(2025, 1, 1)
_PACKED = (1980, 1, 1, 0, 0, 0)

LATIN, EAST_ASIAN = "Arial", "Microsoft YaHei"
LOCALES = {"en": "en-GB", "de": "de-DE", "zh": "zh-CN"}
INK, QUIET, LINK = "1A1A1A", "595959", "00507D"

# Name, what it is based on, points, bold, colour, points before and after.
_PARAGRAPHS = (
    ("Title", "Normal", 20, True, INK, 0, 4),
    ("Subtitle", "Normal", 12, False, INK, 0, 2),
    ("Heading 1", "Normal", 15, True, INK, 22, 8),
    ("Heading 2", "Normal", 11.5, True, INK, 14, 4),
    ("Caption", "Normal", 9, True, INK, 8, 4),
    ("List Bullet", "Normal", 10, False, INK, 0, 3),
    ("Header", "Normal", 8, False, QUIET, 0, 0),
    ("Footer", "Normal", 8, False, QUIET, 0, 0),
    ("Contents", "Normal", 9, False, INK, 0, 0),
    ("Outcome", "Normal", 11, False, INK, 8, 8),
    ("Cell", "Normal", 8, False, INK, 0, 0),
    ("Cell Detail", "Cell", 7, False, QUIET, 0, 0),
    ("Field Label", "Normal", 10, True, INK, 2, 2),
    ("Field Text", "Normal", 10, False, INK, 0, 2),
    ("Field Note", "Normal", 8.5, False, QUIET, 0, 2),
    ("Gap", "Normal", 6, False, INK, 0, 0),
    ("Break", "Normal", 1, False, INK, 0, 0),
)
_FOLLOWED = ("Title", "Heading 1", "Heading 2", "Caption", "Field Label")  # never alone at the end of a page
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    r"""Replace what no XML file can hold: control characters and halves of characters.

    Examples
    --------
    >>> xml_text("bell \x07 and half \ud800")
    'bell � and half �'
    """
    return _NOT_XML.sub("\ufffd", text)


def check_word() -> None:
    """Make sure that Word files can be written.

    Raises
    ------
    FileError
        If python-docx, which writes Word files, is not installed.
    """
    try:
        import docx  # noqa: F401 (here: an extra that not everybody needs)
    except ImportError:
        raise FileError(
            "A Word file cannot be written without python-docx: pip install 'vendor-eval[office]', or write .html or "
            ".md instead."
        ) from None


def new_document(title: str, language: str) -> Document:
    """Return an empty A4 document with our styles.

    Raises
    ------
    FileError
        If python-docx, which writes Word files, is not installed.
    """
    check_word()
    import docx
    from docx.shared import Mm

    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin, section.bottom_margin = Mm(20), Mm(20)
    section.header_distance = section.footer_distance = Mm(10)
    _style(document)
    _speak(document, language)
    core = document.core_properties
    core.title, core.author, core.comments, core.keywords = xml_text(title)[:255], "vendor_eval", "", ""
    core.language, core.last_modified_by, core.revision = LOCALES.get(language, language), "", 1
    core.created = core.modified = _CREATED
    return document


def _style(document: Document) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt, RGBColor

    styles = document.styles
    known = {style.name for style in styles}
    _letters(styles["Normal"], 10, INK)
    styles["Normal"].paragraph_format.space_after = Pt(6)
    styles["Normal"].paragraph_format.line_spacing = 1.15
    for name, base, size, bold, colour, before, after in _PARAGRAPHS:
        style = styles[name] if name in known else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles[base]
        _letters(style, size, colour)
        style.font.bold, style.font.italic = bold, False
        form = style.paragraph_format
        form.space_before, form.space_after = Pt(before), Pt(after)
        form.line_spacing = 1.0 if "Cell" in name or name in {"Gap", "Break", "Header", "Footer"} else 1.15
        form.keep_with_next = name in _FOLLOWED
    for name in ("Title", "Subtitle"):
        for extra in styles[name].element.xpath("w:pPr/w:pBdr | w:rPr/w:spacing | w:rPr/w:kern"):
            extra.getparent().remove(extra)
    link = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb = RGBColor.from_string(LINK)
    styles.add_style("Placeholder Text", WD_STYLE_TYPE.CHARACTER).font.color.rgb = RGBColor.from_string("6B4B00")


def _letters(style: ParagraphStyle | CharacterStyle, size: float, colour: str) -> None:
    """Set the fonts by name: a theme's fonts would win over them, and name none for Chinese."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style.font.name, style.font.size = LATIN, Pt(size)
    style.font.color.rgb = RGBColor.from_string(colour)
    fonts = style.element.rPr.rFonts
    for name in list(fonts.attrib):
        if name.endswith("Theme"):
            del fonts.attrib[name]
    fonts.set(qn("w:cs"), LATIN)
    fonts.set(qn("w:eastAsia"), EAST_ASIAN)


def _speak(document: Document, language: str) -> None:
    """State the language of the text, so that it is checked and read aloud in it."""
    from docx.oxml.ns import qn

    locale = LOCALES.get(language, language)
    for lang in document.styles.element.xpath("w:docDefaults//w:lang"):
        lang.set(qn("w:val"), LOCALES["en"] if language == "zh" else locale)
        lang.set(qn("w:eastAsia"), LOCALES["zh"])


def word_bytes(document: Document) -> bytes:
    """Return a document as a file: the same bytes for the same content, whatever the clock says."""
    made, packed = io.BytesIO(), io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _PACKED)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o600 << 16
            target.writestr(entry, source.read(name))
    return packed.getvalue()
