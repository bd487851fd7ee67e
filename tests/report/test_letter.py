"""Letters as files: each format holds every paragraph, with every text as text."""

import html
import re
import zipfile

import pytest

from builders import make_decision
from vendor_eval.analysis.evaluate import evaluate
from vendor_eval.errors import FileError
from vendor_eval.reasons.debrief import debrief
from vendor_eval.report.letter import write_letter

NASTY = "Alpha & <script>alert(1)</script> *Söhne* 公司"


@pytest.fixture(scope="module")
def letter():
    scores = {"alpha": {"reach": {"value": 10, "because": "a *star* <b>"}}, "beta": {"reach": 60}}
    decision = make_decision(scores, vendors={"alpha": {"name": NASTY}}, require={"reach": {"at_least": 30}})
    return debrief(evaluate(decision), "alpha", entries={"contact": "Ada"})


def test_plain_text_is_the_letter(letter, tmp_path):
    assert write_letter(letter, tmp_path / "a.txt").read_text(encoding="utf-8") == f"{letter.text}\n"


def test_html_holds_every_paragraph_escaped_and_marks_what_is_open(letter, tmp_path):
    page = write_letter(letter, tmp_path / "a.html").read_text(encoding="utf-8")

    assert all(html.escape(one.text) in page for one in letter.paragraphs)
    assert "<script>" not in page
    assert page.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert page.count("class='field'") == sum(not one.entry for one in letter.fields)
    assert page.count("<ul>") == page.count("</ul>")


def test_markdown_shows_texts_as_they_are(letter, tmp_path):
    text = write_letter(letter, tmp_path / "a.md").read_text(encoding="utf-8")

    assert "# Decision “A decision”: your offer" in text
    assert "<script>" not in text
    assert r"a \*star\* &lt;b&gt;" in text
    assert text.count("\n- ") == sum(one.kind == "item" for one in letter.paragraphs)


def test_word_holds_every_paragraph_and_the_same_bytes_each_time(letter, tmp_path):
    docx = pytest.importorskip("docx")
    first, second = (write_letter(letter, tmp_path / name) for name in ("a.docx", "b.docx"))

    assert [one.text for one in docx.Document(str(first)).paragraphs] == [one.text for one in letter.paragraphs]
    assert first.read_bytes() == second.read_bytes()
    assert re.search("Placeholder ?Text", zipfile.ZipFile(first).read("word/document.xml").decode())


def test_another_ending_is_refused(letter, tmp_path):
    with pytest.raises(FileError, match=r"a letter is written as '\.md', '\.html', '\.docx', '\.txt'"):
        write_letter(letter, tmp_path / "a.pdf")
