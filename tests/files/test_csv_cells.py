"""CSV files: strict about their form, and telling where it breaks."""

import re

import pytest

from books import base_sheets, write_folder
from vendor_eval.errors import DecisionError, FileError
from vendor_eval.files import csv_cells
from vendor_eval.files.csv_cells import read_csv
from vendor_eval.files.formats import load


def folder_with(tmp_path, text, name="scores"):
    folder = write_folder(tmp_path / "f", base_sheets())
    content = text.encode() if isinstance(text, str) else text
    (folder / f"{name}.csv").write_bytes(content)
    return folder


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (
            "vendor,reach\nalpha,50 \N{EURO SIGN}".encode("cp1252"),
            "line 2 is not UTF-8 text (byte 10 of the line is 0x80). It looks like Windows-1252",
        ),
        (
            "vendor,reach\n".encode("utf-16"),
            "line 1 is not UTF-8 text (byte 1 of the line is 0xff). It looks like UTF-16",
        ),
        ("vendor;reach;privacy\nalpha;1;2\n", "line 1 looks separated by semicolons (';'), not by commas"),
        ("vendor\treach\tprivacy\n", "line 1 looks separated by tabs ('\\t'), not by commas"),
        (
            'vendor,reach,privacy\nalpha,"900,unknown\nbeta,34,unclear\n',
            "line 2: a quote is opened here and never closed",
        ),
        (
            'vendor,reach,privacy\nalpha,"9\n0",unknown\nbeta,34,"un\nclear\n',
            "line 4: a quote is opened here and never closed",
        ),
        ('vendor,reach,privacy\nalpha,"900"x,unknown\n', "line 2: a text goes on after its closing quote"),
        ("vendor,reach,privacy\nalpha," + "9" * 140_000 + ",x\n", "line 2: a cell holds more than 131,072 characters"),
        ("vendor" + ",x" * 1000 + "\n", "line 1 lies too far out: at most 10,000 rows and 1,000 columns"),
        ("vendor,reach,privacy\n" + "a,1,2\n" * 10_000, "line 10001 lies too far out"),
        (b"v" * 5_000_001, "has 5,000,001 bytes; at most 5,000,000 are read"),
    ],
)
def test_a_file_that_is_no_csv_is_refused_with_the_line(tmp_path, content, words):
    folder = folder_with(tmp_path, content)

    with pytest.raises(FileError, match=re.escape(words)) as caught:
        load(folder)
    assert str(caught.value).startswith(str(folder / "scores.csv"))


@pytest.mark.parametrize(
    ("content", "place", "words"),
    [
        (
            "vendor,reach,privacy\nalpha,1,200,unknown\nbeta,34,unclear\n",
            "line 2, column 4",
            "has 4 cells where the header has 3; the last are 'unknown'",
        ),
        (
            "vendor,reach,privacy\nalpha,900,unknown\n\nbeta,34\n",
            'line 4, column "privacy"',
            "has 2 cells where the header has 3; nothing stands under privacy.",
        ),
        (
            "vendor,reach,privacy\nalpha,90\x000,unknown\nbeta,34,unclear\n",
            "line 2, character 9",
            "holds the character U+0000, which no text should hold",
        ),
        (
            "vendor,reach,privacy\nalpha,900,un\x1bknown\nbeta,34,unclear\n",
            "line 2, character 13",
            "holds the character U+001B",
        ),
    ],
)
def test_a_faulty_row_is_told_with_its_line_beside_all_other_faults(tmp_path, content, place, words):
    folder = folder_with(tmp_path, content)
    (folder / "decision.csv").write_text("path,value\nvendor_eval,1\nas_of,2025-02-15\n", encoding="utf-8")

    with pytest.raises(DecisionError) as caught:
        load(folder)
    texts = [str(fault) for fault in caught.value.faults]

    assert any(text.startswith(f"{folder / 'scores.csv'} {place}: {words}") for text in texts), texts
    assert any("title: is required" in text for text in texts)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_byte_order_marks_line_ends_and_blank_lines_are_all_fine(tmp_path, ending, mark):
    text = mark + ending.join(["vendor,reach,privacy", "", 'alpha,"900",unknown', ",,", "beta,34,unclear"])

    assert load(folder_with(tmp_path, text)).assessments["beta"]["reach"].belief.value == 34


def test_lines_are_those_of_the_file_even_below_texts_of_several_lines(tmp_path):
    evidence = (
        'id,claim,source,published,describes,kind\nE1,"many\nusers",x,2025-02-02,2024-12,audit\n\n'
        "E2,b,x,2025-02-02,2024-12,rumour\n"
    )
    with pytest.raises(DecisionError, match=r'evidence\.csv line 5, column "kind" evidence\.E2\.kind: must be one of'):
        load(folder_with(tmp_path, evidence, "evidence"))


def test_an_empty_file_is_a_table_without_columns(tmp_path):
    with pytest.raises(
        DecisionError, match=r"scores\.csv line 1, column 1 .*has no column 'vendor': the first row is empty"
    ):
        load(folder_with(tmp_path, ""))


def test_too_many_values_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(csv_cells, "MOST_VALUES", 3)

    with pytest.raises(FileError, match="line 2 holds one value too many; at most 3 are read"):
        load(folder_with(tmp_path, "vendor,reach,privacy\na,1,2\n"))


def test_another_separator_is_taken_when_it_is_said(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("a;b\n1,5;2\n", encoding="utf-8")
    sheet, faults = read_csv(path, "x", separator=";")

    assert faults == []
    assert [cell.value for cell in sheet.filled()] == ["a", "b", "1,5", "2"]
    with pytest.raises(FileError, match="looks separated by semicolons"):
        read_csv(path, "x")


def test_a_form_of_csv_that_nobody_foresaw_is_told_with_its_line(tmp_path, monkeypatch):
    assert "line 7 is not valid CSV: new problem" in csv_cells.broken_csv("", tmp_path, 3, 7, "new problem")


def test_a_file_of_empty_lines_without_an_end_is_not_read_on(tmp_path, monkeypatch):
    monkeypatch.setattr(csv_cells, "_MOST_LINES", 5)
    path = tmp_path / "a.csv"
    path.write_text("a,b\n1,2\n\n\n", encoding="utf-8")
    assert sorted(csv_cells.read_csv(path, "a")[0].rows) == [1, 2]

    path.write_text("a,b\n" + "\n" * 9, encoding="utf-8")
    with pytest.raises(FileError, match="has more than 5 lines; delete the empty ones"):
        csv_cells.read_csv(path, "a")


def test_the_last_cells_of_a_row_that_is_too_long_are_shown_apart(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("a,b\n1,2,3,x\n", encoding="utf-8")

    ((fault,),) = csv_cells.read_csv(path, "a")[1:]

    assert fault.message.startswith(
        "has 4 cells where the header has 2; the last are '3', 'x'. Does a text need quotes?"
    )
