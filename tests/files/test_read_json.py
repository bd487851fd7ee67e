import math

import pytest

from vendor_eval.files import read_json as module
from vendor_eval.files.read_json import read_json


def faults_in(text):
    document = read_json(text, "d.json")
    return [(fault.line, fault.column, ".".join(map(str, fault.path)), fault.message) for fault in document.faults]


def test_every_value_has_its_place():
    document = read_json('{"a": 1,\n "b": [true, {"c\\"": "x, }"}],\n "d": {}}', "d.json")

    assert document.data == {"a": 1, "b": [True, {'c"': "x, }"}], "d": {}}
    assert document.places == {
        (): (1, 1),
        ("a",): (1, 7),
        ("b",): (2, 7),
        ("b", 0): (2, 8),
        ("b", 1): (2, 14),
        ("b", 1, 'c"'): (2, 22),
        ("d",): (3, 7),
    }


@pytest.mark.parametrize("text", ["", " \n", "null"])
def test_a_text_without_values_gives_none(text):
    document = read_json(text, "d.json")

    assert document.data is None
    assert document.faults == []


def test_a_key_that_stands_twice_is_named_with_both_places():
    assert faults_in('{"a": {"b": 1,\n "b": 2}, "a": 3}') == [
        (2, 2, "a.b", "stands twice; first at line 1, column 8."),
        (2, 11, "a", "stands twice; first at line 1, column 2."),
    ]


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("{", (1, 2), "is not valid JSON: expecting property name"),
        ('{"a": 1,\n}', (2, 1), "Remove the comma before it."),
        ("[1, 2,]", (1, 7), "Remove the comma before it."),
        ("{'a': 1}", (1, 2), "Texts stand between double quotes."),
        ('{"a": 01}', (1, 8), "expecting ',' delimiter."),
        ('{"a" 1}', (1, 6), "expecting ':' delimiter."),
        ('{"a": 1} {"b": 2}', (1, 10), "extra data. A file holds one decision and nothing after it."),
        ('{"a": "x\ty"}', (1, 9), "invalid control character."),
        ('{"a": "x}', (1, 7), "unterminated string."),
        ('{"a\\x": 1}', (1, 4), r"invalid \escape."),
        ('{"a": tru}', (1, 7), "expecting value."),
        ("// a comment\n{}", (1, 1), "expecting value."),
        ("}", (1, 1), "expecting value."),
        ("[}", (1, 2), "expecting value."),
        (",", (1, 1), "expecting value."),
    ],
)
def test_a_text_that_is_not_json_is_refused_at_its_place(text, place, words):
    found = faults_in(text)

    assert [fault[:2] for fault in found] == [place]
    assert found[0][3].endswith(words) or words in found[0][3]


@pytest.mark.parametrize("opening", ["[", '{"a":'])
def test_a_nesting_of_a_thousand_is_refused(opening):
    assert faults_in(opening * 1000) == [(1, 50 * len(opening) + 1, "", "is nested more than 50 levels deep.")]


def test_a_value_beyond_the_two_hundred_thousandth_is_refused(monkeypatch):
    monkeypatch.setattr(module, "MOST_VALUES", 4)

    assert faults_in('{"a": [1, 2]}') == []
    assert faults_in('{"a": [1, 2, 3]}') == [
        (1, 14, "a.2", "is one value too many; a decision holds at most 4."),
    ]


def test_numbers_that_are_none_are_read_so_that_they_are_refused_where_they_stand():
    data = read_json(f"[NaN, -Infinity, 1e400, {'9' * 5000}, {'9' * 30}]", "d.json").data

    assert math.isnan(data[0])
    assert data[1:4] == [-math.inf, math.inf, math.inf]
    assert data[4] == int("9" * 30)
