"""Translations in every form of file: they come back the same, and their faults say where they stand."""

import pytest

from books import put, write_book, write_folder
from builders import make_plain
from vendor_eval.decision.document import Decision
from vendor_eval.errors import DecisionError
from vendor_eval.files.formats import load, loads, save
from vendor_eval.files.schema import schema
from vendor_eval.files.tabulate import tabulated
from vendor_eval.files.write_yaml import write_yaml

LONG = "A reason that is longer than a line of a file, so that it does not stand before a colon but after a sign. " * 2
TEXTS = {
    "=1+1": "=2",
    "007": "nullnullsieben",
    "true": "wahr",
    "a: b # c": "ä: ö # ü",
    "two\nlines": "zwei\nZeilen\n",
    " padded ": " umgeben ",
    LONG.strip(): "Ein langer Grund. " * 20 + ".",
}
PLAIN = make_plain(
    {"alpha": {"reach": 1}, "beta": {"reach": 2}},
    evidence={f"E{number}": {"claim": text} for number, text in enumerate(TEXTS)},
    translations={"zh": {"Alpha": "阿尔法"}, "de": TEXTS},
)


def faults_of(load_it):
    with pytest.raises(DecisionError) as caught:
        load_it()
    return [str(fault) for fault in caught.value.faults]


@pytest.mark.parametrize("name", ["d.yaml", "d.json", "d.xlsx", "d.csv"])
def test_awkward_texts_and_their_translations_come_back_the_same(tmp_path, name):
    decision = Decision.model_validate(PLAIN)
    again = load(save(decision, tmp_path / name))

    assert again == decision
    assert again.digest == decision.digest
    assert write_yaml(again.plain()) == write_yaml(decision.plain())


def test_they_stand_at_the_end_of_a_file_one_text_a_line():
    text = write_yaml(Decision.model_validate(PLAIN | {"translations": {"de": {"Alpha": "Alfa"}}}).plain())

    assert text.endswith("translations:\n  de:\n    Alpha: Alfa\n")


def test_in_a_workbook_they_have_a_sheet_of_their_own():
    (table,) = [table for table in tabulated(PLAIN) if table.name == "Translations"]

    assert [column.label for column in table.columns] == ["language", "text", "translation"]
    assert table.rows[:2] == [["zh", "Alpha", "阿尔法"], ["de", "=1+1", "=2"]]
    assert "Translations" not in {table.name for table in tabulated(make_plain())}


def test_a_language_without_a_text_is_not_lost(tmp_path):
    decision = Decision.model_validate(make_plain(translations={"de": {}}))

    assert load(save(decision, tmp_path / "d.xlsx")) == decision


def test_faults_in_a_text_file_name_the_line():
    text = write_yaml(make_plain(translations={"de": {"Alpha": "Alfa", "Alfa": "x"}, "dee": {}}))
    lines = text.splitlines()

    assert faults_of(lambda: loads(text)) == [
        f"decision.yaml:{lines.index('    Alfa: x') + 1}:11 translations.de.Alfa: "
        "translates a text that stands nowhere in the decision. Did you mean 'Alpha'?",
        f"decision.yaml:{lines.index('  dee: {}') + 1}:8 translations.dee: "
        "Unknown language 'dee'. Did you mean 'de'? Known: en, de, zh.",
    ]


def test_a_text_that_is_translated_twice_is_a_fault():
    decision = Decision.model_validate(make_plain(translations={"de": {"Alpha": "Alfa"}}))
    text = write_yaml(decision.plain()) + "    Alpha: A\n"
    (fault,) = faults_of(lambda: loads(text))

    assert "translations.de.Alpha: stands twice; first at line" in fault


SHEET = [["language", "text", "translation"], ["de", "Alpha", "Alfa"]]


@pytest.mark.parametrize(
    ("edits", "cell", "message"),
    [
        ({"Translations!B2": "Alphas"}, "C2", "stands nowhere in the decision. Did you mean 'Alpha'?"),
        ({"Translations!A2": "german"}, "A2", "Unknown language 'german'."),
        ({"Translations!A2": None}, "A2", "has no language, but the row is not empty"),
        ({"Translations!B2": None}, "B2", "has no text, but the row is not empty"),
        ({"Translations!C2": None}, "B2", "must be text, but is empty."),
        ({f"Translations!{c}3": v for c, v in zip("ABC", SHEET[1], strict=True)}, "B3", "is given twice; first at"),
        ({"Translations!C1": "in german"}, "C1", "Unknown column 'in german'."),
    ],
)
def test_faults_in_tables_name_the_cell(tmp_path, edits, cell, message):
    sheets = {
        table.name: [[column.label for column in table.columns], *table.rows] for table in tabulated(make_plain())
    }
    sheets["Translations"] = [list(row) for row in SHEET]
    for place, value in edits.items():
        put(sheets, place, value)

    found = faults_of(lambda: load(write_book(tmp_path / "d.xlsx", sheets)))
    assert any(f"› Translations!{cell} " in fault and message in fault for fault in found), found
    found = faults_of(lambda: load(write_folder(tmp_path / "d", sheets)))
    assert any("translations.csv line " in fault and message in fault for fault in found), found


def test_the_schema_offers_the_languages():
    assert schema()["properties"]["translations"]["propertyNames"] == {"enum": ["en", "de", "zh"]}
