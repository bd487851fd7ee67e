import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategies import texts
from vendor_eval.files.read_yaml import read_yaml
from vendor_eval.files.write_yaml import write_yaml

scalars = st.none() | st.booleans() | st.integers(-(10**12), 10**12) | st.floats(-1e12, 1e12) | texts()


@given(st.recursive(scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts(), inner, max_size=4)))
def test_whatever_is_written_is_read_back(data):
    document = read_yaml(write_yaml({"data": data}), "d.yaml")

    assert document.faults == []
    assert document.data == {"data": data}


def test_a_decision_reads_well_and_one_line_holds_one_fact():
    data = {
        "title": "A: b",
        "range": [0, 1.5],
        "scores": {"alpha": {"reach": {"low": 9}}},
        "note": "two\nlines\n",
        "x": {},
    }

    assert write_yaml(data) == (
        "title: 'A: b'\nrange: [0, 1.5]\nscores:\n  alpha:\n    reach:\n      low: 9\nnote: |\n  two\n  lines\nx: {}\n"
    )


@pytest.mark.parametrize("text", ["1", "1.10", "9" * 40, "true", "NULL", "~", "", "1e400", "+.5"])
def test_a_text_that_looks_like_something_else_stands_in_quotes(text):
    assert write_yaml(text).startswith(("'", '"'))


def test_items_of_a_list_of_mappings_are_indented_below_their_key():
    assert write_yaml({"require": [{"at_least": 1}, {"at_most": 2}]}) == ("require:\n  - at_least: 1\n  - at_most: 2\n")


def test_the_same_value_twice_is_written_twice():
    same = ["E1"]

    assert write_yaml({"a": same, "b": same}) == "a: [E1]\nb: [E1]\n"
