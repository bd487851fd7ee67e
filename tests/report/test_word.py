import sys
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from builders import make_decision
from hostile import HOSTILE
from vendor_eval.errors import FileError
from vendor_eval.files.write_word import xml_text
from vendor_eval.languages.speaking import speaking
from vendor_eval.report.content import content
from vendor_eval.report.records import Bullets, Cell, Chapter, Facts, Field, Heading, Item, Prose, Table
from vendor_eval.report.report import report
from vendor_eval.report.runs import run
from vendor_eval.report.word import word
from vendor_eval.report.word_tables import needed, widths
from vendor_eval.report.word_xml import Marks
from wordfiles import WordFile

WIDE = 9638  # twentieths of a point: the text of an upright page


@pytest.fixture(scope="module")
def flagship_word(flagship):
    return WordFile(word(flagship.content))


@pytest.fixture(scope="module")
def hostile_word(hostile_report):
    return WordFile(word(hostile_report.content))


def with_blocks(content, *blocks):
    return replace(content, chapters=(Chapter("only", "Only", blocks),))


def test_every_chapter_is_a_heading_in_order(flagship, flagship_word):
    titles = [f"{number}. {one.title}" for number, one in enumerate(flagship.content.chapters, 1)]

    assert flagship_word.headings(1) == titles


def test_every_text_of_the_content_stands_in_the_file(flagship, flagship_word):
    said = " ".join(flagship_word.text.split())

    for chapter in flagship.content.chapters:
        for block in chapter.blocks:
            texts = []
            match block:
                case Prose(text) | Heading(text):
                    texts = [text]
                case Bullets(items):
                    texts = [item.text for item in items]
                case Facts(items):
                    texts = [cell.text for _, cell in items]
                case Table(caption, columns, rows):
                    texts = [caption, *columns, *(cell.text for row in rows for cell in row)]
            for text in texts:
                assert " ".join(text.split()) in said


def test_tables_repeat_their_head_and_fit_the_page(flagship, flagship_word):
    tables = [block for chapter in flagship.content.chapters for block in chapter.blocks if block.kind == "table"]
    heads = list(flagship_word.body.iter(qn("w:tblHeader")))

    assert len(heads) == len(tables) + 1, "the summary is one more"
    for one in flagship_word.body.iter(qn("w:tbl")):
        grid = [int(col.get(qn("w:w"))) for col in one.find(qn("w:tblGrid"))]
        assert sum(grid) <= 14_600
        for row in one.findall(qn("w:tr")):
            assert len(row.findall(qn("w:tc"))) == len(grid)


def test_every_chart_is_a_picture_with_its_description(flagship, flagship_word):
    charts = [block for chapter in flagship.content.chapters for block in chapter.blocks if block.kind == "figure"]

    assert flagship_word.pictures == [str(one.axes.get_label()) for one in charts]
    assert all(len(said) > 20 for said in flagship_word.pictures)


def test_every_link_inside_leads_to_one_bookmark_that_word_allows(flagship_word, hostile_word):
    for one in (flagship_word, hostile_word):
        assert one.links
        assert set(one.links) <= set(one.bookmarks)
        assert len({name.lower() for name in one.bookmarks}) == len(one.bookmarks)
        assert all(len(name) <= 40 and name[0].isalpha() for name in one.bookmarks)


def test_every_item_of_evidence_has_a_bookmark(flagship, flagship_word):
    for anchor in flagship.content.anchors.values():
        assert f"m_{anchor.replace('-', '_')}" in flagship_word.bookmarks


def test_anchors_that_look_alike_in_word_get_names_of_their_own():
    names = Marks(["a-b", "a_b", "A-B", "x" * 60, "x" * 61]).names

    assert len({name.lower() for name in names.values()}) == 5
    assert all(len(name) <= 40 for name in names.values())


@pytest.mark.parametrize("attack", HOSTILE)
def test_hostile_texts_stay_texts(hostile_word, attack):
    assert " ".join(attack.split()) in " ".join(hostile_word.text.split())


def test_only_web_addresses_become_links(hostile_word):
    assert hostile_word.addresses
    assert all(address.startswith(("http://", "https://")) for address in hostile_word.addresses)


def test_a_hostile_text_adds_no_part_and_no_field_to_the_file(hostile_word):
    codes = [one.text.strip() for one in hostile_word.body.iter(qn("w:instrText"))]

    assert codes == []
    assert not [name for name in hostile_word.parts.namelist() if name.endswith((".bin", ".vbs", ".js"))]


def test_what_xml_cannot_hold_is_replaced(flagship):
    blocks = (
        Prose("bell \x07 null \x00 half \ud800 end"),
        Table("tab\x1b", ("a\x0b",), ((Cell("b\x08", "c\x0c", anchor="here"),),)),
        Bullets((Item("d\x0e"),)),
        Facts((("e\x0f", Cell("f\x10")),)),
        Field("g\x11", (), "h\x12", "place"),
    )

    said = WordFile(word(with_blocks(flagship.content, *blocks))).text

    assert "bell � null � half � end" in said
    assert not any(ord(letter) < 32 and letter not in "\n\t" for letter in said)
    assert xml_text("plain 北京 \U0001f600\t\n") == "plain 北京 \U0001f600\t\n"


def test_a_table_that_is_too_wide_for_an_upright_page_lies_across(flagship):
    columns = tuple(f"Number of column {j}" for j in range(13))
    wide = Table("Wide", columns, (tuple(Cell("considerable") for _ in columns),))
    narrow = Table("Narrow", ("a", "b"), ((Cell("1"), Cell("2")),))

    file = WordFile(word(with_blocks(flagship.content, narrow, wide, wide, Prose("after"), narrow)))

    assert [one.orientation for one in file.document.sections] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
        WD_ORIENT.PORTRAIT,
    ]
    assert file.document.sections[1].page_width > file.document.sections[1].page_height
    assert all(section.header.paragraphs[0].text == flagship.content.title for section in file.document.sections)


@pytest.mark.parametrize("available", [WIDE, 3000])
@pytest.mark.parametrize(
    "texts",
    [["a"], ["a", "b"], ["short", "long text " * 40, "x" * 200], [f"figure {j}" for j in range(9)], ["中" * 90]],
)
def test_columns_fill_the_width_and_none_vanishes(texts, available):
    one = Table("", tuple(f"column {j}" for j in range(len(texts))), (tuple(Cell(text) for text in texts),))

    found = widths(one, available)

    assert sum(found) == available
    assert min(found) > 200


def test_a_longer_text_gets_a_wider_column_and_no_word_is_broken():
    one = Table("", ("Name", "Why"), ((Cell("Alpha"), Cell("a long reason " * 30)),))

    name, why = widths(one, WIDE)

    assert why > 3 * name
    assert name > 5 * 100
    assert needed(one) < WIDE


@pytest.mark.parametrize(("language", "latin"), [("en", "en-GB"), ("de", "de-DE"), ("zh", "en-GB")])
def test_the_language_and_a_chinese_font_are_stated(flagship, language, latin):
    with speaking(language):
        file = WordFile(word(replace(flagship.content, chapters=(), language=language)))

    lang = file.document.styles.element.xpath("w:docDefaults//w:lang")[0]
    assert (lang.get(qn("w:val")), lang.get(qn("w:eastAsia"))) == (latin, "zh-CN")
    assert file.document.core_properties.language == {"zh": "zh-CN"}.get(language, latin)
    for name in ("Normal", "Heading 1", "Cell", "Title"):
        fonts = file.document.styles[name].element.rPr.rFonts
        assert fonts.get(qn("w:eastAsia")) == "Microsoft YaHei"
        assert not [attribute for attribute in fonts.attrib if attribute.endswith("Theme")]


def test_the_file_says_nothing_of_the_machine_and_the_day(flagship, flagship_word):
    core = flagship_word.document.core_properties

    assert core.title == flagship.content.title
    assert (core.author, core.last_modified_by, core.comments) == ("vendor_eval", "", "")
    assert core.created.year == core.modified.year == 2025
    assert {one.date_time for one in flagship_word.parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_same_decision_gives_the_same_bytes(tmp_path):
    decision = make_decision(information_only=["price"])
    first = report(decision, tmp_path / "A.DOCX", draws=100).read_bytes()
    second = word(content(run(decision, weights="declared", draws=100, seed=0)))

    assert "Reproducibility stamp" in WordFile(first).text
    assert first == second


def test_without_python_docx_the_extra_is_named_before_anything_is_drawn(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "docx", None)

    with pytest.raises(FileError, match=r"python-docx: pip install 'vendor-eval\[office\]'"):
        report(make_decision(), tmp_path / "report.docx", draws=-1)

    assert list(tmp_path.iterdir()) == []


def test_the_extra_that_is_named_exists():
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert any(one.startswith("python-docx") for one in project["optional-dependencies"]["office"])
