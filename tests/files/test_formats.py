import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from books import base_sheets, write_book
from builders import make_decision, make_plain
from strategies import decisions
from vendor_eval.decision.document import Decision
from vendor_eval.errors import DecisionError, FileError
from vendor_eval.files.digests import written_digest
from vendor_eval.files.formats import load, loads, save, write_json
from vendor_eval.files.write_yaml import write_yaml

ENDINGS = (".yaml", ".yml", ".json")
RICH = make_plain(
    {"alpha": {"reach": 900, "terms": "good"}, "beta": {"reach": {"low": 0, "high": 300}, "terms": "unknown"}},
    scales={"reach": (0, 1200), "terms": {"bad": 0, "good": 100}},
    weights={"direct": {"reach": 0.5, "terms": 0.5}},
    require={"reach": {"at_least": 300}, "terms": [{"one_of": ["good"], "kind": "should"}]},
    evidence={"E1": {"describes": "2024-Q2"}},
    scenarios={"data only": {"criteria": ["reach"], "widen": 0.5}},
    policy={"minimum_value": 20},
)


@settings(max_examples=30)
@given(decisions())
def test_what_is_saved_is_loaded_again_in_every_format_and_between_them(decision):
    texts = {ending: write(decision.plain()) for ending, write in ((".yaml", write_yaml), (".json", write_json))}
    for ending, text in texts.items():
        again = loads(text, name=f"decision{ending}")

        assert again == decision
        assert again.digest == decision.digest
        assert {end: write(again.plain()) for end, write in ((".yaml", write_yaml), (".json", write_json))} == texts


@pytest.mark.parametrize("ending", [*ENDINGS, ".YAML"])
def test_a_decision_goes_to_a_file_and_back(tmp_path, ending):
    decision = Decision.model_validate(RICH)
    path = save(decision, tmp_path / f"decision{ending}")

    assert path == tmp_path / f"decision{ending}"
    assert load(path) == decision
    assert load(str(path)).digest == decision.digest
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]


def test_saving_again_changes_no_byte(tmp_path):
    path = save(make_decision(), tmp_path / "d.yaml")
    before = path.read_bytes()
    save(load(path), path)

    assert path.read_bytes() == before


def test_a_field_that_stands_empty_is_told_in_every_text_format_beside_all_other_faults():
    plain = make_plain({"alpha": {"reach": 1}}, weights={"direct": {"reach": 1}, "because": None})
    plain["criteria"]["reach"] |= {"unit": None, "description": None}
    plain["vendors"]["alpha"]["cost"] = None
    empty = "is empty: fill it in, or leave it out."
    for write, name in ((write_yaml, "d.yaml"), (write_json, "d.json")):
        with pytest.raises(DecisionError) as caught:
            loads(write(plain), name=name)
        found = {".".join(map(str, fault.path)): fault.message for fault in caught.value.faults}

        assert found == dict.fromkeys(
            ["criteria.reach.unit", "criteria.reach.description", "weights.because", "vendors.alpha.cost"], empty
        )


def test_null_means_something_only_in_a_scenario():
    scenario = {"require": {"reach": None}, "assessments": {"alpha": {"reach": None}}}
    plain = make_plain({"alpha": {"reach": 1}}, require={"reach": {"at_least": 1}}, scenarios={"free": scenario})

    free = loads(write_yaml(plain)).under("free")

    assert free.criteria["reach"].require == ()
    assert free.assessments["alpha"]["reach"].unknown


@pytest.mark.parametrize("name", ["d.xlsx", "d"])
def test_tables_carry_the_digest_of_the_decision_that_they_were_written_from(tmp_path, name):
    decision = Decision.model_validate(RICH)
    path = save(decision, f"{tmp_path / name}{'' if '.' in name else '/'}")

    assert written_digest(path) == written_digest(str(path)) == decision.digest == load(path).digest


def test_other_files_carry_none(tmp_path):
    folder = save(make_decision(), f"{tmp_path}/tables/")
    (folder / "_meta.csv").unlink()

    assert written_digest(folder) is None
    assert written_digest(save(make_decision(), tmp_path / "d.yaml")) is None
    (folder / "_meta.csv").write_text("key,value\nlayout,1\n", encoding="utf-8")
    assert written_digest(folder) is None


def test_a_workbook_that_another_program_wrote_carries_none(tmp_path):
    sheets = {name: rows for name, rows in base_sheets().items() if name != "_meta"}

    assert written_digest(write_book(tmp_path / "b.xlsx", sheets)) is None


@pytest.mark.parametrize("name", ["d.yaml", "d.json", "d.xlsx"])
def test_a_folder_that_is_called_like_a_file_is_not_written_into(tmp_path, name):
    (tmp_path / name).mkdir()

    with pytest.raises(FileError, match="is a folder"):
        save(make_decision(), tmp_path / name)
    assert list((tmp_path / name).iterdir()) == []


@pytest.mark.parametrize("ending", [".xls", ".ods", ".XLSM"])
def test_formats_of_other_programs_are_not_written(tmp_path, ending):
    with pytest.raises(FileError, match=r"which is not written: write an Excel workbook, \.xlsx\.$"):
        save(make_decision(), tmp_path / f"d{ending}")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("d.xml", "d.xml has the ending '.xml', so its format is not known; known are '.yaml', '.yml', '.json'"),
        ("d.jsn", "Did you mean '.json'?"),
        ("decision", "decision has no ending"),
    ],
)
def test_an_ending_that_is_not_known_is_refused(tmp_path, name, words):
    for act in (load, lambda path: save(make_decision(), path), lambda path: loads("", name=str(path))):
        with pytest.raises(FileError, match=re.escape(words)):
            act(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["d.yaml", "d.json"])
@pytest.mark.parametrize("text", ["", "\n", "\ufeff", "null"])
def test_an_empty_text_is_said_to_be_empty(name, text):
    with pytest.raises(DecisionError) as caught:
        loads(text, name=name)
    assert str(caught.value) == (
        f"{name}:1:1: is empty; a decision needs at least title, as_of, criteria, weights, vendors, assessments."
    )


def test_a_byte_order_mark_is_no_part_of_the_text():
    text = json.dumps(RICH)

    assert loads("\ufeff" + text) == loads("\ufeff" + text, name="d.json") == Decision.model_validate(RICH)


@pytest.mark.parametrize("name", ["d.yaml", "d.json"])
def test_a_character_that_no_text_should_hold_is_named(name):
    with pytest.raises(DecisionError, match=r"^d\.\w+:1:5: holds the character U\+0000"):
        loads('{"ab\0": 1}', name=name)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('"reach": 900', '"reach": NaN', "assessments.alpha.reach: must be a number, not NaN"),
        ('"reach": 900', '"reach": -Infinity', "assessments.alpha.reach: must be a number between"),
        ('"reach": 900', '"reach": ' + "9" * 5000, "assessments.alpha.reach: must be a number between"),
        ('"reach": 900', '"reach": true', "assessments.alpha.reach: must be a number, not true"),
        ('"reach": 900', '"reach": "900"', "assessments.alpha.reach: must be a number, a range or `unknown`, not"),
        ('"reach": 900', '"reach": 900, "reach": 1', "assessments.alpha.reach: stands twice"),
        ('"A decision"', "Infinity", "title: must be text, not inf."),
        ('"A decision"', '"a\\u202eb"', "title: holds U+202E (RIGHT-TO-LEFT OVERRIDE)"),
        ('"A decision"', '"a\\ud800b"', "title: holds U+D800"),
        ('"title"', '"\\u001b[31m"', "\\x1b[31m: Unknown field '\\x1b[31m'."),
    ],
)
def test_faults_of_a_json_file_have_their_places(old, new, fault):
    text = write_json(RICH)
    assert text.count(old) == 1
    line = text[: text.index(old)].count("\n") + 1
    with pytest.raises(DecisionError) as caught:
        loads(text.replace(old, new), name="d.json")

    assert any(str(one).startswith(f"d.json:{line}:") and fault in str(one) for one in caught.value.faults)
    assert str(caught.value).isprintable() or "\n" in str(caught.value)


def test_a_fault_of_reading_alone_is_enough_to_refuse_a_file():
    with pytest.raises(DecisionError, match=r"^d\.yaml:2:8 title: has the anchor &a"):
        loads(write_yaml(RICH).replace("title: ", "title: &a "), name="d.yaml")


PIECES = (
    *(
        "",
        "\n",
        ": ",
        "- ",
        "[",
        "]",
        "{",
        "}",
        ",",
        "'",
        '"',
        "|",
        ">",
        "&a ",
        "*a",
        "!t ",
        "#",
        "?",
        "\t",
        "\0",
        "---",
    ),
    *(
        "0",
        "-1",
        "1e400",
        "NO",
        "true",
        "null",
        "~",
        "unknown",
        "any",
        "2025-02-30",
        "é",
        "\ud800",
        "\u202e",
        "9" * 400,
    ),
)


@st.composite
def spoiled(draw, text):
    """A valid text with some pieces deleted, doubled, moved or replaced."""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.sampled_from([0, 1, 1, 3, 10, 60])))
        piece = draw(st.sampled_from(PIECES) | st.just(text[start:end] * 2) | st.text(max_size=3))
        text = text[:start] + piece + text[end:]
    return text


@settings(max_examples=300, derandomize=True)
@given(spoiled(write_yaml(RICH)))
def test_only_errors_of_the_library_escape_from_a_spoiled_yaml_file(text):
    assert_no_stranger_escapes(text, "d.yaml")


@settings(max_examples=300, derandomize=True)
@given(spoiled(write_json(RICH)))
def test_only_errors_of_the_library_escape_from_a_spoiled_json_file(text):
    assert_no_stranger_escapes(text, "d.json")


def assert_no_stranger_escapes(text, name):
    try:
        decision = loads(text, name=name)
    except DecisionError as error:
        faults, message = error.faults, str(error)
    else:
        faults, message = (), ""
        again = loads(write_yaml(decision.plain()))

        assert again == decision
    assert all(fault.file == name and fault.line and fault.column for fault in faults)
    assert bool(message.encode()) == bool(faults)


def test_nothing_escapes_from_bytes_that_are_no_text(tmp_path):
    path = tmp_path / "d.yaml"
    path.write_bytes(bytes(range(256)))

    with pytest.raises(FileError, match=r"d\.yaml:2 is not UTF-8 text"):
        load(path)
