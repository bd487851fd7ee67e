import pytest
import yaml

from vendor_eval.files import read_yaml as module
from vendor_eval.files.read_yaml import read_yaml


@pytest.fixture(params=["C", "Python"], autouse=True)
def parser(request, monkeypatch):
    loader = {"C": "CSafeLoader", "Python": "SafeLoader"}[request.param]
    if not hasattr(yaml, loader):
        pytest.skip("PyYAML was built without its C parser")
    monkeypatch.setattr(module, "_LOADER", getattr(yaml, loader))
    return request.param


def faults_in(text):
    document = read_yaml(text, "d.yaml")
    return [(fault.line, fault.column, ".".join(map(str, fault.path)), fault.message) for fault in document.faults]


def test_plain_data_are_read_as_yaml_1_2_has_them():
    text = "a: [1, 1.5, 1e3, NO, 010, 12:30, 1.10, 2025-02-30, ~, true, 'true', \"1\"]\nb: {c: , 1: x}\n"
    document = read_yaml(text, "d.yaml")

    assert document.faults == []
    assert document.data == {
        "a": [1, 1.5, 1000.0, "NO", "010", "12:30", 1.1, "2025-02-30", None, True, "true", "1"],
        "b": {"c": None, "1": "x"},
    }


def test_every_value_has_its_place_and_a_block_that_of_its_key():
    document = read_yaml("a:\n  b: 1\n  中: {d: [2, x]}\ne:\n- f: 3\n- - 4\ng: |\n  text\n", "d.yaml")

    assert document.places == {
        (): (1, 1),
        ("a",): (1, 1),
        ("a", "b"): (2, 6),
        ("a", "中"): (3, 6),
        ("a", "中", "d"): (3, 10),
        ("a", "中", "d", 0): (3, 11),
        ("a", "中", "d", 1): (3, 14),
        ("e",): (4, 1),
        ("e", 0): (5, 3),
        ("e", 0, "f"): (5, 6),
        ("e", 1): (6, 3),
        ("e", 1, 0): (6, 5),
        ("g",): (7, 4),
    }


@pytest.mark.parametrize("text", ["", "\n\n", "# a comment\n", "~", "---\n..."])
def test_a_text_without_values_gives_none(text):
    document = read_yaml(text, "d.yaml")

    assert document.data is None
    assert document.faults == []


def test_a_key_that_stands_twice_is_named_with_both_places_and_the_first_value_counts():
    document = read_yaml("a: {x: 1}\nb: 2\na: {x: 3, y: 4}\n", "d.yaml")

    assert document.data == {"a": {"x": 1}, "b": 2}
    assert str(document.faults[0]) == "d.yaml:3:1 a: stands twice; first at line 1, column 1."


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        pytest.param("a:\n\tb: 1\n", (2, 1), "Indent with spaces, not tabs.", id="tabs"),
        pytest.param("a: b: c\n", (1, 5), "needs quotes around it.", id="colon in a text"),
        pytest.param("a: 'it's'\n", (1, 8), "a quote is written twice.", id="quote in quotes"),
        pytest.param("a: @x\n", (1, 4), "A text that starts with this sign needs quotes", id="a sign of YAML"),
        pytest.param("中: `x`\n", (1, 4), "A text that starts with this sign needs quotes", id="after Chinese"),
        pytest.param("%YAML 2.0\n---\na: 1\n", (1, 1), "incompatible", id="YAML 2"),
        pytest.param("a: 1\n}\n", (2, 1), "is not valid YAML", id="a stray brace"),
        pytest.param("a:\n  - b\n - c\n", (3, 2), "is not valid YAML", id="indentation"),
    ],
)
def test_a_text_that_is_not_yaml_is_refused_at_its_place(text, place, words):
    found = faults_in(text)

    assert [fault[:2] for fault in found] == [place]
    assert words in found[0][3]


def test_a_bracket_that_is_never_closed_is_named_with_the_line_where_it_opened():
    [(_, _, _, message)] = faults_in("a: 1\nb: [1, 2\nc: 3\n")

    assert "is not valid YAML" in message
    assert "starts at line 2" in message


def test_a_quote_that_is_never_closed_is_named_with_the_line_where_it_opened():
    [(_, _, _, message)] = faults_in('a: 1\nb: "x\nc: 3\n')

    assert "starts at line 2" in message


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: &x 1\nb: 2\n", [(1, 4, "a", "has the anchor &x; take it out, anchors are not read.")]),
        ("b: [!!int '3']\n", [(1, 5, "b.0", "has the tag tag:yaml.org,2002:int; take it out, tags are not read.")]),
        ("b: !x {c: ! d}\n", [(1, 4, "b", "has the tag !x; take"), (1, 11, "b.c", "has the tag !; take")]),
        ("&k b: 1\n", [(1, 1, "", "has the anchor &k")]),
        ("b: !!python/object/apply:os.system [x]\n", [(1, 4, "b", "has the tag tag:yaml.org,2002:python/object")]),
        ("b: *x\nc: [*y]\n", [(1, 4, "b", "uses the alias *x; write the value out"), (2, 5, "c.0", "the alias *y")]),
        ("*x : 1\n", [(1, 1, "", "uses the alias *x")]),
        ("*x", [(1, 1, "", "uses the alias *x")]),
        ("a: 1\n---\nb: 2\n", [(2, 1, "", "starts a second document; a decision is one document.")]),
        ("? [a]\n: 1\n", [(1, 3, "", "uses a list or mapping as a key; keys are texts.")]),
        ("? {a: 1}\n: 1\n", [(1, 3, "", "uses a list or mapping as a key; keys are texts.")]),
    ],
)
def test_what_is_not_plain_data_is_refused(text, expected):
    found = faults_in(text)

    assert [fault[:3] for fault in found] == [fault[:3] for fault in expected]
    for fault, (*_, words) in zip(found, expected, strict=True):
        assert words in fault[3]


def test_reading_goes_on_behind_an_alias_and_a_second_document_leaves_the_first():
    assert read_yaml("a: *x\nb: [1, *y, 2]\n", "d.yaml").data == {"a": None, "b": [1, None, 2]}
    assert read_yaml("a: 1\n---\nb: 2\n", "d.yaml").data == {"a": 1}


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_a_nesting_of_a_thousand_is_refused(opening):
    [(line, column, path, message)] = faults_in(opening * 1000)

    assert (line, column, path) == (1, 50 * len(opening) + 1, "")
    assert message == "is nested more than 50 levels deep."


def test_a_value_beyond_the_two_hundred_thousandth_is_refused(monkeypatch):
    monkeypatch.setattr(module, "MOST_VALUES", 5)

    assert faults_in("[1, 2, 3, 4]") == []
    assert faults_in("[1, 2, 3, 4, 5]") == [(1, 14, "", "is one value too many; a decision holds at most 5.")]
    assert faults_in("[1, 2, 3, 4, []]")[0][:2] == (1, 14)
