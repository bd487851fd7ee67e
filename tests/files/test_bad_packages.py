"""Workbooks made to do harm, damaged ones, and files that are no workbooks: one clear answer each, and soon."""

import struct
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest

from books import base_sheets, rezip, write_book
from vendor_eval.errors import DecisionError, FileError
from vendor_eval.files import guard, sheet_part, workbook, xml_parts
from vendor_eval.files.formats import load, save
from vendor_eval.files.workbook import Workbook

SHEET = "xl/worksheets/sheet1.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
MACROS = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
BILLION = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
EXTERNAL = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


@pytest.fixture
def good(tmp_path):
    return write_book(tmp_path / "good.xlsx", base_sheets())


def archive(path, parts):
    with ZipFile(path, "w", ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


def sheet(body, before=""):
    return f'<?xml version="1.0"?>{before}<worksheet {NS}><sheetData>{body}</sheetData></worksheet>'


def refused(path):
    with pytest.raises(FileError) as caught:
        load(path)
    message = str(caught.value)

    assert message.startswith(str(path))
    assert "Traceback" not in message
    return message.removeprefix(str(path)).strip()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is an empty file"),
        (OLE, "an old Excel file (.xls)"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted with a password"),
        (b"%PDF-1.7\n", "it is a PDF"),
        (b"\xef\xbb\xbf\r\n<HTML><table><tr>", "a web page (HTML) under another name"),
        (b"<table border=1>", "a web page (HTML)"),
        (b"<head><title>", "a web page (HTML)"),
        (b"<body>", "a web page (HTML)"),
        (b"<META charset=x>", "a web page (HTML)"),
        (b"<!DOCTYPE html>", "a web page (HTML)"),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            "spreadsheet of 2003",
        ),
        (b"vendor,reach\nalpha,3\n", "it is a text file; if it is CSV"),
        (b"PK\x05\x06" + bytes(18), "an empty or split ZIP archive"),
        (bytes(range(1, 30)) + b"\0", "begins with the bytes 01 02 03"),
        (b"PK\x03\x04" + bytes(100), "is damaged or was cut off"),
    ],
)
def test_the_real_kind_of_a_file_is_named(tmp_path, content, words):
    path = tmp_path / "d.xlsx"
    path.write_bytes(content)

    assert words in refused(path)


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": ""}, "OpenDocument file"),
        ({"xl/workbook.bin": "", "[Content_Types].xml": ""}, "binary Excel workbook (.xlsb)"),
        ({"xl/vbaProject.bin": "", "[Content_Types].xml": ""}, "with macros (.xlsm), which are never opened"),
        ({"word/document.xml": "", "[Content_Types].xml": ""}, "but a Word document"),
        ({"ppt/presentation.xml": "", "[Content_Types].xml": ""}, "but a PowerPoint presentation"),
        ({"photo.jpg": "", "notes.txt": ""}, "it is a ZIP archive with 'notes.txt', 'photo.jpg'"),
        ({"[Content_Types].xml": "<Types/>"}, "it has no part xl/workbook.xml"),
        (
            {
                "[Content_Types].xml": f'<Types><Override ContentType="{MACROS}"/></Types>',
            },
            "has macros (.xlsm); save it as",
        ),
        ({"[Content_Types].xml": "<Types"}, "its part [Content_Types].xml is not valid XML"),
        ({"../evil.xml": "", "[Content_Types].xml": ""}, "points out of the workbook"),
        ({"/abs.xml": "", "[Content_Types].xml": ""}, "points out of the workbook"),
        ({"C:/x.xml": "", "[Content_Types].xml": ""}, "points out of the workbook"),
        ({"xl/embeddings/other.xlsx": "", "[Content_Types].xml": ""}, "another archive, xl/embeddings/other.xlsx"),
        ({f"p{n}": "" for n in range(2001)}, "holds more than 2,000 parts"),
        ({"a": bytes(60_000_000)}, "would unpack to 60,000,000 bytes; at most 50,000,000"),
        ({"a": bytes(6_000_000)}, "times its size"),
    ],
)
def test_an_archive_that_is_no_workbook_is_refused_before_it_is_unpacked(tmp_path, parts, words):
    assert words in refused(archive(tmp_path / "d.xlsx", parts))


@pytest.mark.parametrize(("suffix", "words"), [(".xls", "save it as"), (".xlsm", "(.xlsx)"), (".ods", "LibreOffice")])
def test_endings_of_other_spreadsheets_are_known(tmp_path, suffix, words):
    path = tmp_path / f"d{suffix}"
    path.write_bytes(b"")

    assert words in refused(path)


def test_a_truncated_workbook_is_damaged(good, tmp_path):
    path = tmp_path / "cut.xlsx"
    path.write_bytes(good.read_bytes()[:-200])

    assert "is damaged or was cut off" in refused(path)


def test_a_workbook_with_spoiled_bytes_names_the_part(good, tmp_path):
    content = bytearray(good.read_bytes())
    with ZipFile(good) as package:
        start = package.getinfo("xl/worksheets/sheet1.xml").header_offset + 60
    content[start : start + 40] = bytes(40)
    path = tmp_path / "spoiled.xlsx"
    path.write_bytes(content)

    assert "xl/worksheets/sheet1.xml cannot be unpacked" in refused(path)


def test_sizes_that_lie_do_not_help_a_bomb(good, tmp_path):
    """A part whose header says 100 bytes, and that unpacks to 60 million."""
    path = rezip(good, tmp_path / "liar.xlsx", {SHEET: b" " * 60_000_000})
    content = path.read_bytes().replace(struct.pack("<I", 60_000_000), struct.pack("<I", 100))
    path.write_bytes(content)

    assert "xl/worksheets/sheet1.xml" in refused(path)


def test_what_comes_out_is_counted(good, monkeypatch):
    monkeypatch.setattr(guard, "MOST_UNPACKED", len(good.read_bytes()) + 100)
    monkeypatch.setattr(guard, "_check_entries", lambda *_: None)

    assert "unpacks to more than" in refused(good)


def test_a_part_that_is_twice_in_the_archive_is_damage(good):
    with pytest.warns(UserWarning, match="Duplicate name"), ZipFile(good, "a") as package:
        package.writestr("xl/workbook.xml", "<workbook/>")

    assert "its part xl/workbook.xml is in it twice" in refused(good)


def test_an_encrypted_part_is_refused(tmp_path):
    path = archive(tmp_path / "d.xlsx", {"[Content_Types].xml": "<Types/>"})
    content = bytearray(path.read_bytes())
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)

    assert "is encrypted (its part [Content_Types].xml)" in refused(path)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            {SHEET: sheet("<row><c><v>&c;</v></c></row>", BILLION)},
            "sheet1.xml declares a document type or entities (DTD not allowed)",
        ),
        ({SHEET: sheet("<row><c><v>&a;</v></c></row>", EXTERNAL)}, "sheet1.xml declares a document type"),
        ({"xl/workbook.xml": BILLION + "<workbook/>"}, "xl/workbook.xml declares a document type"),
        ({"xl/styles.xml": BILLION + "<styleSheet/>"}, "xl/styles.xml declares a document type"),
        ({SHEET: sheet("<row>")}, "sheet1.xml is not valid XML (mismatched tag at line 1"),
        ({SHEET: b"\xff\xfe<"}, "sheet1.xml is not valid XML"),
        ({SHEET: sheet('<row><c t="s"><v>99999</v></c></row>')}, "sheet1.xml cannot be read (IndexError"),
        ({SHEET: sheet("<row><c><v>abc</v></c></row>")}, "sheet1.xml cannot be read (ValueError"),
        ({SHEET: sheet('<row><c r="7B"><v>1</v></c></row>')}, "names the cell '7B', which does not exist"),
        ({SHEET: sheet('<row r="x"/>')}, "sheet1.xml cannot be read (ValueError"),
        ({SHEET: None}, "sheet1.xml is missing"),
        ({RELATIONS: None}, "xl/_rels/workbook.xml.rels is missing"),
        ({SHEET: sheet('<row><c r="XFD1048576"><v>1</v></c></row>')}, "› Decision!XFD1048576 lies too far out"),
        ({SHEET: sheet('<row><c r="A10001"><v>1</v></c></row>')}, "› Decision!A10001 lies too far out"),
        (
            {SHEET: sheet('<row><c r="A2000"><v>1</v></c><c r="ALL2"><v>1</v></c></row>')},
            "› Decision!ALL2000 lies too far",
        ),
        ({SHEET: f"<worksheet {'x' * 1_200_000}"}, "holds a tag of more than 1,000,000 bytes"),
    ],
)
def test_a_part_made_to_do_harm_is_named(good, tmp_path, change, words):
    assert words in refused(rezip(good, tmp_path / "bad.xlsx", change))


@pytest.mark.parametrize(
    ("module", "name", "words"),
    [
        (xml_parts, "MOST_ELEMENTS", "holds more than 5 elements"),
        (sheet_part, "MOST_CELLS", "holds more than 5 cells"),
        (sheet_part, "MOST_VALUES", "holds more than 5 values"),
        (workbook, "MOST_STRINGS", "holds more than 5 texts"),
    ],
)
def test_what_is_too_much_is_not_read_on(good, tmp_path, monkeypatch, module, name, words):
    ours = save(load(good), tmp_path / "ours.xlsx")
    monkeypatch.setattr(module, name, 5)

    assert words in refused(ours)


def test_empty_cells_far_out_do_no_harm(good, tmp_path):
    with ZipFile(good) as package:
        text = package.read("xl/worksheets/sheet1.xml").decode()
    far = text.replace("</sheetData>", '<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>')

    assert load(rezip(good, tmp_path / "far.xlsx", {SHEET: far})).title == "AI partner"


def test_links_to_other_files_are_not_followed(good, tmp_path):
    with ZipFile(good) as package:
        rels = package.read("xl/_rels/workbook.xml.rels").decode()
    link = '<Relationship Id="rId99" Type="http://x/externalLink" Target="file:///etc/passwd" TargetMode="External"/>'
    linked = rezip(good, tmp_path / "l.xlsx", {RELATIONS: rels.replace("</Rel", link + "</Rel")})

    assert load(linked).title == "AI partner"


def test_any_one_byte_may_change_without_a_stranger_escaping(good, tmp_path):
    content = good.read_bytes()
    path = tmp_path / "fuzzed.xlsx"
    for position in range(0, len(content), 97):
        path.write_bytes(content[:position] + bytes([content[position] ^ 0xFF]) + content[position + 1 :])
        try:
            load(path)
        except (FileError, DecisionError) as error:
            str(error).encode()


PIECES = [
    "<c",
    ">",
    "</c>",
    "<row",
    "&amp;",
    "&x;",
    "<v>",
    "</v>",
    't="s"',
    't="e"',
    "9" * 400,
    "1e999",
    "\0",
    "<t>",
    "é",
    '"',
    "<f/>",
]


@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml"]
)
def test_spoiled_xml_gives_our_errors_only(good, tmp_path, part):
    good = save(load(good), tmp_path / "ours.xlsx")
    with ZipFile(good) as package:
        text = package.read(part).decode()
    for number, piece in enumerate(PIECES * 4):
        position = (number * 7919 + 50) % len(text)
        spoiled = text[:position] + piece + text[position + number % 9 :]
        path = rezip(good, tmp_path / "x.xlsx", {part: spoiled})
        try:
            load(path)
        except (FileError, DecisionError) as error:
            str(error).encode()


def test_prefixes_and_absolute_targets_are_read_too(tmp_path):
    """Other programs give every element a prefix, leave out addresses, and write texts into the cells."""
    main = 'xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    cells = "".join(
        f'<x:c t="inlineStr"><x:is><x:r><x:t>{text}</x:t></x:r><x:rPh><x:t>no</x:t></x:rPh></x:is></x:c>'
        for text in ("path", "value")
    )
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    relation = 'xmlns:q="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    tab = '<x:sheet name="Decision" sheetId="1" q:id="r1"/>'
    link = '<Relationship Id="r1" Type="http://a/worksheet" Target="/b/one.xml"/>'
    path = archive(
        tmp_path / "d.xlsx",
        {
            "[Content_Types].xml": f'<Types><Override PartName="/a/book.xml" ContentType="{kind}"/></Types>',
            "a/book.xml": f"<x:workbook {main} {relation}><x:sheets>{tab}</x:sheets></x:workbook>",
            "a/_rels/book.xml.rels": f"<Relationships>{link}</Relationships>",
            "b/one.xml": f"<x:worksheet {main}><x:sheetData><x:row>{cells}</x:row></x:sheetData></x:worksheet>",
        },
    )
    with pytest.raises(DecisionError, match="There is no sheet 'Criteria'; the sheets are 'Decision'"):
        load(path)


def test_dates_percentages_and_escapes_are_known_as_such(tmp_path):
    book = openpyxl.Workbook()
    page = book.active
    formats = ["yyyy-mm-dd", "0.0%", '"day" 0', "[h]:mm", "General", "0.00E+00", "d. mmm", "[$-407]d/m", "#,##0"]
    for column, code in enumerate(formats, 1):
        page.cell(1, column, 45000).number_format = code
    page["A2"] = "tab_x0009_and _x005F_x0041_"
    page["B2"] = 59
    page["B2"].number_format = "yyyy-mm-dd"
    page["C2"] = 45000.5
    page["C2"].number_format = "yyyy-mm-dd hh:mm"
    path = tmp_path / "d.xlsx"
    book.save(path)
    sheet = Workbook(path).sheet("Sheet")

    assert [sheet.get(1, column).kind for column in range(1, 10)] == [
        "date",
        "number",
        "number",
        "date",
        "number",
        "number",
        "date",
        "date",
        "number",
    ]
    assert sheet.get(1, 1).value == "2023-03-15"
    assert sheet.get(1, 2).shown == "percent"
    assert sheet.get(2, 1).value == "tab\tand _x0041_"
    assert sheet.get(2, 2).value == "1900-02-28"
    assert sheet.get(2, 3).value == "2023-03-15T12:00:00"


def test_days_from_1904_are_counted_from_there(tmp_path):
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.MAC_EPOCH
    book.active["A1"] = 0
    book.active["A1"].number_format = "yyyy-mm-dd"
    book.save(tmp_path / "d.xlsx")

    assert Workbook(tmp_path / "d.xlsx").sheet("Sheet").get(1, 1).value == "1904-01-01"


def test_a_chart_sheet_is_no_table(tmp_path):
    def change(book):
        book.create_chartsheet("Chart")

    assert load(write_book(tmp_path / "d.xlsx", base_sheets(), change)).title == "AI partner"


def test_the_archive_is_closed_over_what_was_checked(good):
    """What is read later is what was checked, even if the file changes in between."""
    package = guard.open_package(good)
    good.write_bytes(b"something else")

    assert package.read("[Content_Types].xml").startswith(b"<")


def test_dates_in_the_iso_form_are_read_too(good, tmp_path):
    body = '<row r="1"><c t="d"><v>2025-02-15T00:00:00</v></c></row><row r="2" hidden="1"><c><f/></c></row>'
    found = Workbook(rezip(good, tmp_path / "d.xlsx", {SHEET: sheet(body)})).sheet("Decision")

    assert found.get(1, 1)[2:4] == ("date", "2025-02-15")
    assert found.get(2, 1).kind == "formula"
    assert found.hidden_rows == {2}


@pytest.mark.parametrize(
    ("part", "content", "words"),
    [
        (SHEET, "<x>" + '<mergeCell ref="A1:B2"/>' * 10_001 + "</x>", "holds more than 10,000 merged ranges"),
        (SHEET, "<x>" + '<col min="1" max="9"/>' * 1_001 + "</x>", "describes columns more than 1,000 times"),
        ("xl/styles.xml", "<x>" + "<y/>" * 150_001 + "</x>", "xl/styles.xml holds more than 150,000 elements"),
        ("xl/workbook.xml", "<x>" + '<sheet name="a"/>' * 256 + "</x>", "names more than 255 sheets"),
    ],
)
def test_descriptions_without_an_end_are_refused(good, tmp_path, part, content, words):
    assert words in refused(rezip(good, tmp_path / "d.xlsx", {part: content}))


def test_columns_beyond_what_is_read_and_readings_aloud_do_no_harm(good, tmp_path):
    ours = save(load(good), tmp_path / "ours.xlsx")
    with ZipFile(ours) as package:
        page, texts = package.read(SHEET).decode(), package.read("xl/sharedStrings.xml").decode()
    page = page.replace("<sheetData>", '<cols><col min="2000" max="16384" width="5"/></cols><sheetData>')
    texts = texts.replace("</si>", "<rPh><t>aloud</t></rPh></si>")

    assert load(rezip(ours, tmp_path / "d.xlsx", {SHEET: page, "xl/sharedStrings.xml": texts})) == load(good)


def test_readings_aloud_are_no_part_of_a_text_and_truth_has_two_spellings(good, tmp_path):
    spoken = "<rPh><t>no</t></rPh>"
    body = (
        f'<row r="1"><c t="inlineStr"><is><t>one</t>{spoken}</is></c><c t="inlineStr"><is><t>two</t></is></c>'
        '<c t="b"><v>true</v></c><c t="b"><v>1</v></c><c t="b"><v>0</v></c><c t="b"><v>false</v></c>'
        '<c t="str"><f>A1</f><v></v></c><c><f>A1</f></c></row>'
    )
    found = Workbook(rezip(good, tmp_path / "d.xlsx", {SHEET: sheet(body)})).sheet("Decision")

    assert [found.get(1, column).value for column in range(1, 7)] == ["one", "two", True, True, False, False]
    # A formula whose result is an empty text is an empty cell; one that was never computed is not.
    assert found.get(1, 7) is None
    assert found.get(1, 8).kind == "formula"


def test_readings_aloud_of_shared_texts_end_where_they_end(good, tmp_path):
    ours = save(load(good), tmp_path / "ours.xlsx")
    texts = "<sst><si><t>one</t><rPh><t>no</t></rPh></si><si><r><t>t</t></r><r><t>wo</t></r></si><si><t/></si></sst>"
    body = '<row r="1"><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c></row>'
    parts = {SHEET: sheet(body), "xl/sharedStrings.xml": texts}
    book = Workbook(rezip(ours, tmp_path / "d.xlsx", parts))
    found = book.sheet(book.names[0])

    assert [found.get(1, column).value for column in (1, 2)] == ["one", "two"]
    assert found.get(1, 3) is None


def test_texts_and_styles_of_other_files_are_not_taken_for_the_workbook_s_own(good, tmp_path):
    ours = save(load(good), tmp_path / "ours.xlsx")
    with ZipFile(ours) as package:
        rels = package.read("xl/_rels/workbook.xml.rels").decode()
    links = "".join(
        f'<Relationship Id="x{kind}" Type="http://x/{kind}" Target="elsewhere.xml" TargetMode="External"/>'
        for kind in ("sharedStrings", "styles")
    )

    linked = rezip(ours, tmp_path / "d.xlsx", {RELATIONS: rels.replace("</Rel", links + "</Rel")})

    assert load(linked) == load(ours)


def test_only_the_formats_of_cells_say_what_is_a_date(good, tmp_path):
    styles = (
        '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="dd/mm"/><numFmt numFmtId="171"/></numFmts>'
        '<cellStyleXfs><xf numFmtId="0"/></cellStyleXfs>'
        '<cellXfs><xf numFmtId="170"/><xf/><xf numFmtId="171"/><xf numFmtId="9"/><xf numFmtId="14"/></cellXfs>'
        '<cellStyles><xf numFmtId="170"/></cellStyles></styleSheet>'
    )
    body = '<row r="1">' + "".join(f'<c s="{style}"><v>45000</v></c>' for style in range(6)) + "</row>"
    ours = save(load(good), tmp_path / "ours.xlsx")
    book = Workbook(rezip(ours, tmp_path / "d.xlsx", {SHEET: sheet(body), "xl/styles.xml": styles}))
    found = [book.sheet(book.names[0]).get(1, column) for column in range(1, 7)]

    assert [cell.kind for cell in found] == ["date", "number", "number", "number", "date", "number"]
    assert [cell.shown for cell in found] == ["", "", "", "percent", "", ""]
    assert found[0].value == "2023-03-15"


def test_a_width_a_hidden_column_and_a_merged_range_are_noted(good, tmp_path):
    cols = '<col min="2" max="3" width="20.5"/><col min="4" max="4" hidden="1"/><col min="5" max="5" hidden="true"/>'
    merged = '<mergeCell ref="A1:C2"/><mergeCell ref="B7"/>'
    content = f'<x>{cols}<sheetData><row r="1"><c><v>1</v></c></row></sheetData>{merged}</x>'
    found = Workbook(rezip(good, tmp_path / "d.xlsx", {SHEET: content})).sheet("Decision")

    assert found.widths == {2: 20.5, 3: 20.5}
    assert found.hidden_columns == {4, 5}
    assert found.merged == [(1, 1, 2, 3), (7, 2, 7, 2)]
