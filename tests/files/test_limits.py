"""No file, however bad, takes a loader more than two seconds or half a gigabyte."""

import os
import subprocess
import sys
import time
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest

from books import base_sheets, rezip, write_book, write_folder
from builders import make_plain
from vendor_eval.decision.document import Decision
from vendor_eval.files.formats import load, save

SECONDS = 2.0
MEGABYTES = 512

# Loads what it is told to, and tells for each the seconds of work and the most memory that the process had meanwhile.
LOADER = """
import sys, time
from pathlib import Path
from vendor_eval.errors import VendorEvalError
from vendor_eval.files.formats import load
from vendor_eval.files.score_sheets import read_score_sheet

readers = {"load": load, "read_score_sheet": read_score_sheet}
for line in sys.stdin:
    name, _, path = line.rstrip("\\n").partition(" ")
    Path("/proc/self/clear_refs").write_text("5")
    start, said = time.process_time(), "fine"
    try:
        readers[name](path)
    except VendorEvalError as error:
        said = str(error)[:150].replace("\\n", " ")
    seconds = time.process_time() - start
    peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    print(seconds, int(peak.split()[1]) / 1024, said, flush=True)
"""


@pytest.fixture(scope="module")
def loader():
    environment = os.environ | {"PYTHONWARNINGS": "ignore"}
    command = [sys.executable, "-c", LOADER]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        yield process
        process.stdin.close()


SIZE = 20_000_000
FIRST, STRINGS, STYLES = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"
BOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
# Part, what it begins with, what is repeated until 20 million bytes are full, and what it ends with.
PARTS = {
    "cells without an end": (FIRST, "<x><sheetData>", "<c/>", "</sheetData></x>"),
    "rows without an end": (FIRST, "<x><sheetData>", "<row/>", "</sheetData></x>"),
    "numbers without an end": (FIRST, "<x><sheetData>", "<row><c><v>1</v></c></row>", "</sheetData></x>"),
    "numbers in one row": (FIRST, "<x><row>", "<c><v>1</v></c>", "</row></x>"),
    "merged cells without an end": (FIRST, "<x>", '<mergeCell ref="A1:B2"/>', "</x>"),
    "columns without an end": (FIRST, "<x>", '<col min="1" max="16384" width="9" hidden="1"/>', "</x>"),
    "hidden rows without an end": (FIRST, "<x>", '<row hidden="1"/>', "</x>"),
    "one endless text": (FIRST, '<x><row><c t="str"><v>', "x", "</v></c></row></x>"),
    "one endless tag": (FIRST, "<x ", 'a="b" ', "/>"),
    "one endless comment": (FIRST, "<x><!--", "x ", "--></x>"),
    "comments without an end": (FIRST, "<x>", "<!---->", "</x>"),
    "instructions without an end": (FIRST, "<x>", "<?a b?>", "</x>"),
    "signs without an end": (FIRST, "<x><row><c><v>", "&lt;", "</v></c></row></x>"),
    "deep nesting": (FIRST, "", "<a>", ""),
    "styles without an end": (STYLES, "<x><cellXfs>", '<xf numFmtId="14"/>', "</cellXfs></x>"),
    "formats without an end": (STYLES, "<x>", '<numFmt numFmtId="99" formatCode="0"/>', "</x>"),
    "texts without an end": (STRINGS, "<x>", "<si><t>x</t></si>", "</x>"),
    "empty texts without an end": (STRINGS, "<x>", "<si/>", "</x>"),
    "sheets without an end": (BOOK, "<w>", '<sheet name="x" id="r"/>', "</w>"),
    "relations without an end": (RELATIONS, "<r>", '<Relationship Id="a" Type="b" Target="c"/>', "</r>"),
    "types without an end": (
        "[Content_Types].xml",
        "<r>",
        '<Override PartName="a" ContentType="sheet.main+xml"/>',
        "</r>",
    ),
}


def filled(head, piece, tail):
    return head + piece * (SIZE // len(piece)) + tail


def attributes():
    return "<x " + " ".join(f'a{number}=""' for number in range(3_500_000)) + "/>"


def assert_bounded(loader, path):
    for reader in ("load", "read_score_sheet"):
        print(reader, path, file=loader.stdin, flush=True)
        seconds, megabytes, said = loader.stdout.readline().split(" ", 2)
        print(f"{path.name}: {reader} took {seconds} s and {megabytes} MB: {said}")

        assert float(seconds) < SECONDS
        assert float(megabytes) < MEGABYTES


pytestmark = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is measured as Linux tells it")


@pytest.fixture
def good(tmp_path):
    return save(load(write_book(tmp_path / "good.xlsx", base_sheets())), tmp_path / "ours.xlsx")


@pytest.mark.parametrize("name", PARTS)
def test_a_workbook_made_to_do_harm_is_answered_soon(tmp_path, good, loader, name):
    """The parts are stored as they are, so that nothing about the archive gives them away."""
    part, *pieces = PARTS[name]

    assert_bounded(loader, rezip(good, tmp_path / "bad.xlsx", {part: filled(*pieces)}, ZIP_STORED))


@pytest.mark.parametrize(
    ("part", "content"),
    [
        (FIRST, lambda: bytes(60_000_000)),
        (FIRST, lambda: attributes()),
        (FIRST, lambda: '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'),
        (FIRST, lambda: '<x><row><c r="XFD1048576"><v>1</v></c></row></x>'),
        (FIRST, lambda: filled("<x>", "<c/>", "</x>")),
    ],
)
def test_so_is_one_that_the_archive_gives_away(tmp_path, good, loader, part, content):
    assert_bounded(loader, rezip(good, tmp_path / "bad.xlsx", {part: content()}))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("commas", lambda: "," * 4_900_000),
        ("lines", lambda: "\n" * 4_900_000),
        ("quotes", lambda: '"' * 4_900_000),
        ("one quote", lambda: '"' + "a,b\n" * 1_200_000),
        ("controls", lambda: "\x01" * 4_900_000),
        ("rows", lambda: "a,b,c\n" * 800_000),
        ("columns", lambda: "vendor" + ",x" * 999 + "\n" + ("a" + ",1" * 999 + "\n") * 2_000),
    ],
)
def test_csv_files_made_to_do_harm_are_answered_soon(tmp_path, loader, name, text):
    folder = write_folder(tmp_path / "f", base_sheets())
    for table in ("scores", "evidence", "more", "weights"):
        (folder / f"{table}.csv").write_text(text(), encoding="utf-8")

    assert_bounded(loader, folder)
    assert_bounded(loader, folder / "scores.csv")


def test_a_bomb_of_many_small_parts_is_refused_unopened(tmp_path, loader):
    path = tmp_path / "many.xlsx"
    with ZipFile(path, "w", ZIP_DEFLATED) as package:
        for number in range(20_000):
            package.writestr(f"p{number}", b"")

    assert_bounded(loader, path)


def test_fifty_vendors_on_fifty_criteria_are_checked_in_half_a_second(tmp_path):
    """The figure to reach is half a second; a loaded machine gets three times as long."""
    scores = {
        f"vendor {v}": {f"criterion {c}": {"value": v + c, "because": "x"} if c % 2 else v * c for c in range(50)}
        for v in range(50)
    }
    path = save(Decision.model_validate(make_plain(scores, scales={})), tmp_path / "d.xlsx")
    load(path)
    start = time.process_time()
    load(path)

    assert time.process_time() - start < 1.5
